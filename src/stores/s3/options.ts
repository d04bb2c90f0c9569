import type { ObjectCannedACL, ServerSideEncryption, StorageClass } from '@aws-sdk/client-s3'
import type { Log } from '../../log.ts'
import type { Network } from '../../network.ts'
import type { Limits } from '../store.ts'

/** Where S3 credentials come from. `from` says it in words; the log shows those, never the keys. */
export type CredentialSource =
  | {
      readonly kind: 'keys'
      readonly from: string
      readonly accessKeyId: string
      readonly secretAccessKey: string
      readonly sessionToken: string | undefined
    }
  | { readonly kind: 'role'; readonly role: string; readonly token: () => Promise<string> }
  | { readonly kind: 'chain'; readonly profile: string | undefined }
  | { readonly kind: 'none'; readonly why: string }

/** What is sent with everything that is written, in the S3 API's own words. */
export interface PutArgs {
  /** For artifacts alone: documents are read and written all the time. */
  readonly storageClass: StorageClass | undefined
  readonly serverSideEncryption: ServerSideEncryption | undefined
  readonly kmsKeyId: string | undefined
  readonly bucketKeyEnabled: boolean | undefined
  readonly acl: ObjectCannedACL | undefined
  /** URL-encoded pairs: `team=core&kind=package`. */
  readonly tagging: string | undefined
}

/** Everything an S3 store needs to know. */
export interface S3Options {
  readonly bucket: string
  /** Empty, or ending in `/`. */
  readonly prefix: string
  /** Undefined: the AWS environment's or profile's, else us-east-1. */
  readonly region: string | undefined
  /** Undefined: AWS itself. */
  readonly endpoint: string | undefined
  readonly credentials: CredentialSource
  readonly putArgs: PutArgs
  readonly expectedBucketOwner: string | undefined
  readonly requestPayer: 'requester' | undefined
  /** Go on with a store that ignores write preconditions. */
  readonly allowRaces: boolean
  readonly network: Network
  readonly tuning: S3Tuning
  readonly log: Log
}

/** Sizes, in bytes, and times, in milliseconds; tests make them small. */
export interface S3Tuning {
  readonly partSize: number
  readonly maxParts: number
  readonly uploads: number
  readonly pageSize: number
  readonly attempts: number
  readonly baseDelay: number
}

/** What is good on real networks. */
export const DEFAULT_TUNING: S3Tuning = {
  partSize: 16 * 1024 * 1024,
  maxParts: 10_000,
  uploads: 4,
  pageSize: 1_000,
  attempts: 10,
  baseDelay: 100
}

/** What is known of a store before it is opened: its name and what it can take. */
export function describeS3({ bucket, prefix }: Pick<S3Options, 'bucket' | 'prefix'>): {
  name: string
  limits: Limits
} {
  return {
    name: `s3://${bucket}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`,
    limits: {
      minSize: 0,
      maxSize: MAX_SIZE,
      replaces: true,
      relativeLinks: true,
      atOnce: 8,
      documentsAtOnce: 8,
      holds: false,
      refuses: (path) => refuses(`${prefix}${path}`),
      // An object's key can end in a slash; only the bucket itself has no key.
      holdsPage: (path) => `${prefix}${path}` !== ''
    }
  }
}

/** S3's largest object: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_SIZE = 5 * 1024 ** 4

function refuses(key: string): string | undefined {
  if (Buffer.byteLength(key) > 1024) return 'makes a key of more than 1024 bytes'
  if (key.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) {
    return 'has an empty, "." or ".." segment'
  }
  return undefined
}
