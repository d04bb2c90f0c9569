/** What a registry in a repository of the fake has to be at every moment, and what no step may leave. */
import * as v from 'valibot'
import { claimsPath, parseClaims } from '../../src/stores/github/claims.ts'
import { metadataName } from '../../src/python/layout.ts'
import { parseRecord } from '../../src/python/record.ts'
import type { ReleaseView, RepositoryHandle } from './github-fake/index.ts'

const BRANCH = 'registry'

const tychoSchema = v.pipe(v.string(), v.parseJson(), v.object({ latest: v.nullable(v.string()) }))

/**
 * What a record names and nobody could pull; empty where everything is as every reader may expect it. What somebody has
 * `deleted` by hand is left out.
 */
export function violationsIn(
  repository: RepositoryHandle,
  { deleted }: { readonly deleted?: RegExp } = {}
): string[] {
  return repository.files(BRANCH).flatMap((path) => {
    if (path.startsWith('.registry/')) return []
    const missing = namedIn(repository, path).filter(
      (name) => deleted?.test(name) !== true && !isPublic(repository, name)
    )
    return missing.map((name) => `${path} names ${name}, which is not there`)
  })
}

function namedIn(repository: RepositoryHandle, path: string): string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const bytes = repository.file(BRANCH, path) ?? Buffer.alloc(0)
  if (path.endsWith('/tycho.json')) {
    const { latest } = v.parse(tychoSchema, bytes.toString())
    return latest === null ? [] : [`${folder}tycho_${latest}.pkg`]
  }
  if (!path.endsWith('/manifest.json')) return []
  return parseRecord(bytes, path).entries.flatMap(({ filename, coreMetadata }) =>
    [filename, ...(coreMetadata === undefined ? [] : [metadataName(filename)])].map((name) => folder + name)
  )
}

/** Whether anybody could download the artifact of a path. */
export function isPublic(repository: RepositoryHandle, path: string): boolean {
  const place = claimsPath(path)
  const body = repository.file(BRANCH, place)
  const claim = parseClaims(place, { revision: '', body }).get(path.slice(path.lastIndexOf('/') + 1))
  if (claim === undefined) return false
  const [release] = publishedOf(repository, claim.tag)
  return [...(release?.assets.values() ?? [])].some(
    ({ name, state }) => name === claim.asset && state === 'uploaded'
  )
}

/** Two published releases of one tag, drafts, and uploads that broke off: nothing of that is to be left. */
export function debrisIn(repository: RepositoryHandle): string[] {
  const all = [...repository.releases.values()]
  return [
    ...all
      .filter(({ draft, tag, id }) => !draft && publishedOf(repository, tag)[0]?.id !== id)
      .map(({ tag }) => `another release ${tag}`),
    ...all.filter(({ draft }) => draft).map(({ tag }) => `a draft of ${tag}`),
    ...all.flatMap(({ tag, assets }) =>
      [...assets.values()]
        .filter(({ state }) => state === 'starter')
        .map(({ name }) => `half of ${name} on ${tag}`)
    )
  ]
}

/** The assets of the published releases, as `tag/name`. */
export function assetsIn(repository: RepositoryHandle): string[] {
  return [...repository.releases.values()]
    .filter(({ draft }) => !draft)
    .flatMap(({ tag, assets }) => [...assets.values()].map(({ name }) => `${tag}/${name}`))
    .sort()
}

/**
 * What a registry comes to, byte for byte but for what is another in every repository: ids and times, and whether a release
 * that has no files is gone yet. Where a step that is repeated may count twice, serials are left out as well.
 */
export function registryIn(
  repository: RepositoryHandle,
  { countsTwice = false }: { readonly countsTwice?: boolean }
): object {
  const textOf = (path: string) => {
    const written = repository.text(BRANCH, path)
    const text = (path.startsWith('.registry/') && written !== undefined ? inOrder(written) : written)
      ?.replaceAll(repository.name, 'owner/repo')
      .replace(/RA_[\w-]+/g, 'RA')
      .replace(/(?<="release": )\d+/, 'an id')
      .replace(/,\s+"leaving": \{[^}]*\}/, '')
      .replace(/\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?/g, 'a time')
    return countsTwice
      ? text?.replace(/serial\W+(?:content\W+)?\d+/g, 'a serial').replace(/^\[ *\]/, '[]')
      : text
  }
  const files = repository.files(BRANCH).map((path) => [path, textOf(path)])
  const held = [...repository.releases.values()].flatMap(({ draft, assets }) =>
    draft ? [...assets.values()].map(({ name }) => name) : []
  )
  return { assets: assetsIn(repository), held: held.sort(), files, debris: debrisIn(repository) }
}

/** The keys of what was written again may be in another order. */
function inOrder(json: string): string {
  const keys = Object.entries(v.parse(objectSchema, json))
  return JSON.stringify(
    Object.fromEntries(keys.sort(([one], [other]) => (one < other ? -1 : 1))),
    undefined,
    2
  )
}

const objectSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()))

function publishedOf(repository: RepositoryHandle, tag: string): ReleaseView[] {
  return repository.releasesOf(tag).filter(({ draft }) => !draft)
}
