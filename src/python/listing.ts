import pMap from 'p-map'
import type { Entry as Listed, Store } from '../stores/store.ts'
import { parseFilename } from './filenames.ts'
import { JSON_ROOT } from './layout.ts'
import { nameProblem, normalizeName } from './names.ts'

/** What lies in an index, as one listing shows it. */
export interface Listing {
  /** The folders of projects, by their names, sorted. */
  readonly folders: ReadonlyMap<string, ListedFolder>
  /** Everything by its path: what pages are compared with. */
  readonly objects: ReadonlyMap<string, Listed>
  /** Distributions that lie in no folder of a project. */
  readonly strays: readonly string[]
}

/** A folder of a project. */
export interface ListedFolder {
  readonly folder: string
  /** What lies right in it, by name: distributions and what lies beside them, the record, pages. */
  readonly files: ReadonlyMap<string, Listed>
  /** Folders in it that may be those of versions: a document called `json` lies there, as Warehouse's of a version does. */
  readonly versions: ReadonlySet<string>
}

/** Lists an index, or the named folders of it. */
export function listIndex(store: Store, folders: readonly string[]): Promise<Listing> {
  return listBelow(store, folders.length === 0 ? [''] : folders.flatMap(prefixesOf))
}

async function listBelow(store: Store, prefixes: readonly string[]): Promise<Listing> {
  const objects = new Map<string, Listed>()
  const found = new Map<string, { readonly files: Map<string, Listed>; readonly versions: Set<string> }>()
  const strays: string[] = []
  const listOne = async (prefix: string) => {
    for await (const listed of store.list(prefix)) {
      objects.set(listed.path, listed)
      const slash = listed.path.indexOf('/')
      if (slash === -1) {
        if (isDistribution(listed.path)) strays.push(listed.path)
        continue
      }
      const folder = listed.path.slice(0, slash)
      const name = listed.path.slice(slash + 1)
      const version = VERSION_PAGE.exec(name)?.[1]
      if (nameProblem(folder) !== undefined || (version === undefined && name.includes('/'))) continue
      const inside = found.get(folder) ?? { files: new Map<string, Listed>(), versions: new Set<string>() }
      found.set(folder, inside)
      if (version === undefined) inside.files.set(name, listed)
      else inside.versions.add(version)
    }
  }
  await pMap(prefixes, listOne, { concurrency: 16 })
  const sorted = [...found].sort(([one], [other]) => (one < other ? -1 : 1))
  return {
    folders: new Map(sorted.map(([folder, what]) => [folder, { folder, ...what }])),
    objects,
    strays
  }
}

const VERSION_PAGE = /^([^/]+)\/json$/

/** What a listing shows of a folder that it does not show. */
export function emptyFolder(folder: string): ListedFolder {
  return { folder, files: new Map(), versions: new Set() }
}

/** Lists what lies right in a folder. */
export async function listFolder(store: Store, folder: string): Promise<ListedFolder> {
  return (await listBelow(store, [`${folder}/`])).folders.get(folder) ?? emptyFolder(folder)
}

/** True where a folder holds a project, and not just what is left of its pages. */
export function holdsProject({ files }: ListedFolder): boolean {
  return files.has('manifest.json') || [...files.keys()].some(isDistribution)
}

/** True for the names of wheels and source distributions. */
export function isDistribution(filename: string): boolean {
  return parseFilename(filename).kind !== 'unsupported'
}

/** A folder, and the JSON pages of its project. */
function prefixesOf(folder: string): string[] {
  return [`${folder}/`, `${JSON_ROOT}${normalizeName(folder)}/`]
}
