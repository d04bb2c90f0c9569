import { loadConfig } from '@smithy/core/config'
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types'
import type { NodeHttpHandler } from '@smithy/node-http-handler'
import { isRegistryError, messageOf, RegistryError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { hintToReach } from './answers.ts'
import type { CredentialSource, S3Options } from './options.ts'

/**
 * The credentials to sign with, or undefined where there are none and requests go out unsigned. Says in the log where
 * they come from. A role that can't be taken is an error: nothing else is tried in its place. `identityHandler` makes
 * what speaks to the service that gives out temporary credentials.
 */
export async function resolveCredentials(
  { credentials: source, log }: S3Options,
  region: string,
  identityHandler: () => Promise<NodeHttpHandler>
): Promise<AwsCredentialIdentity | AwsCredentialIdentityProvider | undefined> {
  switch (source.kind) {
    case 'none':
      log.info(`S3 credentials: none, requests are not signed (${source.why})`)
      return undefined
    case 'keys': {
      const { accessKeyId, secretAccessKey, sessionToken } = source
      log.info(`S3 credentials: ${source.from}`)
      return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) }
    }
    case 'role':
      log.info(`S3 credentials: role ${source.role}, taken with the workflow's OIDC token`)
      return assumeRole(source, log, { region, requestHandler: await identityHandler() })
    case 'chain':
      return fromChain(source.profile, log, { region, requestHandler: await identityHandler() })
  }
}

async function assumeRole(
  { role, token }: Extract<CredentialSource, { kind: 'role' }>,
  log: Log,
  clientConfig: { region: string; requestHandler: NodeHttpHandler }
): Promise<AwsCredentialIdentityProvider> {
  const { fromWebToken } = await import('@aws-sdk/credential-provider-web-identity')
  const take = async () => {
    try {
      const webIdentityToken = await token()
      const provider = fromWebToken({
        roleArn: role,
        webIdentityToken,
        roleSessionName: 'registry-action',
        clientConfig
      })
      log.mask(webIdentityToken)
      return masked(await provider(), log)
    } catch (error) {
      if (isRegistryError(error)) throw error
      const toReach = hintToReach(error)
      throw new RegistryError(
        toReach === undefined ? 'denied' : 'unavailable',
        `the role ${role} could not be taken: ${messageOf(error)}`,
        { hint: toReach ?? TO_BE_TRUSTED, cause: error }
      )
    }
  }
  // Taken at once, so that a role that can't be had is known before anything else is asked; the client asks again when it expires.
  let first: AwsCredentialIdentity | undefined = await take()
  return async () => {
    const fresh = first
    first = undefined
    return fresh ?? take()
  }
}

const TO_BE_TRUSTED =
  "Check the role's trust policy: it must name the OIDC provider token.actions.githubusercontent.com, the audience sts.amazonaws.com and this repository."

async function fromChain(
  profile: string | undefined,
  log: Log,
  clientConfig: { region: string; requestHandler: NodeHttpHandler }
) {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node')
  const provider = defaultProvider({
    ...(profile === undefined ? {} : { profile }),
    clientConfig,
    timeout: 1_000,
    maxRetries: 1
  })
  try {
    const found = masked(await provider(), log)
    log.info(`S3 credentials: ${sourceOf(found)}${profile === undefined ? '' : ` (profile ${profile})`}`)
    return async () => masked(await provider(), log)
  } catch (error) {
    if (!isNoCredentials(error)) throw unreadable(profile, messageOf(error), error)
    const teller = profile === undefined ? await tellerOf() : `the profile ${profile}`
    if (teller !== undefined)
      throw unreadable(profile, `${teller} says where they are, and they can't be had there`, error)
    log.info('S3 credentials: none found, requests are not signed (a public bucket can be read so)')
    return undefined
  }
}

function masked(found: AwsCredentialIdentity, log: Log): AwsCredentialIdentity {
  for (const secret of [found.accessKeyId, found.secretAccessKey, found.sessionToken]) log.mask(secret ?? '')
  return found
}

/** True where each source was asked and none had any. Another error is that of one that ought to have them. */
function isNoCredentials(error: unknown): boolean {
  return error instanceof Error && error.message === 'Could not load credentials from any providers'
}

/** Who says that there are credentials, of those whose own errors the SDK does not tell; undefined: nobody does. */
async function tellerOf(): Promise<string | undefined> {
  const load = loadConfig<string | undefined>({
    environmentVariableSelector: (env) => TELLING_VARIABLES.find((name) => (env[name] ?? '') !== ''),
    configFileSelector: (profile) =>
      TELLING_KEYS.some((key) => key in profile) ? 'the shared AWS configuration' : undefined,
    default: undefined
  })
  return load()
}

const TELLING_VARIABLES = [
  'AWS_PROFILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI'
]
const TELLING_KEYS = ['aws_access_key_id', 'credential_process', 'role_arn', 'sso_session', 'sso_start_url']

function unreadable(profile: string | undefined, why: string, cause: unknown): RegistryError {
  const which = profile === undefined ? '' : ` of the profile ${profile}`
  const toReach = hintToReach(cause)
  return new RegistryError(
    toReach === undefined ? 'denied' : 'unavailable',
    `the AWS credentials${which} could not be read: ${why}`,
    { hint: toReach ?? TO_BE_GIVEN, cause }
  )
}

const TO_BE_GIVEN =
  'Check `profile`, the shared configuration files and the AWS_* variables, or give `aws-access-key-id` and `aws-secret-access-key`.'

/** The SDK marks what it found with where it found it. */
function sourceOf(found: AwsCredentialIdentity): string {
  const marks =
    '$source' in found && typeof found.$source === 'object' && found.$source !== null
      ? Object.keys(found.$source)
      : []
  const words = marks.map((mark) => SOURCES[mark]).filter((word) => word !== undefined)
  // What it has from the machine itself bears no mark.
  return words.at(-1) ?? (marks.length === 0 ? "this machine's own role" : 'the AWS environment')
}

const SOURCES: Record<string, string | undefined> = {
  CREDENTIALS_ENV_VARS: 'the AWS_* variables of the environment',
  CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN: 'the web identity token file named in the environment',
  CREDENTIALS_PROFILE: 'the shared AWS configuration files',
  CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN: 'the shared AWS configuration files (web identity)',
  CREDENTIALS_PROFILE_PROCESS: 'the process named in the shared AWS configuration files',
  CREDENTIALS_PROFILE_LOGIN: 'the login of the shared AWS configuration files',
  CREDENTIALS_PROFILE_SSO: 'single sign-on, as set in the shared AWS configuration files',
  CREDENTIALS_PROFILE_SSO_LEGACY: 'single sign-on, as set in the shared AWS configuration files',
  CREDENTIALS_PROFILE_SOURCE_PROFILE: 'a role named in the shared AWS configuration files',
  CREDENTIALS_HTTP: "the container's role",
  CREDENTIALS_IMDS: "this machine's own role"
}
