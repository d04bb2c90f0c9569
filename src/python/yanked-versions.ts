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
 * Yanks the files that are new to a record where every file that it had of their version is yanked, for the reason that
 * the others have: on PyPI it is versions that are yanked, and installers would take this one again.
 */
export function inheritYanks(entries: readonly Entry[], before: readonly Entry[]): Inherited {
  const known = new Set(before.map(({ filename }) => filename))
  const reasons = new Map(
    releasesOf(before)
      .filter(({ yanked }) => yanked)
      .map((release) => [versionKey(release.version), reasonOf(release.entries)])
  )
  const yanked = new Map<string, string>()
  for (const { filename, version } of entries) {
    const reason = known.has(filename) ? undefined : reasons.get(versionKey(version))
    if (reason !== undefined) yanked.set(filename, reason)
  }
  if (yanked.size === 0) return { entries, yanked }
  const inheriting = (entry: Entry) => {
    const reason = yanked.get(entry.filename)
    if (reason === undefined) return entry
    return changeEntry(entry, { yanked: true, yanked_reason: reason === '' ? null : reason })
  }
  return { entries: entries.map(inheriting), yanked }
}

/** The first reason that somebody gave; empty where nobody did. */
function reasonOf(entries: readonly Entry[]): string {
  return entries.find(({ yanked = '' }) => yanked !== '')?.yanked ?? ''
}
