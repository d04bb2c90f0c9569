import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { normalizeName } from '../../../src/python/names.ts'
import { extrasNote, parsePin, parseRequest, type Request } from '../../../src/python/requests.ts'
import { matching, parseSpecifier, renderSpecifier } from '../../../src/python/specifiers.ts'
import { projectName, specifier, version } from '../../support/python-texts.ts'

function read(text: string): Request {
  const parsed = parseRequest(text)
  if ('problem' in parsed) throw new Error(`${text} ${parsed.problem}`)
  return parsed.request
}

describe('a request', () => {
  test.each([
    ['narf', 'narf', ''],
    [' Narf_2 ', 'narf-2', ''],
    ['narf==1.2', 'narf', '==1.2'],
    ['narf == 1.2', 'narf', '==1.2'],
    ['narf>=1,<2', 'narf', '>=1,<2'],
    ['narf >= 1, < 2', 'narf', '>=1,<2'],
    ['narf~=1.4', 'narf', '~=1.4'],
    ['narf==1.*', 'narf', '==1.*'],
    ['narf===1.0', 'narf', '===1.0'],
    ['narf!=1.5', 'narf', '!=1.5'],
    ['narf (>=1,<2)', 'narf', '>=1,<2'],
    ['narf ()', 'narf', '']
  ])('as pip writes it: %j', (text, name, expected) => {
    const request = read(text)
    expect({ ...request, specifier: renderSpecifier(request.specifier) }).toEqual({
      text,
      name,
      specifier: expected,
      extras: []
    })
  })

  test.each([
    ['narf@latest', ''],
    ['narf@*', ''],
    ['narf@1.2', '==1.2'],
    ['narf@ 1.2', '==1.2'],
    ['narf @1.2', '==1.2'],
    ['narf@=1.2', '==1.2'],
    ['narf@==1.2', '==1.2'],
    ['narf@1.2+local', '==1.2+local'],
    ['narf@1.2-rc.1', '==1.2rc1'],
    ['narf@1.x', '==1.*'],
    ['narf@1.2.*', '==1.2.*'],
    ['narf@==1.2.*', '==1.2.*'],
    ['narf@1.x.x', '==1.*'],
    ['narf@>=1,<2', '>=1,<2'],
    ['narf@>=1 <2', '>=1,<2'],
    ['narf@>= 1, < 2', '>=1,<2'],
    ['narf@~=1.4', '~=1.4'],
    ['narf@===odd', '===odd'],
    ['narf@^1.2', '>=1.2,<2'],
    ['narf@^1.2.3', '>=1.2.3,<2'],
    ['narf@^0.2.3', '>=0.2.3,<0.3'],
    ['narf@^0.0.3', '>=0.0.3,<0.0.4'],
    ['narf@^0', '>=0,<1'],
    ['narf@^0.0', '>=0.0,<0.1'],
    ['narf@^1.x', '>=1,<2'],
    ['narf@^ 1.2', '>=1.2,<2'],
    ['narf@^1!2.3', '>=1!2.3,<1!3'],
    ['narf@^1.2rc1', '>=1.2rc1,<2'],
    ['narf@^9007199254740993.1', '>=9007199254740993.1,<9007199254740994'],
    ['narf@~1.2.3', '>=1.2.3,<1.3'],
    ['narf@~1.2', '>=1.2,<1.3'],
    ['narf@~1', '>=1,<2'],
    ['narf@^1.2 !=1.5', '>=1.2,<2,!=1.5']
  ])('as for any other package: %s is %j', (text, expected) => {
    expect(read(text).name).toBe('narf')
    expect(renderSpecifier(read(text).specifier)).toBe(expected)
  })

  const ADDRESS = 'is an address, and only what is in the registry can be asked for'
  test.each([
    ['', 'is empty'],
    ['  ', 'is empty'],
    ['a\nb', 'has a line break or another control character'],
    ['==1.0', 'has no name'],
    ['[extra]', 'has no name'],
    ['größe', 'has a name that has characters other than ASCII letters, digits, ".", "_" and "-"'],
    ['./narf', 'has a name that has characters other than ASCII letters, digits, ".", "_" and "-"'],
    ['narf.==1', 'has a name that does not begin and end with a letter or a digit'],
    ['narf 1.0', 'has "1.0" without an operator such as "=="'],
    ['narf=1.0', 'has "=1.0", which does not begin with an operator such as "==" or ">="'],
    ['narf^1.2', 'has "^1.2", which goes after an "@" alone, as in "name@^1.2"'],
    ['narf==one', 'has "==one", whose version is not one as PEP 440 has them'],
    ['narf@', 'has nothing after its "@"'],
    ['narf@one', 'has "one" after its "@", which is neither a version nor a range'],
    ['narf@1.x.3', 'has "1.x.3" after its "@", which is neither a version nor a range'],
    ['narf@>=one', 'has ">=one", whose version is not one as PEP 440 has them'],
    ['narf@^one', 'has a range from "one", which is not a version without a local part'],
    ['narf@~1+a', 'has a range from "1+a", which is not a version without a local part'],
    ['narf@^', 'has a range from "", which is not a version without a local part'],
    ['narf@1 || 2', 'has "||", which Python\'s versions do not know'],
    ['narf@1.1 - 1.2', 'has a range with " - ", which is written ">=1.1,<=1.2"'],
    ['narf @ https://example.com/narf.whl', ADDRESS],
    ['narf@git+ssh://example.com/narf', ADDRESS],
    ['narf@file:narf.whl', ADDRESS],
    ['https://example.com/narf.whl', ADDRESS],
    ['-r requirements.txt', 'is an option of pip'],
    ['--pre', 'is an option of pip'],
    ['narf==1 --hash=sha256:00', 'has options of pip'],
    ['narf; python_version < "3.9"', 'has a marker (after ";"), and markers are not evaluated here'],
    ['narf==1 # why', 'has a comment'],
    ['# why', 'has a comment'],
    ['narf[a', 'has a "[" without a "]"'],
    ['narf[a,]', 'has the extra "", which is empty'],
    [
      'narf[a b]',
      'has the extra "a b", which has characters other than ASCII letters, digits, ".", "_" and "-"'
    ]
  ])('%j %s', (text, problem) => {
    const parsed = parseRequest(text)
    expect('problem' in parsed ? parsed.problem : undefined).toBe(problem)
  })

  test('may have extras, which have no bearing, and are spoken of', () => {
    const request = read('Narf [Zort, p_oit] >=1')
    expect(request.extras).toEqual(['zort', 'p-oit'])
    expect(renderSpecifier(request.specifier)).toBe('>=1')
    expect(extrasNote(request)).toBe(
      'Narf [Zort, p_oit] >=1: the extras are ignored; they name what else to install, and only files of narf are fetched'
    )
    expect(extrasNote(read('narf'))).toBeUndefined()
    expect(extrasNote(read('narf[]==1'))).toBeUndefined()
  })

  test('is a name and what may follow it', () => {
    fc.assert(
      fc.property(projectName, specifier, (name, written) => {
        const parsed = parseSpecifier(written)
        fc.pre('specifier' in parsed && !/[\t;]/.test(written))
        expect(parseRequest(`${name} ${written}`)).toEqual({
          request: {
            text: `${name} ${written}`,
            name: normalizeName(name),
            specifier: parsed.specifier,
            extras: []
          }
        })
      }),
      { numRuns: 2_000 }
    )
  })

  test('for a range from a version includes that version, and nothing with another first number that counts', () => {
    const parts = fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }).map((numbers) => numbers.join('.'))
    fc.assert(
      fc.property(parts, parts, (from, other) => {
        const caret = read(`narf@^${from}`).specifier
        expect(matching(caret, [from])).toEqual([from])
        const place = from.split('.').findIndex((number) => number !== '0')
        const upTo = place === -1 ? from.split('.').length : place + 1
        const same = [0, 1, 2]
          .slice(0, upTo)
          .every((at) => (from.split('.')[at] ?? '0') === (other.split('.')[at] ?? '0'))
        const newer = matching(read(`narf>=${from}`).specifier, [other]).length > 0
        expect(matching(caret, [other]).length > 0).toBe(same && newer)
      }),
      { numRuns: 2_000 }
    )
  })
})

describe('exactly one version', () => {
  test.each([
    ['narf==1.2', '1.2'],
    ['narf @ 1.2', '1.2'],
    ['Narf==1.2.0-rc1', '1.2.0rc1'],
    ['narf==1.2+local', '1.2+local'],
    ['narf===2004d', '2004d']
  ])('is what %s names', (text, named) => {
    expect(parsePin(text)).toEqual({ pin: { text, name: 'narf', version: named } })
  })

  test.each([
    ['narf', 'names no version'],
    ['narf@latest', 'names no version'],
    ['narf>=1', 'names a range, not one version'],
    ['narf==1.*', 'names a range, not one version'],
    ['narf@^1', 'names a range, not one version'],
    ['narf==1,==1.0', 'names a range, not one version'],
    ['narf[a]==1', 'has extras, which have no versions of their own'],
    ['narf==one', 'has "==one", whose version is not one as PEP 440 has them'],
    ['', 'is empty']
  ])('is not what %j names: it %s', (text, problem) => {
    expect(parsePin(text)).toEqual({ problem })
  })

  test('is named by any version', () => {
    fc.assert(
      fc.property(projectName, version, (name, each) => {
        const [one, other] = [parsePin(`${name}==${each}`), parsePin(`${name}@${each}`)]
        expect('pin' in one && 'pin' in other && one.pin.version === other.pin.version).toBe(true)
      }),
      { numRuns: 2_000 }
    )
  })
})
