import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { findProject, removeVersions } from '../../../src/python/remove-versions.ts'
import { filesOf, yankVersion } from '../../../src/python/yank.ts'
import { failureOf } from '../../support/artifacts.ts'
import { metadataOf, sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { INDEXES, wheelName, type PythonIndex } from '../../support/python-index.ts'
import { wheelOf as entryOf } from '../../support/python-project.ts'

describe.each(INDEXES)('a yank in %s', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.pushVersions('narf', ['1.0', '2.0'])
  })
  afterEach(() => index.close())

  const yank = async (version: string, reason: string) =>
    yankVersion(index.store, await findProject(index.store, 'narf'), version, { reason })
  const undo = async (version: string) =>
    yankVersion(index.store, await findProject(index.store, 'narf'), version, undefined)
  const yanked = async () =>
    Object.fromEntries((await index.entries('narf')).map((entry) => [entry.filename, entry.yanked] as const))

  test.each<[version: string, reason: string, attribute: string]>([
    ['1.0', 'it deletes files', 'data-yanked="it deletes files"'],
    ['1.0.0', 'in another spelling', 'data-yanked="in another spelling"'],
    ['1', '', 'data-yanked=""'],
    ['1.0', 'says "<no>" & more', 'data-yanked="says &quot;&lt;no&gt;&quot; &amp; more"']
  ])('of %s because %j', async (version, reason, attribute) => {
    expect(await yank(version, reason)).toBe(1)
    expect(await yanked()).toEqual({
      [wheelName('narf', '1.0')]: reason,
      [wheelName('narf', '2.0')]: undefined
    })
    const page = await index.page('narf')
    expect(page.match(/data-yanked/g)).toHaveLength(1)
    expect(page.replaceAll('&#34;', '&quot;')).toContain(attribute)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('reaches every file of the version, and no file goes', async () => {
    await index.push({
      'narf-1.0.tar.gz': sdistOf(),
      'narf-1.0.0-py3-none-any.whl': wheelOf({ version: '1.0.0' })
    })
    expect(await yank('1.0', 'bad')).toBe(3)
    expect(Object.values(await yanked()).filter((reason) => reason === 'bad')).toHaveLength(3)
    for (const name of Object.keys(await yanked())) expect(await index.text(`narf/${name}`)).toBeDefined()
  })

  test('is taken back, and leaves no trace on the pages', async () => {
    await yank('1.0', 'bad')
    expect(await undo('1.0')).toBe(1)
    expect(new Set(Object.values(await yanked()))).toEqual(new Set([undefined]))
    expect(await index.page('narf')).not.toContain('data-yanked')
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('that changes nothing writes nothing', async () => {
    await yank('1.0', 'bad')
    const before = await index.everything()
    expect(await yank('1.0', 'bad')).toBe(0)
    expect(await undo('2.0')).toBe(0)
    expect(await index.everything()).toEqual(before)
  })

  test('for another reason counts as a change', async () => {
    await yank('1.0', 'bad')
    expect(await yank('1.0', 'worse')).toBe(1)
    expect((await yanked())[wheelName('narf', '1.0')]).toBe('worse')
  })

  test('without a reason leaves the one that was given', async () => {
    await yank('1.0', 'bad')
    expect(await yank('1.0', '')).toBe(0)
    expect((await yanked())[wheelName('narf', '1.0')]).toBe('bad')
  })

  test('survives later pushes', async () => {
    await yank('1.0', 'bad')
    await index.pushVersions('narf', ['1.0', '3.0'])
    expect((await yanked())[wheelName('narf', '1.0')]).toBe('bad')
    expect(await index.page('narf')).toContain('data-yanked="bad"')
  })

  test('of the latest makes the one before the latest, with its description', async () => {
    const described = (version: string) =>
      wheelOf({ version, metadata: metadataOf('narf', version, [], `What ${version} does`) })
    await index.push({
      [wheelName('narf', '3.0')]: described('3.0'),
      [wheelName('narf', '4.0')]: described('4.0')
    })
    const described4 = async () =>
      (await index.entries('narf')).map(({ info }) => info.description).filter((each) => each !== '')
    expect(await described4()).toEqual(['What 4.0 does'])
    await yank('4.0', 'bad')
    expect(await described4()).toEqual(['What 3.0 does'])
    await undo('4.0')
    expect(await described4()).toEqual(['What 4.0 does'])
  })

  test('does not bring back the pages of a removed version', async () => {
    await index.pushVersions('narf', ['3.0'])
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['3.0'] })
    await yank('1.0', 'bad')
    expect(await index.problems({ deep: true })).toEqual([])
    expect(await index.page('narf')).not.toContain(wheelName('narf', '3.0'))
  })

  test('of a version that is not there names the closest, and changes nothing', async () => {
    const before = await index.everything()
    const failure = await failureOf(yank('2.1', 'bad'))
    expect([failure.code, failure.message, failure.hint]).toEqual([
      'not-found',
      `narf has no version 2.1 in ${index.store.name}`,
      'The closest ones are 2.0, 1.0 (of 2).'
    ])
    expect(await index.everything()).toEqual(before)
  })

  test('of a project without files says so', async () => {
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0', '2.0'] })
    expect((await failureOf(yank('1.0', 'bad'))).hint).toMatch(/^It has no files at all/)
  })
})

test.each<[version: string, spellings: string[]]>([
  ['1.0', ['1.0', '1.0.0', '1']],
  ['v1', ['1.0', '1.0.0', '1']],
  ['1.0a1', ['1.0a1', '1.0.alpha.1']],
  ['1.0+local.1', ['1.0+local.1']],
  ['2.0', []]
])('the files of %s', (version, spellings) => {
  const entries = ['1.0', '1.0.0', '1', '1.0a1', '1.0.alpha.1', '1.0+local.1'].map((each) => entryOf(each))
  expect(filesOf(entries, version).map((entry) => entry.version)).toEqual(spellings)
})
