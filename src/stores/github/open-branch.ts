import { means } from './answers.ts'
import type { Branch } from './branch.ts'
import { gitDataBranch } from './git-data.ts'
import { graphqlBranch } from './graphql.ts'
import type { Requests } from './requests.ts'

/**
 * The branch by GraphQL, whose commits are signed by GitHub; where there is none to be had (no token, a server without
 * it) by the Git data API.
 */
export function openBranch(requests: Requests): Branch {
  const data = gitDataBranch(requests)
  if (requests.options.token === undefined) return data
  let chosen: Branch | undefined
  const graphql = graphqlBranch(requests)
  /** The first request shows whether there is GraphQL. */
  const trying = async <T>(act: (branch: Branch) => Promise<T>): Promise<T> => {
    if (chosen !== undefined) return act(chosen)
    try {
      const result = await act(graphql)
      chosen = graphql
      return result
    } catch (error) {
      if (!means(error, 'absent') || error.status !== 404) throw error
      requests.options.log.debug('there is no GraphQL here: commits go through the Git data API')
      chosen = data
      return act(data)
    }
  }
  return {
    readsTogether: () => (chosen ?? graphql).readsTogether(),
    read: (paths, at) => trying((branch) => branch.read(paths, at)),
    commit: (commit) => trying((branch) => branch.commit(commit))
  }
}
