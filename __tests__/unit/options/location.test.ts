import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Surroundings } from '../../../src/options/around.ts'
import { readLocation, type Location } from '../../../src/options/location.ts'
import { readerOf } from '../../../src/options/problems.ts'
import type { Environment, TychoregConfig } from '../../../src/options/tychoreg.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\n'

let files: Scratch
let ca: string
let nonsense: string
beforeAll(async () => {
  files = scratch()
  ca = await files.write('ca.pem', CERTIFICATE)
  nonsense = await files.write('nonsense.pem', 'a certificate')
})
afterAll(() => {
  files.remove()
})

interface Asking {
  readonly inputs?: Record<string, string>
  readonly env?: Environment
  readonly config?: Partial<TychoregConfig['s3']>
  readonly defaultFolder?: string
  readonly oidc?: Surroundings['oidc']
}

async function read({ inputs = {}, env = {}, config, defaultFolder, oidc }: Asking) {
  const given = Object.entries(inputs).map(
    ([name, value]) => [name, { value, label: `input ${name}` }] as const
  )
  const reader = readerOf(new Map(given), (name) => (name === name.toUpperCase() ? name : `input ${name}`))
  const settings: TychoregConfig | undefined =
    config === undefined
      ? undefined
      : {
          outdir: undefined,
          s3: {
            ...{ bucket: 'configured', region: undefined, endpoint: undefined, ca: undefined },
            ...{ accessKeyId: undefined, secretAccessKey: undefined, sessionToken: undefined },
            ...config
          }
        }
  const around: Surroundings = { env, oidc, proxyFor: () => undefined, defaultFolder }
  const location = await readLocation(reader, around, { config: settings, defaultPrefix: '' })
  return {
    location,
    problems: reader.problems.map(({ input, message, hint }) => [`${input} ${message}`, hint])
  }
}

/** Kind, place and prefix. */
function told(location: Location): string {
  switch (location.kind) {
    case 's3':
      return `s3 ${location.options.bucket} ${location.options.prefix}`
    case 'github':
    case 'releases':
      return `${location.kind} ${location.options.owner} ${location.options.repo} ${location.options.prefix}`
    case 'folder':
      return `folder ${location.folder} ${location.prefix}`
  }
}

/** The S3 options of what has to be one, without mistakes. */
async function s3(asking: Asking) {
  const { location, problems } = await read({ ...asking, inputs: { store: 's3://bucket', ...asking.inputs } })
  expect(problems).toEqual([])
  if (location.kind !== 's3') throw new Error('not S3')
  return location.options
}

describe('where the registry is', () => {
  test.each<[asking: Asking, expected: string]>([
    [{ inputs: { store: 's3://bucket' } }, 's3 bucket '],
    [{ inputs: { store: 's3://bucket/' } }, 's3 bucket '],
    [{ inputs: { store: 'S3://bucket/a/b/' } }, 's3 bucket a/b/'],
    [{ inputs: { store: 's3://bucket/a', prefix: '/b/c/' } }, 's3 bucket a/b/c/'],
    [{ inputs: { store: 's3://bucket', prefix: 'b' } }, 's3 bucket b/'],
    [{ config: {} }, 's3 configured '],
    [{ config: {}, inputs: { prefix: 'b' } }, 's3 configured b/'],
    [{ config: {}, inputs: { store: 'file:out' } }, 'folder out '],
    [{ inputs: { store: 'file:out', prefix: 'a/b' } }, 'folder out a/b/'],
    [{ inputs: { store: 'file:/srv/registry' } }, 'folder /srv/registry '],
    [{ inputs: { store: 'file:///srv/registry' } }, 'folder /srv/registry '],
    [{ inputs: { store: 'FILE:../out' } }, 'folder ../out '],
    [{ inputs: { store: 'file:a b' } }, 'folder a b '],
    [{ inputs: { store: 'github://owner/repo' } }, 'github owner repo '],
    [{ inputs: { store: 'GitHub:owner/my.repo.git' } }, 'github owner my.repo '],
    [{ inputs: { store: 'github://owner/repo/a/', prefix: 'b' } }, 'github owner repo a/b/'],
    [{ env: { GITHUB_REPOSITORY: 'owner/repo' } }, 'github owner repo '],
    [{ env: { GITHUB_REPOSITORY: 'owner/repo' }, inputs: { prefix: 'b' } }, 'github owner repo b/'],
    [{ env: { GITHUB_REPOSITORY: 'owner/repo' }, defaultFolder: '.registry' }, 'folder .registry '],
    [{ env: { GITHUB_REPOSITORY: 'owner/repo' }, config: {} }, 's3 configured '],
    [{ defaultFolder: '.registry' }, 'folder .registry '],
    [{ defaultFolder: '.registry', inputs: { prefix: 'b' } }, 'folder .registry b/'],
    [{ defaultFolder: '.registry', config: {} }, 's3 configured ']
  ])('%j: %s', async (asking, expected) => {
    const { location, problems } = await read(asking)
    expect(problems).toEqual([])
    expect(told(location)).toBe(expected)
  })

  test.each<[asking: Asking, message: string, hint: string]>([
    [
      {},
      'input store is missing, and neither a .tychoreg.json nor a workflow’s repository (GITHUB_REPOSITORY) is there',
      'Set `store: s3://bucket` (or `s3://bucket/prefix`), `store: github://owner/repo`, or `store: file:folder`. REGISTRY_STORE in the environment does it for all steps of a job.'
    ],
    [
      { inputs: { store: 'bucket' } },
      'input store is "bucket", which names no store',
      'Write `s3://bucket`, `s3://bucket/prefix`, `github://owner/repo` or `file:folder`.'
    ],
    [
      { inputs: { store: 'file:' } },
      'input store is "file:", which names no store',
      'Write `s3://bucket`, `s3://bucket/prefix`, `github://owner/repo` or `file:folder`.'
    ],
    [
      { inputs: { store: 'file://registry/a' } },
      'input store is "file://registry/a", which names a host',
      'Write `file:registry/a` for a folder here, or `file:/registry/a` for one that begins at the root.'
    ],
    [
      { inputs: { store: 'github://owner' } },
      'input store is "github://owner", which names no repository',
      'Write `github://owner/repo`.'
    ],
    [
      { inputs: { store: 's3:bucket' } },
      'input store is "s3:bucket", which names no bucket',
      'Write `s3://bucket` or `s3://bucket/prefix`.'
    ],
    [
      { inputs: { store: 's3:///prefix' } },
      'input store is "s3:///prefix", which names no bucket',
      'Write `s3://bucket` or `s3://bucket/prefix`.'
    ],
    [
      { inputs: { store: 's3://my_bucket' } },
      'input store names the bucket "my_bucket", which can\'t be a bucket\'s name',
      'A name has 3 to 63 letters, digits, dots and dashes.'
    ],
    [
      { inputs: { store: 's3://bucket/a/../b' } },
      'input store has the prefix "a/../b", which has an empty, "." or ".." segment',
      'Write it like `team/packages`.'
    ],
    [
      { inputs: { store: 'file:out', prefix: '../x' } },
      'input prefix is "../x", which has an empty, "." or ".." segment',
      'Write it like `team/packages`.'
    ],
    [
      { inputs: { store: 's3://bucket', prefix: 'a//b' } },
      'input prefix is "a//b", which has an empty, "." or ".." segment',
      'Write it like `team/packages`.'
    ]
  ])('%j: %s', async (asking, message, hint) => {
    expect((await read(asking)).problems).toEqual([[message, hint]])
  })
})

describe('how to get at it', () => {
  test('the input counts, then the configuration of that bucket', async () => {
    const config = {
      bucket: 'bucket',
      region: 'of-the-configuration',
      endpoint: 'https://configured.example.com'
    }
    expect(await s3({ config })).toMatchObject({
      ...{ region: 'of-the-configuration', endpoint: 'https://configured.example.com' }
    })
    const inputs = { region: 'of-the-input', 'endpoint-url': 'http://given.example.com:9000' }
    expect(await s3({ config, inputs })).toMatchObject({
      ...{ region: 'of-the-input', endpoint: 'http://given.example.com:9000' }
    })
    const other = await s3({ config: { ...config, bucket: 'another' } })
    expect([other.region, other.endpoint]).toEqual([undefined, undefined])
  })

  test.each<[asking: Asking, endpoint: string | undefined]>([
    [{}, undefined],
    [{ env: { AWS_ENDPOINT_URL: 'https://all.example.com' } }, 'https://all.example.com'],
    [
      { env: { AWS_ENDPOINT_URL_S3: 'https://s3.example.com', AWS_ENDPOINT_URL: 'https://all.example.com' } },
      'https://s3.example.com'
    ],
    [
      { env: { AWS_ENDPOINT_URL_S3: '', AWS_ENDPOINT_URL: 'https://all.example.com' } },
      'https://all.example.com'
    ],
    [{ env: { AWS_ENDPOINT_URL: '' } }, undefined],
    [
      {
        env: { AWS_ENDPOINT_URL_S3: 'https://s3.example.com' },
        config: { bucket: 'bucket', endpoint: 'https://configured.example.com' }
      },
      'https://configured.example.com'
    ]
  ])('the address: %j: %s', async (asking, endpoint) => {
    expect((await s3(asking)).endpoint).toBe(endpoint)
  })

  test.each<[asking: Asking, message: string]>([
    [
      { inputs: { 'endpoint-url': 's3.example.com' } },
      'input endpoint-url is "s3.example.com", which is no address'
    ],
    [{ inputs: { 'endpoint-url': 'ftp://a' } }, 'input endpoint-url is "ftp://a", which is no address'],
    [{ env: { AWS_ENDPOINT_URL: 'minio:9000' } }, 'AWS_ENDPOINT_URL is "minio:9000", which is no address'],
    [
      { env: { AWS_ENDPOINT_URL_S3: 'minio:9000' } },
      'AWS_ENDPOINT_URL_S3 is "minio:9000", which is no address'
    ],
    [
      { config: { bucket: 'bucket', endpoint: 'minio' } },
      'input config (s3.endpoint_url) is "minio", which is no address'
    ]
  ])('an address that is none is named by where it is: %j', async (asking, message) => {
    const { problems } = await read({ ...asking, inputs: { store: 's3://bucket', ...asking.inputs } })
    expect(problems).toEqual([[message, 'Write it with its scheme: `https://s3.example.com`.']])
  })

  test.each<[asking: Asking, message: string]>([
    [{ inputs: { 'endpoint-url': 'https://a:b@c' } }, 'input endpoint-url has a user or a password in it'],
    [{ env: { AWS_ENDPOINT_URL: 'https://a@c' } }, 'AWS_ENDPOINT_URL has a user or a password in it'],
    [{ inputs: { region: 'eu central' } }, 'input region is "eu central", which can\'t be a region\'s name'],
    [{ env: { AWS_REGION: 'n\u00f6' } }, 'AWS_REGION is "n\u00f6", which can\'t be a region\'s name'],
    [
      { config: { bucket: 'bucket', region: 'a.b' } },
      'input config (s3.region_name) is "a.b", which can\'t be a region\'s name'
    ]
  ])('nor is it a place for keys, and a region has a name: %j', async (asking, message) => {
    const { problems } = await read({ ...asking, inputs: { store: 's3://bucket', ...asking.inputs } })
    expect(problems.map(([what]) => what)).toEqual([message])
  })

  test('certificates come from the environment, else from the configuration', async () => {
    const config = { bucket: 'bucket', ca }
    expect((await s3({ config })).network.ca).toBe(CERTIFICATE)
    expect((await s3({ env: { AWS_CA_BUNDLE: ca } })).network.ca).toBe(CERTIFICATE)
    expect((await s3({ env: { AWS_CA_BUNDLE: '' }, config })).network.ca).toBe(CERTIFICATE)
    expect((await s3({ env: { AWS_CA_BUNDLE: '' } })).network.ca).toBeUndefined()
  })

  test.each<[asking: Asking, message: string]>([
    [{ env: { AWS_CA_BUNDLE: '/none.pem' } }, "AWS_CA_BUNDLE names /none.pem, which can't be read: ENOENT"],
    [
      { config: { bucket: 'bucket', ca: '/none.pem' } },
      "input config (s3.verify) names /none.pem, which can't be read"
    ]
  ])('certificates that are not there: %j', async (asking, message) => {
    const { problems } = await read({ ...asking, inputs: { store: 's3://bucket' } })
    expect(problems).toEqual([
      [expect.stringContaining(message), 'Name a file of certificates (PEM), or unset it.']
    ])
  })

  test('a file without a certificate is of no use', async () => {
    const { problems } = await read({ env: { AWS_CA_BUNDLE: nonsense }, inputs: { store: 's3://bucket' } })
    const message = `AWS_CA_BUNDLE names ${nonsense}, which holds no certificate`
    expect(problems).toEqual([[message, 'Name a file of certificates (PEM), or unset it.']])
  })

  test.each<[env: Environment, region: string | undefined]>([
    [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-west-2' }, 'eu-west-1'],
    [{ AWS_REGION: '', AWS_DEFAULT_REGION: 'us-west-2' }, 'us-west-2'],
    [{}, undefined]
  ])('the region of %j is %s', async (env, region) => {
    expect((await s3({ env })).region).toBe(region)
    expect((await s3({ env, inputs: { region: 'eu-north-1' } })).region).toBe('eu-north-1')
  })

  test('the keys of the configuration are for its own bucket', async () => {
    const keys = { accessKeyId: 'id', secretAccessKey: 'secret' }
    const own = { kind: 'keys', from: 'keys of .tychoreg.json' }
    expect((await s3({ config: { bucket: 'bucket', ...keys } })).credentials).toMatchObject(own)
    expect((await s3({ config: { bucket: 'another', ...keys } })).credentials).toMatchObject({
      kind: 'chain'
    })
  })

  test('races are allowed on request alone', async () => {
    expect((await s3({})).allowRaces).toBe(false)
    expect((await s3({ inputs: { 'allow-races': 'true' } })).allowRaces).toBe(true)
  })
})
