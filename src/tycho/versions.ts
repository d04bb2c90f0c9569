import semver from 'semver'

/**
 * Orders versions: semver where they are semver (fewer or more than three numbers are fine), pre-releases before their
 * release; what does not begin with a number comes before everything else, in natural order. Total: 0 means equal texts.
 */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [keyOf(one), keyOf(other)]
  if (a === undefined || b === undefined) {
    if (a !== undefined || b !== undefined) return a === undefined ? -1 : 1
    return naturally(one, other)
  }
  return (
    compareLists(a.release, b.release, '0') ||
    comparePre(a.pre, b.pre) ||
    naturally(a.rest, b.rest) ||
    naturally(one, other)
  )
}

/** Newest first. */
export function newestFirst(versions: Iterable<string>): string[] {
  return [...versions].sort((one, other) => compareVersions(other, one))
}

/**
 * True where the text is a range the library understands; commas may stand for spaces, as pip writes them. Not pip's
 * `==1.2`, which the library takes for 1.2 and everything between it and 1.3; and nothing of two lines.
 */
export function isValidRange(range: string): boolean {
  return !/==|[\r\n]/.test(range) && semver.validRange(spaced(range)) !== null
}

/** The newest of the versions that a range allows; pre-releases only where the range names one. */
export function newestInRange(versions: Iterable<string>, range: string): string | undefined {
  const parsed = new semver.Range(spaced(range))
  return newestFirst(versions).find((version) => {
    const comparable = asSemver(version)
    return comparable !== undefined && parsed.test(comparable)
  })
}

/** The versions most like a text that is not among them, newest first. */
export function closest(
  wanted: string,
  versions: Iterable<string>,
  distance: (one: string, other: string) => number
): string[] {
  const ranked = newestFirst(versions).map((version) => ({ version, far: distance(wanted, version) }))
  return ranked
    .sort((one, other) => one.far - other.far)
    .slice(0, 3)
    .map(({ version }) => version)
}

interface VersionKey {
  readonly release: readonly string[]
  readonly pre: readonly string[] | undefined
  readonly rest: string
}

/** Words that mark a pre-release also where no dash stands before them. */
const PRE_WORDS = /^[._]?(?=(?:a|alpha|b|beta|c|rc|pre|preview|dev|snapshot)(?![a-z]))/i

function keyOf(version: string): VersionKey | undefined {
  const match = /^v?(\d+(?:\.\d+)*)(.*)$/.exec(version)
  const [, numbers, suffix] = match ?? []
  if (numbers === undefined || suffix === undefined) return undefined
  const release = numbers.split('.')
  const plus = suffix.indexOf('+')
  const [tag, build] = plus === -1 ? [suffix, ''] : [suffix.slice(0, plus), suffix.slice(plus)]
  if (tag.startsWith('-') && tag.length > 1) return { release, pre: tag.slice(1).split('.'), rest: build }
  if (PRE_WORDS.test(tag)) return { release, pre: tag.replace(PRE_WORDS, '').split('.'), rest: build }
  return { release, pre: undefined, rest: suffix }
}

function asSemver(version: string): semver.SemVer | undefined {
  const key = keyOf(version)
  if (key === undefined || key.release.length > 3) return undefined
  const release = [...key.release, '0', '0'].slice(0, 3).map((number) => number.replace(/^0+(?=\d)/, ''))
  const pre = key.pre === undefined ? '' : `-${key.pre.join('.')}`
  return semver.parse(`${release.join('.')}${pre}`, { loose: true }) ?? undefined
}

function compareLists(one: readonly string[], other: readonly string[], missing: string): number {
  const length = Math.max(one.length, other.length)
  for (let index = 0; index < length; index += 1) {
    const order = compareIdentifiers(one[index] ?? missing, other[index] ?? missing)
    if (order !== 0) return order
  }
  return 0
}

/** Pre-releases as semver has them, a shorter row first; none comes after any. */
function comparePre(one: readonly string[] | undefined, other: readonly string[] | undefined): number {
  if (one === undefined || other === undefined) return one === other ? 0 : one === undefined ? 1 : -1
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index += 1) {
    const order = compareIdentifiers(one[index] ?? '', other[index] ?? '')
    if (order !== 0) return order
  }
  return one.length - other.length
}

/** Numbers first, by their value, which may be beyond what a number can hold; others in natural order (`rc9`, `rc10`). */
function compareIdentifiers(one: string, other: string): number {
  const [a, b] = [digitsOf(one), digitsOf(other)]
  if (a === undefined && b === undefined) return naturally(one, other)
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

function digitsOf(identifier: string): string | undefined {
  return /^0*(\d+)$/.exec(identifier)?.[1]
}

const collator = new Intl.Collator('en', { numeric: true })

function naturally(one: string, other: string): number {
  return collator.compare(one, other) || (one < other ? -1 : one > other ? 1 : 0)
}

function spaced(range: string): string {
  return range.replaceAll(',', ' ')
}
