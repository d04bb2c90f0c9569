import { checkWorkflows, writable } from './callers.ts'
import { commitTo } from './contents.ts'
import { GithubError } from './errors.ts'
import { fromBase64 } from './git-data.ts'
import type { Changes } from './git-store.ts'
import { forbidden, noSuchRepository, typedError } from './graphql-errors.ts'
import { commitNode, refNode } from './graphql-queries.ts'
import {
  checkWorkflowsOf,
  createRef as addRef,
  deleteRef as dropRef,
  headOf,
  updateRef as moveRef
} from './refs.ts'
import { nodeId, type Json } from './render.ts'
import type { Call } from './reply.ts'
import type { Repository } from './state.ts'

interface CommitInput {
  readonly clientMutationId?: string | null
  readonly branch: {
    readonly id?: string | null
    readonly repositoryNameWithOwner?: string | null
    readonly branchName?: string | null
  }
  readonly expectedHeadOid: string
  readonly message: { readonly headline: string; readonly body?: string | null }
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null
    readonly deletions?: readonly { readonly path: string }[] | null
  } | null
}

interface RefInput {
  readonly clientMutationId?: string | null
  readonly repositoryId?: string
  readonly refId?: string
  readonly name?: string
  readonly oid?: string
  readonly force?: boolean | null
}

/** The fields of `Mutation` there are. */
export const mutations = {
  createCommitOnBranch({ input }: { input: CommitInput }, call: Call): Json {
    const { repository, branch } = branchOf(call, input.branch)
    const head = headOf(repository, branch)
    if (head === undefined)
      throw typedError('NOT_FOUND', `Could not resolve to a Ref with the name '${branch}'.`)
    if (head !== input.expectedHeadOid)
      throw typedError(
        'STALE_DATA',
        `Expected branch to point to "${input.expectedHeadOid}" but it did not.  Pull and try again.`
      )
    const { headline, body } = input.message
    const sha = commitTo({
      state: call.state,
      repository,
      branch,
      message: body === undefined || body === null || body === '' ? headline : `${headline}\n\n${body}`,
      changes: changesOf(call, repository, input),
      login: call.caller.login
    })
    if (sha === undefined)
      throw typedError('UNPROCESSABLE', 'A path was requested for deletion which does not exist in tree')
    return {
      clientMutationId: input.clientMutationId ?? null,
      commit: () => commitNode(call, repository, sha),
      ref: () => refNode(call, repository, `refs/heads/${branch}`)
    }
  },

  createRef({ input }: { input: RefInput }, call: Call): Json {
    const repository = writableBy(call, byNodeId(call, input.repositoryId ?? ''))
    const { name = '', oid = '' } = input
    inWords(() => {
      if (repository.git.commit(oid) !== undefined) checkWorkflowsOf(call.caller, repository, oid)
      addRef(repository, name, oid)
    })
    return { clientMutationId: input.clientMutationId ?? null, ref: () => refNode(call, repository, name) }
  },

  updateRef({ input }: { input: RefInput }, call: Call): Json {
    const { repository, ref } = refOf(call, input.refId ?? '')
    inWords(() => {
      moveRef(repository, ref, input.oid ?? '', input.force ?? false)
    })
    return { clientMutationId: input.clientMutationId ?? null, ref: () => refNode(call, repository, ref) }
  },

  deleteRef({ input }: { input: RefInput }, call: Call): Json {
    const { repository, ref } = refOf(call, input.refId ?? '')
    inWords(() => {
      dropRef(repository, ref)
    })
    return { clientMutationId: input.clientMutationId ?? null }
  }
}

function branchOf(call: Call, given: CommitInput['branch']): { repository: Repository; branch: string } {
  if (given.id !== undefined && given.id !== null) {
    const { repository, ref } = refOf(call, given.id)
    return { repository, branch: ref.replace(/^refs\/heads\//, '') }
  }
  const { repositoryNameWithOwner: name, branchName: branch } = given
  if (name === undefined || name === null || branch === undefined || branch === null)
    throw typedError('UNPROCESSABLE', 'A branch needs an id, or the names of its repository and its own')
  return { repository: writableBy(call, name), branch: branch.replace(/^refs\/heads\//, '') }
}

function changesOf({ caller }: Call, { git }: Repository, { fileChanges }: CommitInput): Changes {
  const additions = fileChanges?.additions ?? []
  const deletions = fileChanges?.deletions ?? []
  inWords(() => {
    checkWorkflows(
      caller,
      [...additions, ...deletions].map(({ path }) => path)
    )
  })
  const changes = new Map<string, { sha: string; mode: '100644' } | null>()
  for (const { path } of deletions) changes.set(checkedPath(path), null)
  for (const { path, contents } of additions) {
    if (changes.has(checkedPath(path)))
      throw typedError('UNPROCESSABLE', `A path was requested for addition and deletion, or twice: ${path}`)
    const sha = git.add({ type: 'blob', bytes: inWords(() => fromBase64(contents)) })
    changes.set(path, { sha, mode: '100644' })
  }
  return changes
}

function checkedPath(path: string): string {
  const parts = path.split('/')
  if (parts.some((part) => ['', '.', '..', '.git'].includes(part)))
    throw typedError('UNPROCESSABLE', `The path ${path} is malformed`)
  return path
}

function writableBy({ state, caller }: Call, name: string): Repository {
  try {
    return writable(state, caller, name)
  } catch (error) {
    if (!(error instanceof GithubError)) throw error
    throw error.status === 404 ? noSuchRepository(name) : forbidden()
  }
}

function byNodeId({ state }: Call, id: string): string {
  const found = [...state.repositories.values()].find((each) => nodeId('R', each.id) === id)
  if (found === undefined)
    throw typedError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
  return found.name
}

function refOf(call: Call, id: string): { repository: Repository; ref: string } {
  for (const repository of call.state.repositories.values()) {
    const ref = [...repository.refs.keys()].find((each) => nodeId('REF', `${repository.name}:${each}`) === id)
    if (ref !== undefined) return { repository: writableBy(call, repository.name), ref }
  }
  throw typedError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
}

/** What the REST API would refuse, as GraphQL does. */
function inWords<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof GithubError)) throw error
    throw typedError(error.status === 403 ? 'FORBIDDEN' : 'UNPROCESSABLE', error.message)
  }
}
