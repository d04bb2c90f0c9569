import pMap from 'p-map'
import { isRegistryError } from '../errors.ts'
import type { Entry as Listed, Released, Store } from '../stores/store.ts'
import { update } from '../stores/update.ts'
import { fileUrl } from './addresses.ts'
import { enteredError, isSame, type Conflict } from './conflicts.ts'
import { baseUrlIn, claimed, isOwn, newEntry, renewEntry, withOneDescription } from './entries.ts'
import { readStored, type Read } from './indexing.ts'
import { recordPath } from './layout.ts'
import { isDistribution, type ListedFolder } from './listing.ts'
import { nameProblem, normalizeName } from './names.ts'
import { nextSerial, projectRender, recordOf, type Project } from './project.ts'
import type { PublishedFile } from './published.ts'
import { serializeRecord } from './record.ts'
import { enterProjects } from './root.ts'
import { keyOf } from './storing.ts'
import { NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'
import { inheritYanks } from './yanked-versions.ts'

/** What became of files that earlier steps had held back. */
export interface IndexedReleased {
  readonly files: readonly PublishedFile[]
  readonly failures: readonly Conflict[]
  /** To be called once the files of the step itself are in their record, too. */
  readonly settle: () => Promise<void>
}

/** Which versions of a project have just been stored, and how what was held back with them comes into the index. */
export interface Releasing {
  readonly project: Pick<Project, 'name' | 'folder'>
  readonly versions: ReadonlySet<string>
  /** The paths of what the step itself puts into the index. */
  readonly own: ReadonlySet<string>
  readonly now: Date
}

/**
 * Puts into the index what became public with versions of a project, and was held back by the steps that had pushed it:
 * files of these versions, and of whatever else shares their releases. It is read as a reindex does.
 */
export async function indexReleased(store: Store, of: Releasing): Promise<IndexedReleased> {
  const keys = [...of.versions].map((version) => keyOf(of.project, version, ''))
  const released = await Promise.all(keys.map((key) => store.artifacts.released(key)))
  const folders = foldersIn(released)
  const found = await pMap([...folders.values()], (folder) => indexFolder(store, folder, of), {
    concurrency: 4
  })
  const failures = found.flatMap((each) => each.failures)
  const failed = new Set(failures.map(({ what }) => what))
  return {
    files: found.flatMap(({ files }) => files),
    failures,
    settle: async () => {
      for (const { entries, settle } of released) {
        const taken = entries.filter(({ path }) => folderOf(path) !== undefined && !failed.has(nameOf(path)))
        await settle(taken.map(({ path }) => path))
      }
    }
  }
}

function foldersIn(released: readonly Released[]): Map<string, ListedFolder> {
  const folders = new Map<string, ListedFolder & { readonly files: Map<string, Listed> }>()
  for (const entry of released.flatMap(({ entries }) => entries)) {
    const folder = folderOf(entry.path)
    if (folder === undefined) continue
    const listed = folders.get(folder) ?? { folder, files: new Map<string, Listed>(), versions: new Set() }
    listed.files.set(nameOf(entry.path), entry)
    folders.set(folder, listed)
  }
  return folders
}

/** The project's folder that a path lies right in. */
function folderOf(path: string): string | undefined {
  const [folder = '', name, ...more] = path.split('/')
  return name === undefined || more.length > 0 || nameProblem(folder) !== undefined ? undefined : folder
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

async function indexFolder(
  store: Store,
  listed: ListedFolder,
  { own, now }: Releasing
): Promise<Omit<IndexedReleased, 'settle'>> {
  const project = { name: normalizeName(listed.folder), folder: listed.folder }
  const wanted = [...listed.files.values()].filter(
    ({ path }) => isDistribution(nameOf(path)) && !own.has(path)
  )
  const reads = new Map<string, Promise<Read>>()
  const failures: Conflict[] = []
  const last: { files: PublishedFile[]; wasEmpty: boolean } = { files: [], wasEmpty: false }
  let buried: Tombstones = NO_TOMBSTONES
  if (wanted.length === 0) return { files: [], failures }
  await update(
    store.documents,
    recordPath(project.folder),
    async (bytes) => {
      const current = recordOf(store, project.folder, bytes)
      buried = current?.hasRemovals === true ? await readTombstones(store, project.folder) : NO_TOMBSTONES
      const entries = new Map(current?.entries.map((entry) => [entry.filename, entry]))
      const isKnown = (name: string) => entries.get(name)?.source === undefined && entries.has(name)
      const missing = wanted.filter(({ path }) => !isKnown(nameOf(path)) && !buried.files.has(nameOf(path)))
      failures.length = 0
      const read = await readAll(store, { project, listed, missing, reads }, failures)
      const found = read.filter(({ file }) => {
        const entry = entries.get(file.filename)
        if (entry === undefined || isSame(entry, file)) return true
        failures.push({ what: file.filename, error: enteredError(store, project, { file }) })
        return false
      })
      last.files = found.map(({ file }) => publishedOf(project, file))
      if (found.length === 0) return undefined
      last.wasEmpty = current?.entries.length === 0
      const root =
        current?.entries.some(isOwn) !== true
          ? await enterProjects(store, [project.folder], { baseUrl: undefined })
          : undefined
      const serial = await nextSerial(store, project.name, current, { isNew: true })
      const baseUrl = baseUrlIn(current?.entries) ?? root?.baseUrl
      await Promise.all(
        found.map(async ({ file, revision }) => {
          const uploadTime = (listed.files.get(file.filename)?.modified ?? now).toISOString()
          const url = await fileUrl(store, project, file)
          const made = newEntry(file, { revision, uploadTime, serial, baseUrl, url })
          const old = entries.get(file.filename)
          // The index's own takes the place of the same one on somebody's release.
          entries.set(file.filename, old === undefined ? made : renewEntry(old, made, { isSame: true }).entry)
        })
      )
      const next = inheritYanks([...entries.values()], current?.entries ?? [])
      last.files = last.files.map((file) => ({ ...file, yanked: next.yanked.get(file.filename) }))
      return serializeRecord({
        entries: withOneDescription(claimed(next.entries, { serial, baseUrl })),
        serial,
        hasRemovals: current?.hasRemovals ?? false
      })
    },
    {
      render: (bytes) => projectRender(store, project, buried)(bytes),
      message: () => `publish ${last.files.map(({ filename }) => filename).join(', ')}`
    }
  )
  // Whoever emptied the record may have taken the project off the root after it was entered.
  if (last.wasEmpty) await enterProjects(store, [project.folder], { baseUrl: undefined, again: true })
  return { files: last.files, failures }
}

interface Reading {
  readonly project: Pick<Project, 'name' | 'folder'>
  readonly listed: ListedFolder
  readonly missing: readonly Listed[]
  /** What was read already: a lost race does not read it again. */
  readonly reads: Map<string, Promise<Read>>
}

async function readAll(
  store: Store,
  { project, listed, missing, reads }: Reading,
  failures: Conflict[]
): Promise<Read[]> {
  const found = await pMap(
    missing,
    async (entry): Promise<Read[]> => {
      const filename = nameOf(entry.path)
      const of = { project, filename, listed: entry, folder: listed, entry: undefined, isPushed: false }
      const reading = reads.get(filename) ?? readStored(store, of)
      reads.set(filename, reading)
      try {
        return [await reading]
      } catch (error) {
        if (!isRegistryError(error)) throw error
        failures.push({ what: filename, error })
        return []
      }
    },
    { concurrency: 8 }
  )
  return found.flat()
}

function publishedOf(
  { name, folder }: Pick<Project, 'name' | 'folder'>,
  { filename, size, digests, metadata }: Read['file']
): PublishedFile {
  const sha256 = digests.sha256 ?? ''
  return {
    ...{ project: name, folder, filename, version: metadata.version },
    ...{ sha256, size, outcome: 'published' }
  }
}
