import { readCommand } from './commands.ts'
import type { CommandOptions, CommandSurroundings } from './common.ts'
import { FORMATS, type FormatName } from '../format.ts'
import { readAccess, type GithubAccess } from './github.ts'
import { isMode, MODES, type InputDefinition, type Mode } from './input-definition.ts'
import { INPUTS, INPUT_NAMES, type InputName } from './inputs.ts'
import type { Surroundings } from './around.ts'
import { ownPrefix, prefixOf, readLocation, readReleases, repositoryOf, type Location } from './location.ts'
import { BUCKET_INPUTS } from './s3.ts'
import { readerOf, suggestion, type Given, type Problem } from './problems.ts'
import { readTychoreg } from './tychoreg.ts'

/** Everything a step is told, understood. */
export interface Options {
  readonly command: CommandOptions
  readonly location: Location
  /** How to get at the releases of others, where a step may have to read them. */
  readonly releases: GithubAccess | undefined
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
  readonly around: Surroundings & Omit<CommandSurroundings, 'outdir' | 'prefix' | 'ownPrefix' | 'repository'>
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
  for (const name of raw.inputs.keys()) {
    if (!isInput(name)) reader.wrong(name, 'is not an input of this action', suggestion(name, INPUT_NAMES))
  }
  const registry = reader.oneOf('registry', FORMATS, 'tycho')
  const config = await readTychoreg(reader, {
    folder: around.folder,
    env: around.env,
    warn: (message) => warnings.push(message)
  })
  const release = mode === 'pull' && registry === 'tycho' ? reader.text('release') : undefined
  const useless = new Set<string>()
  for (const name of raw.inputs.keys()) {
    const without =
      isMode(mode) && isInput(name) ? withoutMeaning(name, { mode, registry, release }) : undefined
    if (without === undefined) continue
    useless.add(name)
    warnings.push(`${raw.inputs.get(name)?.label ?? name} has no meaning for ${without} and is ignored`)
  }
  const location =
    release === undefined
      ? await readLocation(reader, around, { config, defaultPrefix: DEFAULT_PREFIX[registry] })
      : await readReleases(reader, around)
  const others = new Map([...raw.inputs].filter(([name]) => !useless.has(name)))
  warnings.push(...uselessIn(location, mode, others))
  const command = isMode(mode)
    ? await readCommand(
        reader,
        { mode, registry },
        {
          ...around,
          outdir: config === 'wrong' ? undefined : config?.outdir,
          prefix: prefixOf(location),
          ownPrefix: ownPrefix(reader, DEFAULT_PREFIX[registry]),
          repository: repositoryOf(location)
        }
      )
    : undefined
  if (location.kind === 'github' && reader.text('if-exists') === 'overwrite') {
    reader.wrong(
      'if-exists',
      'is "overwrite", which releases of GitHub do not allow: an asset is written once',
      'Push another version. One that nobody should use can be removed (`mode: remove`); its name stays taken.'
    )
  }
  const releases = mayReadReleases(registry, command)
    ? (accessOf(location) ?? readAccess(reader, around))
    : undefined
  const dryRun = reader.flag('dry-run')
  const cache = reader.text('cache') === undefined || reader.flag('cache')
  if (reader.problems.length > 0 || command === undefined) return { problems: reader.problems }
  return { options: { command, location, releases, dryRun, cache, warnings } }
}

/** A Python index may lead to files on the releases of others. */
function mayReadReleases(registry: FormatName, command: CommandOptions | undefined): boolean {
  if (command?.mode === 'reindex') return (command.sources ?? []).length > 0
  return registry === 'python' && (command?.mode === 'check' || command?.mode === 'pull')
}

function accessOf(location: Location): GithubAccess | undefined {
  return location.kind === 'github' ? location.options : undefined
}

/** Stick's own, which is the place that installers' documentation shows. */
const DEFAULT_PREFIX: Record<FormatName, string> = { tycho: '', python: 'simple' }

/** What is for another kind of store says nothing here. Variables are shared by steps, of which others may need them. */
function uselessIn(location: Location, mode: string, inputs: ReadonlyMap<string, Given>): string[] {
  const place = {
    s3: 'a bucket',
    github: 'releases of GitHub',
    releases: 'a release that is named',
    folder: `the folder ${location.kind === 'folder' ? location.folder : ''}`
  }[location.kind]
  return [...inputs]
    .filter(
      ([name, { label }]) =>
        kindsOf(name, mode)?.includes(location.kind) === false && !label.startsWith('REGISTRY_')
    )
    .map(([, { label }]) => `${label} has no meaning for ${place} and is ignored`)
}

/** The kinds of store for which an input says something; undefined where it does for all. */
function kindsOf(name: string, mode: string): readonly Location['kind'][] | undefined {
  // On GitHub it says where a push is read from, and no more.
  return name === 'base-url' && mode === 'reindex' ? ['s3', 'folder'] : KINDS_OF.get(name)
}

const KINDS_OF = new Map<string, readonly Location['kind'][]>([
  ...BUCKET_INPUTS.map((name) => [name, ['s3']] as const),
  ...['tag', 'branch', 'publish', 'make-latest', 'notes', 'generate-notes', 'target'].map(
    (name) => [name, ['github']] as const
  ),
  ['prerelease', ['github', 'releases']],
  ['prefix', ['s3', 'github', 'folder']]
])

function isInput(name: string): name is InputName {
  return Object.hasOwn(INPUTS, name)
}

interface Wanted {
  readonly mode: Mode
  readonly registry: FormatName
  /** The release whose assets are asked for. */
  readonly release: string | undefined
}

/** What has no use for an input: the mode, the format, what is pulled; undefined where all have. */
function withoutMeaning(name: InputName, { mode, registry, release }: Wanted): string | undefined {
  const { modes, registry: only }: InputDefinition = INPUTS[name]
  if (!modes.includes(mode)) return mode
  if (name === 'prerelease' && mode === 'pull' && release !== 'latest')
    return release === undefined ? 'pull of packages' : 'a release that is named by its tag'
  return only === undefined || only === registry ? undefined : `${mode} of the format ${registry}`
}

function notYet(mode: string): string | undefined {
  return mode === 'serve' ? `This version has no serve yet. One of: ${MODES.join(', ')}.` : undefined
}
