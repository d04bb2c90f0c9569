import { readFile } from 'node:fs/promises'
import { sha256 } from '../../digest.ts'
import { fileError } from '../../errors.ts'
import { changedPages, placed } from '../pages.ts'
import { ABSENT, type DocumentState, type Documents, type Page, type Render } from '../store.ts'
import { forgetIntent, intentOf, noteIntent, putAll, type Intent } from './intents.ts'
import { ifAbsent, reading, type Layout } from './layout.ts'
import { withLock } from './lock.ts'

/**
 * Documents as files, whose revision is the digest of their bytes; changed under a lock, put in place by rename. A
 * swap of a record with pages is several renames: what they are to come to is noted before, so that whoever has the
 * record's lock after a killed writer ends them.
 */
export function fileDocuments(layout: Layout): Documents {
  const read = async (path: string): Promise<DocumentState> => {
    const body = await readFile(layout.file(path)).catch(ifAbsent)
    return { body, revision: body === undefined ? ABSENT : sha256(body) }
  }

  /** Runs the task under the record's lock, once nothing is left to be done by former holders. */
  const locked = <T>(path: string, task: () => Promise<T>): Promise<T> =>
    withLock(layout.lock(path), async () => {
      await replay(path)
      return task()
    }).catch((error: unknown) => {
      throw fileError(error, layout.file(path), 'writing')
    })

  async function replay(path: string): Promise<void> {
    const intent = await intentOf(layout, path)
    if (intent === undefined) return
    const { revision } = await read(path)
    // Where the record is neither as it was nor as it was to be, somebody changed it by hand since: it counts.
    if (revision === intent.expected) await putAll(layout, [intent.record, ...intent.pages])
    else if (revision === sha256(intent.record.body)) await putAll(layout, intent.pages)
    await forgetIntent(layout, path)
  }

  async function carryOut(intent: Intent): Promise<void> {
    const { path } = intent.record
    try {
      await noteIntent(layout, intent)
      await putAll(layout, [intent.record])
    } catch (error) {
      // Nothing was changed, and nothing is to be. An intent that can't be deleted either is for the next holder.
      await forgetIntent(layout, path).catch(() => undefined)
      throw error
    }
    await putAll(layout, intent.pages)
    await forgetIntent(layout, path)
  }

  /** The pages that are not as the record says. */
  async function outdated(path: string, render: Render, record?: DocumentState): Promise<Page[]> {
    const { body } = record ?? (await read(path))
    const pages = body === undefined ? [] : pagesOf(render, body)
    const found: Page[] = []
    for (const page of pages) {
      const { body: there } = await read(page.path)
      if (there === undefined || Buffer.compare(there, page.body) !== 0) found.push(page)
    }
    return found
  }

  const isWhole = async (path: string, render: Render) =>
    (await intentOf(layout, path)) === undefined && (await outdated(path, render)).length === 0

  return {
    read: (path) => reading(layout.file(path), read(path)),

    swap: (path, expected, body, { render, recorded } = {}) =>
      locked(path, async () => {
        const { body: before, revision } = await read(path)
        if (revision !== expected) return 'stale'
        const old = render === undefined || before === undefined ? [] : pagesOf(render, before)
        const pages = render === undefined ? [] : changedPages(old, pagesOf(render, body))
        const record = { path, body }
        if (pages.length === 0) await putAll(layout, [record])
        else await carryOut({ record, expected, pages: pages.map(({ page }) => page) })
        recorded?.()
        return 'swapped'
      }),

    complete: async (path, render) => {
      // Whoever has nothing to do waits for nobody, and needs no leave to write.
      if (await reading(layout.file(path), isWhole(path, render))) return
      await locked(path, async () => putAll(layout, await outdated(path, render)))
    },

    stale: async (path, render, known) => {
      const pages = await reading(layout.file(path), outdated(path, render, known?.record))
      return pages.map((page) => page.path)
    }
  }
}

/** A folder holds no document under its own name. */
function pagesOf(render: Render, record: Uint8Array): Page[] {
  return placed(render(record), () => false)
}
