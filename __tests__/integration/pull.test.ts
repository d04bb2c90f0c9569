import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import * as v from 'valibot'

import { sha256 } from '../../src/digest.ts'
import { tgzOf } from '../support/archives.ts'
import { jsonOf, registry, s3Environment, workspace, type Finished } from '../support/command-line.ts'
import { putRecord, putVersion } from '../support/registry-state.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'

const spaces = workspace()
let fake: S3Fake
let cwd: string
beforeEach(async () => {
  fake = await startS3Fake()
  cwd = spaces.folder()
})
afterEach(async () => {
  await fake.close()
})
afterAll(() => {
  spaces.remove()
})

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
  return registry(args, { cwd, env: { ...s3Environment(fake, 'bucket'), ...env } })
}

async function done(...args: string[]): Promise<Finished> {
  const finished = await run(args)
  expect([finished.status, args.includes('--json') ? '' : finished.stderr]).toEqual([0, ''])
  return finished
}

/** Publishes versions, the last of which is the latest; what each holds is its name and number. */
function publish(name: string, versions: readonly string[], localname = `${name}.bin`): void {
  for (const version of versions) putVersion(fake, name, version, `${name} ${version}`)
  putRecord(fake, name, { localname, latest: versions.at(-1) ?? null })
}

const out = (name = '') => join(cwd, 'tycho_packages', name)
const read = (name: string) => readFileSync(out(name), 'utf8')
const names = () => (existsSync(out()) ? readdirSync(out()).sort() : [])

describe('a lockfile', () => {
  const lockfile = () => join(cwd, 'registry.lock')
  const lock = ['--lockfile', 'registry.lock']
  const packages = ['pkg', 'ranged@^1', 'exact@1.0']
  const CI = { CI: 'true' }

  const entry = (name: string, version: string) => {
    const content = `${name} ${version}`
    const file = { name: `${name}.bin`, sha256: sha256(content), size: content.length, executable: false }
    return { package: name, version, files: [file] }
  }

  beforeEach(() => {
    publish('pkg', ['1'])
    publish('ranged', ['1.1', '1.2', '2.0'])
    publish('exact', ['1.0', '1.1'])
  })

  test('is made of what was pulled, and holds to it whatever is promoted', async () => {
    await done('pull-list', ...packages, ...lock)
    expect(JSON.parse(readFileSync(lockfile(), 'utf8'))).toEqual({
      lockfileVersion: 1,
      packages: {
        'exact@1.0': entry('exact', '1.0'),
        pkg: entry('pkg', '1'),
        'ranged@^1': entry('ranged', '1.2')
      }
    })
    const written = readFileSync(lockfile(), 'utf8')
    publish('pkg', ['1', '2'])
    publish('ranged', ['1.2', '1.3'])
    expect(await run(['pull-list', ...packages, ...lock, '--path', 'elsewhere'], CI)).toMatchObject({
      status: 0
    })
    const place = (name: string) => readFileSync(join(cwd, 'elsewhere', name), 'utf8')
    expect(['pkg.bin', 'ranged.bin', 'exact.bin'].map(place)).toEqual(['pkg 1', 'ranged 1.2', 'exact 1.0'])
    expect(readFileSync(lockfile(), 'utf8')).toBe(written)
  })

  test('with all of it in place asks the store for nothing', async () => {
    await done('pull-list', ...packages, ...lock)
    fake.clear()
    const finished = await done('pull-list', ...packages, ...lock)
    expect(fake.requests).toEqual([])
    expect(finished.stdout).toContain('pkg 1 is up to date')
    expect(finished.stdout).not.toContain('credentials')
    // A file that is another one by now is fetched, and nothing else.
    writeFileSync(out('pkg.bin'), 'pkg X')
    await done('pull-list', ...packages, ...lock)
    expect(fake.requests.map(({ operation, key }) => `${operation} ${key}`)).toEqual([
      'GetObject pkg/tycho_1.pkg'
    ])
    expect(read('pkg.bin')).toBe('pkg 1')
  })

  test('with all of it unpacked does neither', async () => {
    putVersion(fake, 'pkg', '1', tgzOf([{ path: 'a', content: 'a' }]))
    await done('pull', 'pkg', '--extract', ...lock)
    fake.clear()
    await done('pull', 'pkg', '--extract', ...lock)
    expect(fake.requests).toEqual([])
    expect(read('pkg/a')).toBe('a')
  })

  test('is not written where CI is set: what it lacks is refused, by name', async () => {
    const none = await run(['pull', 'pkg', ...lock], CI)
    expect([none.status, none.stderr]).toEqual([
      1,
      expect.stringMatching(/the lockfile .*registry\.lock is not there, or empty\. Run once with /)
    ])
    expect([existsSync(lockfile()), names(), fake.requests]).toEqual([false, [], []])
    await done('pull', 'pkg', ...lock)
    const written = readFileSync(lockfile(), 'utf8')
    const some = await run(['pull-list', 'pkg', 'exact@1.0', ...lock], CI)
    expect([some.status, some.stderr]).toEqual([1, expect.stringContaining('has no entry for exact@1.0. ')])
    expect([readFileSync(lockfile(), 'utf8'), names()]).toEqual([written, ['pkg.bin']])
  })

  test('gets what it lacks where CI is not set, and keeps the rest', async () => {
    await done('pull', 'pkg', ...lock)
    publish('pkg', ['1', '2'])
    await done('pull-list', 'pkg', 'exact@1.0', ...lock)
    expect(JSON.parse(readFileSync(lockfile(), 'utf8'))).toMatchObject({
      packages: { pkg: entry('pkg', '1'), 'exact@1.0': entry('exact', '1.0') }
    })
  })

  test('is made anew on request, also where CI is set, and forgets what is not asked for', async () => {
    await done('pull-list', ...packages, ...lock)
    publish('pkg', ['1', '2'])
    expect(await run(['pull', 'pkg', '--update-lock', ...lock], CI)).toMatchObject({ status: 0 })
    expect(JSON.parse(readFileSync(lockfile(), 'utf8'))).toEqual({
      lockfileVersion: 1,
      packages: { pkg: entry('pkg', '2') }
    })
    expect(read('pkg.bin')).toBe('pkg 2')
  })

  test.each([
    ['other bytes, well published', 'pkg !'],
    ['other bytes of another size', 'longer than before']
  ])('refuses %s, and what is in place stays', async (_, content) => {
    await done('pull', 'pkg', ...lock)
    const written = readFileSync(lockfile(), 'utf8')
    putVersion(fake, 'pkg', '1', content)
    writeFileSync(out('pkg.bin'), 'what was there before')
    const refused = await run(['pull', 'pkg', ...lock])
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain(
      `error: pkg 1 in s3://bucket has the sha256 ${sha256(content)}, but the lockfile says ${sha256('pkg 1')}. `
    )
    expect([readFileSync(lockfile(), 'utf8'), read('pkg.bin'), names()]).toEqual([
      written,
      'what was there before',
      ['pkg.bin']
    ])
  })

  test('is not written where one of several packages fails', async () => {
    const finished = await run(['pull-list', 'pkg', 'missing', ...lock])
    expect([finished.status, existsSync(lockfile()), read('pkg.bin')]).toEqual([1, false, 'pkg 1'])
  })

  test('is not written by a dry run', async () => {
    await done('pull', 'pkg', ...lock, '--dry-run')
    expect([existsSync(lockfile()), names()]).toEqual([false, []])
  })
})

describe('several packages', () => {
  test('of which some fail: the others are there, and each failure is told in the order they were asked for', async () => {
    publish('one', ['1'])
    publish('two', ['1'])
    publish('third', ['1'])
    publish('broken', ['1'])
    fake.tamper('bucket', 'broken/tycho_1.pkg', () => Buffer.from('other'))
    putRecord(fake, 'unsafe', { localname: '../x', latest: '1' })
    putRecord(fake, 'early', { localname: 'early.bin', latest: null })
    const finished = await run([
      ...['pull-list', 'missing', 'one', 'unsafe', 'two@3', 'broken', 'early', 'third', '--json']
    ])
    expect(finished.status).toBe(1)
    const { errors, pulled, nothing } = v.parse(reportSchema, jsonOf(finished))
    expect(errors.map(({ code }) => code)).toEqual(['not-found', 'corrupt', 'not-found', 'corrupt'])
    expect(errors.map(({ message }) => message)).toEqual([
      'there is no package missing in s3://bucket',
      expect.stringContaining('unsafe/tycho.json has the localname "../x"'),
      'two has no version 3 in s3://bucket',
      expect.stringContaining('broken 1 in s3://bucket is not what was pushed')
    ])
    expect(errors[2]?.hint).toBe('It has 1.')
    expect(pulled.map((each) => each.package)).toEqual(['one', 'third'])
    expect(nothing).toEqual(['early'])
    expect(names()).toEqual(['one.bin', 'third.bin'])
    expect(finished.stderr).toContain('warning: nothing to pull: no version of early was promoted yet')
  })

  test('of which the version is not there: what there is is named, and what to do where the record is wrong', async () => {
    publish('pkg', ['1.0', '1.1'])
    putRecord(fake, 'stale', { localname: 'stale.bin', latest: '1' })
    putVersion(fake, 'gone', '1', 'gone')
    putRecord(fake, 'gone', { localname: 'gone.bin', latest: null, removed: ['1'] })
    const finished = await run(['pull-list', 'pkg@1.2', 'pkg@^2', 'stale', 'gone@1', '--json'])
    expect([finished.status, names()]).toEqual([1, []])
    expect(v.parse(reportSchema, jsonOf(finished)).errors).toEqual([
      { code: 'not-found', message: 'pkg has no version 1.2 in s3://bucket', hint: 'It has 1.1, 1.0.' },
      { code: 'not-found', message: 'pkg has no version ^2 in s3://bucket', hint: 'It has 1.1, 1.0.' },
      {
        code: 'not-found',
        message: 'stale 1 is not in s3://bucket',
        hint: expect.stringContaining('Its tycho.json says that 1 is the latest.')
      },
      { code: 'not-found', message: 'gone has no version 1 in s3://bucket', hint: expect.any(String) }
    ])
  })

  test.each([
    ['the same file', 'name.bin', 'name.bin', /would both be .*name\.bin\. Pull them in two steps/],
    ['one inside of the other', 'name', 'name/file', /would lie one inside of the other/]
  ])('that would be %s: the first is there, the other is refused', async (_, first, second, says) => {
    publish('one', ['1'], first)
    publish('two', ['1'], second)
    const finished = await run(['pull-list', 'one', 'two'])
    expect([finished.status, finished.stderr]).toEqual([1, expect.stringMatching(says)])
    expect([read(first), names()]).toEqual(['one 1', [first]])
  })

  // On the systems where these are one file both are refused: see the tests of plans.
  test('whose names differ in case alone, or in the way they are composed, are several', async () => {
    const files = ['Name.bin', 'name.bin', '\u00fc.bin', 'u\u0308.bin']
    files.forEach((file, index) => {
      publish(`p${index}`, ['1'], file)
    })
    const platform = process.platform === 'linux'
    const finished = await run(['pull-list', 'p0', 'p1', 'p2', 'p3'])
    expect(finished.status).toBe(platform ? 0 : 1)
    if (platform) expect(files.map(read)).toEqual(files.map((_file, index) => `p${index} 1`))
  })
})

describe('names of all alphabets', () => {
  const all = ['größe/naïve', '日本語', 'עברית', '🎁 gift+more&=%20', "it's (1) [2] {3} $x #!", 'a b/c  d']

  test.each(all)('%s: pushed, promoted, listed, pulled, removed', async (name) => {
    writeFileSync(join(cwd, 'file'), `bytes of ${name}`)
    const local = ['--local-name', `${name} 1.bin`]
    await done('push', name, '1.0+ü~é', 'file', '--promote-latest', ...local)
    await done('push', name, '2', 'file')
    expect([...fake.objects('bucket').keys()]).toEqual(
      expect.arrayContaining([`${name}/tycho.json`, `${name}/tycho_1.0+ü~é.pkg`])
    )
    const listed = await done('list-versions', name, '--json')
    expect(jsonOf(listed)).toMatchObject({ packages: [{ package: name, versions: ['2', '1.0+ü~é'] }] })
    await done('pull', name)
    expect(read(`${name} 1.bin`)).toBe(`bytes of ${name}`)
    await done('remove', name, '2')
    expect(await run(['pull', name, '--version', '2'])).toMatchObject({ status: 1 })
  })
})

describe('where a file goes', () => {
  beforeEach(() => {
    publish('pkg', ['1'])
  })

  test('--outfile is where it goes, whatever its record says', async () => {
    putRecord(fake, 'pkg', { localname: '../../x', latest: '1' })
    await done('pull', 'pkg', '--outfile', 'deep/down/here.bin')
    expect(readFileSync(join(cwd, 'deep', 'down', 'here.bin'), 'utf8')).toBe('pkg 1')
    expect(readdirSync(join(cwd, 'deep', 'down'))).toEqual(['here.bin'])
    expect(names()).toEqual([])
  })

  test.each([
    ['a folder', 'taken', /writing .*taken: there is a folder of that name\. /],
    ['below a file', 'file/x', /writing .*x: a part of the path is a file, not a folder\. /]
  ])('but not over %s', async (_, outfile, says) => {
    mkdirSync(join(cwd, 'taken'))
    writeFileSync(join(cwd, 'file'), 'mine')
    const finished = await run(['pull', 'pkg', '--outfile', outfile])
    expect([finished.status, finished.stderr]).toEqual([1, expect.stringMatching(says)])
    expect(readdirSync(join(cwd, 'taken'))).toEqual([])
    expect(readFileSync(join(cwd, 'file'), 'utf8')).toBe('mine')
  })

  test('--force fetches what is in place already, and changes nothing else', async () => {
    await done('pull', 'pkg')
    writeFileSync(out('mine'), 'mine')
    const { ino } = lstatSync(out('pkg.bin'))
    fake.clear()
    await done('pull', 'pkg')
    expect([lstatSync(out('pkg.bin')).ino, fake.count({ operation: 'GetObject', key: /\.pkg$/ })]).toEqual([
      ino,
      0
    ])
    await done('pull', 'pkg', '--force')
    expect(fake.count({ operation: 'GetObject', key: /\.pkg$/ })).toBe(1)
    expect([read('pkg.bin'), read('mine'), names()]).toEqual(['pkg 1', 'mine', ['mine', 'pkg.bin']])
    expect(lstatSync(out('pkg.bin')).ino).not.toBe(ino)
  })

  test('what tychoreg keeps beside a file is of the file that is there', async () => {
    await done('pull', 'pkg')
    writeFileSync(out('pkg.bin.etag'), '"of another version"')
    await done('pull', 'pkg')
    expect(read('pkg.bin.etag')).toBe(fake.objects('bucket').get('pkg/tycho_1.pkg')?.etag)
    publish('pkg', ['2'])
    await done('pull', 'pkg')
    expect(read('pkg.bin.etag')).toBe(fake.objects('bucket').get('pkg/tycho_2.pkg')?.etag)
    // Where the lockfile tells, nobody knows the store's ETag, and none is better than a wrong one.
    await done('pull', 'pkg', '--lockfile', 'registry.lock')
    await done('pull', 'pkg', '--lockfile', 'registry.lock')
    expect(names()).toEqual(['pkg.bin'])
  })
})

const reportSchema = v.object({
  ok: v.literal(false),
  errors: v.array(v.object({ code: v.string(), message: v.string(), hint: v.string() })),
  pulled: v.array(v.object({ package: v.string() })),
  nothing: v.array(v.string())
})
