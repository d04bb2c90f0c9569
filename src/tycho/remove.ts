import pMap from 'p-map'
import { RegistryError } from '../errors.ts'
import type { Selection } from '../format.ts'
import { update } from '../stores/update.ts'
import type { Store } from '../stores/store.ts'
import { artifactKey, recordPath } from './names.ts'
import { changeRecord } from './record.ts'
import { noPackage, noVersion, recordOf, versionsOf } from './registry.ts'
import { newestFirst } from './versions.ts'

/**
 * Removes versions: first their names are written down as removed, then their artifacts go. Killed in between, nothing
 * is served that is half gone, and the same step completes it. Returns the versions removed, newest first.
 * Throws `conflict` for the version that is latest, `not-found` for one that is not there.
 */
export async function removeVersions(store: Store, name: string, selection: Selection): Promise<string[]> {
  let going: string[] = []
  const next = async (current: Uint8Array | undefined) => {
    const record = recordOf(store, name, current)
    const stored = newestFirst(await versionsOf(store, name, []))
    if (record === undefined && stored.length === 0) throw noPackage(store, name)
    const removed = record?.removed ?? []
    const latest = record?.latest ?? null
    going =
      selection.kind === 'keep'
        ? beyond(stored, removed, latest, selection.keep)
        : newestFirst(new Set(selection.versions))
    for (const version of going) {
      if (version === latest) throw isLatest(store, name, version)
      if (!stored.includes(version) && !removed.includes(version))
        throw await noVersion(store, { package: name, version }, removed)
    }
    const all = [...removed, ...going.filter((version) => !removed.includes(version))]
    if (all.length === removed.length) return undefined
    return changeRecord(
      record,
      record === undefined ? { localname: fallbackName(name), latest: null, removed: all } : { removed: all }
    )
  }
  await update(store.documents, recordPath(name), next, {
    message: () => `remove ${name} ${going.join(', ')}`
  })
  await endRemovals(store, name, going)
  return going
}

/**
 * Deletes the artifacts of those versions that the record says were removed, and answers which ones were there. They
 * are looked at before the record is, and deleted as they were then: what is pushed under a name that is taken again
 * stays.
 */
export async function endRemovals(
  store: Store,
  name: string,
  versions: readonly string[]
): Promise<string[]> {
  const keys = versions.map((version) => artifactKey(name, version, name))
  const found = await pMap(
    keys,
    async (key) => ({ key, artifact: await store.artifacts.find(key, { toRemove: true }) }),
    CONCURRENCY
  )
  const { body } = await store.documents.read(recordPath(name))
  const removed = recordOf(store, name, body)?.removed ?? []
  const ended = await pMap(
    found,
    async ({ key, artifact }) => {
      if (artifact === undefined || !removed.includes(key.version)) return []
      await store.artifacts.remove(key, artifact.revision)
      return [key.version]
    },
    CONCURRENCY
  )
  return ended.flat()
}

const CONCURRENCY = { concurrency: 16 }

/** What lies behind the newest `keep` ones; versions that a killed removal left behind go as well. */
function beyond(
  stored: readonly string[],
  removed: readonly string[],
  latest: string | null,
  keep: number
): string[] {
  const alive = stored.filter((version) => !removed.includes(version))
  const kept = new Set([...alive.slice(0, keep), latest])
  return stored.filter((version) => !kept.has(version))
}

/** A package without a record gets one that says what was removed; nothing knows the name of its file. */
function fallbackName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

function isLatest(store: Store, name: string, version: string): RegistryError {
  return new RegistryError(
    'conflict',
    `${name} ${version} is the latest version in ${store.name} and can't be removed`,
    {
      hint: 'Promote another version first (`mode: promote`).'
    }
  )
}
