/** A Python index in a repository: files in its releases, pages on a branch that a web server shows. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { CHOICES, installedFor, publish, SOURCES } from '../support/client-index.ts'
import { githubEnvironment, jsonOf, registry, workspace } from '../support/command-line.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { installableWheel, type Distribution } from '../support/installable.ts'
import { homeIn, install, PIPS, type Home } from '../support/python-clients.ts'
import { branchOf, serveStatic, type StaticServer } from '../support/static-server.ts'
import { describeWith } from '../support/testbed.ts'

const ALL = [...PIPS, 'uv'] as const

const folders = workspace()
let fake: GithubFake
let server: StaticServer
let home: Home
let place: { cwd: string; env: Record<string, string> }

beforeAll(async () => {
  fake = await startGithubFake()
  server = await serveStatic(branchOf(fake))
})
beforeEach(() => {
  home = homeIn(folders.folder(), server)
})
afterEach(() => {
  expect(server.outside).toEqual([])
})
afterAll(async () => {
  await server.close()
  await fake.close()
  folders.remove()
})

describeWith(ALL, 'an index in releases', () => {
  beforeAll(async () => {
    place = { cwd: folders.folder(), env: githubEnvironment(fake) }
    await publish(place.cwd, place.env)
  })

  test.each(ALL)('%s installs from the pages on the branch', async (tool) => {
    const options = tool === 'uv' ? ['--index-strategy', 'unsafe-best-match'] : []
    expect(
      await install(tool, { home, index: `${server.url}/simple/`, options, wishes: [...CHOICES, ...SOURCES] })
    ).toEqual(installedFor([...CHOICES, ...SOURCES]))
  })

  test('every version has one release, public, and nothing is left to be published', () => {
    const releases = [...fake.repository().releases.values()]
    const tags = releases.map(({ tag }) => tag)
    expect(new Set(tags).size).toBe(tags.length)
    expect(releases.filter(({ draft }) => draft)).toEqual([])
    expect(tags).toEqual(expect.arrayContaining(['app-1.0', 'built-locally-1.0+cpu.1', 'extra-dep-one-1.0']))
  })

  test('it is checked, reindexed and pulled', async () => {
    const python = ['--registry', 'python', '--json']
    expect(jsonOf(await registry(['check', '--deep', ...python], place))).toMatchObject({
      ok: true,
      problems: []
    })
    expect(jsonOf(await registry(['reindex', '--full', ...python], place))).toMatchObject({ changed: [] })
    expect(jsonOf(await registry(['pull', 'built-locally', ...python], place))).toMatchObject({
      pulled: [{ version: '1.0+cpu.1', verified: 'sha256' }]
    })
  })

  test('a removed version goes with its release, and its name stays taken', async () => {
    expect(await registry(['remove', 'nothing-else', '1.0a2', '--registry', 'python'], place)).toMatchObject({
      status: 0
    })
    const tags = [...fake.repository().releases.values()].map(({ tag }) => tag)
    expect(tags.filter((tag) => tag.startsWith('nothing-else'))).toEqual(['nothing-else-1.0a1'])
    expect(fake.repository().text('registry', 'simple/nothing-else/index.html')).not.toContain('1.0a2')
    const again = await registry(['upload', 'dist/nothing_else-1.0a2-py3-none-any.whl'], place)
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('was removed')])
  })
})

describe('a repository with immutable releases', () => {
  const tags = Array.from({ length: 12 }, (_, index) => `cp3${index}`)
  const wheelFor = (tag: string) => {
    const { filename, bytes } = installableWheel({ name: 'many', version: '1.0' })
    return { filename: filename.replace('py3', tag), bytes }
  }
  let closed: GithubFake
  beforeEach(async () => {
    closed = await startGithubFake({ repositories: { 'owner/repo': { immutableReleases: true } } })
  })
  afterEach(() => closed.close())

  async function folderOf(wheels: readonly Distribution[]): Promise<string> {
    const folder = folders.folder()
    for (const { filename, bytes } of wheels) await writeFile(join(folder, filename), bytes)
    return folder
  }

  test('all files of a version are published in one step, whatever their number', async () => {
    const cwd = await folderOf(tags.map(wheelFor))
    const env = githubEnvironment(closed)
    expect(await registry(['upload', '*.whl'], { cwd, env })).toMatchObject({ status: 0 })
    const [release, ...others] = [...closed.repository().releases.values()]
    expect([others, release?.draft, release?.immutable]).toEqual([[], false, true])
    // Each of them, and its metadata.
    expect(release?.assets.size).toBe(24)
    const later = await folderOf([wheelFor('cp399')])
    const refused = await registry(['upload', '*.whl'], { cwd: later, env })
    expect([refused.status, refused.stderr]).toEqual([
      1,
      expect.stringContaining('release many-1.0 of owner/repo is published and immutable')
    ])
    expect(closed.find({ operation: 'repos/upload-release-asset' })).toHaveLength(24)
    expect(closed.repository().text('registry', 'simple/many/manifest.json')).not.toContain('cp399')
  })
})
