/** Programs of this folder, run in processes of their own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** How a process ended, and what it wrote. */
export interface Ended {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
}

/** A process that was started. */
export interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** Starts a program of this folder with Node.js itself, without the test runner's options. */
export function start(program: string, ...args: string[]): Started {
  return startWith({}, program, ...args)
}

/** The same, where the process is killed in place of the n-th call to the file system. */
export function startToBeKilled(at: number, program: string, ...args: string[]): Started {
  const preload = new URL('kill-at.mjs', import.meta.url).href
  return startWith({ NODE_OPTIONS: `--import ${preload}`, KILL_AT: String(at) }, program, ...args)
}

/** Compiled once for all of them: most of these processes live shorter than it takes to compile their modules. */
const CACHE = join(tmpdir(), 'registry-test-compiled')

function startWith(env: NodeJS.ProcessEnv, program: string, ...args: string[]): Started {
  const path = fileURLToPath(new URL(program, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: CACHE, ...env }
  })
  let output = ''
  const collect = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => {
      resolve({ status, signal, output })
    })
  })
  return { child, ended }
}

/** Runs a program to its end; throws what it wrote where it failed. */
export async function run(program: string, ...args: string[]): Promise<void> {
  const { status, signal, output } = await start(program, ...args).ended
  if (status !== 0) throw new Error(`${program} ended with ${signal ?? String(status)}:\n${output}`)
}
