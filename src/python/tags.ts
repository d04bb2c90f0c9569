import { compareDigits, plain } from './versions.ts'

/** One of the combinations that a wheel was built for (PEP 425), in lower case. */
export interface Tag {
  /** `py3`, `cp312`. */
  readonly python: string
  /** `none`, `abi3`, `cp312`. */
  readonly abi: string
  /** `any`, `manylinux_2_17_x86_64`, `win_amd64`. */
  readonly platform: string
}

/** What a wheel is wanted for; undefined where anything will do. */
export interface Target {
  /** A Python: `3.12`, `cp312`, `cp313t` (without the lock), `pp310`, `py3`. */
  readonly python: string | undefined
  /**
   * The platform tag of a machine: `manylinux_2_28_x86_64`, `musllinux_1_2_aarch64`, `macosx_14_0_arm64`, `win_amd64`.
   * `linux_x86_64` stands for any version of glibc; `any` for wheels that fit everywhere.
   */
  readonly platform: string | undefined
}

/** Why a text can't name a Python, in words that follow the text; undefined where it can. */
export function pythonProblem(text: string): string | undefined {
  return parsePython(text) === undefined ? 'is not a Python such as 3.12, cp312 or py3' : undefined
}

/** The version of the language that a text names, `3.12` or `3.12.4`; undefined where it is none, or names no minor version. */
export function versionOfPython(text: string): string | undefined {
  const python = parsePython(text)
  if (python?.minor === undefined) return undefined
  const { major, minor, patch } = python
  return [major, minor, ...(patch === undefined ? [] : [patch])].join('.')
}

/** True where one of a wheel's tags is what is wanted, or is older and still works there. */
export function fits(tags: readonly Tag[], { python, platform }: Target): boolean {
  const wanted = python === undefined ? undefined : parsePython(python)
  if (python !== undefined && wanted === undefined) return false
  const place = platform?.toLowerCase().replace(/[-.]/g, '_')
  return tags.some(
    (tag) =>
      (wanted === undefined || runsOn(tag, wanted)) && (place === undefined || isForPlatform(tag, place))
  )
}

interface Python {
  readonly implementation: string
  readonly major: string
  /** Undefined for `py3`. */
  readonly minor: string | undefined
  /** Has no bearing on tags. */
  readonly patch: string | undefined
  readonly threaded: boolean
}

function parsePython(text: string): Python | undefined {
  const found = /^([a-z]*)([0-9])(?:[._]?([0-9]{1,3})(?:[._]([0-9]+))?)?(t?)$/.exec(text.toLowerCase())
  if (found === null) return undefined
  const [, letters = '', major = '', minor, patch, threaded] = found
  return {
    implementation: IMPLEMENTATIONS.get(letters) ?? letters,
    major,
    minor: minor === undefined ? undefined : plain(minor),
    patch: patch === undefined ? undefined : plain(patch),
    threaded: threaded === 't'
  }
}

const IMPLEMENTATIONS = new Map([
  ['', 'cp'],
  ['python', 'cp'],
  ['cpython', 'cp'],
  ['pypy', 'pp']
])

/** As installers have it: an own ABI, the stable ABI of this Python or an older one, or no ABI at all. */
function runsOn({ python, abi }: Tag, wanted: Python): boolean {
  const tag = parsePython(python)
  if (tag?.major !== wanted.major) return false
  if (tag.implementation === 'py')
    return abi === 'none' && (tag.minor === undefined || isAtMost(tag.minor, wanted.minor))
  if (tag.implementation !== wanted.implementation) return false
  // The stable ABI came with 3.2.
  if (wanted.implementation === 'cp' && abi === (wanted.threaded ? 'abi3t' : 'abi3'))
    return tag.major === '3' && isAtMost('2', tag.minor) && isAtMost(tag.minor, wanted.minor)
  if (tag.minor !== wanted.minor) return false
  if (wanted.implementation !== 'cp' || abi === 'none') return true
  const own = wanted.threaded ? ['t'] : ['', 'm', 'mu']
  return own.some((flags) => abi === `${python}${flags}`)
}

function isAtMost(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && compareDigits(one, other) <= 0
}

/** True where what was built for one platform runs on another: an older glibc, musl or macOS, a binary for several processors. */
function isForPlatform({ abi, platform }: Tag, place: string): boolean {
  if (platform === 'any') return abi === 'none'
  if (platform === place) return true
  const [tag, wanted] = [parsePlatform(platform), parsePlatform(place)]
  if (tag === undefined) return false
  if (place === `linux_${tag.arch}`) return tag.system === 'manylinux'
  if (wanted?.system !== tag.system) return false
  const order = compareDigits(tag.major, wanted.major) || compareDigits(tag.minor, wanted.minor)
  const archs = tag.system === 'macosx' ? (MAC_FORMATS.get(wanted.arch) ?? []) : []
  return order <= 0 && (tag.arch === wanted.arch || archs.includes(tag.arch))
}

interface Platform {
  readonly system: string
  readonly major: string
  readonly minor: string
  readonly arch: string
}

function parsePlatform(text: string): Platform | undefined {
  const named = text.replace(/^manylinux(?:1|2010|2014)(?=_)/, (alias) => GLIBC.get(alias) ?? alias)
  const found = /^(manylinux|musllinux|macosx)_([0-9]+)_([0-9]+)_(.+)$/.exec(named)
  if (found === null) return undefined
  const [, system = '', major = '', minor = '', arch = ''] = found
  return { system, major: plain(major), minor: plain(minor), arch }
}

/** Names that say no version of glibc (PEP 600). */
const GLIBC = new Map([
  ['manylinux1', 'manylinux_2_5'],
  ['manylinux2010', 'manylinux_2_12'],
  ['manylinux2014', 'manylinux_2_17']
])

/** Binaries for several processors that have one of these among them. */
const MAC_FORMATS = new Map([
  ['arm64', ['universal2']],
  ['x86_64', ['universal2', 'universal', 'intel', 'fat64', 'fat3']]
])
