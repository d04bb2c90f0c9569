/** Archives of any content, also such as no packer makes. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { Header, Pax } from 'tar'

/** What an archive holds under a name. */
export interface Packed {
  readonly path: string
  readonly content?: string | Uint8Array
  readonly kind?: 'file' | 'folder' | 'link' | 'hard link' | 'device' | 'fifo'
  /** What a link names. */
  readonly target?: string
  readonly mode?: number
  /** What the archive says of its size, where that is not true. */
  readonly claims?: number
}

const TYPES = {
  file: 'File',
  folder: 'Directory',
  link: 'SymbolicLink',
  'hard link': 'Link',
  device: 'CharacterDevice',
  fifo: 'FIFO'
} as const

/** How an archive is packed. */
export interface Packing {
  /** zip: nothing is compressed. */
  readonly stored?: boolean
  /** How hard it is compressed, from 0 to 9. */
  readonly level?: number
  /** What the archive says of itself; git writes a commit's id there. */
  readonly comment?: string
}

/** A tar archive. Names that are too long for its headers, or not ASCII, are in extended ones. */
export function tarOf(entries: readonly Packed[], { comment }: Packing = {}): Buffer {
  const blocks = entries.flatMap(({ path, content = '', kind = 'file', target, mode, claims }) => {
    const bytes = Buffer.from(content)
    const size = claims ?? bytes.length
    const link = target === undefined ? {} : { linkpath: target }
    const fields = {
      path,
      mode: mode ?? (kind === 'folder' ? 0o755 : 0o644),
      size,
      mtime: new Date(0),
      ...link
    }
    const header = new Header({ ...fields, type: TYPES[kind] })
    header.encode()
    return [
      ...(header.needPax ? [new Pax({ path, ...link }).encode()] : []),
      header.block ?? Buffer.alloc(0),
      bytes,
      Buffer.alloc((512 - (bytes.length % 512)) % 512)
    ]
  })
  const said = comment === undefined ? [] : [new Pax({ comment }, true).encode()]
  return Buffer.concat([...said, ...blocks, Buffer.alloc(1024)])
}

/** The same, compressed. */
export function tgzOf(entries: readonly Packed[], how: Packing = {}): Buffer {
  return gzipSync(tarOf(entries, how), how.level === undefined ? {} : { level: how.level })
}

const S_IFLNK = 0o120000
const S_IFREG = 0o100000

/** A zip archive, compressed or stored. Its names are UTF-8. */
export function zipOf(entries: readonly Packed[], how: Packing = {}): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { path, content = '', kind = 'file', target, mode = 0o644, claims } of entries) {
    const name = Buffer.from(path)
    const bytes = Buffer.from(kind === 'link' ? (target ?? '') : content)
    const data =
      how.stored === true ? bytes : deflateRawSync(bytes, how.level === undefined ? {} : { level: how.level })
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x0800, 2)
    fields.writeUInt16LE(how.stored === true ? 0 : 8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(claims ?? bytes.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const more = Buffer.alloc(14)
    more.writeUInt32LE((((kind === 'link' ? S_IFLNK : S_IFREG) | mode) << 16) >>> 0, 6)
    more.writeUInt32LE(offset, 10)
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, data])
    // Made on Unix: only then does the mode count.
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), fields, more, name]))
    files.push(file)
    offset += file.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    8
  )
  end.writeUInt32LE(offset, 12)
  const comment = Buffer.from(how.comment ?? '')
  end.writeUInt16LE(comment.length, 16)
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end, comment])
}
