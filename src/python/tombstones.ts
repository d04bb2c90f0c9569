import * as v from 'valibot'
import { RegistryError } from '../errors.ts'
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

/** The removed files of a project, by name. */
export type Tombstones = ReadonlyMap<string, Tombstone>

/** No file was removed. */
export const NO_TOMBSTONES: Tombstones = new Map()

/** The removed files of the project in a folder. Throws `corrupt` where they can't be read. */
export async function readTombstones(store: Store, folder: string): Promise<Tombstones> {
  const { body } = await store.documents.read(tombstonesPath(folder))
  return parseTombstones(store, folder, body)
}

/** Writes down files as removed, before anything of them goes. Returns all of the project. */
export function bury(store: Store, folder: string, files: Tombstones): Promise<Tombstones> {
  return change(store, folder, (known) => {
    const added = [...files].filter(([filename]) => !known.has(filename))
    return added.length === 0 ? undefined : new Map([...known, ...added])
  })
}

/** Gives removed names free again. Returns those that stay taken. */
export function lift(store: Store, folder: string, filenames: readonly string[]): Promise<Tombstones> {
  return change(store, folder, (known) => {
    const kept = [...known].filter(([filename]) => !filenames.includes(filename))
    return kept.length === known.size ? undefined : new Map(kept)
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

const schema = v.object({
  files: v.record(
    v.string(),
    v.object({ version: v.string(), serial: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) })
  )
})

function parseTombstones(store: Store, folder: string, body: Uint8Array | undefined): Tombstones {
  if (body === undefined) return NO_TOMBSTONES
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), Buffer.from(body).toString('utf8'))
  if (parsed.success) return new Map(Object.entries(parsed.output.files))
  const place = `${store.name}/${tombstonesPath(folder)}`
  throw new RegistryError('corrupt', `${place} is no list of removed files (${parsed.issues[0].message})`, {
    hint: 'Put the file right by hand: {"files": {"<file name>": {"version": "<version>", "serial": 0}}}. It keeps removed names from being taken again.'
  })
}

function serialize(tombstones: Tombstones): Uint8Array {
  const files = Object.fromEntries([...tombstones].sort(([one], [other]) => (one < other ? -1 : 1)))
  return Buffer.from(`${JSON.stringify({ files }, undefined, 2)}\n`)
}
