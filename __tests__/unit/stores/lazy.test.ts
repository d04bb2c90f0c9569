import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { lazyStore } from '../../../src/stores/lazy.ts'
import { ABSENT, type Render, type Store } from '../../../src/stores/store.ts'
import { artifactOf, keyOf, outcomesOf, readAll, replacing } from '../../support/artifacts.ts'
import { pageOf } from '../../support/paged.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

let registry: TychoFolder
let loads: number
let closed: number
let store: Store
beforeEach(() => {
  registry = tychoFolder()
  loads = 0
  closed = 0
  const { name, limits } = registry.store
  store = lazyStore({ name, limits }, () => {
    loads += 1
    return Promise.resolve({
      ...registry.store,
      close: () => {
        closed += 1
        return Promise.resolve()
      }
    })
  })
})
afterEach(() => {
  registry.remove()
})

describe('a store that is opened late', () => {
  test('has its name and limits before, and is not opened to be closed', async () => {
    expect([store.name, store.limits]).toEqual([registry.store.name, registry.store.limits])
    store.list('')
    store.leftovers()
    await store.close()
    expect([loads, closed]).toEqual([0, 0])
  })

  test('is opened once, whoever asks first, and closed once', async () => {
    await Promise.all([
      store.documents.read('a'),
      store.artifacts.find(keyOf('b')),
      store.documents.read('c')
    ])
    await store.close()
    expect([loads, closed]).toEqual([1, 1])
  })

  test('tells whoever lists where the other shows not all', async () => {
    const late = lazyStore(registry.store, () =>
      Promise.resolve({
        ...registry.store,
        list: (prefix, { cut } = {}) => {
          cut?.()
          return registry.store.list(prefix)
        }
      })
    )
    let cuts = 0
    for await (const { path } of late.list('', { cut: () => (cuts += 1) })) expect(path).toBeUndefined()
    expect(cuts).toBe(1)
  })

  test('does all that the other does', async () => {
    const key = keyOf('a/b')
    expect(await outcomesOf(store.artifacts.create([artifactOf('a/b', 'one')]))).toEqual(['created'])
    const found = await store.artifacts.find(key)
    expect(found).toEqual(await registry.store.artifacts.find(key))
    expect(await replacing(store, artifactOf('a/b', 'two!'), found!.revision)).toBe('swapped')
    const opened = await store.artifacts.open(key, { range: { start: 1 } })
    expect(String(await readAll(opened!.body))).toBe('wo!')
    expect(await store.artifacts.evidence(key, found!.revision)).toBeUndefined()
    expect(await store.artifacts.url(key)).toBe(await registry.store.artifacts.url(key))
    const { revision } = await store.documents.read('d')
    expect(await store.documents.swap('d', revision, Buffer.from('x'))).toBe('swapped')
    const render: Render = (record) => [pageOf('p', `page of ${String(record)}`, record[0] ?? 0)]
    const now = await store.documents.read('d')
    expect(await store.documents.swap('d', now.revision, Buffer.from('y'), { render })).toBe('swapped')
    expect(await registry.read('p')).toBe('page of y')
    await registry.put('p', 'altered')
    expect(await store.documents.stale('d', render)).toEqual(['p'])
    await store.documents.complete('d', render)
    expect(await registry.read('p')).toBe('page of y')
    await registry.put('.store/tmp/left', 'x')
    const paths: string[] = []
    for await (const { path } of store.list('')) paths.push(path)
    for await (const leftover of store.leftovers()) {
      paths.push(leftover.path)
      await leftover.discard()
    }
    expect(paths).toEqual(['a/b', 'd', 'p', '.store/tmp/left'])
    await store.artifacts.remove(key, 'another state')
    expect(await store.artifacts.find(key)).toBeDefined()
    await store.artifacts.remove(key, (await store.artifacts.find(key))!.revision)
    expect(await store.artifacts.find(key)).toBeUndefined()
    expect(loads).toBe(1)
  })

  test('that can’t be opened says so to everybody who asks', async () => {
    const broken = new Error('the library is not there')
    const failing = lazyStore(store, () => Promise.reject(broken))
    await expect(failing.documents.read('a')).rejects.toBe(broken)
    await expect(failing.artifacts.remove(keyOf('a'), ABSENT)).rejects.toBe(broken)
    await expect(failing.list('')[Symbol.asyncIterator]().next()).rejects.toBe(broken)
    // What could not be opened needs no closing.
    await failing.close()
  })
})
