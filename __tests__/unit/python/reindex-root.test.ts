import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { removeVersions } from '../../../src/python/remove-versions.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import {
  bucketIndex,
  INDEXES,
  wheelName,
  type BucketIndex,
  type PythonIndex
} from '../../support/python-index.ts'
import { unlisted } from '../../support/python-state.ts'
import { bytesOf } from '../../support/s3-fake/index.ts'

const putWheel = (index: PythonIndex, name: string, version = '1.0') =>
  index.put(`${name}/${wheelName(name, version)}`, wheelOf({ name, version }))
const projectsIn = async (index: PythonIndex) => {
  const root: unknown = JSON.parse((await index.text('projects.json')) ?? '{}')
  return (root as { projects?: unknown }).projects
}

describe('the root while a reindex is under way', () => {
  let index: BucketIndex
  let wrong: string[]
  let roots: string[]
  beforeEach(async () => {
    index = await bucketIndex()
    wrong = []
    roots = []
  })
  afterEach(() => index.close())

  const watch = () => {
    index.fake.onWrite(({ key }) => {
      const objects = [...index.fake.objects('bucket').values()]
      wrong.push(
        ...unlisted(
          new Map(objects.map(({ key: path, body }) => [path.slice('simple/'.length), bytesOf(body)]))
        )
      )
      if (key === 'simple/projects.json') roots.push(index.fake.text('bucket', key) ?? '')
    })
  }

  test('has all new projects, by one write, before one of them has a record', async () => {
    await index.pushVersions('narf', ['1.0'])
    for (const name of ['troz', 'zort', 'egad']) await putWheel(index, name)
    watch()
    await index.reindex()
    expect(wrong).toEqual([])
    expect(roots).toHaveLength(1)
    expect(await projectsIn(index)).toEqual(['egad', 'narf', 'troz', 'zort'])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('has a project whose files had all been removed before it has one again', async () => {
    await index.pushVersions('narf', ['1.0'])
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] })
    await putWheel(index, 'narf', '2.0')
    watch()
    await index.reindex()
    expect(wrong).toEqual([])
    expect(await projectsIn(index)).toEqual(['narf'])
  })

  test('never has some of its projects alone where it was lost', async () => {
    await index.pushVersions('narf', ['1.0'])
    await index.drop('projects.json')
    await putWheel(index, 'troz')
    watch()
    await index.reindex()
    expect(wrong).toEqual([])
    expect(roots).toHaveLength(1)
    expect(await projectsIn(index)).toEqual(['narf', 'troz'])
  })
})

describe.each(INDEXES)('the root after a reindex in %s', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.pushVersions('narf', ['1.0'])
  })
  afterEach(() => index.close())

  const putTwice = async () => {
    await index.reindex()
    const before = await index.everything()
    await index.reindex()
    expect(await index.everything()).toEqual(before)
  }

  test('lacks a project of which no file can be read', async () => {
    await index.put(`zort/${wheelName('zort', '1.0')}`, 'not a zip')
    await putTwice()
    expect(await projectsIn(index)).toEqual(['narf'])
    expect(await index.page('')).not.toContain('zort')
    await putWheel(index, 'zort')
    await index.reindex()
    expect(await projectsIn(index)).toEqual(['narf', 'zort'])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('lacks a folder whose files are another project’s, which gets no record either', async () => {
    await index.put(`dist/${wheelName('zort', '1.0')}`, wheelOf({ name: 'zort' }))
    await putTwice()
    expect(await projectsIn(index)).toEqual(['narf'])
    expect(await index.text('dist/manifest.json')).toBeUndefined()
    expect((await index.reindex()).problems).toEqual([
      expect.objectContaining({
        what: expect.stringContaining('belongs to the project zort, and lies in the folder of dist')
      })
    ])
  })

  test('lacks a project that a push has entered, and whose files never came', async () => {
    await index.put('projects.json', '{"serial": 2, "base-url": null, "projects": ["narf", "zort"]}')
    expect((await index.reindex({ packages: ['narf'] })).changed).toEqual([])
    expect(await projectsIn(index)).toEqual(['narf', 'zort'])
    expect((await index.reindex()).changed).toEqual(['zort: left the list of projects, it has no files'])
    expect(await projectsIn(index)).toEqual(['narf'])
    await index.pushVersions('zort', ['1.0'])
    expect(await projectsIn(index)).toEqual(['narf', 'zort'])
    expect(await index.problems({ deep: true })).toEqual([])
  })
})
