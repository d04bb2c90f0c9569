import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { claimed, isForeign } from '../../../src/python/entries.ts'
import { findProject, removeVersions } from '../../../src/python/remove-versions.ts'
import { yankVersion } from '../../../src/python/yank.ts'
import { sdistOf } from '../../support/python-distributions.ts'
import { wheelOf as entryOf } from '../../support/python-project.ts'
import { INDEXES, type PythonIndex } from '../../support/python-index.ts'

test('entries of another tool take the serial of their next state, others keep theirs', () => {
  const entries = [
    entryOf('1.0', { serial: undefined }),
    entryOf('1.1', { serial: 3 }),
    entryOf('1.2', { serial: 0 })
  ]
  expect(entries.map(isForeign)).toEqual([true, false, true])
  expect(claimed(entries, 5).map(({ serial }) => serial)).toEqual([5, 3, 5])
  expect(claimed(entries, 5)[1]).toBe(entries[1])
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
