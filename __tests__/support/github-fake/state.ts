import { randomBytes } from 'node:crypto'
import type { Body } from '../s3-fake/types.ts'
import { createGitStore, type GitStore } from './git-store.ts'
import type { FakeToken, Host, Limits, RepositoryOptions } from './types.ts'

/** An asset, and where it is. */
export interface Asset {
  readonly id: number
  name: string
  label: string | null
  state: 'starter' | 'uploaded'
  readonly contentType: string
  body: Body
  size: number
  digest: string | null
  downloads: number
  readonly createdAt: Date
  updatedAt: Date
  readonly uploader: string
}

/** A release. Its assets are in the order they were begun in. */
export interface Release {
  readonly id: number
  tag: string
  target: string
  name: string | null
  body: string | null
  draft: boolean
  prerelease: boolean
  immutable: boolean
  createdAt: Date
  publishedAt: Date | undefined
  updatedAt: Date
  readonly author: string
  /** What the addresses of a draft have instead of its tag. */
  readonly untagged: string
  /** So many look-ups do not see it yet. */
  hidden: number
  readonly assets: Map<number, Asset>
}

/** A repository. */
export interface Repository {
  readonly id: number
  /** `owner/name`. */
  readonly name: string
  private: boolean
  readonly defaultBranch: string
  readonly git: GitStore
  readonly refs: Map<string, string>
  readonly releases: Map<number, Release>
  /** The release that was last made the latest by name. */
  latest: number | undefined
  immutableReleases: boolean
  blockedTags: RegExp | undefined
  /** Tags of immutable releases, which nobody gets again. */
  readonly burntTags: Set<string>
  readonly createdAt: Date
}

/** What a running fake lets a test change, and what it was started with. */
export interface Settings {
  readonly enterprise: boolean
  readonly directDownloads: boolean
  readonly expiredStatus: 403 | 618
  readonly graphql: boolean
  readonly validate: boolean
  tokens: readonly FakeToken[]
  limits: Limits
  hiddenLookups: number
  digests: boolean
  ranges: boolean
  archiveLevel: number
  readonly archivePadding: number
}

/** Where the hosts are reached, the base paths included. */
export type Urls = Readonly<Record<Host | 'graphql', string>>

/** Everything the operations work on. */
export interface State {
  readonly settings: Settings
  /** Known once the fake listens. */
  urls: Urls
  readonly now: () => Date
  readonly advance: (milliseconds: number) => void
  /** Ids rise, whatever they are of. */
  readonly newId: () => number
  readonly repositories: ReadonlyMap<string, Repository>
  /** Names are the same in upper and lower case. */
  readonly find: (name: string) => Repository | undefined
  readonly create: (name: string, options: RepositoryOptions) => Repository
  /** Repositories by the names that they had before, in lower case. */
  readonly formers: Map<string, Repository>
}

/** A service without any repository. */
export function createState(settings: Settings): State {
  const repositories = new Map<string, Repository>()
  let ids = 1000
  let ahead = 0
  const now = (): Date => new Date(Date.now() + ahead)
  const newId = (): number => (ids += 1)
  return {
    settings,
    urls: { api: '', graphql: '', uploads: '', web: '', storage: '' },
    now,
    advance(milliseconds) {
      ahead += milliseconds
    },
    newId,
    repositories,
    formers: new Map(),
    find: (name) => repositories.get(name.toLowerCase()),
    create(name, options) {
      const repository = createRepository(name, newId(), now(), options)
      repositories.set(name.toLowerCase(), repository)
      return repository
    }
  }
}

/** A release of that tag without assets; it is not in the repository yet. */
export function createRelease(
  state: State,
  given: Pick<Release, 'tag' | 'target' | 'author'> & Partial<Release>
): Release {
  const now = state.now()
  return {
    id: state.newId(),
    name: null,
    body: null,
    draft: true,
    prerelease: false,
    immutable: false,
    createdAt: now,
    publishedAt: undefined,
    updatedAt: now,
    untagged: `untagged-${randomBytes(10).toString('hex')}`,
    hidden: 0,
    assets: new Map(),
    ...given
  }
}

/** An asset of that id, and the release it belongs to. */
export function findAsset(
  { releases }: Repository,
  id: number
): { asset: Asset; release: Release } | undefined {
  for (const release of releases.values()) {
    const asset = release.assets.get(id)
    if (asset !== undefined) return { asset, release }
  }
  return undefined
}

function createRepository(name: string, id: number, createdAt: Date, options: RepositoryOptions): Repository {
  return {
    id,
    name,
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? 'main',
    git: createGitStore(),
    refs: new Map(),
    releases: new Map(),
    latest: undefined,
    immutableReleases: options.immutableReleases ?? false,
    blockedTags: options.blockedTags,
    burntTags: new Set(),
    createdAt
  }
}
