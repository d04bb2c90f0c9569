/** The bundled action, started as a runner starts it: a process of its own, inputs in variables, answers in files. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import { INPUT_NAMES } from '../../src/options/inputs.ts'
import { parseCommands, type Annotation } from './workflow-commands.ts'

/** Where the bundles under test are. */
export const DIST = resolve(
  process.env['REGISTRY_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url))
)

/** What a step came to. */
export interface Finished {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  /** Standard output as the runner shows it: commands are gone, and what was masked is `***`. */
  readonly log: string
  readonly annotations: readonly Annotation[]
  readonly masked: readonly string[]
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  /** What it set for later steps. */
  readonly env: Readonly<Record<string, string>>
  readonly summary: string
}

/** Variables of a step; undefined takes one of the usual ones away. */
export type StepEnv = Readonly<Record<string, string | undefined>>

/** A machine that runs steps in one workspace, with a home and a temporary folder of its own. */
export interface Runner {
  readonly workspace: string
  readonly home: string
  readonly temp: string
  /** The path of a file in the workspace. */
  readonly path: (...names: string[]) => string
  /** Writes a file in the workspace. */
  write(name: string, content: string | Uint8Array): Promise<string>
  read(name: string): Promise<string>
  exists(name: string): boolean
  /** Runs the action; inputs that are not given are there and empty, as with a runner. */
  run(
    inputs: Readonly<Record<string, string>>,
    env?: StepEnv,
    /** Gets the way to send the step a signal. */
    started?: (send: (signal: NodeJS.Signals) => void) => void
  ): Promise<Finished>
  /** Runs the post step of a step that ran here. */
  post(step: Finished, inputs?: Readonly<Record<string, string>>, env?: StepEnv): Promise<Finished>
  /** An empty workspace on a machine of its own. */
  close(): Promise<void>
}

/** Starts with an empty workspace. Nothing of this machine's environment reaches the steps. */
export async function startRunner(): Promise<Runner> {
  assertRuntime()
  const root = await mkdtemp(join(tmpdir(), 'registry-e2e-'))
  const [workspace, home, temp] = [join(root, 'work', 'repo', 'repo'), join(root, 'home'), join(root, 'temp')]
  for (const folder of [workspace, home, temp]) await mkdir(folder, { recursive: true })
  const machine = { root, workspace, home, temp }
  const path = (...names: string[]) => join(workspace, ...names)
  return {
    ...{ workspace, home, temp, path },
    write: async (name, content) => {
      await mkdir(dirname(path(name)), { recursive: true })
      await writeFile(path(name), content)
      return path(name)
    },
    read: (name) => readFile(path(name), 'utf8'),
    exists: (name) => existsSync(path(name)),
    run: (inputs, env, started) => start(machine, 'main', inputVariables(inputs), env, started),
    post: (step, inputs = {}, env) =>
      start(machine, 'post', { ...inputVariables(inputs), ...stateVariables(step.state) }, env),
    close: () => rm(root, { recursive: true, force: true })
  }
}

/** The action's runtime is Node 24; another one would prove nothing. */
function assertRuntime(): void {
  if (!process.version.startsWith('v24.'))
    throw new Error(`the action runs on Node 24, this is ${process.version}: use \`npm test\``)
  for (const entry of ['main', 'post']) {
    if (!existsSync(join(DIST, entry, 'index.js')))
      throw new Error(`${DIST} has no ${entry}/index.js: run \`npm run build\`, or set REGISTRY_DIST`)
  }
}

function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const all = { ...Object.fromEntries(INPUT_NAMES.map((name) => [name, ''])), ...inputs }
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value.trim()
    ])
  )
}

function stateVariables(state: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]))
}

interface Machine {
  readonly root: string
  readonly workspace: string
  readonly home: string
  readonly temp: string
}

const COMMAND_FILES = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'] as const

async function start(
  machine: Machine,
  entry: 'main' | 'post',
  variables: Readonly<Record<string, string>>,
  env: StepEnv = {},
  started?: (send: (signal: NodeJS.Signals) => void) => void
): Promise<Finished> {
  const files = await mkdtemp(join(machine.root, 'commands-'))
  const fileOf = (name: (typeof COMMAND_FILES)[number]) => join(files, name)
  for (const name of COMMAND_FILES) await writeFile(fileOf(name), '')
  const all = {
    ...usualEnvironment(machine),
    ...Object.fromEntries(COMMAND_FILES.map((name) => [`GITHUB_${name}`, fileOf(name)])),
    ...variables,
    ...env
  }
  const script = join(DIST, entry, 'index.js')
  const { exitCode, stdout, stderr } = await execute(script, machine.workspace, all, started)
  const pairs = async (name: (typeof COMMAND_FILES)[number]) =>
    parsePairs(await readFile(fileOf(name), 'utf8'))
  return {
    ...{ exitCode, stdout, stderr },
    ...parseCommands(stdout),
    outputs: await pairs('OUTPUT'),
    state: await pairs('STATE'),
    env: await pairs('ENV'),
    summary: await readFile(fileOf('STEP_SUMMARY'), 'utf8')
  }
}

function usualEnvironment({ workspace, home, temp }: Machine): Record<string, string> {
  return {
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'octo/repo',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REF_NAME: 'main',
    RUNNER_TEMP: temp,
    RUNNER_OS: 'Linux',
    AWS_EC2_METADATA_DISABLED: 'true'
  }
}

interface Ended {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** A step that takes longer than this hangs. */
const LIMIT_MS = 50_000

async function execute(
  script: string,
  cwd: string,
  env: StepEnv,
  started?: (send: (signal: NodeJS.Signals) => void) => void
): Promise<Ended> {
  const child = spawn(process.execPath, [script], { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  started?.((signal) => child.kill(signal))
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  }
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
  const [exitCode, signal] = await new Promise<[number | null, string | null]>((done, failed) => {
    child.on('error', failed)
    child.on('close', (code, killedBy) => {
      done([code, killedBy])
    })
  })
  clearTimeout(limit)
  if (exitCode === null)
    throw new Error(`the step was ended by ${signal ?? 'nobody'}:\n${output.stdout}${output.stderr}`)
  return { exitCode, ...output }
}

/** Reads `name<<delimiter`, the value's lines, `delimiter`; anything else is no file of a runner. */
function parsePairs(text: string): Record<string, string> {
  const pairs: Record<string, string> = {}
  const lines = text.split('\n')
  while (lines.length > 0) {
    const line = lines.shift()
    if (line === '' && lines.length === 0) break
    const [, name, end] = /^([^<=]+)<<(.+)$/.exec(line ?? '') ?? []
    const length = end === undefined ? -1 : lines.indexOf(end)
    if (name === undefined || length < 0) throw new Error(`no such line belongs here: ${line ?? ''}`)
    if (name in pairs) throw new Error(`${name} is set twice`)
    pairs[name] = lines.splice(0, length).join('\n')
    lines.shift()
  }
  return pairs
}
