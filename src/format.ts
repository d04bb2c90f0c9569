/** What both registry formats say of what they hold, in one shape, so that every door shows it alike. */

/** Something that is not as it should be. */
export interface Problem {
  readonly package: string
  readonly version: string | undefined
  /** What is wrong, in words that follow the package and version. */
  readonly what: string
  readonly fix: string
}

/** A package as `list` shows it. */
export interface PackageSummary {
  readonly package: string
  /** The name a pulled file gets, where the format has one for a whole package. */
  readonly localname: string | undefined
  readonly latest: string | null
  /** Newest first, without removed ones. */
  readonly versions: readonly string[]
  /** Bytes of all versions. */
  readonly size: number
  /** What is wrong with the record, if anything. */
  readonly problem: string | undefined
}

/** What a look at a store found. */
export interface Inspection {
  readonly packages: number
  /** Versions; of a format that has several files a version, files. */
  readonly versions: number
  readonly problems: readonly Problem[]
}

/** What a reindex did, and what it left to be done. */
export interface Repair extends Inspection {
  /** In words, one a change. */
  readonly changed: readonly string[]
}
