import { describe, expect, test } from '@jest/globals'
import fc, { type Arbitrary } from 'fast-check'
import * as v from 'valibot'
import { renderProject } from '../../../../src/python/pages/project.ts'
import { renderRoot } from '../../../../src/python/pages/root.ts'
import { normalizeName } from '../../../../src/python/names.ts'
import type { Entry } from '../../../../src/python/record.ts'
import type { Page } from '../../../../src/stores/store.ts'
import { all, everything, parsePage, type Element } from '../../../support/html.ts'
import { entryOf, projectOf } from '../../../support/python-project.ts'

const BASE = 'https://host/simple/'

/** What HTML has no way to say becomes the character for that. */
function sayable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD')
}

/** What somebody might write who hopes that it is not escaped. */
const hostile: Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(...'< > & " \' ` = - ! \r \n \t \0 a ; # \u202e \u0130'.split(' ')),
    maxLength: 20
  }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</a></td></table></details></form><base href="https://evil.example/">',
    '<a href="https://evil.example/narf-99-py3-none-any.whl#sha256=00">narf-99-py3-none-any.whl</a>',
    '</title><meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '&lt;b&gt;&#x27;&amp;amp;',
    '--><!--',
    ']]>',
    '__proto__',
    ''
  )
)

const address: Arbitrary<string> = fc.oneof(
  hostile,
  fc
    .tuple(
      fc.constantFrom(
        'https://x/',
        'javascript:',
        'JAVASCRIPT:',
        ' javascript:',
        'java\nscript:',
        'data:text/html,',
        'mailto:',
        '//',
        'vbscript:',
        'https://x/?a=',
        'https://x/narf-9.tar.gz#lang='
      ),
      hostile
    )
    .map((parts) => parts.join(''))
)

const filename: Arbitrary<string> = fc
  .oneof(
    hostile,
    fc.constantFrom('javascript:alert(1).whl', 'a?b#c%2F.whl', 'narf-1.0+l.whl', '&amp;.zip', ' ')
  )
  .map((text) => text.replace(/[/\\]/g, ''))
  .filter((text) => !['', '.', '..'].includes(text))

const version: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '1.0',
    '1.0.0',
    'v1.0',
    '1.0rc1',
    '1!2.0',
    '1.0+l.1',
    '2004d',
    'json',
    '..',
    'a/b',
    'index.html',
    '1',
    '__proto__'
  ),
  hostile
)

const time: Arbitrary<string> = fc.oneof(
  hostile,
  fc.constantFrom(
    '2026-01-02T03:04:05Z',
    '2026-02-30T03:04:05Z',
    '2026-01-02T25:04:05Z',
    '2026-01-02T03:04:05+0230',
    '2026-01-02T03:04:05.1234567Z',
    '"2026-01-02T03:04:05Z'
  )
)

const entry: Arbitrary<Entry> = fc
  .record({
    version,
    filename,
    name: fc.oneof(hostile, fc.constantFrom('Narf', 'NARF', 'other')),
    summary: hostile,
    description: hostile,
    requires_python: hostile,
    yanked: fc.boolean(),
    yanked_reason: hostile,
    has_sig: fc.boolean(),
    provenance: fc.boolean(),
    author: hostile,
    author_email: hostile,
    license: hostile,
    keywords: hostile,
    platform: hostile,
    packagetype: hostile,
    python_version: hostile,
    comment_text: hostile,
    home_page: address,
    download_url: address,
    project_urls: fc.array(fc.tuple(hostile, address), { maxLength: 3 }),
    requires_dist: fc.array(hostile, { maxLength: 3 }),
    classifiers: fc.array(hostile, { maxLength: 3 }),
    upload_time_iso_8601: time,
    core_metadata: fc.option(fc.record({ sha256: fc.oneof(hostile, fc.constant('ab'.repeat(32))) })),
    digests: fc.constantFrom({ sha256: 'cd'.repeat(32) }, { md5: 'ef'.repeat(16) }, {}, { sha256: '"><' }),
    base_url: fc.option(
      fc.oneof(address, fc.constantFrom('https://cdn.example/', 'https://cdn.example/a"b/'))
    ),
    serial: fc.nat(99)
  })
  .map(({ version, filename, ...document }) => entryOf(version, filename, document))

const entries = fc.uniqueArray(entry, { maxLength: 6, selector: (each) => sayable(each.filename) })

/** Elements and attributes that pages are made of, other than links of files. */
const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
  html: ['lang'],
  head: [],
  meta: ['charset', 'name', 'content'],
  title: [],
  style: [],
  body: [],
  form: [],
  nav: [],
  button: ['formaction'],
  h1: [],
  h2: [],
  small: [],
  p: ['class'],
  bdi: [],
  pre: [],
  var: [],
  code: ['class'],
  dl: [],
  dt: [],
  dd: [],
  ul: ['class'],
  li: [],
  details: ['open'],
  summary: [],
  strong: [],
  mark: ['class'],
  time: [],
  span: ['class'],
  table: [],
  tbody: [],
  tr: [],
  td: [],
  div: ['class'],
  a: [
    'href',
    'rel',
    'data-requires-python',
    'data-yanked',
    'data-core-metadata',
    'data-gpg-sig',
    'data-provenance',
    'data-size',
    'data-upload-time'
  ]
}

const CLASSES = ['lead', 'soft', 'yanked', 'card', 'columns']

function isHtml({ contentType }: Page): boolean {
  return contentType === 'text/html; charset=utf-8'
}

/** What an element has that no page should. */
function trespasses(path: string, { name, attributes }: Element): string[] {
  const allowed = VOCABULARY[name]
  if (allowed === undefined) return [`<${name}>`]
  const { class: named, href, formaction = href } = attributes
  const leads = formaction === undefined ? 'https:' : new URL(formaction, BASE + path).protocol
  return [
    ...Object.keys(attributes).filter((attribute) => !allowed.includes(attribute)),
    ...(named === undefined || CLASSES.includes(named) ? [] : [`class ${named}`]),
    ...(['http:', 'https:', 'mailto:'].includes(leads) ? [] : [leads])
  ]
}

/** Holds a page to its vocabulary, and to links that do no harm. */
function expectHarmless(page: Page): Element {
  const root = parsePage(page.body)
  expect(everything(root).flatMap((element) => trespasses(page.path, element))).toEqual([])
  expect(all(root, 'style')).toHaveLength(1)
  expect(all(root, 'meta').map(({ attributes }) => attributes['name'])).toEqual([
    undefined,
    'viewport',
    'referrer',
    'pypi:repository-version',
    'registry:serial'
  ])
  return root
}

/** The file's name that an address leads to, where the address has one. */
function nameIn(href: string): string {
  return decodeURIComponent(new URL(href, `${BASE}narf/`).pathname.split('/').at(-1) ?? '')
}

describe('whatever a record holds', () => {
  test('pages have nothing in them but their own elements and attributes', () => {
    fc.assert(
      fc.property(entries, (record) => {
        renderProject(projectOf(record, { folder: 'Narf' }))
          .filter(isHtml)
          .forEach(expectHarmless)
      }),
      { numRuns: 300 }
    )
  })

  test('the links of a project’s page are its files, exactly', () => {
    fc.assert(
      fc.property(entries, (record) => {
        const [page] = renderProject(projectOf(record))
        if (page === undefined) throw new Error('There is no page')
        const links = all(expectHarmless(page), 'a')
        expect(links.map(({ text }) => text).toSorted()).toEqual(
          record.map((each) => sayable(each.filename)).toSorted()
        )
        for (const file of record) {
          const link = links.find(({ text }) => text === sayable(file.filename))
          if (link === undefined) throw new Error('There is no link')
          expectLink(link, file)
        }
      }),
      { numRuns: 300 }
    )
  })

  test('a version’s page says what its metadata says', () => {
    fc.assert(
      fc.property(entry, (file) => {
        const pages = renderProject(projectOf([file])).filter(isHtml)
        const page = pages.find(({ path }) => path === `narf/${file.version}/`)
        if (page === undefined) return
        const root = expectHarmless(page)
        const { info } = file
        expect(all(root, 'p').find(({ attributes }) => attributes['class'] === 'lead')?.text ?? '').toBe(
          sayable(info.summary)
        )
        expect(all(root, 'mark').map(({ text }) => text)).toEqual(
          file.yanked === undefined ? [] : [file.yanked === '' ? 'yanked' : `yanked: ${sayable(file.yanked)}`]
        )
        const told = (name: string) => {
          const [list] = all(root, 'dl')
          const index = list?.children.findIndex(({ text }) => text === name) ?? -1
          return index === -1 ? undefined : list?.children[index + 1]
        }
        expect(told('Author')?.text ?? '').toBe(sayable(info.author))
        expect(told('Licence')?.text ?? '').toBe(sayable(info.license))
        expect(told('Keywords')?.text ?? '').toBe(sayable(info.keywords))
        expect(told('Python')?.text ?? '').toBe(sayable(file.requiresPython ?? ''))
        const items = (name: string) => all(told(name) ?? root, 'li').map(({ text }) => text)
        if (info.requiresDist.length > 0) expect(items('Requires')).toEqual(info.requiresDist.map(sayable))
        if (info.classifiers.length > 0) expect(items('Classifiers')).toEqual(info.classifiers.map(sayable))
      }),
      { numRuns: 500 }
    )
  })

  test('JSON says the same, unescaped', () => {
    const shape = v.object({
      files: v.array(
        v.object({
          filename: v.string(),
          url: v.string(),
          yanked: v.optional(v.union([v.string(), v.literal(true)])),
          'requires-python': v.optional(v.string())
        })
      )
    })
    fc.assert(
      fc.property(entries, (record) => {
        for (const page of renderProject(projectOf(record)).filter((each) => !isHtml(each))) {
          const text = new TextDecoder('utf-8', { fatal: true }).decode(page.body)
          const parsed: unknown = JSON.parse(text)
          if (page.path !== '_json/narf/') continue
          const { files } = v.parse(shape, parsed)
          expect(files).toHaveLength(record.length)
          for (const file of record) {
            const found = files.find((each) => each.filename === file.filename)
            expect(found?.['requires-python']).toBe(file.requiresPython)
            expect(found?.yanked).toBe(file.yanked === '' ? true : file.yanked)
            expect(nameIn(found?.url ?? '')).toBe(file.filename.replace(/\p{Surrogate}/gu, '\uFFFD'))
          }
        }
      }),
      { numRuns: 300 }
    )
  })
})

/** Holds a link to what the simple API says of its file. */
function expectLink({ attributes }: Element, file: Entry): void {
  const {
    href = '',
    'data-upload-time': uploadTime,
    'data-core-metadata': metadata,
    'data-provenance': provenance,
    ...rest
  } = attributes
  expect(nameIn(href)).toBe(file.filename.replace(/\p{Surrogate}/gu, '\uFFFD'))
  const { sha256, md5 } = file.digests
  expect(href.split('#')[1]).toBe(sha256 === undefined ? md5 && `md5=${md5}` : `sha256=${sha256}`)
  expect(rest).toEqual({
    ...(file.requiresPython === undefined ? {} : { 'data-requires-python': sayable(file.requiresPython) }),
    ...(file.yanked === undefined ? {} : { 'data-yanked': sayable(file.yanked) }),
    'data-gpg-sig': String(file.hasSignature),
    'data-size': String(file.size)
  })
  expect(metadata).toBe(file.coreMetadata === 'ab'.repeat(32) ? `sha256=${file.coreMetadata}` : undefined)
  if (uploadTime !== undefined) {
    expect(uploadTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/)
    expect(new Date(uploadTime).toISOString().slice(0, 19)).toBe(uploadTime.slice(0, 19))
  }
  if (provenance !== undefined) {
    expect(file.hasProvenance).toBe(true)
    expect(provenance).toMatch(/^https:\/\/[^"<>]+\.provenance$/)
  }
}

describe('whatever projects are called', () => {
  test('the links of the root are the projects, exactly', () => {
    fc.assert(
      fc.property(
        fc.array(hostile),
        fc.nat(),
        fc.option(address, { nil: undefined }),
        (projects, serial, baseUrl) => {
          const [page] = renderRoot({ projects, serial, baseUrl })
          if (page === undefined) throw new Error('There is no page')
          const links = all(expectHarmless(page), 'a')
          const names = new Set(projects.map((name) => normalizeName(name)))
          expect(new Set(links.map(({ text }) => normalizeName(text)))).toEqual(
            new Set([...names].map(sayable))
          )
          expect(links).toHaveLength(names.size)
        }
      ),
      { numRuns: 300 }
    )
  })
})
