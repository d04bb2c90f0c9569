import { describe, expect, test } from '@jest/globals'
import { changedPages, placed } from '../../../src/stores/pages.ts'
import { pageOf } from '../../support/paged.ts'

describe('the places of pages', () => {
  const orElse = 'other.html'
  const table: { path: string; orElse: string | undefined; holds: boolean; lies: string[] }[] = [
    { path: 'a', orElse: undefined, holds: false, lies: ['a'] },
    { path: 'a/b', orElse, holds: false, lies: ['a/b'] },
    { path: 'a/', orElse, holds: true, lies: ['a/'] },
    { path: 'a/', orElse, holds: false, lies: [orElse] },
    { path: 'a/', orElse: undefined, holds: false, lies: [] },
    { path: '', orElse, holds: true, lies: [''] },
    { path: '', orElse, holds: false, lies: [orElse] },
    { path: '', orElse: undefined, holds: false, lies: [] }
  ]

  test.each(table)(
    'of "$path", or else $orElse, where it can be held: $holds',
    ({ path, holds, lies, ...more }) => {
      const asked: string[] = []
      const page = pageOf(path, 'text', 1, more)
      const pages = placed([page], (each) => {
        asked.push(each)
        return holds
      })
      expect(pages).toEqual(lies.map((place) => ({ ...page, path: place })))
      expect(asked).toEqual(path === '' || path.endsWith('/') ? [path] : [])
    }
  )
})

describe('pages that change', () => {
  const [one, two] = [pageOf('one', 'same', 1), pageOf('two', 'before', 1)]

  test('are those whose bytes are others, or that are new', () => {
    const [changed, added] = [pageOf('two', 'after', 2), pageOf('three', 'new', 2)]
    const after = [pageOf('one', 'same', 2), changed, added]
    expect(changedPages([one, two], after)).toEqual([
      { page: changed, before: two },
      { page: added, before: undefined }
    ])
  })

  test('are none where nothing changes, and none that are there no more', () => {
    expect(changedPages([one, two], [one])).toEqual([])
    expect(changedPages([], [])).toEqual([])
  })
})
