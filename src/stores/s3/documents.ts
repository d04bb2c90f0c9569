import { PutObjectCommand } from '@aws-sdk/client-s3'
import { ABSENT, type DocumentState, type Documents, type Revision } from '../store.ts'
import { documentMetadata, noncesOf, writeArgs } from './metadata.ts'
import type { Preconditions } from './probe.ts'
import type { Quoting } from './quoting.ts'
import { isUnexpected, type Requests } from './requests.ts'
import { wholeOf } from './wire.ts'
import { newNonce, writeOnce } from './write.ts'

/** Documents as objects; the revision is the ETag. */
export function s3Documents(requests: Requests, preconditions: Preconditions, quoting: Quoting): Documents {
  /** Who wrote the revisions that were read: a writer passes the row on, so that one whose reply was lost finds itself in it. */
  const writers = new Map<Revision, readonly string[]>()

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
    return { body: result.body, revision }
  }

  async function swap(path: string, expected: Revision, body: Uint8Array): Promise<'swapped' | 'stale'> {
    const kept = (await preconditions.forPut()) === 'kept'
    const nonce = newNonce()
    const put = new PutObjectCommand({
      ...requests.bucket,
      Key: requests.key(path),
      Body: body,
      ContentType: 'application/json',
      CacheControl: 'no-cache',
      Metadata: documentMetadata([nonce, ...(writers.get(`${path} ${expected}`) ?? [])].slice(0, TRAIL)),
      ...writeArgs(requests.options.putArgs, 'document'),
      ...(kept ? quoting.condition(path, expected) : {})
    })
    const outcome = await writeOnce(requests, {
      ...{ path, expected, nonce, kept },
      put: (client) => client.send(put)
    })
    if (kept) quoting.settled(path, expected, outcome)
    return outcome === 'written' ? 'swapped' : 'stale'
  }

  return { read, swap }
}

/** How many writers a document remembers: more than can pass between a lost reply and the look at what became of it. */
const TRAIL = 40
