/** What writers of the small format do at the same moment, and what has to be true whatever happens to them. */
import type { Documents, Store } from '../../../src/stores/store.ts'
import { update } from '../../../src/stores/update.ts'
import { artifactOf, keyOf } from '../artifacts.ts'
import { changedAll, pagedOf, renderBelow } from '../paged.ts'
import { bytesOf } from '../s3-fake/body.ts'
import type { State } from '../s3-fake/state.ts'
import { BUCKET } from './requests.ts'

/** What a writer does. */
export type Job =
  | { readonly kind: 'push' | 'remove'; readonly file: string }
  | { readonly kind: 'change'; readonly file: string; readonly value: string }
  | { readonly kind: 'reindex' | 'complete' }

/** A rule that the format leaves out. */
export type Omission = 'serials' | 'tombstones' | 'completing a removal'

/** Something that must never be. */
export class Violation extends Error {}

const BASE = 'p'
const RECORD = `${BASE}/record.json`
const REMOVED = `${BASE}/removed.json`
const ARTIFACTS = `${BASE}/artifacts/`
const render = renderBelow(BASE)

/** Does a job, once; it can be repeated. Answers whether a push was taken. */
export async function doJob(store: Store, job: Job, without: readonly Omission[]): Promise<boolean> {
  const { artifacts, documents } = store
  const serials = !without.includes('serials')
  const tombstones = async () =>
    without.includes('tombstones') ? [] : namesIn(await documents.read(REMOVED))
  switch (job.kind) {
    case 'push':
      await artifacts.create([artifactOf(`${ARTIFACTS}${job.file}`, job.file)])
      return push(documents, job.file, { serials, tombstones })
    case 'remove': {
      const add = (current: Uint8Array | undefined) => {
        const names = namesIn({ body: current })
        return Promise.resolve(
          names.includes(job.file) ? undefined : Buffer.from(JSON.stringify([...names, job.file]))
        )
      }
      if (!without.includes('tombstones')) await update(documents, REMOVED, add)
      await update(
        documents,
        RECORD,
        (now) => Promise.resolve(changedAll(now, { [job.file]: null }, serials)),
        { render }
      )
      // The pages of what was gone before, by a removal that was killed, are none that this one changed.
      if (!without.includes('completing a removal')) await documents.complete(RECORD, render)
      const key = keyOf(`${ARTIFACTS}${job.file}`)
      const found = await artifacts.find(key)
      if (found !== undefined) await artifacts.remove(key, found.revision)
      return false
    }
    case 'change':
      await update(
        documents,
        RECORD,
        (now) => {
          const value = pagedOf(now).files[job.file]?.value ?? null
          const same = value === null || value === job.value
          return Promise.resolve(same ? undefined : changedAll(now, { [job.file]: job.value }, serials))
        },
        { render }
      )
      return false
    case 'reindex':
      await reindex(store, { serials, tombstones })
      return false
    case 'complete':
      await documents.complete(RECORD, render)
      return false
  }
}

interface Format {
  readonly serials: boolean
  readonly tombstones: () => Promise<readonly string[]>
}

async function push(documents: Documents, file: string, { serials, tombstones }: Format): Promise<boolean> {
  let taken = true
  await update(
    documents,
    RECORD,
    async (now) => {
      taken = !(await tombstones()).includes(file)
      const there = (pagedOf(now).files[file]?.value ?? null) !== null
      return !taken || there ? undefined : changedAll(now, { [file]: 'pushed' }, serials)
    },
    { render }
  )
  return taken
}

async function reindex(store: Store, { serials, tombstones }: Format): Promise<void> {
  const { artifacts, documents } = store
  await update(
    documents,
    RECORD,
    async (now) => {
      const stored = new Set<string>()
      for await (const { path } of store.list(ARTIFACTS)) stored.add(path.slice(ARTIFACTS.length))
      const removed = await tombstones()
      const { files } = pagedOf(now)
      const values: Record<string, string | null> = {}
      for (const [file, { value }] of Object.entries(files)) {
        if (value === null || stored.has(file)) continue
        if ((await artifacts.find(keyOf(`${ARTIFACTS}${file}`))) === undefined) values[file] = null
      }
      for (const file of stored) if ((files[file]?.value ?? null) === null) values[file] = 'found'
      for (const file of removed) values[file] = null
      const differs = Object.entries(values).some(([file, value]) => (files[file]?.value ?? null) !== value)
      return differs ? changedAll(now, values, serials) : undefined
    },
    { render }
  )
}

function namesIn({ body }: { body: Uint8Array | undefined }): string[] {
  const names: unknown = body === undefined ? [] : JSON.parse(Buffer.from(body).toString())
  return Array.isArray(names) ? names.map(String) : []
}

/** No record and no page names a file that is not there. */
export function expectSound(state: State): void {
  const { objects } = state.bucket(BUCKET)
  for (const { key, body } of objects.values()) {
    for (const file of namedIn(key, bytesOf(body))) {
      if (!objects.has(`${ARTIFACTS}${file}`)) throw new Violation(`${key} names ${file}, which is not there`)
    }
  }
}

function namedIn(key: string, bytes: Buffer): string[] {
  const text = bytes.toString()
  if (key === RECORD) {
    const { files } = pagedOf(bytes)
    return Object.keys(files).filter((file) => files[file]?.value !== null)
  }
  if (key === `${BASE}/`) return [...text.matchAll(/href="([^"]*)"/g)].map(([, file = '']) => file)
  if (key === `${BASE}/all.json`) return [...text.matchAll(/"(f\d+)"/g)].map(([, file = '']) => file)
  const file = /\/files\/(.*)\.json$/.exec(key)?.[1]
  return file === undefined || text.includes('"value":null') ? [] : [file]
}

/** Once everybody is done: the pages are what the record says, and no push that was taken is lost. */
export function expectComplete(state: State, pushed: readonly string[], without: readonly Omission[]): void {
  const { objects } = state.bucket(BUCKET)
  const textAt = (key: string) => {
    const object = objects.get(key)
    return object === undefined ? undefined : bytesOf(object.body).toString()
  }
  const record = objects.get(RECORD)
  if (record !== undefined) {
    for (const { path, body } of render(bytesOf(record.body))) {
      const text = Buffer.from(body).toString()
      if (textAt(path) !== text)
        throw new Violation(`${path} is ${textAt(path) ?? 'not there'}, and should be ${text}`)
    }
  }
  const removed = namesIn({
    body: textAt(REMOVED) === undefined ? undefined : Buffer.from(textAt(REMOVED) ?? '')
  })
  const { files } = pagedOf(record === undefined ? undefined : bytesOf(record.body))
  const lost = pushed.filter((file) => !removed.includes(file) && (files[file]?.value ?? null) === null)
  if (lost.length > 0 && !without.includes('tombstones'))
    throw new Violation(`the push of ${lost.join()} was lost`)
}
