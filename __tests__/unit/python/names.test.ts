import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { nameProblem, normalizeName, quoted } from '../../../src/python/names.ts'
import { damaged, projectName } from '../../support/python-texts.ts'

const CONTROLS = 'has a line break or another control character'
const SPACES = 'begins or ends with a space'
const CHARACTERS = 'has characters other than ASCII letters, digits, ".", "_" and "-"'
const ENDS = 'does not begin and end with a letter or a digit'

describe('the name of a project', () => {
  test.each([
    ['requests', 'requests'],
    ['Django', 'django'],
    ['zope.interface', 'zope-interface'],
    ['ruamel_yaml', 'ruamel-yaml'],
    ['a-_.-b', 'a-b'],
    ['A--B__C..D', 'a-b-c-d'],
    ['7', '7'],
    ['4ti2', '4ti2'],
    ['X', 'x']
  ])('%s is %s in an index', (name, normalized) => {
    expect(nameProblem(name)).toBeUndefined()
    expect(normalizeName(name)).toBe(normalized)
  })

  test.each([
    ['', 'is empty'],
    ['a\n', CONTROLS],
    ['\na', CONTROLS],
    ['a\r\nb', CONTROLS],
    ['a\0', CONTROLS],
    ['a\u2028', CONTROLS],
    [' a', SPACES],
    ['a\u00a0', SPACES],
    ['a b', CHARACTERS],
    ['a/b', CHARACTERS],
    ['a\\b', CHARACTERS],
    ['../a', CHARACTERS],
    ['a@1', CHARACTERS],
    ['größe', CHARACTERS],
    ['\u212aelvin', CHARACTERS],
    ['ta\u017fk', CHARACTERS],
    ['d\u0131sk', CHARACTERS],
    ['\uff41', CHARACTERS],
    ['1\u0661', CHARACTERS],
    ['-', ENDS],
    ['..', ENDS],
    ['_a', ENDS],
    ['a-', ENDS],
    ['a.', ENDS]
  ])('%j %s', (name, why) => {
    expect(nameProblem(name)).toBe(why)
  })

  test('that is none never becomes one in lower case', () => {
    expect(normalizeName('\u212aelvin')).toBe('\u212aelvin')
    expect(normalizeName('\u0130x')).toBe('\u0130x')
  })

  test('is the same after it was normalised twice, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(projectName, damaged(projectName), fc.string({ unit: 'binary' })), (name) => {
        const normalized = normalizeName(name)
        expect(normalizeName(normalized)).toBe(normalized)
        expect(nameProblem(normalized) === undefined).toBe(nameProblem(name) === undefined)
        if (nameProblem(name) === undefined) expect(normalized).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      }),
      { numRuns: 5_000 }
    )
  })
})

describe('a text in quotes', () => {
  test.each([
    ['1.0', '"1.0"'],
    ['a"b\n', String.raw`"a\"b\n"`],
    ['\u001b[31m\u009b\u202e', String.raw`"\u001b[31m\u009b\u202e"`],
    ['größe', '"größe"'],
    ['1'.repeat(1_000_000), `"${'1'.repeat(116)}…"`]
  ])('is on one line, and not long', (text, expected) => {
    expect(quoted(text)).toBe(expected)
  })
})
