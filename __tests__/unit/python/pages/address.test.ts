import { describe, expect, test } from '@jest/globals'
import {
  addressBelow,
  addressFrom,
  externalAddress,
  isAddress,
  textOf,
  webBase,
  withDigest
} from '../../../../src/python/pages/address.ts'

describe('an address below another', () => {
  test.each<[string, string, readonly string[]]>([
    ['narf-1.0.tar.gz', '', ['narf-1.0.tar.gz']],
    ['../narf/1.0/', '../', ['narf', '1.0', '']],
    ['https://host/simple/narf/', 'https://host/simple/', ['narf', '']],
    ['narf-1.0%2Blocal.whl', '', ['narf-1.0+local.whl']],
    ['1!2.0/', '', ['1!2.0', '']],
    ['javascript%3Aalert(1)', '', ['javascript:alert(1)']],
    ['a%3Fb%23c%2Fd%25e%20f%22g', '', ['a?b#c/d%e f"g']],
    ['gr%C3%B6%C3%9Fe', '', ['größe']],
    ['half%EF%BF%BD', '', ['half\ud800']]
  ])('%s', (expected, base, segments) => {
    expect(textOf(addressBelow(base, ...segments))).toBe(expected)
  })

  test('seen from elsewhere, and with a digest', () => {
    const address = addressFrom('../', addressBelow('', 'narf+1.whl'))
    expect(textOf(withDigest(address, 'sha256', 'ab'))).toBe('../narf%2B1.whl#sha256=ab')
  })

  test('is an address, and nothing else is', () => {
    expect(isAddress(addressBelow('', 'x'))).toBe(true)
    expect([undefined, null, 'x', {}, []].map(isAddress)).toEqual([false, false, false, false, false])
  })
})

describe('an address of a stranger', () => {
  test.each([
    ['https://narf.example.org/', 'https://narf.example.org/'],
    ['  HTTP://narf.example.org/a b?c="#d', 'http://narf.example.org/a%20b?c=%22#d'],
    ['mailto:jane@example.org', 'mailto:jane@example.org'],
    ['javascript:alert(1)', undefined],
    [' java\nscript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['file:///etc/passwd', undefined],
    ['//narf.example.org/', undefined],
    ['narf.example.org', undefined],
    ['https://', undefined],
    ['', undefined]
  ])('%j', (text, expected) => {
    const address = externalAddress(text)
    expect(address && textOf(address)).toBe(expected)
  })
})

describe('what absolute links begin with', () => {
  test.each([
    ['https://host/simple/', 'https://host/simple/'],
    ['https://host/simple', 'https://host/simple/'],
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000/'],
    ['https://host/a"b/', 'https://host/a%22b/'],
    ['https://host/?', undefined],
    ['https://host/?a=b/', undefined],
    ['https://host/#/', undefined],
    ['ftp://host/', undefined],
    ['javascript:0/', undefined],
    ['simple/', undefined],
    ['', undefined]
  ])('%j', (text, expected) => {
    expect(webBase(text)).toBe(expected)
  })
})
