/** What every store has to keep of pages that are derived from records. */
import { expect, test } from '@jest/globals'
import { ABSENT, type Page, type Store } from '../../src/stores/store.ts'
import { update } from '../../src/stores/update.ts'
import { removeFound } from '../support/artifacts.ts'
import { changed, pagedOf, pageOf, renderBelow } from '../support/paged.ts'
import { run } from '../support/processes.ts'
import type { Bench } from './store-contract.ts'

/** Pages are written with their record, and only where they differ. */
export function pagesFollowTheirRecord(bench: Bench): void {
  const { open, fresh, storage } = bench
  test('a swap writes the record and its pages, a folder’s own where the store can hold it', async () => {
    const { base, path, render } = placeOf(fresh())
    const [store, other] = [await open(), await open()]
    const first = changed(undefined, 'a', 'one')
    expect(await store.documents.swap(path, ABSENT, first, { render })).toBe('swapped')
    expect(await pathsBelow(other, base)).toEqual(
      [
        path,
        storage().holdsFolderPages ? `${base}/` : `${base}/index.html`,
        `${base}/all.json`,
        `${base}/files/a.json`
      ].sort()
    )
    await expectWhole(bench, other, base)
    const { body, revision } = await store.documents.read(path)
    expect(Buffer.compare(body!, first)).toBe(0)
    expect(await store.documents.swap(path, revision, changed(body, 'b', 'two'), { render })).toBe('swapped')
    await expectWhole(bench, other, base)
    expect(await textOf(other, `${base}/files/b.json`)).toBe('{"value":"two","serial":2}')
  })

  test('a stale swap writes no page', async () => {
    const { base, path, render } = placeOf(fresh())
    const store = await open()
    await store.documents.swap(path, ABSENT, changed(undefined, 'a', 'one'), { render })
    const before = await entriesBelow(store, base)
    expect(await store.documents.swap(path, ABSENT, changed(undefined, 'b', 'two'), { render })).toBe('stale')
    expect(await entriesBelow(store, base)).toEqual(before)
  })

  test('pages that stay the same are not written', async () => {
    const { base, path, render } = placeOf(fresh())
    const store = await open()
    await update(store.documents, path, (now) => Promise.resolve(changed(now, 'a', 'one')), { render })
    const before = await entriesBelow(store, base)
    await update(store.documents, path, (now) => Promise.resolve(changed(now, 'b', 'two')), { render })
    const after = await entriesBelow(store, base)
    const rewritten = [...after].filter(([each, revision]) => before.get(each) !== revision)
    const own = storage().holdsFolderPages ? `${base}/` : `${base}/index.html`
    expect(rewritten.map(([each]) => each).sort()).toEqual(
      [path, own, `${base}/all.json`, `${base}/files/b.json`].sort()
    )
  })

  test('the bytes before need not have been read by the same client', async () => {
    const { base, path, render } = placeOf(fresh())
    const [store, other] = [await open(), await open()]
    await store.documents.swap(path, ABSENT, changed(undefined, 'a', 'one'), { render })
    const { body, revision } = await store.documents.read(path)
    expect(await other.documents.swap(path, revision, changed(body, 'a', 'two'), { render })).toBe('swapped')
    await expectWhole(bench, store, base)
  })

  test('pages that somebody else left where there was no record are replaced', async () => {
    const { base, path, render } = placeOf(fresh())
    const store = await open()
    await store.documents.swap(`${base}/all.json`, ABSENT, Buffer.from('of another tool'))
    await store.documents.swap(path, ABSENT, changed(undefined, 'a', 'one'), { render })
    await expectWhole(bench, store, base)
  })

  test('a page that a record has no more is left alone', async () => {
    const { base, path } = placeOf(fresh())
    const store = await open()
    const render = (record: Uint8Array) => {
      const text = Buffer.from(record).toString()
      return text.split(' ').map((name) => pageOf(`${base}/${name}`, `${name} of ${text}`, text.length))
    }
    await store.documents.swap(path, ABSENT, Buffer.from('a b'), { render })
    const { revision } = await store.documents.read(path)
    await store.documents.swap(path, revision, Buffer.from('b c d'), { render })
    const texts = await Promise.all(['a', 'b', 'c', 'd'].map((name) => textOf(store, `${base}/${name}`)))
    expect(texts).toEqual(['a of a b', 'b of b c d', 'c of b c d', 'd of b c d'])
    expect(await store.documents.stale(path, render)).toEqual([])
  })

  test('the page of the store’s own folder lies in it, or in another place, or nowhere', async () => {
    const store = await open()
    const [path, elsewhere] = [`${fresh()}/record.json`, `${fresh()}/own.html`]
    const withOther = () => [pageOf('', 'own', 1, { orElse: elsewhere })]
    const without = () => [pageOf('', 'own', 1)]
    expect(await store.documents.swap(path, ABSENT, Buffer.from('1'), { render: without })).toBe('swapped')
    const held = storage().holdsOwnPage
    const all = async () => (await pathsBelow(store, '')).filter((each) => !each.startsWith('t-'))
    expect(await all()).toEqual(held ? [''] : [])
    if (held) await removeFound(store, '')
    await store.documents.complete(path, withOther)
    expect([await all(), await textOf(store, elsewhere)]).toEqual(held ? [[''], undefined] : [[], 'own'])
    expect(await store.documents.stale(path, withOther)).toEqual([])
    if (held) await removeFound(store, '')
  })
}

/** What is wrong with pages is found, and put right. */
export function pagesAreCompleted(bench: Bench): void {
  const { open, fresh } = bench
  const damages: { how: string; damage: (store: Store, path: string) => Promise<unknown> }[] = [
    { how: 'was deleted', damage: (store, path) => bench.storage().lose(store, path) },
    { how: 'was altered', damage: (store, path) => overwrite(store, path, Buffer.from('other bytes')) },
    { how: 'was cut', damage: (store, path) => overwrite(store, path, Buffer.alloc(0)) }
  ]
  const pages = ['all.json', 'files/a.json', 'index.html or the folder itself']
  const table = damages.flatMap((row) => pages.map((page) => ({ ...row, page })))

  test.each(table)('a page that $how is found and made anew: $page', async ({ damage, page }) => {
    const { base, path, render } = placeOf(fresh())
    const [store, other] = [await open(), await open()]
    await update(store.documents, path, (now) => Promise.resolve(changed(now, 'a', 'one')), { render })
    await update(store.documents, path, (now) => Promise.resolve(changed(now, 'b', 'two')), { render })
    const own = bench.storage().holdsFolderPages ? `${base}/` : `${base}/index.html`
    const damaged = page.startsWith('index') ? own : `${base}/${page}`
    await damage(store, damaged)
    const before = await entriesBelow(other, base)
    // A page of a folder that is nowhere may belong to either place.
    const found = await other.documents.stale(path, render)
    expect([[damaged], [`${base}/`]]).toContainEqual(found)
    expect(await entriesBelow(other, base)).toEqual(before)
    await other.documents.complete(path, render)
    await expectWhole(bench, store, base)
    const after = await entriesBelow(store, base)
    const rewritten = [...after].filter(([each, revision]) => before.get(each) !== revision)
    expect(rewritten.map(([each]) => each)).toEqual([damaged])
  })

  test('pages of a former state are brought up to the record', async () => {
    const { base, path, render } = placeOf(fresh())
    const store = await open()
    await update(store.documents, path, (now) => Promise.resolve(changed(now, 'a', 'one')), { render })
    // Killed between the record and its pages, a writer leaves this.
    await update(store.documents, path, (now) => Promise.resolve(changed(now, 'b', 'two')))
    const stale = await store.documents.stale(path, render)
    expect(stale).toHaveLength(3)
    // The same step again: there is nothing to change, but something to complete.
    const again = await update(store.documents, path, () => Promise.resolve(undefined), { render })
    expect(again.changed).toBe(false)
    await expectWhole(bench, store, base)
  })

  test('what is whole is not written again', async () => {
    const { base, path, render } = placeOf(fresh())
    const store = await open()
    await update(store.documents, path, (now) => Promise.resolve(changed(now, 'a', 'one')), { render })
    const before = await entriesBelow(store, base)
    await store.documents.complete(path, render)
    await (await open()).documents.complete(path, render)
    expect(await store.documents.stale(path, render)).toEqual([])
    expect(await entriesBelow(store, base)).toEqual(before)
  })

  test('where there is no record there is nothing to complete', async () => {
    const { base, path, render } = placeOf(fresh())
    const store = await open()
    await store.documents.complete(path, render)
    await update(store.documents, path, () => Promise.resolve(undefined), { render })
    expect(await store.documents.stale(path, render)).toEqual([])
    expect(await pathsBelow(store, base)).toEqual([])
  })

  test('8 clients that change a record at once leave the pages of its last state', async () => {
    const { base, path, render } = placeOf(fresh())
    const stores = await Promise.all(Array.from({ length: 8 }, () => open()))
    await Promise.all(
      stores.map(async ({ documents }, index) => {
        for (const value of ['one', null, 'two'])
          await update(documents, path, (now) => Promise.resolve(changed(now, `${index}`, value)), { render })
      })
    )
    const { body } = await stores[0]!.documents.read(path)
    expect(pagedOf(body).serial).toBe(24)
    await expectWhole(bench, stores[0]!, base)
  })
}

/** The same from many processes. */
export function processesLeaveWholePages(bench: Bench): void {
  test('6 processes that change a record 10 times leave the pages of its last state', async () => {
    const { base, path } = placeOf(bench.fresh())
    const place = JSON.stringify(bench.storage().place)
    await Promise.all(
      Array.from({ length: 6 }, (_, index) => run('paged-writer.ts', place, base, `${index}`, '10'))
    )
    const store = await bench.open()
    expect(pagedOf((await store.documents.read(path)).body).serial).toBe(60)
    await expectWhole(bench, store, base)
  })
}

function placeOf(base: string) {
  return { base, path: `${base}/record.json`, render: renderBelow(base) }
}

/** The pages are what the record says, byte for byte, and nothing else is there. */
async function expectWhole({ storage }: Bench, store: Store, base: string): Promise<void> {
  const { path, render } = placeOf(base)
  const { body } = await store.documents.read(path)
  const pages = render(body!).map((page) => ({
    path: keptAt(page, storage().holdsFolderPages),
    text: String(page.body)
  }))
  const found = await Promise.all(
    pages.map(async (page) => ({ path: page.path, text: await textOf(store, page.path) }))
  )
  expect(found).toEqual(pages)
  expect(await pathsBelow(store, base)).toEqual([path, ...pages.map((page) => page.path)].sort())
  expect(await store.documents.stale(path, render)).toEqual([])
}

function keptAt(page: Page, holdsFolderPages: boolean): string {
  return holdsFolderPages ? page.path : (page.orElse ?? page.path)
}

async function overwrite(store: Store, path: string, body: Uint8Array): Promise<void> {
  const { revision } = await store.documents.read(path)
  expect(await store.documents.swap(path, revision, body)).toBe('swapped')
}

async function textOf(store: Store, path: string): Promise<string | undefined> {
  const { body } = await store.documents.read(path)
  return body === undefined ? undefined : Buffer.from(body).toString()
}

async function entriesBelow(store: Store, base: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for await (const { path, revision } of store.list(base)) found.set(path, revision)
  return found
}

async function pathsBelow(store: Store, base: string): Promise<string[]> {
  return [...(await entriesBelow(store, base)).keys()].sort()
}
