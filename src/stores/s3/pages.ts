import { createHash } from 'node:crypto'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import pMap from 'p-map'
import { changedPages, placed } from '../pages.ts'
import { ABSENT, type DocumentState, type Page, type Render, type Revision } from '../store.ts'
import { afterLostRace } from '../update.ts'
import { isCurrentPage, pageMetadata, writeArgs } from './metadata.ts'
import type { Preconditions } from './probe.ts'
import type { Quoting } from './quoting.ts'
import { isUnexpected, type Requests } from './requests.ts'
import { conditionally, newNonce, writeOnce } from './write.ts'
import type { Answered } from './wire.ts'

/** A page that a swap has to write, and the revision that it must still have then. */
export interface PlannedPage {
  readonly page: Page
  readonly expected: Revision
}

/** What a swap changes: a record's bytes, as far as they are known, and those that come in their place. */
export interface RecordChange {
  readonly revision: Revision
  /** Undefined where there was no record, or where its bytes are not known any more. */
  readonly before: Uint8Array | undefined
  readonly after: Uint8Array
}

/**
 * The pages of records. S3 can't write a record and its pages as one, so a page never goes backwards by this: its
 * revision is read, then the record, and it is put if it still has that revision. Whoever replaces a page has then
 * read a record at least as new as the one that page came from. A swap that succeeded counts as having read the record.
 */
export interface Pages {
  /** To be asked before the swap: which pages have to be written after it. */
  readonly plan: (change: RecordChange, render: Render) => Promise<PlannedPage[]>
  /** Writes what was planned, once the swap has succeeded. */
  readonly write: (path: string, planned: readonly PlannedPage[], render: Render) => Promise<void>
  readonly complete: (path: string, render: Render) => Promise<void>
  readonly stale: (path: string, render: Render) => Promise<string[]>
}

/** Where pages are written, and what a record is read with. */
export interface PagesOf {
  readonly requests: Requests
  readonly preconditions: Preconditions
  readonly quoting: Quoting
  readonly read: (path: string) => Promise<DocumentState>
}

/** Pages as objects. */
export function s3Pages({ requests, preconditions, quoting, read }: PagesOf): Pages {
  const holdsPage = (path: string) => requests.key(path) !== ''
  const pagesOf = (render: Render, record: Uint8Array) => placed(render(record), holdsPage)

  async function look(page: Page): Promise<Answered | undefined> {
    const answer = await requests.ask(
      {
        doing: `looking at ${requests.nameOf(page.path)}`,
        call: (_, wire) => wire({ method: 'HEAD', key: requests.key(page.path) })
      },
      'absent'
    )
    return isUnexpected(answer) ? undefined : answer
  }

  /** Those that are not what they should be, and what they are. */
  async function outdated(pages: readonly Page[]): Promise<PlannedPage[]> {
    const looked = await pMap(pages, async (page) => ({ page, found: await look(page) }), {
      concurrency: AT_ONCE
    })
    return looked
      .filter(({ page, found }) => found === undefined || !isCurrentPage(page, found))
      .map(({ page, found }) => ({ page, expected: found === undefined ? ABSENT : (found.ETag ?? '') }))
  }

  async function put({ page, expected }: PlannedPage): Promise<'written' | 'refused'> {
    const kept = (await preconditions.forPut()) === 'kept'
    const write = { path: page.path, expected, nonce: newNonce(), kept }
    const outcome = await conditionally(requests, quoting, write, (condition) => {
      const command = new PutObjectCommand({
        ...requests.bucket,
        Key: requests.key(page.path),
        Body: page.body,
        ContentType: page.contentType,
        CacheControl: page.cacheControl,
        Metadata: pageMetadata(page, write.nonce),
        ...writeArgs(requests.options.putArgs, 'document'),
        ...condition
      })
      return writeOnce(requests, { ...write, put: (client) => client.send(command) })
    })
    return outcome === 'refused' ? 'refused' : 'written'
  }

  /** Writes pages, and answers those that somebody else changed. */
  async function putAll(planned: readonly PlannedPage[]): Promise<Page[]> {
    const outcomes = await pMap(planned, put, { concurrency: AT_ONCE })
    return planned.filter((_, index) => outcomes[index] === 'refused').map(({ page }) => page)
  }

  /** Looks at pages, then at the record, and writes what differs; again until nobody comes in between. */
  async function settle(path: string, pages: readonly Page[], render: Render): Promise<void> {
    let open = pages
    for (let attempt = 0; ; attempt += 1) {
      const behind = await outdated(open)
      if (behind.length === 0) return
      const { body } = await read(path)
      if (body === undefined) return
      const wanted = new Map(pagesOf(render, body).map((page) => [page.path, page]))
      open = await putAll(
        behind.flatMap(({ page, expected }) => {
          const now = wanted.get(page.path)
          return now === undefined ? [] : [{ page: now, expected }]
        })
      )
      if (open.length === 0) return
      await afterLostRace(attempt, path)
    }
  }

  return {
    plan: async ({ revision, before, after }, render) => {
      const now = pagesOf(render, after)
      if (revision === ABSENT) return now.map((page) => ({ page, expected: ABSENT }))
      if (before === undefined) return outdated(now)
      const changed = changedPages(pagesOf(render, before), now)
      const md5 = md5Of(before)
      if (revision.includes(md5)) {
        return changed.map(({ page, before: old }) => ({
          page,
          expected: old === undefined ? ABSENT : revision.replace(md5, md5Of(old.body))
        }))
      }
      const replaced = changed.filter((each) => each.before !== undefined)
      const created = changed.filter((each) => each.before === undefined)
      return [
        ...(await outdated(replaced.map(({ page }) => page))),
        ...created.map(({ page }) => ({ page, expected: ABSENT }))
      ]
    },

    write: async (path, planned, render) => {
      const refused = await putAll(planned)
      if (refused.length > 0) await settle(path, refused, render)
    },

    complete: async (path, render) => {
      const { body } = await read(path)
      if (body !== undefined) await settle(path, pagesOf(render, body), render)
    },

    stale: async (path, render) => {
      for (let attempt = 0; ; attempt += 1) {
        const { body, revision } = await read(path)
        if (body === undefined) return []
        const behind = await outdated(pagesOf(render, body))
        if (behind.length === 0 || (await read(path)).revision === revision)
          return behind.map(({ page }) => page.path)
        await afterLostRace(attempt, path)
      }
    }
  }
}

/** A project's pages are few, but a reindex looks at all of its versions'. */
const AT_ONCE = 16

function md5Of(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex')
}
