import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { isRegistryError, RegistryError } from '../../../../src/errors.ts'
import { parseMetadata } from '../../../../src/python/distributions/metadata.ts'
import { readSdist } from '../../../../src/python/distributions/sdist.ts'
import { readWheel } from '../../../../src/python/distributions/wheel.ts'
import { normalizeName } from '../../../../src/python/names.ts'
import { paxOf, tarOf, zipOf } from '../../../support/crafted-archives.ts'
import { noise } from '../../../support/artifacts.ts'
import { diceOf, mutated } from '../../../support/mutations.ts'
import { metadataOf, sdistMembers, sourceOf, wheelOf } from '../../../support/python-distributions.ts'

const MIB = 1024 * 1024

setFlagsFromString('--expose-gc')
const collect = v.parse(v.pipe(v.function(), v.returns(v.unknown())), runInNewContext('gc'))

/** How much more memory is in use after `work` than before it, in MiB, while what it gave back is kept. */
async function growth(work: () => unknown): Promise<number> {
  const used = () => {
    collect()
    return process.memoryUsage().heapUsed / MIB
  }
  const before = used()
  const kept = await work()
  const after = used()
  return kept === before ? NaN : after - before
}

const FIELDS = [
  'Summary: Zört, what it is',
  'Description-Content-Type: text/x-rst',
  'Keywords: a,b',
  'Author-email: "A" <a@example.com>',
  'License: of many',
  '        lines',
  'Classifier: Topic :: Utilities',
  'Requires-Dist: six (>=1.0) ; extra == "x"',
  'Project-URL: Source, https://example.com/',
  'Import-Name: narf'
]
const TEXTS = [
  metadataOf('narf', '1.0', FIELDS, '# Title\n\n漢字\n'),
  metadataOf('narf', '1.0', [...FIELDS, 'Description: a', '       |b', '        c']),
  metadataOf('narf', '1.0', FIELDS, 'text\n').replaceAll('\n', '\r\n'),
  metadataOf('narf', '1.0')
].map((text) => Buffer.from(text))
const WORDS = [
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  ':',
  ': ',
  ' ',
  '\t',
  '\0',
  '\ufeff',
  'From ',
  '\nFrom a',
  '\n ',
  '\n       |',
  '\nName: b',
  '\nDescription: c',
  '\nLicense:',
  '\nProject-URL: ',
  'UNKNOWN',
  '\u2028',
  '\x85',
  Buffer.from([0xff]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xc0, 0x80])
]

describe('100,000 texts that are nearly metadata', () => {
  test('are read or refused, and nothing of them stays in memory', async () => {
    const dice = diceOf('metadata')
    const counts = { read: 0, refused: 0 }
    const round = (texts: number) => {
      for (let count = 0; count < texts; count += 1) {
        const bytes = mutated({ bytes: TEXTS[count % TEXTS.length]!, words: WORDS }, dice)
        try {
          const { name, version, metadataVersion } = parseMetadata(bytes, 'narf')
          expect(name !== '' && version !== '' && metadataVersion !== '').toBe(true)
          counts.read += 1
        } catch (error) {
          if (!isRegistryError(error)) throw new Error(bytes.toString('base64'), { cause: error })
          counts.refused += 1
        }
      }
    }
    round(10_000)
    expect(
      await growth(() => {
        round(90_000)
      })
    ).toBeLessThan(4)
    expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(20_000)
  })
})

describe('metadata', () => {
  test('that is kept does not keep the text it was read from', async () => {
    const summary = 'a summary of more than a few words'
    const grown = await growth(() =>
      Array.from({ length: 200 }, (_, index) => {
        const body = noise(MIB / 2, `${index}`).toString('hex')
        const bytes = Buffer.from(
          metadataOf('narf', '1.0', [`Summary: ${summary}`, 'Platform: any of them all'], body)
        )
        return { ...parseMetadata(bytes, 'narf'), description: undefined }
      })
    )
    expect(grown).toBeLessThan(4)
  })

  test.each([
    ['folded lines', `Summary: a${`\n${'b'.padStart(16)}`.repeat(490_000)}`],
    ['empty lines that are folded', `Summary: a${`\n${' '.repeat(16)}`.repeat(490_000)}`],
    ['a long line', `Summary: ${'a '.repeat(4 * MIB - 50)}`],
    ['spaces', `Summary: ${' '.repeat(8 * MIB - 100)}a`],
    ['a long name', `${'a'.repeat(8 * MIB - 100)}: b`],
    ['a name without a colon', 'a'.repeat(8 * MIB - 100)],
    ['an indented description', `Description: a${`\n${' '.repeat(8)}${'b'.repeat(8)}`.repeat(490_000)}`],
    ['a long licence', `License: a${`\n\t \t ${'b'.repeat(12)}`.repeat(490_000)}`],
    ['commas', `Project-URL: ${','.repeat(8 * MIB - 100)}`],
    ['carriage returns', `Summary: a${'\r'.repeat(8 * MIB - 100)}`],
    ['a long body', `\n${'\n'.repeat(8 * MIB - 100)}b`]
  ])('of 8 MiB of %s ends', (_, text) => {
    const bytes = Buffer.from(`Metadata-Version: 2.1\nName: narf\nVersion: 1.0\n${text}`)
    expect(bytes.length).toBeLessThanOrEqual(8 * MIB)
    expect(parseMetadata(bytes, 'narf').name).toBe('narf')
  })
})

const ZIP_WORDS = [
  ...[
    'PK\x01\x02',
    'PK\x03\x04',
    'PK\x05\x06',
    'PK\x06\x06',
    'PK\x06\x07',
    'METADATA',
    'narf-1.0.dist-info/METADATA',
    '../',
    '/',
    '\0'
  ].map((text) => Buffer.from(text, 'latin1')),
  Buffer.from([0xff, 0xff, 0xff, 0xff]),
  Buffer.alloc(4),
  Buffer.from([1, 0, 8, 0]),
  Buffer.from([0x75, 0x70, 5, 0])
]
const extra = Buffer.from([1, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0])
const WHEELS = [
  wheelOf(),
  wheelOf({ frame: { zip64: true }, entry: { stored: true } }),
  wheelOf({
    members: [{ name: 'narf/data', content: noise(40_000, 'fuzz'), stored: true }],
    entry: { extra, flags: 8 }
  })
]
const ZIPS = [
  zipOf([{ name: 'narf-1.0/' }, { name: 'narf-1.0/PKG-INFO', content: metadataOf('narf', '1.0') }])
]
const TARS = [
  tarOf(sdistMembers()),
  tarOf(
    sdistMembers({ members: [paxOf({ path: 'narf-1.0/long', mtime: '1.5' }), { name: 'a', content: 'b' }] })
  ),
  tarOf(
    sdistMembers({
      members: [
        { name: '././@LongLink', type: 'L', content: 'narf-1.0/a' },
        { name: 'a' },
        { name: 'narf-1.0/l', type: '2', link: 'a' }
      ]
    })
  )
]
const TAR_WORDS = [
  'ustar',
  '\0',
  '00000000000',
  '77777777777',
  Buffer.from([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
  '../',
  'x',
  'g',
  'L',
  'K',
  '12 path=a/b\n',
  '20 size=99999999999\n',
  '10 size=-1\n',
  Buffer.alloc(512),
  Buffer.alloc(1024)
]

/** Reads what is nearly an archive; throws for anything that is not expected. */
async function attempt(
  filename: string,
  bytes: Buffer,
  counts: { read: number; refused: number }
): Promise<void> {
  const source = sourceOf(filename, bytes)
  try {
    const { metadata } = filename.endsWith('.whl')
      ? await readWheel(source, filename)
      : await readSdist(source, filename, { whole: counts.read % 2 === 0 })
    if (normalizeName(metadata.name) !== 'narf') throw new Error('it was taken for something else')
    counts.read += 1
  } catch (error) {
    if (!(error instanceof RegistryError)) throw new Error(bytes.toString('base64'), { cause: error })
    expect(error.message.length).toBeLessThan(1000)
    counts.refused += 1
  }
}

/** `FUZZ=10 npm test -- distributions/fuzz` tries ten times as many. */
const TIMES = Number(process.env['FUZZ'] ?? 1)

describe('100,000 files that are nearly distributions', () => {
  test.each<[string, string, number, (count: number, dice: ReturnType<typeof diceOf>) => Buffer]>([
    [
      'wheels',
      'narf-1.0-py3-none-any.whl',
      50_000,
      (count, dice) => {
        const bytes = WHEELS[count % WHEELS.length]!
        return mutated({ bytes, words: ZIP_WORDS, from: Math.max(0, bytes.length - 700) }, dice)
      }
    ],
    ['zips', 'narf-1.0.zip', 25_000, (_, dice) => mutated({ bytes: ZIPS[0]!, words: ZIP_WORDS }, dice)],
    [
      'tars',
      'narf-1.0.tar.gz',
      15_000,
      (count, dice) =>
        gzipSync(resealed(mutated({ bytes: TARS[count % TARS.length]!, words: TAR_WORDS }, dice)), {
          level: 1
        })
    ],
    [
      'packed tars',
      'narf-1.0.tar.gz',
      10_000,
      (count, dice) => mutated({ bytes: gzipSync(TARS[count % TARS.length]!), words: ['\0'] }, dice)
    ]
  ])(
    '%s',
    async (kind, filename, files, make) => {
      const total = files * TIMES
      const dice = diceOf(kind)
      const counts = { read: 0, refused: 0 }
      const round = async (some: number) => {
        for (let count = 0; count < some; count += 1) await attempt(filename, make(count, dice), counts)
      }
      await round(total / 4)
      expect(await growth(() => round((total * 3) / 4))).toBeLessThan(4)
      expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(total / 100)
    },
    TIMES * 120_000
  )
})

/** The headers of a tar with right checksums, as far as they are where they were: else nothing behind them would be tried. */
function resealed(tar: Buffer): Buffer {
  const bytes = Buffer.from(tar)
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    if (bytes.toString('latin1', at + 257, at + 262) !== 'ustar') continue
    bytes.fill(' ', at + 148, at + 156)
    const sum = bytes.subarray(at, at + 512).reduce((total, byte) => total + byte, 0)
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1')
  }
  return bytes
}
