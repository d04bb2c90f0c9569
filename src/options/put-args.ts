import * as v from 'valibot'
import type { S3Options } from '../stores/s3/options.ts'
import { quoted, suggestion, type Reader } from './problems.ts'

/** Reads `s3-put-args`: what is sent with everything that is written, under the names of the S3 API. */
export function readPutArgs(
  reader: Reader
): Pick<S3Options, 'putArgs' | 'expectedBucketOwner' | 'requestPayer'> {
  const given = readObject(reader)
  const { Tagging: tagging } = given
  return {
    putArgs: {
      storageClass: given.StorageClass,
      serverSideEncryption: given.ServerSideEncryption,
      kmsKeyId: given.SSEKMSKeyId,
      bucketKeyEnabled: given.BucketKeyEnabled,
      acl: given.ACL,
      tagging: typeof tagging === 'object' ? new URLSearchParams(tagging).toString() : tagging
    },
    expectedBucketOwner: given['expected-bucket-owner'],
    requestPayer: given['request-payer']
  }
}

/** Classes whose objects can be read at once: an archived package can't be pulled. */
const STORAGE_CLASSES = [
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR'
] as const

const ACLS = [
  ...(['private', 'public-read', 'public-read-write', 'authenticated-read'] as const),
  ...(['aws-exec-read', 'bucket-owner-read', 'bucket-owner-full-control'] as const)
] as const

const ACCOUNT = 'Write the 12 digits of the account, in quotes.'
const ENCRYPTIONS = ['AES256', 'aws:kms', 'aws:kms:dsse'] as const

/** The messages are the hints of the problems. */
const argsSchema = v.strictObject({
  StorageClass: v.optional(
    v.picklist(STORAGE_CLASSES, `${oneOf(STORAGE_CLASSES)} Archived packages could not be pulled.`)
  ),
  ServerSideEncryption: v.optional(v.picklist(ENCRYPTIONS, oneOf(ENCRYPTIONS))),
  SSEKMSKeyId: v.optional(v.string("Write the key's ARN or id, in quotes.")),
  BucketKeyEnabled: v.optional(v.boolean('Write true or false, without quotes.')),
  ACL: v.optional(v.picklist(ACLS, oneOf(ACLS))),
  Tagging: v.optional(
    v.union(
      [v.string(), v.pipe(v.unknown(), v.check(isNoList), v.record(v.string(), v.string()))],
      'Write {"name": "value"}, or the pairs as a URL has them.'
    )
  ),
  'expected-bucket-owner': v.optional(v.pipe(v.string(ACCOUNT), v.regex(/^\d{12}$/, ACCOUNT))),
  'request-payer': v.optional(v.literal('requester', 'It can be "requester" only.'))
})

function oneOf(choices: readonly string[]): string {
  return `One of: ${choices.join(', ')}.`
}

/** The library takes a list for an object whose keys are numbers. */
function isNoList(value: unknown): boolean {
  return !Array.isArray(value)
}

function readObject(reader: Reader): v.InferOutput<typeof argsSchema> {
  const text = reader.text('s3-put-args')
  if (text === undefined) return {}
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.check(isNoList), argsSchema), text)
  if (parsed.success) return parsed.output
  for (const issue of parsed.issues) {
    const path = v.getDotPath(issue) ?? ''
    const names = Object.keys(argsSchema.entries)
    if (issue.expected === 'never')
      reader.wrong('s3-put-args', `has the key ${quoted(path)}, which is not known`, suggestion(path, names))
    else
      reader.wrong(
        's3-put-args',
        path === '' ? `is ${quoted(text)}, which is no JSON object` : `has ${path}: ${issue.received}`,
        path === ''
          ? `Write {"StorageClass": "STANDARD_IA"}; the keys are ${names.join(', ')}.`
          : issue.message
      )
  }
  return {}
}
