import type { IncomingMessage } from 'node:http'
import { S3Error } from './errors.ts'
import type { Operation } from './types.ts'

/** A request as the operations see it: decoded, classified, and without its body. */
export interface S3Request {
  readonly operation: Operation
  readonly method: string
  readonly bucket: string
  /** Percent-decoded and otherwise as sent: `//` and `./` in it mean themselves. */
  readonly key: string
  readonly rawPath: string
  readonly rawQuery: string
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
}

type BucketOperations = Readonly<Record<string, Operation>>

// By method, then by the first of these query names that the request has; the empty name is the default.
const bucketOperations: Readonly<Record<string, BucketOperations>> = {
  GET: {
    location: 'GetBucketLocation',
    versioning: 'GetBucketVersioning',
    uploads: 'ListMultipartUploads',
    'list-type': 'ListObjectsV2',
    '': 'ListObjects'
  },
  HEAD: { '': 'HeadBucket' },
  PUT: { '': 'CreateBucket' },
  DELETE: { '': 'DeleteBucket' },
  POST: { delete: 'DeleteObjects' }
}

const objectOperations: Readonly<Record<string, BucketOperations>> = {
  GET: { uploadId: 'ListParts', '': 'GetObject' },
  HEAD: { '': 'HeadObject' },
  PUT: { uploadId: 'UploadPart', '': 'PutObject' },
  DELETE: { uploadId: 'AbortMultipartUpload', '': 'DeleteObject' },
  POST: { uploads: 'CreateMultipartUpload', uploadId: 'CompleteMultipartUpload' }
}

// Asking for one of these and getting the object, or the listing, would hide a mistake.
const subresources = [
  'accelerate,acl,analytics,attributes,cors,encryption,intelligent-tiering,inventory,legal-hold,lifecycle,logging',
  'metrics,notification,object-lock,ownershipControls,policy,policyStatus,publicAccessBlock,replication,requestPayment',
  'restore,retention,select,tagging,torrent,versionId,versions,website'
]
  .join(',')
  .split(',')

/** A host that names a bucket, as on AWS. */
const BUCKET_HOST = /^(.+)\.s3\.[a-z0-9-]+\.amazonaws\.com$/

/** Reads the head of a request. Throws the service's error on a path or query that cannot be decoded. */
export function parseRequest(message: IncomingMessage, plusIsSpace: boolean): S3Request {
  const url = message.url ?? '/'
  const mark = url.indexOf('?')
  const rawPath = mark < 0 ? url : url.slice(0, mark)
  const rawQuery = mark < 0 ? '' : url.slice(mark + 1)
  const named = BUCKET_HOST.exec(message.headers.host ?? '')?.[1]
  const slash = named === undefined ? rawPath.indexOf('/', 1) : 0
  const bucket = named ?? decode(slash < 0 ? rawPath.slice(1) : rawPath.slice(1, slash))
  const rawKey = slash < 0 ? '' : rawPath.slice(slash + 1)
  const key = decode(plusIsSpace ? rawKey.replaceAll('+', '%20') : rawKey)
  const method = message.method ?? 'GET'
  const query = Object.fromEntries(queryPairs(rawQuery))
  const headers = joinedHeaders(message.rawHeaders)
  return {
    operation: classify(method, bucket, key, query, headers),
    method,
    bucket,
    key,
    rawPath,
    rawQuery,
    query,
    headers
  }
}

/** The decoded names and values of a query, in order. */
export function queryPairs(rawQuery: string): [string, string][] {
  return rawQuery
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
      return [decode(name.replaceAll('+', '%20')), decode(value.replaceAll('+', '%20'))]
    })
}

/** Percent-decodes UTF-8, or throws the service's error. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.")
  }
}

function classify(
  method: string,
  bucket: string,
  key: string,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>
): Operation {
  if (bucket === '') return method === 'GET' ? 'ListBuckets' : 'Unknown'
  if (subresources.some((name) => name in query) || 'x-amz-copy-source' in headers) return 'Unknown'
  const table = (key === '' ? bucketOperations : objectOperations)[method] ?? {}
  const named = Object.keys(table).find((name) => name !== '' && name in query)
  return table[named ?? ''] ?? 'Unknown'
}

function joinedHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase()
    const earlier = headers[name]
    headers[name] = earlier === undefined ? raw[at + 1]! : `${earlier},${raw[at + 1]!}`
  }
  return headers
}
