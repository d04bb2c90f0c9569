/** What a reindex reads of releases that any tool made, how much it asks, and what it makes of what is odd there. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import { removeVersions } from '../../src/python/remove-versions.ts'
import { failureOf } from '../support/artifacts.ts'
import { SIGNATURE } from '../support/attestations.ts'
import { startGithubFake, type GithubFake, type GithubFakeOptions } from '../support/github-fake/index.ts'
import { metadataOf, sdistOf, wheelOf } from '../support/python-distributions.ts'
import type { Store } from '../../src/stores/store.ts'
import { indexIn, wheelName, wheelSaying } from '../support/python-index.ts'
import {
  BESIDE,
  readsIn,
  releasesIn,
  SOURCE,
  writesTo,
  type Opening,
  type ReleasedIndex
} from '../support/released-index.ts'

const ONE = wheelName('narf', '1.0')
const TWO = wheelName('narf', '2.0')
const sources = [SOURCE]

let fake: GithubFake
let index: ReleasedIndex
afterEach(async () => {
  await index.close()
  await fake.close()
})

async function begin(options: GithubFakeOptions = {}, opening: Opening = {}): Promise<void> {
  fake = await startGithubFake({ repositories: { 'owner/repo': {}, 'owner/more': {} }, ...options })
  const [[, open] = []] = BESIDE
  if (open === undefined) throw new Error('there is no kind of store')
  index = await open(fake, opening)
}

const repo = () => fake.repository('owner/repo')
const names = async (folder = 'narf') => (await index.entries(folder)).map(({ filename }) => filename).sort()

describe('files', () => {
  beforeEach(() => begin())

  test('whose digest GitHub does not know are read whole, once', async () => {
    fake.setDigests(false)
    repo().addRelease('v1', { assets: { [ONE]: wheelOf(), 'narf-1.0.tar.gz': sdistOf() } })
    expect(await index.reindex({ sources })).toMatchObject({ hashed: 2, problems: [] })
    expect((await index.entries('narf')).map(({ digests }) => digests.sha256).sort()).toEqual(
      [sha256(wheelOf()), sha256(sdistOf())].sort()
    )
    fake.clear()
    expect(await index.reindex({ sources })).toMatchObject({ hashed: 0, changed: [] })
    expect(readsIn(fake)).toEqual([])
  })

  test('that have the same name and no digest are compared by their bytes', async () => {
    fake.setDigests(false)
    await index.push({ [ONE]: wheelOf(), [TWO]: wheelSaying('narf', '2.0', 'one') })
    const assets = { [ONE]: wheelOf(), [TWO]: wheelSaying('narf', '2.0', 'two') }
    repo().addRelease('v1', { assets })
    const { problems, hashed } = await index.reindex({ sources })
    expect(problems.map(({ what }) => what)).toEqual([expect.stringContaining(`${TWO} can't be indexed`)])
    expect(hashed).toBe(2)
  })

  test('that can be in no index are told one by one, and the others are entered', async () => {
    repo().addRelease('v1', {
      assets: {
        [ONE]: 'no zip at all',
        [TWO]: wheelOf({ version: '2.0' }),
        [wheelName('narf', '3.0')]: wheelOf({ version: '3.1' }),
        'narf-4.0.tar.gz': 'no tar',
        'a-b-1.0-1.tar.gz': sdistOf({ name: 'a', version: 'b-1.0-1' })
      }
    })
    for (let time = 0; time < 2; time += 1) {
      const { problems } = await index.reindex({ sources })
      expect(problems.map(({ what }) => what.split(' ')[0]).sort()).toEqual([
        'a-b-1.0-1.tar.gz',
        ONE,
        wheelName('narf', '3.0'),
        'narf-4.0.tar.gz'
      ])
    }
    expect(await names()).toEqual([TWO])
    expect(await index.page('')).not.toContain('a-b')
  })

  test('have beside them what lies on the same release: metadata only where it is theirs', async () => {
    const metadata = metadataOf('narf', '1.0')
    const assets = { [ONE]: wheelOf(), [`${ONE}.metadata`]: metadata, [`${ONE}.asc`]: SIGNATURE }
    repo().addRelease('v1', { assets })
    repo().addRelease('v2', { assets: { [TWO]: wheelOf({ version: '2.0' }), [`${TWO}.metadata`]: 'other' } })
    await index.reindex({ sources })
    const entries = await index.entries('narf')
    expect(
      entries.map(({ filename, coreMetadata, hasSignature }) => [filename, coreMetadata, hasSignature])
    ).toEqual(
      expect.arrayContaining([
        [ONE, sha256(metadata), true],
        [TWO, undefined, false]
      ])
    )
    expect(await index.page('narf')).toContain(`data-core-metadata="sha256=${sha256(metadata)}"`)
    fake.clear()
    expect(await index.reindex({ sources })).toMatchObject({ changed: [] })
    expect(readsIn(fake)).toEqual([])
    repo().removeAsset(repo().asset('v1', `${ONE}.metadata`)?.id ?? 0)
    expect(await index.reindex({ sources })).toMatchObject({ changed: [`narf: ${ONE}: brought up to date`] })
    expect(await index.page('narf')).not.toContain('data-core-metadata')
  })

  test('of one name on two releases are one where the bytes are, and the older counts where they are not', async () => {
    repo().addRelease('nightly', { assets: { [ONE]: wheelOf() } })
    fake.advance(60_000)
    repo().addRelease('nightly-2', { assets: { [ONE]: wheelOf(), [TWO]: wheelOf({ version: '2.0' }) } })
    fake.advance(60_000)
    repo().addRelease('a-third', { assets: { [ONE]: wheelSaying('narf', '1.0', 'other') } })
    const first = await index.reindex({ sources })
    expect(first.problems.map(({ what }) => what)).toEqual([expect.stringContaining('release a-third')])
    const [entry] = await index.entries('narf')
    expect(entry).toMatchObject({ filename: ONE, source: { tag: 'nightly' } })
    repo().removeRelease(repo().releasesOf('nightly')[0]?.id ?? 0)
    expect((await index.reindex({ sources })).changed).toEqual([`narf: ${ONE}: brought up to date`])
    expect((await index.entries('narf'))[0]?.source?.tag).toBe('nightly-2')
  })

  test('of a repository that was renamed go with it', async () => {
    repo().addRelease('v1', { assets: { [ONE]: wheelOf() } })
    await index.reindex({ sources })
    const [release] = repo().releasesOf('v1')
    const other = fake.repository('owner/more').addRelease('v1')
    for (const [id, asset] of release?.assets ?? [])
      (other.assets as Map<number, typeof asset>).set(id, asset)
    repo().removeRelease(release?.id ?? 0)
    fake.clear()
    const moved = await index.reindex({ sources: ['github://owner/more'] })
    expect(moved.changed).toEqual([`narf: ${ONE}: has other links`])
    expect(readsIn(fake)).toEqual([])
    expect(await index.page('narf')).toContain('/owner/more/releases/download/v1/')
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('that are put into the store become its own', async () => {
    repo().addRelease('v1', { assets: { [ONE]: wheelOf(), [TWO]: wheelOf({ version: '2.0' }) } })
    await index.reindex({ sources })
    const put = (name: string, bytes: Buffer) =>
      index.step((store) =>
        store.artifacts.create([
          {
            key: { package: 'narf', version: '1.0', path: `narf/${name}`, filename: name },
            body: { kind: 'buffer', bytes },
            ...{ sha256: sha256(bytes), executable: false, contentType: 'application/octet-stream' }
          }
        ])
      )
    await put(ONE, wheelOf())
    await put(TWO, wheelSaying('narf', '2.0', 'other'))
    expect(await index.problems()).toHaveLength(2)
    const { changed, problems } = await index.reindex()
    expect(changed).toEqual([`narf: ${ONE}: brought up to date`])
    expect(problems.map(({ what }) => what)).toEqual([
      expect.stringContaining(`${TWO} can't be indexed: what is stored in`)
    ])
    const sourceOf = (entry: { filename: string; source: unknown }) => [
      entry.filename,
      entry.source !== undefined
    ]
    expect((await index.entries('narf')).map(sourceOf).sort()).toEqual([
      [ONE, false],
      [TWO, true]
    ])
    expect(await index.page('narf')).toContain(`href="${ONE}#sha256=`)
  })

  test.each<[what: string, content: string, outcome: object]>([
    [
      'other bytes: refused, and nothing of it stays',
      'other',
      { failures: [expect.objectContaining({ what: ONE })] }
    ],
    ['the same bytes: they become its own', 'same', { failures: [], files: [{ outcome: 'same' }] }]
  ])('that come in while the same name is pushed with %s', async (_what, content, outcome) => {
    await index.push({ [TWO]: wheelOf({ version: '2.0' }) })
    repo().addRelease('v1', { assets: { [ONE]: wheelSaying('narf', '1.0', 'same') } })
    const pushed = await index.step((store) => {
      const create: Store['artifacts']['create'] = async (items) => {
        await index.reindex({ sources })
        return store.artifacts.create(items)
      }
      const racing = indexIn({ ...store, artifacts: { ...store.artifacts, create } })
      return racing.push({ [ONE]: wheelSaying('narf', '1.0', content) })
    })
    expect(pushed).toMatchObject(outcome)
    const entry = (await index.entries('narf')).find(({ filename }) => filename === ONE)
    expect(entry?.source === undefined).toBe(content === 'same')
    expect(await index.problems({ deep: true })).toEqual([])
    expect(await index.reindex({ sources })).toMatchObject({ changed: [], problems: [] })
  })

  test('of projects that are not named are left out', async () => {
    repo().addRelease('v1', {
      assets: { [ONE]: wheelOf(), [wheelName('troz', '1.0')]: wheelOf({ name: 'troz' }) }
    })
    expect(await index.reindex({ sources, packages: ['narf'] })).toMatchObject({ packages: 1, problems: [] })
    expect(await names('troz')).toEqual([])
    expect(await index.page('')).not.toContain('troz')
  })

  test('of a project that has gone from its releases after a removal leave no page behind', async () => {
    repo().addRelease('v1', { assets: { [ONE]: wheelOf(), [TWO]: wheelOf({ version: '2.0' }) } })
    await index.reindex({ sources })
    await index.step((store) => removeVersions(store, 'narf', { kind: 'keep', keep: 1 }))
    repo().removeRelease(repo().releasesOf('v1')[0]?.id ?? 0)
    await index.reindex({ sources })
    expect(await index.page('narf')).not.toContain('.whl')
    expect(await index.problems()).toEqual([])
  })
})

describe('a repository that', () => {
  test('is not there, or not to be seen, is an error before anything is written', async () => {
    await begin()
    repo().addRelease('v1', { assets: { [ONE]: wheelOf() } })
    const failing = index.reindex({ sources: [SOURCE, 'github://owner/none'] })
    expect(await failureOf(failing)).toMatchObject({ code: 'not-found' })
    expect(await index.page('')).toBe('')
  })

  test('is private is read with the token, and a check without it says that it did not look', async () => {
    await begin()
    repo().setPrivate(true)
    repo().addRelease('v1', { assets: { [ONE]: wheelOf() } })
    expect(await index.reindex({ sources })).toMatchObject({ versions: 1, problems: [] })
    expect(await index.problems({ deep: true })).toEqual([])
    fake.setTokens()
    expect(await index.problems()).toEqual([
      expect.stringMatching(
        /^github:\/\/owner\/repo can't be read, so the files on its releases were not looked at/
      )
    ])
    expect(await failureOf(index.reindex({ sources }))).toMatchObject({ message: expect.any(String) })
    expect(await names()).toEqual([ONE])
  })

  test('has more releases than GitHub lists keeps what was entered', async () => {
    await begin({ limits: { listedReleases: 2 } }, { pageSize: 2 })
    repo().addRelease('v1', { assets: { [ONE]: wheelOf() } })
    await index.reindex({ sources })
    for (const tag of ['a', 'b', 'c']) {
      fake.advance(60_000)
      repo().addRelease(tag)
    }
    const { changed, problems } = await index.reindex({ sources })
    expect([changed, problems.map((each) => [each.package, each.what])]).toEqual([
      [],
      [[SOURCE, expect.stringMatching(/the files of older ones were not looked for$/)]]
    ])
    expect(await index.reindex({ sources, full: true })).toMatchObject({ changed: [] })
    expect(await index.problems()).toEqual([])
    repo().removeRelease(repo().releasesOf('v1')[0]?.id ?? 0)
    expect((await index.reindex({ sources })).changed).toEqual([
      `narf: ${ONE}: dropped, its release does not have it any more`
    ])
  })

  test('has a thousand releases costs eleven requests to list and one a file, and what was read is not read again', async () => {
    await begin()
    const count = 1_000
    for (let number = 0; number < count; number += 1) {
      const version = `1.${number}`
      repo().addRelease(`v${version}`, { assets: { [wheelName('narf', version)]: wheelOf({ version }) } })
    }
    const before = releasesIn(fake)
    fake.clear()
    const denied = { kind: 'status', status: 403, message: 'no' } as const
    fake.faults({ operation: 'storage.asset', skip: 700, effect: denied })
    await failureOf(index.reindex({ sources }))
    const read = (await index.entries('narf')).length
    expect(read).toBeGreaterThan(600)
    fake.clearFaults()
    fake.clear()
    const { problems, versions } = await index.reindex({ sources })
    expect(versions).toBe(count)
    expect(problems.map(({ what }) => what)).toEqual([expect.stringContaining('a thousand releases or more')])
    expect(readsIn(fake)).toHaveLength(count - read)
    expect(fake.find({ host: 'api' }).length).toBeLessThanOrEqual(12)
    expect(releasesIn(fake)).toEqual(before)
    expect(writesTo(fake, 'owner/repo')).toEqual([])
  }, 120_000)
})
