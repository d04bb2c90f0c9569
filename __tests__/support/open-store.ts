import * as v from 'valibot'
import { silent, type Log } from '../../src/log.ts'
import { openFolder } from '../../src/stores/filesystem/index.ts'
import type { GithubOptions } from '../../src/stores/github/options.ts'
import type { PutArgs, S3Options } from '../../src/stores/s3/options.ts'
import type { Store } from '../../src/stores/store.ts'

const number = v.exactOptional(v.number())

const s3Schema = v.object({
  kind: v.literal('s3'),
  endpoint: v.string(),
  bucket: v.string(),
  prefix: v.string(),
  region: v.string(),
  accessKeyId: v.string(),
  secretAccessKey: v.string(),
  /** What is not said is small: suites take seconds. */
  tuning: v.strictObject({
    partSize: number,
    maxParts: number,
    uploads: number,
    pageSize: number,
    attempts: number,
    baseDelay: number
  })
})

const githubSchema = v.object({
  kind: v.literal('github'),
  apiUrl: v.string(),
  graphqlUrl: v.string(),
  serverUrl: v.string(),
  /** `owner/name` */
  repository: v.string(),
  token: v.nullable(v.string()),
  prefix: v.string(),
  branch: v.exactOptional(v.string()),
  tag: v.exactOptional(v.string())
})

const folderSchema = v.object({ kind: v.literal('folder'), folder: v.string(), prefix: v.string() })

/** Where a store is, so that it can be told to another process. */
export const placeSchema = v.variant('kind', [folderSchema, s3Schema, githubSchema])

export type Place = v.InferOutput<typeof placeSchema>
export type GithubPlace = v.InferOutput<typeof githubSchema>
export type S3Place = v.InferOutput<typeof s3Schema>

/** What a test may want to be otherwise about a store in S3. */
export type S3Changes = Partial<Pick<S3Options, 'putArgs' | 'allowRaces' | 'log' | 'credentials' | 'region'>>

/** Nothing is sent but what is written. */
export const noPutArgs: PutArgs = {
  storageClass: undefined,
  serverSideEncryption: undefined,
  kmsKeyId: undefined,
  bucketKeyEnabled: undefined,
  acl: undefined,
  tagging: undefined
}

/** Opens a store: a new client, that shares nothing with others in this process. */
export async function openStore(place: Place, log: Log = silent): Promise<Store> {
  if (place.kind === 'folder') return openFolder(place.folder, place.prefix, log)
  if (place.kind === 'github') {
    const { openGithub } = await import('../../src/stores/github/index.ts')
    return openGithub(githubOptions(place, { log }))
  }
  const { openS3 } = await import('../../src/stores/s3/index.ts')
  return openS3(s3Options(place, { log }))
}

/** The driver's options for a store in releases of GitHub; nothing waits longer than a test can. */
export function githubOptions(place: GithubPlace, changes: Partial<GithubOptions> = {}): GithubOptions {
  const { apiUrl, graphqlUrl, serverUrl, repository, token, prefix, branch, tag } = place
  const [owner = '', repo = ''] = repository.split('/')
  return {
    ...{ owner, repo, prefix, apiUrl, graphqlUrl, serverUrl },
    branch: branch ?? 'registry',
    tag: tag ?? '{package}-{version}',
    ...{ token: token ?? undefined, tokenFrom: 'the test' },
    release: {
      ...{ makeLatest: 'legacy', prerelease: false, notes: undefined },
      ...{ generateNotes: false, target: undefined, publish: true }
    },
    network: { proxyFor: () => undefined, ca: undefined },
    tuning: {
      ...{ attempts: 10, baseDelay: 1, commitDelay: 2, limitDelay: 10, longestWait: 60_000 },
      ...{ uploads: 4, pageSize: 2, surveyAge: 60_000, starterPatience: 2_000, departurePatience: 2_000 }
    },
    log: silent,
    ...changes
  }
}

/** The driver's options for a store in S3. */
export function s3Options(place: S3Place, changes: S3Changes = {}): S3Options {
  const { bucket, prefix, region, endpoint, accessKeyId, secretAccessKey, tuning } = place
  return {
    ...{ bucket, prefix, region, endpoint },
    credentials: { kind: 'keys', from: 'the test', accessKeyId, secretAccessKey, sessionToken: undefined },
    putArgs: noPutArgs,
    expectedBucketOwner: undefined,
    requestPayer: undefined,
    allowRaces: false,
    network: { proxyFor: () => undefined, ca: undefined },
    tuning: {
      partSize: 64 * 1024,
      maxParts: 10_000,
      uploads: 4,
      pageSize: 1_000,
      attempts: 10,
      baseDelay: 1,
      ...tuning
    },
    log: silent,
    ...changes
  }
}
