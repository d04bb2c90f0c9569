import { RegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { isForeign } from './entries.ts'
import type { Project } from './project.ts'
import type { Entry } from './record.ts'
import type { Upload } from './storing.ts'

/** What to do where a file is there already. */
export type IfExists = 'same' | 'skip' | 'fail' | 'overwrite'

/** A file, or a project, that can't be published, and why. */
export interface Conflict {
  readonly what: string
  readonly error: RegistryError
}

/** What of a push is refused before anything is sent, by the record as it was read. */
export function conflictsOf(
  store: Store,
  project: Project,
  { file }: Upload,
  { ifExists, baseUrl }: { readonly ifExists: IfExists; readonly baseUrl: string | undefined }
): Conflict[] {
  const what = file.filename
  const entry = project.record?.entries.find(({ filename }) => filename === what)
  const other = project.record?.entries.find((each) => !isForeign(each) && each.baseUrl !== baseUrl)
  if (baseUrl !== undefined && other !== undefined)
    return [{ what, error: otherBaseUrl(store, project, other) }]
  if (entry === undefined) return []
  if (ifExists === 'fail') return [{ what, error: taken(store, project, what, 'exists already', FAIL_HINT) }]
  if (ifExists !== 'same' || isSame(entry, file)) return []
  return [{ what, error: taken(store, project, what, 'exists already with other bytes', sameHint(store)) }]
}

/** True where an entry is of the same bytes. */
export function isSame({ digests, size }: Entry, file: Upload['file']): boolean {
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

function taken(
  store: Store,
  { folder }: Project,
  filename: string,
  what: string,
  hint: string
): RegistryError {
  return new RegistryError('conflict', `${filename} ${what} (${store.name}/${folder})`, { hint })
}

/** What is stored under a name is not what is pushed, and no record knows it. */
export function unlistedError(store: Store, project: Project, { file }: Upload): RegistryError {
  return taken(
    store,
    project,
    file.filename,
    'is stored already with other bytes, and is not in the index',
    store.limits.holds
      ? 'If it waits in the draft of a release, delete that, with all that waits in it, and push again; or push another version.'
      : 'Run `reindex` to see what it is, or push another version.'
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

/** The project has no record, and a page of another tool. */
export function pageOnlyError(store: Store, { folder }: Project): RegistryError {
  return new RegistryError(
    'conflict',
    `${store.name}/${folder} has the page of another tool, with files that a new page would lack`,
    { hint: 'Run `reindex` once: it takes in what the other tool has stored.' }
  )
}

function otherBaseUrl(store: Store, { folder }: Project, { baseUrl }: Entry): RegistryError {
  return new RegistryError(
    'conflict',
    `the links of ${store.name}/${folder} ${baseUrl === undefined ? 'are relative' : `begin with ${baseUrl}`}`,
    {
      hint: 'Leave `base-url` out, or run `reindex` once with the new one: it changes the links of the whole index.'
    }
  )
}
