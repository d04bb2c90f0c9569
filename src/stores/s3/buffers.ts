import { budgetOf, type Budget } from '../../budget.ts'
import type { S3Tuning } from './options.ts'

/** The memory that all uploads of a store share, so that many at once take no more than one. */
export interface PartBuffers {
  /** Runs a task that has so many bytes of its own in memory. */
  readonly hold: Budget
  /** Runs a task with a buffer of so many bytes, which the next one fills again. */
  readonly lend: <T>(bytes: number, task: (buffer: Buffer) => Promise<T>) => Promise<T>
}

/** Memory for as many parts as are sent at a time. */
export function partBuffers({ uploads, partSize }: Pick<S3Tuning, 'uploads' | 'partSize'>): PartBuffers {
  const hold = budgetOf(uploads * partSize)
  let idle: Buffer[] = []
  return {
    hold,
    lend: (bytes, task) =>
      hold(bytes, async () => {
        // Parts are of one size, but for those of enormous files.
        if (idle[0]?.length !== bytes) idle = []
        const buffer = idle.pop() ?? Buffer.allocUnsafeSlow(bytes)
        try {
          return await task(buffer)
        } finally {
          idle.push(buffer)
        }
      })
  }
}
