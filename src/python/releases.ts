import type { Entry } from './record.ts'
import { latestOf, newestFirst, versionKey } from './versions.ts'

/** All files of one version, however each of them spells it. */
export interface Release {
  /** The spelling of the first file. */
  readonly version: string
  readonly entries: readonly Entry[]
  /** True where every file was yanked. */
  readonly yanked: boolean
}

/** The releases of a project, newest first; files whose versions are equal (1.0, 1.0.0) are one release. */
export function releasesOf(entries: readonly Entry[]): Release[] {
  const byKey = new Map<string, Entry[]>()
  for (const entry of [...entries].sort(byFilename)) {
    const key = versionKey(entry.version)
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, [entry])
    else known.push(entry)
  }
  const releases = new Map<string, Release>()
  for (const found of byKey.values()) {
    const version = found[0]?.version ?? ''
    releases.set(version, {
      version,
      entries: found,
      yanked: found.every(({ yanked }) => yanked !== undefined)
    })
  }
  return newestFirst(releases.keys()).flatMap((version) => releases.get(version) ?? [])
}

/** The version that Warehouse calls the latest: one that was not yanked, then no pre-release, then the highest. */
export function latestVersion(entries: readonly Entry[]): string | undefined {
  const releases = releasesOf(entries)
  const offered = releases.filter(({ yanked }) => !yanked)
  return latestOf((offered.length > 0 ? offered : releases).map(({ version }) => version))
}

function byFilename(one: Entry, other: Entry): number {
  return one.filename < other.filename ? -1 : 1
}
