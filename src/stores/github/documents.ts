import { changedPages } from '../pages.ts'
import {
  ABSENT,
  type DocumentState,
  type Documents,
  type KnownPages,
  type Page,
  type ReadOptions,
  type Render,
  type Revision
} from '../store.ts'
import { placed } from '../pages.ts'
import { claimsPath } from './claims.ts'
import { NO_FILE, type BranchFile } from './branch.ts'
import type { Change, Commits } from './commits.ts'
import { blobId } from './names.ts'
import type { Counted, Reliance } from './reliance.ts'
import type { Requests } from './requests.ts'

/** What documents are kept with. */
export interface DocumentsOf {
  readonly requests: Requests
  readonly commits: Commits
  readonly reliance: Reliance
}

/**
 * Documents as files of the branch; the revision is the id that git gives to their bytes. A record and its pages go in
 * one commit, so pages never are of another state than their record; and only where no release that it counts on is
 * about to be deleted.
 */
export function githubDocuments({ requests, commits, reliance }: DocumentsOf): Documents {
  const { prefix } = requests.options
  const bodies = new Map<string, Uint8Array>()
  const full = (path: string) => `${prefix}${path}`
  const pagesOf = (render: Render, record: Uint8Array) => placed(render(record), () => false)

  async function read(path: string, { toChange = false }: ReadOptions = {}): Promise<DocumentState> {
    // The claims of the folder are read along: whoever reads a record asks for its files next.
    const along = commits.readsTogether() ? [claimsPath(full(path))] : []
    const counted = toChange ? reliance.for(full(path)) : undefined
    const { files } = await commits.read([full(path), ...along, ...(counted?.guards.keys() ?? [])])
    // A record that stays as it is has no commit that would tell.
    if (counted !== undefined && isMet(counted, files)) counted.met()
    else await counted?.settle()
    const { body, revision } = files.get(full(path)) ?? { body: undefined, revision: ABSENT }
    if (body !== undefined) keep(revision, body)
    return { body, revision }
  }

  function keep(revision: Revision, body: Uint8Array): void {
    bodies.delete(revision)
    bodies.set(revision, body)
    const [oldest] = bodies.keys()
    if (bodies.size > MOST_KEPT && oldest !== undefined) bodies.delete(oldest)
  }

  /** The pages that a swap has to write: those that differ from the ones before, all where these are not known. */
  function pagesAfter(render: Render, expected: Revision, body: Uint8Array): Page[] {
    const before = bodies.get(expected)
    const pages = pagesOf(render, body)
    if (before === undefined) return pages
    return changedPages(pagesOf(render, before), pages).map(({ page }) => page)
  }

  /** The record, and the pages that are not as it says. */
  async function behind(path: string, render: Render): Promise<{ revision: Revision; pages: Page[] }> {
    const { body, revision } = await read(path)
    if (body === undefined) return { revision, pages: [] }
    const pages = pagesOf(render, body)
    const { files } = await commits.read([full(path), ...pages.map((page) => full(page.path))])
    if (files.get(full(path))?.revision !== revision) return behind(path, render)
    const late = pages.filter((page) => files.get(full(page.path))?.revision !== blobId(page.body))
    return { revision, pages: late }
  }

  /** True where the pages are listed as a record says that was read later. */
  function isListed(render: Render, { record: { body }, listed }: KnownPages): boolean {
    const pages = body === undefined ? [] : pagesOf(render, body)
    return pages.every((page) => listed.get(page.path)?.revision === blobId(page.body))
  }

  async function complete(path: string, render: Render): Promise<void> {
    for (;;) {
      const { revision, pages } = await behind(path, render)
      if (pages.length === 0) return
      const done = await commits.commit({
        expected: new Map([[full(path), revision]]),
        files: filesOf(pages),
        message: `complete the pages of ${path}`
      })
      if (done === 'committed') return
    }
  }

  /** Commits what names files, once it is certain that they stay. */
  async function commitGuarded(path: string, change: Change): Promise<'committed' | 'stale'> {
    for (;;) {
      const counted = reliance.for(full(path))
      const outcome = await commits.commit({ ...change, guards: counted.guards })
      if (outcome === 'committed') counted.met()
      if (outcome !== 'unguarded') return outcome
      if (!(await counted.settle())) return 'stale'
    }
  }

  const filesOf = (pages: readonly Page[]) => new Map(pages.map((page) => [full(page.path), page.body]))

  return {
    read,
    swap: async (path, expected, body, { render, recorded, message } = {}) => {
      const pages = render === undefined ? [] : pagesAfter(render, expected, body)
      const change = {
        expected: new Map([[full(path), expected]]),
        files: new Map([[full(path), body], ...filesOf(pages)]),
        message: message ?? `change ${path}`
      }
      if ((await commitGuarded(path, change)) === 'stale') return 'stale'
      keep(blobId(body), body)
      recorded?.()
      return 'swapped'
    },
    complete,
    stale: async (path, render, known) => {
      if (known !== undefined && isListed(render, known)) return []
      return (await behind(path, render)).pages.map((page) => page.path)
    }
  }
}

function isMet({ guards }: Counted, files: ReadonlyMap<string, BranchFile>): boolean {
  return [...guards].every(([place, isMetBy]) => isMetBy(files.get(place) ?? NO_FILE))
}

/** Records whose pages may have to be compared. */
const MOST_KEPT = 64
