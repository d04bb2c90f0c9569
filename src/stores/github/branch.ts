import { ABSENT, type Revision } from '../store.ts'
import { gitDataBranch } from './git-data.ts'
import { graphqlBranch } from './graphql.ts'
import { means } from './answers.ts'
import type { Requests } from './requests.ts'

/** Some files of the branch, at one moment. */
export interface Snapshot {
  /** The commit that the branch points to; undefined where there is no branch. */
  readonly head: string | undefined
  readonly files: ReadonlyMap<string, BranchFile>
}

/** A file of the branch; its revision is the id that git gives to its bytes. */
export interface BranchFile {
  readonly revision: Revision
  readonly body: Buffer | undefined
}

/** What is not there. */
export const NO_FILE: BranchFile = { revision: ABSENT, body: undefined }

/** A file as the branch lists it. */
export interface TreeFile {
  readonly path: string
  readonly revision: Revision
  /** Bytes. */
  readonly size: number
}

/** A commit to be made on top of a head. */
export interface NewCommit {
  readonly head: string
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly message: { readonly headline: string; readonly body: string }
}

/** The branch that holds the documents, as one way of asking GitHub sees it. Throws `GithubFailure`s. */
export interface Branch {
  /** Reads files, all at one commit. */
  read(paths: readonly string[]): Promise<Snapshot>
  /**
   * Commits, once, and answers the new head; undefined where the branch points elsewhere by now. Where no answer came,
   * it may have been carried out.
   */
  commit(commit: NewCommit): Promise<string | undefined>
}

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
    read: (paths) => trying((branch) => branch.read(paths)),
    commit: (commit) => trying((branch) => branch.commit(commit))
  }
}
