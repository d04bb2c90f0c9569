import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'

/** The sha256 of what a stream gives, in lower-case hex. */
export async function sha256Of(stream: Readable): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of chunksOf(stream)) hash.update(chunk)
  return hash.digest('hex')
}

/** The chunks of a stream of bytes. */
export async function* chunksOf(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<unknown>) {
    if (!Buffer.isBuffer(chunk)) throw new Error('a stream of bytes gave something else')
    yield chunk
  }
}
