import { readFile } from 'node:fs/promises'
import { messageOf } from '../errors.ts'
import type { Network, S3Options } from '../stores/s3/options.ts'
import { readCredentials, type CredentialSurroundings } from './credentials.ts'
import { quoted, type Reader } from './problems.ts'
import { readPutArgs } from './put-args.ts'
import type { Environment, TychoregConfig } from './tychoreg.ts'

/** Where the registry is, and how to get at it. */
export type Location =
  | { readonly kind: 's3'; readonly options: Omit<S3Options, 'log' | 'tuning'> }
  | { readonly kind: 'folder'; readonly folder: string; readonly prefix: string }

/** What must not be shown of a location, wherever it was found: in inputs, in files, in variables that those name. */
export function secretsOf(location: Location): string[] {
  if (location.kind !== 's3' || location.options.credentials.kind !== 'keys') return []
  const { accessKeyId, secretAccessKey, sessionToken } = location.options.credentials
  return [accessKeyId, secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])]
}

/** Where under a bucket or a folder the registry lies: empty, or ending in `/`. */
export function prefixOf(location: Location): string {
  return location.kind === 's3' ? location.options.prefix : location.prefix
}

/** What the surroundings offer besides the inputs. */
export interface Surroundings extends CredentialSurroundings {
  readonly proxyFor: Network['proxyFor']
  /** The folder that is the registry where nothing names one; undefined: that is a mistake. */
  readonly defaultFolder: string | undefined
}

/** Reads where the registry is. A value stands in for what could not be read; the reader has the problem then. */
export async function readLocation(
  reader: Reader,
  around: Surroundings,
  { config, defaultPrefix }: { config: TychoregConfig | 'wrong' | undefined; defaultPrefix: string }
): Promise<Location> {
  const store = reader.text('store')
  const configured = config === 'wrong' ? undefined : config?.s3
  const extra = readPrefix(reader, 'prefix', reader.text('prefix') ?? defaultPrefix)
  if (store === undefined && configured === undefined) {
    if (around.defaultFolder !== undefined)
      return { kind: 'folder', folder: around.defaultFolder, prefix: joined('', extra) }
    if (config !== 'wrong') reader.wrong('store', 'is missing, and there is no .tychoreg.json', NAME_A_STORE)
    return noLocation(reader, around)
  }
  if (store === undefined || /^s3:/i.test(store)) {
    const place =
      store === undefined ? { bucket: configured?.bucket ?? '', prefix: '' } : parseS3(reader, store)
    const settings = configured?.bucket === place.bucket ? configured : undefined
    return {
      kind: 's3',
      options: await s3Options(reader, around, { ...place, prefix: joined(place.prefix, extra) }, settings)
    }
  }
  const folder = /^file:(?:\/\/(?=\/))?(.+)$/i.exec(store)?.[1]
  if (folder?.startsWith('//') === true) {
    reader.wrong(
      'store',
      `is ${quoted(store)}, which names a host`,
      `Write \`file:${folder.slice(2)}\` for a folder here, or \`file:${folder.slice(1)}\` for one that begins at the root.`
    )
  }
  if (folder !== undefined) return { kind: 'folder', folder, prefix: joined('', extra) }
  reader.wrong(
    'store',
    `is ${quoted(store)}, which names no store`,
    /^github:/i.test(store)
      ? 'GitHub Releases are not a store of this version yet. Write `s3://bucket/prefix` or `file:folder`.'
      : 'Write `s3://bucket`, `s3://bucket/prefix` or `file:folder`.'
  )
  return noLocation(reader, around)
}

const NAME_A_STORE =
  'Set `store: s3://bucket` (or `s3://bucket/prefix`), or `store: file:folder`. REGISTRY_STORE in the environment does it for all steps of a job.'

/** Stands in for a store that can't be told. Where a bucket was meant, what is said of it is looked at all the same. */
async function noLocation(reader: Reader, around: Surroundings): Promise<Location> {
  if (BUCKET_INPUTS.some((name) => reader.given(name) !== undefined))
    await s3Options(reader, around, { bucket: '', prefix: '' }, undefined)
  return { kind: 'folder', folder: '.', prefix: '' }
}

/** Inputs that mean something for buckets alone. */
export const BUCKET_INPUTS = [
  ...(['region', 'endpoint-url', 'profile', 'role-to-assume', 's3-put-args', 'allow-races'] as const),
  ...(['aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'] as const)
] as const

function parseS3(reader: Reader, store: string): { bucket: string; prefix: string } {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/i.exec(store) ?? []
  if (bucket === '')
    reader.wrong(
      'store',
      `is ${quoted(store)}, which names no bucket`,
      'Write `s3://bucket` or `s3://bucket/prefix`.'
    )
  else if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/i.test(bucket)) {
    reader.wrong(
      'store',
      `names the bucket ${quoted(bucket)}, which can't be a bucket's name`,
      'A name has 3 to 63 letters, digits, dots and dashes.'
    )
  }
  return { bucket, prefix: readPrefix(reader, 'store', prefix) }
}

function readPrefix(reader: Reader, input: 'store' | 'prefix', text: string): string {
  const prefix = trimSlashes(text)
  const bad = prefix.split('/').find((segment) => segment === '' || segment === '.' || segment === '..')
  if (prefix !== '' && bad !== undefined) {
    reader.wrong(
      input,
      `${input === 'store' ? 'has the prefix' : 'is'} ${quoted(text)}, which has an empty, "." or ".." segment`,
      'Write it like `team/packages`.'
    )
  }
  return prefix
}

async function s3Options(
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

function trimSlashes(text: string): string {
  return text.replace(/^\/+|\/+$/g, '')
}

function joined(one: string, other: string): string {
  const parts = [one, other].filter((part) => part !== '')
  return parts.length === 0 ? '' : `${parts.join('/')}/`
}
