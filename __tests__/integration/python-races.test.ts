import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import * as v from 'valibot'
import { jsonOf, registry, workspace, type Finished } from '../support/command-line.ts'
import { wheelOf } from '../support/python-distributions.ts'
import { fakeGround, serverGround, type Ground } from '../support/python-grounds.ts'
import { wheelName } from '../support/python-index.ts'
import { projectsIn, resurrected, unfinished, violations, type Contents } from '../support/python-state.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'
import { describeWith, startMinio, type Server } from '../support/testbed.ts'

// So many processes take their time where the machine has other things to do.
jest.setTimeout(240_000)

const spaces = workspace()
const cwd = spaces.folder()
afterAll(() => {
  spaces.remove()
})

/** The path of a wheel, written for whoever pushes it. */
function wheel(name: string, version: string): string {
  const file = `${name}-${version}/${wheelName(name, version)}`
  mkdirSync(dirname(join(cwd, file)), { recursive: true })
  writeFileSync(join(cwd, file), wheelOf({ name, version }))
  return file
}

const push = (name: string, version: string) => ['upload', wheel(name, version)]
const remove = (version: string) => ['remove', 'narf', version, '--registry', 'python']
const reindex = ['reindex', '--registry', 'python']
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** Steps that processes of their own take at the same moment, and what an index has to come to. */
interface Race {
  readonly name: string
  /** Steps that were taken before, one after another. */
  readonly before?: readonly (readonly string[])[]
  readonly steps: readonly (readonly string[])[]
  /** So often each pushes, one time after the other, so that some are late; once, where it is not said. */
  readonly rounds?: number
  /** Steps that may also be refused with these words. */
  readonly mayFail?: RegExp
  /** Steps that are taken again at the end, by themselves. */
  readonly again?: readonly (readonly string[])[]
  /** The versions of each project in the end. */
  readonly ends: Readonly<Record<string, readonly string[]>>
  readonly yanked?: readonly string[]
}

const three = ['1.0', '2.0', '3.0'].map((version) => push('narf', version))
const six = times(6, (index) => `4.${index}`)

const races: readonly Race[] = [
  {
    name: '16 pushes of different versions of one new project',
    steps: times(16, (index) => push('narf', `1.${index}`)),
    ends: { narf: times(16, (index) => `1.${index}`) }
  },
  {
    name: '16 pushes of different new projects',
    steps: times(16, (index) => push(`narf${index}`, '1.0')),
    ends: Object.fromEntries(times(16, (index) => [`narf${index}`, ['1.0']]))
  },
  {
    name: 'pushes and reindexes',
    before: three,
    steps: [...six.map((version) => push('narf', version)), ...times(3, () => reindex), push('zort', '1.0')],
    ends: { narf: ['1.0', '2.0', '3.0', ...six], zort: ['1.0'] }
  },
  {
    name: 'pushes, a yank and one that is taken back',
    before: [...three, ['yank', 'narf==2.0']],
    steps: [
      ...six.map((version) => push('narf', version)),
      ['yank', 'narf==1.0', '--reason', 'broken'],
      ['yank', 'narf==2.0', '--undo']
    ],
    ends: { narf: ['1.0', '2.0', '3.0', ...six] },
    yanked: ['1.0']
  },
  {
    name: 'pushes and removals of other versions',
    before: three,
    steps: [...six.map((version) => push('narf', version)), remove('1.0'), remove('2.0'), reindex],
    ends: { narf: ['3.0', ...six] }
  },
  {
    name: 'pushes and removals of the same file',
    before: three,
    steps: [...times(3, () => push('narf', '1.0')), remove('1.0'), push('narf', '4.0'), remove('1.0')],
    rounds: 3,
    // The last one: a removal took what was stored a moment ago.
    mayFail: /was removed, and a removed file stays taken|was removed or changed by somebody else while/,
    again: [remove('1.0')],
    ends: { narf: ['2.0', '3.0', '4.0'] }
  }
]

const table = races.map((race) => [race.name, race] as const)

async function run(ground: Ground, args: readonly string[]): Promise<Finished> {
  return registry([...args, '--json'], { cwd, env: ground.env })
}

async function runRounds(ground: Ground, args: readonly string[], rounds = 1): Promise<Finished[]> {
  const finished: Finished[] = []
  for (let round = 0; round < rounds; round += 1) finished.push(await run(ground, args))
  return finished
}

async function expectRace(ground: Ground, race: Race, seed: number | undefined): Promise<void> {
  for (const args of race.before ?? []) expect(await run(ground, args)).toMatchObject({ status: 0 })
  const calm = seed === undefined ? undefined : await ground.spoil(seed)
  const rounds = await Promise.all(
    race.steps.map((args) => runRounds(ground, args, args[0] === 'upload' ? race.rounds : 1))
  )
  const finished = rounds.flat()
  if (calm !== undefined) expect(await calm()).toBeGreaterThan(10)
  const failed = finished.filter(({ status, stderr }) => status !== 0 && race.mayFail?.test(stderr) !== true)
  expect(failed).toEqual([])
  expect(resurrected(await ground.contents())).toEqual([])
  for (const args of race.again ?? []) expect(await run(ground, args)).toMatchObject({ status: 0 })
  expect(ground.wrong).toEqual([])
  const contents = await ground.contents()
  expect(violations(contents)).toEqual([])
  expect(unfinished(contents, { holdsPage: () => true })).toEqual([])
  expect(namedIn(contents)).toEqual(expectedNames(race))
  expect(yankedIn(contents)).toEqual(race.yanked ?? [])
  // Each file was pushed once, and whoever pushed it knows. (A reindex may find one before its record is written.)
  if (race.mayFail === undefined && !race.steps.includes(reindex)) {
    const outcomes = finished.flatMap((each, index) =>
      race.steps[index]?.[0] === 'upload' ? v.parse(pushed, jsonOf(each)).files : []
    )
    expect(outcomes.filter(({ outcome }) => outcome !== 'created')).toEqual([])
  }
}

const pushed = v.object({ files: v.array(v.object({ filename: v.string(), outcome: v.string() })) })

/** The files in the records, each as often as it is there. */
function namedIn(contents: Contents): string[] {
  return projectsIn(contents)
    .flatMap(({ record }) => record.entries.map(({ filename }) => filename))
    .sort()
}

function expectedNames({ ends }: Race): string[] {
  return Object.entries(ends)
    .flatMap(([name, versions]) => versions.map((version) => wheelName(name, version)))
    .sort()
}

function yankedIn(contents: Contents): string[] {
  return projectsIn(contents).flatMap(({ record }) =>
    record.entries.filter(({ yanked }) => yanked !== undefined).map(({ version }) => version)
  )
}

describe('processes that write to a Python index at the same moment, on the S3 fake', () => {
  let fake: S3Fake
  beforeAll(async () => {
    fake = await startS3Fake({ buckets: [] })
  })
  afterAll(() => fake.close())

  test.each(table)('%s', async (_, race) => {
    const ground = await fakeGround(fake, `calm-${races.indexOf(race)}`)
    await expectRace(ground, race, undefined)
    await ground.close()
  })

  test.each(table)('%s: every fourth request fails, or its reply is lost', async (_, race) => {
    const ground = await fakeGround(fake, `bad-${races.indexOf(race)}`)
    await expectRace(ground, race, 100 + races.indexOf(race))
    await ground.close()
  })
})

describeWith('minio', 'processes that write to a Python index at the same moment, on MinIO', () => {
  let server: Server
  beforeAll(async () => {
    server = await startMinio()
  })
  afterAll(() => server.close())

  test.each(table)('%s', async (_, race) => {
    const ground = await serverGround(server, `calm-${races.indexOf(race)}`)
    await expectRace(ground, race, undefined)
    await ground.close()
  })

  test.each(table)('%s: every fourth request fails, or its reply is lost', async (_, race) => {
    const ground = await serverGround(server, `bad-${races.indexOf(race)}`)
    await expectRace(ground, race, 200 + races.indexOf(race))
    await ground.close()
  })
})
