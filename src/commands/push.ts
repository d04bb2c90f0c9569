import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { sha256OfFile } from '../digest.ts'
import { fileError, RegistryError } from '../errors.ts'
import { formatBytes, formatDuration, type Log } from '../log.ts'
import { fileBody, sizeError } from '../stores/body.ts'
import type { Store } from '../stores/store.ts'
import { artifactKey } from '../tycho/names.ts'
import { publish, type IfExists, type Published } from '../tycho/publish.ts'
import type { Promote } from '../tycho/recording.ts'
import type { PushReport } from './report.ts'

/** What to push. */
export interface PushOptions {
  readonly mode: 'push'
  readonly package: string
  readonly version: string
  /** The one file. */
  readonly file: string
  readonly localName: string | undefined
  readonly promote: Promote
  readonly ifExists: IfExists
}

/** Publishes a file as a version of a package. */
export async function push(store: Store, options: PushOptions, log: Log): Promise<PushReport> {
  const began = Date.now()
  const { package: name, version, file } = options
  const body = await fileBody(file)
  const key = artifactKey(name, version, basename(file))
  assertTakes(store, key.path, file, body.size)
  const [sha256, executable] = await Promise.all([sha256OfFile(file, body.size), isExecutable(file)])
  const published = await publish(store, {
    ...{ package: name, version, body, sha256, executable, filename: basename(file) },
    ...{ localName: options.localName, promote: options.promote, ifExists: options.ifExists }
  })
  const { created, held, released, latest, previous } = published
  const milliseconds = Date.now() - began
  const details = `(${formatBytes(body.size)}, sha256 ${sha256.slice(0, 12)}…, ${formatDuration(milliseconds)})`
  log.info(
    created && !held ? `pushed ${name} ${version} ${details}` : lineOf(options, published, sha256, details)
  )
  const others = released.filter((each) => each.package !== name || each.version !== version)
  for (const other of others)
    log.info(
      `published ${other.package} ${other.version}, which an earlier step had put into the draft${other.promoted ? ', and promoted it' : ''}`
    )
  if (held && options.promote !== 'no')
    log.info(`what is to be promoted is for the step to say that publishes ${name} ${version}`)
  if (latest !== previous) log.info(`promoted ${name} ${latest ?? ''} (was ${previous ?? 'none'})`)
  else if (!held && options.promote === 'if-newer' && published.sha256 === sha256 && latest !== version)
    log.info(`${name} ${latest ?? ''} stays the latest: it is newer than ${version}`)
  const { localName: known } = published
  if (options.localName !== undefined && known !== undefined && known !== options.localName)
    log.warning(`${name} is there already, and pulled as ${known}, not as ${options.localName}`)
  return {
    mode: 'push',
    ...{
      package: name,
      version,
      sha256: published.sha256 ?? '',
      size: body.size,
      url: await store.artifacts.url(key)
    },
    ...{ created, held, released, latest, previous, milliseconds }
  }
}

/** What became of a file that was there already, or that waits. */
function lineOf(
  { package: name, version }: PushOptions,
  { created, held, released, ...published }: Published,
  sha256: string,
  details: string
): string {
  const isOther = published.sha256 !== sha256
  const same = isOther ? 'with other bytes, and was left alone' : 'with the same bytes'
  if (held)
    return created
      ? `put ${name} ${version} into the draft of its release ${details}: a later push publishes it`
      : `${name} ${version} waits in the draft of its release already, ${same}`
  const isReleased = released.some((each) => each.package === name && each.version === version)
  return isReleased
    ? `published ${name} ${version}, which an earlier step had put into the draft`
    : `${name} ${version} is there already ${same}`
}

function assertTakes(store: Store, path: string, file: string, size: number): void {
  const { name, limits } = store
  const reason = limits.refuses(path)
  if (reason !== undefined) {
    throw new RegistryError('input', `${path} can't be stored in ${name}: it ${reason}`, {
      hint: 'Choose another package name, version or prefix.'
    })
  }
  const misfit = sizeError(store, { file, size })
  if (misfit !== undefined) throw misfit
}

async function isExecutable(file: string): Promise<boolean> {
  const { mode } = await stat(file).catch((error: unknown) => {
    throw fileError(error, file, 'reading')
  })
  return process.platform !== 'win32' && (mode & 0o100) !== 0
}
