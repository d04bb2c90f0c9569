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
  const { documents } = index.store
  let seen: (() => void) | undefined
  const last = new Promise<void>((resolve) => (seen = resolve))
  const store: Store = {
    ...index.store,
    documents: {
      ...documents,
      read: (path) => {
        if (path === `${NAMES.at(-1)}/manifest.json`) seen?.()
        return documents.read(path)
      },
      swap: async (...args) => {
        if (args[0] === `${NAMES[0]}/manifest.json`) await last
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

test('the folder of a project is listed once more, its pages are not', async () => {
  await copied(['narf00'])
  const listed: string[] = []
  const store: Store = {
    ...index.store,
    list: (prefix, options) => {
      listed.push(prefix)
      return index.store.list(prefix, options)
    }
  }
  await reindexWith(store)
  expect(listed).toEqual(['', 'narf00/'])
})
