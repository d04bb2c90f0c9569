import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import pMap from 'p-map'
import * as v from 'valibot'

import { sha256 } from '../../src/digest.ts'
import { isRegistryError } from '../../src/errors.ts'
import type { Store } from '../../src/stores/store.ts'
import { promoteVersion, publish, type IfExists } from '../../src/tycho/publish.ts'
import type { Promote } from '../../src/tycho/recording.ts'
import { removeVersions } from '../../src/tycho/remove.ts'
import { jsonOf, registry, s3Environment, workspace, type Finished } from '../support/command-line.ts'
import { openStore, type Place } from '../support/open-store.ts'
import { putRecord, putVersion, recordIn, violations } from '../support/registry-state.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'
import { describeWith, startMinio, type Server } from '../support/testbed.ts'
import { generator } from '../support/random.ts'

const spaces = workspace()
afterAll(() => {
  spaces.remove()
})

let fake: S3Fake
beforeAll(async () => {
  fake = await startS3Fake({ buckets: [] })
})
afterEach(() => {
  fake.clearFaults()
})
afterAll(async () => {
  await fake.close()
})

// So many processes take their time where the machine has other things to do.
jest.setTimeout(240_000)

/** A registry that many processes use at once. */
interface Ground {
  readonly env: Readonly<Record<string, string>>
  /** The versions of a package whose files are there, and its record. */
  readonly look: (name: string) => Promise<{ versions: string[]; record: Tycho }>
  readonly bytes: (name: string, version: string) => Promise<string>
}

const recordSchema = v.object({ localname: v.string(), latest: v.nullable(v.string()) })
type Tycho = v.InferOutput<typeof recordSchema>
const parseRecord = (text: string) => v.parse(v.pipe(v.string(), v.parseJson(), recordSchema), text)
const versionsIn = (keys: readonly string[], name: string) =>
  keys.flatMap((key) => new RegExp(`^${name}/tycho_(.+)\\.pkg$`).exec(key)?.[1] ?? []).sort(numerically)
const numerically = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true })

function fakeGround(bucket: string): Ground {
  fake.createBucket(bucket)
  return {
    env: s3Environment(fake, bucket),
    look: async (name) => ({
      versions: versionsIn([...fake.objects(bucket).keys()], name),
      record: parseRecord((await Promise.resolve(fake.text(bucket, `${name}/tycho.json`))) ?? '')
    }),
    bytes: async (name, version) => Promise.resolve(fake.text(bucket, `${name}/tycho_${version}.pkg`) ?? '')
  }
}

async function minioGround(server: Server, Bucket: string): Promise<Ground> {
  await server.createBucket(Bucket)
  const { endpoint, region, accessKeyId, secretAccessKey } = server
  const credentials = { accessKeyId, secretAccessKey }
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  const read = async (Key: string) => {
    const got = await client.send(new GetObjectCommand({ Bucket, Key }))
    return (await got.Body?.transformToString()) ?? ''
  }
  return {
    env: s3Environment(server, Bucket),
    look: async (name) => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }))
      const keys = Contents.map(({ Key = '' }) => Key)
      return { versions: versionsIn(keys, name), record: parseRecord(await read(`${name}/tycho.json`)) }
    },
    bytes: async (name, version) => read(`${name}/tycho_${version}.pkg`)
  }
}

function folderGround(): Ground {
  const root = spaces.folder()
  return {
    env: { REGISTRY_STORE: `file:${root}` },
    look: async (name) =>
      Promise.resolve({
        versions: versionsIn(
          readdirSync(join(root, name)).map((file) => `${name}/${file}`),
          name
        ),
        record: parseRecord(readFileSync(join(root, name, 'tycho.json'), 'utf8'))
      }),
    bytes: async (name, version) =>
      Promise.resolve(readFileSync(join(root, name, `tycho_${version}.pkg`), 'utf8'))
  }
}

/** Starts so many processes at once, each with a file of its own. */
async function crowd(
  { env }: Ground,
  size: number,
  args: (index: number, file: string) => readonly string[],
  content: (index: number) => string = String
): Promise<Finished[]> {
  const cwd = spaces.folder()
  return Promise.all(
    Array.from({ length: size }, async (_, index) => {
      mkdirSync(join(cwd, String(index)))
      const file = join(String(index), 'file.bin')
      writeFileSync(join(cwd, file), content(index))
      return registry(args(index, file), { cwd, env })
    })
  )
}

const failed = (all: readonly Finished[]) => all.filter(({ status }) => status !== 0)
const names = (size: number) => Array.from({ length: size }, (_, index) => `1.${index}`)

async function pushesOfVersions(ground: Ground, size: number, promote: string): Promise<void> {
  const finished = await crowd(ground, size, (index, file) => [
    ...['push', 'pkg', `1.${index}`, file, '--promote', promote]
  ])
  expect(failed(finished)).toEqual([])
  const { versions, record } = await ground.look('pkg')
  expect(versions).toEqual(names(size))
  expect(record.localname).toBe('file.bin')
  if (promote === 'if-newer') expect(record.latest).toBe(`1.${size - 1}`)
  else expect(versions).toContain(record.latest)
}

async function pushesOfOneVersion(ground: Ground, size: number): Promise<void> {
  const args = (_: number, file: string) => ['push', 'other', '1', file]
  const different = await crowd(ground, size, args, (index) => `bytes of ${index}`)
  const winners = different.flatMap(({ status }, index) => (status === 0 ? [index] : []))
  expect(winners).toHaveLength(1)
  expect(await ground.bytes('other', '1')).toBe(`bytes of ${winners[0] ?? ''}`)
  for (const { status, stderr } of failed(different)) {
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('other 1 exists already with other bytes')
    })
  }
}

async function pushesOfOneFile(ground: Ground, size: number): Promise<void> {
  const args = (_: number, file: string) => ['push', 'same', '1', file, '--promote-latest', '--json']
  const finished = await crowd(ground, size, args, () => 'the same bytes')
  expect(failed(finished)).toEqual([])
  const created = finished.map((each) => v.parse(v.object({ created: v.boolean() }), jsonOf(each)).created)
  expect(created.filter(Boolean)).toHaveLength(1)
  expect((await ground.look('same')).record).toEqual({ localname: 'file.bin', latest: '1' })
}

describe('many processes at once on the S3 fake', () => {
  test('64 pushes to a new package, each promoted: none is lost, and every state on the way is valid', async () => {
    const ground = fakeGround('crowd')
    const wrong: string[] = []
    const stop = fake.onWrite(() => wrong.push(...violations(fake, 'crowd')))
    await pushesOfVersions(ground, 64, 'true')
    stop()
    expect(wrong).toEqual([])
    // There was a race: some of the swaps were refused.
    expect(fake.count({ key: 'pkg/tycho.json', status: 412 })).toBeGreaterThan(0)
  })

  test('16 pushes of one version with different bytes: one wins, the others are told', async () => {
    await pushesOfOneVersion(fakeGround('one-version'), 16)
  })
})

describeWith('minio', 'many processes at once on MinIO', () => {
  let server: Server
  let ground: Ground
  beforeAll(async () => {
    server = await startMinio()
    ground = await minioGround(server, 'crowd')
  })
  afterAll(async () => {
    await server.close()
  })

  test('64 pushes to a new package, promoted if newer: none is lost, and the highest is the latest', async () => {
    await pushesOfVersions(ground, 64, 'if-newer')
  })

  test('16 pushes of one version with the same bytes: all succeed, one has created it', async () => {
    await pushesOfOneFile(ground, 16)
  })
})

describe('many processes at once on a folder', () => {
  test('16 pushes to a new package, promoted if newer: none is lost, and the highest is the latest', async () => {
    await pushesOfVersions(folderGround(), 16, 'if-newer')
  })

  test('16 pushes of one version with different bytes: one wins, the others are told', async () => {
    await pushesOfOneVersion(folderGround(), 16)
  })
})

describe('a writer that knows other keys', () => {
  const commands = [
    { name: 'push', args: ['push', 'pkg', '2', 'file.bin', '--promote-latest'], ours: { latest: '2' } },
    { name: 'promote', args: ['promote', 'pkg', '1'], ours: { latest: '1' } },
    { name: 'remove', args: ['remove', 'pkg', '1'], ours: { removed: ['1'] } }
  ]

  test.each(commands)(
    'what it writes between our reading and our swap survives: $name',
    async ({ name, args, ours }) => {
      const bucket = `foreign-${name}`
      fake.createBucket(bucket)
      putVersion(fake, 'pkg', '0', 'zero', bucket)
      putVersion(fake, 'pkg', '1', 'one', bucket)
      const before = { localname: 'file.bin', latest: '0' }
      putRecord(fake, 'pkg', before, bucket)
      const theirs = { ...before, note: 'written by another program', list: [1, { deep: null }] }
      fake.faults({
        ...{ operation: 'PutObject', key: /^pkg\/tycho\.json$/, times: 1 },
        before: () => {
          putRecord(fake, 'pkg', theirs, bucket)
        }
      })
      const cwd = spaces.folder()
      writeFileSync(join(cwd, 'file.bin'), 'two')
      expect(await registry(args, { cwd, env: s3Environment(fake, bucket) })).toMatchObject({ status: 0 })
      expect(recordIn(fake, 'pkg', bucket)).toEqual({ ...theirs, ...ours })
    }
  )
})

const pushing = (promote: Promote, ifExists: IfExists, text: string) => async (store: Store) => {
  const bytes = Buffer.from(text)
  await publish(store, {
    ...{ package: 'pkg', version: '1', body: { kind: 'buffer', bytes }, sha256: sha256(bytes) },
    ...{ executable: false, filename: 'file.bin', localName: undefined, promote, ifExists }
  })
}

/** What may meet a removal of `pkg 1`. */
const rivals = {
  'push of the same bytes': pushing('no', 'same', 'one'),
  'push of other bytes': pushing('no', 'same', 'two'),
  'promoted push': pushing('yes', 'same', 'one'),
  overwrite: pushing('yes', 'overwrite', 'two'),
  promote: async (store: Store) => {
    await promoteVersion(store, 'pkg', '1')
  }
}
type Actor = keyof typeof rivals | 'remove'
const rivalNames = Object.keys(rivals).filter((name): name is keyof typeof rivals => name in rivals)

async function act(store: Store, actor: Actor): Promise<string> {
  try {
    if (actor === 'remove') await removeVersions(store, 'pkg', { kind: 'versions', versions: ['1'] })
    else await rivals[actor](store)
    return 'done'
  } catch (error) {
    if (isRegistryError(error)) return error.code
    throw error
  } finally {
    await store.close()
  }
}

/** Lets a removal and its rivals loose on a store, all at the same moment, give or take. */
async function meet(place: Place, random: () => number): Promise<ReadonlyMap<Actor, string>> {
  const actors: Actor[] = ['remove', ...rivalNames.filter(() => random() < 0.4)]
  const outcomes = actors.map(async (actor): Promise<[Actor, string]> => {
    const store = await openStore(place)
    await sleep(random() * 15)
    return [actor, await act(store, actor)]
  })
  return new Map(await Promise.all(outcomes))
}

/** What must not have happened, whoever was first. */
function contradictions(outcomes: ReadonlyMap<Actor, string>, record: object, there: boolean): string[] {
  const { latest, removed = [] } = v.parse(endSchema, record)
  const said = JSON.stringify([...outcomes])
  const codes = [...outcomes.values()].filter((each) => !['done', 'conflict', 'not-found'].includes(each))
  const wrong = codes.map((code) => `ended with ${code}`)
  if (latest === '1' && !there) wrong.push('the latest is not there')
  if (outcomes.has('overwrite')) return wrong.map((each) => `${each}: ${said}`)
  const gone = outcomes.get('remove') === 'done'
  if (gone && (there || latest === '1' || !removed.includes('1'))) wrong.push('a removed version came back')
  for (const promoter of ['promote', 'promoted push'] as const) {
    if (outcomes.get(promoter) === 'done' && (gone || latest !== '1')) wrong.push(`${promoter} was lost`)
  }
  return wrong.map((each) => `${each}: ${said}`)
}

const endSchema = v.object({ latest: v.nullable(v.string()), removed: v.optional(v.array(v.string())) })

describe('a removal that meets pushes and promotions', () => {
  test('on the S3 fake: no record ever names what is missing, and what was removed stays so', async () => {
    const random = generator(7)
    fake.faults({ before: async () => sleep([0, 0, 3, 8, 20][Math.floor(random() * 5)]) })
    const wrong: string[] = []
    const stop = fake.onWrite(({ bucket }) => wrong.push(...violations(fake, bucket)))
    const seen = new Set<string>()
    await pMap(
      Array.from({ length: 80 }, (_, index) => index + 1),
      async (seed) => {
        const bucket = `meet-${seed}`
        const choose = generator(seed)
        fake.createBucket(bucket)
        fake.setObject(bucket, '.registry-probe', 'probe')
        putVersion(fake, 'pkg', '0', 'zero', bucket)
        if (choose() < 0.6) putVersion(fake, 'pkg', '1', 'one', bucket)
        putRecord(fake, 'pkg', { localname: 'file.bin', latest: '0' }, bucket)
        const { endpoint, region, accessKeyId, secretAccessKey } = fake
        const where = { endpoint, region, accessKeyId, secretAccessKey }
        const tuning = { baseDelay: 2 }
        const outcomes = await meet({ kind: 's3', bucket, prefix: '', tuning, ...where }, choose)
        const there = fake.objects(bucket).has('pkg/tycho_1.pkg')
        wrong.push(...contradictions(outcomes, recordIn(fake, 'pkg', bucket), there))
        for (const [actor, outcome] of outcomes) seen.add(`${actor}: ${outcome}`)
      },
      { concurrency: 12 }
    )
    stop()
    expect(wrong).toEqual([])
    // Every side has won, and lost.
    for (const actor of ['remove', 'promote', 'promoted push', 'overwrite']) {
      expect([...seen]).toEqual(
        expect.arrayContaining([`${actor}: done`, expect.stringMatching(`^${actor}: [^d]`)])
      )
    }
  })

  test('on a folder: what is there in the end contradicts nobody', async () => {
    const wrong: string[] = []
    const random = generator(11)
    await pMap(
      Array.from({ length: 60 }, (_, index) => index),
      async () => {
        const folder = spaces.folder()
        const place: Place = { kind: 'folder', folder, prefix: '' }
        const first = await openStore(place)
        if (random() < 0.6) await pushing('no', 'same', 'one')(first)
        else mkdirSync(join(folder, 'pkg'), { recursive: true })
        const outcomes = await meet(place, random)
        const text = readOr(join(folder, 'pkg', 'tycho.json'), '{"latest": null, "removed": ["1"]}')
        const there = readdirSync(join(folder, 'pkg')).includes('tycho_1.pkg')
        const record: unknown = JSON.parse(text)
        wrong.push(...contradictions(outcomes, v.parse(v.looseObject({}), record), there))
      },
      { concurrency: 4 }
    )
    expect(wrong).toEqual([])
  })

  test('with processes: the same', async () => {
    const cwd = spaces.folder()
    writeFileSync(join(cwd, 'file.bin'), 'one')
    const wrong: string[] = []
    const stop = fake.onWrite(({ bucket }) => wrong.push(...violations(fake, bucket)))
    for (const round of [1, 2, 3]) {
      const bucket = `processes-${round}`
      fake.createBucket(bucket)
      putVersion(fake, 'pkg', '1', 'one', bucket)
      putRecord(fake, 'pkg', { localname: 'file.bin', latest: null }, bucket)
      const run = async (...args: string[]) => registry(args, { cwd, env: s3Environment(fake, bucket) })
      const [removal, promotion, push] = await Promise.all([
        run('remove', 'pkg', '1'),
        run('promote', 'pkg', '1'),
        run('push', 'pkg', '1', 'file.bin', '--promote-latest')
      ])
      const gone = removal.status === 0
      expect([promotion.status, push.status]).toEqual(gone ? [1, 1] : [0, 0])
      const record = recordIn(fake, 'pkg', bucket)
      expect([record.latest, record.removed]).toEqual(gone ? [null, ['1']] : ['1', undefined])
      expect(fake.objects(bucket).has('pkg/tycho_1.pkg')).toBe(!gone)
    }
    stop()
    expect(wrong).toEqual([])
  })
})

function readOr(file: string, fallback: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return fallback
  }
}
