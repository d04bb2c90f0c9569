import pMap from 'p-map'
import { isRegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { isSame, type Conflict } from './conflicts.ts'
import { isToBeEntered } from './locate.ts'
import { completePages, type Project } from './project.ts'
import { isEmptyIn } from './remove.ts'
import { enterProjects, leaveProjects, viewRoot, type RootView } from './root.ts'
import type { Upload } from './storing.ts'

/**
 * Where a push is refused, it may be the repetition of one that was killed behind the records: the pages of projects that
 * have all of its files, with the same bytes, are completed, and nothing else is done. Returns what kept it from that.
 */
export async function completeRecorded(
  store: Store,
  projects: readonly Project[],
  byProject: ReadonlyMap<string, readonly Upload[]>
): Promise<Conflict[]> {
  const recorded = projects.filter((project) => hasAll(project, byProject.get(project.name) ?? []))
  if (recorded.length === 0) return []
  try {
    await pMap(recorded, (project) => completePages(store, project), { concurrency: 8 })
    // A root that was lost is not made with some of its projects alone.
    const view = await viewRoot(store)
    if (view.record !== undefined)
      await completeRoot(
        store,
        recorded.map(({ folder }) => folder),
        view
      )
    return []
  } catch (error) {
    if (!isRegistryError(error)) throw error
    return [{ what: 'the pages of what is there already', error }]
  }
}

/** True for a project of this index, and not one that another tool has written last, whose record has all of the files. */
function hasAll(project: Project, uploads: readonly Upload[]): boolean {
  if (isToBeEntered(project)) return false
  const known = new Map(project.record?.entries.map((entry) => [entry.filename, entry]))
  return uploads.every(({ file }) => {
    const entry = known.get(file.filename)
    return entry !== undefined && isSame(entry, file)
  })
}

/** Brings the root's pages up to its record. What is not in it was removed meanwhile, unless it has files again. */
export async function completeRoot(store: Store, folders: readonly string[], view: RootView): Promise<void> {
  const gone = folders.filter((folder) => !view.folders.includes(folder))
  await enterProjects(store, folders, { baseUrl: undefined, view })
  if (gone.length > 0) await leaveProjects(store, gone, isEmptyIn(store))
}
