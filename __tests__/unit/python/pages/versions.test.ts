import { describe, expect, test } from '@jest/globals'
import { renderProject } from '../../../../src/python/pages/project.ts'
import { canHavePage } from '../../../../src/python/pages/versions.ts'
import type { Emptied } from '../../../../src/python/pages/versions.ts'
import type { Entry } from '../../../../src/python/record.ts'
import { all, parsePage } from '../../../support/html.ts'
import { entryOf, projectOf, wheelOf } from '../../../support/python-project.ts'

/** The pages of versions: path, serial, and the files in it. */
function pagesOf(entries: readonly Entry[], emptied: readonly Emptied[] = []) {
  return renderProject(projectOf(entries, { emptied }))
    .filter(({ path }) => /^narf\/.+\/$/.test(path))
    .map(({ path, serial, body }) => [
      path.slice('narf/'.length, -1),
      serial,
      all(parsePage(body), 'a')
        .map(({ text }) => text)
        .filter((text) => text.startsWith('narf-'))
    ])
}

const wheel = 'narf-1.0-py3-none-any.whl'
const sdist = 'narf-1.0.0.tar.gz'

test('every spelling of a version has a page, with all files of the release', () => {
  const entries = [wheelOf('1.0', { serial: 2 }), entryOf('1.0.0', sdist, { serial: 3 })]
  expect(pagesOf(entries).toSorted()).toEqual([
    ['1.0', 3, [wheel, sdist]],
    ['1.0.0', 3, [wheel, sdist]]
  ])
})

describe('a version that was emptied', () => {
  test('says so, with the serial of the removal', () => {
    expect(pagesOf([wheelOf('1.0', { serial: 2 })], [{ version: '0.9', serial: 7 }])).toEqual([
      ['1.0', 2, [wheel]],
      ['0.9', 7, []]
    ])
    const page = renderProject(projectOf([], { emptied: [{ version: '0.9', serial: 7 }] })).find(
      ({ path }) => path === 'narf/0.9/'
    )
    expect(parsePage(page?.body ?? new Uint8Array()).text).toContain(
      'The files of this version were removed.'
    )
  })

  test('shows the release that goes on under another spelling', () => {
    expect(pagesOf([wheelOf('1.0', { serial: 2 })], [{ version: '1.0.0', serial: 7 }])).toEqual([
      ['1.0', 2, [wheel]],
      ['1.0.0', 7, [wheel]]
    ])
  })

  test.each([
    [8, 7, 8],
    [2, 7, 7]
  ])('and was filled again has the higher serial: %d, %d', (serial, removal, expected) => {
    expect(pagesOf([wheelOf('1.0', { serial })], [{ version: '1.0', serial: removal }])).toEqual([
      ['1.0', expected, [wheel]]
    ])
  })
})

test.each([
  ['1.0', true],
  ['1!2.0rc1.post3.dev4+local.5', true],
  ['v1', true],
  ['2004d', true],
  ['1.0-beta_x', true],
  ['1', true],
  ['', false],
  ['.', false],
  ['..', false],
  ['1.', false],
  [' 1.0', false],
  ['1.0\n', false],
  ['a/b', false],
  ['a\\b', false],
  ['größe', false],
  ['1.0%2F', false],
  ['json', false],
  ['JSON', false],
  ['index.html', false],
  ['manifest.json', false],
  ['removed.json', false],
  ['narf-1.0.tar.gz', false],
  ['narf-1.0-py3-none-any.whl.metadata', false],
  ['1'.repeat(200), true],
  ['1'.repeat(201), false]
])('a page for %j: %j', (version, expected) => {
  expect(canHavePage(version)).toBe(expected)
  expect(pagesOf([entryOf(version, 'narf.whl')])).toHaveLength(expected ? 1 : 0)
})

test.each([
  ['1.0', true],
  ['2004d', false]
])('how to install %s is said: %j', (version, expected) => {
  const page = renderProject(projectOf([wheelOf(version)])).find(({ path }) => path === `narf/${version}/`)
  const [command] = all(parsePage(page?.body ?? new Uint8Array()), 'pre')
  expect(command?.text.includes(`'narf==${version}'`) === true).toBe(expected)
})
