import pMap from 'p-map'
import { isRegistryError, type RegistryError } from '../errors.ts'
import type { Entry as Listed, Render, Store } from '../stores/store.ts'
import { update } from '../stores/update.ts'
import { nextEntries } from './describing.ts'
import { newEntry } from './entries.ts'
import { readStored, type Read } from './indexing.ts'
import { metadataName, provenanceName, recordPath, signatureName } from './layout.ts'
import { isDistribution, listFolder, type ListedFolder, type Listing } from './listing.ts'
import { nextSerial, projectRender, type Project } from './project.ts'
import { changeEntry, parseRecord, serializeRecord, type Entry, type ProjectRecord } from './record.ts'
import { deleteFiles, storedFiles } from './remove.ts'
import { NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'
import { keyOf } from './storing.ts'

/** How to look. */
export interface ReindexOptions {
  /** Also files that have not changed are read again. */
  readonly full: boolean
  /** What absolute links are to begin with; undefined: as it is. */
  readonly baseUrl: string | undefined
  readonly now: Date
}

/** What a reindex of one project found and did. */
export interface ReindexedProject {
  readonly name: string
  readonly folder: string
  /** Files in the index afterwards. */
  readonly files: number
  /** In words: what was added, dropped, read anew. */
  readonly changed: readonly string[]
  /** Files that can't be in an index, each with the reason. */
  readonly unreadable: readonly { readonly filename: string; readonly error: RegistryError }[]
  /** Files of which all had to be read, since their digest was known nowhere. */
  readonly hashed: number
}

/**
 * Brings the record and the pages of a project in line with what is stored. The listing only nominates: where it shows
 * nothing new, the record is all that is read; else the record is read first, and its folder is listed after that. Where its
 * list of removed files can't be read, nothing is done, and it counts as unreadable.
 */
export async function reindexProject(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  listing: Listing,
  options: ReindexOptions
): Promise<ReindexedProject> {
  const listed = listing.folders.get(project.folder) ?? { folder: project.folder, files: new Map() }
  try {
    const untouched = await lookAt(store, project, listed, listing.objects, options)
    if (untouched !== undefined) return { ...nothing(project), files: untouched }
    return await rebuild(store, project, options)
  } catch (error) {
    if (!isRegistryError(error, 'corrupt')) throw error
    // Nobody can tell which of its files were removed: the project stays as it is, and the others go on.
    return { ...nothing(project), unreadable: [{ filename: 'removed.json', error }] }
  }
}

function nothing({ name, folder }: Pick<Project, 'name' | 'folder'>): ReindexedProject {
  return { name, folder, files: 0, changed: [], unreadable: [], hashed: 0 }
}

/** How many files a project has whose record and pages are as they should be; undefined where something is to be done. */
async function lookAt(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  listed: ListedFolder,
  objects: ReadonlyMap<string, Listed>,
  { full, baseUrl }: ReindexOptions
): Promise<number | undefined> {
  if (full || !listed.files.has('manifest.json')) return undefined
  const state = await store.documents.read(recordPath(project.folder))
  const record = state.body === undefined ? undefined : tolerant(state.body)
  if (record === undefined) return undefined
  const tombstones = listed.files.has('removed.json')
    ? await readTombstones(store, project.folder)
    : NO_TOMBSTONES
  const known = new Map(record.entries.map((entry) => [entry.filename, entry]))
  for (const filename of tombstones.keys())
    if (known.has(filename) || listed.files.has(filename)) return undefined
  for (const filename of listed.files.keys())
    if (isDistribution(filename) && !known.has(filename)) return undefined
  for (const entry of known.values())
    if (!isAsListed(entry, listed) || hasOtherLinks(entry, baseUrl)) return undefined
  const render = projectRender(store, project, tombstones)
  const pages = { record: state, listed: objects }
  const stale = await store.documents.stale(recordPath(project.folder), render, pages)
  return stale.length === 0 ? known.size : undefined
}

/** True where an entry says what the listing shows: the file, and what lies beside it. */
function isAsListed(entry: Entry, { files }: ListedFolder): boolean {
  const { filename } = entry
  const file = files.get(filename)
  return (
    file !== undefined &&
    file.revision === entry.revision &&
    file.size === entry.size &&
    entry.digests.sha256 !== undefined &&
    files.has(signatureName(filename)) === entry.hasSignature &&
    files.has(provenanceName(filename)) === entry.hasProvenance &&
    (entry.packagetype !== 'bdist_wheel' ||
      (entry.coreMetadata !== undefined && files.has(metadataName(filename))))
  )
}

function hasOtherLinks(entry: Entry, baseUrl: string | undefined): boolean {
  return baseUrl !== undefined && entry.baseUrl !== baseUrl
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

async function rebuild(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  options: ReindexOptions
): Promise<ReindexedProject> {
  const reads = new Map<string, Promise<Read>>()
  let outcome: Omit<ReindexedProject, 'name' | 'folder'> = nothing(project)
  let tombstones: Tombstones = NO_TOMBSTONES
  const seen = { isNew: false }
  // A broken record that is replaced has no pages to compare with: all of the new one's are looked at.
  const render: Render = (bytes) =>
    tolerant(bytes) === undefined ? [] : projectRender(store, project, tombstones)(bytes)
  const { changed } = await update(
    store.documents,
    recordPath(project.folder),
    async (bytes) => {
      seen.isNew = bytes === undefined
      const record = bytes === undefined ? undefined : tolerant(bytes)
      const listed = await listFolder(store, project.folder)
      tombstones = await readTombstones(store, project.folder)
      const serial = await nextSerial(store, project.name, record)
      const found = await inspectFiles({ store, project, record, listed, tombstones, options, reads, serial })
      outcome = found
      if (found.changed.length === 0 && record !== undefined) return undefined
      const entries = await nextEntries(store, project, { entries: found.entries, serial })
      return serializeRecord({
        entries: stamped(entries, serial),
        serial,
        hasRemovals: tombstones.size > 0 || record?.hasRemovals === true
      })
    },
    { render, message: () => `reindex ${project.name}` }
  )
  // A swap writes the pages that it changed, all of them where the record is new; others may have been out of date before.
  if (changed && !seen.isNew) await store.documents.complete(recordPath(project.folder), render)
  // Removals that were broken off are ended now that nothing names the files.
  await deleteFiles(
    store,
    await storedFiles(
      store,
      project,
      new Map([...tombstones].map(([filename, { version }]) => [filename, version]))
    )
  )
  return { name: project.name, folder: project.folder, ...outcome }
}

/** Where the newest change left no entry with its serial (a file was dropped), one of the others takes it. */
function stamped(entries: readonly Entry[], serial: number): Entry[] {
  const last = entries.at(-1)
  if (last === undefined || entries.some((entry) => entry.serial === serial)) return [...entries]
  return [...entries.slice(0, -1), changeEntry(last, { serial })]
}

interface Inspecting {
  readonly store: Store
  readonly project: Pick<Project, 'name' | 'folder'>
  readonly record: ProjectRecord | undefined
  readonly listed: ListedFolder
  readonly tombstones: Tombstones
  readonly options: ReindexOptions
  /** What was read already, by name and revision: a lost race does not read it again. */
  readonly reads: Map<string, Promise<Read>>
  readonly serial: number
}

async function inspectFiles(
  inspecting: Inspecting
): Promise<Omit<ReindexedProject, 'name' | 'folder'> & { entries: Entry[] }> {
  const { record, listed, tombstones } = inspecting
  const changed: string[] = []
  const unreadable: { filename: string; error: RegistryError }[] = []
  const known = new Map(record?.entries.map((entry) => [entry.filename, entry]))
  for (const filename of known.keys())
    if (tombstones.has(filename)) changed.push(`${filename}: ended its removal`)
  const names = [
    ...[...known.keys()].filter((filename) => !tombstones.has(filename)),
    ...[...listed.files.keys()].filter(
      (filename) => isDistribution(filename) && !known.has(filename) && !tombstones.has(filename)
    )
  ]
  let hashed = 0
  const entries = await pMap(
    names,
    async (filename): Promise<Entry[]> => {
      try {
        const { entry, what, all } = await inspectFile(inspecting, filename, known.get(filename))
        if (what !== undefined) changed.push(`${filename}: ${what}`)
        if (all) hashed += 1
        return entry === undefined ? [] : [entry]
      } catch (error) {
        if (!isRegistryError(error) || !['corrupt', 'unsupported', 'not-found'].includes(error.code))
          throw error
        unreadable.push({ filename, error })
        if (known.has(filename)) changed.push(`${filename}: dropped, it can't be read any more`)
        return []
      }
    },
    { concurrency: FILES }
  )
  return {
    entries: entries.flat(),
    files: entries.flat().length,
    changed: changed.sort(),
    unreadable,
    hashed
  }
}

const FILES = 16

async function inspectFile(
  { store, project, listed, options, reads, serial }: Inspecting,
  filename: string,
  entry: Entry | undefined
): Promise<{ entry: Entry | undefined; what: string | undefined; all: boolean }> {
  const file = listed.files.get(filename) ?? (await findFile(store, project, filename))
  if (file === undefined) return { entry: undefined, what: 'dropped, it is not there any more', all: false }
  const base = options.baseUrl ?? entry?.baseUrl
  const same = entry?.revision === file.revision && entry.size === file.size
  if (same && !options.full && isAsListed(entry, listed)) {
    if (!hasOtherLinks(entry, options.baseUrl)) return { entry, what: undefined, all: false }
    return { entry: changeEntry(entry, { base_url: base, serial }), what: 'has other links', all: false }
  }
  const id = `${filename} ${file.revision}`
  const reading =
    reads.get(id) ?? readStored(store, { project, filename, listed: file, folder: listed, entry })
  reads.set(id, reading)
  const read = await reading
  const made = newEntry(read.file, {
    revision: read.revision,
    uploadTime: same && entry.uploadTime !== undefined ? entry.uploadTime : timeOf(file, options.now),
    serial,
    baseUrl: base
  })
  if (entry === undefined) return { entry: made, what: 'added', all: read.hashed }
  // What only the record knows stays: a yank, what other tools wrote.
  const next = changeEntry(entry, { ...made.document, ...(same ? keptOf(entry) : {}) })
  if (isEqual(entry, next)) return { entry, what: undefined, all: read.hashed }
  return { entry: next, what: same ? 'brought up to date' : 'replaced', all: read.hashed }
}

/** What a file says does not tell whether it was yanked. */
function keptOf({ document }: Entry): Record<string, unknown> {
  const { yanked, yanked_reason: reason, comment_text: comment } = document
  return { yanked: yanked ?? false, yanked_reason: reason ?? null, comment_text: comment ?? '' }
}

/** True where entries differ at most in their serials, and in the description, which one entry alone keeps. */
function isEqual(one: Entry, other: Entry): boolean {
  const plain = ({ document }: Entry) => {
    const compared = Object.entries(document).filter(([key]) => key !== 'serial' && key !== 'description')
    return JSON.stringify(compared.sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  return plain(one) === plain(other)
}

/** A file that a listing does not show may still be there. */
async function findFile(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  filename: string
): Promise<Listed | undefined> {
  return store.artifacts
    .find(keyOf(project, '', filename))
    .then((found) => found && { ...found, modified: undefined, md5: undefined })
}

/** When a file came, as far as the store knows. */
function timeOf({ modified }: Listed, now: Date): string {
  return (modified ?? now).toISOString()
}
