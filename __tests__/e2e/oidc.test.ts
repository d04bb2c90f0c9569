import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { startRunner, type Finished, type Runner, type StepEnv } from '../support/action.ts'
import { bucketPlace } from '../support/places.ts'
import { ROLE, startIdentityService, type IdentityService } from '../support/identity-service.ts'
import { selfSignedCertificate, startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'
import { describeWith, startMoto } from '../support/testbed.ts'

let fake: S3Fake
let identity: IdentityService
let runner: Runner
beforeEach(async () => {
  fake = await startS3Fake()
  identity = await startIdentityService()
  runner = await startRunner()
  await runner.write('narf.txt', 'narf')
})
afterEach(async () => {
  await Promise.all([fake.close(), identity.close(), runner.close()])
})

const push = { mode: 'push', package: 'narf', version: '1', files: 'narf.txt', promote: 'true' }
const pull = { mode: 'pull', packages: 'narf' }

/** A step with the role; keys that the store knows lie all around it, and must not be used in its place. */
function run(inputs: Record<string, string>, env: StepEnv = {}): Promise<Finished> {
  const store = { store: 's3://bucket', 'endpoint-url': fake.endpoint, 'role-to-assume': ROLE }
  const bait = { AWS_ACCESS_KEY_ID: fake.accessKeyId, AWS_SECRET_ACCESS_KEY: fake.secretAccessKey }
  return runner.run({ ...store, ...inputs }, { ...bait, ...identity.env, ...env })
}

test('a role is taken once a step, and is all that the store sees', async () => {
  fake.setCredentials(identity.credentials)
  const pushed = await run(push)
  expect(pushed.annotations).toEqual([])
  expect(pushed.outputs).toMatchObject({ created: 'true', latest: '1' })
  expect(pushed.log).toContain(`S3 credentials: role ${ROLE}, taken with the workflow's OIDC token`)
  expect((await run(pull)).outputs['version']).toBe('1')
  expect(await runner.read('tycho_packages/narf.txt')).toBe('narf')
  expect(identity.requests).toEqual(['token', 'role', 'token', 'role'])
  const tokens = fake.requests.map(({ headers }) => headers['x-amz-security-token'])
  expect(new Set(tokens)).toEqual(new Set([identity.credentials.sessionToken]))
})

test('nothing is taken where nothing is asked of the store', async () => {
  const done = await run({ ...pull, packages: 'narf@' })
  expect(done.exitCode).toBe(1)
  expect(identity.requests).toEqual([])
})

test.each<[string, () => StepEnv | undefined, string[], RegExp, string]>([
  [
    'a role that may not be taken',
    () => {
      identity.refuse('role')
      return {}
    },
    ['token', 'role'],
    /^the role arn:aws:iam::123456789012:role\/registry-writer could not be taken: .*Not authorized to perform sts:AssumeRoleWithWebIdentity\. Check the role's trust policy: it must name /,
    'Access denied'
  ],
  [
    'a token that is not given',
    () => {
      identity.refuse('token')
      return {}
    },
    ['token'],
    /^the OIDC token could not be had: .*403.*\. Add `permissions: \{ id-token: write, contents: read \}` to the job\.$/,
    'Access denied'
  ],
  [
    'an STS that is not there',
    () => ({ AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' }),
    ['token'],
    /^the role .* could not be taken: .*ECONNREFUSED.*\. Check AWS_ENDPOINT_URL_STS /,
    'Not available'
  ]
])('%s is one annotation, and nothing else is tried', async (_, arrange, asked, said, title) => {
  const done = await run(push, arrange())
  expect(done.exitCode).toBe(1)
  expect(done.annotations).toEqual([{ level: 'error', title, message: expect.stringMatching(said) }])
  expect(identity.requests).toEqual(asked)
  expect(fake.requests).toEqual([])
  expect(done.outputs).toEqual({})
})

describe('an STS with a certificate of its own', () => {
  const tls = selfSignedCertificate()
  let secure: IdentityService
  beforeEach(async () => {
    secure = await startIdentityService({ tls })
    fake.setCredentials(secure.credentials)
    await runner.write('ca.pem', tls.cert)
  })
  afterEach(async () => {
    await secure.close()
  })

  test('is trusted where AWS_CA_BUNDLE vouches for it', async () => {
    const pushed = await run(push, { ...secure.env, AWS_CA_BUNDLE: 'ca.pem' })
    expect(pushed.annotations).toEqual([])
    expect(pushed.outputs).toMatchObject({ created: 'true' })
    expect(secure.requests).toEqual(['token', 'role'])
  })

  test('is not where nobody does, and what to do is said', async () => {
    const done = await run(push, secure.env)
    expect(done.exitCode).toBe(1)
    expect(done.annotations).toEqual([
      {
        level: 'error',
        title: 'Not available',
        message: expect.stringMatching(/could not be taken: .*certificate.*AWS_CA_BUNDLE/)
      }
    ])
    expect([secure.requests, fake.requests]).toEqual([['token'], []])
  })
})

describeWith('moto', 'another STS', () => {
  test('gives a role that its own S3 knows', async () => {
    const moto = await startMoto()
    const place = await bucketPlace(moto)
    try {
      const role = { ...place.inputs, 'aws-access-key-id': '', 'aws-secret-access-key': '' }
      const pushed = await run({ ...role, ...push }, { AWS_ENDPOINT_URL_STS: moto.endpoint })
      expect(pushed.annotations).toEqual([])
      expect(await place.read('narf/tycho_1.pkg')).toBe('narf')
      expect(moto.log()).toMatch(/"POST \/ HTTP\/1\.1" 200/)
    } finally {
      await place.close()
      await moto.close()
    }
  })
})
