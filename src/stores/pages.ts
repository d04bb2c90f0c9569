import type { Limits, Page } from './store.ts'

/** Pages under the paths at which a store keeps them; those that it does without are left out. */
export function placed(pages: readonly Page[], holdsPage: Limits['holdsPage']): Page[] {
  return pages.flatMap((page) => {
    const ordinary = page.path !== '' && !page.path.endsWith('/')
    if (ordinary || holdsPage(page.path)) return [page]
    return page.orElse === undefined ? [] : [movedTo(page.orElse, page)]
  })
}

/** The same page elsewhere. Its body is not asked for. */
function movedTo(path: string, page: Page): Page {
  const { orElse, contentType, cacheControl, serial } = page
  return {
    path,
    orElse,
    get body() {
      return page.body
    },
    contentType,
    cacheControl,
    serial
  }
}

/** A page whose bytes are not those that it had in the state before. */
export interface ChangedPage {
  readonly page: Page
  /** Undefined where the state before had no such page. */
  readonly before: Page | undefined
}

/** The pages of one state of a record whose bytes are others than in the state before it. Those of one serial are not compared. */
export function changedPages(before: readonly Page[], after: readonly Page[]): ChangedPage[] {
  const known = new Map(before.map((page) => [page.path, page]))
  return after
    .map((page) => ({ page, before: known.get(page.path) }))
    .filter(({ page, before: old }) => old === undefined || differ(old, page))
}

function differ(one: Page, other: Page): boolean {
  if (one.serial === other.serial && one.serial > 0) return false
  return Buffer.compare(one.body, other.body) !== 0
}
