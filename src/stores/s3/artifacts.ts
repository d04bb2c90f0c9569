import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput
} from '@aws-sdk/client-s3'
import { ABSENT, type Artifact, type Artifacts, type Evidence } from '../store.ts'
import { isMute } from './answers.ts'
import { toArtifact } from './metadata.ts'
import type { Preconditions } from './probe.ts'
import { openObject } from './read.ts'
import { isUnexpected, type Requests } from './requests.ts'
import type { Uploads } from './upload.ts'

/** Artifacts as objects, created by conditional writes. */
export function s3Artifacts(requests: Requests, uploads: Uploads, preconditions: Preconditions): Artifacts {
  /** What was said of artifacts that other tools stored: evidence is asked for right after, and is in the same answer. */
  const strangers = new Map<string, HeadObjectCommandOutput>()

  async function head(path: string, more: { ChecksumMode?: 'ENABLED'; PartNumber?: number } = {}) {
    const doing = `looking for ${requests.nameOf(path)}`
    const target = { ...requests.bucket, Key: requests.key(path) }
    const result = await requests.ask(
      {
        doing,
        call: (client) =>
          headOrReason(
            () => client.send(new HeadObjectCommand({ ...target, ...more })),
            () => client.send(new GetObjectCommand({ ...target, Range: 'bytes=0-0' }))
          )
      },
      'absent'
    )
    return isUnexpected(result) ? undefined : result
  }

  async function find(path: string): Promise<Artifact | undefined> {
    const found = await head(path, { ChecksumMode: 'ENABLED' })
    if (found === undefined) return undefined
    const artifact = toArtifact(path, found, found.ContentLength ?? 0)
    if (artifact.sha256 === undefined) strangers.set(path, found)
    return artifact
  }

  return {
    find: (key) => find(key.path),

    create: (items) =>
      Promise.all(
        items.map(async (item) => {
          const unguarded = (await preconditions.forPut()) === 'ignored'
          if (unguarded && (await find(item.key.path)) !== undefined) return 'exists'
          return (await uploads.put(item, ABSENT)) === 'written' ? 'created' : 'exists'
        })
      ),

    replace: async (item, expected) =>
      (await uploads.put(item, expected)) === 'written' ? 'swapped' : 'stale',

    open: (key, options = {}) => openObject(requests, key.path, options),

    evidence: async (key, revision) => {
      const said = strangers.get(key.path)
      const found = said?.ETag === revision ? said : await head(key.path, { ChecksumMode: 'ENABLED' })
      if (found?.ETag !== revision) return undefined
      return evidenceOf(found, async () => (await head(key.path, { PartNumber: 1 }))?.ContentLength)
    },

    remove: async (key) => {
      await requests.send({
        doing: `removing ${requests.nameOf(key.path)}`,
        call: (client) =>
          client.send(new DeleteObjectCommand({ ...requests.bucket, Key: requests.key(key.path) }))
      })
    },

    url: (key) => urlOf(requests, key.path)
  }
}

/** An answer to HEAD has no words. Where it is a refusal, a GET is asked for the reason. */
async function headOrReason<T>(head: () => Promise<T>, reason: () => Promise<unknown>): Promise<T> {
  try {
    return await head()
  } catch (error) {
    if (isMute(error)) await reason()
    throw error
  }
}

/** What a service says of an object's bytes. An ETag is an MD5 only where the service did not encrypt with a key of KMS. */
async function evidenceOf(
  found: HeadObjectCommandOutput,
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
  return partSize === undefined || partSize === 0
    ? undefined
    : { algorithm: { name: 'md5-parts', partSize }, value: etag }
}

function hex(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex')
}

async function urlOf({ options, key, connection }: Requests, path: string): Promise<string> {
  const encoded = key(path)
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/')
  if (options.endpoint !== undefined)
    return `${options.endpoint.replace(/\/$/, '')}/${options.bucket}/${encoded}`
  const { region } = await connection()
  return `https://${options.bucket}.s3.${region}.amazonaws.com/${encoded}`
}
