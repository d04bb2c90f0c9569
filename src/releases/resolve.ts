import { distance } from 'fastest-levenshtein'
import { RegistryError } from '../errors.ts'
import {
  archiveKey,
  assetKey,
  LATEST,
  NEWEST,
  parseRelease,
  parseReleases,
  releasePath,
  RELEASES,
  type ArchiveFormat,
  type ReleaseRecord
} from '../stores/released.ts'
import type { Artifact, ArtifactKey, Store } from '../stores/store.ts'
import { closest } from '../tycho/versions.ts'
import { chooseAssets } from './assets.ts'

/** Which release is meant. */
export type Which =
  | { readonly kind: 'tag'; readonly tag: string }
  /** The one that is shown as the latest, which is no prerelease; with `prereleases` the one that was published last. */
  | { readonly kind: 'latest'; readonly prereleases: boolean }

/** What somebody wants of a release. */
export interface Wanted {
  /** Globs of the assets' names; see `chooseAssets`. None: all assets, or none where archives are wanted. */
  readonly assets: readonly string[]
  /** The archives of the source, each named once. */
  readonly archives: readonly ArchiveFormat[]
}

/** What somebody asks for of a release, whatever tool made it. */
export interface ReleaseRequest extends Wanted {
  /** What tells it from other requests, and names it in messages and lockfiles. */
  readonly text: string
  /** The repository: `owner/repo`. */
  readonly package: string
  readonly which: Which
}

/** A release, and those of its files that are wanted. */
export interface ResolvedAssets {
  readonly version: string
  readonly files: readonly {
    readonly key: ArtifactKey
    readonly localname: string
    readonly recorded: Artifact | undefined
    /** How an archive of the source is packed; undefined for assets. */
    readonly archive?: ArchiveFormat
  }[]
}

/** A request. Its text is like no request of a package. */
export function releaseRequest(
  repository: string,
  which: Which,
  { assets, archives }: Wanted
): ReleaseRequest {
  const name = which.kind === 'tag' ? which.tag : which.prereleases ? 'latest (with prereleases)' : 'latest'
  // A tag may be called so, too.
  const tag = which.kind === 'tag' && name === 'latest' ? `refs/tags/${name}` : name
  // No glob of assets has a slash.
  const sources = archives.map((format) => `source/${format}`)
  return {
    text: [`github://${repository}@${tag}`, ...assets, ...sources].join(' '),
    ...{ package: repository, which, assets, archives }
  }
}

/** Finds the release and its assets. Throws `not-found`, naming what is like it, where something is not there. */
export async function resolveRelease(store: Store, request: ReleaseRequest): Promise<ResolvedAssets> {
  const record = await readRelease(store, pathOf(request.which))
  if (record === undefined) throw await noRelease(store, request.which)
  const archives = request.archives.map((archive) => {
    const key = archiveKey(request.package, record.tag, archive)
    return { key, localname: key.filename, recorded: undefined, archive }
  })
  if (archives.length > 0 && request.assets.length === 0) return { version: record.tag, files: archives }
  const { assets, unmatched } = await chooseAssets(record.assets, request.assets)
  if (unmatched.length > 0 || assets.length === 0) throw noAsset(store, record, unmatched)
  const files = assets.map((asset) => ({
    key: assetKey(request.package, record.tag, asset),
    ...{ localname: asset, recorded: undefined }
  }))
  return { version: record.tag, files: [...files, ...archives] }
}

/** The error for an archive of the source that GitHub has nothing to make of. */
export function noSource(store: Store, { version }: ArtifactKey): RegistryError {
  return new RegistryError('not-found', `${store.name} has no tag ${version} to make an archive of`, {
    hint: 'Somebody deleted the tag. Push it again, or name another release.'
  })
}

/** The error for an asset of a release that is not there although it was resolved, or stands in a lockfile. */
export async function vanishedAsset(
  store: Store,
  { version, filename }: ArtifactKey
): Promise<RegistryError> {
  const record = await readRelease(store, releasePath(version))
  return record === undefined
    ? noRelease(store, { kind: 'tag', tag: version })
    : noAsset(store, { ...record, assets: record.assets.filter((name) => name !== filename) }, [filename])
}

async function readRelease(store: Store, path: string): Promise<ReleaseRecord | undefined> {
  const { body } = await store.documents.read(path)
  return body && parseRelease(body)
}

function pathOf(which: Which): string {
  if (which.kind === 'tag') return releasePath(which.tag)
  return which.prereleases ? NEWEST : LATEST
}

async function noRelease(store: Store, which: Which): Promise<RegistryError> {
  const { body } = await store.documents.read(RELEASES)
  const releases = body === undefined ? [] : parseReleases(body)
  const [first] = releases
  if (first === undefined) {
    return new RegistryError('not-found', `${store.name} has no release`, {
      hint: 'Drafts do not count: they have to be published. A tag alone is no release.'
    })
  }
  if (which.kind === 'latest') {
    return new RegistryError('not-found', `${store.name} has no release that is not a prerelease`, {
      hint: `Set \`prerelease: true\`, or name one: ${first.tag}.`
    })
  }
  const tags = releases.map(({ tag }) => tag)
  const near = closest(which.tag, tags, distance)
  return new RegistryError('not-found', `${store.name} has no release ${which.tag}`, {
    hint: near.length === tags.length ? `It has ${near.join(', ')}.` : closestOnes(near, tags.length)
  })
}

function closestOnes(near: readonly string[], count: number): string {
  return `The closest ones are ${near.join(', ')} (of ${count}). Drafts do not count, and a tag alone is no release.`
}

function noAsset(store: Store, { tag, assets }: ReleaseRecord, globs: readonly string[]): RegistryError {
  const release = `release ${tag} of ${store.name}`
  if (assets.length === 0) {
    return new RegistryError('not-found', `${release} has no assets`, {
      hint: 'Are they still being uploaded? The archives of the source that GitHub shows with a release are no assets: `source-archives` fetches them.'
    })
  }
  const names = globs.map((glob) => JSON.stringify(glob)).join(', ')
  const what = globs.length === 0 ? 'no asset that `assets` leaves' : `no asset that is ${names}`
  return new RegistryError('not-found', `${release} has ${what}`, {
    hint: `It has ${assets.slice(0, MOST_SHOWN).join(', ')}${assets.length > MOST_SHOWN ? ` and ${assets.length - MOST_SHOWN} more` : ''}.`
  })
}

const MOST_SHOWN = 10
