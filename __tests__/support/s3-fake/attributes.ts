import { S3Error } from './errors.ts'
import { definedEntries } from './reply.ts'
import type { ObjectAttributes, StoredChecksum, StoredObject } from './types.ts'

type Headers = Readonly<Record<string, string>>

const metaPrefix = 'x-amz-meta-'
const maxMetadata = 2048

/** What the headers of PutObject or CreateMultipartUpload fix about an object. */
export function attributesOf(headers: Headers): ObjectAttributes {
  const metadata = Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith(metaPrefix))
      .map(([name, value]) => [name.slice(metaPrefix.length), value])
  )
  const size = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name + value),
    0
  )
  if (size > maxMetadata) {
    const message = 'Your metadata headers exceed the maximum allowed metadata size'
    throw new S3Error(400, 'MetadataTooLarge', message, { Size: size, MaxSizeAllowed: maxMetadata })
  }
  return {
    metadata,
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    ...definedEntries({
      cacheControl: headers['cache-control'],
      contentDisposition: headers['content-disposition'],
      contentEncoding: headers['content-encoding'],
      contentLanguage: headers['content-language'],
      expires: headers['expires'],
      storageClass: headers['x-amz-storage-class'],
      acl: headers['x-amz-acl'],
      tagging: headers['x-amz-tagging'],
      encryption: headers['x-amz-server-side-encryption'],
      encryptionKeyId: headers['x-amz-server-side-encryption-aws-kms-key-id']
    })
  }
}

/** The headers that describe an object in answers to GET and HEAD. */
export function objectHeaders(object: StoredObject): Record<string, string> {
  const meta = Object.entries(object.metadata).map(([name, value]) => [`${metaPrefix}${name}`, value])
  return {
    'Accept-Ranges': 'bytes',
    'Last-Modified': object.lastModified.toUTCString(),
    ETag: object.etag,
    'Content-Type': object.contentType,
    ...definedEntries({
      'Cache-Control': object.cacheControl,
      'Content-Disposition': object.contentDisposition,
      'Content-Encoding': object.contentEncoding,
      'Content-Language': object.contentLanguage,
      Expires: object.expires,
      'x-amz-storage-class': object.storageClass === 'STANDARD' ? undefined : object.storageClass,
      'x-amz-tagging-count': object.tagging === undefined ? undefined : `${object.tagging.split('&').length}`
    }),
    ...encryptionHeaders(object),
    ...Object.fromEntries<string>(meta.map(([name = '', value = '']) => [name, value]))
  }
}

/** How the object is encrypted at rest, which answers to writes say too. */
export function encryptionHeaders(attributes: ObjectAttributes): Record<string, string> {
  return definedEntries({
    'x-amz-server-side-encryption': attributes.encryption ?? 'AES256',
    'x-amz-server-side-encryption-aws-kms-key-id': attributes.encryptionKeyId
  })
}

/** The headers that carry a stored checksum. */
export function checksumHeaders(checksum: StoredChecksum | undefined): Record<string, string> {
  if (checksum === undefined) return {}
  return {
    [`x-amz-checksum-${checksum.algorithm.toLowerCase()}`]: checksum.value,
    'x-amz-checksum-type': checksum.type
  }
}
