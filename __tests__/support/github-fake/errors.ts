/** One of the `errors` of a 422: a code of GitHub's, or a message in its own words. */
export interface FieldError {
  readonly resource: string
  readonly code: string
  readonly field?: string
  readonly message?: string
}

/** What an error says besides its status and message. */
export interface ErrorDetail {
  readonly errors?: readonly FieldError[]
  readonly headers?: Readonly<Record<string, string>>
}

/** An error of the service, as the REST API words it. */
export class GithubError extends Error {
  readonly status: number
  readonly errors: readonly FieldError[] | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, message: string, { errors, headers = {} }: ErrorDetail = {}) {
    super(message)
    this.name = 'GithubError'
    this.status = status
    this.errors = errors
    this.headers = headers
  }
}

/** The error document of an error. */
export function errorDocument({ status, message, errors }: GithubError): Record<string, unknown> {
  return {
    message,
    ...(errors === undefined ? {} : { errors }),
    documentation_url: 'https://docs.github.com/rest',
    status: `${status}`
  }
}

/** 404: it is not there, or the caller may not know that it is. */
export function notFound(): GithubError {
  return new GithubError(404, 'Not Found')
}

/** 403 for a token that lacks a permission. */
export function notAccessible(): GithubError {
  return new GithubError(403, 'Resource not accessible by integration')
}

/** 422 that names fields. */
export function validationFailed(...errors: FieldError[]): GithubError {
  return new GithubError(422, 'Validation Failed', { errors })
}

/** 422 for a request that the API's own description does not allow. */
export function invalidRequest(why: string): GithubError {
  return new GithubError(422, `Invalid request.\n\n${why}`)
}

/** 409 for git data of a repository without any commit. */
export function emptyRepository(): GithubError {
  return new GithubError(409, 'Git Repository is empty.')
}
