import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { silent } from '../../../../src/log.ts'
import { artifactSource, fileSource } from '../../../../src/python/distributions/source.ts'
import { readWheel } from '../../../../src/python/distributions/wheel.ts'
import { openFolder } from '../../../../src/stores/filesystem/index.ts'
import type { Artifacts, Store } from '../../../../src/stores/store.ts'
import {
  artifactOf,
  failureOf,
  keyOf,
  noise,
  readAll,
  scratch,
  type Scratch,
  replacing
} from '../../../support/artifacts.ts'
import { wheelOf } from '../../../support/python-distributions.ts'

const MIB = 1024 * 1024
const WHEEL = 'narf-1.0-py3-none-any.whl'

let files: Scratch
let store: Store
beforeEach(() => {
  files = scratch()
  store = openFolder(join(files.folder, 'store'), '', silent)
})
afterEach(async () => {
  await store.close()
  files.remove()
})

describe('a file as a source', () => {
  test('gives any part, and all of it', async () => {
    const bytes = noise(MIB, 'file')
    const path = await files.write('narf.whl', bytes)
    const source = fileSource(path, bytes.length)
    expect([source.name, source.size]).toEqual(['narf.whl', MIB])
    for (const [start, end] of [
      [0, MIB],
      [5, 6],
      [7, 7],
      [MIB - 10, MIB]
    ] as const)
      expect((await source.read(start, end)).equals(bytes.subarray(start, end))).toBe(true)
    expect((await readAll(await source.stream())).equals(bytes)).toBe(true)
  })

  test('that became shorter is a conflict', async () => {
    const path = await files.write('narf.whl', 'abcdef')
    const source = fileSource(path, 6)
    await truncate(path, 3)
    expect(await failureOf(source.read(0, 6))).toMatchObject({
      code: 'conflict',
      message: `${path} changed while it was being read`
    })
  })

  test('that is not there', async () => {
    const source = fileSource(join(files.folder, 'none'), 6)
    expect((await failureOf(source.read(0, 6))).code).toBe('not-found')
    expect((await failureOf(source.stream())).code).toBe('not-found')
  })
})

describe('an artifact as a source', () => {
  const path = `narf/${WHEEL}`

  test('gives any part, and all of it, and what the store knows', async () => {
    const bytes = noise(MIB, 'artifact')
    await store.artifacts.create([artifactOf(path, bytes)])
    const source = artifactSource(store.artifacts, keyOf(path), MIB)
    expect([source.name, source.size, source.artifact()]).toEqual([WHEEL, MIB, undefined])
    for (const [start, end] of [
      [0, MIB],
      [5, 6],
      [7, 7],
      [MIB - 10, MIB]
    ] as const)
      expect((await source.read(start, end)).equals(bytes.subarray(start, end))).toBe(true)
    expect((await readAll(await source.stream())).equals(bytes)).toBe(true)
    expect(source.artifact()).toEqual(await store.artifacts.find(keyOf(path)))
  })

  test('is read with one request, where its end holds all', async () => {
    const bytes = wheelOf()
    await store.artifacts.create([artifactOf(path, bytes)])
    let requests = 0
    const artifacts: Artifacts = {
      ...store.artifacts,
      open: (...args) => {
        requests += 1
        return store.artifacts.open(...args)
      }
    }
    const source = artifactSource(artifacts, keyOf(path), bytes.length)
    expect((await readWheel(source, WHEEL)).metadata.name).toBe('narf')
    expect([requests, source.artifact()?.size]).toEqual([1, bytes.length])
  })

  test('is of one state: what took its place is a conflict', async () => {
    await store.artifacts.create([artifactOf(path, 'abcdef')])
    const source = artifactSource(store.artifacts, keyOf(path), 6)
    expect((await source.read(0, 3)).toString()).toBe('abc')
    const revision = source.artifact()?.revision ?? ''
    expect(await replacing(store, artifactOf(path, 'ghijkl'), revision)).toBe('swapped')
    expect((await failureOf(source.read(3, 6))).code).toBe('conflict')
  })

  test('of another size than was said is a conflict', async () => {
    await store.artifacts.create([artifactOf(path, 'abcdef')])
    for (const size of [5, 7])
      expect((await failureOf(artifactSource(store.artifacts, keyOf(path), size).read(1, size))).code).toBe(
        'conflict'
      )
  })

  test('that has gone is not found', async () => {
    const source = artifactSource(store.artifacts, keyOf(path), 6)
    expect(await failureOf(source.read(0, 3))).toMatchObject({
      code: 'not-found',
      message: `${path} is not there any more`
    })
    expect((await failureOf(source.stream())).code).toBe('not-found')
  })
})
