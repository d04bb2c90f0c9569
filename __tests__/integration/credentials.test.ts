import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import * as v from 'valibot'

import { registry, workspace, type Finished } from '../support/command-line.ts'
import { ROLE, startIdentityService, type IdentityService } from '../support/identity-service.ts'
import { startProxy, type Proxy } from '../support/proxy.ts'
import { putRecord, putVersion } from '../support/registry-state.ts'
import { selfSignedCertificate, startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'

const spaces = workspace()
afterAll(() => {
  spaces.remove()
})

const KEYS = { accessKeyId: 'AKIA-of-the-test', secretAccessKey: 'secret/of+the=test' }
const ENV = { AWS_ACCESS_KEY_ID: KEYS.accessKeyId, AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey }
const REGISTRY = {
  REGISTRY_AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
  REGISTRY_AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey
}
const PUSH = ['push', 'pkg', '2', 'file.bin']
const PULL = ['pull', 'pkg']

let fake: S3Fake
let cwd: string
beforeAll(async () => {
  fake = await startS3Fake({ anonymousRead: true, credentials: [KEYS] })
})
beforeEach(() => {
  cwd = spaces.folder()
  writeFileSync(join(cwd, 'file.bin'), 'two')
  prepare(fake)
})
afterAll(async () => {
  await fake.close()
})

function prepare(service: S3Fake): void {
  for (const key of [...service.objects('bucket').keys()]) service.removeObject('bucket', key)
  putVersion(service, 'pkg', '1', 'one')
  putRecord(service, 'pkg', { localname: 'a.bin', latest: '1' })
  service.clear()
}

async function run(args: readonly string[], env: Record<string, string>, service = fake): Promise<Finished> {
  const where = { REGISTRY_STORE: 's3://bucket', REGISTRY_ENDPOINT_URL: service.endpoint }
  const finished = await registry(args, { cwd, env: { ...where, ...env } })
  expect(finished.stdout + finished.stderr).not.toContain(KEYS.secretAccessKey)
  return finished
}

function wrote(service = fake): boolean {
  return service.objects('bucket').has('pkg/tycho_2.pkg')
}

/** The shared AWS configuration of a home, which is the folder the command runs in. */
function share(config: string, credentials = ''): Record<string, string> {
  mkdirSync(join(cwd, '.aws'))
  writeFileSync(join(cwd, '.aws', 'config'), config)
  writeFileSync(join(cwd, '.aws', 'credentials'), credentials)
  return {}
}

const pair = `aws_access_key_id = ${KEYS.accessKeyId}\naws_secret_access_key = ${KEYS.secretAccessKey}\n`

function configure(s3: object): Record<string, string> {
  const config = { s3: { bucket: 'bucket', endpoint_url: fake.endpoint, ...s3 } }
  writeFileSync(join(cwd, '.tychoreg.json'), JSON.stringify(config))
  return { REGISTRY_STORE: '', REGISTRY_ENDPOINT_URL: '' }
}

describe('where the keys come from', () => {
  const rules = {
    aws_access_key_id: { env: 'TEST_KEY', default: 'nobody' },
    aws_secret_access_key: { env: 'TEST_SECRET_UNSET', default: KEYS.secretAccessKey }
  }

  test.each<[string, () => Record<string, string>, string]>([
    ['the AWS environment', () => ENV, 'keys of the AWS_* variables of the environment'],
    ['REGISTRY_AWS_*', () => REGISTRY, 'keys of REGISTRY_AWS_ACCESS_KEY_ID'],
    [
      'REGISTRY_AWS_* before the AWS environment',
      () => ({ ...REGISTRY, AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'nothing' }),
      'keys of REGISTRY_AWS_ACCESS_KEY_ID'
    ],
    ['the default profile', () => share('', `[default]\n${pair}`), 'the shared AWS configuration files'],
    [
      'the profile that AWS_PROFILE names',
      () => ({ ...share(`[profile other]\n${pair}`), AWS_PROFILE: 'other' }),
      'the shared AWS configuration files'
    ],
    [
      'the profile that is named, before the AWS environment',
      () => ({
        ...share(`[profile other]\nregion = us-east-1\n${pair}`),
        ...{ REGISTRY_PROFILE: 'other', AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'nothing' }
      }),
      'the shared AWS configuration files (profile other)'
    ],
    ['.tychoreg.json', () => ({ ...configure(rules), TEST_KEY: KEYS.accessKeyId }), 'keys of .tychoreg.json']
  ])('%s', async (_name, give, source) => {
    const finished = await run(PUSH, give())
    expect(finished).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`S3 credentials: ${source}\n`)
    })
    expect(wrote()).toBe(true)
  })

  test("the container's role", async () => {
    const asked: (string | undefined)[] = []
    const server = createServer((message, response) => {
      asked.push(message.headers.authorization)
      const role = { AccessKeyId: KEYS.accessKeyId, SecretAccessKey: KEYS.secretAccessKey, Token: 'token' }
      response.end(JSON.stringify({ ...role, Expiration: new Date(Date.now() + 3_600_000).toISOString() }))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = v.parse(v.object({ port: v.number() }), server.address())
    fake.setCredentials({ ...KEYS, sessionToken: 'token' })
    const finished = await run(PUSH, {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/role`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'Bearer of the container'
    })
    fake.setCredentials(KEYS)
    await new Promise((done) => server.close(done))
    expect(finished).toMatchObject({ status: 0, stdout: expect.stringContaining("the container's role") })
    expect([wrote(), asked]).toEqual([true, ['Bearer of the container']])
  })

  test("the machine's own role", async () => {
    const asked: string[] = []
    const role = { Code: 'Success', Type: 'AWS-HMAC', Expiration: new Date(Date.now() + 3_600_000) }
    const keys = { AccessKeyId: KEYS.accessKeyId, SecretAccessKey: KEYS.secretAccessKey, Token: 'token' }
    const answers: Record<string, string> = {
      'PUT /latest/api/token': 'session',
      'GET /latest/meta-data/iam/security-credentials/': 'writer',
      'GET /latest/meta-data/iam/security-credentials/writer': JSON.stringify({ ...role, ...keys })
    }
    const server = createServer(({ method = '', url = '', headers }, response) => {
      asked.push(`${method} ${url}`)
      const answer = answers[`${method} ${url}`]
      const known = method === 'PUT' || headers['x-aws-ec2-metadata-token'] === 'session'
      response.writeHead(known && answer !== undefined ? 200 : 404).end(answer)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = v.parse(v.object({ port: v.number() }), server.address())
    fake.setCredentials({ ...KEYS, sessionToken: 'token' })
    const finished = await run(PUSH, {
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}`
    })
    fake.setCredentials(KEYS)
    await new Promise((done) => server.close(done))
    expect(finished).toMatchObject({ status: 0, stdout: expect.stringContaining("this machine's own role") })
    expect([wrote(), asked]).toEqual([true, expect.arrayContaining(Object.keys(answers))])
  })

  test.each<[string, () => Record<string, string>, RegExp]>([
    [
      'the id alone, in the environment',
      () => ({ AWS_ACCESS_KEY_ID: KEYS.accessKeyId }),
      /error: AWS_SECRET_ACCESS_KEY is missing or empty/
    ],
    [
      'the secret alone, in the environment',
      () => ({ AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey, AWS_ACCESS_KEY_ID: '' }),
      /error: AWS_ACCESS_KEY_ID is missing or empty/
    ],
    [
      'the id alone, in REGISTRY_*',
      () => ({ REGISTRY_AWS_ACCESS_KEY_ID: KEYS.accessKeyId }),
      /error: REGISTRY_AWS_SECRET_ACCESS_KEY is missing or empty/
    ],
    [
      'the secret alone, in .tychoreg.json',
      () => configure({ aws_secret_access_key: KEYS.secretAccessKey }),
      /s3\.aws_access_key_id is missing or empty/
    ],
    [
      'a session token alone',
      () => ({ REGISTRY_AWS_SESSION_TOKEN: 'token' }),
      /REGISTRY_AWS_SESSION_TOKEN is given without keys/
    ]
  ])('half a pair is a mistake, whatever else there is: %s', async (_name, give, said) => {
    share(`[default]\n${pair}`)
    const finished = await run(PUSH, give())
    expect(finished).toMatchObject({ status: 2, stderr: expect.stringMatching(said) })
    expect(fake.requests).toEqual([])
  })

  test.each([
    ['AWS_ACCESS_KEY_ID', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }],
    ['AWS_ACCESS_KEY_ID', { AWS_ACCESS_KEY_ID: '' }],
    ['AWS_SECRET_ACCESS_KEY', { AWS_SECRET_ACCESS_KEY: '' }]
  ] as const)('%s set but empty: nothing else takes its place', async (name, env) => {
    share(`[default]\n${pair}`)
    const finished = await run(PUSH, env)
    expect(finished.stdout).toContain(`requests are not signed (${name} is set, but empty)`)
    expect(finished).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('No credentials were found.')
    })
    expect(wrote()).toBe(false)
    expect(fake.requests.filter(({ headers }) => 'authorization' in headers)).toEqual([])
  })

  test.each([
    ['is not there', ''],
    ['has half a pair', `[profile other]\naws_access_key_id = ${KEYS.accessKeyId}\n`]
  ])('a profile that %s is an error, and nothing else is tried', async (_what, config) => {
    share(config, `[default]\n${pair}`)
    const finished = await run([...PUSH, '--profile', 'other'], {})
    expect(finished).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('the AWS credentials of the profile other could not be read')
    })
    expect(fake.requests).toEqual([])
  })

  const sso = '[sso-session s]\nsso_start_url = https://sso.example.com\nsso_region = us-east-1\n'
  const places: [string, () => Record<string, string>, string][] = [
    ['AWS_PROFILE', () => ({ AWS_PROFILE: 'nobody' }), 'AWS_PROFILE says where they are'],
    [
      'a container',
      () => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9/role' }),
      'AWS_CONTAINER_CREDENTIALS_FULL_URI says where they are'
    ],
    [
      'a process',
      () => share('[default]\ncredential_process = false\n'),
      'the shared AWS configuration says where they are'
    ],
    [
      'a role',
      () => share(`[default]\nrole_arn = ${ROLE}\nsource_profile = nobody\n`),
      'the shared AWS configuration says where they are'
    ],
    [
      'single sign-on',
      () => share(`[default]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n${sso}`),
      "run 'aws sso login'"
    ]
  ]

  test.each(places)('where %s was to give them and does not, it is said', async (_what, give, said) => {
    const finished = await run(PULL, give())
    expect(finished).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^error: the AWS credentials could not be read: .* Check `--profile`, /m)
    })
    expect(finished.stderr).toContain(said)
    expect(fake.requests).toEqual([])
  })

  test('without any a public bucket can be read, and what writing needs is said', async () => {
    const pull = await run(PULL, {})
    expect(pull).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('none found, requests are not signed')
    })
    const push = await run(PUSH, {})
    expect(push).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /denied access.*No credentials were found\. Set the AWS_\* variables, or name a `--profile`/
      )
    })
    expect(wrote()).toBe(false)
  })
})

describe('a role that is taken with a token file', () => {
  let identity: IdentityService
  beforeEach(async () => {
    identity = await startIdentityService()
  })
  afterEach(async () => {
    fake.setCredentials(KEYS)
    await identity.close()
  })

  async function tokenFile(audience: string, from = identity): Promise<Record<string, string>> {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = '' } = from.env
    const answer = await fetch(`${url}&audience=${audience}`, {
      headers: { authorization: `Bearer ${bearer}` }
    })
    const { value } = v.parse(v.object({ value: v.string() }), await answer.json())
    writeFileSync(join(cwd, 'token'), value)
    return {
      AWS_WEB_IDENTITY_TOKEN_FILE: join(cwd, 'token'),
      AWS_ROLE_ARN: ROLE,
      AWS_ENDPOINT_URL_STS: from.endpoint
    }
  }

  test('signs the requests', async () => {
    fake.setCredentials(identity.credentials)
    const finished = await run(PUSH, await tokenFile('sts.amazonaws.com'))
    const source = 'the web identity token file named in the environment'
    expect(finished).toMatchObject({ status: 0, stdout: expect.stringContaining(source) })
    for (const secret of identity.secrets()) expect(finished.stdout + finished.stderr).not.toContain(secret)
    expect(wrote()).toBe(true)
  })

  test('that is refused is an error, and nothing else is tried', async () => {
    const finished = await run(PUSH, await tokenFile('somebody-else'))
    expect(finished).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('the AWS credentials could not be read: Incorrect token audience')
    })
    expect(fake.requests).toEqual([])
  })

  test('is asked for through the proxy', async () => {
    const proxy = await startProxy()
    fake.setCredentials(identity.credentials)
    const proxies = { HTTPS_PROXY: proxy.url, NO_PROXY: '127.0.0.1' }
    const finished = await run(PUSH, { ...(await tokenFile('sts.amazonaws.com')), ...proxies })
    expect(finished).toMatchObject({ status: 0 })
    expect(proxy.passed).toEqual([`POST ${identity.endpoint}/`])
    await proxy.close()
  })

  describe('of a service with a certificate of its own', () => {
    const tls = selfSignedCertificate()
    let secure: IdentityService
    beforeEach(async () => {
      secure = await startIdentityService({ tls })
      fake.setCredentials(secure.credentials)
      writeFileSync(join(cwd, 'ca.pem'), tls.cert)
    })
    afterEach(async () => {
      await secure.close()
    })

    const trusted: [string, () => Record<string, string>][] = [
      ['AWS_CA_BUNDLE', () => ({ AWS_CA_BUNDLE: 'ca.pem' })],
      ['NODE_EXTRA_CA_CERTS', () => ({ NODE_EXTRA_CA_CERTS: join(cwd, 'ca.pem') })]
    ]
    test.each(trusted)('signs the requests where %s vouches for it', async (_name, env) => {
      const finished = await run(PUSH, { ...(await tokenFile('sts.amazonaws.com', secure)), ...env() })
      expect(finished).toMatchObject({ status: 0 })
      expect([wrote(), secure.requests]).toEqual([true, ['token', 'role']])
    })

    test.each(trusted)('is asked for through a tunnel, and trusted by %s', async (_name, env) => {
      const proxy = await startProxy()
      const finished = await run(PUSH, {
        ...(await tokenFile('sts.amazonaws.com', secure)),
        ...{ ...env(), HTTPS_PROXY: proxy.url }
      })
      expect(finished).toMatchObject({ status: 0 })
      expect(proxy.passed).toEqual([`CONNECT ${secure.endpoint.replace('https://', '')}`])
      await proxy.close()
    })

    test('is an error where nobody does, and nothing else is tried', async () => {
      expect(await run(PUSH, await tokenFile('sts.amazonaws.com', secure))).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(
          /the AWS credentials could not be read: .*self.signed certificate.*AWS_CA_BUNDLE/
        )
      })
      expect(secure.requests).toEqual(['token'])
      expect(fake.requests).toEqual([])
    })
  })
})

describe('the region', () => {
  test.each([
    ['AWS_REGION', { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-west-2' }],
    ['AWS_DEFAULT_REGION, as boto3 reads it', { AWS_DEFAULT_REGION: 'eu-west-1' }],
    ['REGISTRY_REGION before those', { REGISTRY_REGION: 'eu-west-1', AWS_REGION: 'us-west-2' }]
  ])('comes from %s', async (_name, env) => {
    const elsewhere = await startS3Fake({ region: 'eu-west-1', credentials: [KEYS] })
    prepare(elsewhere)
    expect(await run(PULL, { ...ENV, ...env }, elsewhere)).toMatchObject({ status: 0 })
    await elsewhere.close()
  })
})

describe('proxies', () => {
  let proxy: Proxy
  beforeAll(async () => {
    proxy = await startProxy()
  })
  beforeEach(() => {
    proxy.clear()
  })
  afterAll(async () => {
    await proxy.close()
  })

  test.each<[string, () => Record<string, string>, boolean]>([
    ['HTTP_PROXY', () => ({ HTTP_PROXY: proxy.url }), true],
    ['http_proxy', () => ({ http_proxy: proxy.url }), true],
    ['HTTPS_PROXY', () => ({ HTTPS_PROXY: proxy.url }), false],
    ['HTTP_PROXY with NO_PROXY', () => ({ HTTP_PROXY: proxy.url, NO_PROXY: 'localhost,127.0.0.1' }), false]
  ])('%s and an http endpoint: %#', async (_name, env, through) => {
    expect(await run(PUSH, { ...ENV, ...env() })).toMatchObject({ status: 0 })
    expect(wrote()).toBe(true)
    const urls = fake.requests.map(({ method, key }) => `${method} ${fake.endpoint}/bucket/${key}`)
    const passed = proxy.passed.map((line) => line.replace(/\?.*/, ''))
    expect(passed.sort()).toEqual(through ? urls.sort() : [])
  })
})

describe('certificates', () => {
  const tls = selfSignedCertificate()
  let secure: S3Fake
  let proxy: Proxy
  beforeAll(async () => {
    secure = await startS3Fake({ tls, credentials: [KEYS] })
    proxy = await startProxy()
  })
  beforeEach(() => {
    prepare(secure)
    proxy.clear()
    writeFileSync(join(cwd, 'ca.pem'), tls.cert)
    writeFileSync(join(cwd, 'nonsense.pem'), 'no certificate')
  })
  afterAll(async () => {
    await secure.close()
    await proxy.close()
  })

  test.each<[string, () => Record<string, string>]>([
    ['AWS_CA_BUNDLE', () => ({ AWS_CA_BUNDLE: 'ca.pem' })],
    ['NODE_EXTRA_CA_CERTS', () => ({ NODE_EXTRA_CA_CERTS: join(cwd, 'ca.pem') })],
    ['verify of .tychoreg.json', () => configure({ verify: 'ca.pem', endpoint_url: secure.endpoint })]
  ])('%s is trusted', async (_name, env) => {
    expect(await run(PUSH, { ...ENV, ...env() }, secure)).toMatchObject({ status: 0 })
    expect(wrote(secure)).toBe(true)
  })

  test.each<[string, () => Record<string, string>]>([
    ['AWS_CA_BUNDLE', () => ({ AWS_CA_BUNDLE: 'ca.pem' })],
    ['NODE_EXTRA_CA_CERTS', () => ({ NODE_EXTRA_CA_CERTS: join(cwd, 'ca.pem') })]
  ])('%s is trusted behind HTTPS_PROXY, and tunnels are used again', async (_name, env) => {
    const finished = await run(PUSH, { ...ENV, ...env(), HTTPS_PROXY: proxy.url }, secure)
    expect(finished).toMatchObject({ status: 0 })
    const tunnel = `CONNECT ${secure.endpoint.replace('https://', '')}`
    expect(new Set(proxy.passed)).toEqual(new Set([tunnel]))
    expect(proxy.passed.length).toBeLessThan(secure.requests.length)
  })

  test('NO_PROXY counts for https, too', async () => {
    const env = { HTTPS_PROXY: proxy.url, NO_PROXY: '127.0.0.1', AWS_CA_BUNDLE: 'ca.pem' }
    expect(await run(PULL, { ...ENV, ...env }, secure)).toMatchObject({ status: 0 })
    expect(proxy.passed).toEqual([])
  })

  test.each([PULL, PUSH])(
    'one that nobody vouches for is no bug, but an error with words: %s',
    async (...args) => {
      expect(await run(args, ENV, secure)).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/certificate of the service is not trusted \(DEPTH_ZERO.*AWS_CA_BUNDLE/)
      })
      expect(secure.requests).toEqual([])
    }
  )

  test.each([
    ['nonsense.pem', 'error: AWS_CA_BUNDLE names nonsense.pem, which holds no certificate'],
    ['absent.pem', "error: AWS_CA_BUNDLE names absent.pem, which can't be read"]
  ])('a file that is of no use is named: %s', async (file, said) => {
    const finished = await run(PUSH, { ...ENV, AWS_CA_BUNDLE: file }, secure)
    expect(finished).toMatchObject({ status: 2, stderr: expect.stringContaining(said) })
  })

  test('a service that does not speak TLS at all is no bug either', async () => {
    const finished = await run(PULL, {
      ...ENV,
      REGISTRY_ENDPOINT_URL: fake.endpoint.replace('http:', 'https:')
    })
    expect(finished).toMatchObject({ status: 1, stderr: expect.stringContaining('Check `--endpoint-url`') })
  })
})

describe('s3-put-args', () => {
  const args = {
    ...{ StorageClass: 'STANDARD_IA', ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'key' },
    ...{ ACL: 'bucket-owner-full-control', Tagging: { team: 'narf & co' } },
    ...{ 'expected-bucket-owner': '123456789012', 'request-payer': 'requester' }
  }
  const everywhere = {
    ...{ encryption: 'aws:kms', encryptionKeyId: 'key', acl: 'bucket-owner-full-control' },
    tagging: 'team=narf+%26+co'
  }

  test.each([
    ['in one request', 3],
    ['in parts', 16 * 2 ** 20 + 1]
  ])(
    'are sent with everything that is written, the storage class with artifacts alone: %s',
    async (_how, size) => {
      writeFileSync(join(cwd, 'file.bin'), Buffer.alloc(size))
      const finished = await run([...PUSH, '--promote-latest', '--s3-put-args', JSON.stringify(args)], ENV)
      expect(finished).toMatchObject({ status: 0 })
      const objects = fake.objects('bucket')
      expect(objects.get('pkg/tycho_2.pkg')).toMatchObject({ ...everywhere, storageClass: 'STANDARD_IA' })
      expect(objects.get('pkg/tycho.json')).toMatchObject(everywhere)
      expect(objects.get('.registry-probe')).toMatchObject(everywhere)
      expect(objects.get('pkg/tycho.json')?.storageClass).toBeUndefined()
      const bound = { 'x-amz-expected-bucket-owner': '123456789012', 'x-amz-request-payer': 'requester' }
      for (const request of fake.requests) expect(request).toMatchObject({ headers: bound })
    }
  )

  test.each([
    ['{"StorageClas": "STANDARD_IA"}', /s3-put-args has the key "StorageClas".*Did you mean `StorageClass`/],
    ['{"StorageClass": "GLACIER"}', /s3-put-args has StorageClass: "GLACIER"/],
    ['{"BucketKeyEnabled": "yes", "expected-bucket-owner": 1}', /BucketKeyEnabled[^]*expected-bucket-owner/],
    ['StorageClass=STANDARD_IA', /s3-put-args is "StorageClass=STANDARD_IA", which is no JSON object/]
  ])('mistakes are named before anything is sent: %s', async (text, said) => {
    const finished = await run([...PUSH, '--s3-put-args', text], ENV)
    expect(finished).toMatchObject({ status: 2, stderr: expect.stringMatching(said) })
    expect(fake.requests).toEqual([])
  })
})
