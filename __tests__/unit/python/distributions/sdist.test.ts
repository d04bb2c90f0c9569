import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { RegistryError } from '../../../../src/errors.ts'
import {
  FREE_UNPACKED,
  MOST_MEMBERS,
  MOST_METADATA,
  MOST_TAR_HEADER
} from '../../../../src/python/distributions/limits.ts'
import { readSdist } from '../../../../src/python/distributions/sdist.ts'
import { paxOf, tarGzOf, tarOf, zipOf, type ZipEntry } from '../../../support/crafted-archives.ts'
import { failureOf, noise } from '../../../support/artifacts.ts'
import {
  metadataOf,
  sdistMembers,
  sdistOf,
  sourceOf,
  type SdistParts
} from '../../../support/python-distributions.ts'

const NARF = 'narf-1.0.tar.gz'
const MIB = 1024 * 1024

async function read(bytes: Buffer, filename = NARF, whole = false) {
  const source = sourceOf(filename, bytes)
  return { ...(await readSdist(source, filename, { whole })), source }
}

async function refused(bytes: Buffer, what: string, filename = NARF): Promise<void> {
  for (const whole of [true, false]) {
    const failure = await failureOf(read(bytes, filename, whole))
    expect(failure).toMatchObject({ code: 'corrupt', message: expect.stringContaining(what) })
    expect(failure.message.startsWith(`${filename} `)).toBe(true)
    expect(failure.message.length).toBeLessThan(400)
  }
}

describe('a source distribution', () => {
  test('gives the metadata of its top folder', async () => {
    const text = metadataOf('Narf', '1.0.0', ['Summary: Zört'], 'body\r\n')
    const { metadata } = await read(sdistOf({ metadata: text }))
    expect(metadata).toMatchObject({
      name: 'Narf',
      version: '1.0.0',
      summary: 'Zört',
      description: 'body\r\n'
    })
  })

  const top = 'narf-1.0'
  test.each<[string, SdistParts]>([
    [
      'with many members in front',
      { members: Array.from({ length: 20_000 }, (_, index) => ({ name: `${top}/${index}`, content: 'x' })) }
    ],
    [
      'with large members in front',
      { members: [{ name: `${top}/data`, content: noise(20 * MIB, 'large') }] }
    ],
    [
      'with links',
      {
        members: [
          { name: `${top}/a`, type: '2', link: '../../b' },
          { name: `${top}/c`, type: '1', link: `${top}/a` }
        ]
      }
    ],
    [
      'with a link elsewhere that has the name',
      { members: [{ name: `${top}/egg/PKG-INFO`, type: '2', link: '/etc/passwd' }] }
    ],
    ['with a folder of the name', { members: [{ name: `${top}/PKG-INFO/`, type: '5' }] }],
    [
      'with a global header, as git writes it',
      { members: [paxOf({ comment: 'a'.repeat(40) }, 'g'), { name: `${top}/a` }] }
    ],
    [
      'with pax headers',
      { members: [paxOf({ mtime: '1.5', path: `${top}/${'n/'.repeat(300)}ü` }), { name: 'short' }] }
    ],
    [
      'with a long name, as GNU writes it',
      {
        members: [
          { name: '././@LongLink', type: 'L', content: `${top}/${'n/'.repeat(300)}\0` },
          { name: 'short' }
        ]
      }
    ],
    [
      'with files of another system beside its folder',
      { members: [{ name: `._${top}` }, { name: 'pax_global_header' }] }
    ],
    ['with PKG-INFO outside of its folder', { members: [{ name: 'PKG-INFO', content: 'x' }] }],
    ['with PKG-INFO as an old kind of file', { entry: { type: '\0' } }],
    [
      'with a pax name for PKG-INFO',
      { members: [paxOf({ path: `${top}/PKG-INFO` })], entry: { name: 'other' } }
    ],
    [
      'with a large number for a size',
      { entry: { sizeField: large(Buffer.byteLength(metadataOf('narf', '1.0'))) } }
    ]
  ])('%s', async (_, parts) => {
    const bytes = sdistOf(parts)
    for (const whole of [true, false])
      expect((await read(bytes, NARF, whole)).metadata).toMatchObject({ name: 'narf', version: '1.0' })
  })

  test.each<[string, (bytes: Buffer) => Buffer]>([
    [
      'whose names begin with ./',
      () => tarGzOf(sdistMembers().map((entry) => ({ ...entry, name: `./${entry.name}` })))
    ],
    ['without the blocks at its end', () => gzipSync(tarOf(sdistMembers(), { end: false }))],
    ['in two pieces of gzip', () => inPieces(tarOf(sdistMembers()))],
    ['padded with zeros', (bytes) => Buffer.concat([bytes, Buffer.alloc(10_000)])],
    [
      'with other things behind the end of the tar',
      () => gzipSync(Buffer.concat([tarOf(sdistMembers()), noise(MIB, 'more')]))
    ],
    ['that is not packed tightly', () => gzipSync(tarOf(sdistMembers()), { level: 0 })]
  ])('%s', async (_, make) => {
    const bytes = make(sdistOf())
    for (const whole of [true, false]) expect((await read(bytes, NARF, whole)).metadata.name).toBe('narf')
  })

  test.each([
    ['narf_poit-1.0.tar.gz', 'Narf.Poit', '1.0.0'],
    ['Narf.Poit-1.0.tar.gz', 'narf-poit', '1.0'],
    ['narf-1.0-1.tar.gz', 'narf', '1.0.post1'],
    ['narf-1.0-1.tar.gz', 'narf-1.0', '1'],
    ['narf-2004b.tar.gz', 'narf', '2004b'],
    ['narf-2004-03-01-final.tar.gz', 'narf', '2004-03-01-final']
  ])(
    'is of the name and version of its file, spelling aside: %s is %s %s',
    async (filename, name, version) => {
      const bytes = sdistOf({ metadata: metadataOf(name, version) })
      expect((await read(bytes, filename)).metadata).toMatchObject({ name, version })
    }
  )

  test('is read until PKG-INFO comes, and no further', async () => {
    const bytes = sdistOf({ behind: [{ name: 'narf-1.0/data', content: noise(20 * MIB, 'behind') }] })
    expect((await read(bytes)).source.streamed()).toBeLessThan(2 * MIB)
    expect((await read(bytes, NARF, true)).source.streamed()).toBe(bytes.length)
  })
})

/** A number as GNU tar writes large ones. */
function large(value: number): Buffer {
  const field = Buffer.alloc(12)
  field[0] = 0x80
  field.writeUIntBE(value, 6, 6)
  return field
}

function inPieces(bytes: Buffer): Buffer {
  return Buffer.concat([gzipSync(bytes.subarray(0, 700)), gzipSync(bytes.subarray(700))])
}

describe('a hostile source distribution is refused', () => {
  const top = 'narf-1.0'
  const zeros = { name: `${top}/zeros`, content: Buffer.alloc(FREE_UNPACKED + 4 * MIB) }

  test.each<[string, SdistParts, string]>([
    ['no PKG-INFO', { entry: { name: `${top}/PKG-INFO.txt` } }, 'has no PKG-INFO in the folder at its top'],
    [
      'PKG-INFO in a nested folder alone',
      { entry: { name: `${top}/narf.egg-info/PKG-INFO` } },
      'has no PKG-INFO in the folder at its top'
    ],
    [
      'PKG-INFO that is a symbolic link',
      { entry: { type: '2', link: '/etc/passwd', content: '' } },
      'which is a link or another special file'
    ],
    [
      'PKG-INFO that is a hard link',
      { entry: { type: '1', link: `${top}/setup.py`, content: '' } },
      'which is a link or another special file'
    ],
    [
      'PKG-INFO that is a pipe',
      { entry: { type: '6', content: '' } },
      'which is a link or another special file'
    ],
    [
      'PKG-INFO that is too large',
      { entry: { content: Buffer.alloc(MOST_METADATA + 1, 'a') } },
      `has a PKG-INFO of ${MOST_METADATA + 1} bytes`
    ],
    [
      'PKG-INFO of an absurd size',
      { entry: { sizeField: large(2 ** 40) } },
      `has a PKG-INFO of ${2 ** 40} bytes`
    ],
    ['a member above the archive', { members: [{ name: '../x' }] }, "lies outside of the archive's folder"],
    [
      'a member above its folder',
      { members: [{ name: `${top}/../../x` }] },
      "lies outside of the archive's folder"
    ],
    ['a member at the root', { members: [{ name: '/etc/passwd' }] }, "lies outside of the archive's folder"],
    [
      'a pax name above the archive',
      { members: [paxOf({ path: '../x' }), { name: 'a' }] },
      "lies outside of the archive's folder"
    ],
    ['a wrong checksum', { members: [{ name: `${top}/a`, checksum: 1 }] }, 'is a damaged tar archive'],
    [
      'a size beyond everything',
      { members: [{ name: `${top}/a`, sizeField: Buffer.alloc(12, 0xff).fill(0x80, 0, 1) }] },
      'is a damaged tar archive'
    ],
    [
      'a member that is longer than the archive',
      { members: [{ name: `${top}/a`, size: 10 * MIB }] },
      'is a damaged tar archive'
    ],
    ['a link that leads nowhere', { members: [{ name: `${top}/a`, type: '2' }] }, 'is a damaged tar archive'],
    [
      'a long header in front of a member',
      { members: [paxOf({ comment: 'a'.repeat(MOST_TAR_HEADER) }), { name: `${top}/a` }] },
      'in front of a member'
    ],
    ['a bomb in front of PKG-INFO', { members: [zeros] }, 'before its PKG-INFO comes'],
    ['the name of another project', { metadata: metadataOf('zort', '1.0') }, 'has the Name "zort"'],
    ['a name that is none', { metadata: metadataOf('../narf', '1.0') }, 'has the Name "../narf"'],
    ['another version', { metadata: metadataOf('narf', '1.1') }, 'has the Version "1.1", not 1.0'],
    ['PKG-INFO that is empty', { metadata: '' }, 'has no Metadata-Version'],
    [
      'PKG-INFO that is not UTF-8',
      { entry: { content: Buffer.from('Name: \xe9', 'latin1') } },
      'is not UTF-8'
    ]
  ])('%s', async (_, parts, what) => {
    await refused(sdistOf(parts), what)
  })

  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), "can't be read"],
    ['text', Buffer.from('<html>Not Found</html>'), "can't be read"],
    ['a tar that is not packed', tarOf(sdistMembers()), "can't be read"],
    ['a zip', zipOf([{ name: `${top}/PKG-INFO`, content: metadataOf('narf', '1.0') }]), "can't be read"],
    ['nothing, packed', gzipSync(''), 'is no tar archive'],
    ['a little, packed', gzipSync('a little'), 'is no tar archive'],
    ['text, packed', gzipSync('Not Found '.repeat(1000)), 'is a damaged tar archive'],
    ['an empty tar', gzipSync(tarOf([])), 'has no PKG-INFO'],
    [
      'a tar that is packed twice',
      gzipSync(sdistOf({ metadata: noise(1000, 'a').toString('hex') })),
      'is packed twice'
    ],
    ['a tar cut short in front of PKG-INFO', gzipSync(tarOf(sdistMembers()).subarray(0, 700)), 'tar'],
    [
      'gzip cut short in front of PKG-INFO',
      sdistOf({ members: [{ name: `${top}/a`, content: noise(MIB, 'cut') }] }).subarray(0, MIB / 2),
      'unexpected end of file'
    ]
  ])('that is %s', async (_, bytes, what) => {
    await refused(bytes, what)
  })

  test('too many members in front of PKG-INFO', async () => {
    const block = tarOf([{ name: `${top}/a` }], { end: false })
    const members = Array.from({ length: MOST_MEMBERS }, () => block)
    const bytes = gzipSync(Buffer.concat([...members, tarOf(sdistMembers())]), { level: 1 })
    expect(await failureOf(read(bytes))).toMatchObject({
      code: 'corrupt',
      message: `${NARF} has no PKG-INFO among its first ${MOST_MEMBERS} members; no more are looked at`
    })
  })

  test('too many headers in front of PKG-INFO', async () => {
    const records = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`${index}`, 'a'.repeat(4000)])
    )
    const pair = tarOf([paxOf(records), { name: `${top}/a` }], { end: false })
    const bytes = gzipSync(Buffer.concat([...Array.from({ length: 200 }, () => pair), tarOf(sdistMembers())]))
    expect(await failureOf(read(bytes))).toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('has no PKG-INFO among its first ')
    })
  })
})

describe('behind PKG-INFO', () => {
  const top = 'narf-1.0'
  const good = sdistOf({ behind: [{ name: `${top}/a`, content: noise(MIB, 'behind') }] })

  test.each<[string, Buffer, string]>([
    [
      'PKG-INFO again',
      sdistOf({ behind: [{ name: `${top}/PKG-INFO`, content: 'evil' }] }),
      'has "narf-1.0/PKG-INFO" and "narf-1.0/PKG-INFO"'
    ],
    [
      'another PKG-INFO',
      sdistOf({ behind: [{ name: 'zort/PKG-INFO', content: 'evil' }] }),
      'has "narf-1.0/PKG-INFO" and "zort/PKG-INFO"'
    ],
    [
      'a member above the archive',
      sdistOf({ behind: [{ name: '../x' }] }),
      "lies outside of the archive's folder"
    ],
    [
      'a damaged member',
      sdistOf({ behind: [{ name: `${top}/a`, checksum: 5 }] }),
      'is a damaged tar archive'
    ],
    [
      'a member that was cut short',
      gzipSync(tarOf([...sdistMembers(), { name: 'a', size: 5000 }], { end: false })),
      'is a damaged tar archive'
    ],
    ['an end that was cut off', good.subarray(0, -1), 'unexpected end of file'],
    ['half of it cut off', good.subarray(0, good.length / 2), 'unexpected end of file'],
    ['other bytes', Buffer.concat([good, Buffer.from('more')]), "can't be read"],
    ['a wrong checksum', Buffer.concat([good.subarray(0, -8), Buffer.alloc(8)]), 'incorrect data check']
  ])('%s is found where all is read', async (_, bytes, what) => {
    const failure = await failureOf(read(bytes, NARF, true))
    expect(failure).toMatchObject({ code: 'corrupt', message: expect.stringContaining(what) })
  })

  test('what is too much is not looked at', async () => {
    const zeros = { name: `${top}/zeros`, content: Buffer.alloc(FREE_UNPACKED + 32 * MIB) }
    const { metadata, source } = await read(sdistOf({ behind: [zeros, { name: '../x' }] }), NARF, true)
    expect(metadata.name).toBe('narf')
    expect(source.streamed()).toBeGreaterThan(0)
  })
})

describe('a stream that breaks', () => {
  test.each([true, false])('fails with its own error, whole: %s', async (whole) => {
    const lost = new RegistryError('unavailable', 'the connection broke', { hint: 'Try again.' })
    const source = sourceOf(NARF, sdistOf({ members: [{ name: 'narf-1.0/a', content: noise(MIB, 'a') }] }))
    const stream = async () => {
      const broken = await source.stream()
      setImmediate(() => broken.destroy(lost))
      return broken
    }
    expect(await failureOf(readSdist({ ...source, stream }, NARF, { whole }))).toBe(lost)
  })
})

describe('a source distribution in a zip', () => {
  const NAME = 'narf-1.0.zip'
  const sdistZip = (...more: ZipEntry[]) =>
    zipOf([
      { name: 'narf-1.0/' },
      { name: 'narf-1.0/narf.egg-info/PKG-INFO', content: 'x' },
      { name: 'narf-1.0/PKG-INFO', content: metadataOf('narf', '1.0', ['Summary: a']) },
      ...more
    ])

  test('is read at its end', async () => {
    const bytes = sdistZip({ name: 'narf-1.0/data', content: noise(MIB, 'zip'), stored: true })
    const { metadata, source } = await read(bytes, NAME)
    expect(metadata).toMatchObject({ name: 'narf', version: '1.0', summary: 'a' })
    expect([source.reads.length, source.streamed()]).toEqual([2, 0])
  })

  test.each<[string, Buffer, string]>([
    ['no zip', sdistOf(), 'has no end of a zip archive'],
    ['without PKG-INFO', zipOf([{ name: 'narf-1.0/setup.py' }]), 'has no PKG-INFO'],
    ['with PKG-INFO twice', sdistZip({ name: 'narf-1.0/PKG-INFO', content: 'x' }), 'which is there twice'],
    [
      'with two folders',
      sdistZip({ name: 'zort/PKG-INFO', content: 'x' }),
      'has "narf-1.0/PKG-INFO" and "zort/PKG-INFO"'
    ],
    ['with a member above it', sdistZip({ name: '../x' }), "lies outside of the archive's folder"],
    [
      'with a link as PKG-INFO',
      zipOf([{ name: 'narf-1.0/PKG-INFO', mode: 0o120777, content: '/etc/passwd' }]),
      'is a link'
    ]
  ])('is refused where it is %s', async (_, bytes, what) => {
    await refused(bytes, what, NAME)
  })
})

describe('other files', () => {
  test.each([
    ['narf-1.0.tar.bz2', 'is an archive of a kind that PyPI does not take either'],
    ['narf-1.0.tar.xz', 'is an archive of a kind that PyPI does not take either'],
    ['narf-1.0.tgz', 'is an archive of a kind that PyPI does not take either'],
    ['narf-1.0-py3-none-any.whl', 'is no source distribution'],
    ['narf.txt', 'is neither a wheel']
  ])('%s is no source distribution', async (filename, what) => {
    const failure = await failureOf(read(sdistOf(), filename))
    expect(failure).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining(`${filename} ${what}`)
    })
  })
})
