/** What writers of a Python index do at the same moment, and what has to be true whatever happens to them. */
import * as v from 'valibot'
import { sha256 } from '../../../src/digest.ts'
import { isRegistryError, RegistryError } from '../../../src/errors.ts'
import { parseMetadata } from '../../../src/python/distributions/metadata.ts'
import { metadataName } from '../../../src/python/layout.ts'
import { renderProject } from '../../../src/python/pages/project.ts'
import { publish } from '../../../src/python/publish.ts'
import { parseRecord } from '../../../src/python/record.ts'
import { inspect, repair } from '../../../src/python/registry.ts'
import { findProject, removeVersions } from '../../../src/python/remove-versions.ts'
import type { Upload } from '../../../src/python/storing.ts'
import { yankVersion } from '../../../src/python/yank.ts'
import type { Store } from '../../../src/stores/store.ts'
import { metadataOf, wheelOf } from '../python-distributions.ts'
import { bytesOf } from '../s3-fake/body.ts'
import type { State } from '../s3-fake/state.ts'
import { Violation } from './jobs.ts'
import { apply, BUCKET } from './requests.ts'

/** What a writer does to a project: `narf`, where none is named. */
export type PythonJob =
  | PushJob
  | ({ readonly kind: 'remove'; readonly version: string } & OfProject)
  | ({ readonly kind: 'keep'; readonly newest: number } & OfProject)
  | ({ readonly kind: 'yank'; readonly version: string; readonly undo: boolean } & OfProject)
  | ({ readonly kind: 'reindex'; readonly full?: boolean } & OfProject)

interface OfProject {
  readonly project?: string
}

/** A file of a push. */
export interface PushedFile {
  readonly filename: string
  readonly sha256: string
}

/** One that the push was told is in the index; `began` and `ended` are places in the trace. */
export interface Accepted extends PushedFile {
  readonly overwrite: boolean
  readonly began: number
  readonly ended: number
}

/** What is pushed may be another build, which has the same metadata. `denied`: a push whose files the store does not take. */
interface PushJob {
  readonly kind: 'push' | 'denied'
  readonly version: string
  readonly build?: string
  readonly overwrite?: boolean
  /** A file of each is pushed, in one step. */
  readonly projects?: readonly string[]
}

/** The projects that there may be. */
export const PROJECTS = ['narf', 'zort'] as const

const NOW = new Date('2026-01-02T03:04:05Z')

/** Does a job, once; it can be repeated. Answers the files of a push that were taken. `now`: the place in the trace. */
export async function doPythonJob(
  store: Store,
  job: PythonJob,
  now: () => number = () => 0
): Promise<readonly Accepted[]> {
  const began = now()
  switch (job.kind) {
    case 'push':
    case 'denied': {
      const ifExists = job.overwrite === true ? 'overwrite' : 'same'
      const options = { ifExists, baseUrl: undefined, now: NOW } as const
      const into = job.kind === 'push' ? store : denying(store)
      const uploads = (job.projects ?? ['narf']).map((project) => uploadOf(project, job))
      const { files, failures } = await publish(into, uploads, options, () => undefined)
      const unexpected = failures.find(
        ({ error }) => !/was removed|with other bytes|is denied/.test(error.message)
      )
      if (unexpected !== undefined) throw unexpected.error
      const overwrite = job.overwrite === true
      return files.map(({ filename, sha256: digest }) => ({
        ...{ filename, sha256: digest, overwrite },
        ...{ began, ended: now() }
      }))
    }
    case 'keep':
      await unlessAbsent(removeVersions(store, job.project ?? 'narf', { kind: 'keep', keep: job.newest }))
      return []
    case 'remove':
      await unlessAbsent(
        removeVersions(store, job.project ?? 'narf', { kind: 'versions', versions: [job.version] })
      )
      return []
    case 'yank':
      await unlessAbsent(
        findProject(store, job.project ?? 'narf').then((project) =>
          yankVersion(store, project, job.version, job.undo ? undefined : { reason: 'why' })
        )
      )
      return []
    case 'reindex':
      await unlessAbsent(
        repair(
          store,
          {
            ...{ full: job.full === true, baseUrl: undefined, now: NOW },
            packages: job.project === undefined ? [] : [job.project]
          },
          () => undefined
        )
      )
      return []
  }
}

/** What a job pushes, whatever comes of it. */
export function filesOf(job: PythonJob): PushedFile[] {
  if (job.kind !== 'push') return []
  return (job.projects ?? ['narf']).map((project) => {
    const { filename, digests } = uploadOf(project, job).file
    return { filename, sha256: digests.sha256 }
  })
}

/** A look at all of it, also at the bytes, once everybody is done: nothing is wrong with it. */
export async function expectNoProblem(store: Store): Promise<void> {
  const { problems } = await inspect(store, { packages: [], deep: true }, NOW)
  for (const { package: name, what } of problems) throw new Violation(`${name} ${what}`)
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

function uploadOf(name: string, { version, build = 'one' }: PushJob): Upload {
  const text = metadataOf(name, version)
  const members = [{ name: `${name}/__init__.py`, content: build }]
  const bytes = wheelOf({ name, version, metadata: text, members })
  const beside = Buffer.from(text)
  const filename = `${name}-${version}-py3-none-any.whl`
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
      if (!objects.has(`${projectOf(name)}/${name}`))
        throw new Violation(`${key} names ${name}, which is not there`)
  }
}

function projectOf(filename: string): string {
  return filename.split('-')[0] ?? ''
}

function namedIn(key: string, bytes: Buffer): string[] {
  if (/\.whl(?:\.metadata)?$|removed\.json$|projects\.json$/.test(key)) return []
  if (key.endsWith('/manifest.json')) {
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
 * Once everybody is done: pages are what the records say, and records what is stored; what was pushed is there, what was
 * removed is in no record. (A request that comes late may still store bytes that nothing names; the next reindex deletes
 * them.)
 */
export function expectIndexComplete(state: State, done: Done): void {
  for (const project of PROJECTS) expectProjectComplete(state, project, done)
}

/** What was pushed. */
export interface Done {
  readonly pushed: readonly Accepted[]
  /** What pushes that were killed had to push: it may be there, though the same push is refused now for another file. */
  readonly killed: readonly PushedFile[]
}

function expectProjectComplete(state: State, project: string, done: Done): void {
  const { objects } = state.bucket(BUCKET)
  const textAt = (key: string) => {
    const object = objects.get(key)
    return object === undefined ? undefined : bytesOf(object.body).toString()
  }
  const manifest = textAt(`${project}/manifest.json`)
  const record = manifest === undefined ? undefined : parseRecord(Buffer.from(manifest), 'manifest')
  const { files: removed, versions: gone } = tombstonesIn(textAt(`${project}/removed.json`))
  const listed = new Set(record?.entries.map(({ filename }) => filename))
  for (const { filename } of done.pushed.filter((each) => projectOf(each.filename) === project)) {
    if (!removed.has(filename) && !listed.has(filename))
      throw new Violation(`the push of ${filename} was lost`)
  }
  for (const name of removed.keys()) {
    if (listed.has(name)) throw new Violation(`${name} was removed, and is in the record`)
  }
  expectRooted(state)
  const { isFilled, isListed } = rootedIn(state, project)
  if (isListed && !isFilled) throw new Violation(`${project} has no files, and is in the root`)
  if (record === undefined) return
  for (const { filename, digests } of record.entries) {
    const stored = objects.get(`${project}/${filename}`)?.body
    if (stored === undefined || sha256(bytesOf(stored)) !== digests.sha256)
      throw new Violation(`${filename} has other bytes than the record says`)
    if (!lastOf(done, filename).some((each) => each.sha256 === digests.sha256))
      throw new Violation(`${filename} has other bytes than the last push of it`)
  }
  const alive = new Set(record.entries.map(({ version }) => version))
  const emptied = [...removed.values(), ...gone].filter(({ version }) => !alive.has(version))
  for (const { path, body } of renderProject({ name: project, folder: project, record, emptied })) {
    const text = Buffer.from(body).toString()
    if (textAt(path) !== text)
      throw new Violation(`${path} is not what the record says: ${textAt(path) ?? 'absent'}`)
  }
}

/** What a file may be: what was pushed, unless a push that overwrote it began later. */
function lastOf({ pushed, killed }: Done, filename: string): PushedFile[] {
  const isLater = (one: Accepted, other: Accepted) =>
    one.overwrite && one.sha256 !== other.sha256 && one.began > other.ended
  const all = pushed.filter((each) => each.filename === filename)
  const last = all.filter((each) => !all.some((other) => isLater(other, each)))
  return [...last, ...killed.filter((each) => each.filename === filename)]
}

/** A wheel of a version that nobody pushes, copied into its project's folder by hand. */
export function copyByHand(state: State, project: string, version: string): Accepted {
  const { file, body } = uploadOf(project, { kind: 'push', version })
  if (body.kind !== 'buffer') throw new Error('it is no buffer')
  const key = `${project}/${file.filename}`
  apply(state, { operation: 'PutObject', key, headers: {}, query: {}, body: body.bytes })
  const { filename, digests } = file
  return { filename, sha256: digests.sha256, overwrite: false, began: 0, ended: 0 }
}

/** Once everybody is done, and what was killed is repeated: projects that have files are in the root. */
export function expectRooted(state: State): void {
  for (const project of PROJECTS) {
    const { isFilled, isListed } = rootedIn(state, project)
    if (isFilled && !isListed) throw new Violation(`${project} has files, and is not in the root`)
  }
}

function rootedIn(state: State, project: string): { isFilled: boolean; isListed: boolean } {
  const { objects } = state.bucket(BUCKET)
  const [record, root] = [`${project}/manifest.json`, 'projects.json'].map((key) => objects.get(key)?.body)
  return {
    isFilled: record !== undefined && parseRecord(bytesOf(record), 'manifest').entries.length > 0,
    isListed: root !== undefined && bytesOf(root).includes(`"${project}"`)
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
