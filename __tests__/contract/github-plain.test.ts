/** The reading half of the contract, on releases that any tool made. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import { openReleases } from '../../src/stores/github/plain.ts'
import { assetKey } from '../../src/stores/released.ts'
import { ABSENT, type Store } from '../../src/stores/store.ts'
import { artifactOf, failureOf } from '../support/artifacts.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { githubPlaceOf } from '../support/github-storage.ts'
import { githubOptions } from '../support/open-store.ts'

let fake: GithubFake
let store: Store
beforeEach(async () => {
  fake = await startGithubFake()
  store = openReleases(githubOptions(githubPlaceOf(fake, { prefix: 'ignored/' })))
})
afterEach(async () => {
  await store.close()
  await fake.close()
})

const key = (tag: string, asset: string) => assetKey('owner/repo', tag, asset)

async function listed(prefix: string): Promise<string[]> {
  const paths: string[] = []
  for await (const { path } of store.list(prefix)) paths.push(path)
  return paths
}

async function contentOf(...given: Parameters<Store['artifacts']['open']>): Promise<string | undefined> {
  const opened = await store.artifacts.open(...given)
  if (opened === undefined) return undefined
  const chunks: Buffer[] = []
  for await (const chunk of opened.body as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('an asset is found and opened, whole or a part of it, by its digest and its id', async () => {
  fake.repository().addRelease('pkg/v1', { assets: { 'a.bin': 'abcdef' } })
  const found = await store.artifacts.find(key('pkg/v1', 'a.bin'))
  expect(found).toMatchObject({
    ...{ path: 'pkg%2Fv1/a.bin', size: 6, sha256: sha256('abcdef') },
    ...{ altered: false, executable: false, filename: 'a.bin' }
  })
  const revision = found?.revision ?? ''
  expect(await contentOf(key('pkg/v1', 'a.bin'))).toBe('abcdef')
  expect(await contentOf(key('pkg/v1', 'a.bin'), { range: { start: 2, end: 4 }, revision })).toBe('cd')
  expect((await failureOf(store.artifacts.open(key('pkg/v1', 'a.bin'), { revision: 'other' }))).code).toBe(
    'conflict'
  )
  const url = `${fake.serverUrl}/owner/repo/releases/download/pkg/v1/a.bin`
  expect(await store.artifacts.url(key('pkg/v1', 'a.bin'))).toBe(url)
})

test('what is not there is absent', async () => {
  fake.repository().addRelease('v1', { assets: { a: 'A' } })
  fake.repository().addRelease('v2', { draft: true, assets: { a: 'A' } })
  for (const absent of [key('v1', 'b'), key('v2', 'a'), key('v3', 'a')]) {
    expect(await store.artifacts.find(absent)).toBeUndefined()
    expect(await store.artifacts.open(absent)).toBeUndefined()
  }
  for (const path of ['latest/x', 'v2/', 'v3/', '%zz/', 'nothing'])
    expect(await store.documents.read(path)).toEqual({ body: undefined, revision: ABSENT })
})

test('an asset that goes while it is read is a conflict', async () => {
  const release = fake.repository().addRelease('v1', { assets: { a: 'A' } })
  const revision = (await store.artifacts.find(key('v1', 'a')))?.revision ?? ''
  fake.repository().removeAsset([...release.assets.keys()][0] ?? 0)
  expect((await failureOf(store.artifacts.open(key('v1', 'a'), { revision }))).code).toBe('conflict')
  expect(await store.artifacts.open(key('v1', 'a'))).toBeUndefined()
})

test.each<[prefix: string, paths: string[]]>([
  ['', ['v1%2Fb/x', 'v1/a', 'v1/b', 'v10/c']],
  ['v1', ['v1%2Fb/x', 'v1/a', 'v1/b', 'v10/c']],
  ['v1/', ['v1/a', 'v1/b']],
  ['v1/b', ['v1/b']],
  ['v1%2Fb/', ['v1%2Fb/x']],
  ['v2/', []]
])('below %j lie %j', async (prefix, paths) => {
  fake.repository().addRelease('v10', { assets: { c: 'C' } })
  fake.repository().addRelease('v1', { assets: { b: 'B', a: 'A' } })
  fake.repository().addRelease('v1/b', { assets: { x: 'X' } })
  fake.repository().addRelease('v1-draft', { draft: true, assets: { d: 'D' } })
  expect(await listed(prefix)).toEqual(paths)
})

test('what a list has shown is opened without another look at its release, and has its digest', async () => {
  for (const tag of ['v1', 'v2']) fake.repository().addRelease(tag, { assets: { a: tag } })
  const entries = []
  for await (const entry of store.list('')) entries.push(entry)
  expect(entries.map(({ path, digest }) => [path, digest])).toEqual([
    ['v1/a', `sha256:${sha256('v1')}`],
    ['v2/a', `sha256:${sha256('v2')}`]
  ])
  fake.clear()
  expect(await contentOf(key('v1', 'a'))).toBe('v1')
  expect(await contentOf(key('v2', 'a'))).toBe('v2')
  expect(fake.find({ host: 'api' }).map(({ operation }) => operation)).toEqual(['repos/get'])
})

test('nothing is written', async () => {
  fake.repository().addRelease('v1', { assets: { a: 'A' } })
  fake.clear()
  const item = artifactOf('v1/b', 'B')
  const writes = [
    store.artifacts.create([item]),
    store.artifacts.replace(item, 'x'),
    store.artifacts.remove(key('v1', 'a'), 'x'),
    store.documents.swap('x', ABSENT, Buffer.from('x')),
    store.documents.complete('x', () => [])
  ]
  for (const write of writes) expect((await failureOf(write)).code).toBe('unsupported')
  for await (const leftover of store.leftovers()) throw new Error(leftover.path)
  expect(await store.documents.stale('x', () => [])).toEqual([])
  expect(fake.requests).toEqual([])
})
