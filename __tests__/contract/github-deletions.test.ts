import { describe, expect, test } from '@jest/globals'
import { silent } from '../../src/log.ts'
import type { Leftover, Store } from '../../src/stores/store.ts'
import { artifactOf, failureOf, keyOf, outcomesOf, removeFound } from '../support/artifacts.ts'
import { gate } from '../support/gate.ts'
import type { FaultEffect, RecordedRequest } from '../support/github-fake/index.ts'
import { ask } from '../support/github-requests.ts'
import { assetsIn, debrisIn } from '../support/github-state.ts'
import { useGithub, type GithubBench } from './github-bench.ts'

const begin = useGithub()

const create = (store: Store, ...paths: string[]) =>
  outcomesOf(store.artifacts.create(paths.map((path) => artifactOf(path, `bytes of ${path}`))))

const servers = [
  { how: 'with GraphQL', options: {} },
  { how: 'without', options: { graphql: false } }
]

const OTHER = 'ghs_other'
const TOKENS = [{ token: 'ghs_fake' }, { token: OTHER }]
const isOf = (token: string) => (request: RecordedRequest) =>
  request.headers['authorization'] === `Bearer ${token}`

const HOLD = { release: { publish: false } } as const

async function leftoversIn(store: Store): Promise<Leftover[]> {
  const found = []
  for await (const each of store.leftovers()) found.push(each)
  return found
}

describe('a release is not deleted where somebody has filled it while its deletion waited', () => {
  const waits: { why: string; effect: FaultEffect }[] = [
    { why: 'for a limit', effect: { kind: 'secondary-limit' } },
    { why: 'for a server', effect: { kind: 'status', status: 502 } },
    { why: 'for an answer', effect: { kind: 'reset' } }
  ]
  const SHARED = { tag: '{version}' }
  const OTHERS = { ...SHARED, token: OTHER }
  const deletions: { what: string; begins: (bench: GithubBench) => Promise<() => Promise<unknown>> }[] = [
    {
      what: 'its last file was removed',
      begins: async ({ open }) => {
        await create(open(SHARED), 'a/file')
        return () => removeFound(open(SHARED), 'a/file')
      }
    },
    {
      what: 'an upload to it was refused',
      begins: ({ open, fake }) => {
        const effect = { kind: 'status', status: 403, message: 'no' } as const
        fake.faults({ operation: 'repos/upload-release-asset', times: 1, where: isOf('ghs_fake'), effect })
        return Promise.resolve(() => failureOf(create(open(SHARED), 'a/file')))
      }
    },
    {
      what: 'its publication was refused',
      begins: ({ open, fake }) => {
        const effect = { kind: 'status', status: 422, message: 'Repository rule violations found' } as const
        fake.faults({ operation: 'repos/update-release', times: 1, where: isOf('ghs_fake'), effect })
        return Promise.resolve(() => failureOf(create(open(SHARED), 'a/file')))
      }
    },
    {
      what: 'it was left over',
      begins: async ({ open }) => {
        await create(open({ tag: 'v{version}' }), 'a/other')
        return async () => {
          for (const left of await leftoversIn(open(SHARED))) await left.discard()
        }
      }
    }
  ]
  const table = deletions.flatMap((each) => waits.map((wait) => ({ ...each, ...wait })))

  test.each(table)('$why: $what', async ({ begins, effect }) => {
    const bench = await begin({ tokens: TOKENS })
    const { open, fake, repository } = bench
    const run = await begins(bench)
    const [claimed, deleting] = [gate(), gate()]
    fake.faults({
      // What is on its way already is seen: it begins once it is too late for a look.
      ...{
        operation: ['graphql.query', 'git/create-ref'],
        where: isOf(OTHER),
        key: /^(?!repository)/,
        times: 1
      },
      after: () => {
        claimed.open()
        return deleting.opened
      }
    })
    const other = create(open(OTHERS), 'b/other')
    const before = async () => {
      deleting.open()
      await other
    }
    fake.faults({ operation: 'repos/delete-release', where: isOf('ghs_fake'), times: 1, before, effect })
    await claimed.opened
    await run()
    expect(await other).toEqual(['created'])
    expect(assetsIn(repository)).toContain('1.0/other')
    expect(await open(SHARED).artifacts.find(keyOf('b/other'))).toBeDefined()
    expect(debrisIn(repository)).toEqual([])
  })

  test('and is gone where the one whose answer was lost was carried out', async () => {
    const { open, fake, repository } = await begin()
    await create(open(), 'a/file')
    fake.faults({ operation: 'repos/delete-release', times: 1, effect: { kind: 'lost' } })
    await removeFound(open(), 'a/file')
    expect(repository.releases.size).toBe(0)
  })

  test('a deletion that never succeeds ends in words', async () => {
    const { open, fake } = await begin()
    await create(open(), 'a/file')
    fake.faults({ operation: 'repos/delete-release', effect: { kind: 'status', status: 502 } })
    expect(await failureOf(removeFound(open({ tuning: { attempts: 3 } }), 'a/file'))).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('deleting release a-1.0')
    })
    expect(fake.count({ operation: 'repos/delete-release' })).toBe(3)
  })
})

describe('a draft that was left over', () => {
  const body = 'text\n\n<!-- registry-action abcdefghijkl -->'

  test.each(servers)('is not deleted where a push has published it since, $how', async ({ options }) => {
    const { open, repository } = await begin(options)
    repository.addRelease('pkg-1.0', { draft: true, body })
    const [left] = await leftoversIn(open())
    expect(await create(open(), 'pkg/file')).toEqual(['created'])
    await left?.discard()
    expect(assetsIn(repository)).toEqual(['pkg-1.0/file'])
    expect(debrisIn(repository)).toEqual([])
  })

  test('is not deleted where its maker has elected and filled it since', async () => {
    const { open, repository, fake } = await begin()
    await create(open(), 'first/file')
    const gone = { draft: true, body, assets: { left: 'bytes' } }
    let seen: Leftover[] = []
    fake.faults({
      ...{ operation: 'graphql.query', key: /createCommitOnBranch/, times: 1 },
      before: async () => {
        seen = await leftoversIn(open())
      }
    })
    await create(open(HOLD), 'pkg/file')
    expect(seen).toHaveLength(1)
    for (const each of seen) await each.discard()
    expect(repository.releasesOf('pkg-1.0')).toMatchObject([{ draft: true }])
    repository.addRelease('other-1.0', gone)
    for (const each of await leftoversIn(open())) await each.discard()
    expect([...repository.releases.values()].map(({ tag }) => tag)).toEqual(['first-1.0', 'pkg-1.0'])
    expect(fake.count({ operation: 'repos/delete-release' })).toBe(1)
  })
})

describe('a release of somebody that is a draft again', () => {
  test.each([
    { what: 'a push', changes: {} },
    { what: 'a push that holds its files', changes: HOLD }
  ])('is neither filled, published nor deleted by $what', async ({ changes }) => {
    const { open, repository, fake } = await begin()
    const body = 'their notes'
    const { id } = repository.addRelease('pkg-1.0', { body, assets: { 'theirs.txt': 'theirs' } })
    await create(open(changes), 'pkg/one')
    const at = `${fake.apiUrl}/repos/${repository.name}/releases/${id}`
    await ask(at, { method: 'PATCH', json: { draft: true } })
    fake.clear()
    expect(await failureOf(create(open(changes), 'pkg/two'))).toMatchObject({
      code: 'conflict',
      message: 'release pkg-1.0 of owner/repo was made by hand, and is a draft now: no file is put into it',
      hint: expect.stringContaining('Publish it')
    })
    expect(repository.releasesOf('pkg-1.0')).toMatchObject([{ id, draft: true, body }])
    expect(repository.releasesOf('pkg-1.0')[0]?.assets.size).toBe(2)
    expect(fake.count({ operation: 'repos/upload-release-asset' })).toBe(0)
    await ask(at, { method: 'PATCH', json: { draft: false } })
    expect(await create(open(changes), 'pkg/two')).toEqual(['created'])
  })
})

describe.each(servers)('a release that somebody has given another tag, $how', ({ options }) => {
  const rename = ({ fake, repository }: GithubBench, json: object) => {
    const id = repository.releasesOf('pkg-1.0')[0]?.id
    return ask(`${fake.apiUrl}/repos/${repository.name}/releases/${id}`, { method: 'PATCH', json })
  }

  test('counts as gone: files go where their addresses lead to', async () => {
    const bench = await begin(options)
    const { open, repository } = bench
    await create(open(), 'pkg/one')
    await rename(bench, { tag_name: 'renamed' })
    expect(await create(open(), 'pkg/two')).toEqual(['created'])
    expect(assetsIn(repository)).toEqual(['pkg-1.0/two', 'renamed/one'])
    expect(await open().artifacts.url(keyOf('pkg/two'))).toContain('/pkg-1.0/two')
    expect(await open().artifacts.find(keyOf('pkg/one'))).toBeUndefined()
    await removeFound(open(), 'pkg/two')
    expect(assetsIn(repository)).toEqual(['renamed/one'])
  })

  test('is theirs while it is a draft: what waits in it is told of, and stays', async () => {
    const bench = await begin(options)
    const { open, repository } = bench
    await create(open(HOLD), 'pkg/one')
    await rename(bench, { tag_name: 'renamed' })
    expect(await leftoversIn(open())).toEqual([])
    const said: string[] = []
    const log = { ...silent, warning: (message: string) => said.push(message) }
    expect(await create(open({ log }), 'pkg/two')).toEqual(['created'])
    expect(said).toEqual([expect.stringContaining('lacks 1 file that earlier steps had put into its draft')])
    expect(assetsIn(repository)).toEqual(['pkg-1.0/two'])
    expect(repository.releasesOf('renamed')).toMatchObject([{ draft: true }])
    expect(repository.releasesOf('renamed')[0]?.assets.size).toBe(1)
  })
})

describe.each(servers)('two registries on branches of one repository, $how', ({ options }) => {
  test('that share a tag leave each other’s drafts alone, whatever is under way', async () => {
    const { open, repository, fake } = await begin(options)
    await create(open(), 'one/zero')
    await create(open({ branch: 'other' }), 'two/zero')
    const deleting = gate()
    const published = gate()
    let first: Promise<unknown> = Promise.resolve()
    fake.faults(
      {
        ...{ operation: 'repos/update-release', times: 1 },
        before: async () => {
          first = create(open({ tag: 'v{version}' }), 'pkg/one')
          await Promise.race([first, deleting.opened])
        },
        after: published.open
      },
      {
        operation: 'repos/delete-release',
        before: () => {
          deleting.open()
          return published.opened
        }
      }
    )
    const other = { branch: 'other', tag: 'v{version}' }
    expect(await create(open(other), 'pkg/two')).toEqual(['created'])
    expect(await first).toEqual(['created'])
    expect(assetsIn(repository).slice(-2)).toEqual(['v1.0/one', 'v1.0/two'])
    expect(debrisIn(repository)).toEqual([])
  })

  test('keep what waits in their drafts', async () => {
    const { open, repository } = await begin(options)
    await create(open({ ...HOLD, branch: 'other' }), 'pkg/two')
    await create(open(), 'pkg/one')
    expect(await leftoversIn(open())).toEqual([])
    expect(assetsIn(repository)).toEqual(['pkg-1.0/one'])
    expect(repository.releasesOf('pkg-1.0').filter(({ draft }) => draft)).toMatchObject([
      { assets: new Map([[expect.anything(), expect.objectContaining({ name: 'two' })]]) }
    ])
  })
})
