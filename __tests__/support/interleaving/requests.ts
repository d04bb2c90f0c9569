/** Requests of the S3 driver as the strict fake's operations take them, without a socket in between. */
import { bodyOf, bytesOf } from '../s3-fake/body.ts'
import { S3Error } from '../s3-fake/errors.ts'
import { handlers } from '../s3-fake/operations.ts'
import type { Reply } from '../s3-fake/reply.ts'
import type { S3Request } from '../s3-fake/request.ts'
import type { State } from '../s3-fake/state.ts'
import type { Operation } from '../s3-fake/types.ts'
import type { Exchange } from '../../../src/stores/s3/wire.ts'

/** A request that was sent and not answered yet. */
export interface Sent {
  readonly operation: Operation
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Carries a request out; throws what the service answers to one that it refuses. */
export function apply(state: State, sent: Sent): Reply {
  const { operation, key, headers, query } = sent
  const method = operation === 'HeadObject' ? 'HEAD' : operation === 'PutObject' ? 'PUT' : 'GET'
  const request: S3Request = {
    operation,
    method,
    key,
    headers,
    query,
    bucket: BUCKET,
    rawPath: key,
    rawQuery: ''
  }
  return handlers[operation](state, request, bodyOf(sent.body))
}

/** The one bucket. */
export const BUCKET = 'bucket'

/** What the driver is connected to: everything that it asks is handed to `exchange`. */
export function connectionTo(exchange: (sent: Sent) => Promise<Reply>): object {
  return {
    region: 'us-east-1',
    signed: true,
    // One of those that are not probed.
    url: new URL('https://bucket.s3.us-east-1.amazonaws.com'),
    aws: false,
    client: { send: async (command: Command) => commandReply(command, await exchange(ofCommand(command))) },
    wire: async ({ method, key, headers = {}, query = {}, body = Buffer.alloc(0) }: Exchange) =>
      wireReply(await exchange({ operation: BY_METHOD[method], key, headers, query, body }))
  }
}

/** An error as the SDK throws it. */
export function asThrown(error: unknown): unknown {
  if (!(error instanceof S3Error)) return error
  return Object.assign(new Error(error.message), {
    name: error.code,
    $metadata: { httpStatusCode: error.status }
  })
}

interface Command {
  readonly constructor: { readonly name: string }
  readonly input: Readonly<Record<string, unknown>>
}

const BY_METHOD = { GET: 'GetObject', HEAD: 'HeadObject', PUT: 'PutObject' } as const

const HEADERS: Readonly<Record<string, string>> = { IfMatch: 'if-match' }

const OPERATIONS: Readonly<Record<string, Operation>> = {
  DeleteObjectCommand: 'DeleteObject',
  ListMultipartUploadsCommand: 'ListMultipartUploads',
  ListObjectsV2Command: 'ListObjectsV2'
}

function ofCommand({ constructor: { name }, input }: Command): Sent {
  const operation = OPERATIONS[name]
  if (operation === undefined) throw new Error(`${name} is not known here`)
  const { Key, Prefix, Body, Metadata, Bucket, MaxKeys, EncodingType, ...rest } = input
  const headers: Record<string, string> = {}
  for (const [field, value] of Object.entries(rest)) {
    const header = HEADERS[field]
    if (header === undefined || typeof value !== 'string') throw new Error(`${name} has an unknown ${field}`)
    headers[header] = value
  }
  for (const [field, value] of Object.entries(Metadata ?? {})) headers[`x-amz-meta-${field}`] = String(value)
  if (Bucket !== BUCKET) throw new Error(`${String(Bucket)} is not the bucket`)
  return {
    operation,
    key: typeof Key === 'string' ? Key : '',
    headers,
    query:
      operation === 'ListObjectsV2'
        ? { prefix: String(Prefix), 'max-keys': String(MaxKeys), 'encoding-type': String(EncodingType) }
        : {},
    body: Body instanceof Uint8Array ? Body : Buffer.alloc(0)
  }
}

function commandReply({ constructor: { name } }: Command, { body }: Reply): object {
  if (name === 'DeleteObjectCommand') return {}
  const xml = bytesOf(body).toString()
  if (!xml.includes('<IsTruncated>false</IsTruncated>'))
    throw new Error('the listing is too long for this test')
  if (xml.includes('<Upload>')) throw new Error('no upload is in parts in this test')
  const Contents = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, item = '']) => ({
    Key: decodeURIComponent(elementOf(item, 'Key').replaceAll('+', ' ')),
    Size: Number(elementOf(item, 'Size')),
    ETag: elementOf(item, 'ETag').replaceAll('&quot;', '"'),
    LastModified: new Date(elementOf(item, 'LastModified'))
  }))
  return { Contents, IsTruncated: false }
}

function elementOf(xml: string, name: string): string {
  return new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml)?.[1] ?? ''
}

function wireReply({ headers, body }: Reply): object {
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'))
  return {
    ETag: headers['ETag'],
    Metadata: Object.fromEntries(metadata.map(([name, value]) => [name.slice('x-amz-meta-'.length), value])),
    ContentLength: body.size,
    ContentType: headers['Content-Type'],
    body: bytesOf(body)
  }
}
