import { closest as nearest, distance } from 'fastest-levenshtein'

/** A mistake in what the user gave: which input, what is wrong with it, what would be right. */
export interface Problem {
  readonly input: string
  readonly message: string
  readonly hint: string
}

/** A value, and how to call the place it was given at: `input package`, `--package`, `REGISTRY_PACKAGE`. */
export interface Given {
  readonly value: string
  readonly label: string
  /** Where it was given as words of their own, a line each in `value`: a line break in a word makes no other word. */
  readonly words?: readonly string[]
}

/** Reads inputs one by one, and collects what is wrong with them. */
export interface Reader {
  readonly problems: Problem[]
  /** What was given for an input, or undefined. */
  readonly given: (name: string) => Given | undefined
  readonly text: (name: string) => string | undefined
  /** Notes a problem where the input is absent. */
  readonly required: (name: string, hint: string) => string
  readonly flag: (name: string) => boolean
  readonly oneOf: <T extends string>(name: string, choices: readonly T[], fallback: T) => T
  /** The lines of an input that are not empty, or its words as they are. */
  readonly lines: (name: string) => string[]
  readonly wrong: (name: string, message: string, hint: string) => void
}

/** A reader of inputs that were given by name. `label` says how to call one that was not given. */
export function readerOf(inputs: ReadonlyMap<string, Given>, label: (name: string) => string): Reader {
  const problems: Problem[] = []
  const given = (name: string) => inputs.get(name)
  const text = (name: string) => given(name)?.value
  const wrong = (name: string, message: string, hint: string) => {
    const input = given(name)?.label ?? label(name)
    // An input may be read in two places; what is wrong with it is said once.
    if (!problems.some((each) => each.input === input && each.message === message))
      problems.push({ input, message, hint })
  }
  return {
    problems,
    given,
    text,
    wrong,
    required: (name, hint) => {
      const value = text(name)
      if (value === undefined) wrong(name, 'is missing', hint)
      return value ?? ''
    },
    flag: (name) => {
      const value = text(name)?.toLowerCase()
      if (value !== undefined && value !== 'true' && value !== 'false') {
        wrong(name, `is ${quoted(value)}, which is neither true nor false`, 'Write `true` or `false`.')
      }
      return value === 'true'
    },
    oneOf: (name, choices, fallback) => {
      const value = text(name)
      if (value === undefined) return fallback
      const choice = choices.find((each) => each === value)
      if (choice === undefined)
        wrong(name, `is ${quoted(value)}, which is none of its values`, suggestion(value, choices))
      return choice ?? fallback
    },
    lines: (name) => [...(given(name)?.words ?? linesOf(text(name) ?? ''))]
  }
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** "Did you mean …?" where one of the choices is near, and the list of all of them where it is short, or all there is to say. */
export function suggestion(value: string, choices: readonly string[]): string {
  const list = `One of: ${choices.join(', ')}.`
  const [text, ...lower] = [value, ...choices].map((each) => each.toLowerCase())
  if (text === undefined || lower.length === 0) return list
  const like = nearest(text, lower)
  const near = choices[lower.indexOf(like)]
  if (near === undefined || distance(text, like) > Math.max(2, near.length / 3)) return list
  return choices.length > FEW ? `Did you mean \`${near}\`?` : `Did you mean \`${near}\`? ${list}`
}

const FEW = 10

/** A text in quotes, without line breaks, cut where it is long. */
export function quoted(text: string): string {
  const json = JSON.stringify(text)
  return json.length > 120 ? `${json.slice(0, 117)}…"` : json
}
