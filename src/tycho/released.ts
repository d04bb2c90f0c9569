import pMap from 'p-map'
import type { Entry, Store } from '../stores/store.ts'
import { artifactKey, parsePath } from './names.ts'
import { recordVersion, Removed, type RecordedVersion } from './recording.ts'

/** A version that had waited for a later step to publish it. */
export interface ReleasedVersion {
  readonly package: string
  readonly version: string
  readonly promoted: boolean
}

/** The versions that have come into their records, and what says so to the store. */
export interface ReleasedVersions {
  readonly versions: readonly ReleasedVersion[]
  /** To be called once the version that was pushed is in its record, too. */
  readonly settle: () => Promise<void>
}

/**
 * Writes down the versions that became public with the one that is being pushed. What that is to be, latest or not, counts
 * for those of other packages as well; of its own package it is the one that counts.
 */
export async function recordReleased(store: Store, pushed: RecordedVersion): Promise<ReleasedVersions> {
  const { package: name, version, filename, promote } = pushed
  const { entries, settle } = await store.artifacts.released(artifactKey(name, version, filename))
  const found = await pMap(
    entries,
    async (entry): Promise<ReleasedVersion[]> => {
      const other = await otherIn(store, entry)
      if (other === undefined) return []
      const { package: otherName, version: otherVersion } = other
      const told = { package: otherName, version: otherVersion, promoted: false }
      if (otherName === name && otherVersion === version) return [told]
      try {
        const wanted = otherName === name ? 'no' : promote
        const { latest, previous } = await recordVersion(store, { ...other, promote: wanted })
        return [{ ...told, promoted: latest !== previous }]
      } catch (error) {
        // It stays removed; a reindex ends its removal.
        if (error instanceof Removed) return []
        throw error
      }
    },
    { concurrency: 8 }
  )
  const paths = entries.filter(({ path }) => parsePath(path) !== undefined).map(({ path }) => path)
  return {
    versions: found.flat(),
    settle: () => settle(paths)
  }
}

/** What a path holds; undefined where it is another format's, or gone again. */
async function otherIn(store: Store, { path }: Entry): Promise<Omit<RecordedVersion, 'promote'> | undefined> {
  const { package: name, version } = parsePath(path) ?? {}
  if (name === undefined || version === undefined) return undefined
  const filename = (await store.artifacts.find(artifactKey(name, version, name)))?.filename
  return filename === undefined ? undefined : { package: name, version, filename, localName: undefined }
}
