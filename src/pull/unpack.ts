import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import {
  chmod,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  writeFile
} from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import * as v from 'valibot'
import { sha256, sha256OfFile } from '../digest.ts'
import { fileError, isRegistryError, messageOf, RegistryError } from '../errors.ts'
import { PARTIAL } from '../transfer/download.ts'

/**
 * Unpacks a tar or zip archive into `folder`, which is replaced as a whole, and notes there what was unpacked.
 * Throws `corrupt` for an archive that reaches outside or unpacks to absurd sizes, `unsupported` for other kinds.
 */
export async function unpack(
  archive: string,
  folder: string,
  job: { digest: string; size: number; name: string }
): Promise<void> {
  const temporary = join(dirname(folder), `${PARTIAL}${randomUUID()}`)
  const guard = guarding(job)
  try {
    await mkdir(temporary, { recursive: true })
    const kind = await kindOf(archive)
    if (kind === 'tar') await unpackTar(archive, temporary, guard)
    else if (kind === 'zip') await unpackZip(archive, temporary, guard)
    else throw unknownKind(job.name)
    guard.end()
    await writeFile(
      join(temporary, MARKER),
      JSON.stringify({ digest: job.digest, tree: await treeDigest(temporary) })
    )
    await replaceFolder(temporary, folder)
  } catch (error) {
    const known = fileError(error, folder, 'unpacking to')
    throw isRegistryError(known) ? known : unreadable(job.name, error)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** True where `folder` holds exactly what the archive of this digest was unpacked to. */
export async function isUnpacked(folder: string, digest: string): Promise<boolean> {
  const text = await readFile(join(folder, MARKER), 'utf8').catch(() => undefined)
  if (text === undefined) return false
  const marker = v.safeParse(markerSchema, JSON.parse(text))
  return (
    marker.success && marker.output.digest === digest && marker.output.tree === (await treeDigest(folder))
  )
}

const MARKER = '.registry-unpacked.json'
const markerSchema = v.object({ digest: v.string(), tree: v.string() })

/** An archive may hold this many entries, and unpack to this many bytes or this many times its size. */
const MAX_ENTRIES = 500_000
const MAX_FREE_BYTES = 2 * 1024 ** 3
const MAX_RATIO = 100

/** Looks at each entry before it is written; after the first bad one nothing more is written. */
interface Guard {
  readonly allows: (entry: { path: string; size: number; link: string | undefined; hard: boolean }) => boolean
  readonly end: () => void
}

function guarding({ name, size }: { name: string; size: number }): Guard {
  let entries = 0
  let bytes = 0
  let bad: string | undefined
  const most = Math.max(MAX_FREE_BYTES, size * MAX_RATIO)
  return {
    allows: (entry) => {
      entries += 1
      bytes += entry.size
      bad ??= outside(entry)
      if (entries > MAX_ENTRIES) bad ??= `it holds more than ${MAX_ENTRIES} entries`
      if (bytes > most) bad ??= `it unpacks to more than ${most} bytes, ${MAX_RATIO} times its own size`
      return bad === undefined
    },
    end: () => {
      if (bad === undefined) return
      throw new RegistryError('corrupt', `${name} is not unpacked: ${bad}`, {
        hint: 'Nothing was put in place. Look at who made this archive; without `extract` it is pulled as it is.'
      })
    }
  }
}

/** Why an entry can't be written, if it can't. */
function outside({
  path,
  link,
  hard
}: {
  path: string
  link: string | undefined
  hard: boolean
}): string | undefined {
  if (escapes(path)) return `the entry ${JSON.stringify(path)} lies outside of the folder`
  if (link === undefined) return undefined
  const target = hard ? link : posix.join(posix.dirname(path), link)
  // After a name, ".." may step out of where another link leads, not back to where the name stands.
  const stepsBack = /[^/]\/+\.\.(\/|$)/.test(link.replace(/^(\.\.?\/+)+/, ''))
  return link.startsWith('/') || stepsBack || escapes(target) || /^[A-Za-z]:|\\/.test(link)
    ? `the link ${JSON.stringify(path)} points outside of the folder, to ${JSON.stringify(link)}`
    : undefined
}

function escapes(path: string): boolean {
  const normal = posix.normalize(path)
  return (
    path.startsWith('/') ||
    path.includes('\\') ||
    path.includes('\0') ||
    /^[A-Za-z]:/.test(path) ||
    normal === '..' ||
    normal.startsWith('../')
  )
}

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
      const hard = entry.type === 'Link'
      const link = hard || entry.type === 'SymbolicLink' ? entry.linkpath : undefined
      return guard.allows({ path, size: entry.size, link, hard })
    }
  })
}

const S_IFMT = 0o170000
const S_IFLNK = 0o120000

async function unpackZip(archive: string, into: string, guard: Guard): Promise<void> {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive)
  for await (const entry of zip.eachEntry()) {
    const mode = entry.externalFileAttributes >>> 16
    const isLink = (mode & S_IFMT) === S_IFLNK
    const read = () => zip.openReadStreamPromise(entry)
    const link = isLink ? await textOf(await read()) : undefined
    if (!guard.allows({ path: entry.fileName, size: entry.uncompressedSize, link, hard: false })) break
    const target = join(into, ...entry.fileName.split('/'))
    if (entry.fileName.endsWith('/')) {
      await mkdir(target, { recursive: true })
      continue
    }
    await assertNoLinks(into, entry.fileName)
    await mkdir(dirname(target), { recursive: true })
    if (link !== undefined) await symlink(link, target)
    else {
      await pipeline(await read(), createWriteStream(target, { flags: 'wx' }))
      await chmod(target, (mode & 0o111) === 0 ? 0o644 : 0o755)
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

/** A digest over the names, modes and bytes of all files below a folder, the marker left out. */
async function treeDigest(folder: string): Promise<string> {
  const lines: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath, entry.name)
    const name = file.slice(folder.length + 1)
    if (name === MARKER) continue
    if (entry.isSymbolicLink()) lines.push(`${name} -> ${await readlink(file)}`)
    else if (entry.isFile()) {
      const { size, mode } = await lstat(file)
      lines.push(`${name} ${mode & 0o111} ${await sha256OfFile(file, size)}`)
    }
  }
  return sha256(lines.sort().join('\n'))
}

/** Puts a folder in place of another: a reader sees the old one, for a moment none, then the new one, never a mixture. */
async function replaceFolder(from: string, to: string): Promise<void> {
  const old = `${from}-old`
  await mkdir(dirname(to), { recursive: true })
  await rename(to, old).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  })
  await rename(from, to)
  await rm(old, { recursive: true, force: true })
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
