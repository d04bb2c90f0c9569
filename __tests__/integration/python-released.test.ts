/** An index of releases that another tool made, by the command line: installers use its pages, and its files are pulled. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import { CHOICES, DISTRIBUTIONS, installedFor, SOURCES, type Wish } from '../support/client-index.ts'
import { githubEnvironment, jsonOf, registry, workspace, type Finished } from '../support/command-line.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { wheelOf } from '../support/python-distributions.ts'
import { wheelName } from '../support/python-index.ts'
import { homeIn, install } from '../support/python-clients.ts'
import { releasesIn, writesTo } from '../support/released-index.ts'
import { branchOf, filesOf, serveStatic, type StaticServer } from '../support/static-server.ts'
import { describeWith } from '../support/testbed.ts'

const TOOLS = ['pip-21', 'pip', 'uv'] as const
const SOURCE = 'github://else/where'
const REINDEX = ['reindex', '--registry', 'python', '--source', SOURCE]

/** Nothing here was yanked: whoever attaches a file to a release can't say so. */
const WISHES: readonly Wish[] = [
  ...CHOICES.filter(({ wanted }) => wanted !== 'withdrawn>=1'),
  { wanted: 'withdrawn>=1', installed: { withdrawn: '1.1' } },
  ...SOURCES
]

const folders = workspace()
let fake: GithubFake
beforeAll(async () => {
  fake = await startGithubFake({ repositories: { 'owner/repo': {}, 'else/where': {} } })
  for (const [number, { filename, bytes }] of DISTRIBUTIONS.entries())
    fake
      .repository('else/where')
      .addRelease(`release/${number % 7}-${number}`, { assets: { [filename]: bytes } })
})
afterAll(async () => {
  await fake.close()
  folders.remove()
})

function done(finished: Finished): Finished {
  if (finished.status !== 0) throw new Error(finished.stdout + finished.stderr)
  return finished
}

const places: readonly [
  string,
  (cwd: string) => { store: string; find: Parameters<typeof serveStatic>[0] }
][] = [
  ['a folder', (cwd) => ({ store: 'file:index', find: filesOf(join(cwd, 'index')) })],
  ['a branch', () => ({ store: 'github://owner/repo', find: branchOf(fake) })]
]

describeWith(TOOLS, 'installers', () => {
  describe.each(places)('with pages in %s', (_place, placeIn) => {
    let server: StaticServer
    beforeAll(async () => {
      const cwd = folders.folder()
      const { store, find } = placeIn(cwd)
      const before = releasesIn(fake, 'else/where')
      fake.clear()
      done(await registry(REINDEX, { cwd, env: { ...githubEnvironment(fake), REGISTRY_STORE: store } }))
      expect(releasesIn(fake, 'else/where')).toEqual(before)
      expect(writesTo(fake, 'else/where')).toEqual([])
      server = await serveStatic(find)
    })
    afterAll(() => server.close())

    test.each(TOOLS)('%s', async (tool) => {
      const home = homeIn(folders.folder(), server)
      const options = tool === 'uv' ? ['--index-strategy', 'unsafe-best-match'] : []
      const installed = await install(tool, { home, index: `${server.url}/simple/`, options, wishes: WISHES })
      expect(installed).toEqual(installedFor(WISHES))
      expect(server.outside).toEqual([])
    })
  })
})

describe('a file on a release', () => {
  const NAME = wheelName('narf', '1.0')
  let place: { cwd: string; env: Record<string, string> }
  const run = async (...args: string[]) => registry(args, place)
  const pull = (...args: string[]) => run('pull', 'narf', '--registry', 'python', ...args)
  const repo = () => fake.repository('other/tool')

  beforeEach(async () => {
    fake.createRepository('other/tool').addRelease('narf/v1', { assets: { [NAME]: wheelOf() } })
    const env = { ...githubEnvironment(fake), REGISTRY_STORE: 'file:index' }
    place = { cwd: folders.folder(), env }
    done(await run('reindex', '--registry', 'python', '--source', 'github://other/tool'))
  })
  afterEach(() => {
    repo().setPrivate(false)
  })

  test('is pulled, checked by its digest, and found again by a lockfile', async () => {
    const lock = ['--lockfile', 'narf.lock', '--json']
    const pulled = done(await pull('--path', 'one', ...lock))
    expect(jsonOf(pulled)).toMatchObject({
      pulled: [{ version: '1.0', verified: 'sha256', source: 'store' }]
    })
    expect(sha256(await readFile(join(place.cwd, 'one', NAME)))).toBe(sha256(wheelOf()))
    expect(await readFile(join(place.cwd, 'narf.lock'), 'utf8')).toContain(
      `"path": "github://other/tool/narf%2Fv1/${NAME}"`
    )
    fake.clear()
    const frozen = await registry(['pull', 'narf', '--registry', 'python', '--path', 'two', ...lock], {
      ...place,
      env: { ...place.env, CI: 'true' }
    })
    expect(jsonOf(done(frozen))).toMatchObject({ pulled: [{ verified: 'sha256', source: 'store' }] })
    expect(jsonOf(done(await pull('--path', 'two', ...lock)))).toMatchObject({ pulled: [{ source: 'here' }] })
  })

  test('whose bytes were changed is put nowhere', async () => {
    repo().tamper(repo().asset('narf/v1', NAME)?.id ?? 0, (bytes) => Buffer.alloc(bytes.length, 1))
    const pulled = await pull('--path', 'one')
    expect(pulled.status).toBe(1)
    expect(pulled.stderr).toMatch(/has the sha256 [0-9a-f]{64}, but the index says/)
    const check = await run('check', '--registry', 'python', '--deep')
    expect([check.status, check.stdout]).toEqual([
      1,
      expect.stringContaining('has other bytes than were pushed')
    ])
  })

  test('that has gone is told with the way to take it off the index', async () => {
    repo().removeAsset(repo().asset('narf/v1', NAME)?.id ?? 0)
    const pulled = await pull('--path', 'one')
    expect([pulled.status, pulled.stderr]).toEqual([
      1,
      expect.stringContaining(
        `github://other/tool/narf%2Fv1/${NAME} is not there, although the index has it. Somebody deleted it, or the token may not see it. \`registry reindex --registry python\` with \`--source github://other/tool\` takes it off the index.`
      )
    ])
  })

  test('of a private repository is pulled with the token', async () => {
    repo().setPrivate(true)
    done(await pull('--path', 'one'))
    const blind = await registry(['pull', 'narf', '--registry', 'python', '--path', 'two'], {
      ...place,
      env: { ...place.env, GITHUB_TOKEN: '' }
    })
    expect(blind.status).toBe(1)
  })

  test('is removed from the index alone, and a dry run says what would be written', async () => {
    const before = releasesIn(fake, 'other/tool')
    repo().addRelease('narf/v2', { assets: { [wheelName('narf', '2.0')]: wheelOf({ version: '2.0' }) } })
    const dry = done(
      await run('reindex', '--registry', 'python', '--source', 'github://other/tool', '--dry-run')
    )
    expect(dry.stdout).toContain('would write')
    done(await run('remove', 'narf', '1.0', '--registry', 'python'))
    repo().removeRelease(repo().releasesOf('narf/v2')[0]?.id ?? 0)
    expect(releasesIn(fake, 'other/tool')).toEqual(before)
    const again = await run('reindex', '--registry', 'python', '--source', 'github://other/tool', '--json')
    expect(jsonOf(done(again))).toMatchObject({ changed: [], versions: 0 })
  })
})
