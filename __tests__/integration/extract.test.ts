import { chmodSync, lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { pull, type PullOptions } from '../../src/commands/pull.ts'
import type { PullReport } from '../../src/commands/report.ts'
import { sha256 } from '../../src/digest.ts'
import { silent } from '../../src/log.ts'
import { parseRequest } from '../../src/tycho/registry.ts'
import { tarOf, tgzOf, zipOf, type Packed } from '../support/archives.ts'
import { noise, scratch, type Scratch } from '../support/artifacts.ts'
import { tychoFolder, type TychoFolder } from '../support/tycho-folder.ts'

let registry: TychoFolder
let out: Scratch
beforeEach(() => {
  registry = tychoFolder()
  out = scratch()
  // What must stay as it is, whatever is unpacked beside it.
  writeFileSync(join(out.folder, 'outside'), 'outside')
})
afterEach(() => {
  registry.remove()
  out.remove()
})

const base = () => join(out.folder, 'in', 'packages')

async function publish(bytes: Uint8Array, version = '1', filename = 'narf.tgz'): Promise<void> {
  const body = { kind: 'buffer', bytes } as const
  await registry.push('pkg', version, { body, sha256: sha256(bytes), filename, promote: 'yes' })
}

async function unpack(more: Partial<PullOptions> = {}): Promise<PullReport> {
  const options: PullOptions = {
    ...{ mode: 'pull', requests: [parseRequest('pkg')], folder: base(), outfile: undefined },
    ...{ lockfile: undefined, force: false, extract: true, dryRun: false, platform: 'linux' }
  }
  return pull(registry.store, { ...options, ...more }, silent)
}

/** Every file, link and folder below a folder; the program's own note is left out. */
function treeOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  const lines = entries.map((entry): [string, string] => {
    const file = join(entry.parentPath, entry.name)
    const name = file.slice(folder.length + 1)
    if (entry.isSymbolicLink()) return [name, `link to ${readlinkSync(file)}`]
    if (entry.isDirectory()) return [name, 'folder']
    const executable = (lstatSync(file).mode & 0o111) === 0 ? 'file' : 'executable'
    return [name, `${executable} ${sha256(readFileSync(file)).slice(0, 8)}`]
  })
  return Object.fromEntries(lines.filter(([name]) => !name.endsWith('.registry-unpacked.json')).sort())
}

const holding = (content: string | Uint8Array) => `file ${sha256(content).slice(0, 8)}`

const formats = {
  tar: tarOf,
  'tar.gz': tgzOf,
  zip: zipOf,
  'zip, stored': (entries: readonly Packed[]) => zipOf(entries, { stored: true })
}
const formatNames = ['tar', 'tar.gz', 'zip', 'zip, stored'] as const

describe.each(formatNames)('a %s arrives', (format) => {
  test('with its folders, executables, links, and names of all kinds', async () => {
    const large = noise(3 * 2 ** 20, 'large')
    const deep = 'deep/'.repeat(40)
    await publish(
      formats[format]([
        { path: 'empty/', kind: 'folder' },
        { path: 'bin/tool', content: '#!/bin/sh', mode: 0o755 },
        { path: 'nothing', content: '' },
        { path: 'data/large', content: large },
        { path: './dot', content: 'dot' },
        { path: '.hidden', content: 'hidden' },
        { path: 'ünïcode/日本 🎁', content: 'unicode' },
        { path: 'u\u0308', content: 'decomposed' },
        { path: `${deep}file`, content: 'deep' },
        { path: 'link', kind: 'link', target: 'bin/tool' },
        { path: 'bin/up', kind: 'link', target: '../data' },
        { path: 'dangling', kind: 'link', target: 'later' }
      ])
    )
    const { failures, pulled } = await unpack()
    expect(failures).toEqual([])
    expect(pulled).toMatchObject([{ path: join(base(), 'pkg'), source: 'store', verified: 'sha256' }])
    const tree = treeOf(join(base(), 'pkg'))
    expect(tree).toMatchObject({
      empty: 'folder',
      'bin/tool': `executable ${sha256('#!/bin/sh').slice(0, 8)}`,
      nothing: holding(''),
      'data/large': holding(large),
      dot: holding('dot'),
      '.hidden': holding('hidden'),
      'ünïcode/日本 🎁': holding('unicode'),
      'u\u0308': holding('decomposed'),
      [`${deep}file`]: holding('deep'),
      link: 'link to bin/tool',
      'bin/up': 'link to ../data',
      dangling: 'link to later'
    })
    expect(readdirSync(base())).toEqual(['pkg'])
  })

  test('where two entries have one name: the later one counts', async () => {
    await publish(
      formats[format]([
        { path: 'file', content: 'earlier' },
        { path: 'was-link', kind: 'link', target: 'file' },
        { path: 'was-file', content: 'a file' },
        { path: 'file', content: 'later' },
        { path: 'was-link', content: 'no link' },
        { path: 'was-file', kind: 'link', target: 'file' }
      ])
    )
    expect((await unpack()).failures).toEqual([])
    expect(treeOf(join(base(), 'pkg'))).toEqual({
      file: holding('later'),
      'was-link': holding('no link'),
      'was-file': 'link to file'
    })
  })
})

test('a hard link of a tar is the file that it names', async () => {
  await publish(
    tgzOf([
      { path: 'a/file', content: 'content' },
      { path: 'b/same', kind: 'hard link', target: 'a/file' },
      { path: 'c/first', content: 'first' },
      { path: 'c/kept', kind: 'hard link', target: 'c/first' },
      { path: 'c/first', content: 'second' }
    ])
  )
  expect((await unpack()).failures).toEqual([])
  expect(treeOf(join(base(), 'pkg'))).toMatchObject({
    'a/file': holding('content'),
    'b/same': holding('content'),
    'c/first': holding('second'),
    'c/kept': holding('first')
  })
})

test('what a tar says of owners and special modes does not count', async () => {
  await publish(tgzOf([{ path: 'tool', content: 'tool', mode: 0o6755 }]))
  expect((await unpack()).failures).toEqual([])
  expect(lstatSync(join(base(), 'pkg', 'tool')).mode & 0o7777).toBe(0o755)
})

describe('what leads outside, or does not fit together, is refused, and nothing is put in place', () => {
  const innocent: Packed = { path: 'innocent', content: 'innocent' }
  const link = (path: string, target: string): Packed => ({ path, kind: 'link', target })
  const file = (path: string): Packed => ({ path, content: 'evil' })
  const both: Record<string, readonly Packed[]> = {
    'a name with ..': [file('../outside')],
    'a name with .. in it': [file('a/../../../outside')],
    'an absolute name': [file('/tmp/registry-test-evil')],
    'a drive': [file('C:/evil')],
    'a drive without a slash': [file('C:evil')],
    backslashes: [file('..\\..\\outside')],
    'an absolute link': [link('l', '/etc')],
    'a link upwards': [link('l', '..')],
    'a link upwards from below': [link('a/l', '../../..')],
    'a link with backslashes': [link('l', '..\\..')],
    'a link to a drive': [link('l', 'C:')],
    'a way through a link': [link('a/b/up', '../..'), link('l', 'a/b/up/../../outside')],
    'a file behind a link': [{ path: 'd/', kind: 'folder' }, link('l', 'd'), file('l/evil')],
    'a file below a file': [file('a'), file('a/b')],
    'a file in place of a folder': [file('a/b'), file('a')],
    'a file behind a link that came to replace a folder': [file('d/x'), link('d', '.'), file('d/evil')]
  }
  const tarOnly: Record<string, readonly Packed[]> = {
    'a hard link outside': [{ path: 'l', kind: 'hard link', target: '../outside' }],
    'an absolute hard link': [{ path: 'l', kind: 'hard link', target: '/etc/passwd' }],
    'a hard link through a link': [
      link('d', '.'),
      { path: 'l', kind: 'hard link', target: 'd/../../outside' }
    ],
    'a device': [{ path: 'd', kind: 'device' }],
    'a pipe': [{ path: 'p', kind: 'fifo' }]
  }
  const cases = [
    ...Object.keys(both).flatMap((what) => (['tar.gz', 'zip'] as const).map((format) => ({ what, format }))),
    ...Object.keys(tarOnly).map((what) => ({ what, format: 'tar.gz' as const }))
  ]

  test.each(cases)('$what ($format)', async ({ what, format }) => {
    await publish(formats[format]([innocent, ...(both[what] ?? tarOnly[what] ?? [])]))
    const { failures, pulled } = await unpack()
    expect(failures.map(({ error }) => error.code)).toEqual(['corrupt'])
    expect(failures[0]?.error.message).toMatch(/^narf\.tgz (is not unpacked|could not be unpacked): /)
    expect(failures[0]?.error.hint).toContain('Nothing was put in place')
    expect(pulled).toEqual([])
    expect(treeOf(out.folder)).toEqual({ outside: holding('outside'), in: 'folder', 'in/packages': 'folder' })
  })
})

/** A tar with one file, packed in ways that need another program. */
const XZ =
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4Af/ADtdADCAM1AYaA0aYqWeRRiH5gyyImQTt1aIBz4v15OP82Lt78l1yu08cRupy1A/qqbwCpNS62lganHWs9uA' +
  'AABnwZBLrtYmtgABV4AQAAAAnwshM7HEZ/sCAAAAAARZWg=='
const BZIP2 =
  'QlpoOTFBWSZTWVrPVgUAADJbkPMCQABnhAAA4AAeAAQAAAggAFRXqAADQeoJFNJpoZDQH2dcOUIiYhR01JIyB2rw72pRg2A+d5YcxmiVcpFQCH2yTED4u5Ip' +
  'woSC1nqwKA=='

describe('an archive that is none, or not one to unpack, is refused in words', () => {
  const zeros = Buffer.alloc(5 * 2 ** 20)
  const few: Packed[] = [{ path: 'a', content: noise(5000, 'a') }]
  const unknown = / is neither a tar \(plain or gzip\) nor a zip archive$/
  const broken = / could not be unpacked: \S/
  const huge = / is not unpacked: it unpacks to more than \d+ bytes, 100 times its own size$/
  const table: [what: string, bytes: () => Uint8Array, code: string, message: RegExp][] = [
    ['noise', () => noise(10_000, 'noise'), 'unsupported', unknown],
    ['nothing', () => Buffer.alloc(0), 'unsupported', unknown],
    ['a text', () => Buffer.from('PKplain text'), 'unsupported', unknown],
    ['a tar.xz', () => Buffer.from(XZ, 'base64'), 'unsupported', unknown],
    ['a tar.bz2', () => Buffer.from(BZIP2, 'base64'), 'unsupported', unknown],
    ['a tar.gz cut short', () => tgzOf(few).subarray(0, 3000), 'corrupt', broken],
    ['a tar cut short', () => tarOf(few).subarray(0, 3000), 'corrupt', broken],
    ['a zip cut short', () => zipOf(few).subarray(0, 3000), 'corrupt', broken],
    ['a gzip of what is no tar', () => gzipSync(noise(5000, 'no tar')), 'corrupt', broken],
    ['a tar that says it is huge', () => tarOf([{ path: 'a', claims: 3 * 2 ** 30 }]), 'corrupt', huge],
    ['a zip that says it is huge', () => zipOf([{ path: 'a', claims: 3 * 2 ** 30 }]), 'corrupt', huge],
    [
      'a zip that is larger than it says',
      () => zipOf([{ path: 'a', content: zeros, claims: 10 }]),
      'corrupt',
      broken
    ],
    [
      'a zip that is smaller than it says',
      () => zipOf([{ path: 'a', content: 'a', claims: 10 }]),
      'corrupt',
      broken
    ]
  ]

  test.each(table)('%s', async (_, bytes, code, message) => {
    await publish(bytes())
    const { failures } = await unpack()
    expect(failures.map(({ error }) => [error.code, error.message])).toEqual([
      [code, expect.stringMatching(message)]
    ])
    expect(readdirSync(base())).toEqual([])
    // It is a file like any other without `extract`.
    expect((await unpack({ extract: false })).failures).toEqual([])
    expect(sha256(readFileSync(join(base(), 'narf.tgz')))).toBe(sha256(bytes()))
  })
})

describe('what was unpacked before', () => {
  const one = tgzOf([
    { path: 'old', content: 'old' },
    { path: 'both', content: 'one' }
  ])
  const two = zipOf([
    { path: 'both', content: 'two' },
    { path: 'new', content: 'new' }
  ])
  const folder = () => join(base(), 'pkg')

  test('gives way to another version as a whole', async () => {
    await publish(one)
    await unpack()
    await publish(two, '2')
    expect((await unpack()).pulled).toMatchObject([{ version: '2', source: 'store' }])
    expect(treeOf(folder())).toEqual({ both: holding('two'), new: holding('new') })
    expect(readdirSync(base())).toEqual(['pkg'])
  })

  test('is left alone where it is what would be unpacked', async () => {
    await publish(one)
    await unpack()
    const { ino } = lstatSync(folder())
    expect((await unpack()).pulled).toMatchObject([{ source: 'here', verified: 'sha256' }])
    expect(lstatSync(folder()).ino).toBe(ino)
    expect((await unpack({ force: true })).pulled).toMatchObject([{ source: 'store' }])
    expect(lstatSync(folder()).ino).not.toBe(ino)
  })

  test.each<[string, () => void]>([
    [
      'a file with other bytes',
      () => {
        writeFileSync(join(folder(), 'both'), 'ONE')
      }
    ],
    [
      'another file',
      () => {
        writeFileSync(join(folder(), 'another'), '')
      }
    ],
    [
      'a file gone',
      () => {
        rmSync(join(folder(), 'old'))
      }
    ],
    [
      'a file that became executable',
      () => {
        chmodSync(join(folder(), 'old'), 0o755)
      }
    ]
  ])('is unpacked anew where it was changed: %s', async (_, change) => {
    await publish(one)
    await unpack()
    const before = treeOf(folder())
    change()
    expect(treeOf(folder())).not.toEqual(before)
    expect((await unpack()).pulled).toMatchObject([{ source: 'store' }])
    expect(treeOf(folder())).toEqual(before)
  })

  test('stays where the new one is refused', async () => {
    await publish(one)
    await unpack()
    await publish(
      tgzOf([
        { path: 'both', content: 'two' },
        { path: '../evil', content: 'evil' }
      ]),
      '2'
    )
    expect((await unpack()).failures).toHaveLength(1)
    expect(treeOf(folder())).toEqual({ old: holding('old'), both: holding('one') })
    expect(readdirSync(base())).toEqual(['pkg'])
  })
})
