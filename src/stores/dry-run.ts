import type { Log } from '../log.ts'
import type { DocumentState, Store } from './store.ts'

/** A store that is read as it is, and only told about: every write is said in the log, and counts as done. */
export function dryRun(store: Store, log: Log): Store {
  const would = (what: string, path: string) => {
    log.info(`would ${what} ${store.name}/${path}`)
  }
  const written = new Map<string, DocumentState>()
  return {
    ...store,
    artifacts: {
      ...store.artifacts,
      create: (items) =>
        Promise.all(
          items.map(async ({ key }) => {
            if ((await store.artifacts.find(key)) !== undefined) return 'exists'
            would('write', key.path)
            return 'created'
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
      // What depends on a document that was written goes on as it would.
      read: async (path) => written.get(path) ?? store.documents.read(path),
      swap: (path, expected, body) => {
        would('write', path)
        written.set(path, { body, revision: expected })
        return Promise.resolve('swapped')
      }
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
