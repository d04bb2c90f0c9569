import type { PutArgs } from './options.ts'
import type { Condition } from './quoting.ts'
import type { Request, Requests } from './requests.ts'
import type { Answered } from './wire.ts'

/** What is stored in one request. */
export interface Put {
  readonly kind: 'artifact' | 'document'
  readonly path: string
  readonly body: Uint8Array
  readonly contentType: string
  readonly cacheControl?: string | undefined
  /** Values are ASCII. */
  readonly metadata?: Readonly<Record<string, string>>
  readonly condition: Condition | undefined
  /** Base64, of the bytes. */
  readonly crc32?: string | undefined
}

/** A request that stores an object: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function putting({ key, options }: Requests, put: Put): Request<Answered>['call'] {
  const { kind, path, body, contentType, cacheControl, metadata = {}, condition, crc32 } = put
  const headers = present({
    'content-type': contentType,
    'cache-control': cacheControl,
    ...conditionHeader(condition),
    'x-amz-checksum-crc32': crc32,
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    ...argHeaders(options.putArgs, kind)
  })
  return (_, wire) => wire({ method: 'PUT', key: key(path), headers, body })
}

function conditionHeader(condition: Condition | undefined): Record<string, string> {
  if (condition === undefined) return {}
  return 'IfMatch' in condition
    ? { 'if-match': condition.IfMatch }
    : { 'if-none-match': condition.IfNoneMatch }
}

function argHeaders(args: PutArgs, kind: Put['kind']): Record<string, string | undefined> {
  return {
    'x-amz-storage-class': kind === 'document' ? undefined : args.storageClass,
    'x-amz-server-side-encryption': args.serverSideEncryption,
    'x-amz-server-side-encryption-aws-kms-key-id': args.kmsKeyId,
    'x-amz-server-side-encryption-bucket-key-enabled': args.bucketKeyEnabled?.toString(),
    'x-amz-acl': args.acl,
    'x-amz-tagging': args.tagging
  }
}

function present(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  )
}
