import { mayWrite, readable } from './callers.ts'
import { GithubError } from './errors.ts'
import { isBinary } from './git-text.ts'
import { forbidden, noSuchRepository, typedError } from './graphql-errors.ts'
import { latestOf } from './publishing.ts'
import { isEmpty, resolveCommit } from './refs.ts'
import { downloadUrl, encodePath, nodeId, shownTag, timeOf, type Json } from './render.ts'
import type { Call } from './reply.ts'
import type { Asset, Release, Repository } from './state.ts'

interface Window {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
}

/** The fields of `Query` there are. */
export const queries = {
  repository: ({ owner, name }: { owner: string; name: string }, call: Call) =>
    repositoryNode(call, readableBy(call, nameNow(call, `${owner}/${name}`))),
  rateLimit: () => ({ __typename: 'RateLimit', cost: 1, limit: 5000, nodeCount: 1 }),
  viewer: (_: unknown, { caller }: Call) => ({ __typename: 'User', login: caller.login })
}

/** Queries follow a repository that was renamed; mutations do not. */
function nameNow({ state }: Call, name: string): string {
  return state.formers.get(name.toLowerCase())?.name ?? name
}

/** The repository for a query; throws GraphQL's errors. */
export function readableBy({ state, caller }: Call, name: string): Repository {
  try {
    return readable(state, caller, name)
  } catch (error) {
    if (!(error instanceof GithubError)) throw error
    throw error.status === 404 ? noSuchRepository(name) : forbidden()
  }
}

/** A repository as GraphQL shows it. */
export function repositoryNode(call: Call, repository: Repository): Json {
  const { state, caller } = call
  const [owner = '', name = ''] = repository.name.split('/')
  return {
    __typename: 'Repository',
    id: nodeId('R', repository.id),
    databaseId: repository.id,
    name,
    nameWithOwner: repository.name,
    owner: { __typename: 'User', login: owner },
    url: `${state.urls.web}/${repository.name}`,
    isPrivate: repository.private,
    isEmpty: isEmpty(repository),
    viewerPermission: mayWrite(caller, repository) ? 'WRITE' : 'READ',
    defaultBranchRef: () => refNode(call, repository, `refs/heads/${repository.defaultBranch}`),
    ref: ({ qualifiedName }: { qualifiedName: string }) =>
      refNode(call, repository, fullName(repository, qualifiedName)),
    object: (given: { oid?: string | null; expression?: string | null }) => objectOf(call, repository, given),
    release: ({ tagName }: { tagName: string }) => releaseOf(call, repository, tagName),
    latestRelease: () => {
      const latest = latestOf(repository)
      return latest === undefined ? null : releaseNode(call, repository, latest)
    },
    releases: (window: Window) =>
      connection(shownReleases(call, repository), window, (each) => releaseNode(call, repository, each))
  }
}

/** A ref as GraphQL shows it, or null. */
export function refNode(call: Call, repository: Repository, ref: string): Json | null {
  const sha = repository.refs.get(ref)
  if (sha === undefined) return null
  const [, prefix = '', name = ''] = /^(refs\/[^/]+\/)(.+)$/.exec(ref) ?? []
  return {
    __typename: 'Ref',
    id: nodeId('REF', `${repository.name}:${ref}`),
    name,
    prefix,
    target: () => commitNode(call, repository, sha)
  }
}

/** A commit as GraphQL shows it. */
export function commitNode(call: Call, repository: Repository, sha: string): Json | null {
  const commit = repository.git.commit(sha)
  if (commit === undefined) return null
  return {
    __typename: 'Commit',
    id: nodeId('C', sha),
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    message: commit.message,
    messageHeadline: commit.message.split('\n')[0],
    committedDate: timeOf(commit.committer.date),
    url: `${call.state.urls.web}/${repository.name}/commit/${sha}`,
    tree: () => treeNode(repository, commit.tree),
    file: ({ path }: { path: string }) => entryNode(repository, commit.tree, path),
    parents: (window: Window) =>
      connection(commit.parents, window, (each) => commitNode(call, repository, each)),
    history: (window: Window) =>
      connection(firstParents(repository, sha), window, (each) => commitNode(call, repository, each)),
    signature: commit.signature === undefined ? null : { __typename: 'GpgSignature', isValid: true }
  }
}

function firstParents({ git }: Repository, head: string): string[] {
  const all: string[] = []
  for (let sha: string | undefined = head; sha !== undefined; sha = git.commit(sha)?.parents[0]) all.push(sha)
  return all
}

function fullName({ refs }: Repository, name: string): string {
  return (
    [name, `refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`].find((each) => refs.has(each)) ?? name
  )
}

function objectOf(
  call: Call,
  repository: Repository,
  { oid, expression }: { oid?: string | null; expression?: string | null }
): Json | null {
  const { git } = repository
  if (oid !== undefined && oid !== null) return objectNode(call, repository, oid)
  const [name = '', path] = (expression ?? '').split(/:(.*)/s)
  const commit = resolveCommit(repository, name)
  if (commit === undefined) return null
  if (path === undefined) return objectNode(call, repository, commit)
  const found = git.find(git.commit(commit)?.tree ?? '', path)
  return found === undefined ? null : objectNode(call, repository, found.sha)
}

function objectNode(call: Call, repository: Repository, sha: string): Json | null {
  const object = repository.git.objects.get(sha)
  if (object === undefined) return null
  if (object.type === 'commit') return commitNode(call, repository, sha)
  if (object.type === 'tree') return treeNode(repository, sha)
  const { bytes } = object
  const binary = isBinary(bytes)
  const shown = 512_000
  return {
    __typename: 'Blob',
    id: nodeId('B', sha),
    oid: sha,
    byteSize: bytes.length,
    isBinary: binary,
    isTruncated: !binary && bytes.length > shown,
    text: binary ? null : bytes.subarray(0, shown).toString()
  }
}

function treeNode(repository: Repository, sha: string): Json {
  return {
    __typename: 'Tree',
    id: nodeId('T', sha),
    oid: sha,
    entries: () =>
      (repository.git.tree(sha)?.entries ?? []).map(({ name }) => entryNode(repository, sha, name))
  }
}

function entryNode(repository: Repository, tree: string, path: string): Json | null {
  const found = repository.git.find(tree, path)
  if (found === undefined) return null
  return {
    __typename: 'TreeEntry',
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    oid: found.sha,
    mode: Number.parseInt(found.mode, 8),
    type: found.mode === '040000' ? 'tree' : 'blob',
    size: repository.git.blob(found.sha)?.bytes.length ?? 0,
    object: (_: unknown, call: Call) => objectNode(call, repository, found.sha)
  }
}

function releaseOf(call: Call, repository: Repository, tag: string): Json | null {
  const found = shownReleases(call, repository).filter((each) => each.tag === tag)
  const release = found.find((each) => !each.draft) ?? found[0]
  return release === undefined ? null : releaseNode(call, repository, release)
}

function shownReleases({ caller }: Call, repository: Repository): Release[] {
  const drafts = mayWrite(caller, repository)
  return [...repository.releases.values()]
    .filter((each) => drafts || !each.draft)
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || b.id - a.id)
}

function releaseNode(call: Call, repository: Repository, release: Release): Json {
  const assets = [...release.assets.values()]
  return {
    __typename: 'Release',
    id: nodeId('RE', release.id),
    databaseId: release.id,
    tagName: release.tag,
    name: release.name,
    description: release.body,
    isDraft: release.draft,
    isPrerelease: release.prerelease,
    isLatest: latestOf(repository) === release,
    immutable: release.immutable,
    createdAt: timeOf(release.createdAt),
    publishedAt: release.publishedAt === undefined ? null : timeOf(release.publishedAt),
    updatedAt: timeOf(release.updatedAt),
    url: `${call.state.urls.web}/${repository.name}/releases/tag/${encodePath(shownTag(release))}`,
    releaseAssets: ({ name, ...window }: Window & { readonly name?: string | null }) =>
      connection(
        assets.filter((each) => name === undefined || name === null || each.name === name),
        window,
        (asset) => assetNode(call, repository, release, asset)
      )
  }
}

function assetNode(call: Call, repository: Repository, release: Release, asset: Asset): Json {
  return {
    __typename: 'ReleaseAsset',
    id: nodeId('RA', asset.id),
    name: asset.name,
    size: asset.size,
    digest: asset.digest,
    contentType: asset.contentType,
    downloadCount: asset.downloads,
    createdAt: timeOf(asset.createdAt),
    updatedAt: timeOf(asset.updatedAt),
    downloadUrl: downloadUrl(call.state, repository, release, asset)
  }
}

function connection<T>(
  all: readonly T[],
  { first, last, after }: Window,
  node: (each: T) => Json | null
): Json {
  const size = first ?? last
  if (size === undefined || size === null)
    throw typedError('MISSING_PAGINATION_BOUNDARIES', 'You must provide a `first` or `last` value')
  if (size > 100)
    throw typedError(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records exceeds the \`first\` limit of 100 records.`
    )
  const start = after === undefined || after === null ? 0 : Number(Buffer.from(after, 'base64').toString())
  const shown = first === undefined || first === null ? all.slice(-size) : all.slice(start, start + size)
  const end = start + shown.length
  const nodes = shown.map(node)
  const cursor = (at: number): string => Buffer.from(`${at}`).toString('base64')
  return {
    totalCount: all.length,
    nodes,
    edges: nodes.map((each, at) => ({ node: each, cursor: cursor(start + at + 1) })),
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: cursor(start + 1),
      endCursor: cursor(end)
    }
  }
}
