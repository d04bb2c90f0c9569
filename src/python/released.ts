import { parseElsewhere, repositoryPath, type ReleasedAsset } from '../stores/released.ts'
import type { ArtifactKey, Entry as Listed, Store } from '../stores/store.ts'
import { parseFilename } from './filenames.ts'
import { namesBeside } from './layout.ts'
import type { Source } from './record.ts'

/** A distribution on the release of somebody, which is only read. */
export interface ReleasedFile {
  /** Normalised. */
  readonly project: string
  readonly filename: string
  readonly source: Source
  readonly key: ArtifactKey
  /** Where everybody downloads it. */
  readonly url: string
  readonly listed: Listed
  /** The digests of what lies beside it on its release, by the names of that. */
  readonly beside: ReadonlyMap<string, string | undefined>
}

/** The files of one project on releases, by their names; of several with one name the one that counts comes first. */
export type ReleasedFiles = ReadonlyMap<string, readonly ReleasedFile[]>

/** What lies on the releases of some repositories. */
export interface Released {
  /** The repositories (`github://owner/repo`) whose releases were listed. */
  readonly repositories: readonly string[]
  /** The distributions, by the normalised names of their projects. */
  readonly projects: ReadonlyMap<string, ReleasedFiles>
  /** The repositories of which not all may have been listed. */
  readonly long: readonly string[]
}

/** Nobody's releases. */
export const NOTHING_RELEASED: Released = { repositories: [], projects: new Map(), long: [] }

/** True where a file of an entry lies on a release of one of the repositories. */
export function isAmong(repositories: readonly string[], { repository }: Source): boolean {
  return repositories.some((each) => each.toLowerCase() === repository.toLowerCase())
}

/** Which projects are meant, and what is known of them. */
interface Wanted {
  /** None: all. */
  readonly names: readonly string[]
  /** The projects that the index has. */
  readonly known: ReadonlySet<string>
}

/**
 * Lists the published releases of repositories, for the distributions on them. Of several files with one name that of the
 * repository named first counts, and in it the oldest. Throws where one of them can't be read.
 */
export async function surveyReleases(
  store: Store,
  repositories: readonly string[],
  { names, known }: Wanted
): Promise<Released> {
  if (repositories.length === 0) return NOTHING_RELEASED
  const projects = new Map<string, Map<string, ReleasedFile[]>>()
  const long: string[] = []
  for (const repository of repositories) {
    const releases = await releasesOf(store, repository, () => long.push(repository))
    const assets = [...releases.values()].flatMap((release) => [...release.values()])
    const named = new Set([...known, ...assets.flatMap(({ asset }) => surelyOf(asset.asset) ?? [])])
    for (const each of assets.sort(oldestFirst)) {
      const project = projectOf(each.asset.asset, named)
      if (project === undefined || (names.length > 0 && !names.includes(project))) continue
      const file = await fileOf(store, project, each, releases.get(each.asset.tag) ?? new Map())
      const files = projects.get(project) ?? new Map<string, ReleasedFile[]>()
      projects.set(project, files)
      files.set(file.filename, [...(files.get(file.filename) ?? []), file])
    }
  }
  return { repositories, projects, long }
}

interface ListedAsset {
  readonly asset: ReleasedAsset
  readonly listed: Listed
}

/** The assets of all releases, by tag and name. */
async function releasesOf(
  store: Store,
  repository: string,
  cut: () => void
): Promise<Map<string, Map<string, ListedAsset>>> {
  const releases = new Map<string, Map<string, ListedAsset>>()
  for await (const listed of store.list(repositoryPath(repository), { cut })) {
    const asset = parseElsewhere(listed.path)
    if (asset === undefined) continue
    const release = releases.get(asset.tag) ?? new Map<string, ListedAsset>()
    releases.set(asset.tag, release)
    release.set(asset.asset, { asset, listed })
  }
  return releases
}

function oldestFirst({ listed: one }: ListedAsset, { listed: other }: ListedAsset): number {
  const [a, b] = [one, other].map(({ modified }) => modified?.getTime() ?? 0)
  return (a ?? 0) - (b ?? 0) || (one.path < other.path ? -1 : 1)
}

async function fileOf(
  store: Store,
  project: string,
  { asset: { repository, tag, asset: filename }, listed }: ListedAsset,
  release: ReadonlyMap<string, ListedAsset>
): Promise<ReleasedFile> {
  const key = { package: project, version: tag, path: listed.path, filename }
  const beside = namesBeside(filename).flatMap((name) => {
    const found = name === filename ? undefined : release.get(name)
    return found === undefined ? [] : [[name, found.listed.digest] as const]
  })
  return {
    ...{ project, filename, source: { repository, tag }, key, listed },
    url: await store.artifacts.url(key),
    beside: new Map(beside)
  }
}

/** The project of a file, where its name leaves no doubt. */
function surelyOf(filename: string): string | undefined {
  const named = parseFilename(filename)
  if (named.kind === 'wheel') return named.name
  return named.kind === 'sdist' && named.candidates.length === 1 ? named.candidates[0].name : undefined
}

/** The project of a file; undefined for what is no distribution. Where its name can mean several, one that is known. */
function projectOf(filename: string, known: ReadonlySet<string>): string | undefined {
  const named = parseFilename(filename)
  if (named.kind === 'unsupported') return undefined
  if (named.kind === 'wheel') return named.name
  return (named.candidates.find(({ name }) => known.has(name)) ?? named.candidates[0]).name
}

/** In words, for people: where a file is. */
export function placeIn({ repository, tag }: Source): string {
  return `release ${tag} of ${repository}`
}
