/** Runs a task once it is its turn. */
export type Limited = <T>(task: () => Promise<T>) => Promise<T>

/** Lets at most so many tasks run at once, in the order in which they came. */
export function limiting(most: number): Limited {
  const waiting: (() => void)[] = []
  let running = 0
  return async (task) => {
    if (running < most) running += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await task()
    } finally {
      // Whoever waits takes the place of this one.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
