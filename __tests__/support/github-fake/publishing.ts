import type { Caller } from './callers.ts'
import { GithubError, validationFailed, type FieldError } from './errors.ts'
import { checkWorkflowsOf, creationRefused, isEmpty, isRefName, resolveCommit } from './refs.ts'
import type { Release, Repository, State } from './state.ts'

/** A release that is to be public. */
export interface Publishing {
  readonly state: State
  readonly repository: Repository
  readonly release: Release
  readonly caller: Caller
  /** What it was before, where it was there. */
  readonly before?: Release
}

const resource = 'Release'

/** Puts a new release into the repository as a draft; throws 422 where it could never be published as it is to be. */
export function createdNow(repository: Repository, release: Release, caller: Caller, draft: boolean): void {
  const ref = `refs/tags/${release.tag}`
  if (!isRefName(ref)) throw validationFailed(custom('tag_name', 'tag_name is not well-formed'))
  if (!draft) {
    checkFree(repository, release)
    if (isEmpty(repository)) throw repositoryIsEmpty()
    if (!repository.refs.has(ref)) checkWorkflowsOf(caller, repository, targetOf(repository, release))
  }
  repository.releases.set(release.id, release)
}

/** Makes a release public, with its tag, or throws 422 and leaves it a draft. */
export function publish({ state, repository, release, caller, before }: Publishing): void {
  const now = state.now()
  checkFree(repository, release)
  if (before?.immutable === true && before.tag !== release.tag)
    throw new GithubError(422, 'Cannot change the tag of an immutable release.')
  const commit = tagged(repository, release, caller)
  if (before?.draft === false) return
  release.draft = false
  release.publishedAt = now
  release.createdAt = commit.date
  release.hidden = state.settings.hiddenLookups
  if (!repository.immutableReleases) return
  release.immutable = true
  repository.burntTags.add(release.tag)
}

/** Lets a published release be the latest, or no longer be it. */
export function takeLatest(
  repository: Repository,
  release: Release,
  makeLatest: 'true' | 'false' | 'legacy'
): void {
  const was = repository.latest === release.id
  if (makeLatest === 'true' && !release.prerelease) repository.latest = release.id
  else if (was && (makeLatest !== 'true' || release.prerelease)) repository.latest = undefined
}

/** The release that `latest` means. */
export function latestOf({ releases, latest }: Repository): Release | undefined {
  const named = releases.get(latest ?? 0)
  if (named !== undefined && !named.draft && !named.prerelease) return named
  return [...releases.values()]
    .filter((each) => !each.draft && !each.prerelease)
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || b.id - a.id)[0]
}

function checkFree({ releases }: Repository, release: Release): void {
  for (const other of releases.values()) {
    if (other.id !== release.id && !other.draft && other.tag === release.tag)
      throw validationFailed({ resource, code: 'already_exists', field: 'tag_name' })
  }
}

function tagged(repository: Repository, release: Release, caller: Caller): { date: Date } {
  const { refs, git } = repository
  const ref = `refs/tags/${release.tag}`
  if (!refs.has(ref) && isEmpty(repository)) throw repositoryIsEmpty()
  const errors = [...refusals(repository, release, ref)]
  if (errors.length > 0) throw validationFailed(...errors)
  if (!refs.has(ref)) {
    const target = targetOf(repository, release)
    checkWorkflowsOf(caller, repository, target)
    refs.set(ref, target)
  }
  return git.commit(refs.get(ref) ?? '')?.committer ?? { date: new Date(0) }
}

function* refusals(repository: Repository, { tag, immutable }: Release, ref: string): Generator<FieldError> {
  const why = repository.refs.has(ref) ? undefined : creationRefused(repository, ref)
  if (why !== undefined) yield custom('pre_receive', `pre_receive ${why}`)
  if (repository.burntTags.has(tag) && !immutable)
    yield custom('tag_name', 'tag_name was used by an immutable release')
  if (why !== undefined)
    yield { resource, code: 'custom', message: 'Published releases must have a valid tag' }
}

function repositoryIsEmpty(): GithubError {
  return validationFailed({ resource, code: 'custom', message: 'Repository is empty.' })
}

function targetOf(repository: Repository, { target }: Release): string {
  const commit = resolveCommit(repository, target)
  if (commit === undefined) throw validationFailed({ resource, code: 'invalid', field: 'target_commitish' })
  return commit
}

function custom(field: string, message: string): FieldError {
  return { resource, code: 'custom', field, message }
}
