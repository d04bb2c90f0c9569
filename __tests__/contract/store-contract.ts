/** What every store has to keep, whatever it keeps it on. */
import { randomUUID } from 'node:crypto'
import { appendFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import {
  ABSENT,
  type ByteRange,
  type Entry,
  type Leftover,
  type NewArtifact,
  type Store
} from '../../src/stores/store.ts'
import { update } from '../../src/stores/update.ts'
import {
  artifactOf,
  artifactOfFile,
  failureOf,
  keyOf,
  outcomesOf,
  noise,
  readAll,
  removeFound,
  scratch,
  type Scratch,
  replacing
} from '../support/artifacts.ts'
import { openStore, type Place } from '../support/open-store.ts'
import { run } from '../support/processes.ts'
import { pagesAreCompleted, pagesFollowTheirRecord, processesLeaveWholePages } from './pages-contract.ts'

/** Some storage, and what a suite has to know of it. */
export interface Storage {
  /** Every store opened here is a new client, in this process or in another. */
  readonly place: Place
  /** Bytes: a file of more is written in several parts, where the driver knows parts. */
  readonly partSize: number
  /** The longest paths it takes, and paths that it does not. */
  readonly edges: { readonly taken: readonly string[]; readonly refused: readonly string[] }
  /** Whether a page can lie under a path that ends in `/`, and under no path at all. */
  readonly holdsFolderPages: boolean
  readonly holdsOwnPage: boolean
  /** Lets another process create an artifact of the file, and kills it before it is done. */
  /** What the address of an artifact ends in, decoded. */
  readonly addressEnd: (path: string) => string
  /** Deletes a document as somebody would by hand. */
  readonly lose: (store: Store, path: string) => Promise<void>
  readonly interrupt: (path: string, file: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** What a storage can't do, or need not show again. */
export interface Restrictions {
  /** True for a storage whose like has gone through all tests. */
  readonly light?: boolean
  readonly replaces?: boolean
  /** Bytes. */
  readonly minSize?: number
  readonly maxSize?: number
}

/** The same tests for every store. */
export function storeContract(
  name: string,
  begin: () => Promise<Storage>,
  { light = false, replaces = true, minSize = 0, maxSize = 5 * 1024 ** 4 }: Restrictions = {}
): void {
  describe(`${name}: the contract of stores`, () => {
    const bench = useBench(begin)
    describe('artifacts', () => {
      artifactsAreFound(bench, minSize)
      artifactsAreWrittenOnce(bench)
      if (replaces) artifactsAreReplaced(bench)
      else artifactsAreNotReplaced(bench)
      artifactsAreRemoved(bench)
      rangesAreRead(bench, minSize)
      nothingHalfIsSeen(bench)
      changedFilesAreNotStored(bench)
    })
    describe('documents', () => {
      documentsAreSwapped(bench)
      if (!light) processesLoseNothing(bench)
    })
    describe('pages', () => {
      pagesFollowTheirRecord(bench)
      pagesAreCompleted(bench)
      if (!light) processesLeaveWholePages(bench)
    })
    describe('names', () => {
      namesAreKept(bench)
      limitsAreTrue(bench, { replaces, minSize, maxSize })
    })
  })
}

/** The storage of a suite, and what its tests share. */
export interface Bench {
  readonly storage: () => Storage
  readonly open: () => Promise<Store>
  readonly files: () => Scratch
  /** A folder of the store that no other test uses. */
  readonly fresh: () => string
}

function useBench(begin: () => Promise<Storage>): Bench {
  let storage: Storage | undefined
  let files: Scratch | undefined
  const opened: Store[] = []
  beforeAll(async () => {
    files = scratch()
    storage = await begin()
  })
  afterAll(async () => {
    for (const store of opened) await store.close()
    await storage?.close()
    files?.remove()
  })
  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the suite has not begun')
    return value
  }
  return {
    storage: () => there(storage),
    open: async () => {
      const store = await openStore(there(storage).place)
      opened.push(store)
      return store
    },
    files: () => there(files),
    fresh: () => `t-${randomUUID().slice(0, 8)}`
  }
}

function artifactsAreFound({ open, fresh, storage, files }: Bench, minSize: number): void {
  test('what is not there is absent, not an error', async () => {
    const store = await open()
    const key = keyOf(`${fresh()}/none`)
    expect(await store.artifacts.find(key)).toBeUndefined()
    expect(await store.artifacts.open(key)).toBeUndefined()
    expect(await store.artifacts.open(key, { range: { start: 3, end: 7 } })).toBeUndefined()
    expect(await store.artifacts.evidence(key, 'some revision')).toBeUndefined()
    await expect(store.artifacts.remove(key, 'some revision')).resolves.toBeUndefined()
    await expect(store.artifacts.remove(key, ABSENT)).resolves.toBeUndefined()
    expect(await entries(store, `${fresh()}/`)).toEqual([])
  })

  test.each([
    { what: 'as few bytes as it takes', size: () => minSize },
    { what: 'few bytes', size: () => 1000 },
    { what: 'exactly one part', size: () => storage().partSize },
    { what: 'a byte more than one part', size: () => storage().partSize + 1 },
    { what: 'three parts', size: () => storage().partSize * 3 }
  ])('a file of $what is found and read as it was created', async ({ what, size }) => {
    const path = `${fresh()}/file`
    const bytes = noise(size(), what)
    const item = await artifactOfFile(path, await files().write(fresh(), bytes))
    const created = await (await open()).artifacts.create([item])
    const store = await open()
    const found = await store.artifacts.find(item.key)
    expect(created).toEqual([{ outcome: 'created', revision: found?.revision }])
    expect(found).toMatchObject({ path, size: bytes.length, sha256: sha256(bytes), filename: 'file' })
    const read = await store.artifacts.open(item.key)
    expect(read?.artifact).toEqual(found)
    expect(sha256(await readAll(read!.body))).toBe(sha256(bytes))
  })

  test.each([
    { executable: true, filename: 'tool' },
    { executable: false, filename: 'Ünïcode name — +%41.tar.gz' },
    { executable: true, filename: '日本語 "quoted" & more' }
  ])('the executable bit and the name of a file survive: $filename', async (more) => {
    const item = artifactOf(`${fresh()}/stored`, 'bytes', more)
    const writer = await open()
    await writer.artifacts.create([item])
    expect(await (await open()).artifacts.find(item.key)).toMatchObject(more)
    const other = { ...item, executable: !more.executable, key: { ...item.key, filename: 'other' } }
    const { revision } = (await writer.artifacts.find(item.key))!
    expect(await replacing(writer, other, revision)).toBe('swapped')
    const replaced = { executable: !more.executable, filename: 'other' }
    expect(await (await open()).artifacts.find(item.key)).toMatchObject(replaced)
  })

  test('what was removed is absent, and can be created anew', async () => {
    const [store, other] = [await open(), await open()]
    const folder = fresh()
    const item = artifactOf(`${folder}/file`, 'first')
    await store.artifacts.create([item])
    await removeFound(store, item.key.path)
    expect(await other.artifacts.find(item.key)).toBeUndefined()
    expect(await other.artifacts.open(item.key)).toBeUndefined()
    expect(await entries(other, folder)).toEqual([])
    expect(await outcomesOf(store.artifacts.create([artifactOf(item.key.path, 'second')]))).toEqual([
      'created'
    ])
    expect(await bytesOf(other, item.key.path)).toBe('second')
    expect((await other.artifacts.find(item.key))?.sha256).toBe(sha256('second'))
  })

  test('its address holds its whole name', async () => {
    const store = await open()
    const path = `${fresh()}/a b+c%/ü.txt`
    const url = new URL(await store.artifacts.url(keyOf(path)))
    expect(decodeURIComponent(url.pathname).endsWith(storage().addressEnd(path))).toBe(true)
    expect([url.search, url.hash]).toEqual(['', ''])
  })
}

function artifactsAreWrittenOnce({ open, fresh, files, storage }: Bench): void {
  test.each([
    { what: 'small', size: () => 100 },
    { what: 'large', size: () => storage().partSize * 2 + 1 }
  ])('creating twice keeps the first bytes: $what', async ({ size }) => {
    const path = `${fresh()}/file`
    const make = async (seed: string) =>
      artifactOfFile(path, await files().write(fresh(), noise(size(), seed)))
    const [first, second] = [await make('first'), await make('second')]
    expect(await outcomesOf((await open()).artifacts.create([first]))).toEqual(['created'])
    const before = await (await open()).artifacts.find(first.key)
    expect(await outcomesOf((await open()).artifacts.create([second]))).toEqual(['exists'])
    expect(await outcomesOf((await open()).artifacts.create([first]))).toEqual(['exists'])
    const store = await open()
    expect(await store.artifacts.find(first.key)).toEqual(before)
    expect(sha256(await contentOf(store, path))).toBe(first.sha256)
  })

  test('of many items each has its own outcome, in their order', async () => {
    const store = await open()
    const folder = fresh()
    const items = Array.from({ length: 20 }, (_, index) => artifactOf(`${folder}/${index}`, `item ${index}`))
    await store.artifacts.create(items.filter((_, index) => index % 3 === 0))
    const outcomes = await outcomesOf(store.artifacts.create(items))
    expect(outcomes).toEqual(items.map((_, index) => (index % 3 === 0 ? 'exists' : 'created')))
    const other = await open()
    expect(await entries(other, `${folder}/`)).toHaveLength(20)
    expect(await bytesOf(other, `${folder}/19`)).toBe('item 19')
  })

  test.each([
    { what: 'small', writers: 16, size: () => 100 },
    { what: 'large', writers: 4, size: () => storage().partSize + 1 }
  ])('of $writers that create at once, one wins: $what', async ({ writers, size }) => {
    const path = `${fresh()}/file`
    const items = await Promise.all(
      Array.from({ length: writers }, async (_, index) =>
        artifactOfFile(path, await files().write(fresh(), noise(size(), `writer ${index}`)))
      )
    )
    const stores = await Promise.all(items.map(() => open()))
    const outcomes = await Promise.all(
      stores.map(async (store, index) => (await outcomesOf(store.artifacts.create([items[index]!])))[0])
    )
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'exists')).toHaveLength(writers - 1)
    const winner = items[outcomes.indexOf('created')]!
    const store = await open()
    expect(sha256(await contentOf(store, path))).toBe(winner.sha256)
    expect((await store.artifacts.find(winner.key))?.sha256).toBe(winner.sha256)
  })
}

function artifactsAreReplaced({ open, fresh, files, storage }: Bench): void {
  test.each([
    { what: 'small', size: () => 100 },
    { what: 'large', size: () => storage().partSize * 2 + 1 }
  ])('an artifact is replaced in the state that was seen, and in no other: $what', async ({ size }) => {
    const path = `${fresh()}/file`
    const make = async (seed: string) =>
      artifactOfFile(path, await files().write(fresh(), noise(size(), seed)))
    const [first, second, third] = [await make('1'), await make('2'), await make('3')]
    const [store, other] = [await open(), await open()]
    await store.artifacts.create([first])
    const seen = (await store.artifacts.find(first.key))!
    expect(await replacing(store, second, seen.revision)).toBe('swapped')
    expect(await replacing(other, third, seen.revision)).toBe('stale')
    expect(await replacing(other, third, ABSENT)).toBe('stale')
    expect(sha256(await contentOf(other, path))).toBe(second.sha256)
    const now = await other.artifacts.find(first.key)
    expect(now?.sha256).toBe(second.sha256)
    expect(now?.revision).not.toBe(seen.revision)
  })

  test('what is not there is not replaced', async () => {
    const store = await open()
    const item = artifactOf(`${fresh()}/file`, 'bytes')
    await store.artifacts.create([item])
    const { revision } = (await store.artifacts.find(item.key))!
    await removeFound(store, item.key.path)
    expect(await replacing(store, item, revision)).toBe('stale')
    expect(await store.artifacts.find(item.key)).toBeUndefined()
  })

  test('of 8 that replace the same state at once, one wins', async () => {
    const path = `${fresh()}/file`
    const first = await open()
    await first.artifacts.create([artifactOf(path, 'first')])
    const { revision } = (await first.artifacts.find(keyOf(path)))!
    const stores = await Promise.all(Array.from({ length: 8 }, () => open()))
    const outcomes = await Promise.all(
      stores.map((store, index) => replacing(store, artifactOf(path, `writer ${index}`), revision))
    )
    expect(outcomes.filter((outcome) => outcome === 'swapped')).toHaveLength(1)
    expect(await bytesOf(first, path)).toBe(`writer ${outcomes.indexOf('swapped')}`)
  })

  test('what was opened in one state is not read in another', async () => {
    const [store, other] = [await open(), await open()]
    const path = `${fresh()}/file`
    await store.artifacts.create([artifactOf(path, 'first bytes')])
    const { revision } = (await store.artifacts.find(keyOf(path)))!
    const range = { start: 6 }
    const opened = await store.artifacts.open(keyOf(path), { range, revision })
    expect((await readAll(opened!.body)).toString()).toBe('bytes')
    await replacing(other, artifactOf(path, 'other bytes'), revision)
    expect((await failureOf(store.artifacts.open(keyOf(path), { range, revision }))).code).toBe('conflict')
    expect((await failureOf(store.artifacts.open(keyOf(path), { revision }))).code).toBe('conflict')
    await removeFound(other, path)
    expect((await failureOf(store.artifacts.open(keyOf(path), { revision }))).code).toBe('conflict')
  })
}

function artifactsAreNotReplaced({ open, fresh }: Bench): void {
  test('an artifact is not replaced, and that is said', async () => {
    const store = await open()
    const item = artifactOf(`${fresh()}/file`, 'first')
    await store.artifacts.create([item])
    const { revision } = (await store.artifacts.find(item.key))!
    const failure = await failureOf(store.artifacts.replace(artifactOf(item.key.path, 'second'), revision))
    expect([failure.code, failure.message.includes(item.key.path)]).toEqual(['unsupported', true])
    expect(await bytesOf(store, item.key.path)).toBe('first')
  })
}

function artifactsAreRemoved({ open, fresh, files, storage }: Bench): void {
  test.each([
    { what: 'small', size: () => 100 },
    { what: 'large', size: () => storage().partSize * 2 + 1 }
  ])('an artifact is removed in the state that was seen: $what', async ({ size }) => {
    const path = `${fresh()}/file`
    const item = await artifactOfFile(path, await files().write(fresh(), noise(size(), path)))
    const [store, other] = [await open(), await open()]
    await store.artifacts.create([item])
    const { revision } = (await other.artifacts.find(item.key))!
    await other.artifacts.remove(item.key, revision)
    expect(await store.artifacts.find(item.key)).toBeUndefined()
    await store.artifacts.remove(item.key, revision)
    await store.artifacts.remove(item.key, ABSENT)
  })

  test('in the state of another moment it is left alone', async () => {
    const path = `${fresh()}/file`
    const [store, other] = [await open(), await open()]
    await store.artifacts.create([artifactOf(path, 'first')])
    const { revision } = (await store.artifacts.find(keyOf(path)))!
    await replacing(other, artifactOf(path, 'second'), revision)
    const now = (await other.artifacts.find(keyOf(path)))!
    for (const meant of [revision, ABSENT]) await store.artifacts.remove(keyOf(path), meant)
    expect(await bytesOf(other, path)).toBe('second')
    expect(await store.artifacts.find(keyOf(path))).toEqual(now)
    await store.artifacts.remove(keyOf(path), now.revision)
    expect(await other.artifacts.find(keyOf(path))).toBeUndefined()
  })
}

function rangesAreRead({ open, fresh }: Bench, minSize: number): void {
  const ranges: { range: ByteRange; reads: string }[] = [
    { range: { start: 0 }, reads: '0123456789' },
    { range: { start: 4 }, reads: '456789' },
    { range: { start: 9 }, reads: '9' },
    { range: { start: 0, end: 1 }, reads: '0' },
    { range: { start: 0, end: 10 }, reads: '0123456789' },
    { range: { start: 3, end: 5 }, reads: '34' },
    { range: { start: 3, end: 1000 }, reads: '3456789' },
    { range: { start: 0, end: 0 }, reads: '' },
    { range: { start: 5, end: 5 }, reads: '' },
    { range: { start: 10 }, reads: '' },
    { range: { start: 10, end: 20 }, reads: '' },
    { range: { start: 1000 }, reads: '' },
    { range: { start: 1000, end: 1001 }, reads: '' }
  ]

  test.each([
    { what: 'ten bytes', content: '0123456789' },
    ...(minSize === 0 ? [{ what: 'no bytes', content: '' }] : [])
  ])('every range of $what is read', async ({ content }) => {
    const store = await open()
    const path = `${fresh()}/file`
    await store.artifacts.create([artifactOf(path, content)])
    const found = await store.artifacts.find(keyOf(path))
    const results = []
    for (const { range } of ranges) {
      const opened = await store.artifacts.open(keyOf(path), { range })
      expect(opened?.artifact).toEqual(found)
      results.push({ range, reads: (await readAll(opened!.body)).toString() })
    }
    expect(results).toEqual(content === '' ? ranges.map(({ range }) => ({ range, reads: '' })) : ranges)
  })
}

function nothingHalfIsSeen({ open, fresh, files, storage }: Bench): void {
  test('who reads while a large artifact is created sees it whole or not at all', async () => {
    const path = `${fresh()}/file`
    const file = await files().write(fresh(), noise(storage().partSize * 2 + 7, path))
    const item = await artifactOfFile(path, file)
    const [writer, reader] = [await open(), await open()]
    const look = async () => {
      const opened = await reader.artifacts.open(item.key)
      return opened === undefined ? 'absent' : sha256(await readAll(opened.body))
    }
    const seen = [await look()]
    const creating = writer.artifacts.create([item])
    while ((await Promise.race([creating, nextTurn('under way')])) === 'under way') seen.push(await look())
    expect(await outcomesOf(creating)).toEqual(['created'])
    seen.push(await look())
    expect([seen[0], seen.at(-1)]).toEqual(['absent', item.sha256])
    expect(seen.filter((each) => each !== 'absent' && each !== item.sha256)).toEqual([])
  })

  const changes: { how: string; change: (store: Store, item: NewArtifact) => Promise<unknown> }[] = [
    {
      how: 'replaced',
      change: async (store, item) => {
        const { revision = ABSENT } = (await store.artifacts.find(item.key)) ?? {}
        expect(await replacing(store, item, revision)).toBe('swapped')
      }
    },
    {
      how: 'removed and created anew',
      change: async (store, item) => {
        await removeFound(store, item.key.path)
        expect(await outcomesOf(store.artifacts.create([item]))).toEqual(['created'])
      }
    }
  ]

  test.each(changes)('who reads while it is $how gets the bytes and the digest of one state', async (row) => {
    const path = `${fresh()}/file`
    const [writer, reader] = [await open(), await open()]
    // The size tells which state it is, and so which digest it has.
    const state = (size: number) => 'x'.repeat(size)
    const changeOften = async () => {
      for (let index = 1; index <= 20; index += 1) await row.change(writer, artifactOf(path, state(index)))
      return 'done'
    }
    const changing = changeOften()
    const seen = new Set<number>()
    while ((await Promise.race([changing, nextTurn('under way')])) === 'under way') {
      const opened = await reader.artifacts.open(keyOf(path))
      const found = await reader.artifacts.find(keyOf(path))
      for (const { size, sha256: digest } of [opened?.artifact, found].filter((each) => each !== undefined)) {
        expect(digest).toBe(sha256(state(size)))
        seen.add(size)
      }
      if (opened !== undefined) expect(await readAll(opened.body)).toHaveLength(opened.artifact.size)
    }
    expect(await changing).toBe('done')
    expect(seen.size).toBeGreaterThan(0)
    expect(await bytesOf(reader, path)).toBe(state(20))
  })

  test('an upload that was killed is invisible, is found, and can be discarded', async () => {
    const folder = fresh()
    const path = `${folder}/file`
    const file = await files().write(fresh(), noise(storage().partSize * 2 + 7, path))
    const store = await open()
    const before = await leftovers(store)
    expect(before).toEqual([])
    const start = Date.now()
    await storage().interrupt(path, file)
    expect(await store.artifacts.find(keyOf(path))).toBeUndefined()
    expect(await store.artifacts.open(keyOf(path))).toBeUndefined()
    expect(await entries(store, folder)).toEqual([])
    const left = await leftovers(store)
    expect(left.length).toBeGreaterThan(0)
    // The clock of a service is not this machine's, and may count in seconds.
    for (const { since } of left) expect(Number(since)).toBeGreaterThan(start - 60_000)
    for (const each of left) await each.discard()
    for (const each of left) await each.discard()
    expect(await leftovers(await open())).toEqual([])
    expect(await outcomesOf(store.artifacts.create([await artifactOfFile(path, file)]))).toEqual(['created'])
    expect(await leftovers(store)).toEqual([])
  })

  test('closing twice is no error, and what was stored stays', async () => {
    const store = await open()
    const path = `${fresh()}/file`
    await store.artifacts.create([artifactOf(path, 'bytes')])
    await store.close()
    await store.close()
    expect(await bytesOf(await open(), path)).toBe('bytes')
  })
}

function changedFilesAreNotStored({ open, fresh, files, storage }: Bench): void {
  const sizes = [
    { size: 'small', bytes: () => 1000 },
    { size: 'large', bytes: () => storage().partSize * 2 + 5 }
  ]
  const changes: { change: string; code: string; apply: (file: string, size: number) => Promise<void> }[] = [
    { change: 'grew', code: 'conflict', apply: (file) => appendFile(file, 'more') },
    { change: 'was cut', code: 'conflict', apply: (file, size) => truncate(file, size - 1) },
    {
      change: 'has other bytes of the same length, and the same time',
      code: 'conflict',
      apply: async (file, size) => {
        const time = new Date(2020, 1, 1)
        await writeFile(file, noise(size, 'other'))
        await utimes(file, time, time)
      }
    },
    { change: 'is gone', code: 'not-found', apply: (file) => rm(file) }
  ]
  const table = sizes.flatMap((size) => changes.map((change) => ({ ...size, ...change })))

  test.each(table)('a $size file that $change since its digest', async ({ bytes, code, apply }) => {
    const store = await open()
    const folder = fresh()
    const file = await files().write(fresh(), noise(bytes(), 'as it was'))
    await utimes(file, new Date(2020, 1, 1), new Date(2020, 1, 1))
    const item = await artifactOfFile(`${folder}/file`, file)
    await apply(file, bytes())
    const failure = await failureOf(store.artifacts.create([item]))
    expect([failure.code, failure.message.includes(file)]).toEqual([code, true])
    expect(await store.artifacts.find(item.key)).toBeUndefined()
    expect(await entries(store, folder)).toEqual([])
    expect(await leftovers(store)).toEqual([])
  })

  test('a file that has not the digest it is said to have', async () => {
    const store = await open()
    const item = await artifactOfFile(`${fresh()}/file`, await files().write(fresh(), 'bytes'))
    const failure = await failureOf(store.artifacts.create([{ ...item, sha256: sha256('other bytes') }]))
    expect(failure.code).toBe('conflict')
    expect(await store.artifacts.find(item.key)).toBeUndefined()
  })
}

function documentsAreSwapped({ open, fresh }: Bench): void {
  test('what is not there has a revision, too', async () => {
    const store = await open()
    expect(await store.documents.read(`${fresh()}/none.json`)).toEqual({ body: undefined, revision: ABSENT })
  })

  const text = (body: Uint8Array | undefined) =>
    body === undefined ? undefined : Buffer.from(body).toString()
  const swaps: { there: boolean; expected: 'absent' | 'current' | 'former' | 'foreign'; outcome: string }[] =
    [
      { there: false, expected: 'absent', outcome: 'swapped' },
      { there: false, expected: 'foreign', outcome: 'stale' },
      { there: true, expected: 'current', outcome: 'swapped' },
      { there: true, expected: 'absent', outcome: 'stale' },
      { there: true, expected: 'former', outcome: 'stale' },
      { there: true, expected: 'foreign', outcome: 'stale' }
    ]

  test.each(swaps)(
    'there: $there, expected: the $expected one: $outcome',
    async ({ there, expected, outcome }) => {
      const [store, other] = [await open(), await open()]
      const [path, elsewhere] = [`${fresh()}/doc.json`, `${fresh()}/doc.json`]
      await store.documents.swap(elsewhere, ABSENT, Buffer.from('foreign'))
      const revisions = { absent: ABSENT, foreign: (await store.documents.read(elsewhere)).revision }
      let [former, current] = [ABSENT, ABSENT]
      if (there) {
        await store.documents.swap(path, ABSENT, Buffer.from('former'))
        former = (await store.documents.read(path)).revision
        await store.documents.swap(path, former, Buffer.from('current'))
        current = (await store.documents.read(path)).revision
      }
      const before = await other.documents.read(path)
      const revision = { ...revisions, former, current }[expected]
      expect(await other.documents.swap(path, revision, Buffer.from('new'))).toBe(outcome)
      const after = await store.documents.read(path)
      expect(text(after.body)).toBe(outcome === 'swapped' ? 'new' : text(before.body))
      if (outcome === 'stale') expect(after.revision).toBe(before.revision)
      else expect(after.revision).not.toBe(before.revision)
    }
  )

  test.each([
    { what: 'no bytes', bytes: Buffer.alloc(0) },
    { what: 'every byte there is', bytes: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)) },
    { what: 'a megabyte', bytes: noise(1024 * 1024, 'a document') }
  ])('a document of $what is read as it was written', async ({ bytes }) => {
    const path = `${fresh()}/doc`
    expect(await (await open()).documents.swap(path, ABSENT, bytes)).toBe('swapped')
    const { body, revision } = await (await open()).documents.read(path)
    expect(body).toBeInstanceOf(Uint8Array)
    expect(Buffer.compare(body!, bytes)).toBe(0)
    expect(await (await open()).documents.swap(path, ABSENT, bytes)).toBe('stale')
    expect(await (await open()).documents.swap(path, revision, Buffer.from('next'))).toBe('swapped')
  })

  test('of 16 that create a document at once, one wins', async () => {
    const path = `${fresh()}/doc`
    const stores = await Promise.all(Array.from({ length: 16 }, () => open()))
    const outcomes = await Promise.all(
      stores.map((store, index) => store.documents.swap(path, ABSENT, Buffer.from(`writer ${index}`)))
    )
    expect(outcomes.filter((outcome) => outcome === 'swapped')).toHaveLength(1)
    const { body } = await stores[0]!.documents.read(path)
    expect(text(body)).toBe(`writer ${outcomes.indexOf('swapped')}`)
  })

  test('an update that changes nothing writes nothing', async () => {
    const store = await open()
    const path = `${fresh()}/doc`
    await store.documents.swap(path, ABSENT, Buffer.from('same'))
    const before = await store.documents.read(path)
    const same = await update(store.documents, path, (current) => Promise.resolve(Buffer.from(current!)))
    const none = await update(store.documents, path, () => Promise.resolve(undefined))
    expect([same.changed, none.changed]).toEqual([false, false])
    expect((await store.documents.read(path)).revision).toBe(before.revision)
  })
}

function processesLoseNothing({ open, fresh, storage }: Bench): void {
  test('8 processes that add one 25 times end at 200', async () => {
    const path = `${fresh()}/counter`
    const place = JSON.stringify(storage().place)
    await Promise.all(Array.from({ length: 8 }, () => run('increment.ts', place, path, '25')))
    const { body } = await (await open()).documents.read(path)
    expect(text(body)).toBe('200')
  })
}

/** Names that services, shells and encodings stumble over. */
const NAMES = [
  ...['a+b', 'a b', ' a', '~a', 'a!', '100%', '%2B', 'a%20b', 'a&amp;b', "it's", '"quoted"', '<tag>'],
  ...['a=b,c;d@e:f$g', '(x)[y]{z}', '#hash?query=1', '*', 'back\\slash', '-dash', '.hidden', 'trailing.'],
  ...['\u00fc composed', 'u\u0308 decomposed', '日本語', '\u{1f600}', '\uffee', 'é+è']
]

function namesAreKept({ open, fresh }: Bench): void {
  let clients: Promise<[Store, Store]> | undefined

  test.each(NAMES)('%s is the name of an artifact and of a document', async (name) => {
    const [store, other] = await (clients ??= Promise.all([open(), open()]))
    if (store.limits.refuses(name) !== undefined) return
    const folder = fresh()
    const [inner, outer] = [`${folder}/${name}/file`, `${folder}/x-${name}`]
    const doc = `${folder}/d/${name}`
    const items = [artifactOf(inner, 'inner'), artifactOf(outer, 'outer')]
    expect(await outcomesOf(store.artifacts.create(items))).toEqual(['created', 'created'])
    expect(await store.documents.swap(doc, ABSENT, Buffer.from('document'))).toBe('swapped')
    expect([await bytesOf(other, inner), await bytesOf(other, outer)]).toEqual(['inner', 'outer'])
    const listed = await entries(other, `${folder}/`)
    expect(listed.map(({ path }) => path).sort()).toEqual([inner, outer, doc].sort())
    expect((await entries(other, `${folder}/${name}/`)).map(({ path }) => path)).toEqual([inner])
    expect(listed.find(({ path }) => path === doc)).toMatchObject({ size: 8 })
    const { body } = await other.documents.read(doc)
    expect(Buffer.from(body!).toString()).toBe('document')
    await removeFound(other, inner)
    expect(await store.artifacts.find(keyOf(inner))).toBeUndefined()
    expect(await bytesOf(store, outer)).toBe('outer')
  })

  test('all of it is listed, in the order of the bytes, as it is found', async () => {
    const store = await open()
    const folder = fresh()
    const paths = [...NAMES.map((name) => `a/${name}`), 'b-1/f', 'b/f', 'b/g', 'b0', 'c/d/e/f', 'c/d/e0', 'A']
    const items = paths
      .filter((path) => store.limits.refuses(path) === undefined)
      .map((path) => artifactOf(`${folder}/${path}`, path))
    await store.artifacts.create(items)
    const listed = await entries(await open(), `${folder}/`)
    const inOrder = items.map(({ key }) => key.path).sort(byBytes)
    expect(listed.map(({ path }) => path)).toEqual(inOrder)
    for (const entry of listed) {
      const found = await store.artifacts.find(keyOf(entry.path))
      const { path, size, revision, modified } = entry
      expect({ path, size, revision }).toEqual({
        path: found?.path,
        size: found?.size,
        revision: found?.revision
      })
      expect(new Date(modified ?? 0).getUTCFullYear()).toBeGreaterThanOrEqual(2024)
    }
    for (const prefix of ['b', 'b/', 'c/d', 'a/a', 'a/\u00fc', 'none']) {
      const expected = inOrder.filter((path) => path.startsWith(`${folder}/${prefix}`))
      const found = await entries(store, `${folder}/${prefix}`)
      expect([prefix, found.map(({ path }) => path)]).toEqual([prefix, expected])
    }
    const whole = await entries(store, '')
    expect(whole.filter(({ path }) => path.startsWith(`${folder}/`))).toEqual(listed)
    expect(whole.filter(({ path }) => !path.startsWith('t-'))).toEqual([])
  })
}

function limitsAreTrue({ open, fresh, storage }: Bench, limits: Required<Omit<Restrictions, 'light'>>): void {
  test('what the store says it takes, it takes', async () => {
    const store = await open()
    expect(store.limits).toMatchObject({ minSize: limits.minSize, replaces: limits.replaces })
    expect(store.limits.maxSize).toBeGreaterThanOrEqual(limits.maxSize)
    for (const path of storage().edges.taken) {
      expect([path, store.limits.refuses(path)]).toEqual([path, undefined])
      expect(await outcomesOf(store.artifacts.create([artifactOf(path, path)]))).toEqual(['created'])
      expect(await bytesOf(await open(), path)).toBe(path)
      await removeFound(store, path)
    }
  })

  test('what it does not take, it names', async () => {
    const store = await open()
    for (const path of ['', 'a//b', '/a', 'a/', './a', 'a/..', '../a', ...storage().edges.refused]) {
      expect([path, typeof store.limits.refuses(path)]).toEqual([path, 'string'])
    }
    for (const path of ['a', 'a/b', '.a', '..a', 'a..', 'a/.../b', fresh()]) {
      expect([path, store.limits.refuses(path)]).toEqual([path, undefined])
    }
  })
}

async function entries(store: Store, prefix: string): Promise<Entry[]> {
  const found: Entry[] = []
  for await (const entry of store.list(prefix)) found.push(entry)
  return found
}

async function leftovers(store: Store): Promise<Leftover[]> {
  const found: Leftover[] = []
  for await (const leftover of store.leftovers()) found.push(leftover)
  return found
}

async function contentOf(store: Store, path: string): Promise<Buffer> {
  const opened = await store.artifacts.open(keyOf(path))
  if (opened === undefined) throw new Error(`${path} is not there`)
  return readAll(opened.body)
}

async function bytesOf(store: Store, path: string): Promise<string> {
  return (await contentOf(store, path)).toString()
}

function text(body: Uint8Array | undefined): string | undefined {
  return body === undefined ? undefined : Buffer.from(body).toString()
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
