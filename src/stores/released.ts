import * as v from 'valibot'
import type { ArtifactKey } from './store.ts'

/**
 * How a store shows releases that any tool made: a release's files are artifacts below a folder of its tag, and what is
 * said of releases are documents. Nothing of it can be written.
 */

/** A release. */
export interface ReleaseRecord {
  readonly tag: string
  /** The names of its files that can be fetched. */
  readonly assets: readonly string[]
}

/** A release as the list of all of them has it. */
export type ListedRelease = v.InferOutput<typeof listedSchema>

const releaseSchema = v.object({ tag: v.string(), assets: v.array(v.string()) })
const listedSchema = v.object({ tag: v.string(), prerelease: v.boolean() })

/** The document of the release that is shown as the latest, which is no prerelease. */
export const LATEST = 'latest'

/** The document of the release that was published last, prereleases among them. */
export const NEWEST = 'newest'

/** The document that lists what is published. */
export const RELEASES = 'releases'

/** The document of the release of a tag; what it holds lies below. */
export function releasePath(tag: string): string {
  return `${encodeURIComponent(tag)}/`
}

/** A file of a release. `repository` is its `owner/repo`. */
export function assetKey(repository: string, tag: string, asset: string): ArtifactKey {
  return { package: repository, version: tag, path: `${releasePath(tag)}${asset}`, filename: asset }
}

/** A file of a release, and whose it is. */
export interface ReleasedAsset {
  /** `github://owner/repo` */
  readonly repository: string
  readonly tag: string
  readonly asset: string
}

/** Where a store that shows the releases of others besides its own artifacts has those of a repository (`github://owner/repo`). */
export function repositoryPath(repository: string): string {
  return `${repository}/`
}

/** The same file as an artifact of such a store. No path of its own begins like that. */
export function elsewhereKey({ repository, tag, asset }: ReleasedAsset): ArtifactKey {
  const { path, ...key } = assetKey(repository, tag, asset)
  return { ...key, path: `${repositoryPath(repository)}${path}` }
}

/** The repository in a path of `elsewhereKey` or `repositoryPath`, and what follows; undefined for every other path. */
export function elsewhereIn(path: string): { repository: string; path: string } | undefined {
  const [, repository, rest] = /^(github:\/\/[\w-]+\/[\w.-]+)\/(.*)$/s.exec(path) ?? []
  return repository === undefined || rest === undefined ? undefined : { repository, path: rest }
}

/** Reads the path of `elsewhereKey`; undefined for every other one. */
export function parseElsewhere(path: string): ReleasedAsset | undefined {
  const found = elsewhereIn(path)
  const [, tag, asset] = /^([^/]+)\/([^/]+)$/.exec(found?.path ?? '') ?? []
  if (found === undefined || tag === undefined || asset === undefined) return undefined
  try {
    return { repository: found.repository, tag: decodeURIComponent(tag), asset }
  } catch {
    return undefined
  }
}

/** How the files of a tag are packed when somebody asks for them. */
export const ARCHIVE_FORMATS = ['zip', 'tar.gz'] as const

/** One of these. */
export type ArchiveFormat = (typeof ARCHIVE_FORMATS)[number]

/**
 * The archive of the source that a release is of, which a store makes (`Store.make`). Its name is the one that a browser
 * saves it under; its path is none that an asset can have.
 */
export function archiveKey(repository: string, tag: string, format: ArchiveFormat): ArtifactKey {
  const filename = `${archiveName(repository, tag)}.${format}`
  return { package: repository, version: tag, path: `${releasePath(tag)}${SOURCE}${format}`, filename }
}

/** How an archive is packed; undefined for what is none. */
export function archiveFormatOf({ version, path }: ArtifactKey): ArchiveFormat | undefined {
  return ARCHIVE_FORMATS.find((format) => path === `${releasePath(version)}${SOURCE}${format}`)
}

const SOURCE = 'source/'

/** GitHub leaves out a `v` before a number, and makes dashes of what is no plain sign. */
function archiveName(repository: string, tag: string): string {
  const repo = repository.slice(repository.indexOf('/') + 1)
  return `${repo}-${tag.replace(/^v(?=\d)/, '')}`.replace(/[^\w.-]/g, '-')
}

/** The document of a release. */
export function renderRelease(record: ReleaseRecord): Buffer {
  return Buffer.from(JSON.stringify(record))
}

/** Reads what `renderRelease` wrote. */
export function parseRelease(body: Uint8Array): ReleaseRecord {
  return v.parse(releaseSchema, JSON.parse(Buffer.from(body).toString('utf8')))
}

/** The document of what is published. */
export function renderReleases(releases: readonly ListedRelease[]): Buffer {
  return Buffer.from(JSON.stringify(releases))
}

/** Reads what `renderReleases` wrote. */
export function parseReleases(body: Uint8Array): ListedRelease[] {
  return v.parse(v.array(listedSchema), JSON.parse(Buffer.from(body).toString('utf8')))
}
