import { createHash } from 'node:crypto'
import { digest } from './body.ts'
import { S3Error, invalidRequest, notImplemented } from './errors.ts'
import type { Body, ChecksumAlgorithm, StoredChecksum } from './types.ts'

const digests = { CRC32: 'crc32', SHA1: 'sha1', SHA256: 'sha256' } as const
const lengths = { CRC32: 4, SHA1: 20, SHA256: 32 } as const
const algorithms: readonly ChecksumAlgorithm[] = ['CRC32', 'SHA1', 'SHA256']

type Headers = Readonly<Record<string, string>>

/** The checksum a request sent of its body, checked; undefined where it sent none. Content-MD5 is checked too. */
export function checkBody(headers: Headers, body: Body): StoredChecksum | undefined {
  checkMd5(headers['content-md5'], body)
  const sent = sentChecksum(headers)
  if (sent === undefined) return undefined
  if (sent.value !== digest(body, digests[sent.algorithm]).toString('base64'))
    throw badChecksum(sent.algorithm)
  return { ...sent, type: 'FULL_OBJECT' }
}

/** The checksum header of a request, unchecked. */
export function sentChecksum(headers: Headers): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  const names = Object.keys(headers).filter(
    (name) => name.startsWith('x-amz-checksum-') && !/-(?:algorithm|type|mode)$/.test(name)
  )
  const [name] = names
  if (name === undefined) return undefined
  if (names.length > 1) throw invalidRequest('Expecting a single x-amz-checksum- header')
  const value = headers[name] ?? ''
  const algorithm = algorithmNamed(name.slice('x-amz-checksum-'.length))
  if (Buffer.from(value, 'base64').length !== lengths[algorithm]) {
    throw invalidRequest(`Value for ${name} header is invalid.`)
  }
  return { algorithm, value }
}

/** The algorithm of that name in any case; the ones the fake does not compute are refused. */
export function algorithmNamed(name: string): ChecksumAlgorithm {
  const found = algorithms.find((each) => each === name.toUpperCase())
  if (found === undefined) throw notImplemented({ Header: `x-amz-checksum-${name.toLowerCase()}` })
  return found
}

/** The checksum of an object uploaded in parts: of its bytes, or of its parts' checksums. */
export function multipartChecksum(
  created: { algorithm: ChecksumAlgorithm; type: StoredChecksum['type'] },
  whole: Body,
  parts: readonly string[]
): StoredChecksum {
  const { algorithm, type } = created
  if (type === 'FULL_OBJECT') {
    return { algorithm, type, value: digest(whole, digests[algorithm]).toString('base64') }
  }
  const joined: Body = { size: 0, segments: parts.map((part) => Buffer.from(part, 'base64')) }
  return {
    algorithm,
    type,
    value: `${digest(joined, digests[algorithm]).toString('base64')}-${parts.length}`
  }
}

/** 400 for a checksum that is not the one computed. */
export function badChecksum(algorithm: ChecksumAlgorithm): S3Error {
  return new S3Error(
    400,
    'BadDigest',
    `The ${algorithm} you specified did not match the calculated checksum.`
  )
}

/** The quoted ETag of a body uploaded whole. */
export function md5Etag(body: Body): string {
  return `"${digest(body, 'md5').toString('hex')}"`
}

/** The quoted ETag of an object uploaded in parts with these ETags. */
export function multipartEtag(etags: readonly string[]): string {
  const hash = createHash('md5')
  for (const etag of etags) hash.update(Buffer.from(etag.replaceAll('"', ''), 'hex'))
  return `"${hash.digest('hex')}-${etags.length}"`
}

function checkMd5(sent: string | undefined, body: Body): void {
  if (sent === undefined) return
  if (Buffer.from(sent, 'base64').length !== 16) {
    throw new S3Error(400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.')
  }
  if (sent === digest(body, 'md5').toString('base64')) return
  throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.')
}
