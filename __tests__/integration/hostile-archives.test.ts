import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGzip, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { scratch } from '../support/artifacts.ts'
import { paxOf, tarOf, type TarEntry } from '../support/crafted-archives.ts'
import { metadataOf, sdistMembers, wheelOf } from '../support/python-distributions.ts'
import { ROOT } from '../support/sources.ts'

const MIB = 1024 * 1024
const WHEEL = 'narf-1.0-py3-none-any.whl'
const SDIST = 'narf-1.0.tar.gz'

const files = scratch()
afterAll(() => {
  files.remove()
})

const outcome = v.pipe(v.string(), v.parseJson(), v.object({ message: v.string(), peak: v.number() }))

/** What a process of its own makes of a file, and the most memory that it took, in bytes. */
async function readApart(folder: string, filename: string, bytes: Uint8Array | Iterable<Uint8Array>) {
  const path = join(files.folder, folder, filename)
  await mkdir(join(files.folder, folder), { recursive: true })
  if (bytes instanceof Uint8Array) await writeFile(path, bytes)
  else await pipeline(Readable.from(bytes), createGzip({ level: 9 }), createWriteStream(path))
  const script = join(ROOT, '__tests__/support/read-distribution.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, path], { env: {} })
  return v.parse(outcome, stdout)
}

function* repeated(times: number, ...members: TarEntry[]): Generator<Uint8Array> {
  const block = tarOf(members, { end: false })
  for (let count = 0; count < times; count += 1) yield block
  yield tarOf(sdistMembers())
}

function* zeros(of: TarEntry, mebibytes: number): Generator<Uint8Array> {
  yield tarOf([of], { end: false })
  for (let count = 0; count < mebibytes; count += 1) yield Buffer.alloc(MIB)
}

const members = (count: number, nameOf: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => ({ name: nameOf(index) }))

/** Memory of processes is counted so on Linux alone. */
const describeHere = process.platform === 'linux' ? describe : describe.skip

describeHere('the memory that a process takes for', () => {
  let least = 0
  beforeAll(async () => {
    // The first one compiles the sources.
    await readApart('first', WHEEL, wheelOf())
    least = (await readApart('small', WHEEL, wheelOf())).peak
  })

  test.each<[what: string, filename: string, make: () => Uint8Array | Iterable<Uint8Array>, says: RegExp]>([
    [
      'METADATA of 512 MiB that says it has 100 bytes',
      WHEEL,
      () => wheelOf({ entry: { content: Buffer.alloc(512 * MIB), size: 100 } }),
      /can't be read/
    ],
    [
      'METADATA of more fields than are read',
      WHEEL,
      () => wheelOf({ metadata: metadataOf('narf', '1.0', Array<string>(100_001).fill('Dynamic: a')) }),
      /more than 100000 fields/
    ],
    [
      'METADATA of millions of folded lines',
      WHEEL,
      () => wheelOf({ metadata: metadataOf('narf', '1.0', [`Summary: a${'\n b'.repeat(2_600_000)}`]) }),
      /more than 500000 lines that go on with a field/
    ],
    [
      'extra fields that say nothing',
      WHEEL,
      () =>
        wheelOf({
          members: Array.from({ length: 900 }, (_, at) => ({
            name: `narf/${at}`,
            extra: Buffer.alloc(60_000)
          }))
        }),
      /has 60000 bytes of extra fields; 8192 are read at most/
    ],
    [
      'a directory of more than 64 MiB',
      WHEEL,
      () => wheelOf({ members: members(1130, (index) => `narf/${'a'.repeat(60_000)}${index}`) }),
      /has a directory of \d+ bytes; 67108864 are read at most/
    ],
    [
      'a tar that is nearly nothing but zeros',
      SDIST,
      () => zeros({ name: 'narf-1.0/a', size: 8 * 1024 ** 3 - 1 }, 512),
      /unpacks to more than \d+ bytes/
    ],
    [
      'PKG-INFO of 512 MiB',
      SDIST,
      () => zeros({ name: 'narf-1.0/PKG-INFO', size: 512 * MIB }, 512),
      /PKG-INFO of 536870912 bytes/
    ],
    [
      'headers in front of tens of thousands of members',
      SDIST,
      () => repeated(50_000, paxOf({ path: 'narf-1.0/b' }), { name: 'narf-1.0/a' }),
      /unpacks to more than \d+ bytes/
    ],
    [
      'long names of many members',
      SDIST,
      () =>
        repeated(
          400,
          { name: '././@LongLink', type: 'L', content: `narf-1.0/${'a'.repeat(200_000)}` },
          { name: 'a' }
        ),
      /no PKG-INFO among its first|unpacks to more than/
    ],
    ['a tar that is packed twice', SDIST, () => gzipSync(gzipSync(Buffer.alloc(64 * MIB))), /is packed twice/]
  ])('%s is no more than 64 MiB', async (what, filename, make, says) => {
    const { message, peak } = await readApart(what.replaceAll(/\W/g, '_'), filename, make())
    expect(message).toMatch(says)
    expect((peak - least) / MIB).toBeLessThan(64)
  })

  test.each<[what: string, filename: string, make: () => Uint8Array | Iterable<Uint8Array>]>([
    [
      'a wheel of many members with long names',
      WHEEL,
      () =>
        wheelOf({
          members: members(40_000, (index) => `narf/${'a'.repeat(1500)}${index}`)
        })
    ],
    [
      'METADATA with a description of nearly 8 MiB',
      WHEEL,
      () => wheelOf({ metadata: metadataOf('narf', '1.0', [], 'a \n'.repeat(2_700_000)) })
    ],
    [
      'PKG-INFO behind 100 MiB',
      SDIST,
      function* () {
        yield tarOf([{ name: 'narf-1.0/a', size: 100 * MIB }], { end: false })
        for (let count = 0; count < 100; count += 1) {
          const block = Buffer.alloc(MIB)
          for (let at = 0; at < MIB; at += 64) block.writeUInt32LE((count * 7919 + at * 31) >>> 0, at)
          yield block
        }
        yield tarOf(sdistMembers())
      }
    ]
  ])('%s, which is read, is no more than 96 MiB', async (what, filename, make) => {
    const { message, peak } = await readApart(what.replaceAll(/\W/g, '_'), filename, make())
    expect(message).toBe('read')
    expect((peak - least) / MIB).toBeLessThan(96)
  })
})
