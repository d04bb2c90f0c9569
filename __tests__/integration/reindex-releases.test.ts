/** Distributions on releases that any tool made, entered into an index in each kind of store. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import { findProject, removeVersions } from '../../src/python/remove-versions.ts'
import { yankVersion } from '../../src/python/yank.ts'
import type { Store } from '../../src/stores/store.ts'
import { SIGNATURE } from '../support/attestations.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { sdistOf, wheelOf } from '../support/python-distributions.ts'
import { wheelName, wheelSaying } from '../support/python-index.ts'
import {
  BESIDE,
  readsIn,
  releasesIn,
  SOURCE,
  writesTo,
  type ReleasedIndex
} from '../support/released-index.ts'

const ONE = wheelName('narf', '1.0')
const TWO = wheelName('narf', '2.0')
const SDIST = 'narf-2.0.tar.gz'
const sources = [SOURCE]

let fake: GithubFake
let index: ReleasedIndex
beforeEach(async () => {
  fake = await startGithubFake({ repositories: { 'owner/repo': {}, 'owner/more': {} } })
})
afterEach(async () => {
  await index.close()
  await fake.close()
})

const repo = () => fake.repository('owner/repo')
const names = async (folder = 'narf') => (await index.entries(folder)).map(({ filename }) => filename).sort()
const addressOf = (tag: string, name: string) =>
  `${fake.serverUrl}/owner/repo/releases/download/${tag}/${name}`

function addReleases(): void {
  repo().addRelease('v1.0', { assets: { [ONE]: wheelOf(), 'narf.exe': 'MZ', 'SHA256SUMS.txt': 'x' } })
  repo().addRelease('narf/v2.0', {
    prerelease: true,
    assets: { [TWO]: wheelOf({ version: '2.0' }), [SDIST]: sdistOf({ version: '2.0' }) }
  })
  repo().addRelease('v3.0', {
    draft: true,
    assets: { [wheelName('narf', '3.0')]: wheelOf({ version: '3.0' }) }
  })
  repo().addRelease('troz', { assets: { [wheelName('troz', '1.0')]: wheelOf({ name: 'troz' }) } })
}

function replace(tag: string, name: string, bytes: Buffer): void {
  const { id = 0 } = repo().asset(tag, name) ?? {}
  repo().removeAsset(id)
  const [release] = repo().releasesOf(tag)
  const spare = repo().addRelease(`spare-${name}`, { assets: { [name]: bytes } })
  for (const [key, asset] of spare.assets) (release?.assets as Map<number, typeof asset>).set(key, asset)
  repo().removeRelease(spare.id)
}

async function pathsIn(store: Store): Promise<string[]> {
  const paths: string[] = []
  for await (const { path } of store.list('')) paths.push(path)
  return paths
}

describe.each(BESIDE)('in %s', (_place, open) => {
  beforeEach(async () => {
    addReleases()
    index = await open(fake)
  })

  test('what is published is entered by its address and digest, and stays as it is', async () => {
    const before = releasesIn(fake)
    const done = await index.reindex({ sources })
    expect(done).toEqual({
      ...{ packages: 2, versions: 4, problems: [], hashed: 0 },
      changed: [
        ...[ONE, TWO, SDIST].sort().map((name) => `narf: ${name}: added`),
        `troz: ${wheelName('troz', '1.0')}: added`
      ]
    })
    expect(releasesIn(fake)).toEqual(before)
    expect(writesTo(fake, 'owner/repo').filter(({ key }) => key.includes('release'))).toEqual([])
    const entries = new Map((await index.entries('narf')).map((entry) => [entry.filename, entry]))
    expect([...entries.keys()].sort()).toEqual([ONE, TWO, SDIST].sort())
    expect(entries.get(TWO)).toMatchObject({
      ...{ url: addressOf('narf/v2.0', TWO), source: { repository: SOURCE, tag: 'narf/v2.0' } },
      ...{
        digests: { sha256: sha256(wheelOf({ version: '2.0' })) },
        coreMetadata: undefined,
        baseUrl: undefined
      }
    })
    const page = await index.page('narf')
    expect(page).toContain(`${addressOf('v1.0', ONE)}#sha256=${sha256(wheelOf())}`)
    expect(page).not.toContain('data-core-metadata')
    expect(await index.page('')).toContain('troz')
    const stored = await index.step(pathsIn)
    expect(stored.filter((path) => /\.(?:whl|tar\.gz|metadata)$/.test(path))).toEqual([])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('again, nothing is opened and nothing is written', async () => {
    await index.reindex({ sources })
    const record = () => index.step((store) => store.documents.read('narf/manifest.json'))
    const state = await record()
    fake.clear()
    for (const full of [false, true]) {
      expect(await index.reindex({ sources, full })).toMatchObject({ changed: [], problems: [], versions: 4 })
      expect(readsIn(fake).length).toBe(full ? 4 : 0)
      expect(await record()).toEqual(state)
    }
  })

  test('without its source an entry stays, and the releases are not asked', async () => {
    await index.reindex({ sources })
    repo().removeRelease(repo().releasesOf('v1.0')[0]?.id ?? 0)
    fake.clear()
    for (const full of [false, true])
      expect(await index.reindex({ full })).toMatchObject({ changed: [], problems: [], versions: 4 })
    if (!index.isOwn) expect(fake.find({ repository: 'owner/repo' })).toEqual([])
    expect(await names()).toEqual([ONE, TWO, SDIST].sort())
  })

  test('what was exchanged or has gone is told, and then brought in line', async () => {
    await index.reindex({ sources })
    const other = wheelSaying('narf', '1.0', 'other')
    replace('v1.0', ONE, other)
    for (const name of [TWO, SDIST]) repo().removeAsset(repo().asset('narf/v2.0', name)?.id ?? 0)
    expect((await index.problems()).sort()).toEqual(
      [
        `narf ${SDIST} is not on release narf/v2.0 of ${SOURCE} any more`,
        `narf ${TWO} is not on release narf/v2.0 of ${SOURCE} any more`,
        `narf ${ONE} was exchanged on release v1.0 of ${SOURCE} since it was indexed`
      ].sort()
    )
  })

  test('what was exchanged is read again, and what has gone is dropped', async () => {
    await index.reindex({ sources })
    const other = wheelSaying('narf', '1.0', 'other')
    replace('v1.0', ONE, other)
    for (const name of [TWO, SDIST]) repo().removeAsset(repo().asset('narf/v2.0', name)?.id ?? 0)
    repo().removeRelease(repo().releasesOf('troz')[0]?.id ?? 0)
    const done = await index.reindex({ sources })
    expect(done).toMatchObject({ problems: [], versions: 1 })
    expect(done.changed).toEqual(
      [
        ...[TWO, SDIST].sort().map((name) => `narf: ${name}: dropped, its release does not have it any more`),
        `narf: ${ONE}: replaced`,
        `troz: ${wheelName('troz', '1.0')}: dropped, its release does not have it any more`
      ].sort()
    )
    const page = await index.page('narf')
    expect(page).toContain(sha256(other))
    expect(page).not.toContain(TWO)
    expect(await index.page('troz')).not.toContain('1.0-py3')
    expect(await index.page('')).not.toContain('troz')
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('what was pushed stays beside it, and a push of a name that was entered is held against it', async () => {
    await index.reindex({ sources })
    const four = wheelName('narf', '4.0')
    expect(await index.push({ [four]: wheelOf({ version: '4.0' }) })).toMatchObject({ failures: [] })
    const same = await index.push({
      [ONE]: wheelOf(),
      [`${ONE}.asc`]: SIGNATURE
    })
    expect(same.failures).toEqual([])
    expect(same.files).toMatchObject([{ outcome: 'same' }])
    const other = await index.push({ [ONE]: wheelSaying('narf', '1.0', 'other') })
    expect(other.failures.map(({ error }) => error.message)).toEqual([
      expect.stringContaining(`${ONE} exists already with other bytes`)
    ])
    expect(await index.reindex({ sources })).toMatchObject({ changed: [], problems: [] })
    expect(await index.reindex()).toMatchObject({ changed: [], problems: [] })
    expect(await names()).toEqual([ONE, TWO, SDIST, four].sort())
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('of one name and other bytes the first stays, and the other is told', async () => {
    if (!index.isOwn) await index.push({ [ONE]: wheelSaying('narf', '1.0', 'pushed') })
    fake.repository('owner/more').addRelease('x', {
      assets: { [TWO]: wheelSaying('narf', '2.0', 'other'), [SDIST]: sdistOf({ version: '2.0' }) }
    })
    const rival = (name: string, where: string, first: string) =>
      `${name} can't be indexed: ${where} has other bytes under that name than the file that ${first}`
    const told = [
      ...(index.isOwn ? [] : [rival(ONE, `release v1.0 of ${SOURCE}`, 'was pushed to the index')]),
      rival(TWO, 'release x of github://owner/more', `lies on release narf/v2.0 of ${SOURCE}`)
    ]
    for (let time = 0; time < 2; time += 1) {
      const { problems } = await index.reindex({ sources: [SOURCE, 'github://owner/more'] })
      expect(problems.map(({ what }) => what).sort()).toEqual(told.sort())
    }
    expect(await names()).toEqual([ONE, TWO, SDIST].sort())
    const sdist = (await index.entries('narf')).find(({ filename }) => filename === SDIST)
    expect(sdist?.source?.repository).toBe(SOURCE)
  })

  test('a removed version stays out, a yank stays, and the releases are left alone', async () => {
    await index.reindex({ sources })
    const before = releasesIn(fake)
    fake.clear()
    await index.step(async (store) => {
      const selection = { kind: 'versions', versions: ['1.0'] } as const
      expect(await removeVersions(store, 'narf', selection)).toEqual(['1.0'])
      await yankVersion(store, await findProject(store, 'narf'), '2.0', { reason: 'bad' })
    })
    expect(releasesIn(fake)).toEqual(before)
    expect(writesTo(fake, 'owner/repo').filter(({ key }) => key.includes('release'))).toEqual([])
    expect(await index.reindex({ sources })).toMatchObject({ changed: [], problems: [] })
    expect(await index.reindex({ sources, full: true })).toMatchObject({ changed: [], problems: [] })
    expect((await index.entries('narf')).map(({ filename, yanked }) => [filename, yanked])).toEqual(
      expect.arrayContaining([TWO, SDIST].map((name) => [name, 'bad']))
    )
    expect(await names()).toEqual([TWO, SDIST].sort())
  })
})
