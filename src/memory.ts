import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Gives the memory of bytes back at once; they can't be read after it. What is left to the garbage collector piles up
 * first: V8 lets 64 MiB of it come together, and then uses its slowest way. Bytes of a larger buffer, and those on a
 * Node.js that does not know how, are left to it.
 */
export function release({ buffer, length }: Buffer): void {
  if (length === 0 || length !== buffer.byteLength) return
  if (!('transfer' in buffer) || typeof buffer.transfer !== 'function') return
  Reflect.apply(buffer.transfer, buffer, [0])
}

/**
 * Counts bytes that went over the network, and has garbage collected in time: what is young every 16 MiB, which takes a
 * millisecond, everything every 512 MiB. Of what comes, Node's HTTP holds each byte once more, in a buffer that nobody
 * else gets to see; of what goes, every part leaves a third of a megabyte of objects. V8 by itself would rather let the
 * heap grow.
 */
export function sweepAfter(bytes: number): void {
  unswept += bytes
  if (unswept < YOUNG_BYTES) return
  unswept = 0
  sweeps += 1
  collect ??= collector()
  collect(sweeps % YOUNG_SWEEPS === 0 ? 'major' : 'minor')
}

/**
 * Keeps what is young from growing further once it has room enough to be collected cheaply. To be called now and then
 * by what makes many objects: V8 doubles the room each time that much of it survives, up to 128 MiB, which is more
 * than all that a registry of thousands of files takes.
 */
export function limitYoung(): void {
  if (limited) return
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
  if (young !== undefined && young.space_size < ROOM_BYTES) return
  limited = true
  setFlagsFromString('--semi-space-growth-factor=1')
}

const ROOM_BYTES = 16 * 1024 * 1024

let limited = false

const YOUNG_BYTES = 16 * 1024 * 1024
const YOUNG_SWEEPS = 32

let unswept = 0
let sweeps = 0
let collect: ((what: 'minor' | 'major') => void) | undefined

/** V8 shows its collector to contexts that are made while it is told to. */
function collector(): (what: 'minor' | 'major') => void {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return (type) => {
    if (typeof gc === 'function') Reflect.apply(gc, undefined, [{ type }])
  }
}
