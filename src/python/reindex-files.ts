import pMap from 'p-map'
import { isRegistryError, type RegistryError } from '../errors.ts'
import type { Budget } from '../budget.ts'
import type { Entry as Listed, Store } from '../stores/store.ts'
import { fileUrl } from './addresses.ts'
import { newEntry } from './entries.ts'
import { readStored, type Read } from './indexing.ts'
import { metadataName, provenanceName, signatureName } from './layout.ts'
import { isDistribution, type ListedFolder } from './listing.ts'
import type { Project } from './project.ts'
import { changeEntry, type Entry, type ProjectRecord } from './record.ts'
import { keyOf } from './storing.ts'
import type { Tombstones } from './tombstones.ts'

/** How to look. */
export interface ReindexOptions {
  /** Also files that have not changed are read again. */
  readonly full: boolean
  /** What absolute links are to begin with; undefined: as it is. */
  readonly baseUrl: string | undefined
  readonly now: Date
}

/** What the files of a project are held against. */
export interface Inspecting {
  readonly store: Store
  readonly project: Pick<Project, 'name' | 'folder'>
  readonly record: ProjectRecord | undefined
  readonly listed: ListedFolder
  /** The names of distributions that lie elsewhere, too. */
  readonly elsewhere: ReadonlySet<string>
  readonly tombstones: Tombstones
  readonly options: ReindexOptions
  /** What was read already, by name and revision: a lost race does not read it again. */
  readonly reads: Map<string, Promise<Read>>
  /** Keeps to a number of files, of all projects, that are read at the same time. */
  readonly reading: Budget
  readonly serial: number
}

/** The files of a project as they are stored. */
export interface FoundFiles {
  readonly entries: readonly Entry[]
  /** The names of files that the record has, and that are not there any more. */
  readonly missing: readonly string[]
  /** In words: what was added, dropped, read anew. */
  readonly changed: readonly string[]
  /** Files that can't be in an index, each with the reason. */
  readonly unreadable: readonly { readonly filename: string; readonly error: RegistryError }[]
  /** Files of which all had to be read, since their digest was known nowhere. */
  readonly hashed: number
}

/** Compares the record of a project with what is stored, and reads what is new or has changed. */
export async function inspectFiles(inspecting: Inspecting): Promise<FoundFiles> {
  const { record, listed, tombstones } = inspecting
  const changed: string[] = []
  const missing: string[] = []
  const unreadable: { filename: string; error: RegistryError }[] = []
  const known = new Map(record?.entries.map((entry) => [entry.filename, entry]))
  for (const filename of known.keys())
    if (tombstones.files.has(filename)) changed.push(`${filename}: ended its removal`)
  const names = [
    ...[...known.keys()].filter((filename) => !tombstones.files.has(filename)),
    ...[...listed.files.keys()].filter(
      (filename) => isDistribution(filename) && !known.has(filename) && !tombstones.files.has(filename)
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
        if (entry !== undefined) return [entry]
        missing.push(filename)
        return []
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
  return { entries: entries.flat(), missing, changed: changed.sort(), unreadable, hashed }
}

const FILES = 16

async function inspectFile(
  { store, project, listed, elsewhere, options, reads, reading, serial }: Inspecting,
  filename: string,
  entry: Entry | undefined
): Promise<{ entry: Entry | undefined; what: string | undefined; all: boolean }> {
  const file = listed.files.get(filename) ?? (await findFile(store, project, filename))
  if (file === undefined) return { entry: undefined, what: 'dropped, it is not there any more', all: false }
  const base = options.baseUrl ?? entry?.baseUrl
  const url = entry && (await fileUrl(store, project, entry))
  const same = entry?.revision === file.revision && entry.size === file.size
  if (same && !options.full && isAsListed(entry, listed)) {
    if (!(await hasOtherLinks({ store, project }, entry, options.baseUrl)))
      return { entry, what: undefined, all: false }
    const links = { base_url: base ?? null, url: url ?? null, serial }
    return { entry: changeEntry(entry, links), what: 'has other links', all: false }
  }
  const id = `${filename} ${file.revision}`
  const isPushed = elsewhere.has(filename)
  const stored = { project, filename, listed: file, folder: listed, entry, isPushed }
  const begun = reads.get(id) ?? reading(1, () => readStored(store, stored))
  reads.set(id, begun)
  const read = await begun
  const kept = same || (entry !== undefined && hasSameDigest(entry, read)) ? entry : undefined
  const made = newEntry(read.file, {
    revision: read.revision,
    uploadTime: kept?.uploadTime ?? timeOf(file, options.now),
    serial,
    baseUrl: base,
    url: url ?? (await fileUrl(store, project, { filename, version: read.file.metadata.version }))
  })
  if (entry === undefined) return { entry: made, what: 'added', all: read.hashed }
  // What only the record knows stays: a yank, what other tools wrote.
  const next = changeEntry(entry, {
    ...(entry.url === undefined ? {} : { url: null }),
    ...made.document,
    ...(kept === undefined ? {} : keptOf(kept))
  })
  if (isEqual(entry, next)) return { entry, what: undefined, all: read.hashed }
  return { entry: next, what: kept === undefined ? 'replaced' : 'brought up to date', all: read.hashed }
}

/** True for a file that somebody has put there again, or copied with the whole index: it has another revision now. */
function hasSameDigest({ digests: { sha256 } }: Entry, { file: { digests } }: Read): boolean {
  return sha256 !== undefined && sha256 === digests.sha256
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
    .then((found) => found && { ...found, modified: undefined, digest: undefined })
}

/** When a file came, as far as the store knows. */
function timeOf({ modified }: Listed, now: Date): string {
  return (modified ?? now).toISOString()
}

/** True where an entry says what the listing shows: the file, and what lies beside it. */
export function isAsListed(entry: Entry, { files }: ListedFolder): boolean {
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

/** True where a file's links are to be others. */
export async function hasOtherLinks(
  { store, project }: Pick<Inspecting, 'store' | 'project'>,
  entry: Entry,
  baseUrl: string | undefined
): Promise<boolean> {
  if (baseUrl !== undefined && entry.baseUrl !== baseUrl) return true
  return entry.url !== (await fileUrl(store, project, entry))
}
