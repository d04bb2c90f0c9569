import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import * as v from 'valibot'

import { sha256 } from '../../src/digest.ts'
import { startRunner } from '../support/action.ts'
import { noise } from '../support/artifacts.ts'
import { registry, s3Environment, workspace, type Finished } from '../support/command-line.ts'
import { snapshotOf } from '../support/places.ts'
import { putRecord, putVersion, stateOf } from '../support/registry-state.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'

const spaces = workspace()
let fake: S3Fake
/** All that a command may touch lies in here, `work` is where it runs. */
let around: string
let cwd: string
beforeEach(async () => {
  fake = await startS3Fake()
  around = spaces.folder()
  cwd = join(around, 'a', 'b', 'work')
  write('tycho_packages/narf.bin', 'what was there before')
})
afterEach(async () => {
  await fake.close()
})
afterAll(() => {
  spaces.remove()
})

function write(name: string, content: string): void {
  mkdirSync(dirname(join(cwd, name)), { recursive: true })
  writeFileSync(join(cwd, name), content)
}

async function run(args: readonly string[]): Promise<Finished> {
  return registry(args, { cwd, env: s3Environment(fake, 'bucket') })
}

/** Runs a command that must leave everything as it was, in the store and around the folder where it runs. */
async function refused(args: readonly string[]): Promise<Finished> {
  const before = [await snapshotOf(around), stateOf(fake)]
  const finished = await run(args)
  expect([await snapshotOf(around), stateOf(fake)]).toEqual(before)
  // What is no expected failure says so.
  expect(finished.stderr).not.toContain('This is a bug')
  return finished
}

function publish(content: string | Uint8Array, localname: unknown = 'narf.bin'): void {
  putVersion(fake, 'pkg', '1', content)
  putRecord(fake, 'pkg', { localname, latest: '1' })
}

const small = Buffer.from('what was pushed')
const large = noise(2 ** 25 + 5, 'large')
const ways = [
  ['pull', 'pkg'],
  ['pull', 'pkg', '--extract'],
  ['pull-list', 'pkg@1', '--force']
]

describe('an artifact that is not what was pushed is refused, and what was in place stays', () => {
  const damages: Record<string, (bytes: Buffer) => Uint8Array> = {
    'a byte of it flipped': (bytes) => {
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
      return bytes
    },
    'cut short': (bytes) => bytes.subarray(0, bytes.length - 1),
    'cut to nothing': () => Buffer.alloc(0),
    'with a byte more': (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])
  }
  const table = Object.entries(damages).flatMap(([how, damage]) => [
    ...ways.map((args) => ({ how, damage, content: small, args })),
    { how: `${how}, large`, damage, content: large, args: ['pull', 'pkg'] }
  ])

  test.each(table)('$how: $args', async ({ damage, content, args }) => {
    publish(content)
    fake.tamper('bucket', 'pkg/tycho_1.pkg', damage)
    const { status, stderr } = await refused(args)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^error: pkg 1 in s3:\/\/bucket is not what was pushed: it has the sha256 /m)
    expect(stderr).toContain(sha256(content))
  })

  test.each(['swapped', 'removed'])('%s between the first of its ranges and the others', async (how) => {
    publish(large)
    fake.faults({
      ...{ operation: 'GetObject', key: /\.pkg$/, skip: 1, times: 1 },
      before: () => {
        if (how === 'removed') fake.removeObject('bucket', 'pkg/tycho_1.pkg')
        else fake.setObject('bucket', 'pkg/tycho_1.pkg', noise(large.length, 'another'))
      }
    })
    const before = await snapshotOf(around)
    const { status, stderr } = await run(['pull', 'pkg'])
    expect(status).toBe(1)
    expect(stderr).toContain('error: s3://bucket/pkg/tycho_1.pkg changed while it was being read. ')
    expect(await snapshotOf(around)).toEqual(before)
  })

  test('in a workflow: one annotation, outputs that promise nothing, and nothing in place', async () => {
    const runner = await startRunner()
    publish(small)
    fake.tamper('bucket', 'pkg/tycho_1.pkg', (bytes) => bytes.reverse())
    const done = await runner.run({
      ...{ mode: 'pull', packages: 'pkg', store: 's3://bucket', 'endpoint-url': fake.endpoint },
      ...{ 'aws-access-key-id': fake.accessKeyId, 'aws-secret-access-key': fake.secretAccessKey }
    })
    expect(done.annotations).toEqual([
      { level: 'error', title: 'pkg failed', message: expect.stringContaining('is not what was pushed') }
    ])
    expect([done.exitCode, done.outputs['sha256'], done.outputs['paths']]).toEqual([1, '', '{}'])
    expect(Object.keys(await snapshotOf(runner.path('tycho_packages')))).toEqual([])
    await runner.close()
  })
})

describe('an artifact of another tool that was altered', () => {
  const stored = { 'in one piece': small, 'in one piece, large': large }

  test.each(Object.entries(stored))('is found by check --deep, and refused: %s', async (_how, content) => {
    fake.setObject('bucket', 'pkg/tycho_1.pkg', content)
    putRecord(fake, 'pkg', { localname: 'narf.bin', latest: '1' })
    expect(await run(['check', '--deep'])).toMatchObject({ status: 0 })
    fake.tamper('bucket', 'pkg/tycho_1.pkg', (bytes) => bytes.reverse())
    expect(await run(['check'])).toMatchObject({ status: 0 })
    const check = await run(['check', '--deep', '--json'])
    expect([check.status, v.parse(problemsSchema, check.stdout).problems]).toEqual([
      1,
      [expect.objectContaining({ package: 'pkg', version: '1', what: 'has other bytes than were pushed' })]
    ])
    const { status, stderr } = await refused(['pull', 'pkg'])
    expect([status, stderr]).toEqual([1, expect.stringContaining('is not what was pushed: it has the md5 ')])
  })
})

const problemsSchema = v.pipe(v.string(), v.parseJson(), v.object({ problems: v.array(v.unknown()) }))

describe('a tycho.json that is broken is refused by name, and left alone', () => {
  const deep = 20_000
  const records: Record<string, string> = {
    'not JSON': 'localname: narf.bin',
    empty: '',
    'cut short': '{"localname": "narf.bin", "latest": "1"',
    'not UTF-8': '\xff',
    'an array': '[{"localname": "narf.bin", "latest": "1"}]',
    'a text': '"narf.bin"',
    'a null': 'null',
    'without a name': '{"latest": "1"}',
    'with a number for a name': '{"localname": 1, "latest": "1"}',
    'with a number for a version': '{"localname": "narf.bin", "latest": 1}',
    'with an object for a version': '{"localname": "narf.bin", "latest": {"version": "1"}}',
    'with a text for what was removed': '{"localname": "narf.bin", "latest": "1", "removed": "0"}',
    'with what a terminal obeys': '\x1b[2J{"localname": "narf.bin"}',
    'with lines in what is no list': `{"localname": "narf.bin", "removed": "\\n::error::\\u001b${'x'.repeat(9000)}"}`,
    'with a latest that is a path': '{"localname": "narf.bin", "latest": "../other/tycho_1"}',
    'too deep': `{"localname": "narf.bin", "latest": "1", "x": ${'['.repeat(deep)}${']'.repeat(deep)}}`
  }
  test.each(Object.keys(records))('%s', async (how) => {
    publish(small)
    const bytes = Buffer.from(records[how] ?? '', how === 'not UTF-8' ? 'latin1' : 'utf8')
    fake.setObject('bucket', 'pkg/tycho.json', bytes)
    const push = ['push', 'pkg', '2', 'tycho_packages/narf.bin', '--promote-latest']
    const others =
      how === 'not JSON'
        ? [
            ['promote', 'pkg', '1'],
            ['remove', 'pkg', '1']
          ]
        : []
    for (const args of [['pull', 'pkg'], push, ...others]) {
      const { status, stderr } = await run(args)
      expect([args, status]).toEqual([args, 1])
      expect(stderr).toMatch(
        /^error: s3:\/\/bucket\/pkg\/tycho\.json is not a valid tycho\.json \(.+\)\. Put /m
      )
      expect([stderr.includes('\x1b'), /^::/m.test(stderr)]).toEqual([false, false])
      expect(stderr.length).toBeLessThan(2000)
    }
    expect(fake.bytes('bucket', 'pkg/tycho.json')?.equals(bytes)).toBe(true)
    expect(readFileSync(join(cwd, 'tycho_packages', 'narf.bin'), 'utf8')).toBe('what was there before')
  })
})

describe('a localname that leads elsewhere is refused by name', () => {
  const names = [
    ...['../x', '../../x', 'a/../../x', './x', '.', '..', '', '/', 'x/', 'a//x'],
    ...[`/tmp/x`, 'C:\\x', 'C:x', 'c:/x', '\\x', '\\\\host\\share\\x', '..\\x', 'a\\..\\..\\x'],
    ...['a\nb', 'a\r', 'a\0b', '\x1b[2Jx', 'a\u2028b']
  ]

  test.each(names.map((name) => [JSON.stringify(name), name]))('%s', async (shown, name) => {
    publish(small, name)
    const { status, stderr } = await refused(['pull', 'pkg'])
    expect(status).toBe(1)
    expect(stderr).toContain(`error: s3://bucket/pkg/tycho.json has the localname ${shown}, which `)
  })

  test('also where a lockfile says it, without a question to the store', async () => {
    const file = { name: '../../x', sha256: sha256(small), size: small.length, executable: false }
    const lock = { lockfileVersion: 1, packages: { pkg: { package: 'pkg', version: '1', files: [file] } } }
    write('registry.lock', JSON.stringify(lock))
    const { status, stderr } = await refused(['pull', 'pkg', '--lockfile', 'registry.lock'])
    expect([status, stderr]).toEqual([1, expect.stringContaining('has for pkg the name "../../x", which')])
    expect(fake.requests).toEqual([])
  })
})

test('names in a store are text to a runner, and no commands', async () => {
  const names = ['::set-output name=versions::x', '::stop-commands::x', 'a##[add-mask]b', '::error::x']
  for (const name of names) {
    putVersion(fake, name, '1', name)
    putRecord(fake, name, { localname: 'narf.bin', latest: '1' })
  }
  putVersion(fake, '::warning::bare', '1', 'bare')
  const runner = await startRunner()
  const where = {
    ...{ store: 's3://bucket', 'endpoint-url': fake.endpoint },
    ...{ 'aws-access-key-id': fake.accessKeyId, 'aws-secret-access-key': fake.secretAccessKey }
  }
  const reindex = await runner.run({ ...where, mode: 'reindex' })
  expect([reindex.annotations, reindex.outputs['changed']]).toEqual([[], '1'])
  const list = await runner.run({ ...where, mode: 'list' })
  expect([list.annotations, list.log]).toEqual([
    [],
    expect.stringContaining(': :error::x: latest 1, 1 version')
  ])
  expect(Object.keys(v.parse(listSchema, list.outputs['packages']))).toEqual(
    [...names, '::warning::bare'].sort()
  )
  expect(list.masked).not.toContain('b')
  await runner.close()
})

const listSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.nullable(v.string())))

describe('a name that is none is wrong usage, whichever word it is in', () => {
  const file = 'tycho_packages/narf.bin'
  const table = [
    ['push', 'a\nb', '1', file],
    ['push', 'a', '1\n2', file],
    ['push', '../a', '1', file],
    ['push', 'a', '../1', file],
    ['init', 'a\nb', 'narf.bin'],
    ['init', 'a', '../narf.bin'],
    ['promote', 'a\nb', '1'],
    ['promote', 'a', '1\n2'],
    ['pull', 'a\nb'],
    ['pull', '../a'],
    ['pull', 'a', '--version', '1\nb'],
    ['pull', 'a', '--version', '>=1\n<2'],
    ['pull-list', 'c', 'a\nb'],
    ['list-versions', 'a\nb'],
    ['remove', 'a\nb', '1'],
    ['remove', 'a', '1\nb@2'],
    ['remove', 'a@1\nb', '2'],
    ['check', '--project', 'a\nb'],
    ['reindex', '--project', 'a\nb']
  ]

  test.each(table.map((args) => [JSON.stringify(args), args] as const))('%s', async (_, args) => {
    for (const name of ['a', 'b']) {
      putVersion(fake, name, '1', name)
      putVersion(fake, name, '2', name)
      putRecord(fake, name, { localname: `${name}.bin`, latest: null })
    }
    const { status, stderr, stdout } = await refused(args)
    expect([status, stdout]).toEqual([2, ''])
    // One line a mistake, in which the name stands in quotes.
    const wrong = args.slice(1).find((word) => /\n|\.\.\//.test(word)) ?? ''
    expect(stderr).toMatch(/^error: [^\n]+\n$/)
    expect(stderr).toContain(JSON.stringify(wrong).slice(1, -1))
    expect(fake.requests).toEqual([])
  })
})
