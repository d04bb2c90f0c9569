import { spawn } from 'node:child_process'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import http from 'node:http'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type S3ClientConfig
} from '@aws-sdk/client-s3'
import { afterEach, describe, expect, test } from '@jest/globals'
import {
  roundTrips,
  selfSignedCertificate,
  startS3Fake,
  zeroBody,
  type S3Fake,
  type S3FakeOptions
} from '../../support/s3-fake/index.ts'

const Bucket = 'b'
const closers: (() => unknown)[] = []
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore }

function ignore(): void {
  // The SDK warns of streams of unknown length, which are what is tested.
}

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function start(options: S3FakeOptions = {}): Promise<{ fake: S3Fake; s3: S3Client }> {
  const fake = await startS3Fake({ buckets: [Bucket], ...options })
  closers.push(fake.close)
  return { fake, s3: clientOf(fake) }
}

function clientOf(fake: Pick<S3Fake, 'endpoint'>, config: S3ClientConfig = {}): S3Client {
  const s3 = new S3Client({
    endpoint: fake.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    logger: silent,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: 'fake-access-key', secretAccessKey: 'fake-secret-key' },
    ...config
  })
  closers.push(() => {
    s3.destroy()
  })
  return s3
}

async function put(s3: S3Client, Key: string, Body: string | Buffer = Key): Promise<string> {
  return (await s3.send(new PutObjectCommand({ Bucket, Key, Body }))).ETag!
}

async function get(
  s3: S3Client,
  Key: string,
  more: { Range?: string; PartNumber?: number } = {}
): Promise<Buffer> {
  const reply = await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))
  return Buffer.from(await reply.Body!.transformToByteArray())
}

/** The code or name and the status of the error a request ends in, or `ok`. */
async function refusal(sent: Promise<unknown>): Promise<string> {
  let reason: unknown
  try {
    await sent
    return 'ok'
  } catch (error) {
    reason = error
  }
  if (!isObject(reason)) return typeof reason
  // The SDK does not know the errors of sockets for errors inside the test runner, and wraps them.
  if (/socket hang up|ECONNRESET|EPIPE|^aborted$/.test(String(reason['message']))) return 'ECONNRESET'
  const metadata = isObject(reason['$metadata']) ? reason['$metadata'] : {}
  const named = [reason['code'] ?? reason['name'], metadata['httpStatusCode']]
  return named.filter((each) => typeof each === 'string' || typeof each === 'number').join(' ')
}

/** Waits for what the other end of a connection will come to see. */
async function eventually(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 500) throw new Error('it never came to be')
    await sleep(10)
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function md5(body: string | Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`
}

async function create(s3: S3Client, Key: string, more: object = {}): Promise<string> {
  return (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId!
}

interface Part {
  PartNumber: number
  ETag: string
}

async function part(
  s3: S3Client,
  Key: string,
  UploadId: string,
  PartNumber: number,
  Body: Buffer
): Promise<Part> {
  const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))
  return { PartNumber, ETag: ETag! }
}

function complete(
  s3: S3Client,
  Key: string,
  UploadId: string,
  Parts: Part[],
  more: object = {}
): Promise<unknown> {
  return s3.send(
    new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more })
  )
}

/** The path of an address that is good for a minute from `at`. */
function presign(fake: S3Fake, key: string, at = new Date()): string {
  const date = at.toISOString().replace(/[-:]|\.\d+/g, '')
  const scope = `${date.slice(0, 8)}/us-east-1/s3/aws4_request`
  const query = [
    'X-Amz-Algorithm=AWS4-HMAC-SHA256',
    `X-Amz-Credential=${encodeURIComponent(`fake-access-key/${scope}`)}`,
    `X-Amz-Date=${date}`,
    'X-Amz-Expires=60',
    'X-Amz-SignedHeaders=host'
  ].join('&')
  const path = `/${Bucket}/${encodeURIComponent(key)}`
  const canonical = ['GET', path, query, `host:127.0.0.1:${fake.port}`, '', 'host', 'UNSIGNED-PAYLOAD'].join(
    '\n'
  )
  const hash = createHash('sha256').update(canonical).digest('hex')
  const sign = (secret: string | Buffer, text: string): Buffer =>
    createHmac('sha256', secret).update(text).digest()
  const signingKey = scope.split('/').reduce<string | Buffer>(sign, 'AWS4fake-secret-key')
  const signature = sign(signingKey, ['AWS4-HMAC-SHA256', date, scope, hash].join('\n')).toString('hex')
  return `${path}?${query}&X-Amz-Signature=${signature}`
}

interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
}

/** One unsigned request, as it is given. */
function raw(fake: S3Fake, path: string, options: http.RequestOptions = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: fake.port, path, agent: false, ...options },
      (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('error', reject)
        reply.on('end', () => {
          resolve({
            status: reply.statusCode!,
            headers: reply.headers,
            text: Buffer.concat(chunks).toString()
          })
        })
      }
    )
    request.on('error', reject)
    request.end(body)
  })
}

describe('objects', () => {
  test('keep bytes, metadata and headers', async () => {
    const { fake, s3 } = await start()
    const { ETag } = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'a/b.txt',
        Body: 'hello',
        ContentType: 'text/plain',
        CacheControl: 'no-cache',
        Metadata: { sha256: 'abc', Mode: '755' },
        StorageClass: 'STANDARD_IA'
      })
    )
    expect(ETag).toBe(md5('hello'))
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'a/b.txt' }))).toMatchObject({
      ContentLength: 5,
      ContentType: 'text/plain',
      CacheControl: 'no-cache',
      Metadata: { sha256: 'abc', mode: '755' },
      StorageClass: 'STANDARD_IA',
      ETag
    })
    expect((await get(s3, 'a/b.txt')).toString()).toBe('hello')
    expect(fake.text(Bucket, 'a/b.txt')).toBe('hello')
    expect(fake.requests.map((each) => each.operation)).toEqual(['PutObject', 'HeadObject', 'GetObject'])
    expect(fake.requests[0]).toMatchObject({
      index: 1,
      method: 'PUT',
      key: 'a/b.txt',
      status: 200,
      bytesIn: 5
    })
    expect(fake.requests[2]).toMatchObject({ bytesOut: 5 })
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a/b.txt' }))
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a/b.txt' }))
    expect(await refusal(get(s3, 'a/b.txt'))).toBe('NoSuchKey 404')
    expect(await refusal(s3.send(new HeadObjectCommand({ Bucket, Key: 'a/b.txt' })))).toBe('NotFound 404')
    expect(await refusal(s3.send(new GetObjectCommand({ Bucket: 'none', Key: 'k' })))).toBe(
      'NoSuchBucket 404'
    )
  })

  test.each([
    'a+b c~d!e%f',
    "quote's (and) *stars*",
    'ünïcode/日本/😀',
    'folder/',
    'folder/below',
    '//double//slash',
    './dot/../dots',
    '&<>"',
    'percent%2Fslash',
    'question?mark=1#hash'
  ])('go by the key %j', async (key) => {
    const { fake, s3 } = await start()
    await put(s3, key, 'x')
    expect([...fake.objects(Bucket).keys()]).toEqual([key])
    expect((await get(s3, key)).toString()).toBe('x')
    const listing = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: key }))
    expect(listing.Contents?.map((each) => each.Key)).toEqual([key])
  })

  test('have keys of 1024 bytes at most', async () => {
    const { s3 } = await start()
    await put(s3, 'k'.repeat(1024))
    expect(await refusal(put(s3, 'ü'.repeat(513)))).toBe('KeyTooLongError 400')
  })

  test.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10']
  ])('answer the range %s', async (Range, expected, contentRange) => {
    const { s3 } = await start()
    await put(s3, 'k', '0123456789')
    const reply = await s3.send(new GetObjectCommand({ Bucket, Key: 'k', Range }))
    expect(reply.$metadata.httpStatusCode).toBe(206)
    expect(reply.ContentRange).toBe(contentRange)
    expect(await reply.Body!.transformToString()).toBe(expected)
  })

  test('refuse ranges outside', async () => {
    const { s3 } = await start()
    await put(s3, 'k', '0123456789')
    await put(s3, 'empty', Buffer.alloc(0))
    expect(await refusal(get(s3, 'k', { Range: 'bytes=10-' }))).toBe('InvalidRange 416')
    expect(await refusal(get(s3, 'empty', { Range: 'bytes=0-1' }))).toBe('InvalidRange 416')
    expect((await get(s3, 'empty')).length).toBe(0)
  })

  test('answer conditional reads', async () => {
    const { s3 } = await start()
    const ETag = await put(s3, 'k')
    const read = (more: object): Promise<string> =>
      refusal(s3.send(new GetObjectCommand({ Bucket, Key: 'k', ...more })))
    expect(await read({ IfMatch: ETag })).toBe('ok')
    expect(await read({ IfMatch: '"other"' })).toBe('PreconditionFailed 412')
    expect(await read({ IfNoneMatch: ETag })).toMatch(/ 304$/)
    expect(await read({ IfNoneMatch: '"other"' })).toBe('ok')
    expect(await read({ IfModifiedSince: new Date(Date.now() + 1000) })).toMatch(/ 304$/)
    expect(await read({ IfUnmodifiedSince: new Date(Date.now() - 10_000) })).toBe('PreconditionFailed 412')
  })

  test('check what was sent of them', async () => {
    const { fake, s3 } = await start()
    const send = (more: object): Promise<string> =>
      refusal(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello', ...more })))
    expect(await send({ ContentMD5: Buffer.alloc(16).toString('base64') })).toBe('BadDigest 400')
    expect(await send({ ContentMD5: 'short' })).toBe('InvalidDigest 400')
    expect(await send({ ChecksumCRC32: 'AAAAAA==' })).toBe('BadDigest 400')
    expect(await send({ ChecksumSHA256: Buffer.alloc(32).toString('base64') })).toBe('BadDigest 400')
    expect(await send({ Metadata: { big: 'x'.repeat(2048) } })).toBe('MetadataTooLarge 400')
    expect(fake.objects(Bucket).size).toBe(0)
    const ChecksumSHA256 = createHash('sha256').update('hello').digest('base64')
    const ContentMD5 = createHash('md5').update('hello').digest('base64')
    expect(await send({ ChecksumSHA256, ContentMD5 })).toBe('ok')
    const head = (more: object): Promise<object> =>
      s3.send(new HeadObjectCommand({ Bucket, Key: 'k', ...more }))
    expect(await head({ ChecksumMode: 'ENABLED' })).toMatchObject({
      ChecksumSHA256,
      ChecksumType: 'FULL_OBJECT'
    })
    expect(await head({})).not.toHaveProperty('ChecksumSHA256')
  })

  test("verify the SDK's own checksums in both directions", async () => {
    const { fake } = await start()
    const s3 = clientOf(fake, {
      requestChecksumCalculation: 'WHEN_SUPPORTED',
      responseChecksumValidation: 'WHEN_SUPPORTED'
    })
    await put(s3, 'k', 'hello')
    expect(fake.objects(Bucket).get('k')?.checksum?.algorithm).toBe('CRC32')
    expect((await get(s3, 'k')).toString()).toBe('hello')
    fake.tamper(Bucket, 'k', () => Buffer.from('hellO'))
    expect(await refusal(get(s3, 'k'))).not.toBe('ok')
  })

  test('have ETags that are no MD5 where they are encrypted with a key, or where the fake says so', async () => {
    const { fake, s3 } = await start()
    const reply = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'k',
        Body: 'x',
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: 'key'
      })
    )
    expect(reply).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'key' })
    expect(reply.ETag).not.toBe(md5('x'))
    expect(fake.objects(Bucket).get('k')).toMatchObject({ encryption: 'aws:kms', etag: reply.ETag })
    const opaque = await start({ etags: 'opaque' })
    expect(await put(opaque.s3, 'k', 'x')).not.toBe(await put(opaque.s3, 'k', 'x'))
  })

  test('go in lists only with a checksum of the list', async () => {
    const { fake, s3 } = await start()
    for (const key of ['a', 'b&', 'c']) await put(s3, key)
    const { Deleted } = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'b&' }] } })
    )
    expect(Deleted?.map((each) => each.Key)).toEqual(['a', 'b&'])
    expect([...fake.objects(Bucket).keys()]).toEqual(['c'])
  })

  test('can be set and tampered with from outside', async () => {
    const { fake, s3 } = await start()
    fake.setObject(Bucket, 'k', 'hello', { metadata: { a: 'b' }, etag: '"mine"' })
    fake.tamper(Bucket, 'k', (body) => body.subarray(0, 3))
    const reply = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))
    expect(reply).toMatchObject({ ETag: '"mine"', Metadata: { a: 'b' }, ContentLength: 3 })
    expect(await reply.Body!.transformToString()).toBe('hel')
    fake.removeObject(Bucket, 'k')
    expect(fake.text(Bucket, 'k')).toBeUndefined()
  })
})

describe('preconditions', () => {
  const write = (s3: S3Client, more: object, Key = 'k'): Promise<string> =>
    refusal(s3.send(new PutObjectCommand({ Bucket, Key, Body: 'new', ...more })))

  test('hold on PUT as on AWS', async () => {
    const { fake, s3 } = await start()
    const etag = await put(s3, 'k', 'old')
    expect(await write(s3, { IfNoneMatch: '*' })).toBe('PreconditionFailed 412')
    expect(await write(s3, { IfMatch: '"stale"' })).toBe('PreconditionFailed 412')
    expect(await write(s3, { IfMatch: etag }, 'absent')).toBe('NoSuchKey 404')
    expect(await write(s3, { IfNoneMatch: etag })).toBe('NotImplemented 501')
    expect(fake.text(Bucket, 'k')).toBe('old')
    expect(await write(s3, { IfMatch: etag })).toBe('ok')
    expect(await write(s3, { IfNoneMatch: '*' }, 'fresh')).toBe('ok')
    expect(fake.text(Bucket, 'k')).toBe('new')
  })

  test('give races one winner', async () => {
    const { fake, s3 } = await start()
    const racers = Array.from({ length: 20 }, (_, index) => `racer ${index}`)
    const created = await Promise.all(
      racers.map((Body) =>
        refusal(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body, IfNoneMatch: '*' })))
      )
    )
    expect(created.filter((each) => each === 'ok')).toHaveLength(1)
    const IfMatch = fake.objects(Bucket).get('k')!.etag
    const swapped = await Promise.all(
      racers.map((Body) =>
        refusal(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: `${Body}!`, IfMatch })))
      )
    )
    expect(swapped.filter((each) => each === 'ok')).toHaveLength(1)
    expect(swapped.filter((each) => each === 'PreconditionFailed 412')).toHaveLength(19)
  })

  test('hold on Complete, and the upload stays after a refusal', async () => {
    const { fake, s3 } = await start({ minPartSize: 1 })
    const etag = await put(s3, 'k', 'old')
    const id = await create(s3, 'k')
    const parts = [await part(s3, 'k', id, 1, Buffer.from('new'))]
    expect(await refusal(complete(s3, 'k', id, parts, { IfNoneMatch: '*' }))).toBe('PreconditionFailed 412')
    expect(await refusal(complete(s3, 'k', id, parts, { IfMatch: '"stale"' }))).toBe('PreconditionFailed 412')
    expect(fake.uploads(Bucket).size).toBe(1)
    await complete(s3, 'k', id, parts, { IfMatch: etag })
    expect(fake.text(Bucket, 'k')).toBe('new')
    expect(await refusal(complete(s3, 'k', id, parts))).toBe('NoSuchUpload 404')
  })

  test('hold on DELETE, where what is not there can not match', async () => {
    const { fake, s3 } = await start()
    const etag = await put(s3, 'k', 'old')
    const drop = (IfMatch: string) => refusal(s3.send(new DeleteObjectCommand({ Bucket, Key: 'k', IfMatch })))
    expect(await drop('"stale"')).toBe('PreconditionFailed 412')
    expect(fake.text(Bucket, 'k')).toBe('old')
    expect(await drop(etag)).toBe('ok')
    expect(fake.text(Bucket, 'k')).toBeUndefined()
    expect(await drop(etag)).toBe('NoSuchKey 404')
  })

  test.each([
    ['strict', 'PreconditionFailed 412'],
    ['unquoted-only', 'PreconditionFailed 412'],
    ['refused-501', 'NotImplemented 501'],
    ...(['ignored', 'complete-ignored', 'unquoted-complete-ignored', 'delete-ignored'] as const).map(
      (mode) => [mode, 'ok'] as const
    )
  ] as const)('of DELETE can be %s', async (preconditions, outcome) => {
    const { s3 } = await start({ preconditions })
    await put(s3, 'k', 'old')
    const command = new DeleteObjectCommand({ Bucket, Key: 'k', IfMatch: '"stale"' })
    expect(await refusal(s3.send(command))).toBe(outcome)
  })

  test.each([
    ['ignored', ['ok', 'ok', 'ok'], 'ok'],
    ['unquoted-only', ['PreconditionFailed 412', 'PreconditionFailed 412', 'ok'], 'PreconditionFailed 412'],
    ['complete-ignored', ['PreconditionFailed 412', 'ok', 'PreconditionFailed 412'], 'ok'],
    ['unquoted-complete-ignored', ['PreconditionFailed 412', 'PreconditionFailed 412', 'ok'], 'ok'],
    ['refused-501', ['NotImplemented 501', 'NotImplemented 501', 'NotImplemented 501'], 'NotImplemented 501']
  ] as const)('can be %s', async (preconditions, [create412, quoted, unquoted], completed) => {
    const { fake, s3 } = await start({ preconditions })
    const etag = await put(s3, 'k', 'old')
    expect(await write(s3, { IfNoneMatch: '*' })).toBe(create412)
    fake.setObject(Bucket, 'k', 'old')
    expect(await write(s3, { IfMatch: etag })).toBe(quoted)
    expect(await write(s3, { IfMatch: etag.replaceAll('"', '') })).toBe(unquoted)
    const id = await create(s3, 'k')
    const parts = [await part(s3, 'k', id, 1, Buffer.from('new'))]
    expect(await refusal(complete(s3, 'k', id, parts, { IfNoneMatch: '*' }))).toBe(completed)
  })
})

describe('signatures', () => {
  const head = (s3: S3Client): Promise<string> => refusal(s3.send(new ListObjectsV2Command({ Bucket })))
  const credentials = { accessKeyId: 'fake-access-key', secretAccessKey: 'fake-secret-key' }

  test('are checked', async () => {
    const { fake } = await start()
    const wrong = { ...credentials, secretAccessKey: 'wrong' }
    const unknown = { ...credentials, accessKeyId: 'unknown' }
    const token = { ...credentials, sessionToken: 'unknown' }
    expect(await head(clientOf(fake))).toBe('ok')
    expect(await head(clientOf(fake, { credentials: wrong }))).toBe('SignatureDoesNotMatch 403')
    expect(await head(clientOf(fake, { credentials: unknown }))).toBe('InvalidAccessKeyId 403')
    expect(await head(clientOf(fake, { credentials: token }))).toBe('InvalidToken 400')
    expect(await head(clientOf(fake, { region: 'eu-west-1' }))).toBe('AuthorizationHeaderMalformed 400')
  })

  test('name the region they should be made for', async () => {
    const { fake } = await start({ region: 'eu-central-1' })
    const error: unknown = await clientOf(fake)
      .send(new ListObjectsV2Command({ Bucket }))
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({ Region: 'eu-central-1' })
    expect(
      await clientOf(fake, { region: 'eu-central-1' }).send(new HeadBucketCommand({ Bucket }))
    ).toMatchObject({
      BucketRegion: 'eu-central-1'
    })
  })

  test('are good for fifteen minutes', async () => {
    const { fake } = await start({ clockSkewMs: 14 * 60_000 })
    expect(await head(clientOf(fake))).toBe('ok')
    fake.setClockSkew(16 * 60_000)
    const s3 = clientOf(fake)
    expect(await head(s3)).toBe('RequestTimeTooSkewed 403')
    // The client has learnt the clock of the service from its reply.
    expect(await head(s3)).toBe('ok')
  })

  test('can be of sessions, which end', async () => {
    const session = { accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' }
    const { fake } = await start({ credentials: [session] })
    expect(await head(clientOf(fake, { credentials: session }))).toBe('ok')
    expect(await head(clientOf(fake, { credentials: { accessKeyId: 'ASIA', secretAccessKey: 's' } }))).toBe(
      'InvalidAccessKeyId 403'
    )
    fake.setCredentials({ ...session, expired: true })
    expect(await head(clientOf(fake, { credentials: session }))).toBe('ExpiredToken 400')
  })

  test('cover the body where it was hashed', async () => {
    const { fake, s3 } = await start()
    s3.middlewareStack.add(
      (next) => async (args) => {
        if (isObject(args.request) && isObject(args.request['headers'])) {
          args.request['headers']['x-amz-content-sha256'] = createHash('sha256').update('other').digest('hex')
        }
        return next(args)
      },
      { step: 'build' }
    )
    expect(await refusal(put(s3, 'k', 'hello'))).toBe('XAmzContentSHA256Mismatch 400')
    expect(fake.objects(Bucket).size).toBe(0)
  })

  test('cover every header of the service', async () => {
    const { s3 } = await start()
    s3.middlewareStack.add(
      (next) => async (args) => {
        if (isObject(args.request) && isObject(args.request['headers']))
          args.request['headers']['x-amz-late'] = '1'
        return next(args)
      },
      { step: 'finalizeRequest', priority: 'low' }
    )
    expect(await head(s3)).toBe('AccessDenied 403')
  })

  test('are needed, except to read where anyone may', async () => {
    const { fake } = await start()
    fake.setObject(Bucket, 'k+1', 'public')
    expect(await raw(fake, '/b/k+1')).toMatchObject({ status: 403 })
    const open = (await start({ anonymousRead: true })).fake
    open.setObject(Bucket, 'k+1', 'public')
    expect(await raw(open, '/b/k+1')).toMatchObject({ status: 200, text: 'public' })
    expect(await raw(open, '/b/k%2B1', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
    expect(await raw(open, '/b?list-type=2')).toMatchObject({ status: 403 })
    expect((await raw(open, '/b/none')).text).toMatch(/<Code>NoSuchKey<\/Code>/)
    expect(await raw(open, '/b/%ff')).toMatchObject({ status: 400 })
    const spaced = (await start({ anonymousRead: true, plusIsSpace: true })).fake
    spaced.setObject(Bucket, 'k+1', 'public')
    expect(await raw(spaced, '/b/k+1')).toMatchObject({ status: 404 })
    expect(await raw(spaced, '/b/k%2B1')).toMatchObject({ status: 200 })
  })

  test('can be in the address, for as long as it says', async () => {
    const { fake } = await start()
    fake.setObject(Bucket, 'a b+c', 'presigned')
    expect(await raw(fake, presign(fake, 'a b+c'))).toMatchObject({ status: 200, text: 'presigned' })
    expect(await raw(fake, presign(fake, 'a b+c'), { method: 'HEAD' })).toMatchObject({ status: 403 })
    expect(await raw(fake, presign(fake, 'a b+c').replace('a%20b', 'b'))).toMatchObject({ status: 403 })
    const old = new Date(Date.now() - 120_000)
    expect((await raw(fake, presign(fake, 'a b+c', old))).text).toMatch(/Request has expired/)
  })

  test('may be of someone who may not write, or not list', async () => {
    const { fake, s3 } = await start({ credentials: [{ ...credentials, readOnly: true }] })
    fake.setObject(Bucket, 'k', 'x')
    expect(await refusal(put(s3, 'k'))).toBe('AccessDenied 403')
    expect((await get(s3, 'k')).toString()).toBe('x')
    const { s3: blind } = await start({ denyList: true })
    expect(await head(blind)).toBe('AccessDenied 403')
    expect(await refusal(get(blind, 'absent'))).toBe('AccessDenied 403')
  })

  test('do not excuse bodies without a length or in signed chunks', async () => {
    const { fake, s3 } = await start()
    const stream = clientOf(fake, { requestChecksumCalculation: 'WHEN_SUPPORTED' })
    const Body = Readable.from([Buffer.from('streamed')])
    expect(
      await refusal(stream.send(new PutObjectCommand({ Bucket, Key: 'k', Body, ContentLength: 8 })))
    ).toBe('NotImplemented 501')
    const unsized = new PutObjectCommand({ Bucket, Key: 'k', Body: Readable.from([Buffer.from('streamed')]) })
    expect(await refusal(s3.send(unsized))).toBe('MissingContentLength 411')
  })

  test('hold for many requests at a time', async () => {
    const { fake, s3 } = await start()
    await Promise.all(Array.from({ length: 200 }, (_, index) => put(s3, `k${index}`)))
    expect(fake.count({ operation: 'PutObject', status: 200, key: /^k/ })).toBe(200)
    fake.clear()
    expect(fake.count()).toBe(0)
  })
})

describe('listings', () => {
  const keys = ['a', 'a/', 'a/b', 'a/c/d', 'a/c/e', 'a0', 'b+ c', '\uffee', '😀']

  async function listAll(s3: S3Client, more: object = {}): Promise<{ entries: string[]; pages: number }> {
    const entries: string[] = []
    let ContinuationToken: string | undefined
    let pages = 0
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, ...more, ContinuationToken }))
      entries.push(...(page.CommonPrefixes ?? []).map((each) => `${each.Prefix!}*`))
      entries.push(...(page.Contents ?? []).map((each) => each.Key!))
      ContinuationToken = page.NextContinuationToken
      expect(page.IsTruncated).toBe(ContinuationToken !== undefined)
      expect(page.KeyCount).toBe((page.Contents?.length ?? 0) + (page.CommonPrefixes?.length ?? 0))
      pages += 1
    } while (ContinuationToken !== undefined)
    return { entries, pages }
  }

  test.each([1, 2, 1000])('come in pages of %d, by the bytes of the keys', async (pageSize) => {
    const { fake, s3 } = await start({ pageSize })
    for (const key of keys.toReversed()) fake.setObject(Bucket, key, key)
    expect((await listAll(s3)).entries).toEqual(keys)
    expect((await listAll(s3, { Prefix: 'a/' })).entries).toEqual(['a/', 'a/b', 'a/c/d', 'a/c/e'])
    expect((await listAll(s3, { StartAfter: 'a/c/d' })).entries).toEqual([
      'a/c/e',
      'a0',
      'b+ c',
      '\uffee',
      '😀'
    ])
    const grouped = await listAll(s3, { Delimiter: '/' })
    expect(grouped.entries.toSorted()).toEqual(['a', 'a/*', 'a0', 'b+ c', '\uffee', '😀'].toSorted())
    expect(grouped.pages).toBe(Math.ceil(6 / pageSize))
    expect((await listAll(s3, { Delimiter: '/', Prefix: 'a/' })).entries.toSorted()).toEqual([
      'a/',
      'a/b',
      'a/c/*'
    ])
    expect((await listAll(s3, { Prefix: 'none' })).entries).toEqual([])
  })

  test('describe objects', async () => {
    const { s3 } = await start()
    await put(s3, 'k', 'hello')
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }))
    expect(Contents).toEqual([
      expect.objectContaining({ Key: 'k', Size: 5, ETag: md5('hello'), StorageClass: 'STANDARD' })
    ])
  })

  test('can be encoded and limited', async () => {
    const { fake, s3 } = await start()
    for (const key of keys) fake.setObject(Bucket, key, key)
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'b+', EncodingType: 'url' }))
    expect(page).toMatchObject({ Prefix: 'b%2B', EncodingType: 'url', Contents: [{ Key: 'b%2B+c' }] })
    const none = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }))
    expect(none).toMatchObject({ KeyCount: 0, IsTruncated: false })
    expect(await refusal(s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: '!' })))).toBe(
      'InvalidArgument 400'
    )
  })

  test('of the first version go on from a marker', async () => {
    const { fake, s3 } = await start()
    for (const key of keys) fake.setObject(Bucket, key, key)
    const first = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 2 }))
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: 'a/', CommonPrefixes: [{ Prefix: 'a/' }] })
    const second = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: 'a/', MaxKeys: 2 }))
    expect(second.Contents?.map((each) => each.Key)).toEqual(['a0', 'b+ c'])
  })
})

describe('multipart uploads', () => {
  const half = randomBytes(3000)

  test('make one object of their parts', async () => {
    const { fake, s3 } = await start({ minPartSize: 3000 })
    const id = await create(s3, 'k', { Metadata: { sha256: 'x' }, ContentType: 'a/b' })
    const parts = [
      await part(s3, 'k', id, 1, Buffer.from('replaced')),
      await part(s3, 'k', id, 2, Buffer.from('end')),
      await part(s3, 'k', id, 1, half)
    ]
    const { Parts } = await s3.send(new ListPartsCommand({ Bucket, Key: 'k', UploadId: id }))
    expect(Parts?.map((each) => each.Size)).toEqual([3000, 3])
    await complete(s3, 'k', id, [parts[2]!, parts[1]!])
    const whole = Buffer.concat([half, Buffer.from('end')])
    expect(await get(s3, 'k')).toEqual(whole)
    expect((await get(s3, 'k', { Range: 'bytes=2999-3000' })).equals(whole.subarray(2999, 3001))).toBe(true)
    const second = await s3.send(new GetObjectCommand({ Bucket, Key: 'k', PartNumber: 2 }))
    expect(second).toMatchObject({
      PartsCount: 2,
      ContentRange: 'bytes 3000-3002/3003',
      Metadata: { sha256: 'x' }
    })
    const digests = [half, Buffer.from('end')].map((each) => createHash('md5').update(each).digest())
    expect(second.ETag).toBe(md5(Buffer.concat(digests)).replace(/"$/, '-2"'))
    expect(fake.uploads(Bucket).size).toBe(0)
    expect(await refusal(s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'k', UploadId: id })))).toBe(
      'NoSuchUpload 404'
    )
  })

  test('refuse what does not fit', async () => {
    const { s3, fake } = await start({ minPartSize: 3000, maxParts: 2, partSizeLimit: 5000 })
    const id = await create(s3, 'k')
    const [one, two] = [await part(s3, 'k', id, 1, Buffer.from('short')), await part(s3, 'k', id, 2, half)]
    expect(await refusal(complete(s3, 'k', id, [one, two]))).toBe('EntityTooSmall 400')
    expect(await refusal(complete(s3, 'k', id, [two, one]))).toBe('InvalidPartOrder 400')
    expect(await refusal(complete(s3, 'k', id, [{ ...one, ETag: two.ETag }]))).toBe('InvalidPart 400')
    expect(await refusal(complete(s3, 'k', id, [one, { PartNumber: 3, ETag: one.ETag }]))).toBe(
      'InvalidPart 400'
    )
    expect(await refusal(complete(s3, 'k', id, []))).toBe('MalformedXML 400')
    expect(await refusal(part(s3, 'k', id, 3, half))).toBe('InvalidArgument 400')
    expect(await refusal(part(s3, 'k', id, 1, randomBytes(5001)))).toBe('EntityTooLarge 400')
    expect(await refusal(part(s3, 'other', id, 1, half))).toBe('NoSuchUpload 404')
    expect(fake.objects(Bucket).size).toBe(0)
    await complete(s3, 'k', id, [one])
    expect(fake.text(Bucket, 'k')).toBe('short')
  })

  test('keep checksums only where they were declared', async () => {
    const { fake, s3 } = await start({ minPartSize: 1 })
    const sum = (body: Buffer): string => {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32BE(crc32(body))
      return bytes.toString('base64')
    }
    const send = async (id: string, more: object): Promise<Part> => {
      const command = new UploadPartCommand({
        Bucket,
        Key: 'k',
        UploadId: id,
        PartNumber: 1,
        Body: half,
        ...more
      })
      return { PartNumber: 1, ETag: (await s3.send(command)).ETag! }
    }
    const plain = await create(s3, 'k')
    expect(await refusal(send(plain, { ChecksumCRC32: sum(half) }))).toBe('InvalidRequest 400')
    const bare = await send(plain, {})
    expect(await refusal(complete(s3, 'k', plain, [{ ...bare, ...{ ChecksumCRC32: sum(half) } }]))).toBe(
      'InvalidRequest 400'
    )
    const declared = await create(s3, 'k', { ChecksumAlgorithm: 'CRC32' })
    const summed = await send(declared, { ChecksumCRC32: sum(half) })
    expect(await refusal(complete(s3, 'k', declared, [summed]))).toBe('InvalidRequest 400')
    await complete(s3, 'k', declared, [{ ...summed, ...{ ChecksumCRC32: sum(half) } }])
    expect(fake.objects(Bucket).get('k')?.checksum?.value).toMatch(/-1$/)
    const full = await create(s3, 'k', { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' })
    const parts = [await part(s3, 'k', full, 1, half)]
    expect(await refusal(complete(s3, 'k', full, parts, { ChecksumCRC32: 'AAAAAA==' }))).toBe('BadDigest 400')
    await complete(s3, 'k', full, parts, { ChecksumCRC32: sum(half) })
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' }))).toMatchObject(
      {
        ChecksumCRC32: sum(half)
      }
    )
  })

  test("work with the SDK's defaults", async () => {
    const { fake } = await start({ minPartSize: 1 })
    const s3 = clientOf(fake, { requestChecksumCalculation: 'WHEN_SUPPORTED' })
    const created = await s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key: 'k', ChecksumAlgorithm: 'CRC32' })
    )
    const sent = await s3.send(
      new UploadPartCommand({ Bucket, Key: 'k', UploadId: created.UploadId, PartNumber: 1, Body: half })
    )
    await complete(s3, 'k', created.UploadId!, [{ ...sent, PartNumber: 1, ETag: sent.ETag! }])
    expect(fake.bytes(Bucket, 'k')).toEqual(half)
  })

  test('are listed while open, in pages, and can be made old', async () => {
    const { fake, s3 } = await start({ pageSize: 1 })
    const ids = [await create(s3, 'p/a'), await create(s3, 'p/a'), await create(s3, 'p/b')]
    await create(s3, 'q')
    fake.setInitiated(Bucket, ids[1]!, new Date('2020-01-02T03:04:05Z'))
    const found: { UploadId?: string | undefined; Initiated?: Date | undefined }[] = []
    let next: object | undefined = {}
    while (next !== undefined) {
      const command: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({
        Bucket,
        Prefix: 'p/',
        ...next
      })
      const page: ListMultipartUploadsCommandOutput = await s3.send(command)
      found.push(...(page.Uploads ?? []))
      const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page
      next = page.IsTruncated === true ? { KeyMarker, UploadIdMarker } : undefined
    }
    expect(found.map((each) => each.UploadId)).toEqual(ids)
    expect(found[1]?.Initiated).toEqual(new Date('2020-01-02T03:04:05Z'))
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'p/a', UploadId: ids[0]! }))
    expect([...fake.uploads(Bucket).keys()]).not.toContain(ids[0])
  })

  test('of zeros take no memory', async () => {
    const { fake, s3 } = await start()
    const id = await create(s3, 'k')
    const zeros = Buffer.alloc(8 << 20)
    const parts: Part[] = []
    for (let number = 1; number <= 4; number += 1) parts.push(await part(s3, 'k', id, number, zeros))
    parts.push(await part(s3, 'k', id, 5, Buffer.concat([zeros, Buffer.from('end')])))
    await complete(s3, 'k', id, parts)
    const object = fake.objects(Bucket).get('k')!
    const kept = object.body.segments.reduce(
      (sum, each) => sum + (Buffer.isBuffer(each) ? each.length : 0),
      0
    )
    expect(object.size).toBe((40 << 20) + 3)
    expect(kept).toBeLessThan(1 << 20)
    const whole = await get(s3, 'k')
    expect(whole.equals(Buffer.concat([Buffer.alloc(40 << 20), Buffer.from('end')]))).toBe(true)
    fake.setObject(Bucket, 'huge', zeroBody(5 * 2 ** 30), { etag: '"huge"' })
    expect((await get(s3, 'huge', { Range: 'bytes=5368709100-' })).equals(Buffer.alloc(20))).toBe(true)
  })
})

describe('faults', () => {
  test('answer errors by operation, key, order and number', async () => {
    const { fake, s3 } = await start()
    const status = (code: string, code2 = 503) => ({ kind: 'status', status: code2, code }) as const
    fake.faults(
      {
        operation: 'PutObject',
        key: /^slow/,
        skip: 1,
        times: 1,
        effect: { ...status('SlowDown'), retryAfter: 3 }
      },
      { nth: 4, effect: status('InternalError', 500) }
    )
    expect(await refusal(put(s3, 'slow'))).toBe('ok')
    expect(await refusal(put(s3, 'slow'))).toBe('SlowDown 503')
    expect(await refusal(put(s3, 'slow'))).toBe('ok')
    expect(await refusal(put(s3, 'slow'))).toBe('InternalError 500')
    expect(await refusal(put(s3, 'slow'))).toBe('ok')
    expect(fake.requests.map((each) => each.fault)).toEqual([
      undefined,
      'status',
      undefined,
      'status',
      undefined
    ])
    fake.clear()
    fake.clearFaults()
    fake.faults({ nth: 1, effect: { ...status('SlowDown'), retryAfter: 3 } })
    expect((await raw(fake, '/b/k')).headers['retry-after']).toBe('3')
  })

  test('strike by chance, the same way every time', async () => {
    const strikes = async (seed: number): Promise<string[]> => {
      const { fake, s3 } = await start()
      fake.faults({ probability: 0.5, seed, effect: { kind: 'status', status: 503, code: 'SlowDown' } })
      const results: string[] = []
      for (let count = 0; count < 20; count += 1) results.push(await refusal(put(s3, 'k')))
      return results
    }
    const once = await strikes(7)
    expect(await strikes(7)).toEqual(once)
    expect(await strikes(8)).not.toEqual(once)
    expect(new Set(once).size).toBe(2)
  })

  test.each([
    ['reset', 'ECONNRESET', undefined],
    ['lost', 'ECONNRESET', 'new'],
    ['lost-500', 'InternalError 500', 'new']
  ] as const)('can be %s', async (kind, error, stored) => {
    const { fake, s3 } = await start()
    fake.faults({ times: 1, effect: { kind } })
    expect(await refusal(put(s3, 'k', 'new'))).toBe(error)
    expect(fake.text(Bucket, 'k')).toBe(stored)
    expect(await refusal(put(s3, 'k', 'new'))).toBe('ok')
  })

  test.each([
    ['hang', undefined],
    ['lost-hang', 'new']
  ] as const)('can be %s', async (kind, stored) => {
    const { fake, s3 } = await start()
    fake.faults({ effect: { kind } })
    const abort = AbortSignal.timeout(200)
    const sent = s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'new' }), { abortSignal: abort })
    expect(await refusal(sent)).toMatch(/AbortError/)
    expect(fake.text(Bucket, 'k')).toBe(stored)
  })

  test('cut bodies short in both directions', async () => {
    const { fake, s3 } = await start()
    fake.setObject(Bucket, 'k', randomBytes(1 << 20))
    fake.faults({ operation: 'GetObject', times: 1, effect: { kind: 'cut', bytes: 1000 } })
    const reply = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))
    expect(reply.ContentLength).toBe(1 << 20)
    expect(await refusal(reply.Body!.transformToByteArray())).toBe('ECONNRESET')
    expect(fake.requests[0]).toMatchObject({ bytesOut: 1000, fault: 'cut' })
    fake.faults({ operation: 'PutObject', times: 1, effect: { kind: 'cut-request', bytes: 100_000 } })
    expect(await refusal(put(s3, 'new', randomBytes(1 << 20)))).toBe('ECONNRESET')
    expect(fake.requests[1]!.bytesIn).toBeLessThan(1 << 20)
    expect(fake.objects(Bucket).has('new')).toBe(false)
    expect((await get(s3, 'k')).length).toBe(1 << 20)
  })

  test('let a test act between two requests', async () => {
    const { fake, s3 } = await start()
    const seen: string[] = []
    fake.setObject(Bucket, 'k', 'old')
    fake.faults({
      operation: 'GetObject',
      delay: 20,
      before: () => {
        fake.setObject(Bucket, 'k', 'swapped')
      },
      after: (request) => {
        seen.push(request.key)
      }
    })
    await s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }))
    expect((await get(s3, 'k')).toString()).toBe('swapped')
    expect(seen).toEqual(['k'])
    expect(fake.requests[1]!.endedAt! - fake.requests[1]!.startedAt).toBeGreaterThan(15)
  })

  test('kill before or after the request is applied', async () => {
    const { fake, s3 } = await start()
    let kills = 0
    const kill = (): void => {
      kills += 1
    }
    fake.faults({ nth: 1, kill }, { nth: 2, kill, effect: { kind: 'lost' } })
    expect(await refusal(put(s3, 'k'))).toBe('ECONNRESET')
    expect([kills, fake.objects(Bucket).size]).toEqual([1, 0])
    expect(await refusal(put(s3, 'k'))).toBe('ECONNRESET')
    expect([kills, fake.objects(Bucket).size]).toEqual([2, 1])
  })

  test('kill a process by its number', async () => {
    const { fake, s3 } = await start()
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    const ended = new Promise((resolve) =>
      child.once('exit', (_code, signal) => {
        resolve(signal)
      })
    )
    fake.faults({ kill: child.pid!, times: 1, effect: { kind: 'lost' } })
    expect(await refusal(put(s3, 'k'))).toBe('ECONNRESET')
    expect(await ended).toBe('SIGKILL')
    expect(fake.text(Bucket, 'k')).toBe('k')
  })

  test('lose the upload with a conflict on Complete', async () => {
    const { fake, s3 } = await start()
    const id = await create(s3, 'k')
    const parts = [await part(s3, 'k', id, 1, Buffer.from('x'))]
    const effect = { kind: 'status', status: 409, code: 'ConditionalRequestConflict' } as const
    fake.faults({ operation: 'CompleteMultipartUpload', times: 1, effect })
    expect(await refusal(complete(s3, 'k', id, parts))).toBe('ConditionalRequestConflict 409')
    expect(await refusal(complete(s3, 'k', id, parts))).toBe('NoSuchUpload 404')
  })

  test('do not get in the way of large bodies that wait to be asked for', async () => {
    const { fake, s3 } = await start()
    const body = randomBytes(4 << 20)
    await put(s3, 'k', body)
    expect(fake.requests[0]!.headers['expect']).toBe('100-continue')
    expect(fake.bytes(Bucket, 'k')?.equals(body)).toBe(true)
    const wrong = clientOf(fake, { credentials: { accessKeyId: 'x', secretAccessKey: 'y' } })
    expect(await refusal(put(wrong, 'k', body))).toBe('InvalidAccessKeyId 403')
    expect(fake.requests[1]!.bytesIn).toBe(0)
  })
})

describe('the fake itself', () => {
  test('tells of every change before its reply', async () => {
    const { fake, s3 } = await start()
    const told: string[] = []
    const stop = fake.onWrite((write) => told.push(`${write.operation} ${write.key}`))
    await put(s3, 'k')
    await refusal(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '', IfNoneMatch: '*' })))
    await get(s3, 'k')
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }))
    stop()
    await put(s3, 'k')
    expect(told).toEqual(['PutObject k', 'DeleteObject k'])
  })

  test('does not lose what a checker throws', async () => {
    const fake = await startS3Fake({ buckets: [Bucket] })
    const s3 = clientOf(fake)
    fake.onWrite(() => {
      throw new Error('invariant broken')
    })
    await put(s3, 'k')
    expect(fake.failures).toHaveLength(1)
    await expect(fake.close()).rejects.toThrow('invariant broken')
  })

  test('applies nothing of a client that goes away half-way', async () => {
    const { fake, s3 } = await start()
    const signed = await start({ anonymousRead: true })
    signed.fake.setObject(Bucket, 'k', zeroBody(64 << 20))
    const headers = { 'content-length': '100' }
    const request = http.request({ host: '127.0.0.1', port: fake.port, path: '/b/k', method: 'PUT', headers })
    request.on('error', ignore)
    request.write('half')
    await eventually(() => fake.requests[0]?.bytesIn === 4)
    request.destroy()
    await eventually(() => fake.requests[0]?.endedAt !== undefined)
    const reading = http.get({ host: '127.0.0.1', port: signed.fake.port, path: '/b/k' }, (reply) => {
      reply.on('error', ignore)
      reply.once('data', () => reply.destroy())
    })
    reading.on('error', ignore)
    await eventually(() => signed.fake.requests[0]?.endedAt !== undefined)
    expect([fake.failures, signed.fake.failures, fake.objects(Bucket).size]).toEqual([[], [], 0])
    await put(s3, 'k')
  })

  test('counts the requests that waited for each other', async () => {
    const { fake, s3 } = await start()
    fake.faults({ delay: 20 })
    await put(s3, 'a')
    await Promise.all([get(s3, 'a'), get(s3, 'a'), get(s3, 'a')])
    await get(s3, 'a')
    expect([fake.count(), roundTrips(fake.requests)]).toEqual([5, 3])
  })

  test('speaks TLS', async () => {
    const tls = selfSignedCertificate()
    const { fake } = await start({ tls })
    const s3 = clientOf(fake, { requestHandler: { httpsAgent: { ca: tls.cert } } })
    expect(fake.endpoint).toMatch(/^https:/)
    await put(s3, 'k', 'hello')
    expect((await get(s3, 'k')).toString()).toBe('hello')
    fake.faults({ times: 1, effect: { kind: 'lost' } })
    expect(await refusal(put(s3, 'k', 'lost'))).toBe('ECONNRESET')
    expect(fake.text(Bucket, 'k')).toBe('lost')
    expect(await refusal(put(clientOf(fake), 'k'))).not.toBe('ok')
  })

  test('refuses what it does not know', async () => {
    const { s3 } = await start()
    const copy = new CopyObjectCommand({ Bucket, Key: 'k', CopySource: 'b/other' })
    expect(await refusal(s3.send(copy))).toBe('NotImplemented 501')
    expect(await refusal(s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' })))).toBe(
      'NotImplemented 501'
    )
  })

  test('runs as a process of its own and is steered over HTTP', async () => {
    const path = fileURLToPath(new URL('../../support/s3-fake/serve.ts', import.meta.url))
    const child = spawn(process.execPath, [path, '--bucket', Bucket, '--precondition', 'ignored'], {
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'inherit']
    })
    closers.push(() => child.kill('SIGKILL'))
    const line = await new Promise<string>((resolve) => {
      child.stdout.once('data', (data) => {
        resolve(String(data))
      })
    })
    const endpoint = /"endpoint":"([^"]+)"/.exec(line)![1]!
    const steer = async (method: string, route: string, body?: string): Promise<unknown> => {
      const reply = await fetch(`${endpoint}/_control/${route}`, {
        method,
        ...(body === undefined ? {} : { body })
      })
      expect([route, reply.status]).toEqual([route, 200])
      return reply.json()
    }
    const s3 = clientOf({ endpoint })
    await put(s3, 'k', 'hello')
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'again', IfNoneMatch: '*' }))
    await steer('PUT', 'preconditions', '{"mode":"strict"}')
    expect(
      await refusal(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '', IfNoneMatch: '*' })))
    ).toBe('PreconditionFailed 412')
    await steer('POST', 'faults', '[{"key":"^k","effect":{"kind":"status","status":503,"code":"SlowDown"}}]')
    expect(await refusal(get(s3, 'k'))).toBe('SlowDown 503')
    await steer('DELETE', 'faults')
    expect(await steer('GET', 'objects?bucket=b')).toMatchObject([{ key: 'k', size: 5, etag: md5('again') }])
    expect(await steer('GET', 'requests')).toHaveLength(4)
    await steer('DELETE', 'requests')
    expect(await steer('GET', 'requests')).toEqual([])
    const refused = await fetch(`${endpoint}/_control/faults`, { method: 'POST', body: '[{"unknown":1}]' })
    expect(refused.status).toBe(400)
  })
})
