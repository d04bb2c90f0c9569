import { heartbeat, type Log, type Progress } from '../log.ts'
import type { Printer } from './printer.ts'
import { inItsWords } from './words.ts'

/** How much a command line says, and where. */
export interface CliLogOptions {
  /** One JSON document goes to stdout: everything else goes to stderr. */
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  readonly printer: Printer
  /** A terminal shows bars; anything else lines. */
  readonly bars: Bars | undefined
}

/** Progress bars, several at once. */
export interface Bars {
  readonly start: (label: string, total: number) => Progress
  readonly stop: () => void
}

/** The log of the command line. Warnings speak its words. */
export function cliLog({ json, quiet, verbose, printer, bars }: CliLogOptions): Log {
  const out = json ? printer.err : printer.out
  return {
    info: (message) => {
      if (!quiet) out(message)
    },
    notice: out,
    warning: (message) => {
      printer.err(`warning: ${inItsWords(message)}`)
    },
    debug: (message) => {
      if (verbose) printer.err(`debug: ${message}`)
    },
    mask: printer.mask,
    progress: (label, total) => {
      if (quiet) return { advance: () => undefined, done: () => undefined }
      return bars?.start(label, total) ?? heartbeat(label, total, printer.err)
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
