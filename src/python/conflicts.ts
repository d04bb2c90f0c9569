import { RegistryError } from '../errors.ts'
import { sizeError } from '../stores/body.ts'
import type { Store } from '../stores/store.ts'
import { isOwn, type IndexedFile } from './entries.ts'
import { filePath, recordPath } from './layout.ts'
import type { PageOnly } from './others.ts'
import type { Project } from './project.ts'
import type { Entry } from './record.ts'
import type { Stored, Upload } from './storing.ts'
import { NO_TOMBSTONES, readTombstones, type Tombstones } from './tombstones.ts'
import type { WantedBase } from './wanted-base.ts'

/** What to do where a file is there already. */
export type IfExists = 'same' | 'skip' | 'fail' | 'overwrite'

/** A file, or a project, that can't be published, and why. */
export interface Conflict {
  readonly what: string
  readonly error: RegistryError
}

/**
 * What of a project's push is refused before anything is sent, by the record as it was read; where that says that names were
 * removed, by those as well.
 */
export async function conflictsOf(
  store: Store,
  project: Project,
  uploads: readonly Upload[],
  options: Publishing
): Promise<Conflict[]> {
  const isLifted = options.ifExists === 'overwrite'
  const { files: removed } =
    project.record?.hasRemovals === true && !isLifted
      ? await readTombstones(store, project.folder)
      : NO_TOMBSTONES
  return uploads.flatMap((upload) =>
    removed.has(upload.file.filename)
      ? [{ what: upload.file.filename, error: removedError(store, project, upload) }]
      : conflictOf(store, project, upload, options)
  )
}

interface Publishing {
  readonly ifExists: IfExists
  readonly baseUrl: WantedBase
}

function conflictOf(
  store: Store,
  project: Project,
  { file, beside }: Upload,
  { ifExists, baseUrl }: Publishing
): Conflict[] {
  const what = file.filename
  const { refuses } = store.limits
  for (const name of [what, ...beside.map(({ filename }) => filename)]) {
    const reason = refuses(filePath(project.folder, name))
    if (reason !== undefined) return [{ what, error: noSuchPath(store, project, name, reason) }]
  }
  const misfit = sizeError(store, { file: what, size: file.size, tooLarge: TOO_LARGE })
  if (misfit !== undefined) return [{ what, error: misfit }]
  const entry = project.record?.entries.find(({ filename }) => filename === what)
  const other = baseUrl === undefined ? undefined : project.record?.entries.find(isOtherwise(baseUrl))
  if (other !== undefined) return [{ what, error: otherBaseUrl(store, project, other) }]
  if (entry === undefined) return []
  if (ifExists === 'fail') return [{ what, error: taken(store, project, what, 'exists already', FAIL_HINT) }]
  if (ifExists !== 'same' || isSame(entry, file)) return []
  return [{ what, error: otherBytesError(store, project, { file }) }]
}

/** Asks whether an entry says that the links of the index begin otherwise. One on somebody's release says nothing of that. */
function isOtherwise(baseUrl: string | null): (entry: Entry) => boolean {
  return (entry) => isOwn(entry) && (entry.baseUrl ?? null) !== baseUrl
}

/** True where an entry is of the same bytes. */
export function isSame({ digests, size }: Entry, file: Pick<IndexedFile, 'digests' | 'size'>): boolean {
  if (digests.sha256 !== undefined) return digests.sha256 === file.digests.sha256
  return digests.md5 !== undefined && digests.md5 === file.digests.md5 && size === file.size
}

const FAIL_HINT = 'Push another version, or set `if-exists: same` to accept the same bytes.'

function sameHint({ limits }: Store): string {
  const once = 'A file is written once: push another version.'
  return limits.replaces
    ? `${once} Only if nobody has installed this one yet, \`if-exists: overwrite\` replaces it.`
    : once
}

const TOO_LARGE = 'Make it smaller, or use another store: a bucket takes files of up to 5 TiB.'

function noSuchPath({ name }: Store, { folder }: Project, filename: string, reason: string): RegistryError {
  return new RegistryError('input', `${folder}/${filename} can't be stored in ${name}: it ${reason}`, {
    hint: 'Choose another `prefix`, or give the file a shorter name or version.'
  })
}

function taken(
  store: Store,
  { folder }: Pick<Project, 'folder'>,
  filename: string,
  what: string,
  hint: string
): RegistryError {
  return new RegistryError('conflict', `${filename} ${what} (${store.name}/${folder})`, { hint })
}

/** What was stored in vain: its name was removed, or came into the index from somebody's release, with other bytes. */
export function refusedOf(
  store: Store,
  project: Project,
  stored: readonly Stored[],
  { tombstones, entries }: { readonly tombstones: Tombstones; readonly entries: ReadonlyMap<string, Entry> }
): Map<Stored, RegistryError> {
  const errorOf = ({ upload }: Stored): RegistryError | undefined => {
    const { file } = upload
    if (tombstones.files.has(file.filename)) return removedError(store, project, upload)
    const entry = entries.get(file.filename)
    const isOther = entry?.source !== undefined && !isSame(entry, file)
    return isOther ? enteredError(store, project, upload) : undefined
  }
  const errors = stored.map((each) => [each, errorOf(each)] as const)
  return new Map(errors.flatMap(([each, error]) => (error === undefined ? [] : [[each, error] as const])))
}

/** The name came into the index from somebody's release, with other bytes. */
export function enteredError(
  store: Store,
  project: Pick<Project, 'folder'>,
  { file }: { readonly file: Pick<Upload['file'], 'filename'> }
): RegistryError {
  return taken(store, project, file.filename, 'was entered meanwhile with other bytes', sameHint(store))
}

/** What is stored under a name is not what is pushed. The record, as it is now, says what it is. */
export function otherBytesError(store: Store, project: Project, upload: Pick<Upload, 'file'>): RegistryError {
  const { filename } = upload.file
  const entry = project.record?.entries.find((each) => each.filename === filename)
  if (entry === undefined) return unlistedError(store, project, upload)
  if (isSame(entry, upload.file)) return exchangedError(store, project, upload)
  return taken(store, project, filename, 'exists already with other bytes', sameHint(store))
}

/** No record knows it. */
function unlistedError(store: Store, project: Project, { file }: Pick<Upload, 'file'>): RegistryError {
  return taken(
    store,
    project,
    file.filename,
    'is stored already with other bytes, and is not in the index',
    store.limits.holds
      ? 'If it waits in the draft of a release, delete that, with all that waits in it, and push again; or push another version.'
      : 'Run `mode: reindex`: it takes the file in, or says why it can not; then delete that by hand, and push again. Or push another version.'
  )
}

/** It is not what the record says, which is what is pushed. */
function exchangedError(
  store: Store,
  project: Pick<Project, 'folder'>,
  { file }: Pick<Upload, 'file'>
): RegistryError {
  return taken(
    store,
    project,
    file.filename,
    'is in the index, and other bytes are stored in its place',
    'Somebody has exchanged it by hand. Delete it there and push again, or run `mode: reindex`, which takes it as it is now.'
  )
}

/** The name was removed before. */
export function removedError(store: Store, project: Project, { file }: Upload): RegistryError {
  return taken(
    store,
    project,
    file.filename,
    'was removed, and a removed file stays taken',
    store.limits.replaces
      ? 'Push another version, or set `if-exists: overwrite` to take the name again.'
      : 'Push another version.'
  )
}

/** The project has no record, and a page with files all the same. */
export function pageOnlyError(store: Store, { project: { folder }, isOwn }: PageOnly): RegistryError {
  if (isOwn) return lostRecordError(store, folder)
  return new RegistryError(
    'conflict',
    `${store.name}/${folder} has the page of another tool, with files that a new page would lack`,
    { hint: 'Run `mode: reindex` once: it takes in what the other tool has stored.' }
  )
}

function lostRecordError(store: Store, folder: string): RegistryError {
  return new RegistryError(
    'conflict',
    `${store.name}/${recordPath(folder)} was deleted: a new one would lack the files that are there`,
    {
      hint: 'Run `mode: reindex` once: it makes the record anew of what is stored. Then yank again what was yanked.'
    }
  )
}

function otherBaseUrl(store: Store, { folder }: Project, { baseUrl }: Entry): RegistryError {
  return new RegistryError(
    'conflict',
    `the links of ${store.name}/${folder} ${baseUrl === undefined ? 'are relative' : `begin with ${baseUrl}`}`,
    {
      hint: 'Leave `base-url` out, or run `mode: reindex` once with the new one and for all projects: it changes the links of the whole index.'
    }
  )
}
