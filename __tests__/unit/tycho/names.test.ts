import { isAbsolute, posix, win32 } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { refuses } from '../../../src/stores/filesystem/layout.ts'
import {
  artifactKey,
  isRange,
  localNameProblem,
  packageProblem,
  parsePath,
  recordPath,
  versionProblem,
  versionsPrefix
} from '../../../src/tycho/names.ts'

const CONTROLS = 'has a line break or another control character'
const SEGMENT = 'has an empty, "." or ".." segment'

describe('the name of a package', () => {
  test.each([
    'narf',
    'Narf_2',
    'team/narf',
    '@scope/narf',
    'a.b',
    'größe',
    'a b',
    '1.0',
    'tycho',
    'latest',
    '^1'
  ])('%s is one', (name) => {
    expect(packageProblem(name)).toBeUndefined()
  })

  test.each([
    ['', 'is empty'],
    [' narf', 'begins or ends with a space'],
    ['narf\u00a0', 'begins or ends with a space'],
    ['a\nb', CONTROLS],
    ['a\0b', CONTROLS],
    ['a\u2028b', CONTROLS],
    ['a\u0085b', CONTROLS],
    ['a\\b', 'has a backslash'],
    ['narf@1.0', 'has an "@", which separates a version'],
    ['@scope/narf@1', 'has an "@", which separates a version'],
    ['/narf', SEGMENT],
    ['narf/', SEGMENT],
    ['a//b', SEGMENT],
    ['..', SEGMENT],
    ['../narf', SEGMENT],
    ['a/../b', SEGMENT],
    ['a/./b', SEGMENT],
    ['.store/narf', 'has a segment that begins with a dot'],
    ['a/.hidden', 'has a segment that begins with a dot'],
    ['tycho.json', 'has the segment tycho.json, which is the name of a file of the registry'],
    ['a/tycho_1.pkg', 'has the segment tycho_1.pkg, which is the name of a file of the registry'],
    ['tycho_1.pkg/a', 'has the segment tycho_1.pkg, which is the name of a file of the registry']
  ])('%j %s', (name, why) => {
    expect(packageProblem(name)).toBe(why)
  })
})

describe('a version', () => {
  test.each([
    '1.0',
    'v1',
    '1.0-rc.1+build',
    '2024-01-15',
    'main',
    'a_b',
    '1:2',
    '1..2',
    '(1)',
    'extra',
    '1.0x'
  ])('%s is one', (version) => {
    expect(versionProblem(version)).toBeUndefined()
    expect(isRange(version)).toBe(false)
  })

  test.each([
    ['', 'is empty'],
    ['1\n2', CONTROLS],
    ['1 2', 'has a space or one of / \\ @ * | ,'],
    ['1/2', 'has a space or one of / \\ @ * | ,'],
    ['../1', 'has a space or one of / \\ @ * | ,'],
    ['1\\2', 'has a space or one of / \\ @ * | ,'],
    ['1@2', 'has a space or one of / \\ @ * | ,'],
    ['1,2', 'has a space or one of / \\ @ * | ,'],
    ['*', 'has a space or one of / \\ @ * | ,'],
    ['latest', 'is the word for the promoted version'],
    ['1.x', 'would be read as a range of versions'],
    ['X', 'would be read as a range of versions'],
    ['~1', 'would be read as a range of versions'],
    ['^1', 'would be read as a range of versions'],
    ['>=1', 'would be read as a range of versions'],
    ['<2', 'would be read as a range of versions'],
    ['=1', 'would be read as a range of versions']
  ])('%j %s', (version, why) => {
    expect(versionProblem(version)).toBe(why)
  })

  test('is never taken for a range or for the latest, and is one segment of a path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (version) => {
        fc.pre(versionProblem(version) === undefined)
        expect(isRange(version)).toBe(false)
        expect(version).not.toBe('latest')
        expect(artifactKey('narf', version, 'f').path.split('/')).toHaveLength(2)
      })
    )
  })
})

describe('the name of a pulled file', () => {
  const everywhere: readonly [name: string, why: string][] = [
    ['', 'is empty'],
    ['a\nb', CONTROLS],
    ['a\0', CONTROLS],
    ['/etc/passwd', 'is an absolute path'],
    ['\\\\host\\share', 'is an absolute path'],
    ['C:\\narf', 'begins with the letter of a drive'],
    ['c:narf', 'begins with the letter of a drive'],
    ['a\\b', 'has a backslash'],
    ['..', SEGMENT],
    ['.', SEGMENT],
    ['../narf', SEGMENT],
    ['a/../../narf', SEGMENT],
    ['a//b', SEGMENT],
    ['a/', SEGMENT]
  ]
  const platforms = ['linux', 'darwin', 'win32'] as const

  test.each(everywhere)('%j %s, on every system', (name, why) => {
    for (const platform of platforms) expect(localNameProblem(name, platform)).toBe(why)
  })

  test.each(['narf.tar.gz', 'bin/narf', '.narf', '..narf', 'größe.txt', 'a b', 'console', 'com10', 'x.con'])(
    '%s is one, on every system',
    (name) => {
      for (const platform of platforms) expect(localNameProblem(name, platform)).toBeUndefined()
    }
  )

  test.each([
    ['ab:c', 'has characters that Windows does not allow'],
    ['a?', 'has characters that Windows does not allow'],
    ['a"b/c', 'has characters that Windows does not allow'],
    ['narf.', 'has characters that Windows does not allow'],
    ['narf /x', 'has characters that Windows does not allow'],
    ['con', 'has the segment con, which is a device on Windows'],
    ['a/NUL.txt', 'has the segment NUL.txt, which is a device on Windows'],
    ['lpt1.tar.gz', 'has the segment lpt1.tar.gz, which is a device on Windows'],
    ['COM²', 'has the segment COM², which is a device on Windows']
  ])('%j %s, on Windows alone', (name, why) => {
    expect(localNameProblem(name, 'win32')).toBe(why)
    expect(localNameProblem(name, 'linux')).toBeUndefined()
    expect(localNameProblem(name, 'darwin')).toBeUndefined()
  })

  const path = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc
      .array(fc.constantFrom('a', '..', '.', '/', '\\', ':', 'C:', ' ', '\0', '//', 'x.', 'nul'), {
        maxLength: 6
      })
      .map((parts) => parts.join(''))
  )

  test('never lies outside of the output folder', () => {
    fc.assert(
      fc.property(path, (name) => {
        if (localNameProblem(name, 'linux') === undefined) {
          expect(posix.isAbsolute(name)).toBe(false)
          expect(posix.resolve('/out', name).startsWith('/out/')).toBe(true)
        }
        if (localNameProblem(name, 'win32') === undefined) {
          expect(win32.isAbsolute(name)).toBe(false)
          expect(win32.resolve('C:\\out', name).startsWith('C:\\out\\')).toBe(true)
        }
      }),
      { numRuns: 2_000 }
    )
  })
})

describe('where things are', () => {
  test('tychoreg finds them there', () => {
    expect(recordPath('team/narf')).toBe('team/narf/tycho.json')
    expect(artifactKey('team/narf', '1.0', 'narf.tgz')).toEqual({
      package: 'team/narf',
      version: '1.0',
      path: 'team/narf/tycho_1.0.pkg',
      filename: 'narf.tgz'
    })
    expect(artifactKey('narf', '1.0', 'f').path.startsWith(versionsPrefix('narf'))).toBe(true)
  })

  test.each([
    ['narf/tycho.json', { package: 'narf', version: undefined }],
    ['a/b/tycho_1.0.pkg', { package: 'a/b', version: '1.0' }],
    ['narf/tycho_1.pkg.pkg', { package: 'narf', version: '1.pkg' }],
    ['narf/tycho_.pkg', undefined],
    ['narf/tycho_1.0', undefined],
    ['narf/README', undefined],
    ['narf/tycho.json.bak', undefined],
    ['tycho.json', undefined],
    ['/tycho.json', undefined],
    ['tycho_1.pkg', undefined],
    ['narf\n::error::x/tycho.json', undefined],
    ['narf/tycho_1\u001b[2J.pkg', undefined],
    ['', undefined]
  ])('%j is %j', (path, expected) => {
    expect(parsePath(path)).toEqual(expected)
  })

  test('a path tells the package and version it was made of, whatever they are called', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }),
      fc.constantFrom('1.0', 'a/b')
    )
    fc.assert(
      fc.property(word, word, (name, version) => {
        fc.pre(packageProblem(name) === undefined && versionProblem(version) === undefined)
        expect(parsePath(artifactKey(name, version, 'f').path)).toEqual({ package: name, version })
        expect(parsePath(recordPath(name))).toEqual({ package: name, version: undefined })
      })
    )
  })

  test('a folder takes every good name, and keeps it inside', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 10 }),
      fc.constantFrom('..', '.store', '/etc')
    )
    fc.assert(
      fc.property(word, word, (name, version) => {
        fc.pre(packageProblem(name) === undefined && versionProblem(version) === undefined)
        const { path } = artifactKey(name, version, 'f')
        expect(isAbsolute(path)).toBe(false)
        if (process.platform !== 'win32') expect(refuses(path)).toBeUndefined()
        expect(refuses(recordPath(name)) === undefined || process.platform === 'win32').toBe(true)
      })
    )
  })
})
