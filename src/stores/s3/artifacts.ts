import {
  ABSENT,
  NOTHING_RELEASED,
  type Artifact,
  type Artifacts,
  type Created,
  type Evidence,
  type NewArtifact,
  type Revision
} from '../store.ts'
import { interpret, isMute } from './answers.ts'
import { toArtifact } from './metadata.ts'
import type { Quoting } from './quoting.ts'
import { openObject } from './read.ts'
import { removeObject, writerOf, type Writers } from './remove.ts'
import { isUnexpected, type Requests } from './requests.ts'
import type { Uploads } from './upload.ts'
import type { Answered, Exchange } from './wire.ts'

/** What artifacts are kept with. */
export interface ArtifactsOf {
  readonly requests: Requests
  readonly uploads: Uploads
  readonly quoting: Quoting
  readonly writers: Writers
}

/** Artifacts as objects, created by conditional writes. */
export function s3Artifacts({ requests, uploads, quoting, writers }: ArtifactsOf): Artifacts {
  /** What was said of artifacts that other tools stored: evidence is asked for right after, and is in the same answer. */
  const strangers = new Map<string, Answered>()

  async function head(
    path: string,
    more: Pick<Exchange, 'headers' | 'query'>
  ): Promise<Answered | undefined> {
    const key = requests.key(path)
    const result = await requests.ask(
      {
        doing: `looking for ${requests.nameOf(path)}`,
        call: (_, wire) =>
          headOrReason(
            () => wire({ method: 'HEAD', key, ...more }),
            async () => {
              const { body } = await wire({ method: 'GET', key, headers: { range: 'bytes=0-0' } })
              if (!Buffer.isBuffer(body)) body.destroy()
            },
            requests.knowsBucket
          )
      },
      'absent'
    )
    return isUnexpected(result) ? undefined : result
  }

  async function find(path: string): Promise<Artifact | undefined> {
    const found = await head(path, CHECKSUMS)
    if (found === undefined) return undefined
    const artifact = toArtifact(path, found, found.ContentLength)
    if (artifact.sha256 === undefined) strangers.set(path, found)
    writers.met(path, artifact.revision, writerOf(found.Metadata))
    return artifact
  }

  async function put(item: NewArtifact, expected: Revision): Promise<{ revision: Revision } | 'refused'> {
    const written = await uploads.put(item, expected)
    if (written === 'refused') return written
    const { revision, nonce } = written
    writers.met(item.key.path, revision, nonce)
    return { revision }
  }

  return {
    find: (key) => find(key.path),

    create: (items) =>
      Promise.all(
        items.map(async (item): Promise<Created> => {
          const written = await put(item, ABSENT)
          return written === 'refused' ? { outcome: 'exists' } : { outcome: 'created', ...written }
        })
      ),

    released: () => Promise.resolve(NOTHING_RELEASED),

    replace: async (item, expected) => {
      const written = await put(item, expected)
      return written === 'refused' ? { outcome: 'stale' } : { outcome: 'swapped', ...written }
    },

    open: (key, options = {}) => openObject(requests, key.path, options),

    evidence: async (key, revision) => {
      const said = strangers.get(key.path)
      const found = said?.ETag === revision ? said : await head(key.path, CHECKSUMS)
      if (found?.ETag !== revision) return undefined
      return evidenceOf(
        found,
        async () => (await head(key.path, { query: { partNumber: '1' } }))?.ContentLength
      )
    },

    remove: (key, expected) =>
      removeObject(requests, quoting, {
        ...{ path: key.path, expected },
        writer: writers.of(key.path, expected),
        look: () => head(key.path, {})
      }),

    url: (key) => urlOf(requests, key.path)
  }
}

/** Asks for what the service itself knows of the bytes. */
const CHECKSUMS = { headers: { 'x-amz-checksum-mode': 'ENABLED' } }

/**
 * An answer to HEAD has no words. Where it is a refusal, or may mean that there is no bucket, a GET is asked for the
 * reason. Where that finds nothing wrong (a clock was set right by the first answer), HEAD is asked again.
 */
async function headOrReason<T>(
  head: () => Promise<T>,
  reason: () => Promise<void>,
  knowsBucket: () => boolean
): Promise<T> {
  try {
    return await head()
  } catch (error) {
    if (!isMute(error) || (interpret(error) === 'absent' && knowsBucket())) throw error
    await reason()
    return head()
  }
}

/** What a service says of an object's bytes. An ETag is an MD5 only where the service did not encrypt with a key of KMS. */
async function evidenceOf(
  found: Answered,
  sizeOfFirstPart: () => Promise<number | undefined>
): Promise<Evidence | undefined> {
  if (found.ChecksumType !== 'COMPOSITE') {
    if (found.ChecksumSHA256 !== undefined)
      return { algorithm: { name: 'sha256' }, value: hex(found.ChecksumSHA256) }
    if (found.ChecksumCRC32 !== undefined)
      return { algorithm: { name: 'crc32' }, value: hex(found.ChecksumCRC32) }
  }
  const etag = found.ETag?.replaceAll('"', '') ?? ''
  if (found.ServerSideEncryption?.startsWith('aws:kms') === true || found.SSECustomerAlgorithm !== undefined)
    return undefined
  if (/^[0-9a-f]{32}$/.test(etag)) return { algorithm: { name: 'md5' }, value: etag }
  if (!/^[0-9a-f]{32}-\d+$/.test(etag)) return undefined
  const partSize = await sizeOfFirstPart()
  const parts = Math.ceil(found.ContentLength / (partSize ?? 0))
  // Some services answer with the whole object, and some tools make parts of several sizes.
  return partSize !== undefined && etag.endsWith(`-${parts}`)
    ? { algorithm: { name: 'md5-parts', partSize }, value: etag }
    : undefined
}

function hex(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex')
}

async function urlOf({ key, connection }: Requests, path: string): Promise<string> {
  const { url } = await connection()
  const encoded = key(path)
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/')
  return `${url.href.replace(/\/$/, '')}/${encoded}`
}
