import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { FaultEffect } from '../support/s3-fake/index.ts'

// Waiting is replaced by taking note of how long: before anything that waits is loaded.
const real = await import('node:timers/promises')
const waits: number[] = []
jest.unstable_mockModule('node:timers/promises', () => ({
  ...real,
  setTimeout: (milliseconds: number) => {
    waits.push(milliseconds)
    return real.setImmediate()
  }
}))
const { DEFAULT_TUNING } = await import('../../src/stores/s3/options.ts')
const { openS3 } = await import('../../src/stores/s3/index.ts')
const { ABSENT } = await import('../../src/stores/store.ts')
const { failureOf, keyOf } = await import('../support/artifacts.ts')
const { s3Options } = await import('../support/open-store.ts')
const { pageOf } = await import('../support/paged.ts')
const { startS3Fake } = await import('../support/s3-fake/index.ts')
const { placeOf } = await import('../support/s3-storage.ts')

const slowDown = (retryAfter?: number | string): FaultEffect => ({
  ...{ kind: 'status', status: 503, code: 'SlowDown' },
  ...(retryAfter === undefined ? {} : { retryAfter })
})

describe('before a request is sent again', () => {
  let fake: Awaited<ReturnType<typeof startS3Fake>>
  const open = () => openS3({ ...s3Options(placeOf(fake)), tuning: DEFAULT_TUNING })
  beforeEach(async () => {
    fake = await startS3Fake()
    fake.setObject('bucket', 'there', 'bytes')
    waits.length = 0
  })
  afterEach(async () => {
    await fake.close()
  })

  const requests = [
    { what: 'read', run: () => open().documents.read('there') },
    { what: 'find', run: () => open().artifacts.find(keyOf('there')) },
    { what: 'write', run: () => open().documents.swap('new', ABSENT, Buffer.from('x')) }
  ]
  const asked = [
    { retryAfter: 7, least: 7_000 },
    { retryAfter: '30', least: 30_000 },
    { retryAfter: 100_000, least: 60_000 },
    { retryAfter: 'soon', least: 0 }
  ]
  const table = requests.flatMap((request) => asked.map((ask) => ({ ...request, ...ask })))

  test.each(table)('the service is given the time it asks for: $what, $retryAfter', async (row) => {
    fake.faults({ times: 1, effect: slowDown(row.retryAfter) })
    await row.run()
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThanOrEqual(row.least)
    expect(waits[0]).toBeLessThanOrEqual(row.least + DEFAULT_TUNING.baseDelay * 2)
  })

  test.each(requests)('ever more time passes, a different one for everybody: $what', async ({ run }) => {
    fake.faults({ effect: slowDown() })
    const rounds = 4
    for (let round = 0; round < rounds; round += 1) expect((await failureOf(run())).code).toBe('unavailable')
    const { attempts, baseDelay } = DEFAULT_TUNING
    expect(attempts).toBeGreaterThan(8)
    expect(fake.requests).toHaveLength(attempts * rounds)
    expect(waits).toHaveLength((attempts - 1) * rounds)
    waits.forEach((wait, index) => {
      const attempt = (index % (attempts - 1)) + 1
      expect(wait).toBeLessThanOrEqual(Math.min(20_000, baseDelay * 2 ** attempt))
    })
    expect(Math.max(...waits)).toBeGreaterThan(baseDelay * 2 ** 4)
    expect(new Set(waits).size).toBe(waits.length)
  })
})

describe('before a page is written again', () => {
  test('that somebody else changes every time, ever more time passes, and in the end it is said', async () => {
    const fake = await startS3Fake()
    const { documents } = openS3({ ...s3Options(placeOf(fake)), tuning: DEFAULT_TUNING })
    await documents.swap('record', ABSENT, Buffer.from('1'))
    waits.length = 0
    let changes = 0
    fake.faults({
      ...{ operation: 'PutObject', key: /page/ },
      before: () => {
        fake.setObject('bucket', 'page', `theirs ${(changes += 1)}`)
      }
    })
    const render = () => [pageOf('page', 'ours', 1)]
    const { code, message } = await failureOf(documents.complete('record', render))
    expect([code, message]).toEqual([
      'unavailable',
      'page was changed by others 200 times while this step tried to change it'
    ])
    expect(waits).toHaveLength(199)
    waits.forEach((wait, index) => {
      expect(wait).toBeLessThanOrEqual(Math.min(2_000, 20 * 2 ** index))
    })
    expect(new Set(waits).size).toBe(waits.length)
    await fake.close()
  })
})
