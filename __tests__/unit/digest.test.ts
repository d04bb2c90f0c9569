import { createHash, randomInt } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  digestOfFile,
  digestsOfFile,
  followFile,
  sha256,
  sha256OfFile,
  type HashAlgorithm
} from '../../src/digest.ts'
import { failureOf, noise, scratch, type Scratch } from '../support/artifacts.ts'

const MIB = 1024 * 1024

let files: Scratch
beforeAll(() => {
  files = scratch()
})
afterAll(() => {
  files.remove()
})

/** What a digest has to be, by other means than the code under test. */
function expected(bytes: Uint8Array, algorithm: HashAlgorithm): string {
  if (algorithm.name === 'crc32') return crc32(bytes).toString(16).padStart(8, '0')
  if (algorithm.name !== 'md5-parts') return createHash(algorithm.name).update(bytes).digest('hex')
  const parts: Buffer[] = []
  for (let start = 0; start === 0 || start < bytes.length; start += algorithm.partSize)
    parts.push(
      createHash('md5')
        .update(bytes.subarray(start, start + algorithm.partSize))
        .digest()
    )
  return `${createHash('md5').update(Buffer.concat(parts)).digest('hex')}-${parts.length}`
}

const ALGORITHMS: readonly HashAlgorithm[] = [
  { name: 'sha256' },
  { name: 'md5' },
  { name: 'crc32' },
  ...[1, 1000, 64 * 1024, MIB, MIB + 1, 5 * MIB].map((partSize) => ({ name: 'md5-parts' as const, partSize }))
]

const SIZES = [0, 1, 999, 1000, 1001, 64 * 1024, MIB - 1, MIB, MIB + 1, 2 * MIB, 3 * MIB + 7]

describe('the digest of a file', () => {
  const cases = ALGORITHMS.map((algorithm) => [JSON.stringify(algorithm), algorithm] as const)

  test.each(cases)('%s, at any size', async (_name, algorithm) => {
    const tiny = algorithm.name === 'md5-parts' && algorithm.partSize === 1
    const sizes = [...SIZES, randomInt(3 * MIB), randomInt(3 * MIB)].filter((size) => !tiny || size < 2000)
    for (const size of sizes) {
      const bytes = noise(size, `${size}`)
      const file = await files.write('file', bytes)
      expect([size, await digestOfFile(file, size, algorithm)]).toEqual([size, expected(bytes, algorithm)])
    }
  })

  test('as the standards have it', async () => {
    const file = await files.write('check', '123456789')
    expect(await digestOfFile(file, 9, { name: 'crc32' })).toBe('cbf43926')
    expect(await digestOfFile(file, 9, { name: 'md5' })).toBe('25f9e794323b453885f5181f1b624d0b')
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  test('of parts, as S3 writes it: the MD5 of the MD5s of the parts', async () => {
    const file = await files.write('parts', 'aaaaabbbbbcc')
    const md5 = (bytes: string | Buffer) => createHash('md5').update(bytes).digest()
    const whole = md5(Buffer.concat([md5('aaaaa'), md5('bbbbb'), md5('cc')])).toString('hex')
    expect(await digestOfFile(file, 12, { name: 'md5-parts', partSize: 5 })).toBe(`${whole}-3`)
  })

  test.each([10, MIB, 2 * MIB])('only its first %d bytes count', async (size) => {
    const bytes = noise(3 * MIB, 'longer')
    const file = await files.write('longer', bytes)
    expect(await sha256OfFile(file, size)).toBe(sha256(bytes.subarray(0, size)))
    expect(await digestOfFile(file, size, { name: 'md5' })).toBe(
      expected(bytes.subarray(0, size), { name: 'md5' })
    )
  })
})

describe('two digests of a file', () => {
  test.each(SIZES)('of %d bytes', async (size) => {
    const bytes = noise(size + 10, `two ${size}`)
    const file = await files.write('two', bytes)
    const first = bytes.subarray(0, size)
    expect(await digestsOfFile(file, size)).toEqual({
      sha256: expected(first, { name: 'sha256' }),
      md5: expected(first, { name: 'md5' })
    })
  })

  test.each([10, 2 * MIB])('of a file that has fewer than %d bytes', async (size) => {
    const file = await files.write('short', 'short')
    expect((await failureOf(digestsOfFile(file, size))).code).toBe('conflict')
  })
})

describe('following a file', () => {
  test('that grows in pieces of any size', async () => {
    const bytes = noise(4 * MIB + 3, 'growing')
    const file = await files.write('growing', '')
    const follower = followFile(file, { name: 'sha256' })
    let position = 0
    while (position < bytes.length) {
      const end = Math.min(bytes.length, position + randomInt(1, MIB))
      await appendFile(file, bytes.subarray(position, end))
      position = end
      if (randomInt(3) > 0) follower.written(position)
    }
    expect(await follower.digest(bytes.length)).toBe(sha256(bytes))
  })

  test('whose end is written before its beginning', async () => {
    const bytes = noise(2 * MIB, 'holes')
    const file = await files.write('holes', Buffer.alloc(2 * MIB))
    const follower = followFile(file, { name: 'sha256' })
    follower.written(0)
    await writeFile(file, bytes)
    follower.written(MIB)
    follower.written(10)
    expect(await follower.digest(bytes.length)).toBe(sha256(bytes))
  })

  test('shows what is on the disk, not what was meant to be there', async () => {
    const bytes = noise(2 * MIB, 'torn')
    const torn = Buffer.from(bytes)
    torn.fill(0, MIB, MIB + 100)
    const follower = followFile(await files.write('torn', torn), { name: 'sha256' })
    follower.written(bytes.length)
    expect(await follower.digest(bytes.length)).toBe(sha256(torn))
    expect(sha256(torn)).not.toBe(sha256(bytes))
  })

  test('that nobody asks about any more', async () => {
    const file = await files.write('stopped', noise(MIB, 'stopped'))
    for (let count = 0; count < 3 * availableParallelism(); count += 1) {
      const follower = followFile(file, { name: 'sha256' })
      follower.written(randomInt(MIB))
      follower.stop()
      follower.stop()
    }
    expect(await digestOfFile(file, MIB, { name: 'md5' })).toBe(
      expected(noise(MIB, 'stopped'), { name: 'md5' })
    )
  })
})

describe('what goes wrong', () => {
  const threaded: HashAlgorithm = { name: 'md5' }
  const inline: HashAlgorithm = { name: 'sha256' }

  test.each([
    ['here', inline],
    ['in a thread', threaded]
  ])('a file that is not there, %s', async (_name, algorithm) => {
    const file = join(files.folder, 'none')
    const failure = await failureOf(digestOfFile(file, 10, algorithm))
    expect([failure.code, failure.message]).toEqual([
      'not-found',
      `reading ${file}: there is no such file or folder`
    ])
  })

  test.each([
    ['here', inline],
    ['in a thread', threaded]
  ])('a folder, %s', async (_name, algorithm) => {
    const folder = join(files.folder, 'folder')
    await mkdir(folder, { recursive: true })
    expect((await failureOf(digestOfFile(folder, 10, algorithm))).code).toBe('conflict')
  })

  test.each([
    ['here', inline, 20],
    ['in a thread', threaded, 20],
    ['of a large file', inline, 2 * MIB]
  ])('a file that became shorter, %s', async (_name, algorithm, size) => {
    const file = await files.write('short', 'ten bytes!')
    const failure = await failureOf(digestOfFile(file, size, algorithm))
    expect([failure.code, failure.message]).toEqual([
      'conflict',
      `${file} changed while it was being read: it ends after 10 bytes, not ${size}`
    ])
  })

  test('a file that goes while it is followed', async () => {
    const file = await files.write('going', 'x')
    const follower = followFile(file, threaded)
    follower.written(1)
    await rm(file)
    await failureOf(follower.digest(5_000))
  })

  test('leaves nothing behind for the next file', async () => {
    const bytes = noise(2 * MIB, 'good')
    const good = await files.write('good', bytes)
    for (let round = 0; round < 5; round += 1) {
      const [bad, ...rest] = await Promise.allSettled([
        digestOfFile(join(files.folder, 'none'), 2 * MIB, threaded),
        digestOfFile(good, 2 * MIB, threaded),
        sha256OfFile(good, 2 * MIB)
      ])
      expect(bad.status).toBe('rejected')
      expect(rest).toEqual([
        { status: 'fulfilled', value: expected(bytes, threaded) },
        { status: 'fulfilled', value: sha256(bytes) }
      ])
    }
  })
})

/** How many threads a task starts. */
async function startedBy(task: () => Promise<unknown>): Promise<number> {
  let started = 0
  const count = () => {
    started += 1
  }
  subscribe('worker_threads', count)
  await task().finally(() => unsubscribe('worker_threads', count))
  return started
}

test('many at once share a few threads, and none gets what is the digest of another', async () => {
  const all = Array.from({ length: 40 }, (_, index) => noise(MIB + 1 + index * 1000, `many ${index}`))
  const paths = await Promise.all(all.map((bytes, index) => files.write(`many-${index}`, bytes)))
  const started = await startedBy(async () => {
    const digests = await Promise.all(
      paths.map((path, index) => digestOfFile(path, all[index]!.length, ALGORITHMS[index % 3]!))
    )
    expect(digests).toEqual(all.map((bytes, index) => expected(bytes, ALGORITHMS[index % 3]!)))
  })
  expect(started).toBeLessThanOrEqual(Math.min(4, availableParallelism()))
  // One more, which shows that they are counted.
  expect(await startedBy(() => new Worker('', { eval: true }).terminate())).toBe(1)
})
