import { describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import type { Store } from '../../src/stores/store.ts'
import { publish } from '../../src/tycho/publish.ts'
import {
  artifactOf,
  failureOf,
  keyOf,
  noise,
  outcomesOf,
  readAll,
  removeFound
} from '../support/artifacts.ts'
import { ask } from '../support/github-requests.ts'
import type { FakeToken, FaultEffect, GithubFake, Operation } from '../support/github-fake/index.ts'
import { assetsIn, debrisIn } from '../support/github-state.ts'
import { useGithub } from './github-bench.ts'
import { increment } from './github-changes.ts'
import { contentOf, textOf } from './s3-bench.ts'

const begin = useGithub()
const HOUR = 60 * 60 * 1000

const create = (store: Store, ...paths: string[]) =>
  outcomesOf(store.artifacts.create(paths.map((path) => artifactOf(path, `bytes of ${path}`))))

/** An upload of `file` by another client. */
function uploadTo(fake: GithubFake, release: number, body: string) {
  const at = `${fake.uploadsUrl}/repos/${fake.repository().name}/releases/${release}/assets?name=file`
  return ask(at, { body, headers: { 'content-type': 'text/plain' } })
}

async function pathsIn(store: Store): Promise<string[]> {
  const paths = []
  for await (const { path } of store.list('')) paths.push(path)
  return paths
}

describe('a release that others make at the same moment', () => {
  const servers = [
    { how: 'with GraphQL', options: {} },
    { how: 'without', options: { graphql: false } }
  ]

  test.each(servers)('of 8 that begin a version together, one makes it, $how', async ({ options }) => {
    const { open, repository } = await begin(options)
    const paths = Array.from({ length: 8 }, (_, index) => `pkg/file-${index}`)
    expect((await Promise.all(paths.map((path) => create(open(), path)))).flat()).toEqual(
      paths.map(() => 'created')
    )
    expect(assetsIn(repository)).toEqual(paths.map((path) => `pkg-1.0/${path.slice(4)}`))
    expect(debrisIn(repository)).toEqual([])
  })

  test.each(servers)('of 8 that create one file, one does, $how', async ({ options }) => {
    const { open, repository } = await begin(options)
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        outcomesOf(open().artifacts.create([artifactOf('pkg/file', `bytes of ${index}`)]))
      )
    )
    const winners = outcomes.flatMap(([outcome], index) => (outcome === 'created' ? [index] : []))
    expect(winners).toHaveLength(1)
    expect(await contentOf(open({ token: undefined }), 'pkg/file')).toBe(`bytes of ${winners[0]}`)
    expect([assetsIn(repository), debrisIn(repository)]).toEqual([['pkg-1.0/file'], []])
  })

  const moments = [
    { when: 'before it is looked for', operation: 'repos/create-release' },
    { when: 'while it is uploaded to', operation: 'repos/upload-release-asset' },
    { when: 'before it is published', operation: 'repos/update-release' }
  ] as const
  const seen = [0, 3]
  const table = servers.flatMap((server) =>
    moments.flatMap((moment) => seen.map((hidden) => ({ ...server, ...moment, hidden })))
  )

  test.each(table)(
    'that somebody publishes $when is attached to, $how, hidden from $hidden look-ups',
    async ({ options, operation, hidden }) => {
      const { fake, repository, open } = await begin(options)
      fake.faults({
        ...{ operation, times: 1 },
        before: async () => {
          fake.setHiddenLookups(hidden)
          // As another client does it: a release of ours would be seen at once.
          await ask(`${fake.apiUrl}/repos/${repository.name}/releases`, { json: { tag_name: 'pkg-1.0' } })
        }
      })
      const store = open()
      expect(await create(store, 'pkg/file', 'pkg/other')).toEqual(['created', 'created'])
      expect([assetsIn(repository), debrisIn(repository)]).toEqual([['pkg-1.0/file', 'pkg-1.0/other'], []])
      // No address of a draft gets out.
      const url = await store.artifacts.url(keyOf('pkg/file'))
      expect(url).toBe(`${fake.serverUrl}/${repository.name}/releases/download/pkg-1.0/file`)
      expect(await contentOf(open(), 'pkg/file')).toBe('bytes of pkg/file')
    }
  )

  test('that holds a file of that name is not touched: the same bytes are there, others a conflict', async () => {
    const { repository, open } = await begin()
    const assets = { file: 'bytes of pkg/file', other: 'theirs' }
    repository.addRelease('pkg-1.0', { assets, body: 'theirs' })
    expect(await create(open(), 'pkg/file')).toEqual(['exists'])
    const { code, message } = await failureOf(create(open(), 'pkg/other'))
    expect([code, message]).toEqual([
      'conflict',
      'release pkg-1.0 of owner/repo has a file other already, with other bytes'
    ])
    expect(repository.releasesOf('pkg-1.0')[0]).toMatchObject({ body: 'theirs', draft: false })
    await removeFound(open(), 'pkg/file')
    expect(assetsIn(repository)).toEqual(['pkg-1.0/other'])
  })
})

describe('a release that is published', () => {
  test.each([
    { makeLatest: 'true', prerelease: false },
    { makeLatest: 'false', prerelease: false },
    { makeLatest: 'legacy', prerelease: true }
  ] as const)('is what was asked for, and only once all its files are there: %j', async (release) => {
    const { fake, repository, open } = await begin()
    const published: number[] = []
    fake.onWrite(({ operation }) => {
      if (operation === 'repos/update-release')
        published.push(...repository.releasesOf('pkg-1.0').map(({ assets }) => assets.size))
    })
    await create(open({ release }), 'pkg/one', 'pkg/two')
    const { makeLatest, prerelease } = release
    expect(fake.find({ operation: 'repos/update-release' }).map(({ json }) => json)).toEqual([
      { draft: false, make_latest: makeLatest, prerelease }
    ])
    expect(repository.releasesOf('pkg-1.0')).toMatchObject([{ draft: false, prerelease }])
    expect(published).toEqual([2])
  })

  test('is not published again by those who come later', async () => {
    const { fake, repository, open } = await begin()
    await create(open(), 'pkg/one')
    await create(open({ release: { prerelease: true, makeLatest: 'false' } }), 'pkg/two')
    expect(fake.count({ operation: 'repos/update-release' })).toBe(1)
    expect(repository.releasesOf('pkg-1.0')).toMatchObject([{ prerelease: false }])
  })

  test.each([1, 3, 10])(
    'and hidden from %d look-ups is found, listed and attached to all the same',
    async (hiddenLookups) => {
      const { fake, repository, open } = await begin({ hiddenLookups })
      const hideAgain = () => {
        const [release] = repository.releasesOf('pkg-1.0')
        Object.assign(release!, { hidden: hiddenLookups })
      }
      expect(await create(open(), 'pkg/file')).toEqual(['created'])
      expect((await open().artifacts.find(keyOf('pkg/file')))?.size).toBe(17)
      hideAgain()
      expect(await contentOf(open({ token: undefined }), 'pkg/file')).toBe('bytes of pkg/file')
      hideAgain()
      expect(await pathsIn(open())).toEqual(['pkg/file'])
      hideAgain()
      expect(await pathsIn(open({ token: undefined }))).toEqual(['pkg/file'])
      hideAgain()
      expect(await create(open(), 'pkg/other')).toEqual(['created'])
      expect([assetsIn(repository), debrisIn(repository)]).toEqual([['pkg-1.0/file', 'pkg-1.0/other'], []])
      expect(fake.count({ operation: 'repos/create-release' })).toBe(1)
    }
  )
})

describe('what may not be published', () => {
  test('because a ruleset keeps the tag leaves no draft, and is possible once it may', async () => {
    const { repository, open } = await begin()
    repository.setBlockedTags(/^pkg-/)
    expect((await failureOf(create(open(), 'pkg/file'))).code).toBe('denied')
    expect([...repository.releases.values()]).toEqual([])
    repository.setBlockedTags(undefined)
    expect(await create(open(), 'pkg/file')).toEqual(['created'])
    expect([assetsIn(repository), debrisIn(repository)]).toEqual([['pkg-1.0/file'], []])
  })

  test('because its target brings workflow files leaves no draft, and that is said', async () => {
    const { repository, open } = await begin()
    const target = repository.commit('feature', { '.github/workflows/new.yml': 'on: push\n' })
    const { code, message, hint } = await failureOf(create(open({ release: { target } }), 'pkg/file'))
    expect([code, message]).toEqual([
      'denied',
      'the tag pkg-1.0 of owner/repo may not be put on `target`: 403: Resource not accessible by integration'
    ])
    expect(hint).toMatch(/workflow files.*`target`/)
    expect([...repository.releases.values()]).toEqual([])
    expect(await create(open(), 'pkg/file')).toEqual(['created'])
  })

  test('because its target is not there leaves no draft, and that is said', async () => {
    const { repository, open } = await begin()
    const { code, hint } = await failureOf(create(open({ release: { target: 'nowhere' } }), 'pkg/file'))
    expect([code, hint]).toEqual([
      'input',
      'Name a branch, or a commit that was pushed; or leave `target` out.'
    ])
    expect([...repository.releases.values()]).toEqual([])
  })

  test('because an immutable release had the tag leaves no draft, and that is said', async () => {
    const { repository, open } = await begin()
    repository.setImmutableReleases(true)
    const { id } = repository.addRelease('pkg-1.0', {})
    repository.removeRelease(id)
    const { code, hint } = await failureOf(create(open(), 'pkg/file'))
    expect([code, hint]).toEqual(['denied', expect.stringContaining('choose another `tag`')])
    expect([...repository.releases.values()]).toEqual([])
  })

  test('for want of an answer stays for the step that is repeated', async () => {
    const { fake, repository, open } = await begin()
    fake.faults({ operation: 'repos/update-release', effect: { kind: 'status', status: 502 } })
    const { code } = await failureOf(create(open({ tuning: { attempts: 3 } }), 'pkg/file'))
    expect([code, fake.count({ operation: 'repos/update-release' })]).toEqual(['unavailable', 3])
    fake.clearFaults()
    fake.clear()
    expect(await create(open(), 'pkg/file')).toEqual(['exists'])
    expect(fake.count({ operation: 'repos/upload-release-asset' })).toBe(0)
    expect([assetsIn(repository), debrisIn(repository)]).toEqual([['pkg-1.0/file'], []])
  })

  test('as far as its reply says is not deleted where it is public: others count on it', async () => {
    const { fake, repository, open } = await begin()
    fake.faults({ operation: 'repos/update-release', effect: { kind: 'lost' } })
    expect((await failureOf(create(open({ tuning: { attempts: 3 } }), 'pkg/file'))).code).toBe('unavailable')
    expect(assetsIn(repository)).toEqual(['pkg-1.0/file'])
  })

  test('on an immutable release is refused before anything is sent', async () => {
    const { fake, repository, open } = await begin()
    repository.setImmutableReleases(true)
    repository.addRelease('pkg-1.0', { assets: { other: 'theirs' } })
    expect((await failureOf(create(open(), 'pkg/file'))).code).toBe('conflict')
    expect(fake.requests.filter(({ method, key }) => method !== 'GET' && key !== 'repository')).toEqual([])
  })

  test.each([
    { what: 'the same bytes are there', content: 'bytes of pkg/file' },
    { what: 'others are a conflict to whoever compares them', content: 'other bytes' }
  ])('on a release that is closed before the upload is told by what it holds: $what', async ({ content }) => {
    const { open, repository, fake } = await begin()
    repository.setImmutableReleases(true)
    await create(open(), 'zero/file')
    let other: unknown
    const after = async () => {
      other = await outcomesOf(open().artifacts.create([artifactOf('pkg/file', content)]))
    }
    fake.faults({ operation: 'graphql.query', key: /createCommit/, times: 1, after })
    expect(await create(open(), 'pkg/file')).toEqual(['exists'])
    expect(other).toEqual(['created'])
    expect(await contentOf(open(), 'pkg/file')).toBe(content)
    expect(debrisIn(repository)).toEqual([])
  })
})

describe('an upload', () => {
  const failures: readonly FaultEffect[] = [
    { kind: 'starter' },
    { kind: 'status', status: 502 },
    { kind: 'cut-request', bytes: 1 }
  ]

  test.each(failures)('that never succeeds ends, and leaves nothing: $kind', async (effect) => {
    const { fake, repository, open } = await begin()
    fake.faults({ operation: 'repos/upload-release-asset', effect })
    const { code, message, hint } = await failureOf(create(open({ tuning: { attempts: 4 } }), 'pkg/file'))
    expect([code, hint]).toEqual(['unavailable', expect.stringContaining('run the step again')])
    expect(message).toMatch(/^uploading file to release pkg-1\.0/)
    expect(fake.count({ operation: 'repos/upload-release-asset' })).toBe(4)
    expect([...repository.releases.values()]).toEqual([])
  })

  test('whose name stays taken by nothing that is listed ends, and is not sent hundreds of times', async () => {
    const { fake, open } = await begin()
    fake.faults({
      operation: 'repos/upload-release-asset',
      effect: { kind: 'status', status: 422, code: 'already_exists' }
    })
    expect((await failureOf(create(open({ tuning: { attempts: 4 } }), 'pkg/file'))).code).toBe('unavailable')
    expect(fake.count({ operation: 'repos/upload-release-asset' })).toBe(4)
  })

  test('that is found complete after a 502 is its own, also where it was carried out late', async () => {
    const { fake, repository, open } = await begin()
    fake.faults(
      { operation: 'repos/upload-release-asset', times: 1, effect: { kind: 'status', status: 502 } },
      {
        ...{ operation: 'repos/list-release-assets', times: 1 },
        after: async () => {
          const got = await uploadTo(fake, repository.releasesOf('pkg-1.0')[0]!.id, 'bytes of pkg/file')
          expect(got.status).toBe(201)
        }
      }
    )
    expect(await create(open(), 'pkg/file')).toEqual(['created'])
    expect(fake.find({ operation: 'repos/upload-release-asset' }).map(({ status }) => status)).toEqual([
      502, 201, 422
    ])
    expect([assetsIn(repository), debrisIn(repository)]).toEqual([['pkg-1.0/file'], []])
  })

  const clocks = [
    { clock: 'right', ahead: 0 },
    { clock: 'an hour fast', ahead: -HOUR },
    { clock: 'an hour slow', ahead: HOUR }
  ]

  test.each(clocks)(
    'waits for that of somebody else under its name, and does not send the file again for that, by a clock that is $clock',
    async ({ ahead }) => {
      const { fake, open } = await begin()
      fake.advance(ahead)
      await create(open(), 'pkg/other')
      fake.faults({ operation: 'repos/upload-release-asset', times: 1, delay: 200 })
      const [first, second] = [open(), open()]
      const outcomes = Promise.all([create(first, 'pkg/file'), create(second, 'pkg/file')])
      expect((await outcomes).flat().sort()).toEqual(['created', 'exists'])
      expect(fake.count({ operation: 'repos/delete-release-asset' })).toBe(0)
      expect(fake.count({ operation: 'repos/upload-release-asset', key: /name=file/ })).toBeLessThanOrEqual(3)
    }
  )

  test.each(clocks)(
    'takes the place of one that was given up, by a clock that is $clock',
    async ({ ahead }) => {
      const { fake, repository, open } = await begin()
      fake.advance(ahead)
      await create(open(), 'pkg/other')
      fake.faults({
        operation: 'repos/upload-release-asset',
        key: /name=file/,
        times: 1,
        effect: { kind: 'starter' }
      })
      await uploadTo(fake, repository.releasesOf('pkg-1.0')[0]!.id, 'x')
      expect(debrisIn(repository)).toEqual(['half of file on pkg-1.0'])
      expect(await create(open({ tuning: { starterPatience: 100 } }), 'pkg/file')).toEqual(['created'])
      expect([await contentOf(open(), 'pkg/file'), debrisIn(repository)]).toEqual(['bytes of pkg/file', []])
    }
  )

  test('is one of few at once, however many releases are made', async () => {
    const { open, fake } = await begin()
    const store = open()
    const making = ['repos/upload-release-asset', 'repos/create-release', 'repos/update-release'] as const
    fake.faults(...making.map((operation) => ({ operation, delay: 20 })))
    const paths = (name: string) => Array.from({ length: 20 }, (_, index) => `${name}${index}/file`)
    await Promise.all([create(store, ...paths('one')), create(store, ...paths('two'))])
    const made = making.flatMap((operation) => fake.find({ operation }))
    const atOnce = made.map(
      ({ startedAt: at }) =>
        made.filter((other) => other.startedAt <= at && (other.endedAt ?? Infinity) > at).length
    )
    expect(made).toHaveLength(120)
    expect(Math.max(...atOnce)).toBe(4)
  })

  test('to a release that is full says so, also where others fill it meanwhile', async () => {
    const { repository, open } = await begin({ limits: { assetsPerRelease: 2 } })
    repository.addRelease('pkg-1.0', { assets: { one: '1', two: '2' } })
    const { code, message, hint } = await failureOf(create(open(), 'pkg/file'))
    expect([code, hint]).toEqual(['unsupported', expect.stringContaining('`{package}` and `{version}`')])
    expect(message).toContain('1,000 assets')
  })

  test('to one of 1,000 files is refused before anything is sent', async () => {
    const { fake, repository, open } = await begin()
    const assets = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`file-${index}`, 'x']))
    repository.addRelease('pkg-1.0', { assets })
    const { code } = await failureOf(create(open({ tuning: { pageSize: 100 } }), 'pkg/file'))
    expect([code, fake.count({ method: 'POST', operation: 'repos/upload-release-asset' })]).toEqual([
      'unsupported',
      0
    ])
  })

  test('is told by what lies past the first page of assets', async () => {
    const { repository, open } = await begin({ limits: { embeddedAssets: 30 } })
    const store = open({ tuning: { pageSize: 10 } })
    const names = Array.from({ length: 45 }, (_, index) => `pkg/file-${index}`)
    await create(store, ...names)
    const again = open({ tuning: { pageSize: 10 } })
    expect((await again.artifacts.find(keyOf('pkg/file-44')))?.size).toBe('bytes of pkg/file-44'.length)
    expect(await create(again, 'pkg/file-44', 'pkg/file-45')).toEqual(['exists', 'created'])
    expect(await pathsIn(again)).toHaveLength(46)
    expect(assetsIn(repository)).toHaveLength(46)
  })
})

describe('what a killed job left', () => {
  test('is left over, unless it is a draft with files that the next step publishes', async () => {
    const { fake, repository, open } = await begin()
    const interrupted = async (path: string, operation: Operation, effect: FaultEffect) => {
      fake.faults({ operation, effect })
      await failureOf(create(open({ tuning: { attempts: 2 } }), path))
      fake.clearFaults()
    }
    const badGateway: FaultEffect = { kind: 'status', status: 502 }
    await interrupted('filled/file', 'repos/update-release', badGateway)
    const body = 'not elected <!-- registry-action abc -->'
    repository.addRelease('other-1.0', { draft: true, body, assets: { file: 'bytes' } })
    repository.addRelease('theirs-1.0', { draft: true, body: 'theirs' })
    await create(open(), 'half/other')
    fake.faults({ operation: 'repos/delete-release-asset', effect: badGateway })
    await interrupted('half/file', 'repos/upload-release-asset', { kind: 'starter' })
    const found = []
    const store = open()
    for await (const left of store.leftovers()) {
      found.push(left.path)
      await left.discard()
    }
    expect(found.sort()).toEqual(['file of release half-1.0', 'release other-1.0 (a draft)'])
    expect(debrisIn(repository).sort()).toEqual(['a draft of filled-1.0', 'a draft of theirs-1.0'])
    expect(await create(open(), 'filled/file')).toEqual(['exists'])
    expect(assetsIn(repository)).toEqual(['filled-1.0/file', 'half-1.0/other'])
  })
})

describe('a download', () => {
  const bytes = noise(200_000, 'download')
  const opened = async (store: Store, range?: { start: number; end?: number }) => {
    const found = await store.artifacts.open(keyOf('pkg/file'), range === undefined ? {} : { range })
    return found === undefined ? undefined : readAll(found.body)
  }
  const wholes = [
    { part: 'whole', range: undefined, wanted: bytes },
    { part: 'a part', range: { start: 150_000, end: 150_010 }, wanted: bytes.subarray(150_000, 150_010) },
    { part: 'the end', range: { start: 100_000 }, wanted: bytes.subarray(100_000) }
  ]
  const storages = [
    { storage: 'as GitHub’s', options: {}, effect: undefined },
    { storage: 'that knows no ranges', options: { ranges: false }, effect: undefined },
    { storage: 'that gives the bytes itself', options: { directDownloads: true }, effect: undefined },
    { storage: 'that refuses ranges', options: {}, effect: { kind: 'status', status: 416 } }
  ] as const
  const ways = [{ repository: 'public' }, { repository: 'private' }] as const
  const table = storages.flatMap((storage) =>
    wholes.flatMap((whole) => ways.map((way) => ({ ...storage, ...whole, ...way })))
  )

  test.each(table)('from a $repository repository and a storage $storage: $part', async (row) => {
    const { fake, repository, open } = await begin(row.options)
    repository.setPrivate(row.repository === 'private')
    await open().artifacts.create([artifactOf('pkg/file', bytes)])
    const { effect } = row
    if (effect !== undefined)
      fake.faults({
        operation: 'storage.asset',
        where: ({ headers }) => headers['range'] !== undefined,
        effect
      })
    expect((await opened(open(), row.range))?.equals(row.wanted)).toBe(true)
    fake.clearFaults()
    fake.faults({
      operation: ['storage.asset', 'repos/get-release-asset'],
      effect: { kind: 'cut', bytes: 70_000 },
      times: 2
    })
    expect((await opened(open(), row.range))?.equals(row.wanted)).toBe(true)
  })

  test.each([403, 618] as const)(
    'goes on where its address expired meanwhile, with %d',
    async (expiredStatus) => {
      const { fake, open } = await begin({ expiredStatus })
      await open().artifacts.create([artifactOf('pkg/file', bytes)])
      const store = open()
      expect((await opened(store))?.equals(bytes)).toBe(true)
      fake.advance(3_600_000)
      fake.clear()
      fake.faults({ operation: 'storage.asset', skip: 1, times: 1, effect: { kind: 'cut', bytes: 1000 } })
      expect((await opened(store))?.equals(bytes)).toBe(true)
      expect(fake.find({ host: 'storage' }).map(({ status }) => status)).toEqual([expiredStatus, 200, 206])
    }
  )

  test('of what was replaced by other bytes of the same name is a conflict', async () => {
    const { repository, open } = await begin()
    repository.setPrivate(true)
    const store = open()
    await open().artifacts.create([artifactOf('pkg/file', bytes)])
    const { revision } = (await store.artifacts.find(keyOf('pkg/file')))!
    await removeFound(open(), 'pkg/file')
    await open().artifacts.create([artifactOf('pkg/file', noise(bytes.length, 'other'))])
    expect((await failureOf(store.artifacts.open(keyOf('pkg/file'), { revision }))).code).toBe('conflict')
  })
})

describe('a token', () => {
  test('goes to GitHub’s own hosts alone, whatever is done', async () => {
    for (const options of [{}, { graphql: false }, { enterprise: true }]) {
      const { fake, repository, open } = await begin(options)
      repository.setPrivate(true)
      const store = open()
      await create(store, 'pkg/one', 'pkg/two')
      await increment(store)
      await contentOf(store, 'pkg/one')
      await pathsIn(store)
      await removeFound(store, 'pkg/one')
      for (const { host, headers } of fake.requests)
        expect([host, headers['authorization']]).toEqual([
          host,
          host === 'storage' ? undefined : `Bearer ${fake.token}`
        ])
      expect(fake.count({ host: 'storage' })).toBeGreaterThan(0)
    }
  })

  const readOnly: FakeToken[] = [{ token: 'ghs_fake', permissions: { contents: 'read' } }]
  const none: FakeToken[] = [{ token: 'ghs_fake', permissions: { contents: 'none' } }]
  const tokens = [
    {
      what: 'that is wrong',
      given: 'ghs_wrong',
      tokens: [{ token: 'ghs_fake' }],
      says: /^The token is wrong/
    },
    {
      what: 'that is missing',
      given: undefined,
      tokens: [{ token: 'ghs_fake' }],
      says: /^No token was given/
    },
    {
      what: 'that may only read, as a fork’s',
      given: 'ghs_fake',
      tokens: readOnly,
      says: /`permissions: \{ contents: write \}`.* fork /
    },
    {
      what: 'that may nothing',
      given: 'ghs_fake',
      tokens: none,
      says: /`permissions: \{ contents: write \}`/
    }
  ]

  test.each(tokens)('$what: what is missing is said, and nothing left', async (row) => {
    const { fake, repository, open } = await begin({ tokens: row.tokens })
    for (const write of [
      () => create(open({ token: row.given }), 'pkg/file'),
      () => open({ token: row.given }).documents.swap('doc', 'absent', Buffer.from('x'))
    ]) {
      const { code, hint } = await failureOf(write())
      expect([code, hint]).toEqual(['denied', expect.stringMatching(row.says)])
    }
    expect([repository.releases.size, repository.files('registry')]).toEqual([0, []])
    expect(fake.requests.length).toBeLessThan(10)
  })

  test('that may only read reads', async () => {
    const { open, fake } = await begin({
      tokens: [{ token: 'ghs_writer' }, { token: 'ghs_reader', permissions: { contents: 'read' } }]
    })
    await create(open(), 'pkg/file')
    const reader = open({ token: 'ghs_reader' })
    expect(await contentOf(reader, 'pkg/file')).toBe('bytes of pkg/file')
    expect(await pathsIn(reader)).toEqual(['pkg/file'])
    expect(fake.count({ status: 403 })).toBe(0)
  })
})

describe('a file of a size that GitHub does not take', () => {
  test.each([0, 2 ** 31])('(%d bytes) is refused before any request', async (size) => {
    const { fake, files, open } = await begin()
    const path = await files.sparse('file', size)
    const body = { kind: 'file', path, size, stamp: 'x' } as const
    const { code, message } = await failureOf(
      open().artifacts.create([{ ...artifactOf('pkg/file', 'x'), body }])
    )
    expect([code, message]).toEqual(['unsupported', expect.stringContaining(`${size} bytes`)])
    expect(fake.requests).toEqual([])
  })
})

describe('a commit whose reply was lost', () => {
  const kinds = ['lost', 'lost-status'] as const
  test.each(kinds)('(%s) is told from the next ones, which somebody else made at once', async (kind) => {
    const { fake, open } = await begin()
    const [store, other] = [open(), open()]
    await increment(store)
    fake.faults({
      ...{ operation: 'graphql.query', key: /createCommit/, times: 1, effect: { kind } },
      after: async () => {
        for (let more = 0; more < 10; more += 1) await increment(other)
      }
    })
    await increment(store)
    expect(await textOf(other, 'counter')).toBe('12')
  })

  test('is found to have been made, though only later', async () => {
    const { fake, repository, open } = await begin()
    const store = open()
    await increment(store)
    let message = ''
    fake.faults(
      {
        ...{
          operation: 'graphql.query',
          key: /createCommit/,
          times: 1,
          effect: { kind: 'status', status: 502 }
        },
        before: ({ json }) => {
          message = /"body":"([^"]*)"/.exec(JSON.stringify(json))?.[1]?.replaceAll('\\n', '\n') ?? ''
        }
      },
      {
        ...{ operation: 'repos/list-commits', times: 1 },
        after: () => void repository.commit('registry', { counter: '2' }, `change counter\n\n${message}`)
      }
    )
    await increment(store)
    expect(await textOf(open(), 'counter')).toBe('2')
    expect(repository.history('registry')).toHaveLength(2)
  })

  test.each([0.05, 0.2])('of %d of all: 8 that add one 10 times end at 80', async (probability) => {
    const { fake, open } = await begin()
    const operation = 'graphql.query'
    fake.faults(
      { operation, probability: probability / 2, seed: 1, effect: { kind: 'lost' } },
      { operation, probability: probability / 2, seed: 2, effect: { kind: 'lost-status' } }
    )
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const store = open()
        for (let done = 0; done < 10; done += 1) expect(await increment(store)).toBe(true)
      })
    )
    fake.clearFaults()
    expect(await textOf(open(), 'counter')).toBe('80')
  })
})

test('a version that was pushed is what its record says, also where every tenth request fails', async () => {
  const effects: FaultEffect[] = [
    { kind: 'lost' },
    { kind: 'status', status: 502 },
    { kind: 'reset' },
    { kind: 'lost-status' }
  ]
  for (let seed = 1; seed <= 10; seed += 1) {
    const { fake, repository, open } = await begin()
    fake.faults(...effects.map((effect, index) => ({ probability: 0.03, seed: seed * 10 + index, effect })))
    const bytes = Buffer.from(`bytes of ${seed}`)
    await Promise.all(
      ['1', '2', '3'].map((version) =>
        publish(open(), {
          ...{
            package: 'pkg',
            version,
            body: { kind: 'buffer', bytes },
            sha256: sha256(bytes),
            executable: false
          },
          ...{ filename: 'narf.bin', localName: undefined, promote: 'if-newer', ifExists: 'same' }
        })
      )
    )
    fake.clearFaults()
    expect([seed, await textOf(open(), 'pkg/tycho.json')]).toEqual([
      seed,
      expect.stringMatching(/"latest": ?"3"/)
    ])
    expect([seed, debrisIn(repository), assetsIn(repository)]).toEqual([
      ...[seed, []],
      ['1', '2', '3'].map((version) => `pkg-${version}/narf.bin`)
    ])
  }
})
