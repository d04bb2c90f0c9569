import { createHash, randomUUID } from 'node:crypto'
import { renameSync } from 'node:fs'
import { chmod, open, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { digestOfFile, followFile, sha256, type HashAlgorithm } from '../digest.ts'
import { fileError, RegistryError } from '../errors.ts'
import type { Progress } from '../log.ts'
import type { Artifact, ArtifactKey, Store } from '../stores/store.ts'
import { HELD, inMemory, makeFile, writeFrom, writeWhole } from './writing.ts'

/** How the bytes of a file were checked: by the digest stored with them, by what the store knows, or not at all. */
export type Verification = HashAlgorithm['name'] | 'unverified'

/** A download. */
export interface Download {
  readonly store: Store
  readonly key: ArtifactKey
  /** Where the file goes; it appears there whole and checked, or not at all. */
  readonly file: string
  /** How an error names what could not be written; what is unpacked next is only on its way through `file`. */
  readonly target: string
  /** The digest the bytes must have, where somebody else than the store says so. */
  readonly expected: Expected | undefined
  /** Starts showing the transfer of so many bytes. */
  readonly progress: (total: number) => Progress
}

/** A digest, in lower-case hex, and whose word it is. */
export interface Expected {
  readonly sha256: string
  readonly by: 'the lockfile' | 'the index'
}

/** What was downloaded. */
export interface Downloaded {
  readonly artifact: Artifact
  readonly sha256: string
  readonly verified: Verification
}

/**
 * Fetches an artifact into a file: in parallel ranges of one state, written aside, checked, then renamed. Undefined
 * where there is no such artifact. Throws `corrupt` where the bytes are not those that were pushed.
 */
export async function download(job: Download): Promise<Downloaded | undefined> {
  const temporary = join(dirname(job.file), `${PARTIAL}${randomUUID()}`)
  try {
    const fetched = await fetchTo(job, temporary)
    if (fetched === undefined) return undefined
    const verified = await verify(job, fetched, temporary)
    if (fetched.artifact.executable) await chmod(temporary, 0o755)
    renameSync(temporary, job.file)
    return { ...fetched, verified }
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw fileError(error, job.target, 'writing')
  }
}

/** How the names of files begin that are not complete yet. */
export const PARTIAL = '.registry-partial-'

/** The first request asks for this much, so that its answer tells the size; what is left is fetched in parallel. */
const RANGE = 16 * 1024 * 1024
const PARALLEL = 4

async function fetchTo({ store, key, progress: show }: Download, temporary: string) {
  const first = await store.artifacts.open(key, { range: { start: 0, end: RANGE } })
  if (first === undefined) return undefined
  const { artifact, content } = first
  if (content?.length === artifact.size) {
    await writeWhole(temporary, content)
    return { artifact, sha256: sha256(content) }
  }
  const file = await makeFile(temporary, () => open(temporary, 'wx')).catch((error: unknown) => {
    first.body.destroy()
    throw error
  })
  const progress = show(artifact.size)
  try {
    const sha256 =
      artifact.size <= RANGE
        ? await writeSmall({ key, artifact, file, first: first.body, progress })
        : await writeRanges({ store, key, artifact, file, temporary, first: first.body, progress })
    return { artifact, sha256 }
  } finally {
    first.body.destroy()
    progress.done()
    await file.close()
  }
}

async function writeSmall({ key, artifact, file, first, progress }: Small): Promise<string> {
  const hash = createHash('sha256')
  const written = await inMemory(HELD, () =>
    writeFrom(file, first, 0, (bytes) => {
      hash.update(bytes)
      progress.advance(bytes.length)
    })
  )
  if (written !== artifact.size) throw cutShort(key, written, artifact.size)
  return hash.digest('hex')
}

interface Small {
  readonly key: ArtifactKey
  readonly artifact: Artifact
  readonly file: FileHandle
  readonly first: Readable
  readonly progress: Progress
}

interface Ranges extends Small {
  readonly store: Store
  readonly temporary: string
}

/** Fetches ranges a few at a time, while a thread hashes the file behind them. */
async function writeRanges({
  store,
  key,
  artifact,
  file,
  temporary,
  first,
  progress
}: Ranges): Promise<string> {
  const { size, revision } = artifact
  const count = Math.ceil(size / RANGE)
  const hash = followFile(temporary, { name: 'sha256' })
  const done = new Set<number>()
  let next = 0
  let front = 0
  let failed = false
  const work = async () => {
    while (next < count && !failed) {
      const index = next
      next += 1
      const range = { start: index * RANGE, end: Math.min((index + 1) * RANGE, size) }
      const written = await inMemory(HELD, async () => {
        const body = index === 0 ? first : await reopen(store, key, range, revision)
        return writeFrom(file, body, range.start, (bytes) => {
          progress.advance(bytes.length)
        })
      })
      if (range.start + written !== range.end) throw cutShort(key, written, range.end - range.start)
      done.add(index)
      while (done.delete(front)) front += 1
      hash.written(Math.min(front * RANGE, size))
    }
  }
  const workers = Array.from({ length: Math.min(PARALLEL, count) }, () =>
    work().catch((error: unknown) => {
      failed = true
      throw error
    })
  )
  const broken = (await Promise.allSettled(workers)).find((each) => each.status === 'rejected')
  if (broken !== undefined) {
    hash.stop()
    throw broken.reason
  }
  return hash.digest(size)
}

async function reopen(
  store: Store,
  key: ArtifactKey,
  range: { start: number; end: number },
  revision: string
): Promise<Readable> {
  const opened = await store.artifacts.open(key, { range, revision })
  if (opened !== undefined) return opened.body
  throw new RegistryError('conflict', `${key.package} ${key.version} was removed while it was being pulled`, {
    hint: 'Run the step again.'
  })
}

function cutShort(key: ArtifactKey, written: number, size: number): RegistryError {
  return new RegistryError(
    'unavailable',
    `pulling ${key.package} ${key.version}: a transfer ended after ${written} of ${size} bytes`,
    { hint: 'Nothing was put in place. Run the step again.' }
  )
}

async function verify(
  { store, key, expected }: Download,
  { artifact, sha256 }: { artifact: Artifact; sha256: string },
  temporary: string
): Promise<Verification> {
  const what = `${key.package} ${key.version}`
  if (expected !== undefined && sha256 !== expected.sha256) {
    throw new RegistryError(
      'corrupt',
      `${what} in ${store.name} has the sha256 ${sha256}, but ${expected.by} says ${expected.sha256}`,
      { hint: REPLACED[expected.by] }
    )
  }
  // Where somebody has changed the bytes in the store, what was said of them since counts.
  const isTold = artifact.altered && expected !== undefined
  if (artifact.sha256 !== undefined && !isTold) {
    if (sha256 === artifact.sha256) return 'sha256'
    throw damaged(store, what, `sha256 ${sha256}`, artifact.sha256)
  }
  if (expected !== undefined) return 'sha256'
  const evidence = await store.artifacts.evidence(key, artifact.revision)
  if (evidence === undefined) return 'unverified'
  const found = await digestOfFile(temporary, artifact.size, evidence.algorithm)
  if (found === evidence.value) return evidence.algorithm.name
  throw damaged(store, what, `${evidence.algorithm.name} ${found}`, evidence.value)
}

const REPLACED: Record<Expected['by'], string> = {
  'the lockfile':
    'Somebody replaced what was published. If that is right, run once with `update-lock: true`; if not, do not use it.',
  'the index':
    'Somebody replaced what was published, and did not reindex. Find out who it was; `mode: check` shows what else was changed.'
}

function damaged(store: Store, what: string, found: string, stored: string): RegistryError {
  return new RegistryError(
    'corrupt',
    `${what} in ${store.name} is not what was pushed: it has the ${found}, ${stored} was stored with it`,
    {
      hint: 'Nothing was put in place. Run the step again; if it stays, remove this version and push it anew under another one.'
    }
  )
}
