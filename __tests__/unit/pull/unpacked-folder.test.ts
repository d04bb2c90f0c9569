import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  assertReplaceable,
  isUnpacked,
  NOTE,
  noteUnpacked,
  replaceFolder
} from '../../../src/pull/unpacked-folder.ts'
import { failureOf, scratch, type Scratch } from '../../support/artifacts.ts'

let files: Scratch
let folder: string
beforeEach(() => {
  files = scratch()
  folder = join(files.folder, 'narf')
})
afterEach(() => {
  files.remove()
})

async function made(...names: string[]): Promise<void> {
  await mkdir(folder)
  for (const name of names) await writeFile(join(folder, name), 'content')
}

describe('a note', () => {
  test.each(['', '{', 'null', '[]', '{"digest": 1, "tree": "x"}', '{"digest": "d"}'])(
    'that says nothing is none, and the folder may be replaced: %j',
    async (text) => {
      await made('file')
      await writeFile(join(folder, NOTE), text)
      expect(await isUnpacked(folder, 'd')).toBe(false)
      await assertReplaceable(folder)
    }
  )

  test('is of one archive, and of the folder as it was', async () => {
    await made('file')
    await noteUnpacked(folder, 'digest')
    expect(await isUnpacked(folder, 'digest')).toBe(true)
    expect(await isUnpacked(folder, 'another')).toBe(false)
    await writeFile(join(folder, 'more'), '')
    expect(await isUnpacked(folder, 'digest')).toBe(false)
  })

  test('is never written over anything', async () => {
    await made('file')
    await symlink('file', join(folder, NOTE))
    await expect(noteUnpacked(folder, 'digest')).rejects.toThrow('EEXIST')
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('content')
  })
})

describe('what is in place', () => {
  const foreign: { what: string; make: () => Promise<unknown>; says: string }[] = [
    { what: 'files', make: () => made('file'), says: 'holds files that no pull has unpacked there' },
    { what: 'a file', make: () => writeFile(folder, 'content'), says: 'is a file' },
    { what: 'a link', make: () => symlink('.', folder), says: 'is a link' }
  ]

  test.each(foreign)('is left alone where no pull has made it: $what', async ({ make, says }) => {
    await make()
    await files.write('new', '')
    const { code, message, hint } = await failureOf(replaceFolder(join(files.folder, 'new'), folder))
    expect([code, message]).toEqual([
      'conflict',
      `${folder} ${says}, and is not replaced by an unpacked package`
    ])
    expect(hint).toContain('`path`')
    expect((await readdir(files.folder)).sort()).toEqual(['narf', 'new'])
  })

  test.each([
    { what: 'nothing', make: () => Promise.resolve() },
    { what: 'an empty folder', make: () => made() },
    { what: 'an unpacked folder', make: () => made('file', NOTE) }
  ])('is replaced: $what', async ({ make }) => {
    await make()
    await mkdir(join(files.folder, 'new'))
    await writeFile(join(files.folder, 'new', 'other'), '')
    await replaceFolder(join(files.folder, 'new'), folder)
    expect(await readdir(folder)).toEqual(['other'])
    expect(await readdir(files.folder)).toEqual(['narf'])
  })
})
