import { writeFileSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { finished, type Readable } from 'node:stream'
import { budgetOf } from '../budget.ts'
import { systemCode } from '../errors.ts'
import { makeFolder } from '../folders.ts'
import { release, sweepAfter } from '../memory.ts'

const BATCH = 256 * 1024
const AHEAD = 2

/** Bytes that a stream holds in memory at most, roughly: batches on their way to the disk, one that fills, one from the network. */
export const HELD = (AHEAD + 2) * BATCH

/** All downloads together have 16 streams in memory, so that many large files take no more than one. */
export const inMemory = budgetOf(16 * HELD)

/** Makes a file, and its folder where that is missing: it is there but for the first file, as a rule. */
export async function makeFile<T>(file: string, make: () => T | Promise<T>): Promise<T> {
  try {
    return await make()
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    await makeFolder(dirname(file))
    return await make()
  }
}

/**
 * Writes a new file that is small enough to be in memory, at once: to hand opening, writing and closing to threads and
 * back takes several times as long as they do, and a thousand small packages wait for nothing else.
 */
export function writeWhole(file: string, content: Buffer): Promise<void> {
  return makeFile(file, () => {
    writeFileSync(file, content, { flag: 'wx' })
  })
}

/**
 * Writes a stream from `start` on, in batches, and answers how many bytes there were. The stream flows while a few
 * batches are on their way to the disk, and pauses when it is ahead of them: reading it chunk by chunk would copy every
 * byte once more.
 */
export function writeFrom(
  file: FileHandle,
  body: Readable,
  start: number,
  seen: (bytes: Buffer) => void
): Promise<number> {
  return new Promise((resolve, reject) => {
    let position = start
    let batch: Buffer[] = []
    let size = 0
    let writing = 0
    let ended = false
    const fail = (error: unknown) => {
      body.destroy()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    const settle = () => {
      if (ended && writing === 0) resolve(position - start)
    }
    const flush = () => {
      if (size === 0) return
      const total = size
      writing += 1
      const written = batch
      writeAll(file, written, position).then(() => {
        writing -= 1
        written.forEach(release)
        sweepAfter(total)
        body.resume()
        settle()
      }, fail)
      position += size
      batch = []
      size = 0
    }
    body.on('data', (chunk: Buffer) => {
      seen(chunk)
      batch.push(chunk)
      size += chunk.length
      if (size < BATCH) return
      flush()
      if (writing >= AHEAD) body.pause()
    })
    // Tells also of a stream that broke before anybody listened.
    finished(body, (error) => {
      if (error) {
        fail(error)
        return
      }
      ended = true
      flush()
      settle()
    })
  })
}

async function writeAll(file: FileHandle, batch: Buffer[], position: number): Promise<void> {
  const total = batch.reduce((sum, each) => sum + each.length, 0)
  const { bytesWritten } = await file.writev(batch, position)
  if (bytesWritten === total) return
  // A full disk may take a part before it refuses the rest.
  await file.write(Buffer.concat(batch), bytesWritten, total - bytesWritten, position + bytesWritten)
}
