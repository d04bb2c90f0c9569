/** Writers on one repository at the same moment, of whose requests a seeded scheduler says which one GitHub gets next. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { isRegistryError } from '../../src/errors.ts'
import { inspect, repair } from '../../src/python/registry.ts'
import { parseRecord } from '../../src/python/record.ts'
import type { RecordedRequest } from '../support/github-fake/index.ts'
import { debrisIn, violationsIn } from '../support/github-state.ts'
import { doPythonJob, PROJECTS, type PythonJob } from '../support/interleaving/python-jobs.ts'
import { generator } from '../support/random.ts'
import { useGithub, type GithubBench, type GithubGround } from './github-bench.ts'

const begin = useGithub()

/** `INTERLEAVINGS=1000 npm test -- github-interleaved` looks further. */
const RUNS = Number(process.env['INTERLEAVINGS'] ?? 40)

const WRITERS = ['ghs_one', 'ghs_two', 'ghs_three', 'ghs_four']
/** Both projects share the release of a version, and some releases are somebody else's. */
const TAG = '{version}'
const VERSIONS = ['1.0', '2.0'] as const
const NOW = new Date('2026-01-02T03:04:05Z')
/** Milliseconds without a request after which nobody is about to send one. */
const QUIET = 2

type Random = () => number

/** A request that reaches GitHub late: the n-th of an operation by a writer. */
interface Late {
  readonly writer: string
  readonly operation: string
  readonly nth: number
}

const OPERATIONS = [
  'repos/delete-release',
  'repos/delete-release-asset',
  'repos/upload-release-asset',
  'repos/create-release',
  'repos/update-release',
  'repos/get-release',
  'graphql.query',
  'git/update-ref'
]

/** The chance that it is the turn of the one with the late request. */
const HASTE = 0.8

/** So many requests of others a late one lets go first, where they do not end before: they may be waiting for it. */
const MOST_BEFORE = 60

/** Holds all requests of writers back, and lets them go one at a time; one of them when all others are done. */
function scheduler(late: Late) {
  let waiting: { readonly writer: string; readonly isLate: boolean; readonly go: () => void }[] = []
  let sent = 0
  let last = 0
  const happened = () => {
    last = performance.now()
  }
  return {
    happened,
    hold: ({ headers, operation }: RecordedRequest): Promise<void> | undefined => {
      const writer = WRITERS.find((token) => headers['authorization']?.endsWith(` ${token}`) === true)
      if (writer === undefined) return undefined
      happened()
      const isIts = writer === late.writer && operation === late.operation
      if (isIts) sent += 1
      const isLate = isIts && sent === late.nth
      return new Promise((go) => waiting.push({ writer, isLate, go }))
    },
    /** Goes on until all is done. */
    async run(tasks: readonly Promise<unknown>[], random: Random): Promise<void> {
      let open = tasks.length
      let before = 0
      for (const task of tasks) void task.finally(() => (open -= 1)).catch(() => undefined)
      while (open > 0) {
        const isQuiet = performance.now() - last >= QUIET
        const held = waiting.some(({ isLate }) => isLate)
        const free = waiting.filter(({ isLate }) => !isLate || open === 1 || before > MOST_BEFORE)
        if (!isQuiet || free.length === 0) {
          await sleep(1)
          continue
        }
        const own = free.filter(({ writer }) => writer === late.writer)
        const from = own.length > 0 && random() < HASTE ? own : free
        const next = from[Math.floor(random() * from.length)]
        waiting = waiting.filter((each) => each !== next)
        if (held) before += 1
        happened()
        next?.go()
      }
    }
  }
}

function newJob(random: Random, versions: readonly string[]): PythonJob {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const version = pick(versions)
  const project = pick(PROJECTS)
  const chance = random()
  if (chance < 0.4) {
    const projects = random() < 0.3 ? PROJECTS : [project]
    return { kind: 'push', version, projects, build: random() < 0.8 ? 'one' : 'other' }
  }
  if (chance < 0.8) return { kind: 'remove', version, project }
  if (chance < 0.9) return { kind: 'yank', version, project, undo: random() < 0.4 }
  return { kind: 'reindex', full: random() < 0.5 }
}

/** Does a job, again where it says that it has to be. Answers what of a push was taken. */
async function doJob({ open }: GithubGround, token: string, job: PythonJob): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const taken = await doPythonJob(open({ tag: TAG, token, tuning: { departurePatience: 60_000 } }), job)
      return taken.map(({ filename }) => filename)
    } catch (error) {
      if (!isRegistryError(error, 'conflict') || attempt > 5) throw error
    }
  }
}

/** Which request is late. Where there is a removal it is mostly its deletion of a release that holds no file any more. */
function lateOf(jobs: readonly (readonly [string, PythonJob])[], random: Random): Late {
  const remover = jobs.find(([, { kind }]) => kind === 'remove')?.[0]
  if (remover !== undefined && random() < 0.6)
    return { writer: remover, operation: 'repos/delete-release', nth: 1 }
  return {
    writer: jobs[Math.floor(random() * jobs.length)]?.[0] ?? '',
    operation: OPERATIONS[Math.floor(random() * OPERATIONS.length)] ?? '',
    nth: 1 + Math.floor(random() * 2)
  }
}

/** One run: what was wrong at any moment, and in the end. */
async function wrongIn(bench: GithubBench, seed: number): Promise<string[]> {
  const random = generator(seed)
  const ground = bench.ground()
  const { repository, open } = ground
  const wrong: string[] = []
  const theirs = VERSIONS.filter(() => random() < 0.15)
  for (const tag of theirs) repository.addRelease(tag, { body: 'theirs', assets: { 'theirs.txt': 'theirs' } })
  const versions = VERSIONS.slice(0, random() < 0.7 ? 1 : 2)
  const first: PythonJob = { kind: 'push', version: '1.0', projects: ['narf'] }
  const before = Array.from({ length: Math.floor(random() * 3) }, (_, at) =>
    at === 0 ? first : newJob(random, versions)
  )
  const pushed = (await inOrder(before, (job) => doJob(ground, 'ghs_fake', job))).flat()
  const stop = bench.fake.onWrite(() => wrong.push(...violationsIn(repository)))
  const jobs = WRITERS.slice(0, 2 + Math.floor(random() * 3)).map(
    (token) => [token, newJob(random, versions)] as const
  )
  const turns = scheduler(lateOf(jobs, random))
  bench.fake.faults({ before: turns.hold, after: turns.happened })
  const tasks = jobs.map(async ([token, job]) => pushed.push(...(await doJob(ground, token, job))))
  await turns.run(tasks, random)
  for (const task of await Promise.allSettled(tasks))
    if (task.status === 'rejected') wrong.push(String(task.reason))
  bench.fake.clearFaults()
  stop()
  const store = open({ tag: TAG })
  await repair(store, { packages: [], full: false, baseUrl: undefined, now: NOW }, () => undefined)
  const removed = new Set(
    [...before, ...jobs.map(([, job]) => job)].flatMap((job) =>
      job.kind === 'remove' ? [`${job.project}-${job.version}-py3-none-any.whl`] : []
    )
  )
  const listed = new Set(
    PROJECTS.flatMap((project) => {
      const bytes = repository.file('registry', `${project}/manifest.json`)
      return bytes === undefined ? [] : parseRecord(bytes, project).entries.map(({ filename }) => filename)
    })
  )
  const releases = [...repository.releases.values()]
  return [
    ...new Set(wrong),
    ...violationsIn(repository),
    ...debrisIn(repository),
    ...(await inspect(store, { packages: [], deep: true })).problems.map(({ what }) => what),
    ...pushed.filter((name) => !removed.has(name) && !listed.has(name)).map((name) => `${name} was lost`),
    ...releases.filter(({ assets }) => assets.size === 0).map(({ tag }) => `release ${tag} is empty`),
    ...theirs
      .filter((tag) => repository.asset(tag, 'theirs.txt') === undefined)
      .map((tag) => `${tag} was theirs`)
  ].map((what) => `seed ${seed}: ${what}\n${JSON.stringify([before, jobs])}`)
}

async function inOrder<T, R>(from: readonly T[], task: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const each of from) results.push(await task(each))
  return results
}

test.each([
  { how: 'with GraphQL', options: {} },
  { how: 'without', options: { graphql: false } }
])(
  'pushes, removals, yanks and reindexes at the same moment leave nothing that is wrong, $how',
  async ({ options }) => {
    const tokens = ['ghs_fake', ...WRITERS].map((token) => ({ token }))
    const bench = await begin({ ...options, tokens })
    for (let seed = 1; seed <= RUNS; seed += 1) expect(await wrongIn(bench, seed)).toEqual([])
  },
  60_000 + RUNS * 5_000
)
