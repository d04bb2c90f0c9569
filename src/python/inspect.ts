import pMap from 'p-map'
import { isRegistryError } from '../errors.ts'
import type { Inspection, Problem } from '../format.ts'
import type { Store } from '../stores/store.ts'
import { linkBase } from './base-url.ts'
import { forgottenIn, withPages } from './gone.ts'
import { copiedOf, damageOf } from './inspect-bytes.ts'
import { inspectReleasedFiles, viewReleases, type ReleasesView } from './inspect-released.ts'
import { metadataName, provenanceName, recordPath, ROOT_RECORD, signatureName } from './layout.ts'
import { emptyFolder, isDistribution, type ListedFolder, type Listing } from './listing.ts'
import { normalizeName } from './names.ts'
import { hasOtherPage } from './others.ts'
import { hasSerialPage, projectRender, recordOf, type Project } from './project.ts'
import type { Entry, ProjectRecord } from './record.ts'
import { readRoot, rootRender, viewRoot, type RootRecord } from './root.ts'
import { isReleased } from './reindex-released.ts'
import { keyOf } from './storing.ts'
import { notTakenIn } from './strays.ts'
import { NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'

/**
 * Looks for what is missing, changed, not in the index, or out of date in its pages; `deep` reads every file and
 * compares its digest, and the metadata beside wheels with what is in them.
 */
export async function inspectIndex(
  store: Store,
  projects: readonly Pick<Project, 'name' | 'folder'>[],
  listing: Listing,
  { deep, root }: { deep: boolean; root: boolean }
): Promise<Inspection> {
  const { before, broken } = await rootOf(store)
  const baseUrl = linkBase(store, before?.baseUrl)
  const releases = viewReleases(store)
  const found = await pMap(
    projects,
    (project) => inspectProject(store, project, { listing, releases, deep, baseUrl }),
    { concurrency: deep ? READS : TOGETHER }
  )
  const isLooked = root && broken.length === 0
  const rootProblems = isLooked ? await inspectRoot(store, projects, found, { listing, before }) : broken
  const strays = root ? notTakenIn(listing, listing.strays).map(stray) : []
  return {
    packages: projects.length,
    versions: found.reduce((sum, { files }) => sum + files, 0),
    problems: [
      ...rootProblems,
      ...strays,
      ...found.flatMap(({ problems }) => problems),
      ...releases.problems()
    ]
  }
}

/** The root's record, or what is wrong with it. */
async function rootOf(
  store: Store
): Promise<{ readonly before: RootRecord | undefined; readonly broken: Problem[] }> {
  try {
    return { before: await readRoot(store), broken: [] }
  } catch (error) {
    if (!isRegistryError(error, 'corrupt')) throw error
    return { before: undefined, broken: [problem('/', undefined, error.message, error.hint)] }
  }
}

/** Projects that are looked at together: what is asked of a store at the same moment may be one request. */
const TOGETHER = 32
/** Projects of which files are read at the same time. */
const READS = 8

interface Inspected {
  readonly files: number
  readonly problems: Problem[]
}

/** What a project is held against. */
interface Looking {
  readonly listing: Listing
  readonly releases: ReleasesView
  readonly deep: boolean
  /** What the links of the index begin with; undefined where they are relative. */
  readonly baseUrl: string | undefined
}

async function inspectProject(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  { listing, releases, deep, baseUrl }: Looking
): Promise<Inspected> {
  const { name, folder } = project
  const listed: ListedFolder = listing.folders.get(folder) ?? emptyFolder(folder)
  const state = await store.documents.read(recordPath(folder))
  let record: ProjectRecord | undefined
  let tombstones = NO_TOMBSTONES
  try {
    record = recordOf(store, folder, state.body)
    if (listed.files.has('removed.json')) tombstones = await readTombstones(store, folder)
  } catch (error) {
    if (!isRegistryError(error, 'corrupt')) throw error
    return {
      files: 0,
      problems: [problem(name, undefined, `has a broken record: ${error.message}`, error.hint)]
    }
  }
  if (record === undefined && hasSerialPage(store, name, listing.objects))
    return { files: 0, problems: [problem(name, undefined, 'has lost its record, manifest.json', LOST)] }
  const entries = record?.entries ?? []
  const own = entries.filter((entry) => !isReleased(entry, listed))
  const missing = await missingOf(store, project, own, listed)
  const there = own.filter((entry) => !missing.includes(entry))
  const copied = await copiedOf(store, project, there, listed)
  const others = entries.filter((entry) => isReleased(entry, listed))
  const released = await inspectReleasedFiles(store, project, { entries: others, releases })
  const forgotten = await withPages(store, folder, forgottenIn(listed, entries, tombstones))
  const render = projectRender(store, project, tombstones)
  const stale = await store.documents.stale(recordPath(folder), render, {
    record: state,
    listed: listing.objects
  })
  const damage = deep
    ? await pMap([...there, ...released.there], (entry) => damageOf(store, project, entry, listed), {
        concurrency: 4
      })
    : []
  return {
    files: entries.length,
    problems: [
      ...forgotten.map((version) =>
        problem(name, version, 'has pages, and none of its files is left', REINDEX)
      ),
      ...missing.map((entry) =>
        problem(name, entry.version, `${entry.filename} is not there any more`, REINDEX)
      ),
      ...released.problems,
      ...there.flatMap((entry) => differences(name, entry, listed, { tombstones, copied })),
      ...there
        .filter((entry) => baseUrl !== undefined && entry.baseUrl !== baseUrl)
        .map(({ version, filename }) => problem(name, version, `${filename} ${OTHER_LINKS}`, REINDEX)),
      ...unlisted(name, entries, listed, tombstones),
      ...stale.map((path) => problem(name, undefined, `the page ${path} is not up to date`, REINDEX)),
      ...damage.flat()
    ]
  }
}

const OTHER_LINKS = 'has links that do not begin with the base-url of the index'

const ENTER = 'A push that is under way enters it; else reindex takes it in, or says why it can not.'

const LOST =
  'Reindex makes it anew of what is stored. Then yank again what was yanked: that was in the record alone.'

const REINDEX = 'Reindex brings the index in line with what is stored.'

/** A listing may be older than the record: what it does not show is asked for. */
async function missingOf(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  entries: readonly Entry[],
  { files }: ListedFolder
): Promise<Entry[]> {
  const doubtful = entries.filter(({ filename }) => !files.has(filename))
  const found = await pMap(
    doubtful,
    ({ filename, version }) => store.artifacts.find(keyOf(project, version, filename)),
    { concurrency: 8 }
  )
  return doubtful.filter((_, index) => found[index] === undefined)
}

function differences(
  name: string,
  entry: Entry,
  { files }: ListedFolder,
  { tombstones, copied }: { tombstones: Tombstones; copied: ReadonlySet<string> }
): Problem[] {
  const { filename, version } = entry
  const file = files.get(filename)
  if (file === undefined) return []
  const say = (what: string) => problem(name, version, `${filename} ${what}`, REINDEX)
  if (entry.source !== undefined) return [say('is stored now, but the index leads to somebody’s release')]
  const isOther = file.revision !== entry.revision || file.size !== entry.size
  const changed = entry.revision !== undefined && isOther && !copied.has(filename)
  return [
    ...(tombstones.files.has(filename) ? [say('was removed, but is in the index again')] : []),
    ...(changed ? [say('was changed since it was indexed')] : []),
    ...(entry.packagetype === 'bdist_wheel' && entry.coreMetadata === undefined
      ? [say('has no metadata beside it, which saves installers the download of the wheel')]
      : []),
    ...(entry.coreMetadata !== undefined && !files.has(metadataName(filename))
      ? [say('has lost the metadata beside it, which installers are told of')]
      : []),
    ...besideDiffers(entry.hasSignature, files.has(signatureName(filename)), 'signature').map(say),
    ...besideDiffers(entry.hasProvenance, files.has(provenanceName(filename)), 'provenance').map(say)
  ]
}

function besideDiffers(isTold: boolean, isThere: boolean, what: string): string[] {
  if (isTold === isThere) return []
  return [
    isTold ? `has lost the ${what} beside it` : `has a ${what} beside it that the index does not tell of`
  ]
}

function unlisted(
  name: string,
  entries: readonly Entry[],
  { files }: ListedFolder,
  tombstones: Tombstones
): Problem[] {
  const known = new Set(entries.map(({ filename }) => filename))
  return [...files.keys()]
    .filter((filename) => isDistribution(filename) && !known.has(filename))
    .map((filename) =>
      tombstones.files.has(filename)
        ? problem(
            name,
            tombstones.files.get(filename)?.version,
            `${filename} was removed, but is still there`,
            REINDEX
          )
        : problem(name, undefined, `${filename} is stored, but not in the index`, ENTER)
    )
}

async function inspectRoot(
  store: Store,
  projects: readonly Pick<Project, 'name' | 'folder'>[],
  found: readonly Inspected[],
  { listing: { objects }, before }: { readonly listing: Listing; readonly before: RootRecord | undefined }
): Promise<Problem[]> {
  const filled = projects.filter((_, index) => (found[index]?.files ?? 0) > 0)
  const { folders, state: record } = await viewRoot(store)
  const ours = record.body !== undefined || filled.length === 0
  const listed = new Set(folders)
  const stale = await store.documents.stale(ROOT_RECORD, rootRender(store), { record, listed: objects })
  const known = new Set(projects.map(({ name }) => name))
  // Those that are entered while this goes on are about to get files.
  const unknown = (before?.projects ?? []).filter(
    (each) => listed.has(each) && !known.has(normalizeName(each))
  )
  const vain = await pMap(unknown, (folder) => hasNothing(store, folder), { concurrency: TOGETHER })
  return [
    ...unknown
      .filter((_, index) => vain[index])
      .map((folder) =>
        problem(normalizeName(folder), undefined, 'is in the list of projects, and has no files', VAIN)
      ),
    ...filled
      .filter(({ folder }) => !listed.has(folder))
      .map(({ name }) => problem(name, undefined, 'is not in the list of projects', REINDEX)),
    ...(ours
      ? []
      : [problem('/', undefined, 'there is no list of projects but what another tool has made', REINDEX)]),
    ...stale.map((path) =>
      problem(path === '' ? '/' : path, undefined, 'the list of projects is not up to date', REINDEX)
    )
  ]
}

const VAIN =
  'A push of it has failed, unless one is under way. Push it again, or reindex, which takes it off the list.'

/** True for a project that is not there, neither by a record nor by a page of another tool. */
async function hasNothing(store: Store, folder: string): Promise<boolean> {
  const { body } = await store.documents.read(recordPath(folder))
  return body === undefined && !(await hasOtherPage(store, { folder }))
}

/** What to say of a distribution that lies where no page names it. */
export function stray(path: string): Problem {
  return problem(
    path,
    undefined,
    path.includes('/')
      ? 'lies in another folder than the rest of its project, where no installer finds it'
      : 'lies outside of every project, where no installer finds it',
    'Reindex takes it in.'
  )
}

function problem(name: string, version: string | undefined, what: string, fix: string): Problem {
  return { package: name, version, what, fix }
}
