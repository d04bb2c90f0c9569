import { describe, expect, test } from '@jest/globals'
import {
  FREE_UNPACKED,
  MOST_DIRECTORY,
  MOST_MEMBERS,
  MOST_METADATA
} from '../../../../src/python/distributions/limits.ts'
import { readWheel } from '../../../../src/python/distributions/wheel.ts'
import { zipOf, type ZipEntry } from '../../../support/crafted-archives.ts'
import { failureOf, noise } from '../../../support/artifacts.ts'
import { metadataOf, sourceOf, wheelOf, type WheelParts } from '../../../support/python-distributions.ts'

const NARF = 'narf-1.0-py3-none-any.whl'
const KIB = 1024
const MIB = 1024 * KIB

async function read(bytes: Buffer, filename = NARF) {
  const source = sourceOf(filename, bytes)
  return { ...(await readWheel(source, filename)), reads: source.reads }
}

/** Members that can't be packed any tighter. */
function filler(count: number, size: number): ZipEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ name: `narf/data/${index}.bin`, content: noise(size, `${index}`), stored: true }
  }))
}

describe('a wheel', () => {
  test('gives its metadata, and METADATA byte for byte', async () => {
    const text = metadataOf('Narf', '1.0.0', ['Summary: Zört'], 'body\r\n')
    const { metadata, metadataBytes } = await read(wheelOf({ metadata: text }))
    expect(metadata).toMatchObject({
      name: 'Narf',
      version: '1.0.0',
      summary: 'Zört',
      description: 'body\r\n'
    })
    expect(metadataBytes.toString()).toBe(text)
  })

  test.each<[string, WheelParts]>([
    ['stored, not packed', { entry: { stored: true } }],
    ['without a mode', { entry: { mode: 0 } }],
    ['with sizes behind the data', { entry: { flags: 8 } }],
    ['with its name marked as UTF-8', { entry: { flags: 0x800 } }],
    ['with more beside it than in the directory', { entry: { localExtra: Buffer.alloc(5000) } }],
    ['with more in the directory than beside it', { entry: { extra: Buffer.alloc(5000) } }],
    ['with a comment', { entry: { comment: Buffer.from('a comment') }, frame: { comment: 'another' } }],
    ['with a comment that looks like the end', { frame: { comment: 'PK\x06\x07 and so on' } }],
    ['with records for large files', { frame: { zip64: true } }],
    ['with records for large files, said twice', { frame: { zip64: true, saidTwice: true } }],
    [
      'with folders as members, some twice',
      { members: [{ name: 'narf/' }, { name: 'narf/' }, { name: 'narf/a' }] }
    ],
    [
      'with members whose names are not ASCII',
      { members: [{ name: 'narf/ü', flags: 0x800 }, { name: Buffer.from('narf/\xfc', 'latin1') }] }
    ],
    ['with backslashes in a name', { members: [{ name: 'narf\\a.py' }] }],
    ['with a link elsewhere', { members: [{ name: 'narf/link', content: 'a', mode: 0o120777 }] }],
    [
      'with a folder of metadata that is vendored',
      { members: [{ name: 'narf/zort-2.0.dist-info/METADATA', content: 'x' }] }
    ],
    ['with METADATA in other places', { behind: [{ name: 'METADATA' }, { name: 'narf-1.0.data/METADATA' }] }],
    ['whose folder of metadata is spelled otherwise', { folder: 'Narf-1.0.0.dist-info' }]
  ])('%s', async (_, parts) => {
    expect((await read(wheelOf(parts))).metadata).toMatchObject({ name: 'narf', version: '1.0' })
  })

  test.each([
    ['narf_poit-1.0+local.1-py3-none-any.whl', 'Narf.Poit', '1.0+local-1', 'narf_poit-1.0+local.1.dist-info'],
    [
      'Narf.Poit-1.0-1build-cp312-cp312-manylinux_2_17_x86_64.whl',
      'narf-poit',
      '1.0',
      'narf_poit-1.0.dist-info'
    ],
    ['narf-1.0rc1-py2.py3-none-any.whl', 'narf', '1.0-RC.1', 'narf-1.0rc1.dist-info']
  ])(
    'is of the name and version of its file, spelling aside: %s',
    async (filename, name, version, folder) => {
      const bytes = wheelOf({ metadata: metadataOf(name, version), folder })
      expect((await read(bytes, filename)).metadata).toMatchObject({ name, version })
    }
  )
})

describe('of a wheel is read', () => {
  test('no more than its end, where that holds all', async () => {
    const bytes = wheelOf({ members: filler(10, 300 * KIB) })
    expect((await read(bytes)).reads).toEqual([[bytes.length - 32 * KIB, bytes.length]])
    const small = wheelOf()
    expect((await read(small)).reads).toEqual([[0, small.length]])
  })

  test('METADATA, where it lies further in front', async () => {
    const bytes = wheelOf({
      members: filler(2, 100 * KIB),
      behind: [{ name: 'last', content: noise(40 * KIB, 'last') }]
    })
    const { reads } = await read(bytes)
    expect(reads).toHaveLength(2)
    expect(reads[1]![1] - reads[1]![0]).toBeLessThan(KIB)
  })

  test('a longer directory, and METADATA with it', async () => {
    const bytes = wheelOf({ members: filler(5000, 10) })
    const { reads } = await read(bytes)
    expect(reads).toHaveLength(2)
    expect(reads[1]![1]).toBe(bytes.length - 32 * KIB)
  })

  test('an even longer directory in pieces', async () => {
    const comment = Buffer.alloc(60_000)
    const members = Array.from({ length: 200 }, (_, index) => ({ name: `narf/${index}`, comment }))
    const { reads, metadata } = await read(wheelOf({ members }))
    expect(metadata.name).toBe('narf')
    expect(Math.max(...reads.map(([start, end]) => end - start))).toBeLessThanOrEqual(4 * MIB)
    expect(reads.length).toBeLessThan(8)
  })
})

describe('a file is no wheel', () => {
  test.each([
    ['narf-1.0.tar.gz', 'narf-1.0.tar.gz is no wheel'],
    ['narf-1.0-py3-none.whl', 'narf-1.0-py3-none.whl has 4 parts'],
    ['narf.egg', 'narf.egg is an egg']
  ])('of the name %s', async (filename, message) => {
    const failure = await failureOf(read(wheelOf(), filename))
    expect(failure).toMatchObject({ code: 'unsupported', message: expect.stringContaining(message) })
  })

  const wheel = wheelOf()
  test.each<[string, Buffer, string]>([
    ['empty', Buffer.alloc(0), 'has no end of a zip archive'],
    ['text', Buffer.from('<html>Not Found</html>'.repeat(9000)), 'has no end of a zip archive'],
    ['cut short', wheel.subarray(0, -1), 'has no end of a zip archive'],
    [
      'no more than the beginning of an end',
      Buffer.from('PK\x03\x04 and then PK\x05\x06!'),
      'has no end of a zip'
    ],
    ['cut in half', wheel.subarray(0, wheel.length / 2), 'has no end of a zip archive'],
    ['without its beginning', wheel.subarray(10), 'has bytes in front'],
    ['an empty zip', zipOf([]), 'has no .dist-info folder']
  ])('where it is %s', async (_, bytes, what) => {
    await refused(bytes, what)
  })
})

async function refused(bytes: Buffer, what: string): Promise<void> {
  const failure = await failureOf(read(bytes))
  expect(failure).toMatchObject({ code: 'corrupt', message: expect.stringContaining(what) })
  expect(failure.message).toMatch(/^narf-1\.0-py3-none-any\.whl /)
  expect(failure.message.length).toBeLessThan(400)
  expect(failure.hint).not.toBe('')
}

describe('a hostile wheel is refused', () => {
  const unicodePath = (path: string) => {
    const data = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from(path)])
    const head = Buffer.alloc(4)
    head.writeUInt16LE(0x7075, 0)
    head.writeUInt16LE(data.length, 2)
    return Buffer.concat([head, data])
  }
  const zip64Field = (size: bigint) => {
    const field = Buffer.alloc(12)
    field.writeUInt16LE(1, 0)
    field.writeUInt16LE(8, 2)
    field.writeBigUInt64LE(size, 4)
    return field
  }
  const bomb = { content: Buffer.alloc(MOST_METADATA + 1, 'a') }

  test.each<[string, WheelParts, string]>([
    ['bytes behind it', { frame: { behind: Buffer.from('more') } }, 'has bytes behind'],
    ['a whole zip behind it', { frame: { behind: zipOf([{ name: 'a' }]) } }, 'has bytes in front'],
    [
      'bytes in front of it',
      { frame: { before: Buffer.from('#!/bin/sh\n') } },
      'has bytes in front of its first member'
    ],
    [
      'bytes in front, which it does not count',
      { frame: { before: Buffer.from('#!/bin/sh\n'), start: 100 } },
      'has bytes in front'
    ],
    [
      'bytes between directory and end',
      { frame: { between: Buffer.alloc(8) } },
      'between its directory and its end'
    ],
    ['a directory that is elsewhere', { frame: { start: 0 } }, 'has bytes in front'],
    ['a directory of absurd size', { frame: { length: 0xfffffff0 } }, 'has bytes in front'],
    [
      'fewer members than there are',
      { frame: { count: 3 } },
      'has a directory that does not end where it says'
    ],
    ['more members than there are', { frame: { count: 5 } }, "can't be read"],
    ['two numbers of members', { frame: { count: 4, total: 3 } }, 'contradict each other'],
    ['several disks', { frame: { disk: 1 } }, 'is a part of a split zip archive'],
    [
      'members that hide in a comment',
      { behind: [{ name: 'a', comment: Buffer.alloc(100) }], frame: { count: 4 } },
      'does not end where it says'
    ],
    [
      'large numbers that contradict the small ones',
      { frame: { zip64: { count: 3 }, saidTwice: true } },
      'contradict each other'
    ],
    ['large numbers of another place', { frame: { zip64: { start: 5 } } }, 'has bytes in front'],
    [
      'large numbers beyond everything',
      { frame: { zip64: { length: 2 ** 53, start: 0 } } },
      'has bytes in front'
    ],
    ['a locator that points elsewhere', { frame: { zip64: { locator: 3 } } }, 'makes no sense'],
    ['a record for large files that is longer', { frame: { zip64: { recordSize: 60 } } }, 'makes no sense'],
    [
      'a member twice',
      { behind: [{ name: 'narf/__init__.py', content: 'evil' }] },
      '"narf/__init__.py", which is there twice'
    ],
    [
      'METADATA twice',
      { behind: [{ name: 'narf-1.0.dist-info/METADATA', content: 'evil' }] },
      'which is there twice'
    ],
    [
      'a long path twice',
      { behind: ['a', 'b', 'a'].map((end) => ({ name: `${'n/'.repeat(100)}${end}` })) },
      'which is there twice'
    ],
    [
      'a member above the archive',
      { behind: [{ name: '../../etc/passwd' }] },
      "lies outside of the archive's folder"
    ],
    [
      'a member above its folder',
      { behind: [{ name: 'narf/../../x' }] },
      "lies outside of the archive's folder"
    ],
    ['a member at the root', { behind: [{ name: '/etc/passwd' }] }, "lies outside of the archive's folder"],
    ['a member on a drive', { behind: [{ name: 'C:\\x' }] }, "lies outside of the archive's folder"],
    [
      'a member with backslashes above the archive',
      { behind: [{ name: 'a\\..\\..\\x' }] },
      "lies outside of the archive's folder"
    ],
    ['a member without a name', { behind: [{ name: '' }] }, 'has no name that could be written'],
    [
      'a zero in a name',
      { behind: [{ name: 'narf-1.0.dist-info/METADATA\0.txt' }] },
      'has no name that could be written'
    ],
    [
      'a name that is not UTF-8',
      { behind: [{ name: Buffer.from('narf/\xe9', 'latin1'), flags: 0x800 }] },
      'a member whose name is not UTF-8'
    ],
    [
      'a member with two names',
      { behind: [{ name: 'narf/a', extra: unicodePath('narf-1.0.dist-info/METADATA') }] },
      'a member with two names'
    ],
    [
      'an extra field that is longer than it may',
      { behind: [{ name: 'narf/a', extra: Buffer.from([1, 0, 255, 255]) }] },
      "can't be read"
    ],
    ['an encrypted member', { behind: [{ name: 'narf/a', flags: 1 }] }, '"narf/a", which is encrypted'],
    ['a member encrypted strongly', { behind: [{ name: 'narf/a', flags: 0x41 }] }, 'encrypt'],
    [
      'a member that reaches into the directory',
      { behind: [{ name: 'narf/a', packedSize: 5000, size: 5000, stored: true }] },
      'reaches into the directory'
    ],
    [
      'a member behind everything',
      { behind: [{ name: 'narf/a', offset: 0x7fffffff }] },
      'reaches into the directory'
    ],
    [
      'members on top of each other',
      {
        members: Array.from({ length: 20 }, (_, index) => ({
          name: `narf/${index}`,
          ...(index === 0 ? { content: noise(5000, 'a') } : { offset: 0, packedSize: 4000 })
        }))
      },
      'lie on top of each other'
    ],
    [
      'a bomb',
      { members: [{ name: 'narf/zeros', content: Buffer.alloc(FREE_UNPACKED + MIB) }] },
      'more than 200 times its own size'
    ],
    ['METADATA that is a bomb', { entry: bomb }, `has ${MOST_METADATA + 1} bytes`],
    ['METADATA that hides how large it is', { entry: { ...bomb, size: 100 } }, "can't be read"],
    ['METADATA that is smaller than it says', { entry: { size: 5000 } }, 'is damaged'],
    [
      'METADATA larger than any file',
      { entry: { size: 0xffffffff, extra: zip64Field(2n ** 62n) } },
      'more than 200 times its own size'
    ],
    ['METADATA with a wrong checksum', { entry: { crc: 1 } }, 'is damaged'],
    ['METADATA that is no packed data', { entry: { packed: Buffer.alloc(100, 0xff) } }, "can't be read"],
    ['METADATA whose packed data ends early', { entry: { packed: Buffer.from([0x4b]) } }, "can't be read"],
    ['METADATA packed in another way', { entry: { method: 14 } }, 'is packed by method 14'],
    [
      'METADATA that has another name where it lies',
      { entry: { localName: 'narf-1.0.dist-info/METADATB' } },
      'is one thing in the directory and another where it lies'
    ],
    [
      'METADATA packed in another way where it lies',
      { entry: { localMethod: 0 } },
      'is one thing in the directory'
    ],
    ['METADATA that is not where the directory says', { entry: { offset: 3 } }, "can't be read"],
    ['METADATA that is a link', { entry: { mode: 0o120777 } }, 'is a link or another special file'],
    ['METADATA that is a device', { entry: { mode: 0o020644 } }, 'is a link or another special file'],
    [
      'no METADATA',
      { entry: { name: 'narf-1.0.dist-info/METADATA.txt' } },
      'has no METADATA in "narf-1.0.dist-info"'
    ],
    ['no WHEEL', { without: ['WHEEL'] }, 'has no WHEEL in "narf-1.0.dist-info"'],
    ['no RECORD', { without: ['RECORD'] }, 'has no RECORD in "narf-1.0.dist-info"'],
    ['METADATA in small letters', { entry: { name: 'narf-1.0.dist-info/metadata' } }, 'has no METADATA in'],
    ['a folder as METADATA', { entry: { name: 'narf-1.0.dist-info/METADATA/' } }, 'has no METADATA in'],
    ['no folder of metadata', { folder: 'narf-1.0.egg-info' }, 'has no .dist-info folder'],
    [
      'two folders of metadata',
      { behind: [{ name: 'zort-1.0.dist-info/RECORD' }] },
      'has several folders of metadata'
    ],
    [
      'two folders of metadata in two spellings',
      { behind: [{ name: 'Narf-1.0.dist-info/METADATA' }] },
      'has several folders of metadata'
    ],
    [
      'the folder of another project',
      { folder: 'zort-1.0.dist-info' },
      'has the metadata of another wheel, "zort-1.0.dist-info"'
    ],
    ['the folder of another version', { folder: 'narf-1.1.dist-info' }, 'has the metadata of another wheel'],
    ['a folder of no name', { folder: '.dist-info' }, 'has no .dist-info folder'],
    ['the name of another project', { metadata: metadataOf('zort', '1.0') }, 'has the Name "zort"'],
    ['a name that is none', { metadata: metadataOf('na rf', '1.0') }, 'has the Name "na rf"'],
    [
      'a name that becomes its own in small letters',
      { metadata: metadataOf('\u212anarf', '1.0') },
      'has the Name'
    ],
    ['another version', { metadata: metadataOf('narf', '1.0.1') }, 'has the Version "1.0.1", not 1.0'],
    ['a version that is none', { metadata: metadataOf('narf', 'one') }, 'has the Version "one"'],
    [
      'METADATA that is not UTF-8',
      { metadata: Buffer.from(metadataOf('narf', '1.0', [], '\xe9'), 'latin1') },
      'is not UTF-8'
    ],
    ['METADATA that is empty', { metadata: '' }, 'has no Metadata-Version']
  ])('%s', async (_, parts, what) => {
    await refused(wheelOf(parts), what)
  })

  test('too many members', async () => {
    await refused(
      wheelOf({ frame: { zip64: { count: MOST_MEMBERS + 1 } } }),
      `${MOST_MEMBERS} are read at most`
    )
  })

  test('a directory that is too long', async () => {
    const frame = { before: Buffer.alloc(MOST_DIRECTORY), start: 0, length: MOST_DIRECTORY + 1000 }
    const bytes = wheelOf({ frame })
    const end = bytes.length - 22
    bytes.writeUInt32LE(end, end + 12)
    await refused(bytes, `${MOST_DIRECTORY} are read at most`)
  })
})
