import { attributesOf, checksumHeaders, encryptionHeaders, objectHeaders } from './attributes.ts'
import { emptyBody, sliceBody, bytesOf } from './body.ts'
import { checkBody } from './checksums.ts'
import { S3Error, accessDenied, invalidArgument, invalidRequest, noSuchKey } from './errors.ts'
import { checkRead, checkWrite } from './preconditions.ts'
import { emptyReply, xmlReply, type Handler, type Reply } from './reply.ts'
import type { S3Request } from './request.ts'
import type { State } from './state.ts'
import type { Body, StoredObject } from './types.ts'
import { childrenNamed, document, element, textOf } from './xml.ts'

/** GetObject and HeadObject: conditions, one range or one part, metadata, checksums on request. */
export const readObject: Handler = (state, request) => {
  const object = findObject(state, request)
  const headers = { ...objectHeaders(object), ...overrides(request) }
  if (checkRead(request.headers, object) === 'not-modified') {
    return emptyReply(304, { ETag: object.etag, 'Last-Modified': object.lastModified.toUTCString() })
  }
  const piece = pieceOf(request, object)
  if (piece !== undefined) return partialReply(object, piece, headers)
  const wanted = request.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED'
  const checksum = wanted ? checksumHeaders(object.checksum) : {}
  return { status: 200, headers: { ...headers, ...checksum }, body: object.body }
}

/** PutObject, conditional or not. */
export const putObject: Handler = (state, request, body) => {
  const bucket = state.bucket(request.bucket)
  checkSize(body, state.settings.partSizeLimit)
  const checksum = checkBody(request.headers, body)
  const attributes = attributesOf(request.headers)
  checkWrite(
    state.settings.preconditions,
    'put',
    request.headers,
    request.key,
    bucket.objects.get(request.key)
  )
  const etag = state.etagOf(body, attributes.encryption)
  bucket.store({
    ...attributes,
    key: request.key,
    body,
    size: body.size,
    etag,
    lastModified: state.now(),
    ...(checksum === undefined ? {} : { checksum })
  })
  return emptyReply(200, { ETag: etag, ...encryptionHeaders(attributes), ...checksumHeaders(checksum) })
}

/** DeleteObject, conditional or not; without a condition it is 204 whether or not there was one. */
export const deleteObject: Handler = (state, request) => {
  const bucket = state.bucket(request.bucket)
  const { preconditions } = state.settings
  checkWrite(preconditions, 'delete', request.headers, request.key, bucket.objects.get(request.key))
  bucket.drop(request.key)
  return emptyReply(204)
}

/** DeleteObjects. A checksum of the list is required, as on AWS. */
export const deleteObjects: Handler = (state, request, body) => {
  const bucket = state.bucket(request.bucket)
  if (checkBody(request.headers, body) === undefined && !('content-md5' in request.headers)) {
    throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*')
  }
  const xml = bytesOf(body).toString()
  const keys = childrenNamed(xml, 'Object').map((object) => textOf(object, 'Key') ?? '')
  if (keys.length === 0 || keys.length > 1000) throw malformedXml()
  for (const key of keys) bucket.drop(key)
  const quiet = textOf(xml, 'Quiet') === 'true'
  const deleted = quiet ? [] : keys.map((key) => `<Deleted>${element('Key', key)}</Deleted>`)
  return xmlReply(document('DeleteResult', deleted))
}

/** 400 for a document that cannot be read as what it should be. */
export function malformedXml(): S3Error {
  const message = 'The XML you provided was not well-formed or did not validate against our published schema'
  return new S3Error(400, 'MalformedXML', message)
}

/** 400 for a body above the size that one request may carry. */
export function checkSize(body: Body, limit: number): void {
  if (body.size <= limit) return
  const message = 'Your proposed upload exceeds the maximum allowed size'
  throw new S3Error(400, 'EntityTooLarge', message, { ProposedSize: body.size, MaxSizeAllowed: limit })
}

function findObject(state: State, request: S3Request): StoredObject {
  const object = state.bucket(request.bucket).objects.get(request.key)
  if (object !== undefined) return object
  // Who may not list is not told whether a key exists.
  throw state.settings.denyList ? accessDenied() : noSuchKey(request.key)
}

interface Piece {
  readonly start: number
  readonly end: number
  readonly partsCount?: number
}

function pieceOf(request: S3Request, object: StoredObject): Piece | undefined {
  const range = request.headers['range']
  const partNumber = request.query['partNumber']
  if (partNumber === undefined) return range === undefined ? undefined : parseRange(range, object.size)
  if (range !== undefined)
    throw invalidRequest('Cannot specify both Range header and partNumber query parameter')
  const number = Number(partNumber)
  if (!Number.isInteger(number) || number < 1) {
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      partNumber
    )
  }
  const sizes = object.parts ?? [object.size]
  if (number > sizes.length) {
    throw new S3Error(416, 'InvalidPartNumber', 'The requested partnumber is not satisfiable')
  }
  const start = sizes.slice(0, number - 1).reduce((sum, size) => sum + size, 0)
  const end = start + sizes[number - 1]!
  return object.parts === undefined ? { start, end } : { start, end, partsCount: sizes.length }
}

// A header that is no single range is ignored, as HTTP allows and the service does.
function parseRange(header: string, size: number): Piece | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim())
  if (match === null || header.trim() === 'bytes=-') return undefined
  const [, first = '', last = ''] = match
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first)
  const end = first === '' || last === '' ? size : Math.min(Number(last) + 1, size)
  if (first !== '' && last !== '' && Number(last) < start) return undefined
  if (start < end) return { start, end }
  const message = 'The requested range is not satisfiable'
  throw new S3Error(
    416,
    'InvalidRange',
    message,
    { RangeRequested: header, ActualObjectSize: size },
    { 'Content-Range': `bytes */${size}` }
  )
}

function partialReply(object: StoredObject, piece: Piece, headers: Readonly<Record<string, string>>): Reply {
  const { start, end, partsCount } = piece
  const counted = partsCount === undefined ? {} : { 'x-amz-mp-parts-count': `${partsCount}` }
  if (object.size === 0) return { status: 200, headers: { ...headers, ...counted }, body: emptyBody }
  return {
    status: 206,
    headers: { ...headers, ...counted, 'Content-Range': `bytes ${start}-${end - 1}/${object.size}` },
    body: sliceBody(object.body, start, end)
  }
}

const overridable = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type'
]
const headerNames = [
  'Cache-Control',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Content-Type'
]

function overrides(request: S3Request): Record<string, string> {
  const found: Record<string, string> = {}
  overridable.forEach((name, index) => {
    const value = request.query[`response-${name}`]
    if (value !== undefined) found[headerNames[index]!] = value
  })
  return found
}
