import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { bury, lift, noteGone, NO_TOMBSTONES, readTombstones } from '../../../src/python/tombstones.ts'
import { failureOf } from '../../support/artifacts.ts'
import { INDEXES, wheelName, type PythonIndex } from '../../support/python-index.ts'

describe.each(INDEXES)('tombstones in %s', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
  })
  afterEach(() => index.close())

  const of = (...names: string[]) => new Map(names.map((name) => [name, { version: '1.0', serial: 2 }]))
  const buried = async () => [...(await readTombstones(index.store, 'narf')).files.keys()]

  test('are none where nothing was removed', async () => {
    expect(await readTombstones(index.store, 'narf')).toEqual(NO_TOMBSTONES)
    expect(await lift(index.store, 'narf', ['a.whl'])).toEqual(NO_TOMBSTONES)
    expect(await index.text('narf/removed.json')).toBeUndefined()
  })

  test('are written sorted, with version and serial', async () => {
    expect(await bury(index.store, 'narf', of('b.whl', 'a.whl'))).toMatchObject({
      files: of('a.whl', 'b.whl')
    })
    expect(await index.text('narf/removed.json')).toBe(
      `${JSON.stringify({ files: { 'a.whl': { version: '1.0', serial: 2 }, 'b.whl': { version: '1.0', serial: 2 } } }, undefined, 2)}\n`
    )
    expect(await readTombstones(index.store, 'troz')).toEqual(NO_TOMBSTONES)
  })

  test('add up, and the first one of a name stays', async () => {
    await bury(index.store, 'narf', of('a.whl'))
    const all = await bury(
      index.store,
      'narf',
      new Map([
        ['a.whl', { version: '9.9', serial: 9 }],
        ['b.whl', { version: '1.0', serial: 2 }]
      ])
    )
    expect(all.files).toEqual(of('a.whl', 'b.whl'))
    expect(await readTombstones(index.store, 'narf')).toEqual(all)
  })

  test.each<[lifted: string[], left: string[]]>([
    [['a.whl'], ['b.whl']],
    [['a.whl', 'b.whl'], []],
    [['c.whl'], ['a.whl', 'b.whl']],
    [[], ['a.whl', 'b.whl']]
  ])('are lifted: %j', async (lifted, left) => {
    await bury(index.store, 'narf', of('a.whl', 'b.whl'))
    const before = await index.text('narf/removed.json')
    expect([...(await lift(index.store, 'narf', lifted)).files.keys()]).toEqual(left)
    expect(await buried()).toEqual(left)
    expect((await index.text('narf/removed.json')) === before).toBe(left.length === 2)
  })

  test('tell of versions that have gone, with the highest serial, whatever becomes of names', async () => {
    const note = (versions: Record<string, number>) =>
      noteGone(index.store, 'narf', new Map(Object.entries(versions)))
    await note({ '2.0': 3, '1.0': 2 })
    expect(await index.text('narf/removed.json')).toBe(
      `${JSON.stringify({ files: {}, versions: { '1.0': 2, '2.0': 3 } }, undefined, 2)}\n`
    )
    await bury(index.store, 'narf', of('a.whl'))
    await note({ '1.0': 4, '2.0': 1 })
    const versions = new Map([
      ['1.0', 4],
      ['2.0', 3]
    ])
    expect(await readTombstones(index.store, 'narf')).toEqual({ files: of('a.whl'), versions })
    expect(await lift(index.store, 'narf', ['a.whl'])).toEqual({ files: new Map(), versions })
  })

  test('of many at once are all written down', async () => {
    const names = Array.from({ length: 12 }, (_each, at) => `${at}.whl`)
    await Promise.all(names.map((name) => bury(index.store, 'narf', of(name))))
    expect((await buried()).sort()).toEqual([...names].sort())
  })

  test.each<[what: string, content: string]>([
    ['an empty list, as other languages write an empty object', '{"files": []}'],
    ['keys of others', '{"files": {}, "note": "hello"}'],
    ['no line break at its end', '{"files":{}}']
  ])('are none, and can be added to, where there is %s', async (_what, content) => {
    await index.put('narf/removed.json', content)
    expect(await readTombstones(index.store, 'narf')).toEqual(NO_TOMBSTONES)
    const buriedNow = { files: of('a.whl'), versions: new Map() }
    expect(await bury(index.store, 'narf', of('a.whl'))).toEqual(buriedNow)
    expect(await readTombstones(index.store, 'narf')).toEqual(buriedNow)
  })

  test('that are broken are a problem of their project alone', async () => {
    await index.pushVersions('narf', ['1.0'])
    await index.pushVersions('troz', ['1.0'])
    await index.drop(`troz/${wheelName('troz', '1.0')}`)
    await index.put('narf/removed.json', '[]')
    const said = expect.stringContaining('narf/removed.json is no list of removed files')
    const found = await index.problems()
    expect(found).toContainEqual(said)
    expect(found).toContain(`troz ${wheelName('troz', '1.0')} is not there any more`)
    const before = await index.text('narf/manifest.json')
    const { changed, problems } = await index.reindex()
    expect(changed).toEqual([`troz: ${wheelName('troz', '1.0')}: dropped, it is not there any more`])
    expect(problems).toMatchObject([{ package: 'narf', what: said, fix: expect.stringContaining('by hand') }])
    expect(await index.text('narf/manifest.json')).toBe(before)
    expect(await index.page('')).toContain('narf')
  })

  test.each<[what: string, content: string]>([
    ['nothing', ''],
    ['a list', '[]'],
    ['no files', '{}'],
    ['files that are null', '{"files": null}'],
    ['a list of names', '{"files": ["a.whl"]}'],
    ['names without anything', '{"files": {"a.whl": null}}'],
    ['a mark in front', '\ufeff{"files": {}}'],
    ['half of it', '{"files": {"a.whl": {"version": "1.0"'],
    ['a version that is a number', '{"files": {"a.whl": {"version": 1, "serial": 1}}}'],
    ['a serial that is no whole number', '{"files": {"a.whl": {"version": "1.0", "serial": 1.5}}}'],
    ['a serial beyond all numbers', '{"files": {"a.whl": {"version": "1.0", "serial": 1e400}}}'],
    ['a name without a version', '{"files": {"a.whl": {"serial": 1}}}'],
    ['a serial below 0', '{"files": {"a.whl": {"version": "1.0", "serial": -1}}}'],
    ['a list of versions', '{"files": {}, "versions": ["1.0"]}'],
    ['a version whose serial is a text', '{"files": {}, "versions": {"1.0": "1"}}']
  ])('that are broken are not taken for none: %s', async (_what, content) => {
    await index.put('narf/removed.json', content)
    for (const action of [
      readTombstones(index.store, 'narf'),
      bury(index.store, 'narf', of('a.whl')),
      lift(index.store, 'narf', ['a.whl'])
    ]) {
      const failure = await failureOf(action)
      expect(failure.code).toBe('corrupt')
      expect(failure.message).toContain(`${index.store.name}/narf/removed.json is no list of removed files`)
    }
    expect(await index.text('narf/removed.json')).toBe(content)
  })
})
