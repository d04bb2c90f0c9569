import { isMode, type Mode } from '../options/input-definition.ts'
import { INPUT_NAMES, type InputName } from '../options/inputs.ts'
import { SECRET_INPUTS } from '../surroundings.ts'

/** How the command line calls an input: an argument, an option, or a variable where it is neither. */
export function labelOf(name: string, mode: Mode): string {
  if (mode === 'init' && name === 'local-name') return 'FILENAME'
  if ((mode === 'check' || mode === 'reindex') && name === 'packages') return '--project'
  return ARGUMENTS[name] ?? (VARIABLES.has(name) ? variableOf(name) : `--${name}`)
}

/**
 * A text that names modes and inputs as a workflow does, in the command line's words: `mode: promote` becomes
 * `registry promote`, `update-lock: true` becomes `--update-lock`. What is no such name in backticks stays as it is. Who
 * has named the format has to name it again in what is to be run next.
 */
export function inItsWords(text: string, format?: string): string {
  const registry = format === 'python' ? ' --registry python' : ''
  return text.replace(/`([a-z0-9-]+)(?:: ([^`]*))?`/g, (whole, name: string, value?: string) => {
    if (name === 'mode' && value !== undefined && isMode(value)) return `\`registry ${value}${registry}\``
    return isInput(name) && !ELSEWHERE.has(name) ? `\`${wordsOf(name, value)}\`` : whole
  })
}

function wordsOf(name: InputName, value: string | undefined): string {
  const argument = ARGUMENTS[name]
  if (argument !== undefined) return value?.replace(/^'(.*)'$/, '$1') ?? argument
  if (VARIABLES.has(name)) return value === undefined ? variableOf(name) : `${variableOf(name)}=${value}`
  const isFlag = value === 'true' && name !== 'promote'
  return value === undefined || isFlag ? `--${name}` : `--${name} ${value}`
}

/** Inputs that are arguments of the commands. */
const ARGUMENTS: Readonly<Record<string, string | undefined>> = {
  package: 'PKG',
  packages: 'PKG',
  release: 'TAG',
  version: 'VERSION',
  files: 'FILE'
}

/** Secrets are no words of a command line, where every user of a machine can read them. */
const VARIABLES: ReadonlySet<string> = new Set(SECRET_INPUTS.filter((name) => name !== 'token'))

/** Inputs that mean something in workflows alone. */
const ELSEWHERE: ReadonlySet<string> = new Set(['mode', 'cache', 'role-to-assume'])

function variableOf(name: string): string {
  return `REGISTRY_${name.toUpperCase().replaceAll('-', '_')}`
}

function isInput(name: string): name is InputName {
  return INPUT_NAMES.some((each) => each === name)
}
