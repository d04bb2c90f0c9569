import { accessDenied, invalidArgument, notImplemented } from './errors.ts'
import { findUpload } from './multipart.ts'
import { xmlReply, type Handler } from './reply.ts'
import type { S3Request } from './request.ts'
import { compareUtf8, lowerBound, type Bucket, type State, type Upload } from './state.ts'
import type { StoredObject } from './types.ts'
import { document, element } from './xml.ts'

const serviceLimit = 1000

type Entry = { readonly key: string } | { readonly prefix: string }

interface Page {
  readonly entries: readonly Entry[]
  /** The last key or common prefix of a page that is not the last one. */
  readonly next: string | undefined
}

/** ListObjectsV2. */
export const listObjectsV2: Handler = (state, request) => {
  const bucket = listable(state, request)
  const { prefix = '', delimiter = '', 'start-after': startAfter } = request.query
  const token = request.query['continuation-token']
  const max = limitOf(request, 'max-keys')
  const bound = token === undefined ? (startAfter ?? '') : readToken(token)
  const page = pageOf(
    bucket,
    { prefix, delimiter, after: bound, pastPrefix: token !== undefined },
    pageLimit(state, max)
  )
  const url = encoder(request)
  return xmlReply(
    document('ListBucketResult', [
      element('Name', bucket.name),
      element('Prefix', url(prefix)),
      optional('Delimiter', url(delimiter)),
      optional('StartAfter', url(startAfter ?? '')),
      optional('ContinuationToken', token ?? ''),
      optional('NextContinuationToken', page.next === undefined ? '' : writeToken(page.next)),
      element('KeyCount', page.entries.length),
      ...listed(bucket, page, max, url, request.query['encoding-type'])
    ])
  )
}

/** ListObjects, the first version: pages go on from a key instead of a token. */
export const listObjects: Handler = (state, request) => {
  const bucket = listable(state, request)
  const { prefix = '', delimiter = '', marker = '' } = request.query
  const max = limitOf(request, 'max-keys')
  const page = pageOf(bucket, { prefix, delimiter, after: marker, pastPrefix: true }, pageLimit(state, max))
  const url = encoder(request)
  return xmlReply(
    document('ListBucketResult', [
      element('Name', bucket.name),
      element('Prefix', url(prefix)),
      element('Marker', url(marker)),
      optional('Delimiter', url(delimiter)),
      optional('NextMarker', delimiter === '' ? '' : url(page.next ?? '')),
      ...listed(bucket, page, max, url, request.query['encoding-type'])
    ])
  )
}

/** ListMultipartUploads by key and age. Delimiters are not implemented. */
export const listUploads: Handler = (state, request) => {
  const bucket = listable(state, request)
  const { prefix = '', 'key-marker': keyMarker = '', 'upload-id-marker': idMarker = '' } = request.query
  if (request.query['delimiter'] !== undefined) throw notImplemented({ Header: 'delimiter' })
  const max = limitOf(request, 'max-uploads')
  const rest = [...bucket.uploads.values()]
    .filter((upload) => upload.key.startsWith(prefix) && isAfter(upload, keyMarker, idMarker))
    .sort((a, b) => compareUtf8(a.key, b.key) || compareUtf8(a.uploadId, b.uploadId))
  const page = rest.slice(0, pageLimit(state, max))
  const last = page.length < rest.length ? page.at(-1) : undefined
  const url = encoder(request)
  return xmlReply(
    document('ListMultipartUploadsResult', [
      element('Bucket', bucket.name),
      element('KeyMarker', url(keyMarker)),
      element('UploadIdMarker', idMarker),
      optional('NextKeyMarker', url(last?.key ?? '')),
      optional('NextUploadIdMarker', last?.uploadId ?? ''),
      element('Prefix', url(prefix)),
      element('MaxUploads', max),
      element('IsTruncated', last !== undefined),
      ...page.map(
        (upload) =>
          `<Upload>${element('Key', url(upload.key))}${element('UploadId', upload.uploadId)}` +
          `<StorageClass>STANDARD</StorageClass>${element('Initiated', upload.initiated.toISOString())}</Upload>`
      )
    ])
  )
}

/** ListParts of an open upload. */
export const listParts: Handler = (state, request) => {
  const upload = findUpload(state, request)
  const marker = Number(request.query['part-number-marker'] ?? '0')
  const max = limitOf(request, 'max-parts')
  const rest = [...upload.parts.values()]
    .filter((part) => part.number > marker)
    .sort((a, b) => a.number - b.number)
  const page = rest.slice(0, pageLimit(state, max))
  const last = page.length < rest.length ? page.at(-1) : undefined
  return xmlReply(
    document('ListPartsResult', [
      element('Bucket', request.bucket),
      element('Key', encoder(request)(upload.key)),
      element('UploadId', upload.uploadId),
      element('PartNumberMarker', marker),
      optional('NextPartNumberMarker', last === undefined ? '' : `${last.number}`),
      element('MaxParts', max),
      element('IsTruncated', last !== undefined),
      ...page.map(
        (part) =>
          `<Part>${element('PartNumber', part.number)}${element('LastModified', part.lastModified.toISOString())}` +
          `${element('ETag', part.etag)}${element('Size', part.body.size)}` +
          `${part.checksum === undefined ? '' : element(`Checksum${part.checksum.algorithm}`, part.checksum.value)}</Part>`
      )
    ])
  )
}

function listable(state: State, request: S3Request): Bucket {
  const bucket = state.bucket(request.bucket)
  if (state.settings.denyList) throw accessDenied()
  return bucket
}

interface Query {
  readonly prefix: string
  readonly delimiter: string
  readonly after: string
  /** Whether a common prefix equal to `after` was on an earlier page. */
  readonly pastPrefix: boolean
}

function pageOf(bucket: Bucket, query: Query, limit: number): Page {
  const { prefix, delimiter, after, pastPrefix } = query
  const entries: Entry[] = []
  let index = lowerBound(bucket.keys, compareUtf8(prefix, after) > 0 ? prefix : after)
  let last: string | undefined
  for (; index < bucket.keys.length; index += 1) {
    const key = bucket.keys[index]!
    if (!key.startsWith(prefix)) break
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const common = cut < 0 ? undefined : key.slice(0, cut + delimiter.length)
    if (common === undefined ? key === after : common === last || (pastPrefix && common === after)) continue
    if (common !== undefined && !pastPrefix && key === after) continue
    if (entries.length >= limit) return { entries, next: limit === 0 ? undefined : last }
    entries.push(common === undefined ? { key } : { prefix: common })
    last = common ?? key
  }
  return { entries, next: undefined }
}

function listed(
  bucket: Bucket,
  page: Page,
  max: number,
  url: (text: string) => string,
  encoding: string | undefined
): string[] {
  return [
    element('MaxKeys', max),
    optional('EncodingType', encoding ?? ''),
    element('IsTruncated', page.next !== undefined),
    ...page.entries.map((entry) =>
      'key' in entry
        ? contents(bucket.objects.get(entry.key)!, url)
        : `<CommonPrefixes>${element('Prefix', url(entry.prefix))}</CommonPrefixes>`
    )
  ]
}

function contents(object: StoredObject, url: (text: string) => string): string {
  return [
    '<Contents>',
    element('Key', url(object.key)),
    element('LastModified', object.lastModified.toISOString()),
    element('ETag', object.etag),
    object.checksum === undefined ? '' : element('ChecksumAlgorithm', object.checksum.algorithm),
    element('Size', object.size),
    element('StorageClass', object.storageClass ?? 'STANDARD'),
    '</Contents>'
  ].join('')
}

function isAfter(upload: Upload, keyMarker: string, idMarker: string): boolean {
  if (keyMarker === '') return true
  const order = compareUtf8(upload.key, keyMarker)
  return order > 0 || (order === 0 && idMarker !== '' && compareUtf8(upload.uploadId, idMarker) > 0)
}

function limitOf(request: S3Request, name: string): number {
  const text = request.query[name]
  if (text === undefined) return serviceLimit
  if (!/^\d+$/.test(text))
    throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, text)
  return Math.min(Number(text), serviceLimit)
}

function pageLimit(state: State, max: number): number {
  return Math.min(max, state.settings.pageSize)
}

function encoder(request: S3Request): (text: string) => string {
  const encoding = request.query['encoding-type']
  if (encoding === undefined) return (text) => text
  if (encoding !== 'url')
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encoding)
  return (text) => encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%20', '+')
}

function optional(name: string, text: string): string {
  return text === '' ? '' : element(name, text)
}

function writeToken(last: string): string {
  return `1${Buffer.from(last).toString('base64url')}`
}

function readToken(token: string): string {
  if (!/^1[\w-]+$/.test(token)) {
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token)
  }
  return Buffer.from(token.slice(1), 'base64url').toString()
}
