import { element } from './xml.ts'

/** An error of the service: its code, its HTTP status, and what the error document holds besides the usual. */
export class S3Error extends Error {
  readonly code: string
  readonly status: number
  readonly detail: Readonly<Record<string, string | number>>
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    message: string,
    detail: Readonly<Record<string, string | number>> = {},
    headers: Readonly<Record<string, string>> = {}
  ) {
    super(message)
    this.name = 'S3Error'
    this.status = status
    this.code = code
    this.detail = detail
    this.headers = headers
  }
}

/** The error document of an error, as the service words it. */
export function errorDocument(error: S3Error, resource: string, requestId: string): string {
  const inner = [
    element('Code', error.code),
    element('Message', error.message),
    ...Object.entries(error.detail).map(([name, value]) => element(name, value)),
    element('Resource', resource),
    element('RequestId', requestId)
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner.join('')}</Error>`
}

/** 404 for a key that does not exist. */
export function noSuchKey(key: string): S3Error {
  return new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key })
}

/** 412, naming the condition that failed. */
export function preconditionFailed(condition: string): S3Error {
  const message = 'At least one of the pre-conditions you specified did not hold'
  return new S3Error(412, 'PreconditionFailed', message, { Condition: condition })
}

/** 501 for a feature or a header that the fake, or the endpoint it plays, does not have. */
export function notImplemented(detail: Readonly<Record<string, string>> = {}): S3Error {
  const message = 'A header or query you provided implies functionality that is not implemented'
  return new S3Error(501, 'NotImplemented', message, detail)
}

/** 400 for an argument out of its range. */
export function invalidArgument(message: string, name: string, value: string): S3Error {
  return new S3Error(400, 'InvalidArgument', message, { ArgumentName: name, ArgumentValue: value })
}

/** 400 for a request that contradicts itself or an earlier one. */
export function invalidRequest(message: string): S3Error {
  return new S3Error(400, 'InvalidRequest', message)
}

/** 403 for a caller that is known, or anonymous, and may not do this. */
export function accessDenied(message = 'Access Denied'): S3Error {
  return new S3Error(403, 'AccessDenied', message)
}
