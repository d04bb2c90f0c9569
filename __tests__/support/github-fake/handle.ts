import { bodyOf, digest } from '../s3-fake/body.ts'
import type { Body } from '../s3-fake/types.ts'
import { storedName, tamperAsset } from './assets.ts'
import { workflowLogin } from './callers.ts'
import { personOf } from './commits.ts'
import { emptyTree } from './git-objects.ts'
import { latestOf, publish } from './publishing.ts'
import { headOf } from './refs.ts'
import { createRelease, findAsset, type Asset, type Release, type Repository, type State } from './state.ts'
import type { AddReleaseOptions, CommitView, RepositoryHandle } from './views.ts'

/** A repository in a test's hands. */
export function handleOf(state: State, repository: Repository): RepositoryHandle {
  return { ...releasesOf(state, repository), ...filesOf(state, repository), ...rulesOf(state, repository) }
}

type Files = Pick<
  RepositoryHandle,
  'objects' | 'refs' | 'setRef' | 'commit' | 'file' | 'text' | 'files' | 'history'
>
type Rules = Pick<
  RepositoryHandle,
  'name' | 'addFormerName' | 'setImmutableReleases' | 'setBlockedTags' | 'setPrivate'
>
type Releases = Omit<RepositoryHandle, keyof Files | keyof Rules>

function releasesOf(state: State, repository: Repository): Releases {
  const { releases } = repository
  const ofTag = (tag: string): Release[] => [...releases.values()].filter((each) => each.tag === tag)
  return {
    releases,
    releasesOf: ofTag,
    latest: () => latestOf(repository),
    addRelease: (tag, options = {}) => addRelease(state, repository, tag, options),
    removeRelease: (id) => void releases.delete(id),
    asset: (tag, name) =>
      ofTag(tag)
        .flatMap(({ assets }) => [...assets.values()])
        .find((each) => each.name === name),
    tamper(assetId, change) {
      tamperAsset(known(findAsset(repository, assetId), assetId).asset, (body) => bodyOf(change(body)))
    },
    removeAsset(assetId) {
      known(findAsset(repository, assetId), assetId).release.assets.delete(assetId)
    }
  }
}

function filesOf(state: State, repository: Repository): Files {
  const { git, refs } = repository
  const treeOf = (branch: string): string => git.commit(headOf(repository, branch) ?? '')?.tree ?? emptyTree
  const file: Files['file'] = (branch, path) => git.blob(git.find(treeOf(branch), path)?.sha ?? '')?.bytes
  return {
    objects: git.objects,
    refs,
    setRef(ref, sha) {
      if (sha === undefined) refs.delete(ref)
      else refs.set(ref, sha)
    },
    commit: (branch, files, message = 'Change files') =>
      commit(state, repository, branch, { files, message }),
    file,
    text: (branch, path) => file(branch, path)?.toString(),
    files: (branch) => [...git.files(treeOf(branch)).keys()],
    history: (branch) => [...historyOf(repository, headOf(repository, branch))]
  }
}

function rulesOf({ formers }: State, repository: Repository): Rules {
  return {
    name: repository.name,
    addFormerName(name) {
      formers.set(name.toLowerCase(), repository)
    },
    setImmutableReleases(immutable) {
      repository.immutableReleases = immutable
    },
    setBlockedTags(tags) {
      repository.blockedTags = tags
    },
    setPrivate(isPrivate) {
      repository.private = isPrivate
    }
  }
}

/** Commits unsigned to a branch, which is created if there is none. */
function commit(
  state: State,
  { git, refs, name }: Repository,
  branch: string,
  { files, message }: { files: Readonly<Record<string, string | Uint8Array | null>>; message: string }
): string {
  const head = refs.get(`refs/heads/${branch}`)
  const changes = Object.entries(files).map(([path, content]) => {
    if (content === null) return [path, null] as const
    const sha = git.add({ type: 'blob', bytes: Buffer.from(content) })
    return [path, { sha, mode: '100644' as const }] as const
  })
  const tree = known(
    git.change(git.commit(head ?? '')?.tree ?? emptyTree, new Map(changes)),
    'file to remove'
  )
  const author = personOf(name.split('/')[0] ?? '', state.now())
  const parents = head === undefined ? [] : [head]
  const sha = git.add({ type: 'commit', tree, parents, author, committer: author, message })
  refs.set(`refs/heads/${branch}`, sha)
  return sha
}

function addRelease(state: State, repository: Repository, tag: string, options: AddReleaseOptions): Release {
  const { draft = false, assets = {}, ...given } = options
  const caller = { token: undefined, login: workflowLogin }
  const target = options.target ?? repository.defaultBranch
  const release = createRelease(state, { ...given, tag, target, author: caller.login })
  repository.releases.set(release.id, release)
  for (const [name, content] of Object.entries(assets)) {
    const asset = assetOf(state, name, content)
    release.assets.set(asset.id, asset)
  }
  if (!draft) publish({ state, repository, release, caller })
  release.hidden = 0
  return release
}

function assetOf(state: State, name: string, content: string | Uint8Array | Body): Asset {
  const body = typeof content === 'string' || ArrayBuffer.isView(content) ? bodyOf(content) : content
  const now = state.now()
  return {
    id: state.newId(),
    name: storedName(name),
    label: '',
    state: 'uploaded',
    contentType: 'application/octet-stream',
    body,
    size: body.size,
    digest: state.settings.digests ? `sha256:${digest(body, 'sha256').toString('hex')}` : null,
    downloads: 0,
    createdAt: now,
    updatedAt: now,
    uploader: workflowLogin
  }
}

function* historyOf({ git }: Repository, head: string | undefined): Generator<CommitView> {
  for (let sha = head; sha !== undefined;) {
    const found = git.commit(sha)
    if (found === undefined) return
    const { message, parents, signature } = found
    yield { sha, message, parents, signed: signature !== undefined }
    sha = parents[0]
  }
}

function known<T>(value: T | undefined, name: string | number): T {
  if (value === undefined) throw new Error(`the fake has no ${name}`)
  return value
}
