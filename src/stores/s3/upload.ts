import { open, readFile, type FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  type CompletedPart
} from '@aws-sdk/client-s3'
import { sha256 } from '../../digest.ts'
import { fileError, messageOf, RegistryError } from '../../errors.ts'
import { sweepAfter } from '../../memory.ts'
import { assertUnchanged, changedWhileRead } from '../body.ts'
import type { Body, NewArtifact, Revision } from '../store.ts'
import { partBuffers, type PartBuffers } from './buffers.ts'
import { artifactMetadata, writeArgs } from './metadata.ts'
import type { S3Tuning } from './options.ts'
import type { Preconditions } from './probe.ts'
import { putting } from './put.ts'
import type { Quoting } from './quoting.ts'
import { isUnexpected, type Requests } from './requests.ts'
import { conditionally, newNonce, stateOf, writeOnce, type ConditionalWrite, type Written } from './write.ts'

/** Writes artifacts, whole or in parts. */
export interface Uploads {
  /** Stores an artifact if the key is in the state `expected`. */
  put(item: NewArtifact, expected: Revision): Promise<Written | 'refused'>
  /** Aborts what is under way. */
  abort(): Promise<void>
}

type FileBody = Extract<Body, { kind: 'file' }>

/** Uploads to one bucket: small bodies in one request, large ones in parallel parts from a few buffers. */
export function s3Uploads(requests: Requests, preconditions: Preconditions, quoting: Quoting): Uploads {
  const { tuning, log } = requests.options
  const open = new Map<string, string>()
  const buffers = partBuffers(tuning)

  const abortOne = async (uploadId: string, path: string) => {
    open.delete(uploadId)
    try {
      await requests.sendOnce({
        doing: `aborting the upload of ${requests.nameOf(path)}`,
        needs: 's3:AbortMultipartUpload',
        call: (client) =>
          client.send(
            new AbortMultipartUploadCommand({
              ...requests.bucket,
              Key: requests.key(path),
              UploadId: uploadId
            })
          )
      })
    } catch (error) {
      log.debug(messageOf(error))
    }
  }

  async function putWhole(item: NewArtifact, expected: Revision): Promise<Written | 'refused'> {
    const kept = (await preconditions.forPut()) === 'kept'
    const { aws } = await requests.connection()
    const nonce = newNonce()
    const bytes = item.body.kind === 'buffer' ? item.body.bytes : await contentOf(item.body)
    if (sha256(bytes) !== item.sha256)
      throw changedWhileRead(item.body.kind === 'file' ? item.body.path : item.key.path)
    const write = { path: item.key.path, expected, nonce, kept }
    return conditionally(requests, quoting, write, (condition) => {
      const put = putting(requests, {
        ...{ kind: 'artifact', path: item.key.path, body: bytes },
        ...{ contentType: item.contentType, cacheControl: item.cacheControl },
        ...{ metadata: artifactMetadata(item, nonce), condition },
        crc32: aws ? checksum(bytes) : undefined
      })
      return writeOnce(requests, { ...write, put })
    })
  }

  /** One upload in parts. `again`: it was lost on the way and nothing was stored; a new one is needed. */
  async function putParts(
    item: NewArtifact,
    body: FileBody,
    expected: Revision
  ): Promise<Written | 'refused' | 'again'> {
    const kept = (await preconditions.forMultipart()) === 'kept'
    const path = item.key.path
    const checksums = (await requests.connection()).aws && partSizeFor(body.size, tuning) <= LARGEST_BUFFER
    const nonce = newNonce()
    const target = { ...requests.bucket, Key: requests.key(path) }
    const write = { path, expected, nonce, kept }
    await assertUnchanged(body)
    if (!kept && (await stateOf(requests, write)) !== 'expected') return 'refused'
    const created = await requests.send({
      doing: `beginning the upload of ${requests.nameOf(path)}`,
      needs: 's3:PutObject',
      call: (client) =>
        client.send(
          new CreateMultipartUploadCommand({
            ...target,
            ContentType: item.contentType,
            CacheControl: item.cacheControl,
            Metadata: artifactMetadata(item, nonce),
            ...writeArgs(requests.options.putArgs, 'artifact'),
            ...(checksums ? { ChecksumAlgorithm: 'CRC32' } : {})
          })
        )
    })
    const uploadId = created.UploadId ?? ''
    open.set(uploadId, path)
    const progress = log.progress(item.key.filename, body.size)
    let outcome: Written | 'refused' | 'again' = 'again'
    try {
      const parts = await sendParts(requests, {
        path,
        uploadId,
        body,
        buffers,
        checksums,
        onPart: progress.advance
      })
      await assertUnchanged(body)
      outcome = await conditionally(requests, quoting, write, (condition) => {
        const complete = new CompleteMultipartUploadCommand({
          ...target,
          UploadId: uploadId,
          MultipartUpload: { Parts: parts },
          ...condition
        })
        return completeOnce(requests, { ...write, put: (client) => client.send(complete) })
      })
      return outcome
    } finally {
      progress.done()
      if (typeof outcome === 'object') open.delete(uploadId)
      else await abortOne(uploadId, path)
    }
  }

  return {
    put: async (item, expected) => {
      const { body } = item
      if (body.kind === 'buffer') return putWhole(item, expected)
      if (body.size <= tuning.partSize) return buffers.hold(body.size, () => putWhole(item, expected))
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const outcome = await putParts(item, body, expected)
        if (outcome !== 'again') return outcome
        log.warning(
          `the upload of ${requests.nameOf(item.key.path)} was ended by the service; beginning again`
        )
      }
      throw new RegistryError(
        'unavailable',
        `the upload of ${requests.nameOf(item.key.path)} was ended by the service three times`,
        {
          hint: 'Look for a job or a lifecycle rule that aborts uploads, then run the step again.'
        }
      )
    },
    abort: async () => {
      await Promise.all([...open].map(([uploadId, path]) => abortOne(uploadId, path)))
    }
  }
}

/** Bytes of a part: as small as the service's number of parts allows, in whole MiB. */
export function partSizeFor(size: number, tuning: Pick<S3Tuning, 'partSize' | 'maxParts'>): number {
  const mebibyte = 1024 * 1024
  const least = Math.ceil(size / tuning.maxParts)
  return least <= tuning.partSize ? tuning.partSize : Math.ceil(least / mebibyte) * mebibyte
}

interface PartsJob {
  readonly path: string
  readonly uploadId: string
  readonly body: FileBody
  readonly buffers: PartBuffers
  readonly checksums: boolean
  readonly onPart: (bytes: number) => void
}

/** Sends all parts, a few at a time. */
async function sendParts(requests: Requests, job: PartsJob): Promise<CompletedPart[]> {
  const { tuning } = requests.options
  const partSize = partSizeFor(job.body.size, tuning)
  const count = Math.ceil(job.body.size / partSize)
  const parts: CompletedPart[] = []
  const file = await open(job.body.path, 'r')
  let next = 0
  const work = async () => {
    while (next < count) {
      const index = next
      next += 1
      const start = index * partSize
      const length = Math.min(partSize, job.body.size - start)
      const send = (buffer: Buffer | undefined) =>
        sendPart(requests, job, { file, buffer, index, start, length })
      const sent = partSize <= LARGEST_BUFFER ? job.buffers.lend(partSize, send) : send(undefined)
      parts[index] = await sent.catch((error: unknown) => {
        next = count
        throw error
      })
      job.onPart(length)
      sweepAfter(length)
    }
  }
  try {
    const workers = Array.from({ length: Math.min(tuning.uploads, count) }, work)
    const failed = (await Promise.allSettled(workers)).find((each) => each.status === 'rejected')
    if (failed !== undefined) throw failed.reason
    return parts
  } finally {
    await file.close()
  }
}

/** Larger parts are streamed from the file: a retry opens the stream anew. */
const LARGEST_BUFFER = 32 * 1024 * 1024

async function sendPart(
  requests: Requests,
  job: PartsJob,
  part: { file: FileHandle; buffer: Buffer | undefined; index: number; start: number; length: number }
): Promise<CompletedPart> {
  const { start, length, index } = part
  const bytes =
    part.buffer === undefined
      ? undefined
      : await fill(job.body, part.file, part.buffer.subarray(0, length), start)
  const checksums = job.checksums && bytes !== undefined ? { ChecksumCRC32: checksum(bytes) } : {}
  const sent = await requests.send({
    doing: `uploading part ${index + 1} of ${requests.nameOf(job.path)}`,
    needs: 's3:PutObject',
    call: (client) =>
      client.send(
        new UploadPartCommand({
          ...requests.bucket,
          Key: requests.key(job.path),
          UploadId: job.uploadId,
          PartNumber: index + 1,
          Body:
            bytes ??
            part.file.createReadStream({
              start,
              end: start + length - 1,
              autoClose: false,
              highWaterMark: 1024 * 1024
            }),
          ContentLength: length,
          ...checksums
        })
      )
  })
  return { PartNumber: index + 1, ETag: sent.ETag, ...checksums }
}

async function contentOf(body: FileBody): Promise<Buffer> {
  return readFile(body.path).catch((error: unknown) => {
    throw fileError(error, body.path, 'reading')
  })
}

async function fill(body: FileBody, file: FileHandle, buffer: Buffer, start: number): Promise<Buffer> {
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, start + filled)
    if (bytesRead === 0) throw changedWhileRead(body.path)
    filled += bytesRead
  }
  return buffer
}

/** Ends an upload exactly once; like any conditional write, its reply may be lost. */
async function completeOnce(
  requests: Requests,
  job: ConditionalWrite
): Promise<Written | 'refused' | 'again'> {
  const doing = `completing the upload of ${requests.nameOf(job.path)}`
  if (!job.kept && (await stateOf(requests, job)) !== 'expected') return 'refused'
  for (let attempt = 1; ; attempt += 1) {
    const result = await requests.sendOnce({ doing, needs: 's3:PutObject', call: job.put })
    if (!isUnexpected(result)) return { revision: result.ETag ?? '', nonce: job.nonce }
    const state = await stateOf(requests, job)
    if (typeof state === 'object') return state
    if (state === 'changed') return 'refused'
    switch (result.answer) {
      case 'refused':
      case 'absent':
        return 'refused'
      case 'no-upload':
      case 'race':
        return 'again'
      case 'unclear':
        break
      case 'no-range':
      case 'bodiless':
      case 'unsupported':
        throw new RegistryError('unsupported', `${doing}: the service does not know conditional uploads`, {
          hint: 'Use a service that does, or accept that two jobs may overwrite each other with `allow-races: true`.',
          cause: result.error
        })
    }
    if (attempt >= requests.options.tuning.attempts) {
      throw new RegistryError('unavailable', `${doing}: the service did not confirm it`, {
        hint: 'Nothing is lost: run the step again.',
        cause: result.error
      })
    }
    await requests.backOff(attempt, result.error)
  }
}

function checksum(bytes: Uint8Array): string {
  const value = Buffer.alloc(4)
  value.writeUInt32BE(crc32(bytes))
  return value.toString('base64')
}
