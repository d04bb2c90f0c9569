import pMap from 'p-map'
import { md5 } from '../../digest.ts'
import { changedPages, placed } from '../pages.ts'
import {
  ABSENT,
  type DocumentState,
  type KnownPages,
  type Page,
  type Render,
  type Revision
} from '../store.ts'
import { afterLostRace } from '../update.ts'
import { isCurrentPage, pageMetadata } from './metadata.ts'
import type { Preconditions } from './probe.ts'
import { putting } from './put.ts'
import type { Quoting } from './quoting.ts'
import { isUnexpected, type Requests } from './requests.ts'
import { conditionally, newNonce, writeIfHeld } from './write.ts'

/** A page that has to be written, and the revision that it must still have then. */
export interface PlannedPage {
  readonly page: Page
  readonly expected: Revision
}

/** What a swap does to a record. */
export interface RecordChange {
  /** The revision that is replaced. */
  readonly revision: Revision
  /** Its bytes; undefined where there was no record, or where they are not known any more. */
  readonly before: Uint8Array | undefined
  readonly after: Uint8Array
}

/**
 * The pages of records. S3 can't write a record and its pages as one; so that a page never goes backwards, its
 * revision is read first, then the record, and the page is put if it still has that revision. Whoever replaces a page
 * has then read a record at least as new as the one that page came from. A swap that succeeded counts as having read
 * the record. That needs revisions that never come back: see `Render`.
 */
export interface Pages {
  /** To be asked before a swap: what has to be written after it. */
  readonly plan: (change: RecordChange, render: Render) => Promise<PlannedPage[]>
  /** Writes what was planned, once the swap has succeeded. */
  readonly write: (path: string, planned: readonly PlannedPage[], render: Render) => Promise<void>
  readonly complete: (path: string, render: Render) => Promise<void>
  readonly stale: (path: string, render: Render, known?: KnownPages) => Promise<string[]>
}

/** Where pages are kept, and how their record is read. */
export interface PagesOf {
  readonly requests: Requests
  readonly preconditions: Preconditions
  readonly quoting: Quoting
  readonly read: (path: string) => Promise<DocumentState>
}

/** Pages as objects. */
export function s3Pages(of: PagesOf): Pages {
  const { requests, read } = of
  const folders = folderKeys(requests)
  const put = pagePut(of, folders)
  const pagesOf = (render: Render, record: Uint8Array) => placed(render(record), folders.hold)

  /** The pages that are not as they should be, and the revisions they have. */
  async function outdated(pages: readonly Page[]): Promise<PlannedPage[]> {
    const looked = await pMap(pages, (page) => lookAt(requests, page), { concurrency: AT_ONCE })
    return looked.filter((each) => each !== undefined)
  }

  /** Writes pages, and answers those for which somebody else was faster, or which have to lie elsewhere. */
  async function putAll(planned: readonly PlannedPage[]): Promise<Page[]> {
    const outcomes = await pMap(planned, put, { concurrency: AT_ONCE })
    const open = planned.filter((_, index) => outcomes[index] !== 'written').map(({ page }) => page)
    return placed(open, folders.hold)
  }

  /** Looks at the pages, then at the record, and puts those that differ; again until nobody comes in between. */
  async function settle(path: string, pages: readonly Page[], render: Render): Promise<void> {
    let open = pages
    for (let attempt = 0; ; attempt += 1) {
      const behind = await outdated(open)
      if (behind.length === 0) return
      const { body } = await read(path)
      if (body === undefined) return
      const current = new Map(pagesOf(render, body).map((page) => [page.path, page]))
      open = await putAll(
        behind.flatMap(({ page: { path: place }, expected }) => {
          const page = current.get(place)
          return page === undefined ? [] : [{ page, expected }]
        })
      )
      const [first] = open
      if (first === undefined) return
      await afterLostRace(attempt, first.path)
    }
  }

  return {
    plan: async ({ revision, before, after }, render) => {
      const pages = pagesOf(render, after)
      if (revision === ABSENT) return pages.map((page) => ({ page, expected: ABSENT }))
      if (before === undefined) return outdated(pages)
      const changed = changedPages(pagesOf(render, before), pages)
      const added = changed.flatMap(({ page, before: old }) => (old === undefined ? [page] : []))
      const replaced = changed.flatMap(({ page, before: old }) => (old === undefined ? [] : [{ page, old }]))
      const revisionOf = revisionsLike(revision, before)
      return [
        ...added.map((page) => ({ page, expected: ABSENT })),
        ...(revisionOf === undefined
          ? await outdated(replaced.map(({ page }) => page))
          : replaced.map(({ page, old }) => ({ page, expected: revisionOf(old.body) })))
      ]
    },

    write: async (path, planned, render) => {
      await settle(path, await putAll(planned), render)
    },

    complete: async (path, render) => {
      const { body } = await read(path)
      if (body !== undefined) await settle(path, pagesOf(render, body), render)
    },

    stale: async (path, render, known) => {
      for (let attempt = 0; ; attempt += 1) {
        const first = attempt === 0 ? known : undefined
        const { body, revision } = first?.record ?? (await read(path))
        if (body === undefined) return []
        const behind = await outdated(doubtful(pagesOf(render, body), first))
        const kept = await pMap(behind, (each) => isElsewhere(requests, each), { concurrency: AT_ONCE })
        const paths = behind.filter((_, index) => kept[index] !== true).map(({ page }) => page.path)
        if (paths.length === 0 || (await read(path)).revision === revision) return paths
        await afterLostRace(attempt, path)
      }
    }
  }
}

/** The pages of which a listing does not tell that they are as they should be. */
function doubtful(pages: readonly Page[], known: KnownPages | undefined): readonly Page[] {
  const { body, revision } = known?.record ?? {}
  const revisionOf = body === undefined || revision === undefined ? undefined : revisionsLike(revision, body)
  if (known === undefined || revisionOf === undefined) return pages
  return pages.filter((page) => known.listed.get(page.path)?.revision !== revisionOf(page.body))
}

/** A project's pages are few, but a reindex looks at those of all its versions. */
const AT_ONCE = 16

/** One look at a page: undefined where it is as it should be. */
async function lookAt(requests: Requests, page: Page): Promise<PlannedPage | undefined> {
  const found = await requests.ask(
    {
      doing: `looking at ${requests.nameOf(page.path)}`,
      call: (_, wire) => wire({ method: 'HEAD', key: requests.key(page.path) })
    },
    'absent'
  )
  if (isUnexpected(found)) return { page, expected: ABSENT }
  return isCurrentPage(page, found) ? undefined : { page, expected: found.ETag ?? '' }
}

/** That a service can't hold a page under a slash is told by a write alone. Who only reads looks at its other place. */
async function isElsewhere(requests: Requests, { page, expected }: PlannedPage): Promise<boolean> {
  if (expected !== ABSENT || page.orElse === undefined) return false
  if (!requests.key(page.path).endsWith('/')) return false
  return (await lookAt(requests, { ...page, path: page.orElse })) === undefined
}

function pagePut(
  { requests, preconditions, quoting }: PagesOf,
  folders: FolderKeys
): (planned: PlannedPage) => Promise<'written' | 'refused' | 'bodiless'> {
  return async ({ page, expected }) => {
    const kept = (await preconditions.forPut()) === 'kept'
    const write = { path: page.path, expected, nonce: newNonce(), kept }
    const outcome = await conditionally(requests, quoting, write, (condition) => {
      const { path, body, contentType, cacheControl } = page
      const put = putting(requests, {
        ...{ kind: 'document', path, body, contentType, cacheControl },
        ...{ metadata: pageMetadata(page, write.nonce), condition }
      })
      return writeIfHeld(requests, { ...write, put })
    })
    if (outcome === 'bodiless') folders.doNotHold()
    return typeof outcome === 'object' ? 'written' : outcome
  }
}

/** Whether keys that end in `/` can hold pages: they can until the service says otherwise. */
interface FolderKeys {
  readonly hold: (path: string) => boolean
  readonly doNotHold: () => void
}

function folderKeys({ key, nameOf, options }: Requests): FolderKeys {
  let bodiless = false
  return {
    hold: (path) => !bodiless && key(path) !== '',
    doNotHold: () => {
      if (bodiless) return
      bodiless = true
      options.log.notice(
        `${nameOf('')}: the service keeps no bytes under keys that end in a slash, so the pages of folders lie under another name, or are left out`
      )
    }
  }
}

/**
 * Where an ETag is the MD5 of its body, as that of a record's state shows, the revision of any other body is known
 * without asking. Undefined where it is not (encrypted with a key of KMS, stored in parts).
 */
function revisionsLike(revision: Revision, body: Uint8Array): ((other: Uint8Array) => Revision) | undefined {
  const known = md5(body)
  return revision.replaceAll('"', '') === known ? (other) => revision.replace(known, md5(other)) : undefined
}
