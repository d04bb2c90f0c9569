import { md5, sha256 } from '../../digest.ts'
import type { Artifact, NewArtifact, Page } from '../store.ts'
import type { PutArgs } from './options.ts'
import type { Answered } from './wire.ts'

/** User metadata of an artifact, fixed when it is written. S3 takes ASCII alone, so the name is percent-encoded. */
export function artifactMetadata(item: NewArtifact, nonce: string): Record<string, string> {
  return {
    [SHA256]: item.sha256,
    [FILENAME]: encodeURIComponent(item.key.filename),
    ...(item.executable ? { [EXECUTABLE]: 'true' } : {}),
    [NONCES]: nonce
  }
}

/** User metadata of a document: who wrote it last, and before. */
export function documentMetadata(nonces: readonly string[]): Record<string, string> {
  return { [NONCES]: nonces.join(' ') }
}

/** User metadata of a page: what one look at it needs to tell whether it is current. */
export function pageMetadata(page: Page, nonce: string): Record<string, string> {
  return { [SHA256]: sha256(page.body), [SERIAL]: String(page.serial), [NONCES]: nonce }
}

/** Whether an object is the page, by its headers alone. What another tool stored is compared by its MD5, if it has one. */
export function isCurrentPage(page: Page, head: Answered): boolean {
  const { Metadata, ETag = '', ContentLength, ContentType = '' } = head
  const digest = Metadata[SHA256]
  const same =
    digest === undefined
      ? ETag.replaceAll('"', '') === md5(page.body)
      : digest === sha256(page.body) && Metadata[SERIAL] === String(page.serial)
  return same && ContentLength === page.body.length && mediaType(ContentType) === mediaType(page.contentType)
}

/** Bodies of one type are told apart by clients; how a service writes its parameters is its own affair. */
function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase()
}

/** The nonces of the last writers of an object, newest first. */
export function noncesOf(metadata: Record<string, string> | undefined): string[] {
  return metadata?.[NONCES]?.split(' ') ?? []
}

/** What an object's headers say of it as an artifact. */
export function toArtifact(
  path: string,
  head: { ETag?: string | undefined; Metadata?: Record<string, string> | undefined },
  size: number
): Artifact {
  const digest = head.Metadata?.[SHA256]
  const filename = head.Metadata?.[FILENAME]
  return {
    path,
    size,
    revision: head.ETag ?? '',
    sha256: digest !== undefined && /^[0-9a-f]{64}$/.test(digest) ? digest : undefined,
    // Whatever replaces an object replaces what was noted of it.
    altered: false,
    executable: head.Metadata?.[EXECUTABLE] === 'true',
    filename: filename === undefined ? undefined : decoded(filename)
  }
}

/** The S3 parameters for what is written in parts. */
export function writeArgs(args: PutArgs, kind: 'artifact' | 'document') {
  return {
    ...(args.storageClass === undefined || kind === 'document' ? {} : { StorageClass: args.storageClass }),
    ...(args.serverSideEncryption === undefined ? {} : { ServerSideEncryption: args.serverSideEncryption }),
    ...(args.kmsKeyId === undefined ? {} : { SSEKMSKeyId: args.kmsKeyId }),
    ...(args.bucketKeyEnabled === undefined ? {} : { BucketKeyEnabled: args.bucketKeyEnabled }),
    ...(args.acl === undefined ? {} : { ACL: args.acl }),
    ...(args.tagging === undefined ? {} : { Tagging: args.tagging })
  }
}

const SHA256 = 'registry-sha256'
const FILENAME = 'registry-filename'
const EXECUTABLE = 'registry-executable'
const SERIAL = 'registry-serial'
const NONCES = 'registry-nonces'

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
