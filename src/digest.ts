import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { fileError, messageOf, RegistryError } from './errors.ts'
import {
  hashing,
  hashWorker,
  type HashAlgorithm,
  type HashReply,
  type HashRequest,
  type HashTask
} from './hash-worker.ts'

export type { HashAlgorithm } from './hash-worker.ts'

/** The sha256 of bytes in memory, in lower-case hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The md5 of bytes in memory, in lower-case hex: what indexes and services of S3 know files by. */
export function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex')
}

/** Whether a digest that a listing shows (`md5:<hex>`, `sha256:<hex>`) is that of the bytes. */
export function isDigestOf(digest: string | undefined, bytes: Uint8Array): boolean {
  return digest === `md5:${md5(bytes)}` || digest === `sha256:${sha256(bytes)}`
}

/** The sha256 of a file's first `size` bytes, in lower-case hex; large files are read off the main thread. */
export function sha256OfFile(path: string, size: number): Promise<string> {
  return digestOfFile(path, size, { name: 'sha256' })
}

/**
 * A digest of a file's first `size` bytes, in lower-case hex (`<hex>-<parts>` for `md5-parts`, as S3 writes it). Throws
 * `conflict` where the file has fewer.
 */
export async function digestOfFile(path: string, size: number, algorithm: HashAlgorithm): Promise<string> {
  if (algorithm.name === 'sha256' && size <= INLINE_BYTES) return sha256(await firstBytes(path, size))
  return passOver(path, size, algorithm)
}

/** The sha256 and the md5 of a file's first `size` bytes, of one pass over them; otherwise as `digestOfFile`. */
export async function digestsOfFile(path: string, size: number): Promise<{ sha256: string; md5: string }> {
  if (size <= INLINE_BYTES) {
    const bytes = await firstBytes(path, size)
    return { sha256: sha256(bytes), md5: md5(bytes) }
  }
  const [first = '', second = ''] = (await passOver(path, size, { name: 'sha256 md5' })).split(' ')
  return { sha256: first, md5: second }
}

async function firstBytes(path: string, size: number): Promise<Buffer> {
  const bytes = await contentOf(path, size)
  if (bytes.length < size) throw tooShort(path, `it ends after ${bytes.length} bytes, not ${size}`)
  return bytes.subarray(0, size)
}

function passOver(path: string, size: number, task: HashTask): Promise<string> {
  const hash = followFile(path, task)
  hash.written(size)
  return hash.digest(size)
}

async function contentOf(path: string, size: number): Promise<Buffer> {
  try {
    // To hand a few bytes to a thread and back takes longer than to read them.
    return size <= AT_ONCE_BYTES ? readFileSync(path) : await readFile(path)
  } catch (error) {
    throw fileError(error, path, 'reading')
  }
}

/** The digest of a file that is still being written, front to back. */
export interface FollowingHash {
  /** Says that the file's first `bytes` bytes are in place. */
  written(bytes: number): void
  /** The digest of the first `size` bytes, all of them written. The follower is done after it. */
  digest(size: number): Promise<string>
  /** Ends it without a digest. */
  stop(): void
}

/**
 * Computes a digest in a worker thread while the file grows, so that it is known soon after the last byte. The worker
 * reads what the disk holds, so bytes written to a wrong place show in the digest. Where all threads are at work, the
 * reading begins later.
 */
export function followFile(path: string, algorithm: HashTask): FollowingHash {
  const unsaid: HashRequest[] = [{ type: 'start', path, algorithm }]
  let worker: Worker | undefined
  let settled = false
  let over = false
  let settle: (reply: HashReply) => void = () => undefined
  let fail: (error: unknown) => void = () => undefined
  const outcome = new Promise<string>((resolve, reject) => {
    settle = (reply) => {
      settled = true
      if (reply.ok) resolve(reply.digest)
      else reject(readError(reply, path))
    }
    fail = reject
  })
  outcome.catch(() => undefined)
  const say = (request: HashRequest) => {
    if (worker === undefined) unsaid.push(request)
    else worker.postMessage(request)
  }
  const begin = (borrowed: Worker) => {
    if (over) {
      giveBack(borrowed)
      return
    }
    worker = borrowed
    worker.on('message', settle)
    worker.on('error', fail)
    unsaid.forEach(say)
  }
  const release = () => {
    over = true
    worker?.off('message', settle).off('error', fail)
    if (worker !== undefined && settled) giveBack(worker)
    else if (worker !== undefined) discard(worker)
    worker = undefined
  }
  borrow().then(begin, fail)
  return {
    written: (bytes) => {
      say({ type: 'written', bytes })
    },
    digest: async (size) => {
      say({ type: 'finish', size })
      return outcome.finally(release)
    },
    stop: release
  }
}

/** What is hashed at once where it is; starting a worker costs more than this. */
const INLINE_BYTES = 1024 * 1024
const AT_ONCE_BYTES = 64 * 1024

/** Each of them takes some 15 MB, and two are faster than most disks and networks. */
const MOST_THREADS = Math.min(2, availableParallelism())

const idle: Worker[] = []
const waiting: (() => void)[] = []
let threads = 0

/** A thread that nobody else uses. Where all of them are in use, waits until one is given back. */
async function borrow(): Promise<Worker> {
  while (idle.length === 0 && threads >= MOST_THREADS)
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
    })
  const worker = idle.pop() ?? startWorker()
  worker.ref()
  return worker
}

/** A thread that nobody wants for a while goes: an upload, which comes after a digest, has better uses for the memory. */
function giveBack(worker: Worker): void {
  worker.unref()
  idle.push(worker)
  waiting.shift()?.()
  setTimeout(() => {
    const index = idle.indexOf(worker)
    if (index < 0) return
    idle.splice(index, 1)
    discard(worker)
  }, IDLE_MS).unref()
}

const IDLE_MS = 100

function discard(worker: Worker): void {
  void worker.terminate()
  threads -= 1
  waiting.shift()?.()
}

function startWorker(): Worker {
  try {
    // The worker's program travels as text: a bundle has no file of its own for it.
    const worker = new Worker(`(${hashWorker.toString()})(${hashing.toString()})`, { eval: true })
    threads += 1
    return worker
  } catch (error) {
    throw new Error(`a hashing thread could not be started: ${messageOf(error)}`, { cause: error })
  }
}

function readError(reply: Extract<HashReply, { ok: false }>, path: string): Error {
  if (reply.code === 'EOF') return tooShort(path, reply.message)
  return fileError(Object.assign(new Error(reply.message), { code: reply.code }), path, 'reading')
}

function tooShort(path: string, why: string): RegistryError {
  return new RegistryError('conflict', `${path} changed while it was being read: ${why}`, {
    hint: 'Let the step that writes the file end first, then run this one again.'
  })
}
