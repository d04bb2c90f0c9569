import type { Rule } from '../fault-rules.ts'
import type { RepositoryHandle } from './views.ts'

/** The hosts of the service. On an enterprise server all but the storage are one. */
export const hosts = ['api', 'uploads', 'web', 'storage'] as const

/** One of these hosts. */
export type Host = (typeof hosts)[number]

/**
 * The requests the fake tells apart, by the operation ids of GitHub's OpenAPI description; those with a dot are not
 * in it. `unknown` ones are answered 404, and `close()` fails because of them.
 */
export const operations = [
  'git/create-blob',
  'git/create-commit',
  'git/create-ref',
  'git/create-tree',
  'git/delete-ref',
  'git/get-blob',
  'git/get-commit',
  'git/get-ref',
  'git/get-tree',
  'git/list-matching-refs',
  'git/update-ref',
  'graphql.query',
  'rate-limit/get',
  'repos/check-immutable-releases',
  'repos/create-or-update-file-contents',
  'repos/create-release',
  'repos/delete-file',
  'repos/delete-release',
  'repos/delete-release-asset',
  'repos/download-tarball-archive',
  'repos/download-zipball-archive',
  'repos/generate-release-notes',
  'repos/get',
  'repos/get-commit',
  'repos/get-content',
  'repos/get-latest-release',
  'repos/get-release',
  'repos/get-release-asset',
  'repos/get-release-by-tag',
  'repos/list-commits',
  'repos/list-release-assets',
  'repos/list-releases',
  'repos/update-release',
  'repos/update-release-asset',
  'repos/upload-release-asset',
  'storage.archive',
  'storage.asset',
  'unknown',
  'web.archive',
  'web.latest-download',
  'web.raw',
  'web.release-download'
] as const

/** One of these requests. */
export type Operation = (typeof operations)[number]

/** One line of the request log. It is filled in as the request goes on. */
export interface RecordedRequest {
  /** Counted from 1 since the start, or since the log was cleared. */
  readonly index: number
  readonly operation: Operation
  readonly host: Host
  readonly method: string
  /** `owner/name`, or nothing where the request is of no repository. */
  readonly repository: string
  /**
   * What the request is about: the decoded path below the repository, with `?name=` for uploads; for GraphQL the
   * root fields of the document, joined by commas.
   */
  key: string
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The request's body where it is JSON. */
  json?: unknown
  /** On the clock of `performance.now()`: with `endedAt` it shows which requests waited for which. */
  readonly startedAt: number
  endedAt?: number
  /** Absent while unanswered, and for ever where a fault swallowed the reply. */
  status?: number
  /** The `message` of the error document, or the types of GraphQL errors. */
  error?: string
  /** The fault that struck, by its name. */
  fault?: string
  /** Whether it was taken off a primary rate limit. */
  counted: boolean
  bytesIn: number
  bytesOut: number
}

/** Picks requests of the log: everything given must agree. */
export interface RequestFilter {
  readonly operation?: Operation | readonly Operation[]
  readonly host?: Host | readonly Host[]
  readonly method?: string
  readonly repository?: string
  readonly key?: RegExp | string
  readonly status?: number
  readonly counted?: boolean
}

/** What a fault does to the request it matches. */
export type FaultEffect =
  /** An error document instead of the operation. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly message?: string
      /** The code of the one field that is said to be wrong. */
      readonly code?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** The answer to an upload that failed behind the service's gate: an asset in state `starter` is left behind. */
  | { readonly kind: 'starter'; readonly status?: number }
  /** A primary rate limit at zero: 403 or 429, and a reset so many seconds away. */
  | { readonly kind: 'primary-limit'; readonly status?: number; readonly resetAfter: number }
  /** A secondary rate limit: 403 or 429, with `retry-after` if it is given. */
  | { readonly kind: 'secondary-limit'; readonly status?: number; readonly retryAfter?: number }
  /** Answers a GraphQL request 200 with such an error, and applies nothing. */
  | { readonly kind: 'graphql-error'; readonly type?: string; readonly message: string }
  /** The connection breaks before the operation. */
  | { readonly kind: 'reset' }
  /** The operation is applied, then the connection breaks without a reply. */
  | { readonly kind: 'lost' }
  /** The operation is applied, then answered with this status, 502 if none is given. */
  | { readonly kind: 'lost-status'; readonly status?: number }
  /** The operation is applied, then nothing is sent until the fake closes. */
  | { readonly kind: 'lost-hang' }
  /** The connection breaks after so many bytes of the reply's body. */
  | { readonly kind: 'cut'; readonly bytes: number }
  /** The connection breaks after so many bytes of the request's body; an upload leaves a `starter` behind. */
  | { readonly kind: 'cut-request'; readonly bytes: number }
  /** Nothing is applied and nothing is sent until the fake closes. */
  | { readonly kind: 'hang' }

/** A rule: what it matches, how often, and what it does. The first matching effect wins; delays and callbacks add up. */
export type Fault = Rule<RecordedRequest, FaultEffect>

/** Told to `onWrite` after every change that a client made. */
export interface Write {
  readonly operation: Operation
  readonly repository: string
  readonly key: string
}

/** What a token may do, as the `permissions` of a workflow name it. */
export interface Permissions {
  readonly contents: 'none' | 'read' | 'write'
  /** May write below `.github/workflows`; the token of a workflow never may. */
  readonly workflows?: boolean
}

/** Somebody who may ask. */
export interface FakeToken {
  readonly token: string
  readonly login?: string
  readonly permissions?: Permissions
  /** The repositories it is good for, `owner/name`; all of them where this is left out. */
  readonly repositories?: readonly string[]
  /** Requests an hour; as the fake's otherwise. */
  readonly rateLimit?: number
}

/** A repository at its start. */
export interface RepositoryOptions {
  readonly private?: boolean
  readonly defaultBranch?: string
  /** The files of the first commit; `null`: the repository is empty, without any commit. */
  readonly files?: Readonly<Record<string, string | Uint8Array>> | null
  /** Published releases cannot be changed. */
  readonly immutableReleases?: boolean
  /** A ruleset that lets nobody create tags of such names. */
  readonly blockedTags?: RegExp
}

/** The limits of the service, all as GitHub's unless a test wants smaller ones. */
export interface Limits {
  /** Requests an hour of a token, and of nobody. */
  readonly rate: number
  readonly anonymousRate: number
  /** Points a minute, a read 1 and a write 5, and creations a minute and an hour. */
  readonly points: number
  readonly creationsPerMinute: number
  readonly creationsPerHour: number
  /** Seconds named when a secondary limit strikes; `undefined`: none are. */
  readonly retryAfter: number | undefined
  /** The status of a request over a limit. */
  readonly limitedStatus: 403 | 429
  readonly pageSize: number
  readonly listedReleases: number
  readonly assetsPerRelease: number
  /** How many assets a release shows in its own JSON. */
  readonly embeddedAssets: number
  /** Bytes an asset has to stay below. */
  readonly assetSize: number
  /** Bytes up to which contents come inside JSON, and at all. */
  readonly contentsInJson: number
  readonly contentsRaw: number
  /** Files a directory shows at most. */
  readonly directoryEntries: number
  /** Milliseconds that a signed address is good for. */
  readonly signedFor: number
}

/** How a fake behaves. Everything left out is as on github.com. */
export interface GithubFakeOptions {
  /** By `owner/name`; `{ 'owner/repo': {} }` if nothing is given. */
  readonly repositories?: Readonly<Record<string, RepositoryOptions>>
  /** The first is the one the fake names as its own. */
  readonly tokens?: readonly FakeToken[]
  /** One host with `/api/v3`, `/api/graphql` and `/api/uploads`. */
  readonly enterprise?: boolean
  readonly host?: string
  readonly port?: number
  readonly limits?: Partial<Limits>
  /** How many look-ups by tag, and listings, do not see a release after it was made public. */
  readonly hiddenLookups?: number
  /** Assets have a `digest`; older ones, and enterprise servers', have null. */
  readonly digests?: boolean
  /** The storage answers a `Range` with 206; otherwise it ignores it. */
  readonly ranges?: boolean
  /** How hard archives of sources are packed; another level gives other bytes of the same files. */
  readonly archiveLevel?: number
  /** Zero bytes behind such an archive, for those that are to be large. */
  readonly archivePadding?: number
  /** Asset bytes come from the API itself, 200, instead of by a redirect. */
  readonly directDownloads?: boolean
  /** What the storage answers once a signed address has expired. */
  readonly expiredStatus?: 403 | 618
  /** Whether there is GraphQL. */
  readonly graphql?: boolean
  /** Answers are held against GitHub's OpenAPI description; those that differ make `close()` fail. */
  readonly validate?: boolean
}

/** A running fake. */
export interface GithubFake {
  /** For `GITHUB_API_URL`, `GITHUB_GRAPHQL_URL` and `GITHUB_SERVER_URL`. */
  readonly apiUrl: string
  readonly graphqlUrl: string
  readonly serverUrl: string
  readonly uploadsUrl: string
  readonly storageUrl: string
  readonly token: string
  /** Every request since the start or the last `clear()`, in order of arrival. */
  readonly requests: readonly RecordedRequest[]
  /** What callbacks and the fake itself threw, and answers that GitHub would not give; `close()` throws the first. */
  readonly failures: readonly unknown[]
  readonly count: (filter?: RequestFilter) => number
  readonly find: (filter?: RequestFilter) => RecordedRequest[]
  /** Empties the log and counts from 1 again. */
  readonly clear: () => void
  readonly faults: (...rules: Fault[]) => void
  readonly clearFaults: () => void
  /** The repository of that name; of the first without one. */
  readonly repository: (name?: string) => RepositoryHandle
  readonly createRepository: (name: string, options?: RepositoryOptions) => RepositoryHandle
  readonly setTokens: (...tokens: FakeToken[]) => void
  readonly setLimits: (limits: Partial<Limits>) => void
  readonly setHiddenLookups: (lookups: number) => void
  readonly setDigests: (digests: boolean) => void
  readonly setRanges: (ranges: boolean) => void
  readonly setArchiveLevel: (level: number) => void
  /** What a token has left of its hour. */
  readonly rateRemaining: (token?: string) => number
  readonly setRateRemaining: (remaining: number, token?: string) => void
  /** Moves the fake's clock: addresses expire, limits are reset. */
  readonly advance: (milliseconds: number) => void
  /** Calls back after every change a client made, before its reply; returns the way to stop it. */
  readonly onWrite: (callback: (write: Write) => void) => () => void
  /** Ends all connections, and throws the first of the failures, once. */
  readonly close: () => Promise<void>
}
