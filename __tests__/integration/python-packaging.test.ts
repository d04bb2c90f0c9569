import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from '@jest/globals'
import fc, { type Arbitrary } from 'fast-check'
import * as v from 'valibot'
import { parseFilename } from '../../src/python/filenames.ts'
import { nameProblem, normalizeName } from '../../src/python/names.ts'
import { allows, matching, parseSpecifier } from '../../src/python/specifiers.ts'
import { fits, type Tag } from '../../src/python/tags.ts'
import {
  compareVersions,
  isPrerelease,
  parseVersion,
  renderVersion,
  versionKey
} from '../../src/python/versions.ts'
import * as texts from '../support/python-texts.ts'
import { describeWith, testbed } from '../support/testbed.ts'

/** The same cases in every run; `PYTHON_TEXTS_SEED` chooses others. */
const seed = Number(process.env['PYTHON_TEXTS_SEED'] ?? 440)

function sample<T>(arbitrary: Arbitrary<T>, numRuns: number): T[] {
  return fc.sample(arbitrary, { seed, numRuns })
}

/** Well-formed ones and damaged ones, and none of them twice. */
function mixed(arbitrary: Arbitrary<string>, each: number, ...picked: string[]): string[] {
  return [...new Set([...picked, ...sample(arbitrary, each), ...sample(texts.damaged(arbitrary), each)])]
}

const text = v.nullable(v.string())
const named = v.object({ name: v.string(), version: v.string() })
const Answers = v.object({
  versions: v.array(
    v.nullable(v.object({ canonical: v.string(), key: v.string(), prerelease: v.boolean() }))
  ),
  orders: v.array(v.nullable(v.number())),
  names: v.array(text),
  wheels: v.array(v.nullable(v.object({ ...named.entries, build: v.string(), tags: v.array(v.string()) }))),
  sdists: v.array(v.object({ at_last_dash: v.nullable(named), candidates: v.array(named) })),
  specifiers: v.array(v.nullable(v.object({ allows: v.array(v.boolean()), matching: v.array(v.string()) }))),
  fits: v.array(v.array(v.boolean()))
})

const words = (...lines: string[]) => lines.flatMap((line) => line.split(' '))

const PICKED_VERSIONS = [
  ...words(
    '1 v1 vv1 1. .1 1..2 1.0- 1.0-1 1.0--1 1.0-1-1 1.0_1 1.0a- 1.0a.-1 1.0a--1 1.0.post. 1.0.post..dev1 1.0.post-1',
    '1.0-r-1 1.0rev 1.0alph 1.0previews 1.0c 1.0C3 1.0.dev 1.0dev. 1.0.dev1.post1 1.0.dev1a1 1.0rc1rc2 1! !1 1!2!3',
    '00!1 1.00.01 0 00.0 1+ 1+. 1+a..b 1+a. 1+1e5 1+0x10 1+007 1+007a 1+A-b_c.D 1+a+b 1+é 1+\u212a \u0661.0 \uff11',
    '1.\u0967 1.0\u212a 1.0\u017f 1.0.po\u017ft1 1.0\u04301 9007199254740993.1 20240101123045123456.1 1.* 1\u200b'
  ),
  ...['', ' ', '1.0\n', '\u00a01.0\u2003', '\u001c1.0\u0085', '\ufeff1.0', 'v 1', '1 .0', '1. 0', '1\n.0'],
  ...[`1.${'9'.repeat(5_000)}`, `${'0'.repeat(5_000)}1`]
]

/** Each next to each. */
const PICKED_ORDER = words(
  '1.0 1.0.0 1 1.dev0 1.0.dev1 1.0a0.dev1 1.0a0 1.0a0.post1.dev1 1.0a0.post1 1.0b1 1.0rc1 1.0rc1+x 1.0+1e5 1.0+100000',
  '1.0+a 1.0+a.1 1.0+1 1.0+1.a 1.0+10 1.0+9 1.0.post0.dev0 1.0.post0 1.0-1 1.0.0.1 1.1.dev1 1!0.1 0!9 9007199254740993',
  '9007199254740992 9007199254740992.1 2024.10 2024.9 1.0+9007199254740993 1.0+9007199254740992'
)

const PICKED_SPECIFIERS = [
  ...words(
    '==1 ===1.0,>=0 ====1 ===1) ===1; = == 1 =1 =>1 ~=1 ~=1.0 ~=1.0.0 ~=1.0a1 ~=1.0.post1 ~=1!1.0 ~=1.0.dev1 ~=1.0+x',
    '~=1.0.* ==1.* ==1.0.* ==1.0.0.* ==0.* ==v1.* ==1!1.* ==1.*.* ==1a1.* ==1.post1.* ==1+x.* !=1.* !=1.0.* >=1.* >1.*',
    '==1.0+x !=1.0+x >=1+x <1+x <=1+x >1+x >1 >1.0 >1a1 >1.0rc1 >1.0.post0 >1.0.post0.dev0 >1.dev0 >1.0.dev1 <1 <1.0',
    '<1.1 <1a1 <1.0rc1 <1.0.post0 <1.0.post1 <1.0a0.post1 <0 <0.dev0 <=1 <=1.0 >=1.0 >=1.dev0 !=1.0rc1 >=1,!=1.0rc1',
    '>=1.0rc1,<2 ===1.0rc1 ===1.0RC1 >=0,<1.0 ==1.0,==1.0.0 ==1!0.1'
  ),
  ...['', ',', ' ', '== 1', '=== 1', '===1 2', '==1 .*', '==1. *']
]

const TEN = 'a.b.c.d.e.f.g.h.i.j'

/** What Python's library takes and this program does not: nothing that is built, and nothing that every installer reads. */
const REFUSED_ON_PURPOSE = {
  wheels: [
    ['n\u00e4rf-1.0-py3-none-any.whl', /characters other than/],
    ['narf- 1.0-py3-none-any.whl', /has a space/],
    ['narf-1.0\n-py3-none-any.whl', /line break/],
    ['.narf-1.0-py3-none-any.whl', /begins with a dot/],
    ['_narf-1.0-py3-none-any.whl', /does not begin and end with a letter/],
    ['narf.-1.0-py3-none-any.whl', /does not begin and end with a letter/],
    ['narf-1.0-1~-py3-none-any.whl', /characters other than/],
    ['narf-1.0-1+-py3-none-any.whl', /the build tag/],
    ['narf-1.0-py3-none-a/b.whl', /slash/],
    ['narf-1.0-py3-none-any+x.whl', /the tag any\+x/],
    [`narf-1.0-a.b.c.d.e.f.g.h.i.j.k-${TEN}-${TEN}.whl`, /more than 1000 combinations/],
    [`${'n'.repeat(240)}-1.0-py3-none-any.whl`, /longer than/]
  ],
  sdists: [
    ['n\u00e4rf-1.0.tar.gz', /characters other than/],
    ['narf- 1.0.zip', /has a space/],
    ['.narf-1.0.zip', /begins with a dot/],
    ['_narf-1.0.zip', /is not made of the name/],
    ['na+rf-1.0.zip', /is not made of the name/],
    ['narf/zort-1.0.zip', /slash/],
    [`${'n'.repeat(240)}-1.0.zip`, /longer than/]
  ]
} satisfies Record<string, [filename: string, why: RegExp][]>

const cases = {
  versions: mixed(texts.version, 4_000, ...PICKED_VERSIONS, ...PICKED_ORDER),
  orders: [
    ...PICKED_ORDER.flatMap((one) => PICKED_ORDER.map((other): [string, string] => [one, other])),
    ...sample(fc.tuple(texts.version, texts.version), 4_000)
  ],
  names: mixed(
    texts.projectName,
    1_500,
    ...words(' a A - a- _a a. a\u212ab \u212a \u017fa a\u0130b a\u00df a--__..b'),
    ...['a\n', '\na', 'a b']
  ),
  wheels: mixed(
    texts.wheelName,
    4_000,
    ...REFUSED_ON_PURPOSE.wheels.map(([filename]) => filename),
    ...words(
      'foo-1.0-py3-none-any.whl foo-1.0-1-py3-none-any.whl foo-1.0-x-py3-none-any.whl foo-1.0-py3-none.whl .whl',
      'foo-bar-1.0-py3-none-any.whl -1.0-py3-none-any.whl foo--py3-none-any.whl foo-1.0--none-any.whl',
      'foo-1.0-py3-none-any-v3.whl foo-1.0-1-py3-none-any-v3.whl foo__bar-1.0-py3-none-any.whl foo-1.0-py3-none-any',
      'foo-1.0-py3.-none-any.whl foo-1.0-3-none-any.whl FOO.b-1.0-PY3-None-ANY.whl foo-1.0-007-py3-none-any.whl',
      'foo-1.0-1.b_2-py3-none-any.whl foo-1.0+a_b-py3-none-any.whl'
    )
  ),
  sdists: mixed(
    texts.sdistName,
    4_000,
    ...REFUSED_ON_PURPOSE.sdists.map(([filename]) => filename),
    ...words(
      'foo-1.0.tar.gz foo-1.0-1.tar.gz 1-2-3.zip foo-bar-1.0.zip foo.tar.gz -1.0.tar.gz foo-.zip foo-2004d.tar.gz',
      'foo-1.0.linux-x86_64.tar.gz foo--1.0.tar.gz foo_-1.0.tar.gz foo-1.0.TAR.GZ'
    ),
    'foo-1.0.tar.gz\n'
  ),
  specifiers: mixed(texts.specifier, 4_000, ...PICKED_SPECIFIERS).map((specifier, index) => {
    const versions = fc.sample(texts.version, { seed: seed + index, numRuns: 12 })
    const more = index < PICKED_SPECIFIERS.length ? PICKED_ORDER : []
    return { specifier, versions: [...more, ...versions, 'foo', 'anything'] }
  }),
  fits: fitsCases()
}

function fitsCases() {
  const abis = (minor: number) => ['none', 'abi3', 'abi3t', `cp3${minor}`, `cp3${minor}t`]
  const tags = (platforms: string[]) =>
    platforms.flatMap((platform) =>
      [2, 8, 9, 12, 13, 14].flatMap((minor) =>
        [`cp3${minor}`, `py3${minor}`, 'py3', 'py2', 'py2.py3', 'pp310'].flatMap((python) =>
          abis(minor).map((abi) => `${python}-${abi}-${platform}`)
        )
      )
    )
  const pythons = [2, 8, 12, 13, 14].flatMap((minor) => [
    { python: [3, minor], threaded: false },
    { python: [3, minor], threaded: true }
  ])
  const formats = ['arm64', 'x86_64', 'universal2', 'universal', 'intel', 'i386', 'fat64']
  const macs = ['10_4', '10_9', '10_16', '11_0', '13_0', '14_0', '15_0'].flatMap((macos) =>
    formats.map((format) => `macosx_${macos}_${format}`)
  )
  return pythons.flatMap((each) => [
    { ...each, platform: 'win_amd64', tags: tags(['win_amd64', 'any', 'win32', 'linux_x86_64']) },
    // Apple's processors came with macOS 11.
    ...[
      { mac: [14, 0], arch: 'arm64' },
      { mac: [10, 9], arch: 'x86_64' },
      { mac: [13, 0], arch: 'x86_64' }
    ].map((mac) => ({
      ...each,
      ...mac,
      platform: `macosx_${mac.mac.join('_')}_${mac.arch}`,
      tags: macs.filter((platform) => !/10_.*arm64/.test(platform)).map((platform) => `py3-none-${platform}`)
    }))
  ])
}

describeWith('packaging', 'what Python itself says', () => {
  let answers: v.InferOutput<typeof Answers>
  beforeAll(() => {
    const program = fileURLToPath(new URL('../support/python-packaging.py', import.meta.url))
    const { status, stdout, stderr } = spawnSync(testbed('packaging') ?? '', ['-I', program], {
      input: JSON.stringify(cases),
      encoding: 'utf8',
      maxBuffer: 2 ** 28
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    answers = v.parse(Answers, JSON.parse(stdout))
  })

  /** Every case that is answered otherwise here than there. */
  function differences<Case, Answer, Own>(
    all: readonly Case[],
    theirs: readonly Answer[],
    ours: (each: Case, their: Answer) => Own
  ): { each: Case; ours: Own; theirs: Answer }[] {
    expect(theirs).toHaveLength(all.length)
    return all
      .map((each, index) => ({ each, ours: ours(each, theirs[index]!), theirs: theirs[index]! }))
      .filter((one) => JSON.stringify(one.ours) !== JSON.stringify(one.theirs))
  }

  test('versions: what is one, how it is spelled, which ones are the same release, which come before a release', () => {
    expect(answers.versions.filter((each) => each !== null).length).toBeGreaterThan(4_000)
    const ours = (each: string) => {
      const version = parseVersion(each)
      if (version === undefined) return null
      return { canonical: renderVersion(version), key: versionKey(each), prerelease: isPrerelease(version) }
    }
    expect(differences(cases.versions, answers.versions, ours)).toEqual([])
  })

  test('the order of versions', () => {
    const ours = ([one, other]: [string, string]) => {
      const [a, b] = [parseVersion(one), parseVersion(other)]
      return a === undefined || b === undefined ? null : Math.sign(compareVersions(a, b))
    }
    expect(differences(cases.orders, answers.orders, ours)).toEqual([])
  })

  test('names of projects', () => {
    const ours = (each: string) => (nameProblem(each) === undefined ? normalizeName(each) : null)
    expect(differences(cases.names, answers.names, ours)).toEqual([])
  })

  test('file names of wheels, less those that are refused here on purpose', () => {
    const known = differences(cases.wheels, answers.wheels, (filename, theirs) => {
      const parsed = parseFilename(filename)
      if (parsed.kind !== 'wheel') return theirs !== null && isRefusedOnPurpose(filename) ? theirs : null
      return {
        name: parsed.name,
        version: parsed.version,
        build: parsed.build?.replace(/^0+(?=[0-9])/, '') ?? '',
        tags: parsed.tags.map(({ python, abi, platform }) => `${python}-${abi}-${platform}`).sort()
      }
    })
    expect(known).toEqual([])
  })

  test('file names of source distributions, less those that are refused here on purpose', () => {
    const ours = (filename: string, theirs: (typeof answers.sdists)[number]) => {
      const parsed = parseFilename(filename)
      if (parsed.kind === 'unsupported' && isRefusedOnPurpose(filename)) return theirs
      const candidates = parsed.kind === 'sdist' ? parsed.candidates : []
      const last = theirs.at_last_dash
      const found = candidates.find(({ name, version }) => name === last?.name && version === last.version)
      // A name that begins or ends with a sign is one to Python here, and is none anywhere else.
      const odd = last !== null && nameProblem(last.name) !== undefined
      return { at_last_dash: odd ? last : (found ?? null), candidates }
    }
    expect(answers.sdists.filter(({ candidates }) => candidates.length > 1).length).toBeGreaterThan(300)
    expect(differences(cases.sdists, answers.sdists, ours)).toEqual([])
  })

  test.each(['wheels', 'sdists'] as const)(
    '%s that Python takes, and that are refused here on purpose',
    (kind) => {
      for (const [index, [filename, why]] of REFUSED_ON_PURPOSE[kind].entries()) {
        expect(cases[kind][index]).toBe(filename)
        const theirs = kind === 'wheels' ? answers.wheels[index] : answers.sdists[index]?.at_last_dash
        expect([filename, theirs]).toEqual([filename, expect.anything()])
        expect(parseFilename(filename)).toEqual({ kind: 'unsupported', why: expect.stringMatching(why) })
      }
    }
  )

  test('conditions on versions: which are ones, what they allow, and when pre-releases come in', () => {
    expect(answers.specifiers.filter((each) => each !== null).length).toBeGreaterThan(2_500)
    const differing = differences(cases.specifiers, answers.specifiers, ({ specifier, versions }) => {
      const parsed = parseSpecifier(specifier)
      if ('problem' in parsed) return null
      return {
        allows: versions.map((each) => allows(parsed.specifier, each)),
        matching: matching(parsed.specifier, versions).sort()
      }
    })
    expect(differing).toEqual([])
  })

  test('which wheels fit a Python and a machine', () => {
    expect(answers.fits.flat().filter(Boolean).length).toBeGreaterThan(500)
    const ours = ({ python, threaded, platform, tags }: (typeof cases.fits)[number]) => {
      const target = { python: `${python.join('.')}${threaded ? 't' : ''}`, platform }
      return tags.map((tag) => fits(expand(tag), target))
    }
    const wrong = differences(cases.fits, answers.fits, ours).flatMap(({ each, ours, theirs }) =>
      each.tags.filter((_, index) => ours[index] !== theirs[index]).map((tag) => ({ ...each, tags: tag }))
    )
    expect(wrong).toEqual([])
  })
})

/** The same, for what is generated. */
function isRefusedOnPurpose(filename: string): boolean {
  // A character that no name, version or tag has. (Python takes a space around a version for none.)
  if (/[^A-Za-z0-9._+!-]/.test(filename) || filename.startsWith('.')) return true
  if (filename.length > 244) return true
  if (!filename.endsWith('.whl')) return false
  const [name = '', , ...rest] = filename.slice(0, -'.whl'.length).split('-')
  // A name that does not begin and end with a letter or a digit; a build tag or tags with "+" or "!".
  return nameProblem(name) !== undefined || rest.some((tag) => /[+!]/.test(tag) || tag === TEN)
}

function expand(tag: string): Tag[] {
  const parsed = parseFilename(`foo-1.0-${tag}.whl`)
  if (parsed.kind !== 'wheel') throw new Error(tag)
  return [...parsed.tags]
}
