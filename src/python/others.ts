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
 * projects, or one that both write to; the latter is not looked for, since it would cost every new project a request.
 */
export async function pagesOfOthers(
  store: Store,
  projects: readonly Project[],
  root: RootView | undefined
): Promise<Project[]> {
  if (projects.length === 0 || root === undefined || root.record !== undefined) return []
  if (await isEmpty(store)) return []
  const found = await pMap(projects, (project) => hasOtherPage(store, project), { concurrency: 8 })
  return projects.filter((_, index) => found[index])
}

async function isEmpty(store: Store): Promise<boolean> {
  for await (const { path } of store.list('')) if (path !== '') return false
  return true
}

async function hasOtherPage({ documents, limits }: Store, { folder }: Project): Promise<boolean> {
  const paths = [...(limits.holdsPage(`${folder}/`) ? [`${folder}/`] : []), `${folder}/index.html`]
  const pages = await Promise.all(paths.map((path) => documents.read(path)))
  return pages.some(
    ({ body }) =>
      body !== undefined && serialOf(body) === undefined && lastSegments(body).some(isDistribution)
  )
}
