import { readFile } from 'node:fs/promises'
import { messageOf } from '../errors.ts'
import type { S3Options } from '../stores/s3/options.ts'
import type { Surroundings } from './around.ts'
import { readCredentials } from './credentials.ts'
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

/** Inputs that mean something for buckets alone. */
export const BUCKET_INPUTS = [
  ...(['region', 'endpoint-url', 'profile', 'role-to-assume', 's3-put-args', 'allow-races'] as const),
  ...(['aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'] as const)
] as const
