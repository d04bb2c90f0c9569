import { execFileSync } from 'node:child_process'
import { mkdir, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readCommand } from '../../../src/options/commands.ts'
import type { CommandSurroundings } from '../../../src/options/common.ts'
import type { Mode } from '../../../src/options/input-definition.ts'
import { readerOf } from '../../../src/options/problems.ts'
import { parseRequest } from '../../../src/tycho/registry.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'

let files: Scratch
beforeAll(async () => {
  files = scratch()
  for (const folder of ['build', 'empty', 'many']) await mkdir(join(files.folder, folder))
  for (const name of ['narf.tgz', '[a].txt', '.hidden', 'build/one.whl', 'build/notes.txt'])
    await files.write(name, name)
  await mkdir(join(files.folder, '.odd'))
  await symlink('gone', join(files.folder, '.odd', 'dead'))
  execFileSync('mkfifo', [join(files.folder, '.odd', 'pipe')])
  for (let index = 0; index < 10; index += 1) await files.write(`many/${index}.bin`, 'x')
})
afterAll(() => {
  files.remove()
})

type Inputs = Readonly<Record<string, string>>

async function read(mode: Mode, inputs: Inputs, around: Partial<CommandSurroundings> = {}) {
  const given = Object.entries(inputs).map(
    ([name, value]) => [name, { value, label: `input ${name}` }] as const
  )
  const reader = readerOf(new Map(given), (name) => `input ${name}`)
  const command = await readCommand(
    reader,
    { mode, registry: 'tycho' },
    {
      ...{ folder: files.folder, platform: 'linux', gitTag: undefined, ci: false },
      ...{ outdir: undefined, outfile: undefined, prefix: '', ownPrefix: '', repository: undefined },
      ...around
    }
  )
  return {
    command,
    problems: reader.problems.map(({ input, message, hint }) => [`${input} ${message}`, hint])
  }
}

/** What was understood, without mistakes. */
async function understood(mode: Mode, inputs: Inputs, around?: Partial<CommandSurroundings>) {
  const { command, problems } = await read(mode, inputs, around)
  expect(problems).toEqual([])
  return command
}

const push = { package: 'narf', version: '1.0', files: 'narf.tgz' }

describe('push', () => {
  test('with no more than it needs', async () => {
    expect(await understood('push', push)).toEqual({
      ...{ mode: 'push', package: 'narf', version: '1.0', file: join(files.folder, 'narf.tgz') },
      ...{ localName: undefined, promote: 'no', ifExists: 'same' }
    })
  })

  test.each([
    ['true', 'yes'],
    ['false', 'no'],
    ['if-newer', 'if-newer']
  ])('promote: %s', async (promote, expected) => {
    expect(await understood('push', { ...push, promote })).toMatchObject({ promote: expected })
  })

  test.each(['same', 'skip', 'fail', 'overwrite'])('if-exists: %s', async (ifExists) => {
    expect(await understood('push', { ...push, 'if-exists': ifExists })).toMatchObject({ ifExists })
  })

  test.each([
    ['v1.2.3', '1.2.3'],
    ['1.2.3', '1.2.3'],
    ['v2', '2'],
    ['version-2', 'version-2'],
    ['vv1', 'vv1']
  ])('takes its version from the tag %s: %s', async (gitTag, version) => {
    expect(await understood('push', { package: 'narf', files: 'narf.tgz' }, { gitTag })).toMatchObject({
      version
    })
    expect(await understood('push', push, { gitTag })).toMatchObject({ version: '1.0' })
  })

  test.each([
    ['narf.tgz', 'narf.tgz'],
    ['*.tgz', 'narf.tgz'],
    ['build/*.whl', 'build/one.whl'],
    ['**/*.whl', 'build/one.whl'],
    ['[a].txt', '[a].txt'],
    ['.hid*', '.hidden'],
    ['build/{one,two}.whl', 'build/one.whl']
  ])('finds one file: %s', async (pattern, file) => {
    expect(await understood('push', { ...push, files: pattern })).toMatchObject({
      file: resolve(files.folder, file)
    })
    const absolute = join(files.folder, pattern).replaceAll('\\', '/')
    if (pattern !== '[a].txt')
      expect(await understood('push', { ...push, files: absolute })).toMatchObject({
        file: resolve(files.folder, file)
      })
  })

  test('finds files by patterns with the backslashes of Windows, there', async () => {
    const windows = { platform: 'win32' } as const
    expect(await understood('push', { ...push, files: 'build\\on*.whl' }, windows)).toMatchObject({
      file: resolve(files.folder, 'build/one.whl')
    })
    const { problems } = await read('push', { ...push, files: 'build\\on*.whl' })
    expect(problems).toHaveLength(1)
  })

  const ONE = 'A push takes one file: make the pattern narrower, or pack the files into an archive.'
  const VERSION = "Give it, in quotes: `version: '1.10'`."
  test.each<
    [inputs: Inputs, around: Partial<CommandSurroundings>, ...problems: [message: string, hint: string][]]
  >([
    [
      {},
      {},
      ['input package is missing', 'Name the package.'],
      ['input version is missing, and the workflow was not started by a tag', VERSION],
      ['input files is missing', 'Name the file to push, by its path or by a glob that matches one file.']
    ],
    [
      { ...push, package: 'narf@1' },
      {},
      [
        'input package is "narf@1", which has an "@", which separates a version',
        'A name is made of letters, digits and most signs; `/` groups packages.'
      ]
    ],
    [
      { ...push, version: '1.0/2' },
      {},
      [
        'input version is "1.0/2", which has a space or one of / \\ @ * | ,',
        "Give a version such as `version: '1.2.3'`."
      ]
    ],
    [
      { package: 'narf', files: 'narf.tgz' },
      { gitTag: 'release/1.0' },
      [
        'input version is "release/1.0" (taken from the tag), which has a space or one of / \\ @ * | ,',
        "Give a version such as `version: '1.2.3'`."
      ]
    ],
    [
      { ...push, 'local-name': '../narf' },
      {},
      [
        'input local-name is "../narf", which has an empty, "." or ".." segment',
        'Give the file name that a pull writes below its output folder: `narf.tar.gz`.'
      ]
    ],
    [
      { ...push, 'local-name': 'aux' },
      { platform: 'win32' },
      [
        'input local-name is "aux", which has the segment aux, which is a device on Windows',
        'Give the file name that a pull writes below its output folder: `narf.tar.gz`.'
      ]
    ],
    [
      { ...push, promote: 'yes', 'if-exists': 'replace' },
      {},
      ['input promote is "yes", which is none of its values', 'One of: true, false, if-newer.'],
      ['input if-exists is "replace", which is none of its values', 'One of: same, skip, fail, overwrite.']
    ],
    [
      { ...push, files: 'build' },
      {},
      [
        'input files is "build", which is a folder',
        'A push takes one file: pack the folder into an archive, or name a file in it.'
      ]
    ],
    [
      { ...push, files: '.odd/dead' },
      {},
      ['input files is ".odd/dead", which is a link to nothing (gone)', 'Name a file with the bytes to push.']
    ],
    [
      { ...push, files: '.odd/pipe' },
      {},
      ['input files is ".odd/pipe", which is no ordinary file', 'Name a file with the bytes to push.']
    ],
    [
      { ...push, files: 'build/*' },
      {},
      ['input files is "build/*", which matches 2 files: notes.txt, one.whl', ONE]
    ],
    [
      { ...push, files: 'many/*' },
      {},
      ['input files is "many/*", which matches 10 files: 0.bin, 1.bin, 2.bin, 3.bin, 4.bin and 5 more', ONE]
    ],
    [
      { ...push, files: 'build/two.whl' },
      {},
      [
        'input files is "build/two.whl", which matches no file below FOLDER',
        'In build there are: notes.txt, one.whl.'
      ]
    ],
    [
      { ...push, files: 'many/*.whl' },
      {},
      [
        'input files is "many/*.whl", which matches no file below FOLDER',
        'In many there are: 0.bin, 1.bin, 2.bin, 3.bin, 4.bin, 5.bin, 6.bin, 7.bin and 2 more.'
      ]
    ],
    [
      { ...push, files: 'gone/narf.tgz' },
      {},
      [
        'input files is "gone/narf.tgz", which matches no file below FOLDER',
        'There is no folder gone. Is the build step before this one?'
      ]
    ],
    [
      { ...push, files: 'empty/*' },
      {},
      [
        'input files is "empty/*", which matches no file below FOLDER',
        'empty is empty. Is the build step before this one?'
      ]
    ],
    [
      { ...push, files: '*/x*/narf' },
      {},
      [
        'input files is "*/x*/narf", which matches no file below FOLDER',
        'In the working directory there are: [a].txt, build, empty, many, narf.tgz.'
      ]
    ]
  ])('mistakes: %j', async (inputs, around, ...problems) => {
    const { problems: found } = await read('push', inputs, around)
    expect(found).toEqual(problems.map(([message, hint]) => [message.replace('FOLDER', files.folder), hint]))
  })
})

describe('pull', () => {
  test('with no more than it needs', async () => {
    expect(await understood('pull', { packages: 'narf\n  zot@^2  \n\n@scope/a@1.0\n' })).toEqual({
      mode: 'pull',
      requests: ['narf', 'zot@^2', '@scope/a@1.0'].map(parseRequest),
      folder: join(files.folder, 'tycho_packages'),
      ...{
        outfile: undefined,
        lockfile: undefined,
        force: false,
        extract: false,
        dryRun: false,
        platform: 'linux'
      }
    })
  })

  test('with everything', async () => {
    const inputs = {
      ...{ packages: 'narf', path: 'out', lockfile: 'a.lock', 'update-lock': 'true' },
      ...{ force: 'true', extract: 'true', 'dry-run': 'true' }
    }
    expect(await understood('pull', inputs, { ci: true, outfile: 'x', outdir: 'other' })).toMatchObject({
      folder: join(files.folder, 'out'),
      outfile: join(files.folder, 'x'),
      lockfile: { path: join(files.folder, 'a.lock'), update: true, frozen: true },
      ...{ force: true, extract: true, dryRun: true }
    })
  })

  test.each([
    [{ path: 'given' }, 'configured', 'given'],
    [{}, 'configured', 'configured'],
    [{}, undefined, 'tycho_packages']
  ])('goes to %j, else %s: %s', async (inputs, outdir, folder) => {
    const command = await understood('pull', { packages: 'narf', ...inputs }, { outdir })
    expect(command).toMatchObject({ folder: join(files.folder, folder) })
  })

  const VERSION = 'Write `name@1.0`, or `name` for the latest.'
  const RANGE = 'Ranges look like `^1.2`, `~1.2.3`, `>=1,<2` or `1.x`.'
  const NAME = 'Write `name` or `name@version`.'
  test.each<[packages: string, ...problems: [message: string, hint: string][]]>([
    [
      '',
      [
        'is missing',
        'Name what to pull, a line each: `name`, `name@1.0`, `name@^1.2`; or a GitHub release: `release`.'
      ]
    ],
    ['narf@', ['has "narf@": the version is empty', VERSION]],
    ['narf@1/2', ['has "narf@1/2": the version has a space or one of / \\ @ * | ,', VERSION]],
    ['narf@>=one', ['has "narf@>=one": ">=one" is no range of versions', RANGE]],
    ['narf@==1.2', ['has "narf@==1.2": "==1.2" is no range of versions', RANGE]],
    ['../narf', ['has "../narf": the name has an empty, "." or ".." segment', NAME]],
    ['a@b@1.0', ['has "a@b@1.0": the name has an "@", which separates a version', NAME]],
    [
      'fine\n/narf\nfine@1.0\nzot@^^',
      ['has "/narf": the name has an empty, "." or ".." segment', NAME],
      ['has "zot@^^": "^^" is no range of versions', RANGE]
    ]
  ])('mistakes: %j', async (packages, ...problems) => {
    const { problems: found } = await read('pull', packages === '' ? {} : { packages })
    expect(found).toEqual(problems.map(([message, hint]) => [`input packages ${message}`, hint]))
  })

  test('a lockfile to be updated has to be named', async () => {
    const { problems } = await read('pull', { packages: 'narf', 'update-lock': 'true' })
    expect(problems).toEqual([
      ['input update-lock is true, but no lockfile is named', 'Name one with `lockfile`.']
    ])
  })
})

describe('remove', () => {
  test('versions, package by package', async () => {
    expect(await understood('remove', { packages: 'a@1.0\nb@2\na@1.1' })).toEqual({
      mode: 'remove',
      registry: 'tycho',
      packages: [
        { package: 'a', selection: { kind: 'versions', versions: ['1.0', '1.1'] } },
        { package: 'b', selection: { kind: 'versions', versions: ['2'] } }
      ]
    })
  })

  test('all but the newest', async () => {
    expect(await understood('remove', { packages: 'a\n@scope/b\na', keep: '03' })).toEqual({
      mode: 'remove',
      registry: 'tycho',
      packages: ['a', '@scope/b'].map((name) => ({ package: name, selection: { kind: 'keep', keep: 3 } }))
    })
  })

  const BOTH = 'Name versions (`name@1.2`), or packages and how many versions to `keep`, not both.'
  test.each<[inputs: Inputs, ...problems: [message: string, hint: string][]]>([
    [{}, ['packages is missing', 'Name what to remove, a line each: `name@1.2`, or `name` with `keep`.']],
    [{ packages: 'a' }, ['packages has "a", which names no version', BOTH]],
    [
      { packages: 'a@1', keep: '2' },
      ['packages has "a@1", which names a version although `keep` is given', BOTH]
    ],
    [
      { packages: 'a@^1' },
      ['packages has "a@^1", which would be read as a range of versions', 'Write `name@1.2`.']
    ],
    [
      { packages: 'a@latest' },
      ['packages has "a@latest", which is the word for the promoted version', 'Write `name@1.2`.']
    ],
    [{ packages: 'a@' }, ['packages has "a@", which is empty', 'Write `name@1.2`.']],
    ...['0', '-1', '1.5', 'all', ''].map((keep): [Inputs, [string, string]] => [
      { packages: 'a', keep },
      [`keep is "${keep}", which is no number from 1`, 'Say how many of the newest versions stay.']
    ])
  ])('mistakes: %j', async (inputs, ...problems) => {
    const { problems: found } = await read('remove', inputs)
    expect(found).toEqual(problems.map(([message, hint]) => [`input ${message}`, hint]))
  })
})

describe('the others', () => {
  test.each<[mode: Mode, inputs: Inputs, expected: object]>([
    ['promote', { package: 'narf', version: '1.0' }, { package: 'narf', version: '1.0' }],
    ['init', { package: 'narf', 'local-name': 'bin/narf' }, { package: 'narf', localName: 'bin/narf' }],
    ['list', {}, { registry: 'tycho', packages: [], prefix: '' }],
    ['list', { packages: 'a\n b/c ' }, { registry: 'tycho', packages: ['a', 'b/c'], prefix: '' }],
    ['reindex', { full: 'true' }, { registry: 'tycho', packages: [], full: true, baseUrl: undefined }],
    ['reindex', { packages: 'a' }, { registry: 'tycho', packages: ['a'], full: false, baseUrl: undefined }],
    ['check', {}, { registry: 'tycho', packages: [], deep: false, prefix: '' }],
    ['check', { packages: 'a', deep: 'true' }, { registry: 'tycho', packages: ['a'], deep: true, prefix: '' }]
  ])('%s with %j', async (mode, inputs, expected) => {
    expect(await understood(mode, inputs)).toEqual({ mode, ...expected })
  })

  const NAMES = 'Write a name a line, without versions.'
  test.each<[mode: Mode, inputs: Inputs, ...problems: [message: string, hint: string][]]>([
    [
      'promote',
      {},
      ['package is missing', 'Name the package.'],
      ['version is missing', "Give it, in quotes: `version: '1.10'`."]
    ],
    [
      'promote',
      { package: 'a', version: '^1' },
      [
        'version is "^1", which would be read as a range of versions',
        "Give a version such as `version: '1.2.3'`."
      ]
    ],
    [
      'init',
      {},
      ['package is missing', 'Name the package.'],
      ['local-name is missing', 'Give the name a pulled file gets: `narf.tar.gz`.']
    ],
    ['list', { packages: 'a@1' }, ['packages has "a@1", which has an "@", which separates a version', NAMES]],
    ['check', { packages: 'a\n..' }, ['packages has "..", which has an empty, "." or ".." segment', NAMES]],
    [
      'check',
      { deep: 'yes' },
      ['deep is "yes", which is neither true nor false', 'Write `true` or `false`.']
    ],
    [
      'reindex',
      { full: 'yes', packages: '/' },
      ['full is "yes", which is neither true nor false', 'Write `true` or `false`.'],
      ['packages has "/", which has an empty, "." or ".." segment', NAMES]
    ]
  ])('mistakes of %s: %j', async (mode, inputs, ...problems) => {
    const { problems: found } = await read(mode, inputs)
    expect(found).toEqual(problems.map(([message, hint]) => [`input ${message}`, hint]))
  })

  test('a promotion never takes its version from a tag', async () => {
    const { problems } = await read('promote', { package: 'a' }, { gitTag: 'v1.0' })
    expect(problems.map(([message]) => message)).toEqual(['input version is missing'])
  })
})
