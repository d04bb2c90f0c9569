/** Programs that the scripts start. */
import { spawn } from 'node:child_process'
import { basename } from 'node:path'

/** How a program ended; no status where it could not be started. */
export interface Finished {
  status: number | undefined
  output: string
}

/** In milliseconds. */
export const minute = 60_000

/** Runs a program and waits for it, 40 minutes at most. */
export async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {}
): Promise<Finished> {
  return await new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
    // Not spawn's own timeout: that one goes on ticking, and keeps this process, where nothing could be started.
    const limit = setTimeout(() => child.kill(), 40 * minute)
    const finish = (status: number | undefined, output: string): void => {
      clearTimeout(limit)
      done({ status, output })
    }
    let output = ''
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-200_000)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => {
      finish(undefined, error.message)
    })
    child.on('close', (status) => {
      finish(status ?? 1, output)
    })
  })
}

/** A reason why something is left out, in words for one line. */
export class LeftOut extends Error {}

/** The output of a program. Throws a reason to leave something out where it fails. */
export async function must(
  command: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv
): Promise<string> {
  const { status, output } = await run(command, args, env)
  if (status === 0) return output
  if (status === undefined) throw new LeftOut(`${command} is not on the PATH`)
  process.stderr.write(output.endsWith('\n') ? output : `${output}\n`)
  throw new LeftOut(`\`${basename(command)} ${args.slice(0, 2).join(' ')}\` ended with status ${status}`)
}

/** Says now and then that something is still being installed. */
export async function withHeartbeat<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now()
  process.stderr.write(`${name}: installing\n`)
  const timer = setInterval(() => {
    process.stderr.write(`${name}: still installing, ${Math.round((Date.now() - started) / 1000)} s so far\n`)
  }, 20_000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
