import type { Log } from '../log.ts'
import { changedPages, placed } from './pages.ts'
import { ABSENT, type Created, type DocumentState, type Entry, type Render, type Store } from './store.ts'

/** A store that is read as it is, and only told about: every write is said in the log, and counts as done. */
export function dryRun(store: Store, log: Log): Store {
  const would = (what: string, path: string) => {
    log.info(`would ${what} ${store.name}/${path}`)
  }
  const pagesOf = (render: Render, record: Uint8Array) => placed(render(record), store.limits.holdsPage)
  const written = new Map<string, DocumentState>()
  let writes = 0
  const removed = new Set<string>()
  const find: Store['artifacts']['find'] = async (key, options) =>
    removed.has(key.path) ? undefined : store.artifacts.find(key, options)
  const read = async (path: string) => written.get(path) ?? store.documents.read(path)
  return {
    ...store,
    artifacts: {
      ...store.artifacts,
      find,
      open: async (key, options) => (removed.has(key.path) ? undefined : store.artifacts.open(key, options)),
      create: (items) =>
        Promise.all(
          items.map(async ({ key }): Promise<Created> => {
            if ((await find(key)) !== undefined) return { outcome: 'exists' }
            if (store.limits.holds) {
              would('hold back', key.path)
              return { outcome: 'held', there: 'nothing', revision: ABSENT }
            }
            would('write', key.path)
            return { outcome: 'created', revision: ABSENT }
          })
        ),
      released: async (key) => ({
        ...(await store.artifacts.released(key)),
        settle: () => Promise.resolve()
      }),
      replace: ({ key }) => {
        would('replace', key.path)
        return Promise.resolve({ outcome: 'swapped', revision: ABSENT })
      },
      remove: (key) => {
        would('remove', key.path)
        removed.add(key.path)
        return Promise.resolve()
      }
    },
    documents: {
      // What depends on a document that was written goes on as it would.
      read,
      swap: async (path, expected, body, { render, recorded } = {}) => {
        const { body: before, revision } = await read(path)
        if (revision !== expected) return 'stale'
        would('write', path)
        writes += 1
        written.set(path, { body, revision: `not written ${writes}` })
        recorded?.()
        if (render !== undefined) {
          const old = before === undefined ? [] : pagesOf(render, before)
          for (const { page } of changedPages(old, pagesOf(render, body))) would('write', page.path)
        }
        return 'swapped'
      },
      complete: async (path, render) => {
        for (const page of await store.documents.stale(path, render)) would('write', page)
      },
      stale: (path, render, known) => store.documents.stale(path, render, known)
    },
    list: (prefix, options) => asWritten(store.list(prefix, options), prefix, { written, removed }),
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

interface Changes {
  readonly written: ReadonlyMap<string, DocumentState>
  readonly removed: ReadonlySet<string>
}

/** What a store would list: less what would have been removed, and, in its place, what would have been written. */
async function* asWritten(
  listed: AsyncIterable<Entry>,
  prefix: string,
  { written, removed }: Changes
): AsyncGenerator<Entry> {
  const paths = [...written.keys()].filter((path) => path.startsWith(prefix)).sort(inBytes)
  const next = (): Entry => {
    const path = paths.shift() ?? ''
    const { body, revision = ABSENT } = written.get(path) ?? {}
    return { path, size: body?.length ?? 0, revision, modified: undefined, digest: undefined }
  }
  for await (const entry of listed) {
    while (paths[0] !== undefined && inBytes(paths[0], entry.path) < 0) yield next()
    if (paths[0] === entry.path) yield next()
    else if (!removed.has(entry.path)) yield entry
  }
  while (paths.length > 0) yield next()
}

function inBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
