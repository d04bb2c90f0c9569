import type { Store } from '../stores/store.ts'
import { parseFilename } from './filenames.ts'
import { isDistribution, type ListedFolder } from './listing.ts'
import type { ReindexedProject } from './reindex.ts'
import { isEmptyIn } from './remove.ts'
import { normalizeName } from './names.ts'
import type { Project } from './project.ts'
import { assertBaseUrl, leaveProjects, resetRoot, viewRoot, type RootRecord } from './root.ts'
import type { Survey } from './survey.ts'
import type { WantedBase } from './wanted-base.ts'

/**
 * Enters into the root, all in one swap, the projects that are about to get their first record, so that none has one before
 * it is listed. The names of their files nominate them; those of which no file turns out to be readable leave in the end.
 * A `baseUrl` replaces the one that the root has where `all` projects get it; else it throws `conflict` for another one.
 */
export async function enterFound(
  store: Store,
  { projects, listing, released }: Survey,
  { baseUrl, all }: { readonly baseUrl: WantedBase; readonly all: boolean }
): Promise<RootRecord> {
  const view = await viewRoot(store, { tolerant: true })
  if (!all) assertBaseUrl(store, view.record, baseUrl)
  const found = projects.filter(({ name, folder }) => {
    const listed = listing.folders.get(folder)
    // A root that was lost is not made with some of its projects alone.
    const isNew = view.record === undefined || listed?.files.has('manifest.json') !== true
    return isNew && (released.projects.has(name) || (listed !== undefined && hasFileOf(name, listed)))
  })
  const listed = new Set(view.record?.projects)
  const fresh = found.map(({ folder }) => folder).filter((folder) => !listed.has(folder))
  return resetRoot(store, fresh, { baseUrl, view })
}

/** True where a file's name says that it is of the project. */
function hasFileOf(name: string, { files }: ListedFolder): boolean {
  return [...files.keys()].some(
    (filename) => isDistribution(filename) && parseFilename(filename, name).kind !== 'unsupported'
  )
}

/**
 * Brings the root in line with the records: what has files is in it, and what has none leaves, of `all` projects that it
 * lists or of those that were found. Answers those that were entered for files which have not come.
 */
export async function settleRoot(
  store: Store,
  found: readonly ReindexedProject[],
  { root, all }: { readonly root: RootRecord; readonly all: boolean }
): Promise<Pick<Project, 'name' | 'folder'>[]> {
  const filled = found.filter(({ files }) => files > 0).map(({ folder }) => folder)
  const entered = new Set(root.projects)
  const missing = filled.filter((folder) => !entered.has(folder))
  const { projects } = missing.length === 0 ? root : await resetRoot(store, missing, { baseUrl: undefined })
  const looked = new Set(found.map(({ folder }) => folder))
  const kept = new Set(filled)
  const empty = projects.filter((folder) => !kept.has(folder) && (all || looked.has(folder)))
  if (empty.length > 0) await leaveProjects(store, empty, isEmptyIn(store))
  const names = new Set(found.map(({ name }) => name))
  return projects
    .map((folder) => ({ folder, name: normalizeName(folder) }))
    .filter(({ folder, name }) => all && !looked.has(folder) && !names.has(name))
}
