/**
 * A version as PEP 440 reads it. Numbers are texts of digits without leading zeros, as long as they may be: dates with
 * a time in them are beyond what a number holds.
 */
export interface Version {
  readonly epoch: string
  /** One number at least; zeros at the end are kept, though they do not count. */
  readonly release: readonly string[]
  readonly pre: { readonly phase: 'a' | 'b' | 'rc'; readonly number: string } | undefined
  readonly post: string | undefined
  readonly dev: string | undefined
  /** The segments after `+`, in lower case; undefined for a public version. */
  readonly local: readonly string[] | undefined
}

/** Reads a version; undefined where the text is none. Spaces around it do not count. */
export function parseVersion(text: string): Version | undefined {
  if (text.length > MOST_CHARACTERS) return undefined
  if (NUMBERS.test(text)) return { ...FINAL, release: text.split('.') }
  const rest = readerOf(stripSpace(text))
  rest.take(/v?/iy)
  const epoch = rest.take(/([0-9]+)!/y)?.[1] ?? '0'
  const release = rest.take(/[0-9]+(?:\.[0-9]+)*/y)?.[0]
  if (release === undefined) return undefined
  const pre = rest.take(/[._-]?(alpha|a|beta|b|preview|pre|c|rc)[._-]?([0-9]*)/iy)
  const post = rest.take(/-([0-9]+)|[._-]?(?:post|rev|r)[._-]?([0-9]*)/iy)
  const dev = rest.take(/[._-]?dev[._-]?([0-9]*)/iy)
  const local = rest.take(/\+([a-z0-9]+(?:[._-][a-z0-9]+)*)/iy)?.[1]
  if (!rest.isAtEnd()) return undefined
  return {
    epoch: plain(epoch),
    release: release.split('.').map(plain),
    pre: pre && { phase: phaseOf(pre[1] ?? ''), number: plain(pre[2] ?? '') },
    post: post && plain(post[1] ?? post[2] ?? ''),
    dev: dev && plain(dev[1] ?? ''),
    local: local
      ?.toLowerCase()
      .split(/[._-]/)
      .map((part) => (isNumber(part) ? plain(part) : part))
  }
}

/** Most versions are numbers and dots, as they are written. A project may have thousands, each looked at several times. */
const NUMBERS = /^(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))*$/
const FINAL = { epoch: '0', pre: undefined, post: undefined, dev: undefined, local: undefined }

/** The canonical spelling: `1!1.0rc1.post2.dev3+local.4`. */
export function renderVersion({ epoch, release, pre, post, dev, local }: Version): string {
  return [
    epoch === '0' ? '' : `${epoch}!`,
    release.join('.'),
    pre === undefined ? '' : `${pre.phase}${pre.number}`,
    post === undefined ? '' : `.post${post}`,
    dev === undefined ? '' : `.dev${dev}`,
    local === undefined ? '' : `+${local.join('.')}`
  ].join('')
}

/** Why a text can't be the version of something new, in words that follow the text; undefined where it can. */
export function versionProblem(text: string): string | undefined {
  if (text === '') return 'is empty'
  return parseVersion(text) === undefined ? 'is not a version as PEP 440 has them' : undefined
}

/** The order of PEP 440; 0 where two versions are one release, such as 1.0 and 1.0.0. */
export function compareVersions(one: Version, other: Version): number {
  return (
    compareDigits(one.epoch, other.epoch) ||
    compareRelease(one.release, other.release) ||
    phaseRank(one) - phaseRank(other) ||
    compareDigits(one.pre?.number ?? '0', other.pre?.number ?? '0') ||
    compareWhereAbsent('first', one.post, other.post) ||
    compareWhereAbsent('last', one.dev, other.dev) ||
    compareLocal(one.local, other.local)
  )
}

/** True where what is before a given version's final release is meant: alpha, beta, candidate or development version. */
export function isPrerelease({ pre, dev }: Version): boolean {
  return pre !== undefined || dev !== undefined
}

/**
 * A text that two versions share where they are one release, and only then: the canonical spelling without zeros at
 * the end of the release. A legacy version, which PEP 440 does not know, is its own.
 */
export function versionKey(text: string): string {
  const version = parseVersion(text)
  return version === undefined ? text : renderVersion({ ...version, release: trimmed(version.release) })
}

/** Sorts texts by their versions, the newest first, legacy versions last. Of equal versions the order is fixed, too. */
export function newestFirst(texts: Iterable<string>): string[] {
  return [...texts]
    .map((text) => ({ text, version: parseVersion(text) }))
    .sort((one, other) => {
      if (one.version === undefined || other.version === undefined) {
        if (one.version !== other.version) return one.version === undefined ? 1 : -1
        return compareLegacy(other.text, one.text)
      }
      return compareVersions(other.version, one.version) || compareTexts(other.text, one.text)
    })
    .map(({ text }) => text)
}

/** What an index shows as the latest: the newest final release, else the newest pre-release, else the last legacy version. */
export function latestOf(texts: Iterable<string>): string | undefined {
  const sorted = newestFirst(texts)
  const final = sorted.find((text) => {
    const version = parseVersion(text)
    return version !== undefined && !isPrerelease(version)
  })
  return final ?? sorted[0]
}

/** The number after another one, both as digits. */
export function successor(digits: string): string {
  return String(BigInt(digits) + 1n)
}

/** Far more than a file's name can hold. It bounds what a hostile text costs. */
const MOST_CHARACTERS = 10_000

/** A text without what Python takes for spaces at its ends: more than JavaScript does, and less. */
export function stripSpace(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && SPACE.test(text.charAt(start))) start += 1
  while (end > start && SPACE.test(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

/** One character that Python takes for a space. */
// eslint-disable-next-line no-control-regex -- some of them are spaces
export const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/

/** Takes a text apart from its beginning, and never goes back: time is in proportion to its length. */
function readerOf(text: string) {
  let at = 0
  return {
    /** What a sticky pattern finds here. */
    take: (pattern: RegExp): RegExpExecArray | undefined => {
      pattern.lastIndex = at
      const found = pattern.exec(text) ?? undefined
      if (found !== undefined) at = pattern.lastIndex
      return found
    },
    isAtEnd: () => at === text.length
  }
}

function phaseOf(letters: string): 'a' | 'b' | 'rc' {
  const first = letters.charAt(0).toLowerCase()
  return first === 'a' || first === 'b' ? first : 'rc'
}

function isNumber(text: string): boolean {
  return /^[0-9]+$/.test(text)
}

/** Digits without leading zeros; 0 where there are none. */
export function plain(digits: string): string {
  return digits.replace(/^0+/, '') || '0'
}

/** The order of two numbers that are texts of digits without leading zeros. */
export function compareDigits(one: string, other: string): number {
  return one.length - other.length || compareTexts(one, other)
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function compareRelease(one: readonly string[], other: readonly string[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const order = compareDigits(one[index] ?? '0', other[index] ?? '0')
    if (order !== 0) return order
  }
  return 0
}

/** A release without the zeros at its end, of which it keeps one where there is nothing else. */
function trimmed(release: readonly string[]): readonly string[] {
  const last = release.findLastIndex((number) => number !== '0')
  return release.slice(0, Math.max(last + 1, 1))
}

/** `1.0.dev1` is before `1.0a1`, while `1.0a1.dev1` and `1.0.post1.dev1` are before what they lead to. */
function phaseRank({ pre, post, dev }: Version): number {
  if (pre !== undefined) return { a: 0, b: 1, rc: 2 }[pre.phase]
  return post === undefined && dev !== undefined ? -1 : 3
}

function compareWhereAbsent(
  absent: 'first' | 'last',
  one: string | undefined,
  other: string | undefined
): number {
  if (one !== undefined && other !== undefined) return compareDigits(one, other)
  if (one === other) return 0
  return (one === undefined) === (absent === 'first') ? -1 : 1
}

/** None before any, letters before numbers, and of two that begin alike the shorter one first. */
function compareLocal(one: readonly string[] | undefined, other: readonly string[] | undefined): number {
  if (one === undefined || other === undefined) return one === other ? 0 : one === undefined ? -1 : 1
  return compareInParts(one, other)
}

function compareInParts(one: readonly string[], other: readonly string[]): number {
  for (const [index, a] of one.entries()) {
    const b = other[index]
    if (b === undefined) return 1
    const order =
      isNumber(a) && isNumber(b)
        ? compareDigits(plain(a), plain(b))
        : Number(isNumber(a)) - Number(isNumber(b)) || compareTexts(a, b)
    if (order !== 0) return order
  }
  return one.length - other.length
}

/** Numbers in legacy versions count as numbers. No locale has a say: an index is the same wherever it is rendered. */
function compareLegacy(one: string, other: string): number {
  const parts = (text: string) => text.match(/[0-9]+|[^0-9]+/g) ?? []
  return compareInParts(parts(one), parts(other)) || compareTexts(one, other)
}
