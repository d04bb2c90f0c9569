import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { CreateMultipartUploadCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import pMap from 'p-map'
import { create } from 'tar'

import { registry, s3Environment, startRegistry, workspace, type Finished } from '../support/command-line.ts'
import { killAt, momentsOf } from '../support/kills.ts'
import { putRecord, putVersion, stateOf, violations } from '../support/registry-state.ts'
import { startS3Fake, type Fault, type S3Fake } from '../support/s3-fake/index.ts'

const spaces = workspace()
afterAll(() => {
  spaces.remove()
})

/** How many processes run at once. */
const CONCURRENCY = 3

const folder = spaces.folder()
writeFileSync(join(folder, 'a.bin'), 'new bytes')
writeFileSync(join(folder, 'large.bin'), Buffer.alloc(16 * 2 ** 20 + 1, 'large '))

interface Scenario {
  readonly name: string
  readonly args: readonly string[]
  readonly prepare?: (fake: S3Fake) => void | Promise<void>
  readonly probes?: boolean
}

async function run(fake: S3Fake, args: readonly string[], cwd = folder): Promise<Finished> {
  return registry(args, { cwd, env: s3Environment(fake, 'bucket') })
}

async function prepared(prepare?: Scenario['prepare']): Promise<S3Fake> {
  const fake = await startS3Fake()
  fakes.add(fake)
  await prepare?.(fake)
  fake.clear()
  return fake
}

/** What a fake holds goes early: some of it is large. */
async function done(fake: S3Fake): Promise<void> {
  fakes.delete(fake)
  await fake.close()
}

const fakes = new Set<S3Fake>()
afterEach(async () => {
  await Promise.all([...fakes].map(done))
})

const versions = (fake: S3Fake, ...names: string[]) => {
  for (const name of names) putVersion(fake, 'pkg', name, `bytes of ${name}`)
}
const probed = (fake: S3Fake) => {
  fake.setObject('bucket', '.registry-probe', 'probe')
}
const record = { owner: 'team narf', localname: 'narf.bin', latest: null }

const scenarios: readonly Scenario[] = [
  {
    name: 'push of a new package, promoted',
    args: ['push', 'pkg', '1', 'a.bin', '--promote-latest'],
    probes: true
  },
  {
    name: 'push of a new version, promoted',
    args: ['push', 'pkg', '2', 'a.bin', '--promote', 'if-newer'],
    prepare: (fake) => {
      probed(fake)
      versions(fake, '1')
      putRecord(fake, 'pkg', { ...record, latest: '1' })
    }
  },
  {
    name: 'push in parts, promoted',
    args: ['push', 'pkg', '2', 'large.bin', '--promote-latest'],
    probes: true,
    prepare: (fake) => {
      probed(fake)
      putRecord(fake, 'pkg', record)
    }
  },
  {
    name: 'push over other bytes',
    args: ['push', 'pkg', '1', 'a.bin', '--if-exists', 'overwrite'],
    prepare: (fake) => {
      probed(fake)
      versions(fake, '1')
      putRecord(fake, 'pkg', { ...record, latest: '1' })
    }
  },
  {
    name: 'push of a version that was removed',
    args: ['push', 'pkg', '1', 'a.bin', '--promote-latest', '--if-exists', 'overwrite'],
    prepare: (fake) => {
      probed(fake)
      putRecord(fake, 'pkg', { ...record, removed: ['1', '0'] })
    }
  },
  {
    name: 'promote',
    args: ['promote', 'pkg', '2'],
    prepare: (fake) => {
      probed(fake)
      versions(fake, '1', '2')
      putRecord(fake, 'pkg', { ...record, latest: '1' })
    }
  },
  {
    name: 'remove',
    args: ['remove', 'pkg', '1'],
    prepare: (fake) => {
      probed(fake)
      versions(fake, '1', '2')
      putRecord(fake, 'pkg', { ...record, latest: '2' })
    }
  },
  {
    name: 'remove --keep',
    args: ['remove', 'pkg', '--keep', '1'],
    prepare: (fake) => {
      probed(fake)
      versions(fake, '1', '2', '3', '4')
      putRecord(fake, 'pkg', { ...record, latest: '3' })
    }
  },
  { name: 'init', args: ['init', 'pkg', 'narf.bin'], prepare: probed },
  {
    name: 'reindex',
    args: ['reindex'],
    prepare: async (fake) => {
      probed(fake)
      versions(fake, '1', '2')
      putRecord(fake, 'pkg', { ...record, latest: '2', removed: ['1'] })
      putVersion(fake, 'without-record', '1', 'bytes')
      await beginUpload(fake, 'pkg/tycho_0.pkg')
    }
  }
]

async function beginUpload(fake: S3Fake, Key: string): Promise<void> {
  const { endpoint, region, accessKeyId, secretAccessKey } = fake
  const credentials = { accessKeyId, secretAccessKey }
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand({ Bucket: 'bucket', Key }))
  client.destroy()
  fake.setInitiated('bucket', UploadId, daysAgo(2))
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 24 * 3_600_000)
}

describe('a writer that is killed at any request', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s: what is there is valid, and the same command completes it',
    async (_name, scenario) => {
      const undisturbed = await prepared(scenario.prepare)
      expect(await run(undisturbed, scenario.args)).toMatchObject({ status: 0 })
      const moments = momentsOf(undisturbed, scenario.probes === true)
      const wanted = stateOf(undisturbed)
      expect(moments.length).toBeGreaterThan(2)
      const completed = new Set<string>()
      await pMap(
        moments,
        async (moment) => {
          const fake = await prepared(scenario.prepare)
          expect({
            moment,
            ...(await killAt(fake, { args: scenario.args, cwd: folder }, moment))
          }).toMatchObject({
            signal: 'SIGKILL'
          })
          expect({ moment, wrong: violations(fake) }).toEqual({ moment, wrong: [] })
          // Where two kills leave the same behind, one new run tells for both.
          const left = JSON.stringify([stateOf(fake), fake.uploads('bucket').size])
          if (!completed.has(left)) {
            completed.add(left)
            expect({ moment, ...(await run(fake, scenario.args)) }).toMatchObject({ status: 0 })
            expect({ moment, state: stateOf(fake) }).toEqual({ moment, state: wanted })
          }
          await done(fake)
        },
        { concurrency: CONCURRENCY }
      )
      expect(completed.size).toBeGreaterThan(1)
    }
  )

  test('the upload that a killed push left is found by check, and aborted by reindex, a day later', async () => {
    const { prepare, args } = scenarios[2]!
    const fake = await prepared(prepare)
    fake.faults({
      ...{ operation: 'UploadPart', key: /tycho_2/, times: 1 },
      kill: () => {
        running.kill()
      }
    })
    const running = startRegistry(args, { cwd: folder, env: s3Environment(fake, 'bucket') })
    expect(await running.done).toMatchObject({ signal: 'SIGKILL' })
    const [upload] = [...fake.uploads('bucket').keys()]
    expect(await run(fake, ['reindex'])).toMatchObject({ status: 0 })
    expect([...fake.uploads('bucket').keys()]).toEqual([upload])
    fake.setInitiated('bucket', upload!, daysAgo(2))
    const check = await run(fake, ['check'])
    expect(check).toMatchObject({ status: 1, stdout: expect.stringContaining('never finished') })
    const reindex = await run(fake, ['reindex'])
    expect(reindex).toMatchObject({ status: 0, stdout: expect.stringContaining('aborted an upload') })
    expect(fake.uploads('bucket').size).toBe(0)
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('an upload that %s ends is aborted', async (signal) => {
    const { prepare, args } = scenarios[2]!
    const fake = await prepared(prepare)
    fake.faults({
      ...{ operation: 'UploadPart', key: /tycho_2/, times: 1, effect: { kind: 'hang' } },
      kill: () => process.kill(running.pid, signal)
    })
    const running = startRegistry(args, { cwd: folder, env: s3Environment(fake, 'bucket') })
    const finished = await running.done
    expect(finished).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`interrupted by ${signal}`)
    })
    expect(fake.uploads('bucket').size).toBe(0)
    expect(violations(fake)).toEqual([])
  })
})

describe('a pull that is killed at any request', () => {
  const contents = {
    small: { old: 'old', new: 'new bytes', cuts: [1] },
    large: { old: 'old', new: readFileSync(join(folder, 'large.bin'), 'utf8'), cuts: [1_000_000, 15_000_000] }
  }

  async function place(size: keyof typeof contents) {
    const fake = await prepared()
    putVersion(fake, 'pkg', '2', contents[size].new)
    putRecord(fake, 'pkg', { ...record, latest: '2' })
    const cwd = spaces.folder()
    const out = join(cwd, 'tycho_packages')
    mkdirSync(out)
    writeFileSync(join(out, 'narf.bin'), contents[size].old)
    const content = () => readFileSync(join(out, 'narf.bin'), 'utf8')
    const beside = () => readdirSync(out).filter((name) => name !== 'narf.bin')
    return { fake, cwd, out, content, beside }
  }

  test.each(['small', 'large'] as const)(
    '%s file: the old one or the new one is there, whole',
    async (size) => {
      const undisturbed = await place(size)
      expect(await run(undisturbed.fake, ['pull', 'pkg'], undisturbed.cwd)).toMatchObject({ status: 0 })
      const cases = undisturbed.fake.requests.flatMap(({ index, key }): Fault[] => [
        { nth: index },
        ...contents[size].cuts
          .filter(() => key.endsWith('.pkg'))
          .map((bytes) => ({ nth: index, effect: { kind: 'cut', bytes } }) as const)
      ])
      const completed = new Set<string>()
      await pMap(
        cases,
        async (fault) => {
          const { fake, cwd, out, content, beside } = await place(size)
          fake.faults({
            ...fault,
            kill: () => {
              running.kill()
            }
          })
          const running = startRegistry(['pull', 'pkg'], { cwd, env: s3Environment(fake, 'bucket') })
          expect({ fault, ...(await running.done) }).toMatchObject({ signal: 'SIGKILL' })
          expect([contents[size].old, contents[size].new]).toContain(content())
          expect(beside().filter((name) => !name.startsWith('.registry-partial-'))).toEqual([])
          const left = `${content().length} ${beside().length}`
          if (!completed.has(left)) {
            completed.add(left)
            fake.clearFaults()
            for (const name of beside()) utimesSync(join(out, name), daysAgo(2), daysAgo(2))
            expect(await run(fake, ['pull', 'pkg'], cwd)).toMatchObject({ status: 0 })
            expect([content(), beside()]).toEqual([contents[size].new, []])
          }
          await done(fake)
        },
        { concurrency: CONCURRENCY }
      )
    }
  )

  test('while it unpacks: the old folder or the new one is there, whole', async () => {
    const archives = join(spaces.folder(), 'archives')
    const names = Array.from({ length: 300 }, (_, index) => `file-${index}`)
    for (const version of ['1', '2']) {
      mkdirSync(join(archives, version), { recursive: true })
      for (const name of names) writeFileSync(join(archives, version, name), `${name} of ${version}`)
      create({ file: join(archives, `${version}.tar`), cwd: join(archives, version), sync: true }, names)
    }
    const fake = await prepared()
    for (const version of ['1', '2'])
      putVersion(fake, 'pkg', version, readFileSync(join(archives, `${version}.tar`), 'utf8'))
    const cwd = spaces.folder()
    const out = join(cwd, 'tycho_packages')
    const pull = (version: string) => ['pull', 'pkg', '--extract', '--version', version]
    putRecord(fake, 'pkg', { ...record, latest: null })
    expect(await run(fake, pull('1'), cwd)).toMatchObject({ status: 0 })
    for (const enough of [1, 100, 299]) {
      const running = startRegistry(pull('2'), { cwd, env: s3Environment(fake, 'bucket') })
      const watching = setInterval(() => {
        const partial = readdirSync(out).filter((name) => name.startsWith('.registry-partial-'))
        const counts = partial.map((name) => entriesIn(join(out, name)))
        if (counts.some((count) => count >= enough)) running.kill()
      }, 1)
      await running.done
      clearInterval(watching)
      const seen = readdirSync(out).includes('pkg')
        ? names.map((name) => readFileSync(join(out, 'pkg', name), 'utf8'))
        : []
      const whole = [[], ...['1', '2'].map((version) => names.map((name) => `${name} of ${version}`))]
      expect(whole).toContainEqual(seen)
      for (const name of readdirSync(out))
        if (name !== 'pkg') utimesSync(join(out, name), daysAgo(2), daysAgo(2))
      expect(await run(fake, pull('1'), cwd)).toMatchObject({ status: 0 })
      expect(readdirSync(out)).toEqual(['pkg'])
    }
  })
})

function entriesIn(folder: string): number {
  try {
    return readdirSync(folder).length
  } catch {
    return 0
  }
}
