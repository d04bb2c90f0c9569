/** Workflows in a repository of their own, run by act on this machine with the bundled action as `org/registry-action@v1`. */
import { execFileSync, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import * as v from 'valibot'

import { DIST } from './action.ts'
import { testbed } from './testbed.ts'

const lineSchema = v.looseObject({
  msg: v.string(),
  level: v.string(),
  jobID: v.optional(v.string()),
  stage: v.optional(v.string()),
  stepID: v.optional(v.array(v.string())),
  stepResult: v.optional(v.string()),
  command: v.optional(v.string()),
  name: v.optional(v.string()),
  arg: v.optional(v.string()),
  content: v.optional(v.string()),
  kvPairs: v.optional(v.nullable(v.record(v.string(), v.string())))
})

/** One line of a run's log, and what it is about. */
export type ActLine = v.InferOutput<typeof lineSchema>

/** What became of a run. */
export interface ActRun {
  readonly status: number
  readonly lines: readonly ActLine[]
  /** The log as a person reads it. */
  readonly log: string
  /** The outputs of a step; of a step in a composite action, by the ids on the way to it. */
  readonly outputsOf: (job: string, ...step: string[]) => Record<string, string>
}

/** A repository with workflows. */
export interface Workflows {
  run(
    workflow: string,
    given: { readonly env: Record<string, string>; readonly secrets: Record<string, string> }
  ): Promise<ActRun>
  close(): Promise<void>
}

/** Makes a repository of these files, by their paths. Runs share one cache service, as those of one repository do. */
export async function makeRepository(files: Readonly<Record<string, string>>): Promise<Workflows> {
  const act = testbed('act')
  if (act === undefined) throw new Error('act is not installed: npm run testbed')
  const root = await mkdtemp(join(tmpdir(), 'registry-act-'))
  const [repository, action] = [join(root, 'repository'), join(root, 'action')]
  await copyAction(action)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(repository, path)), { recursive: true })
    await writeFile(join(repository, path), content)
  }
  const env = {
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: join(root, 'home'),
    XDG_CACHE_HOME: join(root, 'home', '.cache'),
    GIT_CONFIG_NOSYSTEM: '1'
  }
  await mkdir(env.HOME)
  const git = (...args: string[]) => execFileSync('git', args, { cwd: repository, env, stdio: 'pipe' })
  git('init', '--quiet', '--initial-branch=main')
  git('remote', 'add', 'origin', 'https://github.com/octo/repo')
  git('add', '--all')
  git('-c', 'user.name=octo', '-c', 'user.email=octo@example.com', 'commit', '--quiet', '-m', 'Workflows')
  return {
    run: async (workflow, given) => {
      const args = [
        ...['push', '--json', '--workflows', `.github/workflows/${workflow}`],
        ...['--platform', 'ubuntu-latest=-self-hosted', '--env-file', '', '--secret-file', ''],
        ...['--cache-server-addr', '127.0.0.1', '--cache-server-path', join(root, 'cache')],
        ...['--action-cache-path', join(root, 'actions')],
        ...['--local-repository', `org/registry-action@v1=${action}`],
        ...Object.entries(given.env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
        ...Object.entries(given.secrets).flatMap(([name, value]) => ['--secret', `${name}=${value}`])
      ]
      return resultOf(await execute(act, args, { cwd: repository, env }))
    },
    close: () => rm(root, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function copyAction(target: string): Promise<void> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  await mkdir(join(target, 'dist'), { recursive: true })
  await cp(join(root, 'action.yml'), join(target, 'action.yml'))
  for (const entry of ['main', 'post'])
    await cp(join(DIST, entry), join(target, 'dist', entry), { recursive: true })
}

/** A run that takes longer than this hangs. */
const LIMIT_MS = 100_000

interface Executed {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

async function execute(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Record<string, string> }
): Promise<Executed> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  }
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
  const status = await new Promise<number | null>((done, failed) => {
    child.on('error', failed)
    child.on('close', done)
  })
  clearTimeout(limit)
  if (status === null) throw new Error(`act did not end:\n${output.stdout}${output.stderr}`)
  return { status, ...output }
}

function resultOf({ status, stdout, stderr }: Executed): ActRun {
  const lines = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => v.parse(lineSchema, JSON.parse(line)))
  return {
    status,
    lines,
    log: `${lines.map(({ jobID = '', msg }) => `[${jobID}] ${msg.trimEnd()}`).join('\n')}\n${stderr}`,
    outputsOf: (job, ...step) =>
      Object.fromEntries(
        lines
          .filter(
            ({ jobID, stepID, command }) => jobID === job && command === 'set-output' && same(stepID, step)
          )
          .map(({ name = '', arg = '' }) => [name, arg])
      )
  }
}

function same(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one?.join('\n') === other.join('\n')
}
