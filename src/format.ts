import type { RegistryError } from './errors.ts'
import { formatCount, type Log } from './log.ts'
import type { Store } from './stores/store.ts'

/** The registry formats there are. */
export const FORMATS = ['tycho', 'python'] as const

/** The name of a registry format. */
export type FormatName = (typeof FORMATS)[number]

/** What every registry format can do with a store, told in one shape, so that every door shows it alike. */
export interface Format {
  /** The packages named, or all. */
  summarize(store: Store, names: readonly string[]): Promise<PackageSummary[]>
  /** Looks for what is missing or wrong; `deep` reads every artifact. */
  inspect(store: Store, options: { packages: readonly string[]; deep: boolean }): Promise<Inspection>
  /** Brings the records in line with what is stored, where that is unambiguous. */
  repair(store: Store, options: RepairOptions, log: Log): Promise<Repair>
  /** Removes versions of a package; returns them, newest first. */
  remove(store: Store, name: string, selection: Selection): Promise<string[]>
  /**
   * The folder, ending in `/`, of the registry that a path seems to be of, empty where that is the whole store; undefined for
   * paths that no registry of this format has.
   */
  rootOf(path: string): string | undefined
  /** The error for a package that is not there. */
  noPackage(store: Store, name: string): RegistryError
}

/** Which versions of a package are meant: those named, or all but the newest. */
export type Selection =
  | { readonly kind: 'versions'; readonly versions: readonly string[] }
  | { readonly kind: 'keep'; readonly keep: number }

/** What a reindex is told. */
export interface RepairOptions {
  /** None: everything. */
  readonly packages: readonly string[]
  /** Look again also at what has not changed. */
  readonly full: boolean
  /** What absolute links are to begin with, ending in `/`; null: links are to be relative; undefined: as it is. */
  readonly baseUrl: string | null | undefined
  /** Repositories (`github://owner/repo`) whose releases are entered as well, and left as they are. */
  readonly sources?: readonly string[]
}

/** Something that is not as it should be. */
export interface Problem {
  readonly package: string
  readonly version: string | undefined
  /** What is wrong, in words that follow the package and version. */
  readonly what: string
  readonly fix: string
}

/** What is wrong with a package that was named, and that there is none of. */
export const NOT_THERE = 'is not there'

/** A package as `list` shows it. */
export interface PackageSummary {
  readonly package: string
  /** The name a pulled file gets, where the format has one for a whole package. */
  readonly localname: string | undefined
  readonly latest: string | null
  /** Newest first, without removed ones. */
  readonly versions: readonly string[]
  /** Why versions of it were yanked, by version; empty where no reason was given. */
  readonly yanked: Readonly<Record<string, string>>
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

/** `2 packages with 5 versions`, in the words of a format: Python has projects, and several files a version. */
export function countOf(registry: FormatName, packages: number, versions: number): string {
  return registry === 'tycho'
    ? `${formatCount(packages, 'package')} with ${formatCount(versions, 'version')}`
    : `${formatCount(packages, 'project')} with ${formatCount(versions, 'file')}`
}
