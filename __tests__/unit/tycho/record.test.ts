import { spawnSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as v from 'valibot'
import { RegistryError } from '../../../src/errors.ts'
import { isUnusable } from '../../../src/tycho/names.ts'
import { changeRecord, parseRecord } from '../../../src/tycho/record.ts'

const PLACE = 's3://packages/narf/tycho.json'

function parse(text: string | Uint8Array) {
  return parseRecord(Buffer.from(text), PLACE)
}

/** What is written after a change of a record that reads so. */
function changed(text: string, change: Parameters<typeof changeRecord>[1]): string {
  return Buffer.from(changeRecord(parse(text), change)).toString()
}

describe('reading a record', () => {
  test.each([
    ['promoted', '{"localname": "narf.tar.gz", "latest": "1.0"}', ['narf.tar.gz', '1.0', []]],
    ['not promoted', '{"localname": "narf.tar.gz", "latest": null}', ['narf.tar.gz', null, []]],
    ['without latest', '{"localname": "narf.tar.gz"}', ['narf.tar.gz', null, []]],
    [
      'with removed versions',
      '{"localname": "n", "latest": "3", "removed": ["1", "2"]}',
      ['n', '3', ['1', '2']]
    ],
    ['of another tool, too', '{"notes": [1], "latest": "1", "localname": "n"}', ['n', '1', []]],
    ['behind a byte order mark', '\uFEFF{"localname": "n", "latest": "1"}', ['n', '1', []]],
    ['in other letters', '{"localname": "größe.txt", "latest": "1-β"}', ['größe.txt', '1-β', []]]
  ])('%s', (_name, text, expected) => {
    const { localname, latest, removed } = parse(text)
    expect([localname, latest, removed]).toEqual(expected)
  })

  test.each([
    ['nothing', '', 'Unexpected end of JSON input'],
    ['half of it', '{"localname": "n"', "Expected ',' or '}'"],
    ['words', 'Not Found', 'is not valid JSON'],
    ['a list', '[]', 'it is no object'],
    ['null', 'null', 'it is no object'],
    ['a text', '"narf"', 'it is no object'],
    ['a number', '3', 'it is no object'],
    ['an empty object', '{}', 'localname: '],
    ['no localname', '{"latest": "1"}', 'localname: '],
    ['a localname that is none', '{"localname": null}', 'localname: Invalid type: Expected string'],
    ['a latest that is a number', '{"localname": "n", "latest": 1.1}', 'latest: Invalid type'],
    [
      'a latest that is a number none could hold',
      '{"localname": "n", "latest": 1.0}',
      'latest: Invalid type'
    ],
    [
      'a latest with a line break',
      '{"localname": "n", "latest": "1\\n::error::x"}',
      'latest: It can not be a version'
    ],
    ['a latest that is a path', '{"localname": "n", "latest": "../1"}', 'latest: It can not be a version'],
    ['removed versions as a text', '{"localname": "n", "removed": "1"}', 'removed: Invalid type'],
    ['removed versions as numbers', '{"localname": "n", "removed": ["1", 2]}', 'removed.1: Invalid type']
  ])('refuses %s', (_name, text, why) => {
    expect(() => parse(text)).toThrow(RegistryError)
    expect(() => parse(text)).toThrow(`${PLACE} is not a valid tycho.json (`)
    expect(() => parse(text)).toThrow(why)
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'corrupt' }))
  })

  test.each([
    ['Latin-1', Buffer.from('{"localname": "gr\u00f6\u00dfe"}', 'latin1')],
    ['UTF-16', Buffer.from('{"localname": "n"}', 'utf16le')],
    ['zeros', Buffer.alloc(64)],
    ['half a letter', Buffer.from('{"localname": "ö').subarray(0, -1)]
  ])('refuses bytes that are not UTF-8: %s', (_name, bytes) => {
    expect(() => parse(bytes)).toThrow(expect.objectContaining({ name: 'RegistryError', code: 'corrupt' }))
  })
})

/** Versions as other tools may call them. */
const version = fc.string().filter((text) => !isUnusable(text))

describe('changing a record', () => {
  test('a new one is what tychoreg init writes', () => {
    const bytes = changeRecord(undefined, { localname: 'narf.tar.gz', latest: null })
    expect(Buffer.from(bytes).toString()).toBe('{\n  "localname": "narf.tar.gz",\n  "latest": null\n}')
  })

  test.each<[name: string, text: string, change: Parameters<typeof changeRecord>[1], expected: string]>([
    [
      'keys of other tools stay, in their order',
      '{"z": 1, "localname": "n", "a": {"y": [true, null], "b": {}}, "latest": null, "m": "ü"}',
      { latest: '2' },
      '{"z":1,"localname":"n","a":{"y":[true,null],"b":{}},"latest":"2","m":"ü"}'
    ],
    [
      'a key that is new goes to the end',
      '{"latest": "1", "localname": "n"}',
      { removed: ['0'] },
      '{"latest":"1","localname":"n","removed":["0"]}'
    ],
    [
      'no latest becomes one',
      '{"localname": "n", "x": 1}',
      { latest: '1' },
      '{"localname":"n","x":1,"latest":"1"}'
    ],
    [
      'the last tombstone takes its key away',
      '{"localname": "n", "removed": ["1"], "x": 1}',
      { removed: [] },
      '{"localname":"n","x":1}'
    ],
    [
      'tombstones survive a promotion',
      '{"localname": "n", "removed": ["1"], "latest": null}',
      { latest: '2' },
      '{"localname":"n","removed":["1"],"latest":"2"}'
    ],
    [
      'names that mean something to JavaScript',
      '{"constructor": 1, "__proto__": {"localname": "evil"}, "localname": "n", "toString": "x"}',
      { latest: '1' },
      '{"constructor":1,"__proto__":{"localname":"evil"},"localname":"n","toString":"x","latest":"1"}'
    ]
  ])('%s', (_name, text, change, expected) => {
    expect(JSON.stringify(JSON.parse(changed(text, change)))).toBe(expected)
  })

  test('numbers of other tools stay as they were written', () => {
    const numbers = '"ns": 1763843040123456789, "ratio": 1.0, "huge": 1e400, "list": [-0.10, 12]'
    const text = changed(`{"localname": "n", "latest": null, ${numbers}}`, { latest: '1' })
    expect(text.replace(/\s+/g, ' ')).toBe(
      `{ "localname": "n", "latest": "1", ${numbers.replace('[-0.10, 12]', '[ -0.10, 12 ]')} }`
    )
  })

  test('a prototype is no localname', () => {
    expect(() => parse('{"__proto__": {"localname": "evil"}}')).toThrow('localname: ')
  })

  test('no change leaves every key, and reading it again gives the same', () => {
    const documents = fc
      .tuple(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), fc.option(version))
      .map(([other, localname, latest]) => ({ ...other, localname, latest, removed: undefined }))
    fc.assert(
      fc.property(documents, (document) => {
        const text = JSON.stringify(document)
        expect(JSON.parse(changed(text, {}))).toEqual(JSON.parse(text))
        expect(Object.keys(parse(changed(text, {})).document)).toEqual(Object.keys(parse(text).document))
      })
    )
  })
})

const python = spawnSync('python3', ['--version']).status === 0
const withPython = python || process.env['CI'] === 'true' ? test : test.skip

describe('tychoreg, which writes json.dumps(record, indent=2)', () => {
  // What Python escapes and this program does not, or writes otherwise: DEL and beyond, and fractions.
  const text = fc.stringMatching(/^[ -~\n\t"\\]{0,8}$/)
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      ...[text, fc.integer(), fc.boolean(), fc.constant(null), fc.constant([]), fc.constant({})],
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[A-Za-z_"\\ ]{1,6}$/), tie('value'), { maxKeys: 3 })
    )
  })).value
  const records = fc
    .tuple(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), value, { maxKeys: 4 }),
      text,
      fc.option(text.filter((each) => !isUnusable(each)))
    )
    .map(([other, localname, latest]) => ({ ...other, localname, latest }))

  withPython('has the same bytes for the same record', () => {
    const samples = fc.sample(records, 300).map((each) => JSON.stringify(each))
    const script =
      'import json, sys; print(json.dumps([json.dumps(json.loads(s), indent=2) for s in json.load(sys.stdin)]))'
    const { stdout, stderr } = spawnSync('python3', ['-c', script], {
      input: JSON.stringify(samples),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024
    })
    expect(stderr).toBe('')
    const written = v.parse(v.pipe(v.string(), v.parseJson(), v.array(v.string())), stdout)
    expect(samples.map((sample) => changed(sample, {}))).toEqual(written)
  })

  withPython('reads what is not ASCII as it was meant', () => {
    const record = '{"localname": "größe-\u2028-\u007f-😀.txt", "latest": "1.0-β"}'
    const { stdout } = spawnSync(
      'python3',
      ['-c', 'import json, sys; print(json.dumps(json.load(sys.stdin.buffer)))'],
      {
        input: changed(record, {}),
        encoding: 'utf8'
      }
    )
    expect(JSON.parse(stdout)).toEqual(JSON.parse(record))
  })
})
