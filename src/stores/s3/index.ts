import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command
} from '@aws-sdk/client-s3'
import type { Entry, Leftover, Store } from '../store.ts'
import { s3Artifacts } from './artifacts.ts'
import { s3Documents } from './documents.ts'
import { describeS3, type S3Options } from './options.ts'
import { probing } from './probe.ts'
import { s3Requests, type Requests } from './requests.ts'
import { s3Uploads } from './upload.ts'

/** A registry in a bucket of S3, or of a service that speaks it. Nothing is sent before the first question. */
export function openS3(options: S3Options): Store {
  const requests = s3Requests(options)
  const preconditions = probing(requests)
  const uploads = s3Uploads(requests, preconditions)
  return {
    ...describeS3(options),
    artifacts: s3Artifacts(requests, uploads, preconditions),
    documents: s3Documents(requests, preconditions),
    list: (prefix) => listObjects(requests, prefix),
    leftovers: () => listUploads(requests),
    close: async () => {
      await uploads.abort()
      await requests.close()
    }
  }
}

async function* listObjects(requests: Requests, prefix: string): AsyncGenerator<Entry> {
  const { tuning, prefix: base } = requests.options
  let token: string | undefined
  do {
    const page = await requests.send({
      doing: `listing ${requests.nameOf(prefix)}`,
      call: (client) =>
        client.send(
          new ListObjectsV2Command({
            ...requests.bucket,
            Prefix: requests.key(prefix),
            MaxKeys: tuning.pageSize,
            EncodingType: 'url',
            ...(token === undefined ? {} : { ContinuationToken: token })
          })
        )
    })
    for (const { Key, Size, ETag } of page.Contents ?? []) {
      yield { path: decoded(Key ?? '').slice(base.length), size: Size ?? 0, revision: ETag ?? '' }
    }
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined
  } while (token !== undefined)
}

async function* listUploads(requests: Requests): AsyncGenerator<Leftover> {
  const { prefix: base } = requests.options
  let marker: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {}
  while (marker !== undefined) {
    const at: { KeyMarker?: string; UploadIdMarker?: string } = marker
    const page = await requests.send({
      doing: `listing the unfinished uploads of ${requests.nameOf('')}`,
      call: (client) =>
        client.send(new ListMultipartUploadsCommand({ ...requests.bucket, Prefix: base, ...at }))
    })
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      const target = { ...requests.bucket, Key, UploadId }
      yield {
        path: (Key ?? '').slice(base.length),
        since: Initiated,
        discard: async () => {
          await requests.ask(
            {
              doing: `aborting the upload of ${requests.nameOf((Key ?? '').slice(base.length))}`,
              call: (client) => client.send(new AbortMultipartUploadCommand(target))
            },
            'no-upload'
          )
        }
      }
    }
    marker =
      page.IsTruncated === true && page.NextKeyMarker !== undefined
        ? {
            KeyMarker: page.NextKeyMarker,
            ...(page.NextUploadIdMarker === undefined ? {} : { UploadIdMarker: page.NextUploadIdMarker })
          }
        : undefined
  }
}

/** Keys come form-encoded: a listing in XML can't hold every character. */
function decoded(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '))
}
