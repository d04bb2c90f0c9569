import pMap from 'p-map'
import type { RegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { update } from '../stores/update.ts'
import { fileUrl } from './addresses.ts'
import { refusedOf, type IfExists } from './conflicts.ts'
import {
  claimed,
  baseUrlIn,
  newEntry,
  renewEntry,
  withOneDescription,
  type Circumstances
} from './entries.ts'
import { recordPath } from './layout.ts'
import { nextSerial, projectRender, recordOf, type Project } from './project.ts'
import { changeEntry, serializeRecord, type Entry } from './record.ts'
import { storeUpload, type Stored, type Upload } from './storing.ts'
import { NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'
import { inheritYanks } from './yanked-versions.ts'

/** How to write down what was stored. */
export interface Recording {
  readonly ifExists: IfExists
  /** What absolute links begin with, once the root has the project. */
  readonly baseUrl: () => Promise<string | undefined>
  readonly now: Date
}

/** What came of writing it down. */
export interface Recorded {
  readonly stored: readonly (Stored | undefined)[]
  /** Stored, but the name is taken: it was removed, or came in meanwhile with other bytes. */
  readonly refused: ReadonlyMap<Stored, RegistryError>
  /** The names of the files that the record did not have, or that were not there any more. */
  readonly added: ReadonlySet<string>
  /** The reasons of those of them that are yanked, as the rest of their versions is; by their names. */
  readonly yanked: ReadonlyMap<string, string>
  /** True where the record was there without a file. */
  readonly wasEmpty: boolean
}

/** Writes down what was stored. The first look at the record may be older than the storing: the swap tells. */
export async function record(
  store: Store,
  project: Project,
  storing: Promise<(Stored | undefined)[]>,
  options: Recording
): Promise<Recorded> {
  let result: Recorded = {
    ...{ stored: [], refused: new Map(), added: new Set(), yanked: new Map(), wasEmpty: false }
  }
  let buried: Tombstones = NO_TOMBSTONES
  let storedSoFar = storing
  await update(
    store.documents,
    recordPath(project.folder),
    async (bytes) => {
      const current = recordOf(store, project.folder, bytes)
      const [before, baseUrl, known] = await Promise.all([
        storedSoFar,
        options.baseUrl(),
        current?.hasRemovals === true ? readTombstones(store, project.folder) : NO_TOMBSTONES
      ])
      // A removal may have looked for the files before they were put back. What it has written down before is seen now.
      const isMending = before.some((each) => each?.mended !== undefined)
      const tombstones = isMending ? await readTombstones(store, project.folder) : known
      buried = tombstones
      const entries = new Map(current?.entries.map((entry) => [entry.filename, entry]))
      storedSoFar = storeLost(store, { project, stored: before, tombstones, entries, options })
      const stored = await storedSoFar
      const there = stored.filter((each) => each !== undefined)
      const refused = refusedOf(store, project, there, { tombstones, entries })
      const good = there.filter((each) => !refused.has(each) && !each.isHeld)
      const added = new Set(
        good.filter((each) => isAdded(each, entries)).map(({ upload }) => upload.file.filename)
      )
      result = { stored, refused, added, yanked: new Map(), wasEmpty: current?.entries.length === 0 }
      const serial = await nextSerial(store, project.name, current, { isNew: true })
      const links = baseUrl ?? baseUrlIn(current?.entries)
      const around = { uploadTime: options.now.toISOString(), serial, baseUrl: links }
      const changes = await Promise.all(
        good.map(async (each) => {
          const url = await fileUrl(store, project, each.upload.file)
          return changeOf(entries.get(each.upload.file.filename), each, { ...around, url })
        })
      )
      if (changes.flat().length === 0) return undefined
      for (const entry of changes.flat()) entries.set(entry.filename, entry)
      const next = inheritYanks([...entries.values()], current?.entries ?? [])
      result = { ...result, yanked: next.yanked }
      return serializeRecord({
        entries: withOneDescription(claimed(next.entries, { serial, baseUrl: links })),
        serial,
        hasRemovals: current?.hasRemovals ?? false
      })
    },
    {
      first: project.state,
      render: (bytes) => projectRender(store, project, buried)(bytes),
      message: () => `push ${[...result.added].join(', ') || `what lies beside files of ${project.name}`}`
    }
  )
  return result
}

/** True for a file that the record has not, and for one that it had when there was none. */
function isAdded({ upload, mended, created }: Stored, entries: ReadonlyMap<string, Entry>): boolean {
  const { filename } = upload.file
  return (
    !entries.has(filename) || (mended !== undefined && created.some(({ key }) => key.filename === filename))
  )
}

/**
 * Stores what was taken for stored since the record had it, or was put back, and that the record has no more: a reindex has
 * seen that somebody deleted the file by hand, or another push has given its name free, and may have deleted it.
 */
function storeLost(
  store: Store,
  { project, stored, tombstones, entries, options }: Losing
): Promise<(Stored | undefined)[]> {
  const overwrite = options.ifExists === 'overwrite'
  const isLost = ({ isSeen, mended, upload: { file } }: Stored) =>
    (!isSeen || mended !== undefined) && !entries.has(file.filename) && !tombstones.files.has(file.filename)
  return pMap(
    stored,
    async (each) => {
      if (each === undefined || !isLost(each)) return each
      const again = await storeUpload(store, { project, upload: each.upload, overwrite })
      return again && { ...again, created: [...each.created, ...again.created] }
    },
    { concurrency: store.limits.atOnce }
  )
}

interface Losing {
  readonly project: Project
  readonly stored: readonly (Stored | undefined)[]
  readonly tombstones: Tombstones
  readonly entries: ReadonlyMap<string, Entry>
  readonly options: Recording
}

/** The entry of a stored file, where it is another one than that of the record. */
function changeOf(
  old: Entry | undefined,
  { upload, revision, isSeen, mended }: Stored,
  around: Omit<Circumstances, 'revision'>
): Entry[] {
  if (old === undefined) return [newEntry(upload.file, { ...around, revision })]
  if (old.source !== undefined) {
    if (!isSeen) return []
    // Stored while it came in from somebody's release: the index's own takes its place.
    const made = newEntry(upload.file, { ...around, revision })
    return [renewEntry(old, made, { isSame: true }).entry]
  }
  // Whoever has changed it meanwhile has seen what is there.
  if (mended !== undefined && old.revision === mended.revision) {
    const uploadTime = old.uploadTime ?? around.uploadTime
    const file = {
      ...upload.file,
      hasSignature: mended.hasSignature || upload.file.hasSignature,
      hasProvenance: mended.hasProvenance || upload.file.hasProvenance
    }
    const made = newEntry(file, { ...around, uploadTime, revision })
    // Another state in any case: a reindex that has missed the file has to look again.
    return [changeEntry(renewEntry(old, made, { isSame: true }).entry, { serial: around.serial })]
  }
  const next = withCompany(old, upload, around.serial)
  return next === old ? [] : [next]
}

/** An entry that tells also of a signature or attestations that were brought along later. */
function withCompany(entry: Entry, { file }: Upload, serial: number): Entry {
  const hasSignature = entry.hasSignature || file.hasSignature
  const hasProvenance = entry.hasProvenance || file.hasProvenance
  if (hasSignature === entry.hasSignature && hasProvenance === entry.hasProvenance) return entry
  return changeEntry(entry, { has_sig: hasSignature, provenance: hasProvenance, serial })
}
