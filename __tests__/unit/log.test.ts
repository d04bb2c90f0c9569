import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { dryRunLog, formatBytes, formatCount, formatDuration, heartbeat, silent } from '../../src/log.ts'

const MIB = 1024 ** 2

describe('numbers for people', () => {
  test.each([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1023 B'],
    [1023.4, '1023 B'],
    [511.7, '512 B'],
    [1024, '1.0 KiB'],
    [1536, '1.5 KiB'],
    [MIB - 1, '1.0 MiB'],
    [MIB, '1.0 MiB'],
    [1023.9 * MIB, '1023.9 MiB'],
    [1024 * MIB - 1, '1.0 GiB'],
    [5 * 1024 ** 4, '5.0 TiB'],
    [5000 * 1024 ** 4, '5000.0 TiB']
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  test.each([
    [0, '0.0 s'],
    [49, '0.0 s'],
    [1_234, '1.2 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [10_400, '10 s'],
    [59_499, '59 s'],
    [59_500, '1 min 0 s'],
    [60_000, '1 min 0 s'],
    [65_000, '1 min 5 s'],
    [119_600, '2 min 0 s'],
    [3_600_000, '60 min 0 s']
  ])('%d milliseconds are %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text)
  })

  test('no unit is said to be full', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 40 }), (number) => {
        expect(formatBytes(number)).not.toMatch(/^1024/)
        expect(formatDuration(number)).not.toMatch(/\b60 s$/)
      })
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(2000), (power, less) => {
        expect(formatBytes(1024 ** power - less / 10)).not.toMatch(/^1024/)
      })
    )
  })

  test.each([
    [0, '0 packages'],
    [1, '1 package'],
    [2, '2 packages']
  ])('%d of them are %s', (count, text) => {
    expect(formatCount(count, 'package')).toBe(text)
  })
})

describe('a heartbeat', () => {
  let now = 0
  beforeEach(() => {
    now = 1_000_000
    jest.spyOn(Date, 'now').mockImplementation(() => now)
  })
  afterEach(() => {
    jest.restoreAllMocks()
  })

  /** What is said, where so many bytes come after so many seconds each. */
  function beats(total: number, steps: readonly (readonly [seconds: number, bytes: number])[]): string[] {
    const said: string[] = []
    const { advance, done } = heartbeat('narf 1.0', total, (line) => said.push(line))
    for (const [seconds, bytes] of steps) {
      now += seconds * 1000
      advance(bytes)
    }
    done()
    return said
  }

  test.each<[name: string, total: number, steps: [number, number][], expected: string[]]>([
    ['nothing', 100 * MIB, [], []],
    ['what takes nine seconds', 100 * MIB, [[9, 10 * MIB]], []],
    ['what is done when it would beat', 100 * MIB, [[30, 100 * MIB]], []],
    ['an empty file', 0, [[30, 0]], []],
    [
      'half a minute',
      100 * MIB,
      [
        [10, 10 * MIB],
        [5, 10 * MIB],
        [5, 10 * MIB],
        [20, 70 * MIB]
      ],
      ['narf 1.0: 10% of 100.0 MiB, 1.0 MiB/s', 'narf 1.0: 30% of 100.0 MiB, 1.5 MiB/s']
    ],
    ['a crawl', 10_000, [[30, 100]], ['narf 1.0: 1% of 9.8 KiB, 3 B/s']],
    ['all but the last byte', 1000, [[10, 999]], ['narf 1.0: 99% of 1000 B, 100 B/s']],
    ['more than there should be', 1000, [[10, 2000]], []]
  ])('of %s', (_name, total, steps, expected) => {
    expect(beats(total, steps)).toEqual(expected)
  })

  test('of many small steps is one line in ten seconds', () => {
    const said = beats(
      1000,
      Array.from({ length: 999 }, () => [0.1, 1] as const)
    )
    expect(said).toHaveLength(9)
  })
})

test('a dry run says of what it tells that it is one, and warns as ever', () => {
  const said: string[] = []
  const say = (kind: string) => (message: string) => said.push(`${kind}: ${message}`)
  const log = dryRunLog({ ...silent, info: say('info'), warning: say('warning'), notice: say('notice') })
  log.info('would write a')
  log.warning('odd')
  log.notice('note')
  expect(said).toEqual(['info: dry run: would write a', 'warning: odd', 'notice: note'])
})

test('a silent log says nothing, and takes everything', () => {
  const out = jest.spyOn(process.stdout, 'write')
  const err = jest.spyOn(process.stderr, 'write')
  silent.info('a')
  silent.notice('a')
  silent.warning('a')
  silent.debug('a')
  silent.mask('a')
  const progress = silent.progress('a', 1)
  progress.advance(1)
  progress.done()
  expect([out.mock.calls, err.mock.calls]).toEqual([[], []])
  jest.restoreAllMocks()
})
