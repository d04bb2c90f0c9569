/** The command line as a user starts it: a process of its own that knows nothing of this machine's configuration. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve as resolvePath } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { GithubFake } from './github-fake/index.ts'

/** What a process left behind. */
export interface Finished {
  /** Null where a signal ended it. */
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A process that runs. */
export interface Running {
  readonly pid: number
  readonly kill: () => void
  /** Nobody reads what it prints any more. */
  readonly deafen: (output: 'stdout' | 'stderr') => void
  readonly done: Promise<Finished>
}

/** Where a command runs, and with what environment besides the little that every process needs. */
export interface Place {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** The sources as they are; a bundle, where REGISTRY_DIST names the folder of one. */
const entry =
  process.env['REGISTRY_DIST'] === undefined
    ? fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
    : resolvePath(process.env['REGISTRY_DIST'], 'cli', 'index.js')

/** The program and the words that make a command of the command line. */
export function commandOf(args: readonly string[]): [program: string, ...words: string[]] {
  return [process.execPath, entry, ...args]
}

/** Starts the command line. */
export function startRegistry(args: readonly string[], place: Place): Running {
  const [program, ...words] = commandOf(args)
  return start(program, words, place)
}

/** Runs the command line to its end. */
export async function registry(args: readonly string[], place: Place): Promise<Finished> {
  return startRegistry(args, place).done
}

/** Starts any program, with an environment that holds only what it needs and what is given. */
export function start(command: string, args: readonly string[], { cwd, env }: Place): Running {
  const child = spawn(command, args, {
    cwd,
    env: { ...bare(cwd), ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text))
  }
  const done = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => {
      resolve({ status, signal, ...output })
    })
  })
  return {
    pid: child.pid ?? 0,
    kill: () => child.kill('SIGKILL'),
    deafen: (name) => child[name].destroy(),
    done
  }
}

/** Nothing of the machine's own AWS configuration, proxies or workflow runner. Compiled modules are shared by all. */
function bare(cwd: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: cwd,
    TMPDIR: tmpdir(),
    AWS_EC2_METADATA_DISABLED: 'true',
    NODE_COMPILE_CACHE: join(tmpdir(), 'registry-test-compiled')
  }
}

/** What names a bucket of a server, and the right to use it. */
export function s3Environment(
  server: { endpoint: string; region: string; accessKeyId: string; secretAccessKey: string },
  bucket: string
): Record<string, string> {
  return {
    REGISTRY_STORE: `s3://${bucket}`,
    REGISTRY_ENDPOINT_URL: server.endpoint,
    REGISTRY_REGION: server.region,
    AWS_ACCESS_KEY_ID: server.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.secretAccessKey
  }
}

/** The environment in which the releases of the fake's first repository are the store. */
export function githubEnvironment(fake: GithubFake): Record<string, string> {
  return {
    GITHUB_API_URL: fake.apiUrl,
    GITHUB_GRAPHQL_URL: fake.graphqlUrl,
    GITHUB_SERVER_URL: fake.serverUrl,
    GITHUB_TOKEN: fake.token,
    REGISTRY_STORE: `github://${fake.repository().name}`
  }
}

/** Folders that go when the tests have ended. */
export interface Workspace {
  /** A new, empty folder. */
  readonly folder: () => string
  readonly remove: () => void
}

/** A place for a test file's folders. */
export function workspace(): Workspace {
  const root = mkdtempSync(join(tmpdir(), 'registry-test-'))
  return {
    folder: () => mkdtempSync(join(root, 'folder-')),
    remove: () => {
      rmSync(root, { recursive: true, force: true })
    }
  }
}

/** The one JSON document that `--json` prints. */
export function jsonOf({ stdout }: Finished): unknown {
  return JSON.parse(stdout)
}
