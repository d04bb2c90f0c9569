/** Assets of plain releases, pulled from the fake of GitHub. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { pull, type PullOptions } from '../../src/commands/pull.ts'
import type { PullReport } from '../../src/commands/report.ts'
import { sha256 } from '../../src/digest.ts'
import { silent, type Log } from '../../src/log.ts'
import { keptIn } from '../../src/pull/kept-files.ts'
import { releaseRequest, type Wanted, type Which } from '../../src/releases/resolve.ts'
import { openReleases } from '../../src/stores/github/plain.ts'
import { noise, scratch, type Scratch } from '../support/artifacts.ts'
import { tgzOf, zipOf } from '../support/archives.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { githubPlaceOf } from '../support/github-storage.ts'
import { githubOptions } from '../support/open-store.ts'

const LATEST: Which = { kind: 'latest', prereleases: false }
const NEWEST: Which = { kind: 'latest', prereleases: true }
const tagged = (tag: string): Which => ({ kind: 'tag', tag })

let fake: GithubFake
let out: Scratch
beforeEach(async () => {
  fake = await startGithubFake()
  out = scratch()
})
afterEach(async () => {
  out.remove()
  await fake.close()
})

interface Asking extends Partial<PullOptions & Wanted> {
  readonly log?: Log
  readonly token?: string | null
  readonly kept?: Parameters<typeof pull>[3]
}

async function pullRelease(
  which: Which,
  { assets = [], archives = [], token = fake.token, kept, log = silent, ...more }: Asking = {}
): Promise<PullReport> {
  const { name } = fake.repository()
  const store = openReleases(githubOptions(githubPlaceOf(fake, { token })))
  fake.clear()
  try {
    const options: PullOptions = {
      ...{ mode: 'pull', requests: [releaseRequest(name, which, { assets, archives })], folder: out.folder },
      ...{ outfile: undefined, lockfile: undefined, force: false, extract: false, dryRun: false },
      platform: 'linux',
      ...more
    }
    return await pull(store, options, log, kept)
  } finally {
    await store.close()
  }
}

function problems({ failures }: PullReport): string[] {
  return failures.map(({ error }) => `${error.message}. ${error.hint}`)
}

const inFolder = async () => (await readdir(out.folder)).sort()

describe('assets', () => {
  test('of a tag are fetched, checked, and left alone when they are there', async () => {
    fake.repository().addRelease('pkg/v1.0', { assets: { 'a.zip': 'A', 'b.zip': 'B', 'b.zip.asc': 'S' } })
    const report = await pullRelease(tagged('pkg/v1.0'), { assets: ['*.zip'] })
    expect(problems(report)).toEqual([])
    expect(
      report.pulled.map(({ package: name, version, path, sha256: digest, verified, source }) => [
        ...[name, version, path, digest, verified, source]
      ])
    ).toEqual(
      ['a', 'b'].map((each) => [
        ...['owner/repo', 'pkg/v1.0', join(out.folder, `${each}.zip`)],
        ...[sha256(each.toUpperCase()), 'sha256', 'store']
      ])
    )
    expect(await inFolder()).toEqual(['a.zip', 'b.zip'])
    const again = await pullRelease(tagged('pkg/v1.0'), { assets: ['*.zip'] })
    expect(again.pulled.map(({ source }) => source)).toEqual(['here', 'here'])
    expect(fake.requests.length).toBeLessThanOrEqual(2)
  })

  test('of a public repository cost no requests but one; of a private one they are had with the token', async () => {
    fake.repository().addRelease('v1', { assets: { a: 'A', b: 'B', c: 'C' } })
    expect(problems(await pullRelease(tagged('v1')))).toEqual([])
    expect(fake.find({ host: 'api' })).toHaveLength(2)
    fake.repository().setPrivate(true)
    const report = await pullRelease(tagged('v1'), { force: true })
    expect([problems(report), report.pulled.length]).toEqual([[], 3])
    expect(problems(await pullRelease(tagged('v1'), { token: null }))).toEqual([
      expect.stringMatching(/^listing the releases of owner\/repo: 404.*A private repository needs a token/)
    ])
  })

  test('are read without a token where everybody may', async () => {
    fake.repository().addRelease('v1', { assets: { a: 'A' } })
    expect(problems(await pullRelease(tagged('v1'), { token: null }))).toEqual([])
    expect(await readFile(join(out.folder, 'a'), 'utf8')).toBe('A')
  })

  test('that are large come in ranges, and connections that break are taken up again', async () => {
    const body = noise(40 * 1024 * 1024, 'large')
    fake.repository().addRelease('v1', { assets: { large: body } })
    fake.faults({ operation: 'storage.asset', times: 2, effect: { kind: 'cut', bytes: 1_000_000 } })
    const report = await pullRelease(tagged('v1'))
    expect(problems(report)).toEqual([])
    expect(report.pulled[0]?.sha256).toBe(sha256(body))
    expect(fake.requests.filter(({ fault }) => fault !== undefined)).toHaveLength(2)
  })

  test('that were changed behind GitHub’s back are refused, and do not stop the others', async () => {
    const release = fake.repository().addRelease('v1', { assets: { a: 'A', b: 'B' } })
    const [first] = release.assets.keys()
    fake.repository().tamper(first ?? 0, () => Buffer.from('X'))
    const report = await pullRelease(tagged('v1'))
    expect(report.failures.map(({ what, error }) => [what, error.code])).toEqual([
      ['github://owner/repo@v1', 'corrupt']
    ])
    expect(await inFolder()).toEqual(['b'])
  })

  test('past the first page are found', async () => {
    const names = Array.from({ length: 45 }, (_, index) => `f${index}`)
    fake.setLimits({ embeddedAssets: 30 })
    fake.repository().addRelease('v1', { assets: Object.fromEntries(names.map((name) => [name, name])) })
    const report = await pullRelease(tagged('v1'), { dryRun: true })
    expect(report.pulled).toHaveLength(45)
  })

  test('without a digest are unverified', async () => {
    fake.setDigests(false)
    fake.repository().addRelease('v1', { assets: { a: 'A' } })
    expect((await pullRelease(tagged('v1'))).pulled).toMatchObject([{ verified: 'unverified' }])
  })

  test('that are one name on this system are not written over each other', async () => {
    fake.repository().addRelease('v1', { assets: { 'A.zip': 'A', 'a.zip': 'B', c: 'C' } })
    const report = await pullRelease(tagged('v1'), { platform: 'darwin' })
    expect(problems(report)).toEqual([
      expect.stringMatching(/^(A\.zip and a\.zip|a\.zip and A\.zip) would both be /)
    ])
    expect(report.pulled).toHaveLength(2)
  })

  test('whose name Windows does not know are refused there, the others are fetched', async () => {
    fake.repository().addRelease('v1', { assets: { 'con.txt': 'A', b: 'B' } })
    const report = await pullRelease(tagged('v1'), { platform: 'win32' })
    expect(problems(report)).toEqual([
      expect.stringContaining(
        'a release of github://owner/repo has an asset of the name "con.txt", which has'
      )
    ])
    expect(report.pulled.map(({ path }) => path)).toEqual([join(out.folder, 'b')])
  })

  test('that are archives are unpacked, each to a folder of its name', async () => {
    const entries = [{ path: 'x.txt', content: 'X' }]
    fake.repository().addRelease('v1', {
      assets: { 'one-1.0.tar.gz': tgzOf(entries), 'two.zip': zipOf(entries) }
    })
    expect(problems(await pullRelease(tagged('v1'), { extract: true }))).toEqual([])
    expect(await inFolder()).toEqual(['one-1.0', 'two'])
    expect(await readFile(join(out.folder, 'two', 'x.txt'), 'utf8')).toBe('X')
    const again = await pullRelease(tagged('v1'), { extract: true })
    expect(again.pulled.map(({ source }) => source)).toEqual(['here', 'here'])
  })

  test('go to a file of the user’s own, one of them', async () => {
    fake.repository().addRelease('v1', { assets: { a: 'A', b: 'B' } })
    const outfile = join(out.folder, 'mine')
    expect(problems(await pullRelease(tagged('v1'), { outfile }))).toEqual([
      'github://owner/repo@v1 has 2 files: a, b. Pull them to a folder, or say which one: `assets`.'
    ])
    expect(problems(await pullRelease(tagged('v1'), { outfile, assets: ['b'] }))).toEqual([])
    expect(await readFile(outfile, 'utf8')).toBe('B')
  })
})

describe('archives of the source', () => {
  const both = { archives: ['zip', 'tar.gz'] } as const
  const zip = { archives: ['zip'] } as const
  const found = ({ pulled }: PullReport) =>
    pulled.map(({ path, source, verified, archive }) => [basename(path), source, verified, archive?.commit])

  test('come under the names that browsers give them, and nobody can vouch for them', async () => {
    fake.repository().addRelease('v1.0')
    const commit = fake.repository().refs.get('refs/tags/v1.0')
    const warnings: string[] = []
    const log = { ...silent, warning: (message: string) => void warnings.push(message) }
    const report = await pullRelease(LATEST, { ...both, log })
    expect(problems(report)).toEqual([])
    expect(found(report)).toEqual([
      ['repo-1.0.zip', 'store', 'unverified', commit],
      ['repo-1.0.tar.gz', 'store', 'unverified', commit]
    ])
    expect(warnings.sort()).toEqual(
      ['tar.gz', 'zip'].map((each) =>
        expect.stringMatching(
          new RegExp(
            `^the source of owner/repo v1\\.0 \\(${each.replace('.', '\\.')}\\) is unverified: GitHub makes it`
          )
        )
      )
    )
    expect(await inFolder()).toEqual(['repo-1.0.tar.gz', 'repo-1.0.zip'])
    for (const { path, sha256: digest, size } of report.pulled) {
      const bytes = await readFile(path)
      expect([digest, size]).toEqual([sha256(bytes), bytes.length])
    }
  })

  test('are fetched anew without a lockfile, since nothing tells what is in place', async () => {
    fake.repository().addRelease('v1')
    await pullRelease(tagged('v1'), zip)
    await writeFile(join(out.folder, 'repo-1.zip'), 'damaged')
    expect(found(await pullRelease(tagged('v1'), zip))).toMatchObject([
      ['repo-1.zip', 'store', 'unverified', expect.anything()]
    ])
    expect((await readFile(join(out.folder, 'repo-1.zip'))).subarray(0, 2).toString()).toBe('PK')
    expect(fake.requests.length).toBeLessThanOrEqual(4)
  })

  test('come with assets where both are asked for, and alone where these are not', async () => {
    fake.repository().addRelease('v1', { assets: { 'a.deb': 'A', 'b.deb': 'B' } })
    const names = (report: PullReport) => found(report).map(([name]) => name)
    expect(names(await pullRelease(tagged('v1'), { ...zip, assets: ['a*'] }))).toEqual([
      'a.deb',
      'repo-1.zip'
    ])
    expect(names(await pullRelease(tagged('v1'), zip))).toEqual(['repo-1.zip'])
    expect(names(await pullRelease(tagged('v1')))).toEqual(['a.deb', 'b.deb'])
  })

  test('do not take the place of an asset that has their name', async () => {
    fake.repository().addRelease('v1', { assets: { 'repo-1.zip': 'A' } })
    const report = await pullRelease(tagged('v1'), { ...zip, assets: ['*'] })
    expect(problems(report)).toEqual([expect.stringContaining('would both be ')])
    expect(found(report)).toMatchObject([['repo-1.zip', 'store', 'sha256', undefined]])
    expect(await readFile(join(out.folder, 'repo-1.zip'), 'utf8')).toBe('A')
  })

  test('of a private repository are had with the token, which goes to GitHub alone', async () => {
    fake.repository().addRelease('v1')
    fake.repository().setPrivate(true)
    expect(problems(await pullRelease(tagged('v1'), both))).toEqual([])
    const archives = fake.find({ operation: 'storage.archive' })
    expect(archives.map(({ status, headers }) => [status, headers['authorization']])).toEqual([
      [200, undefined],
      [200, undefined]
    ])
  })

  test.each(['zip', 'tar.gz'] as const)('are unpacked to a folder of their name: %s', async (format) => {
    fake.repository().commit('main', { 'src/a.txt': 'A' })
    fake.repository().addRelease('v1')
    const report = await pullRelease(tagged('v1'), { archives: [format], extract: true })
    expect([problems(report), await inFolder()]).toEqual([[], ['repo-1']])
    expect(await readFile(join(out.folder, 'repo-1', 'repo-1', 'src', 'a.txt'), 'utf8')).toBe('A')
  })

  test('that break off, or are none, leave what is in place', async () => {
    fake.repository().addRelease('v1')
    await pullRelease(tagged('v1'), zip)
    const before = await readFile(join(out.folder, 'repo-1.zip'))
    fake.faults({ operation: 'storage.archive', effect: { kind: 'cut', bytes: 30 } })
    expect(problems(await pullRelease(tagged('v1'), zip))).toEqual([
      expect.stringMatching(/^reading github:\/\/owner\/repo\/v1\/source\/zip: the connection broke/)
    ])
    fake.clearFaults()
    fake.faults({ operation: 'storage.archive', effect: { kind: 'status', status: 200 } })
    expect(problems(await pullRelease(tagged('v1'), zip))).toEqual([
      expect.stringMatching(/^what came for repo-1\.zip is no zip archive\./)
    ])
    expect(await inFolder()).toEqual(['repo-1.zip'])
    expect(await readFile(join(out.folder, 'repo-1.zip'))).toEqual(before)
  })

  test('of a tag that somebody deleted are not there', async () => {
    fake.repository().addRelease('v1')
    fake.repository().setRef('refs/tags/v1', undefined)
    expect(problems(await pullRelease(tagged('v1'), zip))).toEqual([
      expect.stringMatching(/^github:\/\/owner\/repo has no tag v1 to make an archive of\./)
    ])
  })

  test('are only told of in a dry run', async () => {
    fake.repository().addRelease('v1')
    const report = await pullRelease(tagged('v1'), { ...zip, dryRun: true })
    expect(found(report)).toEqual([['repo-1.zip', 'store', 'unverified', undefined]])
    expect(fake.count({ operation: 'storage.archive' })).toBe(0)
  })

  describe('in a lockfile', () => {
    const locking = (update: boolean) => ({
      lockfile: { path: join(out.folder, 'registry.lock'), update, frozen: !update }
    })
    const pinned = async (tag: string) => {
      fake.repository().addRelease(tag)
      await pullRelease(LATEST, { ...both, ...locking(true) })
      return fake.repository().refs.get(`refs/tags/${tag}`)
    }

    test('have the digest of what came, and the commit', async () => {
      const commit = await pinned('v1')
      const [first, second] = await Promise.all(
        ['repo-1.zip', 'repo-1.tar.gz'].map((name) => readFile(join(out.folder, name)))
      )
      const lock: unknown = JSON.parse(await readFile(join(out.folder, 'registry.lock'), 'utf8'))
      const packages = {
        'github://owner/repo@latest source/zip source/tar.gz': {
          ...{ package: 'owner/repo', version: 'v1' },
          files: [
            {
              ...{ name: 'repo-1.zip', sha256: sha256(first ?? ''), size: first?.length },
              ...{ executable: false, archive: 'zip', commit }
            },
            {
              ...{ name: 'repo-1.tar.gz', sha256: sha256(second ?? ''), size: second?.length },
              ...{ executable: false, archive: 'tar.gz', commit }
            }
          ]
        }
      }
      expect(lock).toEqual({ lockfileVersion: 1, packages })
    })

    test('are left alone where they are in place, else checked, kept and taken from there', async () => {
      const commit = await pinned('v1')
      const from = (source: string) => [
        ['repo-1.zip', source, 'sha256', commit],
        ['repo-1.tar.gz', source, 'sha256', commit]
      ]
      expect(found(await pullRelease(LATEST, { ...both, ...locking(false) }))).toEqual(from('here'))
      expect(fake.requests).toEqual([])
      const kept = keptIn(join(out.folder, 'kept'), () => Promise.resolve())
      const more = { ...both, ...locking(false), kept, force: true }
      const once = await pullRelease(LATEST, { ...more, folder: join(out.folder, 'once') })
      expect(found(once)).toEqual(from('store'))
      const twice = await pullRelease(LATEST, { ...more, folder: join(out.folder, 'twice') })
      expect([found(twice), fake.requests]).toEqual([from('cache'), []])
    })

    test('are left alone also where they were unpacked', async () => {
      fake.repository().addRelease('v1')
      const options = { ...zip, extract: true }
      await pullRelease(LATEST, { ...options, ...locking(true) })
      const again = await pullRelease(LATEST, { ...options, ...locking(false) })
      expect([found(again).map(([, source]) => source), fake.requests]).toEqual([['here'], []])
    })

    test('and packed in another way since are refused, and it is said that the files seem to be the same', async () => {
      const commit = await pinned('v1')
      fake.setArchiveLevel(0)
      const report = await pullRelease(LATEST, { ...both, ...locking(false), force: true })
      const refused = (name: string) =>
        expect.stringMatching(
          `^${name}, the source of owner/repo v1, has the sha256 .{64}, but the lockfile says .{64}\\. Both say that they are of commit ${commit}: GitHub seems to have packed the same files in another way, which it may\\. Compare`
        )
      // Whichever came first.
      expect(problems(report).sort()).toEqual([refused('repo-1.tar.gz'), refused('repo-1.zip')])
      expect(report.failures.map(({ error }) => error.code)).toEqual(['corrupt', 'corrupt'])
    })

    test('and of another commit since are refused, and both commits are named', async () => {
      const before = await pinned('v1')
      const now = fake.repository().commit('main', { new: 'file' })
      fake.repository().setRef('refs/tags/v1', now)
      const report = await pullRelease(LATEST, { ...both, ...locking(false), force: true })
      const why = expect.stringContaining(
        `It was of commit ${before} and is of ${now}: somebody moved the tag.`
      )
      expect(problems(report)).toEqual([why, why])
    })
  })
})

describe('the latest', () => {
  const versionsOf = ({ pulled }: PullReport) => pulled.map(({ version }) => version)

  test('is no prerelease and no draft, unless prereleases count', async () => {
    const { addRelease } = fake.repository()
    addRelease('v1', { assets: { a: '1' } })
    fake.advance(1000)
    addRelease('v2', { assets: { a: '2' } })
    fake.advance(1000)
    addRelease('v3-rc', { prerelease: true, assets: { a: '3' } })
    fake.advance(1000)
    addRelease('v4', { draft: true, assets: { a: '4' } })
    expect(versionsOf(await pullRelease(LATEST))).toEqual(['v2'])
    expect(versionsOf(await pullRelease(NEWEST))).toEqual(['v3-rc'])
    await pullRelease(NEWEST)
    expect(fake.requests).toHaveLength(1)
  })

  test('is what was published last, whatever commit it is of', async () => {
    const { addRelease, refs } = fake.repository()
    const old = refs.get('refs/heads/main') ?? ''
    fake.advance(10_000)
    fake.repository().commit('main', { x: 'y' }, 'Later')
    addRelease('v2', { assets: { a: '2' } })
    fake.advance(10_000)
    addRelease('v1.1', { target: old, assets: { a: '1' } })
    expect(versionsOf(await pullRelease(NEWEST))).toEqual(['v1.1'])
  })
})

describe('what is not there', () => {
  test('a repository without a release', async () => {
    fake.repository().addRelease('v1', { draft: true, assets: { a: 'A' } })
    const none = expect.stringMatching(/^github:\/\/owner\/repo has no release\. Drafts do not count/)
    for (const which of [LATEST, NEWEST, tagged('v1')])
      expect(problems(await pullRelease(which))).toEqual([none])
  })

  test('a tag: the closest ones are named', async () => {
    for (const tag of ['v1.0', 'v1.1', 'v2.0', 'nightly']) fake.repository().addRelease(tag)
    expect(problems(await pullRelease(tagged('v1.2')))).toEqual([
      expect.stringMatching(
        /^github:\/\/owner\/repo has no release v1\.2\. The closest ones are v1\.1, v1\.0, v2\.0 \(of 4\)\./
      )
    ])
  })

  test('a release that is no prerelease', async () => {
    fake.repository().addRelease('v1-rc', { prerelease: true, assets: { a: 'A' } })
    expect(problems(await pullRelease(LATEST))).toEqual([
      'github://owner/repo has no release that is not a prerelease. Set `prerelease: true`, or name one: v1-rc.'
    ])
  })

  test.each([
    [['*.zip', '*.deb'], 'no asset that is "*.zip", "*.deb"'],
    [['*', '!*'], 'no asset that `assets` leaves']
  ])('an asset that is %j: what there is, is named', async (assets, what) => {
    fake.repository().addRelease('v1', { assets: { 'a.txt': 'A', 'b.txt': 'B' } })
    expect(problems(await pullRelease(tagged('v1'), { assets }))).toEqual([
      `release v1 of github://owner/repo has ${what}. It has a.txt, b.txt.`
    ])
  })

  test('any asset', async () => {
    fake.repository().addRelease('v1')
    expect(problems(await pullRelease(tagged('v1')))).toEqual([
      expect.stringMatching(/^release v1 of github:\/\/owner\/repo has no assets\. /)
    ])
  })

  test('an upload that broke off is no asset', async () => {
    const release = fake.repository().addRelease('v1', { assets: { a: 'A' } })
    fake.faults({ operation: 'repos/upload-release-asset', effect: { kind: 'starter', status: 502 } })
    await fetch(`${fake.uploadsUrl}/repos/owner/repo/releases/${release.id}/assets?name=b`, {
      ...{ method: 'POST', body: 'B' },
      headers: { authorization: `Bearer ${fake.token}`, 'user-agent': 'test', 'content-type': 'text/plain' }
    })
    expect(fake.repository().asset('v1', 'b')?.state).toBe('starter')
    expect((await pullRelease(tagged('v1'))).pulled).toHaveLength(1)
  })

  test('a fresh release by its tag: it is found in the list', async () => {
    fake.repository().addRelease('v1', { assets: { a: 'A' } })
    fake.faults({
      operation: 'repos/get-release-by-tag',
      effect: { kind: 'status', status: 404, message: 'Not Found' }
    })
    const report = await pullRelease(tagged('v1'))
    expect([problems(report), report.pulled.length]).toEqual([[], 1])
  })
})

describe('a lockfile', () => {
  test('pins tag and digests; with everything kept nothing is asked', async () => {
    const { addRelease } = fake.repository()
    addRelease('v1', { assets: { 'a.zip': 'A', 'b.zip': 'B' } })
    const path = join(out.folder, 'registry.lock')
    const kept = keptIn(join(out.folder, 'kept'), () => Promise.resolve())
    const lockfile = { path, update: false, frozen: false }
    expect(await pullRelease(LATEST, { lockfile, kept })).toMatchObject({
      lockfileWritten: true,
      failures: []
    })
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      packages: {
        'github://owner/repo@latest': {
          ...{ package: 'owner/repo', version: 'v1' },
          files: [
            { name: 'a.zip', sha256: sha256('A') },
            { name: 'b.zip', sha256: sha256('B') }
          ]
        }
      }
    })
    fake.advance(1000)
    addRelease('v2', { assets: { 'a.zip': 'A2' } })
    const frozen = { ...lockfile, frozen: true }
    const elsewhere = join(out.folder, 'elsewhere')
    const cached = await pullRelease(LATEST, { lockfile: frozen, kept, folder: elsewhere })
    expect(cached.pulled.map(({ version, source }) => [version, source])).toEqual([
      ['v1', 'cache'],
      ['v1', 'cache']
    ])
    expect(fake.requests).toEqual([])
    const fetched = await pullRelease(LATEST, { lockfile: frozen, folder: join(out.folder, 'third') })
    expect(fetched.pulled.map(({ version, source }) => [version, source])).toEqual([
      ['v1', 'store'],
      ['v1', 'store']
    ])
  })

  test('finds out what was replaced or removed', async () => {
    const release = fake.repository().addRelease('v1', { assets: { a: 'A', b: 'B' } })
    const path = join(out.folder, 'registry.lock')
    const lockfile = { path, update: false, frozen: true }
    await pullRelease(tagged('v1'), { lockfile: { ...lockfile, update: true } })
    fake.repository().removeRelease(release.id)
    fake.repository().addRelease('v1', { assets: { a: 'other', c: 'C' } })
    const report = await pullRelease(tagged('v1'), { lockfile, force: true })
    expect(problems(report).sort()).toEqual([
      expect.stringContaining('but the lockfile says'),
      'release v1 of github://owner/repo has no asset that is "b". It has a, c.'
    ])
  })
})

test('what is in place and is none of the release’s is replaced, with its neighbours left alone', async () => {
  fake.repository().addRelease('v1', { assets: { a: 'A' } })
  await mkdir(out.folder, { recursive: true })
  await writeFile(join(out.folder, 'a'), 'B')
  await writeFile(join(out.folder, 'mine'), 'M')
  expect((await pullRelease(tagged('v1'))).pulled).toMatchObject([{ source: 'store' }])
  expect(await readFile(join(out.folder, 'a'), 'utf8')).toBe('A')
  expect(existsSync(join(out.folder, 'mine'))).toBe(true)
})
