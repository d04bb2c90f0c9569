import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { messageOf, systemCode } from '../errors.ts'
import type { Reader } from './problems.ts'

/** What Tycho Station's configuration says, with its references to the environment resolved. */
export interface TychoregConfig {
  readonly outdir: string | undefined
  readonly s3: {
    readonly bucket: string
    readonly region: string | undefined
    readonly endpoint: string | undefined
    readonly accessKeyId: string | undefined
    readonly secretAccessKey: string | undefined
    readonly sessionToken: string | undefined
    /** A file of certificates to trust. */
    readonly ca: string | undefined
  }
}

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads `.tychoreg.json` as tychoreg 0.4 does: values may be `{"env": NAME, "default": …}`, and a dotenv file is read
 * first, without overriding what is set. Undefined where the default file is not there; `wrong` where the reader has the
 * problem with it. Warnings name each key that has no meaning here.
 */
export async function readTychoreg(
  reader: Reader,
  { folder, env, warn }: { folder: string; env: Environment; warn: (message: string) => void }
): Promise<TychoregConfig | 'wrong' | undefined> {
  const name = reader.text('config') ?? DEFAULT_FILE
  const problem = (message: string, hint: string) => {
    reader.wrong('config', `(${name}) ${message}`, hint)
  }
  let text: string
  try {
    text = await readFile(resolve(folder, name), 'utf8')
  } catch (error) {
    const isAbsent = systemCode(error) === 'ENOENT'
    if (isAbsent && reader.text('config') === undefined) return undefined
    if (isAbsent) problem('is not there', 'Check the path; it is relative to the working directory.')
    else problem(`can't be read: ${messageOf(error)}`, 'Check the path and who may read the file.')
    return 'wrong'
  }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), configSchema), text)
  if (!parsed.success) {
    const [issue] = parsed.issues
    const why =
      issue.type === 'parse_json'
        ? `it is no JSON: ${messageOf(issue.received.replace(/^"|"$/g, ''))}`
        : messageOf(`${v.getDotPath(issue) ?? 'it'}: ${issue.message}`)
    problem(`is not a configuration of Tycho Station (${why})`, EXAMPLE)
    return 'wrong'
  }
  const dotenv = await readDotenv(parsed.output, { folder, env, problem })
  return interpretConfig(parsed.output, { env: { ...dotenv, ...env }, dotenv, warn, problem })
}

const DEFAULT_FILE = '.tychoreg.json'
const EXAMPLE =
  'It looks like {"tycho": {"backend": "s3"}, "s3": {"bucket": "my-registry", "region_name": "us-east-1"}}.'

const valueSchema = v.union([
  v.string(),
  v.null(),
  v.boolean(),
  v.number(),
  v.object({ env: v.string(), default: v.optional(v.union([v.string(), v.null(), v.boolean()])) })
])
const sectionSchema = v.record(v.string(), v.unknown())
const configSchema = v.looseObject({
  tycho: v.optional(sectionSchema, {}),
  s3: v.optional(sectionSchema)
})

type Value = v.InferOutput<typeof valueSchema>

interface Interpreting {
  /** The environment, with what the dotenv file adds to it. */
  readonly env: Environment
  /** What the dotenv file adds. */
  readonly dotenv: Environment
  readonly warn: (message: string) => void
  readonly problem: (message: string, hint: string) => void
}

/** Keyword arguments of `boto3.client` that mean something here, and what becomes of them. */
const KNOWN = [
  'bucket',
  'region_name',
  'endpoint_url',
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'verify',
  'use_ssl'
]

function interpretConfig(
  config: v.InferOutput<typeof configSchema>,
  to: Interpreting
): TychoregConfig | 'wrong' {
  const backend = valueOf(config.tycho, 'backend', to) ?? 's3'
  if (backend !== 's3') {
    to.problem(`names the backend ${JSON.stringify(backend)}`, 'Tycho Station has one backend, s3.')
    return 'wrong'
  }
  const section = config.s3 ?? {}
  const get = (key: string) => valueOf(section, key, to)
  const bucket = get('bucket')
  if (bucket === undefined) {
    to.problem('names no bucket', EXAMPLE)
    return 'wrong'
  }
  for (const key of Object.keys(section)) {
    if (!KNOWN.includes(key)) to.warn(`.tychoreg.json: the key s3.${key} has no meaning here and is ignored`)
  }
  if (section['use_ssl'] === false && section['endpoint_url'] === undefined) {
    to.warn('.tychoreg.json: use_ssl: false is ignored; name an http:// address in endpoint_url')
  }
  if (section['verify'] === false)
    to.warn(
      '.tychoreg.json: verify: false is ignored, certificates are always checked; name a file of certificates instead'
    )
  return {
    outdir: valueOf(config.tycho, 'outdir', to),
    s3: {
      bucket,
      region: get('region_name') ?? found(to.dotenv, 'AWS_DEFAULT_REGION'),
      endpoint:
        get('endpoint_url') ??
        found(to.dotenv, 'AWS_ENDPOINT_URL_S3') ??
        found(to.dotenv, 'AWS_ENDPOINT_URL'),
      ...keysOf(get, to),
      ca: get('verify')
    }
  }
}

/** The keys that are named; else those that boto3 finds in the environment, where the dotenv file has put some of them. */
function keysOf(
  get: (key: string) => string | undefined,
  { env, dotenv }: Interpreting
): Pick<TychoregConfig['s3'], 'accessKeyId' | 'secretAccessKey' | 'sessionToken'> {
  const accessKeyId = get('aws_access_key_id')
  const secretAccessKey = get('aws_secret_access_key')
  const sessionToken = get('aws_session_token')
  const named = accessKeyId !== undefined || secretAccessKey !== undefined
  if (named || !('AWS_ACCESS_KEY_ID' in dotenv || 'AWS_SECRET_ACCESS_KEY' in dotenv))
    return { accessKeyId, secretAccessKey, sessionToken }
  return {
    accessKeyId: found(env, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: found(env, 'AWS_SECRET_ACCESS_KEY'),
    sessionToken: sessionToken ?? found(env, 'AWS_SESSION_TOKEN')
  }
}

/** A variable that has a value. */
function found(env: Environment, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name]
}

/** A text value, taken from the environment where it says so; empty and null are absent. */
function valueOf(
  section: Record<string, unknown>,
  key: string,
  { env, problem }: Interpreting
): string | undefined {
  const parsed = v.safeParse(v.optional(valueSchema), section[key])
  if (!parsed.success) {
    problem(`has a value for ${key} that is neither a text nor {"env": …, "default": …}`, EXAMPLE)
    return undefined
  }
  const value: Value | undefined = parsed.output
  const text = typeof value === 'object' && value !== null ? (env[value.env] ?? value.default) : value
  return typeof text === 'string' && text !== '' ? text : undefined
}

/** The variables of the dotenv file that are not set already. */
async function readDotenv(
  config: v.InferOutput<typeof configSchema>,
  { folder, env, problem }: { folder: string; env: Environment; problem: Interpreting['problem'] }
): Promise<Environment> {
  const path = config.tycho['dotenv']
  if (typeof path !== 'string' || path === '') return {}
  const text = await readFile(resolve(folder, path), 'utf8').catch((error: unknown) => {
    // tychoreg goes on without the file: in a workflow the variables come from elsewhere.
    if (systemCode(error) !== 'ENOENT') {
      problem(
        `names the dotenv file ${path}, which can't be read: ${messageOf(error)}`,
        'Check who may read the file.'
      )
    }
    return ''
  })
  const { parseDotenv } = await import('./dotenv.ts')
  return Object.fromEntries(
    Object.entries(parseDotenv(text, env)).filter(([name]) => env[name] === undefined)
  )
}
