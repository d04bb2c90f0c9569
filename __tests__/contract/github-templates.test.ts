import { describe, expect, test } from '@jest/globals'
import type { Store } from '../../src/stores/store.ts'
import { artifactOf, failureOf, keyOf, outcomesOf, removeFound } from '../support/artifacts.ts'
import { pushWheels, wheelFor } from '../support/github-held.ts'
import { assetsIn, debrisIn } from '../support/github-state.ts'
import { useGithub } from './github-bench.ts'
import { contentOf } from './s3-bench.ts'

const begin = useGithub()

const create = (store: Store, path: string, content: string) =>
  outcomesOf(store.artifacts.create([artifactOf(path, content)]))

const DEFAULT = {}
const VERSION = { tag: 'v{version}' }

describe('a path that was claimed for a release of another template', () => {
  test.each([
    { first: DEFAULT, then: VERSION, on: 'pkg-1.0' },
    { first: VERSION, then: DEFAULT, on: 'v1.0' }
  ])('is there, where its file is: $on', async ({ first, then, on }) => {
    const { open, repository } = await begin()
    expect(await create(open(first), 'pkg/file', 'first')).toEqual(['created'])
    expect(await create(open(then), 'pkg/file', 'then')).toEqual(['exists'])
    expect(assetsIn(repository)).toEqual([`${on}/file`])
    expect(await contentOf(open(then), 'pkg/file')).toBe('first')
    expect(debrisIn(repository)).toEqual([])
  })

  test('is created there among others that go to their own', async () => {
    const { open, repository } = await begin()
    await create(open(VERSION), 'pkg/one', 'one')
    const items = ['zero', 'one', 'two'].map((name) => artifactOf(`pkg/${name}`, 'again'))
    expect(await outcomesOf(open().artifacts.create(items))).toEqual(['created', 'exists', 'created'])
    expect(assetsIn(repository)).toEqual(['pkg-1.0/two', 'pkg-1.0/zero', 'v1.0/one'])
  })

  test.each([
    { what: 'is uploaded', operation: 'repos/upload-release-asset' as const },
    { what: 'is published', operation: 'repos/update-release' as const }
  ])('is created once, where the other one comes before it $what', async ({ operation }) => {
    const { open, repository, fake } = await begin()
    let other: unknown
    const before = async () => {
      other = await create(open(VERSION), 'pkg/file', 'other')
    }
    fake.faults({ operation, times: 1, before })
    const own = await create(open(), 'pkg/file', 'own')
    expect([own, other].flat().sort()).toEqual(['created', 'exists'])
    expect(assetsIn(repository)).toEqual(['pkg-1.0/file'])
    expect(await contentOf(open(), 'pkg/file')).toBe(own[0] === 'created' ? 'own' : 'other')
    expect(debrisIn(repository)).toEqual([])
  })

  test('goes to its own, where the other tag may not be made', async () => {
    const { open, repository } = await begin({ repositories: { 'owner/repo': { blockedTags: /^pkg/ } } })
    expect(await failureOf(create(open(), 'pkg/file', 'first'))).toMatchObject({ code: 'denied' })
    expect(await create(open(VERSION), 'pkg/file', 'then')).toEqual(['created'])
    expect(assetsIn(repository)).toEqual(['v1.0/file'])
    expect(await contentOf(open(), 'pkg/file')).toBe('then')
  })

  test('goes to its own, where the release of the other one is gone', async () => {
    const { open, repository } = await begin()
    await create(open(), 'pkg/file', 'first')
    await removeFound(open(), 'pkg/file')
    expect(await create(open(VERSION), 'pkg/file', 'then')).toEqual(['created'])
    expect(assetsIn(repository)).toEqual(['v1.0/file'])
  })

  test('goes to its own, where the release of the other one is closed and lacks it', async () => {
    const { open, repository, fake } = await begin()
    repository.setImmutableReleases(true)
    await create(open(), 'zero/file', 'zero')
    const after = async () => {
      await create(open(), 'pkg/other', 'other')
    }
    fake.faults({ operation: 'graphql.query', key: /createCommit/, times: 1, after })
    expect(await failureOf(create(open(), 'pkg/file', 'first'))).toMatchObject({ code: 'conflict' })
    expect(await create(open(VERSION), 'pkg/file', 'then')).toEqual(['created'])
    expect(assetsIn(repository)).toEqual(['pkg-1.0/other', 'v1.0/file', 'zero-1.0/file'])
  })

  test('is a conflict, where it waits in a draft: that is not published for it', async () => {
    const { open, repository } = await begin()
    const held = open({ ...VERSION, release: { publish: false } })
    expect(await create(held, 'pkg/file', 'first')).toEqual(['held'])
    for (const then of [open(), open({ release: { publish: false } })]) {
      expect(await failureOf(create(then, 'pkg/file', 'first'))).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('belongs to the draft of release v1.0'),
        hint: expect.stringContaining('the same `tag`')
      })
    }
    expect([...repository.releases.values()]).toMatchObject([{ tag: 'v1.0', draft: true }])
    expect(await create(open(VERSION), 'pkg/file', 'first')).toEqual(['exists'])
    expect(assetsIn(repository)).toEqual(['v1.0/file'])
  })

  test.each([{ graphql: true }, { graphql: false }])(
    'has the address of its file, also where the branch has moved since it was seen: %o',
    async (options) => {
      const { open, repository } = await begin(options)
      await create(open(VERSION), 'pkg/file', 'first')
      const address = await open(VERSION).artifacts.url(keyOf('pkg/file'))
      expect(address).toContain('/v1.0/file')
      const store = open()
      for await (const { path } of store.list('')) expect(path).toBe('pkg/file')
      repository.commit('registry', { other: '1' })
      await store.documents.read('other')
      expect(await store.artifacts.url(keyOf('pkg/file'))).toBe(address)
      expect(await open().artifacts.url(keyOf('pkg/file'))).toBe(address)
      expect(await open().artifacts.url(keyOf('pkg/new'))).toContain('/pkg-1.0/new')
    }
  )
})

describe('two versions that make the same tag', () => {
  const itemOf = (name: string, version: string) => {
    const item = artifactOf(`${name}/file`, `${name} ${version}`)
    return { ...item, key: { ...item.key, package: name, version } }
  }
  const [one, other] = [itemOf('a', 'b-1'), itemOf('a-b', '1')]

  test.each<{ how: string; create: (store: Store) => Promise<unknown>[] }>([
    { how: 'at once', create: ({ artifacts }) => [artifacts.create([one, other])] },
    {
      how: 'at the same moment',
      create: ({ artifacts }) => [artifacts.create([one]), artifacts.create([other])]
    }
  ])('do not come to one release, $how', async ({ create }) => {
    const { open, repository } = await begin()
    const failed = (await Promise.allSettled(create(open()))).flatMap((each) =>
      each.status === 'rejected' ? [each.reason as unknown] : []
    )
    expect(failed).toEqual([
      expect.objectContaining({
        code: 'conflict',
        message: expect.stringContaining('both make the same tag')
      })
    ])
    expect(
      [...repository.releases.values()].flatMap(({ assets }) => [...assets.values()]).length
    ).toBeLessThan(2)
  })
})

test('two indexes in one repository: what would be called otherwise there is refused before anything is sent', async () => {
  const { open, repository, fake } = await begin()
  const [staging, simple] = ['staging/', 'simple/'].map((prefix) => ({ prefix }))
  await pushWheels(open(staging), [wheelFor('py3')])
  fake.clear()
  const { code, hint } = await failureOf(pushWheels(open(simple), [wheelFor('py3')]))
  expect([code, hint]).toEqual(['unsupported', expect.stringContaining('a `tag` of its own')])
  expect(fake.requests.filter(({ method, key }) => method !== 'GET' && key !== 'repository')).toEqual([])
  await pushWheels(open({ ...simple, tag: 'index-{package}-{version}' }), [wheelFor('py3')])
  const wheel = wheelFor('py3').file.filename
  expect(assetsIn(repository)).toEqual(
    ['index-narf-1.0', 'narf-1.0'].flatMap((tag) => [`${tag}/${wheel}`, `${tag}/${wheel}.metadata`])
  )
})
