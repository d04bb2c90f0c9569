import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { startRunner, type Finished, type Runner, type StepEnv } from '../support/action.ts'
import { startCacheService, type CacheService, type Disposition } from '../support/cache-service.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'

let fake: S3Fake
let cache: CacheService
const runners: Runner[] = []
beforeEach(async () => {
  fake = await startS3Fake()
  cache = await startCacheService()
  for (const name of NAMES) publish(name, '1')
})
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.close()
  await cache.close()
  await fake.close()
})

const NAMES = Array.from({ length: 10 }, (_, index) => `p${index}`)
const contentOf = (name: string, version: string): string => `${name} ${version}\n`
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Puts a version in the bucket as a push does, and promotes it. */
function publish(name: string, version: string): void {
  const content = contentOf(name, version)
  fake.setObject('bucket', `${name}/tycho_${version}.pkg`, content, {
    metadata: { 'registry-sha256': digestOf(content), 'registry-filename': name }
  })
  fake.setObject('bucket', `${name}/tycho.json`, JSON.stringify({ localname: name, latest: version }))
}

/** A job on a machine of its own: one pull, and its post step. */
interface Job {
  readonly runner: Runner
  readonly pull: Finished
  /** The artifacts that came from the store. */
  readonly fetched: string[]
}

async function startJob(): Promise<Runner> {
  const runner = await startRunner()
  runners.push(runner)
  return runner
}

const inputsOf = (): Record<string, string> => ({
  mode: 'pull',
  store: 's3://bucket',
  'endpoint-url': fake.endpoint,
  'aws-access-key-id': fake.accessKeyId,
  'aws-secret-access-key': fake.secretAccessKey,
  packages: NAMES.join('\n')
})

async function pull(runner: Runner, inputs: Record<string, string> = {}, env = cache.env()): Promise<Job> {
  fake.clear()
  const done = await runner.run({ ...inputsOf(), ...inputs }, env)
  if (done.exitCode !== 0) throw new Error(done.log)
  const fetched = fake.find({ operation: 'GetObject', key: /\.pkg$/ }).map(({ key }) => key)
  return { runner, pull: done, fetched: fetched.sort() }
}

async function endJob(job: Job, env: StepEnv = cache.env()): Promise<Finished> {
  const done = await job.runner.post(job.pull, {}, env)
  expect(done.exitCode).toBe(0)
  expect(job.runner.exists('.registry-cache')).toBe(false)
  return done
}

async function expectInPlace(runner: Runner, versions: Record<string, string> = {}): Promise<void> {
  for (const name of NAMES)
    expect(await runner.read(`tycho_packages/${name}`)).toBe(contentOf(name, versions[name] ?? '1'))
}

const everything = NAMES.map((name) => `${name}/tycho_1.pkg`)

describe('a second run', () => {
  test('on a fresh machine has everything from the cache, and saves nothing', async () => {
    const first = await pull(await startJob())
    expect(first.fetched).toEqual(everything)
    expect(first.pull.outputs).toMatchObject({ 'cache-hit': 'false', changed: 'true' })
    const saved = await endJob(first)
    expect(saved.log).toContain('kept 10 files for later runs')
    expect(cache.keys()).toHaveLength(1)

    const before = cache.requests.length
    const second = await pull(await startJob())
    expect(second.runner.workspace).not.toBe(first.runner.workspace)
    expect(second.fetched).toEqual([])
    expect(second.pull.outputs).toMatchObject({ 'cache-hit': 'true', changed: 'true' })
    expect(second.pull.summary).toMatch(/\| p0 \| 1 \| .* \| cache \| /)
    await expectInPlace(second.runner)
    expect(second.runner.exists('.registry-cache')).toBe(false)
    const [key] = cache.keys()
    await endJob(second)
    expect(cache.requests.slice(before)).toEqual([
      `GetCacheEntryDownloadURL ${key ?? ''}`,
      `GET ${key ?? ''}`
    ])
  })

  test('with a lockfile asks the store for nothing at all', async () => {
    const lock = { lockfile: 'registry.lock' }
    const first = await pull(await startJob(), { ...lock, 'update-lock': 'true' })
    await endJob(first)
    const fresh = await startJob()
    await fresh.write('registry.lock', await first.runner.read('registry.lock'))
    // The lockfile stands even where another version was promoted meanwhile.
    publish('p3', '2')
    const second = await pull(fresh, lock)
    expect(fake.requests).toEqual([])
    expect(second.pull.outputs).toMatchObject({ 'cache-hit': 'true' })
    expect(second.pull.log).not.toContain('S3 credentials')
    await expectInPlace(second.runner)
  })

  test('on the same machine has nothing to fetch, and leaves the cache alone', async () => {
    const first = await pull(await startJob())
    await endJob(first)
    const before = [...cache.requests]
    const second = await pull(first.runner)
    expect(second.pull.outputs).toMatchObject({ 'cache-hit': 'true', changed: 'false' })
    await endJob(second)
    expect(cache.requests).toEqual(before)
  })
})

describe('what the cache has in part is used in part', () => {
  test('where one of ten packages has a new version, that one is fetched', async () => {
    await endJob(await pull(await startJob()))
    publish('p3', '2')
    const second = await pull(await startJob())
    expect(second.fetched).toEqual(['p3/tycho_2.pkg'])
    expect(second.pull.outputs).toMatchObject({ 'cache-hit': 'false' })
    await expectInPlace(second.runner, { p3: '2' })
    await endJob(second)
    expect(cache.keys()).toHaveLength(2)
    const third = await pull(await startJob())
    expect(third.fetched).toEqual([])
    await expectInPlace(third.runner, { p3: '2' })
  })

  test('what one of ten failures left out is there for the next run', async () => {
    fake.removeObject('bucket', 'p4/tycho_1.pkg')
    const runner = await startJob()
    const failed = await runner.run(inputsOf(), cache.env())
    expect(failed.exitCode).toBe(1)
    await endJob({ runner, pull: failed, fetched: [] })
    publish('p4', '1')
    const second = await pull(await startJob())
    expect(second.fetched).toEqual(['p4/tycho_1.pkg'])
    await endJob(second)
    const third = await pull(await startJob())
    expect(third.fetched).toEqual([])
    await expectInPlace(third.runner)
  })
})

describe('what is kept is never believed', () => {
  test('an entry that was tampered with is fetched from the store instead', async () => {
    await endJob(await pull(await startJob()))
    const [key = ''] = cache.keys()
    const archive = await changedArchive(cache, key, digestOf(contentOf('p5', '1')), 'p5 X\n')
    cache.change(key, () => archive)
    const second = await pull(await startJob())
    expect(second.fetched).toEqual(['p5/tycho_1.pkg'])
    await expectInPlace(second.runner)
    await endJob(second)
  })

  test('an entry that is no archive is a warning', async () => {
    await endJob(await pull(await startJob()))
    cache.change(cache.keys()[0] ?? '', () => Buffer.from('no archive'))
    const second = await pull(await startJob())
    expect(second.fetched).toEqual(everything)
    expect(second.pull.annotations.map(({ level }) => level)).toEqual(['warning'])
    await expectInPlace(second.runner)
  })

  test('a file that a later step changed is not kept', async () => {
    const job = await pull(await startJob())
    await appendFile(job.runner.path('tycho_packages', 'p2'), 'changed')
    const done = await endJob(job)
    expect(done.log).toContain('pulled files were changed since; nothing is kept for later runs')
    expect(cache.keys()).toEqual([])
  })
})

describe('a cache service that does not work is no reason to fail', () => {
  const dead = { ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' }
  test.each<[string, Disposition, StepEnv, RegExp, RegExp]>([
    ['none', 'usual', { ACTIONS_RESULTS_URL: undefined }, /there is no cache service here/, /^$/],
    ['a dead one', 'usual', dead, /Failed to restore: .*ECONNREFUSED/, /Failed to save: /],
    ['no token', 'usual', { ACTIONS_RUNTIME_TOKEN: undefined }, /Failed to restore: .*TOKEN/, /TOKEN/],
    ['a full one', 'full', {}, /pulled p9 1/, /Failed to save: /],
    ['a read-only token', 'read-only', {}, /pulled p9 1/, /Failed to save: .*cache write denied/],
    ['a token for nothing', 'denied', {}, /cache read denied/, /cache write denied/]
  ])('%s', async (_, disposition, env, restored, saved) => {
    cache.dispose(disposition)
    const all = { ...cache.env(), ...env }
    const job = await pull(await startJob(), {}, all)
    expect(job.fetched).toEqual(everything)
    await expectInPlace(job.runner)
    expect(job.pull.log).toMatch(restored)
    const done = await endJob(job, all)
    expect(done.log).toMatch(saved)
    for (const { annotations } of [job.pull, done])
      expect(annotations.filter(({ level }) => level === 'error')).toEqual([])
    expect(cache.keys()).toEqual([])
  })
})

test('a workspace that has no place for it is no reason to fail either', async () => {
  const runner = await startJob()
  await runner.write('.registry-cache', 'somebody’s own')
  const job = await pull(runner)
  expect(job.fetched).toEqual(everything)
  await expectInPlace(runner)
  expect(job.pull.annotations).toEqual([
    { level: 'notice', message: expect.stringMatching(/^the cache could not be used: /) }
  ])
  expect((await runner.post(job.pull, {}, cache.env())).annotations).toEqual([])
  expect(await runner.read('.registry-cache')).toBe('somebody’s own')
})

test('a step that fails after it has pulled keeps what it has, and leaves nothing behind', async () => {
  const inputs = { ...inputsOf(), lockfile: 'tycho_packages/p0/registry.lock', 'update-lock': 'true' }
  const runner = await startJob()
  const failed = await runner.run(inputs, cache.env())
  expect(failed.annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^writing the lockfile .*registry\.lock: a part of the path is a file, not a folder\. /
    )
  ])
  await endJob({ runner, pull: failed, fetched: [] })
  expect((await pull(await startJob())).fetched).toEqual([])
  const again = await startJob()
  expect((await again.run(inputs, cache.env())).exitCode).toBe(1)
  expect(again.exists('tycho_packages/p0')).toBe(true)
  expect(again.exists('.registry-cache')).toBe(false)
})

test('archives are kept as they are, and unpacked from the cache', async () => {
  const archive = execFileSync('tar', ['-cz', '-C', join(import.meta.dirname, '..'), 'e2e/cache.test.ts'])
  fake.setObject('bucket', 'p0/tycho_1.pkg', archive, {
    metadata: { 'registry-sha256': createHash('sha256').update(archive).digest('hex') }
  })
  const inputs = { packages: 'p0', extract: 'true' }
  await endJob(await pull(await startJob(), inputs))
  const second = await pull(await startJob(), inputs)
  expect(second.fetched).toEqual([])
  expect(second.runner.exists('tycho_packages/p0/e2e/cache.test.ts')).toBe(true)
  const third = await pull(second.runner, inputs)
  expect(third.pull.outputs).toMatchObject({ 'cache-hit': 'true', changed: 'false' })
})

test('a step that wants no cache does not speak to it', async () => {
  const job = await pull(await startJob(), { cache: 'false' })
  await endJob(job)
  expect(job.pull.state).toEqual({})
  expect(cache.requests).toEqual([])
})

test('what is being kept is hidden from git until the job ends', async () => {
  const job = await pull(await startJob())
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: job.runner.workspace,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] }
    })
  git('init', '--quiet')
  expect(job.runner.exists('.registry-cache')).toBe(true)
  expect(git('status', '--porcelain')).toBe('?? tycho_packages/\n')
  await endJob(job)
})

/** The archive of an entry in which the file of a digest has other bytes. */
async function changedArchive(
  service: CacheService,
  key: string,
  digest: string,
  content: string
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-archive-'))
  try {
    const archive = join(folder, 'archive')
    let bytes: Buffer = Buffer.alloc(0)
    service.change(key, (current) => (bytes = current))
    await writeFile(archive, bytes)
    const compression = bytes.readUInt32LE(0) === 0xfd2fb528 ? '--zstd' : '--gzip'
    const tar = (...args: string[]) =>
      execFileSync('tar', [compression, ...args], { cwd: folder, encoding: 'utf8' })
    const name = tar('-tf', archive)
      .split('\n')
      .find((each) => each.endsWith(digest))
    if (name === undefined) throw new Error(`there is no ${digest} in the entry`)
    tar('-xf', archive)
    await writeFile(join(folder, name), content)
    tar('-cf', archive, '.registry-cache')
    return await readFile(archive)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
