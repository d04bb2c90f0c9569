import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  commandOf,
  jsonOf,
  registry,
  s3Environment,
  startRegistry,
  workspace,
  type Finished
} from '../support/command-line.ts'
import { putRecord, putVersion } from '../support/registry-state.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'
import { onTerminal, screenOf, type Seen } from '../support/terminal.ts'

const spaces = workspace()
let fake: S3Fake
let cwd: string
beforeAll(async () => {
  fake = await startS3Fake({
    credentials: [
      { accessKeyId: 'id-of-writer', secretAccessKey: 'secret/of"writer', sessionToken: 'token-of-writer' }
    ]
  })
  cwd = spaces.folder()
  writeFileSync(join(cwd, 'narf.txt'), 'narf')
})
afterAll(async () => {
  await fake.close()
  spaces.remove()
})

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  return registry(args, {
    cwd,
    env: { ...s3Environment(fake, 'bucket'), AWS_SESSION_TOKEN: 'token-of-writer', ...env }
  })
}

describe('a secret is not printed', () => {
  const secrets = ['id-of-writer', 'secret/of"writer', 'secret/of\\"writer', 'token-of-writer']
  const hidden = ({ stdout, stderr }: Finished) => {
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret)
    expect(stdout + stderr).toContain('***')
  }

  test.each(secrets.filter((secret) => !secret.includes('\\')))(
    'by a failure that would name it: %s',
    async (name) => {
      for (const json of [[], ['--json']]) {
        const done = await run(['pull', `the-${name}`, ...json])
        expect([done.status, done.stderr]).toEqual([
          1,
          expect.stringContaining('error: there is no package the-***')
        ])
        hidden(done)
      }
    }
  )

  test('by a mistake that would quote it, wherever it comes from', async () => {
    const done = await run(['list', '--store', 'secret/of"writer', '--json'])
    expect(done.status).toBe(2)
    hidden(done)
    const config = {
      s3: { bucket: 'bucket', aws_access_key_id: { env: 'A' }, aws_secret_access_key: { env: 'B' } }
    }
    const place = spaces.folder()
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, '.tychoreg.json'), JSON.stringify(config))
    const env = { A: 'id-of-writer', B: 'secret/of"writer', REGISTRY_ENDPOINT_URL: fake.endpoint }
    hidden(await registry(['pull', 'the-secret/of"writer'], { cwd: place, env }))
  })
})

describe('hints are in words of the command line', () => {
  test('where something fails', async () => {
    fake.setObject('bucket', 'narf/tycho_1.0.pkg', 'narf')
    fake.setObject('bucket', 'narf/tycho.json', '{"localname": "narf.txt", "latest": "1.0"}')
    const removed = await run(['remove', 'narf', '1.0'])
    expect(removed.stderr).toContain('Promote another version first (`registry promote`).')
    const taken = await run(['push', 'narf', '1.0', 'narf.txt', '--if-exists', 'fail', '--json'])
    expect(jsonOf(taken)).toMatchObject({
      ok: false,
      errors: [{ hint: 'Push another version, or set `--if-exists same` to accept the same bytes.' }]
    })
    const locked = await run(['pull', 'narf', '--lockfile', 'none.lock'], { CI: 'true' })
    expect(locked.stderr).toContain('Run once with `--update-lock` and commit')
  })

  test('where a check finds something', async () => {
    fake.setObject('bucket', 'zort/tycho.json', '{"localname": "zort.txt", "latest": "7"}')
    const done = await run(['check', '--project', 'zort', '--json'])
    expect([done.status, jsonOf(done)]).toMatchObject([
      1,
      {
        ok: false,
        problems: [
          { package: 'zort', fix: 'Promote another version (`registry promote`), or push it again.' }
        ]
      }
    ])
  })

  test('where something is wrong, all of it at once', async () => {
    const args = ['remove', 'a\nb', '1.0', '--keep', 'x', '--region', '']
    const done = await run([...args, '--json'])
    expect(done.status).toBe(2)
    expect(jsonOf(done)).toMatchObject({
      ok: false,
      problems: [
        { input: '--region', message: 'is empty' },
        { input: 'PKG', message: 'is "a\\nb", which has a line break or another control character' },
        { input: '--keep', message: 'is "x", which is no number from 1' }
      ]
    })
    expect(done.stderr.match(/^error: /gm)).toHaveLength(3)
  })
})

test.each([
  [['remove', 'a\nb', '1.0'], 'PKG is "a\\nb", which has a line break or another control character'],
  [['reindex', '--project', ''], '--project is empty'],
  [['list', '--store', ''], '--store is empty'],
  [['push', 'narf', '1.0', ''], 'FILE is empty']
])('of %j one thing is said, and nothing is asked', async (args, says) => {
  fake.clear()
  const { status, stdout, stderr } = await run(args)
  expect([status, stdout, stderr.match(/^error: .*/gm)]).toEqual([
    2,
    '',
    [expect.stringContaining(`error: ${says}`)]
  ])
  expect(fake.requests).toEqual([])
})

test.each(['stdout', 'stderr'] as const)(
  'who no longer listens to %s does not stop a command',
  async (name) => {
    const place = spaces.folder()
    writeFileSync(join(place, 'narf.txt'), 'narf')
    const running = startRegistry(['push', 'narf', '1.0', 'narf.txt', '--promote-latest', '--region', 'x'], {
      cwd: place,
      env: { REGISTRY_STORE: 'file:reg' }
    })
    running.deafen(name)
    expect(await running.done).toMatchObject({ status: 0, stderr: expect.not.stringContaining('EPIPE') })
    const pulled = await registry(['pull', 'narf'], { cwd: place, env: { REGISTRY_STORE: 'file:reg' } })
    expect(pulled.status).toBe(0)
  }
)

test('a wrong use has a document, too, and nothing is asked', async () => {
  fake.clear()
  const done = await run(['pull', '--json'])
  expect([done.status, jsonOf(done)]).toEqual([
    2,
    {
      ok: false,
      problems: [
        {
          input: 'command line',
          message: "missing required argument 'pkg'",
          hint: '`registry COMMAND --help` shows what a command takes.'
        }
      ]
    }
  ])
  expect(fake.requests).toEqual([])
})

test('what nobody expected is called a bug, with where it was, also in the document', async () => {
  const broken = `import fs from 'node:fs/promises'
    import { syncBuiltinESMExports } from 'node:module'
    fs.readdir = () => { throw new TypeError('nobody expected this') }
    syncBuiltinESMExports()`
  const env = {
    REGISTRY_STORE: 'file:reg',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(broken)}`
  }
  const place = spaces.folder()
  for (const json of [[], ['--json']]) {
    const done = await registry(['list', ...json], { cwd: place, env })
    expect(done.status).toBe(1)
    expect(done.stderr).toMatch(
      /^This is a bug of registry\. Please report it with these lines:\nTypeError: nobody expected this\n +at /
    )
    if (json.length === 0) expect(done.stdout).toBe('')
    else
      expect(jsonOf(done)).toEqual({
        ok: false,
        errors: [
          {
            code: 'bug',
            message: 'nobody expected this',
            hint: 'Please report it with the lines on standard error.'
          }
        ]
      })
  }
})

const describeWithShell = process.platform === 'win32' ? describe.skip : describe

describeWithShell('on a terminal', () => {
  const large = Buffer.alloc(2 ** 25 + 1, 'large ')
  beforeAll(() => {
    writeFileSync(join(cwd, 'large.bin'), large)
    for (const name of ['one', 'two']) putVersion(fake, name, '1', large)
    putVersion(fake, 'small', '1', 'small')
    for (const name of ['one', 'two', 'small'])
      putRecord(fake, name, { localname: `${name}.bin`, latest: '1' })
    // So slow that bars are drawn several times.
    const before = () => sleep(150)
    fake.faults(
      { operation: 'UploadPart', before },
      { operation: 'GetObject', key: /^(one|two)\/.*pkg$/, before }
    )
  })
  afterAll(() => {
    fake.clearFaults()
  })

  const see = (...args: string[]): Promise<Seen> =>
    onTerminal(commandOf(args), {
      cwd,
      env: { ...s3Environment(fake, 'bucket'), AWS_SESSION_TOKEN: 'token-of-writer' }
    })
  const keys = 'S3 credentials: keys of the AWS_* variables of the environment'

  test('all that was said stays, and no bar, after a push', async () => {
    expect(await see('push', 'new', '1', 'large.bin', '--promote-latest')).toEqual({
      status: 0,
      lines: [
        keys,
        expect.stringMatching(/^pushed new 1 \(32\.0 MiB, sha256 .*\)$/),
        'promoted new 1 (was none)'
      ]
    })
  })

  test('also while others are still under way, and where one fails', async () => {
    const { status, lines } = await see('pull-list', 'one', 'small', 'two', 'none')
    expect(status).toBe(1)
    expect(lines.slice(0, 4).sort()).toEqual([
      keys,
      expect.stringMatching(/^pulled one 1 → .*one\.bin \(32\.0 MiB, /),
      expect.stringMatching(/^pulled small 1 → /),
      expect.stringMatching(/^pulled two 1 → /)
    ])
    expect(lines.slice(4)).toEqual([
      ...['┌', '│ Package ', '├', '│ one ', '│ small ', '│ two ', '└', 'error: there is no package none'].map(
        (start): unknown => expect.stringMatching(new RegExp(`^${start}`))
      )
    ])
  })

  test('is what such a screen shows', () => {
    expect(screenOf('one\ntwo\n\x1b[1A\x1b[1G\x1b[0Jthree\x1b[?25h\n')).toEqual(['one', 'three'])
    expect(screenOf('12345\r\x1b[3G\x1b[0K!\n')).toEqual(['12!'])
  })
})
