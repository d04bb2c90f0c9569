import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { sha256 } from '../../src/digest.ts'
import { startRunner, type Finished } from '../support/action.ts'
import { startCacheService } from '../support/cache-service.ts'
import type { GithubFakeOptions } from '../support/github-fake/index.ts'
import { ask } from '../support/github-requests.ts'
import { contentOf, githubSteps, type GithubSteps } from '../support/github-steps.ts'
import { TYCHO_MODES, type TychoMode } from '../support/modes.ts'

const open: { close(): Promise<void> }[] = []
let steps: GithubSteps
beforeEach(async () => {
  steps = await begin()
})
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

async function begin(options: GithubFakeOptions = {}): Promise<GithubSteps> {
  const begun = await githubSteps(options)
  open.push(begun)
  return begun
}

const isFine = (done: Finished): Finished => {
  if (done.exitCode !== 0) throw new Error(done.log)
  expect(done.stderr).toBe('')
  return done
}
const operationsOf = ({ fake }: GithubSteps): string[] => fake.requests.map(({ operation }) => operation)
const headlinesOf = ({ fake }: GithubSteps): (string | undefined)[] =>
  fake
    .repository()
    .history('registry')
    .map(({ message }) => message.split('\n')[0])

describe('a step that names no store', () => {
  test('publishes to the releases of its repository, for everybody', async () => {
    const done = isFine(await steps.push('narf', '1.0', { promote: 'true' }))
    const { fake } = steps
    const content = contentOf('narf', '1.0')
    const url = `${fake.serverUrl}/octo/repo/releases/download/narf-1.0/narf.txt`
    expect(done.outputs).toEqual({
      ...{
        version: '1.0',
        sha256: sha256(content),
        size: '9',
        url,
        created: 'true',
        held: 'false',
        latest: '1.0'
      }
    })
    expect(done.log).toMatch(
      /^GitHub token: the job’s own\npushed narf 1\.0 \(9 B, .*\)\npromoted narf 1\.0 \(was none\)\n$/
    )
    expect(done.summary).toMatch(/^### Pushed narf 1\.0\n/)
    const there = await ask(url, { token: null })
    expect((await ask(there.headers['location'] ?? '', { token: null })).text).toBe(content)
    const [release] = fake.repository().releasesOf('narf-1.0')
    expect(release).toMatchObject({ name: 'narf 1.0', draft: false, prerelease: false, target: 'main' })
    expect(release?.body).toMatch(/^narf 1\.0\n\n<!-- registry-action \S+ registry narf-1\.0 -->$/)
    expect(headlinesOf(steps)).toEqual(['promote narf 1.0 (was none)', 'claim narf.txt on release narf-1.0'])
    expect(fake.repository().history('registry')[0]).toMatchObject({ signed: true })
  })

  test('says of the same bytes that they are there, of others that a version is written once', async () => {
    await steps.push('narf', '1.0')
    const again = isFine(await steps.push('narf', '1.0'))
    expect(again.outputs).toMatchObject({ created: 'false' })
    expect(again.summary).toMatch(/^### Already there: narf 1\.0\n/)
    const conflict = await steps.push('narf', '1.1', { version: '1.0' })
    expect(conflict.annotations).toEqual([
      {
        ...{ level: 'error', title: 'Conflict' },
        message:
          'narf 1.0 exists already with other bytes (github://octo/repo). A version is written once: push another version.'
      }
    ])
  })

  test('shows, checks, repairs and removes what is there', async () => {
    await steps.push('narf', '1.0', { promote: 'true' })
    await steps.push('narf', '1.1')
    const list = isFine(await steps.run('list'))
    expect(list.outputs).toEqual({ packages: '{"narf":"1.0"}', versions: '{"narf":["1.1","1.0"]}' })
    expect(list.summary).toMatch(/^### github:\/\/octo\/repo: 1 package\n/)
    expect(isFine(await steps.run('check', { deep: 'true' })).outputs).toEqual({ ok: 'true', problems: '[]' })
    const { fake } = steps
    const [release] = fake.repository().releasesOf('narf-1.1')
    const [asset] = [...(release?.assets.values() ?? [])]
    fake.repository().tamper(asset?.id ?? 0, (bytes) => bytes.fill(0))
    const bad = await steps.run('check', { deep: 'true' })
    expect(bad.annotations.map(({ message }) => message)).toEqual([expect.stringMatching(/^narf 1\.1 /)])
    expect(isFine(await steps.run('remove', { packages: 'narf@1.1' })).outputs).toEqual({
      removed: '{"narf":["1.1"]}'
    })
    expect(fake.repository().releasesOf('narf-1.1')).toEqual([])
    expect(headlinesOf(steps).slice(0, 2)).toEqual(['delete release narf-1.1', 'remove narf 1.1'])
    const again = await steps.push('narf', '1.1')
    expect(again.annotations.map(({ message }) => message)).toEqual([
      'narf 1.1 was removed from github://octo/repo, and a removed version stays taken. Push another version.'
    ])
    fake.repository().commit('registry', { 'narf/tycho.json': null }, 'An accident')
    const mended = isFine(await steps.run('reindex'))
    expect(mended.outputs).toMatchObject({ projects: '1', files: '1', changed: '1', problems: '[]' })
    expect(isFine(await steps.run('check')).outputs).toMatchObject({ ok: 'true' })
  })

  test('tells of drafts that killed jobs have left, sweeps those of yesterday, and leaves what others draft', async () => {
    await steps.push('narf', '1.0')
    const { fake } = steps
    const repository = fake.repository()
    const body = 'zort\n\n<!-- registry-action abc -->'
    fake.advance(-DAY)
    repository.addRelease('zort-1.0', { draft: true, body })
    repository.addRelease('mine', { draft: true, body: 'what somebody writes' })
    fake.advance(DAY)
    repository.addRelease('poit-1.0', { draft: true, body })
    const check = await steps.run('check')
    expect(check.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining('release zort-1.0 (a draft)')
    ])
    isFine(await steps.run('reindex'))
    expect([...repository.releases.values()].map(({ tag }) => tag)).toEqual(['narf-1.0', 'mine', 'poit-1.0'])
  })
})

const DAY = 25 * 60 * 60 * 1000

describe('a pull', () => {
  beforeEach(async () => {
    await steps.push('narf', '1.0', { promote: 'true' })
  })

  test('fetches through the public address, and knows what is in place', async () => {
    const first = isFine(await steps.run('pull', { packages: 'narf' }))
    const path = steps.runner.path('tycho_packages', 'narf.txt')
    const values = {
      ...{ path, paths: JSON.stringify({ narf: path }), version: '1.0', versions: '{"narf":"1.0"}' },
      ...{ sha256: sha256(contentOf('narf', '1.0')), unverified: '[]' }
    }
    expect(first.outputs).toEqual({ ...values, 'cache-hit': 'false', changed: 'true' })
    expect(first.summary).toMatch(/^### Pulled 1 package\n[^]*\| narf \| 1\.0 \| 9 B \| .* \| store \| /)
    expect(operationsOf(steps)).toEqual(expect.arrayContaining(['web.release-download', 'storage.asset']))
    const again = isFine(await steps.run('pull', { packages: 'narf' }))
    expect(again.outputs).toEqual({ ...values, 'cache-hit': 'true', changed: 'false' })
    expect(again.log).toContain('narf 1.0 is up to date')
  })

  test('takes from the cache what another run has kept', async () => {
    const cache = await startCacheService()
    open.push(cache)
    // The library of the cache takes any other server for one that has another cache.
    const env = { ...cache.env(), GITHUB_SERVER_URL: 'https://github.com' }
    steps.fake.repository().setPrivate(true)
    const first = isFine(await steps.run('pull', { packages: 'narf' }, env))
    expect((await steps.runner.post(first, {}, env)).log).toContain('kept 1 file for later runs')
    const fresh = await startRunner()
    open.push(fresh)
    steps.fake.clear()
    const inputs = { mode: 'pull', packages: 'narf', 'job-token': steps.fake.token }
    const second = isFine(await fresh.run(inputs, { ...steps.env, ...env }))
    expect(second.outputs).toMatchObject({ 'cache-hit': 'true', changed: 'true', version: '1.0' })
    expect(await fresh.read('tycho_packages/narf.txt')).toBe(contentOf('narf', '1.0'))
    expect(steps.fake.find({ host: 'storage' })).toEqual([])
  })

  test('of a private repository goes through the API, and needs no more than contents: read', async () => {
    steps.fake.repository().setPrivate(true)
    steps.fake.setTokens({ token: 'ghs_reader', permissions: { contents: 'read' } })
    isFine(await steps.run('pull', { packages: 'narf', 'job-token': 'ghs_reader' }))
    expect(await steps.runner.read('tycho_packages/narf.txt')).toBe(contentOf('narf', '1.0'))
    expect(operationsOf(steps)).toContain('repos/get-release-asset')
    expect(steps.fake.find({ host: 'web' })).toEqual([])
  })

  test('of a public one needs no token', async () => {
    const done = isFine(await steps.run('pull', { packages: 'narf', 'job-token': '' }))
    expect(done.log).toMatch(/^GitHub token: none, /)
    expect(done.outputs).toMatchObject({ version: '1.0', changed: 'true' })
    expect(steps.fake.requests.filter(({ headers }) => 'authorization' in headers)).toEqual([])
  })
})

describe('what a step costs', () => {
  test.each<[what: string, most: number, act: (steps: GithubSteps) => Promise<Finished>]>([
    ['push to a package that is there', 7, (on) => on.push('narf', '1.1')],
    ['push to it with a promotion', 8, (on) => on.push('narf', '1.1', { promote: 'true' })],
    ['push of a new package', 8, (on) => on.push('zort', '1.0')],
    ['push of what is there', 3, (on) => on.push('narf', '1.0')],
    ['promote', 3, (on) => on.run('promote', { package: 'narf', version: '0.9' })],
    ['pull of what is in place', 2, (on) => on.run('pull', { packages: 'narf' })],
    ['pull', 5, (on) => on.run('pull', { packages: 'narf', force: 'true' })]
  ])('%s: %i requests at most', async (_, most, act) => {
    await steps.push('narf', '0.9')
    await steps.push('narf', '1.0', { promote: 'true' })
    await steps.run('pull', { packages: 'narf' })
    // What came a moment ago is looked after once more before it is promoted.
    steps.fake.advance(10 * 60_000)
    isFine(await act(steps))
    expect(operationsOf(steps).length).toBeLessThanOrEqual(most)
    expect(steps.fake.find({ status: 404 }).length).toBeLessThanOrEqual(1)
  })
})

test('a dry run of any mode sends nothing that writes, and claims nothing', async () => {
  await steps.push('narf', '1.0', { promote: 'true' })
  await steps.push('narf', '0.9')
  const { fake, runner } = steps
  const before = { refs: new Map(fake.repository().refs), releases: [...fake.repository().releases.keys()] }
  const inputs: Record<TychoMode, Record<string, string>> = {
    push: { package: 'narf', version: '1.1', files: 'narf.txt', promote: 'true' },
    pull: { packages: 'narf' },
    promote: { package: 'narf', version: '0.9' },
    init: { package: 'zort', 'local-name': 'zort' },
    list: {},
    reindex: {},
    check: {},
    remove: { packages: 'narf@0.9' }
  }
  for (const mode of TYCHO_MODES) {
    const done = isFine(await steps.run(mode, { ...inputs[mode], 'dry-run': 'true' }))
    const writes = fake.requests.filter(
      ({ method, key }) => method !== 'GET' && !(method === 'POST' && key === 'repository')
    )
    expect([mode, writes]).toEqual([mode, []])
    if (mode === 'push') {
      expect(done.outputs).toMatchObject({
        ...{ created: 'true', latest: '1.1' },
        url: `${fake.serverUrl}/octo/repo/releases/download/narf-1.1/narf.txt`
      })
      expect(done.log).toContain('dry run: would write github://octo/repo/narf/tycho_1.1.pkg\n')
    }
  }
  expect(fake.repository().refs).toEqual(before.refs)
  expect([...fake.repository().releases.keys()]).toEqual(before.releases)
  expect(runner.exists('tycho_packages')).toBe(false)
})

describe('what a release is like', () => {
  test('is told by inputs, for one that is new', async () => {
    await steps.push('old', '1.0')
    isFine(
      await steps.push('narf', '1.0', {
        ...{ tag: 'releases/{package}/v{version}', prerelease: 'true', notes: 'What is **new**' },
        ...{ target: 'main', 'make-latest': 'false' }
      })
    )
    const { fake } = steps
    const [release] = fake.repository().releasesOf('releases/narf/v1.0')
    expect(release).toMatchObject({ name: 'narf 1.0', prerelease: true, draft: false, target: 'main' })
    expect(release?.body).toMatch(/^What is \*\*new\*\*\n/)
    expect(fake.repository().latest()?.tag).toBe('old-1.0')
    const pulled = await steps.run('pull', { packages: 'narf@1.0' })
    expect(isFine(pulled).outputs['version']).toBe('1.0')
  })

  test('GitHub writes its notes where it is asked to, and it is told from others all the same', async () => {
    isFine(await steps.push('narf', '1.0', { 'generate-notes': 'true' }))
    const [release] = steps.fake.repository().releasesOf('narf-1.0')
    expect(release?.body).toMatch(/<!-- registry-action \S+ registry narf-1\.0 -->\n## What's Changed\n/)
  })

  test('one that somebody has published is added to, and left as it is', async () => {
    const { fake } = steps
    const made = fake.repository().addRelease('v1.0', {
      ...{ name: 'The first', body: 'By hand', prerelease: true, assets: { 'LICENSE.txt': 'MIT' } }
    })
    isFine(await steps.push('narf', '1.0', { tag: 'v{version}', notes: 'other notes' }))
    const release = fake.repository().releases.get(made.id)
    expect(release).toMatchObject({ name: 'The first', body: 'By hand', prerelease: true })
    expect([...(release?.assets.values() ?? [])].map(({ name }) => name)).toEqual(['LICENSE.txt', 'narf.txt'])
    expect(fake.repository().releasesOf('v1.0')).toHaveLength(1)
    isFine(await steps.run('remove', { packages: 'narf@1.0', tag: 'v{version}' }))
    expect([...(fake.repository().releases.get(made.id)?.assets.values() ?? [])]).toHaveLength(1)
  })

  test('the records may lie on another branch, and below a prefix', async () => {
    isFine(await steps.push('narf', '1.0', { branch: 'gh-pages', prefix: 'packages' }))
    expect(steps.fake.repository().files('gh-pages')).toContain('packages/narf/tycho.json')
    expect(steps.fake.repository().refs.has('refs/heads/registry')).toBe(false)
    const list = await steps.run('list', { branch: 'gh-pages', prefix: 'packages' })
    expect(isFine(list).outputs['packages']).toBe('{"narf":null}')
  })
})

test.each<[where: string, options: GithubFakeOptions]>([
  ['GitHub Enterprise Server', { enterprise: true }],
  ['one without GraphQL and digests', { enterprise: true, graphql: false, digests: false }]
])('%s is known by GITHUB_API_URL alone', async (_, options) => {
  const on = await begin(options)
  const env = { GITHUB_GRAPHQL_URL: undefined, GITHUB_SERVER_URL: undefined }
  await on.runner.write('narf.txt', 'bytes')
  const files = { package: 'narf', version: '1.0', files: 'narf.txt', promote: 'true' }
  const pushed = isFine(await on.run('push', files, env))
  expect(pushed.outputs['url']).toBe(`${on.fake.serverUrl}/octo/repo/releases/download/narf-1.0/narf.txt`)
  expect(isFine(await on.run('pull', { packages: 'narf' }, env)).outputs['changed']).toBe('true')
  expect(await on.runner.read('tycho_packages/narf.txt')).toBe('bytes')
})
