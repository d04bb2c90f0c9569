/** A registry in a folder of its own, and short words to fill it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sha256 } from '../../src/digest.ts'
import { silent } from '../../src/log.ts'
import { openFolder } from '../../src/stores/filesystem/index.ts'
import type { Store } from '../../src/stores/store.ts'
import { publish, type Publication, type Published } from '../../src/tycho/publish.ts'
import { scratch } from './artifacts.ts'

/** A registry for one test. */
export interface TychoFolder {
  readonly folder: string
  readonly store: Store
  /** Publishes a version whose bytes are `content`, by default its name and number. */
  push(name: string, version: string, more?: Partial<Publication> & { content?: string }): Promise<Published>
  /** Writes a file into the registry as another tool would: this program has no digest of it. */
  put(path: string, content: string): Promise<void>
  /** A document or artifact as text; undefined where there is none. */
  read(path: string): Promise<string | undefined>
  /** A record as it is stored. */
  record(name: string): Promise<unknown>
  readonly remove: () => void
}

/** Makes an empty registry. */
export function tychoFolder(): TychoFolder {
  const { folder, remove } = scratch()
  const store = openFolder(folder, '', silent)
  const read = async (path: string) => {
    const { body } = await store.documents.read(path)
    return body === undefined ? undefined : Buffer.from(body).toString()
  }
  return {
    folder,
    store,
    push: (name, version, { content = `${name} ${version}`, ...more } = {}) =>
      publish(store, {
        ...{ package: name, version, filename: `${name}.txt`, localName: undefined },
        ...{ body: { kind: 'buffer', bytes: Buffer.from(content) }, sha256: sha256(content) },
        ...{ executable: false, promote: 'no', ifExists: 'same' },
        ...more
      }),
    put: async (path, content) => {
      const file = join(folder, ...path.split('/'))
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, content)
    },
    read,
    record: async (name) => {
      const text = await read(`${name}/tycho.json`)
      const record: unknown = text === undefined ? undefined : JSON.parse(text)
      return record
    },
    remove
  }
}
