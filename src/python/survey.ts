import { NOT_THERE, type Problem } from '../format.ts'
import type { Store } from '../stores/store.ts'
import { leftOutOf, leftOutProblem } from './left-out.ts'
import { holdsProject, isDistribution, listIndex, type Listing } from './listing.ts'
import { normalizeName } from './names.ts'
import type { Project } from './project.ts'
import { surveyReleases, type Released } from './released.ts'
import { viewRoot } from './root.ts'
import { isTakenIn, straysAt } from './strays.ts'

/** What is stored, and which folder is which project's. */
export interface Survey {
  readonly listing: Listing
  readonly projects: readonly Named[]
  /** Distributions in other folders of a project, less those that were taken into its own. */
  readonly doubles: readonly string[]
  /** The names of distributions that lie elsewhere than in their project's own folder, taken into it or not. */
  readonly elsewhere: ReadonlySet<string>
  readonly problems: readonly Problem[]
  /** Distributions in no project's own folder of kinds that no index has: nothing is wrong with the index for that. */
  readonly leftOut: readonly Problem[]
  readonly released: Released
}

type Named = Pick<Project, 'name' | 'folder'>
/** The folders of projects, by their normalised names. */
type ByName = ReadonlyMap<string, readonly string[]>

/** Lists an index, or the projects named in it (normalised), and what the releases of `sources` have. */
export async function survey(
  store: Store,
  names: readonly string[],
  sources: readonly string[] = []
): Promise<Survey> {
  const folders = names.length === 0 ? [] : await foldersOf(store, names)
  const listing = await listIndex(store, folders)
  const byName = new Map<string, string[]>()
  for (const listed of listing.folders.values()) {
    if (!holdsProject(listed)) continue
    const name = normalizeName(listed.folder)
    byName.set(name, [...(byName.get(name) ?? []), listed.folder])
  }
  const stored = [...byName].map(([name, found]) => ({ name, folder: mainFolder(listing, name, found) }))
  const released = await surveyReleases(store, sources, { names, known: new Set(byName.keys()) })
  const fresh = [...released.projects.keys()].filter((name) => !byName.has(name)).sort()
  const projects = [...stored, ...fresh.map((name) => ({ name, folder: name }))]
  return {
    listing,
    projects,
    doubles: doublesIn(listing, projects, byName),
    elsewhere: new Set([
      ...listing.strays,
      ...projects.flatMap(({ name, folder }) =>
        (byName.get(name) ?? []).flatMap((each) => (each === folder ? [] : distributionsIn(listing, each)))
      )
    ]),
    problems: [
      ...names.filter((name) => !byName.has(name) && !released.projects.has(name)).map(absent),
      ...released.long.map(cutOff)
    ],
    leftOut: leftOutElsewhere(listing, new Set(stored.map(({ folder }) => folder))),
    released
  }
}

/** The folders that named projects may have: as the root knows them, and their normalised names. */
async function foldersOf(store: Store, names: readonly string[]): Promise<string[]> {
  const { folders } = await viewRoot(store, { tolerant: true })
  const known = folders.filter((folder) => names.includes(normalizeName(folder)))
  return [...new Set([...known, ...names])]
}

/** The folder that a push finds: with a record, and of several the normalised one, else the first. */
function mainFolder({ folders }: Listing, name: string, found: readonly string[]): string {
  const withRecord = found.filter((folder) => folders.get(folder)?.files.has('manifest.json') === true)
  const candidates = withRecord.length > 0 ? withRecord : found
  return candidates.includes(name) ? name : (candidates[0] ?? '')
}

function doublesIn(listing: Listing, projects: readonly Named[], byName: ByName): string[] {
  const main = new Map<string, string>()
  for (const { name, folder } of projects)
    for (const path of outsideOf(listing, folder, byName.get(name) ?? [])) main.set(path, folder)
  if (main.size === 0) return []
  return straysAt(listing, [...main.keys()]).flatMap((stray) => {
    const own = listing.folders.get(main.get(stray.path) ?? '')?.files
    return own !== undefined && isTakenIn(stray, own) ? [] : [stray.path]
  })
}

/** Distributions in other folders of a project than its own. */
function outsideOf(listing: Listing, main: string, found: readonly string[]): string[] {
  return found.flatMap((folder) =>
    folder === main ? [] : distributionsIn(listing, folder).map((name) => `${folder}/${name}`)
  )
}

function distributionsIn({ folders }: Listing, folder: string): string[] {
  return [...(folders.get(folder)?.files.keys() ?? [])].filter(isDistribution)
}

/** What lies in no project's own folder, and is left out; what lies in one is told with its project. */
function leftOutElsewhere({ folders, objects }: Listing, own: ReadonlySet<string>): Problem[] {
  const outside = [...objects.keys()].filter((path) => !path.includes('/'))
  return [
    ...leftOutOf(outside).map((each) => leftOutProblem('/', each)),
    ...[...folders.values()].flatMap(({ folder, files }) =>
      own.has(folder) ? [] : leftOutOf(files.keys()).map((each) => leftOutProblem(folder, each))
    )
  ]
}

function cutOff(repository: string): Problem {
  return {
    package: repository,
    version: undefined,
    what: 'has a thousand releases or more, of which GitHub lists only the newest: the files of older ones were not looked for',
    fix: 'What is in the index already stays there. Files of older releases have to be pushed.'
  }
}

function absent(name: string): Problem {
  return { package: name, version: undefined, what: NOT_THERE, fix: 'Check the name.' }
}
