import { describe, expect, test } from '@jest/globals'
import { quoted, readerOf, suggestion, type Problem } from '../../../src/options/problems.ts'

function reader(values: Record<string, string>) {
  const given = Object.entries(values).map(
    ([name, value]) => [name, { value, label: `given ${name}` }] as const
  )
  return readerOf(new Map(given), (name) => `absent ${name}`)
}

describe('a reader', () => {
  test('gives what was given, and says nothing of it', () => {
    const read = reader({ a: 'x', yes: 'True', no: 'FALSE', lines: '\n one \r\n\r\n\ttwo\n', color: 'red' })
    expect(read.text('a')).toBe('x')
    expect(read.text('b')).toBeUndefined()
    expect(read.given('a')).toEqual({ value: 'x', label: 'given a' })
    expect([read.flag('yes'), read.flag('no'), read.flag('absent')]).toEqual([true, false, false])
    expect(read.lines('lines')).toEqual(['one', 'two'])
    expect(read.lines('absent')).toEqual([])
    expect(read.oneOf('color', ['red', 'blue'], 'blue')).toBe('red')
    expect(read.oneOf('absent', ['red', 'blue'], 'blue')).toBe('blue')
    expect(read.required('a', 'Give it.')).toBe('x')
    expect(read.problems).toEqual([])
  })

  test.each<
    [name: string, use: (read: ReturnType<typeof reader>) => unknown, stand: unknown, problem: Problem]
  >([
    [
      'what is missing',
      (read) => read.required('gone', 'Give it.'),
      '',
      { input: 'absent gone', message: 'is missing', hint: 'Give it.' }
    ],
    [
      'what is neither true nor false',
      (read) => read.flag('a'),
      false,
      {
        input: 'given a',
        message: 'is "maybe", which is neither true nor false',
        hint: 'Write `true` or `false`.'
      }
    ],
    [
      'what is none of its values',
      (read) => read.oneOf('b', ['red', 'blue'], 'blue'),
      'blue',
      {
        input: 'given b',
        message: 'is "reb", which is none of its values',
        hint: 'Did you mean `red`? One of: red, blue.'
      }
    ]
  ])('notes %s', (_name, use, stand, problem) => {
    const read = reader({ a: 'maybe', b: 'reb' })
    expect(use(read)).toBe(stand)
    expect(read.problems).toEqual([problem])
    // Where it is read again, it is not said again.
    use(read)
    expect(read.problems).toEqual([problem])
  })

  test('notes different mistakes of one input', () => {
    const read = reader({})
    read.wrong('a', 'is this', 'Do.')
    read.wrong('a', 'is that', 'Do.')
    read.wrong('b', 'is this', 'Do.')
    expect(read.problems.map(({ input, message }) => `${input} ${message}`)).toEqual([
      'absent a is this',
      'absent a is that',
      'absent b is this'
    ])
  })
})

const many = Array.from({ length: 11 }, (_, index) => `choice-${'abcdefghijk'.charAt(index)}`)

test.each([
  ['psh', ['push', 'pull'], 'Did you mean `push`? One of: push, pull.'],
  ['acl', ['SSE', 'ACL'], 'Did you mean `ACL`? One of: SSE, ACL.'],
  ['PUSH', ['push', 'pull'], 'Did you mean `push`? One of: push, pull.'],
  ['fetch', ['push', 'pull'], 'One of: push, pull.'],
  ['choice-A', many, 'Did you mean `choice-a`?'],
  ['something', many, `One of: ${many.join(', ')}.`],
  ['promote-latestt', ['promote-latest'], 'Did you mean `promote-latest`? One of: promote-latest.'],
  ['x', [], 'One of: .']
])('for %j of %j is suggested: %s', (value, choices, expected) => {
  expect(suggestion(value, choices)).toBe(expected)
})

test.each([
  ['narf', '"narf"'],
  ['', '""'],
  ['a "b"\nc', String.raw`"a \"b\"\nc"`],
  ['\u001b[31m', String.raw`"\u001b[31m"`],
  ['x'.repeat(118), `"${'x'.repeat(118)}"`],
  ['x'.repeat(500), `"${'x'.repeat(116)}…"`]
])('%j in quotes', (text, expected) => {
  expect(quoted(text)).toBe(expected)
})
