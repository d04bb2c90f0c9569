import * as v from 'valibot'
import { messageOf, RegistryError } from '../errors.ts'
import { update } from '../stores/update.ts'
import type { Store } from '../stores/store.ts'
import { tombstonesPath } from './layout.ts'

/** What stays of a removed file: its name is taken until somebody lifts it. */
export interface Tombstone {
  /** As its metadata spelt it. */
  readonly version: string
  /** One more than the record's serial when the removal began: what the emptied pages of the version carry. */
  readonly serial: number
}

/** What stays of what has gone from a project. */
export interface Tombstones {
  /** The removed files, by name. */
  readonly files: ReadonlyMap<string, Tombstone>
  /**
   * Versions whose files have gone otherwise, deleted by hand: their names are free, and their emptied pages carry this
   * serial.
   */
  readonly versions: ReadonlyMap<string, number>
}

/** Nothing has gone. */
export const NO_TOMBSTONES: Tombstones = { files: new Map(), versions: new Map() }

/** What has gone from the project in a folder. Throws `corrupt` where that can't be read. */
export async function readTombstones(store: Store, folder: string): Promise<Tombstones> {
  const { body } = await store.documents.read(tombstonesPath(folder))
  return parseTombstones(store, folder, body)
}

/** Writes down files as removed, before anything of them goes. Returns all of the project. */
export function bury(store: Store, folder: string, files: Tombstones['files']): Promise<Tombstones> {
  return change(store, folder, (known) => {
    const added = [...files].filter(([filename]) => !known.files.has(filename))
    return added.length === 0 ? undefined : { ...known, files: new Map([...known.files, ...added]) }
  })
}

/** Writes down versions whose files have gone without a removal, before their pages are emptied. */
export function noteGone(
  store: Store,
  folder: string,
  versions: Tombstones['versions']
): Promise<Tombstones> {
  return change(store, folder, (known) => {
    const added = [...versions].filter(([version, serial]) => serial > (known.versions.get(version) ?? -1))
    return added.length === 0 ? undefined : { ...known, versions: new Map([...known.versions, ...added]) }
  })
}

/** Gives removed names free again. Returns those that stay taken. */
export function lift(store: Store, folder: string, filenames: readonly string[]): Promise<Tombstones> {
  return change(store, folder, (known) => {
    const kept = [...known.files].filter(([filename]) => !filenames.includes(filename))
    return kept.length === known.files.size ? undefined : { ...known, files: new Map(kept) }
  })
}

async function change(
  store: Store,
  folder: string,
  next: (known: Tombstones) => Tombstones | undefined
): Promise<Tombstones> {
  let result = NO_TOMBSTONES
  const apply = (current: Uint8Array | undefined) => {
    const known = parseTombstones(store, folder, current)
    const changed = next(known)
    result = changed ?? known
    return Promise.resolve(changed === undefined ? undefined : serialize(changed))
  }
  await update(store.documents, tombstonesPath(folder), apply, {
    message: () => `write down what was removed from ${folder}`
  })
  return result
}

const serialSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const schema = v.object({
  files: v.record(v.string(), v.object({ version: v.string(), serial: serialSchema })),
  versions: v.optional(v.record(v.string(), serialSchema), {})
})

function parseTombstones(store: Store, folder: string, body: Uint8Array | undefined): Tombstones {
  if (body === undefined) return NO_TOMBSTONES
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), Buffer.from(body).toString('utf8'))
  if (parsed.success) {
    const { files, versions } = parsed.output
    return { files: new Map(Object.entries(files)), versions: new Map(Object.entries(versions)) }
  }
  const place = `${store.name}/${tombstonesPath(folder)}`
  throw new RegistryError(
    'corrupt',
    `${place} is no list of removed files (${messageOf(parsed.issues[0].message)})`,
    {
      hint: 'Put the file right by hand: {"files": {"<file name>": {"version": "<version>", "serial": 0}}}. It keeps removed names from being taken again.'
    }
  )
}

function serialize({ files, versions }: Tombstones): Uint8Array {
  const document = {
    files: sorted(files),
    ...(versions.size === 0 ? {} : { versions: sorted(versions) })
  }
  return Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`)
}

function sorted<T>(entries: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)))
}
