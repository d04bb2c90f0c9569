import { describe, expect, jest, test } from '@jest/globals'
import type { PythonJob } from '../support/interleaving/python-jobs.ts'
import type { Sent } from '../support/interleaving/requests.ts'
import type { Store } from '../../src/stores/store.ts'
import type { Actor } from '../support/interleaving/world.ts'

// The format and the driver are the real ones, all of them; only what they are connected to is a bucket in memory, whose
// requests wait until a scheduler lets them go. Waits between attempts take no time.
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
const { Violation } = await import('../support/interleaving/jobs.ts')
const {
  copyByHand,
  doPythonJob,
  PROJECTS,
  expectIndexComplete,
  expectIndexSound,
  expectNoProblem,
  expectRooted,
  filesOf
} = await import('../support/interleaving/python-jobs.ts')

interface Setting {
  readonly etags: 'md5' | 'opaque'
  /** Whether there are two projects, one of which may be reindexed alone, and pushes that overwrite. */
  readonly more: boolean
  readonly tamper?: (sent: Sent) => Sent
}

/** One run; throws a Violation where something is wrong. */
async function runOnce(seed: number, { etags, more, tamper }: Setting): Promise<readonly string[]> {
  const world = createWorld({ seed, etags, inspect: expectIndexSound, ...(tamper && { tamper }) })
  const { random } = world
  const versions = ['1.0', '2.0'].slice(0, 1 + Math.floor(random() * 2))
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const someProjects = () => (random() < 0.3 ? PROJECTS : [pick(PROJECTS)])
  const newPush = (kind: 'push' | 'denied'): PythonJob => ({
    ...{ kind, version: pick(versions), build: pick(['one', 'other']) },
    // What is overwritten is removed first: where its successor is denied, it is gone.
    ...(more && { projects: someProjects(), overwrite: kind === 'push' && random() < 0.5 })
  })
  const newJob = (): PythonJob => {
    const chance = random()
    if (chance < 0.38) return newPush('push')
    if (chance < 0.45) return newPush('denied')
    const of = { version: pick(versions), ...(more && { project: pick(PROJECTS) }) }
    if (chance < 0.6) return { kind: 'remove', ...of }
    if (chance < 0.68) return { kind: 'keep', newest: 1, ...(more && { project: pick(PROJECTS) }) }
    if (chance < 0.85) return { kind: 'yank', ...of, undo: random() < 0.4 }
    return {
      kind: 'reindex',
      full: random() < 0.5,
      ...(more && random() < 0.5 && { project: pick(PROJECTS) })
    }
  }
  const pushed = random() < 0.3 ? [copyByHand(world.state, pick(PROJECTS), '1.5')] : []
  const doAs = (name: string, mayDie: boolean, task: (store: Store) => Promise<unknown>): Actor =>
    world.start(name, mayDie, async (exchange) => {
      connections.set(name, connectionTo(exchange))
      const place = { bucket: BUCKET, prefix: '', region: 'us-east-1', endpoint: '', secretAccessKey: '' }
      await task(openS3(s3Options({ kind: 's3', ...place, tuning: {}, accessKeyId: name })))
    })
  const begin = (job: PythonJob, index: number, mayDie: boolean): Actor =>
    doAs(`${index}:${job.kind}`, mayDie, async (store) => {
      pushed.push(...(await doPythonJob(store, job, () => world.trace.length)))
    })
  const jobs = Array.from({ length: 2 + Math.floor(random() * 3) }, newJob)
  try {
    const actors = jobs.map((job, index) => begin(job, index, true))
    await world.drain(actors)
    const killed = jobs.filter((_, index) => actors[index]?.status === 'dead').flatMap(filesOf)
    const again = jobs.flatMap((job, index) =>
      actors[index]?.status === 'dead' ? [begin(job, 10 + index, false)] : []
    )
    await world.drain(again)
    // Who was killed has done it again.
    expectRooted(world.state)
    // Pushes that met a removal half done leave the rest to whoever repeats it; a reindex ends all of them.
    await world.drain([begin({ kind: 'reindex', full: false }, 20, false)])
    expectIndexComplete(world.state, { pushed, killed })
    world.settle()
    await world.drain([begin({ kind: 'reindex', full: false }, 21, false)])
    expectIndexComplete(world.state, { pushed, killed })
    await world.drain([doAs('22:check', false, expectNoProblem)])
  } catch (error) {
    const message = `seed ${seed}: ${String(error)}\n${world.trace.join('\n')}`
    if (error instanceof Violation) throw new Violation(message)
    throw new Error(message, { cause: error })
  } finally {
    connections.clear()
  }
  return world.trace
}

/** `INTERLEAVINGS=20000 npm test -- python-interleaved` looks further. */
const RUNS = Number(process.env['INTERLEAVINGS'] ?? 1200)
const TIME = 60_000 + RUNS * 100

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

describe('pushes, removals, yanks and reindexes at the same moment, killed and unheard', () => {
  test.each<[etags: Setting['etags'], what: string, more: boolean]>([
    ['md5', 'one project', false],
    ['opaque', 'one project', false],
    // Where bytes that come again have the same ETag, a DELETE that comes late takes them; see docs/architecture.md.
    ['opaque', 'two projects, and pushes that overwrite', true]
  ])(
    'leave no page and no record that is wrong: ETags are %s, %s',
    async (etags, _what, more) => {
      expect(await firstViolation(RUNS, { etags, more })).toBeUndefined()
    },
    TIME
  )

  test(
    'the checker finds what is wrong without If-Match on pages and records',
    async () => {
      const tamper = (sent: Sent): Sent => {
        const headers = Object.entries(sent.headers).filter(([name]) => !name.startsWith('if-'))
        return sent.key.includes('.whl') ? sent : { ...sent, headers: Object.fromEntries(headers) }
      }
      expect(await firstViolation(RUNS * 5, { etags: 'md5', more: false, tamper })).toMatch(/seed \d+: /)
    },
    TIME * 3
  )
})
