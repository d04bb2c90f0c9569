import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  allows,
  choose,
  isPin,
  matching,
  parseSpecifier,
  renderSpecifier,
  type Specifier
} from '../../../src/python/specifiers.ts'
import { damaged, specifier, version } from '../../support/python-texts.ts'

function read(text: string): Specifier {
  const parsed = parseSpecifier(text)
  if ('problem' in parsed) throw new Error(`${text} ${parsed.problem}`)
  return parsed.specifier
}

describe('conditions', () => {
  test.each([
    ['', ''],
    [' , ', ''],
    ['==1.0', '==1.0'],
    ['== v1.0', '==1.0'],
    ['>= 1 , < 2,', '>=1,<2'],
    ['~=1.4.2', '~=1.4.2'],
    ['~=1.4a1', '~=1.4a1'],
    ['==1.*', '==1.*'],
    ['!=1!1.0.*', '!=1!1.0.*'],
    ['==1.0+Local-1', '==1.0+local.1'],
    ['===1.0-RC1', '===1.0-RC1'],
    ['=== anything', '===anything'],
    ['====1', '====1'],
    ['\u00a0>1\u2003', '>1']
  ])('%j are %j', (text, rendered) => {
    expect(renderSpecifier(read(text))).toBe(rendered)
  })

  test.each([
    ['1.0', 'has "1.0" without an operator such as "=="'],
    ['foo', 'has "foo" without an operator such as "=="'],
    ['>=1,2', 'has "2" without an operator such as "=="'],
    ['=1', 'has "=1", which does not begin with an operator such as "==" or ">="'],
    ['=>1', 'has "=>1", which does not begin with an operator such as "==" or ">="'],
    ['^1.2', 'has "^1.2", which goes after an "@" alone, as in "name@^1.2"'],
    ['~1.2', 'has "~1.2", which goes after an "@" alone, as in "name@~1.2"'],
    ['==', 'has "==", where no version follows'],
    ['>= ', 'has ">=", where no version follows'],
    ['==one', 'has "==one", whose version is not one as PEP 440 has them'],
    ['==1 0', 'has "==1 0", whose version is not one as PEP 440 has them'],
    ['==1 .*', 'has "==1 .*", whose version is not one as PEP 440 has them'],
    ['==1.*.*', 'has "==1.*.*", whose version is not one as PEP 440 has them'],
    ['==1.0a1.*', 'has "==1.0a1.*": ".*" goes with numbers alone, as in "==1.4.*"'],
    ['!=1.0+a.*', 'has "!=1.0+a.*": ".*" goes with numbers alone, as in "==1.4.*"'],
    ['>=1.*', 'has ">=1.*": ".*" goes with "==" and "!=" alone'],
    ['~=1.0.*', 'has "~=1.0.*": ".*" goes with "==" and "!=" alone'],
    ['>1.0+a', 'has ">1.0+a": a local version goes with "==" and "!=" alone'],
    ['~=1', 'has "~=1": "~=" needs two numbers at least, as in "~=1.4"'],
    ['===1 2', 'has "===1 2", where more than a version follows'],
    ['===1)', 'has "===1)", where more than a version follows'],
    ['===1;', 'has "===1;", where more than a version follows']
  ])('%j %s', (text, problem) => {
    expect(parseSpecifier(text)).toEqual({ problem })
  })

  test('that were written are read back to the same ones', () => {
    fc.assert(
      fc.property(fc.oneof(specifier, damaged(specifier)), (text) => {
        const parsed = parseSpecifier(text)
        fc.pre('specifier' in parsed)
        expect(read(renderSpecifier(parsed.specifier))).toEqual(parsed.specifier)
      }),
      { numRuns: 3_000 }
    )
  })
})

const yes = true
const no = false

describe('a version', () => {
  test.each([
    ['', '1.0', yes],
    ['', 'legacy', yes],
    ['==1.0', '1', yes],
    ['==1.0', '1.0.0', yes],
    ['==1.0', '1.0.1', no],
    ['==1.0', '1.0+local', yes],
    ['==1.0+local', '1.0', no],
    ['==1.0+local.1', '1.0+LOCAL-01', yes],
    ['==1.0', '1.0.post1', no],
    ['==1.0', '1!1.0', no],
    ['!=1.0', '1.0+local', no],
    ['!=1.0', '1.1', yes],
    ['==1.*', '1.9.post1', yes],
    ['==1.*', '1rc1', yes],
    ['==1.*', '1+local', yes],
    ['==1.*', '10', no],
    ['==1.*', '1!1.0', no],
    ['==1.0.*', '1', yes],
    ['!=1.0.*', '1', no],
    ['~=1.4', '1.5', yes],
    ['~=1.4', '1.4', yes],
    ['~=1.4', '1.4rc1', no],
    ['~=1.4', '2.0rc1', no],
    ['~=1.4.2', '1.4.9+local', yes],
    ['~=1.4.2', '1.5', no],
    ['~=1.4.post2', '1.4.post1', no],
    ['>=1.0', '1.0+local', yes],
    ['>=1.0', '1.0rc1', no],
    ['<=1.0', '1.0+local', yes],
    ['<=1.0', '1.0.post1', no],
    ['<1.0', '1.0rc1', no],
    ['<1.0', '0.9rc1', yes],
    ['<1.0rc2', '1.0rc1', yes],
    ['<1.0rc2', '1.0rc2.dev1', yes],
    ['<1.0.dev2', '1.0.dev1', yes],
    ['<1.0.post2', '1.0.post1', yes],
    ['<1.0.post2', '1.0.post2.dev1', no],
    ['>1.0', '1.0+local', no],
    ['>1.0', '1.0.post1', no],
    ['>1.0', '1.0.1', yes],
    ['>1.0', '1.0.0.post1.dev1', no],
    ['>1.0.post1', '1.0.post2', yes],
    ['>1.0.post1', '1.0.post1+local', no],
    ['>1.0a1', '1.0a1.post1', no],
    ['>1.0a1', '1.0a2', yes],
    ['>1.0.dev1', '1.0.dev2', yes],
    ['>1.0.dev1', '1.0.post1', yes],
    ['>=9007199254740993', '9007199254740992', no],
    ['===1.0', '1.0.0', no],
    ['===1.0', '1.0', yes],
    ['===1.0rc1', '1.0-RC1', yes],
    ['===1.0-rc1', '1.0-RC1', yes],
    ['===1.0-rc1', '1.0rc1', no],
    ['===2004D', '2004d', yes],
    ['==2004', '2004d', no],
    ['!=2004', '2004d', no],
    ['>=1,<2,!=1.5', '1.4', yes],
    ['>=1,<2,!=1.5', '1.5', no]
  ])('%j and %s: %s', (text, each, expected) => {
    expect(allows(read(text), each)).toBe(expected)
  })

  const kept = fc
    .tuple(specifier, specifier)
    .filter((pair) => pair.every((text) => 'specifier' in parseSpecifier(text)))

  test('satisfies two specifiers where it satisfies each', () => {
    fc.assert(
      fc.property(kept, version, ([one, other], each) => {
        expect(allows(read(`${one},${other}`), each)).toBe(
          allows(read(one), each) && allows(read(other), each)
        )
      }),
      { numRuns: 2_000 }
    )
  })

  test('is either equal to another or not', () => {
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(allows(read(`!=${one}`), other)).toBe(!allows(read(`==${one}`), other))
        expect(allows(read(`==${one}`), one)).toBe(true)
      }),
      { numRuns: 2_000 }
    )
  })
})

describe('pre-releases', () => {
  const stored = ['1.0', '2.0rc1', '1.1a1', '0.9', '1.1.dev1', 'legacy']

  test.each([
    ['', ['1.0', '0.9', 'legacy']],
    ['>=0.9', ['1.0', '0.9']],
    ['>=1.1a1', ['2.0rc1', '1.1a1']],
    ['>0.9,!=2.0rc1', ['1.0']],
    ['>=0.9,<=2.0rc1', ['2.0rc1', '1.1a1', '1.1.dev1', '1.0', '0.9']],
    ['>1.0', ['2.0rc1', '1.1a1', '1.1.dev1']],
    ['==1.1.*', ['1.1a1', '1.1.dev1']],
    ['===2.0rc1', ['2.0rc1']],
    ['===legacy', ['legacy']],
    ['>3', []]
  ])('come in where they are named, or where there is nothing else: %j', (text, expected) => {
    expect(matching(read(text), stored)).toEqual(expected)
  })

  test('are never in the way of what satisfies', () => {
    fc.assert(
      fc.property(specifier, fc.array(version, { maxLength: 8 }), (text, versions) => {
        const parsed = parseSpecifier(text)
        fc.pre('specifier' in parsed)
        const found = matching(parsed.specifier, versions)
        const allowed = versions.filter((each) => allows(parsed.specifier, each))
        expect(allowed).toEqual(expect.arrayContaining(found))
        expect(found.length > 0).toBe(allowed.length > 0)
      }),
      { numRuns: 2_000 }
    )
  })
})

describe('the version that is chosen', () => {
  const releases = [
    { version: '1.0', yanked: false },
    { version: '1.1', yanked: true },
    { version: '1.1.post1', yanked: true },
    { version: '2.0', yanked: true },
    { version: '2.1rc1', yanked: false }
  ]

  test.each([
    ['is not yanked', '', '1.0'],
    ['is not yanked, also where a newer one would do', '>=1', '1.0'],
    ['is a pre-release rather than a yanked one', '>=1.1', '2.1rc1'],
    ['is none rather than a yanked one', '>=1.1,<2', undefined],
    ['is none rather than a yanked one', '==2.0.*', undefined],
    ['is yanked where it is pinned', '==1.1', '1.1'],
    ['is yanked where it is pinned', '===2.0', '2.0'],
    ['is none where there is none', '==3', undefined]
  ])('%s: %j', (_what, text, expected) => {
    expect(choose(read(text), releases)).toBe(expected)
  })

  test.each([
    ['==1.0', yes],
    ['===1.0', yes],
    ['==1.*', no],
    ['~=1.0', no],
    ['!=1.0', no],
    ['<=1.0', no]
  ])('%s pins: %s', (text, expected) => {
    expect(read(text).some(isPin)).toBe(expected)
  })
})
