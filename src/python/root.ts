import * as v from 'valibot'
import { isRegistryError, messageOf, RegistryError } from '../errors.ts'
import { update } from '../stores/update.ts'
import type { DocumentState, Render, Store } from '../stores/store.ts'
import { ROOT_RECORD } from './layout.ts'
import { lastSegments } from './links.ts'
import { nameProblem, normalizeName } from './names.ts'
import { renderRoot } from './pages/root.ts'
import { serialOf } from './serials.ts'
import { baseOf, type WantedBase } from './wanted-base.ts'

/** The record of an index: which projects there are. It changes only when one comes or goes. */
export interface RootRecord {
  /** The projects' folders, sorted: normalised names, or what Stick called them. */
  readonly projects: readonly string[]
  /** What absolute links begin with, ending in `/`; undefined: links are relative. */
  readonly baseUrl: string | undefined
  readonly serial: number
}

/** What the root says: its record, and what another tool has put on its page. */
export interface RootView {
  readonly state: DocumentState
  readonly record: RootRecord | undefined
  /** The folders of all projects, sorted; those on another tool's page included. */
  readonly folders: readonly string[]
  /** What another tool's page has. Until it is replaced, it counts. */
  readonly foreign: readonly string[]
}

/** Reads the root. Throws `corrupt` where its record can't be read; where a reader is `tolerant`, that counts as none. */
export async function viewRoot(store: Store, { tolerant = false } = {}): Promise<RootView> {
  const [state, foreign] = await Promise.all([store.documents.read(ROOT_RECORD), projectsOnPage(store)])
  const parse = tolerant ? tolerantRoot : parseRoot
  const record = state.body === undefined ? undefined : parse(store, state.body)
  return { state, record, folders: withProjects(record?.projects ?? [], foreign).sort(), foreign }
}

/** The root's record alone; undefined where there is none. Throws `corrupt` where it can't be read. */
export async function readRoot(store: Store): Promise<RootRecord | undefined> {
  const { body } = await store.documents.read(ROOT_RECORD)
  return body && parseRoot(store, body)
}

/** How the pages of the root come from its record; one that can't be read has none. */
export function rootRender(store: Store): Render {
  return (bytes) => {
    const record = tolerantRoot(store, bytes)
    return record === undefined ? [] : renderRoot(record)
  }
}

/** The folder of a project (by its normalised name) that the root knows of; undefined where it knows of none. */
export function folderIn({ folders }: RootView, name: string): string | undefined {
  return folders.find((folder) => normalizeName(folder) === name)
}

/**
 * Enters projects into the root by their folders, before their own records are created, so that a record that exists is
 * listed. A project that is there under another spelling stays as it is, and projects that another tool put into the
 * root's page come along. Throws `conflict` for a `baseUrl` that is not the index's.
 */
export async function enterProjects(
  store: Store,
  folders: readonly string[],
  { baseUrl, view, recorded, again = false }: Entering
): Promise<RootRecord> {
  const { state, foreign } = view ?? (await viewRoot(store))
  return changeRoot(
    store,
    (current) => {
      assertBaseUrl(store, current, baseUrl)
      const projects = withProjects(current?.projects ?? [], [...foreign, ...folders])
      return Promise.resolve({ projects, baseUrl: current?.baseUrl ?? baseUrl ?? undefined })
    },
    { first: state, recorded, always: again }
  )
}

/** How projects enter. */
export interface Entering {
  readonly baseUrl: WantedBase
  /** The root as it was read already. */
  readonly view?: RootView | undefined
  /** Called once the record has the projects, while the root's pages may still be on their way. */
  readonly recorded?: (root: RootRecord) => void
  /**
   * True for projects whose records have just been filled, and were empty before: whoever is about to take them off the root
   * since then has to look again, so the root gets another state also where they are on it.
   */
  readonly again?: boolean
}

/**
 * The same for what a reindex has found, whose spelling of a project counts; a `baseUrl` replaces the one there is, and a
 * record that can't be read is made anew.
 */
export async function resetRoot(
  store: Store,
  folders: readonly string[],
  { baseUrl, view }: Pick<Entering, 'baseUrl' | 'view'>
): Promise<RootRecord> {
  const { state, foreign } = view ?? (await viewRoot(store, { tolerant: true }))
  const next = (current: RootRecord | undefined) =>
    Promise.resolve({
      projects: withProjects(folders, [...(current?.projects ?? []), ...foreign]),
      baseUrl: baseOf(baseUrl, current?.baseUrl)
    })
  return changeRoot(store, next, { first: state, replace: true })
}

/**
 * Takes projects off the root, those that `isEmpty` still says are empty. It is asked inside the update, and again after
 * it: a push may have filled a project after it was seen empty, and before it left; then it is entered again. Answers which
 * of them were on the root, and are not now.
 */
export async function leaveProjects(
  store: Store,
  folders: readonly string[],
  isEmpty: (folder: string) => Promise<boolean>
): Promise<string[]> {
  const emptyOf = async (these: readonly string[]): Promise<Set<string>> => {
    const checked = await Promise.all(these.map(async (folder) => ((await isEmpty(folder)) ? [folder] : [])))
    return new Set(checked.flat())
  }
  if ((await emptyOf(folders)).size === 0) return []
  let left = new Set<string>()
  let before: readonly string[] = []
  await changeRoot(store, async (current) => {
    left = await emptyOf(folders)
    before = current?.projects ?? []
    const projects = before.filter((folder) => !left.has(folder))
    return { projects, baseUrl: current?.baseUrl }
  })
  const still = await emptyOf([...left])
  const filled = [...left].filter((folder) => !still.has(folder))
  if (filled.length > 0) await enterProjects(store, filled, { baseUrl: undefined })
  return before.filter((folder) => still.has(folder))
}

/** Folders, and more of them; a project that is there under another spelling stays as it is. */
function withProjects(folders: readonly string[], more: readonly string[]): string[] {
  const known = new Map<string, string>()
  for (const folder of [...folders, ...more]) {
    const name = normalizeName(folder)
    if (!known.has(name)) known.set(name, folder)
  }
  return [...known.values()]
}

interface Changing {
  readonly first?: DocumentState
  readonly recorded?: ((root: RootRecord) => void) | undefined
  /** True where the root gets another state in any case. */
  readonly always?: boolean
  /** True where a record that can't be read is made anew. */
  readonly replace?: boolean
}

async function changeRoot(
  store: Store,
  next: (current: RootRecord | undefined) => Promise<Omit<RootRecord, 'serial'>>,
  { first, recorded, always = false, replace = false }: Changing = {}
): Promise<RootRecord> {
  let result: RootRecord = { projects: [], baseUrl: undefined, serial: 0 }
  await update(
    store.documents,
    ROOT_RECORD,
    async (bytes) => {
      const parse = replace ? tolerantRoot : parseRoot
      const current = bytes === undefined ? undefined : parse(store, bytes)
      const { projects, baseUrl } = await next(current)
      const sorted = [...new Set(projects)].sort()
      const same = current?.baseUrl === baseUrl && sorted.join('\n') === current?.projects.join('\n')
      if (same && !always) {
        result = current
        return undefined
      }
      result = { projects: sorted, baseUrl, serial: (current?.serial ?? 0) + 1 }
      return serializeRoot(result)
    },
    {
      render: rootRender(store),
      first,
      recorded: () => {
        recorded?.(result)
      },
      message: () => 'change the list of projects'
    }
  )
  return result
}

/** The root's page, where it is another tool's: what is on it counts, until it is replaced. */
async function projectsOnPage({ documents, limits }: Store): Promise<string[]> {
  const { body } = await documents.read(limits.holdsPage('') ? '' : 'index.html')
  if (body === undefined || serialOf(body) !== undefined) return []
  return lastSegments(body).filter((folder) => nameProblem(folder) === undefined)
}

/** Throws `conflict` for a `baseUrl` that is given, and is not that of the index. */
export function assertBaseUrl(store: Store, current: RootRecord | undefined, baseUrl: WantedBase): void {
  if (current === undefined || current.baseUrl === baseOf(baseUrl, current.baseUrl)) return
  throw new RegistryError(
    'conflict',
    `the links of ${store.name} begin with ${inWords(current.baseUrl)}, not with ${inWords(baseUrl)}`,
    {
      hint: 'Leave `base-url` out, or run `mode: reindex` once with the new one and for all projects: it changes the links of the whole index.'
    }
  )
}

function inWords(baseUrl: WantedBase): string {
  return baseUrl ?? 'nothing (they are relative)'
}

const schema = v.object({
  projects: v.array(v.string()),
  'base-url': v.nullish(v.string()),
  serial: v.pipe(v.number(), v.integer(), v.minValue(0))
})

/** The root record in the bytes of a document. Throws `corrupt` where it is none. */
export function parseRoot(store: Store, bytes: Uint8Array): RootRecord {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), Buffer.from(bytes).toString('utf8'))
  if (!parsed.success) {
    const place = `${store.name}/${ROOT_RECORD}`
    throw new RegistryError(
      'corrupt',
      `${place} is no list of projects (${messageOf(parsed.issues[0].message)})`,
      {
        hint: 'Run `mode: reindex`: it makes it anew from the projects that are stored. Set `base-url` again if links begin with one.'
      }
    )
  }
  const { projects, serial, 'base-url': baseUrl } = parsed.output
  return {
    projects: projects.filter((folder) => nameProblem(folder) === undefined),
    baseUrl: baseUrl ?? undefined,
    serial
  }
}

function tolerantRoot(store: Store, bytes: Uint8Array): RootRecord | undefined {
  try {
    return parseRoot(store, bytes)
  } catch (error) {
    if (isRegistryError(error, 'corrupt')) return undefined
    throw error
  }
}

function serializeRoot({ projects, baseUrl, serial }: RootRecord): Uint8Array {
  const document = { serial, 'base-url': baseUrl ?? null, projects }
  return Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`)
}
