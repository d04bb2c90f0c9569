import { S3Client } from '@aws-sdk/client-s3'
import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { Logger } from '@smithy/types'
import type { Log } from '../../log.ts'
import { agentsFor } from '../../network.ts'
import { resolveCredentials } from './credentials.ts'
import type { S3Options } from './options.ts'
import { endpointOf, wireOf, type Wire } from './wire.ts'

/** A client, and what had to be found out to make it. */
export interface Connection {
  readonly client: S3Client
  /** For single objects that fit in memory. */
  readonly wire: Wire
  readonly region: string
  /** True where requests are signed. */
  readonly signed: boolean
  /** The address of the bucket, wherever it was set. */
  readonly url: URL
  /** True on AWS itself, where every part is sent with a checksum that the service checks. */
  readonly aws: boolean
}

/** Makes the one client of a store. The driver retries by itself, so the client never does. */
export async function connect(options: S3Options): Promise<Connection> {
  const region = options.region ?? (await configuredRegion(options))
  const address = options.endpoint ?? (await sharedEndpoint(options))
  const agents = await agentsFor(address ?? `https://s3.${region}.amazonaws.com`, options.network)
  const requestHandler = new NodeHttpHandler({ ...agents, ...TIMEOUTS })
  const credentials = await resolveCredentials(options, region, async () => {
    const url = `https://sts.${region}.amazonaws.com`
    return new NodeHttpHandler({ ...(await agentsFor(url, options.network)), ...TIMEOUTS })
  })
  const client = new S3Client({
    region,
    ...(address === undefined ? {} : { endpoint: address, forcePathStyle: true }),
    ...(credentials === undefined ? ANONYMOUS : { credentials }),
    requestHandler,
    maxAttempts: 1,
    logger: loggerTo(options.log),
    cacheMiddleware: true,
    retryMode: 'standard',
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED'
  })
  client.middlewareStack.add(
    (next) => (args) => {
      // An artifact carries its own digest: the signature need not cover its bytes a second time.
      if (isHeaders(args.request)) args.request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
      return next(args)
    },
    { step: 'build', name: 'unsignedPayload' }
  )
  const signed = credentials !== undefined
  const endpoint = await endpointOf(client, options.bucket)
  return {
    client,
    wire: wireOf(client, options, { endpoint, signed, ...agents }),
    region,
    signed,
    url: endpoint.url,
    aws: isAws(endpoint.url)
  }
}

const TIMEOUTS = { connectionTimeout: 10_000, socketTimeout: 120_000 }

/** The client's own words are for those who look for a cause; what goes wrong is thrown, too. */
function loggerTo(log: Log): Logger {
  const ignore = () => undefined
  const debug = (message: unknown) => {
    if (typeof message === 'string') log.debug(message)
  }
  return { debug: ignore, info: ignore, warn: debug, error: ignore }
}

/**
 * The address that the shared AWS configuration names. The SDK would find the one of the profile that the environment
 * names, but not that of a profile that is named to a client; and it would look for the bucket in the host's name.
 */
async function sharedEndpoint(options: S3Options): Promise<string | undefined> {
  const load = loadConfig<string | undefined>(
    {
      environmentVariableSelector: () => undefined,
      configFileSelector: (profile, file) =>
        file?.[`services.${profile['services'] ?? ''}`]?.['s3.endpoint_url'] ?? profile['endpoint_url'],
      default: undefined
    },
    profileOf(options)
  )
  return load()
}

function isAws({ hostname }: URL): boolean {
  return /\.amazonaws\.com(\.cn)?$/.test(hostname)
}

async function configuredRegion(options: S3Options): Promise<string> {
  const load = loadConfig(
    { ...NODE_REGION_CONFIG_OPTIONS, default: 'us-east-1' },
    { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...profileOf(options) }
  )
  return load()
}

function profileOf({ credentials }: S3Options): { profile?: string } {
  return credentials.kind === 'chain' && credentials.profile !== undefined
    ? { profile: credentials.profile }
    : {}
}

/** Requests without a signature, for buckets that anyone may read. */
const ANONYMOUS = {
  credentials: { accessKeyId: '', secretAccessKey: '' },
  signer: { sign: <T>(request: T) => Promise.resolve(request) }
}

function isHeaders(request: unknown): request is { headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request
}
