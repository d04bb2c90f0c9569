import type { Log } from '../log.ts'
import type { Store } from './store.ts'

/** A store that is read as it is, and only told about: every write is said in the log, and counts as done. */
export function dryRun(store: Store, log: Log): Store {
  const would = (what: string, path: string) => {
    log.info(`would ${what} ${store.name}/${path}`)
  }
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
      read: (path) => store.documents.read(path),
      swap: (path) => {
        would('write', path)
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
