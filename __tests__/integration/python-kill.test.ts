import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals'
import pMap from 'p-map'
import { registry, s3Environment, workspace } from '../support/command-line.ts'
import { killAt, momentsOf } from '../support/kills.ts'
import { scenarios, writeDistributions, type Scenario } from '../support/python-scenarios.ts'
import { stateOf, unfinished, violations, wrongIn, type Contents } from '../support/python-state.ts'
import { bytesOf, startS3Fake, type S3Fake, type StoredObject } from '../support/s3-fake/index.ts'

// So many processes take their time where the machine has other things to do.
jest.setTimeout(240_000)

const spaces = workspace()
afterAll(() => {
  spaces.remove()
})

/** How many processes run at once. */
const CONCURRENCY = 3

const cwd = spaces.folder()
writeDistributions(cwd)
const table = scenarios.map((scenario) => [scenario.name, scenario] as const)

const fakes = new Set<S3Fake>()
afterEach(async () => {
  await Promise.all([...fakes].map((fake) => fake.close()))
  fakes.clear()
})

/** A service with a bucket that holds these objects. */
async function serviceWith(objects: readonly StoredObject[]): Promise<S3Fake> {
  const fake = await startS3Fake()
  fakes.add(fake)
  for (const { key, body, ...rest } of objects) fake.setObject('bucket', key, body, rest)
  return fake
}

/** What a step begins with; the service was probed then. */
async function beginningOf({ prepare }: Scenario): Promise<StoredObject[]> {
  const fake = await serviceWith([])
  await prepare?.({
    run: async (...args) => expectDone(fake, args),
    put: (path, content) => {
      fake.setObject('bucket', `simple/${path}`, content)
    },
    drop: (path) => {
      fake.removeObject('bucket', `simple/${path}`)
    },
    paths: () => [...contentsOf(fake).keys()]
  })
  return [...fake.objects('bucket').values()]
}

async function expectDone(fake: S3Fake, args: readonly string[], when = ''): Promise<void> {
  const { status, stdout, stderr } = await registry(args, { cwd, env: s3Environment(fake, 'bucket') })
  expect({ when, status, said: status === 0 ? '' : stdout + stderr }).toEqual({ when, status: 0, said: '' })
}

const isProbe = (key: string) => key.endsWith('.registry-probe')

function contentsOf(fake: S3Fake): Contents {
  const objects = [...fake.objects('bucket').values()].filter(({ key }) => !isProbe(key))
  return new Map(objects.map(({ key, body }) => [key.slice('simple/'.length), bytesOf(body)]))
}

/** What readers of the bucket can tell, how it is sent included. */
function seenIn(fake: S3Fake, { tolerance = {} }: Scenario): Record<string, unknown> {
  const sent = [...fake.objects('bucket').values()].map(({ key, contentType, cacheControl }) => [
    key,
    [contentType, cacheControl]
  ])
  return { ...stateOf(contentsOf(fake), tolerance), sent: Object.fromEntries(sent) }
}

const bucket = { holdsPage: () => true }

describe('a step on a Python index in a bucket that is killed at any request', () => {
  test.each(table)(
    '%s: what is there can be installed, and the same step completes it',
    async (_, scenario) => {
      const beginning = await beginningOf(scenario)
      const undisturbed = await serviceWith(beginning)
      await expectDone(undisturbed, scenario.args)
      const moments = momentsOf(undisturbed, beginning.length === 0)
      const wanted = seenIn(undisturbed, scenario)
      expect(unfinished(contentsOf(undisturbed), bucket)).toEqual([])
      const completed = new Set<string>()
      await pMap(
        moments,
        async (moment) => {
          const fake = await serviceWith(beginning)
          const when = JSON.stringify([moment, undisturbed.requests[moment.request - 1]?.key])
          const wrong: string[] = []
          fake.onWrite(() => wrong.push(...wrongIn(contentsOf(fake), scenario)))
          expect({ when, ...(await killAt(fake, { args: scenario.args, cwd }, moment)) }).toMatchObject({
            signal: 'SIGKILL'
          })
          // Where two kills leave the same behind, one new run tells for both.
          const left = JSON.stringify(seenIn(fake, scenario))
          if (!completed.has(left)) {
            completed.add(left)
            await expectDone(fake, scenario.args, when)
            expect({ when, left: unfinished(contentsOf(fake), bucket) }).toEqual({ when, left: [] })
            expect({ when, wrong: violations(contentsOf(fake)) }).toEqual({ when, wrong: [] })
            expect({ when, state: seenIn(fake, scenario) }).toEqual({ when, state: wanted })
          }
          expect({ when, wrong }).toEqual({ when, wrong: [] })
          fakes.delete(fake)
          await fake.close()
        },
        { concurrency: CONCURRENCY }
      )
      expect(completed.size).toBeGreaterThan(2)
    }
  )

  test('a push whose entry in the root takes its time makes no record before', async () => {
    const fake = await serviceWith([])
    const wrong: string[] = []
    fake.onWrite(() => wrong.push(...wrongIn(contentsOf(fake), scenarios[0]!)))
    fake.faults({ operation: 'PutObject', key: /projects\.json$/, delay: 1000 })
    await expectDone(fake, scenarios[0]!.args)
    expect(wrong).toEqual([])
    expect(unfinished(contentsOf(fake), bucket)).toEqual([])
  })
})
