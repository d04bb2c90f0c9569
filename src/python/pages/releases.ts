import type { Entry, ProjectRecord } from '../record.ts'
import {
  compareVersions,
  isPrerelease,
  newestFirst,
  parseVersion,
  renderVersion,
  type Version
} from '../versions.ts'
import { viewFile, type FileView } from './files.ts'

/** The files of one version, however their versions are spelled: 1.0 and 1.0.0 are one release (PEP 440). */
export interface Release {
  /** As the file that speaks for the release spells it. */
  readonly version: string
  /** Every spelling there is, in a fixed order. */
  readonly spellings: readonly string[]
  /** The same in the canonical spelling, each once; legacy versions have none but their own. */
  readonly canonical: readonly string[]
  /** By name. */
  readonly files: readonly FileView[]
  /** The file whose metadata stands for the release: the first. */
  readonly speaker: FileView
  /** A pre-release is an alpha, a beta, a candidate or a development version; a legacy version is none of PEP 440. */
  readonly stage: 'final' | 'pre-release' | 'legacy'
  /** Why the release was yanked, which it is when all of its files are; empty where no reason was given. */
  readonly yanked: string | undefined
  /** When its first file came, as `FileView` has it. */
  readonly uploadTime: string | undefined
  /** The highest of its files' serials. */
  readonly serial: number
}

/** The releases of a project, the newest first, legacy versions last. The order of the record plays no part. */
export function releasesOf(record: ProjectRecord, folder: string): Release[] {
  const groups: Group[] = []
  const bySpelling = new Map<string, Group>()
  for (const spelling of newestFirst(new Set(record.entries.map(({ version }) => version)))) {
    const version = parseVersion(spelling)
    const before = groups.at(-1)
    // Equal versions stand beside each other.
    const group = before !== undefined && areEqual(before.version, version) ? before : newGroup(version)
    if (group !== before) groups.push(group)
    group.spellings.push(spelling)
    group.canonical.add(version === undefined ? spelling : renderVersion(version))
    bySpelling.set(spelling, group)
  }
  for (const entry of record.entries) bySpelling.get(entry.version)?.entries.push(entry)
  return groups.map((group) => releaseOf(group, folder))
}

/**
 * The release that stands for the project: as Warehouse has it one that was not yanked before one that was, a final
 * one before a pre-release, and then the newest. Undefined where there is no release.
 */
export function latestRelease(releases: readonly Release[]): Release | undefined {
  const offered = releases.filter(({ yanked }) => yanked === undefined)
  const candidates = offered.length === 0 ? releases : offered
  return candidates.find(({ stage }) => stage === 'final') ?? candidates[0]
}

interface Group {
  /** Undefined for a legacy version. */
  readonly version: Version | undefined
  readonly spellings: string[]
  readonly canonical: Set<string>
  readonly entries: Entry[]
}

function newGroup(version: Version | undefined): Group {
  return { version, spellings: [], canonical: new Set(), entries: [] }
}

/** A legacy version is equal to none. */
function areEqual(one: Version | undefined, other: Version | undefined): boolean {
  return one !== undefined && other !== undefined && compareVersions(one, other) === 0
}

function releaseOf({ version, spellings, canonical, entries }: Group, folder: string): Release {
  const files = entries.sort(byName).map((entry) => viewFile(entry, folder))
  const [first] = files
  if (first === undefined) throw new Error('A release has no files')
  const times = files.map(({ uploadTime }) => uploadTime).filter((time) => time !== undefined)
  return {
    version: first.entry.version,
    spellings,
    canonical: [...canonical],
    files,
    speaker: first,
    stage: version === undefined ? 'legacy' : isPrerelease(version) ? 'pre-release' : 'final',
    yanked: entries.some(({ yanked }) => yanked === undefined) ? undefined : first.entry.yanked,
    uploadTime: times.reduce<string | undefined>(earlier, undefined),
    serial: entries.reduce((highest, { serial }) => Math.max(highest, serial), 0)
  }
}

function byName(one: Entry, other: Entry): number {
  return one.filename < other.filename ? -1 : one.filename > other.filename ? 1 : 0
}

function earlier(one: string | undefined, other: string): string {
  return one === undefined || other < one ? other : one
}
