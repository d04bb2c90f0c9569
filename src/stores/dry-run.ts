import type { Log } from '../log.ts'
import { changedPages, placed } from './pages.ts'
import { ABSENT, type Created, type Render, type Store } from './store.ts'

/** A store that is read as it is, and only told about: every write is said in the log, and counts as done. */
export function dryRun(store: Store, log: Log): Store {
  const would = (what: string, path: string) => {
    log.info(`would ${what} ${store.name}/${path}`)
  }
  const pagesOf = (render: Render, record: Uint8Array) => placed(render(record), store.limits.holdsPage)
  return {
    ...store,
    artifacts: {
      ...store.artifacts,
      create: (items) =>
        Promise.all(
          items.map(async ({ key }): Promise<Created> => {
            if ((await store.artifacts.find(key)) !== undefined) return { outcome: 'exists' }
            would('write', key.path)
            return { outcome: 'created', revision: ABSENT }
          })
        ),
      replace: ({ key }) => {
        would('replace', key.path)
        return Promise.resolve('swapped')
      },
      remove: (key) => {
        would('remove', key.path)
        return Promise.resolve()
      }
    },
    documents: {
      read: (path) => store.documents.read(path),
      swap: async (path, _expected, body, render) => {
        would('write', path)
        if (render !== undefined) {
          const { body: before } = await store.documents.read(path)
          const old = before === undefined ? [] : pagesOf(render, before)
          for (const { page } of changedPages(old, pagesOf(render, body))) would('write', page.path)
        }
        return 'swapped'
      },
      complete: async (path, render) => {
        for (const page of await store.documents.stale(path, render)) would('write', page)
      },
      stale: (path, render) => store.documents.stale(path, render)
    },
    async *leftovers() {
      for await (const leftover of store.leftovers()) {
        yield {
          ...leftover,
          discard: () => {
            would('discard the unfinished', leftover.path)
            return Promise.resolve()
          }
        }
      }
    }
  }
}
