/** Runs a command as a whole process and reads what the operating system says of it. Needs python3 for its rusage. */
import { spawn, spawnSync } from 'node:child_process'

/** What one run took: seconds of wall and processor time, bytes of the largest resident process, its exit status. */
export interface Measured {
  readonly wall: number
  readonly cpu: number
  readonly memory: number
  readonly status: number
  readonly output: string
}

/** A command, its folder and what is added to a clean environment. */
export interface Job {
  readonly command: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** Runs a command to its end. */
export function measure({ command, cwd, env }: Job): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', ['-c', WRAPPER, ...command], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe']
    })
    const texts = ['', '', '', '']
    child.stdio.forEach((stream, index) =>
      stream?.on('data', (chunk: Buffer) => {
        texts[index] = `${texts[index] ?? ''}${chunk.toString()}`
      })
    )
    child.on('error', reject)
    child.on('close', () => {
      const [wall = NaN, cpu = NaN, kibibytes = NaN, status = NaN] = (texts[3] ?? '').split(' ').map(Number)
      resolve({ wall, cpu, memory: kibibytes * 1024, status, output: `${texts[1] ?? ''}${texts[2] ?? ''}` })
    })
  })
}

const WRAPPER = `
import os, resource, subprocess, sys, time
began = time.monotonic()
status = subprocess.call(sys.argv[1:], close_fds=True)
wall = time.monotonic() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
os.write(3, f"{wall} {used.ru_utime + used.ru_stime} {used.ru_maxrss} {status}".encode())
`

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

/** `1.23 (1.01–1.52)`: the middle of some figures, the smallest and the largest. */
export function spread(figures: readonly number[]): string {
  return `${median(figures).toFixed(2)} (${Math.min(...figures).toFixed(2)}–${Math.max(...figures).toFixed(2)})`
}

/** Runs a task with each of some tools, again and again: forwards, then backwards, so that none is always the first. */
export async function inTurns<T>(
  runs: number,
  tools: readonly T[],
  task: (tool: T, run: number) => Promise<void>
): Promise<void> {
  for (let run = 0; run < runs; run += 1)
    for (const tool of run % 2 === 0 ? tools : [...tools].reverse()) await task(tool, run)
}

/** What the machine is, in a line, for the head of a table. */
export function machine(): string {
  const cores = spawnSync('nproc', { encoding: 'utf8' }).stdout.trim()
  return `${process.platform} ${process.arch}, ${cores} cores, Node ${process.version}`
}
