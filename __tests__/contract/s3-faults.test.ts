import { appendFile, open } from 'node:fs/promises'
import { CompleteMultipartUploadCommand, S3Client } from '@aws-sdk/client-s3'
import { describe, expect, test } from '@jest/globals'
import { ABSENT, type NewArtifact, type Store } from '../../src/stores/store.ts'
import { update } from '../../src/stores/update.ts'
import {
  artifactOf,
  artifactOfFile,
  failureOf,
  keyOf,
  outcomesOf,
  noise,
  removeFound,
  replacing
} from '../support/artifacts.ts'
import { chaos } from '../support/chaos.ts'
import { changed, renderBelow } from '../support/paged.ts'
import { run } from '../support/processes.ts'
import type { Fault, FaultEffect, Operation } from '../support/s3-fake/index.ts'
import { placeOf } from '../support/s3-storage.ts'
import { contentOf, PART, textOf, useS3, type S3Bench } from './s3-bench.ts'

const begin = useS3()

const slowDown: FaultEffect = { kind: 'status', status: 503, code: 'SlowDown' }
/** What a service says that waited too long for the rest of a body. */
const incomplete: FaultEffect = { kind: 'status', status: 400, code: 'IncompleteBody' }
const internal: FaultEffect = { kind: 'status', status: 500, code: 'InternalError' }
const conflict: FaultEffect = { kind: 'status', status: 409, code: 'ConditionalRequestConflict' }

/** A change of the store that has to happen exactly once. */
interface Change {
  readonly what: string
  readonly prepare: (store: Store) => Promise<unknown>
  readonly run: (store: Store, bench: S3Bench) => Promise<unknown>
  readonly outcome: unknown
  readonly look: (store: Store) => Promise<string | undefined>
  readonly leaves: string | undefined
}

const old = 'old bytes'
const whole = noise(1000, 'whole')
const parts = noise(PART * 2 + 5, 'parts')

async function large(bench: S3Bench): Promise<NewArtifact> {
  return artifactOfFile('file', await bench.files.write('large', parts))
}

async function seen(store: Store): Promise<string> {
  return (await store.artifacts.find(keyOf('file')))?.revision ?? ABSENT
}

const createOld = (store: Store) => store.artifacts.create([artifactOf('file', old)])
const nothing = () => Promise.resolve()
const content = (store: Store) => contentOf(store, 'file')
const counter = (store: Store) => textOf(store, 'counter')

async function increment(store: Store): Promise<boolean> {
  const { changed } = await update(store.documents, 'counter', (current) =>
    Promise.resolve(Buffer.from(String(Number(Buffer.from(current ?? '0').toString()) + 1)))
  )
  return changed
}

const renderPaged = renderBelow('p')

async function changePaged(store: Store, value: string): Promise<boolean> {
  const next = (current: Uint8Array | undefined) => Promise.resolve(changed(current, 'a', value))
  return (await update(store.documents, 'p/record.json', next, { render: renderPaged })).changed
}

async function pagedText(store: Store): Promise<string> {
  const texts = ['p/record.json', 'p/', 'p/all.json', 'p/files/a.json'].map((path) => textOf(store, path))
  return (await Promise.all(texts)).join('\n')
}

function pagedLeaves(value: string, serial: number): string {
  const record = Buffer.from(JSON.stringify({ serial, files: { a: { value, serial } } }))
  return [String(record), ...renderPaged(record).map(({ body }) => String(body))].join('\n')
}

const changes: Change[] = [
  {
    what: 'create, whole',
    prepare: nothing,
    run: (store) => outcomesOf(store.artifacts.create([artifactOf('file', whole)])),
    outcome: ['created'],
    look: content,
    leaves: whole.toString('latin1')
  },
  {
    what: 'create, in parts',
    prepare: nothing,
    run: async (store, bench) => outcomesOf(store.artifacts.create([await large(bench)])),
    outcome: ['created'],
    look: content,
    leaves: parts.toString('latin1')
  },
  {
    what: 'create what exists',
    prepare: createOld,
    run: (store) => outcomesOf(store.artifacts.create([artifactOf('file', whole)])),
    outcome: ['exists'],
    look: content,
    leaves: old
  },
  {
    what: 'create what exists, in parts',
    prepare: createOld,
    run: async (store, bench) => outcomesOf(store.artifacts.create([await large(bench)])),
    outcome: ['exists'],
    look: content,
    leaves: old
  },
  {
    what: 'replace, whole',
    prepare: createOld,
    run: async (store) => replacing(store, artifactOf('file', whole), await seen(store)),
    outcome: 'swapped',
    look: content,
    leaves: whole.toString('latin1')
  },
  {
    what: 'replace, in parts',
    prepare: createOld,
    run: async (store, bench) => replacing(store, await large(bench), await seen(store)),
    outcome: 'swapped',
    look: content,
    leaves: parts.toString('latin1')
  },
  {
    what: 'replace with the bytes that are there',
    prepare: createOld,
    run: async (store) => replacing(store, artifactOf('file', old), await seen(store)),
    outcome: 'swapped',
    look: content,
    leaves: old
  },
  {
    what: 'a new document',
    prepare: nothing,
    run: (store) => store.documents.swap('counter', ABSENT, Buffer.from('1')),
    outcome: 'swapped',
    look: counter,
    leaves: '1'
  },
  {
    what: 'a changed document',
    prepare: increment,
    run: increment,
    outcome: true,
    look: counter,
    leaves: '2'
  },
  {
    what: 'a changed record and its pages',
    prepare: (store) => changePaged(store, 'one'),
    run: (store) => changePaged(store, 'two'),
    outcome: true,
    look: pagedText,
    leaves: pagedLeaves('two', 2)
  },
  {
    what: 'complete',
    prepare: async (store) => {
      await changePaged(store, 'one')
      for (const { path } of renderPaged(changed(undefined, 'a', 'one'))) await removeFound(store, path)
    },
    run: (store) => store.documents.complete('p/record.json', renderPaged),
    outcome: undefined,
    look: pagedText,
    leaves: pagedLeaves('one', 1)
  },
  {
    what: 'open',
    prepare: createOld,
    run: content,
    outcome: old,
    look: content,
    leaves: old
  },
  {
    what: 'find',
    prepare: createOld,
    run: async (store) => (await store.artifacts.find(keyOf('file')))?.size,
    outcome: old.length,
    look: content,
    leaves: old
  },
  {
    what: 'list',
    prepare: createOld,
    run: async (store) => {
      const paths = []
      for await (const { path } of store.list('')) paths.push(path)
      return paths
    },
    outcome: ['file'],
    look: content,
    leaves: old
  },
  {
    what: 'remove',
    prepare: createOld,
    run: (store) => removeFound(store, 'file'),
    outcome: undefined,
    look: content,
    leaves: undefined
  }
]

describe('a fault at any request', () => {
  const few: FaultEffect[] = [internal, { kind: 'lost' }]
  const more: FaultEffect[] = [...few, { kind: 'reset' }]
  const all: FaultEffect[] = [
    ...more,
    slowDown,
    incomplete,
    { kind: 'lost-500' },
    { kind: 'cut-request', bytes: 1 }
  ]

  test.each(changes)('is overcome, and it is done exactly once: $what', async (change) => {
    const bench = await begin()
    const other = bench.open()
    const attempt = async (...faults: Fault[]) => {
      for (const key of bench.fake.objects('bucket').keys()) bench.fake.removeObject('bucket', key)
      await change.prepare(other)
      bench.fake.clear()
      bench.fake.faults(...faults)
      expect(await change.run(bench.open(), bench)).toEqual(change.outcome)
      const count = bench.fake.count()
      bench.fake.clearFaults()
      expect(await change.look(other)).toBe(change.leaves)
      return count
    }
    const usual = await attempt()
    const effects = usual < 8 ? all : change.what === 'create, in parts' ? more : few
    for (let nth = 1; nth <= usual; nth += 1) {
      for (const effect of effects) await attempt({ nth, effect })
      await attempt({ nth: [nth, nth + 1, nth + 2], effect: internal })
    }
  })
})

describe('a reply that is lost', () => {
  const kinds = ['lost', 'lost-500'] as const
  const writing = changes.filter(({ what }) => !/exists|^open|^find|^list|^remove/.test(what))
  const table = writing.flatMap((change) => kinds.map((kind) => ({ ...change, kind })))

  test.each(table)('($kind) does not hide that it was done, once: $what', async (change) => {
    const bench = await begin()
    await change.prepare(bench.open())
    bench.fake.clear()
    const operation: Operation[] = ['PutObject', 'CompleteMultipartUpload']
    const key = /^(file|counter|p\/.*)$/
    bench.fake.faults({ operation, key, effect: { kind: change.kind } })
    expect(await change.run(bench.open(), bench)).toEqual(change.outcome)
    const written = bench.fake.find({ operation, key }).map((request) => request.key)
    expect(written).toHaveLength(new Set(written).size)
    expect(written.length).toBeGreaterThan(0)
    expect(await change.look(bench.open())).toBe(change.leaves)
  })

  test.each(kinds)('(%s) is told from the next change, which somebody else made at once', async (kind) => {
    const bench = await begin()
    const [store, other] = [bench.open(), bench.open()]
    await increment(store)
    await other.documents.read('counter')
    bench.fake.faults({
      ...{ operation: 'PutObject', key: /counter/, times: 1, effect: { kind } },
      after: async () => {
        for (let more = 0; more < 10; more += 1) await increment(other)
      }
    })
    await increment(store)
    expect(await counter(other)).toBe('12')
  })

  test.each(kinds)('(%s) of a write that lost a race does not make it a winner', async (kind) => {
    const bench = await begin()
    bench.fake.faults({
      ...{ operation: ['PutObject', 'CompleteMultipartUpload'], key: /file/, effect: { kind } },
      before: () => {
        bench.fake.setObject('bucket', 'file', old)
      }
    })
    expect(await outcomesOf(bench.open().artifacts.create([artifactOf('file', whole)]))).toEqual(['exists'])
    bench.fake.removeObject('bucket', 'file')
    expect(await outcomesOf(bench.open().artifacts.create([await large(bench)]))).toEqual(['exists'])
    expect(await content(bench.open())).toBe(old)
  })

  test.each([0.05, 0.2])('of %d of all writes: 8 that add one 25 times end at 200', async (probability) => {
    const bench = await begin()
    const operation: Operation = 'PutObject'
    bench.fake.faults(
      { operation, probability: probability / 2, seed: 1, effect: { kind: 'lost' } },
      { operation, probability: probability / 2, seed: 2, effect: { kind: 'lost-500' } }
    )
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const store = bench.open()
        for (let done = 0; done < 25; done += 1) expect(await increment(store)).toBe(true)
      })
    )
    bench.fake.clearFaults()
    expect(await counter(bench.open())).toBe('200')
  })

  test('of a fifth of all writes: 8 processes that add one 25 times end at 200', async () => {
    const { fake, open } = await begin()
    const operation: Operation = 'PutObject'
    fake.faults(
      { operation, probability: 0.1, seed: 3, effect: { kind: 'lost' } },
      { operation, probability: 0.1, seed: 4, effect: { kind: 'lost-500' } }
    )
    const place = JSON.stringify(placeOf(fake))
    await Promise.all(Array.from({ length: 8 }, () => run('increment.ts', place, 'counter', '25')))
    expect(fake.requests.filter(({ fault }) => fault !== undefined).length).toBeGreaterThan(20)
    fake.clearFaults()
    expect(await counter(open())).toBe('200')
  })

  test('is found to be of a write that was carried out late', async () => {
    const bench = await begin()
    const store = bench.open()
    let late: { body: string; metadata: Record<string, string> } | undefined
    bench.fake.faults(
      {
        ...{ operation: 'PutObject', key: /doc/, times: 1, effect: internal },
        before: ({ headers }) => {
          late = { body: 'late', metadata: { 'registry-nonces': headers['x-amz-meta-registry-nonces']! } }
        }
      },
      {
        ...{ operation: 'PutObject', key: /doc/, skip: 1, times: 1 },
        before: () => {
          bench.fake.setObject('bucket', 'doc', late!.body, { metadata: late!.metadata })
        }
      }
    )
    expect(await store.documents.swap('doc', ABSENT, Buffer.from('late'))).toBe('swapped')
    expect(bench.fake.find({ operation: 'PutObject', key: 'doc' }).map(({ status }) => status)).toEqual([
      500, 412
    ])
  })

  test('is found to be of an upload that was completed late', async () => {
    const bench = await begin()
    const raw = rawClient(bench)
    bench.fake.faults(
      { operation: 'CompleteMultipartUpload', key: /file/, times: 1, effect: internal },
      {
        ...{ operation: 'CompleteMultipartUpload', key: /file/, skip: 1, times: 1 },
        before: async ({ query }) => {
          const [upload] = [...bench.fake.uploads('bucket').values()]
          const inOrder = [...upload!.parts.values()].sort((one, two) => one.number - two.number)
          const Parts = inOrder.map(({ number, etag }) => ({
            PartNumber: number,
            ETag: etag
          }))
          await raw.send(
            new CompleteMultipartUploadCommand({
              ...{ Bucket: 'bucket', Key: 'file', UploadId: query['uploadId'] },
              MultipartUpload: { Parts }
            })
          )
        }
      }
    )
    expect(await outcomesOf(bench.open().artifacts.create([await large(bench)]))).toEqual(['created'])
    const completions = bench.fake.find({ operation: 'CompleteMultipartUpload', key: 'file' })
    expect(completions.map(({ error }) => error)).toEqual(['InternalError', 'NoSuchUpload', undefined])
    expect(bench.fake.count({ operation: 'CreateMultipartUpload', key: 'file' })).toBe(1)
    raw.destroy()
  })
})

describe('a conflict with a request under way', () => {
  test.each(['ConditionalRequestConflict', 'OperationAborted'])(
    '(%s) of a PUT is no answer: it is sent again while there is nothing',
    async (code) => {
      const bench = await begin()
      const effect: FaultEffect = { kind: 'status', status: 409, code }
      bench.fake.faults({ operation: 'PutObject', key: /^(file|doc)$/, times: 3, effect })
      expect(await outcomesOf(bench.open().artifacts.create([artifactOf('file', whole)]))).toEqual([
        'created'
      ])
      bench.fake.faults({ operation: 'PutObject', key: /doc/, times: 3, effect })
      expect(await bench.open().documents.swap('doc', ABSENT, Buffer.from('x'))).toBe('swapped')
    }
  )

  test('of a PUT is lost where somebody else won meanwhile', async () => {
    const bench = await begin()
    const before = () => {
      bench.fake.setObject('bucket', 'file', old)
    }
    bench.fake.faults({ operation: 'PutObject', key: /file/, times: 1, before, effect: conflict })
    expect(await outcomesOf(bench.open().artifacts.create([artifactOf('file', whole)]))).toEqual(['exists'])
    expect(await content(bench.open())).toBe(old)
  })

  test('of a completion needs a new upload', async () => {
    const bench = await begin()
    bench.fake.faults({ operation: 'CompleteMultipartUpload', key: /file/, times: 2, effect: conflict })
    expect(await outcomesOf(bench.open().artifacts.create([await large(bench)]))).toEqual(['created'])
    expect(bench.fake.count({ operation: 'CreateMultipartUpload', key: 'file' })).toBe(3)
    expect(await content(bench.open())).toBe(parts.toString('latin1'))
    expect(bench.fake.uploads('bucket').size).toBe(0)
  })

  test('of every completion is an error in the end, and leaves nothing', async () => {
    const bench = await begin()
    bench.fake.faults({ operation: 'CompleteMultipartUpload', key: /file/, effect: conflict })
    const { code, message } = await failureOf(bench.open().artifacts.create([await large(bench)]))
    expect([code, message]).toEqual([
      'unavailable',
      'the upload of s3://bucket/file was ended by the service three times'
    ])
    expect([bench.fake.objects('bucket').has('file'), bench.fake.uploads('bucket').size]).toEqual([false, 0])
  })
})

describe('a service that fails for good', () => {
  test.each([
    { effect: internal, says: 'did not confirm' },
    { effect: slowDown, says: 'did not confirm' },
    { effect: { kind: 'reset' } as const, says: 'did not confirm' }
  ])('is unavailable after many attempts: $effect.kind $effect.code', async ({ effect, says }) => {
    const bench = await begin()
    bench.fake.faults({ operation: ['PutObject', 'CompleteMultipartUpload'], key: /^(file|doc)$/, effect })
    const store = () => bench.open({ tuning: { attempts: 4 } })
    for (const write of [
      async () => store().artifacts.create([artifactOf('file', whole)]),
      async () => store().artifacts.create([await large(bench)]),
      async () => store().documents.swap('doc', ABSENT, Buffer.from('x'))
    ]) {
      bench.fake.clear()
      const { code, message, hint } = await failureOf(write())
      expect([code, message.includes(says), hint.includes('run the step again')]).toEqual([
        'unavailable',
        true,
        true
      ])
      expect(
        bench.fake.count({ operation: ['PutObject', 'CompleteMultipartUpload'], key: /^(file|doc)$/ })
      ).toBe(4)
    }
    expect(bench.fake.uploads('bucket').size).toBe(0)
  })

  test('for one part ends the upload at once: the other parts are not sent in vain', async () => {
    const bench = await begin()
    const effect: FaultEffect = { kind: 'status', status: 403, code: 'AccessDenied' }
    bench.fake.faults({ operation: 'UploadPart', where: ({ query }) => query['partNumber'] === '2', effect })
    const item = await artifactOfFile('file', await bench.files.write('many', noise(PART * 60, 'many')))
    expect((await failureOf(bench.open().artifacts.create([item]))).code).toBe('denied')
    expect(bench.fake.count({ operation: 'UploadPart' })).toBeLessThan(20)
    expect(bench.fake.uploads('bucket').size).toBe(0)
  })

  test('that says so in an answer of 200 has not completed the upload', async () => {
    const bench = await begin()
    const effect: FaultEffect = { kind: 'status', status: 200, code: 'InternalError' }
    bench.fake.faults({ operation: 'CompleteMultipartUpload', key: /file/, times: 2, effect })
    expect(await outcomesOf(bench.open().artifacts.create([await large(bench)]))).toEqual(['created'])
    expect(await content(bench.open())).toBe(parts.toString('latin1'))
  })
})

describe('a file that changes while it is sent', () => {
  test.each([
    { how: 'in a part that was not sent yet', at: PART * 2 },
    { how: 'in a part that was sent', at: 0 }
  ])('is not stored: $how', async ({ at }) => {
    const bench = await begin()
    const item = await large(bench)
    const before = async () => {
      const file = await open(`${bench.files.folder}/large`, 'r+')
      await file.write('!', at)
      await file.close()
    }
    bench.fake.faults({ operation: 'UploadPart', key: /file/, times: 1, before })
    const { code, message } = await failureOf(bench.open({ tuning: { uploads: 1 } }).artifacts.create([item]))
    expect([code, message.includes(bench.files.folder)]).toEqual(['conflict', true])
    expect([bench.fake.objects('bucket').has('file'), bench.fake.uploads('bucket').size]).toEqual([false, 0])
  })
})

test('an upload that can not be aborted ends in what went wrong with it', async () => {
  const bench = await begin()
  const effect: FaultEffect = { kind: 'status', status: 403, code: 'AccessDenied' }
  const before = () => appendFile(`${bench.files.folder}/large`, 'more')
  bench.fake.faults(
    { operation: 'AbortMultipartUpload', key: /file/, effect },
    { operation: 'UploadPart', key: /file/, times: 1, before }
  )
  const { code, message } = await failureOf(bench.open().artifacts.create([await large(bench)]))
  expect([code, message]).toEqual(['conflict', expect.stringContaining('changed while it was being pushed')])
  expect(bench.fake.uploads('bucket').size).toBe(1)
})

describe('closing', () => {
  test('aborts the uploads under way, and what waits for them ends', async () => {
    const bench = await begin()
    const store = bench.open()
    const begun = new Promise<void>((resolve) => {
      const before = () => {
        resolve()
      }
      bench.fake.faults({ operation: 'UploadPart', key: /file/, before, effect: { kind: 'hang' } })
    })
    const creating = store.artifacts.create([await large(bench)]).catch((error: unknown) => error)
    await begun
    expect(bench.fake.uploads('bucket').size).toBe(1)
    await store.close()
    expect(bench.fake.uploads('bucket').size).toBe(0)
    expect(await creating).toBeInstanceOf(Error)
    expect(bench.fake.objects('bucket').has('file')).toBe(false)
  })
})

describe('chaos', () => {
  test('every fifth request fails, every twentieth is applied and its reply lost: all is done, once', async () => {
    for (let seed = 1; seed <= 30; seed += 1) await run(await begin(), seed)
  })

  async function run(bench: S3Bench, seed: number): Promise<void> {
    const { fake } = bench
    await createOld(bench.open())
    fake.faults(...chaos(seed))
    const stores = [bench.open(), bench.open(), bench.open()]
    const file = await bench.files.write(`large-${seed}`, parts)
    const outcomes = await Promise.all(
      stores.map(async (store, index) => {
        for (let turn = 0; turn < 2; turn += 1) expect(await increment(store)).toBe(true)
        const [own, contended] = await outcomesOf(
          store.artifacts.create([
            index === 0 ? await artifactOfFile('own-0', file) : artifactOf(`own-${index}`, parts),
            artifactOf('contended', `writer ${index}`)
          ])
        )
        const replaced = await replacing(store, artifactOf('file', `new ${index}`), await seen(store))
        return { own, contended, replaced }
      })
    )
    fake.clearFaults()
    const store = bench.open()
    expect([seed, await counter(store)]).toEqual([seed, '6'])
    expect(outcomes.map(({ own }) => own)).toEqual(['created', 'created', 'created'])
    const winners = [0, 1, 2].filter((index) => outcomes[index]?.contended === 'created')
    expect(winners).toHaveLength(1)
    expect(await contentOf(store, 'contended')).toBe(`writer ${winners[0]}`)
    const replacers = [0, 1, 2].filter((index) => outcomes[index]?.replaced === 'swapped')
    expect(replacers.length).toBeGreaterThan(0)
    expect(replacers.map((index) => `new ${index}`)).toContain(await content(store))
    for (const index of [0, 1, 2])
      expect(await contentOf(store, `own-${index}`)).toBe(parts.toString('latin1'))
  }
})

function rawClient({ fake }: S3Bench): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = fake
  const credentials = { accessKeyId, secretAccessKey }
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true })
}
