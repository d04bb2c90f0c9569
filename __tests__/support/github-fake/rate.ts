import type { Caller } from './callers.ts'
import { GithubError } from './errors.ts'
import type { GithubRequest } from './request.ts'
import type { State } from './state.ts'
import type { Operation } from './types.ts'

/** One hour of a caller's. */
interface Hour {
  limit: number
  remaining: number
  /** Milliseconds since 1970. */
  resetAt: number
}

/** What callers have asked for, and what they have left. */
export interface Rates {
  /** Takes a request off the limits; throws 403 or 429 where there is nothing left. */
  readonly take: (caller: Caller, request: GithubRequest) => void
  /** Gives one back: an answer of 304 costs nothing. */
  readonly giveBack: (caller: Caller, request: GithubRequest) => void
  /** The headers in which every answer says what is left. */
  readonly headers: (caller: Caller, request: GithubRequest) => Record<string, string>
  readonly remaining: (token: string | undefined) => number
  readonly setRemaining: (token: string | undefined, remaining: number) => void
  /** What `GET /rate_limit` says. */
  readonly overview: (caller: Caller) => Record<string, unknown>
}

type Resource = 'core' | 'graphql'

const hour = 3_600_000
const minute = 60_000

const creations: readonly Operation[] = [
  'git/create-blob',
  'git/create-commit',
  'git/create-ref',
  'git/create-tree',
  'repos/create-or-update-file-contents',
  'repos/create-release',
  'repos/upload-release-asset'
]

/** Nobody has asked for anything yet. */
export function createRates(state: State): Rates {
  const hours = new Map<string, Hour>()
  const spent = new Map<string, { at: number; points: number; creation: boolean }[]>()

  const hourOf = (token: string | undefined, resource: Resource): Hour => {
    const { limits, tokens } = state.settings
    const name = `${token ?? ''} ${resource}`
    const known = hours.get(name)
    const now = state.now().getTime()
    if (known !== undefined && known.resetAt > now) return known
    const own = tokens.find((each) => each.token === token)?.rateLimit ?? limits.rate
    const limit = token === undefined ? limits.anonymousRate : own
    const fresh = { limit, remaining: limit, resetAt: now + hour }
    hours.set(name, fresh)
    return fresh
  }
  const takeOf = ({ token }: Caller, request: GithubRequest): Hour =>
    hourOf(token?.token, resourceOf(request))

  return {
    take(caller, request) {
      if (isFree(request)) return
      checkSecondary(caller, request)
      const current = takeOf(caller, request)
      if (current.remaining <= 0) throw limited(caller, state.settings.limits.limitedStatus)
      current.remaining -= 1
    },
    giveBack(caller, request) {
      if (!isFree(request)) takeOf(caller, request).remaining += 1
    },
    headers(caller, request) {
      const { limit, remaining, resetAt } = takeOf(caller, request)
      return {
        'x-ratelimit-limit': `${limit}`,
        'x-ratelimit-remaining': `${remaining}`,
        'x-ratelimit-used': `${limit - remaining}`,
        'x-ratelimit-reset': `${Math.ceil(resetAt / 1000)}`,
        'x-ratelimit-resource': resourceOf(request)
      }
    },
    remaining: (token) => hourOf(token, 'core').remaining,
    setRemaining(token, remaining) {
      hourOf(token, 'core').remaining = remaining
      hourOf(token, 'graphql').remaining = remaining
    },
    overview({ token }) {
      const said = (resource: Resource): Record<string, number> => {
        const { limit, remaining, resetAt } = hourOf(token?.token, resource)
        return { limit, remaining, used: limit - remaining, reset: Math.ceil(resetAt / 1000) }
      }
      const core = said('core')
      return { resources: { core, graphql: said('graphql'), search: core }, rate: core }
    }
  }

  function checkSecondary({ token }: Caller, request: GithubRequest): void {
    const { limits } = state.settings
    // Nobody has to remember what nothing is held against.
    if (
      [limits.points, limits.creationsPerMinute, limits.creationsPerHour].every((each) => each === Infinity)
    )
      return
    const now = state.now().getTime()
    const kept = (spent.get(token?.token ?? '') ?? []).filter(({ at }) => at > now - hour)
    const lately = kept.filter(({ at }) => at > now - minute)
    const creation = creations.includes(request.operation)
    const points = request.method === 'GET' || request.method === 'HEAD' ? 1 : 5
    const made = (some: typeof kept): number => some.filter((each) => each.creation).length
    const over =
      lately.reduce((sum, each) => sum + each.points, points) > limits.points ||
      (creation && made(lately) >= limits.creationsPerMinute) ||
      (creation && made(kept) >= limits.creationsPerHour)
    if (over) throw secondaryLimit(limits.limitedStatus, limits.retryAfter)
    spent.set(token?.token ?? '', [...kept, { at: now, points, creation }])
  }
}

/** The error of a secondary limit. `retryAfter` is in seconds. */
export function secondaryLimit(status: number, retryAfter: number | undefined): GithubError {
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. ' +
    'If you reach out to GitHub Support for help, please include the request ID.'
  return new GithubError(status, message, {
    headers: retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` }
  })
}

/** The error of a primary limit at zero; the headers of every answer say when it is reset. */
export function limited({ token, login }: Caller, status: number): GithubError {
  const who = token === undefined ? 'for 127.0.0.1' : `for installation of ${login}`
  return new GithubError(status, `API rate limit exceeded ${who}.`)
}

/** Addresses for people's browsers, the storage and the limits themselves cost nothing. */
function isFree({ host, operation }: GithubRequest): boolean {
  return host === 'web' || host === 'storage' || operation === 'rate-limit/get'
}

function resourceOf({ operation }: GithubRequest): Resource {
  return operation === 'graphql.query' ? 'graphql' : 'core'
}
