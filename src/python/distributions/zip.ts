import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { crc32, inflateRaw, inflateRawSync } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { limitYoung } from '../../memory.ts'
import { FREE_UNPACKED, MOST_EXTRA, MOST_METADATA, MOST_RATIO, TAIL, WINDOW } from './limits.ts'
import { pathProblem } from './members.ts'
import { placeOf, quoted, refusal, unreadable } from './refusal.ts'
import type { Source } from './source.ts'
import { findDirectory, type Directory } from './zip-end.ts'
import type { Window } from './zip-window.ts'

/** A member of a zip. */
export interface ZipMember {
  /** With `/` between the folders; folders end in one. */
  readonly path: string
  readonly entry: Entry
}

/** A zip archive that is read where its bytes are. */
export interface Zip {
  /** Every member in the order of the directory, once. A directory that can't be trusted is found out by its end. */
  members(): AsyncGenerator<ZipMember>
  /** The bytes of a small member, all of them checked. */
  read(member: ZipMember): Promise<Buffer>
}

/**
 * Opens a zip with one read of its end, and a second one for a directory that is longer. Throws `corrupt` for archives that
 * readers could take for different things, and for hostile ones: bytes in front or behind, members twice, encrypted, outside
 * of the archive or of its folder, absurd sizes.
 */
export async function openZip(source: Source): Promise<Zip> {
  const { name, size } = source
  const bytes = await source.read(Math.max(0, size - TAIL), size)
  const directory = findDirectory(name, bytes, size)
  // Brings the library, which most commands do without.
  const { openWithin, windowOn } = await import('./zip-window.ts')
  const window = windowOn(source, bytes)
  if (directory.start < size - bytes.length && directory.end - directory.start <= WINDOW)
    await window.load(Math.max(0, directory.start - TAIL), size - bytes.length)
  const zip = await openWithin(source, window).catch((error: unknown) => {
    throw unreadable(name, error)
  })
  return {
    members: () => checked(source, zip, directory),
    async read({ path, entry }) {
      const place = placeOf(name, path)
      try {
        return await readMember({ place, zip, window, entry })
      } catch (error) {
        throw unreadable(place, error)
      }
    }
  }
}

async function* checked(source: Source, zip: ZipFile, directory: Directory): AsyncGenerator<ZipMember> {
  const { name } = source
  const seen = new Set<string>()
  const sum = { packed: 0, unpacked: 0 }
  let [position, rested, first] = [directory.start, directory.start, directory.start]
  try {
    for await (const entry of zip.eachEntry()) {
      position += DIRECTORY_HEADER + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
      first = Math.min(first, entry.relativeOffsetOfLocalHeader)
      sum.packed += LOCAL_HEADER + entry.fileNameLength + entry.compressedSize
      sum.unpacked += entry.uncompressedSize
      const path = pathOf(name, entry)
      const key = keyOf(entry.fileNameRaw)
      const problem = problemOf(entry, path, directory) ?? (seen.has(key) ? 'is there twice' : undefined)
      if (problem !== undefined) throw refusal(name, `has the member ${quoted(path)}, which ${problem}`)
      if (!path.endsWith('/')) seen.add(key)
      yield { path, entry }
      // The library hands out what is in memory without a pause.
      if (position - rested > PAUSE) {
        rested = position
        limitYoung()
        await new Promise(setImmediate)
      }
    }
  } catch (error) {
    throw unreadable(name, error)
  }
  if (position !== directory.end) throw refusal(name, 'has a directory that does not end where it says')
  if (first > 0) throw refusal(name, 'has bytes in front of its first member')
  if (sum.packed > directory.start) throw refusal(name, 'has members that lie on top of each other')
  if (sum.unpacked > Math.max(FREE_UNPACKED, MOST_RATIO * source.size))
    throw refusal(name, `unpacks to ${sum.unpacked} bytes, more than ${MOST_RATIO} times its own size`)
}

const DIRECTORY_HEADER = 46
const LOCAL_HEADER = 30

/** Bytes of a directory. */
const PAUSE = 256 * 1024

/** What is remembered of a path: of a long one its digest. */
function keyOf(raw: Buffer): string {
  return raw.length > 64 ? hash('sha1', raw, 'base64') : raw.toString('latin1')
}

/** Why a member is not one that a distribution has; undefined where it may be. */
function problemOf(entry: Entry, path: string, directory: Directory): string | undefined {
  const { relativeOffsetOfLocalHeader: start, compressedSize } = entry
  if (entry.isEncrypted()) return 'is encrypted'
  if (entry.extraFieldLength > MOST_EXTRA)
    return `has ${entry.extraFieldLength} bytes of extra fields; ${MOST_EXTRA} are read at most`
  if (start + LOCAL_HEADER + entry.fileNameLength + compressedSize > directory.start)
    return 'reaches into the directory'
  return pathProblem(path)
}

/** The path as Python sees it. A second name, in an extra field, must not say something else. */
function pathOf(name: string, { fileNameRaw: raw, generalPurposeBitFlag, extraFields }: Entry): string {
  const isUnicode = (generalPurposeBitFlag & UNICODE) !== 0
  if (isUnicode && !isUtf8(raw)) throw refusal(name, 'has a member whose name is not UTF-8')
  const isPlain = raw.every((byte) => byte < 0x80)
  const second = extraFields.find(({ id }) => id === UNICODE_PATH)
  if (isPlain && second !== undefined && !second.data.subarray(5).equals(raw))
    throw refusal(name, `has a member with two names, ${quoted(raw.toString('latin1'))} and another one`)
  return raw.toString(isUnicode ? 'utf8' : 'latin1')
}

const UNICODE = 0x800
const UNICODE_PATH = 0x7075

interface Reading {
  readonly place: string
  readonly zip: ZipFile
  readonly window: Window
  readonly entry: Entry
}

async function readMember({ place, zip, window, entry }: Reading): Promise<Buffer> {
  const { uncompressedSize: size, compressedSize: packed, compressionMethod: method } = entry
  const kind = (entry.externalFileAttributes >>> 16) & S_IFMT
  if (kind !== 0 && kind !== S_IFREG) throw refusal(place, 'is a link or another special file')
  const largest = Math.max(size, packed)
  if (largest > MOST_METADATA) throw refusal(place, `has ${largest} bytes; ${MOST_METADATA} are read at most`)
  if (method !== STORED && method !== DEFLATED)
    throw refusal(place, `is packed by method ${method}, which is neither of the two that are in use`)
  const head = LOCAL_HEADER + entry.fileNameLength + entry.extraFieldLength + SPARE
  await window.hold(entry.relativeOffsetOfLocalHeader, head + packed)
  const local = await zip.readLocalFileHeaderPromise(entry)
  if (!local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== method)
    throw refusal(place, 'is one thing in the directory and another where it lies')
  const data = await window.hold(local.fileDataStart, packed)
  // A copy: what is kept of a file must not keep what was read around it.
  const bytes = method === STORED ? Buffer.from(data) : await unpack(data, size)
  if (bytes.length !== size || crc32(bytes) !== entry.crc32)
    throw refusal(place, 'is damaged: size or checksum are not what the directory says')
  return bytes
}

/** Unpacks what should become `size` bytes, and no more than one byte beyond them. */
async function unpack(data: Buffer, size: number): Promise<Buffer> {
  const limit = { maxOutputLength: size + 1 }
  if (size > LITTLE) return unpackInThread(data, limit)
  // A thread takes longer to begin than little to unpack. What comes of it keeps the whole chunk in memory that it lies in.
  return inflateRawSync(data, { ...limit, chunkSize: Math.max(SMALLEST_CHUNK, size + 1) })
}

const unpackInThread: (data: Buffer, limit: { maxOutputLength: number }) => Promise<Buffer> =
  promisify(inflateRaw)
const LITTLE = 256 * 1024
// https://nodejs.org/api/zlib.html#zlibconstants
const SMALLEST_CHUNK = 64
const STORED = 0
const DEFLATED = 8
const S_IFMT = 0o170000
const S_IFREG = 0o100000

/** The extra fields beside a member may be longer than those in the directory. */
const SPARE = 128
