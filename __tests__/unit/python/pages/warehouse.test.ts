import { describe, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { renderProject, type ProjectState } from '../../../../src/python/pages/project.ts'
import { entryOf, projectOf, sha256, wheelOf } from '../../../support/python-project.ts'

const text = v.nullable(v.string())
const list = v.nullable(v.array(v.string()))

/** Warehouse's own keys, all of them, and no others. */
const INFO = v.strictObject({
  author: text,
  author_email: text,
  bugtrack_url: v.null(),
  classifiers: v.array(v.string()),
  description: v.string(),
  description_content_type: text,
  docs_url: text,
  download_url: text,
  downloads: v.strictObject({ last_day: v.literal(-1), last_week: v.literal(-1), last_month: v.literal(-1) }),
  dynamic: list,
  home_page: text,
  keywords: text,
  license: text,
  license_expression: text,
  license_files: list,
  maintainer: text,
  maintainer_email: text,
  name: v.string(),
  package_url: v.string(),
  platform: text,
  project_url: v.string(),
  project_urls: v.nullable(v.record(v.string(), v.string())),
  provides_extra: list,
  release_url: v.string(),
  requires_dist: list,
  requires_python: text,
  summary: text,
  version: v.string(),
  yanked: v.boolean(),
  yanked_reason: text
})
const FILE = v.strictObject({
  comment_text: text,
  'core-metadata': v.union([v.literal(false), v.strictObject({ sha256: v.string() })]),
  digests: v.record(v.string(), v.string()),
  downloads: v.literal(-1),
  filename: v.string(),
  has_sig: v.boolean(),
  md5_digest: text,
  packagetype: v.string(),
  python_version: v.string(),
  requires_python: text,
  size: v.number(),
  upload_time: text,
  upload_time_iso_8601: text,
  url: v.string(),
  yanked: v.boolean(),
  yanked_reason: text
})
const VERSION = v.strictObject({
  info: INFO,
  last_serial: v.number(),
  ownership: v.strictObject({ organization: v.null(), roles: v.strictTuple([]) }),
  urls: v.array(FILE),
  vulnerabilities: v.strictTuple([])
})
const PROJECT = v.strictObject({ ...VERSION.entries, releases: v.record(v.string(), v.array(FILE)) })

function bodyOf(project: ProjectState, path: string): unknown {
  const page = renderProject(project).find((each) => each.path === path)
  return JSON.parse(Buffer.from(page?.body ?? []).toString())
}

const projectJson = (project: ProjectState) => v.parse(PROJECT, bodyOf(project, 'narf/json'))
const versionJson = (project: ProjectState, version: string) =>
  v.parse(VERSION, bodyOf(project, `narf/${version}/json`))

describe('of a project', () => {
  const project = projectOf([
    wheelOf('1.0', { summary: 'old', serial: 1 }),
    wheelOf('1.1', { summary: 'new', serial: 2 }),
    entryOf('1.1', 'narf-1.1.tar.gz', {
      serial: 3,
      summary: 'another',
      description: '# Narf',
      description_content_type: 'text/markdown'
    }),
    wheelOf('2.0rc1', { summary: 'next', serial: 4 })
  ])

  test('it tells of the latest version, and has the files of all', () => {
    const { info, urls, releases, last_serial } = projectJson(project)
    expect(info).toMatchObject({ name: 'Narf', version: '1.1', summary: 'new' })
    expect(urls.map(({ filename }) => filename)).toEqual(['narf-1.1-py3-none-any.whl', 'narf-1.1.tar.gz'])
    expect(Object.entries(releases).map(([version, files]) => [version, files.length])).toEqual([
      ['2.0rc1', 1],
      ['1.1', 2],
      ['1.0', 1]
    ])
    expect(releases['1.1']).toEqual(urls)
    expect(last_serial).toBe(4)
  })

  test('the description is that of whichever file has one, and the version’s own has none', () => {
    expect(projectJson(project).info).toMatchObject({
      description: '# Narf',
      description_content_type: 'text/markdown'
    })
    expect(versionJson(project, '1.1').info).toMatchObject({
      description: '',
      description_content_type: null
    })
  })

  test('versions that are equal are one release', () => {
    const { releases } = projectJson(projectOf([wheelOf('1.0'), entryOf('1.0.0', 'narf-1.0.0.tar.gz')]))
    expect(Object.keys(releases)).toEqual(['1.0'])
    expect(releases['1.0']).toHaveLength(2)
  })

  test('a version and a label that JavaScript has plans for are ordinary', () => {
    const project = projectOf([wheelOf('__proto__', { project_urls: [['__proto__', 'https://x/']] })])
    const text = JSON.stringify(bodyOf(project, 'narf/json'))
    expect(text).toContain('"releases":{"__proto__":[{')
    expect(text).toContain('"project_urls":{"__proto__":"https://x/"}')
  })
})

test.each<[what: string, entry: Parameters<typeof wheelOf>[1], urls: object | null]>([
  ['nothing', {}, null],
  ['a home page', { home_page: 'https://h/' }, { Homepage: 'https://h/' }],
  ['a download', { download_url: 'https://d/' }, { Download: 'https://d/' }],
  [
    'both, and others',
    { home_page: 'https://h/', download_url: 'https://d/', project_urls: [['Docs', 'https://o/']] },
    { Homepage: 'https://h/', Download: 'https://d/', Docs: 'https://o/' }
  ],
  [
    'the same again',
    {
      ...{ home_page: 'https://h/', download_url: 'https://d/' },
      project_urls: [
        ['home-page', 'https://h/'],
        ['Download_URL', 'https://d/']
      ]
    },
    { Homepage: 'https://h/', Download: 'https://d/' }
  ],
  [
    'others under these labels',
    { home_page: 'https://h/', project_urls: { Homepage: 'https://new/', 'home page': 'https://h/' } },
    { Homepage: 'https://new/', 'home page': 'https://h/' }
  ]
])('the addresses of %s', (_, entry, urls) => {
  expect(projectJson(projectOf([wheelOf('1.0', entry)])).info.project_urls).toEqual(urls)
})

describe('of a version', () => {
  test('each spelling speaks for itself', () => {
    const project = projectOf([
      wheelOf('1.0', { summary: 'one' }),
      entryOf('1.0.0', 'narf-1.0.0.tar.gz', { summary: 'other' })
    ])
    expect(versionJson(project, '1.0').info).toMatchObject({ version: '1.0', summary: 'one' })
    expect(versionJson(project, '1.0.0').info).toMatchObject({ version: '1.0.0', summary: 'other' })
    expect(versionJson(project, '1.0.0').urls).toHaveLength(2)
  })

  test('what is known of a file', () => {
    const digests = { sha256: sha256('a'), md5: sha256('a').slice(0, 32), blake2b_256: sha256('b') }
    const entry = wheelOf('1.0', {
      digests,
      requires_python: '>=3.9',
      yanked: true,
      yanked_reason: 'why',
      has_sig: true,
      comment_text: 'note'
    })
    const { info, urls } = versionJson(projectOf([entry]), '1.0')
    expect(urls).toEqual([
      {
        comment_text: 'note',
        'core-metadata': { sha256: entry.coreMetadata },
        digests,
        downloads: -1,
        filename: 'narf-1.0-py3-none-any.whl',
        has_sig: true,
        md5_digest: digests.md5,
        packagetype: 'bdist_wheel',
        python_version: 'py3',
        requires_python: '>=3.9',
        size: 25_000,
        upload_time: '2026-01-02T03:04:05',
        upload_time_iso_8601: '2026-01-02T03:04:05.678901Z',
        url: '../narf-1.0-py3-none-any.whl',
        yanked: true,
        yanked_reason: 'why'
      }
    ])
    expect(info).toMatchObject({ yanked: true, yanked_reason: 'why', requires_python: '>=3.9' })
  })

  test('what is not known is null, or empty where Warehouse has it so', () => {
    const bare = { digests: {}, upload_time_iso_8601: 'long ago', core_metadata: null }
    const { info, urls } = versionJson(projectOf([wheelOf('1.0', bare)]), '1.0')
    expect(urls).toMatchObject([
      { 'core-metadata': false, digests: {}, md5_digest: null, upload_time: null, upload_time_iso_8601: null }
    ])
    expect(info).toMatchObject({ summary: null, classifiers: [], requires_dist: null, project_urls: null })
  })

  test('of which the files were removed', () => {
    const project = projectOf([wheelOf('1.0')], { emptied: [{ version: '0.9', serial: 7 }] })
    const { info, urls, last_serial } = versionJson(project, '0.9')
    expect(info).toMatchObject({
      name: 'narf',
      version: '0.9',
      summary: null,
      yanked: false,
      release_url: '../0.9/'
    })
    expect(urls).toEqual([])
    expect(last_serial).toBe(7)
  })
})
