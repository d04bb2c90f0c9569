import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { budgetOf } from '../../src/budget.ts'

describe('a budget', () => {
  test('is kept, and every task gets its turn, in the order of coming', async () => {
    const jobs = fc.array(fc.tuple(fc.nat({ max: 15 }), fc.nat({ max: 3 }), fc.boolean()), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(jobs, async (tasks) => {
        const budget = budgetOf(10)
        const begun: number[] = []
        let held = 0
        let most = 0
        const outcomes = await Promise.allSettled(
          tasks.map(([bytes, turns, fails], index) =>
            budget(bytes, async () => {
              begun.push(index)
              held += Math.min(bytes, 10)
              most = Math.max(most, held)
              for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
              held -= Math.min(bytes, 10)
              if (fails) throw new Error(String(index))
              return index
            })
          )
        )
        expect(most).toBeLessThanOrEqual(10)
        expect(begun).toEqual(tasks.map((_, index) => index))
        expect(outcomes.map(({ status }) => status)).toEqual(
          tasks.map(([, , fails]) => (fails ? 'rejected' : 'fulfilled'))
        )
      })
    )
  })

  test('lets run at once what fits', async () => {
    const budget = budgetOf(10)
    let running = 0
    const task = async () => {
      running += 1
      await new Promise(setImmediate)
      return running
    }
    expect(await Promise.all([budget(5, task), budget(5, task)])).toEqual([2, 2])
    expect(await Promise.all([budget(6, task), budget(5, task)])).toEqual([3, 4])
  })

  test('gives on what a task threw, and goes on', async () => {
    const budget = budgetOf(1)
    const failing = budget(1, () => Promise.reject(new Error('no')))
    const next = budget(1, () => Promise.resolve('yes'))
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })
})
