import { buffer } from 'node:stream/consumers'
import pMap from 'p-map'
import { sha256 } from '../digest.ts'
import { isRegistryError } from '../errors.ts'
import type { Problem } from '../format.ts'
import type { Store } from '../stores/store.ts'
import { sha256Of } from '../transfer/stream.ts'
import { artifactSource } from './distributions/source.ts'
import { readWheel } from './distributions/wheel.ts'
import { metadataName } from './layout.ts'
import type { ListedFolder } from './listing.ts'
import type { Project } from './project.ts'
import type { Entry } from './record.ts'
import { keyOf, keyOfEntry } from './storing.ts'

/** What is wrong with a file's bytes, and with the metadata beside it. */
export async function damageOf(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  entry: Entry,
  listed: ListedFolder
): Promise<Problem[]> {
  try {
    return await damageIn(store, project, entry, listed)
  } catch (error) {
    if (!isRegistryError(error, 'corrupt')) throw error
    return [
      {
        package: project.name,
        version: entry.version,
        what: `can't be read: ${error.message}`,
        fix: error.hint
      }
    ]
  }
}

async function damageIn(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  entry: Entry,
  { files }: ListedFolder
): Promise<Problem[]> {
  const { filename, version, digests, coreMetadata } = entry
  const say = (what: string, fix: string) => [
    { package: project.name, version, what: `${filename} ${what}`, fix }
  ]
  const key = keyOfEntry(project, entry)
  const opened = await store.artifacts.open(key)
  if (opened === undefined) return []
  if (digests.sha256 !== undefined && (await sha256Of(opened.body)) !== digests.sha256)
    return say('has other bytes than were pushed', 'Remove this version and push another one.')
  opened.body.destroy()
  if (coreMetadata === undefined || !files.has(metadataName(filename))) return []
  const beside = await store.artifacts.open(keyOf(project, version, metadataName(filename)))
  if (beside === undefined) return []
  const stored = sha256(await buffer(beside.body))
  if (stored !== coreMetadata) return say('has other metadata beside it than the index says', FULL)
  const source = artifactSource(store.artifacts, key, opened.artifact.size)
  const { metadataBytes } = await readWheel(source, filename)
  return sha256(metadataBytes) === stored ? [] : say('has other metadata in it than beside it', FULL)
}

const FULL = 'Reindex with `full: true` puts the metadata right.'

/**
 * The names of files that are in another state than the record says, and have the same bytes: somebody has copied the index,
 * or put the file there again.
 */
export async function copiedOf(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  entries: readonly Entry[],
  { files }: ListedFolder
): Promise<ReadonlySet<string>> {
  const doubtful = entries.filter((entry) => {
    const file = files.get(entry.filename)
    return file !== undefined && file.revision !== entry.revision && file.size === entry.size
  })
  const same = await pMap(doubtful, (entry) => hasItsBytes(store, project, entry), { concurrency: 4 })
  return new Set(doubtful.filter((_, index) => same[index] === true).map(({ filename }) => filename))
}

async function hasItsBytes(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  entry: Entry
): Promise<boolean> {
  const { sha256: expected } = entry.digests
  const key = keyOfEntry(project, entry)
  const found = expected === undefined ? undefined : await store.artifacts.find(key)
  if (found === undefined) return false
  if (found.sha256 !== undefined && !found.altered) return found.sha256 === expected
  const opened = await store.artifacts.open(key)
  return opened !== undefined && (await sha256Of(opened.body)) === expected
}
