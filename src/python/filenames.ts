import { hasControls, nameProblem, normalizeName, quoted } from './names.ts'
import type { Tag } from './tags.ts'
import { compareDigits, parseVersion, plain, renderVersion } from './versions.ts'

/** A wheel, as its file name tells (PEP 427). */
export interface WheelName {
  readonly kind: 'wheel'
  /** Normalised. */
  readonly name: string
  /** Canonical; zeros at the end are kept. */
  readonly version: string
  /** The name and the version as they are written: the folder of its metadata is `{stem}.dist-info`. */
  readonly stem: string
  /** Begins with a digit; undefined for most wheels. */
  readonly build: string | undefined
  /** Every combination of the tags in the name. */
  readonly tags: readonly Tag[]
  /** As PyPI calls it: `py3`, `py2.py3`, `cp312`. */
  readonly pythonVersion: string
}

/** A source distribution, as its file name tells (PEP 625, and what came before). */
export interface SdistName {
  readonly kind: 'sdist'
  readonly format: 'tar.gz' | 'zip'
  /** What the name can mean, the longest version first: one or more. Where there are several, PKG-INFO decides. */
  readonly candidates: readonly [Candidate, ...Candidate[]]
  /** As PyPI calls it. */
  readonly pythonVersion: 'source'
}

/** A way to read the file name of a source distribution. */
export interface Candidate {
  /** Normalised. */
  readonly name: string
  /** Canonical; a legacy version as it is written. */
  readonly version: string
}

/** What the name of a file tells; `why` is in words that follow the file's name. */
export type Filename = WheelName | SdistName | { readonly kind: 'unsupported'; readonly why: string }

/**
 * Reads the file name of a distribution. With a project, known because the file lies in that project's folder, the name
 * has to be of that project, and a source distribution may have a legacy version.
 */
export function parseFilename(filename: string, project?: string): Filename {
  const problem = filenameProblem(filename)
  if (problem !== undefined) return unsupported(problem)
  const known = project === undefined ? undefined : normalizeName(project)
  if (filename.endsWith('.whl')) return parseWheel(filename, known)
  if (filename.endsWith('.tar.gz')) return parseSdist(filename, 'tar.gz', known)
  if (filename.endsWith('.zip')) return parseSdist(filename, 'zip', known)
  return unsupported(kindOf(filename))
}

/**
 * Why a file can't be in an index under a name, in words that follow the name; undefined where it can. Distributions
 * have no names but these, so nothing has to be quoted where one becomes a key, a path or a link.
 */
export function filenameProblem(filename: string): string | undefined {
  if (filename === '') return 'is empty'
  if (hasControls(filename)) return 'has a line break or another control character'
  if (/[/\\]/.test(filename)) return 'has a slash or a backslash'
  if (filename.startsWith('.')) return 'begins with a dot'
  if (filename.includes(' ')) return 'has a space'
  if (!/^[A-Za-z0-9._+!-]+$/.test(filename))
    return 'has characters other than ASCII letters, digits, ".", "_", "-", "+" and "!"'
  if (filename.length > MOST_CHARACTERS) return `is longer than ${MOST_CHARACTERS} characters`
  return undefined
}

/** The order of build tags: none first, then by the number a tag begins with, then by the rest. */
export function compareBuilds(one: string | undefined, other: string | undefined): number {
  const [a, b] = [one, other].map(buildKey)
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1
  return compareDigits(a.number, b.number) || (a.rest < b.rest ? -1 : a.rest > b.rest ? 1 : 0)
}

/** A name in a file system has 255 bytes, of which `.provenance` beside the file takes some. */
const MOST_CHARACTERS = 255 - '.provenance'.length

/** Wheels that are really built stand for a dozen. */
const MOST_TAGS = 1_000

function unsupported(why: string): { kind: 'unsupported'; why: string } {
  return { kind: 'unsupported', why }
}

function parseWheel(filename: string, project: string | undefined): Filename {
  const parts = filename.slice(0, -'.whl'.length).split('-')
  const [name = '', written = ''] = parts
  const version = parseVersion(written)
  const build = /^[0-9]/.test(parts[2] ?? '') ? parts[2] : undefined
  const fields = parts.slice(build === undefined ? 2 : 3)
  if (fields.length === 4 && version !== undefined)
    return unsupported('has a variant label (draft PEP 825), which installers do not read yet')
  if (fields.length !== 3)
    return unsupported(
      `has ${parts.length} ${parts.length === 1 ? 'part' : 'parts'} between dashes, where a wheel has 5, or 6 with a build tag`
    )
  const wrong = nameProblem(name) ?? (name.includes('__') ? 'has "__"' : undefined)
  if (wrong !== undefined) return unsupported(`has a project's name that ${wrong}`)
  if (version === undefined)
    return unsupported(`has ${quoted(written)} where its version should be, which PEP 440 does not know`)
  if (build !== undefined && !/^[A-Za-z0-9_.]+$/.test(build))
    return unsupported(`has the build tag ${build}, which is not made of letters, digits, "_" and "."`)
  if (project !== undefined && normalizeName(name) !== project)
    return unsupported(`belongs to the project ${normalizeName(name)}`)
  const tags = expand(fields)
  if (typeof tags === 'string') return unsupported(tags)
  return {
    kind: 'wheel',
    name: normalizeName(name),
    version: renderVersion(version),
    stem: `${name}-${written}`,
    build,
    tags,
    pythonVersion: fields[0] ?? ''
  }
}

/** Every combination of what stands in the fields. A text is what is wrong with them. */
function expand(fields: readonly string[]): Tag[] | string {
  const [pythons = [], abis = [], platforms = []] = fields.map(alternatives)
  const odd = [...pythons, ...abis, ...platforms].find((tag) => !/^[a-z0-9_]+$/.test(tag))
  if (odd !== undefined) return odd === '' ? 'has an empty tag' : `has the tag ${odd}, which is none`
  const number = pythons.find((python) => /^[0-9]/.test(python))
  if (number !== undefined) return `has the Python tag ${number}, which begins with a digit`
  if (pythons.length * abis.length * platforms.length > MOST_TAGS)
    return `stands for more than ${MOST_TAGS} combinations of tags`
  return pythons.flatMap((python) =>
    abis.flatMap((abi) => platforms.map((platform) => ({ python, abi, platform })))
  )
}

/** The tags in a field, each once; most fields have but one. */
function alternatives(field: string): string[] {
  const tags = field.toLowerCase()
  return tags.includes('.') ? [...new Set(tags.split('.'))] : [tags]
}

function parseSdist(filename: string, format: SdistName['format'], project: string | undefined): Filename {
  const stem = filename.slice(0, -(format.length + 1))
  const splits = splitsOf(stem)
  const valid = splits.flatMap(({ name, version }) => {
    const parsed = parseVersion(version)
    return parsed === undefined ? [] : [{ name, version: renderVersion(parsed) }]
  })
  const [first, ...more] = project === undefined ? valid : valid.filter(({ name }) => name === project)
  if (first !== undefined)
    return { kind: 'sdist', format, candidates: [first, ...more], pythonVersion: 'source' }
  if (valid.length > 0)
    return unsupported(`belongs to the project ${[...new Set(valid.map(({ name }) => name))].join(' or ')}`)
  if (BDIST_DUMB.test(stem)) return unsupported('is a bdist_dumb, which installers do not read')
  const legacy = splits.find(({ name }) => name === project)
  if (legacy === undefined)
    return unsupported('is not made of the name of a project, a dash and a version as PEP 440 has them')
  return { kind: 'sdist', format, candidates: [legacy], pythonVersion: 'source' }
}

/** Every way to split a text at a dash into the name of a project and something else. */
function splitsOf(stem: string): Candidate[] {
  const splits: Candidate[] = []
  for (let dash = stem.indexOf('-'); dash !== -1; dash = stem.indexOf('-', dash + 1)) {
    const [name, version] = [stem.slice(0, dash), stem.slice(dash + 1)]
    if (version !== '' && nameProblem(name) === undefined) splits.push({ name: normalizeName(name), version })
  }
  return splits
}

const BDIST_DUMB = /\.(?:linux|macosx|darwin|win32|win-|mingw|cygwin|freebsd|solaris|aix)/i

function buildKey(build: string | undefined): { number: string; rest: string } | undefined {
  if (build === undefined) return undefined
  const number = /^[0-9]*/.exec(build)?.[0] ?? ''
  return { number: plain(number), rest: build.slice(number.length) }
}

const KINDS: readonly (readonly [ending: RegExp, what: string])[] = [
  [/\.(?:whl|tar\.gz|zip)$/i, 'has an ending in capital letters, which installers do not read'],
  [/\.egg$/i, 'is an egg, which installers do not read any more'],
  [/\.(?:exe|msi)$/i, 'is a program that installs itself on Windows, which installers do not read'],
  [/\.(?:rpm|deb|dmg)$/i, 'is a package of an operating system'],
  [
    /\.(?:tgz|tar|tbz2?|txz|tlz|tar\.[a-z0-9]+)$/i,
    'is an archive of a kind that PyPI does not take either; source distributions are .tar.gz or .zip'
  ]
]

function kindOf(filename: string): string {
  return (
    KINDS.find(([ending]) => ending.test(filename))?.[1] ??
    'is neither a wheel (.whl) nor a source distribution (.tar.gz, .zip)'
  )
}
