import {
  ABSENT,
  type DocumentState,
  type Documents,
  type Render,
  type Revision,
  type SwapOptions
} from '../store.ts'
import { documentMetadata, noncesOf } from './metadata.ts'
import { s3Pages } from './pages.ts'
import type { Preconditions } from './probe.ts'
import { putting } from './put.ts'
import type { Quoting } from './quoting.ts'
import { isUnexpected, type Requests } from './requests.ts'
import { wholeOf } from './wire.ts'
import { newNonce, writeOnce } from './write.ts'

/** Documents as objects; the revision is the ETag. */
export function s3Documents(requests: Requests, preconditions: Preconditions, quoting: Quoting): Documents {
  /** Who wrote the revisions that were read: a writer passes the row on, so that one whose reply was lost finds itself in it. */
  const writers = new Map<string, readonly string[]>()
  /** The bytes of the revisions that were read last: a swap derives from them what its pages are. */
  const bodies = recentBodies()
  const pages = s3Pages({ requests, preconditions, quoting, read })

  async function read(path: string): Promise<DocumentState> {
    const result = await requests.ask(
      {
        doing: `reading ${requests.nameOf(path)}`,
        call: async (_, wire) => {
          const object = await wire({ method: 'GET', key: requests.key(path) })
          return { object, body: await wholeOf(object.body) }
        }
      },
      'absent'
    )
    if (isUnexpected(result)) return { body: undefined, revision: ABSENT }
    const revision = result.object.ETag ?? ''
    writers.set(`${path} ${revision}`, noncesOf(result.object.Metadata))
    bodies.keep(`${path} ${revision}`, result.body)
    return { body: result.body, revision }
  }

  async function put(path: string, expected: Revision, body: Uint8Array): Promise<'swapped' | 'stale'> {
    const kept = (await preconditions.forPut()) === 'kept'
    const nonce = newNonce()
    const put = putting(requests, {
      ...{ kind: 'document', path, body, contentType: 'application/json', cacheControl: 'no-cache' },
      metadata: documentMetadata([nonce, ...(writers.get(`${path} ${expected}`) ?? [])].slice(0, TRAIL)),
      condition: kept ? quoting.condition(path, expected) : undefined
    })
    const outcome = await writeOnce(requests, { path, expected, nonce, kept, put })
    if (kept) quoting.settled(path, expected, outcome === 'refused' ? 'refused' : 'written')
    return outcome === 'refused' ? 'stale' : 'swapped'
  }

  async function swapWithPages(
    path: string,
    expected: Revision,
    body: Uint8Array,
    { render, recorded }: SwapOptions & { readonly render: Render }
  ): Promise<'swapped' | 'stale'> {
    const before = bodies.of(`${path} ${expected}`)
    const planned = await pages.plan({ revision: expected, before, after: body }, render)
    const outcome = await put(path, expected, body)
    if (outcome === 'stale') return 'stale'
    recorded?.()
    await pages.write(path, planned, render)
    return 'swapped'
  }

  return {
    read,
    swap: async (path, expected, body, { render, recorded } = {}) => {
      if (render !== undefined)
        return swapWithPages(path, expected, body, { render, ...(recorded && { recorded }) })
      const outcome = await put(path, expected, body)
      if (outcome === 'swapped') recorded?.()
      return outcome
    },
    complete: pages.complete,
    stale: pages.stale
  }
}

/** How many writers a document remembers: more than can pass between a lost reply and the look at what became of it. S3 takes 2 KB of metadata. */
const TRAIL = 120

/** Bytes of documents, the newest ones, in bounded room. What was forgotten costs requests, nothing else. */
function recentBodies(): {
  keep(id: string, body: Uint8Array): void
  of(id: string): Uint8Array | undefined
} {
  const known = new Map<string, Uint8Array>()
  let size = 0
  const forget = (id: string) => {
    size -= known.get(id)?.length ?? 0
    known.delete(id)
  }
  return {
    keep: (id, body) => {
      forget(id)
      known.set(id, body)
      size += body.length
      for (const oldest of known.keys()) {
        if (size <= ROOM || oldest === id) break
        forget(oldest)
      }
    },
    of: (id) => known.get(id)
  }
}

/** Bytes. */
const ROOM = 32 * 1024 * 1024
