/** What every S3 service shows the driver besides the contract of stores. */
import { createHash } from 'node:crypto'
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type ChecksumAlgorithm,
  type CompletedPart
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { digestOfFile } from '../../src/digest.ts'
import { ABSENT, type Render, type Store } from '../../src/stores/store.ts'
import { update } from '../../src/stores/update.ts'
import {
  artifactOf,
  artifactOfFile,
  failureOf,
  keyOf,
  noise,
  scratch,
  type Scratch
} from '../support/artifacts.ts'
import { openStore } from '../support/open-store.ts'
import { pageOf } from '../support/paged.ts'
import { placeOf, type Service } from '../support/s3-storage.ts'

const MEBIBYTE = 1024 * 1024
const Bucket = 'bucket'

/** The same tests for every service, whose bucket anyone may read. */
export function s3Contract(name: string, begin: () => Promise<Service>): void {
  describe(`${name}: the contract of S3`, () => {
    let service: Service
    let raw: S3Client
    let store: Store
    let files: Scratch
    beforeAll(async () => {
      service = await begin()
      raw = rawClient(service)
      store = await openStore(placeOf(service))
      files = scratch()
    })
    afterAll(async () => {
      raw.destroy()
      await store.close()
      await service.close()
      files.remove()
    })

    const questions: [string, (asked: Store) => Promise<unknown>][] = [
      ['find', (asked) => asked.artifacts.find(keyOf('x'))],
      ['open', (asked) => asked.artifacts.open(keyOf('x'))],
      ['open in a state', (asked) => asked.artifacts.open(keyOf('x'), { revision: '"1"' })],
      ['evidence', (asked) => asked.artifacts.evidence(keyOf('x'), '"1"')],
      ['create', (asked) => asked.artifacts.create([artifactOf('x', 'bytes')])],
      ['read', (asked) => asked.documents.read('x')],
      ['swap what is there', (asked) => asked.documents.swap('x', '"1"', Buffer.from('x'))],
      ['swap what is not there', (asked) => asked.documents.swap('x', ABSENT, Buffer.from('x'))],
      [
        'swap with pages',
        (asked) => asked.documents.swap('x', '"1"', Buffer.from('x'), { render: () => [] })
      ],
      ['complete', (asked) => asked.documents.complete('x', () => [])],
      ['stale', (asked) => asked.documents.stale('x', () => [])],
      ['list', (asked) => asked.list('')[Symbol.asyncIterator]().next()],
      ['leftovers', (asked) => asked.leftovers()[Symbol.asyncIterator]().next()]
    ]

    test.each(questions)('a bucket that is not there is an error: %s', async (_, ask) => {
      const asked = await openStore(placeOf(service, { bucket: 'no-such-bucket' }))
      const { code, message, hint } = await failureOf(ask(asked))
      expect([code, hint.includes('`store`')]).toEqual(['not-found', true])
      expect(message).toMatch(/s3:\/\/no-such-bucket\/.*: there is no bucket no-such-bucket$/)
      await asked.close()
    })

    test.each(questions)('keys that the service does not accept are an error: %s', async (_, ask) => {
      const asked = await openStore(placeOf(service, { secretAccessKey: 'wrong-secret' }))
      const { code, message } = await failureOf(ask(asked))
      expect(code).toBe('denied')
      expect(message).toMatch(/the service does not accept the credentials \(SignatureDoesNotMatch\)$/)
      await asked.close()
    })

    test('what is stored has its type for whoever fetches it without this program', async () => {
      const pages: [path: string, contentType: string, cacheControl: string][] = [
        ['http/', 'text/html; charset=utf-8', 'no-cache'],
        ['http/json', 'application/vnd.pypi.simple.v1+json', 'max-age=60'],
        ['http/plain', 'text/plain', 'no-cache']
      ]
      const records = ['one', 'two']
      const render: Render = (record) =>
        pages.map(([path, contentType, cacheControl]) =>
          pageOf(path, `${path} of ${String(record)}`, 1 + records.indexOf(String(record)), {
            contentType,
            cacheControl,
            ...(path.endsWith('/') ? { orElse: `${path}index.html` } : {})
          })
        )
      for (const record of records)
        await update(store.documents, 'http/record.json', () => Promise.resolve(Buffer.from(record)), {
          render
        })
      const artifact = artifactOf('http/artifact', 'bytes', { contentType: 'application/zip' })
      const kept = { ...artifactOf('http/kept', 'bytes'), cacheControl: 'max-age=1' }
      const parts = await files.write('large', noise(sizes.large, 'large'))
      const large = { ...(await artifactOfFile('http/large', parts)), cacheControl: 'max-age=2' }
      await store.artifacts.create([artifact, kept])
      const inParts = await openStore(placeOf(service, { tuning: { partSize: 5 * MEBIBYTE } }))
      await inParts.artifacts.create([large])
      await inParts.close()
      const fetched = async (path: string) => {
        const reply = await fetch(await store.artifacts.url(keyOf(path)))
        return [
          reply.status,
          reply.headers.get('content-type'),
          reply.headers.get('cache-control'),
          await reply.text()
        ]
      }
      const folder = (await fetched('http/'))[0] === 200 ? 'http/' : 'http/index.html'
      for (const [path, contentType, cacheControl] of pages) {
        const reply = await fetched(path === 'http/' ? folder : path)
        expect(reply).toEqual([200, contentType, cacheControl, `${path} of two`])
      }
      expect((await fetched('http/artifact')).slice(0, 3)).toEqual([200, 'application/zip', null])
      for (const { key, cacheControl } of [kept, large])
        expect((await fetched(key.path)).slice(0, 3)).toEqual([200, 'application/octet-stream', cacheControl])
    })

    const sizes = { small: 1000, large: 5 * MEBIBYTE * 2 + 1234 }
    const stored: { how: string; size: number; put: Put; evidence: string | undefined }[] = [
      { how: 'in one piece', size: sizes.small, put: putWhole(), evidence: 'md5' },
      { how: 'in one piece, no bytes', size: 0, put: putWhole(), evidence: 'md5' },
      { how: 'in parts', size: sizes.large, put: putParts(5 * MEBIBYTE), evidence: 'md5-parts' },
      { how: 'in one part', size: sizes.large, put: putParts(16 * MEBIBYTE), evidence: 'md5-parts' },
      { how: 'in one piece with its CRC32', size: sizes.small, put: putWhole('CRC32'), evidence: 'crc32' },
      { how: 'in one piece with its SHA256', size: sizes.small, put: putWhole('SHA256'), evidence: 'sha256' },
      {
        how: 'in parts with their SHA256s',
        size: sizes.large,
        put: putParts(5 * MEBIBYTE, 'SHA256'),
        evidence: 'md5-parts'
      }
    ]

    test.each(stored)(
      'what another tool stored can be checked: $how',
      async ({ how, size, put, evidence }) => {
        const key = `foreign/${how}`
        const bytes = noise(size, how)
        const file = await files.write('foreign', bytes)
        await put(raw, key, bytes)
        const found = (await store.artifacts.find(keyOf(key)))!
        expect(found).toMatchObject({ size, sha256: undefined, filename: undefined, executable: false })
        const known = await store.artifacts.evidence(keyOf(key), found.revision)
        expect(known?.algorithm.name).toBe(evidence)
        expect(await digestOfFile(file, size, known!.algorithm)).toBe(known!.value)
        expect(await store.artifacts.evidence(keyOf(key), '"another"')).toBeUndefined()
      }
    )
  })
}

type Put = (raw: S3Client, key: string, bytes: Buffer) => Promise<unknown>

function putWhole(ChecksumAlgorithm?: ChecksumAlgorithm): Put {
  const more = ChecksumAlgorithm === undefined ? {} : { ChecksumAlgorithm }
  return (raw, Key, Body) => raw.send(new PutObjectCommand({ Bucket, Key, Body, ...more }))
}

function putParts(partSize: number, algorithm?: 'SHA256'): Put {
  return async (raw, Key, bytes) => {
    const checksums = algorithm === undefined ? {} : { ChecksumAlgorithm: algorithm }
    const { UploadId } = await raw.send(new CreateMultipartUploadCommand({ Bucket, Key, ...checksums }))
    const Parts: CompletedPart[] = []
    for (let start = 0; start < bytes.length; start += partSize) {
      const Body = bytes.subarray(start, start + partSize)
      const part = { Bucket, Key, UploadId, PartNumber: Parts.length + 1, Body }
      const { ETag } = await raw.send(new UploadPartCommand({ ...part, ...checksums }))
      const sum = createHash('sha256').update(Body).digest('base64')
      Parts.push({ PartNumber: part.PartNumber, ETag, ...(algorithm && { ChecksumSHA256: sum }) })
    }
    const MultipartUpload = { Parts }
    await raw.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }))
  }
}

function rawClient({ endpoint, region, accessKeyId, secretAccessKey }: Service): S3Client {
  return new S3Client({
    ...{ endpoint, region, forcePathStyle: true },
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED'
  })
}
