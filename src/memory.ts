import { setFlagsFromString } from 'node:v8'
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
 * Counts bytes that came over the network, and has the young garbage collected in time: Node's HTTP holds each of them
 * once more, in a buffer that nobody else gets to see.
 */
export function sweepAfter(bytes: number): void {
  unswept += bytes
  if (unswept < SWEEP_BYTES) return
  unswept = 0
  sweep ??= youngCollector()
  sweep()
}

const SWEEP_BYTES = 16 * 1024 * 1024

let unswept = 0
let sweep: (() => void) | undefined

/** V8 shows its collector to contexts that are made while it is told to. */
function youngCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return () => {
    if (typeof collect === 'function') Reflect.apply(collect, undefined, [{ type: 'minor' }])
  }
}
