import pMap from 'p-map'
import { isRegistryError, type RegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { misnamed } from './addresses.ts'
import {
  conflictsOf,
  isSame,
  otherBytesError,
  pageOnlyError,
  type Conflict,
  type IfExists
} from './conflicts.ts'
import { storeHolding } from './holding.ts'
import { isToBeEntered, locate, type Located } from './locate.ts'
import { normalizeName } from './names.ts'
import { completePages, readProject, type Project } from './project.ts'
import { tellOf, type PublishedFile } from './published.ts'
import { record, type Recorded, type Recording } from './recording.ts'
import { indexReleased } from './held.ts'
import { clearFiles, deleteFiles } from './remove.ts'
import { completeRecorded, completeRoot } from './repeated.ts'
import { enterProjects, viewRoot } from './root.ts'
import { keyOf, storeAll, type Stored, type Upload } from './storing.ts'
import { NO_TOMBSTONES, readTombstones } from './tombstones.ts'
import { withdrawProjects } from './withdraw.ts'
import type { WantedBase } from './wanted-base.ts'

/** How to publish. */
export interface PublishOptions {
  readonly ifExists: IfExists
  /** What links are expected to begin with. */
  readonly baseUrl: WantedBase
  readonly now: Date
}

/** What became of all of them. Where a conflict was seen in time, nothing was sent. */
export interface Published {
  readonly files: PublishedFile[]
  readonly failures: Conflict[]
}

/**
 * Publishes distributions, all projects at once: artifact, what lies beside it, record, pages. Killed at any request,
 * what is there is valid, and the same push completes it.
 */
export async function publish(
  store: Store,
  uploads: readonly Upload[],
  options: PublishOptions,
  tell: (file: PublishedFile) => void
): Promise<Published> {
  const byProject = grouped(uploads)
  const { projects, pageOnly, enter } = await locate(store, [...byProject.keys()], options.baseUrl)
  const refused = (project: Project) =>
    conflictsOf(store, project, byProject.get(project.name) ?? [], options)
  const conflicts = [
    ...pageOnly.map((each) => ({ what: each.project.name, error: pageOnlyError(store, each) })),
    ...(await pMap(projects, refused, { concurrency: PROJECTS })).flat(),
    ...(await misnamed(store, projects, byProject))
  ]
  if (conflicts.length > 0) {
    const stuck = await completeRecorded(store, projects, byProject)
    return { files: [], failures: [...conflicts, ...stuck] }
  }
  const entrance = entranceOf(enter)
  // A project of which all is held has no record to be found.
  const together = store.limits.holds ? undefined : entrance.enter([...byProject.keys()])
  const own = new Set(projects.flatMap((project) => pathsOf(project, byProject.get(project.name) ?? [])))
  const failures: Published['failures'] = []
  const done = await pMap(
    projects,
    async (project) => {
      const files = byProject.get(project.name) ?? []
      let recorded = together
      const baseUrl = () => (recorded ??= entrance.enter([project.name]))
      try {
        const published = await publishProject(store, project, files, { ...options, baseUrl, own })
        failures.push(...published.failures)
        published.files.forEach(tell)
        return published.files
      } catch (error) {
        if (!isRegistryError(error)) throw error
        failures.push({ what: project.name, error })
        return []
      }
    },
    { concurrency: PROJECTS }
  )
  await entrance.done()
  const vain = projects.filter(
    ({ name, record }, index) =>
      entrance.begun.has(name) && (record?.entries.length ?? 0) === 0 && !(done[index] ?? []).some(isPublic)
  )
  await withdraw(store, vain, failures)
  // One that was killed after it had made a record may have left the root's pages as they were.
  const repeated = projects.filter(
    (project, index) => !isToBeEntered(project) && isRepeated(done[index] ?? [])
  )
  if (repeated.length > 0)
    await completeRoot(
      store,
      repeated.map(({ folder }) => folder),
      await viewRoot(store)
    )
  return { files: done.flat(), failures }
}

/** Projects on their way into the root. */
interface Entrance {
  readonly enter: (names: readonly string[]) => Promise<string | undefined>
  /** Those that were to be entered. */
  readonly begun: ReadonlySet<string>
  readonly done: () => Promise<unknown>
}

function entranceOf(enter: Located['enter']): Entrance {
  const entering: Promise<unknown>[] = []
  const begun = new Set<string>()
  return {
    enter: (names) => {
      for (const name of names) begun.add(name)
      const { recorded, done } = enter(names)
      entering.push(done)
      // Whoever waits for its record hears of a failure; it must not count as unheard before.
      recorded.catch(() => undefined)
      return recorded
    },
    begun,
    done: () => Promise.all(entering)
  }
}

/** True for a file that has come into its record, now or before. */
function isPublic({ outcome }: PublishedFile): boolean {
  return outcome === 'created' || outcome === 'same' || outcome === 'published'
}

/** Takes projects off the root of which no file came. It is told why none did, whether this can be done or not. */
async function withdraw(
  store: Store,
  projects: readonly Project[],
  failures: readonly Conflict[]
): Promise<void> {
  // A store that gives no answer is not asked for more: the same push is to be repeated, and completes it.
  if (failures.some(({ error }) => error.code === 'unavailable')) return
  try {
    await withdrawProjects(store, projects)
  } catch (error) {
    if (!isRegistryError(error)) throw error
  }
}

/** True where everything was there already. */
function isRepeated(files: readonly PublishedFile[]): boolean {
  return files.length > 0 && files.every(({ outcome }) => outcome === 'same' || outcome === 'skipped')
}

const PROJECTS = 8

function grouped(uploads: readonly Upload[]): Map<string, Upload[]> {
  const byProject = new Map<string, Upload[]>()
  for (const upload of uploads) {
    const name = normalizeName(upload.file.metadata.name)
    byProject.set(name, [...(byProject.get(name) ?? []), upload])
  }
  return byProject
}

function pathsOf(project: Project, uploads: readonly Upload[]): string[] {
  return uploads.map(({ file }) => keyOf(project, file.metadata.version, file.filename).path)
}

/** How to publish the files of one project. */
type ProjectOptions = Recording & {
  /** The paths of all that the step publishes. */
  readonly own: ReadonlySet<string>
}

async function publishProject(
  store: Store,
  found: Project,
  uploads: readonly Upload[],
  options: ProjectOptions
): Promise<Published> {
  const overwrite = options.ifExists === 'overwrite'
  const project = overwrite ? await makeWay(store, found, uploads) : found
  const known = new Map(project.record?.entries.map((entry) => [entry.filename, entry]))
  const skipped = uploads.filter(({ file }) => {
    const entry = known.get(file.filename)
    return entry !== undefined && !isSame(entry, file)
  })
  const wanted = uploads.filter((upload) => !skipped.includes(upload))
  const failures: Published['failures'] = []
  const refuse = (upload: Upload, error: RegistryError) => {
    failures.push({ what: upload.file.filename, error })
  }
  const leave = (upload: Upload, now = project) => {
    if (options.ifExists === 'skip') skipped.push(upload)
    else refuse(upload, otherBytesError(store, now, upload))
  }
  const files: PublishedFile[] = []
  const storing = { project, uploads: wanted, overwrite, known }
  const { open, stored } = store.limits.holds
    ? await storeHolding(store, storing, {
        refuse,
        leave,
        held: (upload) => files.push(tellOf(project, upload, 'held'))
      })
    : { open: wanted, stored: storeAll(store, storing) }
  if (open.length > 0) {
    const recorded = await recordAll(store, project, { uploads: open, storing: stored }, options)
    files.push(...recorded.released)
    failures.push(...recorded.failures)
    // Somebody may have overwritten a file since the record was read.
    const isLeft =
      options.ifExists !== 'skip' && open.some((_, index) => recorded.stored[index] === undefined)
    const now = isLeft ? await readProject(store, project.name, project.folder) : project
    for (const [index, upload] of open.entries()) {
      const one = recorded.stored[index]
      const error = one && recorded.refused.get(one)
      if (one === undefined) leave(upload, now)
      else if (error !== undefined) refuse(upload, error)
      else if (one.isHeld) files.push(tellOf(project, upload, 'held'))
      else {
        const { filename } = upload.file
        const told = tellOf(project, upload, recorded.added.has(filename) ? 'created' : 'same')
        files.push({ ...told, yanked: recorded.yanked.get(filename) })
      }
    }
  }
  // A push that was killed may have left them without what is skipped now.
  if (open.length === 0 && skipped.length > 0) await completePages(store, project)
  return { files: [...files, ...skipped.map((upload) => tellOf(project, upload, 'skipped'))], failures }
}

/** Writes down what was stored, after what became public with it. */
async function recordAll(
  store: Store,
  project: Project,
  {
    uploads,
    storing
  }: { readonly uploads: readonly Upload[]; readonly storing: Promise<(Stored | undefined)[]> },
  options: ProjectOptions
): Promise<
  Recorded & { readonly released: readonly PublishedFile[]; readonly failures: readonly Conflict[] }
> {
  const releasing = storing.then((stored) => {
    const versions = new Set(uploads.map(({ file }) => file.metadata.version))
    // What was held under the name of one that is refused is public now as well.
    const others = new Set(
      pathsOf(
        project,
        uploads.filter((_, index) => stored[index] === undefined)
      )
    )
    const own = new Set([...options.own].filter((path) => !others.has(path)))
    return indexReleased(store, { project, versions, own, now: options.now })
  })
  const recorded = await record(
    store,
    project,
    releasing.then(() => storing),
    options
  )
  // Whoever emptied the record may have taken the project off the root after it was entered.
  if (recorded.wasEmpty && recorded.added.size > 0)
    await enterProjects(store, [project.folder], { baseUrl: undefined, again: true })
  for (const { created } of recorded.refused.keys()) await deleteFiles(store, created)
  const { files, failures, settle } = await releasing
  await settle()
  return { ...recorded, released: files, failures }
}

/** What is to be overwritten is removed first, as any removal goes, and then its name is given free. */
async function makeWay(store: Store, project: Project, uploads: readonly Upload[]): Promise<Project> {
  const tombstones =
    project.record?.hasRemovals === true ? await readTombstones(store, project.folder) : NO_TOMBSTONES
  const entries = new Map(project.record?.entries.map((entry) => [entry.filename, entry]))
  const going = uploads.filter(({ file }) => {
    const entry = entries.get(file.filename)
    return tombstones.files.has(file.filename) || (entry !== undefined && !isSame(entry, file))
  })
  if (going.length === 0) return project
  await clearFiles(store, project, new Map(going.map(({ file }) => [file.filename, file.metadata.version])))
  return readProject(store, project.name, project.folder)
}
