import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Invocation } from '../../../src/cli/invocation.ts'
import { readArguments } from '../../../src/cli/program.ts'

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
