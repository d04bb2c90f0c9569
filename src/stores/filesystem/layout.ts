import { createHash, randomUUID } from 'node:crypto'
import { open, rename } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileError, systemCode } from '../../errors.ts'
import { makeFolder } from '../../folders.ts'

/** The folder in which the driver keeps what is not the registry's own: locks, digests, files that are being written. */
export const CONTROL = '.store'

/** Where things lie in a registry's folder. */
export interface Layout {
  /** The file of a path. */
  file(path: string): string
  /** The file that holds the digest of an artifact. */
  sidecar(path: string): string
  /** The folder of the lock of a path. */
  lock(path: string): string
  /** The file that says what a swap of a record and its pages is about to put in place. */
  intent(path: string): string
  /** A new name for a file that is being written. */
  temporary(): string
  readonly temporaries: string
}

/** The layout of the registry in `root`, whose own paths lie below `prefix`. */
export function layoutOf(root: string, prefix: string): Layout {
  const hashed = (path: string) => createHash('sha256').update(`${prefix}${path}`).digest('hex').slice(0, 32)
  const temporaries = join(root, CONTROL, 'tmp')
  return {
    file: (path) => join(root, ...`${prefix}${path}`.split('/')),
    sidecar: (path) => join(root, CONTROL, 'digests', `${hashed(path)}.json`),
    lock: (path) => join(root, CONTROL, 'locks', hashed(path)),
    intent: (path) => join(root, CONTROL, 'intents', hashed(path)),
    temporary: () => join(temporaries, randomUUID()),
    temporaries
  }
}

/** Why a path can't be a file here, or undefined. */
export function refuses(path: string): string | undefined {
  const segments = path.split('/')
  if (segments[0] === CONTROL) return `begins with ${CONTROL}, which belongs to the store itself`
  for (const segment of segments) {
    if (segment === '' || segment === '.' || segment === '..') return 'has an empty, "." or ".." segment'
    if (segment.includes('\0')) return 'has a NUL character'
    if (Buffer.byteLength(segment) > 255) return 'has a segment of more than 255 bytes'
    if (process.platform === 'win32' && /[<>:"|?*\\]|[. ]$/.test(segment))
      return 'has characters that Windows does not allow'
  }
  return undefined
}

/** Makes a folder, and those above it, and makes sure that they are on the disk. */
export async function makeFolderDurably(folder: string): Promise<void> {
  const highest = await makeFolder(folder)
  if (highest === undefined) return
  const end = dirname(resolve(highest))
  let above = resolve(folder)
  do {
    above = dirname(above)
    await syncFolder(above)
  } while (above !== end && above !== dirname(above))
}

/** Writes bytes to a new file and makes sure they are on the disk. */
export async function writeDurably(file: string, bytes: Uint8Array | string): Promise<void> {
  await makeFolder(dirname(file))
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Puts a written file in place of another, durably. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await makeFolderDurably(dirname(to))
  await rename(from, to)
  await syncFolder(dirname(to))
}

/** Makes sure that a folder's entries are on the disk, where the system can do that. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch (error) {
    if (!['EPERM', 'EISDIR', 'EINVAL', 'EACCES'].includes(systemCode(error) ?? '')) throw error
  }
}

/** For a promise's `catch`: what is not there is undefined, anything else stays an error. */
export function ifAbsent(error: unknown): undefined {
  if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined
  throw error
}

/** What is read of a file or a folder, or an error that names it. */
export async function reading<T>(file: string, task: Promise<T>): Promise<T> {
  try {
    return await task
  } catch (error) {
    throw fileError(error, file, 'reading')
  }
}
