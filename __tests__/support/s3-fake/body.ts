import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Body, Segment } from './types.ts'

const zeros = Buffer.alloc(1 << 20)

// Below this a body is kept as one buffer, zero or not, so that small ones are simple to look at.
const sparseFrom = 1 << 20

/** No bytes at all. */
export const emptyBody: Body = { size: 0, segments: [] }

/** A body of these bytes. They are not copied and not looked at. */
export function bodyOf(bytes: string | Uint8Array): Body {
  const buffer =
    typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return buffer.length === 0 ? emptyBody : { size: buffer.length, segments: [buffer] }
}

/** A body of so many zero bytes that takes no memory. */
export function zeroBody(size: number): Body {
  return size === 0 ? emptyBody : { size, segments: [{ zeros: size }] }
}

/** The bodies one after the other. */
export function concatBodies(bodies: readonly Body[]): Body {
  return mergeZeros(bodies.flatMap((body) => body.segments))
}

/** Collects the chunks of a request into a body, leaving out long runs of zero bytes. */
export function bodyCollector(): { add(chunk: Buffer): void; finish(): Body } {
  const segments: Segment[] = []
  return {
    add(chunk) {
      segments.push(isZero(chunk) ? { zeros: chunk.length } : chunk)
    },
    finish() {
      const body = mergeZeros(segments)
      if (body.size < sparseFrom) return bodyOf(bytesOf(body))
      return { size: body.size, segments: body.segments.flatMap(settle).reduce(joinBuffers, []).map(flatten) }
    }
  }
}

/** All bytes of a body in one buffer. Throws on a body that is too long for a test to mean it. */
export function bytesOf(body: Body): Buffer {
  if (body.size > 1 << 30) throw new Error(`a body of ${body.size} bytes is too long for one buffer`)
  const [only] = body.segments
  if (body.segments.length === 1 && Buffer.isBuffer(only)) return only
  return Buffer.concat(body.segments.map((part) => (Buffer.isBuffer(part) ? part : Buffer.alloc(part.zeros))))
}

/** The bytes from `start` up to but not including `end`, sharing memory with the body. */
export function sliceBody(body: Body, start: number, end: number): Body {
  const segments: Segment[] = []
  let offset = 0
  for (const segment of body.segments) {
    const length = segmentLength(segment)
    const from = Math.max(start - offset, 0)
    const to = Math.min(end - offset, length)
    if (from < to) segments.push(Buffer.isBuffer(segment) ? segment.subarray(from, to) : { zeros: to - from })
    offset += length
  }
  return { size: Math.max(Math.min(end, body.size) - start, 0), segments }
}

/** The body in chunks that are fit to write to a socket. */
export function* chunksOf(body: Body): Generator<Buffer> {
  for (const segment of body.segments) {
    if (Buffer.isBuffer(segment)) {
      yield segment
      continue
    }
    for (let left = segment.zeros; left > 0; left -= zeros.length)
      yield zeros.subarray(0, Math.min(left, zeros.length))
  }
}

const zeroDigests = new Map<string, Buffer>()

/** A digest of the body. Those of zero bytes are remembered by length. */
export function digest(body: Body, algorithm: 'md5' | 'sha1' | 'sha256' | 'crc32'): Buffer {
  const [only] = body.segments
  if (only === undefined || body.segments.length > 1 || Buffer.isBuffer(only)) return compute(body, algorithm)
  const name = `${algorithm}:${only.zeros}`
  const known = zeroDigests.get(name) ?? compute(body, algorithm)
  zeroDigests.set(name, known)
  return known
}

function compute(body: Body, algorithm: 'md5' | 'sha1' | 'sha256' | 'crc32'): Buffer {
  if (algorithm === 'crc32') {
    let sum = 0
    for (const chunk of chunksOf(body)) sum = crc32(chunk, sum)
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(sum)
    return bytes
  }
  const hash = createHash(algorithm)
  for (const chunk of chunksOf(body)) hash.update(chunk)
  return hash.digest()
}

function segmentLength(segment: Segment): number {
  return Buffer.isBuffer(segment) ? segment.length : segment.zeros
}

function isZero(chunk: Buffer): boolean {
  if (chunk[0] !== 0 || chunk[chunk.length - 1] !== 0) return false
  for (let at = 0; at < chunk.length; at += zeros.length) {
    const piece = chunk.subarray(at, at + zeros.length)
    if (!piece.equals(zeros.subarray(0, piece.length))) return false
  }
  return true
}

function mergeZeros(segments: readonly Segment[]): Body {
  const merged: Segment[] = []
  let size = 0
  for (const segment of segments) {
    const last = merged.at(-1)
    size += segmentLength(segment)
    if (last !== undefined && !Buffer.isBuffer(last) && !Buffer.isBuffer(segment)) {
      merged[merged.length - 1] = { zeros: last.zeros + segment.zeros }
    } else if (segmentLength(segment) > 0) merged.push(segment)
  }
  return { size, segments: merged }
}

// Short runs of zeros inside real bytes are not worth a segment of their own.
function settle(segment: Segment): Segment[] {
  return !Buffer.isBuffer(segment) && segment.zeros < sparseFrom ? [Buffer.alloc(segment.zeros)] : [segment]
}

function joinBuffers(
  runs: (Buffer[] | { zeros: number })[],
  segment: Segment
): (Buffer[] | { zeros: number })[] {
  const last = runs.at(-1)
  if (!Buffer.isBuffer(segment)) runs.push(segment)
  else if (Array.isArray(last)) last.push(segment)
  else runs.push([segment])
  return runs
}

function flatten(run: Buffer[] | { zeros: number }): Segment {
  return Array.isArray(run) ? Buffer.concat(run) : run
}
