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
  /** The format, where it was named. */
  readonly format?: string | undefined
  /** A terminal shows bars; anything else lines. */
  readonly bars: Bars | undefined
}

/** Progress bars, several at once, at the end of what a terminal shows. */
export interface Bars {
  readonly start: (label: string, total: number) => Progress
  /** Takes the bars off the terminal while something is printed there: what is printed stays. */
  readonly above: (print: () => void) => void
  readonly stop: () => void
}

/** The log of the command line. Notices and warnings speak its words. */
export function cliLog({ json, quiet, verbose, printer, bars, format }: CliLogOptions): Log {
  const out = json ? printer.err : printer.out
  return {
    info: (message) => {
      if (!quiet) out(message)
    },
    notice: (message) => {
      out(inItsWords(message, format))
    },
    warning: (message) => {
      printer.err(`warning: ${inItsWords(message, format)}`)
    },
    debug: (message) => {
      if (verbose) printer.err(`debug: ${message}`)
    },
    mask: printer.mask,
    progress: (label, total) => {
      if (quiet) return { advance: () => undefined, done: () => undefined }
      // A bar of what nobody knows the length of would stand still.
      const bar = total === undefined ? undefined : bars?.start(label, total)
      return bar ?? heartbeat(label, total, printer.err)
    }
  }
}

/** Bars on a terminal; the library is loaded when the first one is shown. */
export async function terminalBars(): Promise<Bars> {
  const { default: progress } = await import('cli-progress')
  const format = '{label} {bar} {percentage}% of {size}'
  const bars = new progress.MultiBar(
    { format, clearOnComplete: true, hideCursor: true, forceRedraw: true, stream: process.stderr },
    progress.Presets.shades_classic
  )
  const { formatBytes } = await import('../log.ts')
  let shown = 0
  const clear = () => {
    if (shown > 0) bars.stop()
  }
  return {
    start: (label, total) => {
      const bar = bars.create(total, 0, { label, size: formatBytes(total) })
      shown += 1
      return {
        advance: (bytes) => {
          bar.increment(bytes)
        },
        done: () => {
          bars.remove(bar)
          shown -= 1
          // The library goes on drawing where there is no bar any more, and over what was printed since.
          if (shown === 0) bars.stop()
        }
      }
    },
    above: (print) => {
      clear()
      print()
      if (shown === 0) return
      bars.update()
      // Else the next bar would start a second clock, which nobody stops.
      bars.isActive = true
    },
    stop: clear
  }
}
