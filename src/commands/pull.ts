import { dirname } from 'node:path'
import pMap from 'p-map'
import { isRegistryError, RegistryError } from '../errors.ts'
import { formatBytes, formatDuration, type Log } from '../log.ts'
import { fetchFile, sweepPartials } from '../pull/fetch.ts'
import type { Fetched, FetchJob } from '../pull/fetch-job.ts'
import { nothingKept, type KeptFiles } from '../pull/kept-files.ts'
import { readLockfile, writeLockfile, type Lock, type Locked } from '../pull/lockfile.ts'
import { planPull, type Planned, type PlanOptions } from '../pull/plan.ts'
import { isPython, lockKeyOf } from '../pull/resolving.ts'
import type { Store } from '../stores/store.ts'
import type { Failure, PulledPackage, PullReport } from './report.ts'

/** What to pull, and how. */
export interface PullOptions extends PlanOptions {
  readonly mode: 'pull'
  readonly dryRun: boolean
}

/** Pulls packages, several at once. What fails does not stop the others; the report lists it. */
export async function pull(
  store: Store,
  options: PullOptions,
  log: Log,
  kept: KeptFiles = nothingKept
): Promise<PullReport> {
  const { lockfile, folder, extract, dryRun, platform } = options
  const lock = await readLock(lockfile)
  const plan = await planPull(store, options, lock, { knowDigests: dryRun || kept !== nothingKept })
  for (const note of plan.notes) log.info(note)
  for (const name of plan.nothing) log.warning(`nothing to pull: no version of ${name} was promoted yet`)
  if (dryRun) {
    return {
      mode: 'pull',
      folder,
      pulled: plan.planned.map((planned) => foretell(planned, log)),
      nothing: plan.nothing,
      lockfileWritten: false,
      failures: inOrder(plan.failures, options.requests)
    }
  }
  await sweepPartials([folder, ...plan.planned.map(({ target }) => dirname(target))], new Date())
  await kept.restore(digestsOf(plan.planned))
  const failures: Failure[] = [...plan.failures]
  const done = await pMap(
    plan.planned,
    async (planned) => {
      try {
        return { planned, pulled: await pullOne({ store, planned, extract, kept, platform, log }) }
      } catch (error) {
        if (!isRegistryError(error)) throw error
        failures.push({ what: planned.request.text, error })
        return undefined
      }
    },
    { concurrency: CONCURRENCY }
  )
  const finished = done.filter((each) => each !== undefined)
  const lockfileWritten =
    lockfile !== undefined && failures.length === 0 && (await writeLock(lockfile, lock, finished))
  if (lockfileWritten) log.info(`wrote ${lockfile.path}`)
  return {
    mode: 'pull',
    folder,
    pulled: finished.map((each) => each.pulled),
    nothing: plan.nothing,
    lockfileWritten,
    failures: inOrder(failures, options.requests)
  }
}

/** What the lockfile holds. One that nothing may be added to has to hold something. */
async function readLock(lockfile: PullOptions['lockfile']): Promise<Lock> {
  if (lockfile === undefined) return new Map()
  const lock = await readLockfile(lockfile.path)
  if (lock.size === 0 && lockfile.frozen && !lockfile.update) {
    throw new RegistryError('input', `the lockfile ${lockfile.path} is not there, or empty`, {
      hint: 'Run once with `update-lock: true` and commit the lockfile. (With CI set, a pull does not write it by itself.)'
    })
  }
  return lock
}

/** Failures in the order of the requests, whichever came first. */
function inOrder(failures: readonly Failure[], requests: PullOptions['requests']): Failure[] {
  const texts = requests.map(({ text }) => text)
  return [...failures].sort((one, other) => texts.indexOf(one.what) - texts.indexOf(other.what))
}

const CONCURRENCY = 16

async function pullOne(job: FetchJob): Promise<PulledPackage> {
  const began = Date.now()
  const { package: name, version, target } = job.planned
  const fetched = await fetchFile(job)
  const milliseconds = Date.now() - began
  const details = `${formatBytes(fetched.size)}, ${formatDuration(milliseconds)}${fetched.source === 'cache' ? ', from the cache' : ''}`
  job.log.info(
    fetched.source === 'here'
      ? `${name} ${version} is up to date: ${target}`
      : `pulled ${name} ${version} → ${target} (${details})`
  )
  const doubt = whyUnverified(job.planned, fetched)
  if (doubt !== undefined) job.log.warning(doubt)
  return {
    ...{ package: name, version, path: target, milliseconds },
    ...fetched,
    ...(doubt === undefined ? {} : { doubt })
  }
}

function whyUnverified(
  { package: name, version }: Planned,
  { verified, archive }: Fetched
): string | undefined {
  if (verified !== 'unverified') return undefined
  return archive === undefined
    ? `${name} ${version} is unverified: another tool stored it, and the store knows no digest of it`
    : `the source of ${name} ${version} (${archive.format}) is unverified: GitHub makes it when it is asked for and gives no digest; a lockfile holds it to what came first`
}

/** What a pull would come to, as far as that is known without fetching. */
function foretell(planned: Planned, log: Log): PulledPackage {
  const { package: name, version, target, current, locked, artifact, archive: format } = planned
  const { sha256 = '', size = 0, executable = false } = locked ?? artifact ?? {}
  log.info(
    current === undefined
      ? `would pull ${name} ${version} → ${target}`
      : `${name} ${version} is up to date: ${target}`
  )
  return {
    ...{ package: name, version, path: target, sha256, size, executable, milliseconds: 0 },
    source: current === undefined ? 'store' : 'here',
    verified: sha256 === '' ? 'unverified' : 'sha256',
    ...(format === undefined ? {} : { archive: { format, commit: locked?.commit } }),
    ...current
  }
}

/** The digests of everything that was resolved, where they are known, and of what has to be fetched. */
function digestsOf(planned: readonly Planned[]): { all: string[]; missing: string[] } {
  const known = (these: readonly Planned[]) =>
    these.map((each) => each.locked?.sha256 ?? each.artifact?.sha256).filter((digest) => digest !== undefined)
  return { all: known(planned), missing: known(planned.filter((each) => each.current === undefined)) }
}

/** Writes down what was pulled. An update leaves only what this step asks for; else entries are added. */
async function writeLock(
  { path, update, frozen }: NonNullable<PullOptions['lockfile']>,
  lock: Lock,
  done: readonly { planned: Planned; pulled: PulledPackage }[]
): Promise<boolean> {
  if (frozen && !update) return false
  const entries = new Map<string, Locked>()
  for (const { planned, pulled } of done) {
    const { sha256, size, executable, archive } = pulled
    const { request, key, localname, package: name, version } = planned
    const source = archive && { archive: archive.format, commit: archive.commit }
    const file = { name: localname, sha256, size, executable, ...source }
    const lockKey = lockKeyOf(request)
    const files = entries.get(lockKey)?.files ?? []
    entries.set(lockKey, {
      package: name,
      version,
      files: [...files, isPython(request) ? { ...file, path: key.path } : file]
    })
  }
  return writeLockfile(path, new Map([...(update ? [] : lock), ...entries]))
}
