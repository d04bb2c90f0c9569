/** A Python index for one test, in a folder or in a bucket of the fake, and short words to fill it. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { upload } from '../../src/commands/upload.ts'
import type { UploadReport } from '../../src/commands/report.ts'
import { silent } from '../../src/log.ts'
import type { IfExists } from '../../src/python/conflicts.ts'
import { parseRecord, type Entry } from '../../src/python/record.ts'
import { inspect, repair, type Reindexed } from '../../src/python/registry.ts'
import type { Store } from '../../src/stores/store.ts'
import { scratch } from './artifacts.ts'
import { openStore } from './open-store.ts'
import { wheelOf } from './python-distributions.ts'
import { bytesOf, startS3Fake, type S3Fake } from './s3-fake/index.ts'
import { placeOf } from './s3-storage.ts'

/** How a test reindexes. */
export interface Reindexing {
  readonly packages?: readonly string[]
  readonly full?: boolean
  readonly baseUrl?: string | null
  /** Whose releases are entered. */
  readonly sources?: readonly string[]
}

/** An index, and what somebody with other tools does to it. */
export interface PythonIndex {
  readonly store: Store
  /** Publishes distributions, by their names. */
  push(
    files: Readonly<Record<string, Uint8Array | string>>,
    options?: { ifExists?: IfExists; baseUrl?: string | null }
  ): Promise<UploadReport>
  /** Publishes a wheel of each version of a project, and expects no failure. */
  pushVersions(name: string, versions: readonly string[]): Promise<void>
  reindex(options?: Reindexing): Promise<Reindexed>
  /** What is wrong, in words. */
  problems(options?: { packages?: readonly string[]; deep?: boolean }): Promise<string[]>
  /** Writes a file as another tool would. */
  put(path: string, content: Uint8Array | string): Promise<void>
  /** Deletes a file as another tool would. */
  drop(path: string): Promise<void>
  /** What is stored at a path; undefined where there is nothing. */
  text(path: string): Promise<string | undefined>
  /** The PEP 503 page of a project, or of the root, wherever the store keeps it. */
  page(folder: string): Promise<string>
  /** The entries of a project's record. */
  entries(folder: string): Promise<readonly Entry[]>
  /** All that is stored, by path. */
  everything(): Promise<Readonly<Record<string, string>>>
  close(): Promise<void>
}

/** An index in a bucket, and the service that it is in. */
export interface BucketIndex extends PythonIndex {
  readonly fake: S3Fake
}

/** The name of a wheel that runs anywhere. */
export function wheelName(name: string, version: string): string {
  return `${name}-${version}-py3-none-any.whl`
}

/** A wheel whose one module says something. */
export function wheelSaying(name: string, version: string, content: string): Buffer {
  return wheelOf({ name, version, members: [{ name: `${name}/__init__.py`, content }] })
}

/** An empty index in a folder. */
export async function folderIndex(): Promise<PythonIndex> {
  const { folder, remove } = scratch()
  const fileOf = (path: string) => join(folder, 'simple', ...path.split('/'))
  const store = await openStore({ kind: 'folder', folder, prefix: 'simple/' })
  return {
    ...indexIn(store),
    put: async (path, content) => {
      await mkdir(dirname(fileOf(path)), { recursive: true })
      await writeFile(fileOf(path), content)
    },
    drop: (path) => rm(fileOf(path)),
    text: (path) => readFile(fileOf(path), 'utf8').catch(() => undefined),
    everything: async () => {
      const found: Record<string, string> = {}
      for await (const { path } of store.list('')) found[path] = await readFile(fileOf(path), 'latin1')
      return found
    },
    close: async () => {
      await store.close()
      remove()
    }
  }
}

/** An empty index in a bucket. */
export async function bucketIndex(): Promise<BucketIndex> {
  const fake = await startS3Fake()
  const keyOf = (path: string) => `simple/${path}`
  const store = await openStore(placeOf(fake, { prefix: 'simple/' }))
  return {
    ...indexIn(store),
    fake,
    put: (path, content) => {
      fake.setObject('bucket', keyOf(path), content)
      return Promise.resolve()
    },
    drop: (path) => {
      fake.removeObject('bucket', keyOf(path))
      return Promise.resolve()
    },
    text: (path) => Promise.resolve(fake.text('bucket', keyOf(path))),
    everything: () =>
      Promise.resolve(
        Object.fromEntries(
          [...fake.objects('bucket').values()]
            .filter(({ key }) => !key.endsWith('.registry-probe'))
            .map(({ key, body }) => [key.slice(keyOf('').length), bytesOf(body).toString('latin1')])
        )
      ),
    close: async () => {
      await store.close()
      await fake.close()
    }
  }
}

/** Both of them, for `describe.each`. */
export const INDEXES: readonly [string, () => Promise<PythonIndex>][] = [
  ['a folder', folderIndex],
  ['a bucket', bucketIndex]
]

/** What a test does to an index, whatever store it is in. */
export type OnAnyStore = Pick<
  PythonIndex,
  'store' | 'push' | 'pushVersions' | 'reindex' | 'problems' | 'page' | 'entries'
>

/** An index in a store. */
export function indexIn(store: Store): OnAnyStore {
  const push: PythonIndex['push'] = async (files, { ifExists = 'same', baseUrl } = {}) => {
    const local = scratch()
    try {
      const paths: string[] = []
      for (const [name, content] of Object.entries(files)) {
        const path = await local.write(name, content)
        if (/\.(?:whl|tar\.gz|zip)$/.test(name)) paths.push(path)
      }
      return await upload(store, { mode: 'upload', files: paths, ifExists, baseUrl, sign: undefined }, silent)
    } finally {
      local.remove()
    }
  }
  const read = async (path: string) => (await store.documents.read(path)).body
  return {
    store,
    push,
    pushVersions: async (name, versions) => {
      const files = versions.map((version) => [wheelName(name, version), wheelOf({ name, version })] as const)
      const [failure] = (await push(Object.fromEntries(files))).failures
      if (failure !== undefined) throw failure.error
    },
    reindex: ({ packages = [], full = false, baseUrl, sources } = {}) =>
      repair(store, { packages, full, baseUrl, sources, now: new Date() }, () => undefined),
    problems: async ({ packages = [], deep = false } = {}) =>
      (await inspect(store, { packages, deep })).problems.map(({ package: name, what }) => `${name} ${what}`),
    page: async (folder) => {
      const path = folder === '' ? '' : `${folder}/`
      const body = await read(store.limits.holdsPage(path) ? path : `${path}index.html`)
      return body === undefined ? '' : Buffer.from(body).toString()
    },
    entries: async (folder) => {
      const body = await read(`${folder}/manifest.json`)
      return body === undefined ? [] : parseRecord(body, folder).entries
    }
  }
}
