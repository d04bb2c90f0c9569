import {
  request as httpRequest,
  type Agent as HttpAgent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders
} from 'node:http'
import { request as httpsRequest, type Agent as HttpsAgent } from 'node:https'
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { getEndpointFromInstructions } from '@smithy/core/endpoints'
import { RegistryError } from '../../errors.ts'
import { NO_CODE, noS3Answer } from './answers.ts'
import type { S3Options } from './options.ts'
import { signingFor, type Unsigned } from './sign.ts'

/** What is asked of one object: all of it, a range, or its headers alone; or to store it, whole. */
export interface Exchange {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  readonly key: string
  /** Such as `range`, `if-match`. Values are ASCII. */
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** What is stored. */
  readonly body?: Uint8Array
}

/** An object as it is answered, in the SDK's own words. */
export interface Answered {
  readonly ETag: string | undefined
  readonly Metadata: Record<string, string>
  readonly ContentLength: number
  readonly ContentType: string | undefined
  readonly ContentRange: string | undefined
  readonly ChecksumType: string | undefined
  readonly ChecksumSHA256: string | undefined
  readonly ChecksumCRC32: string | undefined
  readonly ServerSideEncryption: string | undefined
  readonly SSECustomerAlgorithm: string | undefined
  /** The bytes, where they are few; they are here then. */
  readonly body: Buffer | IncomingMessage
}

/**
 * Reads and stores objects straight over HTTP, where the SDK says. A small object costs a quarter of the processor time
 * that a command of the SDK takes; a pull of many packages and a push into an index are made of such. Rejects with an
 * error that looks like the SDK's own.
 */
export type Wire = (exchange: Exchange) => Promise<Answered>

/** A wire beside a client, for the same bucket with the same credentials and clock. */
export function wireOf(client: S3Client, options: S3Options, settings: WireSettings): Wire {
  const { url, region } = settings.endpoint
  const sign = signingFor(region)
  const send = sendingTo(url, settings)
  const base = url.pathname.replace(/\/$/, '')
  const always = { host: url.host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...owner(options) }
  const headersFor = async (request: Unsigned) => {
    const now = new Date(Date.now() + client.config.systemClockOffset)
    return settings.signed ? sign(request, await client.config.credentials(), now) : request.headers
  }
  return async ({ method, key, headers, query = {}, body }) => {
    const request = {
      method,
      path: `${base}/${key.split('/').map(encodeSegment).join('/')}`,
      query: encodeQuery(query),
      headers: { ...always, ...headers }
    }
    const response = await send(request, await headersFor(request), body)
    if (response.statusCode === 200 || response.statusCode === 206) {
      // All objects have one, and what is written depends on it.
      if (response.headers.etag === undefined) {
        response.destroy()
        throw noS3Answer('it answers without an ETag')
      }
      const isSmall = method !== 'GET' || Number(response.headers['content-length']) <= FEW_BYTES
      return answered(response, isSmall ? await wholeOf(response) : response)
    }
    const error = await failed(response, method)
    // The SDK corrects its clock by what the service says; what is sent again is signed by the corrected one.
    if (error.name === 'RequestTimeTooSkewed') client.config.systemClockOffset = clockOffset(response.headers)
    throw error
  }
}

/** Bodies up to this size belong to their answer: where the connection breaks before the last byte, there is none. */
const FEW_BYTES = 64 * 1024

/** All bytes of a body. */
export function wholeOf(body: Answered['body']): Promise<Buffer> {
  if (Buffer.isBuffer(body)) return Promise.resolve(body)
  if (body.headers['content-length'] === '0') {
    body.resume()
    return Promise.resolve(NOTHING)
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    body.on('data', (chunk: Buffer) => chunks.push(chunk))
    body.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    body.on('error', reject)
    body.on('close', () => {
      if (!body.complete) reject(Object.assign(new Error('the connection broke'), { code: 'ECONNRESET' }))
    })
  })
}

const NOTHING = Buffer.alloc(0)

/** What S3 answers to a request it does not carry out. */
class ServiceError extends Error {
  readonly $metadata: { readonly httpStatusCode: number }
  readonly $response: { readonly statusCode: number; readonly headers: IncomingHttpHeaders }
  readonly Region: string | undefined

  /** `mute`: an answer that has no words. */
  constructor(response: IncomingMessage, text: string, mute: boolean) {
    super(elementOf(text, 'Message') ?? '')
    const status = response.statusCode ?? 0
    // That there is no such object is said by its code: anything on the way may answer 404.
    this.name = elementOf(text, 'Code') ?? (status === 404 && !mute ? NO_CODE : 'Error')
    this.$metadata = { httpStatusCode: status }
    this.$response = { statusCode: status, headers: response.headers }
    this.Region = elementOf(text, 'Region')
  }
}

/** Where a bucket is, by all that the SDK goes by: options, environment, shared configuration. */
export interface Endpoint {
  readonly url: URL
  /** The region to sign for. */
  readonly region: string
}

/** How a wire sends. */
export interface WireSettings {
  readonly endpoint: Endpoint
  /** False for buckets that anyone may read. */
  readonly signed: boolean
  readonly httpAgent: HttpAgent
  readonly httpsAgent: HttpsAgent
}

/** Finds out where a bucket is. Throws `unsupported` where it wants other signatures than the usual ones. */
export async function endpointOf(client: S3Client, bucket: string): Promise<Endpoint> {
  const { url, properties } = await getEndpointFromInstructions(
    { Bucket: bucket, Key: 'key' },
    GetObjectCommand,
    client.config,
    {}
  )
  const scheme: unknown = Array.isArray(properties?.authSchemes) ? properties.authSchemes[0] : undefined
  const { name, signingRegion } = schemeOf(scheme)
  if (name === 'sigv4') return { url, region: signingRegion ?? (await client.config.region()) }
  throw new RegistryError('unsupported', `bucket ${bucket} wants signatures of the kind ${name}`, {
    hint: 'Use an ordinary bucket: directory buckets and multi-region access points are not supported.'
  })
}

function schemeOf(scheme: unknown): { name: string; signingRegion: string | undefined } {
  if (typeof scheme !== 'object' || scheme === null) return { name: 'sigv4', signingRegion: undefined }
  const name = 'name' in scheme && typeof scheme.name === 'string' ? scheme.name : 'sigv4'
  const region =
    'signingRegion' in scheme && typeof scheme.signingRegion === 'string' ? scheme.signingRegion : undefined
  return { name, signingRegion: region }
}

/** Sends requests to one host. */
function sendingTo({ protocol, hostname, port }: URL, { httpAgent, httpsAgent }: WireSettings) {
  const [request, agent] =
    protocol === 'https:' ? ([httpsRequest, httpsAgent] as const) : ([httpRequest, httpAgent] as const)
  const place = { host: hostname, ...(port === '' ? {} : { port: Number(port) }), agent, timeout: IDLE_MS }
  return ({ method, path, query }: Unsigned, headers: OutgoingHttpHeaders, body?: Uint8Array) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const sized = body === undefined ? headers : { ...headers, 'content-length': body.length }
      const sent = request({
        ...place,
        method,
        path: query === '' ? path : `${path}?${query}`,
        headers: sized
      })
      sent.on('timeout', () => {
        const why = `nothing came for ${IDLE_MS / 1000} s`
        sent.destroy(Object.assign(new Error(why), { code: 'ETIMEDOUT' }))
      })
      sent.on('error', reject)
      sent.on('response', resolve)
      sent.end(body)
    })
}

const IDLE_MS = 120_000

function answered({ headers }: IncomingMessage, body: Answered['body']): Answered {
  const text = (name: string) => {
    const value = headers[name]
    return typeof value === 'string' ? value : undefined
  }
  const metadata = Object.keys(headers).filter((name) => name.startsWith(METADATA))
  return {
    ETag: headers.etag,
    Metadata: Object.fromEntries(
      metadata.map((name) => [name.slice(METADATA.length), String(headers[name])])
    ),
    ContentLength: Number(headers['content-length'] ?? 0),
    ContentType: headers['content-type'],
    ContentRange: headers['content-range'],
    ChecksumType: text('x-amz-checksum-type'),
    ChecksumSHA256: text('x-amz-checksum-sha256'),
    ChecksumCRC32: text('x-amz-checksum-crc32'),
    ServerSideEncryption: text('x-amz-server-side-encryption'),
    SSECustomerAlgorithm: text('x-amz-server-side-encryption-customer-algorithm'),
    body
  }
}

const METADATA = 'x-amz-meta-'

async function failed(response: IncomingMessage, method: Exchange['method']): Promise<ServiceError> {
  let text = ''
  for await (const chunk of response) if (text.length < LONGEST_ERROR) text += String(chunk)
  return new ServiceError(response, text, method === 'HEAD')
}

const LONGEST_ERROR = 64 * 1024

/** The text of an element of S3's errors, which are flat. */
function elementOf(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
  return text?.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => ENTITIES[entity] ?? '')
}

const ENTITIES: Record<string, string | undefined> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function clockOffset(headers: IncomingHttpHeaders): number {
  const there = Date.parse(headers.date ?? '')
  return Number.isNaN(there) ? 0 : there - Date.now()
}

function owner({ expectedBucketOwner, requestPayer }: S3Options): Record<string, string> {
  return {
    ...(expectedBucketOwner === undefined ? {} : { 'x-amz-expected-bucket-owner': expectedBucketOwner }),
    ...(requestPayer === undefined ? {} : { 'x-amz-request-payer': requestPayer })
  }
}

/** As the signature wants it: sorted by name. */
function encodeQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => [encodeSegment(name), encodeSegment(value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&')
}

/** As the signature wants it: everything but unreserved characters is escaped. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  )
}
