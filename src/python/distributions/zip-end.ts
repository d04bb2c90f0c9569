import { MOST_DIRECTORY, MOST_MEMBERS } from './limits.ts'
import { refusal } from './refusal.ts'

/** Where a zip has its directory, and how many members that has. */
export interface Directory {
  readonly start: number
  readonly end: number
  readonly members: number
}

/**
 * Finds the directory of a zip of `size` bytes from the file's last bytes (APPNOTE.TXT 4.3.14 to 4.3.16), more strictly than
 * most readers: the records at the end have to agree with each other, and to follow each other without a gap. So all
 * readers see the same members. Throws `corrupt` for anything else.
 */
export function findDirectory(name: string, tail: Buffer, size: number): Directory {
  // A negative offset would be counted from the end.
  const at = tail.length < END_SIZE ? -1 : tail.lastIndexOf(END, tail.length - END_SIZE)
  if (at < 0) {
    throw refusal(
      name,
      'has no end of a zip archive: it was cut short, is no zip, or has other bytes behind the archive'
    )
  }
  const end = tail.subarray(at)
  if (end.length !== END_SIZE + end.readUInt16LE(20)) throw refusal(name, 'has bytes behind the zip archive')
  const position = size - end.length
  const short = {
    disks: end.readUInt32LE(4),
    members: end.readUInt16LE(8),
    total: end.readUInt16LE(10),
    length: end.readUInt32LE(12),
    start: end.readUInt32LE(16)
  }
  if (short.disks !== 0 && short.disks !== 0xffffffff) throw refusal(name, 'is a part of a split zip archive')
  const long = readZip64(name, tail.subarray(0, at), position)
  const { members, length, start, stop } = long ?? { ...short, stop: position }
  const agrees =
    long === undefined
      ? short.members === short.total
      : fits(short.members, members, 0xffff) &&
        fits(short.total, members, 0xffff) &&
        fits(short.length, length, 0xffffffff) &&
        fits(short.start, start, 0xffffffff)
  if (!agrees) throw refusal(name, 'is a zip archive whose records at the end contradict each other')
  if (start + length !== stop) {
    throw refusal(name, 'has bytes in front of the zip archive, or between its directory and its end')
  }
  if (length > MOST_DIRECTORY)
    throw refusal(name, `has a directory of ${length} bytes; ${MOST_DIRECTORY} are read at most`)
  if (members > MOST_MEMBERS) throw refusal(name, `has ${members} members; ${MOST_MEMBERS} are read at most`)
  return { start, end: stop, members }
}

const END = Buffer.from('PK\x05\x06', 'latin1')
const END_SIZE = 22
const ZIP64_END = Buffer.from('PK\x06\x06', 'latin1')
const ZIP64_END_SIZE = 56
const ZIP64_LOCATOR = Buffer.from('PK\x06\x07', 'latin1')
const ZIP64_LOCATOR_SIZE = 20

interface Zip64End {
  readonly members: number
  readonly length: number
  readonly start: number
  /** Where the record itself begins. */
  readonly stop: number
}

/** The large numbers, if there are any: in front of the end record, which begins at `position`, and directly so. */
function readZip64(name: string, before: Buffer, position: number): Zip64End | undefined {
  const locator = before.subarray(-ZIP64_LOCATOR_SIZE)
  if (locator.length < ZIP64_LOCATOR_SIZE || !locator.subarray(0, 4).equals(ZIP64_LOCATOR)) return undefined
  const stop = position - ZIP64_LOCATOR_SIZE - ZIP64_END_SIZE
  const record = before.subarray(-ZIP64_LOCATOR_SIZE - ZIP64_END_SIZE, -ZIP64_LOCATOR_SIZE)
  const sound =
    record.length === ZIP64_END_SIZE &&
    record.subarray(0, 4).equals(ZIP64_END) &&
    locator.readUInt32LE(4) === 0 &&
    locator.readBigUInt64LE(8) === BigInt(stop) &&
    locator.readUInt32LE(16) <= 1 &&
    record.readBigUInt64LE(4) === BigInt(ZIP64_END_SIZE - 12) &&
    record.readBigUInt64LE(16) === 0n &&
    record.readBigUInt64LE(24) === record.readBigUInt64LE(32)
  if (!sound) throw refusal(name, 'is a zip archive with a record for large files that makes no sense')
  return {
    members: Number(record.readBigUInt64LE(32)),
    length: Number(record.readBigUInt64LE(40)),
    start: Number(record.readBigUInt64LE(48)),
    stop
  }
}

/** True where a short field says what the long one says, or that the long one counts. */
function fits(short: number, long: number, unsaid: number): boolean {
  return short === unsaid || short === long
}
