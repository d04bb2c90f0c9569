import { describe, expect, test } from '@jest/globals'
import { readCredentials, type CredentialSurroundings } from '../../../src/options/credentials.ts'
import { readerOf } from '../../../src/options/problems.ts'
import type { Environment, TychoregConfig } from '../../../src/options/tychoreg.ts'

interface Asking {
  readonly inputs?: Record<string, string>
  readonly env?: Environment
  readonly config?: Partial<TychoregConfig['s3']>
  readonly oidc?: CredentialSurroundings['oidc']
}

function read({ inputs = {}, env = {}, config, oidc }: Asking) {
  const given = Object.entries(inputs).map(
    ([name, value]) => [name, { value, label: `input ${name}` }] as const
  )
  const reader = readerOf(new Map(given), (name) => (name === name.toUpperCase() ? name : `input ${name}`))
  const settings: TychoregConfig['s3'] | undefined =
    config === undefined
      ? undefined
      : {
          ...{ bucket: 'bucket', region: undefined, endpoint: undefined, ca: undefined },
          ...{ accessKeyId: undefined, secretAccessKey: undefined, sessionToken: undefined },
          ...config
        }
  const credentials = readCredentials(reader, { env, oidc }, settings)
  return {
    credentials,
    problems: reader.problems.map(({ input, message, hint }) => [`${input} ${message}`, hint])
  }
}

/** Credentials without mistakes. */
function credentialsOf(asking: Asking) {
  const { credentials, problems } = read(asking)
  expect(problems).toEqual([])
  return credentials
}

describe('credentials', () => {
  const keys = { 'aws-access-key-id': 'id', 'aws-secret-access-key': 'secret' }
  const configured = { accessKeyId: 'cid', secretAccessKey: 'csecret', sessionToken: 'ctoken' }
  const env = { AWS_ACCESS_KEY_ID: 'eid', AWS_SECRET_ACCESS_KEY: 'esecret' }
  const ROLE = 'arn:aws:iam::123456789012:role/writer'

  test.each<[name: string, asking: Asking, expected: object]>([
    [
      'keys that are given',
      { inputs: keys, config: configured, env },
      {
        ...{ kind: 'keys', from: 'keys of input aws-access-key-id' },
        ...{ accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: undefined }
      }
    ],
    [
      'temporary keys that are given',
      { inputs: { ...keys, 'aws-session-token': 'token' } },
      { accessKeyId: 'id', sessionToken: 'token' }
    ],
    ['a profile', { inputs: { profile: 'p' }, config: configured, env }, { kind: 'chain', profile: 'p' }],
    [
      'keys of the configuration',
      { config: configured, env },
      {
        ...{ kind: 'keys', from: 'keys of .tychoreg.json' },
        ...{ accessKeyId: 'cid', secretAccessKey: 'csecret', sessionToken: 'ctoken' }
      }
    ],
    [
      'keys of the environment',
      { env: { ...env, AWS_SESSION_TOKEN: '' } },
      {
        ...{ kind: 'keys', from: 'keys of the AWS_* variables of the environment' },
        ...{ accessKeyId: 'eid', secretAccessKey: 'esecret', sessionToken: undefined }
      }
    ],
    [
      'a profile of the environment before its keys',
      { env: { ...env, AWS_PROFILE: 'p' } },
      { kind: 'chain', profile: undefined }
    ],
    ['nothing at all', {}, { kind: 'chain', profile: undefined }],
    [
      'a secret that is not there',
      { env: { AWS_SECRET_ACCESS_KEY: '' } },
      { kind: 'none', why: 'AWS_SECRET_ACCESS_KEY is set, but empty' }
    ],
    [
      'secrets that are not there',
      { env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } },
      { kind: 'none', why: 'AWS_ACCESS_KEY_ID is set, but empty' }
    ]
  ])('%s', (_name, asking, expected) => {
    expect(credentialsOf(asking)).toMatchObject(expected)
  })

  test.each<[absent: string, env: Record<string, string>]>([
    ['AWS_SECRET_ACCESS_KEY', { AWS_ACCESS_KEY_ID: 'id' }],
    ['AWS_SECRET_ACCESS_KEY', { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: '' }],
    ['AWS_ACCESS_KEY_ID', { AWS_SECRET_ACCESS_KEY: 'secret' }],
    ['AWS_ACCESS_KEY_ID', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: 'secret' }]
  ])('half a pair in the environment is a mistake: no %s', (absent, env) => {
    expect(read({ env }).problems).toEqual([
      [expect.stringContaining(`${absent} is missing or empty, but the other half`), expect.any(String)]
    ])
  })

  test('a role is taken with a token for STS', async () => {
    const audiences: string[] = []
    const oidc = (audience: string) => {
      audiences.push(audience)
      return Promise.resolve('token')
    }
    const asking = { inputs: { 'role-to-assume': ROLE }, oidc, config: configured, env }
    const credentials = credentialsOf(asking)
    if (credentials.kind !== 'role') throw new Error('no role')
    // No token is fetched before it is needed.
    expect(audiences).toEqual([])
    expect([credentials.role, await credentials.token(), audiences]).toEqual([
      ROLE,
      'token',
      ['sts.amazonaws.com']
    ])
  })

  const GIVE_BOTH = 'Give both. A pull request from a fork gets no secrets: they are empty there.'
  const oidc = () => Promise.resolve('token')
  test.each<[asking: Asking, ...problems: [message: string, hint: string][]]>([
    [
      { inputs: { 'aws-access-key-id': 'id' } },
      ['input aws-secret-access-key is missing or empty, but the other half of the pair is given', GIVE_BOTH]
    ],
    [
      { inputs: { 'aws-secret-access-key': 'secret' } },
      ['input aws-access-key-id is missing or empty, but the other half of the pair is given', GIVE_BOTH]
    ],
    [
      { inputs: { 'aws-session-token': 'token' } },
      [
        'input aws-session-token is given without keys',
        'Give `aws-access-key-id` and `aws-secret-access-key` with it.'
      ]
    ],
    [
      { inputs: { 'role-to-assume': ROLE } },
      [
        'input role-to-assume needs an OIDC token, which this job can not get',
        'Add `permissions: { id-token: write, contents: read }` to the job. Pull requests from forks never get one.'
      ]
    ],
    [
      { inputs: { 'role-to-assume': 'writer', ...keys }, oidc },
      ['input role-to-assume is given together with keys', 'Give one of the two.'],
      [
        'input role-to-assume is "writer", which is no ARN of a role',
        'It looks like `arn:aws:iam::123456789012:role/registry-writer`.'
      ]
    ],
    [
      { config: { accessKeyId: 'id' } },
      [
        'input config gives one half of a pair of keys: s3.aws_secret_access_key is missing or empty',
        'Give both, or neither. A variable of the environment that it names may not be set.'
      ]
    ]
  ])('mistakes: %j', (asking, ...problems) => {
    expect(read(asking).problems).toEqual(problems)
  })
})
