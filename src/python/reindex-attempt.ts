import { isRegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { nextEntries } from './describing.ts'
import { stamped } from './entries.ts'
import { forgottenIn, losing, withPages } from './gone.ts'
import { namesBeside, recordPath } from './layout.ts'
import { emptyFolder, listFolder, type ListedFolder, type Listing } from './listing.ts'
import { hasSerialPage, nextSerial, type Project } from './project.ts'
import { parseRecord, serializeRecord, type ProjectRecord } from './record.ts'
import { inspectFiles, type FoundFiles, type Inspected, type Inspecting } from './reindex-files.ts'
import { deleteFiles, lookedUp } from './remove.ts'
import { enterProjects } from './root.ts'
import { keyOf } from './storing.ts'
import { noteGone, NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'

/** What an attempt to rebuild a project began with, what it found, and what it comes to. */
export interface Attempt {
  readonly isNew: boolean
  /** Undefined where there is none, or a broken one. */
  readonly record: ProjectRecord | undefined
  readonly tombstones: Tombstones
  readonly serial: number
  readonly found: Inspected
  /** The record that is to be, and its bytes; undefined where it stays as it is. */
  readonly after: { readonly record: ProjectRecord; readonly bytes: Uint8Array } | undefined
}

/** What an attempt needs besides the record's bytes. */
export interface Attempting extends Pick<
  Inspecting,
  'store' | 'project' | 'elsewhere' | 'options' | 'reads' | 'reading' | 'released'
> {
  /** The folders that the root lists. */
  readonly entered: ReadonlySet<string>
}

/** What was seen of a project's folder, no earlier than its record. */
export interface Seen {
  readonly listed: ListedFolder
  readonly tombstones: Tombstones
  /** The serial that its next state has. */
  readonly serial: number
}

/**
 * Holds the bytes of a project's record, as they were just read, against what is stored. The folder and its tombstones
 * are looked at after that: whoever changes them later changes the record as well.
 */
export async function attempt(
  { entered, ...given }: Attempting,
  bytes: Uint8Array | undefined,
  seen?: Seen
): Promise<Attempt> {
  const { store, project } = given
  const record = bytes === undefined ? undefined : tolerant(bytes)
  const { listed, tombstones, serial } = seen ?? (await lookAt(store, project, record))
  const files = { ...given, record, listed, tombstones, serial }
  const inspected = await inspectFiles(files)
  const looked = record === undefined ? tellingOfLoss(inspected, serial) : inspected
  const begun = { isNew: bytes === undefined, record, serial, ...(await emptyGone(files, looked)) }
  await deleteOrphans(files, inspected, bytes)
  return { ...begun, after: await nextRecord(store, project, begun, entered) }
}

/**
 * What a listing that has shown no record of a project tells of it: whoever has changed anything since has written a
 * record first, which the swap meets.
 */
export async function seenWithout(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  { folders, objects }: Listing
): Promise<Seen> {
  const listed = folders.get(project.folder) ?? emptyFolder(project.folder)
  const isNew = !hasSerialPage(store, project.name, objects)
  const [tombstones, serial] = await Promise.all([
    listed.files.has('removed.json') ? readTombstones(store, project.folder) : NO_TOMBSTONES,
    nextSerial(store, project.name, undefined, { isNew })
  ])
  return { listed, tombstones, serial }
}

async function lookAt(
  store: Store,
  { name, folder }: Pick<Project, 'name' | 'folder'>,
  record: ProjectRecord | undefined
): Promise<Seen> {
  const [listed, tombstones, serial] = await Promise.all([
    listFolder(store, folder),
    readTombstones(store, folder),
    nextSerial(store, name, record)
  ])
  return { listed, tombstones, serial }
}

/** Pages with a serial are what is left of a record that was lost. */
function tellingOfLoss(found: Inspected, serial: number): Inspected {
  if (serial === 1 || found.entries.length === 0) return found
  return { ...found, changed: [LOST, ...found.changed] }
}

const LOST = 'its record was lost, and is made anew; what was yanked has to be yanked again'

/** A record that can't be read is made anew. */
export function tolerant(bytes: Uint8Array): ProjectRecord | undefined {
  try {
    return parseRecord(bytes, '')
  } catch (error) {
    if (isRegistryError(error, 'corrupt')) return undefined
    throw error
  }
}

/**
 * Writes down the versions of which no file is left, so that their pages are emptied, whoever renders them: those whose files
 * are about to be dropped, and those that the record has lost before and that pages still show.
 */
async function emptyGone(
  { store, project: { folder }, record, listed, tombstones, serial }: Inspecting,
  found: Inspected
): Promise<Pick<Attempt, 'tombstones' | 'found'>> {
  const lost = losing(record?.entries ?? [], found.entries, tombstones)
  const doubtful = forgottenIn(listed, found.entries, tombstones).filter((version) => !lost.includes(version))
  const forgotten = await withPages(store, folder, doubtful)
  const gone = new Map([...lost, ...forgotten].map((version) => [version, serial]))
  if (gone.size === 0) return { tombstones, found }
  const emptied = forgotten.map((version) => `${version}: emptied its pages, none of its files is left`)
  return {
    tombstones: await noteGone(store, folder, gone),
    found: { ...found, changed: [...found.changed, ...emptied].sort() }
  }
}

/**
 * Deletes what lies beside files that somebody has deleted, before the record drops them: broken off, the next reindex
 * finds them again. A push that stores them once more writes over what lies beside them, before or after it was looked at:
 * what is there as it was found, before the record was seen unchanged, is theirs.
 */
async function deleteOrphans(
  { store, project, listed }: Inspecting,
  { missing }: FoundFiles,
  bytes: Uint8Array | undefined
): Promise<void> {
  const names = missing.flatMap((filename) =>
    namesBeside(filename).filter((name) => name !== filename && listed.files.has(name))
  )
  if (names.length === 0) return
  const orphans = await lookedUp(
    store,
    names.map((name) => keyOf(project, '', name))
  )
  const { body } = await store.documents.read(recordPath(project.folder))
  const isCurrent = body !== undefined && bytes !== undefined && Buffer.compare(body, bytes) === 0
  if (isCurrent) await deleteFiles(store, orphans)
}

/** The record that an attempt comes to; undefined where it stays as it is. Enters the project into the root before its first file. */
async function nextRecord(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  { isNew, record, tombstones, serial, found }: Omit<Attempt, 'after'>,
  entered: ReadonlySet<string>
): Promise<Attempt['after']> {
  if (found.changed.length === 0 && record !== undefined) return undefined
  const hasTombstones = tombstones.files.size + tombstones.versions.size > 0
  if (!entered.has(project.folder)) {
    // Nothing here is the project's, and nobody was told of it. One that was entered leaves by its empty record.
    if (isNew && found.entries.length === 0 && !hasTombstones) return undefined
    if ((record?.entries.length ?? 0) === 0 && found.entries.length > 0)
      await enterProjects(store, [project.folder], { baseUrl: undefined })
  }
  const entries = await nextEntries(store, project, { entries: found.entries, serial })
  const next = {
    entries: stamped(entries, { before: record?.entries ?? [], serial }),
    serial,
    hasRemovals: hasTombstones || record?.hasRemovals === true
  }
  return { record: next, bytes: serializeRecord(next) }
}
