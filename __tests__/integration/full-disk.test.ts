import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { create } from 'tar'

import { sha256 } from '../../src/digest.ts'
import { keptIn } from '../../src/pull/kept-files.ts'
import { noise } from '../support/artifacts.ts'
import { registry, s3Environment, workspace, type Finished } from '../support/command-line.ts'
import { putRecord, putVersion } from '../support/registry-state.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'
import { BLOCK, smallDisk, type SmallDisk } from '../support/small-disk.ts'

const SIZE = 4 * 2 ** 20
const mounted = smallDisk(SIZE)

/** Where no disk can be mounted this is left out, and said; with `CI=true` it fails. */
function describeOnDisk(name: string, suite: (disk: SmallDisk) => void): void {
  if (mounted !== undefined) {
    describe(name, () => {
      suite(mounted)
    })
  } else if (process.env['CI'] === 'true') {
    test(`${name}: a disk can be mounted`, () => {
      throw new Error('With CI=true nothing is left out, but this user may not mount a tmpfs')
    })
  } else {
    process.stderr.write(`Left out, this user may not mount a tmpfs: ${name}\n`)
    describe.skip(name, () => {
      test('is left out', () => undefined)
    })
  }
}

const spaces = workspace()
let cwd: string
beforeEach(() => {
  cwd = spaces.folder()
})
afterEach(() => {
  if (mounted === undefined) return
  for (const name of readdirSync(mounted.folder)) rmSync(join(mounted.folder, name), { recursive: true })
})
afterAll(() => {
  mounted?.close()
  spaces.remove()
})

const FULL = /^error: (?:writing(?: the lockfile)?|unpacking to) (.+): the disk is full\. Free some space, /m

/** The file that a failed command names as the one for which there was no room. */
function namedIn({ status, stderr }: Finished): string {
  expect([status, stderr]).toEqual([1, expect.stringMatching(FULL)])
  return FULL.exec(stderr)?.[1] ?? ''
}

/** Every file below a folder that holds something, and its digest. */
function contentOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return Object.fromEntries(
    entries.flatMap((entry) => {
      const file = join(entry.parentPath, entry.name)
      return entry.isFile() ? [[file.slice(folder.length + 1), sha256(readFileSync(file))]] : []
    })
  )
}

describeOnDisk('a pull onto a full disk', (disk) => {
  let fake: S3Fake
  let out: string
  beforeEach(async () => {
    fake = await startS3Fake()
    out = join(disk.folder, 'out')
    mkdirSync(out)
  })
  afterEach(async () => {
    await fake.close()
  })

  const run = async (...args: string[]) => registry(args, { cwd, env: s3Environment(fake, 'bucket') })

  function publish(content: string | Uint8Array, localname = 'narf.bin'): void {
    putVersion(fake, 'pkg', '1', content)
    putRecord(fake, 'pkg', { localname, latest: '1' })
  }

  /** An archive of zeros, which is small, and of noise, which is not. */
  function archiveOf(zeros: number, random: number): Buffer {
    writeFileSync(join(cwd, 'zeros'), Buffer.alloc(zeros))
    writeFileSync(join(cwd, 'noise'), noise(random, 'noise'))
    create({ file: join(cwd, 'a.tgz'), cwd, gzip: true, sync: true }, ['zeros', 'noise'])
    return readFileSync(join(cwd, 'a.tgz'))
  }

  const MIB = 2 ** 20
  const cases = [
    { what: 'a file', content: () => noise(3 * MIB, 'file'), free: 10, extract: false },
    { what: 'a file in ranges', content: () => noise(17 * MIB, 'ranges'), free: 10, extract: false },
    { what: 'an archive', content: () => archiveOf(0, MIB), free: 10, extract: true },
    { what: 'what is in an archive', content: () => archiveOf(3 * MIB, 100), free: 100, extract: true }
  ]

  test.each(cases)('of $what: it is named, and what was there stays', async ({ content, free, extract }) => {
    const target = join(out, extract ? 'pkg' : 'narf.bin')
    const args = ['pull', 'pkg', '--path', out, ...(extract ? ['--extract'] : [])]
    writeFileSync(join(out, 'narf.bin'), 'what was there before')
    const before = contentOf(out)
    publish(content())
    disk.fill(free)
    expect(namedIn(await run(...args))).toBe(target)
    expect(contentOf(out)).toEqual(before)
    disk.clear()
    // What is larger than the disk finds no room there in any case.
    if (content().length > SIZE) return
    expect(await run(...args)).toMatchObject({ status: 0 })
    if (extract) expect(readdirSync(target)).toEqual(expect.arrayContaining(['noise', 'zeros']))
    else expect(sha256(readFileSync(target))).toBe(sha256(content()))
  })

  test('one package of several: the others are there', async () => {
    publish(noise(MIB, 'large'))
    putVersion(fake, 'small', '1', 'small')
    putRecord(fake, 'small', { localname: 'small.bin', latest: '1' })
    disk.fill(10)
    fake.faults({
      key: /^pkg\/.*\.pkg$/,
      before: async () => {
        while (!existsSync(join(out, 'small.bin'))) await sleep(5)
      }
    })
    expect(namedIn(await run('pull-list', 'pkg', 'small', '--path', out))).toBe(join(out, 'narf.bin'))
    expect(contentOf(out)).toEqual({ 'small.bin': sha256('small') })
  })

  test('with no room for its lockfile: the one that was there stays', async () => {
    publish('content')
    const lockfile = join(disk.folder, 'registry.lock')
    const old = JSON.stringify({ lockfileVersion: 1, packages: {} })
    writeFileSync(lockfile, old)
    disk.fill(0)
    const args = ['pull', 'pkg', '--lockfile', lockfile]
    expect(namedIn(await run(...args))).toBe(lockfile)
    expect(readFileSync(lockfile, 'utf8')).toBe(old)
    expect(readdirSync(disk.folder).filter((name) => name.startsWith('registry.lock'))).toEqual([
      'registry.lock'
    ])
    disk.clear()
    expect(await run(...args)).toMatchObject({ status: 0 })
    expect(readFileSync(lockfile, 'utf8')).toContain(sha256('content'))
  })
})

describeOnDisk('a disk that can only be read', (disk) => {
  const below = (...names: string[]) => join(disk.folder, ...names)
  const run = async (...args: string[]) =>
    registry(args, { cwd, env: { REGISTRY_STORE: `file:${below('registry')}` } })

  beforeEach(async () => {
    writeFileSync(join(cwd, 'narf.bin'), 'narf')
    expect(await run('push', 'pkg', '1', 'narf.bin', '--promote-latest')).toMatchObject({ status: 0 })
    disk.protect(true)
  })
  afterEach(() => {
    disk.protect(false)
  })

  test('is a registry to read from', async () => {
    for (const args of [['pull', 'pkg'], ['list'], ['check', '--deep']])
      expect([args, await run(...args)]).toEqual([args, expect.objectContaining({ status: 0 })])
  })

  test.each([
    [['push', 'pkg', '2', 'narf.bin'], 'writing', 'registry/pkg/tycho_2.pkg'],
    [['push', 'new', '1', 'narf.bin'], 'writing', 'registry/new/tycho_1.pkg'],
    [['init', 'new', 'new.bin'], 'writing', 'registry/new/tycho.json'],
    [['pull', 'pkg', '--path', 'DISK/out/deep'], 'writing', 'out/deep/narf.bin'],
    [['pull', 'pkg', '--path', 'DISK'], 'writing', 'narf.bin'],
    [['pull', 'pkg', '--extract', '--path', 'DISK/out'], 'writing', 'out/pkg'],
    [['pull', 'pkg', '--lockfile', 'DISK/deep/registry.lock'], 'writing the lockfile', 'deep/registry.lock']
  ])('says so: %j', async (words, doing, file) => {
    const { status, stderr } = await run(...words.map((word) => word.replace('DISK', disk.folder)))
    expect([status, stderr]).toEqual([
      1,
      `error: ${doing} ${below(file)}: the file system is read-only. Choose a folder on a file system that can be written.\n`
    ])
  })
})

describeOnDisk('files that are kept on another disk', (disk) => {
  const kept = () => keptIn(join(disk.folder, 'kept'), () => Promise.resolve())
  const narf = { sha256: sha256('narf'), executable: false }

  test('are kept and put in place as elsewhere, though no link leads there', async () => {
    writeFileSync(join(cwd, 'narf'), 'narf')
    await kept().keep(narf.sha256, join(cwd, 'narf'))
    writeFileSync(join(cwd, 'narf'), 'changed since')
    expect(await kept().take(narf, join(cwd, 'again'))).toBe(true)
    expect(readFileSync(join(cwd, 'again'), 'utf8')).toBe('narf')
  })

  test('where that is full, are not kept, and that is no failure', async () => {
    writeFileSync(join(cwd, 'narf'), 'narf')
    disk.fill(0)
    await kept().keep(narf.sha256, join(cwd, 'narf'))
    disk.clear()
    expect(await kept().take(narf, join(cwd, 'again'))).toBe(false)
    expect(existsSync(join(cwd, 'again'))).toBe(false)
  })
})

describeOnDisk('a push to a folder on a full disk', (disk) => {
  const run = async (...args: string[]) =>
    registry(args, { cwd, env: { REGISTRY_STORE: `file:${disk.folder}/registry` } })

  /** The files of the registry, and those which nobody will ask for again. */
  function look() {
    const files = contentOf(disk.folder)
    const names = Object.keys(files).filter((name) => name.startsWith('registry/'))
    const strays = names.filter((name) => /\.store\/tmp\/|locks\/.*\/\./.test(name))
    return { files, strays }
  }

  test('ends well or says what there was no room for, wherever the room ends', async () => {
    writeFileSync(join(cwd, 'narf.bin'), 'narf')
    const seen = new Set<string>()
    for (let free = 0; free <= 8; free += 1) {
      disk.fill(free)
      const finished = await run('push', 'pkg', '1', 'narf.bin', '--promote-latest')
      const { files, strays } = look()
      const record = files['registry/pkg/tycho.json']
      expect([free, strays]).toEqual([free, []])
      if (finished.status === 0) seen.add('done')
      else seen.add(namedIn(finished).slice(`${disk.folder}/registry/`.length))
      expect([free, files['registry/pkg/tycho_1.pkg'] ?? sha256('narf')]).toEqual([free, sha256('narf')])
      if (finished.status === 0) expect(record).toBeDefined()
      disk.clear()
      expect(await run('push', 'pkg', '1', 'narf.bin', '--promote-latest')).toMatchObject({ status: 0 })
      expect(await run('check', '--deep')).toMatchObject({ status: 0 })
      expect(look().strays).toEqual([])
      rmSync(join(disk.folder, 'registry'), { recursive: true })
    }
    expect(seen).toEqual(new Set(['pkg/tycho_1.pkg', 'pkg/tycho.json', 'done']))
  })

  test('of more than there is room for leaves nothing', async () => {
    writeFileSync(join(cwd, 'narf.bin'), noise(BLOCK * 20, 'narf'))
    disk.fill(19)
    const named = namedIn(await run('push', 'pkg', '1', 'narf.bin'))
    expect(named).toBe(join(disk.folder, 'registry', 'pkg', 'tycho_1.pkg'))
    expect(look()).toMatchObject({
      strays: [],
      files: expect.not.objectContaining({ 'registry/pkg/tycho_1.pkg': expect.anything() })
    })
  })
})
