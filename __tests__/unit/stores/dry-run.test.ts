import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { silent } from '../../../src/log.ts'
import { dryRun } from '../../../src/stores/dry-run.ts'
import { ABSENT, type Render, type Store } from '../../../src/stores/store.ts'
import { publish } from '../../../src/tycho/publish.ts'
import { removeVersions } from '../../../src/tycho/remove.ts'
import { sha256 } from '../../../src/digest.ts'
import { artifactOf, keyOf, outcomesOf, readAll, replacing } from '../../support/artifacts.ts'
import { pageOf } from '../../support/paged.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

let registry: TychoFolder
let store: Store
let said: string[]
let before: string[]
beforeEach(async () => {
  registry = tychoFolder()
  said = []
  store = dryRun(registry.store, { ...silent, info: (message) => said.push(message) })
  await registry.push('narf', '1.0')
  await registry.put('.store/tmp/left', 'x')
  before = state()
})
afterEach(() => {
  expect(state()).toEqual(before)
  registry.remove()
})

function state(): string[] {
  return readdirSync(registry.folder, { recursive: true, encoding: 'utf8' }).sort()
}

describe('a dry run', () => {
  test('reads as ever', async () => {
    const key = keyOf('narf/tycho_1.0.pkg')
    expect(await store.artifacts.find(key)).toEqual(await registry.store.artifacts.find(key))
    const opened = await store.artifacts.open(key, { range: { start: 1, end: 4 } })
    expect(String(await readAll(opened!.body))).toBe('arf')
    expect(await store.documents.read('narf/tycho.json')).toEqual(
      await registry.store.documents.read('narf/tycho.json')
    )
    const paths: string[] = []
    for await (const { path } of store.list('')) paths.push(path)
    expect(paths).toEqual(['narf/tycho.json', 'narf/tycho_1.0.pkg'])
    expect(await store.artifacts.url(key)).toBe(await registry.store.artifacts.url(key))
    expect([store.name, store.limits, said]).toEqual([registry.store.name, registry.store.limits, []])
  })

  test('says what would be created, and what is there already', async () => {
    expect(
      await outcomesOf(
        store.artifacts.create([artifactOf('narf/tycho_1.0.pkg', 'x'), artifactOf('narf/tycho_2.0.pkg', 'x')])
      )
    ).toEqual(['exists', 'created'])
    expect(said).toEqual([`would write ${store.name}/narf/tycho_2.0.pkg`])
  })

  test('says what would be replaced, swapped, removed and swept', async () => {
    expect(await replacing(store, artifactOf('a/b', 'x'), 'any')).toBe('swapped')
    const { revision } = await store.documents.read('narf/tycho.json')
    expect(await store.documents.swap('narf/tycho.json', revision, Buffer.from('{}'))).toBe('swapped')
    await store.artifacts.remove(keyOf('narf/tycho_1.0.pkg'), 'any')
    for await (const leftover of store.leftovers()) await leftover.discard()
    expect(said).toEqual([
      `would replace ${store.name}/a/b`,
      `would write ${store.name}/narf/tycho.json`,
      `would remove ${store.name}/narf/tycho_1.0.pkg`,
      `would discard the unfinished ${store.name}/.store/tmp/left`
    ])
  })

  test('reads the documents that it would have written', async () => {
    const key = 'narf/tycho.json'
    const { revision } = await store.documents.read(key)
    await store.documents.swap(key, revision, Buffer.from('{}'))
    expect(String((await store.documents.read(key)).body)).toBe('{}')
    expect(await registry.record('narf')).toMatchObject({ localname: 'narf.txt' })
  })

  test('lists them in their places', async () => {
    const [{ revision }, body] = [await store.documents.read('narf/tycho.json'), Buffer.from('{"a": 1}')]
    await store.documents.swap('narf/tycho.json', revision, body)
    for (const path of ['zort/tycho.json', 'narf/a', 'narf/ü']) await store.documents.swap(path, ABSENT, body)
    const listed: [string, number][] = []
    for await (const { path, size } of store.list('narf/')) listed.push([path, size])
    expect(listed).toEqual([
      ['narf/a', 8],
      ['narf/tycho.json', 8],
      ['narf/tycho_1.0.pkg', 8],
      ['narf/ü', 8]
    ])
  })

  test('has no more what would have been removed', async () => {
    const key = keyOf('narf/tycho_1.0.pkg')
    await store.artifacts.remove(key, 'any')
    expect([await store.artifacts.find(key), await store.artifacts.open(key)]).toEqual([undefined, undefined])
    expect(await outcomesOf(store.artifacts.create([artifactOf(key.path, 'x')]))).toEqual(['created'])
    const paths: string[] = []
    for await (const { path } of store.list('narf/')) paths.push(path)
    expect(paths).toEqual(['narf/tycho.json'])
  })

  test('says nothing of a swap that would be stale, also for what it would have written itself', async () => {
    const swap = (path: string) => store.documents.swap(path, ABSENT, Buffer.from('{}'))
    expect([await swap('narf/tycho.json'), await swap('zort/tycho.json')]).toEqual(['stale', 'swapped'])
    expect(await swap('zort/tycho.json')).toBe('stale')
    expect(said).toEqual([`would write ${store.name}/zort/tycho.json`])
  })

  test('of a removal says both of its steps', async () => {
    expect(await removeVersions(store, 'narf', { kind: 'versions', versions: ['1.0'] })).toEqual(['1.0'])
    expect(said).toEqual([
      `would write ${store.name}/narf/tycho.json`,
      `would remove ${store.name}/narf/tycho_1.0.pkg`
    ])
  })

  const render: Render = (record) => [
    pageOf('same', 'same', 1),
    pageOf('changed', String(record), record.length),
    pageOf('folder/', String(record), record.length, { orElse: 'folder/index.html' }),
    pageOf('nowhere/', String(record), record.length)
  ]

  test('says which pages would be written with their record, where they would lie', async () => {
    const swap = async (body: string) => {
      const { revision } = await store.documents.read('narf/tycho.json')
      return store.documents.swap('narf/tycho.json', revision, Buffer.from(body), { render })
    }
    expect(await swap('{}')).toBe('swapped')
    const { body } = await store.documents.read('narf/tycho.json')
    expect(await swap(String(body))).toBe('swapped')
    expect(await store.documents.swap('new', ABSENT, Buffer.from('x'), { render })).toBe('swapped')
    expect(said).toEqual(
      [
        ...['narf/tycho.json', 'changed', 'folder/index.html'],
        ...['narf/tycho.json'],
        ...['new', 'same', 'changed', 'folder/index.html']
      ].map((path) => `would write ${store.name}/${path}`)
    )
  })

  test('says which pages would be completed', async () => {
    const { body } = await store.documents.read('narf/tycho.json')
    expect(await store.documents.stale('narf/tycho.json', render)).toEqual([
      'same',
      'changed',
      'folder/index.html'
    ])
    expect(said).toEqual([])
    await store.documents.complete('narf/tycho.json', () => render(body!).slice(0, 1))
    await store.documents.complete('none', render)
    expect(said).toEqual([`would write ${store.name}/same`])
  })

  test('of a whole push comes to what a push would', async () => {
    const published = await publish(store, {
      ...{ package: 'new', version: '1.0', filename: 'f', localName: undefined, executable: false },
      ...{ body: { kind: 'buffer', bytes: Buffer.from('x') }, sha256: sha256('x') },
      ...{ promote: 'yes', ifExists: 'same' }
    })
    expect(published).toEqual({
      created: true,
      held: false,
      released: [],
      sha256: sha256('x'),
      latest: '1.0',
      previous: null,
      localName: 'f'
    })
    expect(said).toEqual([
      `would write ${store.name}/new/tycho_1.0.pkg`,
      `would write ${store.name}/new/tycho.json`
    ])
  })
})
