import { chmodSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import { intentOf, noteIntent } from '../../src/stores/filesystem/intents.ts'
import { layoutOf, type Layout } from '../../src/stores/filesystem/layout.ts'
import { ABSENT, type Store } from '../../src/stores/store.ts'
import { update } from '../../src/stores/update.ts'
import { failureOf, removeFound, scratch, type Scratch } from '../support/artifacts.ts'
import { openStore, type Place } from '../support/open-store.ts'
import { changed, pagedOf, renderBelow } from '../support/paged.ts'
import { start, startToBeKilled } from '../support/processes.ts'

// Windows has neither signals nor modes; what it has is proved by the contract.
const suite = process.platform === 'win32' ? describe.skip : describe

let files: Scratch
let folders = 0
beforeAll(() => {
  files = scratch()
})
afterAll(() => {
  files.remove()
})

interface Registry {
  readonly place: Place & { kind: 'folder' }
  readonly layout: Layout
  readonly store: Store
}

async function registry(prefix = ''): Promise<Registry> {
  folders += 1
  const place = { kind: 'folder', folder: join(files.folder, `registry-${folders}`), prefix } as const
  return { place, layout: layoutOf(place.folder, prefix), store: await openStore(place) }
}

const set = (store: Store, base: string, name: string, value: string) =>
  update(store.documents, `${base}/record.json`, (now) => Promise.resolve(changed(now, name, value)), {
    render: renderBelow(base)
  })

async function bytesAt(layout: Layout, path: string): Promise<Buffer | undefined> {
  return readFile(layout.file(path)).catch(() => undefined)
}

async function textAt(layout: Layout, path: string): Promise<string | undefined> {
  return (await bytesAt(layout, path))?.toString()
}

/** What the pages of a folder are to be, by the paths at which they lie. */
function pagesOf(base: string, record: Uint8Array): [path: string, text: string][] {
  return renderBelow(base)(record).map(({ path, orElse, body }) => [orElse ?? path, String(body)])
}

async function expectWhole({ layout, store }: Registry, base: string): Promise<void> {
  const record = await bytesAt(layout, `${base}/record.json`)
  for (const [path, text] of record === undefined ? [] : pagesOf(base, record))
    expect([path, await textAt(layout, path)]).toEqual([path, text])
  expect(await store.documents.stale(`${base}/record.json`, renderBelow(base))).toEqual([])
}

async function intents({ place }: Registry): Promise<string[]> {
  return readdir(join(place.folder, '.store', 'intents')).catch(() => [])
}

/** Leaves what a writer leaves that is killed once it has noted its intent, and has put so many of the files in place. */
async function leaveIntent({ layout, store }: Registry, base: string, placed: number): Promise<Buffer> {
  const { body, revision } = await store.documents.read(`${base}/record.json`)
  const after = changed(body, 'b', 'new')
  const record = { path: `${base}/record.json`, body: after }
  const pages = pagesOf(base, after).map(([path, text]) => ({ path, body: Buffer.from(text) }))
  await noteIntent(layout, { record, expected: revision, pages })
  for (const each of [record, ...pages].slice(0, placed)) {
    await mkdir(dirname(layout.file(each.path)), { recursive: true })
    await writeFile(layout.file(each.path), each.body)
  }
  return after
}

suite('a writer of a record and its pages that is killed', () => {
  interface Killing {
    readonly what: string
    readonly task: 'change-paged' | 'complete-paged'
    readonly prepare: (at: Registry) => Promise<unknown>
    readonly least: number
  }
  const old = ({ store }: Registry) => set(store, 'p', 'a', 'old')
  const table: Killing[] = [
    { what: 'changing them', task: 'change-paged', prepare: old, least: 25 },
    { what: 'making the record', task: 'change-paged', prepare: () => Promise.resolve(), least: 25 },
    {
      what: 'completing them for another one that was killed',
      task: 'complete-paged',
      prepare: async (at) => {
        await old(at)
        await leaveIntent(at, 'p', 2)
      },
      least: 15
    },
    {
      what: 'changing them after another one that was killed',
      task: 'change-paged',
      prepare: async (at) => {
        await old(at)
        await leaveIntent(at, 'p', 0)
      },
      least: 40
    }
  ]
  /** Who may come after it, and what has to be in the record then. */
  const others: { goOn: (at: Registry) => Promise<unknown>; leaves: Record<string, string> }[] = [
    { goOn: ({ store }) => set(store, 'p', 'b', 'new'), leaves: { b: 'new' } },
    { goOn: ({ store }) => set(store, 'p', 'a', 'newer'), leaves: { a: 'newer' } },
    { goOn: ({ store }) => store.documents.complete('p/record.json', renderBelow('p')), leaves: {} }
  ]

  test.each(table)(
    'before any change of the file system leaves nothing half, and others end it: $what',
    async (row) => {
      const killAt = async (nth: number) => {
        const at = await registry()
        await mkdir(at.place.folder, { recursive: true })
        await row.prepare(at)
        const { status, signal, output } = await startToBeKilled(
          nth,
          'folder-writer.ts',
          ...[JSON.stringify(at.place), row.task, 'p']
        ).ended
        if (signal !== 'SIGKILL' && status !== 0) throw new Error(output)
        await expectNothingHalf(at)
        for (const { goOn, leaves } of others) {
          const copy = await registry()
          await cp(at.place.folder, copy.place.folder, { recursive: true })
          await goOn(copy)
          await expectWhole(copy, 'p')
          const { files: found } = pagedOf(await bytesAt(copy.layout, 'p/record.json'))
          for (const [name, value] of Object.entries(leaves)) expect(found[name]?.value).toBe(value)
          expect(await intents(copy)).toEqual([])
          for await (const leftover of copy.store.leftovers()) await leftover.discard()
          await expectWhole(copy, 'p')
        }
        return signal === 'SIGKILL'
      }
      let killed = 0
      for (let ended = false; !ended;) {
        const wave = await Promise.all([1, 2, 3, 4].map((offset) => killAt(killed + offset)))
        killed += wave.filter(Boolean).length
        ended = wave.includes(false)
      }
      expect(killed).toBeGreaterThan(row.least)
    }
  )

  /** Every file is what it was in one of the states that the record has had: whoever reads now sees no half. */
  async function expectNothingHalf({ layout }: Registry): Promise<void> {
    const next = (now: Buffer | undefined) => changed(now, 'b', 'new')
    const states = [undefined, changed(undefined, 'a', 'old')].flatMap((first) =>
      [first, next(first), next(next(first))].filter((state) => state !== undefined)
    )
    const known = new Set(
      states.flatMap((state) => [
        `record.json ${String(state)}`,
        ...pagesOf('', state).map(([path, text]) => `${path.slice(1)} ${text}`)
      ])
    )
    for (const path of ['record.json', 'index.html', 'all.json', 'files/a.json', 'files/b.json']) {
      const text = await textAt(layout, `p/${path}`)
      if (text !== undefined) expect([...known]).toContain(`${path} ${text}`)
    }
  }

  test('at random moments, several at once: what was confirmed is there, and all is whole', async () => {
    const at = await registry()
    let confirmed = 0
    const live = async (name: string) => {
      const { child, ended } = start('paged-writer.ts', JSON.stringify(at.place), 'p', name, '1000')
      const begun = pagedOf(await bytesAt(at.layout, 'p/record.json')).serial
      while (pagedOf(await bytesAt(at.layout, 'p/record.json')).serial < begun + 2) await stat(files.folder)
      child.kill('SIGKILL')
      const { signal, output } = await ended
      if (signal !== 'SIGKILL') throw new Error(output)
      confirmed += 1
    }
    await Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        for (let lives = 0; lives < 5; lives += 1) await live(`${name}${lives}`)
      })
    )
    expect(confirmed).toBe(15)
    await set(at.store, 'p', 'last', 'value')
    await at.store.documents.complete('p/record.json', renderBelow('p'))
    await expectWhole(at, 'p')
    expect(await intents(at)).toEqual([])
  })
})

describe('an intent that was left', () => {
  test.each([0, 1, 2, 3, 4])(
    'with %d of its files in place is ended by the next holder of the lock',
    async (placed) => {
      for (const prefix of ['', 'some/where/']) {
        const at = await registry(prefix)
        await set(at.store, 'p', 'a', 'old')
        const after = await leaveIntent(at, 'p', placed)
        expect(await intents(at)).toHaveLength(1)
        // Whoever swaps what was there before is late.
        const former = sha256(changed(undefined, 'a', 'old'))
        expect(await at.store.documents.swap('p/record.json', former, Buffer.from('late'))).toBe('stale')
        expect(await bytesAt(at.layout, 'p/record.json')).toEqual(after)
        await expectWhole(at, 'p')
        expect(await intents(at)).toEqual([])
      }
    }
  )

  test('does not undo what was changed by hand since', async () => {
    const at = await registry()
    await set(at.store, 'p', 'a', 'old')
    await leaveIntent(at, 'p', 1)
    const byHand = changed(undefined, 'c', 'by hand')
    await writeFile(at.layout.file('p/record.json'), byHand)
    await at.store.documents.complete('p/record.json', renderBelow('p'))
    expect(await bytesAt(at.layout, 'p/record.json')).toEqual(byHand)
    await expectWhole(at, 'p')
    expect(await intents(at)).toEqual([])
  })

  test('is no leftover: it is work to be ended, not to be thrown away', async () => {
    const at = await registry()
    await leaveIntent(at, 'p', 0)
    expect((await at.store.leftovers()[Symbol.asyncIterator]().next()).done).toBe(true)
    expect((await at.store.list('')[Symbol.asyncIterator]().next()).done).toBe(true)
    await at.store.documents.complete('p/record.json', renderBelow('p'))
    expect(pagedOf(await bytesAt(at.layout, 'p/record.json')).serial).toBe(1)
    await expectWhole(at, 'p')
  })

  const broken: { how: string; change: (bytes: Buffer) => string | Uint8Array }[] = [
    { how: 'is empty', change: () => '' },
    { how: 'was cut', change: (bytes) => bytes.subarray(0, -1) },
    { how: 'is too long', change: (bytes) => Buffer.concat([bytes, Buffer.from('x')]) },
    { how: 'is no JSON', change: (bytes) => `x${bytes.toString()}` },
    {
      how: 'is of another record',
      change: (bytes) => bytes.toString().replace('p/record.json', 'q/record.json')
    },
    { how: 'leads elsewhere', change: (bytes) => bytes.toString().replace('p/all.json', '../al.json') },
    {
      how: 'leads into the store’s own',
      change: (bytes) => bytes.toString().replace('p/all.json', '.store/all')
    },
    { how: 'names no file', change: () => '{"expected":"absent","files":[]}\n' }
  ]

  test.each(broken)('and $how is not believed, but named', async ({ change }) => {
    const at = await registry()
    await set(at.store, 'p', 'a', 'old')
    await leaveIntent(at, 'p', 0)
    const file = at.layout.intent('p/record.json')
    await writeFile(file, change(await readFile(file)))
    for (const ask of [
      () => set(at.store, 'p', 'a', 'new'),
      () => at.store.documents.complete('p/record.json', renderBelow('p'))
    ]) {
      const { code, message, hint } = await failureOf(ask())
      expect([code, message.startsWith(file), hint.startsWith('Delete the file')]).toEqual([
        'corrupt',
        true,
        true
      ])
    }
    expect(pagedOf(await bytesAt(at.layout, 'p/record.json')).files['a']?.value).toBe('old')
    await rm(file)
    await set(at.store, 'p', 'a', 'new')
    await expectWhole(at, 'p')
  })

  test('says what it was', async () => {
    const { layout } = await registry()
    const record = { path: 'ü/record.json', body: Buffer.from('{"a":\n1}') }
    const pages = [
      { path: 'ü/page', body: Buffer.alloc(0) },
      { path: 'ü/other', body: Buffer.from([0, 10, 255]) }
    ]
    await noteIntent(layout, { record, expected: ABSENT, pages })
    expect(await intentOf(layout, 'ü/record.json')).toEqual({ record, expected: ABSENT, pages })
    expect(await intentOf(layout, 'other')).toBeUndefined()
  })
})

describe('what can not be written', () => {
  test('is a record: nothing of it is done, now or later', async () => {
    const at = await registry()
    await mkdir(at.layout.file('p/record.json/in-the-way'), { recursive: true })
    const { code } = await failureOf(
      at.store.documents.swap('p/record.json', ABSENT, changed(undefined, 'a', 'x'), {
        render: renderBelow('p')
      })
    )
    expect(code).toBe('conflict')
    expect(await intents(at)).toEqual([])
    expect(await readdir(at.layout.file('p'))).toEqual(['record.json'])
  })

  test('is an intent: nothing is done, and a record alone needs none', async () => {
    const at = await registry()
    await set(at.store, 'p', 'a', 'one')
    const place = dirname(at.layout.intent('p/record.json'))
    await rm(place, { recursive: true })
    await writeFile(place, 'in the way')
    const before = await bytesAt(at.layout, 'p/record.json')
    expect((await failureOf(set(at.store, 'p', 'a', 'two'))).code).toBe('conflict')
    expect(await bytesAt(at.layout, 'p/record.json')).toEqual(before)
    await expectWhole(at, 'p')
    expect(await at.store.documents.swap('other', ABSENT, Buffer.from('x'))).toBe('swapped')
    expect((await at.store.leftovers()[Symbol.asyncIterator]().next()).done).toBe(true)
  })

  test('is a page: it is named, and written once nothing is in its way', async () => {
    const at = await registry()
    await mkdir(at.layout.file('p/all.json/in-the-way'), { recursive: true })
    const { code, message } = await failureOf(set(at.store, 'p', 'a', 'one'))
    expect([code, message.includes(at.layout.file('p/all.json'))]).toEqual(['conflict', true])
    expect((await failureOf(set(at.store, 'p', 'a', 'two'))).code).toBe('conflict')
    await rm(at.layout.file('p/all.json'), { recursive: true })
    await set(at.store, 'p', 'b', 'three')
    expect(pagedOf(await bytesAt(at.layout, 'p/record.json')).files).toMatchObject({
      a: { value: 'one' },
      b: { value: 'three' }
    })
    await expectWhole(at, 'p')
    expect(await intents(at)).toEqual([])
  })
})

describe('who only looks', () => {
  test('leaves no trace where all is whole', async () => {
    const at = await registry()
    await set(at.store, 'p', 'a', 'one')
    const before = await readdir(at.place.folder, { recursive: true })
    await at.store.documents.complete('p/record.json', renderBelow('p'))
    expect(await at.store.documents.stale('p/record.json', renderBelow('p'))).toEqual([])
    await removeFound(at.store, 'p/all.json')
    expect(await at.store.documents.stale('p/record.json', renderBelow('p'))).toEqual(['p/all.json'])
    const after = await readdir(at.place.folder, { recursive: true })
    expect(after.filter((path) => !path.startsWith('.store')).sort()).toEqual(
      before.filter((path) => !path.startsWith('.store') && !path.endsWith('all.json')).sort()
    )
  })

  test('needs no leave to write for it', async () => {
    const at = await registry()
    await set(at.store, 'p', 'a', 'one')
    const locks = join(at.place.folder, '.store', 'locks')
    const lock = at.layout.lock('p/record.json')
    const numbers = await readdir(lock)
    chmodSync(locks, 0o500)
    await at.store.documents.complete('p/record.json', renderBelow('p'))
    chmodSync(locks, 0o700)
    expect(await readdir(lock)).toEqual(numbers)
  })
})
