import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { claimed, isForeign, stamped } from '../../../src/python/entries.ts'
import type { Entry } from '../../../src/python/record.ts'
import { findProject, removeVersions } from '../../../src/python/remove-versions.ts'
import { yankVersion } from '../../../src/python/yank.ts'
import { sdistOf } from '../../support/python-distributions.ts'
import { wheelOf as entryOf } from '../../support/python-project.ts'
import { bucketIndex, INDEXES, wheelName, wheelSaying, type PythonIndex } from '../../support/python-index.ts'

test('entries of another tool take the serial of their next state, and the links of the rest; others keep theirs', () => {
  const entries = [
    entryOf('1.0', { serial: undefined }),
    entryOf('1.1', { serial: 3 }),
    entryOf('1.2', { serial: 0 })
  ]
  expect(entries.map(isForeign)).toEqual([true, false, true])
  expect(claimed(entries, { serial: 5, baseUrl: undefined }).map(({ serial }) => serial)).toEqual([5, 3, 5])
  expect(claimed(entries, { serial: 5, baseUrl: undefined })[1]).toBe(entries[1])
  const linked = claimed(entries, { serial: 5, baseUrl: 'https://a.example/' })
  expect(linked.map(({ baseUrl }) => baseUrl)).toEqual([
    'https://a.example/',
    undefined,
    'https://a.example/'
  ])
})

describe('after files have gone', () => {
  const named = (filename: string, version: string, serial: number) => entryOf(version, { filename, serial })
  const [wheel, sdist] = [named('a.whl', '1.0', 1), named('a.zip', '1.0.0', 1)]
  const [two, three] = [named('b.whl', '2.0', 2), named('c.whl', '3.0', 3)]
  const before = [wheel, sdist, two, three]

  test.each<[what: string, left: readonly Entry[], serials: number[]]>([
    ['another file of the version', [wheel, two, three], [9, 2, 3]],
    ['other files of each version', [sdist, two, three], [9, 2, 3]],
    ['the last of all, where a whole version has gone', [wheel, sdist, two], [1, 1, 9]],
    ['the last of all, where nothing has gone', before, [1, 1, 2, 9]],
    ['none, where another entry has it', [wheel, sdist, named('b.whl', '2.0', 9)], [1, 1, 9]],
    ['none, where none is left', [], []]
  ])('%s takes the new serial', (_what, left, serials) => {
    expect(stamped(left, { before, serial: 9 }).map(({ serial }) => serial)).toEqual(serials)
  })

  test('no page has the bytes of a former one, however often a file comes and goes', async () => {
    const index = await bucketIndex()
    try {
      const seen = new Map<string, string[]>()
      index.fake.onWrite(({ key }) => {
        if (/\/(?:json|)$/.test(key))
          seen.set(key, [...(seen.get(key) ?? []), index.fake.text('bucket', key) ?? ''])
      })
      const name = wheelName('narf', '1.0')
      const pushAs = (content: string) =>
        index.push({ [name]: wheelSaying('narf', '1.0', content) }, { ifExists: 'overwrite' })
      await index.push({ 'narf-1.0.tar.gz': sdistOf({ version: '1.0' }) })
      for (const content of ['a', 'b', 'c']) expect((await pushAs(content)).failures).toEqual([])
      await index.pushVersions('narf', ['2.0'])
      for (const content of ['d', 'e', 'f']) {
        await pushAs(content)
        await index.drop(`narf/${name}`)
        await index.reindex()
      }
      const again = [...seen].filter(([, bodies]) => new Set(bodies).size < bodies.length)
      expect(again.map(([key]) => key)).toEqual([])
      expect(seen.get('simple/narf/1.0/json')?.length).toBeGreaterThan(10)
    } finally {
      await index.close()
    }
  })
})

describe.each(INDEXES)('in %s, after another tool has written its own record and pages', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.pushVersions('narf', ['1.0', '2.0', '3.0'])
    const plain = (await index.entries('narf')).map(({ document }) => ({ ...document, serial: undefined }))
    await index.put('narf/manifest.json', JSON.stringify(plain))
    for (const path of Object.keys(await index.everything()))
      if (/(?:^|\/)(?:json|index\.html|)$/.test(path) && !path.startsWith('_json/'))
        await index.put(path, '<a href="https://host/simple/narf/">narf</a>')
    expect(await index.problems()).toContain('narf the page narf/2.0/json is not up to date')
  })
  afterEach(() => index.close())

  test.each<[what: string, step: () => Promise<unknown>, left: string[]]>([
    ['a push', () => index.push({ 'narf-4.0.tar.gz': sdistOf({ version: '4.0' }) }), []],
    ['a push of what is there', () => index.pushVersions('narf', ['1.0']), []],
    [
      'a yank',
      async () => yankVersion(index.store, await findProject(index.store, 'narf'), '1.0', { reason: '' }),
      ['/ the list of projects is not up to date']
    ],
    [
      'a removal',
      () => removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] }),
      ['/ the list of projects is not up to date']
    ],
    ['a reindex', () => index.reindex(), []]
  ])('%s puts all pages of the project right', async (_what, step, left) => {
    await step()
    const found = (await index.problems()).map((each) => each.replace('index.html the', '/ the'))
    expect([...new Set(found)]).toEqual(left)
  })
})
