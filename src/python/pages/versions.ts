import { versionKey } from '../versions.ts'
import type { Release } from './releases.ts'

/** A version of which every file was removed. */
export interface Emptied {
  /** As its pages spell it. */
  readonly version: string
  /** The serial of the removal. */
  readonly serial: number
}

/** A version that has pages of its own. */
export interface VersionPage {
  /** As its path spells it. */
  readonly spelling: string
  /** Undefined where every file was removed. */
  readonly release: Release | undefined
  /** The highest there is: of the release, and of removals, however they spell the version. */
  readonly serial: number
}

/**
 * The versions that have pages, a page a spelling, each with the whole release. A version that was emptied keeps its
 * page; where the release goes on under another spelling, that page shows it.
 */
export function versionPages(releases: readonly Release[], emptied: readonly Emptied[]): VersionPage[] {
  const pages = new Map<string, VersionPage>()
  for (const release of releases)
    for (const spelling of release.spellings)
      pages.set(spelling, { spelling, release, serial: release.serial })
  if (emptied.length > 0) {
    const byKey = new Map(releases.map((release) => [versionKey(release.version), release]))
    const highest = new Map<string, number>()
    for (const { version, serial } of emptied) {
      const key = versionKey(version)
      highest.set(key, Math.max(serial, highest.get(key) ?? byKey.get(key)?.serial ?? 0))
    }
    for (const { version } of emptied) {
      const key = versionKey(version)
      pages.set(version, { spelling: version, release: byKey.get(key), serial: highest.get(key) ?? 0 })
    }
  }
  return [...pages.values()].filter(({ spelling }) => canHavePage(spelling))
}

/**
 * True for a version that can be the name of a folder in that of its project. Legacy versions may be anything; one that
 * is called like a document or a file would be in its way.
 */
export function canHavePage(version: string): boolean {
  return version.length <= MOST_CHARACTERS && FOLDER.test(version) && !FILE.test(version)
}

/** Files and folders have names of 255 bytes at most. */
const MOST_CHARACTERS = 200
const FOLDER = /^[0-9A-Za-z](?:[0-9A-Za-z._+!-]*[0-9A-Za-z_+!-])?$/
const FILE =
  /^json$|\.(?:json|html|metadata|asc|provenance|whl|egg|zip|tar|gz|tgz|bz2|xz|z|exe|msi|rpm|deb|dmg)$/i
