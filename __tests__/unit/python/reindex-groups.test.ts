import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { repair } from '../../../src/python/registry.ts'
import type { Store } from '../../../src/stores/store.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import { bucketIndex, wheelName, type PythonIndex } from '../../support/python-index.ts'

let index: PythonIndex
beforeEach(async () => {
  index = await bucketIndex()
})
afterEach(() => index.close())

/** More projects than are looked at together. */
const NAMES = Array.from({ length: 40 }, (_, at) => `narf${String(at).padStart(2, '0')}`)

/** Somebody has copied a wheel of each project. */
async function copied(names: readonly string[]): Promise<void> {
  for (const name of names) await index.put(`${name}/${wheelName(name, '1.0')}`, wheelOf({ name }))
}

const reindexWith = (store: Store) =>
  repair(store, { packages: [], full: false, baseUrl: undefined, now: new Date() }, () => undefined)

test('projects are looked at while those before them are written', async () => {
  await copied(NAMES)
  const { artifacts, documents } = index.store
  const inNext = `${NAMES[index.store.limits.documentsAtOnce]}/`
  let seen: (() => void) | undefined
  const next = new Promise<void>((resolve) => (seen = resolve))
  const store: Store = {
    ...index.store,
    artifacts: {
      ...artifacts,
      open: (key, options) => {
        if (key.path.startsWith(inNext)) seen?.()
        return artifacts.open(key, options)
      }
    },
    documents: {
      ...documents,
      swap: async (...args) => {
        if (args[0] === `${NAMES[0]}/manifest.json`) await next
        return documents.swap(...args)
      }
    }
  }
  expect(await reindexWith(store)).toMatchObject({ packages: 40, problems: [] })
  expect(await index.problems({ deep: true })).toEqual([])
})

test('what can not be written ends it, and the next one goes on there', async () => {
  await copied(NAMES)
  const { documents } = index.store
  const store: Store = {
    ...index.store,
    documents: {
      ...documents,
      swap: async (...args) => {
        if (args[0] === `${NAMES[0]}/manifest.json`) throw new Error('cut')
        return documents.swap(...args)
      }
    }
  }
  await expect(reindexWith(store)).rejects.toThrow('cut')
  const second = await reindexWith(index.store)
  expect([second.packages, second.problems]).toEqual([40, []])
  expect(second.changed).toContain(`narf00: ${wheelName('narf00', '1.0')}: added`)
  expect(await index.problems({ deep: true })).toEqual([])
})

test.each([
  { what: 'a project without a record is taken as it was listed', before: [], listed: [''], read: [] },
  {
    what: 'the folder of a project that has a record is listed after it, its pages are not',
    before: ['2.0'],
    listed: ['', 'narf00/'],
    read: ['narf00/manifest.json', 'narf00/removed.json']
  }
])('$what', async ({ before, listed, read }) => {
  await index.pushVersions('narf00', before)
  await copied(['narf00'])
  const [lists, reads]: string[][] = [[], []]
  const { documents } = index.store
  const store: Store = {
    ...index.store,
    list: (prefix, options) => {
      lists?.push(prefix)
      return index.store.list(prefix, options)
    },
    documents: {
      ...documents,
      read: (path, options) => {
        if (path.startsWith('narf00/') || path.startsWith('_json/narf00/')) reads?.push(path)
        return documents.read(path, options)
      }
    }
  }
  await reindexWith(store)
  expect([lists, reads]).toEqual([listed, read])
  expect(await index.problems({ deep: true })).toEqual([])
})
