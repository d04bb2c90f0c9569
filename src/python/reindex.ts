import { isRegistryError } from '../errors.ts'
import { limitYoung } from '../memory.ts'
import type { Render, Store } from '../stores/store.ts'
import { update } from '../stores/update.ts'
import { nextEntries } from './describing.ts'
import { stamped } from './entries.ts'
import { forgottenIn, losing, withPages } from './gone.ts'
import type { Read } from './indexing.ts'
import { namesBeside, recordPath } from './layout.ts'
import { emptyFolder, isDistribution, listFolder, type Listing } from './listing.ts'
import { nextSerial, projectRender, type Project } from './project.ts'
import { parseRecord, serializeRecord, type Entry, type ProjectRecord } from './record.ts'
import {
  hasOtherLinks,
  inspectFiles,
  isAsListed,
  type FoundFiles,
  type Inspected,
  type Inspecting,
  type ReindexOptions
} from './reindex-files.ts'
import {
  isAsReleased,
  isReleased,
  releasedProject,
  settleReleased,
  type ReleasedProject
} from './reindex-released.ts'
import type { Released, ReleasedFiles } from './released.ts'
import { deleteFiles, lookedUp, storedFiles } from './remove.ts'
import { rivalsOf } from './rivals.ts'
import { enterProjects } from './root.ts'
import { noteGone, NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'

/** What a reindex of one project found and did. */
export interface ReindexedProject extends Omit<FoundFiles, 'entries'> {
  readonly name: string
  readonly folder: string
  /** Files in the index afterwards. */
  readonly files: number
  /** What stopped it before its end: what was found until then is in the record. */
  readonly failure?: Error | undefined
}

/** What is known of an index before one of its projects is looked at. */
export interface Overview {
  readonly listing: Listing
  /** The names of distributions that lie elsewhere than in their project's folder: taking one in may have been broken off. */
  readonly elsewhere: ReadonlySet<string>
  /** The folders that the root lists. */
  readonly entered: ReadonlySet<string>
  readonly released: Released
}

/**
 * Brings the record and the pages of a project in line with what is stored. The listing only nominates: where it shows
 * nothing new, the record is all that is read; else the record is read first, and its folder is listed after that. Where its
 * list of removed files can't be read, nothing is done, and it counts as unreadable.
 */
export async function reindexProject(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  overview: Overview,
  options: ReindexOptions
): Promise<ReindexedProject> {
  limitYoung()
  const { released } = overview
  const files: ReleasedFiles = released.projects.get(project.name) ?? new Map()
  const own = releasedProject(released.repositories, files)
  try {
    const untouched = await lookAt(store, project, { ...overview, released: own }, options)
    if (untouched !== undefined) {
      const { conflicts, hashed } = await rivalsOf(store, untouched, files)
      return { ...nothing(project), files: untouched.length, unreadable: conflicts, hashed }
    }
    return await rebuildAll(store, project, { ...overview, released: own }, options)
  } catch (error) {
    if (!isRegistryError(error, 'corrupt')) throw error
    // Nobody can tell which of its files were removed: the project stays as it is, and the others go on.
    return { ...nothing(project), unreadable: [{ filename: 'removed.json', error }] }
  }
}

function nothing({ name, folder }: Pick<Project, 'name' | 'folder'>): ReindexedProject {
  return { name, folder, files: 0, missing: [], changed: [], unreadable: [], hashed: 0 }
}

/** What is known before a project is looked at, and what of it lies on releases. */
interface View extends Omit<Overview, 'released'> {
  readonly released: ReleasedProject
}

/** The files of a project whose record and pages are as they should be; undefined where something is to be done. */
async function lookAt(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  { listing: { folders, objects }, released }: View,
  { full, baseUrl }: ReindexOptions
): Promise<readonly Entry[] | undefined> {
  const listed = folders.get(project.folder) ?? emptyFolder(project.folder)
  if (full || !listed.files.has('manifest.json')) return undefined
  const state = await store.documents.read(recordPath(project.folder))
  const record = state.body === undefined ? undefined : tolerant(state.body)
  if (record === undefined) return undefined
  const tombstones = listed.files.has('removed.json')
    ? await readTombstones(store, project.folder)
    : NO_TOMBSTONES
  const known = new Map(record.entries.map((entry) => [entry.filename, entry]))
  if (forgottenIn(listed, record.entries, tombstones).length > 0) return undefined
  for (const filename of tombstones.files.keys())
    if (known.has(filename) || listed.files.has(filename)) return undefined
  for (const filename of listed.files.keys())
    if (isDistribution(filename) && !known.has(filename)) return undefined
  for (const entry of known.values()) {
    if (isReleased(entry, listed)) continue
    if (entry.source !== undefined) return undefined
    if (!isAsListed(entry, listed) || (await hasOtherLinks({ store, project }, entry, baseUrl)))
      return undefined
  }
  if (!isAsReleased({ store, project, known, listed, tombstones, full, released })) return undefined
  const render = projectRender(store, project, tombstones)
  const pages = { record: state, listed: objects }
  const stale = await store.documents.stale(recordPath(project.folder), render, pages)
  return stale.length === 0 ? record.entries : undefined
}

/** A record that can't be read is made anew. */
function tolerant(bytes: Uint8Array): ProjectRecord | undefined {
  try {
    return parseRecord(bytes, '')
  } catch (error) {
    if (isRegistryError(error, 'corrupt')) return undefined
    throw error
  }
}

/** What an attempt to rebuild a project began with, and what it found. */
interface Attempt {
  readonly isNew: boolean
  /** Undefined where there is none, or a broken one. */
  readonly record: ProjectRecord | undefined
  readonly tombstones: Tombstones
  readonly serial: number
  readonly found: Inspected
}

/** Rebuilds a project. What lies on releases may be too much for one time: the record gets it bit by bit. */
async function rebuildAll(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  view: View,
  options: ReindexOptions
): Promise<ReindexedProject> {
  let before = nothing(project)
  for (;;) {
    const { more, ...last } = await rebuild(store, project, view, options)
    settleReleased(view.released)
    before = {
      ...last,
      missing: [...before.missing, ...last.missing],
      changed: [...before.changed, ...last.changed],
      hashed: before.hashed + last.hashed
    }
    if (!more || last.failure !== undefined) return before
  }
}

async function rebuild(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  { elsewhere, entered, released }: View,
  options: ReindexOptions
): Promise<ReindexedProject & { more: boolean }> {
  const { name, folder } = project
  const reads = new Map<string, Promise<Read>>()
  const last: { attempt: Attempt | undefined } = { attempt: undefined }
  // A broken record that is replaced has no pages to compare with: all of the new one's are looked at.
  const render: Render = (bytes) =>
    tolerant(bytes) === undefined ? [] : projectRender(store, project, last.attempt?.tombstones)(bytes)
  const next = async (bytes: Uint8Array | undefined) => {
    const record = bytes === undefined ? undefined : tolerant(bytes)
    const listed = await listFolder(store, folder)
    const tombstones = await readTombstones(store, folder)
    const serial = await nextSerial(store, name, record)
    const files = { store, project, record, listed, elsewhere, tombstones, options, reads, released, serial }
    const inspected = await inspectFiles(files)
    last.attempt = { isNew: bytes === undefined, record, serial, ...(await emptyGone(files, inspected)) }
    await deleteOrphans(files, inspected, bytes)
    return nextRecord(store, project, last.attempt, entered)
  }
  const { changed } = await update(store.documents, recordPath(folder), next, {
    render,
    message: () => `reindex ${name}`
  })
  const { attempt } = last
  if (attempt === undefined) throw new Error('An update ended without an attempt')
  const { isNew, record, tombstones } = attempt
  const { entries, ...told } = attempt.found
  // A swap writes the pages that it changed, all of them where the record is new; others may have been out of date before.
  if (changed && !isNew) await store.documents.complete(recordPath(folder), render)
  // Whoever emptied the record may have taken the project off the root after it was entered.
  if (changed && record?.entries.length === 0 && entries.length > 0)
    await enterProjects(store, [folder], { baseUrl: undefined })
  // Removals that were broken off are ended now that nothing names the files.
  const removed = new Map([...tombstones.files].map(([filename, { version }]) => [filename, version]))
  await deleteFiles(store, await storedFiles(store, project, removed))
  return { name, folder, files: entries.length, ...told }
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
 * finds them again. As long as the record names them no push stores them, or anything beside them; so what was there
 * before the record was seen unchanged is theirs.
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
  const orphans = await lookedUp(store, project, names)
  const { body } = await store.documents.read(recordPath(project.folder))
  const isCurrent = body !== undefined && bytes !== undefined && Buffer.compare(body, bytes) === 0
  if (isCurrent) await deleteFiles(store, orphans)
}

/** The bytes of the record that an attempt comes to; undefined where it stays as it is. Enters the project into the root before its first file. */
async function nextRecord(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  { isNew, record, tombstones, serial, found }: Attempt,
  entered: ReadonlySet<string>
): Promise<Uint8Array | undefined> {
  if (found.changed.length === 0 && record !== undefined) return undefined
  const hasTombstones = tombstones.files.size + tombstones.versions.size > 0
  if (!entered.has(project.folder)) {
    // Nothing here is the project's, and nobody was told of it. One that was entered leaves by its empty record.
    if (isNew && found.entries.length === 0 && !hasTombstones) return undefined
    if ((record?.entries.length ?? 0) === 0 && found.entries.length > 0)
      await enterProjects(store, [project.folder], { baseUrl: undefined })
  }
  const entries = await nextEntries(store, project, { entries: found.entries, serial })
  return serializeRecord({
    entries: stamped(entries, { before: record?.entries ?? [], serial }),
    serial,
    hasRemovals: hasTombstones || record?.hasRemovals === true
  })
}
