import { emptyRepository, GithubError, invalidRequest, notAccessible } from './errors.ts'
import type { Caller } from './callers.ts'
import type { Repository, State } from './state.ts'

/** Creates a ref, or throws the REST API's errors. */
export function createRef(repository: Repository, ref: string, sha: string): void {
  if (isEmpty(repository)) throw emptyRepository()
  if (!isRefName(ref)) throw invalidRequest(`${ref} is not a valid ref name.`)
  if (repository.refs.has(ref)) throw new GithubError(422, 'Reference already exists')
  requireCommit(repository, sha)
  checkCreation(repository, ref)
  repository.refs.set(ref, sha)
}

/** Moves a ref, forwards only unless forced, or throws the REST API's errors. */
export function updateRef(repository: Repository, ref: string, sha: string, force: boolean): void {
  if (isEmpty(repository)) throw emptyRepository()
  const before = repository.refs.get(ref)
  if (before === undefined) throw new GithubError(422, 'Reference does not exist')
  requireCommit(repository, sha)
  if (!force && !repository.git.isAncestor(before, sha))
    throw new GithubError(422, 'Update is not a fast forward')
  checkBurnt(repository, ref)
  repository.refs.set(ref, sha)
}

/** Removes a ref, or throws the REST API's errors. */
export function deleteRef(repository: Repository, ref: string): void {
  if (isEmpty(repository)) throw emptyRepository()
  if (!repository.refs.has(ref)) throw new GithubError(422, 'Reference does not exist')
  if (ref === `refs/heads/${repository.defaultBranch}`)
    throw new GithubError(422, 'Cannot delete the default branch')
  checkBurnt(repository, ref)
  repository.refs.delete(ref)
}

/** Whether a repository has no commit yet. */
export function isEmpty({ refs }: Repository): boolean {
  return refs.size === 0
}

/** Why a ref may not be created, in the words of the rules engine. */
export function creationRefused({ blockedTags, burntTags }: Repository, ref: string): string | undefined {
  const tag = tagOf(ref)
  if (tag === undefined || !((blockedTags?.test(tag) ?? false) || burntTags.has(tag))) return undefined
  return 'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n'
}

/** What a name leads to: a commit's id, a branch, a tag, or a ref in full; `HEAD` is the default branch. */
export function resolveCommit(repository: Repository, name: string): string | undefined {
  const ref = fullRef(repository, name)
  return ref === undefined ? undefined : (repository.refs.get(ref) ?? ref)
}

/** The same, as a ref in full where it is no commit's id. */
export function fullRef({ git, refs, defaultBranch }: Repository, name: string): string | undefined {
  const tried =
    name === 'HEAD'
      ? [`refs/heads/${defaultBranch}`]
      : [name, `refs/${name}`, `refs/tags/${name}`, `refs/heads/${name}`]
  return tried.find((each) => refs.has(each)) ?? (git.commit(name) === undefined ? undefined : name)
}

/** Throws 403 where a ref would bring workflows that the default branch does not have, and the caller may not. */
export function checkWorkflowsOf({ token }: Caller, repository: Repository, commit: string): void {
  if (token?.permissions?.workflows === true) return
  const main = repository.refs.get(`refs/heads/${repository.defaultBranch}`)
  const folderOf = (sha: string | undefined): string | undefined => {
    const tree = repository.git.commit(sha ?? '')?.tree
    return tree === undefined ? undefined : repository.git.find(tree, '.github/workflows')?.sha
  }
  const brought = folderOf(commit)
  if (brought !== undefined && brought !== folderOf(main)) throw notAccessible()
}

/** The head commit of a branch. */
export function headOf({ refs }: Pick<Repository, 'refs'>, branch: string): string | undefined {
  return refs.get(`refs/heads/${branch}`)
}

/** What GitHub shows for a ref of a repository. */
export function renderRef({ urls }: State, { name }: Repository, ref: string, sha: string): object {
  const base = `${urls.api}/repos/${name}/git`
  return {
    ref,
    node_id: `REF_${Buffer.from(`${name}:${ref}`).toString('base64url')}`,
    url: `${base}/${ref}`,
    object: { sha, type: 'commit', url: `${base}/commits/${sha}` }
  }
}

/** Whether git takes it for the name of a ref in full. */
export function isRefName(ref: string): boolean {
  const forbidden = /[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\.lock(?:\/|$)|\/\.|[./]$/
  return /^refs\/[^/]+\/./.test(ref) && !forbidden.test(ref)
}

function requireCommit({ git }: Repository, sha: string): void {
  if (git.commit(sha) === undefined) throw new GithubError(422, 'Object does not exist')
}

function checkCreation(repository: Repository, ref: string): void {
  const why = creationRefused(repository, ref)
  if (why !== undefined) throw new GithubError(422, why)
}

function checkBurnt({ burntTags }: Repository, ref: string): void {
  if (burntTags.has(tagOf(ref) ?? ''))
    throw new GithubError(
      422,
      'Repository rule violations found\n\nCannot change a tag of an immutable release.\n\n'
    )
}

function tagOf(ref: string): string | undefined {
  return ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined
}
