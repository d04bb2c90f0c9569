import { buffer } from 'node:stream/consumers'
import { isRegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { baseUrlOf } from './base-url.ts'
import { parseMetadata } from './distributions/metadata.ts'
import { claimed, withOneDescription } from './entries.ts'
import { metadataName } from './layout.ts'
import type { Project } from './project.ts'
import { changeEntry, type Entry } from './record.ts'
import { latestVersion } from './releases.ts'
import { keyOf } from './storing.ts'
import { versionKey } from './versions.ts'

/**
 * The entries as a record's next state has them: those that another tool wrote with its serial, and one description among
 * them, that of the latest version. Records that only get more entries do not need to look for that.
 */
export async function nextEntries(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  { entries, serial }: { readonly entries: readonly Entry[]; readonly serial: number }
): Promise<Entry[]> {
  const baseUrl = await baseUrlOf(store, entries)
  return withOneDescription(await describeLatest(store, project, claimed(entries, { serial, baseUrl })))
}

/**
 * The entries with a description for the latest version. Another version may have become the latest, whose description
 * the record has not kept: then it is read from the metadata beside one of its wheels, where there is any.
 */
async function describeLatest(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  entries: readonly Entry[]
): Promise<readonly Entry[]> {
  const latest = latestVersion(entries)
  const release = entries.filter(
    ({ version }) => latest !== undefined && versionKey(version) === versionKey(latest)
  )
  if (release.some(({ info }) => info.description !== '')) return entries
  const described = release.find(
    ({ coreMetadata, source }) => coreMetadata !== undefined && source === undefined
  )
  const description = described === undefined ? '' : await descriptionOf(store, project, described)
  if (description === '') return entries
  return entries.map((entry) => (entry === described ? changeEntry(entry, { description }) : entry))
}

async function descriptionOf(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  { filename, version }: Entry
): Promise<string> {
  const key = keyOf(project, version, metadataName(filename))
  try {
    const opened = await store.artifacts.open(key)
    if (opened === undefined) return ''
    return parseMetadata(await buffer(opened.body), key.path).description ?? ''
  } catch (error) {
    // What is wrong with it is for a check to say.
    if (isRegistryError(error, 'corrupt')) return ''
    throw error
  }
}
