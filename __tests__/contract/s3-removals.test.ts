import { describe, expect, test } from '@jest/globals'
import type { Store } from '../../src/stores/store.ts'
import { artifactOf, failureOf, keyOf, outcomesOf, removeFound, replacing } from '../support/artifacts.ts'
import type { Fault, FaultEffect, Preconditions } from '../support/s3-fake/index.ts'
import { contentOf, useS3, type S3Bench } from './s3-bench.ts'

const begin = useS3()
const lost: FaultEffect[] = [{ kind: 'lost' }, { kind: 'lost-500' }]
const key = keyOf('file')

/** A bench with an artifact, found by the store that is to remove it. */
async function found(preconditions: Preconditions = 'strict'): Promise<S3Bench & Found> {
  const bench = await begin({ preconditions })
  const [store, other] = [bench.open({ allowRaces: true }), bench.open({ allowRaces: true })]
  await other.artifacts.create([artifactOf('file', 'old')])
  const { revision } = (await store.artifacts.find(key))!
  bench.fake.clear()
  return { ...bench, store, other, revision }
}

interface Found {
  readonly store: Store
  readonly other: Store
  readonly revision: string
}

const deletion = (more: Fault): Fault => ({ operation: 'DeleteObject', times: 1, ...more })

describe('a removal whose reply is lost', () => {
  const services: Preconditions[] = ['strict', 'delete-ignored']
  const pushed = ['new', 'old']
  const table = services.flatMap((service) =>
    lost.flatMap((effect) => pushed.map((content) => ({ service, effect, content })))
  )

  test.each(table)(
    'leaves alone what was pushed meanwhile: $content bytes, $service, $effect.kind',
    async ({ service, effect, content }) => {
      const { fake, store, other, revision } = await found(service)
      const after = async () => {
        expect(await outcomesOf(other.artifacts.create([artifactOf('file', content)]))).toEqual(['created'])
      }
      fake.faults(deletion({ effect, after }))
      await store.artifacts.remove(key, revision)
      expect(await contentOf(other, 'file')).toBe(content)
      expect(fake.count({ operation: 'DeleteObject' })).toBe(1)
    }
  )

  test.each(services)(
    'or that was not carried out is sent again while nothing has changed: %s',
    async (mode) => {
      const { fake, store, other, revision } = await found(mode)
      fake.faults(deletion({ effect: { kind: 'reset' }, times: 2 }))
      await store.artifacts.remove(key, revision)
      expect(await other.artifacts.find(key)).toBeUndefined()
      expect(fake.count({ operation: 'DeleteObject' })).toBe(3)
    }
  )

  test('each time is an error in the end', async () => {
    const { fake, open, revision } = await found()
    fake.faults(deletion({ effect: { kind: 'status', status: 503, code: 'SlowDown' }, times: 99 }))
    const store = open({ tuning: { attempts: 4 } })
    const { code, message } = await failureOf(store.artifacts.remove(key, revision))
    expect([code, message]).toEqual([
      'unavailable',
      'removing s3://bucket/file: the service did not confirm it'
    ])
    expect(fake.count({ operation: 'DeleteObject' })).toBe(4)
  })
})

describe('a removal is bound to the state that was seen', () => {
  test('by the service, where somebody replaces it at the last moment', async () => {
    const { fake, store, other, revision } = await found()
    const before = async () => {
      expect(await replacing(other, artifactOf('file', 'new'), revision)).toBe('swapped')
    }
    fake.faults(deletion({ before }))
    await store.artifacts.remove(key, revision)
    expect(await contentOf(other, 'file')).toBe('new')
    expect(fake.find({ operation: 'DeleteObject' }).map(({ status }) => status)).toEqual([412])
  })

  test('and to its writer: the same bytes that came back are not what was seen', async () => {
    const { fake, store, other, revision } = await found('delete-ignored')
    const again = async () => {
      await removeFound(other, 'file')
      await other.artifacts.create([artifactOf('file', 'old')])
    }
    fake.faults(deletion({ effect: { kind: 'reset' }, before: again }))
    await store.artifacts.remove(key, revision)
    expect(await contentOf(other, 'file')).toBe('old')
  })

  test.each(['strict', 'delete-ignored'] as const)(
    'also of what was created: the same bytes that another writer has put over it stay (%s)',
    async (preconditions) => {
      const { open } = await begin({ preconditions })
      const [store, other] = [open({ allowRaces: true }), open({ allowRaces: true })]
      const [made] = await store.artifacts.create([artifactOf('file', 'bytes')])
      if (made?.outcome !== 'created') throw new Error('it was there')
      expect(await replacing(other, artifactOf('file', 'bytes'), made.revision)).toBe('swapped')
      await store.artifacts.remove(key, made.revision)
      expect(await contentOf(other, 'file')).toBe('bytes')
    }
  )

  test.each<[Preconditions, (boolean | undefined)[]]>([
    ['strict', [true]],
    ['delete-ignored', [true]],
    ['unquoted-only', [true, false]],
    ['refused-501', [true, undefined]]
  ])('in the way that the service understands: %s', async (mode, quoted) => {
    const { fake, store, other, revision } = await found(mode)
    await store.artifacts.remove(key, revision)
    expect(await other.artifacts.find(key)).toBeUndefined()
    const sent = fake.find({ operation: 'DeleteObject' })
    expect(sent.map(({ headers }) => headers['if-match']?.startsWith('"'))).toEqual(quoted)
  })
})
