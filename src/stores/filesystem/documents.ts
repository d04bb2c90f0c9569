import { readFile, rm } from 'node:fs/promises'
import { sha256 } from '../../digest.ts'
import { fileError } from '../../errors.ts'
import { changedPages, placed } from '../pages.ts'
import { ABSENT, type DocumentState, type Documents, type Page, type Render } from '../store.ts'
import { ifAbsent, reading, renameDurably, writeDurably, type Layout } from './layout.ts'
import { withLock } from './lock.ts'

/** Documents as files, whose revision is the digest of their bytes; changed under a lock, put in place by rename. */
export function fileDocuments(layout: Layout): Documents {
  const read = async (path: string): Promise<DocumentState> => {
    const body = await readFile(layout.file(path)).catch(ifAbsent)
    return { body, revision: body === undefined ? ABSENT : sha256(body) }
  }

  async function put(path: string, body: Uint8Array): Promise<void> {
    const temporary = layout.temporary()
    try {
      await writeDurably(temporary, body)
      await renameDurably(temporary, layout.file(path))
    } catch (error) {
      throw fileError(error, layout.file(path), 'writing')
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async function locked<T>(path: string, task: () => Promise<T>): Promise<T> {
    return withLock(layout.lock(path), task).catch((error: unknown) => {
      throw fileError(error, layout.file(path), 'writing')
    })
  }

  /** The pages that are not as the record says. */
  async function outdated(path: string, render: Render): Promise<Page[]> {
    const { body } = await read(path)
    if (body === undefined) return []
    const found: Page[] = []
    for (const page of pagesOf(render, body)) {
      const { body: there } = await read(page.path)
      if (there === undefined || Buffer.compare(there, page.body) !== 0) found.push(page)
    }
    return found
  }

  return {
    read: (path) => reading(layout.file(path), read(path)),

    swap: (path, expected, body, render) =>
      locked(path, async () => {
        const { body: before, revision } = await read(path)
        if (revision !== expected) return 'stale'
        await put(path, body)
        if (render === undefined) return 'swapped'
        const old = before === undefined ? [] : pagesOf(render, before)
        for (const { page } of changedPages(old, pagesOf(render, body))) await put(page.path, page.body)
        return 'swapped'
      }),

    complete: (path, render) =>
      locked(path, async () => {
        for (const page of await outdated(path, render)) await put(page.path, page.body)
      }),

    stale: (path, render) =>
      reading(layout.file(path), outdated(path, render)).then((pages) => pages.map((page) => page.path))
  }
}

/** A folder holds no document under its own name. */
function pagesOf(render: Render, record: Uint8Array): Page[] {
  return placed(render(record), () => false)
}
