import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { readArguments } from '../../../src/cli/program.ts'
import { inItsWords } from '../../../src/cli/words.ts'
import { isMode } from '../../../src/options/input-definition.ts'
import { INPUT_NAMES } from '../../../src/options/inputs.ts'
import { OUTPUTS } from '../../../src/options/outputs.ts'
import { parseOptions } from '../../../src/options/parse.ts'
import { commandLinesIn, isYamlNumber, stepsIn, type Step } from '../../support/examples.ts'
import { modulesBelow, repositoryFiles, ROOT, textOf } from '../../support/sources.ts'

/** Documents in which somebody finds a step or a command to copy. */
function documents(): string[] {
  return repositoryFiles().filter((path) => /\.(md|ya?ml|sh)$/.test(path) && !path.startsWith('__tests__/'))
}

/** What is wrong with the steps of a text. */
async function mistakesIn(text: string): Promise<string[]> {
  const mistakes: string[] = []
  for (const step of stepsIn(text)) {
    const { line, inputs } = step
    for (const [name, value] of inputs) {
      if (name === 'version' && isYamlNumber(value.raw))
        mistakes.push(`${value.line}: version ${value.raw} has to be quoted`)
    }
    mistakes.push(...(await notUnderstood(step)).map((why) => `${line}: ${why}`))
  }
  return mistakes
}

/** What the action would say of a step's inputs before its first request, files aside: there are none here. */
async function notUnderstood({ inputs }: Step): Promise<string[]> {
  const given = [...inputs].map(([name, { text }]) => {
    const value = text.replace(/\$\{\{.*?\}\}/g, 'expression')
    return [name, { value, label: `input ${name}` }] as const
  })
  const parsed = await parseOptions({
    // Examples name the store in the environment of the job, or in a configuration.
    inputs: new Map([['store', { value: 's3://packages', label: 'REGISTRY_STORE' }], ...given]),
    label: (name) => `input ${name}`,
    around: {
      ...{ env: {}, folder: ROOT, platform: 'linux', ci: false, gitTag: 'v1.0', outfile: undefined },
      ...{ oidc: () => Promise.resolve('token'), proxyFor: () => undefined, defaultFolder: undefined }
    }
  })
  if ('options' in parsed) return [...parsed.options.warnings]
  return parsed.problems
    .filter(({ input }) => !['input files', 'input config', 'input lockfile'].includes(input))
    .map(({ input, message }) => `${input} ${message}`)
}

/** The names of outputs that a text reads from steps of this action, and that they do not have. */
function outputsLacking(text: string): string[] {
  const steps = stepsIn(text).filter(({ id }) => id !== undefined)
  return steps.flatMap(({ id = '', inputs }) => {
    const mode = inputs.get('mode')?.text ?? ''
    const read = [...text.matchAll(new RegExp(`steps\\.${id}\\.outputs\\.([\\w-]+)`, 'g'))]
    return read
      .map(([, name = '']) => name)
      .filter(
        (name) =>
          !Object.entries(OUTPUTS).some(
            ([each, { modes }]) => each === name && modes.some((one) => one === mode)
          )
      )
      .map((name) => `${id} (${mode}) has no output ${name}`)
  })
}

/** `REGISTRY_<INPUT>` for inputs that there are not. */
function variablesUnknown(text: string): string[] {
  const known = INPUT_NAMES.map((name) => `REGISTRY_${name.toUpperCase().replaceAll('-', '_')}`)
  return [...text.matchAll(/(?<!secrets\.|vars\.|\w)REGISTRY_[A-Z][A-Z_]*\b/g)]
    .map(([name]) => name)
    .filter((name) => !known.includes(name))
}

describe('examples of steps', () => {
  test('there are some in the README, the guides and the workflows', () => {
    const found = documents().filter((path) => stepsIn(textOf(path)).length > 0)
    expect(found).toEqual(expect.arrayContaining(['README.md', '.github/workflows/ci.yml']))
    expect(found.some((path) => path.startsWith('docs/'))).toBe(true)
  })

  test.each(documents())('%s: every step is understood, and its version quoted', async (path) => {
    expect(await mistakesIn(textOf(path))).toEqual([])
  })

  test.each(documents())('%s: every output that is read is one', (path) => {
    expect(outputsLacking(textOf(path))).toEqual([])
  })

  test.each(documents().filter((path) => /^(README|docs\/)/.test(path)))(
    '%s: every variable that stands for an input does',
    (path) => {
      expect(variablesUnknown(textOf(path))).toEqual([])
    }
  )

  test('mistakes in them would be found', async () => {
    const text = [
      'steps:',
      '  - id: push',
      '    uses: org/registry-action@v1',
      '    with:',
      '      mode: push',
      '      package: narf # a comment',
      '      version: 1.10',
      '      file: narf',
      '      promote: maybe',
      '',
      '  - name: Pull',
      '    with:',
      '      mode: pull',
      '      packages: |',
      '        a@1.0',
      '',
      '        b',
      '      deep: true',
      '    uses: ./',
      '  - uses: org/registry-action@v1',
      '    env: { REGISTRY_STORES: s3://a }',
      '    if: steps.push.outputs.created == true || steps.push.outputs.paths',
      '  - uses: actions/cache@v4',
      '    with:',
      '      mode: none',
      '  - uses: org/registry-action@v1',
      '    with: # as in a workflow',
      '      mode: init',
      "      package: 'it''s'",
      '      local-name: "#1"'
    ].join('\n')
    expect(await mistakesIn(text)).toEqual([
      '7: version 1.10 has to be quoted',
      '3: input file is not an input of this action',
      '3: input promote is "maybe", which is none of its values',
      '19: input deep has no meaning for pull and is ignored',
      '20: input mode is missing'
    ])
    const [, pull, , init] = stepsIn(text)
    expect(pull?.inputs.get('packages')?.text).toBe('a@1.0\n\nb')
    expect([...(init?.inputs ?? [])].map(([name, { text: value }]) => [name, value])).toEqual([
      ['mode', 'init'],
      ['package', "it's"],
      ['local-name', '#1']
    ])
    expect(outputsLacking(text)).toEqual(['push (push) has no output paths'])
    expect(variablesUnknown(text)).toEqual(['REGISTRY_STORES'])
  })

  test.each([
    ['1', true],
    ['1.10', true],
    ['1.', true],
    ['.5', true],
    ['-1.0', true],
    ['1e3', true],
    ['1_000', true],
    ['0x1F', true],
    ['20240115', true],
    ["'1.10'", false],
    ['"1.10"', false],
    ['1.10.0', false],
    ['v1.10', false],
    ['1.10-rc1', false],
    ['${{ github.ref_name }}', false]
  ])('YAML reads %s as a number: %s', (raw, expected) => {
    expect(isYamlNumber(raw)).toBe(expected)
  })
})

describe('examples of commands', () => {
  let help: ReadonlyMap<string, string>
  const spies: { mockRestore(): void }[] = []
  afterEach(() => {
    for (const spy of spies.splice(0)) spy.mockRestore()
  })

  /** What the program prints for some words, and what it makes of them. */
  async function said(words: readonly string[]) {
    const printed: string[] = []
    const print = (text: unknown) => {
      printed.push(String(text))
      return true
    }
    for (const stream of [process.stdout, process.stderr])
      spies.push(jest.spyOn(stream, 'write').mockImplementation(print))
    const reading = await readArguments(words, '0.0.0')
    for (const spy of spies.splice(0)) spy.mockRestore()
    return { reading, text: printed.join('') }
  }

  beforeAll(async () => {
    const { text } = await said(['--help'])
    const names = [...text.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(([, name = '']) => name)
    const texts = new Map<string, string>()
    for (const name of names) texts.set(name, (await said([name, '--help'])).text)
    help = texts
  })

  /** What is wrong with the commands of a text. */
  async function wrongCommands(text: string, kind: 'markdown' | 'shell'): Promise<string[]> {
    const wrong: string[] = []
    for (const { line, words, whole } of commandLinesIn(text, kind)) {
      const [name = ''] = words
      const known = help.get(name)
      if (known === undefined) wrong.push(`${line}: there is no command ${name}`)
      else if (whole) {
        const { reading, text: answer } = await said(words)
        if (!('invocation' in reading)) wrong.push(`${line}: ${answer.split('\n')[0] ?? ''}`)
      } else {
        const options = words.flatMap((word) => /--[a-z][a-z-]*/.exec(word) ?? [])
        for (const option of options)
          if (!new RegExp(`${option}\\b(?!-)`).test(known)) wrong.push(`${line}: ${name} has no ${option}`)
      }
    }
    return wrong
  }

  test('every command is a mode, or several words for one', () => {
    const others = [...help.keys()].filter((name) => !isMode(name))
    expect(others.sort()).toEqual(['help', 'list-versions', 'pull-list', 'pull-release', 'upload'])
  })

  test('there are some', () => {
    const found = documents().flatMap((path) =>
      commandLinesIn(textOf(path), path.endsWith('.sh') ? 'shell' : 'markdown').map(({ whole }) => whole)
    )
    expect(found.filter((whole) => whole).length).toBeGreaterThan(5)
    expect(found.filter((whole) => !whole).length).toBeGreaterThan(5)
  })

  test.each(documents())('%s: every command line is understood', async (path) => {
    expect(await wrongCommands(textOf(path), path.endsWith('.sh') ? 'shell' : 'markdown')).toEqual([])
  })

  test('the hints of the program name modes, which the command line knows how to call', () => {
    const texts = modulesBelow('src').filter(({ path }) => !path.startsWith('src/cli/'))
    const named = (pattern: RegExp) =>
      texts.flatMap(({ source }) => [...source.text.matchAll(pattern)].map(([, name = '']) => name))
    const modes = named(/`mode: ([^`\\]+)/g)
    expect(modes.length).toBeGreaterThan(5)
    for (const mode of modes) expect([mode, isMode(mode), help.has(mode)]).toEqual([mode, true, true])
    expect(named(/`(registry [a-z-]+)/g)).toEqual([])
  })

  test('every input has a word there, or a reason for none', () => {
    const options = new Set([...help.values()].flatMap((text) => text.match(/--[a-z][a-z0-9-]*/g) ?? []))
    for (const name of INPUT_NAMES) {
      const words = inItsWords(`\`${name}\``).replaceAll('`', '')
      const known = words.startsWith('--')
        ? options.has(words)
        : /^(PKG|VERSION|FILE|TAG|REGISTRY_[A-Z_]+)$/.test(words)
      expect([name, known || ['mode', 'cache', 'role-to-assume'].includes(words)]).toEqual([name, true])
    }
  })

  test('mistakes in them would be found', async () => {
    const text = [
      '`registry pusch PKG` or `registry push PKG VERSION FILE [--promote-last]`, `registry list --json`',
      '```sh',
      'registry push narf 1.0 # and so on',
      "registry pull 'zot@^2' \\",
      '  --lock file',
      'registry list | jq .',
      '```',
      '```yaml',
      'registry: nothing to see here',
      '```'
    ].join('\n')
    expect(await wrongCommands(text, 'markdown')).toEqual([
      '1: there is no command pusch',
      '1: push has no --promote-last',
      "3: error: missing required argument 'file'",
      "4: error: unknown option '--lock'"
    ])
  })
})
