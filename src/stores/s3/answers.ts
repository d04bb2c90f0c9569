import { RegistryError, messageOf, systemCode } from '../../errors.ts'

/** What an S3 error means to this driver. */
export type Answer =
  /** There is no such object. */
  | 'absent'
  /** A precondition does not hold. */
  | 'refused'
  /** Another request for the same key was under way. */
  | 'race'
  /** The multipart upload is not there (any more). */
  | 'no-upload'
  /** A key that ends in `/` can have no bytes here. */
  | 'bodiless'
  /** The range begins behind the end. */
  | 'no-range'
  /** The service does not know this kind of request. */
  | 'unsupported'
  /** Whether the request was carried out can't be known; it may be sent again. */
  | 'unclear'
  /** Anything else: sending it again would not help. */
  | 'failed'

/** Reads what S3 and its imitators answer, and the network's own failures. The only place that knows their codes. */
export function interpret(error: unknown): Answer {
  const { code, status } = read(error)
  const known = BY_CODE[code]
  if (known !== undefined) return known
  if (NETWORK_CODES.has(code)) return 'unclear'
  if (status === 404 && (code === 'NotFound' || code === '')) return 'absent'
  if (status === 412) return 'refused'
  if (status === 416) return 'no-range'
  if (status === 501) return 'unsupported'
  if (status === 429 || status === 408 || (status >= 500 && status < 600)) return 'unclear'
  return 'failed'
}

/** Milliseconds that the service asked to wait, or undefined. */
export function retryAfter(error: unknown): number | undefined {
  const value = Number(headersOf(error)['retry-after'])
  return Number.isFinite(value) && value >= 0 ? value * 1000 : undefined
}

/** True for an answer to HEAD that says nothing but its status: the reason is told to a GET alone. */
export function isMute(error: unknown): boolean {
  const { status } = read(error)
  return status >= 300 && status < 500 && ![408, 412, 416, 429].includes(status)
}

/** The error for an answer of something else than S3, such as a web page. */
export function noS3Answer(what: string): Error {
  return Object.assign(new Error(what), { code: NO_S3 })
}

const NO_S3 = 'ERR_NO_S3'

/** How an error is called that came without a code of S3 where S3 has one. */
export const NO_CODE = 'NoCode'

/** True for answers that only a bucket that is there can give. */
export function isOfBucket(error: unknown): boolean {
  return ['NoSuchKey', 'NoSuchVersion', 'PreconditionFailed', 'InvalidRange', 'NoSuchUpload'].includes(
    read(error).code
  )
}

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

/** The error for a person: what was being done to what, what came back, what to do. */
export function explain(error: unknown, doing: string, place: Place): Error {
  if (error instanceof RegistryError) return error
  const { code, status, message } = read(error)
  const named = WORDS[code] ?? wordsOfKind(error, code, status)
  if (named === undefined && status === 0) return error instanceof Error ? error : new Error(message)
  const { kind, what, hint } = named ?? {
    kind: 'unavailable',
    what: () => `the service answered ${status} ${code}: ${message}`,
    hint: () => 'Look the code up in the documentation of the storage service.'
  }
  const facts = { ...place, code, status, message, expected: expectedRegion(error) }
  return new RegistryError(kind, `${doing}: ${what(facts)}`, { hint: hint(facts), cause: error })
}

function wordsOfKind(error: unknown, code: string, status: number): Words | undefined {
  if (interpret(error) === 'unclear') return UNREACHABLE
  if (status !== 0) return isOfNoS3(error, code, status) ? NO_SERVICE : WORDS[String(status)]
  if (/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/.test(code))
    return UNTRUSTED
  if (code === NO_S3) return NO_SERVICE
  return /^(ERR_SSL_|EPROTO$|HPE_)/.test(code) ? NOT_SPOKEN : undefined
}

const BY_CODE: Record<string, Answer | undefined> = {
  NoSuchKey: 'absent',
  // MinIO, where `If-Match` is asked of a key that ends in `/` and is not there. No request here names a version.
  NoSuchVersion: 'absent',
  PreconditionFailed: 'refused',
  ConditionalRequestConflict: 'race',
  OperationAborted: 'race',
  NoSuchUpload: 'no-upload',
  DirectoryObjectContainsData: 'bodiless',
  InvalidRange: 'no-range',
  NotImplemented: 'unsupported',
  RequestTimeout: 'unclear',
  IncompleteBody: 'unclear',
  RequestTimeTooSkewed: 'unclear',
  SlowDown: 'unclear',
  ThrottlingException: 'unclear',
  NoSuchBucket: 'failed'
}

const NETWORK_CODES = new Set([
  ...[
    'ECONNRESET',
    'ECONNREFUSED',
    'ECONNABORTED',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EAI_AGAIN'
  ],
  ...['TimeoutError', 'AbortError', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_SOCKET_CLOSED', 'EBUSY', 'ECANCELED']
])

interface Facts extends Place {
  code: string
  status: number
  message: string
  expected: string | undefined
}

interface Words {
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

const UNTRUSTED: Words = {
  kind: 'unavailable',
  what: ({ code, message }) => `the certificate of the service is not trusted (${code}: ${message})`,
  hint: () =>
    'Where a service or a proxy has a certificate of its own, name the file of its authority in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS. Certificates are always checked.'
}

const NOT_SPOKEN: Words = {
  kind: 'unavailable',
  what: ({ code, message }) => `what answered is no S3 service (${code}: ${shortTls(message)})`,
  hint: () => 'Check `endpoint-url`: http or https, the host and the port.'
}

const NO_SERVICE: Words = {
  ...NOT_SPOKEN,
  what: ({ message, status }) =>
    `what answered is no S3 service (${status === 0 ? message : `it answers ${status}, without a reason`})`
}

/** S3 says in a code why it sends somebody elsewhere, or does not understand. */
function isOfNoS3(error: unknown, code: string, status: number): boolean {
  const isNamed = !['', NO_CODE, 'Unknown', 'NotFound', String(status)].includes(code)
  const isAsked = status >= 300 && status <= 405 && ![401, 403].includes(status)
  return isAsked && !isNamed && expectedRegion(error) === undefined
}

/** Of what OpenSSL says, the reason; the rest are places in its source. */
function shortTls(message: string): string {
  return /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? message
}

const UNREACHABLE: Words = {
  kind: 'unavailable',
  what: ({ code, message }) => `the service could not be reached, or failed (${code}: ${message})`,
  hint: () =>
    'Every request was tried several times. Check `endpoint-url`, the proxy variables, the network and the service, then run the step again: it goes on where it was.'
}

const WORDS: Record<string, Words | undefined> = {
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

/** The code, status and words of anything the SDK throws; status 0 where there was no answer at all. */
function read(error: unknown): { code: string; status: number; message: string } {
  if (!(error instanceof Error)) return { code: '', status: 0, message: messageOf(error) }
  const inner = error.cause instanceof Error ? systemCode(error.cause) : undefined
  const status = statusOf(error)
  const code =
    status === 0 ? (systemCode(error) ?? inner ?? error.name) : error.name === 'Error' ? '' : error.name
  return { code, status, message: messageOf(error) === 'UnknownError' ? '' : messageOf(error) }
}

function statusOf(error: Error): number {
  if (
    '$metadata' in error &&
    isRecord(error.$metadata) &&
    typeof error.$metadata['httpStatusCode'] === 'number'
  ) {
    return error.$metadata['httpStatusCode']
  }
  const response: unknown = '$response' in error ? error.$response : undefined
  return isRecord(response) && typeof response['statusCode'] === 'number' ? response['statusCode'] : 0
}

function headersOf(error: unknown): Record<string, unknown> {
  const response: unknown = error instanceof Error && '$response' in error ? error.$response : undefined
  return isRecord(response) && isRecord(response['headers']) ? response['headers'] : {}
}

function expectedRegion(error: unknown): string | undefined {
  const told =
    error instanceof Error && 'Region' in error ? error.Region : headersOf(error)['x-amz-bucket-region']
  return typeof told === 'string' && told !== '' ? told : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
