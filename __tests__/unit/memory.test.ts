import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { release, sweepAfter } from '../../src/memory.ts'

const MIB = 1024 * 1024
const canRelease = 'transfer' in ArrayBuffer.prototype

describe('memory that is given back', () => {
  const testRelease = canRelease ? test : test.skip

  testRelease('is that of bytes which have a buffer for themselves', () => {
    const bytes = Buffer.allocUnsafeSlow(MIB)
    release(bytes)
    expect([bytes.length, bytes.buffer.byteLength]).toEqual([0, 0])
    release(bytes)
  })

  test('is not that of bytes which share their buffer with others', () => {
    const whole = Buffer.alloc(10, 'x')
    const shared = Buffer.from(whole.buffer, 2, 5)
    for (const part of [shared, whole.subarray(1), Buffer.from('from the pool')]) {
      const before = Buffer.from(part)
      release(part)
      expect(part.equals(before)).toBe(true)
    }
  })
})

test('garbage does not wait until there is much of it', async () => {
  const before = process.memoryUsage().arrayBuffers
  for (let index = 0; index < 48; index += 1) {
    Buffer.allocUnsafeSlow(MIB)
    sweepAfter(MIB)
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * MIB)
})

test('the young generation grows no further than to where it is collected cheaply', () => {
  const [limited = NaN, free = NaN] = [true, false].map(roomAfter)
  expect(limited).toBeLessThanOrEqual(16 * MIB)
  expect(free).toBeGreaterThan(32 * MIB)
})

/** The bytes that a process has for young objects after it has made many that lived for a while. */
function roomAfter(isLimited: boolean): number {
  const script = `
    const { getHeapSpaceStatistics } = await import('node:v8')
    const { limitYoung } = await import(${JSON.stringify(pathToFileURL('src/memory.ts'))})
    const kept = []
    for (let index = 0; index < 3e6; index += 1) {
      if (${isLimited} && index % 1000 === 0) limitYoung()
      if (kept.length > 4e5) kept.length = 0
      kept.push({ text: 'x' + index })
    }
    console.log(getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size)`
  const options = { encoding: 'utf8', env: { PATH: process.env['PATH'] } } as const
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], options)
  return Number(stdout)
}
