import pMap from 'p-map'
import type { Budget } from '../budget.ts'
import { isRegistryError, RegistryError } from '../errors.ts'
import type { Entry as Listed, Store } from '../stores/store.ts'
import { fileUrl } from './addresses.ts'
import { newEntry, renewEntry } from './entries.ts'
import { companyOf, readStored, type Read } from './indexing.ts'
import { metadataName, provenanceName, signatureName } from './layout.ts'
import { leftOutIn } from './left-out.ts'
import { isDistribution, listFolder, type ListedFolder } from './listing.ts'
import type { Project } from './project.ts'
import { changeEntry, type Entry, type ProjectRecord, type Source } from './record.ts'
import { placeIn } from './released.ts'
import { inspectReleased, isReleased, type ReleasedProject } from './reindex-released.ts'
import { rivalsOf } from './rivals.ts'
import { keyOf } from './storing.ts'
import type { Tombstones } from './tombstones.ts'
import { inheritYanks } from './yanked-versions.ts'
import { baseOf, type WantedBase } from './wanted-base.ts'

/** How to look. */
export interface ReindexOptions {
  /** Also files that have not changed are read again. */
  readonly full: boolean
  readonly baseUrl: WantedBase
  readonly now: Date
  /** Told of each file on somebody's release that was read. */
  readonly seen?: () => void
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
  /** What of the project lies on the releases of others. */
  readonly released: ReleasedProject
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

/** What an attempt comes to, and whether it came to an end. */
export interface Inspected extends FoundFiles {
  /** True where more is to be read of releases, once this is in the record. */
  readonly more: boolean
  /** What stopped the reading of releases: what was read before it is to be kept, then it is thrown. */
  readonly failure: Error | undefined
}

/** Compares the record of a project with what is stored and what lies on releases, and reads what is new or has changed. */
export async function inspectFiles(inspecting: Inspecting): Promise<Inspected> {
  const { store, record, released, options, serial } = inspecting
  const known = new Map(record?.entries.map((entry) => [entry.filename, entry]))
  const stored = await inspectStored(inspecting, known)
  const { seen = () => undefined, now, full } = options
  const { more, failure, ...lying } = await inspectReleased(
    { ...inspecting, known, full },
    { serial, now, seen, together: inspecting.reading }
  )
  const found = new Map([...stored.entries, ...lying.entries].map((entry) => [entry.filename, entry]))
  const order = new Set([...known.keys(), ...found.keys()])
  const { entries, yanked } = inheritYanks(
    [...order].flatMap((filename) => found.get(filename) ?? []),
    record?.entries ?? []
  )
  const inherited = [...yanked.keys()].map((filename) => `${filename}: yanked, as the rest of its version is`)
  const rivals = await rivalsOf(store, entries, released.files)
  return {
    entries,
    missing: [...stored.missing, ...lying.missing],
    changed: [...stored.changed, ...lying.changed, ...inherited].sort(),
    unreadable: [...stored.unreadable, ...lying.unreadable, ...rivals.conflicts],
    hashed: stored.hashed + lying.hashed + rivals.hashed,
    ...{ more, failure }
  }
}

/** The same of what is stored alone. */
async function inspectStored(inspecting: Inspecting, known: ReadonlyMap<string, Entry>): Promise<FoundFiles> {
  const { listed, tombstones } = inspecting
  const changed: string[] = []
  const missing: string[] = []
  const unreadable: { filename: string; error: RegistryError }[] = []
  for (const filename of known.keys())
    if (tombstones.files.has(filename)) changed.push(`${filename}: ended its removal`)
  const names = [
    ...[...known.values()]
      .filter((entry) => !tombstones.files.has(entry.filename) && !isReleased(entry, listed))
      .map(({ filename }) => filename),
    ...[...listed.files.keys()].filter(
      (filename) => isDistribution(filename) && !known.has(filename) && !tombstones.files.has(filename)
    )
  ]
  let hashed = 0
  const entries = await pMap(
    names,
    async (filename): Promise<Entry[]> => {
      try {
        const { entry, what, all, rival } = await inspectSettled(inspecting, filename, known.get(filename))
        if (rival !== undefined) unreadable.push({ filename, error: rival })
        if (what !== undefined) changed.push(`${filename}: ${what}`)
        if (all) hashed += 1
        if (entry !== undefined) return [entry]
        missing.push(filename)
        return []
      } catch (error) {
        if (!isRegistryError(error) || !UNREADABLE.has(error.code)) throw error
        unreadable.push({ filename, error })
        const entry = known.get(filename)
        // Whoever is replacing it puts its entry right.
        if (error.code === 'conflict') return entry === undefined ? [] : [entry]
        if (known.has(filename)) changed.push(`${filename}: dropped, it can't be read any more`)
        return []
      }
    },
    { concurrency: FILES }
  )
  return {
    ...{ entries: entries.flat(), missing, changed, hashed },
    unreadable: [...unreadable, ...leftOutIn(listed, known)]
  }
}

const FILES = 16

const UNREADABLE: ReadonlySet<string> = new Set(['corrupt', 'unsupported', 'not-found', 'conflict'])

/** What became of a file. */
interface InspectedFile {
  readonly entry: Entry | undefined
  readonly what?: string | undefined
  /** True where all of it had to be read. */
  readonly all: boolean
  /** Why it is left out, while another one of its name stays in the index. */
  readonly rival?: RegistryError
}

/** One that is replaced or deleted while it is read is looked at once more, as it is then. */
async function inspectSettled(
  inspecting: Inspecting,
  filename: string,
  entry: Entry | undefined
): Promise<InspectedFile> {
  try {
    return await inspectFile(inspecting, filename, entry)
  } catch (error) {
    if (!isRegistryError(error, 'conflict') && !isRegistryError(error, 'not-found')) throw error
    const listed = await listFolder(inspecting.store, inspecting.project.folder)
    return inspectFile({ ...inspecting, listed, reads: new Map() }, filename, entry)
  }
}

async function inspectFile(
  { store, project, listed, elsewhere, options, reads, reading, serial }: Inspecting,
  filename: string,
  entry: Entry | undefined
): Promise<InspectedFile> {
  const file = listed.files.get(filename) ?? (await findFile(store, project, filename))
  if (file === undefined) return { entry: undefined, what: 'dropped, it is not there any more', all: false }
  const base = baseOf(options.baseUrl, entry?.baseUrl)
  // Its own file takes the place of one on somebody's release.
  const own = entry?.source === undefined ? entry : undefined
  const url = own && (await fileUrl(store, project, own))
  const same = own?.revision === file.revision && own.size === file.size
  if (same && !options.full && isAsListed(own, listed)) {
    if (!(await hasOtherLinks({ store, project }, own, options.baseUrl))) return { entry, all: false }
    const links = { base_url: base ?? null, url: url ?? null, serial }
    return { entry: changeEntry(own, links), what: 'has other links', all: false }
  }
  const id = `${filename} ${file.revision}`
  const isPushed = elsewhere.has(filename)
  const stored = { project, filename, listed: file, folder: listed, entry: own, isPushed }
  const begun = reads.get(id) ?? reading(1, () => readStored(store, stored))
  reads.set(id, begun)
  const read = await begun
  // It may have been read in an earlier attempt, when other things lay beside it.
  const readNow = { ...read.file, ...companyOf(filename, listed.files) }
  const isSame = same || (entry !== undefined && hasSameDigest(entry, read))
  if (entry?.source !== undefined && !isSame)
    return { entry, all: read.hashed, rival: rivalOf(store, filename, entry.source) }
  const made = newEntry(readNow, {
    revision: read.revision,
    uploadTime: (isSame ? entry?.uploadTime : undefined) ?? timeOf(file, options.now),
    serial,
    baseUrl: base,
    url: url ?? (await fileUrl(store, project, { filename, version: read.file.metadata.version }))
  })
  if (entry === undefined) return { entry: made, what: 'added', all: read.hashed }
  return { ...renewEntry(entry, made, { isSame }), all: read.hashed }
}

/** True for a file that somebody has put there again, or copied with the whole index: it has another revision now. */
function hasSameDigest({ digests: { sha256 } }: Entry, { file: { digests } }: Read): boolean {
  return sha256 !== undefined && sha256 === digests.sha256
}

function rivalOf(store: Store, filename: string, source: Source): RegistryError {
  return new RegistryError(
    'conflict',
    `what is stored in ${store.name} has other bytes than the file that lies on ${placeIn(source)}`,
    {
      hint: `The first one stays in the index. Delete the stored ${filename}, or give one of them another version.`
    }
  )
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
  baseUrl: WantedBase
): Promise<boolean> {
  if (entry.baseUrl !== baseOf(baseUrl, entry.baseUrl)) return true
  return entry.url !== (await fileUrl(store, project, entry))
}
