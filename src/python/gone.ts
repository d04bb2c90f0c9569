import pMap from 'p-map'
import * as v from 'valibot'
import type { Store } from '../stores/store.ts'
import type { ListedFolder } from './listing.ts'
import { canHavePage, type Emptied } from './pages/versions.ts'
import type { Entry } from './record.ts'
import type { Tombstones } from './tombstones.ts'

/** Versions, as they were spelt, of which no file is left: their pages must not go on naming one. */
export function emptiedOf(entries: readonly Entry[], { files, versions }: Tombstones): Emptied[] {
  const alive = new Set(entries.map(({ version }) => version))
  const emptied = new Map<string, Emptied>()
  const gone = [
    ...files.values(),
    ...[...versions].map(([version, serial]): Emptied => ({ version, serial }))
  ]
  for (const { version, serial } of gone) {
    if (alive.has(version)) continue
    const known = emptied.get(version)
    if (known === undefined || known.serial < serial) emptied.set(version, { version, serial })
  }
  return [...emptied.values()].sort((one, other) => (one.version < other.version ? -1 : 1))
}

/** Versions that may have pages, and that neither a file nor a tombstone speaks for. */
export function forgottenIn(
  { versions }: Pick<ListedFolder, 'versions'>,
  entries: readonly Entry[],
  tombstones: Tombstones
): string[] {
  if (versions.size === 0) return []
  const known = new Set([
    ...entries.map(({ version }) => version),
    ...emptiedOf(entries, tombstones).map(({ version }) => version)
  ])
  return [...versions].filter((version) => !known.has(version) && canHavePage(version))
}

/** Those versions of a project that do have pages: somebody else's folders are left alone. */
export async function withPages(
  store: Store,
  folder: string,
  versions: readonly string[]
): Promise<string[]> {
  const pageOf = async (version: string) => {
    const { body } = await store.documents.read(`${folder}/${version}/json`)
    return body !== undefined && isPage(body) ? [version] : []
  }
  return (await pMap(versions, pageOf, { concurrency: 16 })).flat()
}

const pageSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ info: v.object({ version: v.string() }), urls: v.array(v.unknown()) })
)

/** True for Warehouse's JSON of a version, whoever made it. */
function isPage(body: Uint8Array): boolean {
  return v.is(pageSchema, Buffer.from(body).toString('utf8'))
}

/** Versions whose last files a record is about to lose otherwise than by a removal. */
export function losing(before: readonly Entry[], after: readonly Entry[], { files }: Tombstones): string[] {
  const alive = new Set(after.map(({ version }) => version))
  const lost = before.filter(({ filename, version }) => !alive.has(version) && !files.has(filename))
  return [...new Set(lost.map(({ version }) => version))].filter(canHavePage)
}
