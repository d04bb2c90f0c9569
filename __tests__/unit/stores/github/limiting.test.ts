import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { limiting } from '../../../../src/stores/github/limiting.ts'

describe('limiting', () => {
  test.each([1, 3, 10])('lets %d tasks run at once, in their order', async (most) => {
    const limited = limiting(most)
    const begun: number[] = []
    let running = 0
    let highest = 0
    const tasks = Array.from({ length: 10 }, (_, index) =>
      limited(async () => {
        begun.push(index)
        highest = Math.max(highest, (running += 1))
        await sleep(2)
        running -= 1
        return index
      })
    )
    const all = Array.from({ length: 10 }, (_, index) => index)
    expect(await Promise.all(tasks)).toEqual(all)
    expect(begun).toEqual(all)
    expect(highest).toBe(most)
  })

  test('goes on after a task that fails', async () => {
    const limited = limiting(1)
    const failing = limited(() => Promise.reject(new Error('no')))
    const next = limited(() => Promise.resolve('next'))
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('next')
    expect(await limited(() => Promise.resolve('last'))).toBe('last')
  })
})
