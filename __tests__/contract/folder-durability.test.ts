/** What has to be on the disk before something else is done, and is: told by what asks the system for it, and when. */
import { existsSync, readlinkSync } from 'node:fs'
import { open, readdir, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import * as v from 'valibot'
import { ABSENT, type Documents } from '../../src/stores/store.ts'
import { artifactOf, artifactOfFile, keyOf, scratch, type Scratch } from '../support/artifacts.ts'
import { openStore } from '../support/open-store.ts'

// Only Linux tells which file an open one is.
const describeHere = process.platform === 'linux' ? describe : describe.skip

/** One call that brings a file or a folder to the disk, and which of the watched files were in place at its end. */
interface Synced {
  readonly path: string
  readonly inPlace: readonly string[]
}

let files: Scratch
let root: string
let synced: Synced[]
let watched: string[]
let restore: () => void

beforeEach(async () => {
  files = scratch()
  root = join(files.folder, 'registry')
  synced = []
  watched = []
  const handle = await open(files.folder)
  const prototype = v.parse(
    v.custom<FileHandle>((value) => typeof value === 'object' && value !== null && 'sync' in value),
    Object.getPrototypeOf(handle)
  )
  await handle.close()
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its object below
  const real = prototype.sync
  const spy = jest.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
    const path = readlinkSync(`/proc/self/fd/${this.fd}`)
    await real.call(this)
    synced.push({ path, inPlace: watched.filter((file) => existsSync(join(root, file))) })
  })
  restore = () => {
    spy.mockRestore()
  }
})
afterEach(() => {
  restore()
  files.remove()
})

const place = () => ({ kind: 'folder' as const, folder: root, prefix: '' })
const at = (path: string) => synced.findIndex((each) => each.path === join(root, path))
const last = (path: string) => synced.findLastIndex((each) => each.path === join(root, path))
const temporaries = () => synced.filter(({ path }) => path.startsWith(join(root, '.store', 'tmp')))

describeHere('a folder brings to the disk', () => {
  test.each(['bytes', 'a file'])(
    'an artifact before it is in place, and its folder after: %s',
    async (what) => {
      const store = await openStore(place())
      watched = ['pkg/new/1.bin']
      const item =
        what === 'bytes'
          ? artifactOf('pkg/new/1.bin', 'one')
          : await artifactOfFile('pkg/new/1.bin', await files.write('one', 'one'))
      await store.artifacts.create([item])
      // The artifact's bytes, then those of its digest: neither is in place yet.
      expect(temporaries().map(({ inPlace }) => inPlace)).toEqual([[], []])
      expect(synced[at('pkg/new')]?.inPlace).toEqual(watched)
      expect(at('.store/digests')).toBeGreaterThanOrEqual(0)
      expect(at('.store/digests')).toBeLessThan(at('pkg/new'))
      // The folders that were made for it are entries of others.
      expect([at('pkg'), synced.findIndex(({ path }) => path === root)]).not.toContain(-1)
      expect(await readdir(join(root, '.store', 'tmp'))).toEqual([])
    }
  )

  test('what takes an artifact’s place', async () => {
    const store = await openStore(place())
    await store.artifacts.create([artifactOf('pkg/1.bin', 'one')])
    const found = await store.artifacts.find(keyOf('pkg/1.bin'))
    synced = []
    await store.artifacts.replace(artifactOf('pkg/1.bin', 'other'), found?.revision ?? ABSENT)
    expect(temporaries()).toHaveLength(2)
    expect(last('pkg')).toBe(synced.length - 1)
  })

  test('a document before it takes its place, and its folder after', async () => {
    const { documents } = await openStore(place())
    watched = ['pkg/record.json']
    expect(await documents.swap('pkg/record.json', ABSENT, Buffer.from('{}'))).toBe('swapped')
    expect(temporaries().map(({ inPlace }) => inPlace)).toEqual([[]])
    expect(synced[last('pkg')]?.inPlace).toEqual(watched)
    expect(synced.map(({ path }) => path)).toContain(root)
  })

  test('what a swap of a record and its pages is about to do, before any of them is in place', async () => {
    const { documents } = await openStore(place())
    watched = ['pkg/record.json', 'pkg/page.html']
    await swapWithPage(documents)
    const [intent, record, page] = temporaries()
    expect([intent?.inPlace, record?.inPlace, page?.inPlace]).toEqual([[], [], ['pkg/record.json']])
    // Its folder once when the intent lies in it, once when it is gone again: one that came back would undo later work.
    const intents = synced.filter(({ path }) => path === join(root, '.store', 'intents'))
    expect(intents.map(({ inPlace }) => inPlace)).toEqual([[], watched])
    expect(at('.store/intents')).toBeLessThan(at('pkg'))
    expect(last('.store/intents')).toBe(synced.length - 1)
  })
})

async function swapWithPage(documents: Documents): Promise<void> {
  const render = (record: Uint8Array) => [
    {
      path: 'pkg/page.html',
      body: Buffer.from(record),
      contentType: 'text/html',
      cacheControl: 'no-cache',
      orElse: undefined,
      serial: 1
    }
  ]
  expect(await documents.swap('pkg/record.json', ABSENT, Buffer.from('{}'), { render })).toBe('swapped')
}
