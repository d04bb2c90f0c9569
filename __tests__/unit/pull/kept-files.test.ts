import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { appendFile, chmod, mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../../src/digest.ts'
import { keptIn, nothingKept, sweepKept, type KeptFiles } from '../../../src/pull/kept-files.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'

const DIGEST = sha256('narf')

let files: Scratch
let kept: KeptFiles
let folder: string
beforeEach(() => {
  files = scratch()
  folder = join(files.folder, 'kept')
  kept = keptIn(folder, () => Promise.resolve())
})
afterEach(() => {
  files.remove()
})

function take(target: string, executable = false): Promise<boolean> {
  return kept.take({ sha256: DIGEST, executable }, target)
}

describe('keeping a file', () => {
  test('and putting it elsewhere, with its mode', async () => {
    await kept.keep(DIGEST, await files.write('narf', 'narf'))
    for (const executable of [true, false]) {
      const target = join(files.folder, 'a', 'b', String(executable))
      expect(await take(target, executable)).toBe(true)
      expect(readFileSync(target, 'utf8')).toBe('narf')
      if (process.platform !== 'win32') expect(statSync(target).mode & 0o777).toBe(executable ? 0o755 : 0o644)
    }
    expect(readdirSync(join(files.folder, 'a', 'b')).sort()).toEqual(['false', 'true'])
  })

  test('replaces what was there', async () => {
    await kept.keep(DIGEST, await files.write('narf', 'narf'))
    expect(await take(await files.write('target', 'something else'))).toBe(true)
    expect(readFileSync(join(files.folder, 'target'), 'utf8')).toBe('narf')
  })

  test('what is put in place is nobody else’s: changing it changes nothing that is kept', async () => {
    await kept.keep(DIGEST, await files.write('narf', 'narf'))
    await take(join(files.folder, 'first'))
    await appendFile(join(files.folder, 'first'), 'changed')
    expect(await take(join(files.folder, 'second'))).toBe(true)
    expect(readFileSync(join(files.folder, 'second'), 'utf8')).toBe('narf')
  })

  test('of which there are two, at the same moment, writes to neither', async () => {
    const [first, second] = [await files.write('first', 'narf'), await files.write('second', 'narf')]
    const then = new Date(1_000_000)
    for (const file of [first, second]) await utimes(file, then, then)
    await Promise.all([kept.keep(DIGEST, first), kept.keep(DIGEST, second)])
    for (const file of [first, second]) expect(statSync(file).mtimeMs).toBe(then.getTime())
    expect(readdirSync(folder)).toEqual([DIGEST])
  })

  test('that can’t be kept does no harm', async () => {
    await files.write('kept', 'a file where the folder should be')
    await kept.keep(DIGEST, await files.write('narf', 'narf'))
    await kept.keep(DIGEST, join(files.folder, 'none'))
    expect(await take(join(files.folder, 'target'))).toBe(false)
    expect(readdirSync(files.folder).sort()).toEqual(['kept', 'narf'])
  })
})

describe('nothing is put in place', () => {
  test('where nothing is kept', async () => {
    expect(await take(join(files.folder, 'a', 'target'))).toBe(false)
    expect(existsSync(join(files.folder, 'a'))).toBe(false)
  })

  test('where what is kept was changed', async () => {
    const pulled = await files.write('narf', 'narf')
    await kept.keep(DIGEST, pulled)
    await writeFile(join(folder, DIGEST), 'fran')
    const target = await files.write('target', 'old')
    expect(await take(target)).toBe(false)
    expect(readFileSync(target, 'utf8')).toBe('old')
    expect(readdirSync(files.folder).sort()).toEqual(['kept', 'narf', 'target'])
  })

  test('where what is kept is a folder', async () => {
    await mkdir(join(folder, DIGEST), { recursive: true })
    expect(await take(join(files.folder, 'target'))).toBe(false)
  })

  test.each([
    ['a folder is in its place', ['target', 'full']],
    ['the folder above is a file', ['narf', 'target']]
  ])('where %s', async (_name, [first = '', second = '']) => {
    await kept.keep(DIGEST, await files.write('narf', 'narf'))
    await mkdir(join(files.folder, 'target', 'full'), { recursive: true })
    const target = first === 'narf' ? join(files.folder, first, second) : join(files.folder, first)
    expect(await take(target)).toBe(false)
    expect(readdirSync(files.folder).sort()).toEqual(['kept', 'narf', 'target'])
  })

  test('by what keeps nothing', async () => {
    await nothingKept.keep(DIGEST, await files.write('narf', 'narf'))
    await nothingKept.restore({ all: [DIGEST], missing: [DIGEST] })
    expect(await nothingKept.take({ sha256: DIGEST, executable: false }, join(files.folder, 'target'))).toBe(
      false
    )
    expect(readdirSync(files.folder)).toEqual(['narf'])
  })
})

test('a sweep leaves what is wanted and still is what its name says', async () => {
  await mkdir(join(folder, 'folder'), { recursive: true })
  await writeFile(join(folder, DIGEST), 'narf')
  await writeFile(join(folder, sha256('damaged')), 'demagad')
  await writeFile(join(folder, sha256('unwanted')), 'unwanted')
  await writeFile(join(folder, '.gitignore'), '*\n')
  await chmod(join(folder, DIGEST), 0o600)
  const wanted = new Set([DIGEST, sha256('damaged'), sha256('never there')])
  expect(await sweepKept(folder, wanted)).toEqual([DIGEST])
  expect(readdirSync(folder)).toEqual([DIGEST])
  expect(await sweepKept(join(files.folder, 'none'), wanted)).toEqual([])
})
