import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { fileError, messageOf } from './errors.ts'
import { hashWorker, type HashAlgorithm, type HashReply, type HashRequest } from './hash-worker.ts'

export type { HashAlgorithm } from './hash-worker.ts'

/** The sha256 of bytes in memory, in lower-case hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The sha256 of a file's first `size` bytes, in lower-case hex; large files are read off the main thread. */
export function sha256OfFile(path: string, size: number): Promise<string> {
  return digestOfFile(path, size, { name: 'sha256' })
}

/** A digest of a file's first `size` bytes, in lower-case hex (`<hex>-<parts>` for `md5-parts`, as S3 writes it). */
export async function digestOfFile(path: string, size: number, algorithm: HashAlgorithm): Promise<string> {
  if (algorithm.name === 'sha256' && size <= INLINE_BYTES) {
    const bytes = await readFile(path).catch((error: unknown) => {
      throw fileError(error, path, 'reading')
    })
    return sha256(bytes.subarray(0, size))
  }
  const hash = followFile(path, algorithm)
  hash.written(size)
  return hash.digest(size)
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
 * reads what the disk holds, so bytes written to a wrong place show in the digest.
 */
export function followFile(path: string, algorithm: HashAlgorithm): FollowingHash {
  const worker = idle.pop() ?? startWorker()
  worker.ref()
  let settled = false
  let settle: (reply: HashReply) => void = () => undefined
  let fail: (error: unknown) => void = () => undefined
  const outcome = new Promise<string>((resolve, reject) => {
    settle = (reply) => {
      settled = true
      if (reply.ok) resolve(reply.digest)
      else reject(fileError(Object.assign(new Error(reply.message), { code: reply.code }), path, 'reading'))
    }
    fail = reject
  })
  outcome.catch(() => undefined)
  worker.on('message', settle)
  worker.on('error', fail)
  const release = () => {
    worker.off('message', settle)
    worker.off('error', fail)
    worker.unref()
    if (settled) idle.push(worker)
    else void worker.terminate()
  }
  const say = (message: HashRequest) => {
    worker.postMessage(message)
  }
  say({ type: 'start', path, algorithm })
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

const idle: Worker[] = []

function startWorker(): Worker {
  try {
    // The worker's program travels as text: a bundle has no file of its own for it.
    return new Worker(`(${hashWorker.toString()})()`, { eval: true })
  } catch (error) {
    throw new Error(`a hashing thread could not be started: ${messageOf(error)}`, { cause: error })
  }
}
