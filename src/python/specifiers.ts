import { quoted } from './names.ts'
import {
  SPACE,
  compareVersions,
  isPrerelease,
  newestFirst,
  parseVersion,
  renderVersion,
  stripSpace,
  type Version
} from './versions.ts'

/** One condition on a version, as PEP 440 has them. */
export type Clause =
  | { readonly operator: '==' | '!='; readonly version: Version; readonly prefix: boolean }
  | { readonly operator: '~=' | '<=' | '>=' | '<' | '>'; readonly version: Version }
  | { readonly operator: '==='; readonly text: string }

/** Conditions that all have to hold; any version satisfies none of them. */
export type Specifier = readonly Clause[]

/**
 * Reads conditions with commas between them: `>=1,<2`, `~=1.4`, `==1.*`. Gives back the specifier, or the problem in
 * words that follow the text.
 */
export function parseSpecifier(text: string): { specifier: Specifier } | { problem: string } {
  const clauses: Clause[] = []
  for (const part of text.split(',').map(stripSpace)) {
    if (part === '') continue
    const clause = parseClause(part)
    if (typeof clause === 'string') return { problem: clause }
    clauses.push(clause)
  }
  return { specifier: clauses }
}

/** A specifier as a text that is read back to the same one. */
export function renderSpecifier(specifier: Specifier): string {
  return specifier
    .map((clause) => {
      if (clause.operator === '===') return `===${clause.text}`
      const prefix = 'prefix' in clause && clause.prefix ? '.*' : ''
      return `${clause.operator}${renderVersion(clause.version)}${prefix}`
    })
    .join(',')
}

/**
 * True where a version, as it is written in an index, satisfies a specifier; whether pre-releases are wanted at all is
 * left to `matching`. A legacy version satisfies `===` alone.
 */
export function allows(specifier: Specifier, text: string): boolean {
  const version = parseVersion(text)
  return specifier.every((clause) => {
    if (clause.operator === '===') {
      const written = clause.text.toLowerCase()
      return text.toLowerCase() === written || (version !== undefined && renderVersion(version) === written)
    }
    return version !== undefined && satisfies(version, clause)
  })
}

/**
 * The versions that satisfy a specifier, newest first. Pre-releases are among them where the specifier names one, or
 * where nothing else satisfies it.
 */
export function matching(specifier: Specifier, texts: Iterable<string>): string[] {
  const allowed = newestFirst(texts).filter((text) => allows(specifier, text))
  if (specifier.some(namesPrerelease)) return allowed
  const parsed = allowed.map((text) => ({ text, version: parseVersion(text) }))
  if (!parsed.some(({ version }) => version !== undefined && !isPrerelease(version))) return allowed
  return parsed
    .filter(({ version }) => version === undefined || !isPrerelease(version))
    .map(({ text }) => text)
}

/** A version in an index. */
export interface Release {
  readonly version: string
  readonly yanked: boolean
}

/**
 * The version an installer takes: the newest that matches and is not yanked. A yanked one only where the specifier
 * pins a version (`==` or `===`) and nothing else matches (PEP 592).
 */
export function choose(specifier: Specifier, releases: readonly Release[]): string | undefined {
  const versions = (yanked: boolean) =>
    releases.filter((release) => release.yanked === yanked).map(({ version }) => version)
  const [chosen] = matching(specifier, versions(false))
  if (chosen !== undefined || !specifier.some(isPin)) return chosen
  return matching(specifier, versions(true))[0]
}

/** True for a clause that names one version, which may be a yanked one. */
export function isPin(clause: Clause): boolean {
  return clause.operator === '===' || (clause.operator === '==' && !clause.prefix)
}

const OPERATORS = ['===', '==', '!=', '~=', '<=', '>=', '<', '>'] as const

/** Reads one clause without spaces around it. A text is what is wrong with it. */
function parseClause(text: string): Clause | string {
  const operator = OPERATORS.find((each) => text.startsWith(each))
  if (operator === undefined) return withoutOperator(text)
  const operand = stripSpace(text.slice(operator.length))
  const has = `has ${quoted(text)}`
  if (operand === '') return `${has}, where no version follows`
  if (operator === '===')
    return SPACE.test(operand) || /[;)]/.test(operand)
      ? `${has}, where more than a version follows`
      : { operator, text: operand }
  const prefix = operand.endsWith('.*')
  const written = prefix ? operand.slice(0, -2) : operand
  const version = written === stripSpace(written) ? parseVersion(written) : undefined
  if (version === undefined) return `${has}, whose version is not one as PEP 440 has them`
  if (operator === '==' || operator === '!=') {
    if (prefix && !isFinal(version)) return `${has}: ".*" goes with numbers alone, as in "==1.4.*"`
    return { operator, version, prefix }
  }
  if (prefix) return `${has}: ".*" goes with "==" and "!=" alone`
  if (version.local !== undefined) return `${has}: a local version goes with "==" and "!=" alone`
  if (operator === '~=' && version.release.length < 2)
    return `${has}: "~=" needs two numbers at least, as in "~=1.4"`
  return { operator, version }
}

function withoutOperator(text: string): string {
  const has = `has ${quoted(text)}`
  if (/^[~^]/.test(text)) return `${has}, which goes after an "@" alone, as in ${quoted(`name@${text}`)}`
  if (text.startsWith('=')) return `${has}, which does not begin with an operator such as "==" or ">="`
  return `${has} without an operator such as "=="`
}

function isFinal({ pre, post, dev, local }: Version): boolean {
  return pre === undefined && post === undefined && dev === undefined && local === undefined
}

function satisfies(version: Version, clause: Exclude<Clause, { operator: '===' }>): boolean {
  const wanted = clause.version
  switch (clause.operator) {
    case '==':
      return clause.prefix ? beginsWith(version, wanted, wanted.release) : equals(version, wanted)
    case '!=':
      return clause.prefix ? !beginsWith(version, wanted, wanted.release) : !equals(version, wanted)
    case '~=':
      return compareVersions(version, wanted) >= 0 && beginsWith(version, wanted, wanted.release.slice(0, -1))
    case '>=':
      return compareVersions(version, wanted) >= 0
    case '<=':
      return compareVersions(publicOf(version), wanted) <= 0
    case '<':
      // What is before 1.0 does not include 1.0rc1, nor does what is before 1.0.post1 include 1.0.post1.dev1.
      return compareVersions(version, isPrerelease(wanted) ? wanted : { ...wanted, dev: '0' }) < 0
    case '>':
      return compareVersions(publicOf(version), wanted) > 0 && !isPostOf(version, wanted)
  }
}

/** A version without a local part stands for all local versions of it. */
function equals(version: Version, wanted: Version): boolean {
  return compareVersions(wanted.local === undefined ? publicOf(version) : version, wanted) === 0
}

function beginsWith(version: Version, { epoch }: Version, release: readonly string[]): boolean {
  return (
    version.epoch === epoch && release.every((number, index) => number === (version.release[index] ?? '0'))
  )
}

/** What is after 1.0 does not include 1.0.post1; what is after 1.0.post1 includes 1.0.post2. */
function isPostOf(version: Version, wanted: Version): boolean {
  if (version.post === undefined) return false
  const base = { ...version, post: undefined, dev: undefined, local: undefined }
  return compareVersions(base, wanted) === 0
}

function publicOf(version: Version): Version {
  return { ...version, local: undefined }
}

function namesPrerelease(clause: Clause): boolean {
  if (clause.operator === '!=') return false
  const version = clause.operator === '===' ? parseVersion(clause.text) : clause.version
  return version !== undefined && isPrerelease(version)
}
