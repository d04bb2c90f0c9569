import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { silent } from '../../src/log.ts'
import { publish } from '../../src/python/publish.ts'
import { parseRecord } from '../../src/python/record.ts'
import { inspect, repair } from '../../src/python/registry.ts'
import { findProject, removeVersions } from '../../src/python/remove-versions.ts'
import { yankVersion } from '../../src/python/yank.ts'
import { inspect as inspectPackages, repair as repairPackages } from '../../src/tycho/inspect.ts'
import type { Store } from '../../src/stores/store.ts'
import { artifactOf, failureOf } from '../support/artifacts.ts'
import { documentsIn, indexedIn, pushVersion, pushWheels, wheelFor } from '../support/github-held.ts'
import { ask } from '../support/github-requests.ts'
import { assetsIn, debrisIn, violationsIn } from '../support/github-state.ts'
import { useGithub, type GithubChanges } from './github-bench.ts'
import { contentOf } from './s3-bench.ts'

const begin = useGithub()

const HOLD: GithubChanges = { release: { publish: false } }
const SHARED: GithubChanges = { tag: 'v{version}' }
const NOW = new Date('2026-01-02T03:04:05Z')
const TAGS = ['cp310', 'cp311', 'cp312', 'cp313']
const namesFor = (tags: readonly string[]) => tags.map((tag) => wheelFor(tag).file.filename)
const DAY = 25 * 60 * 60 * 1000

describe('a file that is held', () => {
  test('lies in a draft that nobody sees, and nothing names it', async () => {
    const { repository, open } = await begin()
    const create = (content: string) =>
      open(HOLD).artifacts.create([artifactOf('pkg/one', content), artifactOf('pkg/two', 'two')])
    expect(await create('one')).toMatchObject([
      { outcome: 'held', there: 'nothing' },
      { outcome: 'held', there: 'nothing' }
    ])
    expect(await create('one')).toMatchObject([
      { outcome: 'held', there: 'same' },
      { outcome: 'held', there: 'same' }
    ])
    expect(await create('other')).toMatchObject([{ there: 'other' }, { there: 'same' }])
    expect(repository.releasesOf('pkg-1.0')).toMatchObject([{ draft: true }])
    expect(repository.releasesOf('pkg-1.0')[0]?.assets.size).toBe(2)
    const reader = open()
    expect(await reader.artifacts.find(artifactOf('pkg/one', '').key)).toBeUndefined()
    expect(await reader.artifacts.released(artifactOf('pkg/one', '').key)).toMatchObject({ entries: [] })
    expect(documentsIn(repository)).toEqual([])
  })

  test('is told from others by its bytes, where the server keeps no digests', async () => {
    const { fake, repository, open } = await begin({ graphql: false, digests: false })
    const create = (content: string) => open(HOLD).artifacts.create([artifactOf('pkg/one', content)])
    expect(await create('one')).toMatchObject([{ there: 'nothing' }])
    expect(await create('one')).toMatchObject([{ there: 'same' }])
    expect(await create('two')).toMatchObject([{ there: 'other' }])
    const [release] = repository.releasesOf('pkg-1.0')
    const [asset] = [...(release?.assets.values() ?? [])]
    const at = `${fake.apiUrl}/repos/${repository.name}/releases/assets/${asset?.id}`
    await ask(at, { method: 'PATCH', json: { name: 'one', label: '' } })
    expect(await create('one')).toMatchObject([{ there: 'same' }])
    expect(await create('eno')).toMatchObject([{ there: 'other' }])
  })

  test('is public at once where the release is, and the log says so', async () => {
    const { repository, open } = await begin()
    await pushVersion(open(SHARED), 'one')
    const said: string[] = []
    const store = open({ ...HOLD, ...SHARED, log: { ...silent, notice: (message) => said.push(message) } })
    expect(await pushVersion(store, 'two')).toMatchObject({ created: true, held: false })
    expect(await pushVersion(store, 'two')).toMatchObject({ created: false, held: false })
    expect(said).toEqual([
      'release v1.0 of owner/repo is published already: what was pushed is public at once'
    ])
    expect(documentsIn(repository)).toEqual(['one/tycho.json', 'two/tycho.json'])
  })

  test('is refused where the release is closed, before anything is sent', async () => {
    const { fake, open } = await begin({ repositories: { 'owner/repo': { immutableReleases: true } } })
    await pushVersion(open(SHARED), 'one')
    fake.clear()
    const { code, hint } = await failureOf(pushVersion(open({ ...HOLD, ...SHARED }), 'two'))
    expect([code, hint]).toEqual([
      'conflict',
      expect.stringContaining('`publish: false` in all steps but the last')
    ])
    expect(fake.count({ operation: 'repos/upload-release-asset' })).toBe(0)
  })

  test.each(['publishes', 'deletes'])(
    'is recorded by its step, where another job %s the draft meanwhile',
    async (what) => {
      const { fake, repository, open } = await begin()
      fake.faults({
        ...{ operation: 'repos/upload-release-asset', times: 1 },
        after: async () => {
          const [release] = repository.releasesOf('pkg-1.0')
          const at = `${fake.apiUrl}/repos/${repository.name}/releases/${release?.id}`
          await ask(
            at,
            what === 'deletes' ? { method: 'DELETE' } : { method: 'PATCH', json: { draft: false } }
          )
        }
      })
      const { held } = await pushVersion(open(HOLD), 'pkg')
      expect(held).toBe(what === 'deletes')
      expect(documentsIn(repository)).toEqual(held ? [] : ['pkg/tycho.json'])
      expect(await pushVersion(open(), 'pkg')).toMatchObject({ created: false, held: false })
      expect([assetsIn(repository), debrisIn(repository), violationsIn(repository)]).toEqual([
        ['pkg-1.0/pkg.bin'],
        [],
        []
      ])
    }
  )
})

describe('a version of a package that is held', () => {
  test('comes into its record with the push that publishes it', async () => {
    const { repository, open } = await begin()
    expect(await pushVersion(open(HOLD), 'narf', { promote: 'yes' })).toMatchObject({
      ...{ created: true, held: true, latest: null, released: [] }
    })
    expect(await pushVersion(open(HOLD), 'narf')).toMatchObject({ created: false, held: true })
    expect(documentsIn(repository)).toEqual([])
    expect(await pushVersion(open(), 'narf', { promote: 'yes' })).toMatchObject({
      ...{ created: false, held: false, latest: '1.0', localName: 'narf.bin' },
      released: [{ package: 'narf', version: '1.0' }]
    })
    expect(await pushVersion(open(), 'narf')).toMatchObject({ released: [] })
    expect(repository.releasesOf('narf-1.0')).toMatchObject([{ draft: false }])
  })

  test('is not exchanged: other bytes are a conflict, or are left out', async () => {
    const { open } = await begin()
    await pushVersion(open(HOLD), 'narf')
    const other = { content: 'other bytes' }
    const { code, message } = await failureOf(pushVersion(open(HOLD), 'narf', other))
    expect([code, message]).toEqual([
      'conflict',
      'narf 1.0 waits already to be published, with other bytes (github://owner/repo)'
    ])
    expect((await failureOf(pushVersion(open(HOLD), 'narf', { ifExists: 'fail' }))).message).toContain(
      'narf 1.0 waits already to be published'
    )
    expect(await pushVersion(open(HOLD), 'narf', { ...other, ifExists: 'skip' })).toMatchObject({
      ...{ created: false, held: true, sha256: undefined }
    })
    expect((await failureOf(pushVersion(open(), 'narf', other))).message).toContain(
      'exists already with other bytes'
    )
  })

  test('shares a release with other packages, of which the last one publishes and promotes all', async () => {
    const { repository, open } = await begin({ repositories: { 'owner/repo': { immutableReleases: true } } })
    const names = ['narf/linux', 'narf/macos', 'narf/windows']
    await pushVersion(open(SHARED), 'narf/linux', { version: '0.9', promote: 'yes' })
    await Promise.all(names.map((name) => pushVersion(open({ ...HOLD, ...SHARED }), name)))
    expect(repository.releasesOf('v1.0')).toMatchObject([{ draft: true }])
    expect(documentsIn(repository)).toEqual(['narf/linux/tycho.json'])
    const { released } = await pushVersion(open(SHARED), 'narf/sums', { promote: 'if-newer' })
    expect(released.toSorted((one, other) => (one.package < other.package ? -1 : 1))).toEqual(
      names.map((name) => ({ package: name, version: '1.0', promoted: true }))
    )
    expect([debrisIn(repository), violationsIn(repository)]).toEqual([[], []])
    for (const name of [...names, 'narf/sums'])
      expect(JSON.parse(repository.text('registry', `${name}/tycho.json`) ?? '')).toEqual({
        ...{ localname: `${name.replace('/', '-')}.bin`, latest: '1.0' }
      })
    // They are done with: who comes later does not promote them again.
    await pushVersion(open(SHARED), 'narf/linux', { version: '0.9', promote: 'yes' })
    expect(await pushVersion(open(SHARED), 'narf/sums', { promote: 'yes' })).toMatchObject({ released: [] })
    expect(repository.text('registry', 'narf/linux/tycho.json')).toContain('"latest": "0.9"')
    expect(repository.text('registry', '.registry/releases/v1.0.json')).not.toContain('held')
  })

  test('keeps the name that pulled files get', async () => {
    const { repository, open } = await begin()
    await pushVersion(open({ ...HOLD, ...SHARED }), 'narf', { localName: 'bin/narf' })
    expect(repository.text('registry', 'narf/tycho.json')).toContain('"latest": null')
    await pushVersion(open(SHARED), 'zort', { promote: 'yes' })
    expect(JSON.parse(repository.text('registry', 'narf/tycho.json') ?? '')).toEqual({
      ...{ localname: 'bin/narf', latest: '1.0' }
    })
  })

  test('is not taken again, where it was removed', async () => {
    const { repository, open } = await begin()
    repository.commit('registry', { 'narf/tycho.json': '{"localname":"narf","removed":["1.0"]}' }, 'remove')
    expect((await failureOf(pushVersion(open(HOLD), 'narf'))).message).toContain('was removed')
    expect(repository.releases.size).toBe(0)
  })
})

const servers = [
  { how: 'with GraphQL', options: {} },
  { how: 'without GraphQL and digests', options: { graphql: false, digests: false } },
  {
    how: 'whose releases are immutable',
    options: { repositories: { 'owner/repo': { immutableReleases: true } } }
  }
]

describe.each(servers)('distributions that are held, on a server $how', ({ options }) => {
  test('come into the index all together, of whatever jobs', async () => {
    const { fake, repository, open } = await begin(options)
    const wrong: string[] = []
    fake.onWrite(() => wrong.push(...violationsIn(repository)))
    const wheels = TAGS.map((tag) => wheelFor(tag))
    const outcomes = await Promise.all(wheels.map((wheel) => pushWheels(open(HOLD), [wheel])))
    expect(outcomes.flat()).toEqual(namesFor(TAGS).map((name) => [name, 'held']))
    expect(documentsIn(repository)).toEqual([])
    expect([...repository.releases.values()]).toMatchObject([{ tag: 'narf-1.0', draft: true }])
    expect(await pushWheels(open(HOLD), [wheelFor('cp310')])).toEqual([[namesFor(['cp310'])[0], 'held']])
    const last = wheelFor('py3')
    expect(await pushWheels(open(), [last])).toEqual([
      ...namesFor(TAGS).map((name) => [name, 'published']),
      [last.file.filename, 'created']
    ])
    expect(indexedIn(repository)).toEqual([...namesFor(TAGS), last.file.filename])
    expect([wrong, violationsIn(repository), debrisIn(repository)]).toEqual([[], [], []])
    expect(await inspect(open(), { packages: [], deep: true })).toMatchObject({ versions: 5, problems: [] })
    const reindexing = { packages: [], full: true, baseUrl: undefined, now: NOW }
    expect(await repair(open(), reindexing, () => undefined)).toMatchObject({ changed: [], problems: [] })
  })

  test('of which one publishes while the others still come, are all in the index, but for those that come too late', async () => {
    const { ground } = await begin(options)
    const outcomes = new Set<string>()
    for (let round = 0; round <= 8; round += 1) {
      const isClosed = 'repositories' in options
      const { repository, open } = ground(isClosed ? { immutableReleases: true } : {})
      const held = TAGS.map((tag) => pushWheels(open(HOLD), [wheelFor(tag)]))
      const last = async () => {
        // Each wheel and its metadata.
        const uploads = () => repository.releasesOf('narf-1.0')[0]?.assets.size ?? 0
        while (uploads() < round) await sleep(1)
        return pushWheels(open(), [wheelFor('py3')])
      }
      const done = await Promise.allSettled([...held, last()])
      const late = done.flatMap((each, index) => (each.status === 'rejected' ? (TAGS[index] ?? []) : []))
      if (!isClosed) expect(late).toEqual([])
      for (const each of done)
        if (each.status === 'fulfilled') for (const [, outcome] of each.value) outcomes.add(outcome)
      const wanted = [...TAGS, 'py3'].filter((tag) => !late.includes(tag))
      expect(indexedIn(repository)).toEqual(namesFor(wanted))
      expect([violationsIn(repository), debrisIn(repository)]).toEqual([[], []])
    }
    expect([...outcomes]).toEqual(expect.arrayContaining(['held', 'published', 'created']))
  })
})

describe('distributions that are held', () => {
  test('are yanked as they come into the index, where the rest of their version is', async () => {
    const { repository, open } = await begin()
    await pushWheels(open({ tag: 'first-{version}' }), [wheelFor('py3')])
    const store = open()
    await yankVersion(store, await findProject(store, 'narf'), '1.0', { reason: 'bad' })
    const later = { tag: 'later-{version}' }
    const wheels = [wheelFor('cp312'), wheelFor('cp313')]
    expect(await pushWheels(open({ ...HOLD, ...later }), wheels.slice(0, 1))).toMatchObject([[{}, 'held']])
    const options = { ifExists: 'same', baseUrl: undefined, now: NOW } as const
    const { files, failures } = await publish(open(later), wheels.slice(1), options, () => undefined)
    expect(failures).toEqual([])
    expect(files.map(({ outcome, yanked }) => [outcome, yanked])).toEqual([
      ['published', 'bad'],
      ['created', 'bad']
    ])
    const record = repository.file('registry', 'narf/manifest.json') ?? Buffer.from('')
    expect(parseRecord(record, 'narf').entries.map(({ yanked }) => yanked)).toEqual(['bad', 'bad', 'bad'])
    expect(await inspect(open(), { packages: [], deep: true })).toMatchObject({ problems: [] })
  })

  test('share a release with other projects, of which the last one publishes all', async () => {
    const { repository, open } = await begin()
    await pushWheels(open({ ...HOLD, ...SHARED }), [wheelFor('py3'), wheelFor('py3', { name: 'zort' })])
    await pushWheels(open({ ...HOLD, ...SHARED }), [wheelFor('py3', { name: 'poit' })])
    expect(documentsIn(repository)).toEqual([])
    const last = [wheelFor('cp312'), wheelFor('py3', { name: 'poit' })]
    expect((await pushWheels(open(SHARED), last)).map(([, outcome]) => outcome)).toEqual([
      ...['created', 'published', 'created', 'published']
    ])
    expect(repository.text('registry', 'projects.json')).toMatch(/"narf",\s+"poit",\s+"zort"/)
    for (const name of ['narf', 'poit', 'zort'])
      expect(indexedIn(repository, name)).toContain(`${name}-1.0-py3-none-any.whl`)
    expect(await inspect(open(), { packages: [], deep: true })).toMatchObject({ versions: 4, problems: [] })
  })

  test('are not exchanged: other bytes are a conflict, or are left out', async () => {
    const { repository, open } = await begin()
    await pushWheels(open(HOLD), [wheelFor('py3')])
    const other = [wheelFor('py3', { answer: 41 })]
    const { code, message, hint } = await failureOf(pushWheels(open(HOLD), other))
    expect([code, message, hint]).toEqual([
      'conflict',
      expect.stringContaining('is stored already with other bytes'),
      expect.stringContaining('waits in the draft')
    ])
    expect(await pushWheels(open(HOLD), other, 'skip')).toEqual([[...namesFor(['py3']), 'skipped']])
    expect(repository.releasesOf('narf-1.0')[0]?.assets.size).toBe(2)
    expect(documentsIn(repository)).toEqual([])
  })

  test('are recorded at once where their release is public already', async () => {
    const { repository, open } = await begin()
    await pushWheels(open(), [wheelFor('py3')])
    expect(await pushWheels(open(HOLD), [wheelFor('cp312')])).toEqual([[...namesFor(['cp312']), 'created']])
    expect(indexedIn(repository)).toEqual(namesFor(['cp312', 'py3']))
  })

  test('have no names that were removed', async () => {
    const { repository, open } = await begin()
    await pushWheels(open(), [wheelFor('py3')])
    await removeVersions(open(), 'narf', { kind: 'versions', versions: ['1.0'] })
    expect((await failureOf(pushWheels(open(HOLD), [wheelFor('py3')]))).message).toContain('was removed')
    expect(repository.releases.size).toBe(0)
  })

  test('are in the index without metadata where their job was killed before it came, and the release is closed', async () => {
    const { repository, open } = await begin({ repositories: { 'owner/repo': { immutableReleases: true } } })
    const wheel = wheelFor('cp312')
    await pushWheels(open(HOLD), [{ ...wheel, beside: [] }])
    await pushWheels(open(), [wheelFor('py3')])
    expect(indexedIn(repository)).toEqual(namesFor(['cp312', 'py3']))
    expect(violationsIn(repository)).toEqual([])
    const reindexing = { packages: [], full: false, baseUrl: undefined, now: NOW }
    expect(await repair(open(), reindexing, () => undefined)).toMatchObject({ changed: [], problems: [] })
  })

  test('are taken in by a reindex where somebody publishes the draft by hand', async () => {
    const { fake, repository, open } = await begin()
    await pushWheels(open(HOLD), [wheelFor('cp312')])
    const [release] = repository.releasesOf('narf-1.0')
    const at = `${fake.apiUrl}/repos/${repository.name}/releases/${release?.id}`
    await ask(at, { method: 'PATCH', json: { draft: false } })
    const reindexing = { packages: [], full: false, baseUrl: undefined, now: NOW }
    await repair(open(), reindexing, () => undefined)
    expect(indexedIn(repository)).toEqual(namesFor(['cp312']))
    expect(await pushWheels(open(), [wheelFor('py3')])).toEqual([[...namesFor(['py3']), 'created']])
  })
})

describe('what is published by a push that is refused for other bytes is recorded all the same', () => {
  test('packages', async () => {
    const { repository, open } = await begin()
    await pushVersion(open({ ...HOLD, ...SHARED }), 'narf')
    await pushVersion(open({ ...HOLD, ...SHARED }), 'zort')
    const pushing = pushVersion(open(SHARED), 'zort', { content: 'other bytes', promote: 'yes' })
    expect((await failureOf(pushing)).message).toContain('zort 1.0 exists already with other bytes')
    expect(documentsIn(repository)).toEqual(['narf/tycho.json', 'zort/tycho.json'])
    expect(repository.text('registry', '.registry/releases/v1.0.json')).not.toContain('held')
  })

  test('distributions', async () => {
    const { repository, open } = await begin()
    await pushWheels(open(HOLD), [wheelFor('cp312'), wheelFor('cp313')])
    const pushing = pushWheels(open(), [wheelFor('cp313', { answer: 41 })])
    expect((await failureOf(pushing)).message).toContain('exists already with other bytes')
    expect(indexedIn(repository)).toEqual(namesFor(['cp312', 'cp313']))
    expect(violationsIn(repository)).toEqual([])
  })
})

describe('what comes into a draft after its publisher has looked at it, and before it publishes it, is recorded', () => {
  test.each([
    ['a package', (store: Store, name: string) => pushVersion(store, name), 'tycho.json'],
    [
      'a project',
      (store: Store, name: string) => pushWheels(store, [wheelFor('py3', { name })]),
      'manifest.json'
    ]
  ])('%s', async (_, pushOne: (store: Store, name: string) => Promise<unknown>, record) => {
    const { fake, repository, open } = await begin()
    fake.faults({
      ...{ operation: 'repos/update-release', times: 1 },
      before: async () => {
        await pushOne(open({ ...HOLD, ...SHARED }), 'narf')
      }
    })
    await pushOne(open(SHARED), 'zort')
    expect(documentsIn(repository)).toEqual(expect.arrayContaining([`narf/${record}`, `zort/${record}`]))
    expect(repository.text('registry', '.registry/releases/v1.0.json')).not.toContain('held')
  })
})

describe('a draft that holds files', () => {
  test('stays for as long as it takes, whatever else is pushed and repaired, and a check tells of it', async () => {
    const { fake, repository, open } = await begin()
    fake.advance(-DAY)
    await pushVersion(open(HOLD), 'narf')
    await pushWheels(open(HOLD), [wheelFor('py3', { name: 'zort' })])
    fake.advance(DAY)
    await pushVersion(open(), 'narf', { version: '2.0' })
    const said: string[] = []
    const store = open({ log: { ...silent, notice: (message) => said.push(message) } })
    for (const deep of [false, true])
      expect(await inspectPackages(store, { packages: [], deep })).toMatchObject({ problems: [] })
    expect(said).toEqual([
      expect.stringMatching(
        /^release \S+ is a draft with \d files? since .*: a push of that version without/
      ),
      expect.stringMatching(/^release \S+ is a draft with \d files? since /)
    ])
    await repairPackages(open(), [], new Date())
    const reindexing = { packages: [], full: true, baseUrl: undefined, now: NOW }
    await repair(open(), reindexing, () => undefined)
    expect(repository.releasesOf('narf-1.0')).toMatchObject([{ draft: true }])
    expect(repository.releasesOf('zort-1.0')).toMatchObject([{ draft: true }])
    await pushVersion(open(), 'narf')
    expect(await contentOf(open({ token: undefined }), 'narf/tycho_1.0.pkg')).toBe('bytes of narf')
  })

  test('stays where nobody may publish it', async () => {
    const { repository, open } = await begin({ repositories: { 'owner/repo': { blockedTags: /^v/ } } })
    await pushVersion(open({ ...HOLD, ...SHARED }), 'narf')
    const { code, hint } = await failureOf(pushVersion(open(SHARED), 'zort'))
    expect([code, hint]).toEqual(['denied', expect.stringContaining('The draft stays')])
    expect(repository.releasesOf('v1.0')).toMatchObject([{ draft: true }])
    expect(repository.releasesOf('v1.0')[0]?.assets.size).toBe(2)
  })

  test('whose place somebody takes by hand is told of: its steps are to be run again', async () => {
    const { repository, open } = await begin()
    await pushVersion(open({ ...HOLD, ...SHARED }), 'narf')
    repository.addRelease('v1.0', { body: 'by hand' })
    const said: string[] = []
    const store = open({ ...SHARED, log: { ...silent, warning: (message) => said.push(message) } })
    expect(await pushVersion(store, 'zort')).toMatchObject({ created: true, released: [] })
    expect(said).toEqual([
      'release v1.0 of owner/repo lacks 1 file that earlier steps had put into its draft. Somebody has published another release: run these steps again'
    ])
    expect(await pushVersion(open({ ...HOLD, ...SHARED }), 'narf')).toMatchObject({
      held: false,
      created: true
    })
    expect(violationsIn(repository)).toEqual([])
  })

  test('is not deleted as a left-over by those who saw it before it was filled', async () => {
    const { fake, repository, open } = await begin()
    fake.advance(-DAY)
    const create = () => open(HOLD).artifacts.create([artifactOf('pkg/one', 'one')])
    await create()
    const [asset] = [...(repository.releasesOf('pkg-1.0')[0]?.assets.values() ?? [])]
    const at = `${fake.apiUrl}/repos/${repository.name}/releases/assets/${asset?.id}`
    await ask(at, { method: 'DELETE' })
    fake.advance(DAY)
    for await (const leftover of open().leftovers()) {
      expect(leftover.path).toBe('release pkg-1.0 (a draft)')
      await create()
      await leftover.discard()
    }
    expect(repository.releasesOf('pkg-1.0')[0]?.assets.size).toBe(1)
  })
})

describe('the title of a release', () => {
  test.each([
    ['{package}-{version}', 'narf 1.0'],
    ['v{version}', 'v1.0'],
    ['{package}', 'narf']
  ])('with the tag %s is %s', async (tag, title) => {
    const { repository, open } = await begin()
    await pushVersion(open({ tag }), 'narf')
    expect([...repository.releases.values()].map(({ name }) => name)).toEqual([title])
  })
})

test('a listing of an empty repository asks once', async () => {
  const { fake, open } = await begin()
  const found = []
  for await (const { path } of open().list('')) found.push(path)
  expect([found, fake.requests.length]).toEqual([[], 1])
})

test('the history of the branch says what was held, and that it is recorded', async () => {
  const { repository, open } = await begin()
  await pushVersion(open({ ...HOLD, ...SHARED }), 'narf')
  await pushVersion(open(SHARED), 'zort')
  const headlines = repository.history('registry').map(({ message }) => message.split('\n')[0])
  expect(headlines).toEqual([
    'record what release v1.0 held',
    'push zort 1.0',
    'push narf 1.0',
    'claim zort.bin on release v1.0',
    'claim narf.bin on release v1.0'
  ])
})
