import { describe, expect, test } from '@jest/globals'
import { readerOf } from '../../../src/options/problems.ts'
import { readPutArgs } from '../../../src/options/put-args.ts'

function read(text: string | undefined) {
  const inputs =
    text === undefined ? [] : [['s3-put-args', { value: text, label: 'input s3-put-args' }] as const]
  const reader = readerOf(new Map(inputs), (name) => name)
  return { ...readPutArgs(reader), problems: reader.problems.map(({ message, hint }) => [message, hint]) }
}

const NONE = {
  ...{ storageClass: undefined, serverSideEncryption: undefined, kmsKeyId: undefined },
  ...{ bucketKeyEnabled: undefined, acl: undefined, tagging: undefined }
}

describe('what is sent with everything that is written', () => {
  test.each([
    [undefined, {}],
    ['{}', {}],
    ['{"StorageClass": "STANDARD_IA"}', { storageClass: 'STANDARD_IA' }],
    [
      '{"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "arn:aws:kms:k", "BucketKeyEnabled": true}',
      { serverSideEncryption: 'aws:kms', kmsKeyId: 'arn:aws:kms:k', bucketKeyEnabled: true }
    ],
    ['{"ACL": "bucket-owner-full-control"}', { acl: 'bucket-owner-full-control' }],
    ['{"Tagging": "team=core&kind=package"}', { tagging: 'team=core&kind=package' }],
    [
      '{"Tagging": {"team": "core & co", "größe": "1+1"}}',
      { tagging: 'team=core+%26+co&gr%C3%B6%C3%9Fe=1%2B1' }
    ]
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual({
      ...{ putArgs: { ...NONE, ...expected }, expectedBucketOwner: undefined, requestPayer: undefined },
      problems: []
    })
  })

  test('and what is asked of the bucket', () => {
    const text = '{"expected-bucket-owner": "123456789012", "request-payer": "requester"}'
    expect(read(text)).toEqual({
      ...{ putArgs: NONE, expectedBucketOwner: '123456789012', requestPayer: 'requester', problems: [] }
    })
  })
})

describe('mistakes in it', () => {
  const KEYS =
    'StorageClass, ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled, ACL, Tagging, expected-bucket-owner, request-payer'
  const OBJECT = `Write {"StorageClass": "STANDARD_IA"}; the keys are ${KEYS}.`
  const CLASSES = 'STANDARD, REDUCED_REDUNDANCY, STANDARD_IA, ONEZONE_IA, INTELLIGENT_TIERING, GLACIER_IR'
  const ACCOUNT = 'Write the 12 digits of the account, in quotes.'

  test.each<[text: string, ...problems: [message: string, hint: string][]]>([
    ['StorageClass=STANDARD', ['is "StorageClass=STANDARD", which is no JSON object', OBJECT]],
    ['"STANDARD"', [String.raw`is "\"STANDARD\"", which is no JSON object`, OBJECT]],
    ['null', ['is "null", which is no JSON object', OBJECT]],
    ['["ACL"]', ['is "[\\"ACL\\"]", which is no JSON object', OBJECT]],
    ['[]', ['is "[]", which is no JSON object', OBJECT]],
    [
      '{"acl": "private"}',
      ['has the key "acl", which is not known', `Did you mean \`ACL\`? One of: ${KEYS}.`]
    ],
    [
      '{"StorageClass": "GLACIER"}',
      ['has StorageClass: "GLACIER"', `One of: ${CLASSES}. Archived packages could not be pulled.`]
    ],
    [
      '{"ServerSideEncryption": "kms"}',
      ['has ServerSideEncryption: "kms"', 'One of: AES256, aws:kms, aws:kms:dsse.']
    ],
    ['{"SSEKMSKeyId": 7}', ['has SSEKMSKeyId: 7', "Write the key's ARN or id, in quotes."]],
    [
      '{"BucketKeyEnabled": "true"}',
      ['has BucketKeyEnabled: "true"', 'Write true or false, without quotes.']
    ],
    ['{"Tagging": {"a": 1}}', ['has Tagging', 'Write {"name": "value"}, or the pairs as a URL has them.']],
    ['{"Tagging": ["a"]}', ['has Tagging', 'Write {"name": "value"}, or the pairs as a URL has them.']],
    ['{"expected-bucket-owner": 123456789012}', ['has expected-bucket-owner: 123456789012', ACCOUNT]],
    ['{"expected-bucket-owner": "123"}', ['has expected-bucket-owner: "123"', ACCOUNT]],
    ['{"request-payer": "me"}', ['has request-payer: "me"', 'It can be "requester" only.']],
    [
      '{"ACL": "public", "BucketKeyEnabled": 1}',
      ['has BucketKeyEnabled: 1', 'Write true or false, without quotes.'],
      [
        'has ACL: "public"',
        'One of: private, public-read, public-read-write, authenticated-read, aws-exec-read, bucket-owner-read, bucket-owner-full-control.'
      ]
    ]
  ])('%s', (text, ...problems) => {
    const { putArgs, problems: found } = read(text)
    expect(putArgs).toEqual(NONE)
    expect(found).toEqual(problems.map(([message, hint]) => [expect.stringContaining(message), hint]))
  })
})
