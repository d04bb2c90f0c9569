import { appendFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import * as v from 'valibot'

import { sha256 } from '../../src/digest.ts'
import { startRunner, type Runner } from '../support/action.ts'
import { noise } from '../support/artifacts.ts'
import { chaos } from '../support/chaos.ts'
import { jsonOf, registry, s3Environment, workspace, type Finished } from '../support/command-line.ts'
import { putRecord, putVersion, recordIn, stateOf, violations } from '../support/registry-state.ts'
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

// A service that fails is given time.
jest.setTimeout(120_000)

/** More than is uploaded, or fetched, in one piece. */
const large = noise(2 ** 24 + 1, 'large')

function write(name: string, content: Uint8Array | string): void {
  mkdirSync(dirname(join(cwd, name)), { recursive: true })
  writeFileSync(join(cwd, name), content)
}

const read = (...names: string[]) => readFileSync(join(cwd, ...names))
const textOf = (...names: string[]) => read(...names).toString()

const digestOf = (name: string, version: string) =>
  sha256(fake.bytes('bucket', `${name}/tycho_${version}.pkg`) ?? '')

async function run(...args: string[]): Promise<Finished> {
  return registry(args, { cwd, env: s3Environment(fake, 'bucket') })
}

/** Looks on while others write: how often each key was written, and what was wrong at any moment. */
function watch() {
  const writes = new Map<string, number>()
  const wrong: string[] = []
  const stop = fake.onWrite(({ operation, key }) => {
    wrong.push(...violations(fake))
    if (operation === 'PutObject' || operation === 'CompleteMultipartUpload')
      writes.set(key, (writes.get(key) ?? 0) + 1)
  })
  const count = (key: string) => writes.get(key) ?? 0
  return { count, wrong, stop }
}

function put(name: string, versions: readonly string[], record: object | undefined): void {
  for (const version of versions) putVersion(fake, name, version, `${name} ${version}`)
  if (record !== undefined) putRecord(fake, name, { localname: `${name}.bin`, ...record })
}

function expectChaos(): void {
  const struck = fake.requests.flatMap(({ fault }) => fault ?? [])
  expect(struck.length).toBeGreaterThan(fake.requests.length / 10)
  expect(struck).toContainEqual(expect.stringMatching(/^lost/))
}

const SMALL = ['p0', 'p1', 'p2', 'p3']
const VERSIONS = ['1.8', '1.9', '1.10', '1.11']

describe('every fifth request fails, every twentieth is applied and its reply lost', () => {
  test.each([1, 2])('processes of all commands at once: all of it is done, once (seed %d)', async (seed) => {
    put('moved', ['1', '2'], { latest: null })
    put('thinned', ['1', '2', '3', '4'], { latest: '4' })
    put('bare', ['1'], undefined)
    put('half', ['1'], { latest: null, removed: ['1'] })
    for (const name of SMALL) put(name, ['1'], { latest: '1' })
    putVersion(fake, 'whole', '1', large)
    putRecord(fake, 'whole', { localname: 'whole.bin', latest: '1' })
    for (const version of VERSIONS) write(`${version}/new.bin`, version === '1.9' ? large : `new ${version}`)
    write('same.bin', 'the same')

    const seen = watch()
    fake.faults(...chaos(seed))
    const same = ['1', '2', '3'].map(() => run('push', 'same', '1', 'same.bin', '--promote-latest', '--json'))
    const finished = await Promise.all([
      ...VERSIONS.map((each) => run('push', 'new', each, `${each}/new.bin`, '--promote', 'if-newer')),
      ...same,
      ...['1', '2'].map((version) => run('promote', 'moved', version)),
      ...['1', '2', '3'].map((version) => run('remove', 'thinned', version)),
      ...['1', '2'].map(() => run('reindex', '--project', 'bare', '--project', 'half')),
      run('pull-list', ...SMALL, '--path', 'small'),
      run('pull', 'whole', '--path', 'whole')
    ])
    seen.stop()
    expect(finished.filter(({ status }) => status !== 0)).toEqual([])
    expect(seen.wrong).toEqual([])
    expectChaos()

    expect(recordIn(fake, 'new')).toEqual({ localname: 'new.bin', latest: '1.11' })
    for (const version of VERSIONS) expect(digestOf('new', version)).toBe(sha256(read(version, 'new.bin')))
    expect(recordIn(fake, 'same')).toEqual({ localname: 'same.bin', latest: '1' })
    expect(fake.text('bucket', 'same/tycho_1.pkg')).toBe('the same')
    const created = (await Promise.all(same)).map((each) => v.parse(pushSchema, jsonOf(each)).created)
    expect(created.filter(Boolean)).toHaveLength(1)
    expect(['1', '2']).toContain(recordIn(fake, 'moved').latest)
    const { removed, latest } = recordIn(fake, 'thinned')
    expect([removed?.toSorted(), latest]).toEqual([['1', '2', '3'], '4'])
    expect(recordIn(fake, 'bare')).toEqual({ localname: 'a.bin', latest: null })
    const left = [...fake.objects('bucket').keys()].filter((key) => /^(thinned|half|bare)\/.*pkg$/.test(key))
    expect(left.sort()).toEqual(['bare/tycho_1.pkg', 'thinned/tycho_4.pkg'])
    for (const name of SMALL) expect(textOf('small', `${name}.bin`)).toBe(`${name} 1`)
    expect(sha256(read('whole', 'whole.bin'))).toBe(sha256(large))

    // Nothing was done twice: an artifact is written once, and a record as often as it changes.
    for (const version of VERSIONS) expect(seen.count(`new/tycho_${version}.pkg`)).toBe(1)
    expect(seen.count('same/tycho_1.pkg')).toBe(1)
    const changes = ['same', 'moved', 'thinned', 'bare'].map((name) => seen.count(`${name}/tycho.json`))
    expect(changes).toEqual([1, 2, 3, 1])
  })

  describe('steps of workflows', () => {
    let runner: Runner
    beforeEach(async () => {
      runner = await startRunner()
    })
    afterEach(async () => {
      await runner.close()
    })

    test('that push and pull at once: the same, without a word of failure', async () => {
      for (const name of SMALL) put(name, ['1'], { latest: '1' })
      for (const version of VERSIONS) await runner.write(`${version}/new.bin`, `new ${version}`)
      const where = {
        ...{ store: 's3://bucket', 'endpoint-url': fake.endpoint },
        ...{ 'aws-access-key-id': fake.accessKeyId, 'aws-secret-access-key': fake.secretAccessKey }
      }
      const push = { ...where, mode: 'push', package: 'new', promote: 'if-newer' }
      const seen = watch()
      fake.faults(...chaos(3))
      const done = await Promise.all([
        ...VERSIONS.map((version) => runner.run({ ...push, version, files: `${version}/new.bin` })),
        runner.run({ ...where, mode: 'pull', packages: SMALL.join('\n') })
      ])
      seen.stop()
      expect(done.flatMap(({ annotations }) => annotations)).toEqual([])
      expect(seen.wrong).toEqual([])
      expectChaos()
      expect(done.slice(0, VERSIONS.length).map(({ outputs }) => outputs['created'])).toEqual(
        VERSIONS.map(() => 'true')
      )
      expect(recordIn(fake, 'new').latest).toBe('1.11')
      expect(VERSIONS.map((version) => seen.count(`new/tycho_${version}.pkg`))).toEqual([1, 1, 1, 1])
      for (const name of SMALL) expect(await runner.read(`tycho_packages/${name}.bin`)).toBe(`${name} 1`)
    })
  })
})

const pushSchema = v.object({ created: v.boolean() })

describe('a file that changes while it is pushed', () => {
  const edits = {
    'is appended to': (file: string) => {
      appendFileSync(file, 'more')
    },
    'is cut short': (file: string) => {
      truncateSync(file, 5)
    },
    'gets other bytes': (file: string) => {
      writeFileSync(file, noise(readFileSync(file).length, 'other'))
    }
  }
  const sizes = { 'in one piece': 'small bytes', 'in parts': noise(2 ** 24 + 5, 'parts') }
  const table = Object.entries(edits).flatMap(([how, edit]) =>
    Object.entries(sizes).map(([size, content]) => ({ how, size, edit, content }))
  )

  test.each(table)('$how, $size: nothing is published, and the file is named', async ({ edit, content }) => {
    write('file.bin', content)
    // Between the digest and the upload, where it is small; else once a part was sent.
    fake.faults({
      operation: typeof content === 'string' ? 'HeadObject' : 'UploadPart',
      key: /^pkg\//,
      times: 1,
      before: () => {
        edit(join(cwd, 'file.bin'))
      }
    })
    const { status, stderr } = await run('push', 'pkg', '1', 'file.bin', '--promote-latest')
    const file = join(cwd, 'file.bin')
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining(`error: ${file} changed while it was being`)
    ])
    expect([...fake.objects('bucket').keys()].filter((key) => key.startsWith('pkg/'))).toEqual([])
    expect(fake.uploads('bucket').size).toBe(0)
    fake.clearFaults()
    expect(await run('push', 'pkg', '1', 'file.bin')).toMatchObject({ status: 0 })
    expect(digestOf('pkg', '1')).toBe(sha256(read('file.bin')))
  })
})

describe('what a service refuses has words of its own', () => {
  interface Refusal {
    readonly what: string
    readonly env?: () => Record<string, string>
    readonly arrange?: () => void
    readonly code: string
    readonly message: RegExp
    readonly hint: RegExp
  }

  const refusals: readonly Refusal[] = [
    {
      what: 'an expired token',
      arrange: () => {
        const { accessKeyId, secretAccessKey } = fake
        fake.setCredentials({ accessKeyId, secretAccessKey, expired: true })
      },
      code: 'denied',
      message: /the credentials have expired/,
      hint: /Get new ones/
    },
    {
      what: 'a wrong region',
      env: () => ({ REGISTRY_REGION: 'eu-west-1' }),
      code: 'input',
      message: /bucket bucket is not in region eu-west-1, but in us-east-1/,
      hint: /^Set `--region us-east-1`\.$/
    },
    {
      what: 'a bucket that is not there',
      env: () => ({ REGISTRY_STORE: 's3://nowhere' }),
      code: 'not-found',
      message: /there is no bucket nowhere/,
      hint: /^Check the name in `--store`, /
    }
  ]
  const commands = [['push', 'pkg', '2', 'file.bin'], ['pull', 'pkg'], ['list'], ['remove', 'pkg', '1']]
  const table = refusals.flatMap((refusal) => commands.map((args) => ({ ...refusal, args })))

  test.each(table)('$what: $args', async ({ args, env, arrange, code, message, hint }) => {
    put('pkg', ['1'], { latest: null })
    write('file.bin', 'bytes')
    arrange?.()
    const before = stateOf(fake)
    const place = { cwd, env: { ...s3Environment(fake, 'bucket'), ...env?.() } }
    const finished = await registry([...args, '--json'], place)
    expect(finished.status).toBe(1)
    expect(v.parse(failureSchema, jsonOf(finished)).errors).toEqual([
      { code, message: expect.stringMatching(message), hint: expect.stringMatching(hint) }
    ])
    expect(finished.stderr).toMatch(message)
    expect(stateOf(fake)).toEqual(before)
  })

  test.each([20, -20])(
    'a clock that is %d minutes off is no refusal: it is set by the answers',
    async (minutes) => {
      put('pkg', ['1'], { latest: '1' })
      write('file.bin', 'bytes')
      fake.setClockSkew(minutes * 60_000)
      for (const args of [...commands.slice(0, 3), ['remove', 'pkg', '2']])
        expect(await run(...args)).toMatchObject({ status: 0 })
      expect(textOf('tycho_packages', 'pkg.bin')).toBe('pkg 1')
      expect(fake.find({ status: 403 }).length).toBeGreaterThan(0)
    }
  )
})

const failureSchema = v.object({ ok: v.literal(false), errors: v.array(v.unknown()) })
