import type { Limits, Store } from './store.ts'

/** A store whose driver, and the library behind it, is loaded when it is first asked for something. */
export function lazyStore(known: { name: string; limits: Limits }, load: () => Promise<Store>): Store {
  let loading: Promise<Store> | undefined
  const opened = () => (loading ??= load())
  return {
    ...known,
    artifacts: {
      find: async (key, options) => (await opened()).artifacts.find(key, options),
      create: async (items) => (await opened()).artifacts.create(items),
      replace: async (item, expected) => (await opened()).artifacts.replace(item, expected),
      open: async (key, options) => (await opened()).artifacts.open(key, options),
      released: async (key) => (await opened()).artifacts.released(key),
      evidence: async (key, revision) => (await opened()).artifacts.evidence(key, revision),
      remove: async (key, expected) => (await opened()).artifacts.remove(key, expected),
      url: async (key) => (await opened()).artifacts.url(key)
    },
    documents: {
      read: async (path, options) => (await opened()).documents.read(path, options),
      swap: async (path, expected, body, options) =>
        (await opened()).documents.swap(path, expected, body, options),
      complete: async (path, render) => (await opened()).documents.complete(path, render),
      stale: async (path, render, known) => (await opened()).documents.stale(path, render, known)
    },
    make: async (key, into) => (await opened()).make(key, into),
    async *list(prefix, options) {
      yield* (await opened()).list(prefix, options)
    },
    async *leftovers() {
      yield* (await opened()).leftovers()
    },
    close: async () => {
      // What could not be opened needs no closing; why it could not was said to whoever asked.
      const store = await loading?.catch(() => undefined)
      await store?.close()
    }
  }
}
