import { describe, expect, test } from '@jest/globals'
import { renderRoot } from '../../../../src/python/pages/root.ts'
import { golden } from '../../../support/golden.ts'
import { all, parsePage } from '../../../support/html.ts'

const GOLDEN = new URL('golden/', import.meta.url)
const ROOT = { projects: ['zeta', 'My_Pkg', 'alpha', 'my-pkg', 'Beta.x'], serial: 5, baseUrl: undefined }

/** The links of the root: text and address. */
function linksOf(state: Parameters<typeof renderRoot>[0]) {
  return all(parsePage(renderRoot(state)[0]?.body ?? new Uint8Array()), 'a').map(({ text, attributes }) => [
    text,
    attributes['href']
  ])
}

describe('the pages of the root', () => {
  const pages = renderRoot(ROOT)

  test('are these', () => {
    expect(pages).toMatchObject([
      {
        path: '',
        orElse: undefined,
        contentType: 'text/html; charset=utf-8',
        cacheControl: 'no-cache',
        serial: 5
      },
      {
        path: 'index.html',
        orElse: undefined,
        contentType: 'text/html; charset=utf-8',
        cacheControl: 'no-cache',
        serial: 5
      },
      {
        path: '_json/',
        orElse: '_json/index.json',
        contentType: 'application/vnd.pypi.simple.v1+json',
        cacheControl: 'no-cache',
        serial: 5
      }
    ])
    expect(pages[0]?.body).toEqual(pages[1]?.body)
  })

  test.each(pages.slice(1))('$path looks as it did', (page) => {
    golden(GOLDEN, page)
  })

  test('do not depend on the order of the projects', () => {
    expect(renderRoot({ ...ROOT, projects: ROOT.projects.toReversed() })).toEqual(pages)
  })

  test('change with the serial alone', () => {
    expect(renderRoot({ ...ROOT, serial: 6 }).map(({ body }) => body)).not.toContainEqual(pages[0]?.body)
  })

  test('of an empty index are there, too', () => {
    expect(linksOf({ projects: [], serial: 0, baseUrl: undefined })).toEqual([])
  })
})

describe('links', () => {
  test('lead to normalised names, each once, in their order', () => {
    expect(linksOf(ROOT)).toEqual([
      ['alpha', 'alpha/'],
      ['Beta.x', 'beta-x/'],
      ['my-pkg', 'my-pkg/'],
      ['zeta', 'zeta/']
    ])
  })

  test('are absolute where the index is known', () => {
    expect(linksOf({ ...ROOT, projects: ['a.b'], baseUrl: 'https://host/simple/' })).toEqual([
      ['a.b', 'https://host/simple/a-b/']
    ])
  })

  test('are relative where what is known is no address', () => {
    expect(linksOf({ ...ROOT, projects: ['a'], baseUrl: 'javascript:alert(1)/' })).toEqual([['a', 'a/']])
  })
})
