/** Runs tasks over what is asked for under one name, together: what comes while one runs waits for the next. */
export function batching<Item, Result>(
  run: (name: string, items: readonly Item[]) => Promise<readonly Result[]>
): (name: string, items: readonly Item[]) => Promise<Result[]> {
  interface Asked {
    readonly items: readonly Item[]
    readonly resolve: (results: Result[]) => void
    readonly reject: (reason: unknown) => void
  }
  const waiting = new Map<string, Asked[]>()
  const work = async (name: string) => {
    for (let next = waiting.get(name) ?? []; next.length > 0; next = waiting.get(name) ?? []) {
      waiting.set(name, [])
      try {
        const results = await run(
          name,
          next.flatMap(({ items }) => items)
        )
        let start = 0
        for (const { items, resolve } of next) resolve(results.slice(start, (start += items.length)))
      } catch (error) {
        for (const { reject } of next) reject(error)
      }
    }
    waiting.delete(name)
  }
  return (name, items) =>
    new Promise((resolve, reject) => {
      const asked = { items, resolve, reject }
      const queue = waiting.get(name)
      if (queue !== undefined) {
        queue.push(asked)
        return
      }
      waiting.set(name, [asked])
      setImmediate(() => void work(name))
    })
}
