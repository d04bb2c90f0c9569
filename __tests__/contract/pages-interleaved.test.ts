import { describe, expect, jest, test } from '@jest/globals'
import type { Omission, Job } from '../support/interleaving/jobs.ts'
import type { Actor } from '../support/interleaving/world.ts'
import type { Sent } from '../support/interleaving/requests.ts'

// The driver is the real one, all of it; only what it is connected to is a bucket in memory whose requests wait until a
// scheduler lets them go. Waits between attempts take no time: how long they are is a matter of the order alone.
const timers = await import('node:timers/promises')
jest.unstable_mockModule('node:timers/promises', () => ({ ...timers, setTimeout: () => Promise.resolve() }))
const connections = new Map<string, object>()
jest.unstable_mockModule('../../src/stores/s3/client.ts', () => ({
  connect: ({ credentials }: { credentials: { accessKeyId: string } }) =>
    Promise.resolve(connections.get(credentials.accessKeyId))
}))
const { openS3 } = await import('../../src/stores/s3/index.ts')
const { s3Options } = await import('../support/open-store.ts')
const { createWorld } = await import('../support/interleaving/world.ts')
const { BUCKET, connectionTo } = await import('../support/interleaving/requests.ts')
const { doJob, expectComplete, expectSound, Violation } = await import('../support/interleaving/jobs.ts')

interface Setting {
  readonly etags: 'md5' | 'opaque'
  readonly without?: readonly Omission[]
  readonly tamper?: (sent: Sent) => Sent
}

/** One run; throws a Violation where something is wrong. */
async function runOnce(seed: number, setting: Setting): Promise<readonly string[]> {
  const { etags, without = [], tamper } = setting
  const world = createWorld({ seed, etags, inspect: expectSound, ...(tamper && { tamper }) })
  const { random } = world
  const files = ['f1', 'f2'].slice(0, 1 + Math.floor(random() * 2))
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const newJob = (): Job => {
    const chance = random()
    if (chance < 0.4) return { kind: 'push', file: pick(files) }
    if (chance < 0.6) return { kind: 'remove', file: pick(files) }
    if (chance < 0.85) return { kind: 'change', file: pick(files), value: pick(['v1', 'v2']) }
    return { kind: chance < 0.95 ? 'reindex' : 'complete' }
  }
  const pushed: string[] = []
  const begin = (job: Job, index: number, mayDie: boolean): Actor => {
    const name = `${index}:${job.kind}`
    return world.start(name, mayDie, async (exchange) => {
      connections.set(name, connectionTo(exchange))
      const place = {
        bucket: BUCKET,
        prefix: '',
        region: 'us-east-1',
        endpoint: '',
        secretAccessKey: '',
        tuning: {}
      }
      const store = openS3(s3Options({ kind: 's3', ...place, accessKeyId: name }))
      if (await doJob(store, job, without)) pushed.push(job.kind === 'push' ? job.file : '')
    })
  }
  const jobs = Array.from({ length: 2 + Math.floor(random() * 4) }, newJob)
  try {
    const actors = jobs.map((job, index) => begin(job, index, true))
    await world.drain(actors)
    const again = jobs.flatMap((job, index) =>
      actors[index]?.status === 'dead' ? [begin(job, 10 + index, false)] : []
    )
    await world.drain(again)
    expectComplete(world.state, pushed, without)
  } catch (error) {
    if (!(error instanceof Violation))
      throw new Error(`seed ${seed}: ${String(error)}\n${world.trace.join('\n')}`, { cause: error })
    throw new Violation(`seed ${seed}: ${error.message}\n${world.trace.join('\n')}`)
  } finally {
    connections.clear()
  }
  return world.trace
}

/** The first violation in so many runs. */
async function firstViolation(runs: number, setting: Setting): Promise<string | undefined> {
  for (let seed = 1; seed <= runs; seed += 1) {
    try {
      await runOnce(seed, setting)
    } catch (error) {
      if (error instanceof Violation) return error.message
      throw error
    }
  }
  return undefined
}

/** `INTERLEAVINGS=100000 npm test -- pages-interleaved` looks further. */
const RUNS = Number(process.env['INTERLEAVINGS'] ?? 1500)
const TIME = 60_000 + RUNS * 20

describe('writers at the same moment, killed and unheard', () => {
  test.each(['md5', 'opaque'] as const)(
    'leave no page and no record that is wrong: ETags are %s',
    async (etags) => {
      expect(await firstViolation(RUNS, { etags })).toBeUndefined()
    },
    TIME
  )

  test('everything happens that can go wrong', async () => {
    const lines: string[] = []
    for (let seed = 1; seed <= 300; seed += 1) lines.push(...(await runOnce(seed, { etags: 'md5' })))
    const page = 'p/(all.json|files/.*|)'
    for (const happens of [
      `PutObject ${page}: 200`,
      `PutObject ${page}: PreconditionFailed`,
      `PutObject ${page}: NoSuchKey`,
      `PutObject ${page}: 409`,
      `PutObject ${page}: not sent`,
      `\\(reply lost\\) PutObject ${page}: 200`,
      `\\(late\\) PutObject ${page}: 200`,
      `\\(late\\) PutObject ${page}: PreconditionFailed`,
      `HeadObject ${page}: 200`,
      '\\(reply lost\\) PutObject p/record.json: 200',
      '\\(late\\) PutObject p/record.json: 200',
      'PutObject p/record.json: PreconditionFailed',
      'DeleteObject p/artifacts/f1: 204',
      'is killed'
    ]) {
      const times = lines.filter((line) => new RegExp(`${happens}$`).test(line)).length
      expect([happens, times > 3]).toEqual([happens, true])
    }
  })

  test('the same seed gives the same run', async () => {
    expect(await runOnce(7, { etags: 'md5' })).toEqual(await runOnce(7, { etags: 'md5' }))
  })

  const unconditionally = (sent: Sent): Sent => {
    const isPage = !/record\.json$|removed\.json$|artifacts\//.test(sent.key)
    const headers = Object.entries(sent.headers).filter(([name]) => !name.startsWith('if-'))
    return isPage ? { ...sent, headers: Object.fromEntries(headers) } : sent
  }
  const omissions: { rule: string; setting: Setting }[] = [
    { rule: 'serials in bodies', setting: { etags: 'md5', without: ['serials'] } },
    { rule: 'tombstones', setting: { etags: 'md5', without: ['tombstones'] } },
    { rule: 'completing a removal', setting: { etags: 'md5', without: ['completing a removal'] } },
    { rule: 'If-Match on pages', setting: { etags: 'md5', tamper: unconditionally } }
  ]

  test.each(omissions)('the checker finds what is wrong without $rule', async ({ setting }) => {
    expect(await firstViolation(RUNS * 10, setting)).toMatch(/seed \d+: /)
  })
})
