import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import {
  failFor,
  failForFailures,
  failForFindings,
  failForProblems,
  warnOfFindings
} from '../../../src/action/failures.ts'
import { RegistryError, type ErrorCode } from '../../../src/errors.ts'
import { failure, problem as finding } from '../../support/reports.ts'
import { parseCommands } from '../../support/workflow-commands.ts'

let stdout: string
beforeEach(() => {
  stdout = ''
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text)
    return true
  })
})
afterEach(() => {
  jest.restoreAllMocks()
  process.exitCode = undefined
})

const annotations = () => parseCommands(stdout).annotations
const lines = () => stdout.split('\n').filter((line) => line !== '' && !line.startsWith('::'))
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

const problem = (index: number) => ({ input: `input x${index}`, message: 'is missing', hint: 'Give it.' })

/** Everything that tells of several things, and how it tells of one of them. */
const tellers: {
  readonly what: string
  readonly tell: (count: number) => void
  readonly level: 'error' | 'warning'
  readonly title: (index: number) => string
  readonly message: (index: number) => string
}[] = [
  {
    what: 'wrong inputs',
    tell: (count) => {
      failForProblems(many(count, problem))
    },
    level: 'error',
    title: (index) => `Wrong input x${index}`,
    message: (index) => `input x${index} is missing. Give it.`
  },
  {
    what: 'packages that failed',
    tell: (count) => {
      failForFailures(many(count, (index) => failure(`p${index}`)))
    },
    level: 'error',
    title: (index) => `p${index} failed`,
    message: (index) => `there is no package p${index}. Check the name.`
  },
  {
    what: 'findings',
    tell: (count) => {
      failForFindings(many(count, (index) => ({ ...finding, package: `p${index}`, version: undefined })))
    },
    level: 'error',
    title: (index) => `p${index} is not well`,
    message: (index) => `p${index} is the latest, but is not there. Promote another.`
  },
  {
    what: 'findings that were not mended',
    tell: (count) => {
      warnOfFindings(many(count, (index) => ({ ...finding, package: `p${index}` })))
    },
    level: 'warning',
    title: (index) => `p${index} 1.0 is not well`,
    message: (index) => `p${index} 1.0 is the latest, but is not there. Promote another.`
  }
]

describe.each(tellers)('of $what', ({ tell, level, title, message }) => {
  const one = (index: number) => ({ level, title: title(index), message: message(index) })

  test('there are none: nothing is said, and nothing fails', () => {
    tell(0)
    expect([stdout, process.exitCode]).toEqual(['', undefined])
  })

  test.each([1, 2, 9])('there are %d: each is an annotation', (count) => {
    tell(count)
    expect(annotations()).toEqual(many(count, one))
    expect(lines()).toEqual([])
    expect(process.exitCode).toBe(level === 'error' ? 1 : undefined)
  })

  test.each([10, 11, 1000])(
    'there are %d: the tenth annotation says how many more, and the log has those',
    (count) => {
      tell(count)
      expect(annotations()).toEqual([
        ...many(9, one),
        { level, title: 'More', message: `and ${count - 9} more; the log has them all` }
      ])
      expect(lines()).toEqual(many(count - 9, (index) => message(index + 9)))
      expect(process.exitCode).toBe(level === 'error' ? 1 : undefined)
    }
  )
})

describe('what was thrown', () => {
  test.each<[ErrorCode, string]>([
    ['input', 'Wrong input'],
    ['not-found', 'Not found'],
    ['conflict', 'Conflict'],
    ['denied', 'Access denied'],
    ['unavailable', 'Not available'],
    ['corrupt', 'Corrupt'],
    ['unsupported', 'Not supported']
  ])('as %s has the title %s, says what and what to do, and fails the step', (code, title) => {
    failFor(new RegistryError(code, 'narf is not as it should be', { hint: 'Do this.' }))
    expect(annotations()).toEqual([
      { level: 'error', title, message: 'narf is not as it should be. Do this.' }
    ])
    expect(lines()).toEqual([])
    expect(process.exitCode).toBe(1)
  })

  test('has its cause in the debug log', () => {
    failFor(new RegistryError('denied', 'no', { hint: 'Do this.', cause: new Error('the cause of it') }))
    expect(parseCommands(stdout).log).toMatch(/^##\[debug\]Error: the cause of it\n {4}at /)
    expect(annotations()).toHaveLength(1)
  })

  test.each<[string, unknown, RegExp]>([
    ['an error', new TypeError('x is undefined'), /\nTypeError: x is undefined\n {4}at /],
    ['an error without a stack', Object.assign(new Error('x'), { stack: undefined }), /\nx$/],
    ['something else', 'a text', /\na text$/],
    ['nothing', undefined, /\nundefined$/]
  ])('and is no expected failure is a bug, and says so: %s', (_, thrown, says) => {
    failFor(thrown)
    const title = 'This is a bug of registry-action'
    expect(annotations()).toEqual([{ level: 'error', title, message: expect.stringMatching(says) }])
    expect(annotations()[0]?.message).toMatch(
      /^This is a bug of registry-action\. Please report it with these lines:\n/
    )
    expect(process.exitCode).toBe(1)
  })

  test('is one annotation, whatever is in its words', () => {
    const hostile = 'a\n::error::b\r\n::stop-commands::c%0A::error::d,title=e'
    failFor(new RegistryError('corrupt', hostile, { hint: 'Do this.' }))
    failForFailures([failure(hostile, hostile)])
    expect(annotations()).toEqual([
      { level: 'error', title: 'Corrupt', message: `${hostile}. Do this.` },
      { level: 'error', title: `${hostile} failed`, message: `${hostile}. Check the name.` }
    ])
    expect(stdout.trimEnd().split('\n')).toHaveLength(2)
  })

  test('is one line of the log, where it is one of many', () => {
    const hostile = 'a\n::error::b\r::error::c'
    failForFailures(many(10, () => failure('p', hostile)))
    expect(annotations()).toHaveLength(10)
    expect(lines()).toEqual(['a ::error::b ::error::c. Check the name.'])
  })
})
