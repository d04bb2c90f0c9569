import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import { silent } from '../../src/log.ts'
import { ABSENT, type Render, type Store } from '../../src/stores/store.ts'
import { update } from '../../src/stores/update.ts'
import { failureOf } from '../support/artifacts.ts'
import { noPutArgs } from '../support/open-store.ts'
import { changed, pageOf, pagedOf, renderBelow } from '../support/paged.ts'
import { run, start } from '../support/processes.ts'
import {
  roundTrips,
  zeroBody,
  type FaultEffect,
  type Preconditions,
  type S3Fake
} from '../support/s3-fake/index.ts'
import { placeOf } from '../support/s3-storage.ts'
import { useS3, type S3Bench } from './s3-bench.ts'

const begin = useS3()
const render = renderBelow('p')
const RECORD = 'p/record.json'
const PAGES = ['p/', 'p/all.json', 'p/files/a.json']

const put = (store: Store, name: string, value: string | null, pages: Render = render) =>
  update(store.documents, RECORD, (now) => Promise.resolve(changed(now, name, value)), { render: pages })

/** A store whose service was probed, and a record with one file. */
async function beginWith(
  options: Parameters<typeof begin>[0] = {}
): Promise<{ bench: S3Bench; store: Store }> {
  const bench = await begin(options)
  const store = bench.open()
  await put(store, 'a', 'one')
  bench.fake.clear()
  return { bench, store }
}

/** The requests since the last look, those that were sent at once in the order of their keys. */
function requestsOf(fake: S3Fake): string[] {
  const lines = fake.requests.map(({ operation, key, status }) => `${operation} ${key} ${status ?? 'lost'}`)
  fake.clear()
  return lines
}

function expectWhole({ fake }: S3Bench, pages: Render = render): void {
  const record = fake.bytes('bucket', RECORD)
  for (const { path, body } of pages(record!))
    expect([path, fake.text('bucket', path)]).toEqual([path, String(body)])
}

describe('the requests of a swap with pages', () => {
  test('are one for the record and one for each page that changes, the pages at once', async () => {
    const { bench, store } = await beginWith()
    bench.fake.faults({ delay: 100 })
    await put(store, 'b', 'two')
    expect(roundTrips(bench.fake.requests)).toBe(3)
    const [read, swap, ...pages] = requestsOf(bench.fake)
    expect([read, swap]).toEqual([`GetObject ${RECORD} 200`, `PutObject ${RECORD} 200`])
    expect(pages.sort()).toEqual(['p/', 'p/all.json', 'p/files/b.json'].map((key) => `PutObject ${key} 200`))
  })

  test('for a new record are the same', async () => {
    const bench = await begin()
    const store = bench.open()
    await store.documents.swap('other', ABSENT, Buffer.from('probed'))
    bench.fake.clear()
    await put(store, 'a', 'one')
    const [read, swap, ...pages] = requestsOf(bench.fake)
    expect([read, swap]).toEqual([`GetObject ${RECORD} 404`, `PutObject ${RECORD} 200`])
    expect(pages.sort()).toEqual(PAGES.map((key) => `PutObject ${key} 200`))
  })

  test.each([
    { what: 'opaque', options: { etags: 'opaque' as const }, putArgs: noPutArgs },
    { what: 'of KMS', options: {}, putArgs: { ...noPutArgs, serverSideEncryption: 'aws:kms' as const } }
  ])(
    'where ETags are $what: one more for each page that is replaced, before and at once',
    async ({ options, putArgs }) => {
      const bench = await begin(options)
      const store = bench.open({ putArgs })
      await put(store, 'a', 'one')
      bench.fake.clear()
      bench.fake.faults({ delay: 100 })
      await put(store, 'b', 'two')
      expect(roundTrips(bench.fake.requests)).toBe(4)
      const [read, one, two, swap, ...pages] = requestsOf(bench.fake)
      expect(read).toBe(`GetObject ${RECORD} 200`)
      expect([one, two].sort()).toEqual(['HeadObject p/ 200', 'HeadObject p/all.json 200'])
      expect(swap).toBe(`PutObject ${RECORD} 200`)
      expect(pages.sort()).toEqual(
        ['p/', 'p/all.json', 'p/files/b.json'].map((key) => `PutObject ${key} 200`)
      )
      expectWhole(bench)
    }
  )

  test('that is stale is one: no page is asked for or written', async () => {
    const { bench, store } = await beginWith()
    const { body, revision } = await store.documents.read(RECORD)
    await put(bench.open(), 'b', 'theirs')
    bench.fake.clear()
    expect(await store.documents.swap(RECORD, revision, changed(body, 'b', 'ours'), { render })).toBe('stale')
    expect(requestsOf(bench.fake)).toEqual([`PutObject ${RECORD} 412`])
  })

  test('to complete what is whole are one for the record and one for each page', async () => {
    const { bench, store } = await beginWith()
    await store.documents.complete(RECORD, render)
    const [read, ...looks] = requestsOf(bench.fake)
    expect(read).toBe(`GetObject ${RECORD} 200`)
    expect(looks.sort()).toEqual(PAGES.map((key) => `HeadObject ${key} 200`))
  })

  test('to complete a page look at it first, then at the record', async () => {
    const { bench, store } = await beginWith()
    bench.fake.removeObject('bucket', 'p/all.json')
    await store.documents.complete(RECORD, render)
    const [read, ...rest] = requestsOf(bench.fake)
    expect([read, ...rest.slice(3)]).toEqual([
      `GetObject ${RECORD} 200`,
      `GetObject ${RECORD} 200`,
      'PutObject p/all.json 200'
    ])
    expect(rest.slice(0, 3).sort()).toEqual([
      'HeadObject p/ 200',
      'HeadObject p/all.json 404',
      'HeadObject p/files/a.json 200'
    ])
  })

  test('for a page that is not as it was: looked at, then the record read, then written', async () => {
    const { bench, store } = await beginWith()
    bench.fake.setObject('bucket', 'p/all.json', 'altered')
    await put(store, 'a', 'two')
    const lines = requestsOf(bench.fake)
    expect(lines.slice(-4)).not.toContain('PutObject p/all.json 412')
    expect(lines.slice(-3)).toEqual([
      'HeadObject p/all.json 200',
      `GetObject ${RECORD} 200`,
      'PutObject p/all.json 200'
    ])
    expectWhole(bench)
  })

  test.each(['NoSuchKey', 'NoSuchVersion'])(
    'for a page that is gone, which a service calls %s',
    async (code) => {
      const { bench, store } = await beginWith()
      bench.fake.removeObject('bucket', 'p/')
      bench.fake.faults({
        operation: 'PutObject',
        key: /p\/$/,
        times: 1,
        effect: { kind: 'status', status: 404, code }
      })
      await put(store, 'b', 'two')
      expectWhole(bench)
    }
  )

  test('where the bytes before were forgotten: the pages are looked at before', async () => {
    const { bench, store } = await beginWith()
    const { body, revision } = await store.documents.read(RECORD)
    for (const key of ['large-1', 'large-2']) {
      bench.fake.setObject('bucket', key, zeroBody(17 * 1024 * 1024))
      await store.documents.read(key)
    }
    bench.fake.clear()
    expect(await store.documents.swap(RECORD, revision, changed(body, 'a', 'two'), { render })).toBe(
      'swapped'
    )
    const lines = requestsOf(bench.fake)
    expect(lines.slice(0, 3).sort()).toEqual(PAGES.map((key) => `HeadObject ${key} 200`))
    expect(lines[3]).toBe(`PutObject ${RECORD} 200`)
    expectWhole(bench)
  })
})

describe('a page', () => {
  test('has its headers, and what tells whether it is current', async () => {
    const { bench, store } = await beginWith()
    const before = bench.fake.bytes('bucket', 'p/all.json')!
    await put(store, 'b', 'two')
    const [sent] = bench.fake.find({ operation: 'PutObject', key: 'p/all.json' })
    expect(sent?.headers['if-match']).toBe(`"${createHash('md5').update(before).digest('hex')}"`)
    expect(bench.fake.objects('bucket').get('p/all.json')).toMatchObject({
      contentType: 'application/vnd.pypi.simple.v1+json',
      cacheControl: 'no-cache',
      metadata: {
        'registry-sha256': sha256('{"serial":2,"names":["a","b"]}'),
        'registry-serial': '2',
        'registry-nonces': expect.stringMatching(/^[\w-]{12}$/)
      }
    })
    expect(bench.fake.objects('bucket').get('p/')?.contentType).toBe('text/html; charset=utf-8')
  })

  test('is written as documents are: with what is asked for, but in no storage class', async () => {
    const bench = await begin()
    const putArgs = { ...noPutArgs, storageClass: 'GLACIER_IR', acl: 'public-read', tagging: 'a=b' } as const
    await put(bench.open({ putArgs }), 'a', 'one')
    for (const path of [RECORD, ...PAGES]) {
      const object = bench.fake.objects('bucket').get(path)
      expect(object).toMatchObject({ acl: 'public-read', tagging: 'a=b' })
      expect(object?.storageClass).toBeUndefined()
    }
  })

  const strangers: { how: string; change: (fake: S3Fake) => void; isStale: boolean }[] = [
    {
      how: 'that another tool stored as it should be is left alone',
      change: (fake) => {
        fake.setObject('bucket', 'p/files/a.json', '{"value":"one","serial":1}', {
          contentType: 'application/json'
        })
      },
      isStale: false
    },
    {
      how: 'of another type is written again: clients go by it',
      change: (fake) => {
        fake.setObject('bucket', 'p/files/a.json', '{"value":"one","serial":1}', {
          contentType: 'text/plain'
        })
      },
      isStale: true
    },
    {
      how: 'whose type is spelled otherwise is left alone',
      change: (fake) => {
        const contentType = 'Application/JSON;charset=UTF-8'
        fake.setObject('bucket', 'p/files/a.json', '{"value":"one","serial":1}', { contentType })
      },
      isStale: false
    },
    {
      how: 'of another serial is written again',
      change: (fake) => {
        const { metadata, ...rest } = fake.objects('bucket').get('p/files/a.json')!
        fake.setObject('bucket', 'p/files/a.json', rest.body, {
          ...rest,
          metadata: { ...metadata, 'registry-serial': '7' }
        })
      },
      isStale: true
    },
    {
      how: 'that was cut is written again, whatever its metadata say',
      change: (fake) => {
        fake.tamper('bucket', 'p/files/a.json', (body) => body.subarray(1))
      },
      isStale: true
    }
  ]

  test.each(strangers)('$how', async ({ change, isStale }) => {
    const { bench, store } = await beginWith()
    change(bench.fake)
    const was = bench.fake.objects('bucket').get('p/files/a.json')
    expect(await store.documents.stale(RECORD, render)).toEqual(isStale ? ['p/files/a.json'] : [])
    expect(bench.fake.objects('bucket').get('p/files/a.json')).toBe(was)
    await store.documents.complete(RECORD, render)
    expect(bench.fake.objects('bucket').get('p/files/a.json') !== was).toBe(isStale)
    expect(await store.documents.stale(RECORD, render)).toEqual([])
    expectWhole(bench)
  })

  test('that can not be written is named, and the step again completes it', async () => {
    const { bench, store } = await beginWith()
    const effect: FaultEffect = { kind: 'status', status: 403, code: 'AccessDenied' }
    bench.fake.faults({ operation: 'PutObject', key: /all\.json$/, effect })
    const { code, message } = await failureOf(put(store, 'b', 'two'))
    expect([code, message.includes('s3://bucket/p/all.json')]).toEqual(['denied', true])
    bench.fake.clearFaults()
    expect(pagedOf(bench.fake.bytes('bucket', RECORD)).files['b']?.value).toBe('two')
    await update(store.documents, RECORD, () => Promise.resolve(undefined), { render })
    expectWhole(bench)
  })
})

describe('others who come in between', () => {
  test('change the record again: their pages are not replaced by older ones', async () => {
    const { bench, store } = await beginWith()
    const other = bench.open()
    bench.fake.faults({
      ...{ operation: 'PutObject', key: /^p\/$/, times: 1 },
      before: async () => {
        bench.fake.clearFaults()
        await put(other, 'b', 'theirs')
      }
    })
    await put(store, 'a', 'ours')
    expectWhole(bench)
    expect(pagedOf(bench.fake.bytes('bucket', RECORD)).serial).toBe(3)
  })

  test('remove the record: there is nothing to derive pages from', async () => {
    const { bench, store } = await beginWith()
    bench.fake.removeObject('bucket', 'p/all.json')
    bench.fake.faults({
      ...{ operation: 'HeadObject', key: /all\.json$/ },
      after: () => {
        bench.fake.removeObject('bucket', RECORD)
      }
    })
    await store.documents.complete(RECORD, render)
    expect(bench.fake.count({ operation: 'PutObject' })).toBe(0)
  })

  test('change the record while pages are looked at: nothing is reported that is right', async () => {
    const { bench, store } = await beginWith()
    const other = bench.open()
    bench.fake.faults({
      ...{ operation: 'HeadObject', key: /^p\/$/, times: 1 },
      before: async () => {
        await put(other, 'b', 'theirs')
      }
    })
    expect(await store.documents.stale(RECORD, render)).toEqual([])
  })
})

describe('a reply that is lost', () => {
  const kinds = ['lost', 'lost-500'] as const

  test.each(kinds)('(%s) of every write: each is sent once, and all is whole', async (kind) => {
    const { bench, store } = await beginWith()
    bench.fake.faults({ operation: 'PutObject', effect: { kind } })
    await put(store, 'b', 'two')
    const writes = bench.fake.find({ operation: 'PutObject' }).map(({ key }) => key)
    expect(writes.sort()).toEqual(['p/', 'p/all.json', 'p/files/b.json', RECORD])
    expectWhole(bench)
  })

  test('of some of the writes of 4 processes: their pages are those of the last state', async () => {
    const bench = await begin()
    bench.fake.faults(
      { operation: 'PutObject', probability: 0.1, seed: 1, effect: { kind: 'lost' } },
      { operation: 'PutObject', probability: 0.1, seed: 2, effect: { kind: 'lost-500' } }
    )
    const place = JSON.stringify(placeOf(bench.fake))
    await Promise.all([0, 1, 2, 3].map((index) => run('paged-writer.ts', place, 'p', `${index}`, '8')))
    bench.fake.clearFaults()
    expect(pagedOf(bench.fake.bytes('bucket', RECORD)).serial).toBe(32)
    expectWhole(bench)
    expect(await bench.open().documents.stale(RECORD, render)).toEqual([])
  })

  test('by a process that is killed at that request: whoever completes it makes it whole', async () => {
    const { bench, store } = await beginWith()
    const place = JSON.stringify(placeOf(bench.fake))
    const attempt = async (nth: number, effect: FaultEffect) => {
      bench.fake.clear()
      const { child, ended } = start('paged-writer.ts', place, 'p', `f${nth}${effect.kind}`, '1')
      bench.fake.faults({ nth, effect, kill: child.pid! })
      const { signal } = await ended
      bench.fake.clearFaults()
      await store.documents.complete(RECORD, render)
      expectWhole(bench)
      return signal === 'SIGKILL'
    }
    let killed = 0
    for (const effect of [{ kind: 'lost' }, { kind: 'reset' }] as const) {
      let nth = 1
      while (await attempt(nth, effect)) nth += 1
      killed += nth - 1
    }
    // Two for the probe, one for the record that is read, and one for each write.
    expect(killed).toBe(2 * 7)
  })
})

describe('a service that keeps no bytes under keys that end in a slash', () => {
  const effect: FaultEffect = { kind: 'status', status: 400, code: 'DirectoryObjectContainsData' }

  async function beginBodiless() {
    const bench = await begin()
    bench.fake.faults({ operation: 'PutObject', key: /\/$/, effect })
    const notices: string[] = []
    const log = { ...silent, notice: (message: string) => notices.push(message) }
    return { bench, notices, open: () => bench.open({ log }) }
  }

  test('has the pages of folders in their other place; it is said and tried once', async () => {
    const { bench, notices, open } = await beginBodiless()
    const store = open()
    await put(store, 'a', 'one')
    await put(store, 'b', 'two')
    await store.documents.complete(RECORD, render)
    expect(bench.fake.count({ operation: 'PutObject', key: 'p/' })).toBe(1)
    expect(notices).toEqual([
      expect.stringMatching(/^s3:\/\/bucket\/: the service keeps no bytes under keys/)
    ])
    const [folder] = render(bench.fake.bytes('bucket', RECORD)!)
    expect(bench.fake.text('bucket', 'p/index.html')).toBe(String(folder?.body))
    expect(bench.fake.objects('bucket').has('p/')).toBe(false)
  })

  test('is found out by each process anew, and what is in the other place is looked for', async () => {
    const { bench, notices, open } = await beginBodiless()
    await put(open(), 'a', 'one')
    expect(await open().documents.stale(RECORD, render)).toEqual([])
    await open().documents.complete(RECORD, render)
    const store = open()
    await put(store, 'a', 'two')
    expect(notices).toHaveLength(3)
    const [folder] = render(bench.fake.bytes('bucket', RECORD)!)
    expect(bench.fake.text('bucket', 'p/index.html')).toBe(String(folder?.body))
    bench.fake.setObject('bucket', 'p/index.html', 'altered')
    expect(await open().documents.stale(RECORD, render)).toEqual(['p/'])
    expect(await store.documents.stale(RECORD, render)).toEqual(['p/index.html'])
  })

  test('does without those that have no other place', async () => {
    const { bench, open } = await beginBodiless()
    const store = open()
    const without: Render = (record) => render(record).map((page) => ({ ...page, orElse: undefined }))
    await put(store, 'a', 'one', without)
    await put(store, 'b', 'two', without)
    expect(await store.documents.stale(RECORD, without)).toEqual([])
    const keys = [...bench.fake.objects('bucket').keys()].filter((key) => key.startsWith('p/'))
    expect(keys.sort()).toEqual(['p/all.json', 'p/files/a.json', 'p/files/b.json', RECORD])
  })

  test('takes no ordinary document or artifact there either, and says so', async () => {
    const { open } = await beginBodiless()
    const { code, message } = await failureOf(open().documents.swap('p/', ABSENT, Buffer.from('x')))
    expect([code, message]).toEqual([
      'unsupported',
      's3://bucket/p/ can hold no bytes: its name ends in a slash'
    ])
  })
})

describe('a service that keeps preconditions in its own way', () => {
  const modes: Preconditions[] = ['ignored', 'unquoted-only', 'unquoted-complete-ignored', 'complete-ignored']

  test.each(modes)('has pages all the same: %s', async (preconditions) => {
    const bench = await begin({ preconditions })
    const store = bench.open({ allowRaces: true })
    await put(store, 'a', 'one')
    await put(store, 'a', 'two')
    expectWhole(bench)
    bench.fake.setObject('bucket', 'p/all.json', 'altered')
    await put(store, 'b', 'three')
    expectWhole(bench)
    bench.fake.setObject('bucket', 'p/all.json', 'altered')
    bench.fake.removeObject('bucket', 'p/files/a.json')
    await bench.open({ allowRaces: true }).documents.complete(RECORD, render)
    expectWhole(bench)
  })

  test.each(modes.slice(1))('and those of many writers are of the last state: %s', async (preconditions) => {
    const bench = await begin({ preconditions })
    await Promise.all(
      [0, 1, 2].map(async (index) => {
        const store = bench.open({ allowRaces: true })
        for (const value of ['one', 'two']) await put(store, `${index}`, value)
      })
    )
    expect(pagedOf(bench.fake.bytes('bucket', RECORD)).serial).toBe(6)
    expectWhole(bench)
  })
})

test('two pages in one place are no endless race', async () => {
  const bench = await begin()
  const twice: Render = () => [pageOf('same', 'one', 1), pageOf('same', 'two', 1)]
  await put(bench.open(), 'a', 'one', twice)
  await bench.open().documents.complete(RECORD, twice)
  expect(['one', 'two']).toContain(bench.fake.text('bucket', 'same'))
})
