import { hasControls, nameProblem, normalizeName, quoted } from './names.ts'
import { parseSpecifier, type Clause, type Specifier } from './specifiers.ts'
import { parseVersion, renderVersion, successor, type Version } from './versions.ts'

/** What somebody asks for: `name`, `name==1.2`, `name>=1,<2`, `name@1.2`, `name@latest`, `name@^1.2`. */
export interface Request {
  /** As it was written. */
  readonly text: string
  /** Normalised. */
  readonly name: string
  readonly specifier: Specifier
  /** The extras in brackets after the name. They name dependencies, so they have no bearing on a project's own files. */
  readonly extras: readonly string[]
}

/** Exactly one version: `name==1.2` or `name@1.2`. */
export interface Pin {
  /** As it was written. */
  readonly text: string
  /** Normalised. */
  readonly name: string
  /** Canonical, or as it was written after `===`; compare it by its `versionKey`. */
  readonly version: string
}

/** Reads a request. Gives back the problem in words that follow the text where it is none. */
export function parseRequest(text: string): { request: Request } | { problem: string } {
  const problem = foreign(text)
  if (problem !== undefined) return { problem }
  const written = text.trim()
  const end = written.search(/[\s@=<>!~^;[(,#]/)
  const name = end === -1 ? written : written.slice(0, end)
  const wrong = nameProblem(name)
  if (wrong !== undefined) return { problem: name === '' ? 'has no name' : `has a name that ${wrong}` }
  const extras = readExtras(written.slice(name.length).trimStart())
  if ('problem' in extras) return extras
  const read = readVersions(extras.rest)
  return 'problem' in read
    ? read
    : { request: { text, name: normalizeName(name), specifier: read.specifier, extras: extras.extras } }
}

/** Reads a request for exactly one version, as yank and remove want it. The problem is in words that follow the text. */
export function parsePin(text: string): { pin: Pin } | { problem: string } {
  const read = parseRequest(text)
  if ('problem' in read) return read
  const { name, specifier, extras } = read.request
  const [clause, ...more] = specifier
  if (clause === undefined) return { problem: 'names no version' }
  if (more.length > 0) return { problem: 'names a range, not one version' }
  if (extras.length > 0) return { problem: 'has extras, which have no versions of their own' }
  if (clause.operator === '===') return { pin: { text, name, version: clause.text } }
  if (clause.operator !== '==' || clause.prefix) return { problem: 'names a range, not one version' }
  return { pin: { text, name, version: renderVersion(clause.version) } }
}

/** What to say where a request has extras; undefined where it has none. */
export function extrasNote({ text, name, extras }: Request): string | undefined {
  if (extras.length === 0) return undefined
  return `${text}: the extras are ignored; they name what else to install, and only files of ${name} are fetched`
}

type Read = { readonly specifier: Specifier } | { readonly problem: string }

/** Why a text is something of pip's that is no request, in words that follow it. */
function foreign(text: string): string | undefined {
  const written = text.trim()
  if (written === '') return 'is empty'
  if (hasControls(text)) return 'has a line break or another control character'
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(written)) return ADDRESS
  if (written.startsWith('-')) return 'is an option of pip'
  if (written.includes(';')) return 'has a marker (after ";"), and markers are not evaluated here'
  if (/(?:^|\s)#/.test(written)) return 'has a comment'
  if (/\s--?[a-z]/i.test(written)) return 'has options of pip'
  return undefined
}

const ADDRESS = 'is an address, and only what is in the registry can be asked for'

function readExtras(rest: string): { extras: readonly string[]; rest: string } | { problem: string } {
  if (!rest.startsWith('[')) return { extras: [], rest }
  const end = rest.indexOf(']')
  if (end === -1) return { problem: 'has a "[" without a "]"' }
  const inside = rest.slice(1, end).trim()
  const extras = inside === '' ? [] : inside.split(',').map((extra) => extra.trim())
  const wrong = extras.find((extra) => nameProblem(extra) !== undefined)
  if (wrong !== undefined)
    return { problem: `has the extra ${quoted(wrong)}, which ${nameProblem(wrong) ?? 'is none'}` }
  return { extras: extras.map(normalizeName), rest: rest.slice(end + 1).trimStart() }
}

function readVersions(rest: string): Read {
  if (rest.startsWith('@')) return readRange(rest.slice(1).trim())
  return parseSpecifier(rest.startsWith('(') && rest.endsWith(')') ? rest.slice(1, -1) : rest)
}

/** What follows an `@`: a version, `latest`, Python's conditions, and the ranges that npm and Poetry have. */
function readRange(text: string): Read {
  if (text === '') return { problem: 'has nothing after its "@"' }
  if (text === 'latest') return { specifier: [] }
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return { problem: ADDRESS }
  if (text.includes('||')) return { problem: 'has "||", which Python\'s versions do not know' }
  if (text.includes(' - ')) return { problem: 'has a range with " - ", which is written ">=1.1,<=1.2"' }
  const specifier: Clause[] = []
  for (const part of text.replace(/([<>=!~^])\s+/g, '$1').split(/[\s,]+/)) {
    const read = readPart(part)
    if ('problem' in read) return read
    specifier.push(...read.specifier)
  }
  return { specifier }
}

function readPart(part: string): Read {
  if (part.startsWith('^')) return upTo(part.slice(1), firstThatCounts)
  if (part.startsWith('~') && !part.startsWith('~=')) return upTo(part.slice(1), () => 1)
  if (part.startsWith('=') && !part.startsWith('==')) return readPart(part.slice(1))
  if (/^[<>=!~]/.test(part)) return parseSpecifier(part)
  const { numbers, open } = withoutWildcards(part)
  if (numbers === '') return { specifier: [] }
  const read = parseSpecifier(`==${numbers}${open ? '.*' : ''}`)
  if (!('problem' in read)) return read
  return { problem: `has ${quoted(part)} after its "@", which is neither a version nor a range` }
}

/** `1.x` and `1.*` without what stands for any number. */
function withoutWildcards(text: string): { numbers: string; open: boolean } {
  const parts = text.split('.')
  const last = parts.findLastIndex((part) => !['x', 'X', '*'].includes(part))
  return { numbers: parts.slice(0, last + 1).join('.'), open: last + 1 < parts.length }
}

/** From a version up to where the number at a place of its release changes. */
function upTo(text: string, place: (release: readonly string[]) => number): Read {
  const version = parseVersion(withoutWildcards(text).numbers)
  if (version === undefined || version.local !== undefined)
    return {
      problem: `has a range from ${quoted(text)}, which is not a version without a local part`
    }
  const { release, epoch } = version
  const at = Math.min(place(release), release.length - 1)
  const end: Version = {
    ...NOTHING,
    epoch,
    release: release.slice(0, at + 1).map((number, index) => (index === at ? successor(number) : number))
  }
  return {
    specifier: [
      { operator: '>=', version },
      { operator: '<', version: end }
    ]
  }
}

function firstThatCounts(release: readonly string[]): number {
  const first = release.findIndex((number) => number !== '0')
  return first === -1 ? release.length : first
}

const NOTHING = { pre: undefined, post: undefined, dev: undefined, local: undefined }
