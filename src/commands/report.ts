import type { RegistryError } from '../errors.ts'
import type { Verification } from '../transfer/download.ts'
import type { Problem, PackageSummary } from '../tycho/inspect.ts'

/** What a push did. */
export interface PushReport {
  readonly mode: 'push'
  readonly package: string
  readonly version: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly url: string
  readonly created: boolean
  readonly latest: string | null
  readonly previous: string | null
  readonly milliseconds: number
}

/** Where a pulled file came from: `here`, it was in place already. */
export type PullSource = 'store' | 'cache' | 'here'

/** One package that was pulled. */
export interface PulledPackage {
  readonly package: string
  readonly version: string
  /** The file; with `extract`, the folder. */
  readonly path: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly source: PullSource
  readonly executable: boolean
  readonly verified: Verification
  readonly milliseconds: number
}

/** What a pull did. */
export interface PullReport {
  readonly mode: 'pull'
  readonly folder: string
  readonly pulled: readonly PulledPackage[]
  /** Packages of which no version was promoted yet. */
  readonly nothing: readonly string[]
  readonly lockfileWritten: boolean
  readonly failures: readonly Failure[]
}

/** What failed, of several things that were done at once. */
export interface Failure {
  readonly what: string
  readonly error: RegistryError
}

/** What a promotion did. */
export interface PromoteReport {
  readonly mode: 'promote'
  readonly package: string
  readonly latest: string
  readonly previous: string | null
}

/** What an init did. */
export interface InitReport {
  readonly mode: 'init'
  readonly package: string
  readonly created: boolean
}

/** What is there. */
export interface ListReport {
  readonly mode: 'list'
  readonly store: string
  readonly packages: readonly PackageSummary[]
}

/** What a check found. */
export interface CheckReport {
  readonly mode: 'check'
  readonly packages: number
  readonly versions: number
  readonly problems: readonly Problem[]
}

/** What a reindex did, and what it could not repair. */
export interface ReindexReport {
  readonly mode: 'reindex'
  readonly packages: number
  readonly versions: number
  readonly changed: readonly string[]
  readonly problems: readonly Problem[]
}

/** What was removed. */
export interface RemoveReport {
  readonly mode: 'remove'
  readonly removed: readonly { readonly package: string; readonly versions: readonly string[] }[]
  readonly failures: readonly Failure[]
}

/** What any command reports. */
export type Report =
  | PushReport
  | PullReport
  | PromoteReport
  | InitReport
  | ListReport
  | CheckReport
  | ReindexReport
  | RemoveReport
