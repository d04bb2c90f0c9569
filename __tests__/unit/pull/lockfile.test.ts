import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sha256 } from '../../../src/digest.ts'
import {
  readLockfile,
  renderLockfile,
  writeLockfile,
  type Lock,
  type Locked
} from '../../../src/pull/lockfile.ts'
import { failureOf, scratch, type Scratch } from '../../support/artifacts.ts'

let files: Scratch
let path: string
beforeEach(() => {
  files = scratch()
  path = join(files.folder, 'registry.lock.json')
})
afterEach(() => {
  files.remove()
})

function locked(name: string, version = '1.0'): Locked {
  const file = { name: `${name}.txt`, sha256: sha256(name), size: name.length, executable: false }
  return { package: name, version, files: [file] }
}

describe('a lockfile', () => {
  test('has the same bytes for the same content, one value a line', () => {
    const [a, b] = [locked('a'), locked('b', '^1')]
    const text = renderLockfile(new Map([['b@^1', b] as const, ['a', a] as const]))
    expect(text).toBe(renderLockfile(new Map([['a', a] as const, ['b@^1', b] as const])))
    expect(text).toBe(`{
  "lockfileVersion": 1,
  "packages": {
    "a": {
      "package": "a",
      "version": "1.0",
      "files": [
        {
          "name": "a.txt",
          "sha256": "${sha256('a')}",
          "size": 1,
          "executable": false
        }
      ]
    },
    "b@^1": {
      "package": "b",
      "version": "^1",
      "files": [
        {
          "name": "b.txt",
          "sha256": "${sha256('b')}",
          "size": 1,
          "executable": false
        }
      ]
    }
  }
}
`)
  })

  test('is read as it was written, whatever the packages are called', async () => {
    // The library that reads it leaves out three names that JavaScript uses for itself.
    const name = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/^(__proto__|constructor|prototype)$/.test(text))
    const locks = fc
      .uniqueArray(fc.tuple(name, fc.string(), fc.nat(), fc.boolean()), {
        selector: ([key]) => key,
        maxLength: 5
      })
      .map(
        (rows): Lock =>
          new Map(
            rows.map(([key, version, size, executable]) => [
              key,
              { package: key, version, files: [{ name: key, sha256: sha256(key), size, executable }] }
            ])
          )
      )
    await fc.assert(
      fc.asyncProperty(locks, async (lock) => {
        await writeLockfile(path, lock)
        expect(await readLockfile(path)).toEqual(lock)
      }),
      { numRuns: 50 }
    )
  })

  test.each<[path: string, isGood: boolean]>([
    ['narf/a.whl', true],
    ['github://owner/repo/pkg%2Fv1/a.whl', true],
    ['github://owner/repo/a.whl', false],
    ['github://owner/repo/v1/b/a.whl', false],
    ['github://../repo/v1/a.whl', false],
    ['github://owner/repo/v1/.a', false],
    ['../a.whl', false],
    ['/narf/a.whl', false]
  ])('with a file in the store at %s: %s', async (place, isGood) => {
    const file = { name: 'a.whl', sha256: sha256('a'), size: 1, executable: false, path: place }
    await writeLockfile(path, new Map([['a', { package: 'a', version: '1', files: [file] }]]))
    const read = readLockfile(path).then(
      (lock) => lock.get('a')?.files,
      () => undefined
    )
    expect(await read).toEqual(isGood ? [file] : undefined)
  })

  test('that is not there is empty', async () => {
    expect(await readLockfile(path)).toEqual(new Map())
  })

  test('is written where its bytes differ, and only there', async () => {
    expect(await writeLockfile(path, new Map([['a', locked('a')]]))).toBe(true)
    const { mtimeMs, ino } = await stat(path)
    expect(await writeLockfile(path, new Map([['a', locked('a')]]))).toBe(false)
    expect(await stat(path)).toMatchObject({ mtimeMs, ino })
    expect(await writeLockfile(path, new Map([['a', locked('a', '1.1')]]))).toBe(true)
    expect((await readLockfile(path)).get('a')?.version).toBe('1.1')
    expect(readdirSync(files.folder)).toEqual(['registry.lock.json'])
  })

  test('that is broken is replaced on request', async () => {
    await files.write('registry.lock.json', '<<<<<<< HEAD')
    expect(await writeLockfile(path, new Map())).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('{\n  "lockfileVersion": 1,\n  "packages": {}\n}\n')
  })

  test.each([
    ['words', 'not JSON', 'it is no JSON: '],
    ['nothing', '', 'it is no JSON: '],
    ['a conflict of a merge', '<<<<<<< HEAD\n{}', 'it is no JSON: '],
    ['another version', '{"lockfileVersion": 2, "packages": {}}', 'lockfileVersion: '],
    ['that of another program', '{"lockfileVersion": 3, "packages": {"": {}}}', 'lockfileVersion: '],
    ['no packages', '{"lockfileVersion": 1}', 'packages: '],
    [
      'a package without files',
      '{"lockfileVersion": 1, "packages": {"a": {"package": "a", "version": "1"}}}',
      'packages.a.files: '
    ],
    [
      'a digest that is none',
      '{"lockfileVersion": 1, "packages": {"a": {"package": "a", "version": "1", "files": [{"name": "a", "sha256": "abc", "size": 1, "executable": false}]}}}',
      'packages.a.files.0.sha256: '
    ],
    [
      'a version that YAML has spoilt',
      '{"lockfileVersion": 1, "packages": {"a": {"package": "a", "version": 1.1, "files": []}}}',
      'packages.a.version: '
    ]
  ])('is no lockfile: %s', async (_name, text, why) => {
    await files.write('registry.lock.json', text)
    const failure = await failureOf(readLockfile(path))
    expect(failure.code).toBe('input')
    expect(failure.message).toContain(`the lockfile ${path} can't be understood (${why}`)
    expect(failure.message).not.toContain('\n')
    expect(failure.hint).toBe(
      'Restore it from version control, or delete it and run once with `update-lock: true`.'
    )
  })

  test('where a folder is fails in words', async () => {
    await mkdir(path)
    expect((await failureOf(readLockfile(path))).code).toBe('conflict')
    expect((await failureOf(writeLockfile(path, new Map()))).message).toContain(
      `writing the lockfile ${path}: `
    )
    expect(readdirSync(files.folder)).toEqual(['registry.lock.json'])
  })

  test('in a folder that is not there makes it, as pulled files do', async () => {
    const inside = join(files.folder, 'none', 'lock')
    expect(await writeLockfile(inside, new Map())).toBe(true)
    expect(await readLockfile(inside)).toEqual(new Map())
  })
})
