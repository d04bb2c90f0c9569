import { readFile } from 'node:fs/promises'
import { messageOf } from '../errors.ts'
import type { CredentialSource, S3Options } from '../stores/s3/options.ts'
import type { Surroundings } from './around.ts'
import { quoted, type Reader } from './problems.ts'
import { readPutArgs } from './put-args.ts'
import type { Environment, TychoregConfig } from './tychoreg.ts'

/** Reads how to get at a bucket. A value stands in for what could not be read; the reader has the problem then. */
export async function readS3(
  reader: Reader,
  around: Surroundings,
  place: { bucket: string; prefix: string },
  config: TychoregConfig['s3'] | undefined
): Promise<Omit<S3Options, 'log' | 'tuning'>> {
  const { env } = around
  const [caFrom, ca] = firstGiven(['AWS_CA_BUNDLE', env['AWS_CA_BUNDLE']], ['config', config?.ca])
  return {
    ...place,
    region: readRegion(reader, env, config),
    endpoint: readEndpoint(reader, env, config),
    credentials: readCredentials(reader, around, config),
    ...readPutArgs(reader),
    allowRaces: reader.flag('allow-races'),
    network: {
      proxyFor: around.proxyFor,
      ca: ca === undefined ? undefined : await readCa(reader, caFrom, ca)
    }
  }
}

function readRegion(
  reader: Reader,
  env: Environment,
  config: TychoregConfig['s3'] | undefined
): string | undefined {
  const [from, region] = firstGiven(
    ['region', reader.text('region')],
    ['config', config?.region],
    // The SDK reads the first of these; boto3 and the AWS command line read the second.
    ['AWS_REGION', env['AWS_REGION']],
    ['AWS_DEFAULT_REGION', env['AWS_DEFAULT_REGION']]
  )
  if (region !== undefined && !/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(region)) {
    reader.wrong(
      from,
      `${from === 'config' ? '(s3.region_name) ' : ''}is ${quoted(region)}, which can't be a region's name`,
      'It looks like `eu-central-1`.'
    )
  }
  return region
}

/** The first of several sources that has a value; an empty one is none. */
function firstGiven(...sources: readonly [name: string, value: string | undefined][]) {
  return sources.find(([, value]) => value !== undefined && value !== '') ?? (['', undefined] as const)
}

function readEndpoint(
  reader: Reader,
  env: Environment,
  config: TychoregConfig['s3'] | undefined
): string | undefined {
  const [from, endpoint] = firstGiven(
    ['endpoint-url', reader.text('endpoint-url')],
    ['config', config?.endpoint],
    ['AWS_ENDPOINT_URL_S3', env['AWS_ENDPOINT_URL_S3']],
    ['AWS_ENDPOINT_URL', env['AWS_ENDPOINT_URL']]
  )
  if (endpoint === undefined) return undefined
  const url = /^https?:/i.test(endpoint) && URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (url?.username === '' && url.password === '') return endpoint
  if (url !== undefined) {
    reader.wrong(
      from,
      `${from === 'config' ? '(s3.endpoint_url) ' : ''}has a user or a password in it`,
      'Keys are given by themselves: `aws-access-key-id` and `aws-secret-access-key`, or the AWS_* variables.'
    )
    return undefined
  }
  reader.wrong(
    from,
    `${from === 'config' ? '(s3.endpoint_url) ' : ''}is ${quoted(endpoint)}, which is no address`,
    'Write it with its scheme: `https://s3.example.com`.'
  )
  return undefined
}

async function readCa(reader: Reader, from: string, path: string): Promise<string | undefined> {
  let why = 'holds no certificate'
  try {
    const text = await readFile(path, 'utf8')
    if (/-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/.test(text)) return text
  } catch (error) {
    why = `can't be read: ${messageOf(error)}`
  }
  reader.wrong(
    from,
    `${from === 'config' ? '(s3.verify) ' : ''}names ${path}, which ${why}`,
    'Name a file of certificates (PEM), or unset it.'
  )
  return undefined
}

/** The first source that is given counts; what is given by halves is a mistake, not a reason to look elsewhere. */
function readCredentials(
  reader: Reader,
  around: Surroundings,
  config: TychoregConfig['s3'] | undefined
): CredentialSource {
  const accessKeyId = reader.text('aws-access-key-id')
  const secretAccessKey = reader.text('aws-secret-access-key')
  const sessionToken = reader.text('aws-session-token')
  const role = reader.text('role-to-assume')
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    const absent = accessKeyId === undefined ? 'aws-access-key-id' : 'aws-secret-access-key'
    reader.wrong(
      absent,
      'is missing or empty, but the other half of the pair is given',
      'Give both. A pull request from a fork gets no secrets: they are empty there.'
    )
  } else if (sessionToken !== undefined && accessKeyId === undefined) {
    reader.wrong(
      'aws-session-token',
      'is given without keys',
      'Give `aws-access-key-id` and `aws-secret-access-key` with it.'
    )
  }
  if (role !== undefined) return readRole(reader, around, role, accessKeyId !== undefined)
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return {
      kind: 'keys',
      from: `keys of ${reader.given('aws-access-key-id')?.label ?? 'the inputs'}`,
      accessKeyId,
      secretAccessKey,
      sessionToken
    }
  }
  const profile = reader.text('profile')
  if (profile !== undefined) return { kind: 'chain', profile }
  if ((config?.accessKeyId === undefined) !== (config?.secretAccessKey === undefined)) {
    const absent = config?.accessKeyId === undefined ? 'aws_access_key_id' : 'aws_secret_access_key'
    reader.wrong(
      'config',
      `gives one half of a pair of keys: s3.${absent} is missing or empty`,
      'Give both, or neither. A variable of the environment that it names may not be set.'
    )
  }
  if (config?.accessKeyId !== undefined && config.secretAccessKey !== undefined) {
    const { accessKeyId: id, secretAccessKey: secret, sessionToken: token } = config
    return {
      kind: 'keys',
      from: 'keys of .tychoreg.json',
      accessKeyId: id,
      secretAccessKey: secret,
      sessionToken: token
    }
  }
  return fromEnvironment(reader, around.env)
}

/** The environment's own keys are used as they are; anything else is left to the SDK's chain of sources. */
function fromEnvironment(reader: Reader, env: Environment): CredentialSource {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = env
  if (id === undefined && secret === undefined) return { kind: 'chain', profile: undefined }
  const [accessKeyId = '', secretAccessKey = ''] = [id, secret]
  const absent = accessKeyId === '' ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY'
  // Set but empty: a secret that is not there. The machine's own role must not step in for it.
  if (accessKeyId === '' && secretAccessKey === '')
    return { kind: 'none', why: `AWS_${id === '' ? 'ACCESS_KEY_ID' : 'SECRET_ACCESS_KEY'} is set, but empty` }
  if (accessKeyId === '' || secretAccessKey === '') {
    reader.wrong(
      absent,
      'is missing or empty, but the other half of the pair is given',
      'Give both, or neither. A pull request from a fork gets no secrets: they are empty there.'
    )
    return { kind: 'none', why: `${absent} is missing` }
  }
  if (env['AWS_PROFILE'] !== undefined) return { kind: 'chain', profile: undefined }
  const from = 'keys of the AWS_* variables of the environment'
  return { kind: 'keys', from, accessKeyId, secretAccessKey, sessionToken: token === '' ? undefined : token }
}

function readRole(reader: Reader, { oidc }: Surroundings, role: string, withKeys: boolean): CredentialSource {
  if (withKeys) reader.wrong('role-to-assume', 'is given together with keys', 'Give one of the two.')
  if (!/^arn:[^:]+:iam::\d*:role\/.+$/.test(role)) {
    reader.wrong(
      'role-to-assume',
      `is ${quoted(role)}, which is no ARN of a role`,
      'It looks like `arn:aws:iam::123456789012:role/registry-writer`.'
    )
  }
  if (oidc === undefined) {
    reader.wrong(
      'role-to-assume',
      'needs an OIDC token, which this job can not get',
      'Add `permissions: { id-token: write, contents: read }` to the job. Pull requests from forks never get one.'
    )
    return { kind: 'none', why: 'there is no OIDC token' }
  }
  return { kind: 'role', role, token: () => oidc('sts.amazonaws.com') }
}
