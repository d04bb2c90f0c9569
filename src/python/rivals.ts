import { RegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { digestsOf } from './indexing.ts'
import type { Entry } from './record.ts'
import { placeIn, type ReleasedFile, type ReleasedFiles } from './released.ts'

/** What is told of files that are in an index under a name, while others of that name lie on releases. */
export interface Rivals {
  /** The names, each with where the other file is. */
  readonly conflicts: readonly { readonly filename: string; readonly error: RegistryError }[]
  /** Files of which all had to be read, since their digest was known nowhere. */
  readonly hashed: number
}

/**
 * Finds files on releases that have the name of one in the index, and other bytes. The first one stays, wherever it came
 * from.
 */
export async function rivalsOf(
  store: Store,
  entries: readonly Entry[],
  files: ReleasedFiles
): Promise<Rivals> {
  const conflicts: { filename: string; error: RegistryError }[] = []
  let hashed = 0
  for (const entry of files.size === 0 ? [] : entries) {
    for (const file of files.get(entry.filename) ?? []) {
      if (file.listed.revision === entry.revision || file.url === entry.url) continue
      let same = isSame(entry, file)
      if (same === undefined) {
        same = await hasDigest(store, entry, file)
        hashed += 1
      }
      if (!same) conflicts.push({ filename: entry.filename, error: conflict(entry, file) })
    }
  }
  return { conflicts, hashed }
}

/** Undefined where only its bytes tell. */
function isSame({ size, digests: { sha256 } }: Entry, { listed }: ReleasedFile): boolean | undefined {
  if (size !== listed.size) return false
  if (sha256 === undefined) return true
  return listed.digest === undefined ? undefined : listed.digest === `sha256:${sha256}`
}

/** One that is gone meanwhile is no rival. */
async function hasDigest(store: Store, { digests }: Entry, { key }: ReleasedFile): Promise<boolean> {
  const opened = await store.artifacts.open(key)
  return opened === undefined || (await digestsOf(opened.body)).sha256 === digests.sha256
}

function conflict({ source }: Entry, { source: other }: ReleasedFile): RegistryError {
  const first = source === undefined ? 'was pushed to the index' : `lies on ${placeIn(source)}`
  return new RegistryError(
    'conflict',
    `${placeIn(other)} has other bytes under that name than the file that ${first}`,
    { hint: 'The first one stays in the index. Give one of them another version.' }
  )
}
