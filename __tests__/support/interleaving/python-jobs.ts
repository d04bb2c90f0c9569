/** What writers of a Python index do at the same moment, and what has to be true whatever happens to them. */
import * as v from 'valibot'
import { sha256 } from '../../../src/digest.ts'
import { isRegistryError, RegistryError } from '../../../src/errors.ts'
import { parseMetadata } from '../../../src/python/distributions/metadata.ts'
import { metadataName } from '../../../src/python/layout.ts'
import { renderProject } from '../../../src/python/pages/project.ts'
import { publish } from '../../../src/python/publish.ts'
import { parseRecord } from '../../../src/python/record.ts'
import { repair } from '../../../src/python/registry.ts'
import { findProject, removeVersions } from '../../../src/python/remove-versions.ts'
import type { Upload } from '../../../src/python/storing.ts'
import { yankVersion } from '../../../src/python/yank.ts'
import type { Store } from '../../../src/stores/store.ts'
import { metadataOf, wheelOf } from '../python-distributions.ts'
import { bytesOf } from '../s3-fake/body.ts'
import type { State } from '../s3-fake/state.ts'
import { Violation } from './jobs.ts'
import { BUCKET } from './requests.ts'

/** What a writer does to the project `narf`. */
export type PythonJob =
  /** What is pushed may be another build, which has the same metadata. `denied`, a push whose file the store does not take. */
  | { readonly kind: 'push' | 'denied'; readonly version: string; readonly build?: string }
  | { readonly kind: 'remove'; readonly version: string }
  | { readonly kind: 'yank'; readonly version: string; readonly undo: boolean }
  | { readonly kind: 'reindex'; readonly full?: boolean }

const NOW = new Date('2026-01-02T03:04:05Z')

/** Does a job, once; it can be repeated. Answers whether a push was taken. */
export async function doPythonJob(store: Store, job: PythonJob): Promise<boolean> {
  switch (job.kind) {
    case 'push':
    case 'denied': {
      const options = { ifExists: 'same', baseUrl: undefined, now: NOW } as const
      const into = job.kind === 'push' ? store : denying(store)
      const { files, failures } = await publish(into, [uploadOf(job)], options, () => undefined)
      const unexpected = failures.find(
        ({ error }) => !/was removed|with other bytes|is denied/.test(error.message)
      )
      if (unexpected !== undefined) throw unexpected.error
      return files.length === 1
    }
    case 'remove':
      await unlessAbsent(removeVersions(store, 'narf', { kind: 'versions', versions: [job.version] }))
      return false
    case 'yank':
      await unlessAbsent(
        findProject(store, 'narf').then((project) =>
          yankVersion(store, project, job.version, job.undo ? undefined : { reason: 'why' })
        )
      )
      return false
    case 'reindex':
      await repair(
        store,
        { packages: [], full: job.full === true, baseUrl: undefined, now: NOW },
        () => undefined
      )
      return false
  }
}

function denying(store: Store): Store {
  const create = () => Promise.reject(new RegistryError('denied', 'it is denied', { hint: 'Ask for it.' }))
  return { ...store, artifacts: { ...store.artifacts, create } }
}

async function unlessAbsent(task: Promise<unknown>): Promise<void> {
  try {
    await task
  } catch (error) {
    if (!isRegistryError(error, 'not-found')) throw error
  }
}

/** The name of the one file of a version. */
export function wheelName(version: string): string {
  return `narf-${version}-py3-none-any.whl`
}

function uploadOf({ version, build = 'one' }: Extract<PythonJob, { build?: string }>): Upload {
  const text = metadataOf('narf', version)
  const members = [{ name: 'narf/__init__.py', content: build }]
  const bytes = wheelOf({ version, metadata: text, members })
  const beside = Buffer.from(text)
  const filename = wheelName(version)
  return {
    file: {
      ...{ filename, kind: 'wheel', pythonVersion: 'py3', size: bytes.length },
      digests: { sha256: sha256(bytes) },
      metadata: parseMetadata(beside, filename),
      coreMetadata: sha256(beside),
      ...{ hasSignature: false, hasProvenance: false }
    },
    body: { kind: 'buffer', bytes },
    beside: [{ filename: metadataName(filename), bytes: beside, contentType: 'text/plain' }]
  }
}

/** No record and no page names a file that is not there, nor a record metadata that is not beside it. */
export function expectIndexSound(state: State): void {
  const { objects } = state.bucket(BUCKET)
  for (const { key, body } of objects.values()) {
    const names = namedIn(key, bytesOf(body))
    for (const name of names)
      if (!objects.has(`narf/${name}`)) throw new Violation(`${key} names ${name}, which is not there`)
  }
}

function namedIn(key: string, bytes: Buffer): string[] {
  if (/\.whl(?:\.metadata)?$|removed\.json$|projects\.json$/.test(key)) return []
  if (key === 'narf/manifest.json') {
    return parseRecord(bytes, key).entries.flatMap(({ filename, coreMetadata }) =>
      coreMetadata === undefined ? [filename] : [filename, metadataName(filename)]
    )
  }
  const text = bytes.toString()
  const links = [...text.matchAll(/href="(?:[^"]*\/)?([^"/#]+\.whl)(?:#|")/g)]
  const fields = [...text.matchAll(/"filename":"([^"]+)"/g)]
  return [...links, ...fields].map(([, name = '']) => name)
}

/**
 * Once everybody is done: pages are what the records say, what was pushed is there, what was removed is in no record. (A
 * request that comes late may still store bytes that nothing names; the next reindex deletes them.)
 */
export function expectIndexComplete(state: State, pushed: readonly string[]): void {
  const { objects } = state.bucket(BUCKET)
  const textAt = (key: string) => {
    const object = objects.get(key)
    return object === undefined ? undefined : bytesOf(object.body).toString()
  }
  const manifest = textAt('narf/manifest.json')
  const record = manifest === undefined ? undefined : parseRecord(Buffer.from(manifest), 'manifest')
  const { files: removed, versions: gone } = tombstonesIn(textAt('narf/removed.json'))
  const listed = new Set(record?.entries.map(({ filename }) => filename))
  for (const version of pushed) {
    const name = wheelName(version)
    if (!removed.has(name) && !listed.has(name)) throw new Violation(`the push of ${name} was lost`)
  }
  for (const name of removed.keys()) {
    if (listed.has(name)) throw new Violation(`${name} was removed, and is in the record`)
  }
  expectRooted(state)
  const { isFilled, isListed } = rootedIn(state)
  if (isListed && !isFilled) throw new Violation('the project has no files, and is in the root')
  if (record === undefined) return
  const alive = new Set(record.entries.map(({ version }) => version))
  const emptied = [...removed.values(), ...gone].filter(({ version }) => !alive.has(version))
  for (const { path, body } of renderProject({ name: 'narf', folder: 'narf', record, emptied })) {
    const text = Buffer.from(body).toString()
    if (textAt(path) !== text)
      throw new Violation(`${path} is not what the record says: ${textAt(path) ?? 'absent'}`)
  }
}

/** Once everybody is done, and what was killed is repeated: a project that has files is in the root. */
export function expectRooted(state: State): void {
  const { isFilled, isListed } = rootedIn(state)
  if (isFilled && !isListed) throw new Violation('the project has files, and is not in the root')
}

function rootedIn(state: State): { isFilled: boolean; isListed: boolean } {
  const { objects } = state.bucket(BUCKET)
  const [record, root] = ['narf/manifest.json', 'projects.json'].map((key) => objects.get(key)?.body)
  return {
    isFilled: record !== undefined && parseRecord(bytesOf(record), 'manifest').entries.length > 0,
    isListed: root !== undefined && bytesOf(root).includes('"narf"')
  }
}

interface Gone {
  readonly version: string
  readonly serial: number
}

const tombstonesSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    files: v.record(v.string(), v.object({ version: v.string(), serial: v.number() })),
    versions: v.optional(v.record(v.string(), v.number()), {})
  })
)

function tombstonesIn(text: string | undefined): { files: Map<string, Gone>; versions: Gone[] } {
  const { files, versions } = v.parse(tombstonesSchema, text ?? '{"files":{}}')
  return {
    files: new Map(Object.entries(files)),
    versions: Object.entries(versions).map(([version, serial]) => ({ version, serial }))
  }
}
