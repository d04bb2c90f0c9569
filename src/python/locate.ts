import pMap from 'p-map'
import { ABSENT, type Store } from '../stores/store.ts'
import { isForeign } from './entries.ts'
import { normalizeName } from './names.ts'
import { pagesOfOthers, type PageOnly } from './others.ts'
import { readProject, type Project } from './project.ts'
import { assertBaseUrl, enterProjects, folderIn, viewRoot, type RootView } from './root.ts'
import type { WantedBase } from './wanted-base.ts'

/** Projects that are about to get files. */
export interface Located {
  readonly projects: readonly Project[]
  /** Those of them that are no more than a page, with files that are in no record. */
  readonly pageOnly: readonly PageOnly[]
  /**
   * Enters those of these names that have no files yet into the root, and those that another tool has written to, which makes a root of
   * its own. `recorded`: their records may be made; what absolute links begin with. `done`: the root's pages are right,
   * too.
   */
  readonly enter: (names: readonly string[]) => Entered
}

/** Projects on their way into the root. */
export interface Entered {
  readonly recorded: Promise<string | undefined>
  readonly done: Promise<unknown>
}

/**
 * Reads the records of projects (normalised names). The root is read only where a project seems to be new, and then it
 * tells which of the others need not be looked for, and which of them Stick keeps under another name. Throws `conflict`
 * for a `baseUrl` that is not the index's.
 */
export async function locate(store: Store, names: readonly string[], baseUrl: WantedBase): Promise<Located> {
  let root: Promise<View> | undefined
  const projects = await pMap(
    names,
    async (name): Promise<Project> => {
      if (root !== undefined && !(await root).names.has(name)) return absent(name)
      const project = await readProject(store, name, name)
      if (project.record !== undefined) return project
      root ??= view(store)
      const folder = folderIn((await root).view, name) ?? name
      return folder === name ? project : readProject(store, name, folder)
    },
    { concurrency: FEW }
  )
  if (baseUrl !== undefined && projects.some(isToBeEntered)) {
    // Before anything is sent, and not when they enter.
    root ??= view(store)
    assertBaseUrl(store, (await root).view.record, baseUrl)
  }
  const unrecorded = projects.filter(({ record }) => record === undefined)
  return {
    projects,
    pageOnly: await pagesOfOthers(store, unrecorded, (await root)?.view),
    enter: (entering) => {
      const fresh = projects.filter((project) => entering.includes(project.name) && isToBeEntered(project))
      if (fresh.length === 0)
        return { recorded: Promise.resolve(baseUrl ?? undefined), done: Promise.resolve() }
      const folders = fresh.map(({ folder }) => folder)
      let tell: (baseUrl: string | undefined) => void = () => undefined
      const told = new Promise<string | undefined>((resolve) => {
        tell = resolve
      })
      const enterAll = async () =>
        enterProjects(store, folders, {
          baseUrl,
          view: (await root)?.view,
          recorded: (entered) => {
            tell(entered.baseUrl)
          }
        })
      const done = enterAll()
      return { recorded: Promise.race([told, done.then((entered) => entered.baseUrl)]), done }
    }
  }
}

/** So many records are looked for before the first of them can tell that the root has to be read. */
const FEW = 4

/** True for a project that is new to the root, or was changed by a tool that has then put its own page in the place of the root's. */
export function isToBeEntered({ record }: Project): boolean {
  return record === undefined || record.entries.length === 0 || record.entries.some(isForeign)
}

interface View {
  readonly view: RootView
  readonly names: ReadonlySet<string>
}

async function view(store: Store): Promise<View> {
  const seen = await viewRoot(store)
  return { view: seen, names: new Set(seen.folders.map(normalizeName)) }
}

function absent(name: string): Project {
  return { name, folder: name, state: { body: undefined, revision: ABSENT }, record: undefined }
}
