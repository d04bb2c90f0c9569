import type { Mode } from '../options/input-definition.ts'
import { quoted, type Problem } from '../options/problems.ts'
import { labelOf } from './words.ts'

/** What a command line asks for: a mode, and what was given for its inputs. */
export interface Invocation {
  readonly mode: Mode
  readonly inputs: ReadonlyMap<string, string>
  /** Where the one pulled package goes. */
  readonly outfile: string | undefined
  /** `list-versions` shows one package's versions alone. */
  readonly listVersions: boolean
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  /** Words that can't be meant; the inputs have others in their place. */
  readonly problems: readonly Problem[]
}

/** A command's options, as the library gives them. */
export type Values = Readonly<Record<string, unknown>>

/** A command's arguments: inputs by their name, or packages, each with its version where there is one. */
export interface Arguments {
  readonly inputs?: Readonly<Record<string, string>>
  readonly packages?: readonly { readonly pkg: string; readonly version?: string | undefined }[]
  /** Files, of which there may be several. */
  readonly files?: readonly string[]
}

/** What a command asks for. */
export function invocationOf(mode: Mode, values: Values, words: Arguments = {}): Invocation {
  const inputs = new Map(Object.entries(words.inputs ?? {}))
  for (const [key, value] of Object.entries(values)) {
    if (OWN.has(key) || value === undefined || value === false) continue
    inputs.set(
      SPELLINGS[key] ?? key.replace(/[A-Z0-9]+/g, dashed),
      value === true ? 'true' : (textOf(value) ?? '')
    )
  }
  const bucket = textOf(values['bucket'])
  if (bucket !== undefined) inputs.set('store', bucket.trim() === '' ? '' : `s3://${bucket}`)
  const outfile = textOf(values['outfile'])
  const problems = emptyWords(mode, inputs, outfile)
  if (words.packages !== undefined) inputs.set('packages', linesOf(mode, words.packages, problems))
  if (words.files !== undefined) {
    problems.push(...words.files.flatMap((file) => badWord(labelOf('files', mode), file)))
    inputs.set('files', words.files.join('\n'))
  }
  const flag = (key: string) => values[key] === true
  return {
    ...{ mode, inputs, outfile, problems, listVersions: false },
    ...{ json: flag('json'), quiet: flag('quiet'), verbose: flag('verbose') }
  }
}

/** Options that are no inputs of a mode. */
const OWN = new Set([
  ...['json', 'quiet', 'verbose', 'bucket', 'project', 'promoteLatest', 'outfile', 'skipExisting']
])

/** Options that are spelt otherwise than their input. */
const SPELLINGS: Readonly<Record<string, string | undefined>> = { baseurl: 'base-url' }

/** An empty word is mostly a variable that is not set, and what would be done without it is not what was meant. */
function emptyWords(mode: Mode, inputs: ReadonlyMap<string, string>, outfile: string | undefined): Problem[] {
  // No prefix is a prefix.
  const words = [...inputs].filter(([name, value]) => value.trim() === '' && name !== 'prefix')
  const names = words.map(([name]) => labelOf(name, mode))
  return (outfile?.trim() === '' ? [...names, '--outfile'] : names).map(emptyWord)
}

/** The input has one package a line: a word must be one package. */
function linesOf(mode: Mode, packages: NonNullable<Arguments['packages']>, problems: Problem[]): string {
  const lines = packages.map(({ pkg, version }) => {
    const bad = [
      ...badWord(labelOf('packages', mode), pkg),
      ...(version === undefined ? [] : badWord('VERSION', version))
    ]
    problems.push(...bad)
    // What stands in for a bad word has a version where that has one: nothing else is wrong.
    const [name, number = ''] = bad.length > 0 ? ['package', '1'] : [pkg, version]
    return version === undefined ? name : `${name}@${number}`
  })
  return lines.join('\n')
}

function badWord(input: string, word: string): Problem[] {
  if (word.trim() === '') return [emptyWord(input)]
  if (!/[\p{Cc}\u2028\u2029]/u.test(word)) return []
  const message = `is ${quoted(word)}, which has a line break or another control character`
  return [{ input, message, hint: 'A word names one package, or one version.' }]
}

function emptyWord(input: string): Problem {
  return { input, message: 'is empty', hint: 'Is a variable in it not set?' }
}

/** `s3PutArgs` → `s3-put-args`: commander drops dashes in front of digits and letters alike. */
function dashed(letters: string, offset: number): string {
  if (/^\d/.test(letters)) return letters.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)
  return `${offset === 0 ? '' : '-'}${letters.toLowerCase()}`
}

/** An option's text, where it has one. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
