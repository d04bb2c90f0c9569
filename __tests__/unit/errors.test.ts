import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import vm from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { fileError, isRegistryError, messageOf, RegistryError, systemCode } from '../../src/errors.ts'
import { scratch, type Scratch } from '../support/artifacts.ts'

describe('an expected failure', () => {
  const cause = new Error('below')
  const error = new RegistryError('conflict', 'narf 1.0 exists', { hint: 'Push another.', cause })

  test('has a code, a message, a hint and a cause', () => {
    expect(error).toMatchObject({ name: 'RegistryError', code: 'conflict', hint: 'Push another.' })
    expect([error.message, error.cause]).toEqual(['narf 1.0 exists', cause])
    expect(new RegistryError('input', 'x', { hint: 'y' })).not.toHaveProperty('cause')
  })

  test.each<[value: unknown, code: Parameters<typeof isRegistryError>[1], expected: boolean]>([
    [error, undefined, true],
    [error, 'conflict', true],
    [error, 'input', false],
    [new Error('other'), undefined, false],
    [{ name: 'RegistryError', code: 'conflict' }, undefined, false],
    [undefined, undefined, false]
  ])('is told from others: %s, %s: %s', (value, code, expected) => {
    expect(isRegistryError(value, code)).toBe(expected)
  })
})

test.each<[thrown: unknown, message: string]>([
  [new Error('one\n  two\t three '), 'one two three'],
  [new Error('\u001b[2Jone\0two\u0085'), '[2Jone two'],
  [new Error('x'.repeat(2000)), `${'x'.repeat(1000)}…`],
  [new Error('It does not exist. Really.'), 'It does not exist. Really'],
  [new TypeError(''), 'TypeError'],
  ['text', 'text'],
  [undefined, 'undefined'],
  [{ a: 1 }, '[object Object]'],
  [404, '404'],
  [vm.runInNewContext('new Error("of another realm")'), 'of another realm']
])('the message of %s is %j', (thrown, message) => {
  expect(messageOf(thrown)).toBe(message)
})

test.each<[thrown: unknown, code: string | undefined]>([
  [Object.assign(new Error('x'), { code: 'ENOENT' }), 'ENOENT'],
  [Object.assign(new Error('x'), { code: 404 }), undefined],
  [new Error('x'), undefined],
  [{ code: 'ENOENT' }, undefined],
  [null, undefined]
])('the code of %s is %s', (thrown, code) => {
  expect(systemCode(thrown)).toBe(code)
})

describe('what the file system says', () => {
  let files: Scratch
  beforeAll(() => {
    files = scratch()
  })
  afterAll(() => {
    files.remove()
  })

  test.each([
    ['ENOENT', 'not-found', 'there is no such file or folder'],
    ['EACCES', 'denied', 'permission denied'],
    ['EPERM', 'denied', 'the operation is not permitted'],
    ['EROFS', 'denied', 'the file system is read-only'],
    ['ENOSPC', 'unavailable', 'the disk is full'],
    ['EDQUOT', 'unavailable', 'the disk quota is used up'],
    ['EISDIR', 'conflict', 'there is a folder of that name'],
    ['ENOTDIR', 'conflict', 'a part of the path is a file, not a folder'],
    ['EEXIST', 'conflict', 'it exists already'],
    ['EMFILE', 'unavailable', 'too many open files'],
    ['ENAMETOOLONG', 'unsupported', 'the name is too long for this file system']
  ])('%s is %s: %s', (code, kind, what) => {
    const thrown = Object.assign(new Error(`${code}: of the system`), { code })
    const error = fileError(thrown, '/a/b', 'writing')
    expect(error).toBeInstanceOf(RegistryError)
    expect(error).toMatchObject({ code: kind, message: `writing /a/b: ${what}`, cause: thrown })
    expect(error).toHaveProperty('hint', expect.stringMatching(/^[A-Z].{10,}\.$/))
  })

  test('is read off real failures, too', async () => {
    await mkdir(join(files.folder, 'folder'))
    await writeFile(join(files.folder, 'file'), '')
    for (const [name, code] of [
      ['none', 'not-found'],
      ['folder', 'conflict'],
      ['file/below', process.platform === 'win32' ? 'not-found' : 'conflict']
    ] as const) {
      const thrown: unknown = await readFile(join(files.folder, name)).catch((error: unknown) => error)
      expect([name, fileError(thrown, name, 'reading')]).toEqual([name, expect.objectContaining({ code })])
    }
  })

  test('is left alone where it is not known, or known already', () => {
    const unknown = Object.assign(new Error('odd'), { code: 'EODD' })
    expect(fileError(unknown, 'f', 'reading')).toBe(unknown)
    const known = new RegistryError('input', 'x', { hint: 'y' })
    expect(fileError(known, 'f', 'reading')).toBe(known)
    expect(fileError('a text', 'f', 'reading')).toEqual(new Error('a text'))
  })
})
