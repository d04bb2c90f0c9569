import { createHash, randomUUID } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileError } from '../errors.ts'
import type { Progress } from '../log.ts'
import type { ArtifactKey, Store } from '../stores/store.ts'
import { PARTIAL } from './download.ts'
import { HELD, inMemory, makeFile, writeFrom } from './writing.ts'

/** A download of what a store makes when it is asked for it (`Store.make`). */
export interface MadeDownload<T> {
  readonly store: Store
  readonly key: ArtifactKey
  /** Where the file goes; it appears there whole, or not at all. */
  readonly file: string
  /** How an error names what could not be written; what is unpacked next is only on its way through `file`. */
  readonly target: string
  /** Looks at what came before it is put in place; what it throws keeps it from that. */
  readonly look: (temporary: string, came: Came) => Promise<T>
  /** Starts showing the transfer, of which nobody knows how long it is. */
  readonly progress: (total: undefined) => Progress
}

/** What came. */
export interface Came {
  /** Lower-case hex. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

/** Fetches it into a file: written aside, looked at, then renamed. Undefined where there is nothing to make it of. */
export async function downloadMade<T>(
  job: MadeDownload<T>
): Promise<(Came & { readonly seen: T }) | undefined> {
  const temporary = join(dirname(job.file), `${PARTIAL}${randomUUID()}`)
  try {
    const came = await fetchTo(job, temporary)
    if (came === undefined) return undefined
    const seen = await job.look(temporary, came)
    await rename(temporary, job.file)
    return { ...came, seen }
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw fileError(error, job.target, 'writing')
  }
}

async function fetchTo<T>(
  { store, key, progress: show }: MadeDownload<T>,
  temporary: string
): Promise<Came | undefined> {
  let file: FileHandle | undefined
  const progress = show(undefined)
  const write = async (body: Readable): Promise<Came> => {
    file ??= await makeFile(temporary, () => open(temporary, 'wx'))
    await file.truncate()
    const to = file
    const hash = createHash('sha256')
    const size = await inMemory(HELD, () =>
      writeFrom(to, body, 0, (bytes) => {
        hash.update(bytes)
        progress.advance(bytes.length)
      })
    )
    return { sha256: hash.digest('hex'), size }
  }
  try {
    return await store.make(key, write)
  } finally {
    progress.done()
    await file?.close()
  }
}
