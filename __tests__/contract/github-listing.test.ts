import { expect, test } from '@jest/globals'
import { inspect, repair } from '../../src/python/registry.ts'
import type { Store } from '../../src/stores/store.ts'
import { artifactOf, keyOf, outcomesOf } from '../support/artifacts.ts'
import { pushWheels, wheelFor } from '../support/github-held.ts'
import { useGithub } from './github-bench.ts'

const begin = useGithub()

const create = (store: Store, ...paths: string[]) =>
  outcomesOf(store.artifacts.create(paths.map((path) => artifactOf(path, `bytes of ${path}`))))

async function pathsIn(store: Store): Promise<string[]> {
  const paths = []
  for await (const { path } of store.list('')) paths.push(path)
  return paths
}

test('a file that came to a release after all were listed is found, and listed', async () => {
  const { open } = await begin()
  const changes = { tuning: { pageSize: 100 } }
  await create(open(changes), ...Array.from({ length: 110 }, (_, index) => `pkg${index}/one`))
  const store = open(changes)
  expect(await pathsIn(store)).toHaveLength(110)
  expect(await create(open(changes), 'pkg0/two')).toEqual(['created'])
  expect(await store.artifacts.find(keyOf('pkg0/two'))).toMatchObject({ path: 'pkg0/two' })
  expect(await pathsIn(store)).toContain('pkg0/two')
})

test('a repository with more releases than GitHub shows is listed all the same', async () => {
  const { open, fake, repository } = await begin({ limits: { listedReleases: 10 } })
  await create(open(), ...Array.from({ length: 40 }, (_, index) => `pkg${index}/one`))
  expect(await pathsIn(open())).toHaveLength(40)
  expect(fake.count({ operation: 'repos/list-releases', status: 422 })).toBe(1)
  const left = []
  for await (const { path } of open().leftovers()) left.push(path)
  expect(left).toEqual([])
  expect(repository.releases.size).toBe(40)
})

test('a reindex of an index with more releases than GitHub shows drops nothing, and says nothing of it', async () => {
  const { open: openWith, fake, repository } = await begin({ limits: { listedReleases: 5 } })
  const open = () => openWith({ tuning: { pageSize: 5 } })
  const versions = Array.from({ length: 20 }, (_, index) => `1.${index}`)
  await pushWheels(
    open(),
    versions.map((version) => wheelFor('py3', { version }))
  )
  const record = () => repository.text('registry', 'narf/manifest.json')
  const before = record()
  expect(before?.match(/"filename":/g)).toHaveLength(20)
  for (const full of [false, true]) {
    fake.clear()
    const reindexing = { packages: [], full, baseUrl: undefined, now: new Date() }
    expect(await repair(open(), reindexing, () => undefined)).toMatchObject({
      ...{ versions: 20, changed: [], problems: [] }
    })
    expect(fake.count({ operation: 'repos/list-releases', status: 422 })).toBeGreaterThan(0)
  }
  expect(record()).toBe(before)
  expect((await inspect(open(), { packages: [], deep: true })).problems).toEqual([])
})
