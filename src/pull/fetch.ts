import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, lstat, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Artifact } from '../stores/store.ts'
import { download, PARTIAL, type Expected } from '../transfer/download.ts'
import type { Fetched, FetchJob } from './fetch-job.ts'
import type { Planned } from './plan.ts'
import { vanished } from './resolving.ts'
import { unpack } from './unpack.ts'

/** Puts a package in place: leaves it where it is there already, else takes it from the cache, else from the store. */
export async function fetchFile(job: FetchJob): Promise<Fetched> {
  const { planned, extract } = job
  const { artifact, locked, current, target } = planned
  if (current !== undefined) {
    const { size, executable } = locked ?? artifact ?? { size: 0, executable: false }
    await tidyEtag(target, artifact)
    if (!extract) await job.kept.keep(current.sha256, target)
    return { source: 'here', size, executable, ...archiveOf(planned), ...current }
  }
  if (!extract) return obtain(job, target)
  const archive = join(dirname(target), `${PARTIAL}${randomUUID()}`)
  try {
    const fetched = await obtain(job, archive)
    await unpack(archive, target, {
      ...{ digest: fetched.sha256, size: fetched.size },
      ...{ name: planned.localname, platform: job.platform }
    })
    return fetched
  } finally {
    await rm(archive, { force: true }).catch(() => undefined)
  }
}

async function obtain(job: FetchJob, file: string): Promise<Fetched> {
  const { store, planned, kept, log, extract } = job
  const { artifact, locked, key } = planned
  const known =
    locked ?? (artifact?.sha256 === undefined ? undefined : { ...artifact, sha256: artifact.sha256 })
  if (known !== undefined && (await kept.take(known, file))) {
    if (!extract) await tidyEtag(file, artifact)
    return {
      source: 'cache',
      verified: 'sha256',
      sha256: known.sha256,
      size: known.size,
      executable: known.executable,
      ...archiveOf(planned)
    }
  }
  if (planned.archive !== undefined)
    return (await import('./fetch-archive.ts')).obtainArchive(job, file, planned.archive)
  const done = await download({
    ...{ store, key, file, target: planned.target, expected: expectedOf(planned) },
    progress: (total) => log.progress(`${planned.package} ${planned.version}`, total)
  })
  if (done === undefined)
    throw await vanished(store, planned.request, { key, isLocked: locked !== undefined })
  const executable = done.artifact.executable || locked?.executable === true
  if (executable && !done.artifact.executable) await chmod(file, 0o755)
  if (!extract) await tidyEtag(file, done.artifact)
  if (done.artifact.sha256 !== undefined) await kept.keep(done.sha256, file)
  return {
    source: 'store',
    verified: done.verified,
    sha256: done.sha256,
    size: done.artifact.size,
    executable
  }
}

/** What a lockfile says of an archive of the source. */
function archiveOf({ archive: format, locked }: Planned): Pick<Fetched, 'archive'> {
  return format === undefined ? {} : { archive: { format, commit: locked?.commit } }
}

function expectedOf({ locked, recorded }: Planned): Expected | undefined {
  if (locked !== undefined) return { sha256: locked.sha256, by: 'the lockfile' }
  return recorded === undefined ? undefined : { sha256: recorded, by: 'the index' }
}

/**
 * tychoreg keeps `<file>.etag` beside what it pulled and believes it where the size agrees. One that is there must
 * therefore speak of the file that is there now, or go.
 */
async function tidyEtag(file: string, artifact: Artifact | undefined): Promise<void> {
  const sidecar = `${file}.etag`
  if (!existsSync(sidecar)) return
  if (artifact !== undefined && /^".+"$/.test(artifact.revision)) await writeFile(sidecar, artifact.revision)
  else await rm(sidecar, { force: true })
}

/** Removes what killed pulls left in folders a day ago or earlier. */
export async function sweepPartials(folders: Iterable<string>, now: Date): Promise<void> {
  for (const folder of new Set(folders)) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter((each) => each.startsWith(PARTIAL))) {
      const file = join(folder, name)
      const state = await lstat(file).catch(() => undefined)
      if (state !== undefined && now.getTime() - state.mtimeMs > A_DAY)
        await rm(file, { recursive: true, force: true }).catch(() => undefined)
    }
  }
}

const A_DAY = 24 * 60 * 60 * 1000
