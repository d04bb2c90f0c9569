import { describe, expect, test } from '@jest/globals'
import { RegistryError } from '../../../../src/errors.ts'
import { placeOf, quoted, unreadable } from '../../../../src/python/distributions/refusal.ts'

describe('texts from files in messages', () => {
  test.each([
    ['narf', '"narf"'],
    ['a "b" \\', '"a \\"b\\" \\\\"'],
    ['a\nb\x1b[31m', '"a\\nb\\u001b[31m"'],
    ['a\x85b\u2028c\u202ed', '"a\\u{85}b\\u{2028}c\\u{202e}d"'],
    ['漢'.repeat(200), `"${'漢'.repeat(100)}…"`]
  ])('%j', (text, expected) => {
    expect(quoted(text)).toBe(expected)
  })

  test.each([
    ['narf-1.0.dist-info/METADATA', 'narf.whl (narf-1.0.dist-info/METADATA)'],
    ['narf-1!1.0+a/PKG-INFO', 'narf.whl (narf-1!1.0+a/PKG-INFO)'],
    ['na rf\n/PKG-INFO', 'narf.whl ("na rf\\n/PKG-INFO")']
  ])('the place %j', (path, expected) => {
    expect(placeOf('narf.whl', path)).toBe(expected)
  })
})

describe('what a reader of archives threw', () => {
  const known = new RegistryError('unavailable', 'away', { hint: 'Wait.' })
  test.each<[string, unknown]>([
    ['an expected failure', known],
    ['a bug', new TypeError('undefined is not a function')],
    ['an error of the system', Object.assign(new Error('EIO'), { code: 'EIO' })],
    ['a text', 'text']
  ])('%s stays what it is', (_, thrown) => {
    expect(unreadable('narf.whl', thrown)).toBe(thrown)
  })

  test.each<[string, Error]>([
    ['a complaint', new Error('unexpected EOF')],
    ['an error of zlib', Object.assign(new Error('unexpected EOF'), { code: 'Z_BUF_ERROR' })],
    ['too much', Object.assign(new RangeError('unexpected EOF'), { code: 'ERR_BUFFER_TOO_LARGE' })]
  ])('%s refuses the file', (_, thrown) => {
    expect(unreadable('narf.whl', thrown)).toMatchObject({
      code: 'corrupt',
      message: "narf.whl can't be read: unexpected EOF",
      cause: thrown
    })
  })
})
