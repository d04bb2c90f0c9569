import { createGunzip } from 'node:zlib'
import type { ReadEntry } from 'tar'
import { fileError, messageOf } from '../../errors.ts'
import { limitYoung, sweepAfter } from '../../memory.ts'
import { chunksOf } from '../../transfer/stream.ts'
import {
  FREE_UNPACKED,
  MOST_MEMBERS,
  MOST_METADATA,
  MOST_RATIO,
  MOST_TAR_HEADER,
  MOST_TAR_HEADERS,
  MOST_UNPACKED
} from './limits.ts'
import { isTopPkgInfo, pathProblem, type PkgInfo } from './members.ts'
import { quoted, refusal, unreadable } from './refusal.ts'
import type { Source } from './source.ts'

/**
 * Reads a `.tar.gz` from the front until the PKG-INFO of its top folder is there, and then stops; with `whole` it goes on to
 * the end, as far as the limits let it, and finds what is cut short, damaged or there twice. Undefined where there is no
 * PKG-INFO. Throws `corrupt` for what can't be unpacked, members outside of their folder, and absurd sizes.
 */
export async function pkgInfoInTar(
  source: Source,
  options: { whole: boolean }
): Promise<PkgInfo | undefined> {
  const search = await startSearch(source.name)
  const file = await source.stream()
  const unpacked = createGunzip({ chunkSize: CHUNK })
  let lost: unknown
  file.on('error', (error) => {
    lost = error
    unpacked.destroy(error)
  })
  try {
    for await (const chunk of chunksOf(file.pipe(unpacked))) {
      const goesOn = search.take(chunk, unpacked.bytesWritten)
      limitYoung()
      sweepAfter(chunk.length)
      if (search.found() !== undefined && !(options.whole && goesOn)) return search.found()
    }
    search.end()
    return search.found()
  } catch (error) {
    throw lost === undefined ? unreadable(source.name, error) : fileError(lost, source.name, 'reading')
  } finally {
    file.destroy()
    unpacked.destroy()
  }
}

const CHUNK = 256 * 1024

interface Search {
  /** Takes unpacked bytes, and how many packed ones they came from in all; false where the limits are reached. */
  readonly take: (chunk: Buffer, packed: number) => boolean
  readonly end: () => void
  readonly found: () => PkgInfo | undefined
}

async function startSearch(name: string): Promise<Search> {
  const members = judging(name)
  const { Parser } = await import('tar')
  const parser = new Parser({
    maxMetaEntrySize: MOST_TAR_HEADER,
    zstd: false,
    filter: (path, entry) => 'type' in entry && members.wants(path, entry),
    onReadEntry: members.collect,
    onwarn: (_, message) => {
      throw refusal(name, `is a damaged tar archive: ${messageOf(message)}`)
    }
  })
  let isOver = false
  parser.on('meta', members.header)
  parser.on('ignoredEntry', members.ignored)
  parser.on('eof', () => {
    isOver = true
  })
  let unpacked = 0
  // The parser would unpack what is packed twice, so the first bytes are looked at before it sees them.
  let head: Buffer | undefined = Buffer.alloc(0)
  const feed = (chunk: Buffer) => {
    const bytes = head === undefined ? chunk : Buffer.concat([head, chunk])
    const isFirst = head !== undefined
    head = bytes.length < BLOCK ? bytes : undefined
    if (head !== undefined) return
    if (isFirst && bytes.readUInt16BE(0) === GZIP) throw refusal(name, 'is packed twice')
    parser.write(bytes)
  }
  return {
    found: members.found,
    take(chunk, packed) {
      unpacked += chunk.length
      const isTooMuch =
        unpacked > MOST_UNPACKED || (unpacked > FREE_UNPACKED && unpacked > MOST_RATIO * packed)
      if (isTooMuch && members.found() === undefined)
        throw refusal(name, `unpacks to more than ${unpacked} bytes before its PKG-INFO comes`)
      // What follows the end of an archive is not looked at, and the parser would keep it all.
      if (!isOver) feed(chunk)
      return !isTooMuch && !members.areTooMany()
    },
    end() {
      if (head !== undefined) throw refusal(name, 'is no tar archive')
      if (!isOver) parser.end()
    }
  }
}

const BLOCK = 512
const GZIP = 0x1f8b

/** Looks at every member, and takes PKG-INFO. Throws for what no source distribution has. */
function judging(name: string) {
  let found: PkgInfo | undefined
  let [members, headers] = [0, 0]
  const areTooMany = () => members > MOST_MEMBERS || headers > MOST_TAR_HEADERS
  const count = () => {
    members += 1
    if (areTooMany() && found === undefined)
      throw refusal(name, `has no PKG-INFO among its first ${members - 1} members; no more are looked at`)
  }
  return {
    found: () => found,
    areTooMany,
    header: (text: string) => {
      headers += text.length
      count()
    },
    ignored: (entry: ReadEntry) => {
      if (entry.meta) throw refusal(name, `has a header of ${entry.size} bytes in front of a member`)
    },
    wants: (path: string, entry: ReadEntry): boolean => {
      count()
      const problem = pathProblem(path)
      if (problem !== undefined) throw refusal(name, `has the member ${quoted(path)}, which ${problem}`)
      if (!isTopPkgInfo(path) || entry.type === 'Directory') return false
      if (found !== undefined) throw refusal(name, `has ${quoted(found.path)} and ${quoted(path)}`)
      if (!FILES.has(entry.type))
        throw refusal(name, `has the member ${quoted(path)}, which is a link or another special file`)
      if (entry.size > MOST_METADATA)
        throw refusal(name, `has a PKG-INFO of ${entry.size} bytes; ${MOST_METADATA} are read at most`)
      return true
    },
    collect: (entry: ReadEntry) => {
      const chunks: Buffer[] = []
      entry.on('data', (chunk: Buffer) => chunks.push(Buffer.from(chunk)))
      entry.on('end', () => {
        found = { path: entry.path, bytes: Buffer.concat(chunks) }
      })
    }
  }
}

const FILES = new Set(['File', 'OldFile', 'ContiguousFile'])
