import { describe, expect, test } from '@jest/globals'
import { guarding, type ArchiveEntry } from '../../../src/pull/entries.ts'
import { NOTE } from '../../../src/pull/unpacked-folder.ts'
import { failureOf } from '../../support/artifacts.ts'

function entry(path: string, more: Partial<ArchiveEntry> = {}): ArchiveEntry {
  return { path, size: 1, kind: path.endsWith('/') ? 'folder' : 'file', target: undefined, ...more }
}

/** What is said of the entries; undefined where all of them are written. */
async function objection(
  platform: NodeJS.Platform,
  entries: readonly ArchiveEntry[]
): Promise<string | undefined> {
  const guard = guarding({ name: 'narf.zip', size: 100, platform })
  const verdicts = entries.map(guard.judge)
  if (!verdicts.includes('stop')) {
    guard.end()
    return undefined
  }
  expect(verdicts.at(-1)).toBe('stop')
  const { code, message, hint } = await failureOf(Promise.resolve().then(guard.end))
  expect([code, hint]).toEqual(['corrupt', expect.stringContaining('Nothing was put in place')])
  return message.replace('narf.zip is not unpacked: ', '')
}

describe('names that Windows does not know', () => {
  test.each([
    ['a/CON', 'the entry "a/CON" has the segment CON, which is a device on Windows'],
    ['nul.txt', 'the entry "nul.txt" has the segment nul.txt, which is a device on Windows'],
    ['com1/x', 'the entry "com1/x" has the segment com1, which is a device on Windows'],
    ['a/b?c', 'the entry "a/b?c" has characters that Windows does not allow'],
    ['a:stream', 'the entry "a:stream" lies outside of the folder'],
    ['ab:stream', 'the entry "ab:stream" has characters that Windows does not allow'],
    ['a./b', 'the entry "a./b" has characters that Windows does not allow'],
    ['trailing ', 'the entry "trailing " has characters that Windows does not allow'],
    ['a\tb', 'the entry "a\\tb" has characters that Windows does not allow']
  ])('are refused there: %j', async (path, says) => {
    expect(await objection('win32', [entry('fine'), entry(path)])).toBe(says)
    expect(await objection('linux', [entry('fine'), entry(path)])).toBe(
      path.startsWith('a:') ? says : undefined
    )
  })

  test.each(['./a/b', 'console', 'a.b/c', '.hidden', 'com10', 'ü ö/日本'])(
    'are not these: %j',
    async (path) => {
      expect(await objection('win32', [entry(path)])).toBeUndefined()
    }
  )
})

describe('names that are one where case makes no difference', () => {
  test.each([
    [['README', 'readme'], '"README" and "readme"'],
    [['src/a', 'SRC/b'], '"src" and "SRC"'],
    [['src/', 'src/a', './src/A'], '"src/a" and "src/A"'],
    [['\u00fcber', 'u\u0308ber'], '"\u00fcber" and "u\u0308ber"']
  ])('%j are refused', async (paths, pair) => {
    const says = `its entries ${pair} are one name on this system`
    const entries = paths.map((path) => entry(path))
    expect(await objection('darwin', entries)).toBe(says)
    expect(await objection('win32', entries)).toBe(says)
    expect(await objection('linux', entries)).toBeUndefined()
  })

  test('the same name twice is no such case: the later one counts', async () => {
    expect(await objection('darwin', [entry('a/'), entry('a/b'), entry('./a//b')])).toBeUndefined()
  })
})

describe('the name of the note', () => {
  test.each(['linux', 'darwin', 'win32'] as const)('as a file is left out: %s', (platform) => {
    const guard = guarding({ name: 'narf.zip', size: 100, platform })
    expect([NOTE, `./${NOTE}`, `a/${NOTE}`].map((path) => guard.judge(entry(path)))).toEqual([
      ...['leave', 'leave'],
      'write'
    ])
    guard.end()
  })

  test.each([
    entry(NOTE, { kind: 'link', target: 'a' }),
    entry(NOTE, { kind: 'hard link', target: 'a' }),
    entry(`${NOTE}/`),
    entry(`${NOTE}/a`),
    entry(NOTE, { kind: 'other' })
  ])('as anything else is refused: $path, $kind', async (bad) => {
    expect(await objection('linux', [entry('a'), bad])).toBe(
      `the entry ${JSON.stringify(bad.path)} has the name of the note that is kept there`
    )
  })

  test('is one of several spellings where case makes no difference', () => {
    const guard = guarding({ name: 'narf.zip', size: 100, platform: 'darwin' })
    expect(guard.judge(entry(NOTE.toUpperCase()))).toBe('leave')
  })
})

describe('absurd sizes', () => {
  const GIB = 2 ** 30

  /** Whether an archive may unpack to so many bytes, in entries of a GiB. */
  function allows(size: number, bytes: number): boolean {
    const guard = guarding({ name: 'narf.zip', size, platform: 'linux' })
    const verdicts = []
    for (let left = bytes; left > 0; left -= GIB)
      verdicts.push(guard.judge(entry(`f${left}`, { size: Math.min(left, GIB) })))
    return !verdicts.includes('stop')
  }

  test.each([
    { size: 1, bytes: 2 * GIB, allowed: true },
    { size: 1, bytes: 2 * GIB + 1, allowed: false },
    { size: GIB / 10, bytes: 10 * GIB, allowed: true },
    { size: GIB / 10, bytes: 10 * GIB + 20, allowed: false },
    { size: GIB, bytes: 100 * GIB, allowed: true }
  ])('$size bytes may be $bytes: $allowed', ({ size, bytes, allowed }) => {
    expect(allows(size, bytes)).toBe(allowed)
  })

  test('are also those of the number of entries', async () => {
    const guard = guarding({ name: 'narf.zip', size: 10 ** 9, platform: 'linux' })
    const nothing = entry('a/', { size: 0 })
    for (let count = 0; count < 500_000; count += 1)
      if (guard.judge(nothing) !== 'write') throw new Error(`the entry ${count} is refused`)
    guard.end()
    expect(guard.judge(nothing)).toBe('stop')
    const { code, message } = await failureOf(Promise.resolve().then(guard.end))
    expect([code, message]).toEqual([
      'corrupt',
      'narf.zip is not unpacked: it holds more than 500000 entries'
    ])
  })
})
