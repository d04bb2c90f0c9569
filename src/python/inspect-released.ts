import pMap from 'p-map'
import { isRegistryError, type RegistryError } from '../errors.ts'
import type { Problem } from '../format.ts'
import { repositoryPath } from '../stores/released.ts'
import type { Entry as Listed, Store } from '../stores/store.ts'
import type { Project } from './project.ts'
import type { Entry } from './record.ts'
import { placeIn } from './released.ts'
import { keyOfEntry } from './storing.ts'

/** The releases of the repositories that an index names, each listed once. */
export interface ReleasesView {
  /** What lies there, by path; undefined where it can't be read. */
  readonly of: (repository: string) => Promise<ReadonlyMap<string, Listed> | undefined>
  /** What to say of those that can't be read, once all were looked at. */
  readonly problems: () => Problem[]
}

/** The releases that a store shows. */
export function viewReleases(store: Store): ReleasesView {
  const listed = new Map<string, Promise<ReadonlyMap<string, Listed> | undefined>>()
  const failures = new Map<string, RegistryError>()
  const list = async (repository: string) => {
    const found = new Map<string, Listed>()
    try {
      for await (const entry of store.list(repositoryPath(repository))) found.set(entry.path, entry)
      return found
    } catch (error) {
      if (!isRegistryError(error) || !['not-found', 'denied'].includes(error.code)) throw error
      failures.set(repository, error)
      return undefined
    }
  }
  return {
    of: (repository) => {
      const begun = listed.get(repository) ?? list(repository)
      listed.set(repository, begun)
      return begun
    },
    problems: () =>
      [...failures].map(([repository, { message, hint }]) => ({
        ...{ package: repository, version: undefined, fix: hint },
        what: `can't be read, so the files on its releases were not looked at: ${message}`
      }))
  }
}

/** What a look at files on releases found. */
export interface InspectedReleased {
  /** Those that are there. */
  readonly there: readonly Entry[]
  readonly problems: readonly Problem[]
}

/** Looks for files that have gone from their releases, or have been exchanged there. */
export async function inspectReleasedFiles(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  { entries, releases }: { readonly entries: readonly Entry[]; readonly releases: ReleasesView }
): Promise<InspectedReleased> {
  const looked = await pMap(
    entries,
    async (entry) => {
      const listed = await releases.of(entry.source?.repository ?? '')
      if (listed === undefined) return { entry, isThere: false, what: undefined }
      const key = keyOfEntry(project, entry)
      // A list may be older than a release, and ends after a thousand.
      const found = listed.get(key.path) ?? (await store.artifacts.find(key))
      const isThere = found !== undefined && found.revision === entry.revision
      return { entry, isThere, what: isThere ? undefined : wordsOf(entry, found !== undefined) }
    },
    { concurrency: 8 }
  )
  return {
    there: looked.flatMap(({ entry, isThere }) => (isThere ? [entry] : [])),
    problems: looked.flatMap(({ entry, what }) =>
      what === undefined ? [] : [{ package: project.name, version: entry.version, what, fix: fixFor(entry) }]
    )
  }
}

function wordsOf({ filename, source }: Entry, isThere: boolean): string {
  const place = source === undefined ? 'its release' : placeIn(source)
  return isThere
    ? `${filename} was exchanged on ${place} since it was indexed`
    : `${filename} is not on ${place} any more`
}

function fixFor({ source }: Entry): string {
  return `Reindex with \`source: ${source?.repository ?? ''}\` brings the index in line with what is released.`
}
