import { RegistryError, messageOf, systemCode } from '../../errors.ts'
import {
  NO_SERVICE,
  NOT_SPOKEN,
  TRUST,
  UNREACHABLE,
  UNTRUSTED,
  WORDS,
  type Place,
  type Words
} from './words.ts'

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
  if (isUntrusted(code)) return UNTRUSTED
  if (code === NO_S3) return NO_SERVICE
  return /^(ERR_SSL_|EPROTO$|HPE_)/.test(code) ? NOT_SPOKEN : undefined
}

function isUntrusted(code: string): boolean {
  return /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/.test(code)
}

/** What to do where the service that gives credentials was not even reached; undefined where it was. */
export function hintToReach(error: unknown): string | undefined {
  const code = systemCode(error) ?? ''
  if (isUntrusted(code)) return TRUST
  if (!NETWORK_CODES.has(code) && code !== 'ENOTFOUND') return undefined
  return 'Check AWS_ENDPOINT_URL_STS where it is set, `region`, the proxy variables and the network, then run the step again.'
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

/** S3 says in a code why it sends somebody elsewhere, or does not understand. */
function isOfNoS3(error: unknown, code: string, status: number): boolean {
  const isNamed = !['', NO_CODE, 'Unknown', 'NotFound', String(status)].includes(code)
  const isAsked = status >= 300 && status <= 405 && ![401, 403].includes(status)
  return isAsked && !isNamed && expectedRegion(error) === undefined
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
