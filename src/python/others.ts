import pMap from 'p-map'
import type { Store } from '../stores/store.ts'
import { isDistribution } from './listing.ts'
import { lastSegments } from './links.ts'
import type { Project } from './project.ts'
import type { RootView } from './root.ts'
import { serialOf } from './serials.ts'

/**
 * The projects without a record that have a page with files all the same: another tool made it, one that keeps its record
 * in it. A page from a new record would lack them. Only an index that this program has not written to yet has such
 * projects, one whose first reindex is under way, or one that both write to; the last is not looked for, since it would
 * cost every new project a request.
 */
export async function pagesOfOthers(
  store: Store,
  projects: readonly Project[],
  root: RootView | undefined
): Promise<Project[]> {
  if (root === undefined) return []
  // What the root's record has was entered by somebody who has yet to write the project's own: a reindex, perhaps.
  const entered = root.record?.projects
  const doubtful = projects.filter(({ folder }) => entered?.includes(folder) ?? true)
  if (doubtful.length === 0 || (root.state.body === undefined && (await isEmpty(store)))) return []
  const found = await pMap(doubtful, (project) => hasOtherPage(store, project), { concurrency: 8 })
  return doubtful.filter((_, index) => found[index])
}

async function isEmpty(store: Store): Promise<boolean> {
  for await (const { path } of store.list('')) if (path !== '') return false
  return true
}

/** Asks whether a project has a page with files that another tool has made. */
export async function hasOtherPage(
  { documents, limits }: Store,
  { folder }: Pick<Project, 'folder'>
): Promise<boolean> {
  const paths = [...(limits.holdsPage(`${folder}/`) ? [`${folder}/`] : []), `${folder}/index.html`]
  const pages = await Promise.all(paths.map((path) => documents.read(path)))
  return pages.some(
    ({ body }) =>
      body !== undefined && serialOf(body) === undefined && lastSegments(body).some(isDistribution)
  )
}
