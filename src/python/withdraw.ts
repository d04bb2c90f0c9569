import pMap from 'p-map'
import { ABSENT, type Store } from '../stores/store.ts'
import { recordPath } from './layout.ts'
import { hasOtherPage } from './others.ts'
import { nextSerial, projectRender, type Project } from './project.ts'
import { serializeRecord } from './record.ts'
import { isEmptyIn } from './remove.ts'
import { leaveProjects } from './root.ts'

/**
 * Takes projects off the root that were entered for files which did not come, so that it leads to none that is not there.
 * Those that have files by now stay. An empty record comes first: a push whose own is on its way has to look again then,
 * and enters the project once more. Safe beside all others, and can be repeated. Answers which have left.
 */
export async function withdrawProjects(
  store: Store,
  projects: readonly Pick<Project, 'name' | 'folder'>[]
): Promise<string[]> {
  if (projects.length === 0) return []
  await pMap(projects, (project) => makeEmpty(store, project), { concurrency: 8 })
  return leaveProjects(
    store,
    projects.map(({ folder }) => folder),
    isEmptyIn(store)
  )
}

/** Gives a project without a record an empty one; what another tool shows of it stays. */
async function makeEmpty(store: Store, project: Pick<Project, 'name' | 'folder'>): Promise<void> {
  const path = recordPath(project.folder)
  const { body } = await store.documents.read(path)
  if (body !== undefined || (await hasOtherPage(store, project))) return
  const serial = await nextSerial(store, project.name, undefined)
  // Where it is refused, somebody has made one.
  await store.documents.swap(path, ABSENT, serializeRecord({ entries: [], serial, hasRemovals: false }), {
    render: projectRender(store, project),
    message: `withdraw ${project.name}, which has no files`
  })
}
