import { RegistryError } from '../../errors.ts'
import {
  archiveFormatOf,
  assetKey,
  LATEST,
  NEWEST,
  releasePath,
  RELEASES,
  renderRelease,
  renderReleases,
  type ListedRelease
} from '../released.ts'
import {
  ABSENT,
  NOTHING_RELEASED,
  type Artifact,
  type ArtifactKey,
  type Entry,
  type Store
} from '../store.ts'
import { readArchive } from './archives.ts'
import { downloadAddress, openAsset } from './download.ts'
import { artifactOf } from './labels.ts'
import { describeGithub, type GithubOptions } from './options.ts'
import { githubReleases, type Cut, type Releases } from './releases.ts'
import type { Asset, Release } from './release.ts'
import { githubRequests, type Requests } from './requests.ts'

/**
 * The published releases of a repository, whatever tool made them, for reading: every asset is an artifact at
 * `<tag>/<name>`, the tag as in an address, and documents say what there is (`stores/released.ts`). What was found is what
 * is read until the store is closed. Writing throws `unsupported`.
 */
export function openReleases(options: GithubOptions): Store {
  const requests = githubRequests({ ...options, prefix: '' })
  const releases = githubReleases(requests)
  const known = knownReleases(requests, releases)
  const { name, limits } = describeGithub({ ...options, prefix: '' })
  const refuse = (path: string) => Promise.reject(readOnly(`${name}/${path}`))

  async function assetOf({ version, filename }: ArtifactKey): Promise<Asset | undefined> {
    const release = await known.byTag(version)
    return release === undefined ? undefined : assetsOf(release).get(filename)
  }

  return {
    name,
    limits,
    artifacts: {
      find: async (key) => {
        const asset = await assetOf(key)
        return asset && plainArtifact(key.path, asset)
      },
      open: async (key, { range, revision } = {}) => {
        const asset = await assetOf(key)
        if (revision !== undefined && asset?.node_id !== revision) throw changed(requests, key)
        if (asset === undefined) return undefined
        const opened = await openAsset(requests, { asset, path: key.path, tag: key.version }, range)
        if (opened === undefined && revision !== undefined) throw changed(requests, key)
        return opened && { ...opened, artifact: plainArtifact(key.path, asset) }
      },
      evidence: () => Promise.resolve(undefined),
      released: () => Promise.resolve(NOTHING_RELEASED),
      url: ({ version, filename }) => Promise.resolve(downloadAddress(requests, version, filename)),
      create: ([item]) => refuse(item?.key.path ?? ''),
      replace: ({ key }) => refuse(key.path),
      remove: ({ path }) => refuse(path)
    },
    documents: {
      read: async (path) => {
        const body = await documentAt(known, path)
        return { body, revision: body === undefined ? ABSENT : body.toString('base64url') }
      },
      swap: refuse,
      complete: refuse,
      stale: () => Promise.resolve([])
    },
    make: async (key, into) => {
      const format = archiveFormatOf(key)
      if (format === undefined) return undefined
      return readArchive(requests, { tag: key.version, format, path: key.path }, into)
    },
    list: (prefix, { cut } = {}) => entriesOf({ requests, releases, known }, prefix, cut),
    // eslint-disable-next-line @typescript-eslint/require-await -- nobody writes here
    leftovers: async function* () {
      yield* []
    },
    close: () => {
      requests.close()
      return Promise.resolve()
    }
  }
}

/** Releases as they were found first: everything of one pull is of one state. */
interface KnownReleases {
  readonly byTag: (tag: string) => Promise<Release | undefined>
  readonly latest: () => Promise<Release | undefined>
  readonly newest: () => Promise<Release | undefined>
  /** All that GitHub lists; where that is not all, the log says so, once. */
  readonly listed: () => Promise<Release[]>
  /** What a list of all has shown need not be asked for. */
  readonly remember: (release: Release) => void
}

function knownReleases({ repository, options }: Requests, releases: Releases): KnownReleases {
  const found = new Map<string, Promise<Release | undefined>>()
  let published: Promise<Release[]> | undefined
  let isCut = false
  let isTold = false

  const all = () =>
    (published ??= publishedOf(releases, () => {
      isCut = true
    }))
  const tellOfCut = () => {
    if (isTold) return
    isTold = true
    options.log.warning(
      `${repository} has more releases than GitHub lists: the oldest were not looked at, and are found by their tags alone`
    )
  }
  const remember = (release: Release) => {
    found.set(release.tag_name, Promise.resolve(release))
  }
  const remembered = async (finding: Promise<Release | undefined>) => {
    const release = await finding
    if (release !== undefined) remember(release)
    return release
  }

  /** A fresh release is missing for a while where it is asked for by its tag. */
  async function find(tag: string): Promise<Release | undefined> {
    const release = await releases.byTag(tag)
    if (release !== undefined) return release
    const fresh = (await all()).find((each) => each.tag_name === tag)
    return fresh && releases.byId(fresh.id)
  }

  return {
    byTag: (tag) => {
      const known = found.get(tag) ?? find(tag)
      found.set(tag, known)
      return known
    },
    latest: () => remembered(releases.latest()),
    newest: () => remembered(releases.newest(tellOfCut)),
    listed: async () => {
      const found = await all()
      if (isCut) tellOfCut()
      return found
    },
    remember
  }
}

async function publishedOf(releases: Releases, cut: Cut): Promise<Release[]> {
  const all: Release[] = []
  for await (const release of releases.listed(undefined, cut))
    if (!release.draft) all.push(withoutNotes(release))
  return all
}

/** Of a thousand releases the notes would be most of what is kept. */
function withoutNotes(release: Release): Release {
  return { ...release, body: undefined }
}

/** What there is, as a document; undefined where there is no such release. */
async function documentAt(known: KnownReleases, path: string): Promise<Buffer | undefined> {
  if (path === RELEASES) return renderReleases((await known.listed()).map(listedOf))
  const tag = tagIn(path)
  const release = await (path === LATEST
    ? known.latest()
    : path === NEWEST
      ? known.newest()
      : tag === undefined
        ? undefined
        : known.byTag(tag))
  return release && renderRelease({ tag: release.tag_name, assets: [...assetsOf(release).keys()] })
}

function listedOf({ tag_name: tag, prerelease }: Release): ListedRelease {
  return { tag, prerelease }
}

/** The tag that a path begins with, where it has one. */
function tagIn(path: string): string | undefined {
  const end = path.indexOf('/')
  if (end === -1) return undefined
  try {
    const tag = decodeURIComponent(path.slice(0, end))
    return releasePath(tag) === path.slice(0, end + 1) ? tag : undefined
  } catch {
    return undefined
  }
}

interface Listing {
  readonly requests: Requests
  readonly releases: Releases
  readonly known: KnownReleases
}

/** Everything below a prefix: of one release where it names one, else of all that GitHub lists. */
async function* entriesOf(
  { requests, releases, known }: Listing,
  prefix: string,
  cut: Cut | undefined
): AsyncGenerator<Entry> {
  const tag = tagIn(prefix)
  const found: Release[] = []
  if (tag === undefined) {
    for await (const release of releases.all(cut)) {
      if (release.draft) continue
      const kept = withoutNotes(release)
      found.push(kept)
      known.remember(kept)
    }
  } else {
    const release = await known.byTag(tag)
    if (release !== undefined) found.push(release)
  }
  const entries = found.flatMap((release) =>
    [...assetsOf(release).values()].map((asset) => {
      const { path } = assetKey(requests.repository, release.tag_name, asset.name)
      const modified = new Date(asset.updated_at)
      return {
        ...{ path, size: asset.size, revision: asset.node_id, modified },
        digest: asset.digest ?? undefined
      }
    })
  )
  const wanted = entries.filter(({ path }) => path.startsWith(prefix))
  yield* wanted.sort((one, other) => Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)))
}

/** The assets of a release that are all there, by their names. */
function assetsOf({ assets }: Release): Map<string, Asset> {
  return new Map(assets.filter(({ state }) => state === 'uploaded').map((asset) => [asset.name, asset]))
}

/** A label is what its maker wants people to read, and no name of a file. */
function plainArtifact(path: string, asset: Asset): Artifact {
  return { ...artifactOf(path, asset), filename: asset.name }
}

function readOnly(what: string): RegistryError {
  return new RegistryError('unsupported', `${what} can't be written: the releases of others are only read`, {
    hint: 'Push to `store: github://owner/repo` without `release`.'
  })
}

function changed({ nameOf }: Requests, { path }: ArtifactKey): RegistryError {
  return new RegistryError('conflict', `${nameOf(path)} changed while it was being read`, {
    hint: 'Somebody replaced or removed it. Run the step again to get what is there now.'
  })
}
