import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import { messageOf } from '../../errors.ts'
import { TAIL, WINDOW } from './limits.ts'
import type { Source } from './source.ts'

/** A piece of a source that is in memory. */
export interface Window {
  /** The bytes at a position, if they are held. */
  readonly held: (position: number, length: number) => Buffer | undefined
  /** The bytes at a position; they are read where they are not held, as far as the source goes. */
  readonly hold: (position: number, length: number) => Promise<Buffer>
  /** Reads a piece, which takes the place of the one that was held, or goes in front of it. */
  readonly load: (start: number, end: number) => Promise<void>
}

/** A window on a source of which the end was read. */
export function windowOn(source: Source, tail: Buffer): Window {
  let bytes = tail
  let start = source.size - tail.length
  const held = (position: number, length: number) =>
    position >= start && position + length <= start + bytes.length
      ? bytes.subarray(position - start, position - start + length)
      : undefined
  const load = async (from: number, to: number) => {
    const read = await source.read(from, to)
    bytes = to === start ? Buffer.concat([read, bytes]) : read
    start = from
  }
  return {
    held,
    load,
    async hold(position, length) {
      const end = Math.min(position + length, source.size)
      if (held(position, end - position) === undefined) await load(position, end)
      return held(position, end - position) ?? Buffer.alloc(0)
    }
  }
}

/** Hands the library what the window holds, and lets the window follow it through the directory. */
export async function openWithin({ size }: Source, window: Window): Promise<ZipFile> {
  const reader = new WindowReader(window, size)
  const zip = await fromRandomAccessReaderPromise(reader, size, { autoClose: false, decodeStrings: false })
  reader.isOpen = true
  return zip
}

/** The library takes its reader as an instance of its own class, and no other way. */
class WindowReader extends RandomAccessReader {
  /** True once the end record was found. */
  isOpen = false
  readonly #window: Window
  readonly #size: number

  constructor(window: Window, size: number) {
    super()
    this.#window = window
    this.#size = size
  }

  override read(into: Buffer, offset: number, length: number, position: number, done: Done): void {
    const window = this.#window
    const bytes =
      window.held(position, length) ??
      (this.isOpen ? undefined : lastOf(window, this.#size, { position, length }))
    if (bytes !== undefined) {
      bytes.copy(into, offset)
      done(null)
    } else if (position + length > this.#size) {
      done(new Error('it ends too early'))
    } else {
      window.hold(position, Math.max(length, WINDOW)).then(
        (more) => {
          more.copy(into, offset, 0, length)
          done(null)
        },
        (error: unknown) => {
          done(error instanceof Error ? error : new Error(messageOf(error)))
        }
      )
    }
  }
}

type Done = (error: Error | null) => void

/**
 * What the library looks through for the end record. The record was found in what is held; in front of that nothing is
 * read, as nothing is looked for there.
 */
function lastOf(window: Window, size: number, wanted: { position: number; length: number }): Buffer {
  const bytes = Buffer.alloc(wanted.length)
  const length = Math.min(wanted.length, TAIL, size)
  const end = wanted.position + wanted.length
  window.held(end - length, length)?.copy(bytes, wanted.length - length)
  return bytes
}
