import pMap from 'p-map'
import { isRegistryError, type RegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { update } from '../stores/update.ts'
import { fileUrl, misnamed } from './addresses.ts'
import {
  conflictsOf,
  isSame,
  pageOnlyError,
  refusedOf,
  unlistedError,
  type Conflict,
  type IfExists
} from './conflicts.ts'
import {
  claimed,
  isForeign,
  newEntry,
  renewEntry,
  withOneDescription,
  type Circumstances
} from './entries.ts'
import { recordPath } from './layout.ts'
import { locate } from './locate.ts'
import { normalizeName } from './names.ts'
import { nextSerial, projectRender, readProject, recordOf, type Project } from './project.ts'
import { changeEntry, serializeRecord, type Entry } from './record.ts'
import { clearFiles, deleteFiles } from './remove.ts'
import { enterProjects } from './root.ts'
import { keyOf, putBeside, storeUpload, type Stored, type Storing, type Upload } from './storing.ts'
import { NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'

/** How to publish. */
export interface PublishOptions {
  readonly ifExists: IfExists
  /** What absolute links begin with, ending in `/`; undefined: as the index has it. */
  readonly baseUrl: string | undefined
  readonly now: Date
}

/** What became of a file: `same` bytes were there already, other ones were `skipped`. */
export interface PublishedFile {
  readonly project: string
  readonly folder: string
  readonly filename: string
  readonly version: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly outcome: 'created' | 'same' | 'skipped'
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
  const conflicts = [
    ...pageOnly.map((project) => ({ what: project.name, error: pageOnlyError(store, project) })),
    ...projects.flatMap((project) =>
      (byProject.get(project.name) ?? []).flatMap((upload) => conflictsOf(store, project, upload, options))
    ),
    ...(await misnamed(store, projects, byProject))
  ]
  if (conflicts.length > 0) return { files: [], failures: conflicts }
  const { recorded, done: entered } = enter()
  // Whoever waits for its record hears of a failure; it must not count as unheard before.
  recorded.catch(() => undefined)
  const failures: Published['failures'] = []
  const done = await pMap(
    projects,
    async (project) => {
      const files = byProject.get(project.name) ?? []
      try {
        const published = await publishProject(store, project, files, { ...options, baseUrl: recorded })
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
  await entered
  return { files: done.flat(), failures }
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

/** How to publish the files of one project, once the root has it. */
type ProjectOptions = Omit<PublishOptions, 'baseUrl'> & { readonly baseUrl: Promise<string | undefined> }

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
  const storing = pMap(
    wanted,
    (upload) => storeOne(store, { project, upload, overwrite }, known.get(upload.file.filename)),
    { concurrency: store.limits.atOnce }
  )
  const { stored, refused, added, wasEmpty } = await record(store, project, storing, options)
  // Whoever emptied the record may have taken the project off the root after it was entered.
  if (wasEmpty) await enterProjects(store, [project.folder], { baseUrl: undefined })
  for (const [each, error] of refused) {
    await deleteFiles(store, each.created)
    failures.push({ what: each.upload.file.filename, error })
  }
  const files: PublishedFile[] = []
  for (const [index, upload] of wanted.entries()) {
    const one = stored[index]
    if (one !== undefined && refused.has(one)) continue
    if (one !== undefined)
      files.push(tellOf(project, upload, added.has(upload.file.filename) ? 'created' : 'same'))
    else if (options.ifExists === 'skip') skipped.push(upload)
    else failures.push({ what: upload.file.filename, error: unlistedError(store, project, upload) })
  }
  return { files: [...files, ...skipped.map((upload) => tellOf(project, upload, 'skipped'))], failures }
}

/** A file that the record has is stored already; only what lies beside it may be new. */
async function storeOne(
  store: Store,
  storing: Storing,
  entry: Entry | undefined
): Promise<Stored | undefined> {
  if (entry === undefined) return storeUpload(store, storing)
  const { project, upload } = storing
  const { hasSignature, hasProvenance } = entry
  // Nothing is put beside a file on somebody's release.
  for (const beside of entry.source === undefined ? upload.beside : []) {
    const isNew =
      (beside.filename.endsWith('.asc') && !hasSignature) ||
      (beside.filename.endsWith('.provenance') && !hasProvenance)
    if (isNew) await putBeside(store, keyOf(project, entry.version, beside.filename), beside)
  }
  return { upload, isSeen: false, revision: entry.revision ?? '', created: [] }
}

interface Recorded {
  readonly stored: readonly (Stored | undefined)[]
  /** Stored, but the name is taken: it was removed, or came in meanwhile with other bytes. */
  readonly refused: ReadonlyMap<Stored, RegistryError>
  /** The names of the files that the record did not have. */
  readonly added: ReadonlySet<string>
  /** True where the record was there without a file. */
  readonly wasEmpty: boolean
}

/** Writes down what was stored. The first look at the record may be older than the storing: the swap tells. */
async function record(
  store: Store,
  project: Project,
  storing: Promise<(Stored | undefined)[]>,
  options: ProjectOptions
): Promise<Recorded> {
  let result: Recorded = { stored: [], refused: new Map(), added: new Set(), wasEmpty: false }
  let buried: Tombstones = NO_TOMBSTONES
  let storedSoFar = storing
  await update(
    store.documents,
    recordPath(project.folder),
    async (bytes) => {
      const current = recordOf(store, project.folder, bytes)
      const [before, baseUrl, tombstones] = await Promise.all([
        storedSoFar,
        options.baseUrl,
        current?.hasRemovals === true ? readTombstones(store, project.folder) : NO_TOMBSTONES
      ])
      buried = tombstones
      const entries = new Map(current?.entries.map((entry) => [entry.filename, entry]))
      storedSoFar = storeLost(store, { project, stored: before, tombstones, entries, options })
      const stored = await storedSoFar
      const there = stored.filter((each) => each !== undefined)
      const refused = refusedOf(store, project, there, { tombstones, entries })
      const good = there.filter((each) => !refused.has(each))
      const added = new Set(
        good.map(({ upload }) => upload.file.filename).filter((name) => !entries.has(name))
      )
      result = { stored, refused, added, wasEmpty: current?.entries.length === 0 }
      const serial = await nextSerial(store, project.name, current, { isNew: true })
      const own = current?.entries.find((entry) => !isForeign(entry) && entry.source === undefined)
      const links = baseUrl ?? own?.baseUrl
      const around = { uploadTime: options.now.toISOString(), serial, baseUrl: links }
      const changes = await Promise.all(
        good.map(async (each) => {
          const url = await fileUrl(store, project, each.upload.file)
          return changeOf(entries.get(each.upload.file.filename), each, { ...around, url })
        })
      )
      if (changes.flat().length === 0) return undefined
      for (const entry of changes.flat()) entries.set(entry.filename, entry)
      return serializeRecord({
        entries: withOneDescription(claimed([...entries.values()], { serial, baseUrl: links })),
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

/**
 * Stores what was taken for stored since the record had it, and has it no more: a reindex has seen that somebody deleted
 * the file by hand, or another push has given its name free.
 */
function storeLost(
  store: Store,
  { project, stored, tombstones, entries, options }: Losing
): Promise<(Stored | undefined)[]> {
  const overwrite = options.ifExists === 'overwrite'
  const isLost = ({ isSeen, upload: { file } }: Stored) =>
    !isSeen && !entries.has(file.filename) && !tombstones.files.has(file.filename)
  return pMap(
    stored,
    (each) =>
      each !== undefined && isLost(each)
        ? storeUpload(store, { project, upload: each.upload, overwrite })
        : each,
    { concurrency: store.limits.atOnce }
  )
}

interface Losing {
  readonly project: Project
  readonly stored: readonly (Stored | undefined)[]
  readonly tombstones: Tombstones
  readonly entries: ReadonlyMap<string, Entry>
  readonly options: ProjectOptions
}

/** The entry of a stored file, where it is another one than that of the record. */
function changeOf(
  old: Entry | undefined,
  { upload, revision, isSeen }: Stored,
  around: Omit<Circumstances, 'revision'>
): Entry[] {
  if (old === undefined) return [newEntry(upload.file, { ...around, revision })]
  if (old.source !== undefined) {
    if (!isSeen) return []
    // Stored while it came in from somebody's release: the index's own takes its place.
    const made = newEntry(upload.file, { ...around, revision })
    return [renewEntry(old, made, { isSame: true }).entry]
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

function tellOf(
  { name, folder }: Project,
  { file }: Upload,
  outcome: PublishedFile['outcome']
): PublishedFile {
  const { filename, size, digests, metadata } = file
  return { project: name, folder, filename, version: metadata.version, sha256: digests.sha256, size, outcome }
}
