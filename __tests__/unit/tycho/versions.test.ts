import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { distance } from 'fastest-levenshtein'
import semver from 'semver'
import {
  closest,
  compareVersions,
  isValidRange,
  newestFirst,
  newestInRange
} from '../../../src/tycho/versions.ts'

/** Each row is in ascending order. */
const ASCENDING: readonly (readonly [name: string, ...versions: string[]])[] = [
  ['numbers, not letters', '1.9', '1.10', '1.10.1', '2.0'],
  ['the release order of semver.org', '1.0.0', '2.0.0', '2.1.0', '2.1.1'],
  [
    'the pre-release order of semver.org',
    ...['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11'],
    ...['1.0.0-rc.1', '1.0.0']
  ],
  ['pre-releases before their release', '0.9', '1.0-rc1', '1.0', '1.0.1-rc1', '1.0.1'],
  ['numbers inside an identifier', '1.0-rc9', '1.0-rc10', '1.0-rc100'],
  ['pre-releases without a dash', '1.0a1', '1.0b1', '1.0b2', '1.0rc1', '1.0rc10', '1.0'],
  ['what Maven and Python call them', '2.0-SNAPSHOT', '2.0', '2.0.Final', '2.1.dev1', '2.1', '2.1.post1'],
  ['letters that mark no pre-release', '1.0.2', '1.0.2d', '1.0.2e', '1.0.3'],
  ['four numbers and more', '1.2.3', '1.2.3.4', '1.2.3.10', '1.2.3.10.1', '1.2.4'],
  ['a leading v', 'v1.9', 'v1.10-rc.1', 'v1.10', '1.11', 'v2'],
  ['dates', '2023.12.31', '2024.1.2', '2024.01.15', '2024.2.1', '2024.11.01'],
  ['dates with dashes', '2023-12-31', '2024-01-15', '2024-02-01', '2024-9-1', '2024-10-1'],
  ['times in one number', '20231231235959', '20240101000000', '20240101000001'],
  [
    'numbers beyond 2^53',
    ...['9007199254740992.10', '9007199254740993.2', '20240101123045123456.9', '20240101123045123457.1'],
    ...[`1${'0'.repeat(400)}.5`, `1${'0'.repeat(399)}1.1`]
  ],
  ['long numbers of pre-releases', '1.0-9007199254740992.b', '1.0-9007199254740993.a', '1.0-alpha', '1.0'],
  ['build metadata after what was built', '1.0', '1.0+1', '1.0+2', '1.0+10', '1.0.1-rc.1+5', '1.0.1'],
  ['names before numbers', 'build-9', 'build-10', 'main', 'nightly', '0.0.1-alpha', '0.0.1', '1']
]

describe('the order of versions', () => {
  test.each(ASCENDING)('%s', (_name, ...versions) => {
    for (const [index, one] of versions.entries()) {
      for (const other of versions.slice(index + 1)) {
        expect([one, other, Math.sign(compareVersions(one, other))]).toEqual([one, other, -1])
        expect([other, one, Math.sign(compareVersions(other, one))]).toEqual([other, one, 1])
      }
    }
  })

  test.each([
    ['1.0', '1.0.0'],
    ['1.0', 'v1.0'],
    ['1.0rc1', '1.0-rc1'],
    ['1.01', '1.1'],
    ['1.0-01', '1.0-1']
  ])('%s and %s mean the same, and still have an order', (one, other) => {
    expect(compareVersions(one, other)).not.toBe(0)
    // Nothing lies between them.
    for (const third of ['0.9', '1.0-a', '1.0-rc0', '1.0-rc2', '1.0.0.1', '1.0+1', '1.2', 'main'])
      expect(Math.sign(compareVersions(third, one))).toBe(Math.sign(compareVersions(third, other)))
  })

  test('newestFirst sorts without touching what it was given', () => {
    const given = ['1.9', '1.10', '1.0-rc1', '1.0']
    expect(newestFirst(given)).toEqual(['1.10', '1.9', '1.0', '1.0-rc1'])
    expect(given).toEqual(['1.9', '1.10', '1.0-rc1', '1.0'])
    expect(newestFirst(new Set(given))).toEqual(newestFirst(given))
  })
})

/** Few values, so that the same ones meet often. */
const number = fc.oneof(
  fc.constantFrom('0', '1', '2', '9', '10', '01', '007', '9007199254740992', '9007199254740993'),
  fc.nat(30).map(String)
)
const identifier = fc.oneof(
  number,
  fc.constantFrom('a', 'A', 'b', 'alpha', 'beta', 'rc', 'rc1', 'rc10', 'rc9', 'dev', 'post', '-', 'x-1', '')
)
const release = fc.array(number, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.'))
const versionText = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('', 'v'), release).map((parts) => parts.join('')) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom('', 'v'),
        release,
        fc.constantFrom('-', '.', '', '_', '+'),
        fc.array(identifier, { maxLength: 3 }),
        fc.constantFrom('', '+1', '+b', '-1', '.post1')
      )
      .map(([v, numbers, sign, pre, more]) => `${v}${numbers}${sign}${pre.join('.')}${more}`)
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom('main', 'build-9', 'build-10', 'v', '', 'é', 'e\u0301', '１.０') }
)

describe('whatever the versions are called', () => {
  test('only a text itself is equal to it, and the order is the same from both ends', () => {
    fc.assert(
      fc.property(versionText, versionText, (one, other) => {
        expect(compareVersions(one, one)).toBe(0)
        const order = Math.sign(compareVersions(one, other))
        expect(Math.sign(compareVersions(other, one))).toBe(order === 0 ? 0 : -order)
        expect(order === 0).toBe(one === other)
      }),
      { numRuns: 2_000 }
    )
  })

  test('the order has no circles', () => {
    fc.assert(
      fc.property(versionText, versionText, versionText, (a, b, c) => {
        const [low, middle, high] = [a, b, c].sort(compareVersions)
        expect(compareVersions(low!, middle!)).toBeLessThanOrEqual(0)
        expect(compareVersions(middle!, high!)).toBeLessThanOrEqual(0)
        expect(compareVersions(low!, high!)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 4_000 }
    )
  })

  test('what was there first plays no part', () => {
    const shuffled = fc
      .uniqueArray(versionText, { maxLength: 12 })
      .chain((versions) =>
        fc.tuple(
          fc.constant(versions),
          fc.shuffledSubarray(versions, { minLength: versions.length, maxLength: versions.length })
        )
      )
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(newestFirst(other)).toEqual(newestFirst(one))
      })
    )
  })

  test('semantic versions are in the order that the semver library gives them', () => {
    const whole = fc.nat(Number.MAX_SAFE_INTEGER)
    const small = fc.nat(12)
    const number = fc.oneof(small, small, whole)
    // Letters in lower case: `rc9` before `rc10` is what people mean, and not what semver says.
    const word = fc.stringMatching(/^[a-z][a-z-]{0,3}$/)
    const pre = fc.array(fc.oneof(number, word), { maxLength: 4 })
    const version = fc
      .tuple(number, number, number, pre)
      .map(([major, minor, patch, tags]) =>
        [`${major}.${minor}.${patch}`, tags.join('.')].filter((part) => part !== '').join('-')
      )
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(Math.sign(compareVersions(one, other))).toBe(semver.compare(one, other))
      }),
      { numRuns: 3_000 }
    )
  })
})

describe('ranges', () => {
  const stored = [
    '0.9',
    '1.1.9',
    '1.2',
    '1.2.3',
    '1.2.10',
    '1.3-rc.1',
    '1.3.0-rc.2',
    '1.10',
    '2.0rc1',
    'main'
  ]

  test.each([
    ['^1.2', '1.10'],
    ['>=1,<2', '1.10'],
    ['>=1, <1.3', '1.2.10'],
    ['>=1 <1.2', '1.1.9'],
    ['1.x', '1.10'],
    ['1.2.x', '1.2.10'],
    ['~1.2.3', '1.2.10'],
    ['~1.2', '1.2.10'],
    ['*', '1.10'],
    ['=1.2.3', '1.2.3'],
    ['<=1.2', '1.2.10'],
    ['<=1.2.0', '1.2'],
    ['1.1 - 1.2.5', '1.2.3'],
    ['^0.1 || ^1.1 <1.2', '1.1.9'],
    ['^3', undefined],
    ['>2', undefined]
  ])('%s comes to %s', (range, expected) => {
    expect(isValidRange(range)).toBe(true)
    expect(newestInRange(stored, range)).toBe(expected)
  })

  test.each([
    ['a release is newer', '^1.3.0-rc.1', '1.10'],
    ['it is named', '~1.3.0-rc.1', '1.3.0-rc.2'],
    ['it is named', '>=1.3.0-rc.1,<1.3.0', '1.3.0-rc.2'],
    ['any pre-release of it is named', '>=2.0.0-0', '2.0rc1'],
    ['pre-releases are named with three numbers', '>=2.0-a', undefined],
    ['none is named', '>=1.2.9,<1.3.0', '1.2.10'],
    ['there are pre-releases alone', '^2', undefined]
  ])('pre-releases: %s: %s comes to %s', (_why, range, expected) => {
    expect(isValidRange(range) ? newestInRange(stored, range) : undefined).toBe(expected)
  })

  test.each(['>>1', '^', '~x.y.z', '>=one', '==1.2', '>=1,<two'])('%s is no range', (range) => {
    expect(isValidRange(range)).toBe(false)
  })

  test('leading zeros do not keep a date out of a range', () => {
    expect(newestInRange(['2024.01.15', '2024.02.01', '2025.01.01'], '2024.x')).toBe('2024.02.01')
  })

  test('the newest in a range is one that the range allows, and none allowed is newer', () => {
    const version = fc
      .tuple(fc.nat(3), fc.nat(12), fc.nat(3), fc.constantFrom('', '-rc.1', '-alpha'))
      .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre}`)
    const range = fc
      .tuple(fc.constantFrom('^', '~', '>=', '<', ''), fc.nat(3), fc.nat(12))
      .map(([sign, a, b]) => `${sign}${a}.${b}`)
    fc.assert(
      fc.property(fc.array(version, { maxLength: 10 }), range, (versions, wanted) => {
        expect(newestInRange(versions, wanted)).toBe(semver.maxSatisfying(versions, wanted) ?? undefined)
      })
    )
  })
})

describe('the closest versions', () => {
  const versions = ['1.0', '1.1', '1.10', '2.0', '2.1', '10.0']

  test.each([
    ['1.11', ['1.10', '1.1', '2.1']],
    ['2.o', ['2.1', '2.0', '1.1']],
    ['', ['2.1', '2.0', '1.1']]
  ])('to %j, newest first where equally close', (wanted, expected) => {
    expect(closest(wanted, versions, distance)).toEqual(expected)
  })

  test('there are never more than are stored', () => {
    expect(closest('1.0', [], distance)).toEqual([])
    expect(closest('1.0', ['2.0'], distance)).toEqual(['2.0'])
  })
})
