import { readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import pMap from 'p-map'
import { isRegistryError, RegistryError } from '../errors.ts'
import { formatBytes, formatCount, formatDuration, type Log } from '../log.ts'
import { limitYoung } from '../memory.ts'
import type { Distribution } from '../python/distributions/read.ts'
import type { IfExists } from '../python/conflicts.ts'
import type { PublishedFile } from '../python/published.ts'
import type { Signing } from '../python/signing.ts'
import type { WantedBase } from '../python/wanted-base.ts'
import type { Store } from '../stores/store.ts'
import type { Failure, UploadReport } from './report.ts'

/** What to push to a Python index. */
export interface UploadOptions {
  readonly mode: 'upload'
  /** Wheels and source distributions, by their paths. */
  readonly files: readonly string[]
  readonly ifExists: IfExists
  /** What links are expected to begin with; where they are absolute, the index is found there. */
  readonly baseUrl: WantedBase
  /** Signs every file that has no signature that fits; undefined: none is signed. */
  readonly sign: Signing | undefined
}

/** Publishes distributions. All of them are read and checked before the first request. */
export async function upload(store: Store, options: UploadOptions, log: Log): Promise<UploadReport> {
  const began = Date.now()
  const [{ publish }, { uploadOf }, { linkBase }] = await Promise.all([
    import('../python/publish.ts'),
    import('../python/upload.ts'),
    import('../python/base-url.ts')
  ])
  const report = async (
    files: readonly PublishedFile[],
    failures: readonly Failure[]
  ): Promise<UploadReport> => ({
    mode: 'upload',
    files,
    indexUrl:
      options.baseUrl ?? (await store.artifacts.url({ package: '', version: '', path: '', filename: '' })),
    failures,
    milliseconds: Date.now() - began
  })
  const { read, failures } = await readAll(options)
  if (failures.length > 0) return report([], failures)
  const signed = options.sign === undefined ? read : await signedWith(options.sign, read, log)
  const done = await publish(
    store,
    signed.map((distribution) => uploadOf(distribution)),
    { ifExists: options.ifExists, baseUrl: linkBase(store, options.baseUrl), now: new Date(began) },
    (file) => {
      log.info(lineOf(file))
      if (file.yanked !== undefined) log.notice(yankOf(file, file.yanked))
    }
  )
  const count = (wanted: PublishedFile['outcome']) =>
    done.files.filter(({ outcome }) => outcome === wanted).length
  const [created, held, published] = [count('created'), count('held'), count('published')]
  const also = [
    ...(held > 0 ? [`${held} held in a draft`] : []),
    ...(published > 0 ? [`${published} published from it`] : [])
  ]
  if (created + held + published > 0 || done.failures.length === 0)
    log.info(
      `${[`${formatCount(created, 'file')} pushed`, ...also].join(', ')} to ${store.name} in ${formatDuration(Date.now() - began)}`
    )
  return report(done.files, done.failures)
}

/** Every file is looked at, so that all that is wrong is told at once. */
async function readAll({ files }: UploadOptions): Promise<{ read: Distribution[]; failures: Failure[] }> {
  const { readDistribution } = await import('../python/distributions/read.ts')
  const folders = new Map<string, Promise<string[]>>()
  const siblingsOf = (file: string) => {
    const folder = dirname(file)
    const known = folders.get(folder) ?? readdir(folder).catch(() => [])
    folders.set(folder, known)
    return known
  }
  const failures: Failure[] = []
  const read = await pMap(
    files,
    async (file) => {
      limitYoung()
      try {
        return [await readDistribution(file, await siblingsOf(file))]
      } catch (error) {
        if (!isRegistryError(error)) throw error
        failures.push({ what: file, error })
        return []
      }
    },
    { concurrency: AT_ONCE }
  )
  const distributions = read.flat()
  failures.sort((one, other) => files.indexOf(one.what) - files.indexOf(other.what))
  return { read: distributions, failures: [...failures, ...doubles(distributions)] }
}

const AT_ONCE = 8

/** Two files of one name would be one file in the index. */
function doubles(read: readonly Distribution[]): Failure[] {
  const known = new Map<string, Distribution>()
  return read.flatMap((distribution) => {
    const { filename, body } = distribution
    const other = known.get(filename)
    known.set(filename, distribution)
    if (other === undefined) return []
    const error = new RegistryError('input', `${other.body.path} and ${body.path} have one name`, {
      hint: 'Push one of them: a file name is one file in an index.'
    })
    return [{ what: filename, error }]
  })
}

async function signedWith(
  signing: Signing,
  read: readonly Distribution[],
  log: Log
): Promise<Distribution[]> {
  const { signAll } = await import('../python/signing.ts')
  return signAll(read, signing, (line) => {
    log.info(line)
  })
}

function lineOf({ project, version, filename, size, sha256, outcome }: PublishedFile): string {
  switch (outcome) {
    case 'created':
      return `pushed ${project} ${version}: ${filename} (${formatBytes(size)}, sha256 ${sha256.slice(0, 12)}…)`
    case 'same':
      return `${filename} is there already with the same bytes`
    case 'skipped':
      return `${filename} is there already with other bytes, and was left alone`
    case 'held':
      return `${project} ${version}: ${filename} is held in the draft of its release (${formatBytes(size)}, sha256 ${sha256.slice(0, 12)}…)`
    case 'published':
      return `published ${project} ${version}: ${filename}, which an earlier step had put into the draft`
  }
}

/** A pusher need not know that somebody has yanked the version since. */
function yankOf({ project, version, filename }: PublishedFile, reason: string): string {
  const why = reason === '' ? '' : ` (${reason})`
  return `${filename} is yanked, as every other file of ${project} ${version} is${why}: installers pass over it unless it is pinned`
}
