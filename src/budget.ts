/** Runs a task that holds so many bytes in memory, once they fit beside those of the tasks that run already. */
export type Budget = <T>(bytes: number, task: () => Promise<T>) => Promise<T>

/**
 * Keeps tasks, taken together, to `total` bytes: they begin in the order in which they came, each as soon as it fits.
 * One that would never fit runs alone.
 */
export function budgetOf(total: number): Budget {
  const waiting: { readonly bytes: number; readonly begin: () => void }[] = []
  let free = total
  const proceed = () => {
    for (let [next] = waiting; next !== undefined && next.bytes <= free; [next] = waiting) {
      waiting.shift()
      free -= next.bytes
      next.begin()
    }
  }
  return async (wanted, task) => {
    const bytes = Math.min(wanted, total)
    await new Promise<void>((resolve) => {
      waiting.push({ bytes, begin: resolve })
      proceed()
    })
    try {
      return await task()
    } finally {
      free += bytes
      proceed()
    }
  }
}
