import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { digest } from './body.ts'
import { S3Error, accessDenied, invalidRequest, notImplemented } from './errors.ts'
import { decode, queryPairs, type S3Request } from './request.ts'
import type { Body, FakeCredentials } from './types.ts'

/** Who asks, and what the signature says of the body. No credentials: nobody signed. */
export interface Caller {
  readonly credentials?: FakeCredentials
  readonly payloadHash: string
}

/** What signatures are checked against. */
export interface SignatureRules {
  readonly region: string
  readonly credentials: readonly FakeCredentials[]
  /** The fake's own time, in milliseconds. */
  readonly now: number
}

interface Signed {
  readonly accessKeyId: string
  readonly scope: readonly string[]
  readonly signedHeaders: readonly string[]
  readonly signature: string
  readonly date: string
  readonly token: string | undefined
  readonly payloadHash: string
  /** Seconds a presigned address is good for. */
  readonly expires?: number
}

const unsignedPayload = 'UNSIGNED-PAYLOAD'
const maxSkew = 15 * 60 * 1000

/** Checks a request's signature as AWS does and says who made it. Throws the service's error. */
export function authenticate(request: S3Request, rules: SignatureRules): Caller {
  const header = request.headers['authorization']
  const presigned = 'X-Amz-Algorithm' in request.query
  if (header === undefined && !presigned) return { payloadHash: unsignedPayload }
  if (header !== undefined && presigned) {
    throw new S3Error(400, 'InvalidArgument', 'Only one auth mechanism allowed')
  }
  const signed = header === undefined ? readPresigned(request) : readHeader(request, header)
  checkScope(signed, rules.region)
  checkTime(signed, rules.now)
  const credentials = findCredentials(signed, rules.credentials)
  checkSignedHeaders(request, signed)
  checkSignature(request, signed, credentials.secretAccessKey)
  if (credentials.expired === true) {
    throw new S3Error(400, 'ExpiredToken', 'The provided token has expired.')
  }
  return { credentials, payloadHash: signed.payloadHash }
}

/** Checks the body against the hash that was signed. */
export function checkPayload(caller: Caller, body: Body): void {
  if (caller.payloadHash === unsignedPayload) return
  const computed = digest(body, 'sha256').toString('hex')
  if (computed === caller.payloadHash) return
  const message = 'The provided "x-amz-content-sha256" header does not match what was computed.'
  const detail = { ClientComputedContentSHA256: caller.payloadHash, S3ComputedContentSHA256: computed }
  throw new S3Error(400, 'XAmzContentSHA256Mismatch', message, detail)
}

function readHeader(request: S3Request, header: string): Signed {
  const match = /^AWS4-HMAC-SHA256\s+(.*)$/.exec(header)
  if (match === null) throw new S3Error(400, 'InvalidArgument', 'Unsupported Authorization Type')
  const fields = new Map(
    match[1]!.split(',').map((field) => {
      const equals = field.indexOf('=')
      return [field.slice(0, equals).trim(), field.slice(equals + 1).trim()]
    })
  )
  const [accessKeyId, scope] = splitCredential(fields.get('Credential'))
  const payloadHash = request.headers['x-amz-content-sha256']
  if (payloadHash === undefined)
    throw invalidRequest('Missing required header for this request: x-amz-content-sha256')
  if (payloadHash.startsWith('STREAMING-')) throw notImplemented({ Header: 'x-amz-content-sha256' })
  if (payloadHash !== unsignedPayload && !/^[0-9a-f]{64}$/.test(payloadHash)) {
    throw new S3Error(
      400,
      'InvalidArgument',
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD or a valid sha256 value.'
    )
  }
  return {
    accessKeyId,
    scope,
    payloadHash,
    signedHeaders: required(fields.get('SignedHeaders'), 'SignedHeaders').split(';'),
    signature: required(fields.get('Signature'), 'Signature'),
    date: request.headers['x-amz-date'] ?? '',
    token: request.headers['x-amz-security-token']
  }
}

function readPresigned(request: S3Request): Signed {
  const query = request.query
  const [accessKeyId, scope] = splitCredential(query['X-Amz-Credential'])
  const expires = Number(query['X-Amz-Expires'])
  if (!(expires >= 1 && expires <= 604_800)) {
    throw new S3Error(
      400,
      'AuthorizationQueryParametersError',
      'X-Amz-Expires must be between 1 and 604800 seconds'
    )
  }
  return {
    accessKeyId,
    scope,
    expires,
    signedHeaders: required(query['X-Amz-SignedHeaders'], 'X-Amz-SignedHeaders').split(';'),
    signature: required(query['X-Amz-Signature'], 'X-Amz-Signature'),
    date: query['X-Amz-Date'] ?? '',
    token: query['X-Amz-Security-Token'],
    payloadHash: query['X-Amz-Content-Sha256'] ?? request.headers['x-amz-content-sha256'] ?? unsignedPayload
  }
}

function splitCredential(credential: string | undefined): [string, string[]] {
  const [accessKeyId = '', ...scope] = required(credential, 'Credential').split('/')
  if (scope.length !== 4) throw malformed('the Credential is mal-formed')
  return [accessKeyId, scope]
}

function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw malformed(`the header is missing ${name}`)
  return value
}

function malformed(why: string, detail: Readonly<Record<string, string>> = {}): S3Error {
  return new S3Error(
    400,
    'AuthorizationHeaderMalformed',
    `The authorization header is malformed; ${why}`,
    detail
  )
}

function checkScope(signed: Signed, region: string): void {
  const [day = '', signedRegion = '', service = '', terminator = ''] = signed.scope
  if (signedRegion !== region) {
    throw malformed(`the region '${signedRegion}' is wrong; expecting '${region}'`, { Region: region })
  }
  if (service !== 's3' || terminator !== 'aws4_request') throw malformed(`incorrect service "${service}"`)
  if (!/^\d{8}T\d{6}Z$/.test(signed.date)) {
    throw accessDenied('AWS authentication requires a valid Date or x-amz-date header')
  }
  if (!signed.date.startsWith(day)) throw malformed(`Invalid credential date "${day}"`)
}

function checkTime(signed: Signed, now: number): void {
  const asked = Date.parse(signed.date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (signed.expires !== undefined) {
    if (now > asked + signed.expires * 1000) throw accessDenied('Request has expired')
    if (asked > now + maxSkew) throw accessDenied('Request is not yet valid')
    return
  }
  if (Math.abs(now - asked) <= maxSkew) return
  const message = 'The difference between the request time and the current time is too large.'
  throw new S3Error(403, 'RequestTimeTooSkewed', message, {
    RequestTime: signed.date,
    ServerTime: new Date(now).toISOString(),
    MaxAllowedSkewMilliseconds: maxSkew
  })
}

function findCredentials(signed: Signed, known: readonly FakeCredentials[]): FakeCredentials {
  const sameKey = known.filter((each) => each.accessKeyId === signed.accessKeyId)
  const found = sameKey.find((each) => each.sessionToken === signed.token)
  if (found !== undefined) return found
  if (sameKey.length > 0 && signed.token !== undefined) {
    throw new S3Error(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.')
  }
  const message = 'The AWS Access Key Id you provided does not exist in our records.'
  throw new S3Error(403, 'InvalidAccessKeyId', message, { AWSAccessKeyId: signed.accessKeyId })
}

function checkSignedHeaders(request: S3Request, signed: Signed): void {
  const missing = Object.keys(request.headers).filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !signed.signedHeaders.includes(name)
  )
  if (missing.length === 0) return
  const message = 'There were headers present in the request which were not signed'
  throw new S3Error(403, 'AccessDenied', message, { HeadersNotSigned: missing.join(', ') })
}

function checkSignature(request: S3Request, signed: Signed, secret: string): void {
  const canonical = [
    request.method,
    request.rawPath.split('/').map(decode).map(encodeStrictly).join('/'),
    canonicalQuery(request.rawQuery),
    ...signed.signedHeaders.map(
      (name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}`
    ),
    '',
    signed.signedHeaders.join(';'),
    signed.payloadHash
  ].join('\n')
  // Header values arrive as latin1, and AWS hashes the bytes it got.
  const hashed = createHash('sha256').update(canonical, 'latin1').digest('hex')
  const stringToSign = ['AWS4-HMAC-SHA256', signed.date, signed.scope.join('/'), hashed].join('\n')
  const expected = hmac(signingKey(secret, signed.scope), stringToSign)
  const given = Buffer.from(signed.signature, 'hex')
  if (given.length === expected.length && timingSafeEqual(given, expected)) return
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.'
  const detail = {
    AWSAccessKeyId: signed.accessKeyId,
    StringToSign: stringToSign,
    CanonicalRequest: canonical
  }
  throw new S3Error(403, 'SignatureDoesNotMatch', message, detail)
}

function canonicalQuery(rawQuery: string): string {
  return queryPairs(rawQuery)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeStrictly(name), encodeStrictly(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
  )
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

const signingKeys = new Map<string, Buffer>()

function signingKey(secret: string, scope: readonly string[]): Buffer {
  const name = [secret, ...scope].join('\n')
  const known = signingKeys.get(name) ?? scope.reduce<string | Buffer>(hmac, `AWS4${secret}`)
  const key = Buffer.from(known)
  signingKeys.set(name, key)
  return key
}
