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
  'GLACIER_IR',
  'EXPRESS_ONEZONE'
] as const

const ACLS = [
  ...(['private', 'public-read', 'public-read-write', 'authenticated-read'] as const),
  ...(['aws-exec-read', 'bucket-owner-read', 'bucket-owner-full-control'] as const)
] as const

const argsSchema = v.strictObject({
  StorageClass: v.optional(v.picklist(STORAGE_CLASSES)),
  ServerSideEncryption: v.optional(v.picklist(['AES256', 'aws:kms', 'aws:kms:dsse'])),
  SSEKMSKeyId: v.optional(v.string()),
  BucketKeyEnabled: v.optional(v.boolean()),
  ACL: v.optional(v.picklist(ACLS)),
  Tagging: v.optional(v.union([v.string(), v.record(v.string(), v.string())])),
  'expected-bucket-owner': v.optional(v.pipe(v.string(), v.regex(/^\d{12}$/, 'an account has 12 digits'))),
  'request-payer': v.optional(v.literal('requester'))
})

function readObject(reader: Reader): v.InferOutput<typeof argsSchema> {
  const text = reader.text('s3-put-args')
  if (text === undefined) return {}
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), argsSchema), text)
  if (parsed.success) return parsed.output
  for (const issue of parsed.issues) {
    const path = v.getDotPath(issue) ?? ''
    const names = Object.keys(argsSchema.entries)
    if (issue.expected === 'never')
      reader.wrong('s3-put-args', `has the key ${quoted(path)}, which is not known`, suggestion(path, names))
    else
      reader.wrong(
        's3-put-args',
        path === '' ? 'is not a JSON object' : `${path} can't be ${issue.received}`,
        `${issue.message}. The keys are ${names.join(', ')}.`
      )
  }
  return {}
}
