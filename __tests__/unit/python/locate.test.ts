import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { locate } from '../../../src/python/locate.ts'
import { parseRoot } from '../../../src/python/root.ts'
import { findProject, removeVersions } from '../../../src/python/remove-versions.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import { bucketIndex, INDEXES, wheelName, type PythonIndex } from '../../support/python-index.ts'

describe.each(INDEXES)('projects in %s', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.pushVersions('narf', ['1.0'])
  })
  afterEach(() => index.close())

  const rootPage = () => (index.store.limits.holdsPage('') ? '' : 'index.html')
  const find = async (...names: string[]) => locate(index.store, names, undefined)
  const root = async () => parseRoot(index.store, Buffer.from((await index.text('projects.json')) ?? ''))

  test('are read where they are, and absent where they are not', async () => {
    const { projects, pageOnly } = await find('narf', 'troz')
    expect(projects.map(({ name, folder, record }) => [name, folder, record?.entries.length])).toEqual([
      ['narf', 'narf', 1],
      ['troz', 'troz', undefined]
    ])
    expect(pageOnly).toEqual([])
  })

  test.each<[what: string, listed: () => Promise<unknown>]>([
    [
      'in our root',
      () => index.put('projects.json', '{"serial": 1, "base-url": null, "projects": ["My-Pkg", "narf"]}')
    ],
    [
      'on the page of another tool',
      () => index.put(rootPage(), '<a href="https://host/simple/My-Pkg/">My-Pkg</a>')
    ]
  ])('are found in a folder of another name that is %s', async (_what, listed) => {
    const [entry] = await index.entries('narf')
    await index.put('My-Pkg/manifest.json', JSON.stringify([{ ...entry?.document, name: 'My_Pkg' }]))
    await listed()
    const { projects } = await find('my-pkg')
    expect(projects).toMatchObject([
      { name: 'my-pkg', folder: 'My-Pkg', record: { entries: [{ name: 'My_Pkg' }] } }
    ])
    expect(await findProject(index.store, 'my-pkg')).toMatchObject({ folder: 'My-Pkg' })
  })

  test('enter the root where they are new, empty, or changed by another tool, and else leave it alone', async () => {
    const before = (await root()).serial
    await (await find('narf')).enter(['narf']).done
    await (await find('narf', 'troz')).enter(['narf']).done
    expect((await root()).serial).toBe(before)
    const { recorded, done } = (await find('narf', 'troz')).enter(['narf', 'troz'])
    expect(await recorded).toBeUndefined()
    await done
    expect(await root()).toMatchObject({ projects: ['narf', 'troz'], serial: before + 1 })
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] })
    expect((await root()).projects).toEqual(['troz'])
    await (await find('narf')).enter(['narf']).done
    expect((await root()).projects).toEqual(['narf', 'troz'])
  })

  test('of another tool put the page of the root right', async () => {
    const [entry] = await index.entries('narf')
    await index.put('narf/manifest.json', JSON.stringify([{ ...entry?.document, serial: undefined }]))
    const page = await index.text('index.html')
    await index.put('index.html', 'theirs')
    await (await find('narf')).enter(['narf']).done
    expect(await index.text('index.html')).toBe(page)
  })

  test('tell what absolute links begin with, and refuse another beginning', async () => {
    const baseUrl = 'https://cdn.example.org/simple/'
    await index.reindex({ baseUrl })
    expect(await (await find('troz')).enter(['troz']).recorded).toBe(baseUrl)
    await expect(locate(index.store, ['zort'], 'https://other.example.org/')).rejects.toThrow(
      'not with https://other.example.org/'
    )
  })
})

test('a beginning that the index got otherwise after it was looked at is refused', async () => {
  const index = await bucketIndex()
  try {
    const { enter } = await locate(index.store, ['zort'], 'https://other.example.org/')
    await index.reindex({ baseUrl: 'https://cdn.example.org/simple/' })
    const { recorded, done } = enter(['zort'])
    await expect(done).rejects.toThrow('not with https://other.example.org/')
    await expect(recorded).rejects.toThrow('not with https://other.example.org/')
  } finally {
    await index.close()
  }
})

test('many that are new cost a read of the root, and few of records', async () => {
  const index = await bucketIndex()
  try {
    await index.push({ [wheelName('narf', '1.0')]: wheelOf() })
    index.fake.clear()
    const names = Array.from({ length: 50 }, (_, at) => `p${at}`)
    expect((await locate(index.store, names, undefined)).projects.map(({ name }) => name)).toEqual(names)
    expect(index.fake.requests.filter(({ key }) => key.endsWith('/manifest.json'))).toHaveLength(4)
    expect(index.fake.requests.filter(({ key }) => key.endsWith('/projects.json'))).toHaveLength(1)
  } finally {
    await index.close()
  }
})
