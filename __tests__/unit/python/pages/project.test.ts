import { describe, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { stamped } from '../../../../src/python/entries.ts'
import { emptiedOf } from '../../../../src/python/gone.ts'
import { renderProject } from '../../../../src/python/pages/project.ts'
import { changeEntry, type Entry } from '../../../../src/python/record.ts'
import { versionKey } from '../../../../src/python/versions.ts'
import type { Page } from '../../../../src/stores/store.ts'
import { all, parsePage } from '../../../support/html.ts'
import { entryOf, projectOf, wheelOf } from '../../../support/python-project.ts'
import { golden } from '../../../support/golden.ts'
import { generator } from '../../../support/random.ts'

const GOLDEN = new URL('golden/', import.meta.url)

/** A project with something of everything. */
const NARF = projectOf(
  [
    wheelOf('1.0', { serial: 2, yanked: true, yanked_reason: 'Loses <data>' }),
    entryOf('1.0', 'narf-1.0.tar.gz', { serial: 3, yanked: true, yanked_reason: 'Loses <data>' }),
    wheelOf('1.1', {
      serial: 5,
      requires_python: '>=3.9',
      summary: 'Says "narf" & more',
      description: '# Narf',
      description_content_type: 'text/markdown',
      author: 'Jane Doe',
      author_email: 'jane@example.org',
      license_expression: 'MIT',
      keywords: 'narf,example',
      home_page: 'https://narf.example.org/',
      project_urls: {
        Source: 'https://git.example.org/narf?branch=main',
        Chat: 'irc://chat.example.org/narf'
      },
      requires_dist: ['click>=8', 'httpx; extra == "http"'],
      provides_extra: ['http'],
      classifiers: ['Programming Language :: Python :: 3']
    }),
    entryOf('1.1', 'narf-1.1.tar.gz', { serial: 6, has_sig: true }),
    wheelOf('1.0+local.1', { serial: 7 }),
    wheelOf('2.0rc1', { serial: 8 })
  ],
  { emptied: [{ version: '0.9', serial: 4 }] }
)

function pathsOf(pages: readonly Page[]): string[] {
  return pages.map(({ path }) => path)
}

function pageAt(pages: readonly Page[], path: string): Page {
  const page = pages.find((each) => each.path === path)
  if (page === undefined) throw new Error(`There is no page ${path}`)
  return page
}

function json(page: Page): unknown {
  return JSON.parse(Buffer.from(page.body).toString())
}

/** The serial that the bytes of a page carry. */
function carried({ body, contentType }: Page): unknown {
  const text = Buffer.from(body).toString()
  if (contentType.startsWith('text/html'))
    return Number(
      all(parsePage(body), 'meta').find(({ attributes }) => attributes['name'] === 'registry:serial')
        ?.attributes['content']
    )
  const shape = v.union([
    v.object({ last_serial: v.number() }),
    v.object({ meta: v.object({ '_last-serial': v.number() }) })
  ])
  const parsed = v.parse(shape, JSON.parse(text))
  return 'meta' in parsed ? parsed.meta['_last-serial'] : parsed.last_serial
}

describe('the pages of a project', () => {
  const pages = renderProject(NARF)

  test('are these', () => {
    expect(pages.map(({ path, orElse, contentType, serial }) => [path, orElse, contentType, serial])).toEqual(
      [
        ['narf/', undefined, 'text/html; charset=utf-8', 8],
        ['narf/index.html', undefined, 'text/html; charset=utf-8', 8],
        ['narf/json', undefined, 'application/json; charset=utf-8', 8],
        ['narf/2.0rc1/', 'narf/2.0rc1/index.html', 'text/html; charset=utf-8', 8],
        ['narf/2.0rc1/json', undefined, 'application/json; charset=utf-8', 8],
        ['narf/1.1/', 'narf/1.1/index.html', 'text/html; charset=utf-8', 6],
        ['narf/1.1/json', undefined, 'application/json; charset=utf-8', 6],
        ['narf/1.0+local.1/', 'narf/1.0+local.1/index.html', 'text/html; charset=utf-8', 7],
        ['narf/1.0+local.1/json', undefined, 'application/json; charset=utf-8', 7],
        ['narf/1.0/', 'narf/1.0/index.html', 'text/html; charset=utf-8', 3],
        ['narf/1.0/json', undefined, 'application/json; charset=utf-8', 3],
        ['narf/0.9/', 'narf/0.9/index.html', 'text/html; charset=utf-8', 4],
        ['narf/0.9/json', undefined, 'application/json; charset=utf-8', 4],
        ['_json/narf/', '_json/narf/index.json', 'application/vnd.pypi.simple.v1+json', 8]
      ]
    )
    expect(new Set(pages.map(({ cacheControl }) => cacheControl))).toEqual(new Set(['no-cache']))
  })

  test.each(pathsOf(pages).filter((path) => path !== 'narf/'))('%s looks as it did', (path) => {
    golden(GOLDEN, pageAt(pages, path))
  })

  test('are the same under both names that mean the project', () => {
    expect(pageAt(pages, 'narf/').body).toEqual(pageAt(pages, 'narf/index.html').body)
  })

  test('carry their serials', () => {
    expect(pages.map(carried)).toEqual(pages.map(({ serial }) => serial))
  })

  test('do not depend on the order of the record', () => {
    const entries = NARF.record.entries.toReversed()
    expect(renderProject({ ...NARF, record: { ...NARF.record, entries } })).toEqual(pages)
  })

  test('of a version do not change with another version', () => {
    const more = renderProject({
      ...NARF,
      record: {
        hasRemovals: false,
        serial: 9,
        entries: [...NARF.record.entries, wheelOf('3.0', { serial: 9, has_sig: true })]
      }
    })
    const unchanged = pages.filter(({ path }) => /^narf\/\d/.test(path))
    expect(unchanged).toHaveLength(10)
    for (const page of unchanged) expect(pageAt(more, page.path)).toEqual(page)
    expect(pageAt(more, 'narf/').serial).toBe(9)
  })
})

describe('a project whose files lie in a folder of another name', () => {
  const pages = renderProject({ ...NARF, folder: 'Narf+1' })

  test('has its pages in both, but one index.html and one page of JSON', () => {
    const own = pathsOf(renderProject(NARF))
    const former = own.filter((path) => path.startsWith('narf/') && path !== 'narf/index.html')
    expect(pathsOf(pages)).toEqual([...own, ...former.map((path) => path.replace('narf/', 'Narf+1/'))])
    expect(pages.filter(({ orElse }) => orElse?.startsWith('Narf+1/'))).toEqual([])
  })

  test.each([
    ['narf/', 'https://host/simple/Narf%2B1/narf-2.0rc1-py3-none-any.whl'],
    ['narf/1.1/', 'https://host/simple/Narf%2B1/narf-1.1-py3-none-any.whl'],
    ['Narf+1/', 'https://host/simple/Narf%2B1/narf-2.0rc1-py3-none-any.whl'],
    ['Narf+1/1.1/', 'https://host/simple/Narf%2B1/narf-1.1-py3-none-any.whl']
  ])('links lead from %s to the files', (path, expected) => {
    const base = `https://host/simple/${path.replace('+', '%2B')}`
    const links = all(parsePage(pageAt(pages, path).body), 'a')
      .map(({ attributes }) => new URL(attributes['href'] ?? '', base).href)
      .filter((href) => href.includes('#sha256='))
    expect(links[0]?.replace(/#.*/, '')).toBe(expected)
  })

  test.each(['narf/json', 'narf/1.1/json', '_json/narf/', 'Narf+1/json', 'Narf+1/1.1/json'])(
    'addresses lead from %s to the files',
    (path) => {
      const text = JSON.stringify(json(pageAt(pages, path)))
      const urls = [...text.matchAll(/"url":"([^"]*)"/g)].map(
        ([, url]) => new URL(url ?? '', `https://host/simple/${path.replace('+', '%2B')}`).href
      )
      expect(urls.length).toBeGreaterThan(0)
      for (const url of urls) expect(url).toMatch(/^https:\/\/host\/simple\/Narf%2B1\/narf-[^/]+$/)
    }
  )

  test.each([
    ['narf/1.1/', 'https://host/simple/narf/index.html', 'https://host/simple/index.html'],
    ['Narf+1/1.1/', 'https://host/simple/narf/index.html', 'https://host/simple/index.html']
  ])('and from %s back to the project and the root', (path, project, root) => {
    const [nav] = all(parsePage(pageAt(pages, path).body), 'nav')
    const links = nav?.children.map(
      ({ attributes }) => new URL(attributes['href'] ?? '', `https://host/simple/${path}`).href
    )
    expect(links).toEqual([project, root])
  })
})

describe('a project without files', () => {
  const pages = renderProject({ ...projectOf([]), record: { entries: [], serial: 12, hasRemovals: true } })

  test('has pages that say so, with the serial of the record', () => {
    expect(pathsOf(pages)).toEqual(['narf/', 'narf/index.html', 'narf/json', '_json/narf/'])
    expect(pages.map(carried)).toEqual([12, 12, 12, 12])
    expect(all(parsePage(pageAt(pages, 'narf/').body), 'a')).toEqual([])
    expect(json(pageAt(pages, '_json/narf/'))).toEqual({
      meta: { 'api-version': '1.4', '_last-serial': 12 },
      name: 'narf',
      versions: [],
      files: []
    })
    expect(json(pageAt(pages, 'narf/json'))).toMatchObject({
      info: { name: 'narf', version: '' },
      urls: [],
      releases: {}
    })
  })
})

describe('absolute links', () => {
  const entry = (base: string) => wheelOf('1.0', { base_url: base, provenance: true })
  const linkIn = (base: string, path = 'narf/') => {
    const [link] = all(parsePage(pageAt(renderProject(projectOf([entry(base)])), path).body), 'a').filter(
      ({ attributes }) => attributes['href']?.includes('#sha256=')
    )
    return link?.attributes
  }

  test.each([
    ['https://cdn.example.org/simple/', 'https://cdn.example.org/simple/narf/narf-1.0-py3-none-any.whl'],
    ['https://cdn.example.org/simple', 'https://cdn.example.org/simple/narf/narf-1.0-py3-none-any.whl'],
    ['http://cdn.example.org/', 'http://cdn.example.org/narf/narf-1.0-py3-none-any.whl'],
    ['javascript:alert(1)/', 'narf-1.0-py3-none-any.whl'],
    ['https://cdn.example.org/?x=', 'narf-1.0-py3-none-any.whl'],
    ['https://cdn.example.org/#', 'narf-1.0-py3-none-any.whl'],
    ['somewhere/', 'narf-1.0-py3-none-any.whl']
  ])('below %s', (base, expected) => {
    expect(linkIn(base)?.['href']?.replace(/#.*/, '')).toBe(expected)
  })

  test('are the same on every page', () => {
    expect(linkIn('https://cdn.example.org/', 'narf/1.0/')).toEqual(linkIn('https://cdn.example.org/'))
  })

  test.each([
    ['https://cdn.example.org/', 'https://cdn.example.org/narf/narf-1.0-py3-none-any.whl.provenance'],
    ['http://cdn.example.org/', undefined],
    ['', undefined]
  ])('tell where attestations are where they are safe: %s', (base, expected) => {
    expect(linkIn(base)?.['data-provenance']).toBe(expected)
  })

  test('appear in Warehouse’s addresses, and in what to type', () => {
    const pages = renderProject(projectOf([entry('https://cdn.example.org/simple/')]))
    expect(json(pageAt(pages, 'narf/1.0/json'))).toMatchObject({
      info: {
        package_url: 'https://cdn.example.org/simple/narf/',
        project_url: 'https://cdn.example.org/simple/narf/',
        release_url: 'https://cdn.example.org/simple/narf/1.0/'
      },
      urls: [{ url: 'https://cdn.example.org/simple/narf/narf-1.0-py3-none-any.whl' }]
    })
    const [command] = all(parsePage(pageAt(pages, 'narf/').body), 'pre')
    expect(command?.text).toContain('pip install --index-url https://cdn.example.org/simple/ narf')
  })
})

describe('pages while files come, are yanked and go', () => {
  const versions = ['1.0', '1.0.0', '1.1', '2.0rc1']
  const builds = ['1-py3-none-any.whl', '2-py3-none-any.whl', '3-py3-none-any.whl']

  /** The states of a project, one after another. */
  function* states(seed: number) {
    const random = generator(seed)
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
    let entries: Entry[] = []
    const gone = new Map<string, number>()
    for (let serial = 1; serial < 40; serial += 1) {
      const version = pick(versions)
      const filename = `narf-${version}-${pick(builds)}`
      const before = entries
      const chance = random()
      if (chance < 0.5) {
        const others = entries.filter((entry) => entry.filename !== filename)
        entries = [...others, entryOf(version, filename, { serial, size: serial })]
      } else if (chance < 0.65) {
        const change = { yanked: random() < 0.6, yanked_reason: pick(['', 'bad']), serial }
        const isMeant = (entry: Entry) => versionKey(entry.version) === versionKey(version)
        entries = entries.map((entry) => (isMeant(entry) ? changeEntry(entry, change) : entry))
      } else {
        const kept = entries.filter(() => random() < 0.6)
        entries = stamped(kept, { before, serial })
        for (const each of versions)
          if (!kept.some((entry) => entry.version === each) && before.some((entry) => entry.version === each))
            gone.set(each, serial)
      }
      const tombstones = { files: new Map(), versions: gone }
      yield {
        ...projectOf(entries),
        record: { entries, serial, hasRemovals: true },
        emptied: emptiedOf(entries, tombstones)
      }
    }
  }

  test.each(Array.from({ length: 20 }, (_, seed) => [seed]))(
    'have one body a serial, and no body twice: %i',
    (seed) => {
      const known = new Map<string, Map<number, string>>()
      for (const state of states(seed)) {
        for (const { path, serial, body } of renderProject(state)) {
          const bodies = known.get(path) ?? new Map<number, string>()
          known.set(path, bodies)
          const text = Buffer.from(body).toString()
          expect({ path, serial, text: bodies.get(serial) ?? text }).toEqual({ path, serial, text })
          bodies.set(serial, text)
          expect(serial).toBe(Math.max(...bodies.keys()))
        }
      }
      expect(known.size).toBeGreaterThan(8)
    }
  )
})
