/** How installers come by the files of an index: metadata before wheels, digests, yanks, pre-releases. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import { CHOICES, installedFor, pinned, publish, SOURCES, YANK_REASON } from '../support/client-index.ts'
import { s3Environment, workspace } from '../support/command-line.ts'
import { installableWheel } from '../support/installable.ts'
import { homeIn, install, outputOf, PIPS, pythonOf, type Home } from '../support/python-clients.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'
import { objectsOf, serveStatic, type StaticServer } from '../support/static-server.ts'
import { describeWith } from '../support/testbed.ts'

const ALL = [...PIPS, 'uv'] as const

const folders = workspace()
let fake: S3Fake
let server: StaticServer
let home: Home
let index: string

/** What is done to files on their way. */
let change: (path: string, bytes: Buffer) => Buffer

beforeAll(async () => {
  fake = await startS3Fake()
  const find = objectsOf(fake)
  server = await serveStatic(async (path) => {
    const found = await find(path)
    return found && { ...found, body: change(path, found.body) }
  })
  index = `${server.url}/simple/`
})
beforeEach(() => {
  server.clear()
  home = homeIn(folders.folder(), server)
  change = (_path, bytes) => bytes
})
afterEach(() => {
  expect(server.outside).toEqual([])
})
afterAll(async () => {
  await server.close()
  await fake.close()
  folders.remove()
})

describeWith(ALL, 'from a bucket behind a plain web server', () => {
  beforeAll(() => publish(folders.folder(), s3Environment(fake, 'bucket')))

  describe.each([
    ['HTML', ''],
    ['JSON', '_json/']
  ])('by %s', (_kind, below) => {
    test.each(['pip-23', 'pip-24', 'pip', 'uv'] as const)(
      '%s chooses by metadata alone, and fetches no wheel but those it installs',
      async (tool) => {
        expect(await install(tool, { home, index: index + below })).toEqual(installedFor(CHOICES))
        const [metadata, wheels] = [askedFor('.whl.metadata'), askedFor('.whl')]
        expect(metadata.map(({ file }) => file)).toEqual(expect.arrayContaining([...WHEELS, 'picky-2.0']))
        expect(wheels.map(({ file }) => file)).toEqual(WHEELS)
        const last = Math.max(...metadata.map(({ order }) => order))
        expect(Math.min(...wheels.map(({ order }) => order))).toBeGreaterThan(last)
      }
    )
  })

  test.each([
    ['pip-21', ''],
    ['pip-22', ''],
    ['pip-22', '_json/']
  ] as const)('%s needs no metadata, and is offered none: /%s', async (tool, below) => {
    expect(await install(tool, { home, index: index + below })).toEqual(installedFor(CHOICES))
    expect(askedFor('.whl.metadata')).toEqual([])
    expect(askedFor('.whl').map(({ file }) => file)).toEqual(expect.arrayContaining([...WHEELS, 'picky-2.0']))
  })

  test.each(ALL)('%s installs by digests, also what it has to build', async (tool) => {
    const wanted = installedFor([...CHOICES, ...SOURCES])
    await writeFile(join(home.folder, 'requirements.txt'), pinned(wanted))
    expect(await install(tool, { home, index, wishes: [], options: REQUIRED })).toEqual(wanted)
  })

  test.each(ALL)('%s refuses a file of another digest than is required', async (tool) => {
    await writeFile(join(home.folder, 'requirements.txt'), `base==2.0 --hash=sha256:${sha256('another')}\n`)
    const installing = install(tool, { home, index, wishes: [], options: REQUIRED })
    await expect(installing).rejects.toThrow(MISMATCH)
  })

  test.each(ALL)('%s refuses a wheel that is not the one the page speaks of', async (tool) => {
    const another = installableWheel({ name: 'base', version: '1.0' }, { 'base.py': 'said = "base 1.0!"' })
    change = (path, bytes) => (path.endsWith(another.filename) ? another.bytes : bytes)
    await expect(install(tool, { home, index, wishes: [BASE] })).rejects.toThrow(MISMATCH)
  })

  test.each(['pip-23', 'pip-24', 'pip'] as const)('%s refuses such metadata', async (tool) => {
    change = (path, bytes) => (path.endsWith('.metadata') ? Buffer.concat([bytes, Buffer.from('x')]) : bytes)
    await expect(install(tool, { home, index, wishes: [BASE] })).rejects.toThrow(MISMATCH)
  })

  test.each(ALL)('%s says why a version is yanked that it was told to take', async (tool) => {
    const wishes = CHOICES.filter(({ wanted }) => wanted === 'withdrawn-but-named==1.1')
    expect(await outputOf(tool, { home, index, wishes })).toContain(YANK_REASON)
  })

  test.each(ALL)('%s takes a pre-release where they are welcome', async (tool) => {
    const wishes = [{ wanted: 'early', installed: { early: '2.0rc1' } }]
    const options = [tool === 'uv' ? '--prerelease=allow' : '--pre']
    expect(await install(tool, { home, index, wishes, options })).toEqual(installedFor(wishes))
  })

  test.each([
    ['pip', ['install', '--target', 'installed', '--index-url']],
    ['uv', ['pip', 'install', '--target', 'installed', '--python', pythonOf('uv'), '--default-index']]
  ] as const)('%s says that there is no such project', async (tool, args) => {
    await expect(home.run(tool, [...args, index, 'absent'])).rejects.toThrow(
      /No matching distribution found for absent|absent was not found in the package registry/
    )
    expect(server.asked).toEqual(['GET /simple/absent/'])
  })
})

describeWith(ALL, 'from a bucket that may not be listed', () => {
  let unlisted: StaticServer
  beforeAll(async () => {
    unlisted = await serveStatic(objectsOf(fake), 403)
  })
  afterAll(() => unlisted.close())

  test.each(ALL)('%s installs what is there', async (tool) => {
    expect(await install(tool, { home, index: `${unlisted.url}/simple/` })).toEqual(installedFor(CHOICES))
  })

  test.each(PIPS)('%s looks for what is not there in the next index', async (tool) => {
    const options = ['--extra-index-url', index]
    const installing = { home, index: `${unlisted.url}/other/`, wishes: [BASE], options }
    expect(await install(tool, installing)).toEqual(installedFor([BASE]))
  })

  test('uv stops where it would look in the next index', async () => {
    const options = ['--index', `${unlisted.url}/other/`]
    await expect(install('uv', { home, index, wishes: [BASE], options })).rejects.toThrow(/403 Forbidden/)
  })
})

const REQUIRED = ['--require-hashes', '--requirement', 'requirements.txt']
const MISMATCH = /DO NOT MATCH THE HASHES|Hash mismatch for/
const BASE = { wanted: 'base==1.0', installed: { base: '1.0' } }

/** The wheels that are installed where all is chosen rightly, sorted. */
const WHEELS = Object.entries(installedFor(CHOICES))
  .map(([name, version]) => `${name.replaceAll('-', '_')}-${version}`)
  .toSorted()

/** Requests for files of an ending: name and version of each, and when it was asked for; by file. */
function askedFor(ending: string): { file: string; order: number }[] {
  return server.asked
    .map((request, order) => ({ request, order }))
    .filter(({ request }) => request.endsWith(ending))
    .map(({ request, order }) => ({
      file: request.slice(request.lastIndexOf('/') + 1).replace(`-py3-none-any${ending}`, ''),
      order
    }))
    .toSorted((one, other) => (one.file < other.file ? -1 : 1))
}
