import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { addressBelow, externalAddress } from '../../../../src/python/pages/address.ts'
import { attributes, bytesOf, css, markup, type Html } from '../../../../src/python/pages/html.ts'
import { all, everything, parsePage } from '../../../support/html.ts'

const HOSTILE = `"><script>alert('1 & 2')</script><!--`

function textOf(html: Html): string {
  return Buffer.from(bytesOf(html)).toString()
}

/** A page around a body. */
function pageOf(body: Html) {
  return parsePage(
    bytesOf(markup`<!doctype html><html><head><title>t</title></head><body>${body}</body></html>`)
  )
}

/** What HTML has no way to say becomes the character for that. */
function sayable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD')
}

describe('what stands between tags', () => {
  test.each([
    ['a text', HOSTILE, '&quot;&gt;&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;&lt;!--'],
    ['a number', 3, '3'],
    ['nothing', undefined, ''],
    ['HTML', markup`<b>${'<'}</b>`, '<b>&lt;</b>'],
    ['several', ['a', [markup`<b>b</b>`, undefined], '<'], 'a<b>b</b>&lt;'],
    ['half a character', 'a\ud800b', 'a\uFFFDb'],
    ['a zero and a line break of old', '\0\r', '\uFFFD&#13;'],
    ['a whole character', '🐍', '🐍']
  ])('%s', (_name, value, expected) => {
    expect(textOf(markup`<p>${value}</p>`)).toBe(`<p>${expected}</p>`)
  })

  test('what looks like HTML and was not made here is none', () => {
    const forged: unknown = { [Symbol('markup')]: '<script>', toString: () => '<script>' }
    // @ts-expect-error -- nothing else can be written in TypeScript
    expect(() => markup`<p>${forged}</p>`).toThrow('can not be written into HTML')
  })
})

describe('what stands in a tag', () => {
  test('an attribute has its text', () => {
    expect(textOf(markup`<p title="a ${HOSTILE} b" lang="${'en'}">x</p>`)).toBe(
      '<p title="a &quot;&gt;&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;&lt;!-- b" lang="en">x</p>'
    )
  })

  test('attributes are there where they have a value, and an empty one is one', () => {
    const some = attributes({ 'data-yanked': '', 'data-size': 0, 'data-x': undefined, title: HOSTILE })
    const [link] = all(pageOf(markup`<a href="${addressBelow('', 'x')}"${some}>x</a>`), 'a')
    expect(link?.attributes).toEqual({ href: 'x', 'data-yanked': '', 'data-size': '0', title: HOSTILE })
  })

  test.each([['onclick'], ['style'], ['href'], ['formaction'], ['data x'], ['x="y" z'], ['X']])(
    'no attributes: %s',
    (name) => {
      expect(() => attributes({ [name]: 'x' })).toThrow('can not be written into HTML')
    }
  )
})

describe('mistakes show at once', () => {
  const address = addressBelow('', 'x')
  const text = 'x'
  test.each<[string, () => Html]>([
    ['a text as an address', () => markup`<a href="${text}">x</a>`],
    ['a text as part of an address', () => markup`<a href="https://${text}/">x</a>`],
    ['an address with something before it', () => markup`<a href="x${address}">x</a>`],
    ['an address with something behind it', () => markup`<a href="${address}#x">x</a>`],
    ['an address between tags', () => markup`<p>${address}</p>`],
    ['an address as a text', () => markup`<p title="${address}">x</p>`],
    ['HTML in an attribute', () => markup`<p title="${markup`x`}">x</p>`],
    ['nothing in an attribute', () => markup`<p title="${undefined}">x</p>`],
    ['a text in a tag', () => markup`<p ${text}>x</p>`],
    ['a text as a tag', () => markup`<${text}>x</p>`],
    ['attributes between tags', () => markup`<p>${attributes({ title: 'x' })}</p>`],
    ['attributes after a space', () => markup`<p ${attributes({ title: 'x' })}>x</p>`],
    ['attributes within a name', () => markup`<p${attributes({ title: 'x' })}re>x</p>`],
    ['an attribute without quotes', () => markup`<p title=${text}>x</p>`],
    ['an attribute in other quotes', () => markup`<p title='${text}'>x</p>`],
    ['a script', () => markup`<script>let x = ${text}</script>`],
    ['a style', () => markup`<style>p { color: ${text} }</style>`],
    ['the style of an element', () => markup`<p style="color: ${text}">x</p>`],
    ['what happens on a click', () => markup`<p onclick="x(${text})">x</p>`],
    ['a comment', () => markup`<!-- ${text} -->`],
    ['a sign that is no tag', () => markup`<p>1 < ${text}</p>`],
    ['an end within a tag', () => markup`<p title="${text}"`],
    ['an end within an attribute', () => markup`<p title="${text}`]
  ])('%s', (_name, write) => {
    expect(write).toThrow('can not be written into HTML')
  })
})

describe('a style sheet', () => {
  test('loses its white space, and not that between selectors', () => {
    const sheet = css`
      td + td,
      dd ul {
        margin: 0 1px;
        color: red;
      }
      @media (max-width: 40rem) {
        a:hover {
          color: blue;
        }
      }
    `
    expect(textOf(sheet)).toBe(
      '<style>td + td,dd ul{margin:0 1px;color:red}@media (max-width:40rem){a:hover{color:blue}}</style>'
    )
  })

  test('holds no tag', () => {
    expect(() => css`</style>`).toThrow('can not be written into HTML')
  })
})

describe('any text', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'< > & " \' ` = / ! - \r \n \t \0 a x ; # \ud800'.split(' ')) }),
    fc.constantFrom(HOSTILE, '</p>', '&lt;', '&#60;', '&amp', ']]>', '</title>', '<svg/onload=x>')
  )

  test('comes back from a parser as it was, and brings nothing with it', () => {
    fc.assert(
      fc.property(hostile, hostile, (inside, title) => {
        const page = pageOf(markup`<p title="${title}"${attributes({ 'data-x': title })}>a${inside}z</p>`)
        expect(everything(page).map(({ name }) => name)).toEqual(['html', 'head', 'title', 'body', 'p'])
        const [paragraph] = all(page, 'p')
        expect(paragraph?.text).toBe(`a${sayable(inside)}z`)
        expect(paragraph?.attributes).toEqual({ title: sayable(title), 'data-x': sayable(title) })
      }),
      { numRuns: 2000 }
    )
  })

  test('is an address only where it leads to the web or to a mailbox', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom('', 'javascript:', 'https://x/', 'JaVaScRiPt:', '\tdata:', 'mailto:'),
        (text, scheme) => {
          const address = externalAddress(scheme + text)
          if (address === undefined) return
          const [link] = all(pageOf(markup`<a href="${address}">x</a>`), 'a')
          const url = new URL(link?.attributes['href'] ?? '')
          expect(['http:', 'https:', 'mailto:']).toContain(url.protocol)
        }
      ),
      { numRuns: 2000 }
    )
  })
})
