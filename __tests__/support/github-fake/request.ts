import type { IncomingMessage } from 'node:http'
import { matchRoute } from './routes.ts'
import type { Host, Operation } from './types.ts'

/** A request as the operations see it: decoded, classified, and without its body. */
export interface GithubRequest {
  readonly operation: Operation
  readonly host: Host
  readonly method: string
  /** Without the base path of an enterprise server, not decoded. */
  readonly rawPath: string
  /** `owner/name`, or nothing. */
  readonly repository: string
  readonly key: string
  readonly parameters: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
}

/** Where a request came in. */
export interface Entrance {
  readonly host: Host
  readonly enterprise: boolean
  /** The name of the repository of that id. */
  readonly nameOf: (id: number) => string | undefined
}

/** Reads the head of a request. One that cannot be decoded is `unknown`. */
export function parseRequest(message: IncomingMessage, entrance: Entrance): GithubRequest {
  const url = message.url ?? '/'
  const mark = url.indexOf('?')
  const method = message.method ?? 'GET'
  const { host, path } = hostOf(mark < 0 ? url : url.slice(0, mark), entrance)
  const rawPath = byName(host, path, entrance)
  const query = Object.fromEntries(new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)))
  const { operation, parameters } = matched(host, method, rawPath)
  const { owner, repo } = parameters
  return {
    operation,
    host,
    method,
    rawPath,
    repository: owner === undefined ? '' : `${owner}/${repo ?? ''}`,
    key: keyOf(rawPath, query),
    parameters,
    query,
    headers: joinedHeaders(message.rawHeaders)
  }
}

/** What the key of the log is: see `RecordedRequest`. */
function keyOf(rawPath: string, query: Readonly<Record<string, string>>): string {
  const path = decoded(rawPath.replace(/^\/repos\/[^/]+\/[^/]+\/?/, ''))
  return query['name'] === undefined ? path : `${path}?name=${query['name']}`
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

// An enterprise server tells its parts apart by paths.
const bases: readonly (readonly [RegExp, Host])[] = [
  [/^\/api\/v3(?=\/|$)/, 'api'],
  [/^\/api(?=\/graphql$)/, 'api'],
  [/^\/api\/uploads(?=\/|$)/, 'uploads']
]

function hostOf(path: string, { host, enterprise }: Entrance): { host: Host; path: string } {
  if (!enterprise || host === 'storage') return { host, path }
  for (const [base, at] of bases) if (base.test(path)) return { host: at, path: path.replace(base, '') }
  return { host: 'web', path }
}

// Both names of a repository's requests are one to all that follows.
function byName(host: Host, path: string, { nameOf }: Entrance): string {
  if (host !== 'api') return path
  return path.replace(/^\/repositories\/(\d+)/, (whole: string, id: string) => {
    const name = nameOf(Number(id))
    return name === undefined ? whole : `/repos/${name}`
  })
}

function matched(host: Host, method: string, rawPath: string): ReturnType<typeof matchRoute> {
  try {
    return matchRoute(host, method, rawPath)
  } catch {
    return { operation: 'unknown', parameters: {} }
  }
}

function joinedHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase()
    const earlier = headers[name]
    headers[name] = earlier === undefined ? raw[at + 1]! : `${earlier},${raw[at + 1]!}`
  }
  return headers
}
