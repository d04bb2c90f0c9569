import { Readable } from 'node:stream'
import { RegistryError } from '../errors.ts'
import type { Log } from '../log.ts'

/** A body that is being read, and how to go on where it broke. */
export interface Healing {
  readonly first: Readable
  /** Bytes of the whole body. */
  readonly length: number
  /** Opens what comes after so many bytes. */
  readonly again: (done: number) => Promise<Readable>
  /** What is read, for messages. */
  readonly name: string
  /** How often in a row it may break without a byte in between. */
  readonly attempts: number
  readonly backOff: (attempt: number) => Promise<void>
  /** True for what another attempt can't help. */
  readonly isHopeless: (error: unknown) => boolean
  readonly log: Log
}

/** A body that goes on where it was when its connection breaks, and fails rather than end early. */
export function healing(body: Healing): Readable {
  const { first, length, again, name, attempts, backOff, isHopeless, log } = body
  let source = first
  let done = 0
  let failures = 0
  const outer = new Readable({
    highWaterMark: 256 * 1024,
    read: () => {
      source.resume()
    },
    destroy: (error, callback) => {
      source.destroy()
      callback(error)
    }
  })

  const heal = async (error: unknown) => {
    failures += 1
    if (failures >= attempts || (error !== undefined && isHopeless(error))) {
      throw new RegistryError(
        'unavailable',
        `reading ${name}: the connection broke after ${done} of ${length} bytes`,
        {
          hint: 'Every request was tried several times. Check the network and the service, then run the step again.',
          cause: error
        }
      )
    }
    log.debug(`reading ${name}: broken after ${done} of ${length} bytes, going on there`)
    await backOff(failures)
    attach(await again(done))
  }

  const attach = (stream: Readable) => {
    source = stream
    if (outer.destroyed) {
      stream.destroy()
      return
    }
    let over = false
    const end = (error?: unknown) => {
      if (over) return
      over = true
      if (done >= length) outer.push(null)
      else if (!outer.destroyed)
        heal(error).catch((reason: unknown) => outer.destroy(reason instanceof Error ? reason : undefined))
    }
    stream.on('data', (chunk: Buffer) => {
      done += chunk.length
      failures = 0
      if (done > length)
        outer.destroy(
          new RegistryError('corrupt', `${name} is longer than the service said`, {
            hint: 'Run the step again.'
          })
        )
      else if (!outer.push(chunk)) stream.pause()
    })
    stream.on('end', end)
    stream.on('error', end)
    stream.on('close', end)
  }

  attach(first)
  return outer
}
