import { describe, expect, test } from '@jest/globals'
import { silent, type Log } from '../../src/log.ts'
import { openS3 } from '../../src/stores/s3/index.ts'
import { probing } from '../../src/stores/s3/probe.ts'
import { s3Requests } from '../../src/stores/s3/requests.ts'
import { ABSENT, type Store } from '../../src/stores/store.ts'
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
import { s3Options } from '../support/open-store.ts'
import type { Fault, FaultEffect, Preconditions, S3Fake, S3FakeOptions } from '../support/s3-fake/index.ts'
import { placeOf } from '../support/s3-storage.ts'
import { contentOf, PART, textOf, useS3, type S3Bench } from './s3-bench.ts'

const begin = useS3()

const questions: { ask: string; run: (store: Store) => Promise<unknown> }[] = [
  { ask: 'find', run: (store) => store.artifacts.find(keyOf('there')) },
  { ask: 'open', run: (store) => store.artifacts.open(keyOf('there')) },
  { ask: 'create', run: (store) => store.artifacts.create([artifactOf('file', 'bytes')]) },
  { ask: 'remove', run: (store) => removeFound(store, 'there') },
  { ask: 'read', run: (store) => store.documents.read('there') },
  { ask: 'swap', run: (store) => store.documents.swap('doc', ABSENT, Buffer.from('x')) },
  { ask: 'list', run: (store) => store.list('')[Symbol.asyncIterator]().next() },
  { ask: 'leftovers', run: (store) => store.leftovers()[Symbol.asyncIterator]().next() }
]

interface Refusal {
  readonly what: string
  readonly options?: S3FakeOptions
  readonly arrange?: (fake: S3Fake) => void
  readonly code: string
  readonly message: RegExp
  readonly hint: RegExp
  /** What is not refused. */
  readonly allowed?: readonly string[]
}

const always = (status: number, code: string, message?: string): Fault => ({
  effect: { kind: 'status', status, code, ...(message === undefined ? {} : { message }) }
})

const refusals: Refusal[] = [
  {
    what: 'an expired token',
    arrange: (fake) => {
      const { accessKeyId, secretAccessKey } = fake
      fake.setCredentials({ accessKeyId, secretAccessKey, expired: true })
    },
    code: 'denied',
    message: /: the credentials have expired$/,
    hint: /Get new ones.*`role-to-assume`/
  },
  {
    what: 'the wrong region',
    options: { region: 'eu-central-1' },
    code: 'input',
    message: /: bucket bucket is not in region us-east-1, but in eu-central-1$/,
    hint: /^Set `region: eu-central-1`\.$/
  },
  {
    what: 'the wrong region, told by a redirect',
    arrange: (fake) => {
      fake.faults(always(301, 'PermanentRedirect'))
    },
    code: 'input',
    message: /: bucket bucket is not in region us-east-1$/,
    hint: /^Set `region` to that of the bucket\.$/
  },
  {
    what: 'a clock that stays wrong',
    arrange: (fake) => {
      fake.faults(always(403, 'RequestTimeTooSkewed'))
    },
    code: 'denied',
    message: /: the clock of this machine and that of the service are too far apart$/,
    hint: /Set the clock/
  },
  {
    what: 'another secret key',
    arrange: (fake) => {
      fake.setCredentials({ accessKeyId: fake.accessKeyId, secretAccessKey: 'another' })
    },
    code: 'denied',
    message: /: the service does not accept the credentials \(SignatureDoesNotMatch\)$/,
    hint: /Check the access key, the secret key/
  },
  {
    what: 'an access key that is not known',
    arrange: (fake) => {
      fake.setCredentials({ accessKeyId: 'another', secretAccessKey: 'another' })
    },
    code: 'denied',
    message: /: the service does not accept the credentials \(InvalidAccessKeyId\)$/,
    hint: /Check the access key, the secret key/
  },
  {
    what: 'no permission at all',
    arrange: (fake) => {
      fake.faults(always(403, 'AccessDenied', 'User is not authorized'))
    },
    code: 'denied',
    message: /: the service denied access \(403: User is not authorized\)$/,
    hint: /^These credentials need s3:\w+ on bucket/
  },
  {
    what: 'no permission to write',
    arrange: (fake) => {
      const { accessKeyId, secretAccessKey } = fake
      fake.setCredentials({ accessKeyId, secretAccessKey, readOnly: true })
    },
    code: 'denied',
    message: /: the service denied access \(403: Access Denied\)$/,
    hint: /^These credentials need s3:(Put|Delete)Object on bucket\/\* \(see/,
    allowed: ['find', 'open', 'read', 'list', 'leftovers']
  },
  {
    what: 'an object that is archived',
    arrange: (fake) => {
      fake.faults(always(403, 'InvalidObjectState'))
    },
    code: 'unsupported',
    message: /: the object is archived and has to be restored first$/,
    hint: /^Restore it, and keep registries out of archive storage classes\.$/
  },
  {
    what: 'a name that is too long',
    arrange: (fake) => {
      fake.faults(always(400, 'KeyTooLongError'))
    },
    code: 'input',
    message: /: the name is too long for the service$/,
    hint: /^Choose a shorter package name, version or prefix\.$/
  },
  {
    what: 'something that this program does not know',
    arrange: (fake) => {
      fake.faults(always(400, 'InvalidRequest', 'Something is wrong'))
    },
    code: 'unavailable',
    message: /: the service answered 400 InvalidRequest: Something is wrong$/,
    hint: /Look the code up/
  }
]

describe('a refusal', () => {
  const table = refusals.flatMap((refusal) =>
    questions
      .filter(({ ask }) => refusal.allowed?.includes(ask) !== true)
      .map((question) => ({ ...refusal, ...question }))
  )

  test.each(table)('has words of its own: $what, $ask', async (row) => {
    const { fake, open } = await begin(row.options)
    fake.setObject('bucket', 'there', 'bytes')
    row.arrange?.(fake)
    const { code, message, hint } = await failureOf(row.run(open({ tuning: { attempts: 3 } })))
    expect(code).toBe(row.code)
    expect(message).toMatch(row.message)
    expect(message).toContain('s3://bucket/')
    expect(hint).toMatch(row.hint)
  })

  test.each(questions)('is none: a clock that is wrong is set by the first answer: $ask', async ({ run }) => {
    const { fake, open } = await begin({ clockSkewMs: 20 * 60_000 })
    fake.setObject('bucket', 'there', 'bytes')
    await expect(run(open())).resolves.not.toThrow()
    expect(fake.find({ status: 403 }).length).toBeGreaterThan(0)
  })

  test('is told by GET alone: what may not be listed may be absent', async () => {
    const { fake, open } = await begin({ denyList: true })
    fake.setObject('bucket', 'there', 'bytes')
    const store = open()
    expect((await store.artifacts.find(keyOf('there')))?.size).toBe(5)
    const { code, hint } = await failureOf(store.artifacts.find(keyOf('none')))
    expect([code, hint]).toEqual(['denied', expect.stringContaining('s3:ListBucket on bucket: without it')])
  })

  test('of a bucket that is gone is no stale document', async () => {
    const { fake, open } = await begin()
    fake.setObject('bucket', 'doc', 'x')
    const store = open()
    const { revision } = await store.documents.read('doc')
    fake.faults({ operation: 'PutObject', key: /doc/, ...always(404, 'NoSuchBucket') })
    expect((await failureOf(store.documents.swap('doc', revision, Buffer.from('y')))).code).toBe('not-found')
    fake.clearFaults()
    fake.removeObject('bucket', 'doc')
    expect(await store.documents.swap('doc', revision, Buffer.from('y'))).toBe('stale')
  })

  test('of an object that is not there asks once more, while the bucket may be the one that is not', async () => {
    const { fake, open } = await begin()
    const store = open()
    for (const path of ['1', '2', '3']) expect(await store.artifacts.find(keyOf(path))).toBeUndefined()
    expect(fake.requests.map(({ method }) => method)).toEqual(['HEAD', 'GET', 'HEAD', 'HEAD'])
  })

  test('of conditions on writes, where the probe found them kept, is no success', async () => {
    const { fake, files, open } = await begin()
    fake.faults({
      ...{ operation: ['PutObject', 'CompleteMultipartUpload'], key: /^(file|parts|doc)$/ },
      ...always(501, 'NotImplemented')
    })
    const parts = await artifactOfFile('parts', await files.write('parts', noise(PART * 2, 'parts')))
    for (const write of [
      () => open().artifacts.create([artifactOf('file', 'bytes')]),
      () => open().artifacts.create([parts]),
      () => open().documents.swap('doc', ABSENT, Buffer.from('x'))
    ]) {
      const { code, message, hint } = await failureOf(write())
      expect([code, message]).toEqual(['unsupported', expect.stringContaining('does not know conditional')])
      expect(hint).toContain('`allow-races: true`')
    }
    expect([...fake.objects('bucket').keys()]).toEqual(['.registry-probe'])
    expect(fake.uploads('bucket').size).toBe(0)
  })

  test('of a kind of bucket that wants other signatures is said before anything is sent', async () => {
    const place = placeOf((await begin()).fake, { bucket: 'narf--use1-az4--x-s3' })
    const store = openS3({ ...s3Options(place), endpoint: undefined })
    const { code, message } = await failureOf(store.artifacts.find(keyOf('there')))
    expect([code, message]).toEqual(['unsupported', expect.stringContaining('wants signatures of the kind')])
    await store.close()
  })

  test.each(['file', 'parts'])('of what is too large for the service says so: %s', async (what) => {
    const { files, open } = await begin({ partSizeLimit: 1000 })
    const size = what === 'file' ? PART : PART * 2
    const item = await artifactOfFile(what, await files.write(what, noise(size, what)))
    expect((await failureOf(open().artifacts.create([item]))).code).toBe('unsupported')
  })
})

describe('the probe', () => {
  const probes = (fake: S3Fake) => fake.count({ key: 'p/.registry-probe' })
  const write = (store: Store, name: string) =>
    store.documents.swap(name, ABSENT, Buffer.from('x')).then((outcome) => {
      expect(outcome).toBe('swapped')
    })

  test('is three small requests the first time, two later, once a store, and none to read', async () => {
    const { fake, open } = await beginBelow('p/')
    const [first, second] = [open(), open()]
    await first.artifacts.find(keyOf('x'))
    await first.documents.read('x')
    expect(probes(fake)).toBe(0)
    await Promise.all([write(first, '1'), write(first, '2'), first.artifacts.create([artifactOf('3', 'x')])])
    expect(probes(fake)).toBe(3)
    await write(second, '4')
    await write(second, '5')
    expect(probes(fake)).toBe(5)
    expect(fake.find({ key: 'p/.registry-probe' }).every(({ bytesIn }) => bytesIn < 200)).toBe(true)
  })

  test('of uploads in parts comes before the first of them, and leaves nothing', async () => {
    const { fake, files, open } = await beginBelow('p/')
    const store = open()
    await store.artifacts.create([artifactOf('small', 'x')])
    expect(fake.count({ operation: 'CreateMultipartUpload' })).toBe(0)
    const file = await files.write('large', noise(PART * 2, 'large'))
    for (const path of ['1', '2']) await store.artifacts.create([await artifactOfFile(path, file)])
    const keys = fake.find({ operation: 'CreateMultipartUpload' }).map(({ key }) => key)
    expect(keys).toEqual(['p/.registry-probe', 'p/1', 'p/2'])
    expect(fake.uploads('bucket').size).toBe(0)
    const paths: string[] = []
    for await (const { path } of store.list('')) paths.push(path)
    expect(paths).toEqual(['1', '2', 'small'])
  })

  test.each([
    { endpoint: undefined, asks: false },
    { endpoint: 'https://s3.eu-central-1.amazonaws.com', asks: false },
    { endpoint: 'https://s3.dualstack.us-east-1.amazonaws.com', asks: false },
    { endpoint: 'https://s3.cn-north-1.amazonaws.com.cn', asks: false },
    { endpoint: 'https://0123.r2.cloudflarestorage.com', asks: false },
    { endpoint: 'https://storage.example.com', asks: true },
    { endpoint: 'https://s3.amazonaws.com.example.com', asks: true },
    { endpoint: 'https://fakeamazonaws.com', asks: true },
    { endpoint: 'http://127.0.0.1:9000', asks: true }
  ])('of $endpoint is asked: $asks', async ({ endpoint, asks }) => {
    const { fake } = await begin()
    const options = { ...s3Options(placeOf(fake)), endpoint }
    const requests = s3Requests(options)
    let asked = 0
    const ask = () => {
      asked += 1
      return Promise.reject(new Error('asked'))
    }
    const preconditions = probing({ ...requests, ask, send: ask, sendOnce: ask })
    const outcomes = await Promise.allSettled([preconditions.forPut(), preconditions.forMultipart()])
    expect(asked > 0).toBe(asks)
    if (!asks) expect(outcomes.map((each) => 'value' in each && each.value)).toEqual(['kept', 'kept'])
  })

  const faults: FaultEffect[] = [
    { kind: 'lost' },
    { kind: 'lost-500' },
    { kind: 'status', status: 409, code: 'ConditionalRequestConflict' }
  ]

  test.each(faults)('is not misled by a fault: $kind', async (effect) => {
    for (let nth = 1; nth <= 3; nth += 1) {
      const { fake, open } = await begin()
      fake.faults({ nth, effect })
      await write(open(), 'doc')
    }
  })

  async function beginBelow(prefix: string): Promise<S3Bench> {
    const bench = await begin()
    return { ...bench, open: (changes = {}) => bench.open({ ...changes, prefix }) }
  }
})

describe('a service that does not keep preconditions', () => {
  const tests: { mode: Preconditions; small: string; large: string; says: RegExp }[] = [
    {
      mode: 'ignored',
      small: 'unsupported',
      large: 'unsupported',
      says: /ignores the preconditions of writes/
    },
    {
      mode: 'refused-501',
      small: 'unsupported',
      large: 'unsupported',
      says: /ignores the preconditions of writes/
    },
    {
      mode: 'complete-ignored',
      small: 'created',
      large: 'unsupported',
      says: /ignores the preconditions of multipart uploads/
    },
    {
      mode: 'unquoted-complete-ignored',
      small: 'created',
      large: 'unsupported',
      says: /ignores the preconditions of multipart uploads/
    },
    { mode: 'unquoted-only', small: 'created', large: 'created', says: /never/ }
  ]
  const outcomeOf = (creating: Promise<string[]>, says: RegExp) =>
    creating.then(
      ([outcome]) => outcome,
      async () => {
        const { code, message, hint } = await failureOf(creating)
        expect(message).toMatch(says)
        expect(hint).toContain('`allow-races: true`')
        return code
      }
    )
  const largeItem = async ({ files }: S3Bench, path: string, seed: string) =>
    artifactOfFile(path, await files.write(seed, noise(PART * 2 + 1, seed)))

  test.each(tests)('is found out before anything is written: $mode', async ({ mode, small, large, says }) => {
    const bench = await begin({ preconditions: mode })
    const store = bench.open()
    expect(await outcomeOf(outcomesOf(store.artifacts.create([artifactOf('small', 'x')])), says)).toBe(small)
    expect(
      await outcomeOf(outcomesOf(store.artifacts.create([await largeItem(bench, 'large', '1')])), says)
    ).toBe(large)
    if (small === 'unsupported') {
      expect((await failureOf(store.documents.swap('doc', ABSENT, Buffer.from('x')))).code).toBe(small)
    }
    const written = bench.fake.objects('bucket')
    expect([written.has('small'), written.has('large'), written.has('doc')]).toEqual([
      small === 'created',
      large === 'created',
      false
    ])
    expect(bench.fake.uploads('bucket').size).toBe(0)
  })

  test.each(tests)(
    'is used with a warning where races are allowed, and with care: $mode',
    async ({ mode, small, large }) => {
      const bench = await begin({ preconditions: mode })
      const warnings: string[] = []
      const log: Log = { ...silent, warning: (message) => warnings.push(message) }
      const store = bench.open({ allowRaces: true, log })
      const first = await largeItem(bench, 'large', 'first')
      const second = await largeItem(bench, 'large', 'second')
      expect(await outcomesOf(store.artifacts.create([artifactOf('small', 'x'), first]))).toEqual([
        'created',
        'created'
      ])
      expect(await outcomesOf(store.artifacts.create([artifactOf('small', 'y'), second]))).toEqual([
        'exists',
        'exists'
      ])
      expect(await contentOf(store, 'small')).toBe('x')
      expect((await store.artifacts.find(first.key))?.sha256).toBe(first.sha256)
      const [found, foundLarge] = [
        await store.artifacts.find(keyOf('small')),
        await store.artifacts.find(first.key)
      ]
      expect(await replacing(store, artifactOf('small', 'z'), '"another"')).toBe('stale')
      expect(await replacing(store, second, '"another"')).toBe('stale')
      expect(await replacing(store, artifactOf('small', 'z'), found!.revision)).toBe('swapped')
      expect(await replacing(store, second, foundLarge!.revision)).toBe('swapped')
      expect([await contentOf(store, 'small'), (await store.artifacts.find(first.key))?.sha256]).toEqual([
        'z',
        second.sha256
      ])
      await swapWithCare(store)
      expect(warnings.length).toBe(small === 'unsupported' || large === 'unsupported' ? 1 : 0)
      for (const warning of warnings) expect(warning).toContain('as allow-races says')
    }
  )

  async function swapWithCare(store: Store): Promise<void> {
    expect(await store.documents.swap('doc', ABSENT, Buffer.from('1'))).toBe('swapped')
    const former = await store.documents.read('doc')
    // A service that wants other quotes refuses twice what is current, and is asked another way then.
    const outcomes: string[] = []
    while (outcomes.at(-1) !== 'swapped' && outcomes.length < 5) {
      const { revision } = await store.documents.read('doc')
      outcomes.push(await store.documents.swap('doc', revision, Buffer.from('2')))
    }
    expect(outcomes.at(-1)).toBe('swapped')
    expect(await store.documents.swap('doc', former.revision, Buffer.from('3'))).toBe('stale')
    expect(await store.documents.swap('doc', ABSENT, Buffer.from('3'))).toBe('stale')
    expect(await textOf(store, 'doc')).toBe('2')
  }

  test('but wants ETags without quotes is told from one that refuses: after two refusals', async () => {
    const { fake, open } = await begin({ preconditions: 'unquoted-only' })
    fake.setObject('bucket', 'doc', '0')
    const store = open()
    const outcomes: string[] = []
    for (let turn = 1; turn <= 4; turn += 1) {
      const { revision } = await store.documents.read('doc')
      outcomes.push(await store.documents.swap('doc', revision, Buffer.from(String(turn))))
    }
    expect(outcomes).toEqual(['stale', 'stale', 'swapped', 'swapped'])
    const sent = fake
      .find({ operation: 'PutObject', key: 'doc' })
      .map(({ headers }) => headers['if-match']!.startsWith('"'))
    expect(sent).toEqual([true, true, false, false])
  })

  test('is no reason to leave the quotes out elsewhere: what really is stale is refused each time', async () => {
    const { fake, open } = await begin()
    fake.setObject('bucket', 'doc', '0')
    const store = open()
    for (let turn = 1; turn <= 4; turn += 1) {
      expect(await store.documents.swap('doc', '"stale"', Buffer.from('x'))).toBe('stale')
      const { revision } = await store.documents.read('doc')
      expect(await store.documents.swap('doc', revision, Buffer.from(String(turn)))).toBe('swapped')
    }
    const sent = fake.find({ operation: 'PutObject', key: 'doc' }).map(({ headers }) => headers['if-match']!)
    expect(sent.every((match) => match.startsWith('"'))).toBe(true)
  })
})
