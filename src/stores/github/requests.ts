import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { messageOf, RegistryError } from '../../errors.ts'
import { formatDuration } from '../../log.ts'
import { VERSION } from '../../version.ts'
import type { Body } from '../store.ts'
import { explain, failureOf, GithubFailure, means, movedTo, neverSent, noAnswer } from './answers.ts'
import { clockOf } from './clock.ts'
import { limiting, type Limited } from './limiting.ts'
import type { GithubOptions } from './options.ts'
import { skip, wholeOf, wireOf, type Answer, type Exchange } from './wire.ts'

/** A request, and what is being done, in words that begin an error message. */
export interface Request {
  readonly doing: string
  /** What it asks to be allowed; reading, where nothing is said. */
  readonly needs?: 'read' | 'write'
  readonly method?: Exchange['method']
  /** A whole address, or what follows `/repos/owner/repo`. */
  readonly at: string
  readonly headers?: Readonly<Record<string, string>>
  /** What is sent as JSON. */
  readonly json?: unknown
  /** What is sent as it is. */
  readonly body?: Body
  readonly sent?: (bytes: number) => void
  /** True where it is thrown that there were too many, and not waited: who sends it looks again before the next time. */
  readonly impatient?: boolean
  /** True where the answer is bytes, and no JSON. */
  readonly raw?: boolean
  /** What an answer says that is no success, though its status is. */
  readonly refusalIn?: (headers: IncomingHttpHeaders, body: Buffer) => GithubFailure | undefined
}

/** How a driver's parts speak to GitHub. */
export interface Requests {
  readonly options: GithubOptions
  /** `owner/repo` */
  readonly repository: string
  /** `github://owner/repo/path`, for messages. */
  readonly nameOf: (path: string) => string
  /**
   * Sends a request once, whatever it may change, and waits where there were too many. Throws a `GithubFailure` for
   * every answer but success.
   */
  once<T>(request: Request, schema: Schema<T>): Promise<T>
  /** Sends a request that may be repeated until its answer is clear. Throws a `GithubFailure` in the end. */
  ask<T>(request: Request, schema: Schema<T>): Promise<T>
  /** The same; where it is not there, undefined. Everything else is thrown in words. */
  find<T>(request: Request, schema: Schema<T>): Promise<T | undefined>
  /** An answer with its body still to come: 200, 206, or a redirect. The token goes to GitHub's own hosts alone. */
  open(request: Request): Promise<Answer>
  /** Whether everybody may read the repository. Asks once, where GitHub has not said so along with something else. */
  isPublic(): Promise<boolean>
  sawVisibility(isPrivate: boolean): void
  /** `owner/repo` as GitHub calls it now, as far as is known: it may have been renamed. */
  readonly nameNow: () => string
  sawName(name: string): void
  /** A failure in words, unless it means one of these. */
  explained(failure: unknown, request: Pick<Request, 'doing' | 'needs'>): Error
  /** Runs a task that makes something: at most `tuning.uploads` of them at once, in all of the store. */
  readonly making: Limited
  /** Waits until the service allows more requests. Throws the failure where that is too long after `since` (ms). */
  readonly waitForLimit: (failure: GithubFailure, since: number) => Promise<void>
  /** The time by GitHub's clock, as far as its answers tell, in milliseconds: this machine's may be wrong. */
  readonly now: () => number
  /** Waits before attempt number `attempt` (from 1) is repeated. */
  readonly backOff: (attempt: number) => Promise<void>
  close(): void
}

/** What an answer has to look like. */
export type Schema<T> = v.BaseSchema<unknown, T, v.BaseIssue<unknown>>

/** Requests to one repository. Says in the log where the token comes from. */
export function githubRequests(options: GithubOptions): Requests {
  const { tuning, log, owner, repo, token, apiUrl, prefix } = options
  const repository = `${owner}/${repo}`
  if (options.tokenFrom !== undefined) log.info(`GitHub token: ${options.tokenFrom}`)
  const wire = wireOf(options.network)
  const known = rememberedAnswers()
  const clock = clockOf()
  const own = new Set([apiUrl, options.graphqlUrl].map((url) => new URL(url).host))
  /** Hosts that have answered before. */
  const reached = new Set<string>()
  let uploads: string | undefined
  let isPublic: Promise<boolean> | undefined
  let nameNow = repository
  let isRenamed = false
  let isClosed = false

  const addressOf = (at: string) =>
    at.startsWith('/') || at === '' ? `${apiUrl}/repos/${repository}${at}` : at
  const headersFor = (url: string, { headers, json }: Request) => {
    const { host } = new URL(url)
    const trusted = own.has(host) || host === uploads
    return {
      accept: 'application/vnd.github+json',
      'user-agent': `registry-action/${VERSION}`,
      ...(own.has(host) || host === uploads ? { 'x-github-api-version': '2022-11-28' } : {}),
      ...(trusted && token !== undefined ? { authorization: `Bearer ${token}` } : {}),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers
    }
  }

  /** One exchange; waits as long as the service says that there were too many requests. */
  async function exchange(request: Request): Promise<Answer> {
    let url = addressOf(request.at)
    let moves = 0
    const { method = 'GET', json, sent } = request
    const body: Body | undefined =
      json === undefined ? request.body : { kind: 'buffer', bytes: Buffer.from(JSON.stringify(json)) }
    for (const since = Date.now(); ;) {
      // Whatever was on its way is not tried again: by now somebody else may listen at that address.
      if (isClosed) throw new Error(`${request.doing}: the store is closed`)
      const headers = headersFor(url, request)
      const answer = await wire
        .send({ method, url, headers, ...(body && { body }), ...(sent && { sent }) })
        .catch((error: unknown) => {
          throw noAnswer(error)
        })
      if (own.has(new URL(url).host)) clock.see(answer.headers.date)
      reached.add(new URL(url).host)
      const moved = movedTo(answer.status, answer.headers, apiUrl)
      if (moved !== undefined) {
        await skip(answer.body)
        if ((moves += 1) > MOST_MOVES) throw new GithubFailure('failed', LEADS_ON, { status: answer.status })
        sawRename()
        url = moved
        continue
      }
      if (answer.status < 400) return answer
      const failure = failureOf(answer.status, answer.headers, await bodyOf(answer.body))
      if (failure.meaning !== 'limited' || request.impatient === true) throw failure
      await waitForLimit(failure, since)
    }
  }

  function sawRename(): void {
    if (isRenamed) return
    isRenamed = true
    const name = nameNow === repository ? 'another name' : `the name ${nameNow}`
    log.warning(`${repository} has ${name} now: put it in \`store\`, before somebody else takes the old one`)
  }

  /** The same, with all of the body. */
  async function whole(request: Request): Promise<Omit<Answer, 'body'> & { readonly bytes: Buffer }> {
    for (const since = Date.now(); ;) {
      const { body, ...answer } = await exchange(request)
      const bytes = await bodyOf(body)
      const failure = request.refusalIn?.(answer.headers, bytes)
      if (failure === undefined) return { ...answer, bytes }
      if (failure.meaning !== 'limited') throw failure
      await waitForLimit(failure, since)
    }
  }

  async function waitForLimit(failure: GithubFailure, since: number): Promise<void> {
    // A service that says "at once" again and again is not asked without a pause.
    const least = Math.min(tuning.limitDelay, LEAST_WAIT)
    const wait = Math.max(failure.wait ?? tuning.limitDelay, least) + Math.random() * tuning.baseDelay
    if (Date.now() - since + wait > tuning.longestWait) throw failure
    log.info(`GitHub has had enough requests for now (${failure.message}); waiting ${formatDuration(wait)}`)
    await sleep(wait)
  }

  async function once<T>(request: Request, schema: Schema<T>): Promise<T> {
    const url = addressOf(request.at)
    const isRead = (request.method ?? 'GET') === 'GET'
    const before = isRead ? known.of(url, request) : undefined
    const asked =
      before === undefined
        ? request
        : { ...request, headers: { ...request.headers, 'if-none-match': before.etag } }
    const { status, headers, bytes } = await whole(asked)
    if (status === 304 && before !== undefined) return parse(before.bytes, schema, request)
    if (isRead) known.keep(url, request, headers, bytes)
    return parse(bytes, schema, request)
  }

  /** An address at which nobody was ever reached may well be wrong; elsewhere it is the network that has to recover. */
  function attemptsAt({ at }: Request, error: unknown): number {
    const isUnknown = neverSent(error) && !reached.has(new URL(addressOf(at)).host)
    return isUnknown ? Math.min(tuning.attempts, UNREACHED_ATTEMPTS) : tuning.attempts
  }

  async function persist<T>(request: Request, send: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send()
      } catch (error) {
        const most = attemptsAt(request, error)
        if (!means(error, 'unclear') || attempt >= most) throw error
        log.debug(`${request.doing}: ${messageOf(error)}; attempt ${attempt} of ${most}`)
        if (attempt === PATIENT_FROM)
          log.info(`GitHub does not answer as it should (${messageOf(error)}); trying for a while`)
        await backOff(attempt)
      }
    }
  }

  const backOff = (attempt: number) =>
    sleep(Math.random() * Math.min(20_000, tuning.baseDelay * 2 ** attempt))

  const explained: Requests['explained'] = (failure, { doing, needs = 'read' }) =>
    explain(failure, doing, { needs, hasToken: token !== undefined })

  const ask: Requests['ask'] = (request, schema) => persist(request, () => once(request, schema))

  /** Where it is not to be had, what is asked for next tells why. */
  const lookAtVisibility = (): Promise<boolean> =>
    ask({ doing: `looking at ${repository}`, at: '' }, v.object({ private: v.boolean() })).then(
      ({ private: isPrivate }) => !isPrivate,
      () => false
    )

  return {
    options,
    repository,
    nameOf: (path) => `github://${repository}/${prefix}${path}`,
    once: (request, schema) => {
      // Where uploads go is said by GitHub itself, in a release's document.
      if (request.body !== undefined) uploads = new URL(addressOf(request.at)).host
      return once(request, schema)
    },
    ask,
    find: async (request, schema) => {
      try {
        return await ask(request, schema)
      } catch (error) {
        if (means(error, 'absent')) return undefined
        throw explained(error, request)
      }
    },
    open: (request) => persist(request, () => exchange(request)),
    isPublic: () => (isPublic ??= lookAtVisibility()),
    sawVisibility: (isPrivate) => {
      isPublic = Promise.resolve(!isPrivate)
    },
    nameNow: () => nameNow,
    sawName: (name) => {
      if (name.toLowerCase() === repository.toLowerCase()) return
      nameNow = name
      sawRename()
    },
    explained,
    making: limiting(tuning.uploads),
    waitForLimit,
    now: clock.now,
    backOff,
    close: () => {
      isClosed = true
      wire.close()
    }
  }
}

/** Milliseconds. */
const LEAST_WAIT = 1_000

const MOST_MOVES = 5
const LEADS_ON = 'it leads from one address to the next'

/** With the waits in between about ten seconds. */
const UNREACHED_ATTEMPTS = 5

/** The attempt after which the reader of the log is told why nothing happens: the waits get long. */
const PATIENT_FROM = 4

async function bodyOf(body: IncomingMessage): Promise<Buffer> {
  try {
    return await wholeOf(body)
  } catch (error) {
    throw noAnswer(error)
  }
}

function parse<T>(bytes: Buffer, schema: Schema<T>, { doing, raw }: Request): T {
  const parsed = v.safeParse(schema, raw === true ? bytes : jsonOf(bytes))
  if (parsed.success) return parsed.output
  const issue = parsed.issues[0]
  const where = v.getDotPath(issue) ?? 'the answer'
  throw new RegistryError(
    'unsupported',
    `${doing}: GitHub answered what was not expected (${where}: ${issue.message})`,
    {
      hint: 'Check that `store` and GITHUB_API_URL lead to a GitHub server of a version that is still maintained.'
    }
  )
}

/** Undefined where there is nothing, as after a deletion. */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Answers to reads, in bounded room: asked for again with their ETag they cost nothing of the hour's requests. */
function rememberedAnswers() {
  const answers = new Map<string, { etag: string; bytes: Buffer }>()
  const nameOf = (url: string, { headers }: Request) => `${headers?.['accept'] ?? ''} ${url}`
  return {
    of: (url: string, request: Request) => answers.get(nameOf(url, request)),
    keep: (url: string, request: Request, { etag }: IncomingHttpHeaders, bytes: Buffer) => {
      if (etag === undefined || bytes.length > LARGEST_KEPT) return
      answers.set(nameOf(url, request), { etag, bytes })
      const [oldest] = answers.keys()
      if (answers.size > MOST_KEPT && oldest !== undefined) answers.delete(oldest)
    }
  }
}

const LARGEST_KEPT = 128 * 1024
const MOST_KEPT = 128
