import type { Rule } from '../fault-rules.ts'

/** A run of stored bytes: real ones, or so many zero bytes that were never kept. */
export type Segment = Buffer | { readonly zeros: number }

/** What an object or a part holds. Long runs of zero bytes cost no memory. */
export interface Body {
  readonly size: number
  readonly segments: readonly Segment[]
}

/** The checksum algorithms the fake verifies; the service's others are refused. */
export type ChecksumAlgorithm = 'CRC32' | 'SHA1' | 'SHA256'

/** A checksum as S3 keeps it: of the whole object, or of its parts' checksums. */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm
  readonly type: 'FULL_OBJECT' | 'COMPOSITE'
  readonly value: string
}

/** What a client fixes about an object besides its bytes, at PutObject or at CreateMultipartUpload. */
export interface ObjectAttributes {
  /** User metadata: names in lower case, without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>
  readonly contentType: string
  readonly cacheControl?: string
  readonly contentDisposition?: string
  readonly contentEncoding?: string
  readonly contentLanguage?: string
  readonly expires?: string
  readonly storageClass?: string
  readonly acl?: string
  readonly tagging?: string
  readonly encryption?: string
  readonly encryptionKeyId?: string
}

/** An object as stored. It is replaced as a whole, never changed in place. */
export interface StoredObject extends ObjectAttributes {
  readonly key: string
  readonly body: Body
  readonly size: number
  /** Quoted, as replies carry it. */
  readonly etag: string
  readonly lastModified: Date
  readonly checksum?: StoredChecksum
  /** The sizes of its parts, where it was uploaded in parts. */
  readonly parts?: readonly number[]
}

/** A part that was uploaded and not yet completed. */
export interface StoredPart {
  readonly number: number
  readonly body: Body
  readonly etag: string
  readonly lastModified: Date
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string }
}

/** A multipart upload that is neither completed nor aborted. */
export interface OpenUpload {
  readonly uploadId: string
  readonly key: string
  readonly initiated: Date
  readonly attributes: ObjectAttributes
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly type: StoredChecksum['type'] }
  readonly parts: ReadonlyMap<number, StoredPart>
}

/** The requests the fake tells apart. `Unknown` ones are answered 501. */
export const operations = [
  'AbortMultipartUpload',
  'CompleteMultipartUpload',
  'CreateBucket',
  'CreateMultipartUpload',
  'DeleteBucket',
  'DeleteObject',
  'DeleteObjects',
  'GetBucketLocation',
  'GetBucketVersioning',
  'GetObject',
  'HeadBucket',
  'HeadObject',
  'ListBuckets',
  'ListMultipartUploads',
  'ListObjects',
  'ListObjectsV2',
  'ListParts',
  'PutObject',
  'Unknown',
  'UploadPart'
] as const

/** One of these requests. */
export type Operation = (typeof operations)[number]

/** One line of the request log. It is filled in as the request goes on. */
export interface RecordedRequest {
  /** Counted from 1 since the start, or since the log was cleared. */
  readonly index: number
  readonly operation: Operation
  readonly method: string
  readonly bucket: string
  readonly key: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** On the clock of `performance.now()`: with `endedAt` it shows which requests waited for which. */
  readonly startedAt: number
  endedAt?: number
  /** Absent while unanswered, and for ever where a fault swallowed the reply. */
  status?: number
  /** The code of the error document, where the reply was one. */
  error?: string
  /** The fault that struck, by its name. */
  fault?: string
  bytesIn: number
  bytesOut: number
}

/** Picks requests of the log: everything given must agree. */
export interface RequestFilter {
  readonly operation?: Operation | readonly Operation[]
  readonly method?: string
  readonly bucket?: string
  readonly key?: RegExp | string
  readonly status?: number
}

/** What a fault does to the request it matches. */
export type FaultEffect =
  /** An error document instead of the operation. On CompleteMultipartUpload a 409 also loses the upload, as on AWS. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly code: string
      readonly message?: string
      readonly retryAfter?: number | string
    }
  /** The connection breaks before the operation. */
  | { readonly kind: 'reset' }
  /** The operation is applied, then the connection breaks without a reply. */
  | { readonly kind: 'lost' }
  /** The operation is applied, then answered 500 InternalError. */
  | { readonly kind: 'lost-500' }
  /** The operation is applied, then nothing is sent until the fake closes. */
  | { readonly kind: 'lost-hang' }
  /** The connection breaks after so many bytes of the reply's body. */
  | { readonly kind: 'cut'; readonly bytes: number }
  /** The connection breaks after so many bytes of the request's body, and nothing is applied. */
  | { readonly kind: 'cut-request'; readonly bytes: number }
  /** Nothing is applied and nothing is sent until the fake closes. */
  | { readonly kind: 'hang' }

/** A rule: what it matches, how often, and what it does. */
export type Fault = Rule<RecordedRequest, FaultEffect>

/** Told to `onWrite` after every change that a client made. */
export interface Write {
  readonly operation: Operation
  readonly bucket: string
  readonly key: string
}

/**
 * How the endpoint keeps preconditions on writes: as AWS does; not at all; `If-Match` only without quotes;
 * on PUT but not on Complete; both of these (Ceph); on all of them but DELETE (MinIO); or by refusing the headers with
 * 501.
 */
export const preconditionModes = [
  'strict',
  'ignored',
  'unquoted-only',
  'complete-ignored',
  'unquoted-complete-ignored',
  'delete-ignored',
  'refused-501'
] as const

/** One of these ways. */
export type Preconditions = (typeof preconditionModes)[number]

/** Who may sign requests. */
export interface FakeCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** Answers ExpiredToken. */
  readonly expired?: boolean
  /** Answers AccessDenied to every write. */
  readonly readOnly?: boolean
}

/** How a fake behaves. Everything left out is as on AWS. */
export interface S3FakeOptions {
  readonly buckets?: readonly string[]
  readonly host?: string
  readonly port?: number
  readonly region?: string
  /** Entries a listing page holds at most, below the service's own 1000. */
  readonly pageSize?: number
  readonly preconditions?: Preconditions
  /** Unsigned GetObject and HeadObject are answered. */
  readonly anonymousRead?: boolean
  /** The first is the one the fake names as its own. */
  readonly credentials?: readonly FakeCredentials[]
  /** Added to this machine's clock for the fake's. */
  readonly clockSkewMs?: number
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer }
  readonly maxParts?: number
  readonly minPartSize?: number
  /** The largest part, and the largest body of a PutObject. */
  readonly partSizeLimit?: number
  /** `opaque`: no ETag is the MD5 of its body, and equal bodies have different ones, as under SSE-KMS. */
  readonly etags?: 'md5' | 'opaque'
  /** The credentials may not list: absent keys answer 403 AccessDenied instead of 404. */
  readonly denyList?: boolean
  /** A `+` in a path is a space, as AWS reads it; the SDKs always escape it. */
  readonly plusIsSpace?: boolean
}

/** What `setObject` may fix about an object. */
export type SetObjectOptions = Partial<Omit<StoredObject, 'key' | 'body' | 'size'>>

/** A running fake. */
export interface S3Fake {
  readonly endpoint: string
  readonly port: number
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Every request since the start or the last `clear()`, in order of arrival. */
  readonly requests: readonly RecordedRequest[]
  /** What `onWrite` callbacks and the fake itself threw; `close()` throws the first of these. */
  readonly failures: readonly unknown[]
  readonly count: (filter?: RequestFilter) => number
  readonly find: (filter?: RequestFilter) => RecordedRequest[]
  /** Empties the log and counts from 1 again. */
  readonly clear: () => void
  readonly faults: (...rules: Fault[]) => void
  readonly clearFaults: () => void
  /** The live objects of a bucket, by key. */
  readonly objects: (bucket: string) => ReadonlyMap<string, StoredObject>
  /** The bytes of an object, or undefined where there is none. */
  readonly bytes: (bucket: string, key: string) => Buffer | undefined
  readonly text: (bucket: string, key: string) => string | undefined
  /** Stores an object behind every client's back. */
  readonly setObject: (
    bucket: string,
    key: string,
    body: string | Uint8Array | Body,
    options?: SetObjectOptions
  ) => void
  /** Changes an object's bytes and keeps its ETag, metadata and checksum. */
  readonly tamper: (bucket: string, key: string, change: (body: Buffer) => Uint8Array) => void
  readonly removeObject: (bucket: string, key: string) => void
  readonly createBucket: (bucket: string) => void
  /** The open multipart uploads of a bucket, by upload id. */
  readonly uploads: (bucket: string) => ReadonlyMap<string, OpenUpload>
  readonly setInitiated: (bucket: string, uploadId: string, initiated: Date) => void
  readonly setPreconditions: (mode: Preconditions) => void
  readonly setCredentials: (...credentials: FakeCredentials[]) => void
  readonly setClockSkew: (milliseconds: number) => void
  /** Calls back after every change a client made, before its reply; returns the way to stop it. */
  readonly onWrite: (callback: (write: Write) => void) => () => void
  readonly close: () => Promise<void>
}
