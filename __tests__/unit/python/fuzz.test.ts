import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { filenameProblem, parseFilename } from '../../../src/python/filenames.ts'
import { nameProblem, normalizeName } from '../../../src/python/names.ts'
import { parsePin, parseRequest } from '../../../src/python/requests.ts'
import { allows, matching, parseSpecifier } from '../../../src/python/specifiers.ts'
import { fits, pythonProblem } from '../../../src/python/tags.ts'
import { latestOf, newestFirst, parseVersion, versionKey } from '../../../src/python/versions.ts'
import {
  damaged,
  projectName,
  publicVersion,
  sdistName,
  specifier,
  version,
  wheelName
} from '../../support/python-texts.ts'

/** Everything that reads what others wrote. Gives back what came out that is not well-formed. */
function readAll(text: string): string[] {
  const wrong: string[] = []
  const must = (shape: RegExp, what: string) => {
    if (!shape.test(what)) wrong.push(what)
  }
  if (nameProblem(text) === undefined) must(/^[a-z0-9]+(-[a-z0-9]+)*$/, normalizeName(text))
  if (parseVersion(text) !== undefined) must(/^[a-z0-9.!+]+$/, versionKey(text))
  const conditions = parseSpecifier(text)
  if ('specifier' in conditions) allows(conditions.specifier, '1.0')
  for (const read of [parseRequest(text), parsePin(text)]) {
    if ('problem' in read) must(/^(is|has|names) /, read.problem)
  }
  for (const filename of [text, `${text}.whl`, `${text}.tar.gz`]) {
    const parsed = parseFilename(filename)
    if (parsed.kind === 'unsupported') must(/^(is|has|begins|stands) /, parsed.why)
    else must(/^$/, filenameProblem(filename) ?? '')
  }
  pythonProblem(text)
  fits([{ python: text, abi: 'none', platform: text }], { python: text, platform: text })
  return wrong
}

describe('what others wrote', () => {
  test('is read or refused, a hundred thousand times', () => {
    const wellFormed = fc.oneof(projectName, version, specifier, wheelName, sdistName)
    const request = fc.tuple(projectName, fc.constantFrom('', '@', '==', '[a]', '@^', '@~'), publicVersion)
    const texts = fc.oneof(
      damaged(wellFormed),
      damaged(request.map((parts) => parts.join(''))),
      fc.string({ maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 12 })
    )
    let count = 0
    fc.assert(
      fc.property(texts, (text) => {
        count += 1
        return readAll(text).length === 0
      }),
      { numRuns: 100_000 }
    )
    expect(count).toBeGreaterThanOrEqual(100_000)
  })

  test('takes time in proportion to its length', () => {
    // With 50,000 characters anything that goes back and forth would not come to an end.
    const parts =
      '1 0 1. .1 - . _ a 1- -1 1a 1+ +a a. 1! 1.0.post .dev ==1, ~ = < @ [ , [a, ; # * .x .* a-1- py3. -- -_. ^ || ( / \\ linux_ manylinux_1_'
    const long = [...parts.split(' '), ' ', '>=1 ', ' #', ' -', ' - ', '\t', '\u00a0', '\n', '\u{1f600}'].map(
      (part) => part.repeat(Math.ceil(50_000 / part.length))
    )
    for (const text of long) {
      const around = ['1', 'a', 'a@', 'a@1', 'a==1', 'a['].map((before) => before + text)
      for (const each of [text, ...around, `${text}x`]) {
        expect(readAll(each)).toEqual([])
      }
      newestFirst([text, `${text}a`, '1.0'])
      latestOf([text, `${text}1`])
      matching([], [text, `x${text}`])
    }
  })
})
