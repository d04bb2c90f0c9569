import type { RegistryError } from '../errors.ts'
import type { FormatName, PackageSummary, Problem } from '../format.ts'
import type { ArchiveFormat } from '../stores/released.ts'
import type { Verification } from '../transfer/download.ts'

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
  /** True where it waits in the draft of its release, which a later step publishes. */
  readonly held: boolean
  /** What had waited so and is public now, perhaps the version itself. */
  readonly released: readonly {
    readonly package: string
    readonly version: string
    readonly promoted: boolean
  }[]
  readonly latest: string | null
  readonly previous: string | null
  readonly milliseconds: number
}

/**
 * One distribution that was to be pushed: `same` bytes were there already, other ones were `skipped`. It may be `held` in
 * the draft of its release, or have been so until this step `published` it.
 */
export interface UploadedFile {
  /** Normalised. */
  readonly project: string
  readonly filename: string
  readonly version: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly outcome: 'created' | 'same' | 'skipped' | 'held' | 'published'
  /** Why it was yanked as it came, since the rest of its version is; empty where no reason is known. */
  readonly yanked?: string | undefined
}

/** What a push of distributions did. */
export interface UploadReport {
  readonly mode: 'upload'
  readonly files: readonly UploadedFile[]
  /** What installers are given as their index. */
  readonly indexUrl: string
  readonly failures: readonly Failure[]
  readonly milliseconds: number
}

/** What a yank did, or took back. */
export interface YankReport {
  readonly mode: 'yank'
  readonly undo: boolean
  /** How many files of each version changed. */
  readonly yanked: readonly { readonly project: string; readonly version: string; readonly changed: number }[]
  readonly failures: readonly Failure[]
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
  /** Of an archive of the source: how it is packed, and the commit that it says it is of. */
  readonly archive?: { readonly format: ArchiveFormat; readonly commit: string | undefined }
  /** Where nobody knew its digest: why, in a sentence without its full stop. */
  readonly doubt?: string
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
  readonly registry: FormatName
  readonly store: string
  readonly packages: readonly PackageSummary[]
}

/** What a check found. */
export interface CheckReport {
  readonly mode: 'check'
  readonly registry: FormatName
  readonly packages: number
  readonly versions: number
  readonly problems: readonly Problem[]
}

/** What a reindex did, and what it could not repair. */
export interface ReindexReport {
  readonly mode: 'reindex'
  readonly registry: FormatName
  readonly packages: number
  readonly versions: number
  readonly changed: readonly string[]
  readonly problems: readonly Problem[]
  /** Packages that were named, and are not there. */
  readonly failures: readonly Failure[]
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
  | UploadReport
  | YankReport
  | PullReport
  | PromoteReport
  | InitReport
  | ListReport
  | CheckReport
  | ReindexReport
  | RemoveReport
