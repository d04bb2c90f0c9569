import {
  archiveRedirect,
  latestDownload,
  rawFile,
  releaseDownload,
  storedAsset,
  webArchive
} from './downloads.ts'
import { storedArchive } from './archives.ts'
import { deleteAsset, getAsset, listAssets, updateAsset } from './assets.ts'
import { deleteContent, getCommit, getContent, listCommits, putContent } from './contents.ts'
import { notFound } from './errors.ts'
import {
  getBlob,
  getGitCommit,
  getRef,
  getTree,
  listMatchingRefs,
  patchRef,
  postBlob,
  postCommit,
  postRef,
  postTree,
  removeRef
} from './git-data.ts'
import { runGraphql } from './graphql.ts'
import {
  checkImmutableReleases,
  createRelease,
  deleteRelease,
  generateNotes,
  getLatestRelease,
  getRelease,
  getReleaseByTag,
  listReleases,
  updateRelease
} from './releases.ts'
import type { Handler } from './reply.ts'
import { getRepository } from './repositories.ts'
import type { Operation } from './types.ts'

/** What answers each operation. Uploads and the limits are seen to where requests come in. */
export const handlers: Readonly<
  Record<Exclude<Operation, 'repos/upload-release-asset' | 'rate-limit/get'>, Handler>
> = {
  'git/create-blob': postBlob,
  'git/create-commit': postCommit,
  'git/create-ref': postRef,
  'git/create-tree': postTree,
  'git/delete-ref': removeRef,
  'git/get-blob': getBlob,
  'git/get-commit': getGitCommit,
  'git/get-ref': getRef,
  'git/get-tree': getTree,
  'git/list-matching-refs': listMatchingRefs,
  'git/update-ref': patchRef,
  'graphql.query': runGraphql,
  'repos/check-immutable-releases': checkImmutableReleases,
  'repos/create-or-update-file-contents': putContent,
  'repos/create-release': createRelease,
  'repos/delete-file': deleteContent,
  'repos/delete-release': deleteRelease,
  'repos/delete-release-asset': deleteAsset,
  'repos/download-tarball-archive': archiveRedirect,
  'repos/download-zipball-archive': archiveRedirect,
  'repos/generate-release-notes': generateNotes,
  'repos/get': getRepository,
  'repos/get-commit': getCommit,
  'repos/get-content': getContent,
  'repos/get-latest-release': getLatestRelease,
  'repos/get-release': getRelease,
  'repos/get-release-asset': getAsset,
  'repos/get-release-by-tag': getReleaseByTag,
  'repos/list-commits': listCommits,
  'repos/list-release-assets': listAssets,
  'repos/list-releases': listReleases,
  'repos/update-release': updateRelease,
  'repos/update-release-asset': updateAsset,
  'storage.archive': storedArchive,
  'storage.asset': storedAsset,
  unknown: ({ request, failed }) => {
    failed(new Error(`the fake has no ${request.method} ${request.rawPath} on ${request.host}`))
    throw notFound()
  },
  'web.archive': webArchive,
  'web.latest-download': latestDownload,
  'web.raw': rawFile,
  'web.release-download': releaseDownload
}

const writes: readonly Operation[] = [
  'git/create-blob',
  'git/create-commit',
  'git/create-ref',
  'git/create-tree',
  'git/delete-ref',
  'git/update-ref',
  'repos/create-or-update-file-contents',
  'repos/create-release',
  'repos/delete-file',
  'repos/delete-release',
  'repos/delete-release-asset',
  'repos/update-release',
  'repos/update-release-asset',
  'repos/upload-release-asset'
]

/** Whether an operation changes the state where it succeeds; of GraphQL, whether a document is a mutation. */
export function isWrite(operation: Operation, json: unknown): boolean {
  if (operation !== 'graphql.query') return writes.includes(operation)
  return (
    typeof json === 'object' && json !== null && 'query' in json && /^\s*mutation\b/.test(String(json.query))
  )
}
