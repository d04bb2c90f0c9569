import { createHash, randomBytes } from 'node:crypto'
import { md5Etag, multipartEtag } from './checksums.ts'
import { S3Error } from './errors.ts'
import type { Body, FakeCredentials, OpenUpload, Preconditions, StoredObject, StoredPart } from './types.ts'

/** An open upload whose parts can still change. */
export interface Upload extends OpenUpload {
  readonly parts: Map<number, StoredPart>
}

/** A bucket's state. The objects change only through `store` and `drop`, which keep the keys sorted. */
export interface Bucket {
  readonly name: string
  readonly objects: ReadonlyMap<string, StoredObject>
  /** The objects' keys by their UTF-8 bytes. */
  readonly keys: readonly string[]
  readonly uploads: Map<string, Upload>
  readonly store: (object: StoredObject) => void
  readonly drop: (key: string) => void
}

/** The settings a running fake lets a test change, and those it was started with. */
export interface Settings {
  readonly region: string
  readonly pageSize: number
  readonly maxParts: number
  readonly minPartSize: number
  readonly partSizeLimit: number
  readonly etags: 'md5' | 'opaque'
  readonly anonymousRead: boolean
  readonly denyList: boolean
  readonly plusIsSpace: boolean
  preconditions: Preconditions
  credentials: readonly FakeCredentials[]
  clockSkewMs: number
}

/** Everything the operations work on. */
export interface State {
  readonly settings: Settings
  readonly buckets: ReadonlyMap<string, Bucket>
  readonly now: () => Date
  /** The bucket of that name; throws NoSuchBucket. */
  readonly bucket: (name: string) => Bucket
  readonly createBucket: (name: string) => void
  readonly removeBucket: (name: string) => void
  /** Later ids sort after earlier ones. */
  readonly newUploadId: () => string
  /** The ETag of a body written now, by the rules of the settings and the encryption it was written with. */
  readonly etagOf: (body: Body, encryption: string | undefined, parts?: readonly string[]) => string
}

/** An empty service with these settings. */
export function createState(settings: Settings): State {
  const buckets = new Map<string, Bucket>()
  let written = 0
  let uploads = 0
  return {
    settings,
    buckets,
    now: () => new Date(Date.now() + settings.clockSkewMs),
    bucket(name) {
      const found = buckets.get(name)
      if (found !== undefined) return found
      throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', { BucketName: name })
    },
    createBucket(name) {
      if (!buckets.has(name)) buckets.set(name, createBucket(name))
    },
    removeBucket(name) {
      buckets.delete(name)
    },
    newUploadId() {
      uploads += 1
      return `${String(uploads).padStart(8, '0')}.${randomBytes(24).toString('base64url')}`
    },
    etagOf(body, encryption, parts) {
      written += 1
      const plain = settings.etags === 'md5' && !(encryption?.startsWith('aws:kms') ?? false)
      if (plain) return parts === undefined ? md5Etag(body) : multipartEtag(parts)
      const opaque = createHash('md5').update(`write ${written}`).digest('hex')
      return parts === undefined ? `"${opaque}"` : `"${opaque}-${parts.length}"`
    }
  }
}

/** Orders strings by their UTF-8 bytes, as the service lists keys. */
export function compareUtf8(a: string, b: string): number {
  if (a === b) return 0
  // UTF-16 order differs from UTF-8 order only where surrogates meet the characters above them.
  if (!/[\ud800-\uffff]/.test(a) || !/[\ud800-\uffff]/.test(b)) return a < b ? -1 : 1
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** The index of the first key that is not before `bound`. */
export function lowerBound(keys: readonly string[], bound: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareUtf8(keys[middle]!, bound) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function createBucket(name: string): Bucket {
  const objects = new Map<string, StoredObject>()
  const keys: string[] = []
  return {
    name,
    objects,
    keys,
    uploads: new Map(),
    store(object) {
      if (!objects.has(object.key)) keys.splice(lowerBound(keys, object.key), 0, object.key)
      objects.set(object.key, object)
    },
    drop(key) {
      if (objects.delete(key)) keys.splice(lowerBound(keys, key), 1)
    }
  }
}
