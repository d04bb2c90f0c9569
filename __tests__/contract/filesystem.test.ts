import { open } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { silent, type Log } from '../../src/log.ts'
import { layoutOf } from '../../src/stores/filesystem/layout.ts'
import { withLock } from '../../src/stores/filesystem/lock.ts'
import {
  artifactOf,
  artifactOfFile,
  keyOf,
  outcomesOf,
  readAll,
  removeFound,
  scratch
} from '../support/artifacts.ts'
import { openStore, type Place } from '../support/open-store.ts'
import { start } from '../support/processes.ts'
import { storeContract, type Storage } from './store-contract.ts'

storeContract('a folder', () => Promise.resolve(folderStorage('')))
storeContract('a folder, below a prefix', () => Promise.resolve(folderStorage('some/where/')), {
  light: true
})

test('a large file is shown while it is copied, a small one is not', async () => {
  const files = scratch()
  const shown: string[] = []
  let copied = 0
  const log: Log = {
    ...silent,
    progress: (label, total) => {
      shown.push(`${label} of ${total}`)
      return { advance: (bytes) => (copied += bytes), done: () => shown.push('done') }
    }
  }
  const size = 64 * 1024 * 1024
  const store = await openStore({ kind: 'folder', folder: `${files.folder}/registry`, prefix: '' }, log)
  await store.artifacts.create([artifactOf('small', 'bytes')])
  expect(shown).toEqual([])
  await store.artifacts.create([await artifactOfFile('large', await files.sparse('large', size))])
  expect([shown, copied]).toEqual([[`large of ${size}`, 'done'], size])
  files.remove()
})

// It takes half a minute: a full run has it, others where it is asked for.
const { CI, REGISTRY_TEST_LARGE: asked } = process.env
const testLarge = CI === 'true' || asked !== undefined ? test : test.skip

testLarge(
  'a file of more than 5 GiB is kept whole',
  async () => {
    const files = scratch()
    const size = 5 * 1024 ** 3 + 4
    const file = await files.sparse('large', size)
    const handle = await open(file, 'r+')
    await handle.write('last', size - 4)
    await handle.close()
    const store = await openStore({ kind: 'folder', folder: `${files.folder}/registry`, prefix: '' })
    const item = await artifactOfFile('large', file)
    expect(await outcomesOf(store.artifacts.create([item]))).toEqual(['created'])
    expect(await store.artifacts.find(keyOf('large'))).toMatchObject({
      size,
      sha256: item.sha256,
      altered: false
    })
    const end = await store.artifacts.open(keyOf('large'), { range: { start: size - 6 } })
    expect(end === undefined ? undefined : (await readAll(end.body)).toString()).toBe('\0\0last')
    files.remove()
  },
  600_000
)

function folderStorage(prefix: string): Storage {
  const files = scratch()
  const place: Place = { kind: 'folder', folder: `${files.folder}/registry`, prefix }
  return {
    place,
    // Files of more than this are hashed in a thread of their own.
    partSize: 1024 * 1024,
    edges: {
      taken: ['x'.repeat(255), `${'ü'.repeat(127)}x/y`],
      refused: [
        'x'.repeat(256),
        'ü'.repeat(128),
        'a\0b',
        ...(prefix === '' ? ['.store', '.store/tmp/x'] : [])
      ]
    },
    holdsFolderPages: false,
    holdsOwnPage: false,
    addressEnd: (path) => `/${path}`,
    lose: removeFound,
    interrupt: (path, file) => killWaiting(place, path, file),
    close: () => {
      files.remove()
      return Promise.resolve()
    }
  }
}

/** Holds the artifact's lock, so that the other process has copied the file and waits when it is killed. */
async function killWaiting(
  place: Extract<Place, { kind: 'folder' }>,
  path: string,
  file: string
): Promise<void> {
  const layout = layoutOf(place.folder, place.prefix)
  const store = await openStore(place)
  await withLock(layout.lock(path), async () => {
    const { child, ended } = start('interrupted.ts', JSON.stringify(place), path, file)
    while ((await store.leftovers()[Symbol.asyncIterator]().next()).done === true) {
      if (child.exitCode !== null) throw new Error((await ended).output)
      await nextTurn()
    }
    child.kill('SIGKILL')
    await ended
  })
}
