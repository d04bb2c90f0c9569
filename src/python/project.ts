import type { DocumentState, Page, Render, Store } from '../stores/store.ts'
import { emptiedOf } from './gone.ts'
import { JSON_ROOT, recordPath } from './layout.ts'
import { renderProject } from './pages/project.ts'
import { parseRecord, type ProjectRecord } from './record.ts'
import { serialOf } from './serials.ts'
import { NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'

/** A project, where it lies, and its record as it was read. */
export interface Project {
  /** Normalised. */
  readonly name: string
  readonly folder: string
  readonly state: DocumentState
  readonly record: ProjectRecord | undefined
}

/** Reads the record of the project in a folder. Throws `corrupt` where it is none. */
export async function readProject(store: Store, name: string, folder: string): Promise<Project> {
  const state = await store.documents.read(recordPath(folder))
  return { name, folder, state, record: recordOf(store, folder, state.body) }
}

/** The record in the bytes of a document that was read inside an update. */
export function recordOf(
  store: Store,
  folder: string,
  body: Uint8Array | undefined
): ProjectRecord | undefined {
  return body === undefined ? undefined : parseRecord(body, placeOf(store, folder))
}

/** How the pages of a project come from its record; the tombstones say which versions were emptied. */
export function projectRender(
  store: Store,
  { name, folder }: Pick<Project, 'name' | 'folder'>,
  tombstones: Tombstones = NO_TOMBSTONES
): Render {
  return (bytes) => pagesOf({ name, folder }, parseRecord(bytes, placeOf(store, folder)), tombstones)
}

/** The pages of a record. */
export function pagesOf(
  { name, folder }: Pick<Project, 'name' | 'folder'>,
  record: ProjectRecord,
  tombstones: Tombstones = NO_TOMBSTONES
): readonly Page[] {
  return renderProject({ name, folder, record, emptied: emptiedOf(record.entries, tombstones) })
}

/** Brings the pages of a project up to its record, which stays as it is. */
export async function completePages(store: Store, project: Project): Promise<void> {
  const { folder, record } = project
  if (record === undefined) return
  const tombstones = record.hasRemovals ? await readTombstones(store, folder) : NO_TOMBSTONES
  await store.documents.complete(recordPath(folder), projectRender(store, project, tombstones))
}

/**
 * The serial of the next state of a record: higher than any that was in it, or in its pages where another tool wrote the
 * record and left none. So no state, and no page, ever has the bytes of an earlier one. A project that is new has no
 * pages to look at.
 */
export async function nextSerial(
  store: Store,
  name: string,
  record: ProjectRecord | undefined,
  { isNew = false }: { isNew?: boolean } = {}
): Promise<number> {
  if (record === undefined && isNew) return 1
  if (record !== undefined && record.serial > 0) return record.serial + 1
  for (const page of serialPages(store, name)) {
    const { body } = await store.documents.read(page)
    const serial = body === undefined ? undefined : serialOf(body)
    if (serial !== undefined) return serial + 1
  }
  return 1
}

/** Whether a listing shows such a page: what is left of a record that was lost. */
export function hasSerialPage(store: Store, name: string, listed: Pick<ReadonlySet<string>, 'has'>): boolean {
  return serialPages(store, name).some((page) => listed.has(page))
}

/**
 * Where the page of a project, by its normalised name, may lie that tells the last serial where the record does not: no other
 * tool writes it. A service that seems to hold pages under a slash may have refused that one.
 */
function serialPages({ limits }: Store, name: string): string[] {
  const path = `${JSON_ROOT}${name}/`
  return [...(limits.holdsPage(path) ? [path] : []), `${path}index.json`]
}

function placeOf(store: Store, folder: string): string {
  return `${store.name}/${recordPath(folder)}`
}
