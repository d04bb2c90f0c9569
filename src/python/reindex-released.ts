import pMap from 'p-map'
import { isRegistryError, messageOf, type ErrorCode, type RegistryError } from '../errors.ts'
import type { Budget } from '../budget.ts'
import type { Store } from '../stores/store.ts'
import { newEntry, renewEntry } from './entries.ts'
import { readReleased, type Read } from './indexing.ts'
import { metadataName, provenanceName, signatureName } from './layout.ts'
import type { ListedFolder } from './listing.ts'
import type { Project } from './project.ts'
import { changeEntry, type Entry } from './record.ts'
import { isAmong, type ReleasedFile, type ReleasedFiles } from './released.ts'
import { keyOfEntry } from './storing.ts'
import type { Tombstones } from './tombstones.ts'

/** What of a project lies on the releases of others, and what was read of it in this run. Revisions are those of assets. */
export interface ReleasedProject {
  /** The repositories whose releases were listed. */
  readonly repositories: readonly string[]
  readonly files: ReleasedFiles
  /** What was read and is in no record yet, by revision: a lost race does not read it again. */
  readonly reads: Map<string, Promise<Read>>
  /** The revisions that were read and are in the record. */
  readonly done: Set<string>
  /** What can't be in an index, by revision. */
  readonly refused: Map<string, RegistryError>
}

/** A project of which nothing was read yet. */
export function releasedProject(repositories: readonly string[], files: ReleasedFiles): ReleasedProject {
  return { repositories, files, reads: new Map(), done: new Set(), refused: new Map() }
}

/** What was read is in the record now. */
export function settleReleased({ reads, done }: ReleasedProject): void {
  for (const revision of reads.keys()) done.add(revision)
  reads.clear()
}

/** What the files on releases are held against. */
export interface ComparingReleased {
  readonly store: Store
  readonly project: Pick<Project, 'name' | 'folder'>
  readonly known: ReadonlyMap<string, Entry>
  readonly listed: ListedFolder
  readonly tombstones: Tombstones
  readonly full: boolean
  readonly released: ReleasedProject
}

/** The entries of the files on releases, as they are to be. */
export interface FoundReleased {
  readonly entries: readonly Entry[]
  readonly missing: readonly string[]
  readonly changed: readonly string[]
  readonly unreadable: readonly { readonly filename: string; readonly error: RegistryError }[]
  /** Files of which all had to be read, since their digest was known nowhere. */
  readonly hashed: number
  /** True where more is to be read once this is in the record. */
  readonly more: boolean
  /** What stopped the reading: what was read before it is to be kept, then it is thrown. */
  readonly failure: Error | undefined
}

/** True for an entry of a file on somebody's release, where the index has no file of its own under that name. */
export function isReleased({ source, filename }: Entry, { files }: ListedFolder): boolean {
  return source !== undefined && !files.has(filename)
}

/** True where the lists of releases show nothing that is not in the record already. */
export function isAsReleased(comparing: ComparingReleased): boolean {
  return plansOf(comparing).every(({ kind }) => kind === 'same')
}

/** How to read. */
interface Reading {
  readonly serial: number
  readonly now: Date
  /** Told of each file that was read. */
  readonly seen: () => void
  /** Keeps to a number of files, of all projects, that are read at the same time. */
  readonly together: Budget
}

/**
 * Compares the entries of files on releases with what the lists show, and reads what is new or has changed, so much of it
 * as fits into memory. A file that the lists lack is dropped only where its release says so, too.
 */
export async function inspectReleased(
  comparing: ComparingReleased,
  reading: Reading
): Promise<FoundReleased> {
  const { released } = comparing
  const missing: string[] = []
  const changed: string[] = []
  const unreadable: { filename: string; error: RegistryError }[] = []
  const told = { hashed: 0, more: false, failure: undefined as Error | undefined }
  let room = AT_ONCE - released.reads.size

  const readOne = async (file: ReleasedFile, entry: Entry | undefined): Promise<Entry | undefined> => {
    const {
      filename,
      listed: { revision }
    } = file
    try {
      const refusal = released.refused.get(revision)
      if (refusal !== undefined) throw refusal
      if (!released.reads.has(revision) && (room <= 0 || told.failure !== undefined)) {
        told.more = true
        return entry
      }
      const read = await begin(file)
      if (read.hashed) told.hashed += 1
      const { entry: next, what } = entryOf({ file, entry, read }, reading)
      if (what !== undefined) changed.push(`${filename}: ${what}`)
      return next
    } catch (error) {
      released.reads.delete(revision)
      if (!isRegistryError(error) || !OF_ONE_FILE.has(error.code)) throw error
      released.refused.set(revision, error)
      unreadable.push({ filename, error })
      // What changes at this moment is for the next run to look at.
      if (entry === undefined || !LASTING.has(error.code)) return entry
      changed.push(`${filename}: dropped, it can't be read any more`)
      return undefined
    }
  }

  const begin = (file: ReleasedFile): Promise<Read> => {
    const { revision } = file.listed
    const begun = released.reads.get(revision)
    if (begun !== undefined) return begun
    room -= 1
    const read = reading.together(1, () => {
      // What stopped another one while this waited is not asked for again.
      if (told.failure !== undefined) throw told.failure
      return readReleased(comparing.store, file).finally(reading.seen)
    })
    released.reads.set(revision, read)
    return read
  }

  const inspectOne = async (plan: Plan): Promise<Entry | undefined> => {
    const { entry } = plan
    if (plan.kind === 'same') return entry
    if (plan.kind === 'moved') {
      const { filename, url, source } = plan.file
      changed.push(`${filename}: has other links`)
      return changeEntry(plan.entry, { url, source, serial: reading.serial })
    }
    if (plan.kind === 'new') return readOne(plan.file, entry)
    const file = await lookFor(comparing, plan)
    if (file === 'there') return entry
    if (file !== undefined) return readOne(file, entry)
    missing.push(plan.entry.filename)
    changed.push(`${plan.entry.filename}: dropped, its release does not have it any more`)
    return undefined
  }

  const entries = await pMap(
    plansOf(comparing),
    (plan) =>
      inspectOne(plan).catch((error: unknown) => {
        told.failure ??= error instanceof Error ? error : new Error(messageOf(error))
        return plan.entry
      }),
    { concurrency: FILES }
  )
  return { entries: entries.filter((entry) => entry !== undefined), missing, changed, unreadable, ...told }
}

const FILES = 16

/** So many files are read before the record is written, which makes sure of them. */
const AT_ONCE = 500

/** What is wrong with one file does not stop the others; what is wrong with the service does. */
const OF_ONE_FILE: ReadonlySet<ErrorCode> = new Set(['corrupt', 'unsupported', 'not-found', 'conflict'])
const LASTING: ReadonlySet<ErrorCode> = new Set(['corrupt', 'unsupported'])

/** What is to be done about a file. */
type Plan =
  | { readonly kind: 'same'; readonly entry: Entry }
  /** The same asset, which is found elsewhere now. */
  | { readonly kind: 'moved'; readonly entry: Entry; readonly file: ReleasedFile }
  | { readonly kind: 'new'; readonly entry: Entry | undefined; readonly file: ReleasedFile }
  /** The list does not show it. Others of its name may take its place. */
  | { readonly kind: 'doubtful'; readonly entry: Entry; readonly others: readonly ReleasedFile[] }

function plansOf({ known, listed, tombstones, full, released }: ComparingReleased): Plan[] {
  const ofKnown = [...known.values()]
    .filter((entry) => isReleased(entry, listed) && !tombstones.files.has(entry.filename))
    .map((entry) => planOf(entry, released, full))
  const ofNew = [...released.files].flatMap(([filename, [file]]): Plan[] =>
    file === undefined || known.has(filename) || listed.files.has(filename) || tombstones.files.has(filename)
      ? []
      : [{ kind: 'new', entry: undefined, file }]
  )
  return [...ofKnown, ...ofNew]
}

function planOf(entry: Entry, { files, repositories, done }: ReleasedProject, full: boolean): Plan {
  const others = files.get(entry.filename) ?? []
  const file = others.find(({ listed }) => listed.revision === entry.revision)
  if (file !== undefined) {
    if (!done.has(file.listed.revision) && (full || !isUnchanged(entry, file)))
      return { kind: 'new', entry, file }
    return isAt(entry, file) ? { kind: 'same', entry } : { kind: 'moved', entry, file }
  }
  if (entry.source === undefined || !isAmong(repositories, entry.source)) return { kind: 'same', entry }
  const replaced = others.find((each) => isAt(entry, each))
  return replaced === undefined ? { kind: 'doubtful', entry, others } : { kind: 'new', entry, file: replaced }
}

function isAt({ url, source }: Entry, file: ReleasedFile): boolean {
  return url === file.url && source?.repository === file.source.repository && source.tag === file.source.tag
}

/** No asset ever gets other bytes; what lies beside it may come later. */
function isUnchanged(entry: Entry, { filename, listed, beside }: ReleasedFile): boolean {
  const { digests, coreMetadata } = entry
  return (
    entry.size === listed.size &&
    digests.sha256 !== undefined &&
    (listed.digest === undefined || listed.digest === `sha256:${digests.sha256}`) &&
    beside.has(signatureName(filename)) === entry.hasSignature &&
    beside.has(provenanceName(filename)) === entry.hasProvenance &&
    (coreMetadata === undefined || beside.get(metadataName(filename)) === `sha256:${coreMetadata}`)
  )
}

/** A list may be older than a release, and ends after a thousand: what it does not show is asked for. */
async function lookFor(
  { store, project }: ComparingReleased,
  { entry, others }: Extract<Plan, { kind: 'doubtful' }>
): Promise<ReleasedFile | 'there' | undefined> {
  const { filename, source, url } = entry
  const key = keyOfEntry(project, entry)
  const found = await store.artifacts.find(key)
  if (found === undefined || source === undefined || url === undefined) return others[0]
  if (found.revision === entry.revision) return 'there'
  const digest = found.sha256 === undefined ? undefined : `sha256:${found.sha256}`
  const listed = { ...found, modified: undefined, digest }
  return { project: project.name, filename, source, key, url, listed, beside: new Map() }
}

interface WasRead {
  readonly file: ReleasedFile
  readonly entry: Entry | undefined
  readonly read: Read
}

function entryOf(
  { file: { listed, url, source }, entry, read }: WasRead,
  { serial, now }: Reading
): { entry: Entry; what: string | undefined } {
  const { sha256 } = read.file.digests
  const isSame = entry !== undefined && entry.digests.sha256 === sha256
  const uploadTime = (isSame ? entry.uploadTime : undefined) ?? (listed.modified ?? now).toISOString()
  const around = { revision: read.revision, uploadTime, serial, baseUrl: undefined, url, source }
  const made = newEntry(read.file, around)
  return entry === undefined ? { entry: made, what: 'added' } : renewEntry(entry, made, { isSame })
}
