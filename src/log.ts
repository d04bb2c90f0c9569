/** Shows how far a long transfer is; `advance` takes the bytes that were done since the last call. */
export interface Progress {
  readonly advance: (bytes: number) => void
  readonly done: () => void
}

/** Where a command tells what it does. Each door (action, command line) brings its own. */
export interface Log {
  /** Something a reader wants to know: one line a finished artifact. */
  info(message: string): void
  /** Worth an annotation, but nothing is wrong. */
  notice(message: string): void
  /** Something is wrong and the step goes on. */
  warning(message: string): void
  /** For those who look for the cause of something. */
  debug(message: string): void
  /** A value that must never be shown, whatever prints it. */
  mask: (secret: string) => void
  /** Starts showing a transfer of `total` bytes; undefined: nobody knows how many there are. */
  progress(label: string, total: number | undefined): Progress
}

/** A log that says nothing. */
export const silent: Log = {
  info: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  debug: () => undefined,
  mask: () => undefined,
  progress: () => ({ advance: () => undefined, done: () => undefined })
}

/** `1536` → `1.5 KiB`; bytes below 1 KiB are written without a fraction. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  let value = Math.round(bytes)
  let unit = 0
  // What would be rounded up to 1024.0 is one of the next unit.
  while (value >= (unit === 0 ? 1024 : 1023.95) && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ''}`
}

/** `1 package`, `2 packages`. */
export function formatCount(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** `65_000` → `1 min 5 s`; below ten seconds one decimal. Milliseconds go in. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** The log of a run that writes nothing: what it says as done is not. */
export function dryRunLog(log: Log): Log {
  return {
    ...log,
    info: (message) => {
      log.info(`dry run: ${message}`)
    }
  }
}

/**
 * Progress in plain lines: one every ten seconds, with percent and rate; none for what is done sooner. Without a total:
 * how much there is so far.
 */
export function heartbeat(label: string, total: number | undefined, say: (line: string) => void): Progress {
  const began = Date.now()
  let done = 0
  let last = began
  return {
    advance: (bytes) => {
      done += bytes
      const now = Date.now()
      if (now - last < 10_000 || (total !== undefined && done >= total)) return
      last = now
      const rate = done / ((now - began) / 1000)
      const part =
        total === undefined
          ? formatBytes(done)
          : `${Math.floor((done / total) * 100)}% of ${formatBytes(total)}`
      say(`${label}: ${part}, ${formatBytes(rate)}/s`)
    },
    done: () => undefined
  }
}
