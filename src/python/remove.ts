import pMap from 'p-map'
import type { ArtifactKey, Render, Revision, Store } from '../stores/store.ts'
import { update } from '../stores/update.ts'
import { nextEntries } from './describing.ts'
import { stamped } from './entries.ts'
import { filePath, namesBeside, recordPath } from './layout.ts'
import { nextSerial, projectRender, recordOf, type Project } from './project.ts'
import { serializeRecord } from './record.ts'
import { leaveProjects } from './root.ts'
import { keyOf } from './storing.ts'
import { bury, lift, NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'

/**
 * Removes files of a project, named with their versions: their names are written down as removed, then they leave the
 * record and the pages, then the root where nothing is left, and at last they go themselves. Killed in between, nothing
 * is listed that is gone, and the same step completes it.
 */
export async function removeFiles(
  store: Store,
  project: Project,
  files: ReadonlyMap<string, string>
): Promise<void> {
  const serial = (project.record?.serial ?? 0) + 1
  await bury(
    store,
    project.folder,
    new Map([...files].map(([filename, version]) => [filename, { version, serial }]))
  )
  await endRemovals(store, project, files)
}

/** Goes on where the names of removed files are written down, as it does for any of them whose removal was broken off. */
export async function endRemovals(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  files: ReadonlyMap<string, string>
): Promise<void> {
  // Looked at before the record says that they are gone: what is stored under the names later is somebody else's.
  const listed = await storedFiles(store, project, files)
  const stored = await lookedUp(
    store,
    listed.map(({ key }) => key)
  )
  const { left, tombstones } = await unlist(store, project)
  if (left === 0) await leaveProjects(store, [project.folder], isEmptyIn(store))
  // So is what lies there where somebody has given the name free meanwhile, which takes it off the list.
  const buried = new Set([...tombstones.files.keys()].flatMap(namesBeside))
  await deleteFiles(
    store,
    stored.filter(({ key }) => buried.has(key.filename))
  )
}

/** Removes files and gives their names free, so that other bytes can take them. */
export async function clearFiles(
  store: Store,
  project: Project,
  files: ReadonlyMap<string, string>
): Promise<void> {
  await removeFiles(store, project, files)
  await lift(store, project.folder, [...files.keys()])
}

/** Deletes artifacts that are still in the state they were seen in. */
export async function deleteFiles(
  store: Store,
  files: readonly { readonly key: ArtifactKey; readonly revision: Revision }[]
): Promise<void> {
  await Promise.all(files.map(({ key, revision }) => store.artifacts.remove(key, revision)))
}

/** Takes everything that was buried off the record. Returns how many files are left, and what was buried then. */
async function unlist(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>
): Promise<{ left: number; tombstones: Tombstones }> {
  let tombstones: Tombstones = NO_TOMBSTONES
  let left = 0
  const render: Render = (bytes) => projectRender(store, project, tombstones)(bytes)
  await update(
    store.documents,
    recordPath(project.folder),
    async (bytes) => {
      const current = recordOf(store, project.folder, bytes)
      tombstones = await readTombstones(store, project.folder)
      const kept = (current?.entries ?? []).filter(({ filename }) => !tombstones.files.has(filename))
      left = kept.length
      const serial = await nextSerial(store, project.name, current)
      const next = await nextEntries(store, project, { entries: kept, serial })
      const entries = stamped(next, { before: current?.entries ?? [], serial })
      // Always another state, so that every push which read the record before the tombstones has to look again.
      return serializeRecord({ entries, serial, hasRemovals: true })
    },
    { render, message: () => `remove files of ${project.name}` }
  )
  // Pages of what a removal that was killed has taken off the record are none that this swap changed.
  await store.documents.complete(recordPath(project.folder), render)
  return { left, tombstones }
}

/** Asks whether the record in a folder has no files. One that is not there is a project about to come, and not empty. */
export function isEmptyIn(store: Store): (folder: string) => Promise<boolean> {
  return async (folder) => {
    const { body } = await store.documents.read(recordPath(folder))
    return recordOf(store, folder, body)?.entries.length === 0
  }
}

/** What is stored under the keys, each looked at by itself, so that a removal knows who has written it. */
export async function lookedUp(
  store: Store,
  keys: readonly ArtifactKey[]
): Promise<{ key: ArtifactKey; revision: Revision }[]> {
  const found = await pMap(keys, (key) => store.artifacts.find(key, { toRemove: true }), { concurrency: 16 })
  return keys.flatMap((key, index) => {
    const revision = found[index]?.revision
    return revision === undefined ? [] : [{ key, revision }]
  })
}

/** The files that are stored under the names, and beside them. */
export async function storedFiles(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  files: ReadonlyMap<string, string>
): Promise<{ key: ArtifactKey; revision: Revision }[]> {
  const storedOf = async ([filename, version]: readonly [string, string]) => {
    const found: { key: ArtifactKey; revision: Revision }[] = []
    const keys = new Map(
      namesBeside(filename).map((name) => [filePath(project.folder, name), keyOf(project, version, name)])
    )
    for await (const { path, revision } of store.list(filePath(project.folder, filename))) {
      const key = keys.get(path)
      if (key !== undefined) found.push({ key, revision })
    }
    return found
  }
  return (await pMap(files, storedOf, { concurrency: 16 })).flat()
}
