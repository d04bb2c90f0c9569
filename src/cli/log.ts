import { heartbeat, type Log, type Progress } from '../log.ts'

/** How much a command line says, and where. */
export interface CliLogOptions {
  /** One JSON document goes to stdout: everything else goes to stderr. */
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  /** A terminal shows bars; anything else lines. */
  readonly bars: Bars | undefined
}

/** Progress bars, several at once. */
export interface Bars {
  readonly start: (label: string, total: number) => Progress
  readonly stop: () => void
}

/** The log of the command line. What is masked appears nowhere, whoever says it. */
export function cliLog(options: CliLogOptions): Log {
  const secrets = new Set<string>()
  const clean = (line: string) => [...secrets].reduce((text, secret) => text.replaceAll(secret, '***'), line)
  const out = (line: string) => {
    if (options.json) options.stderr(clean(line))
    else options.stdout(clean(line))
  }
  const err = (line: string) => {
    options.stderr(clean(line))
  }
  return {
    info: (message) => {
      if (!options.quiet) out(message)
    },
    notice: out,
    warning: (message) => {
      err(`warning: ${message}`)
    },
    debug: (message) => {
      if (options.verbose) err(`debug: ${message}`)
    },
    mask: (secret) => {
      if (secret !== '') secrets.add(secret)
    },
    progress: (label, total) => {
      if (options.quiet) return { advance: () => undefined, done: () => undefined }
      return options.bars?.start(label, total) ?? heartbeat(label, total, err)
    }
  }
}

/** Bars on a terminal; the library is loaded when the first one is shown. */
export async function terminalBars(): Promise<Bars> {
  const { default: progress } = await import('cli-progress')
  const format = '{label} {bar} {percentage}% of {size}'
  const bars = new progress.MultiBar(
    { format, clearOnComplete: true, hideCursor: true, stream: process.stderr },
    progress.Presets.shades_classic
  )
  const { formatBytes } = await import('../log.ts')
  return {
    start: (label, total) => {
      const bar = bars.create(total, 0, { label, size: formatBytes(total) })
      return {
        advance: (bytes) => {
          bar.increment(bytes)
        },
        done: () => {
          bars.remove(bar)
        }
      }
    },
    stop: () => {
      bars.stop()
    }
  }
}
