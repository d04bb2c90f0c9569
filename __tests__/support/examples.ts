/** Steps of workflows and command lines, as documents show them. */

/** A step that uses this action. */
export interface Step {
  /** Where its `uses` is. */
  readonly line: number
  readonly id: string | undefined
  readonly inputs: ReadonlyMap<string, Value>
}

/** What a step gives for an input. */
export interface Value {
  readonly line: number
  /** As it stands there, quotes included; the lines of a block that begins with `|` without their indentation. */
  readonly raw: string
  /** As the action reads it. */
  readonly text: string
}

const USES = /^(\s*)(- )?uses:\s*(?:\.\/|[\w.-]+\/registry-action@\S+)\s*(?:#.*)?$/

/** The steps of a text, Markdown or YAML, that use this action. */
export function stepsIn(text: string): Step[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const [found, indent = '', dash = ''] = USES.exec(line) ?? []
    if (found === undefined) return []
    const keys = keysOf(lines, index, indent.length + dash.length)
    const id = keys.find(({ name }) => name === 'id')?.value.text
    const [given] = keys.filter(({ name }) => name === 'with')
    const inputs = given === undefined ? [] : valuesBelow(lines, given.value.line)
    return [{ line: index + 1, id, inputs: new Map(inputs.map(({ name, value }) => [name, value])) }]
  })
}

interface Key {
  readonly name: string
  readonly value: Value
}

/** The keys of the step that has a key in a line, which may be neither its first nor its last. */
function keysOf(lines: readonly string[], index: number, indent: number): Key[] {
  const isFirst = (line: string) => line.slice(0, indent).trimStart() === '- '
  let start = index
  while (start > 0 && !isFirst(lines[start] ?? '') && indentOf(lines[start - 1] ?? '') >= indent - 2)
    start -= 1
  return mappingFrom(lines, start, indent)
}

/** The keys of the mapping below a line. */
function valuesBelow(lines: readonly string[], line: number): Key[] {
  const next = lines.findIndex((text, index) => index >= line && text.trim() !== '')
  return next === -1 ? [] : mappingFrom(lines, next, indentOf(lines[next] ?? ''))
}

function mappingFrom(lines: readonly string[], start: number, indent: number): Key[] {
  const keys: Key[] = []
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (at > start && indentOf(line) < indent) break
    const key = keyAt(lines, at, indent)
    if (key !== undefined) keys.push(key)
  }
  return keys
}

function keyAt(lines: readonly string[], at: number, indent: number): Key | undefined {
  const line = (lines[at] ?? '').slice(indent)
  const before = (lines[at] ?? '').slice(0, indent)
  const [, name, rest = ''] = /^([\w-]+):(?:\s+(.*))?$/.exec(line) ?? []
  if (name === undefined || !/^\s*(- )?$/.test(before)) return undefined
  if (/^[|>][+-]?$/.test(rest.trim())) {
    const block: string[] = []
    for (let below = at + 1; below < lines.length; below += 1) {
      const text = lines[below] ?? ''
      if (text.trim() !== '' && indentOf(text) <= indent) break
      block.push(text.trim())
    }
    const text = block.join('\n').trim()
    return { name, value: { line: at + 1, raw: text, text } }
  }
  const raw = /^(['"])/.test(rest) ? rest.trim() : rest.replace(/\s+#.*$/, '').trim()
  const quoted = /^'((?:[^']|'')*)'|^"((?:[^"\\]|\\.)*)"/.exec(raw)
  const text = quoted === null ? raw : (quoted[1]?.replaceAll("''", "'") ?? quoted[2] ?? '')
  return { name, value: { line: at + 1, raw, text } }
}

function indentOf(line: string): number {
  return line.trim() === '' ? Number.POSITIVE_INFINITY : line.length - line.trimStart().length
}

/** True where YAML reads a text as a number, so that what it stands for changes: 1.10 is 1.1. */
export function isYamlNumber(raw: string): boolean {
  return /^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$|^0[xo][\da-fA-F]+$/.test(raw)
}

/** A command line of this program. */
export interface CommandLine {
  readonly line: number
  /** Its words behind `registry`. */
  readonly words: readonly string[]
  /** False for what is shown with placeholders (`[--force]`, `PKG…`) inside of a sentence. */
  readonly whole: boolean
}

/** The command lines of a text: those in blocks of shell, whole, and those in backticks, which may be patterns. */
export function commandLinesIn(text: string, kind: 'markdown' | 'shell'): CommandLine[] {
  const found: CommandLine[] = []
  let shell = kind === 'shell'
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    if (/^\s*(```|~~~)/.test(line)) shell = /^\s*(```|~~~)(sh|bash|shell|console)\b/.test(line)
    else if (shell) {
      const command = /^\s*(?:\$ )?registry\s+(.*)$/.exec(joined(lines, index))?.[1]
      if (command !== undefined && !command.startsWith('()'))
        found.push({ line: index + 1, words: wordsOf(command), whole: true })
    } else {
      for (const [, command = ''] of line.matchAll(/`registry\s+([a-z][^`]*)`/g))
        found.push({ line: index + 1, words: wordsOf(command), whole: false })
    }
  }
  return found
}

/** A line, and those that it goes on in. */
function joined(lines: readonly string[], index: number): string {
  const line = lines[index] ?? ''
  return line.endsWith('\\') ? `${line.slice(0, -1)} ${joined(lines, index + 1)}` : line
}

/** The words of a shell command, up to a comment, a pipe or its end. */
function wordsOf(command: string): string[] {
  const words = command.match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? []
  const end = words.findIndex((word) => /^(#|\||&&|;|>)/.test(word))
  return words.slice(0, end === -1 ? undefined : end).map((word) => word.replace(/^(['"])(.*)\1$/, '$2'))
}
