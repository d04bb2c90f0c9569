import { changeEntry, type Entry } from './record.ts'
import { releasesOf } from './releases.ts'
import { versionKey } from './versions.ts'

/** A record's next entries, and which of them are yanked because their versions are. */
export interface Inherited {
  readonly entries: readonly Entry[]
  /** The reasons, which may be empty, by the names of files. */
  readonly yanked: ReadonlyMap<string, string>
}

/**
 * Yanks the files that are new to a record, or have new bytes, where it has others of their version and all of them are
 * yanked, for the reason that these have: on PyPI it is versions that are yanked, and installers would take this one again.
 */
export function inheritYanks(entries: readonly Entry[], before: readonly Entry[]): Inherited {
  const yankedBefore = new Map(
    releasesOf(before)
      .filter((release) => release.yanked)
      .map((release) => [versionKey(release.version), release.entries])
  )
  const known = new Set(before.map(({ filename }) => filename))
  const yanked = new Map<string, string>()
  for (const { filename, version, yanked: own } of entries) {
    const release = yankedBefore.get(versionKey(version)) ?? []
    const others = release.filter((entry) => entry.filename !== filename)
    const isReplaced = others.length < release.length
    if (own === undefined && others.length > 0 && (isReplaced || !known.has(filename)))
      yanked.set(filename, reasonOf(others))
  }
  if (yanked.size === 0) return { entries, yanked }
  const inheriting = (entry: Entry) => {
    const reason = yanked.get(entry.filename)
    if (reason === undefined) return entry
    return changeEntry(entry, { yanked: true, yanked_reason: reason === '' ? null : reason })
  }
  return { entries: entries.map(inheriting), yanked }
}

/** Why files were yanked: the first reason that somebody gave; empty where nobody did. */
export function reasonOf(entries: readonly Entry[]): string {
  return entries.find(({ yanked = '' }) => yanked !== '')?.yanked ?? ''
}
