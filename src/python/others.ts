import pMap from 'p-map'
import type { Store } from '../stores/store.ts'
import { recordPath } from './layout.ts'
import { isDistribution } from './listing.ts'
import { lastSegments } from './links.ts'
import type { Project } from './project.ts'
import type { RootView } from './root.ts'
import { serialOf } from './serials.ts'

/** A project without a record that has a page with files all the same. */
export interface PageOnly {
  readonly project: Project
  /** True where this program has made the page: the record that it was made of was lost. */
  readonly isOwn: boolean
}

/**
 * The projects without a record that have a page with files all the same: another tool made it, one that keeps its record
 * in it, or their record was lost. A page from a new record would lack them. Only an index that this program has not written to yet has such
 * projects, one whose first reindex is under way, or one that both write to; the last is not looked for, since it would
 * cost every new project a request.
 */
export async function pagesOfOthers(
  store: Store,
  projects: readonly Project[],
  root: RootView | undefined
): Promise<PageOnly[]> {
  if (root === undefined) return []
  // What the root's record has was entered by somebody who has yet to write the project's own: a reindex, perhaps.
  const entered = root.record?.projects
  const doubtful = projects.filter(({ folder }) => entered?.includes(folder) ?? true)
  if (doubtful.length === 0 || (root.state.body === undefined && (await isEmpty(store)))) return []
  const found = await pMap(
    doubtful,
    async (project): Promise<PageOnly[]> => {
      const page = await pageWithFiles(store, project)
      if (page === undefined || (page === 'own' && (await isRecorded(store, project)))) return []
      return [{ project, isOwn: page === 'own' }]
    },
    { concurrency: 8 }
  )
  return found.flat()
}

/** Somebody may have made the record, and the page of it, since it was looked for. */
async function isRecorded({ documents }: Store, { folder }: Project): Promise<boolean> {
  return (await documents.read(recordPath(folder))).body !== undefined
}

async function isEmpty(store: Store): Promise<boolean> {
  for await (const { path } of store.list('')) if (path !== '') return false
  return true
}

/** Asks whether a project has a page with files that another tool has made. */
export async function hasOtherPage(store: Store, project: Pick<Project, 'folder'>): Promise<boolean> {
  return (await pageWithFiles(store, project)) === 'other'
}

/** Whose page with files a project has; undefined where it has none. */
async function pageWithFiles(
  { documents, limits }: Store,
  { folder }: Pick<Project, 'folder'>
): Promise<'own' | 'other' | undefined> {
  const paths = [...(limits.holdsPage(`${folder}/`) ? [`${folder}/`] : []), `${folder}/index.html`]
  const pages = await Promise.all(paths.map((path) => documents.read(path)))
  const filled = pages.flatMap(({ body }) =>
    body !== undefined && lastSegments(body).some(isDistribution) ? [body] : []
  )
  if (filled.length === 0) return undefined
  return filled.some((body) => serialOf(body) === undefined) ? 'other' : 'own'
}
