import { expect, test } from '@jest/globals'
import { partBuffers } from '../../../../src/stores/s3/buffers.ts'

const PART = 1024

test('the buffers of parts are few, and are used again', async () => {
  const buffers = partBuffers({ uploads: 3, partSize: PART })
  const seen = new Set<Buffer>()
  const inUse = new Set<Buffer>()
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      buffers.lend(PART, async (buffer) => {
        expect(inUse.has(buffer)).toBe(false)
        inUse.add(buffer)
        seen.add(buffer)
        expect(inUse.size).toBeLessThanOrEqual(3)
        for (let turn = 0; turn < index % 4; turn += 1) await Promise.resolve()
        inUse.delete(buffer)
      })
    )
  )
  expect(seen.size).toBe(3)
})

test('the buffers of parts of another size are others', async () => {
  const buffers = partBuffers({ uploads: 2, partSize: PART })
  const lengthOf = (bytes: number) => buffers.lend(bytes, (buffer) => Promise.resolve(buffer.length))
  const lengths = [PART, PART * 2, PART, PART * 3]
  expect(await Promise.all(lengths.map(lengthOf))).toEqual(lengths)
})

test('what has bytes of its own shares the memory with them', async () => {
  const buffers = partBuffers({ uploads: 2, partSize: PART })
  const begun: string[] = []
  const task = (name: string) => async () => {
    begun.push(name)
    await new Promise(setImmediate)
    begun.push(`${name} is done`)
  }
  await Promise.all([buffers.hold(PART + 1, task('whole')), buffers.lend(PART, task('part'))])
  expect(begun).toEqual(['whole', 'whole is done', 'part', 'part is done'])
})
