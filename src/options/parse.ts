import { readCommand, type CommandOptions, type CommandSurroundings } from './commands.ts'
import { INPUTS, INPUT_NAMES, isMode, MODES, type Mode } from './inputs.ts'
import { readLocation, type Location, type Surroundings } from './location.ts'
import { readerOf, suggestion, type Given, type Problem } from './problems.ts'
import { readTychoreg } from './tychoreg.ts'

/** Everything a step is told, understood. */
export interface Options {
  readonly command: CommandOptions
  readonly location: Location
  readonly dryRun: boolean
  /** Keep pulled files between workflow runs. */
  readonly cache: boolean
  /** What is odd, but no mistake. */
  readonly warnings: readonly string[]
}

/** What was given, by name, and what is around it. */
export interface Raw {
  readonly inputs: ReadonlyMap<string, Given>
  /** How to call an input that was not given: `input package`, `--package`. */
  readonly label: (name: string) => string
  readonly around: Surroundings & Omit<CommandSurroundings, 'outdir'>
}

/** Understands everything at once, before the first request: either options, or every mistake there is. */
export async function parseOptions(raw: Raw): Promise<{ options: Options } | { problems: Problem[] }> {
  const { around } = raw
  // What is no input is a variable of the environment.
  const reader = readerOf(raw.inputs, (name) => (isInput(name) ? raw.label(name) : name))
  const warnings: string[] = []
  const mode = reader.required('mode', `One of: ${MODES.join(', ')}.`)
  if (mode !== '' && !isMode(mode))
    reader.wrong(
      'mode',
      `is ${JSON.stringify(mode)}, which is no mode`,
      notYet(mode) ?? suggestion(mode, MODES)
    )
  for (const [name, { label }] of raw.inputs) {
    if (!isInput(name)) reader.wrong(name, 'is not an input of this action', suggestion(name, INPUT_NAMES))
    else if (isMode(mode) && !takes(mode, name))
      warnings.push(`${label} has no meaning for ${mode} and is ignored`)
    else if (isMode(mode) && NOT_OF_TYCHO.has(name))
      warnings.push(`${label} has no meaning for ${mode} of the format tycho and is ignored`)
  }
  readRegistry(reader)
  const config = await readTychoreg(reader, {
    folder: around.folder,
    env: around.env,
    warn: (message) => warnings.push(message)
  })
  const location = await readLocation(reader, around, config)
  const command = isMode(mode)
    ? await readCommand(reader, mode, { ...around, outdir: config?.outdir })
    : undefined
  const dryRun = reader.flag('dry-run')
  const cache = reader.text('cache') === undefined || reader.flag('cache')
  if (reader.problems.length > 0 || command === undefined) return { problems: reader.problems }
  return { options: { command, location, dryRun, cache, warnings } }
}

/** A reindex of tycho looks at everything each time. */
const NOT_OF_TYCHO: ReadonlySet<string> = new Set(['full'])

function isInput(name: string): boolean {
  return Object.hasOwn(INPUTS, name)
}

function takes(mode: Mode, name: string): boolean {
  return INPUT_NAMES.some((each) => each === name && INPUTS[each].modes.some((one) => one === mode))
}

function readRegistry(reader: ReturnType<typeof readerOf>): void {
  if (reader.text('registry') === 'python') {
    reader.wrong(
      'registry',
      'is python, which this version does not have yet',
      'Leave it out, or write `tycho`.'
    )
  } else {
    reader.oneOf('registry', ['tycho'] as const, 'tycho')
  }
}

function notYet(mode: string): string | undefined {
  return mode === 'yank' || mode === 'serve'
    ? `This version has no ${mode} yet. One of: ${MODES.join(', ')}.`
    : undefined
}
