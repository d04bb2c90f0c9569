import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readerOf } from '../../../src/options/problems.ts'
import { readTychoreg, type Environment } from '../../../src/options/tychoreg.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'

let files: Scratch
beforeEach(() => {
  files = scratch()
})
afterEach(() => {
  files.remove()
})

/** Reads a configuration; `named` is what the input `config` says. */
async function read(env: Environment = {}, named?: string) {
  const inputs = named === undefined ? [] : [['config', { value: named, label: 'input config' }] as const]
  const reader = readerOf(new Map(inputs), (name) => `input ${name}`)
  const warnings: string[] = []
  const found = await readTychoreg(reader, {
    folder: files.folder,
    env,
    warn: (message) => warnings.push(message)
  })
  if (found === 'wrong') expect(reader.problems).not.toEqual([])
  const config = found === 'wrong' ? undefined : found
  return { config, warnings, problems: reader.problems.map(({ input, message }) => `${input} ${message}`) }
}

async function write(config: object, dotenv?: string): Promise<void> {
  await files.write('.tychoreg.json', JSON.stringify(config))
  if (dotenv !== undefined) await files.write('.env', dotenv)
}

const NOTHING = {
  ...{ region: undefined, endpoint: undefined, ca: undefined },
  ...{ accessKeyId: undefined, secretAccessKey: undefined, sessionToken: undefined }
}

describe('a configuration of Tycho Station', () => {
  test('that is not there is none', async () => {
    expect(await read()).toEqual({ config: undefined, warnings: [], problems: [] })
  })

  test('says where the registry is, and how to get at it', async () => {
    await write({
      tycho: { backend: 's3', outdir: 'out' },
      s3: {
        ...{ bucket: 'packages', region_name: 'eu-central-1', endpoint_url: 'https://s3.example.com' },
        ...{
          aws_access_key_id: 'id',
          aws_secret_access_key: 'secret',
          aws_session_token: 'token',
          verify: 'ca.pem'
        }
      }
    })
    expect(await read()).toEqual({
      config: {
        outdir: 'out',
        s3: {
          ...{ bucket: 'packages', region: 'eu-central-1', endpoint: 'https://s3.example.com', ca: 'ca.pem' },
          ...{ accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' }
        }
      },
      ...{ warnings: [], problems: [] }
    })
  })

  test('needs no more than a bucket', async () => {
    await write({ s3: { bucket: 'packages' } })
    expect((await read()).config).toEqual({ outdir: undefined, s3: { bucket: 'packages', ...NOTHING } })
  })

  test('of another name is read where it is named', async () => {
    await mkdir(join(files.folder, 'etc'))
    await files.write('etc/other.json', '{"s3": {"bucket": "other"}}')
    await write({ s3: { bucket: 'packages' } })
    expect((await read({}, 'etc/other.json')).config?.s3.bucket).toBe('other')
    expect((await read({}, join(files.folder, 'etc', 'other.json'))).config?.s3.bucket).toBe('other')
  })
})

describe('a value', () => {
  test.each<[name: string, value: unknown, env: Environment, expected: string | undefined]>([
    ['is a text', 'a', {}, 'a'],
    ['that is empty is absent', '', {}, undefined],
    ['that is null is absent', null, {}, undefined],
    ['that is false is absent', false, {}, undefined],
    ['of the environment', { env: 'X' }, { X: 'x' }, 'x'],
    ['of the environment, before its default', { env: 'X', default: 'd' }, { X: 'x' }, 'x'],
    ['is its default where the variable is not set', { env: 'X', default: 'd' }, {}, 'd'],
    ['is not its default where the variable is empty', { env: 'X', default: 'd' }, { X: '' }, undefined],
    ['has no default', { env: 'X' }, {}, undefined],
    ['has a default of null', { env: 'X', default: null }, {}, undefined]
  ])('%s', async (_name, value, env, expected) => {
    await write({ tycho: { outdir: value }, s3: { bucket: 'packages', region_name: value } })
    const { config, problems } = await read(env)
    expect([config?.outdir, config?.s3.region, problems]).toEqual([expected, expected, []])
  })

  test.each([[['a']], [{ default: 'd' }], [{ env: 7 }], [{ env: 'X', default: {} }]])(
    'can not be %j',
    async (value) => {
      await write({ s3: { bucket: 'packages', region_name: value } })
      expect((await read()).problems).toEqual([
        'input config (.tychoreg.json) has a value for region_name that is neither a text nor {"env": …, "default": …}'
      ])
    }
  )
})

describe('a dotenv file', () => {
  const referring = {
    tycho: { dotenv: '.env' },
    s3: { bucket: { env: 'BUCKET', default: 'of-the-default' } }
  }

  test.each<[name: string, env: Environment, dotenv: string | undefined, bucket: string]>([
    ['is read', {}, 'BUCKET=of-the-file', 'of-the-file'],
    [
      'does not override what is set',
      { BUCKET: 'of-the-environment' },
      'BUCKET=of-the-file',
      'of-the-environment'
    ],
    ['that is not there is no mistake', {}, undefined, 'of-the-default'],
    ['that does not name it leaves the default', {}, 'OTHER=x', 'of-the-default']
  ])('%s', async (_name, env, dotenv, bucket) => {
    await write(referring, dotenv)
    const { config, problems } = await read(env)
    expect([config?.s3.bucket, problems]).toEqual([bucket, []])
  })

  test('that can’t be read is one', async () => {
    await write({ ...referring, tycho: { dotenv: 'folder' } })
    await mkdir(join(files.folder, 'folder'))
    expect((await read()).problems).toEqual([
      expect.stringMatching(
        /^input config \(\.tychoreg\.json\) names the dotenv file folder, which can't be read: EISDIR/
      )
    ])
  })

  test.each<[name: string, s3: object, env: Environment, dotenv: string, expected: object]>([
    [
      'gives boto3 its keys',
      {},
      {},
      'AWS_ACCESS_KEY_ID=id\nAWS_SECRET_ACCESS_KEY=secret\nAWS_SESSION_TOKEN=token\n',
      { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' }
    ],
    [
      'gives it region and address',
      {},
      {},
      'AWS_DEFAULT_REGION=eu-west-1\nAWS_ENDPOINT_URL=https://s3.example.com\n',
      { region: 'eu-west-1', endpoint: 'https://s3.example.com' }
    ],
    [
      'gives it the address of S3 before that of everything',
      {},
      {},
      'AWS_ENDPOINT_URL=https://aws.example.com\nAWS_ENDPOINT_URL_S3=https://s3.example.com\n',
      { endpoint: 'https://s3.example.com' }
    ],
    [
      'gives it the half that is not set',
      {},
      { AWS_ACCESS_KEY_ID: 'set' },
      'AWS_ACCESS_KEY_ID=id\nAWS_SECRET_ACCESS_KEY=secret',
      { accessKeyId: 'set', secretAccessKey: 'secret' }
    ],
    [
      'gives it nothing that is set',
      {},
      { AWS_ACCESS_KEY_ID: 'set', AWS_SECRET_ACCESS_KEY: 'set', AWS_DEFAULT_REGION: 'set' },
      'AWS_ACCESS_KEY_ID=id\nAWS_SECRET_ACCESS_KEY=secret\nAWS_DEFAULT_REGION=r',
      {}
    ],
    [
      'does not count where keys are named',
      { aws_access_key_id: 'named', aws_secret_access_key: 'named' },
      {},
      'AWS_ACCESS_KEY_ID=id\nAWS_SECRET_ACCESS_KEY=secret\nAWS_SESSION_TOKEN=token',
      { accessKeyId: 'named', secretAccessKey: 'named' }
    ],
    [
      'does not count where region and address are named',
      { region_name: 'named', endpoint_url: 'https://named.example.com' },
      {},
      'AWS_DEFAULT_REGION=r\nAWS_ENDPOINT_URL=https://s3.example.com',
      { region: 'named', endpoint: 'https://named.example.com' }
    ],
    [
      'with empty values gives nothing',
      {},
      {},
      'AWS_ACCESS_KEY_ID=\nAWS_SECRET_ACCESS_KEY=\nAWS_DEFAULT_REGION=\n',
      {}
    ]
  ])('%s', async (_name, s3, env, dotenv, expected) => {
    await write({ tycho: { dotenv: '.env' }, s3: { bucket: 'packages', ...s3 } }, dotenv)
    const { config, problems } = await read(env)
    expect([config?.s3, problems]).toEqual([{ bucket: 'packages', ...NOTHING, ...expected }, []])
  })

  test('that nobody names is not read', async () => {
    await write({ s3: { bucket: { env: 'BUCKET', default: 'of-the-default' } } }, 'BUCKET=of-the-file')
    expect((await read()).config?.s3.bucket).toBe('of-the-default')
  })
})

describe('what is odd', () => {
  test.each<[s3: object, warning: string]>([
    [{ use_ssl: false }, 'use_ssl: false is ignored; name an http:// address in endpoint_url'],
    [{ verify: false }, 'verify: false is ignored, certificates are always checked'],
    [{ api_version: '2006-03-01' }, 'the key s3.api_version has no meaning here and is ignored'],
    [{ config: {} }, 'the key s3.config has no meaning here and is ignored']
  ])('%j is a warning', async (s3, warning) => {
    await write({ s3: { bucket: 'packages', ...s3 } })
    const { config, warnings, problems } = await read()
    expect(config?.s3.bucket).toBe('packages')
    expect([warnings, problems]).toEqual([[expect.stringContaining(`.tychoreg.json: ${warning}`)], []])
  })

  test.each<[s3: object]>([
    [{ use_ssl: true }],
    [{ verify: true }],
    [{ use_ssl: false, endpoint_url: 'http://s3' }]
  ])('%j is not', async (s3) => {
    await write({ s3: { bucket: 'packages', ...s3 } })
    expect((await read()).warnings).toEqual([])
  })
})

describe('mistakes', () => {
  test.each([
    ['not JSON', 'is not a configuration of Tycho Station (it is no JSON: '],
    ['[]', 'names no bucket'],
    ['"s3"', 'is not a configuration of Tycho Station ('],
    ['{"s3": "packages"}', 'is not a configuration of Tycho Station (s3: '],
    ['{"s3": {}}', 'names no bucket'],
    ['{}', 'names no bucket'],
    ['{"s3": {"bucket": {"env": "BUCKET"}}}', 'names no bucket'],
    ['{"tycho": {"backend": "gcs"}, "gcs": {"bucket": "packages"}}', 'names the backend "gcs"']
  ])('%s %s', async (text, message) => {
    await files.write('.tychoreg.json', text)
    const { config, problems } = await read()
    expect(config).toBeUndefined()
    expect(problems).toEqual([expect.stringContaining(`input config (.tychoreg.json) ${message}`)])
  })

  test('a file that is named has to be there', async () => {
    expect((await read({}, 'none.json')).problems).toEqual(['input config (none.json) is not there'])
  })

  test('a folder is no file', async () => {
    await mkdir(join(files.folder, '.tychoreg.json'))
    expect((await read()).problems).toEqual([
      expect.stringContaining("(.tychoreg.json) can't be read: EISDIR")
    ])
  })
})
