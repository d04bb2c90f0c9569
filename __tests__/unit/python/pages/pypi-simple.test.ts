import { expect, test } from '@jest/globals'
import { renderProject } from '../../../../src/python/pages/project.ts'
import { renderRoot } from '../../../../src/python/pages/root.ts'
import type { Entry } from '../../../../src/python/record.ts'
import type { Page } from '../../../../src/stores/store.ts'
import { entryOf, projectOf, wheelOf } from '../../../support/python-project.ts'
import { askPypiSimple, type PageKind } from '../../../support/pypi-simple.ts'
import { describeWith } from '../../../support/testbed.ts'

/** What the library finds in pages, each at its own address. */
function read(...pages: [PageKind, Page | undefined][]) {
  return askPypiSimple(
    pages.map(([kind, page]) => ({
      ...{ kind, project: 'narf', text: Buffer.from(page?.body ?? []).toString() },
      url: `https://host/simple/${page?.path ?? ''}`
    }))
  )
}

const ODD = `"a" & 'b' <c> &lt; \u00fc\u{1f40d}`

const ENTRIES = [
  wheelOf('1.0', { yanked: true, yanked_reason: ODD, serial: 3 }),
  entryOf('1.0', 'narf-1.0.tar.gz', { yanked: true }),
  wheelOf('1.1', { requires_python: '>=3.9, !=3.10.*, <4', has_sig: true, serial: 7 }),
  wheelOf('1.1+local.1', { core_metadata: null }),
  wheelOf('1!0.1rc1', { base_url: 'https://cdn.example.org/a/', provenance: true }),
  entryOf('2004d', `narf ${ODD.replaceAll('/', '')}.zip`, { digests: { md5: 'ab'.repeat(16) } }),
  entryOf('1.0.post1', 'narf-1.0.post1.tar.gz', {
    digests: {},
    summary: ODD,
    home_page: 'https://narf.example.org/'
  })
]

/** What the library should find of a file. */
function expected({ filename, baseUrl, digests: known, ...entry }: Entry, inJson: boolean) {
  const url = `${baseUrl ?? 'https://host/simple/'}narf/${encodeURIComponent(filename)}`
  return {
    filename,
    url,
    digests: known.sha256 === undefined ? known : { sha256: known.sha256 },
    requires_python: entry.requiresPython ?? null,
    yanked: entry.yanked ?? null,
    metadata: entry.coreMetadata === undefined ? null : { sha256: entry.coreMetadata },
    has_metadata: entry.coreMetadata !== undefined,
    has_sig: entry.hasSignature,
    provenance: entry.hasProvenance ? `${url}.provenance` : null,
    size: inJson ? entry.size : null,
    upload_time: inJson ? '2026-01-02T03:04:05.678901+00:00' : null
  }
}

describeWith('pypi-simple', 'what `pypi-simple` reads', () => {
  test('in the page of a project, and in its JSON', () => {
    const pages = renderProject(projectOf(ENTRIES))
    const at = (path: string) => pages.find((page) => page.path === path)
    const [html, json] = read(['project-html', at('narf/')], ['project-json', at('_json/narf/')])
    const names = ['1!0.1rc1', '1.1+local.1', '1.1', '1.0.post1', '1.0', '1.0', '2004d']
    const order = names.flatMap((version, index) =>
      names.indexOf(version) === index ? ENTRIES.filter((entry) => entry.version === version) : []
    )
    expect(html).toEqual({
      version: '1.4',
      serial: null,
      versions: null,
      files: order.map((entry) => expected(entry, false))
    })
    expect(json).toEqual({
      version: '1.4',
      serial: '7',
      versions: [...new Set(names)],
      files: order.map((entry) => expected(entry, true))
    })
  })

  test('in the root, and in its JSON', () => {
    const [html, , json] = renderRoot({ projects: ['My_Pkg', 'alpha'], serial: 5, baseUrl: undefined })
    expect(read(['root-html', html], ['root-json', json])).toEqual([
      { version: '1.4', serial: null, projects: ['alpha', 'My_Pkg'] },
      { version: '1.4', serial: '5', projects: ['alpha', 'My_Pkg'] }
    ])
  })
})
