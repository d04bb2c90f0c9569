import { describe, expect, test } from '@jest/globals'
import { RegistryError } from '../../../src/errors.ts'
import {
  changeEntry,
  parseEntry,
  parseRecord,
  serializeRecord,
  type Entry,
  type ProjectRecord
} from '../../../src/python/record.ts'
import { entryOf, wheelOf } from '../../support/python-project.ts'

const PLACE = 'the index/narf/manifest.json'
const read = (text: string | Uint8Array) => parseRecord(Buffer.from(text), PLACE)
const least = { filename: 'narf-1.0.tar.gz', name: 'narf', version: '1.0' }
const entry = (document: Readonly<Record<string, unknown>> = {}): Entry =>
  parseEntry({ ...least, ...document }, PLACE)

/** What is wrong, in words. */
function failure(action: () => unknown): [code: string, message: string] {
  try {
    action()
  } catch (error) {
    if (error instanceof RegistryError) return [error.code, error.message]
  }
  throw new Error('it did not fail')
}

describe('a record', () => {
  test.each<[what: string, record: ProjectRecord]>([
    ['of one file', { entries: [wheelOf('1.0')], serial: 1, hasRemovals: false }],
    ['of two files', { entries: [wheelOf('1.0'), wheelOf('2.0')], serial: 1, hasRemovals: false }],
    ['with removals', { entries: [wheelOf('1.0')], serial: 1, hasRemovals: true }],
    [
      'whose serial is the highest',
      {
        entries: [wheelOf('1.0', { serial: 7 }), wheelOf('2.0', { serial: 3 })],
        serial: 7,
        hasRemovals: true
      }
    ],
    ['without files', { entries: [], serial: 5, hasRemovals: true }],
    ['without anything', { entries: [], serial: 0, hasRemovals: true }]
  ])('%s is read as it was written', (_, record) => {
    const bytes = serializeRecord(record)
    expect(parseRecord(bytes, PLACE)).toEqual(record)
    expect(Buffer.compare(serializeRecord(parseRecord(bytes, PLACE)), bytes)).toBe(0)
  })

  test('is a list for every other tool, a line a file', () => {
    const text = Buffer.from(
      serializeRecord({ entries: [wheelOf('1.0'), wheelOf('2.0')], serial: 1, hasRemovals: false })
    ).toString()
    expect(JSON.parse(text)).toHaveLength(2)
    expect(text.split('\n').map((line) => line.slice(0, 12))).toEqual([
      '[',
      '{"filename":',
      '{"filename":',
      ']',
      ''
    ])
    expect(
      JSON.parse(Buffer.from(serializeRecord({ entries: [], serial: 3, hasRemovals: true })).toString())
    ).toEqual([])
  })

  test.each<[text: string, serial: number]>([
    ['[]', 0],
    ['[   ]', 3],
    ['\n[ ]\n', 1]
  ])('%j has no files, and says that some were removed', (text, serial) => {
    expect(read(text)).toEqual({ entries: [], serial, hasRemovals: true })
  })

  test('that another tool wrote anew may have removals, and has no serial', () => {
    const { serial, ...document } = wheelOf('1.0').document
    expect(serial).toBe(1)
    expect(read(JSON.stringify([document]))).toMatchObject({ serial: 0, hasRemovals: true })
    expect(read(JSON.stringify([document], undefined, 2))).toMatchObject({ serial: 0, hasRemovals: true })
  })

  test('keeps the keys of other tools', () => {
    const record = read(JSON.stringify([{ ...least, downloads: 5, nested: { a: [1] } }]))
    const written: unknown = JSON.parse(Buffer.from(serializeRecord(record)).toString())
    expect(written).toEqual([{ ...least, downloads: 5, nested: { a: [1] } }])
  })

  test.each<[what: string, text: string | Uint8Array, why: string]>([
    ['nothing', '', 'JSON'],
    ['a page', '<html>', 'JSON'],
    ['an object', '{}', 'Array'],
    ['a list of texts', '["narf"]', 'Object'],
    ['a list of null', '[null]', 'Object'],
    ['cut off', '[{"filename": "narf', 'JSON'],
    ['no UTF-8', Buffer.from([0x5b, 0xff, 0x5d]), 'utf-8'],
    ['no file name', '[{"name": "narf", "version": "1.0"}]', 'filename'],
    [
      'a path as file name',
      JSON.stringify([{ ...least, filename: '../x.whl' }]),
      'it can not be the name of a file'
    ],
    [
      'a path of Windows',
      JSON.stringify([{ ...least, filename: 'a\\b' }]),
      'it can not be the name of a file'
    ],
    ['no version', '[{"filename": "a.whl", "name": "narf"}]', 'version'],
    ['a size that is a text', JSON.stringify([{ ...least, size: '12' }]), 'size'],
    ['a serial below 0', JSON.stringify([{ ...least, serial: -1 }]), 'serial'],
    ['a serial that is no integer', JSON.stringify([{ ...least, serial: 1.5 }]), 'serial']
  ])('is broken: %s', (_, text, why) => {
    const [code, message] = failure(() => read(text))
    expect(code).toBe('corrupt')
    expect(message.startsWith(`${PLACE} is not a valid manifest.json (`)).toBe(true)
    expect(message).toContain(why)
  })
})

describe('an entry', () => {
  test('that says the least has a value for everything', () => {
    const { document, info, ...rest } = entry()
    expect(document).toEqual(least)
    expect(rest).toEqual({
      ...{ ...least, packagetype: '', pythonVersion: '', size: 0, digests: {}, comment: '', serial: 0 },
      ...{ hasSignature: false, hasProvenance: false },
      ...{ revision: undefined, uploadTime: undefined, requiresPython: undefined, yanked: undefined },
      ...{ coreMetadata: undefined, baseUrl: undefined }
    })
    expect(
      Object.entries(info).filter(([, value]: [string, string | readonly unknown[]]) => value.length > 0)
    ).toEqual([])
  })

  test('may say null for all that it need not say', () => {
    const keys = ['packagetype', 'size', 'digests', 'etag', 'upload_time', 'requires_python', 'yanked']
    const more = [
      'has_sig',
      'core_metadata',
      'provenance',
      'base_url',
      'serial',
      'classifiers',
      'project_urls'
    ]
    const nulls = Object.fromEntries([...keys, ...more].map((key) => [key, null]))
    expect({ ...entry(nulls), document: {} }).toEqual({ ...entry(), document: {} })
  })

  const sha = 'a'.repeat(64)
  const md5 = 'b'.repeat(32)
  test.each<[document: Readonly<Record<string, unknown>>, digests: Entry['digests']]>([
    [{ digests: { sha256: sha, md5 } }, { sha256: sha, md5 }],
    [{ digests: { sha256: sha.toUpperCase() } }, { sha256: sha }],
    [{ digests: { sha256: null }, md5_digest: md5 }, { md5 }],
    [{ digests: { md5 }, md5_digest: 'c'.repeat(32) }, { md5 }],
    [{ digests: { blake2b_256: sha, crc32: '0' } }, { blake2b_256: sha }],
    [{ digests: { sha256: md5, md5: sha } }, {}],
    [{ digests: { sha256: 'x'.repeat(64) } }, {}]
  ])('%j has the digests %j', (document, digests) => {
    expect(entry(document).digests).toEqual(digests)
  })

  test.each<[document: Readonly<Record<string, unknown>>, time: string | undefined]>([
    [{ upload_time: '2026-01-02T03:04:05' }, '2026-01-02T03:04:05Z'],
    [{ upload_time: '2026-01-02T03:04:05+02:00' }, '2026-01-02T03:04:05+02:00'],
    [
      { upload_time: '2026-01-02T03:04:05', upload_time_iso_8601: '2026-01-02T03:04:05.6Z' },
      '2026-01-02T03:04:05.6Z'
    ],
    [{ upload_time: '' }, undefined]
  ])('%j was uploaded at %s', (document, time) => {
    expect(entry(document).uploadTime).toBe(time)
  })

  test.each<[document: Readonly<Record<string, unknown>>, yanked: string | undefined]>([
    [{ yanked: true, yanked_reason: 'bad' }, 'bad'],
    [{ yanked: true, yanked_reason: null }, ''],
    [{ yanked: true }, ''],
    [{ yanked: false, yanked_reason: 'bad' }, undefined]
  ])('%j is yanked: %j', (document, yanked) => {
    expect(entry(document).yanked).toBe(yanked)
  })

  test.each<[urls: unknown, expected: [string, string][]]>([
    [{ Home: 'https://a.example' }, [['Home', 'https://a.example']]],
    [[['Home', 'https://a.example']], [['Home', 'https://a.example']]],
    [['Home, https://a.example/?a,b'], [['Home', 'https://a.example/?a,b']]],
    [['Home'], [['Home', '']]],
    [[], []]
  ])('with the addresses %j', (urls, expected) => {
    expect(entry({ project_urls: urls }).info.projectUrls).toEqual(expected)
    expect(entry({ project_urls: urls }).document['project_urls']).toEqual(urls)
  })

  test('may say on whose release its file lies', () => {
    const source = { repository: 'github://owner/re.po', tag: 'pkg/v1.0' }
    expect(entry({ source }).source).toEqual(source)
    expect(entry({ source: null }).source).toBeUndefined()
  })

  test.each([
    { repository: 'owner/repo', tag: 'v1' },
    { repository: 'github://owner', tag: 'v1' },
    { repository: 'github://owner/repo/more', tag: 'v1' },
    { repository: 'github://owner/repo', tag: '' },
    'github://owner/repo'
  ])('is corrupt with the source %j', (source) => {
    expect(() => entry({ source })).toThrow('is not a valid manifest.json (source')
  })

  test('an empty requirement of Python is none', () => {
    expect(entry({ requires_python: '' }).requiresPython).toBeUndefined()
    expect(entry({ requires_python: '>=3.9' }).requiresPython).toBe('>=3.9')
  })

  test('that is changed keeps the rest, and the one before stays as it was', () => {
    const before = entryOf('1.0', 'narf-1.0.tar.gz', { downloads: 5 })
    const after = changeEntry(before, { yanked: true, yanked_reason: 'bad', serial: 9 })
    expect([after.yanked, after.serial, after.document['downloads']]).toEqual(['bad', 9, 5])
    expect([before.yanked, before.serial]).toEqual([undefined, 1])
    expect(Object.keys(after.document).slice(0, 3)).toEqual(Object.keys(before.document).slice(0, 3))
  })
})
