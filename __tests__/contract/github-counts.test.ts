import { describe, expect, test } from '@jest/globals'
import { upload } from '../../src/commands/upload.ts'
import { sha256 } from '../../src/digest.ts'
import { silent } from '../../src/log.ts'
import type { IfExists } from '../../src/python/conflicts.ts'
import { parseRecord } from '../../src/python/record.ts'
import {
  inspect as inspectIndex,
  repair as repairIndex,
  summarize as listIndex
} from '../../src/python/registry.ts'
import type { Store } from '../../src/stores/store.ts'
import { inspect, repair, summarize } from '../../src/tycho/inspect.ts'
import { publish } from '../../src/tycho/publish.ts'
import { pushVersion, pushWheels, wheelFor } from '../support/github-held.ts'
import { fillIndex } from '../support/github-index.ts'
import { wheelOf } from '../support/python-distributions.ts'
import { indexIn, wheelSaying } from '../support/python-index.ts'
import { useGithub, type GithubBench } from './github-bench.ts'

const begin = useGithub()
const NOW = new Date('2026-01-02T03:04:05Z')
const tuning = { pageSize: 100 }

const reindex = (store: Store, full = false) =>
  repairIndex(store, { packages: [], full, baseUrl: undefined, now: NOW }, () => undefined)

/** How many requests a step takes that count, and what comes of it. */
async function counted<T>(
  { fake, open }: GithubBench,
  step: (store: Store) => Promise<T>
): Promise<[T, number]> {
  fake.clear()
  const result = await step(open({ tuning }))
  return [result, fake.count({ host: 'api' })]
}

describe('an index of 200 releases in 100 projects', () => {
  test('is made anew, looked through and listed in a few requests, and one for each new file', async () => {
    const bench = await begin({ validate: false })
    const { fake, repository } = bench
    fillIndex(repository, { projects: 100, versions: 2, wheels: 2 })
    // What came a moment ago could still go, where its release was about to be deleted.
    fake.advance(60_000)
    const [made, first] = await counted(bench, reindex)
    expect(made).toMatchObject({ packages: 100, versions: 400, problems: [], hashed: 0 })
    expect(made.changed).toHaveLength(400)
    expect(first).toBeLessThanOrEqual(40)
    // One of the end of each wheel; the description of a project is in the metadata beside one of them.
    expect(fake.count({ host: 'storage' })).toBe(500)
    // Progress is committed: the projects, some at a time, and the root.
    expect(repository.history('registry')).toHaveLength(1 + 1 + 4)
    const [again, second] = await counted(bench, reindex)
    expect(again).toMatchObject({ packages: 100, versions: 400, changed: [], problems: [] })
    expect(second).toBeLessThanOrEqual(20)
    expect(fake.count({ host: 'storage' })).toBe(0)
    const [looked, third] = await counted(bench, (store) =>
      inspectIndex(store, { packages: [], deep: false })
    )
    expect([looked.problems, third <= 20]).toEqual([[], true])
    const [listed, fourth] = await counted(bench, (store) => listIndex(store, []))
    expect([listed.length, fourth <= 10]).toEqual([100, true])
  })

  test('gets a new version in each project', async () => {
    const bench = await begin({ validate: false })
    fillIndex(bench.repository, { projects: 100, versions: 1, wheels: 2 })
    await reindex(bench.open({ tuning }))
    fillIndex(bench.repository, { projects: 100, versions: 1, wheels: 2, from: 1 })
    const [{ changed }, requests] = await counted(bench, reindex)
    expect(changed).toHaveLength(200)
    expect(requests).toBeLessThanOrEqual(70)
  })
})

test('a push to a package that is there takes a few requests, the look at its release among them', async () => {
  const bench = await begin()
  await pushVersion(bench.open(), 'narf', { promote: 'yes' })
  const push = (version: string, promote: 'yes' | 'no') =>
    counted(bench, (store) => pushVersion(store, 'narf', { version, promote }))
  const [, promoted] = await push('2.0', 'yes')
  const [, plain] = await push('3.0', 'no')
  expect([promoted <= 7, plain <= 6]).toEqual([true, true])
})

test('a project of many files in few releases: none of them costs a request', async () => {
  const bench = await begin({ validate: false })
  fillIndex(bench.repository, { projects: 1, versions: 10, wheels: 20 })
  const [{ changed }, requests] = await counted(bench, reindex)
  expect(changed).toHaveLength(200)
  // Of them twenty: a release shows only the first of its many assets. They are looked at for files, then for what broke off.
  expect(requests).toBeLessThanOrEqual(32)
})

test('what is in an index is pushed again: each release is looked at once', async () => {
  const bench = await begin({ validate: false })
  const versions = Array.from({ length: 10 }, (_, index) => `${index}.0`)
  const index = indexIn(bench.open())
  await index.pushVersions('narf', versions)
  const [, requests] = await counted(bench, (store) => indexIn(store).pushVersions('narf', versions))
  expect(bench.fake.count({ operation: 'repos/get-release-by-tag' })).toBe(10)
  expect(requests).toBeLessThanOrEqual(10 + 8)
})

test('150 packages are listed and repaired in a few requests', async () => {
  const bench = await begin({ validate: false })
  const { open, repository } = bench
  const store = open({ tuning })
  await Promise.all(
    Array.from({ length: 150 }, async (_, index) => {
      const bytes = Buffer.from(`bytes of ${index}`)
      await publish(store, {
        ...{ package: `pkg${index}`, version: '1', body: { kind: 'buffer', bytes }, sha256: sha256(bytes) },
        ...{ executable: false, filename: 'narf.bin', localName: undefined, promote: 'no', ifExists: 'same' }
      })
    })
  )
  const [listed, first] = await counted(bench, (each) => summarize(each, []))
  expect([listed.length, first <= 15]).toEqual([150, true])
  const [looked, second] = await counted(bench, (each) => inspect(each, { packages: [], deep: false }))
  expect([looked.problems, second <= 17]).toEqual([[], true])
  const [same, third] = await counted(bench, (each) => repair(each, [], NOW))
  expect([same.changed, third <= 30]).toEqual([[], true])
  const records = repository.files('registry').filter((path) => path.endsWith('/tycho.json'))
  repository.commit('registry', Object.fromEntries(records.map((path) => [path, null])))
  const [repaired, fourth] = await counted(bench, (each) => repair(each, [], NOW))
  expect([repaired.changed.length, fourth <= 40]).toEqual([150, true])
  expect(repository.history('registry')[0]?.message).toMatch(/^reindex \w+ \(and \d+ more\)/)
})

/** Fills an index, then reindexes it while somebody else pushes, as soon as all releases were listed. */
async function pushedMeanwhile({ fake, open, repository }: GithubBench, file: string, ifExists: IfExists) {
  fillIndex(repository, { projects: 2, versions: 4, wheels: 5 })
  await reindex(open({ tuning }))
  let failures: unknown
  fake.faults({
    ...{ operation: 'repos/list-releases', times: 1 },
    after: async () => {
      const push = { mode: 'upload', files: [file], ifExists, baseUrl: undefined, sign: undefined } as const
      failures = (await upload(open(), push, silent)).failures
    }
  })
  const { problems } = await reindex(open({ tuning }))
  expect({ failures, problems }).toEqual({ failures: [], problems: [] })
  const record = repository.file('registry', 'project0/manifest.json') ?? Buffer.alloc(0)
  return parseRecord(record, 'manifest.json').entries
}

describe('what is pushed when all releases were listed a moment ago', () => {
  test.each(['1.0', '9.0'])('stays in the index: a file of version %s', async (version) => {
    const bench = await begin({ validate: false })
    const filename = `project0-${version}-cp399-none-any.whl`
    const file = await bench.files.write(filename, wheelOf({ name: 'project0', version }))
    const names = (await pushedMeanwhile(bench, file, 'same')).map((entry) => entry.filename)
    expect(names).toHaveLength(21)
    expect(names).toContain(filename)
  })

  test('is in the index with its own digest: other bytes of a file', async () => {
    const bench = await begin({ validate: false })
    const filename = 'project0-1.2-cp33-none-any.whl'
    const bytes = wheelSaying('project0', '1.2', 'other bytes')
    const entries = await pushedMeanwhile(bench, await bench.files.write(filename, bytes), 'overwrite')
    const entry = entries.find((each) => each.filename === filename)
    expect([entries.length, entry?.digests.sha256]).toEqual([20, sha256(bytes)])
  })
})

test('ten new versions of a project in one push take a few requests each: none of their claims is in vain', async () => {
  const bench = await begin()
  await pushWheels(bench.open(), [wheelFor('py3')])
  const versions = Array.from({ length: 10 }, (_, index) => wheelFor('py3', { version: `2.${index}` }))
  const [pushed, requests] = await counted(bench, (store) => pushWheels(store, versions))
  expect(new Set(pushed.map(([, outcome]) => outcome))).toEqual(new Set(['created']))
  expect(requests).toBeLessThanOrEqual(60)
})
