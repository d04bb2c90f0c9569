import { readlinkSync, statSync, type Stats } from 'node:fs'
import { join, resolve as absolute } from 'node:path'
import pMap from 'p-map'
import { digestOfFile, sha256OfFile } from '../digest.ts'
import { RegistryError, isRegistryError } from '../errors.ts'
import type { ArchiveFormat } from '../stores/released.ts'
import type { Artifact, ArtifactKey, Store } from '../stores/store.ts'
import type { Verification } from '../transfer/download.ts'
import { localNameProblem, windowsProblem } from '../tycho/names.ts'
import { withoutCollisions } from './collisions.ts'
import type { Lock, Locked, LockedFile } from './lockfile.ts'
import {
  folderOf,
  lockedKey,
  lockKeyOf,
  narrower,
  noEntry,
  placeOfName,
  resolveFiles,
  vanished,
  type PullRequest,
  type ResolvedFile
} from './resolving.ts'
import { assertReplaceable, isUnpacked } from './unpacked-folder.ts'

/** What to plan for. */
export interface PlanOptions {
  readonly requests: readonly PullRequest[]
  readonly folder: string
  readonly outfile: string | undefined
  readonly lockfile: { readonly path: string; readonly update: boolean; readonly frozen: boolean } | undefined
  readonly force: boolean
  readonly extract: boolean
  readonly platform: NodeJS.Platform
}

/** A package to pull, and what is known of it before anything is fetched. */
export interface Planned {
  readonly request: PullRequest
  readonly package: string
  readonly version: string
  readonly key: ArtifactKey
  /** The name below the output folder, as the record says it. */
  readonly localname: string
  /** The absolute path of the file, or of the folder it is unpacked to. */
  readonly target: string
  /** The digest that a lockfile demands. */
  readonly locked: Omit<LockedFile, 'name'> | undefined
  /** How an archive of the source is packed; undefined for what is none. */
  readonly archive: ArchiveFormat | undefined
  /** What the store said, or the record in its place; undefined where neither was asked. */
  readonly artifact: Artifact | undefined
  /** The digest that the record has; undefined where it has none. */
  readonly recorded: string | undefined
  /** How what is in place was checked; undefined where it has to be fetched. */
  readonly current: { readonly sha256: string; readonly verified: Verification } | undefined
}

/** What a pull comes to. */
export interface Plan {
  readonly planned: Planned[]
  /** Packages of which no version was promoted. */
  readonly nothing: string[]
  readonly failures: { readonly what: string; readonly error: RegistryError }[]
  /** What a reader should know of how requests were resolved. */
  readonly notes: string[]
}

/**
 * Resolves every request and looks at what is in place already. With a lockfile that has them all, the store is not
 * asked. `knowDigests`: ask for the digest also of what has to be fetched anyway, to look for it in a cache.
 */
export async function planPull(
  store: Store,
  options: PlanOptions,
  lock: Lock,
  wish: { knowDigests: boolean }
): Promise<Plan> {
  const unique = [...new Map(options.requests.map((request) => [request.text, request])).values()]
  const plan: Plan = { planned: [], nothing: [], failures: [], notes: [] }
  await pMap(
    unique,
    async (request) => {
      try {
        const planned = await planRequest(
          {
            store,
            options,
            note: (text) => plan.notes.push(text),
            locked: options.lockfile?.update === true ? undefined : lock.get(lockKeyOf(request)),
            ...wish
          },
          request
        )
        if (planned === undefined) plan.nothing.push(request.package)
        for (const each of planned ?? []) {
          if (isRegistryError(each)) plan.failures.push({ what: request.text, error: each })
          else plan.planned.push(each)
        }
      } catch (error) {
        if (!isRegistryError(error)) throw error
        plan.failures.push({ what: request.text, error })
      }
    },
    { concurrency: 32 }
  )
  const order = new Map(unique.map((request, index) => [request.text, index]))
  plan.nothing.sort()
  plan.notes.sort()
  plan.planned.sort((one, other) => (order.get(one.request.text) ?? 0) - (order.get(other.request.text) ?? 0))
  const { planned, failures } = withoutCollisions(plan.planned, options.platform)
  return { ...plan, planned, failures: [...plan.failures, ...failures] }
}

interface Planning {
  readonly store: Store
  readonly options: PlanOptions
  readonly note: (text: string) => void
  readonly locked: Locked | undefined
  readonly knowDigests: boolean
}

/** A file that can't be planned does not stop the others. */
async function planRequest(
  planning: Planning,
  request: PullRequest
): Promise<(Planned | RegistryError)[] | undefined> {
  const found = await resolveOrLocked(planning, request)
  if (found === undefined) return undefined
  if (found.files.length > 1 && planning.options.outfile !== undefined)
    throw severalFiles(request, found.files)
  const orFailure = (error: unknown) => {
    if (!isRegistryError(error)) throw error
    return error
  }
  return pMap(found.files, (file) => planFile(planning, request, found.version, file).catch(orFailure), {
    concurrency: 8
  })
}

interface Wanted extends ResolvedFile {
  readonly locked: LockedFile | undefined
}

async function planFile(
  planning: Planning,
  request: PullRequest,
  version: string,
  { key, localname, recorded, locked, archive }: Wanted
): Promise<Planned> {
  const { store, options, knowDigests } = planning
  const problem = options.outfile === undefined ? localNameProblem(localname, options.platform) : undefined
  if (problem !== undefined) throw unsafeName(planning, request, localname, problem)
  const folder = folderOf(request, localname)
  if (options.extract && options.outfile === undefined) assertFolderName(folder, options.platform)
  const target = targetOf(options, folder, localname)
  const there = stateOf(target)
  if (there !== undefined) assertOrdinary(target, there)
  const state = options.force ? undefined : there
  const isKnown = locked !== undefined || recorded !== undefined
  // The store knows nothing of what it has yet to make.
  const isAsked = !isKnown && archive === undefined && (state !== undefined || knowDigests)
  const artifact = isAsked ? await find(store, request, key) : recorded
  const current =
    state === undefined
      ? undefined
      : await lookAt({ store, key, target, state, extract: options.extract, artifact, locked })
  if (options.extract && current === undefined) await assertReplaceable(target)
  return {
    ...{ request, package: request.package, version, key, localname, target, locked, artifact, current },
    ...{ archive, recorded: recorded?.sha256 }
  }
}

/** Asked of every package: to hand it to a thread and back takes longer than the answer. */
function stateOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

async function resolveOrLocked(
  { store, options, locked, note }: Planning,
  request: PullRequest
): Promise<{ version: string; files: Wanted[] } | undefined> {
  if (locked !== undefined && locked.files.length > 0) {
    const { version } = locked
    const files = locked.files.map((file) => ({
      ...{ key: lockedKey(request, version, file), localname: file.name },
      ...{ recorded: undefined, locked: file, archive: file.archive }
    }))
    return { version, files }
  }
  if (options.lockfile?.frozen === true && !options.lockfile.update) {
    throw noEntry(options.lockfile.path, request)
  }
  const resolved = await resolveFiles(store, request)
  if (resolved === undefined) return undefined
  const { version, files } = resolved
  if (resolved.note !== undefined) note(resolved.note)
  return { version, files: files.map((file) => ({ ...file, locked: undefined })) }
}

function targetOf({ folder, outfile, extract }: PlanOptions, name: string, localname: string): string {
  if (outfile !== undefined) return absolute(outfile)
  return absolute(join(folder, ...(extract ? name : localname).split('/')))
}

/** A device, or a link to what a process has open, would be replaced by a file like anything else. */
function assertOrdinary(target: string, state: Stats): void {
  if ((state.isFile() || state.isDirectory()) && !linkOf(target).startsWith('/proc/')) return
  throw new RegistryError('unsupported', `${target} is neither a file nor a folder, and is left as it is`, {
    hint: 'Pull to a file and go on from there.'
  })
}

/** What a link leads to; empty for what is none. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function assertFolderName(name: string, platform: NodeJS.Platform): void {
  if (platform !== 'win32') return
  const problem = name
    .split('/')
    .map(windowsProblem)
    .find((each) => each !== undefined)
  if (problem === undefined) return
  throw new RegistryError(
    'unsupported',
    `${name} can't be unpacked to a folder of its name, which ${problem}`,
    {
      hint: 'Leave `extract` out for this package.'
    }
  )
}

async function find(store: Store, request: PullRequest, key: ArtifactKey): Promise<Artifact> {
  const artifact = await store.artifacts.find(key)
  if (artifact === undefined) throw await vanished(store, request, { key, isLocked: false })
  return artifact
}

interface InPlace {
  readonly store: Store
  readonly key: ArtifactKey
  readonly target: string
  /** What is there, before it is read. */
  readonly state: Stats
  readonly extract: boolean
  readonly artifact: Artifact | undefined
  readonly locked: Planned['locked']
}

/** Whether what is in place is what would be fetched; its bytes decide, not its size or time. */
async function lookAt({
  store,
  key,
  target,
  state,
  extract,
  artifact,
  locked
}: InPlace): Promise<Planned['current']> {
  const sha256 = locked?.sha256 ?? artifact?.sha256
  if (extract)
    return sha256 !== undefined && (await isUnpacked(target, sha256))
      ? { sha256, verified: 'sha256' }
      : undefined
  const size = locked?.size ?? artifact?.size
  if (!state.isFile() || size === undefined || state.size !== size) return undefined
  const local = await sha256OfFile(target, size)
  if (sha256 !== undefined) return local === sha256 ? { sha256, verified: 'sha256' } : undefined
  if (artifact === undefined) return undefined
  const evidence = await store.artifacts.evidence(key, artifact.revision)
  if (evidence === undefined) return undefined
  if ((await digestOfFile(target, size, evidence.algorithm)) !== evidence.value) return undefined
  return { sha256: local, verified: evidence.algorithm.name }
}

function severalFiles(request: PullRequest, files: readonly ResolvedFile[]): RegistryError {
  const names = files.map(({ localname }) => localname)
  return new RegistryError(
    'conflict',
    `${request.text} has ${names.length} files: ${names.slice(0, 5).join(', ')}`,
    {
      hint: narrower(request)
    }
  )
}

function unsafeName(
  { store, options, locked }: Planning,
  request: PullRequest,
  localname: string,
  problem: string
): RegistryError {
  const place =
    locked === undefined
      ? placeOfName(store, request)
      : `${options.lockfile?.path ?? ''} has for ${lockKeyOf(request)} the name`
  return new RegistryError('corrupt', `${place} ${JSON.stringify(localname)}, which ${problem}`, {
    hint: 'Nothing was written. Put it right, and find out who wrote it; `--outfile` of the command line pulls to a name of your own.'
  })
}
