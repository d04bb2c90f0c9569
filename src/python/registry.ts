import pMap from 'p-map'
import { isRegistryError, RegistryError } from '../errors.ts'
import type { Inspection, PackageSummary, Problem, Repair } from '../format.ts'
import { abortUnfinished, unfinished } from '../leftovers.ts'
import type { Store } from '../stores/store.ts'
import { adopt } from './adopt.ts'
import { linkBase } from './base-url.ts'
import { inspectIndex, stray } from './inspect.ts'
import { parsePath } from './layout.ts'
import { normalizeName } from './names.ts'
import { readProject, type Project } from './project.ts'
import type { Entry } from './record.ts'
import { reindexProjects, type ReindexedProject } from './reindex.ts'
import type { ReindexOptions } from './reindex-files.ts'
import { enterFound, settleRoot } from './reindex-root.ts'
import { latestVersion, releasesOf } from './releases.ts'
import { viewRoot } from './root.ts'
import { notTakenIn, straysAt } from './strays.ts'
import { survey, type Survey } from './survey.ts'
import { withdrawProjects } from './withdraw.ts'
import { reasonOf } from './yanked-versions.ts'

/** All projects of an index, or those named (normalised): the root, and one request a record. */
export async function summarize(store: Store, names: readonly string[]): Promise<PackageSummary[]> {
  const { folders: all } = await viewRoot(store)
  const folders = all.filter((folder) => names.length === 0 || names.includes(normalizeName(folder)))
  const found = await pMap(folders, (folder) => summary(store, folder), { concurrency: 64 })
  return found.sort((one, other) => (one.package < other.package ? -1 : 1))
}

async function summary(store: Store, folder: string): Promise<PackageSummary> {
  const name = normalizeName(folder)
  try {
    const entries = (await readProject(store, name, folder)).record?.entries ?? []
    return summaryOf(name, entries)
  } catch (error) {
    if (!isRegistryError(error, 'corrupt')) throw error
    return { ...summaryOf(name, []), problem: error.message }
  }
}

function summaryOf(name: string, entries: readonly Entry[]): PackageSummary {
  const releases = releasesOf(entries)
  const yanked = releases.filter((release) => release.yanked)
  return {
    package: name,
    localname: undefined,
    latest: latestVersion(entries) ?? null,
    versions: releases.map(({ version }) => version),
    yanked: Object.fromEntries(yanked.map((release) => [release.version, reasonOf(release.entries)])),
    size: entries.reduce((sum, { size }) => sum + size, 0),
    problem: undefined
  }
}

/** Looks at an index, or the projects named in it, for what is wrong. */
export async function inspect(
  store: Store,
  { packages, deep }: { packages: readonly string[]; deep: boolean },
  now = new Date()
): Promise<Inspection> {
  const { listing, projects, doubles, problems } = await survey(store, packages)
  const found = await inspectIndex(store, projects, listing, { deep, root: packages.length === 0 })
  const old = await unfinished(store, { packages, now, parse: parsePath })
  return { ...found, problems: [...problems, ...doubles.map(stray), ...found.problems, ...old] }
}

/** What a reindex did, besides what any repair tells. */
export interface Reindexed extends Repair {
  /** Files of which all had to be read, since their digest was known nowhere. */
  readonly hashed: number
}

/** What to reindex, and how. */
interface RepairOptions extends ReindexOptions {
  readonly packages: readonly string[]
  /** The repositories (`github://owner/repo`) whose releases are read; what lies on them is entered, and not stored. */
  readonly sources?: readonly string[] | undefined
}

/**
 * Rebuilds an index, or the projects named in it, from what is stored and what lies on releases of others: records, pages, root. Safe beside pushes; run
 * again, it goes on where it was broken off.
 */
export async function repair(
  store: Store,
  { packages, sources = [], ...given }: RepairOptions,
  tell: Tell
): Promise<Reindexed> {
  const options = { ...given, baseUrl: linkBase(store, given.baseUrl) }
  const all = packages.length === 0
  const first = await survey(store, packages, sources)
  const strays = [...(all ? notTakenIn(first.listing, first.listing.strays) : []), ...first.doubles]
  const passes = [await reindexAll(store, first, { all, options, tell })]
  // Only now: what is taken in joins what is there.
  const adopted =
    strays.length > 0
      ? await adopt(store, straysAt(first.listing, strays), options)
      : { changed: [], problems: [] }
  let last = first
  if (adopted.changed.length > 0) {
    // The releases were looked at by the first pass.
    last = await survey(store, packages)
    // What has not changed since the first pass was read by it.
    passes.push(await reindexAll(store, last, { all, options: { ...options, full: false }, tell }))
  }
  // What was to be taken in has come by now.
  const left = await withdrawProjects(store, passes.at(-1)?.awaited ?? [])
  const aborted = await abortUnfinished(store, { packages, now: options.now, parse: parsePath })
  const found = passes.flatMap((pass) => pass.found)
  const lastFound = passes.at(-1)?.found ?? []
  return {
    packages: last.projects.length,
    versions: lastFound.reduce((sum, { files }) => sum + files, 0),
    changed: [
      ...adopted.changed,
      ...found.flatMap(({ name, changed }) => changed.map((what) => `${name}: ${what}`)),
      ...left.map((folder) => `${normalizeName(folder)}: left the list of projects, it has no files`),
      ...aborted
    ],
    problems: [...last.problems, ...last.leftOut, ...adopted.problems, ...lastFound.flatMap(unreadableOf)],
    hashed: found.reduce((sum, { hashed }) => sum + hashed, 0)
  }
}

/** Told of each project that was reindexed. */
type Tell = (project: ReindexedProject, done: number, total: number) => void

/** What looking at all of an index came to. */
interface Pass {
  readonly found: readonly ReindexedProject[]
  /** Projects that were entered for files which have not come. */
  readonly awaited: readonly Pick<Project, 'name' | 'folder'>[]
}

async function reindexAll(
  store: Store,
  surveyed: Survey,
  { all, options, tell }: { readonly all: boolean; readonly options: ReindexOptions; readonly tell: Tell }
): Promise<Pass> {
  const { projects, listing, elsewhere, released } = surveyed
  const root = await enterFound(store, surveyed, { baseUrl: options.baseUrl, all })
  const overview = { listing, elsewhere, released, entered: new Set(root.projects) }
  // Entries that another tool has made anew do not say what links begin with; the root does, where they are absolute.
  const asIndexed = { ...options, baseUrl: linkBase(store, root.baseUrl) ?? options.baseUrl }
  let count = 0
  const done = (project: ReindexedProject) => {
    count += 1
    tell(project, count, projects.length)
  }
  const found = await reindexProjects(store, projects, overview, { options: asIndexed, done })
  // What was read before it is in the records, and need not be read again.
  const failed = found.find(({ failure }) => failure !== undefined)
  if (failed?.failure !== undefined) throw failed.failure
  return { found, awaited: await settleRoot(store, found, { root, all }) }
}

function unreadableOf({ name, unreadable }: ReindexedProject): Problem[] {
  return unreadable.map(({ filename, error }) => ({
    package: name,
    version: undefined,
    what: `${filename} can't be ${filename === 'removed.json' ? 'read' : 'indexed'}: ${error.message}`,
    fix:
      error.code === 'corrupt' && filename !== 'removed.json'
        ? `Delete it, and push it again. ${error.hint}`
        : error.hint
  }))
}

/** The error for a project that is not there. */
export function noProject(store: Store, name: string): RegistryError {
  return new RegistryError('not-found', `there is no project ${name} in ${store.name}`, {
    hint: 'Check the name, the store and its prefix (`simple`, where none is given); `mode: list` shows what is there.'
  })
}
