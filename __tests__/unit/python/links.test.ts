import { expect, test } from '@jest/globals'
import { lastSegments } from '../../../src/python/links.ts'

test.each<[page: string, found: string[]]>([
  ['', []],
  ['<p>no link</p>', []],
  ['<a href="https://b.s3.amazonaws.com/simple/narf/">narf</a>', ['narf']],
  ['<a href="narf/index.html">narf</a>', ['narf']],
  ['<a href="narf-1.0.tar.gz#sha256=ab">x</a>', ['narf-1.0.tar.gz']],
  ['<a href="narf-1.0%2Blocal.tar.gz?x=/y">x</a>', ['narf-1.0+local.tar.gz']],
  ["<A data-x='1' HREF = 'narf/'>x</A>", ['narf']],
  ['<a\nhref="a/">x</a><a href="b/">y</a>', ['a', 'b']],
  ['<a href="%zz/">x</a><a href="b/">y</a>', ['b']],
  ['<a name="x">no address</a>', []],
  ['<abbr href="a">x</abbr>', []]
])('what the links of a page end in: %j', (page, found) => {
  expect(lastSegments(Buffer.from(page))).toEqual(found)
})
