import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals'
import pMap from 'p-map'
import { registry, s3Environment, workspace } from '../support/command-line.ts'
import { killAt, killAtChange, momentsOf } from '../support/kills.ts'
import { scenarios, writeDistributions, type Scenario } from '../support/python-scenarios.ts'
import { stateOf, unfinished, unlisted, violations, type Contents } from '../support/python-state.ts'
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

/** What may be at no moment. */
function wrongIn(contents: Contents, { changed }: Scenario): string[] {
  return [...violations(contents, changed), ...unlisted(contents)]
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

// Windows has no such signal; what its folders do is proved by the contract.
const suite = process.platform === 'win32' ? describe.skip : describe

suite('a step on a Python index in a folder that is killed at any change it makes', () => {
  test.each(table)(
    '%s: what is there can be installed, and the same step completes it',
    async (_, scenario) => {
      const { args, tolerance = {} } = scenario
      const beginning = await folderBefore(scenario)
      const undisturbed = copyOf(beginning)
      await expectDoneIn(undisturbed, args)
      expect(unfinished(filesIn(undisturbed), folder)).toEqual([])
      expect(violations(filesIn(undisturbed))).toEqual([])
      const wanted = stateOf(filesIn(undisturbed), tolerance)
      const completed = new Set<string>()
      const killedAt = async (change: number): Promise<boolean> => {
        const root = copyOf(beginning)
        const when = `change ${change}`
        const { status, signal, stderr } = await killAtChange(root, { args, cwd }, change)
        if (signal !== 'SIGKILL') expect({ when, status, stderr }).toMatchObject({ when, status: 0 })
        expect({ when, wrong: wrongIn(filesIn(root), scenario) }).toEqual({ when, wrong: [] })
        const left = JSON.stringify([stateOf(filesIn(root), tolerance), intentsIn(root)])
        if (!completed.has(left)) {
          completed.add(left)
          await expectDoneIn(root, args, when)
          expect({ when, left: unfinished(filesIn(root), folder) }).toEqual({ when, left: [] })
          expect({ when, wrong: violations(filesIn(root)) }).toEqual({ when, wrong: [] })
          expect({ when, state: stateOf(filesIn(root), tolerance) }).toEqual({ when, state: wanted })
        }
        rmSync(root, { recursive: true })
        return signal === 'SIGKILL'
      }
      let change = 1
      for (let ended = false; !ended;) {
        const stride = change > ALL ? STRIDE : 1
        const wave = await Promise.all([0, 1, 2].map((offset) => killedAt(change + offset * stride)))
        change += wave.length * stride
        ended = wave.includes(false)
      }
      expect(completed.size).toBeGreaterThan(5)
    }
  )
})

/** So many changes are tried one by one. Of those after them one of three is: what comes then is more of the same. */
const ALL = 40
const STRIDE = 3

const folder = { holdsPage: () => false }

async function folderBefore({ prepare }: Scenario): Promise<string> {
  const root = spaces.folder()
  const fileOf = (path: string) => join(root, 'simple', path)
  await prepare?.({
    run: async (...args) => expectDoneIn(root, args),
    put: (path, content) => {
      mkdirSync(dirname(fileOf(path)), { recursive: true })
      writeFileSync(fileOf(path), content)
    },
    drop: (path) => {
      rmSync(fileOf(path))
    },
    paths: () => [...filesIn(root).keys()]
  })
  return root
}

async function expectDoneIn(root: string, args: readonly string[], when = ''): Promise<void> {
  const { status, stdout, stderr } = await registry(args, { cwd, env: { REGISTRY_STORE: `file:${root}` } })
  expect({ when, status, said: status === 0 ? '' : stdout + stderr }).toEqual({ when, status: 0, said: '' })
}

function copyOf(root: string): string {
  const copy = spaces.folder()
  cpSync(root, copy, { recursive: true, preserveTimestamps: true })
  return copy
}

function filesIn(root: string): Contents {
  const paths = pathsBelow(root).filter((path) => path.startsWith('simple/'))
  return new Map(paths.map((path) => [path.slice('simple/'.length), readFileSync(join(root, path))]))
}

/** Swaps that a killed process has begun, for the next one to end. */
function intentsIn(root: string): string[] {
  return pathsBelow(root).filter((path) => path.startsWith('.store/intents/'))
}

function pathsBelow(root: string): string[] {
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll(sep, '/')
    )
}
