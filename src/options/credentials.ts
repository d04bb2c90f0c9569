import type { CredentialSource } from '../stores/s3/options.ts'
import { quoted, type Reader } from './problems.ts'
import type { Environment, TychoregConfig } from './tychoreg.ts'

/** Where credentials may come from besides the inputs. */
export interface CredentialSurroundings {
  readonly env: Environment
  /** Gets the workflow's OIDC token for an audience; undefined where there is none to be had. */
  readonly oidc: ((audience: string) => Promise<string>) | undefined
}

/** Reads where S3 credentials come from. The first source that is given counts; what is given by halves is a mistake, not a reason to look elsewhere. */
export function readCredentials(
  reader: Reader,
  around: CredentialSurroundings,
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

function readRole(
  reader: Reader,
  { oidc }: CredentialSurroundings,
  role: string,
  withKeys: boolean
): CredentialSource {
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
