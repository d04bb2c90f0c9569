import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { chmod, lstat, mkdir, open, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ReadEntry } from 'tar'
import { fileError, isRegistryError, messageOf, RegistryError, systemCode } from '../errors.ts'
import { makeFolder } from '../folders.ts'
import { PARTIAL } from '../transfer/download.ts'
import { guarding, type ArchiveEntry, type Guard } from './entries.ts'
import { noteUnpacked, replaceFolder } from './unpacked-folder.ts'

/**
 * Unpacks a tar or zip archive into `folder`, which is replaced as a whole, and notes there what was unpacked.
 * Throws `corrupt` for an archive that reaches outside, has names that can't be kept apart here, or unpacks to absurd
 * sizes; `unsupported` for other kinds; `conflict` where something is in place that this program did not unpack.
 */
export async function unpack(
  archive: string,
  folder: string,
  job: { digest: string; size: number; name: string; platform: NodeJS.Platform }
): Promise<void> {
  const temporary = join(dirname(folder), `${PARTIAL}${randomUUID()}`)
  const guard = guarding(job)
  try {
    await makeFolder(temporary)
    await unpackInto(temporary, { archive, name: job.name, guard })
    await noteUnpacked(temporary, job.digest)
    await replaceFolder(temporary, folder)
  } catch (error) {
    const known = fileError(error, folder, 'unpacking to')
    throw isRegistryError(known) ? known : unreadable(job.name, error)
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined)
  }
}

async function unpackInto(
  folder: string,
  { archive, name, guard }: { archive: string; name: string; guard: Guard }
): Promise<void> {
  const kind = await kindOf(archive)
  if (kind === 'other') throw unknownKind(name)
  try {
    await (kind === 'tar' ? unpackTar(archive, folder, guard) : unpackZip(archive, folder, guard))
  } catch (error) {
    // What was found to be bad tells more than what came of it.
    guard.end()
    // The folder is new: whatever is in the way of an entry is another one.
    if (IN_THE_WAY.has(systemCode(error) ?? '')) throw unreadable(name, error)
    throw error
  }
  guard.end()
}

const IN_THE_WAY: ReadonlySet<string> = new Set(['EEXIST', 'ENOTDIR', 'EISDIR'])

async function kindOf(archive: string): Promise<'tar' | 'zip' | 'other'> {
  const file = await open(archive, 'r')
  const head = Buffer.alloc(265)
  await file.read(head, 0, head.length, 0).finally(() => file.close())
  if (head.readUInt16BE(0) === 0x1f8b || head.toString('latin1', 257, 262) === 'ustar') return 'tar'
  return head.toString('latin1', 0, 2) === 'PK' && [0x0304, 0x0506].includes(head.readUInt16BE(2))
    ? 'zip'
    : 'other'
}

async function unpackTar(archive: string, into: string, guard: Guard): Promise<void> {
  const tar = await import('tar')
  await tar.extract({
    file: archive,
    cwd: into,
    strict: true,
    preserveOwner: false,
    filter: (path, entry) => {
      if (!('type' in entry)) return false
      const { type, size, linkpath } = entry
      const kind = KINDS[type] ?? 'other'
      const target = kind === 'link' || kind === 'hard link' ? linkpath : undefined
      entry.mode = modeOf(kind, entry.mode ?? 0)
      return guard.judge({ path, size, kind, target }) === 'write'
    }
  })
}

/** Of an entry's mode only whether it can be executed counts. */
function modeOf(kind: ArchiveEntry['kind'], mode: number): number {
  return kind === 'folder' || (mode & 0o111) !== 0 ? 0o755 : 0o644
}

const KINDS: Partial<Record<ReadEntry['type'], ArchiveEntry['kind']>> = {
  ...{ File: 'file', OldFile: 'file', ContiguousFile: 'file' },
  ...{ Directory: 'folder', GNUDumpDir: 'folder' },
  ...{ SymbolicLink: 'link', Link: 'hard link' }
}

const S_IFMT = 0o170000
const S_IFLNK = 0o120000

async function unpackZip(archive: string, into: string, guard: Guard): Promise<void> {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive)
  for await (const entry of zip.eachEntry()) {
    const mode = entry.externalFileAttributes >>> 16
    const { fileName: path, uncompressedSize: size } = entry
    const kind = path.endsWith('/') ? 'folder' : (mode & S_IFMT) === S_IFLNK ? 'link' : 'file'
    const read = () => zip.openReadStreamPromise(entry)
    const link = kind === 'link' ? await textOf(await read()) : undefined
    const verdict = guard.judge({ path, size, kind, target: link })
    if (verdict === 'stop') break
    if (verdict === 'leave') continue
    const target = join(into, ...path.split('/'))
    if (kind === 'folder') {
      await mkdir(target, { recursive: true })
      continue
    }
    await assertNoLinks(into, path)
    await mkdir(dirname(target), { recursive: true })
    await rm(target, { force: true })
    if (link !== undefined) await symlink(link, target)
    else {
      await pipeline(await read(), createWriteStream(target, { flags: 'wx' }))
      await chmod(target, modeOf(kind, mode))
    }
  }
}

/** An entry is never written through a link that an earlier entry made. */
async function assertNoLinks(into: string, path: string): Promise<void> {
  const segments = path.split('/').slice(0, -1)
  for (let depth = 1; depth <= segments.length; depth += 1) {
    const state = await lstat(join(into, ...segments.slice(0, depth))).catch(() => undefined)
    if (state?.isSymbolicLink() === true)
      throw new Error(`the entry ${JSON.stringify(path)} lies behind a link`)
  }
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const chunk of stream) {
    text += chunk.toString()
    if (text.length > 4096) throw new Error('a link is longer than 4096 characters')
  }
  return text
}

function unknownKind(name: string): RegistryError {
  return new RegistryError('unsupported', `${name} is neither a tar (plain or gzip) nor a zip archive`, {
    hint: 'Leave `extract` out for this package, or pack it as .tar.gz or .zip.'
  })
}

function unreadable(name: string, error: unknown): RegistryError {
  return new RegistryError('corrupt', `${name} could not be unpacked: ${messageOf(error)}`, {
    hint: 'Nothing was put in place. Try to unpack the file where it was made; without `extract` it is pulled as it is.',
    cause: error
  })
}
