import { describe, expect, test } from '@jest/globals'
import { changedPages, placed } from '../../../src/stores/pages.ts'
import type { Page } from '../../../src/stores/store.ts'
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

  test('are not those of one serial, whose bodies nobody asks for', () => {
    const lazy = (serial: number): Page => ({
      ...{ path: 'a/', orElse: 'a/index.html', contentType: 'text/html', cacheControl: 'no-cache', serial },
      get body(): never {
        throw new Error('it was asked for')
      }
    })
    const states = [lazy(3), lazy(3)].map((page) => placed([page], () => false))
    expect(changedPages(states[0]!, states[1]!)).toEqual([])
    expect(states[0]![0]?.path).toBe('a/index.html')
    expect(() => changedPages([lazy(3)], [lazy(4)])).toThrow('it was asked for')
  })

  test('may be those that know no serial', () => {
    const [before, after] = [pageOf('one', 'before', 0), pageOf('one', 'after', 0)]
    expect(changedPages([before], [after])).toEqual([{ page: after, before }])
  })

  test('are none where nothing changes, and none that are there no more', () => {
    expect(changedPages([one, two], [one])).toEqual([])
    expect(changedPages([], [])).toEqual([])
  })
})
