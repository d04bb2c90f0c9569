import pMap from 'p-map'
import { budgetOf } from '../budget.ts'
import { isRegistryError } from '../errors.ts'
import { limitYoung } from '../memory.ts'
import { ABSENT, type DocumentState, type Entry as Listed, type Render, type Store } from '../stores/store.ts'
import { update } from '../stores/update.ts'
import { forgottenIn } from './gone.ts'
import { namesBeside, recordPath } from './layout.ts'
import { leftOutIn } from './left-out.ts'
import { emptyFolder, isDistribution, type ListedFolder, type Listing } from './listing.ts'
import { pagesOf, projectRender, type Project } from './project.ts'
import { attempt, seenWithout, tolerant, type Attempt, type Attempting } from './reindex-attempt.ts'
import type { Entry } from './record.ts'
import { hasOtherLinks, isAsListed, type FoundFiles, type ReindexOptions } from './reindex-files.ts'
import {
  isAsReleased,
  isReleased,
  releasedProject,
  settleReleased,
  type ReleasedProject
} from './reindex-released.ts'
import type { Released, ReleasedFiles } from './released.ts'
import { endRemovals, storedFiles } from './remove.ts'
import { rivalsOf } from './rivals.ts'
import { enterProjects } from './root.ts'
import { NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'

/** What a reindex of one project found and did. */
export interface ReindexedProject extends Omit<FoundFiles, 'entries'> {
  readonly name: string
  readonly folder: string
  /** Files in the index afterwards. */
  readonly files: number
  /** What stopped it before its end: what was found until then is in the record. */
  readonly failure?: Error | undefined
}

/** What is known of an index before its projects are looked at. */
export interface Overview {
  readonly listing: Listing
  /** The names of distributions that lie elsewhere than in their project's folder: taking one in may have been broken off. */
  readonly elsewhere: ReadonlySet<string>
  /** The folders that the root lists. */
  readonly entered: ReadonlySet<string>
  readonly released: Released
}

type Named = Pick<Project, 'name' | 'folder'>

/**
 * Brings the records and the pages of projects in line with what is stored, and tells `done` of each. The listing only
 * nominates: where it shows nothing new, the record is all that is read; where it shows no record, the project begins as it
 * shows it, and the swap tells whether one has come; else the record is read first, and its folder is listed after that. Where a project's list of removed files can't be read, nothing is done, and it counts as unreadable.
 *
 * Several projects are looked at together, then written together, which a store may do in one request, while the next ones
 * are looked at: what is written stays, so that a reindex that is broken off goes on behind it. What stops one of them ends it after those that were looked
 * at with it: the projects behind them are not among what is returned.
 */
export async function reindexProjects(
  store: Store,
  projects: readonly Named[],
  overview: Overview,
  { options, done }: { readonly options: ReindexOptions; readonly done: (project: ReindexedProject) => void }
): Promise<ReindexedProject[]> {
  const looking = { options, reading: budgetOf(READS) }
  const end = (project: ReindexedProject) => {
    done(project)
    return project
  }
  const look = (group: readonly Named[]) =>
    pMap(group, async (project) => {
      const begun = await corruptIsUnreadable(project, () => begin(store, project, overview, looking))
      return 'again' in begun ? begun : end(begun)
    })
  const settle = async (looked: Begun | ReindexedProject) =>
    'again' in looked ? end(await corruptIsUnreadable(looked.project, () => write(store, looked))) : looked
  const found: ReindexedProject[] = []
  const [first = [], ...others] = groupsOf(projects, store.limits.documentsAtOnce, overview)
  let looked = look(first)
  // The next ones are looked at while these are written.
  for (const group of [...others, []]) {
    const together = await looked
    looked = look(group)
    // Whether this is heard of or not, those that were looked at before it come first.
    looked.catch(() => undefined)
    const written = await pMap(together, settle)
    found.push(...written)
    if (written.some(({ failure }) => failure !== undefined)) break
  }
  await Promise.allSettled([looked])
  return found
}

/** Files that are read at the same time. */
const READS = 64

/** Those that are looked at together have so many files for each project, unless one alone has more: what was read of them waits in memory. */
const FILES_A_PROJECT = 32

function groupsOf(projects: readonly Named[], most: number, { listing, released }: Overview): Named[][] {
  const groups: Named[][] = []
  let files = Infinity
  for (const project of projects) {
    const stored = listing.folders.get(project.folder)?.files.size ?? 0
    const size = stored + (released.projects.get(project.name)?.size ?? 0)
    const group = groups.at(-1)
    if (group === undefined || group.length >= most || files + size > most * FILES_A_PROJECT) {
      groups.push([project])
      files = size
    } else {
      group.push(project)
      files += size
    }
  }
  return groups
}

/** Nobody can tell which files of such a project were removed: it stays as it is, and the others go on. */
async function corruptIsUnreadable<T>(project: Named, act: () => Promise<T>): Promise<T | ReindexedProject> {
  try {
    return await act()
  } catch (error) {
    if (!isRegistryError(error, 'corrupt')) throw error
    return { ...nothing(project), unreadable: [{ filename: 'removed.json', error }] }
  }
}

function nothing({ name, folder }: Named): ReindexedProject {
  return { name, folder, files: 0, missing: [], changed: [], unreadable: [], hashed: 0 }
}

/** A project of which something is to be written. */
interface Begun {
  readonly project: Named
  readonly released: ReleasedProject
  /** The record as it was read. */
  readonly state: DocumentState
  readonly first: Attempt
  /** Does the same with a record that has changed meanwhile. */
  readonly again: (bytes: Uint8Array | undefined) => Promise<Attempt>
}

async function begin(
  store: Store,
  project: Named,
  { listing, elsewhere, entered, released: allReleased }: Overview,
  { options, reading }: Pick<Attempting, 'options' | 'reading'>
): Promise<Begun | ReindexedProject> {
  limitYoung()
  const files: ReleasedFiles = allReleased.projects.get(project.name) ?? new Map()
  const released = releasedProject(allReleased.repositories, files)
  const listed = listing.folders.get(project.folder) ?? emptyFolder(project.folder)
  const attempting = { store, project, elsewhere, entered, options, reading, released, reads: new Map() }
  const again = (bytes: Uint8Array | undefined) => attempt(attempting, bytes)
  if (tellsAll(listed)) {
    const state = { body: undefined, revision: ABSENT }
    const seen = await seenWithout(store, project, listing)
    return { project, released, state, first: await attempt(attempting, undefined, seen), again }
  }
  const state = await store.documents.read(recordPath(project.folder))
  const looking = { store, project, listed, objects: listing.objects, released }
  const untouched = await asTheyShouldBe(looking, state, options)
  if (untouched !== undefined) {
    const { conflicts, hashed } = await rivalsOf(store, untouched, files)
    const known = new Set(untouched.map(({ filename }) => filename))
    const unreadable = [...conflicts, ...leftOutIn(listed, known)]
    return { ...nothing(project), files: untouched.length, unreadable, hashed }
  }
  const first = await again(state.body)
  if (await isInOrder(looking, state, first)) {
    const { entries, missing, changed, unreadable, hashed } = first.found
    return { ...nothing(project), files: entries.length, missing, changed, unreadable, hashed }
  }
  return { project, released, state, first, again }
}

/**
 * True where a listing that shows no record of a project can be its beginning: whoever changes anything there makes a
 * record first. What a refused push takes back from beside a file of somebody's own is the one thing that goes without.
 */
function tellsAll({ files }: ListedFolder): boolean {
  return !files.has('manifest.json') && ![...files.keys()].some((name) => /\.(?:asc|provenance)$/.test(name))
}

/** What a project is held against. */
interface Looking {
  readonly store: Store
  readonly project: Named
  readonly listed: ListedFolder
  readonly objects: ReadonlyMap<string, Listed>
  readonly released: ReleasedProject
}

/** The files of a project whose record and pages are as they should be; undefined where something is to be done. */
async function asTheyShouldBe(
  looking: Looking,
  state: DocumentState,
  { full, baseUrl }: ReindexOptions
): Promise<readonly Entry[] | undefined> {
  const { store, project, listed, released } = looking
  if (full) return undefined
  const record = state.body === undefined ? undefined : tolerant(state.body)
  if (record === undefined) return undefined
  const tombstones = listed.files.has('removed.json')
    ? await readTombstones(store, project.folder)
    : NO_TOMBSTONES
  const known = new Map(record.entries.map((entry) => [entry.filename, entry]))
  if (forgottenIn(listed, record.entries, tombstones).length > 0) return undefined
  for (const filename of tombstones.files.keys())
    if (known.has(filename) || namesBeside(filename).some((name) => listed.files.has(name))) return undefined
  for (const filename of listed.files.keys())
    if (isDistribution(filename) && !known.has(filename)) return undefined
  for (const entry of known.values()) {
    if (isReleased(entry, listed)) continue
    if (entry.source !== undefined) return undefined
    if (!isAsListed(entry, listed) || (await hasOtherLinks({ store, project }, entry, baseUrl)))
      return undefined
  }
  if (!isAsReleased({ store, project, known, listed, tombstones, full, released })) return undefined
  return (await hasStalePages(looking, state, tombstones)) ? undefined : record.entries
}

/** True where every file was read, and nothing is to be done for that; the listing tells it of the pages. */
async function isInOrder(
  looking: Looking,
  state: DocumentState,
  { record, after, tombstones, found }: Attempt
): Promise<boolean> {
  const isDone = record !== undefined && after === undefined && !found.more && found.failure === undefined
  if (!isDone || tombstones.files.size > 0) return false
  return !(await hasStalePages(looking, state, tombstones))
}

async function hasStalePages(
  { store, project, objects }: Looking,
  state: DocumentState,
  tombstones: Tombstones
): Promise<boolean> {
  const render = projectRender(store, project, tombstones)
  const pages = { record: state, listed: objects }
  return (await store.documents.stale(recordPath(project.folder), render, pages)).length > 0
}

/** Writes what a project has come to. What lies on releases may be too much for one time: the record gets it bit by bit. */
async function write(store: Store, begun: Begun): Promise<ReindexedProject> {
  const { project, released, again } = begun
  let { state, first } = begun
  let before = nothing(project)
  for (;;) {
    const { more, ...last } = await writeOnce(store, { ...begun, state, first })
    settleReleased(released)
    before = {
      ...last,
      missing: [...before.missing, ...last.missing],
      changed: [...before.changed, ...last.changed],
      hashed: before.hashed + last.hashed
    }
    if (!more || last.failure !== undefined) return before
    state = await store.documents.read(recordPath(project.folder))
    first = await again(state.body)
  }
}

/** Where the record was changed meanwhile, the project is looked at again. */
async function writeOnce(
  store: Store,
  { project, state, first, again }: Begun
): Promise<ReindexedProject & { more: boolean }> {
  const { name, folder } = project
  let last: Attempt | undefined
  // A broken record that is replaced has no pages to compare with: all of the new one's are looked at.
  const render: Render = (bytes) => {
    const { after } = last ?? first
    const record = after?.bytes === bytes ? after.record : tolerant(bytes)
    return record === undefined ? [] : pagesOf(project, record, last?.tombstones)
  }
  const next = async (bytes: Uint8Array | undefined) => {
    last = last === undefined ? first : await again(bytes)
    return last.after?.bytes
  }
  const { changed } = await update(store.documents, recordPath(folder), next, {
    ...{ render, first: state },
    message: () => `reindex ${name}`
  })
  const { isNew, record, tombstones, found } = last ?? first
  const { entries, ...told } = found
  // A swap writes the pages that it changed, all of them where the record is new; others may have been out of date before.
  if (changed && !isNew) await store.documents.complete(recordPath(folder), render)
  // Whoever emptied the record may have taken the project off the root after it was entered.
  if (changed && record?.entries.length === 0 && entries.length > 0)
    await enterProjects(store, [folder], { baseUrl: undefined, again: true })
  // Removals that were broken off are ended now that nothing names the files: those that are still written down.
  const removed = new Map([...tombstones.files].map(([filename, { version }]) => [filename, version]))
  if ((await storedFiles(store, project, removed)).length > 0) await endRemovals(store, project, removed)
  return { name, folder, files: entries.length, ...told }
}
