import { randomBytes } from 'node:crypto'
import http from 'node:http'
import { TYCHO_MODES, type TychoMode } from '../support/modes.ts'

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { startRunner, type Finished, type Runner, type StepEnv } from '../support/action.ts'
import { startCacheService, type CacheService } from '../support/cache-service.ts'
import { DEBUG, expectDiscreet, watch, type Watched } from '../support/discretion.ts'
import { ROLE, startIdentityService, type IdentityService } from '../support/identity-service.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'

const KEYS = {
  accessKeyId: `AKIA${randomBytes(8).toString('hex')}`,
  secretAccessKey: `secret/${randomBytes(12).toString('hex')}+`,
  sessionToken: `session/${randomBytes(12).toString('hex')}==`
}

let fake: S3Fake
let cache: CacheService
let identity: IdentityService
let runner: Runner
beforeAll(async () => {
  fake = await startS3Fake({ credentials: [KEYS] })
  cache = await startCacheService()
  identity = await startIdentityService()
  runner = await startRunner()
  await runner.write('narf.txt', 'narf')
  fake.setObject('bucket', 'narf/tycho_0.pkg', 'old')
  fake.setObject('bucket', 'narf/tycho_0.1.pkg', 'old')
  fake.setObject('bucket', 'narf/tycho.json', '{"localname": "narf.txt", "latest": "0"}')
})
afterAll(async () => {
  await Promise.all([fake.close(), cache.close(), identity.close(), runner.close()])
})

const keyInputs = {
  'aws-access-key-id': KEYS.accessKeyId,
  'aws-secret-access-key': KEYS.secretAccessKey,
  'aws-session-token': KEYS.sessionToken
}

const modeInputs: Record<TychoMode, Record<string, string>> = {
  push: { package: 'narf', version: '1', files: 'narf.txt' },
  pull: { packages: 'narf', force: 'true' },
  promote: { package: 'narf', version: '0' },
  init: { package: 'zort', 'local-name': 'zort' },
  list: {},
  reindex: {},
  check: { deep: 'true' },
  remove: { packages: 'narf@0.1' }
}

/** Runs a step on the bucket. */
function watched(inputs: Record<string, string>, env: StepEnv = {}): Promise<Watched> {
  const all = { store: 's3://bucket', 'endpoint-url': fake.endpoint, ...inputs }
  // Whoever asks the machine for its own role shows in the record.
  return watch(runner, all, { AWS_EC2_METADATA_DISABLED: undefined, ...env })
}

const storeHost = (): string => `connect 127.0.0.1:${fake.port}`
const hostOf = (endpoint: string | undefined): string => `connect ${new URL(endpoint ?? '').host}`

function expectMasked(done: Finished, secrets: readonly string[]): void {
  for (const secret of secrets) expect(done.masked).toContain(secret)
}

describe('every mode shows no secret and turns to the store alone', () => {
  test.each(TYCHO_MODES)('%s that succeeds', async (mode) => {
    const { done, hosts } = await watched({ ...modeInputs[mode], ...keyInputs, mode })
    expect(done.log).toContain('S3 credentials: keys of input aws-access-key-id')
    expect(done.exitCode).toBe(0)
    expectDiscreet(done, Object.values(KEYS))
    expectMasked(done, Object.values(KEYS))
    expect(done.stdout).toMatch(/^(?:::add-mask::.*\n){3}/)
    expect(hosts).toEqual([storeHost()])
  })

  test.each([
    ...TYCHO_MODES.map((mode) => [mode, 'aws-secret-access-key'] as const),
    ['push', 'aws-access-key-id'] as const,
    ['push', 'aws-session-token'] as const
  ])('%s that fails because of a wrong %s', async (mode, wrong) => {
    const inputs: Record<string, string> = {
      ...keyInputs,
      [wrong]: `wrong-${randomBytes(12).toString('hex')}`
    }
    const { done, hosts } = await watched({ ...modeInputs[mode], ...inputs, mode })
    expect(done.exitCode).toBe(1)
    expect(done.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringMatching(/^error: .*the service does not accept the credentials/)
    ])
    expectDiscreet(done, [...Object.values(KEYS), inputs[wrong] ?? ''])
    expect(hosts).toEqual([storeHost()])
  })
})

describe('wherever the keys come from, they are not shown', () => {
  const { accessKeyId, secretAccessKey, sessionToken } = KEYS
  const file = (section: string) =>
    `[${section}]\naws_access_key_id=${accessKeyId}\naws_secret_access_key=${secretAccessKey}\naws_session_token=${sessionToken}\n`
  const config = {
    s3: {
      bucket: 'bucket',
      aws_access_key_id: { env: 'SOME_KEY' },
      aws_secret_access_key: { env: 'SOME_SECRET' },
      aws_session_token: { env: 'SOME_TOKEN' }
    }
  }
  const dotenv = `SOME_KEY=${accessKeyId}\nSOME_SECRET=${secretAccessKey}\nSOME_TOKEN=${sessionToken}\n`
  const variables = (prefix: string) => ({
    [`${prefix}AWS_ACCESS_KEY_ID`]: accessKeyId,
    [`${prefix}AWS_SECRET_ACCESS_KEY`]: secretAccessKey,
    [`${prefix}AWS_SESSION_TOKEN`]: sessionToken
  })

  test.each<[string, Record<string, string>, StepEnv]>([
    ['keys of REGISTRY_AWS_ACCESS_KEY_ID', {}, variables('REGISTRY_')],
    ['the AWS_* variables of the environment', {}, variables('')],
    ['keys of .tychoreg.json', { config: 'with-dotenv.json' }, {}],
    ['the shared AWS configuration files (profile other)', { profile: 'other' }, {}]
  ])('%s', async (source, inputs, env) => {
    await runner.write('with-dotenv.json', JSON.stringify({ ...config, tycho: { dotenv: '.env' } }))
    await runner.write('.env', dotenv)
    await runner.write('aws/credentials', file('other'))
    const all = { AWS_SHARED_CREDENTIALS_FILE: runner.path('aws', 'credentials'), ...env }
    const { done, hosts } = await watched({ mode: 'list', ...inputs }, all)
    expect(done.exitCode).toBe(0)
    const line = done.log.split('\n').find((each) => each.startsWith('S3 credentials: '))
    expect(line).toContain(source)
    expectDiscreet(done, Object.values(KEYS))
    expectMasked(done, Object.values(KEYS))
    expect(hosts).toEqual([storeHost()])
  })

  test('a role: neither are the tokens that it was taken with', async () => {
    fake.setCredentials(KEYS, identity.credentials)
    const { done, hosts } = await watched({ mode: 'list', 'role-to-assume': ROLE }, identity.env)
    expect(done.annotations).toEqual([])
    expectDiscreet(done, identity.secrets())
    expectMasked(done, identity.secrets())
    expect(hosts).toEqual([hostOf(identity.endpoint), storeHost()].sort())
  })
})

test('with a cache service, its token and its signed addresses are not shown to a reader, and it is the only other host', async () => {
  const env = cache.env()
  const others = [storeHost(), hostOf(env['ACTIONS_RESULTS_URL'])].sort()
  const inputs = { ...modeInputs.pull, ...keyInputs, mode: 'pull' }
  fake.setObject('bucket', 'narf/tycho_0.pkg', 'old', {
    metadata: { 'registry-sha256': 'cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4' }
  })
  const { done, hosts } = await watched(inputs, env)
  expect(hosts).toEqual(others)
  const saved = await runner.post(done, {}, { ...env, ...DEBUG })
  const again = await watched(inputs, env)
  expect(again.done.outputs['cache-hit']).toBe('true')
  expect(again.hosts).toEqual(others)
  expect(cache.signatures.length).toBeGreaterThan(1)
  for (const each of [done, saved, again.done]) {
    expectDiscreet(each, [...Object.values(KEYS), cache.token])
    for (const signature of cache.signatures) expect(each.log).not.toContain(signature)
  }
})

describe('through a proxy', () => {
  const password = `proxy-${randomBytes(8).toString('hex')}`
  let proxy: http.Server
  let asked: string[]
  beforeAll(async () => {
    proxy = http.createServer((request, response) => {
      asked.push(request.url ?? '')
      const known = `Basic ${Buffer.from(`user:${password}`).toString('base64')}`
      if (request.headers['proxy-authorization'] !== known) {
        response.writeHead(407).end()
        return
      }
      const forwarded = http.request(request.url ?? '', { method: request.method, headers: request.headers })
      request.pipe(forwarded).on('response', (answer) => {
        answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers))
      })
    })
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  })
  afterAll(() => {
    proxy.closeAllConnections()
    proxy.close()
  })

  test.each([
    ['its password is not shown', password, '', 0, /2 packages|1 package/],
    ['it says that a password is wrong, and shows neither', `${password}x`, '', 1, /407/],
    ['a store that NO_PROXY names is asked directly', password, '127.0.0.1', 0, /package/]
  ])('%s', async (_, given, noProxy, exitCode, said) => {
    asked = []
    const address = proxy.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const env = { HTTP_PROXY: `http://user:${given}@127.0.0.1:${port}`, NO_PROXY: noProxy }
    const { done, hosts } = await watched({ ...keyInputs, mode: 'list' }, env)
    expect(done.exitCode).toBe(exitCode)
    expect(done.log).toMatch(said)
    expectDiscreet(done, [...Object.values(KEYS), given])
    expect(hosts).toEqual([noProxy === '' ? `connect 127.0.0.1:${port}` : storeHost()])
    expect(asked.every((url) => url.startsWith(fake.endpoint))).toBe(true)
    expect(asked.length > 0).toBe(noProxy === '')
  })
})

describe('who is not asked', () => {
  test('nobody, where the registry is a folder', async () => {
    const { done, hosts } = await watched({ mode: 'list', store: 'file:registry', 'endpoint-url': '' })
    expect(done.exitCode).toBe(0)
    expect(hosts).toEqual([])
  })

  test('nobody, where an input is wrong', async () => {
    const { done, hosts } = await watched(
      { ...keyInputs, mode: 'lisst' },
      { ...identity.env, ...cache.env() }
    )
    expect(done.exitCode).toBe(1)
    expect(hosts).toEqual([])
  })

  test('the machine, where keys are set, but empty', async () => {
    const empty = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }
    const { done, hosts } = await watched({ mode: 'list' }, empty)
    expect(done.exitCode).toBe(1)
    expect(done.log).toContain(
      'S3 credentials: none, requests are not signed (AWS_ACCESS_KEY_ID is set, but empty)'
    )
    expect(hosts).toEqual([storeHost()])
  })

  test('the record has what is looked up, too', async () => {
    const endpoint = `http://localhost:${fake.port}`
    const { hosts } = await watched({ mode: 'list', ...keyInputs, 'endpoint-url': endpoint })
    expect(hosts).toContain('lookup localhost')
    expect(hosts).toContain(`connect localhost:${fake.port}`)
  })
})
