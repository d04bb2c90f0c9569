import pMap from 'p-map'
import { isRegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { isSame, type Conflict } from './conflicts.ts'
import { completePages, type Project } from './project.ts'
import { isEmptyIn } from './remove.ts'
import { enterProjects, leaveProjects, viewRoot } from './root.ts'
import type { Upload } from './storing.ts'

/**
 * Where a push is refused that has files of the same bytes in the index, it may be the repetition of one that was killed
 * behind the record: their pages are completed, which is all that is done. Returns what kept it from that.
 */
export async function completeRecorded(
  store: Store,
  projects: readonly Project[],
  byProject: ReadonlyMap<string, readonly Upload[]>
): Promise<Conflict[]> {
  const isRecorded = ({ name, record }: Project) =>
    byProject
      .get(name)
      ?.some(({ file }) =>
        record?.entries.some((entry) => entry.filename === file.filename && isSame(entry, file))
      ) === true
  const recorded = projects.filter(isRecorded)
  if (recorded.length === 0) return []
  try {
    await pMap(recorded, (project) => completePages(store, project), { concurrency: 8 })
    await completeRoot(
      store,
      recorded.map(({ folder }) => folder)
    )
    return []
  } catch (error) {
    if (!isRegistryError(error)) throw error
    return [{ what: 'the pages of what is there already', error }]
  }
}

/** Brings the root's pages up to its record. What is not in it was removed meanwhile, unless it has files again. */
export async function completeRoot(store: Store, folders: readonly string[]): Promise<void> {
  const view = await viewRoot(store)
  const gone = folders.filter((folder) => !view.folders.includes(folder))
  await enterProjects(store, folders, { baseUrl: undefined, view })
  if (gone.length > 0) await leaveProjects(store, gone, isEmptyIn(store))
}
