import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  compareVersions,
  isPrerelease,
  latestOf,
  newestFirst,
  parseVersion,
  renderVersion,
  successor,
  versionKey,
  versionProblem
} from '../../../src/python/versions.ts'
import { damaged, version } from '../../support/python-texts.ts'

describe('what is a version', () => {
  test.each([
    ['1.0', '1.0'],
    ['1', '1'],
    ['1.0.0', '1.0.0'],
    ['v1.0', '1.0'],
    ['V1.0', '1.0'],
    ['01.002.0', '1.2.0'],
    ['0!1.0', '1.0'],
    ['1!1.0', '1!1.0'],
    ['1.0a1', '1.0a1'],
    ['1.0.ALPHA-1', '1.0a1'],
    ['1.0-beta', '1.0b0'],
    ['1.0c2', '1.0rc2'],
    ['1.0_pre_3', '1.0rc3'],
    ['1.0preview', '1.0rc0'],
    ['1.0-1', '1.0.post1'],
    ['1.0r2', '1.0.post2'],
    ['1.0-rev3', '1.0.post3'],
    ['1.0post', '1.0.post0'],
    ['1.0a-', '1.0a0'],
    ['1.0a--1', '1.0a0.post1'],
    ['1.0dev', '1.0.dev0'],
    ['1.0-DEV-007', '1.0.dev7'],
    ['1.0rc1.post2.dev3+Local_4', '1.0rc1.post2.dev3+local.4'],
    ['1.0+ubuntu.1', '1.0+ubuntu.1'],
    ['1.0+007', '1.0+7'],
    ['1.0+007a', '1.0+007a'],
    ['1.0+1e5', '1.0+1e5'],
    ['1.0+0x10', '1.0+0x10'],
    [' 1.0 ', '1.0'],
    ['1.0\n', '1.0'],
    ['\u00a01.0\u2003', '1.0'],
    ['9007199254740993.9007199254740993', '9007199254740993.9007199254740993'],
    [`1.${'9'.repeat(5_000)}`, `1.${'9'.repeat(5_000)}`]
  ])('%j is %s', (text, canonical) => {
    const parsed = parseVersion(text)
    expect(parsed && renderVersion(parsed)).toBe(canonical)
    expect(versionProblem(text)).toBeUndefined()
  })

  const NONE = 'is not a version as PEP 440 has them'
  test.each([
    ['', 'is empty'],
    [' ', NONE],
    ['1.', NONE],
    ['.1', NONE],
    ['1..2', NONE],
    ['1.0-', NONE],
    ['1.0 a', NONE],
    ['1 .0', NONE],
    ['v', NONE],
    ['vv1', NONE],
    ['1!', NONE],
    ['1!2!3', NONE],
    ['1.0.dev1.post1', NONE],
    ['1.0alph', NONE],
    ['1.0+', NONE],
    ['1.0+a..b', NONE],
    ['1.0+a+b', NONE],
    ['1.*', NONE],
    ['2004d', NONE],
    ['1.0.x', NONE],
    ['latest', NONE],
    ['\ufeff1.0', NONE],
    ['1.0\u200b', NONE],
    ['\u0661.0', NONE],
    ['\uff11.0', NONE],
    ['1.\u00b2', NONE],
    ['1.0+\u212a', NONE],
    ['1.0.po\u017ft1', NONE],
    ['1.0\u0430', NONE],
    ['1'.repeat(10_001), NONE]
  ])('%j %s', (text, why) => {
    expect(versionProblem(text)).toBe(why)
    expect(parseVersion(text)).toBeUndefined()
  })

  test('the canonical spelling is read back to the same version', () => {
    fc.assert(
      fc.property(fc.oneof(version, damaged(version)), (text) => {
        const parsed = parseVersion(text)
        fc.pre(parsed !== undefined)
        const canonical = renderVersion(parsed)
        expect(parseVersion(canonical)).toEqual(parsed)
        expect(canonical).toMatch(/^[a-z0-9.!+]+$/)
        expect(versionKey(canonical)).toBe(versionKey(text))
        expect(versionKey(versionKey(text))).toBe(versionKey(text))
      }),
      { numRuns: 5_000 }
    )
  })
})

/** Each row is in ascending order. */
const ASCENDING: readonly (readonly [name: string, ...versions: string[]])[] = [
  [
    'the life of a release',
    ...['1.0.dev0', '1.0.dev1', '1.0a0.dev1', '1.0a0', '1.0a0.post0.dev1', '1.0a0.post0', '1.0a1', '1.0b1'],
    ...[
      '1.0rc1.dev9',
      '1.0rc1',
      '1.0',
      '1.0+local',
      '1.0.post0.dev1',
      '1.0.post0',
      '1.0.post1',
      '1.0.1',
      '1.1.dev0'
    ]
  ],
  ['numbers, not letters', '1.9', '1.10', '1.100', '2'],
  ['dates', '2023.12.31', '2024.1.2', '2024.2', '2024.10'],
  ['epochs before anything else', '9999.0', '1!0.dev0', '1!1', '2!0', '10!0'],
  [
    'local versions: letters, then numbers',
    '1+a',
    '1+a.1',
    '1+b',
    '1+ubuntu.9',
    '1+ubuntu.10',
    '1+1',
    '1+1.a',
    '1+1.0',
    '1+9',
    '1+10'
  ],
  ['local versions that look like numbers to others', '1+0x10', '1+1e5', '1+15', '1+16', '1+100001'],
  [
    'numbers beyond 2^53',
    ...[
      '9007199254740992',
      '9007199254740992.1',
      '9007199254740993',
      `1${'0'.repeat(400)}`,
      `1${'0'.repeat(399)}1`
    ],
    '9007199254740992!0'
  ],
  [
    'long numbers everywhere',
    '1a9007199254740992',
    '1a9007199254740993',
    '1.post9007199254740992',
    '1.post9007199254740993'
  ]
]

describe('the order of versions', () => {
  const compare = (one: string, other: string) => compareVersions(parseVersion(one)!, parseVersion(other)!)

  test.each(ASCENDING)('%s', (_name, ...versions) => {
    for (const [index, one] of versions.entries()) {
      for (const other of versions.slice(index + 1)) {
        expect([one, other, Math.sign(compare(one, other))]).toEqual([one, other, -1])
        expect([other, one, Math.sign(compare(other, one))]).toEqual([other, one, 1])
      }
    }
    expect(newestFirst(versions)).toEqual([...versions].reverse())
  })

  test.each([
    ['1', '1.0', '1.0.0', '01.0', 'v1', '0!1'],
    ['1.0a1', '1a1', '1.0.ALPHA.01'],
    ['1.0-1', '1.post1', '1.0.0.rev1'],
    ['0', '0.0'],
    ['1.0+A.b', '1+a-B']
  ])('%s and %s … are one release', (...versions) => {
    const keys = versions.map(versionKey)
    expect(new Set(keys).size).toBe(1)
    for (const other of versions) expect(compare(versions[0], other)).toBe(0)
  })

  test.each([
    ['1.0.0', '1'],
    ['0.0', '0'],
    ['1.0.1.0rc1', '1.0.1rc1'],
    ['2!1.0+A', '2!1+a']
  ])('the key of %s is %s', (text, key) => {
    expect(versionKey(text)).toBe(key)
  })

  test('legacy versions come after all others, in an order of their own', () => {
    const sorted = ['1.0', '0.0.dev0', '2004e', '2004d', '1.x', 'foo-10', 'foo-9', 'foo', 'bar']
    expect(newestFirst([...sorted].reverse())).toEqual(sorted)
    expect(versionKey('2004D')).toBe('2004D')
  })

  test('sorting does not touch what it was given, and takes anything that can be gone through', () => {
    const given = ['1.9', '1.10']
    expect(newestFirst(new Set(given))).toEqual(['1.10', '1.9'])
    expect(given).toEqual(['1.9', '1.10'])
  })

  const read = fc.oneof(version, damaged(version)).filter((text) => parseVersion(text) !== undefined)
  const parsed = read.map((text) => parseVersion(text)!)

  test('is 0 for one release alone, and the same from both ends', () => {
    fc.assert(
      fc.property(read, read, (one, other) => {
        const order = Math.sign(compare(one, other))
        expect(compare(one, one)).toBe(0)
        expect(Math.sign(compare(other, one))).toBe(order === 0 ? 0 : -order)
        expect(order === 0).toBe(versionKey(one) === versionKey(other))
      }),
      { numRuns: 5_000 }
    )
  })

  test('has no circles', () => {
    fc.assert(
      fc.property(parsed, parsed, parsed, (a, b, c) => {
        const [low, middle, high] = [a, b, c].sort(compareVersions)
        expect(compareVersions(low!, middle!)).toBeLessThanOrEqual(0)
        expect(compareVersions(middle!, high!)).toBeLessThanOrEqual(0)
        expect(compareVersions(low!, high!)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 5_000 }
    )
  })

  test('of texts does not depend on where they stood', () => {
    const some = fc.uniqueArray(fc.oneof(version, damaged(version)), { maxLength: 12 })
    const shuffled = some.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }))
    )
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(newestFirst(other)).toEqual(newestFirst(one))
      }),
      { numRuns: 1_000 }
    )
  })
})

describe('what is before a release', () => {
  test.each(['1a1', '1b1', '1rc1', '1.dev1', '1.post1.dev1', '1a1.post1'])('%s is', (text) => {
    expect(isPrerelease(parseVersion(text)!)).toBe(true)
  })

  test.each(['1', '1.post1', '1+a', '1+dev', '1!1'])('%s is not', (text) => {
    expect(isPrerelease(parseVersion(text)!)).toBe(false)
  })
})

describe('the latest version', () => {
  test.each([
    [['1.0', '2.0rc1', '1.10', '1.9'], '1.10'],
    [['1.0', '1.0.post1', '1.0+local'], '1.0.post1'],
    [['1.0', '1.0+local', '1.1.dev1'], '1.0+local'],
    [['1.0a1', '1.0b1', '0.9.dev1'], '1.0b1'],
    [['2004d', '1.0a1'], '1.0a1'],
    [['2004d', '2004e', 'foo'], '2004e'],
    [[], undefined]
  ])('of %j is %s', (versions, latest) => {
    expect(latestOf(versions)).toBe(latest)
  })
})

describe('numbers', () => {
  test.each([
    ['0', '1'],
    ['9', '10'],
    ['9007199254740992', '9007199254740993'],
    ['9'.repeat(60), `1${'0'.repeat(60)}`]
  ])('after %s comes %s', (number, next) => {
    expect(successor(number)).toBe(next)
  })
})
