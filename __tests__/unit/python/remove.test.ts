import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readProject } from '../../../src/python/project.ts'
import { isEmptyIn, removeFiles } from '../../../src/python/remove.ts'
import { findProject, removeVersions } from '../../../src/python/remove-versions.ts'
import { bury, readTombstones } from '../../../src/python/tombstones.ts'
import { yankVersion } from '../../../src/python/yank.ts'
import { failureOf } from '../../support/artifacts.ts'
import { SIGNATURE } from '../../support/attestations.ts'
import { metadataOf, sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { INDEXES, wheelName, type PythonIndex } from '../../support/python-index.ts'

const ONE = wheelName('narf', '1.0')
const TWO = wheelName('narf', '2.0')
const THREE = wheelName('narf', '3.0')

describe.each(INDEXES)('removing in %s', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.pushVersions('narf', ['1.0', '2.0', '3.0'])
  })
  afterEach(() => index.close())

  const remove = (...versions: string[]) =>
    removeVersions(index.store, 'narf', { kind: 'versions', versions })
  const keep = (count: number) => removeVersions(index.store, 'narf', { kind: 'keep', keep: count })
  const names = async () => (await index.entries('narf')).map(({ filename }) => filename).sort()

  test.each<[versions: string[], removed: string[], left: string[]]>([
    [['1.0'], ['1.0'], [TWO, THREE]],
    [['1.0.0'], ['1.0'], [TWO, THREE]],
    [['v2'], ['2.0'], [ONE, THREE]],
    [['1.0', '3.0'], ['3.0', '1.0'], [TWO]],
    [['1.0', '1.0'], ['1.0'], [TWO, THREE]],
    [['1.0', '2.0', '3.0'], ['3.0', '2.0', '1.0'], []]
  ])('the versions %j', async (versions, removed, left) => {
    expect(await remove(...versions)).toEqual(removed)
    expect(await names()).toEqual(left)
    for (const name of [ONE, TWO, THREE]) {
      expect((await index.text(`narf/${name}`)) !== undefined).toBe(left.includes(name))
      expect((await index.text(`narf/${name}.metadata`)) !== undefined).toBe(left.includes(name))
      expect((await index.page('narf')).includes(name)).toBe(left.includes(name))
    }
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test.each<[count: number, removed: string[]]>([
    [1, ['2.0', '1.0']],
    [2, ['1.0']],
    [3, []],
    [9, []]
  ])('all but the newest %i', async (count, removed) => {
    const before = await index.everything()
    expect(await keep(count)).toEqual(removed)
    expect(await names()).toHaveLength(3 - removed.length)
    if (removed.length === 0) expect(await index.everything()).toEqual(before)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('every file of a version goes, and what lies beside it', async () => {
    await index.push({
      'narf-1.0.tar.gz': sdistOf(),
      'narf-1.0.tar.gz.asc': SIGNATURE,
      'narf-1.0.0-py3-none-any.whl': wheelOf({ version: '1.0.0' })
    })
    expect(await index.text('narf/narf-1.0.tar.gz.asc')).toBe(SIGNATURE)
    await remove('1.0')
    const left = Object.keys(await index.everything()).filter((path) => path.startsWith('narf/narf-1.0'))
    expect(left).toEqual([])
    expect(await names()).toEqual([TWO, THREE])
  })

  test('a file whose name only begins like that of a removed one stays', async () => {
    const post = 'narf-1.0.post1.tar.gz'
    await index.push({ 'narf-1.0.tar.gz': sdistOf(), [post]: sdistOf({ version: '1.0.post1' }) })
    await index.put('narf/narf-1.0.tar.gz.notes', 'not ours')
    await remove('1.0')
    expect(await names()).toEqual([post, TWO, THREE].sort())
    expect(await index.text('narf/narf-1.0.tar.gz.notes')).toBe('not ours')
  })

  test('the last file takes its project off the root, and leaves the others there', async () => {
    await index.pushVersions('troz', ['1.0'])
    await remove('1.0', '2.0')
    expect(await index.page('')).toContain('narf')
    await remove('3.0')
    expect(await index.page('')).not.toContain('narf')
    expect(await index.page('')).toContain('troz')
    expect(await isEmptyIn(index.store)('narf')).toBe(true)
    expect(await isEmptyIn(index.store)('troz')).toBe(false)
    expect(await isEmptyIn(index.store)('zort')).toBe(false)
    await index.pushVersions('narf', ['4.0'])
    expect(await index.page('')).toContain('narf')
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('pages of a removed version name none of its files', async () => {
    await remove('1.0', '2.0', '3.0')
    const pages = Object.entries(await index.everything()).filter(
      ([path]) => path !== 'narf/removed.json' && !path.startsWith('.store/')
    )
    expect(pages.filter(([, content]) => content.includes('.whl')).map(([path]) => path)).toEqual([])
  })

  test('a serial never goes back, also where no file is left', async () => {
    const serial = async () => (await readProject(index.store, 'narf', 'narf')).record?.serial ?? 0
    const serials = [await serial()]
    for (const version of ['1.0', '2.0', '3.0']) {
      await remove(version)
      serials.push(await serial())
    }
    await index.pushVersions('narf', ['4.0'])
    serials.push(await serial())
    expect(serials).toEqual([1, 2, 3, 4, 5])
  })

  test.each<[asked: string, hint: string]>([
    ['1.1', 'The closest ones are 1.0, 3.0, 2.0 (of 3).'],
    ['3.0.1', 'The closest ones are 3.0, 2.0, 1.0 (of 3).']
  ])('no version %s: it names the closest', async (asked, hint) => {
    const failure = await failureOf(remove(asked))
    expect([failure.code, failure.message, failure.hint]).toEqual([
      'not-found',
      `narf has no version ${asked} in ${index.store.name}`,
      hint
    ])
  })

  test('one of several versions that is not there: none is removed', async () => {
    const before = await index.everything()
    expect((await failureOf(remove('1.0', '7.0'))).code).toBe('not-found')
    expect(await index.everything()).toEqual(before)
  })

  test('no project', async () => {
    const failure = await failureOf(removeVersions(index.store, 'zort', { kind: 'keep', keep: 1 }))
    expect([failure.code, failure.message]).toEqual([
      'not-found',
      `there is no project zort in ${index.store.name}`
    ])
  })

  test('a version that was removed can be asked for again, and nothing is left to remove', async () => {
    await remove('1.0')
    expect(await remove('1.0')).toEqual([])
    expect(await names()).toEqual([TWO, THREE])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test.each<[how: string, again: () => Promise<string[]>]>([
    ['by the version', () => remove('1.0')],
    ['by what is kept', () => keep(3)]
  ])('a removal that was broken off is ended, asked for %s', async (_how, again) => {
    await bury(index.store, 'narf', new Map([[ONE, { version: '1.0', serial: 2 }]]))
    expect(await again()).toEqual(['1.0'])
    expect(await names()).toEqual([TWO, THREE])
    expect(await index.text(`narf/${ONE}`)).toBeUndefined()
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('a removal that has only the files left to delete is ended, asked for by what is kept', async () => {
    const wheel = (await index.text(`narf/${ONE}`)) ?? ''
    await remove('1.0')
    await index.put(`narf/${ONE}.metadata`, wheel)
    expect(await keep(2)).toEqual(['1.0'])
    expect(await index.text(`narf/${ONE}.metadata`)).toBeUndefined()
    expect(await keep(2)).toEqual([])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('a yanked version counts among those that are kept', async () => {
    await yankVersion(index.store, await findProject(index.store, 'narf'), '3.0', { reason: '' })
    expect(await keep(2)).toEqual(['1.0'])
  })

  test.each<[what: string, newest: string, isYanked: boolean]>([
    ['a pre-release', '4.0rc1', false],
    ['yanked', '4.0', true]
  ])('the latest is kept also where the newest is %s', async (_what, newest, isYanked) => {
    await index.pushVersions('narf', [newest])
    const project = await findProject(index.store, 'narf')
    if (isYanked) await yankVersion(index.store, project, newest, { reason: 'bad' })
    expect(await keep(1)).toEqual(['2.0', '1.0'])
    expect(await names()).toEqual([THREE, wheelName('narf', newest)])
  })

  test('the description is that of the version that is the latest afterwards', async () => {
    const described = (version: string) =>
      wheelOf({ version, metadata: metadataOf('narf', version, [], `What ${version} does`) })
    await index.push({
      [wheelName('narf', '4.0')]: described('4.0'),
      [wheelName('narf', '5.0')]: described('5.0')
    })
    const descriptions = async () => (await index.entries('narf')).map(({ info }) => info.description)
    expect((await descriptions()).filter((each) => each !== '')).toEqual(['What 5.0 does'])
    await remove('5.0')
    expect((await descriptions()).filter((each) => each !== '')).toEqual(['What 4.0 does'])
    expect(await index.text(`narf/${wheelName('narf', '4.0')}`)).toBeDefined()
  })

  test('names are written down with the version that they had', async () => {
    await removeFiles(index.store, await findProject(index.store, 'narf'), new Map([[TWO, '2.0']]))
    const { files } = await readTombstones(index.store, 'narf')
    expect(files).toEqual(new Map([[TWO, { version: '2.0', serial: 2 }]]))
  })
})
