import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../../src/digest.ts'
import { RegistryError } from '../../../src/errors.ts'
import { silent } from '../../../src/log.ts'
import { openFolder } from '../../../src/stores/filesystem/index.ts'
import type { Artifact, ByteRange, Evidence, OpenArtifact, Store } from '../../../src/stores/store.ts'
import { download, type Download, type Downloaded } from '../../../src/transfer/download.ts'
import { artifactOf, failureOf, keyOf, noise, scratch, type Scratch } from '../../support/artifacts.ts'

const MIB = 1024 * 1024
/** What is fetched at once; larger files come in several ranges. */
const RANGE = 16 * MIB
const KEY = { package: 'narf', version: '1.0', path: 'narf/tycho_1.0.pkg', filename: 'narf.bin' }

let files: Scratch
let folder: Store
beforeEach(() => {
  files = scratch()
  folder = openFolder(join(files.folder, 'registry'), '', silent)
})
afterEach(() => {
  files.remove()
})

/** What is in the output folder. */
function pulled(): string[] {
  return readdirSync(files.folder).filter((name) => name !== 'registry')
}

interface Watched {
  readonly total: number[]
  advanced: number
  ended: number
}

function get(store: Store, more: Partial<Download> = {}, watched?: Watched): Promise<Downloaded | undefined> {
  return download({
    ...{ store, key: KEY, file: join(files.folder, 'out'), target: join(files.folder, 'out') },
    expected: undefined,
    progress: (total) => {
      watched?.total.push(total)
      return {
        advance: (bytes) => {
          if (watched !== undefined) watched.advanced += bytes
        },
        done: () => {
          if (watched !== undefined) watched.ended += 1
        }
      }
    },
    ...more
  })
}

/** How a served artifact differs from a sound one. */
interface Serving {
  readonly bytes: Buffer
  readonly sha256?: string | undefined
  readonly evidence?: Evidence
  readonly executable?: boolean
  /** Stands in for the answer to a range. */
  readonly body?: (range: ByteRange, sound: Buffer) => Readable | undefined
}

const asked: (ByteRange | undefined)[] = []

/** A store that serves one artifact, well or badly. */
function serving({ bytes, evidence, executable = false, body, ...more }: Serving): Store {
  const artifact: Artifact = {
    ...{ path: KEY.path, size: bytes.length, revision: '"r1"', altered: false },
    ...{ executable, filename: 'narf.bin' },
    sha256: 'sha256' in more ? more.sha256 : sha256(bytes)
  }
  asked.length = 0
  return {
    ...folder,
    name: 's3://packages',
    artifacts: {
      ...folder.artifacts,
      open: (_key, { range, revision } = {}): Promise<OpenArtifact | undefined> => {
        asked.push(range)
        if (revision !== undefined && revision !== artifact.revision)
          throw new Error(`the revision ${revision} was asked for`)
        const sound = bytes.subarray(range?.start, range?.end)
        const answer = body === undefined ? chunked(sound) : body(range ?? { start: 0 }, sound)
        return Promise.resolve(answer === undefined ? undefined : { artifact, body: answer })
      },
      evidence: (_key, revision) => Promise.resolve(revision === artifact.revision ? evidence : undefined)
    }
  }
}

/** Bytes as a stream whose chunks have all sorts of sizes. */
function chunked(bytes: Buffer, end?: Error): Readable {
  const sizes = [1, 3, 64 * 1024, MIB - 1, 2 * MIB, 17, MIB]
  function* pieces() {
    for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length]!
      yield bytes.subarray(start, start + size)
      start += size
    }
    if (end !== undefined) throw end
  }
  return Readable.from(pieces(), { objectMode: false })
}

describe('a download from a folder', () => {
  test.each([0, 1, MIB, RANGE, RANGE + 1, 4 * RANGE + 12345])('of %d bytes', async (size) => {
    const bytes = noise(size, `${size}`)
    await folder.artifacts.create([artifactOf(KEY.path, bytes)])
    const watched: Watched = { total: [], advanced: 0, ended: 0 }
    expect(await get(folder, {}, watched)).toMatchObject({
      ...{ sha256: sha256(bytes), verified: 'sha256' },
      artifact: { size, executable: false }
    })
    expect(readFileSync(join(files.folder, 'out')).equals(bytes)).toBe(true)
    expect(watched).toEqual({ total: [size], advanced: size, ended: 1 })
    expect(pulled()).toEqual(['out'])
  })

  test('of what is not there leaves nothing, not even a folder', async () => {
    expect(await get(folder, { key: keyOf('none'), file: join(files.folder, 'a', 'b') })).toBeUndefined()
    expect(pulled()).toEqual([])
  })

  test('makes the folders it needs, and replaces what was there', async () => {
    await folder.artifacts.create([artifactOf(KEY.path, 'new', { executable: true })])
    await mkdir(join(files.folder, 'a', 'b'), { recursive: true })
    await writeFile(join(files.folder, 'a', 'b', 'old'), 'old')
    await get(folder, { file: join(files.folder, 'a', 'b', 'old') })
    await get(folder, { file: join(files.folder, 'c', 'd', 'e') })
    for (const file of ['a/b/old', 'c/d/e']) {
      expect(readFileSync(join(files.folder, ...file.split('/')), 'utf8')).toBe('new')
      if (process.platform !== 'win32') expect(statSync(join(files.folder, file)).mode & 0o111).toBe(0o111)
    }
  })

  test('to where a folder is fails in words', async () => {
    await folder.artifacts.create([artifactOf(KEY.path, 'new')])
    await mkdir(join(files.folder, 'out', 'full'), { recursive: true })
    const failure = await failureOf(get(folder))
    expect(failure.message).toContain(`writing ${join(files.folder, 'out')}: `)
    expect(pulled()).toEqual(['out'])
  })

  test('below what is a file fails in words', async () => {
    await folder.artifacts.create([artifactOf(KEY.path, 'new')])
    await files.write('file', 'x')
    const bodies: Readable[] = []
    const store: Store = {
      ...folder,
      artifacts: {
        ...folder.artifacts,
        open: async (key, options) => {
          const opened = await folder.artifacts.open(key, options)
          if (opened !== undefined) bodies.push(opened.body)
          return opened
        }
      }
    }
    const failure = await failureOf(get(store, { file: join(files.folder, 'file', 'out') }))
    expect([failure.code, pulled()]).toEqual(['conflict', ['file']])
    expect(bodies.map((body) => body.destroyed)).toEqual([true])
  })

  test('of what was changed behind its back', async () => {
    await folder.artifacts.create([artifactOf(KEY.path, 'as it was')])
    await writeFile(join(files.folder, 'registry', 'narf', 'tycho_1.0.pkg'), 'as it is!')
    const failure = await failureOf(get(folder))
    expect(failure.code).toBe('corrupt')
    expect(failure.message).toBe(
      `narf 1.0 in ${folder.name} is not what was pushed: it has the sha256 ${sha256('as it is!')}, ${sha256('as it was')} was stored with it`
    )
    expect(pulled()).toEqual([])
    // What was said of it since counts, where somebody has said something.
    const told = { sha256: sha256('as it is!'), by: 'the index' } as const
    expect(await get(folder, { expected: told })).toMatchObject({ sha256: told.sha256, verified: 'sha256' })
    const former = { ...told, sha256: sha256('as it was') }
    expect((await failureOf(get(folder, { expected: former }))).code).toBe('corrupt')
  })
})

describe('how bytes are checked', () => {
  const bytes = Buffer.from('what another tool stored')
  const md5 = createHash('md5').update(bytes).digest('hex')
  const wrong = '0'.repeat(32)

  const saidBy = (digest: string | undefined) =>
    digest === undefined ? undefined : ({ sha256: digest, by: 'the lockfile' } as const)

  test.each<[name: string, serving: Partial<Serving>, expected: string | undefined, verified: string]>([
    ['by the digest stored with them', { sha256: sha256(bytes) }, undefined, 'sha256'],
    ['by the lockfile and the digest', { sha256: sha256(bytes) }, sha256(bytes), 'sha256'],
    ['by the lockfile alone', { sha256: undefined }, sha256(bytes), 'sha256'],
    ['by the MD5 a store has', { evidence: { algorithm: { name: 'md5' }, value: md5 } }, undefined, 'md5'],
    ['not at all', {}, undefined, 'unverified']
  ])('%s', async (_name, more, expected, verified) => {
    const store = serving({ bytes, sha256: undefined, ...more })
    expect(await get(store, { expected: saidBy(expected) })).toMatchObject({
      sha256: sha256(bytes),
      verified
    })
    expect(readFileSync(join(files.folder, 'out')).equals(bytes)).toBe(true)
  })

  test.each<[name: string, serving: Partial<Serving>, expected: string | undefined, message: string]>([
    ['another digest', { sha256: '1'.repeat(64) }, undefined, `${'1'.repeat(64)} was stored with it`],
    [
      'another MD5',
      { evidence: { algorithm: { name: 'md5' }, value: wrong } },
      undefined,
      `it has the md5 ${md5}, ${wrong} was stored with it`
    ],
    [
      'another lockfile',
      { sha256: sha256(bytes) },
      '2'.repeat(64),
      `but the lockfile says ${'2'.repeat(64)}`
    ],
    ['a lockfile without a digest', {}, '2'.repeat(64), `but the lockfile says ${'2'.repeat(64)}`]
  ])('%s is found out, and what was there stays', async (_name, more, expected, message) => {
    await files.write('out', 'old')
    const failure = await failureOf(
      get(serving({ bytes, sha256: undefined, ...more }), { expected: saidBy(expected) })
    )
    expect(failure.code).toBe('corrupt')
    expect(failure.message).toContain('narf 1.0 in s3://packages ')
    expect(failure.message).toContain(message)
    expect(pulled()).toEqual(['out'])
    expect(readFileSync(join(files.folder, 'out'), 'utf8')).toBe('old')
  })
})

describe('a download in ranges', () => {
  const bytes = noise(3 * RANGE + 99, 'ranges')

  test('asks for each range once, of one revision', async () => {
    await get(serving({ bytes, executable: true }))
    expect(asked.map((range) => range?.start).sort((one, other) => one! - other!)).toEqual([
      ...[0, RANGE, 2 * RANGE, 3 * RANGE]
    ])
    expect(asked.map((range) => range?.end)).toContain(bytes.length)
    expect(readFileSync(join(files.folder, 'out')).equals(bytes)).toBe(true)
  })

  test('is checked by what is on the disk, also where the store has a digest of parts', async () => {
    const partSize = 5 * MIB
    const parts = Array.from({ length: Math.ceil(bytes.length / partSize) }, (_, index) =>
      createHash('md5')
        .update(bytes.subarray(index * partSize, (index + 1) * partSize))
        .digest()
    )
    const value = `${createHash('md5').update(Buffer.concat(parts)).digest('hex')}-${parts.length}`
    const evidence: Evidence = { algorithm: { name: 'md5-parts', partSize }, value }
    expect(await get(serving({ bytes, sha256: undefined, evidence }))).toMatchObject({
      verified: 'md5-parts'
    })
  })

  test('of what is removed meanwhile is a conflict', async () => {
    const store = serving({ bytes, body: ({ start }, sound) => (start === 0 ? chunked(sound) : undefined) })
    const failure = await failureOf(get(store))
    expect([failure.code, failure.message]).toEqual([
      'conflict',
      'narf 1.0 was removed while it was being pulled'
    ])
    expect(pulled()).toEqual([])
  })
})

describe('a stream that breaks', () => {
  const small = noise(3 * MIB, 'small')
  const large = noise(3 * RANGE + 5, 'large')
  const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
  const lost = new RegistryError('unavailable', 'reading narf: the service could not be reached', {
    hint: 'Wait.'
  })

  test.each<[name: string, bytes: Buffer, broken: number]>([
    ['a small file', small, 0],
    ['the first range', large, 0],
    ['a range in the middle', large, RANGE],
    ['the last range', large, 3 * RANGE]
  ])('in %s fails the download and leaves nothing', async (_name, bytes, broken) => {
    await files.write('out', 'old')
    for (const error of [reset, lost]) {
      const store = serving({
        bytes,
        body: ({ start }, sound) =>
          start === broken ? chunked(sound.subarray(0, sound.length / 2), error) : chunked(sound)
      })
      await expect(get(store)).rejects.toBe(error)
      expect(pulled()).toEqual(['out'])
    }
    expect(readFileSync(join(files.folder, 'out'), 'utf8')).toBe('old')
  })

  test.each<[name: string, bytes: Buffer, broken: number, change: (sound: Buffer) => Buffer]>([
    ['early', small, 0, (sound) => sound.subarray(0, -1)],
    ['before it begins', small, 0, () => Buffer.alloc(0)],
    ['early in a range', large, RANGE, (sound) => sound.subarray(0, -1)],
    ['late', small, 0, (sound) => Buffer.concat([sound, Buffer.from('x')])]
  ])('by ending %s is found out where nothing else could tell', async (_name, bytes, broken, change) => {
    const store = serving({
      ...{ bytes, sha256: undefined },
      body: ({ start }, sound) => chunked(start === broken ? change(sound) : sound)
    })
    const failure = await failureOf(get(store))
    expect([failure.code, failure.message]).toEqual([
      'unavailable',
      expect.stringMatching(/^pulling narf 1\.0: a transfer ended after \d+ of \d+ bytes$/)
    ])
    expect(pulled()).toEqual([])
  })

  test.each<[name: string, bytes: Buffer, broken: number]>([
    ['a small file', small, 0],
    ['a range in the middle', large, RANGE]
  ])('by giving another byte in %s is found out by the digest', async (_name, bytes, broken) => {
    const flipped = ({ start }: ByteRange, sound: Buffer) => {
      const copy = Buffer.from(sound)
      if (start === broken) copy[1000]! ^= 1
      return chunked(copy)
    }
    expect((await failureOf(get(serving({ bytes, body: flipped })))).code).toBe('corrupt')
    expect(pulled()).toEqual([])
  })

  test.each<[name: string, close: (body: Readable) => unknown]>([
    ['before anybody reads it', (body) => body.destroy()],
    ['before anybody reads it, with an error', (body) => body.once('error', () => undefined).destroy(reset)],
    ['while it is read', (body) => body.prependListener('data', () => body.destroy())]
  ])('by being closed %s is an error, not an end', async (_name, close) => {
    const store = serving({
      bytes: small,
      body: (_range, sound) => {
        const body = chunked(sound)
        close(body)
        return body
      }
    })
    await expect(get(store)).rejects.toThrow(/Premature close|socket hang up/)
    expect(pulled()).toEqual([])
  })

  test('does not leave the other ranges open', async () => {
    const bodies: Readable[] = []
    const store = serving({
      bytes: large,
      body: ({ start }, sound) => {
        const body = start === RANGE ? chunked(sound.subarray(0, 10), reset) : chunked(sound)
        bodies.push(body)
        return body
      }
    })
    await expect(get(store)).rejects.toBe(reset)
    expect(bodies.filter((body) => !body.destroyed && !body.readableEnded)).toEqual([])
  })

  test('in one download does not disturb another', async () => {
    const bad = serving({ bytes: large, body: () => chunked(Buffer.alloc(10), reset) })
    const good = serving({ bytes: large })
    const [failed, done] = await Promise.allSettled([
      get(bad),
      get(good, { file: join(files.folder, 'good') })
    ])
    expect(failed.status).toBe('rejected')
    expect(done).toMatchObject({ status: 'fulfilled', value: { sha256: sha256(large) } })
    expect(pulled()).toEqual(['good'])
  })
})
