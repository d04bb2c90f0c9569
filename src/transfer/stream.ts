import type { Readable } from 'node:stream'
import { hashing, type HashAlgorithm } from '../hash-worker.ts'

/** The sha256 of what a stream gives, in lower-case hex. */
export function sha256Of(stream: Readable): Promise<string> {
  return digestOf(stream, { name: 'sha256' })
}

/** A digest of what a stream gives, as `digestOfFile` has it. */
export async function digestOf(stream: Readable, algorithm: HashAlgorithm): Promise<string> {
  const hash = hashing(algorithm)
  for await (const chunk of chunksOf(stream)) hash.update(chunk)
  return hash.digest()
}

/** The chunks of a stream of bytes. */
export async function* chunksOf(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<unknown>) {
    if (!Buffer.isBuffer(chunk)) throw new Error('a stream of bytes gave something else')
    yield chunk
  }
}
