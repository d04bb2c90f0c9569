import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Invocation } from '../../../src/cli/invocation.ts'
import { readArguments } from '../../../src/cli/program.ts'
import { INPUTS } from '../../../src/options/inputs.ts'
import { textOf } from '../../support/sources.ts'

let stdout: string
let stderr: string
beforeEach(() => {
  stdout = stderr = ''
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text)
    return true
  })
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text)
    return true
  })
})
afterEach(() => {
  jest.restoreAllMocks()
})

async function read(...args: string[]): Promise<Invocation> {
  const reading = await readArguments(args, '1.2.3')
  if ('exitCode' in reading) throw new Error(stderr)
  return reading.invocation
}

describe('a word', () => {
  const control = 'which has a line break or another control character'
  test.each([
    [['remove', 'a\nb', '1.0'], 'PKG', `is "a\\nb", ${control}`],
    [['remove', 'a', '1.0\n2.0'], 'VERSION', `is "1.0\\n2.0", ${control}`],
    [['pull', 'a\r\nb'], 'PKG', `is "a\\r\\nb", ${control}`],
    [['pull', 'a', '--version', '1\n2'], 'VERSION', `is "1\\n2", ${control}`],
    [['pull-list', 'a', 'b\u2028c'], 'PKG', `is "b\u2028c", ${control}`],
    [['list-versions', 'a\tb'], 'PKG', `is "a\\tb", ${control}`],
    [['check', '--project', 'a', 'b\nc'], '--project', `is "b\\nc", ${control}`],
    [['reindex', '--project', ''], '--project', 'is empty'],
    [['pull-list', 'a', ''], 'PKG', 'is empty'],
    [['list-versions', ' '], 'PKG', 'is empty'],
    [['remove', 'a', ''], 'VERSION', 'is empty'],
    [['push', '', '1.0', 'f'], 'PKG', 'is empty'],
    [['init', 'a', ''], 'FILENAME', 'is empty'],
    [['list', '--store', ''], '--store', 'is empty'],
    [['list', '--bucket', ''], '--store', 'is empty'],
    [['pull', 'a', '--outfile', ''], '--outfile', 'is empty'],
    [['pull-release', ''], 'TAG', 'is empty'],
    [['pull-release', 'v1', '--assets', ''], '--assets', 'is empty'],
    [['pull', 'a', '--lockfile', ''], '--lockfile', 'is empty']
  ])('of %j can not be meant', async (args, input, message) => {
    const { problems } = await read(...args)
    expect(problems).toMatchObject([{ input, message }])
  })

  test('is one package, and never two', async () => {
    for (const args of [
      ['remove', 'a\nb', '1.0'],
      ['pull-list', 'a\nb']
    ])
      expect((await read(...args)).inputs.get('packages')).not.toContain('\n')
    expect((await read('pull-list', 'a', 'b@^1')).inputs.get('packages')).toBe('a\nb@^1')
  })

  test.each([
    [['list', '--prefix', ''], new Map([['prefix', '']])],
    [['remove', 'narf', '1.0'], new Map([['packages', 'narf@1.0']])],
    [['remove', 'narf', '--keep', '3'], new Map([...[['keep', '3'] as const], ['packages', 'narf']])],
    [['pull', 'narf', '--version', '^1'], new Map([['packages', 'narf@^1']])],
    [
      ['push', 'a', '1', 'f\nile'],
      new Map([...[['package', 'a'] as const, ['version', '1'] as const], ['files', 'f\nile']])
    ]
  ])('of %j can', async (args, inputs) => {
    const found = await read(...args)
    expect([found.inputs, found.problems]).toEqual([inputs, []])
  })
})

describe('a wrong use', () => {
  const help = '`registry COMMAND --help` shows what a command takes.'
  test.each([
    [['push', 'a', '--json'], "missing required argument 'version'", help],
    [['list', '--json', '--frce'], "unknown option '--frce'", help],
    [['list', '--regoin', 'x', '--json'], "unknown option '--regoin'", 'Did you mean --region?'],
    [['pusch', '--json'], "unknown command 'pusch'", 'Did you mean push?'],
    [
      ['list', '--json', '--store', 'a', '--bucket', 'b'],
      "option '--bucket <bucket>' cannot be used with",
      help
    ]
  ])('%j is told in JSON, too', async (args, message, hint) => {
    expect(await readArguments(args, '1.2.3')).toEqual({ exitCode: 2 })
    const input = 'command line'
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      problems: [{ input, message: expect.stringContaining(message), hint }]
    })
    expect(stderr).toContain(`error: ${message}`)
  })

  test.each([[['push', 'a']], [['list', '--', '--json']], [[]]])(
    '%j is told in words alone',
    async (args) => {
      expect(await readArguments(args, '1.2.3')).toEqual({ exitCode: 2 })
      expect(stdout).toBe('')
      expect(stderr).not.toBe('')
    }
  )

  test.each([[['--version']], [['--help']], [['push', '--help', '--json']]])('%j is none', async (args) => {
    expect(await readArguments(args, '1.2.3')).toEqual({ exitCode: 0 })
    expect(stderr).toBe('')
  })
})

describe('what is asked for', () => {
  const LINES: [line: string, mode: string, inputs: Record<string, string>][] = [
    ['init narf narf.bin', 'init', { package: 'narf', 'local-name': 'narf.bin' }],
    ['push narf 1.0 a.bin', 'push', { package: 'narf', version: '1.0', files: 'a.bin' }],
    ['push narf 1.10 a.bin --promote-latest', 'push', { ...pushed('1.10'), promote: 'true' }],
    ['push narf 1 a.bin --promote if-newer', 'push', { ...pushed('1'), promote: 'if-newer' }],
    [
      'push narf 1 a.bin --local-name x.bin --if-exists skip',
      'push',
      { ...pushed('1'), 'local-name': 'x.bin', 'if-exists': 'skip' }
    ],
    ['promote narf 1.0', 'promote', { package: 'narf', version: '1.0' }],
    ['pull narf', 'pull', { packages: 'narf' }],
    ['pull narf --version 1.0', 'pull', { packages: 'narf@1.0' }],
    ['pull narf --version latest --force', 'pull', { packages: 'narf@latest', force: 'true' }],
    ['pull-release v1.0', 'pull', { release: 'v1.0' }],
    [
      'pull-release latest --assets *.zip !*.asc --prerelease --extract',
      'pull',
      { release: 'latest', assets: '*.zip\n!*.asc', prerelease: 'true', extract: 'true' }
    ],
    [
      'pull-release v1 --source-archives zip tar.gz --assets *.deb',
      'pull',
      { release: 'v1', assets: '*.deb', 'source-archives': 'zip\ntar.gz' }
    ],
    ['pull-release v1 --archive zip', 'pull', { release: 'v1', 'source-archives': 'zip' }],
    [
      'pull-list narf zot@^1 --path out --lockfile l --update-lock --extract',
      'pull',
      { packages: 'narf\nzot@^1', path: 'out', lockfile: 'l', 'update-lock': 'true', extract: 'true' }
    ],
    ['list', 'list', {}],
    ['list-versions narf', 'list', { packages: 'narf' }],
    ['check', 'check', {}],
    ['check --project narf zot --project x --deep', 'check', { packages: 'narf\nzot\nx', deep: 'true' }],
    ['reindex --project narf', 'reindex', { packages: 'narf' }],
    ['reindex --full', 'reindex', { full: 'true' }],
    ['reindex --source github://a/b c', 'reindex', { source: 'github://a/b\nc' }],
    ['remove narf 1.0', 'remove', { packages: 'narf@1.0' }],
    ['remove narf --keep 3', 'remove', { packages: 'narf', keep: '3' }]
  ]

  function pushed(version: string): Record<string, string> {
    return { package: 'narf', version, files: 'a.bin' }
  }

  test.each(LINES)('%s', async (line, mode, inputs) => {
    const found = await read(...line.split(' '))
    expect([found.mode, Object.fromEntries(found.inputs), found.problems]).toEqual([mode, inputs, []])
    expect(found.listVersions).toBe(line.startsWith('list-versions'))
    expect([found.outfile, found.json, found.quiet, found.verbose]).toEqual([undefined, false, false, false])
  })

  test('--outfile is no input', async () => {
    const { outfile, inputs } = await read('pull', 'narf', '--outfile', 'x.bin')
    expect([outfile, Object.fromEntries(inputs)]).toEqual(['x.bin', { packages: 'narf' }])
  })

  const common: [args: string[], inputs: Record<string, string>][] = [
    [['--registry', 'tycho'], { registry: 'tycho' }],
    [['--store', 'file:x'], { store: 'file:x' }],
    [['--bucket', 'b'], { store: 's3://b' }],
    [['--bucket', 'b', '--prefix', 'p'], { store: 's3://b', prefix: 'p' }],
    [['--config', 'c.json'], { config: 'c.json' }],
    [['--region', 'r'], { region: 'r' }],
    [['--endpoint-url', 'http://x'], { 'endpoint-url': 'http://x' }],
    [['--profile', 'p'], { profile: 'p' }],
    [['--s3-put-args', '{"ACL": "private"}'], { 's3-put-args': '{"ACL": "private"}' }],
    [['--dry-run'], { 'dry-run': 'true' }],
    [['--allow-races'], { 'allow-races': 'true' }],
    [['--json', '--quiet', '--verbose'], {}]
  ]
  const commands = LINES.map(([line]) => line.split(' ')).filter(
    ([name], index, all) => all.findIndex(([other]) => other === name) === index
  )

  test.each(common)('every command takes %j', async (args, inputs) => {
    for (const command of commands) {
      const plain = await read(...command)
      const { mode, inputs: found, json, quiet, verbose } = await read(...command, ...args)
      expect(mode).toBe(plain.mode)
      expect(Object.fromEntries(found)).toEqual({ ...Object.fromEntries(plain.inputs), ...inputs })
      const flags = args.includes('--json')
      expect([json, quiet, verbose]).toEqual([flags, flags, flags])
    }
  })

  test('every input that is asked for is one of the action, and of its mode', async () => {
    for (const line of LINES.map(([each]) => each.split(' ')))
      for (const args of [[], ...common.map(([each]) => each)]) {
        const { mode, inputs } = await read(...line, ...args)
        for (const name of inputs.keys())
          expect([name, modesOf(name)]).toEqual([name, expect.arrayContaining([mode])])
      }
  })

  function modesOf(name: string): readonly string[] {
    return Object.entries(INPUTS).find(([each]) => each === name)?.[1].modes ?? []
  }

  test.each([
    [
      ['push', 'a', '1', 'f', '--promote-latest', '--promote', 'true'],
      /cannot be used with option '--promote/
    ],
    [['list', '--store', 'file:x', '--bucket', 'b'], /cannot be used with option '--store/],
    [['pull', 'a', 'b'], /too many arguments/],
    [['pull-list'], /missing required argument 'pkg'/],
    [['list', '--store'], /argument missing/]
  ])('%j is not', async (args, says) => {
    await expect(read(...args)).rejects.toThrow(says)
  })

  test('every command stands in the table of the README', async () => {
    await readArguments(['--help'], '1.2.3')
    const commands = [...stdout.matchAll(/^ {2}([a-z-]+) (?:\[options\] )?<?/gm)].map(([, name]) => name)
    const listed = [...textOf('README.md').matchAll(/^\| `registry .*?(?= \| )/gm)]
      .flatMap(([row]) => [...row.matchAll(/`registry ([a-z-]+)/g)])
      .map(([, name]) => name)
    expect(commands.filter((name) => name !== 'help')).toEqual(expect.arrayContaining(['upload', 'yank']))
    expect([...new Set(listed)].sort()).toEqual(commands.filter((name) => name !== 'help').sort())
  })

  test.each([
    ['push', ['--promote-latest', '--if-exists']],
    ['upload', ['--if-exists', '--sign']],
    ['check', ['--deep']],
    ['yank', ['--reason']]
  ])('the help of %s has its own options under a heading of their own', async (command, options) => {
    await readArguments([command, '--help'], '1.2.3')
    const [own = ''] = /^Options:$[^]*?(?=^\S)/m.exec(`${stdout}\nEnd`) ?? []
    for (const option of options)
      expect([own.includes(option), own.includes('--store')]).toEqual([true, false])
  })

  test.each([[['upload', 'a.whl']], [['yank', 'narf==1.0']]])(
    '%j is of Python’s format, and says so to whoever names another',
    async (args) => {
      expect((await read(...args, '--registry', 'python')).problems).toEqual([])
      const { problems, inputs } = await read(...args, '--registry', 'tycho')
      expect(problems).toMatchObject([
        { input: '--registry', message: expect.stringMatching(/^is "tycho", but /) }
      ])
      expect(inputs.get('registry')).toBe('python')
    }
  )

  test('the help of a command names its arguments and options', async () => {
    await readArguments(['push', '--help'], '1.2.3')
    for (const word of ['<pkg> <version> <file>', '--promote-latest', '--if-exists', '--store', '--json'])
      expect(stdout).toContain(word)
  })
})
