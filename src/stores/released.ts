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
