import type { RegistryError } from '../../errors.ts'

/** Where a request went, and what it asks to be allowed. */
export interface Place {
  readonly bucket: string
  /** The bucket, and the beginning of the store's keys. */
  readonly objects: string
  readonly region: string
  /** False where requests go out without credentials. */
  readonly signed: boolean
  readonly needs: Permission
}

/** What AWS and its like call the right to a request. */
export type Permission =
  | 's3:GetObject'
  | 's3:PutObject'
  | 's3:DeleteObject'
  | 's3:AbortMultipartUpload'
  | 's3:ListBucket'
  | 's3:ListBucketMultipartUploads'

/** What the words are made of: the place, and what was answered there. `status` is 0 where there was no answer. */
export interface Facts extends Place {
  code: string
  status: number
  message: string
  expected: string | undefined
}

/** How a failure is told: its kind, what is wrong, what to do. */
export interface Words {
  kind: RegistryError['code']
  what: (facts: Facts) => string
  hint: (facts: Facts) => string
}

const DENIED: Words = {
  kind: 'denied',
  what: ({ message }) => `the service denied access (403${message === '' ? '' : `: ${message}`})`,
  hint: (facts) =>
    facts.signed
      ? `These credentials need ${permissionIn(facts)} (see "Bucket policies" in the README).`
      : 'No credentials were found. Set the AWS_* variables, or name a `profile`; in a workflow give `role-to-assume`, or the two keys. Without, only a public bucket can be read.'
}

function permissionIn({ needs, objects, bucket }: Facts): string {
  if (needs.startsWith('s3:ListBucket')) return `${needs} on ${bucket}`
  if (needs !== 's3:GetObject') return `${needs} on ${objects}*`
  return `${needs} on ${objects}*, and s3:ListBucket on ${bucket}: without it a key that is not there answers 403, too`
}

const BAD_KEYS: Words = {
  kind: 'denied',
  what: ({ code }) => `the service does not accept the credentials (${code})`,
  hint: () => 'Check the access key, the secret key and, for temporary credentials, the session token.'
}

const EXPIRED: Words = {
  kind: 'denied',
  what: () => 'the credentials have expired',
  hint: () =>
    'Get new ones. In a workflow, take the role in this step with `role-to-assume`, or give it a longer session.'
}

const WRONG_REGION: Words = {
  kind: 'input',
  what: ({ bucket, region, expected }) =>
    `bucket ${bucket} is not in region ${region}${expected === undefined ? '' : `, but in ${expected}`}`,
  hint: ({ expected }) =>
    expected === undefined ? 'Set `region` to that of the bucket.' : `Set \`region: ${expected}\`.`
}

/** Nobody vouches for the certificate. */
export const UNTRUSTED: Words = {
  kind: 'unavailable',
  what: ({ code, message }) => `the certificate of the service is not trusted (${code}: ${message})`,
  hint: () => TRUST
}

/** What to do about a certificate that nobody vouches for. */
export const TRUST =
  'Where a service or a proxy has a certificate of its own, name the file of its authority in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS. Certificates are always checked.'

/** What answers does not speak as asked. */
export const NOT_SPOKEN: Words = {
  kind: 'unavailable',
  what: ({ code, message }) => `what answered is no S3 service (${code}: ${shortTls(message)})`,
  hint: () => 'Check `endpoint-url`: http or https, the host and the port.'
}

/** What answers is something else. */
export const NO_SERVICE: Words = {
  ...NOT_SPOKEN,
  what: ({ message, status }) =>
    `what answered is no S3 service (${status === 0 ? message : `it answers ${status}, without a reason`})`
}

/** Of what OpenSSL says, the reason; the rest are places in its source. */
function shortTls(message: string): string {
  return /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? message
}

/** No answer, or one that may be another the next time. */
export const UNREACHABLE: Words = {
  kind: 'unavailable',
  what: ({ code, message }) => `the service could not be reached, or failed (${code}: ${message})`,
  hint: () =>
    'Every request was tried several times. Check `endpoint-url`, the proxy variables, the network and the service, then run the step again: it goes on where it was.'
}

/** By the code of S3 or of the system, else by the status. */
export const WORDS: Record<string, Words | undefined> = {
  NoSuchBucket: {
    kind: 'not-found',
    what: ({ bucket }) => `there is no bucket ${bucket}`,
    hint: () => 'Check the name in `store`, and the `endpoint-url`. A bucket is not made by this program.'
  },
  AccessDenied: DENIED,
  '403': DENIED,
  '401': DENIED,
  InvalidAccessKeyId: BAD_KEYS,
  SignatureDoesNotMatch: BAD_KEYS,
  InvalidToken: BAD_KEYS,
  ExpiredToken: EXPIRED,
  ExpiredTokenException: EXPIRED,
  TokenRefreshRequired: EXPIRED,
  AuthorizationHeaderMalformed: WRONG_REGION,
  PermanentRedirect: WRONG_REGION,
  TemporaryRedirect: WRONG_REGION,
  IllegalLocationConstraintException: WRONG_REGION,
  '301': WRONG_REGION,
  RequestTimeTooSkewed: {
    kind: 'denied',
    what: () => 'the clock of this machine and that of the service are too far apart',
    hint: () => 'Set the clock of this machine (chrony, systemd-timesyncd).'
  },
  ENOTFOUND: {
    kind: 'unavailable',
    what: ({ message }) => `the host name is not known (${message})`,
    hint: () => 'Check `endpoint-url` and `region`.'
  },
  EntityTooLarge: {
    kind: 'unsupported',
    what: () => 'the service takes no file of this size',
    hint: () => 'Split the file, or use a service that takes larger ones.'
  },
  KeyTooLongError: {
    kind: 'input',
    what: () => 'the name is too long for the service',
    hint: () => 'Choose a shorter package name, version or prefix.'
  },
  InvalidObjectState: {
    kind: 'unsupported',
    what: () => 'the object is archived and has to be restored first',
    hint: () => 'Restore it, and keep registries out of archive storage classes.'
  }
}
