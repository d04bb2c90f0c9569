/** Writers of zip and tar archives in which any single thing may be wrong. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'

/** A member of a zip. What is given besides name and content stands in place of what would be right. */
export interface ZipEntry {
  readonly name: string | Buffer
  readonly content?: string | Uint8Array
  readonly stored?: boolean
  /** What kind of thing it is, and who may do what: `0o120777` is a symbolic link. */
  readonly mode?: number
  readonly flags?: number
  readonly method?: number
  readonly crc?: number
  /** Bytes as the directory has them. */
  readonly size?: number
  readonly packedSize?: number
  /** What lies there in the place of the packed content. */
  readonly packed?: Uint8Array
  readonly offset?: number
  readonly localName?: string
  readonly localExtra?: Buffer
  readonly localMethod?: number
  readonly extra?: Buffer
  readonly comment?: Buffer
}

/** What is written around the members of a zip, in place of what would be right. */
export interface ZipFrame {
  readonly before?: Uint8Array
  /** Between the directory and the records at the end. */
  readonly between?: Uint8Array
  readonly behind?: Uint8Array
  readonly comment?: string
  readonly count?: number
  readonly total?: number
  readonly length?: number
  readonly start?: number
  readonly disk?: number
  /** Writes the records for large files, too, and leaves the short ones unsaid. */
  readonly zip64?:
    { count?: number; length?: number; start?: number; locator?: number; recordSize?: number } | true
  /** Has the short records say what they know, beside those for large files. */
  readonly saidTwice?: boolean
}

/** A zip archive. */
export function zipOf(entries: readonly ZipEntry[], frame: ZipFrame = {}): Buffer {
  const before = Buffer.from(frame.before ?? [])
  const locals: Buffer[] = [before]
  const directory: Buffer[] = []
  let position = before.length
  for (const entry of entries) {
    const local = localOf(entry)
    directory.push(directoryOf(entry, entry.offset ?? position))
    locals.push(local)
    position += local.length
  }
  const members = Buffer.concat(directory)
  const start = frame.start ?? position
  const between = Buffer.from(frame.between ?? [])
  const at = position + members.length + between.length
  const known = { count: entries.length, length: members.length, start }
  return Buffer.concat([
    ...locals,
    members,
    between,
    frame.zip64 === undefined ? Buffer.alloc(0) : zip64Of(frame.zip64 === true ? {} : frame.zip64, known, at),
    endOf(frame, known),
    Buffer.from(frame.behind ?? [])
  ])
}

function bodyOf(entry: ZipEntry) {
  const content = Buffer.from(entry.content ?? '')
  const method = entry.method ?? (entry.stored === true ? 0 : 8)
  const packed = Buffer.from(entry.packed ?? (method === 8 ? deflateRawSync(content) : content))
  return {
    method,
    packed,
    size: content.length,
    crc: entry.crc ?? crc32(content),
    name: Buffer.from(entry.name)
  }
}

function localOf(entry: ZipEntry): Buffer {
  const { method, packed, size, crc, name: own } = bodyOf(entry)
  const name = entry.localName === undefined ? own : Buffer.from(entry.localName)
  const extra = entry.localExtra ?? Buffer.alloc(0)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(entry.flags ?? 0, 6)
  head.writeUInt16LE(entry.localMethod ?? method, 8)
  head.writeUInt16LE(0x21, 12)
  head.writeUInt32LE(crc, 14)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(size, 22)
  head.writeUInt16LE(name.length, 26)
  head.writeUInt16LE(extra.length, 28)
  return Buffer.concat([head, name, extra, packed])
}

function directoryOf(entry: ZipEntry, offset: number): Buffer {
  const { method, packed, size, crc, name } = bodyOf(entry)
  const [extra, comment] = [entry.extra ?? Buffer.alloc(0), entry.comment ?? Buffer.alloc(0)]
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE((3 << 8) | 20, 4)
  head.writeUInt16LE(20, 6)
  head.writeUInt16LE(entry.flags ?? 0, 8)
  head.writeUInt16LE(method, 10)
  head.writeUInt16LE(0x21, 14)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(entry.packedSize ?? packed.length, 20)
  head.writeUInt32LE(entry.size ?? size, 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt16LE(extra.length, 30)
  head.writeUInt16LE(comment.length, 32)
  head.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38)
  head.writeUInt32LE(offset, 42)
  return Buffer.concat([head, name, extra, comment])
}

interface Known {
  readonly count: number
  readonly length: number
  readonly start: number
}

function zip64Of(
  wrong: Exclude<ZipFrame['zip64'], true | undefined>,
  known: Known,
  position: number
): Buffer {
  const record = Buffer.alloc(56)
  record.write('PK\x06\x06', 'latin1')
  record.writeBigUInt64LE(BigInt(wrong.recordSize ?? 44), 4)
  record.writeBigUInt64LE(BigInt(wrong.count ?? known.count), 24)
  record.writeBigUInt64LE(BigInt(wrong.count ?? known.count), 32)
  record.writeBigUInt64LE(BigInt(wrong.length ?? known.length), 40)
  record.writeBigUInt64LE(BigInt(wrong.start ?? known.start), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(BigInt(wrong.locator ?? position), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record, locator])
}

function endOf(frame: ZipFrame, known: Known): Buffer {
  const unsaid = frame.zip64 !== undefined && frame.saidTwice !== true
  const end = Buffer.alloc(22)
  const comment = Buffer.from(frame.comment ?? '')
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(frame.disk ?? 0, 4)
  end.writeUInt16LE(frame.count ?? (unsaid ? 0xffff : known.count), 8)
  end.writeUInt16LE(frame.total ?? frame.count ?? (unsaid ? 0xffff : known.count), 10)
  end.writeUInt32LE(frame.length ?? (unsaid ? 0xffffffff : known.length), 12)
  end.writeUInt32LE(unsaid ? 0xffffffff : known.start, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([end, comment])
}

/** A member of a tar. What is given besides name and content stands in place of what would be right. */
export interface TarEntry {
  readonly name: string
  readonly content?: string | Uint8Array
  /** `0` a file, `1` and `2` links, `5` a folder, `x` and `g` pax headers, `L` a long name. */
  readonly type?: string
  readonly link?: string
  readonly size?: number
  /** As it stands in the header. */
  readonly sizeField?: Buffer
  readonly checksum?: number
}

/** A tar archive, with or without the empty blocks at its end. */
export function tarOf(entries: readonly TarEntry[], more: { readonly end?: boolean } = {}): Buffer {
  const blocks = entries.flatMap((entry) => {
    const content = Buffer.from(entry.content ?? '')
    return [tarHeader(entry, content.length), content, Buffer.alloc(-content.length & 511)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(more.end === false ? 0 : 1024)])
}

/** A tar archive, packed with gzip. */
export function tarGzOf(entries: readonly TarEntry[]): Buffer {
  return gzipSync(tarOf(entries))
}

/** A pax header that says something of the next member. */
export function paxOf(records: Readonly<Record<string, string>>, type = 'x'): TarEntry {
  const content = Object.entries(records)
    .map(([key, value]) => {
      const rest = Buffer.byteLength(` ${key}=${value}\n`)
      const digits = [1, 2, 3, 4, 5, 6].find((count) => String(rest + count).length === count) ?? 7
      return `${rest + digits} ${key}=${value}\n`
    })
    .join('')
  return { name: 'PaxHeader/x', content, type }
}

function tarHeader(entry: TarEntry, length: number): Buffer {
  const head = Buffer.alloc(512)
  head.write(entry.name, 0, 100)
  head.write('0000644\0', 100)
  head.write('0000000\0', 108)
  head.write('0000000\0', 116)
  if (entry.sizeField !== undefined) entry.sizeField.copy(head, 124, 0, 12)
  else head.write(`${(entry.size ?? length).toString(8).padStart(11, '0')}\0`, 124)
  head.write('00000000000\0', 136)
  head.write('        ', 148)
  head.write(entry.type ?? '0', 156)
  head.write(entry.link ?? '', 157, 100)
  head.write('ustar\x0000', 257)
  const sum = entry.checksum ?? head.reduce((total, byte) => total + byte, 0)
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return head
}
