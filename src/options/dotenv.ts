/**
 * Reads the text of a dotenv file as tychoreg's own library does (python-dotenv 0.15), so that both find the same keys
 * in it: `#` begins a comment only behind white space, `${NAME}` and `${NAME:-default}` are replaced everywhere, and a
 * line that can't be understood is passed over. `env` is what a reference means that the file itself does not set.
 */
export function parseDotenv(
  text: string,
  env: Readonly<Record<string, string | undefined>>
): Record<string, string> {
  const found = new Map<string, string | undefined>()
  const reader: Reader = { text, at: 0 }
  while (reader.at < text.length) {
    const binding = readBinding(reader)
    if (binding === undefined) take(reader, /[^\r\n]*(?:\r\n|\r|\n)?/y)
    else if (binding.key !== undefined) found.set(binding.key, resolved(binding.value, found, env))
  }
  return Object.fromEntries([...found].filter((entry): entry is [string, string] => entry[1] !== undefined))
}

interface Reader {
  readonly text: string
  at: number
}

interface Binding {
  readonly key: string | undefined
  readonly value: string | undefined
}

/** One line, or several where a quoted value goes on; undefined where it is none. */
function readBinding(reader: Reader): Binding | undefined {
  take(reader, /\s*/y)
  take(reader, /export[^\S\r\n]+/y)
  const bare = reader.at === reader.text.length || reader.text[reader.at] === '#'
  const key = bare ? undefined : take(reader, reader.text[reader.at] === "'" ? /'([^']+)'/y : /([^=#\s]+)/y)
  if (!bare && key === undefined) return undefined
  take(reader, /[^\S\r\n]*/y)
  const assigned = take(reader, /=[^\S\r\n]*/y) !== undefined
  const value = assigned ? readValue(reader) : undefined
  if (assigned && value === undefined) return undefined
  take(reader, /[^\S\r\n]*#[^\r\n]*/y)
  return take(reader, /[^\S\r\n]*(?:\r\n|\n|\r|$)/y) === undefined ? undefined : { key, value }
}

function readValue(reader: Reader): string | undefined {
  const quote = reader.text[reader.at]
  if (quote === "'") return take(reader, /'((?:\\'|[^'])*)'/y)?.replace(/\\([\\'])/g, '$1')
  if (quote === '"') return take(reader, /"((?:\\"|[^"])*)"/y)?.replace(/\\([\\'"abfnrtv])/g, unescaped)
  return take(reader, /([^\r\n]*)/y)
    ?.replace(/\s+#.*/, '')
    .trimEnd()
}

function unescaped(_whole: string, letter: string): string {
  return ESCAPES[letter] ?? letter
}

const ESCAPES: Record<string, string | undefined> = {
  ...{ a: '\u0007', b: '\b', f: '\f', n: '\n' },
  ...{ r: '\r', t: '\t', v: '\v' }
}

function resolved(
  value: string | undefined,
  found: ReadonlyMap<string, string | undefined>,
  env: Readonly<Record<string, string | undefined>>
): string | undefined {
  return value?.replace(
    /\$\{([^}:]*)(?::-([^}]*))?\}/g,
    (_whole, name: string, fallback: string | undefined) =>
      found.has(name) ? (found.get(name) ?? '') : (env[name] ?? fallback ?? '')
  )
}

/** What a sticky pattern matches here: its group, or all of it. Goes behind it. */
function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at
  const match = pattern.exec(reader.text)
  if (match === null) return undefined
  reader.at += match[0].length
  return match[1] ?? match[0]
}
