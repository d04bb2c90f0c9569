import * as v from 'valibot'
import { isRegistryError, messageOf, RegistryError, systemCode, type ErrorCode } from '../../errors.ts'
import { formatCount } from '../../log.ts'

/** What an answer of GitHub's means to this driver. */
export type Meaning =
  /** There is no such thing, or this token may not know of it. */
  | 'absent'
  /** The token is not good for it. */
  | 'denied'
  /** Too many requests; the answer may say when to come again. */
  | 'limited'
  /** It is there already, or is not as the request expects it. */
  | 'conflict'
  /** The request is not to be carried out as it is. */
  | 'invalid'
  /** The range lies behind the end. */
  | 'no-range'
  /** The signed address was good for a while only. */
  | 'expired'
  /** Nothing can be told: it may have been carried out. */
  | 'unclear'
  /** Anything else. */
  | 'failed'

/** What GitHub says where a request is not carried out, or why no answer came. */
export class GithubFailure extends Error {
  readonly meaning: Meaning
  /** The HTTP status; 0 where no answer came. */
  readonly status: number
  /** What is wrong: `already_exists`, `custom`, or a type of GraphQL's. */
  readonly codes: readonly string[]
  /** What it is wrong with: `tag_name`, `file_count`. */
  readonly fields: readonly string[]
  /** Milliseconds until the service wants to be asked again; undefined where it does not say. */
  readonly wait: number | undefined
  /** True where the organization wants the token to be authorized for it. */
  readonly needsSso: boolean

  constructor(
    meaning: Meaning,
    message: string,
    details: {
      status: number
      codes?: readonly string[]
      fields?: readonly string[]
      wait?: number | undefined
      needsSso?: boolean
      cause?: unknown
    }
  ) {
    super(message, { cause: details.cause })
    this.name = 'GithubFailure'
    this.meaning = meaning
    this.status = details.status
    this.codes = details.codes ?? []
    this.fields = details.fields ?? []
    this.wait = details.wait
    this.needsSso = details.needsSso ?? false
  }
}

/** True where a request was answered so. */
export function means(thrown: unknown, ...meanings: Meaning[]): thrown is GithubFailure {
  return thrown instanceof GithubFailure && meanings.includes(thrown.meaning)
}

const documentSchema = v.object({
  message: v.optional(v.string(), ''),
  errors: v.optional(
    v.array(
      v.union([
        v.pipe(
          v.string(),
          v.transform((message) => ({ message, code: undefined, field: undefined }))
        ),
        v.object({
          code: v.optional(v.string()),
          field: v.optional(v.nullable(v.string())),
          message: v.optional(v.nullable(v.string()))
        })
      ])
    ),
    []
  )
})

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** What an answer other than success says. */
export function failureOf(status: number, headers: Headers, body: Uint8Array): GithubFailure {
  const { message, errors } = documentOf(body)
  const told = errors.flatMap((each) => each.message ?? [each.field, each.code].filter(Boolean).join(' '))
  const text = [message.split('\n')[0] ?? '', ...told].filter((each) => each !== '').join('; ')
  const codes = errors.flatMap(({ code }) => code ?? [])
  const fields = errors.flatMap(({ field }) => field ?? [])
  const said = text === '' ? `status ${status}` : `${status}: ${text}`
  const needsSso = wantsSso(headers, message)
  const meaning = needsSso ? 'denied' : meaningOf(status, headers, message)
  return new GithubFailure(meaning, said, { status, codes, fields, wait: waitOf(headers), needsSso })
}

/** What an answer of GraphQL's says that is no success, though its status is; undefined where it is one. */
export function graphqlFailureOf(headers: Headers, body: Uint8Array): GithubFailure | undefined {
  const text = Buffer.from(body).toString('utf8')
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), graphqlSchema), text)
  const errors = parsed.success ? parsed.output.errors : []
  const [first] = errors
  if (first === undefined) return undefined
  const message = errors.map((each) => each.message).join('; ')
  const codes = errors.flatMap(({ type }) => type ?? [])
  const meaning = (first.type === undefined ? undefined : GRAPHQL_TYPES[first.type]) ?? untyped(message)
  const needsSso = meaning === 'denied' && wantsSso(headers, message)
  return new GithubFailure(meaning, message, { status: 200, codes, wait: waitOf(headers), needsSso })
}

const graphqlSchema = v.object({
  errors: v.optional(
    v.array(v.object({ type: v.optional(v.string()), message: v.optional(v.string(), '') })),
    []
  )
})

const GRAPHQL_TYPES: Readonly<Record<string, Meaning>> = {
  NOT_FOUND: 'absent',
  FORBIDDEN: 'denied',
  INSUFFICIENT_SCOPES: 'denied',
  RATE_LIMITED: 'limited',
  STALE_DATA: 'conflict',
  UNPROCESSABLE: 'invalid'
}

/** Limits and time that ran out come without a type: "Something went wrong while executing your query". */
function untyped(message: string): Meaning {
  if (/rate limit|abuse detection/i.test(message)) return 'limited'
  return /something went wrong|timed? ?out/i.test(message) ? 'unclear' : 'failed'
}

/**
 * Where the API leads to: the repository was renamed or transferred, and the request is to be sent there as it is.
 * Undefined for every other answer, and for the ways out of the API, to where files are.
 */
export function movedTo(status: number, { location }: Headers, apiUrl: string): string | undefined {
  if (![301, 302, 307, 308].includes(status) || typeof location !== 'string') return undefined
  const url = URL.canParse(location, apiUrl) ? new URL(location, apiUrl).href : ''
  return url.startsWith(`${apiUrl}/`) ? url : undefined
}

/** What it means that no answer came. */
export function noAnswer(error: unknown): Error {
  if (isRegistryError(error)) return error
  // Where a host has several addresses, what happened at each of them has no words together.
  const code = error instanceof Error && error.message === '' ? systemCode(error) : undefined
  return new GithubFailure('unclear', code ?? messageOf(error), { status: 0, cause: error })
}

function meaningOf(status: number, headers: Headers, message: string): Meaning {
  if (status === 429 || (status === 403 && isLimit(headers, message))) return 'limited'
  if (status === 404 || status === 410) return 'absent'
  if (status === 401 || status === 403) return 'denied'
  if (status === 409) return 'conflict'
  if (status === 422) return 'invalid'
  if (status === 416) return 'no-range'
  if (status === 618) return 'expired'
  return status === 408 || status >= 500 ? 'unclear' : 'failed'
}

/**
 * The header of a refusal begins with `required`; that of an answer in which something is left out does not.
 * https://docs.github.com/rest/authentication/authenticating-to-the-rest-api#personal-access-tokens-and-saml-sso
 */
function wantsSso({ 'x-github-sso': header }: Headers, message: string): boolean {
  return String(header).startsWith('required') || /SAML enforcement/i.test(message)
}

/** Also the last request of an hour may be refused for what it asks: then it says so. */
function isLimit(headers: Headers, message: string): boolean {
  return (
    headers['retry-after'] !== undefined ||
    /rate limit|abuse detection/i.test(message) ||
    (message === '' && headers['x-ratelimit-remaining'] === '0')
  )
}

/** `retry-after` counts; else the moment at which the hour's requests are counted anew, where none are left. */
function waitOf(headers: Headers): number | undefined {
  const seconds = Number(headers['retry-after'])
  if (headers['retry-after'] !== undefined && seconds >= 0) return seconds * 1000
  if (headers['x-ratelimit-remaining'] !== '0') return undefined
  const reset = Number(headers['x-ratelimit-reset'])
  const now = Date.parse(String(headers['date']))
  return Number.isFinite(reset)
    ? Math.max(0, reset * 1000 - (Number.isNaN(now) ? Date.now() : now)) + 1000
    : undefined
}

function documentOf(body: Uint8Array): v.InferOutput<typeof documentSchema> {
  const text = Buffer.from(body).toString('utf8')
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), documentSchema), text)
  return parsed.success ? parsed.output : { message: '', errors: [] }
}

/** What a failure has to be explained with. */
export interface Circumstances {
  readonly hasToken: boolean
  /** What the request has to be allowed to do. */
  readonly needs: 'read' | 'write'
}

/** The error for a failure that can't be helped; `doing` begins its message. */
export function explain(failure: unknown, doing: string, at: Circumstances): Error {
  if (!(failure instanceof GithubFailure))
    return failure instanceof Error ? failure : new Error(messageOf(failure))
  const why = (code: ErrorCode, hint: string) =>
    new RegistryError(code, `${doing}: ${messageOf(failure)}`, { hint, cause: failure })
  if (/was archived/i.test(failure.message)) return why('denied', ARCHIVED_HINT)
  if (isBranchRule(failure)) return why('denied', BRANCH_RULES_HINT)
  if (failure.meaning === 'denied') {
    if (!at.hasToken) return why('denied', NEEDS_TOKEN_HINT)
    if (failure.needsSso) return why('denied', SSO_HINT)
    if (failure.status === 401) return why('denied', TOKEN_HINT)
    if (/workflow/i.test(failure.message)) return why('denied', WORKFLOWS_HINT)
    return why('denied', permissionsHint(at.needs))
  }
  if (/repository is empty/i.test(failure.message)) return why('unsupported', EMPTY_HINT)
  switch (failure.meaning) {
    case 'absent':
      return why('not-found', at.hasToken ? MISSING_HINT : NO_TOKEN_HINT)
    case 'limited':
      return why('unavailable', limitHint(failure))
    case 'unclear':
      if (neverSent(failure)) return why('unavailable', UNREACHED_HINT)
      return why(
        'unavailable',
        'Nothing is lost: run the step again, it goes on where it was. Every request was tried several times; https://www.githubstatus.com says whether GitHub has a problem.'
      )
    case 'conflict':
      return why('conflict', 'Run the step again; if it stays, the message is GitHub’s own.')
    case 'expired':
    case 'no-range':
    case 'invalid':
    case 'failed':
      return why('unsupported', 'GitHub does not take this request; the message is its own.')
  }
}

const TOKEN_HINT =
  'The token is wrong, or has expired. In a workflow leave `token` out: the job has its own; elsewhere set GITHUB_TOKEN (`gh auth token` prints one).'

const SSO_HINT =
  'The organization wants single sign-on: authorize the token for it (on GitHub, in the settings of your account, under Developer settings: Configure SSO beside the token). The token of a job needs none, and is good for its own repository.'

const NEEDS_TOKEN_HINT =
  'No token was given: set `token`, or GITHUB_TOKEN in the environment. In a workflow the job has its own, which is used where neither names another.'

const NO_TOKEN_HINT =
  'Check the name in `store`. A private repository needs a token: `token`, or GITHUB_TOKEN in the environment.'

const MISSING_HINT =
  'Check the name in `store`. GitHub says this also of a repository that the token may not see: the token of a job is good for its own repository alone; for another one give `token` one that may read it.'

const ARCHIVED_HINT =
  'Nothing can be written to it: unarchive the repository, or name another one in `store`.'

/** True where the branch may not be made or changed, whoever asks. */
function isBranchRule({ codes, message }: GithubFailure): boolean {
  if (codes.includes('BRANCH_PROTECTION_RULE_VIOLATION')) return true
  return /rule violations|protected branch|through a pull request|reference update failed/i.test(message)
}

const BRANCH_RULES_HINT =
  'A ruleset, or the protection of the branch, does not allow it. Leave the branch out of the rule, let those who run the workflow pass it by, or name another one: `branch`.'

const EMPTY_HINT = 'Push a first commit to its default branch: without one there can be no release.'

const UNREACHED_HINT =
  'No connection could be made. Check GITHUB_API_URL, GITHUB_GRAPHQL_URL and GITHUB_SERVER_URL where they are set, the network and its proxy; https://www.githubstatus.com says whether GitHub has a problem. Nothing is lost: run the step again.'

/** Of a wait that is short GitHub has been asked again and again. */
function limitHint({ wait = 0 }: GithubFailure): string {
  const when = wait < A_MINUTE ? 'later' : `in ${formatCount(Math.ceil(wait / A_MINUTE), 'minute')}`
  return `Run the step ${when}: it goes on where it was. The token of a workflow is good for 1,000 requests an hour and repository.`
}

const A_MINUTE = 60_000

/** What to do where a tag may not be put on a commit: the token of a workflow may not bring workflows. */
export const WORKFLOWS_HINT =
  'The commit that the tag is to be put on brings workflow files that the default branch does not have, which the token of a workflow may not. Set `target` to the default branch or to a commit of it, or push the tag with a token that may write workflows.'

function permissionsHint(needs: 'read' | 'write'): string {
  const add = `Add \`permissions: { contents: ${needs} }\` to the job; any other token needs the permission Contents (${needs}).`
  if (needs === 'read') return add
  return `${add} The token of a job may write to its own repository alone, and in a pull request from a fork to none: publish from a push or a \`workflow_run\` instead.`
}

/** True where the connection could not even be made: nothing was carried out. */
export function neverSent(thrown: unknown): boolean {
  const code = thrown instanceof GithubFailure ? systemCode(thrown.cause) : undefined
  return code !== undefined && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(code)
}
