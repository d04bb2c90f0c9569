import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command
} from '@aws-sdk/client-s3'
import { RegistryError } from '../../errors.ts'
import { limitYoung } from '../../memory.ts'
import type { Entry, Leftover, Store } from '../store.ts'
import { noS3Answer } from './answers.ts'
import { s3Artifacts } from './artifacts.ts'
import { s3Documents } from './documents.ts'
import { describeS3, type S3Options } from './options.ts'
import { PROBE, probing } from './probe.ts'
import { findingQuotes } from './quoting.ts'
import { knownWriters, type Writers } from './remove.ts'
import { s3Requests, type Requests } from './requests.ts'
import { s3Uploads } from './upload.ts'

/** A registry in a bucket of S3, or of a service that speaks it. Nothing is sent before the first question. */
export function openS3(options: S3Options): Store {
  const requests = s3Requests(options)
  const preconditions = probing(requests)
  const quoting = findingQuotes()
  const writers = knownWriters()
  const uploads = s3Uploads(requests, preconditions, quoting)
  return {
    ...describeS3(options),
    artifacts: s3Artifacts({ requests, uploads, quoting, writers }),
    documents: s3Documents(requests, preconditions, quoting),
    list: (prefix) => listObjects(requests, prefix, writers),
    make: () => Promise.resolve(undefined),
    leftovers: () => listUploads(requests),
    close: async () => {
      await uploads.abort()
      await requests.close()
    }
  }
}

async function* listObjects(requests: Requests, prefix: string, writers: Writers): AsyncGenerator<Entry> {
  const { tuning, prefix: base } = requests.options
  let token: string | undefined
  do {
    const page = await requests.send({
      doing: `listing ${requests.nameOf(prefix)}`,
      needs: 's3:ListBucket',
      call: async (client) =>
        asListing(
          await client.send(
            new ListObjectsV2Command({
              ...requests.bucket,
              Prefix: requests.key(prefix),
              MaxKeys: tuning.pageSize,
              EncodingType: 'url',
              ...(token === undefined ? {} : { ContinuationToken: token })
            })
          )
        )
    })
    limitYoung()
    for (const { Key = '', Size, ETag, LastModified } of page.Contents ?? []) {
      const path = (page.EncodingType === 'url' ? decoded(Key) : Key).slice(base.length)
      const md5 = /^"?([0-9a-f]{32})"?$/.exec(ETag ?? '')?.[1]
      if (path === PROBE) continue
      writers.met(path, ETag ?? '', undefined)
      const digest = md5 === undefined ? undefined : `md5:${md5}`
      yield { path, size: Size ?? 0, revision: ETag ?? '', modified: LastModified, digest }
    }
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined
    if (page.IsTruncated === true && token === undefined) throw cutShort(requests, prefix)
  } while (token !== undefined)
}

/** What is no listing at all, such as a page of the web, would be read as an empty one. */
function asListing<T extends Listing>(page: T): T {
  if ((page.IsTruncated ?? page.Name ?? page.Bucket) === undefined)
    throw noS3Answer('it answers with no listing')
  return page
}

/** What services say of a listing, whatever is in it. */
interface Listing {
  readonly IsTruncated?: boolean | undefined
  readonly Name?: string | undefined
  readonly Bucket?: string | undefined
}

function cutShort(requests: Requests, prefix: string): RegistryError {
  return new RegistryError(
    'unsupported',
    `listing ${requests.nameOf(prefix)}: the service says that there is more, but not how to get it`,
    { hint: 'What is missing can not be told. Use a service that answers ListObjectsV2 in pages.' }
  )
}

async function* listUploads(requests: Requests): AsyncGenerator<Leftover> {
  const { prefix: base } = requests.options
  // Some services take the prefix of uploads for a whole key, and then find none.
  const narrowed = (await requests.connection()).aws ? { Prefix: base } : {}
  let marker: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {}
  while (marker !== undefined) {
    const at: { KeyMarker?: string; UploadIdMarker?: string } = marker
    const page = await requests.send({
      doing: `listing the unfinished uploads of ${requests.nameOf('')}`,
      needs: 's3:ListBucketMultipartUploads',
      call: async (client) =>
        asListing(
          await client.send(new ListMultipartUploadsCommand({ ...requests.bucket, ...narrowed, ...at }))
        )
    })
    for (const { Key = '', UploadId, Initiated } of page.Uploads ?? []) {
      if (!Key.startsWith(base)) continue
      const path = Key.slice(base.length)
      const target = { ...requests.bucket, Key, UploadId }
      yield {
        of: 'upload',
        path,
        own: path === PROBE,
        since: Initiated,
        discard: async () => {
          await requests.ask(
            {
              doing: `aborting the upload of ${requests.nameOf(path)}`,
              needs: 's3:AbortMultipartUpload',
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

/** Keys come form-encoded, where the service can do that: a listing in XML can't hold every character. */
function decoded(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '))
}
