import { MODES, type InputDefinition } from '../src/options/input-definition.ts'
import { INPUTS } from '../src/options/inputs.ts'
import { OUTPUTS, type OutputDefinition } from '../src/options/outputs.ts'

/** The text of action.yml. No input of users has a default there: an empty input must leave room for the environment. */
export function renderActionYml(): string {
  return [
    '# Made by `npm run generate` from src/options/inputs.ts.',
    'name: registry-action',
    'author: the registry-action authors',
    'description: A package registry with no server to run. Publish, promote and fetch versioned packages in an S3 bucket, the releases of a GitHub repository, or a folder.',
    'branding: { icon: package, color: blue }',
    'inputs:',
    ...inputs().flatMap(([name, { description, fallback, preset }]) => [
      `  ${name}:`,
      `    description: ${yaml(`${plain(description)} Default: ${plain(fallback)}.`)}`,
      `    required: ${String(name === 'mode')}`,
      ...(preset === undefined ? [] : [`    default: ${preset}`])
    ]),
    'outputs:',
    ...outputs().flatMap(([name, { description }]) => [
      `  ${name}:`,
      `    description: ${yaml(plain(description))}`
    ]),
    'runs:',
    '  using: node24',
    '  main: dist/main/index.js',
    '  post: dist/post/index.js',
    ''
  ].join('\n')
}

/** A README with its tables made anew, between their marks. */
export function renderTables(readme: string): string {
  const common = inputs().filter(([, { modes }]) => modes.length === MODES.length)
  const special = inputs().filter(([, { modes }]) => modes.length < MODES.length)
  const inputTable = (rows: ReturnType<typeof inputs>) =>
    table(
      ['Input', 'Modes', 'Meaning', 'Default'],
      rows.map(([name, { description, fallback, modes }]) => [
        `\`${name}\``,
        modesOf(modes),
        description,
        fallback
      ])
    )
  return replace(
    replace(replace(readme, 'inputs-common', inputTable(common)), 'inputs', inputTable(special)),
    'outputs',
    table(
      ['Output', 'Modes', 'Meaning'],
      outputs().map(([name, { description, modes }]) => [`\`${name}\``, modesOf(modes), description])
    )
  )
}

function inputs(): [string, InputDefinition][] {
  return Object.entries(INPUTS)
}

function outputs(): [string, OutputDefinition][] {
  return Object.entries(OUTPUTS)
}

function modesOf(modes: readonly string[]): string {
  return modes.length === MODES.length ? 'all' : modes.join(', ')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function replace(readme: string, mark: string, content: string): string {
  const [begin, end] = [`<!-- ${mark}: made by npm run generate -->`, `<!-- /${mark} -->`]
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`the README has no marks for ${mark}`)
  return `${readme.slice(0, from + begin.length)}\n\n${content}\n\n${readme.slice(to)}`
}

function plain(text: string): string {
  return text.replaceAll('`', '')
}

function yaml(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
