/** What a terminal shows: the command line as somebody sees it who sits in front of one. */
import { start, type Place } from './command-line.ts'

/** How a process ended on a terminal, and the lines that are on it then. */
export interface Seen {
  readonly status: number | null
  readonly lines: readonly string[]
}

/** Makes both outputs what they are on a terminal, but for the terminal. */
const PRETENDS = `for (const stream of [process.stdout, process.stderr]) {
  Object.defineProperties(stream, { isTTY: { value: true }, columns: { value: 100 } })
}`

/** Runs a program of Node's with both its outputs on one terminal. */
export async function onTerminal(command: readonly string[], { cwd, env }: Place): Promise<Seen> {
  const options = `--import=data:text/javascript,${encodeURIComponent(PRETENDS)}`
  const all = { ...env, TERM: 'xterm', NODE_OPTIONS: options }
  const { done } = start('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...command], { cwd, env: all })
  const { status, stdout } = await done
  return { status, lines: screenOf(stdout) }
}

/** What a terminal is told to do, or a sign that it shows. */
// eslint-disable-next-line no-control-regex -- terminals are told what to do by control characters
const PIECES = /\x1b\[(\?)?(\d*)([A-Za-z])|([^])/g

/** The lines that are on a screen once it was written to; it is as large as it has to be. */
export function screenOf(written: string): string[] {
  const rows: string[] = ['']
  let [row, column] = [0, 0]
  const here = () => rows[row] ?? ''
  const moves: Record<string, (count: number) => void> = {
    A: (count) => (row = Math.max(0, row - (count || 1))),
    B: (count) => (row += count || 1),
    G: (count) => (column = (count || 1) - 1),
    K: () => (rows[row] = here().slice(0, column)),
    J: () => {
      rows[row] = here().slice(0, column)
      rows.length = row + 1
    }
  }
  for (const [, isPrivate, count, letter = '', other = ''] of written.matchAll(PIECES)) {
    if (letter !== '') {
      const move = moves[letter]
      if (isPrivate === undefined) {
        if (move === undefined) throw new Error(`this terminal does not know ${letter}`)
        move(Number(count))
      }
    } else if (other === '\n') {
      row += 1
      column = 0
      while (rows.length <= row) rows.push('')
    } else if (other === '\r') {
      column = 0
    } else {
      rows[row] = here().padEnd(column).slice(0, column) + other + here().slice(column + 1)
      column += 1
    }
  }
  return rows.map((line) => line.trimEnd()).filter((line) => line !== '')
}
