import type { Log } from '../../log.ts'
import type { Network } from '../../network.ts'
import type { Limits } from '../store.ts'
import { CONTROL, pathProblem } from './names.ts'

/** Which repository, and how to get at it. */
export interface GithubOptions {
  readonly owner: string
  readonly repo: string
  /** Where on the branch the registry lies: empty, or ending in `/`. */
  readonly prefix: string
  /** The branch that holds the records and pages. It is made when it is first written. */
  readonly branch: string
  /** The tag of an artifact's release, with `{package}` and `{version}` in it. */
  readonly tag: string
  /** Undefined: only what everybody may read. */
  readonly token: string | undefined
  /** Where the token comes from, in words for the log, or why there is none; undefined: that was said already. */
  readonly tokenFrom: string | undefined
  /** Without a slash at the end: `https://api.github.com`. */
  readonly apiUrl: string
  readonly graphqlUrl: string
  /** Where people go: `https://github.com`. */
  readonly serverUrl: string
  readonly release: ReleaseOptions
  readonly network: Network
  readonly tuning: GithubTuning
  readonly log: Log
}

/** What a release is to be like that this store makes. */
export interface ReleaseOptions {
  /** Whether it becomes the one that GitHub shows as the latest; `legacy`: GitHub decides by date and version. */
  readonly makeLatest: 'true' | 'false' | 'legacy'
  readonly prerelease: boolean
  /** Its text; undefined: a line that says what it holds. */
  readonly notes: string | undefined
  /** Lets GitHub write notes from what was merged. */
  readonly generateNotes: boolean
  /** The commit or branch its tag is put on, where there is no such tag; undefined: the default branch. */
  readonly target: string | undefined
  /** False: it stays a draft, which nobody else sees, until a step publishes it. */
  readonly publish: boolean
}

/** Sizes in items or bytes, times in milliseconds; tests make them small. */
export interface GithubTuning {
  /** How often a request is sent before it has failed. */
  readonly attempts: number
  readonly baseDelay: number
  /** The shortest time to wait before a commit is tried again: all packages share the branch. */
  readonly commitDelay: number
  /** How long to wait where the service says that there were too many requests, but not when to come again. */
  readonly limitDelay: number
  /** The longest time to wait for a limit to be lifted. */
  readonly longestWait: number
  /** So many uploads and releases are made at once. */
  readonly uploads: number
  readonly pageSize: number
  /** How long the list of all releases, which an index of many is made from, counts for what it says of each. */
  readonly surveyAge: number
  /** How long an upload of somebody else may have begun before it counts as given up; more for larger files. */
  readonly starterPatience: number
  /**
   * How long a release may be about to be deleted before the deletion counts as given up. A deletion is sent in the first
   * half of that time alone, and none may be under way for the rest of it: its connection waits two minutes for an answer.
   */
  readonly departurePatience: number
}

/** What is good on GitHub itself. */
export const DEFAULT_TUNING: GithubTuning = {
  attempts: 10,
  baseDelay: 500,
  commitDelay: 2_000,
  limitDelay: 60_000,
  longestWait: 65 * 60_000,
  uploads: 4,
  pageSize: 100,
  surveyAge: 5 * 60_000,
  starterPatience: 60_000,
  departurePatience: 5 * 60_000
}

/** What is known of a store before it is opened: its name and what it can take. */
export function describeGithub({
  owner,
  repo,
  prefix,
  release
}: Pick<GithubOptions, 'owner' | 'repo' | 'prefix' | 'release'>): { name: string; limits: Limits } {
  return {
    name: `github://${owner}/${repo}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`,
    limits: {
      // https://docs.github.com/repositories/releasing-projects-on-github/about-releases#storage-and-bandwidth-quotas
      minSize: 1,
      maxSize: 2 ** 31 - 1,
      // An asset has one upload in its life; another one would have another address for a while.
      replaces: false,
      relativeLinks: false,
      atOnce: 1_000,
      documentsAtOnce: 32,
      holds: !release.publish,
      refuses: (path) =>
        `${prefix}${path}`.startsWith(`${CONTROL}/`)
          ? `begins with ${CONTROL}/, where the store keeps its own records`
          : pathProblem(`${prefix}${path}`),
      holdsPage: () => false
    }
  }
}
