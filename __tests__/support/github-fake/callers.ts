import { GithubError, notAccessible, notFound } from './errors.ts'
import type { GithubRequest } from './request.ts'
import type { Repository, State } from './state.ts'
import type { FakeToken } from './types.ts'

/** Who asks. Without a token: anybody. */
export interface Caller {
  readonly token: FakeToken | undefined
  readonly login: string
}

/** What a caller may do with a repository: not know of it, know of it, read it, write to it. */
type Access = 'none' | 'metadata' | 'read' | 'write'

/** The account of a workflow's token. */
export const workflowLogin = 'github-actions[bot]'

/** Who sent this request. Throws 401 on a token that is not known, and on an empty one. */
export function callerOf({ headers }: GithubRequest, state: State): Caller {
  const { authorization } = headers
  if (authorization === undefined) return { token: undefined, login: 'ghost' }
  const [, given] = /^(?:bearer|token) (\S+)$/i.exec(authorization) ?? []
  const token = state.settings.tokens.find((each) => each.token === given)
  if (token === undefined) throw new GithubError(401, 'Bad credentials')
  return { token, login: token.login ?? workflowLogin }
}

/** The repository, if the caller may know of it; throws 404. */
export function visible(state: State, caller: Caller, name: string): Repository {
  const repository = state.find(name)
  if (repository === undefined || access(caller, repository) === 'none') throw notFound()
  return repository
}

/** The repository, if the caller may read its contents; throws 404 or 403. */
export function readable(state: State, caller: Caller, name: string): Repository {
  const repository = visible(state, caller, name)
  if (access(caller, repository) === 'metadata') throw notAccessible()
  return repository
}

/** The repository, if the caller may write to it; throws 404, 403 or 401. */
export function writable(state: State, caller: Caller, name: string): Repository {
  const repository = visible(state, caller, name)
  if (caller.token === undefined) throw new GithubError(401, 'Requires authentication')
  if (!mayWrite(caller, repository)) throw notAccessible()
  return repository
}

/** Whether the caller may write to it, and so see drafts. */
export function mayWrite(caller: Caller, repository: Repository): boolean {
  return access(caller, repository) === 'write'
}

/** Throws 403 where these paths are a workflow's and the caller may not write those. */
export function checkWorkflows({ token }: Caller, paths: Iterable<string>): void {
  if (token?.permissions?.workflows === true) return
  for (const path of paths) if (path.startsWith('.github/workflows/')) throw notAccessible()
}

function access({ token }: Caller, repository: Repository): Access {
  const others = repository.private ? 'none' : 'read'
  if (token === undefined || !(token.repositories?.includes(repository.name) ?? true)) return others
  const { contents = 'write' } = token.permissions ?? {}
  if (contents !== 'none') return contents
  return repository.private ? 'metadata' : 'read'
}
