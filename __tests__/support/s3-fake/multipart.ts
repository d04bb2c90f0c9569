import { attributesOf, encryptionHeaders } from './attributes.ts'
import { bytesOf, concatBodies } from './body.ts'
import {
  algorithmNamed,
  badChecksum,
  checkBody,
  md5Etag,
  multipartChecksum,
  sentChecksum
} from './checksums.ts'
import { S3Error, invalidArgument, invalidRequest } from './errors.ts'
import { checkSize, malformedXml } from './objects.ts'
import { checkWrite } from './preconditions.ts'
import { emptyReply, xmlReply, type Handler } from './reply.ts'
import type { S3Request } from './request.ts'
import type { State, Upload } from './state.ts'
import type { ChecksumAlgorithm, StoredChecksum, StoredObject, StoredPart } from './types.ts'
import { childrenNamed, document, element, textOf } from './xml.ts'

/** CreateMultipartUpload: the object's metadata is fixed here. */
export const createUpload: Handler = (state, request) => {
  const bucket = state.bucket(request.bucket)
  const uploadId = state.newUploadId()
  const checksum = declaredChecksum(request)
  bucket.uploads.set(uploadId, {
    uploadId,
    key: request.key,
    initiated: state.now(),
    attributes: attributesOf(request.headers),
    parts: new Map(),
    ...(checksum === undefined ? {} : { checksum })
  })
  const inner = [
    element('Bucket', request.bucket),
    element('Key', request.key),
    element('UploadId', uploadId)
  ]
  const headers =
    checksum === undefined
      ? {}
      : { 'x-amz-checksum-algorithm': checksum.algorithm, 'x-amz-checksum-type': checksum.type }
  return xmlReply(document('InitiateMultipartUploadResult', inner), 200, headers)
}

/** UploadPart: a part sent again replaces the one before. */
export const uploadPart: Handler = (state, request, body) => {
  const number = partNumberOf(request, state.settings.maxParts)
  const upload = findUpload(state, request)
  checkSize(body, state.settings.partSizeLimit)
  const checksum = checkBody(request.headers, body)
  checkPartChecksum(upload, checksum?.algorithm)
  const etag = md5Etag(body)
  upload.parts.set(number, {
    number,
    body,
    etag,
    lastModified: state.now(),
    ...(checksum === undefined ? {} : { checksum })
  })
  const sums =
    checksum === undefined ? {} : { [`x-amz-checksum-${checksum.algorithm.toLowerCase()}`]: checksum.value }
  return emptyReply(200, { ETag: etag, ...encryptionHeaders(upload.attributes), ...sums })
}

/** CompleteMultipartUpload: the upload stays where this is refused and is gone where it is not. */
export const completeUpload: Handler = (state, request, body) => {
  const bucket = state.bucket(request.bucket)
  const upload = findUpload(state, request)
  const listed = listedParts(bytesOf(body).toString())
  const parts = listed.map((each) => matchPart(upload, each))
  checkPartSizes(parts, state.settings.minPartSize)
  const object = assemble(state, upload, parts)
  checkWhole(request, upload, object)
  checkWrite(
    state.settings.preconditions,
    'complete',
    request.headers,
    request.key,
    bucket.objects.get(request.key)
  )
  bucket.uploads.delete(upload.uploadId)
  bucket.store(object)
  const checksum = object.checksum
  const inner = [
    element('Location', `http://${request.headers['host'] ?? ''}${request.rawPath}`),
    element('Bucket', request.bucket),
    element('Key', request.key),
    element('ETag', object.etag),
    ...(checksum === undefined
      ? []
      : [element(`Checksum${checksum.algorithm}`, checksum.value), element('ChecksumType', checksum.type)])
  ]
  return xmlReply(document('CompleteMultipartUploadResult', inner), 200, encryptionHeaders(object))
}

/** AbortMultipartUpload. */
export const abortUpload: Handler = (state, request) => {
  const upload = findUpload(state, request)
  state.bucket(request.bucket).uploads.delete(upload.uploadId)
  return emptyReply(204)
}

/** The upload a request names; throws NoSuchUpload. */
export function findUpload(state: State, request: S3Request): Upload {
  const uploadId = request.query['uploadId'] ?? ''
  const upload = state.bucket(request.bucket).uploads.get(uploadId)
  if (upload?.key === request.key) return upload
  const message =
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.'
  throw new S3Error(404, 'NoSuchUpload', message, { UploadId: uploadId })
}

function declaredChecksum(request: S3Request): Upload['checksum'] {
  const name = request.headers['x-amz-checksum-algorithm']
  if (name === undefined) return undefined
  const algorithm = algorithmNamed(name)
  const type = request.headers['x-amz-checksum-type'] ?? 'COMPOSITE'
  if (type !== 'COMPOSITE' && type !== 'FULL_OBJECT') {
    throw invalidRequest('Value for x-amz-checksum-type header is invalid.')
  }
  if (type === 'FULL_OBJECT' && algorithm !== 'CRC32') {
    throw invalidRequest(
      `The FULL_OBJECT checksum type cannot be used with the ${algorithm} checksum algorithm.`
    )
  }
  return { algorithm, type }
}

function partNumberOf(request: S3Request, maxParts: number): number {
  const text = request.query['partNumber'] ?? ''
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= maxParts) return number
  const message = `Part number must be an integer between 1 and ${maxParts}, inclusive`
  throw invalidArgument(message, 'partNumber', text)
}

function checkPartChecksum(upload: Upload, sent: ChecksumAlgorithm | undefined): void {
  const expected = upload.checksum
  if (sent === expected?.algorithm) return
  if (sent === undefined && expected?.type === 'FULL_OBJECT') return
  const [wanted, actual] = [expected?.algorithm.toLowerCase() ?? 'null', sent?.toLowerCase() ?? 'null']
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${wanted}, actual checksum Type: ${actual}`
  )
}

interface ListedPart {
  readonly number: number
  readonly etag: string
  readonly xml: string
}

function listedParts(xml: string): ListedPart[] {
  const parts = childrenNamed(xml, 'Part').map((part) => ({
    number: Number(textOf(part, 'PartNumber') ?? NaN),
    etag: textOf(part, 'ETag') ?? '',
    xml: part
  }))
  if (parts.length === 0 || parts.some((part) => !Number.isInteger(part.number))) throw malformedXml()
  if (parts.some((part, index) => index > 0 && part.number <= parts[index - 1]!.number)) {
    const message = 'The list of parts was not in ascending order. Parts must be ordered by part number.'
    throw new S3Error(400, 'InvalidPartOrder', message)
  }
  return parts
}

function matchPart(upload: Upload, listed: ListedPart): StoredPart {
  const part = upload.parts.get(listed.number)
  if (part?.etag.replaceAll('"', '') !== listed.etag.replaceAll('"', '')) throw invalidPart(upload, listed)
  const declared = upload.checksum
  if (declared === undefined) {
    if (/<Checksum[A-Z]/.test(listed.xml)) {
      throw invalidRequest(
        'The complete request has part checksums, and the upload was created without a checksum.'
      )
    }
    return part
  }
  const sent = textOf(listed.xml, `Checksum${declared.algorithm}`)
  if (sent === undefined && declared.type === 'COMPOSITE') {
    throw invalidRequest(
      `The upload was created using a ${declared.algorithm.toLowerCase()} checksum. The complete request must include ` +
        `the checksum for each part. It was missing for part ${listed.number} in the request.`
    )
  }
  if (sent !== undefined && part.checksum !== undefined && sent !== part.checksum.value)
    throw invalidPart(upload, listed)
  return part
}

function invalidPart(upload: Upload, listed: ListedPart): S3Error {
  const message =
    'One or more of the specified parts could not be found. The part may not have been uploaded, or the specified ' +
    "entity tag may not match the part's entity tag."
  const detail = { UploadId: upload.uploadId, PartNumber: listed.number, ETag: listed.etag }
  return new S3Error(400, 'InvalidPart', message, detail)
}

function checkPartSizes(parts: readonly StoredPart[], minimum: number): void {
  const small = parts.slice(0, -1).find((part) => part.body.size < minimum)
  if (small === undefined) return
  throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
    ProposedSize: small.body.size,
    MinSizeAllowed: minimum,
    PartNumber: small.number,
    ETag: small.etag
  })
}

function assemble(state: State, upload: Upload, parts: readonly StoredPart[]): StoredObject {
  const body = concatBodies(parts.map((part) => part.body))
  const sums = parts.map((part) => part.checksum?.value ?? '')
  const checksum: StoredChecksum | undefined =
    upload.checksum === undefined ? undefined : multipartChecksum(upload.checksum, body, sums)
  const etags = parts.map((part) => part.etag)
  return {
    ...upload.attributes,
    key: upload.key,
    body,
    size: body.size,
    etag: state.etagOf(body, upload.attributes.encryption, etags),
    lastModified: state.now(),
    parts: parts.map((part) => part.body.size),
    ...(checksum === undefined ? {} : { checksum })
  }
}

function checkWhole(request: S3Request, upload: Upload, object: StoredObject): void {
  const size = request.headers['x-amz-mp-object-size']
  if (size !== undefined && Number(size) !== object.size) {
    throw invalidRequest(
      'The provided x-amz-mp-object-size header does not match the size of the uploaded parts.'
    )
  }
  const sent = sentChecksum(request.headers)
  if (sent === undefined || upload.checksum?.type !== 'FULL_OBJECT') return
  if (sent.value !== object.checksum?.value) throw badChecksum(sent.algorithm)
}
