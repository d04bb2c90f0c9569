import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  enterProjects,
  folderIn,
  leaveProjects,
  parseRoot,
  resetRoot,
  viewRoot,
  type RootRecord
} from '../../../src/python/root.ts'
import { failureOf } from '../../support/artifacts.ts'
import { bucketIndex, INDEXES, type PythonIndex } from '../../support/python-index.ts'

const ADDRESS = 'https://a.example/simple/'

describe.each(INDEXES)('the root in %s', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
  })
  afterEach(() => index.close())

  const enter = (folders: string[], baseUrl?: string | null) =>
    enterProjects(index.store, folders, { baseUrl })
  const leave = (folders: string[], isEmpty = () => Promise.resolve(true)) =>
    leaveProjects(index.store, folders, isEmpty)
  const folders = async () => (await viewRoot(index.store)).folders

  test('has nothing at first', async () => {
    expect(await viewRoot(index.store)).toMatchObject({ record: undefined, folders: [], foreign: [] })
  })

  test('is sorted, and each project is there once', async () => {
    expect(await enter(['zort', 'narf'])).toEqual({
      projects: ['narf', 'zort'],
      baseUrl: undefined,
      serial: 1
    })
    expect(await enter(['troz', 'narf'])).toMatchObject({ projects: ['narf', 'troz', 'zort'], serial: 2 })
    const page = await index.page('')
    const at = ['narf', 'troz', 'zort'].map((name) => page.indexOf(`href="${name}/`))
    expect(at).toEqual([...at].sort((one, other) => one - other))
    expect(at[0]).toBeGreaterThan(0)
  })

  test('is not written where nothing changes', async () => {
    await enter(['narf'])
    const before = await index.everything()
    expect(await enter(['narf'])).toMatchObject({ serial: 1 })
    await leave(['zort'])
    await leave(['narf'], () => Promise.resolve(false))
    expect(await resetRoot(index.store, ['narf'], { baseUrl: undefined })).toMatchObject({ serial: 1 })
    expect(await index.everything()).toEqual(before)
  })

  test('keeps a project under the spelling that it has', async () => {
    await enter(['My.Pkg'])
    expect(await enter(['my-pkg', 'my_pkg'])).toMatchObject({ projects: ['My.Pkg'] })
    const view = await viewRoot(index.store)
    expect(folderIn(view, 'my-pkg')).toBe('My.Pkg')
    expect(folderIn(view, 'narf')).toBeUndefined()
  })

  test('is left by those that are empty alone', async () => {
    await enter(['narf', 'troz'])
    await leaveProjects(index.store, ['narf', 'troz'], (folder) => Promise.resolve(folder === 'narf'))
    expect(await folders()).toEqual(['troz'])
    expect(await index.page('')).not.toContain('narf')
  })

  test('has a project again that was filled while it left', async () => {
    await enter(['narf', 'troz'])
    const answers = [true, true, false]
    await leave(['narf'], () => Promise.resolve(answers.shift() ?? false))
    expect(await folders()).toEqual(['narf', 'troz'])
    expect(await index.page('')).toContain('narf')
  })

  test('takes all of many that enter at once', async () => {
    const names = Array.from({ length: 12 }, (_each, at) => `p${at}`)
    await Promise.all(names.map((name) => enter([name])))
    expect(await folders()).toEqual([...names].sort())
    // The pages are right; of files nobody has pushed any.
    const vain = [...names].sort().map((name) => `${name} is in the list of projects, and has no files`)
    expect(await index.problems()).toEqual(vain)
  })

  test.each<[first: string | undefined, then: string | null | undefined, outcome: string | undefined]>([
    [undefined, null, undefined],
    [ADDRESS, null, 'conflict'],
    [undefined, undefined, undefined],
    [ADDRESS, ADDRESS, ADDRESS],
    [ADDRESS, undefined, ADDRESS],
    [ADDRESS, 'https://b.example/simple/', 'conflict'],
    [undefined, ADDRESS, 'conflict']
  ])('whose links begin with %s, entered with %s: %s', async (first, then, outcome) => {
    await enter(['narf'], first)
    if (outcome === 'conflict') {
      expect((await failureOf(enter(['troz'], then))).code).toBe('conflict')
      expect(await folders()).toEqual(['narf'])
    } else expect(await enter(['troz'], then)).toMatchObject({ baseUrl: outcome, serial: 2 })
  })

  test.each<[baseUrl: string | null | undefined, outcome: string | undefined]>([
    ['https://b.example/simple/', 'https://b.example/simple/'],
    [null, undefined],
    [undefined, ADDRESS]
  ])('a reindex gives its links another beginning: %s', async (baseUrl, outcome) => {
    await enter(['narf'], ADDRESS)
    expect(await resetRoot(index.store, ['troz'], { baseUrl })).toMatchObject({
      baseUrl: outcome,
      projects: ['narf', 'troz']
    })
  })

  test.each<[content: string]>([
    ['<html>'],
    ['[]'],
    ['{"projects": "narf", "serial": 1}'],
    ['{"projects": []}']
  ])('that is broken is told, and stays as it is: %s', async (content) => {
    await index.put('projects.json', content)
    const failure = await failureOf(enter(['narf']))
    expect(failure.code).toBe('corrupt')
    expect(failure.message).toContain(`${index.store.name}/projects.json is no list of projects`)
    expect(await index.text('projects.json')).toBe(content)
  })

  test('has no folders that can be none of a project', () => {
    const record = (projects: string[]): RootRecord =>
      parseRoot(index.store, Buffer.from(JSON.stringify({ projects, serial: 1 })))
    expect(record(['narf', '../x', '', '_json', 'a/b', 'My.Pkg']).projects).toEqual(['narf', 'My.Pkg'])
  })
})

describe('the page of another tool', () => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await bucketIndex()
  })
  afterEach(() => index.close())

  test.each<[html: string, folders: string[]]>([
    ['<a href="https://bucket.example/simple/My.Pkg/">My.Pkg</a>', ['My.Pkg']],
    [`<a class="x" href='narf/'>narf</a><a href="troz">troz</a>`, ['narf', 'troz']],
    ['<a href="narf/index.html?x=1#y">narf</a>', ['narf']],
    ['<A HREF = "narf/">narf</A>', ['narf']],
    ['<a href="a%2Db/">a-b</a>', ['a-b']],
    ['<a href="../">up</a><a href="">here</a><a href="%zz/">broken</a>', []],
    ['no links', []]
  ])('counts until it is replaced: %s', async (html, folders) => {
    await index.put('', html)
    expect((await viewRoot(index.store)).folders).toEqual(folders)
    await enterProjects(index.store, ['zort'], { baseUrl: undefined })
    const { foreign, record } = await viewRoot(index.store)
    expect(foreign).toEqual([])
    expect(record?.projects).toEqual([...folders, 'zort'].sort())
    for (const folder of folders) expect(await index.page('')).toContain(`>${folder}</a>`)
  })
})
