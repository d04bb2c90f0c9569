/** The reading half of the contract, on releases that any tool made. */
import type { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import { silent } from '../../src/log.ts'
import { openReleases } from '../../src/stores/github/plain.ts'
import { archiveKey, assetKey, NEWEST, RELEASES } from '../../src/stores/released.ts'
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

describe('of more releases than GitHub lists', () => {
  const warnings: string[] = []
  beforeEach(async () => {
    await store.close()
    warnings.length = 0
    fake.setLimits({ listedReleases: 4 })
    const warning = (message: string) => warnings.push(message)
    const options = githubOptions(githubPlaceOf(fake), { log: { ...silent, warning } })
    store = openReleases({ ...options, tuning: { ...options.tuning, pageSize: 2 } })
    for (const tag of ['v1', 'v2', 'v3', 'v4', 'v5']) {
      fake.repository().addRelease(tag, { assets: { a: tag } })
      fake.advance(60_000)
    }
  })

  async function listedWith(): Promise<[paths: string[], cuts: number]> {
    const paths: string[] = []
    let cuts = 0
    for await (const { path } of store.list('', { cut: () => (cuts += 1) })) paths.push(path)
    return [paths, cuts]
  }

  test('a list says that it ends early, and whoever asks for the rest by its tag gets it', async () => {
    expect(await listedWith()).toEqual([['v2/a', 'v3/a', 'v4/a', 'v5/a'], 1])
    expect(await contentOf(key('v1', 'a'))).toBe('v1')
    fake.repository().removeRelease(fake.repository().releasesOf('v1')[0]?.id ?? 0)
    expect(await listedWith()).toEqual([['v2/a', 'v3/a', 'v4/a', 'v5/a'], 0])
    expect(warnings).toEqual([])
  })

  test('what names all of them says so once, and what looks for one by its tag does not', async () => {
    expect(await store.artifacts.find(key('v0', 'a'))).toBeUndefined()
    expect(String((await store.documents.read(NEWEST)).body)).toContain('v5')
    expect(warnings).toEqual([])
    for (const path of [RELEASES, RELEASES]) expect((await store.documents.read(path)).body).toBeDefined()
    expect(warnings).toEqual([
      'owner/repo has more releases than GitHub lists: the oldest were not looked at, and are found by their tags alone'
    ])
  })
})

describe('the archives of the source', () => {
  const bytesOf = async (body: Readable) => Buffer.concat(await body.toArray())
  const zip = (tag: string) => archiveKey('owner/repo', tag, 'zip')

  test.each<[tag: string, name: string]>([
    ['v1.0', 'repo-1.0.zip'],
    ['1.0', 'repo-1.0.zip'],
    ['version-1', 'repo-version-1.zip'],
    ['pkg/v1.0', 'repo-pkg-v1.0.zip'],
    ['@scope/pkg@1.0+x', 'repo--scope-pkg-1.0-x.zip']
  ])('of %s is called %s, and made of the tag where a branch has its name, too', async (tag, filename) => {
    fake.repository().commit(tag, { of: 'the branch' })
    fake.repository().addRelease(tag)
    expect(zip(tag).filename).toBe(filename)
    const commit = fake.repository().refs.get(`refs/tags/${tag}`)
    const bytes = await store.make(zip(tag), bytesOf)
    expect(bytes?.subarray(-40).toString()).toBe(commit)
    expect(bytes?.toString('latin1')).toContain(`${filename.replace('.zip', '')}/README.md`)
  })

  test('have the same bytes whoever asks, and however', async () => {
    fake.repository().addRelease('v1')
    const publicly = await store.make(zip('v1'), bytesOf)
    expect(fake.find({ host: 'web' })).toHaveLength(1)
    fake.repository().setPrivate(true)
    const other = openReleases(githubOptions(githubPlaceOf(fake)))
    fake.clear()
    expect(await other.make(zip('v1'), bytesOf)).toEqual(publicly)
    await other.close()
    expect(fake.find({ host: 'web' })).toEqual([])
    expect(fake.find({ operation: 'repos/download-zipball-archive' })).toHaveLength(1)
    const [archive] = fake.find({ operation: 'storage.archive' })
    expect([archive?.status, archive?.headers['authorization']]).toEqual([200, undefined])
  })

  test('are not to be had of a tag that is gone, under other names, or without leave', async () => {
    fake.repository().addRelease('v1', { assets: { zip: 'Z' } })
    expect(await store.make(key('v1', 'zip'), bytesOf)).toBeUndefined()
    expect(await store.make(zip('v2'), bytesOf)).toBeUndefined()
    fake.repository().setPrivate(true)
    const stranger = openReleases(githubOptions(githubPlaceOf(fake, { token: null })))
    expect(await stranger.make(zip('v1'), bytesOf)).toBeUndefined()
    await stranger.close()
  })

  test('begin anew where the connection breaks, with a new address where the old one expired', async () => {
    fake.repository().addRelease('v1')
    fake.repository().setPrivate(true)
    fake.faults(
      { operation: 'storage.archive', times: 1, effect: { kind: 'cut', bytes: 10 } },
      { operation: 'storage.archive', times: 1, effect: { kind: 'status', status: 502 } }
    )
    let begun = 0
    const bytes = await store.make(zip('v1'), async (body) => {
      begun += 1
      if (begun === 1) fake.advance(24 * 60 * 60 * 1000)
      return bytesOf(body)
    })
    expect([begun, bytes?.subarray(0, 2).toString()]).toEqual([2, 'PK'])
    expect(fake.count({ operation: 'repos/download-zipball-archive' })).toBe(2)
  })

  test('end in an error that says so where it goes on breaking, and in that of the reader as it is', async () => {
    fake.repository().addRelease('v1')
    fake.faults({ operation: 'storage.archive', times: Infinity, effect: { kind: 'cut', bytes: 10 } })
    const broken = await failureOf(store.make(zip('v1'), bytesOf))
    expect([broken.code, broken.message]).toEqual([
      'unavailable',
      expect.stringMatching(/^reading github:\/\/owner\/repo\/v1\/source\/zip: the connection broke/)
    ])
    fake.clearFaults()
    fake.clear()
    const full = new Error('the disk is full')
    await expect(store.make(zip('v1'), () => Promise.reject(full))).rejects.toBe(full)
    expect(fake.count({ operation: 'storage.archive' })).toBe(1)
  })

  test.each([false, true])('are had from a server of one’s own, private: %j', async (isPrivate) => {
    const own = await startGithubFake({
      enterprise: true,
      repositories: { 'owner/repo': { private: isPrivate } }
    })
    try {
      own.repository().addRelease('v1')
      const there = openReleases(githubOptions(githubPlaceOf(own)))
      const bytes = await there.make(zip('v1'), bytesOf)
      await there.close()
      expect(bytes?.toString('latin1')).toContain('repo-1/README.md')
    } finally {
      await own.close()
    }
  })

  test('of a repository that was renamed are found at its new name', async () => {
    fake.repository().addRelease('v1')
    fake.createRepository('old/name')
    const Location = `${fake.serverUrl}/owner/repo/archive/refs/tags/v1.tar.gz`
    fake.faults({
      where: ({ operation, repository }) => operation === 'web.archive' && repository === 'old/name',
      effect: { kind: 'status', status: 301, headers: { Location } }
    })
    const renamed = openReleases(githubOptions({ ...githubPlaceOf(fake), repository: 'old/name' }))
    expect(await renamed.make(archiveKey('old/name', 'v1', 'tar.gz'), bytesOf)).toBeDefined()
    await renamed.close()
  })
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
