import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import pMap from 'p-map'
import { isRegistryError, type RegistryError } from '../errors.ts'
import type { Problem } from '../format.ts'
import type { Store } from '../stores/store.ts'
import { download } from '../transfer/download.ts'
import { readDistribution } from './distributions/read.ts'
import { parseFilename } from './filenames.ts'
import { provenanceName } from './layout.ts'
import { publish, type PublishOptions } from './publish.ts'
import type { Upload } from './storing.ts'
import type { Stray } from './strays.ts'
import { uploadOf, withProvenance } from './upload.ts'

/**
 * Takes in distributions that lie outside of every project, as somebody copied them there, or in another folder than the
 * rest of theirs: they are published as if they had been pushed, with the signatures and attestations beside them, and left
 * where they were. What is in the index already with the same bytes is not told again. Those of a project are published
 * together, as many as are well held at once: each record is written once for all of these.
 */
export async function adopt(
  store: Store,
  strays: readonly Stray[],
  { baseUrl, now }: Pick<PublishOptions, 'baseUrl' | 'now'>
): Promise<{ changed: string[]; problems: Problem[] }> {
  const changed: string[] = []
  const problems: Problem[] = []
  const options: PublishOptions = { ifExists: 'same', baseUrl, now }
  const refuse = (path: string, error: RegistryError) => {
    problems.push(problemOf(path, error))
  }
  for (const batch of batchesOf(strays)) {
    const folder = await mkdtemp(join(tmpdir(), 'registry-adopt-'))
    try {
      const fetched = await pMap(batch, (stray) => fetchStray(store, stray, { folder, refuse }), {
        concurrency: AT_ONCE
      })
      changed.push(...(await publishAll(store, fetched.flat(), { options, refuse })))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return { changed: changed.sort(), problems }
}

/** Files that are fetched at the same time. */
const AT_ONCE = 8

/** So many files, and bytes on this machine's disk, are published together, unless one alone has more. */
const BATCH = { files: 64, bytes: 1024 ** 3 }

/** Files of one project come one after the other; two of one name are never together. */
function batchesOf(strays: readonly Stray[]): Stray[][] {
  const batches: Stray[][] = []
  let names = new Set<string>()
  let bytes = 0
  for (const stray of strays.toSorted(byProject)) {
    const name = basename(stray.path)
    const batch = batches.at(-1)
    const isFull =
      batch === undefined ||
      batch.length >= BATCH.files ||
      bytes + stray.size > BATCH.bytes ||
      names.has(name)
    if (isFull) {
      batches.push([stray])
      names = new Set([name])
      bytes = stray.size
    } else {
      batch.push(stray)
      names.add(name)
      bytes += stray.size
    }
  }
  return batches
}

function byProject({ path: one }: Stray, { path: other }: Stray): number {
  const [a, b] = [`${projectOf(one)} ${one}`, `${projectOf(other)} ${other}`]
  return a < b ? -1 : 1
}

/** The project of a file, as far as its name tells. */
function projectOf(path: string): string {
  const named = parseFilename(basename(path))
  if (named.kind === 'unsupported') return ''
  return named.kind === 'wheel' ? named.name : named.candidates[0].name
}

type Refuse = (path: string, error: RegistryError) => void

/** A stray that was fetched. */
interface Fetched {
  readonly path: string
  readonly project: string
  readonly upload: Upload
}

/** Fetches a stray, and what lies beside it; nothing where it has gone meanwhile, or is none. */
async function fetchStray(
  store: Store,
  { path, beside }: Stray,
  { folder, refuse }: { readonly folder: string; readonly refuse: Refuse }
): Promise<Fetched[]> {
  const fetchOne = async (from: string) => {
    const file = join(folder, from)
    await mkdir(dirname(file), { recursive: true })
    const key = { package: from, version: '', path: from, filename: basename(from) }
    const progress = () => ({ advance: () => undefined, done: () => undefined })
    const found = await download({ store, key, file, target: file, expected: undefined, progress })
    return found === undefined ? [] : [basename(from)]
  }
  try {
    if ((await fetchOne(path)).length === 0) return []
    const siblings = (await pMap(beside, fetchOne)).flat()
    const file = join(folder, path)
    const distribution = await readDistribution(file, siblings)
    const { filename, project } = distribution
    const upload = uploadOf(distribution)
    if (upload.file.hasProvenance || !siblings.includes(provenanceName(filename)))
      return [{ path, project, upload }]
    return [{ path, project, upload: withProvenance(upload, await readFile(provenanceName(file))) }]
  } catch (error) {
    if (!isRegistryError(error)) throw error
    refuse(path, error)
    return []
  }
}

/** Publishes what was fetched, and answers what has changed. Where all of it fails, as for a broken record, the halves go by themselves. */
async function publishAll(store: Store, fetched: readonly Fetched[], around: Publishing): Promise<string[]> {
  const [first, ...more] = fetched
  if (first === undefined) return []
  try {
    return await publishTogether(store, fetched, around)
  } catch (error) {
    if (!isRegistryError(error)) throw error
    if (more.length === 0) {
      around.refuse(first.path, error)
      return []
    }
    const half = Math.ceil(fetched.length / 2)
    const one = await publishAll(store, fetched.slice(0, half), around)
    return [...one, ...(await publishAll(store, fetched.slice(half), around))]
  }
}

interface Publishing {
  readonly options: PublishOptions
  readonly refuse: Refuse
}

/**
 * One that is refused may have held up others, which are published without it; where a project fails as a whole, each of
 * its files goes by itself, so that it fails alone.
 */
async function publishTogether(
  store: Store,
  fetched: readonly Fetched[],
  around: Publishing
): Promise<string[]> {
  const uploads = fetched.map(({ upload }) => upload)
  const { files, failures } = await publish(store, uploads, around.options, () => undefined)
  const failed = new Map(failures.map(({ what, error }) => [what, error]))
  const outcomes = new Map(files.map(({ filename, outcome }) => [filename, outcome]))
  const changed: string[] = []
  const again: Fetched[] = []
  const alone: Fetched[] = []
  for (const each of fetched) {
    const { path, project, upload } = each
    const outcome = outcomes.get(upload.file.filename)
    const error = failed.get(upload.file.filename) ?? failed.get(project)
    if (outcome !== undefined) changed.push(...changeOf(each, outcome === 'created'))
    else if (error === undefined) again.push(each)
    else if (failed.has(upload.file.filename) || fetched.length === 1) around.refuse(path, error)
    else alone.push(each)
  }
  if (again.length < fetched.length) changed.push(...(await publishAll(store, again, around)))
  for (const each of alone) changed.push(...(await publishAll(store, [each], around)))
  return changed
}

function changeOf({ path, project, upload: { file } }: Fetched, isCreated: boolean): string[] {
  if (isCreated) return [`${project}: took in ${path}`]
  return file.hasSignature || file.hasProvenance ? [`${project}: took in what lies beside ${path}`] : []
}

function problemOf(path: string, { message, hint }: RegistryError): Problem {
  return { package: path, version: undefined, what: `can't be taken in: ${message}`, fix: hint }
}
