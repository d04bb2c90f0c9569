import { distance } from 'fastest-levenshtein'
import { RegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { update } from '../stores/update.ts'
import { baseUrlOf } from './base-url.ts'
import { nextEntries } from './describing.ts'
import { claimed } from './entries.ts'
import { recordPath } from './layout.ts'
import { nextSerial, projectRender, recordOf, type Project } from './project.ts'
import { changeEntry, serializeRecord, type Entry } from './record.ts'
import { releasesOf } from './releases.ts'
import { NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'
import { versionKey } from './versions.ts'

/**
 * Yanks the files of a version, or takes that back (PEP 592): installers pass over a yanked file unless its version is
 * pinned. Another reason takes the place of the one there is, an empty one does not. Returns how many files changed. Throws `not-found` where there is no such version.
 */
export async function yankVersion(
  store: Store,
  project: Project,
  version: string,
  yanked: { readonly reason: string } | undefined
): Promise<number> {
  let changed = 0
  let tombstones: Tombstones = NO_TOMBSTONES
  await update(
    store.documents,
    recordPath(project.folder),
    async (bytes) => {
      const record = recordOf(store, project.folder, bytes)
      if (record === undefined || filesOf(record.entries, version).length === 0)
        throw noVersion(store, project, version, record?.entries ?? [])
      // The pages of emptied versions stay as they are; the record's own removals are not for a yank to look at.
      if (record.hasRemovals) tombstones = await readTombstones(store, project.folder)
      const serial = await nextSerial(store, project.name, record)
      const wanted = new Set(
        filesOf(record.entries, version)
          .filter((entry) => !isAsWanted(entry, yanked?.reason))
          .map(({ filename }) => filename)
      )
      changed = wanted.size
      if (changed === 0) return undefined
      // Before one of them has a serial, which is how those of another tool are told.
      const ours = claimed(record.entries, { serial, baseUrl: await baseUrlOf(store, record.entries) })
      const change = { yanked: yanked !== undefined, yanked_reason: emptyAsNull(yanked?.reason), serial }
      const entries = ours.map((entry) => (wanted.has(entry.filename) ? changeEntry(entry, change) : entry))
      return serializeRecord({
        ...record,
        entries: await nextEntries(store, project, { entries, serial }),
        serial
      })
    },
    {
      first: project.state,
      render: (bytes) => projectRender(store, project, tombstones)(bytes),
      message: () => `${yanked === undefined ? 'take back the yank of' : 'yank'} ${project.name} ${version}`
    }
  )
  return changed
}

/** A yank without a reason leaves the one that was given before. */
function isAsWanted({ yanked }: Entry, reason: string | undefined): boolean {
  return yanked === reason || (reason === '' && yanked !== undefined)
}

/** The files of a version, however each of them spells it. */
export function filesOf(entries: readonly Entry[], version: string): Entry[] {
  return entries.filter((entry) => versionKey(entry.version) === versionKey(version))
}

/** The error for a version that is not there; it names those that are most like it. */
export function noVersion(
  store: Store,
  { name }: Pick<Project, 'name'>,
  version: string,
  entries: readonly Entry[]
): RegistryError {
  const versions = releasesOf(entries).map((release) => release.version)
  const near = [...versions]
    .sort((one, other) => distance(one, version) - distance(other, version))
    .slice(0, 3)
  return new RegistryError('not-found', `${name} has no version ${version} in ${store.name}`, {
    hint:
      versions.length === 0
        ? 'It has no files at all. Check the name and the store.'
        : `The closest ones are ${near.join(', ')} (of ${versions.length}).`
  })
}

function emptyAsNull(reason: string | undefined): string | null {
  return reason === undefined || reason === '' ? null : reason
}
