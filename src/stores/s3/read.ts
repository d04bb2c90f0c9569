import { Readable } from 'node:stream'
import { RegistryError } from '../../errors.ts'
import { healing } from '../healing.ts'
import type { Artifact, ByteRange, OpenArtifact, Revision } from '../store.ts'
import { interpret } from './answers.ts'
import { toArtifact } from './metadata.ts'
import { isUnexpected, type Requests } from './requests.ts'
import type { Answered } from './wire.ts'

/** Opens an object for reading, or a part of it; undefined where there is none. */
export async function openObject(
  requests: Requests,
  path: string,
  options: { range?: ByteRange; revision?: Revision }
): Promise<OpenArtifact | undefined> {
  const { range, revision } = options
  // HTTP has no words for a range of nothing.
  if (range?.end !== undefined && range.end <= range.start) return openEmpty(requests, path, revision)
  const got = await get(requests, path, { start: range?.start ?? 0, end: range?.end, revision })
  if (got === 'absent') return undefined
  if (got === 'changed') throw changed(requests, path)
  if (got === 'empty') return openEmpty(requests, path, revision)
  const length = Math.min(range?.end ?? got.size, got.size) - (range?.start ?? 0)
  const { artifact } = got
  if (Buffer.isBuffer(got.body) && got.body.length === length) return openedWhole(artifact, got.body)
  const again = async (done: number) => {
    const next = await get(requests, path, {
      start: (range?.start ?? 0) + done,
      end: range?.end,
      revision: artifact.revision
    })
    if (typeof next === 'string') throw changed(requests, path)
    return asStream(next.body)
  }
  return {
    artifact,
    body: healing({
      ...{ first: asStream(got.body), length, again, name: requests.nameOf(path) },
      ...{ attempts: requests.options.tuning.attempts, log: requests.options.log },
      backOff: requests.backOff,
      isHopeless: (error) => interpret(error) === 'failed'
    })
  }
}

interface Got {
  readonly body: Answered['body']
  readonly size: number
  readonly artifact: Artifact
}

async function get(
  requests: Requests,
  path: string,
  wanted: { start: number; end: number | undefined; revision: Revision | undefined }
): Promise<Got | 'absent' | 'changed' | 'empty'> {
  const ranged = wanted.start > 0 || wanted.end !== undefined
  const result = await requests.ask(
    {
      doing: `reading ${requests.nameOf(path)}`,
      call: (_, wire) =>
        wire({
          method: 'GET',
          key: requests.key(path),
          headers: {
            ...(ranged
              ? { range: `bytes=${wanted.start}-${wanted.end === undefined ? '' : wanted.end - 1}` }
              : {}),
            ...(wanted.revision === undefined ? {} : { 'if-match': wanted.revision })
          }
        })
    },
    'absent',
    'refused',
    'no-range'
  )
  if (isUnexpected(result)) {
    if (result.answer === 'no-range') return 'empty'
    return result.answer === 'absent' && wanted.revision === undefined ? 'absent' : 'changed'
  }
  const total = /\/(\d+)$/.exec(result.ContentRange ?? '')?.[1]
  const size = total === undefined ? result.ContentLength : Number(total)
  return { body: result.body, size, artifact: toArtifact(path, result, size) }
}

/** A range of an empty object can't be asked for, nor one behind the end. */
async function openEmpty(
  requests: Requests,
  path: string,
  revision: Revision | undefined
): Promise<OpenArtifact | undefined> {
  const whole = await get(requests, path, { start: 0, end: undefined, revision })
  if (whole === 'absent') return undefined
  if (typeof whole === 'string') throw changed(requests, path)
  asStream(whole.body).destroy()
  return openedWhole(whole.artifact, Buffer.alloc(0))
}

function openedWhole(artifact: Artifact, content: Buffer): OpenArtifact {
  return {
    artifact,
    content,
    get body() {
      return streamOf(content)
    }
  }
}

function asStream(body: Answered['body']): Readable {
  return Buffer.isBuffer(body) ? streamOf(body) : body
}

function streamOf(bytes: Buffer): Readable {
  return Readable.from(bytes.length === 0 ? [] : [bytes], { objectMode: false })
}

function changed(requests: Requests, path: string): RegistryError {
  return new RegistryError('conflict', `${requests.nameOf(path)} changed while it was being read`, {
    hint: 'Somebody replaced or removed it. Run the step again to get what is there now.'
  })
}
