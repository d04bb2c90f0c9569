import { S3Error, accessDenied, notImplemented } from './errors.ts'
import { listObjects, listObjectsV2, listParts, listUploads } from './listing.ts'
import { abortUpload, completeUpload, createUpload, uploadPart } from './multipart.ts'
import { deleteObject, deleteObjects, putObject, readObject } from './objects.ts'
import { emptyReply, xmlReply, type Handler } from './reply.ts'
import type { S3Request } from './request.ts'
import type { Caller } from './sigv4.ts'
import type { Settings } from './state.ts'
import type { Operation } from './types.ts'
import { document, element } from './xml.ts'

/** What answers each operation. */
export const handlers: Readonly<Record<Operation, Handler>> = {
  AbortMultipartUpload: abortUpload,
  CompleteMultipartUpload: completeUpload,
  CreateBucket: createBucket,
  CreateMultipartUpload: createUpload,
  DeleteBucket: deleteBucket,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  GetBucketLocation: bucketLocation,
  GetBucketVersioning: (state, request) => {
    state.bucket(request.bucket)
    return xmlReply(document('VersioningConfiguration', []))
  },
  GetObject: readObject,
  HeadBucket: headBucket,
  HeadObject: readObject,
  ListBuckets: listBuckets,
  ListMultipartUploads: listUploads,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListParts: listParts,
  PutObject: putObject,
  Unknown: () => {
    throw notImplemented()
  },
  UploadPart: uploadPart
}

const writes: readonly Operation[] = [
  'AbortMultipartUpload',
  'CompleteMultipartUpload',
  'CreateBucket',
  'CreateMultipartUpload',
  'DeleteBucket',
  'DeleteObject',
  'DeleteObjects',
  'PutObject',
  'UploadPart'
]

const maxKeyBytes = 1024

/** Whether an operation changes the state where it succeeds. */
export function isWrite(operation: Operation): boolean {
  return writes.includes(operation)
}

/** Lets the caller do this, or throws AccessDenied. */
export function authorize(request: S3Request, caller: Caller, settings: Settings): void {
  const { operation } = request
  if (caller.credentials === undefined) {
    const open = settings.anonymousRead && (operation === 'GetObject' || operation === 'HeadObject')
    if (!open) throw accessDenied()
  } else if (caller.credentials.readOnly === true && isWrite(operation)) {
    throw accessDenied()
  }
}

/** Checks what can be checked of a request before its body arrives. */
export function checkHead(request: S3Request): void {
  if (Buffer.byteLength(request.key) > maxKeyBytes) {
    const detail = { Size: Buffer.byteLength(request.key), MaxSizeAllowed: maxKeyBytes }
    throw new S3Error(400, 'KeyTooLongError', 'Your key is too long', detail)
  }
  if (request.method === 'PUT' && request.headers['content-length'] === undefined) {
    throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.')
  }
}

function createBucket(...[state, request]: Parameters<Handler>): ReturnType<Handler> {
  if (state.buckets.has(request.bucket)) {
    const message = 'Your previous request to create the named bucket succeeded and you already own it.'
    throw new S3Error(409, 'BucketAlreadyOwnedByYou', message, { BucketName: request.bucket })
  }
  state.createBucket(request.bucket)
  return emptyReply(200, { Location: `/${request.bucket}` })
}

function deleteBucket(...[state, request]: Parameters<Handler>): ReturnType<Handler> {
  const bucket = state.bucket(request.bucket)
  if (bucket.objects.size > 0) {
    const message = 'The bucket you tried to delete is not empty'
    throw new S3Error(409, 'BucketNotEmpty', message, { BucketName: request.bucket })
  }
  state.removeBucket(request.bucket)
  return emptyReply(204)
}

function headBucket(...[state, request]: Parameters<Handler>): ReturnType<Handler> {
  state.bucket(request.bucket)
  if (state.settings.denyList) throw accessDenied()
  return emptyReply(200, { 'x-amz-bucket-region': state.settings.region })
}

function bucketLocation(...[state, request]: Parameters<Handler>): ReturnType<Handler> {
  state.bucket(request.bucket)
  const { region } = state.settings
  return xmlReply(document('LocationConstraint', region === 'us-east-1' ? [] : [region]))
}

function listBuckets(...[state]: Parameters<Handler>): ReturnType<Handler> {
  const inner = [...state.buckets.keys()].sort().map((name) => `<Bucket>${element('Name', name)}</Bucket>`)
  return xmlReply(document('ListAllMyBucketsResult', [`<Buckets>${inner.join('')}</Buckets>`]))
}
