import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Store } from '../../../src/stores/store.ts'
import {
  noPackage,
  packagesOf,
  parseRequest,
  readRecord,
  resolve,
  versionsOf
} from '../../../src/tycho/registry.ts'
import { failureOf } from '../../support/artifacts.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

let registry: TychoFolder
let store: Store
beforeEach(() => {
  registry = tychoFolder()
  store = registry.store
})
afterEach(() => {
  registry.remove()
})

describe('a request', () => {
  test.each([
    ['narf', 'narf', 'latest'],
    ['narf@1.0', 'narf', '1.0'],
    ['narf@latest', 'narf', 'latest'],
    ['narf@^1.2', 'narf', '^1.2'],
    ['narf@>=1,<2', 'narf', '>=1,<2'],
    ['team/narf@1.x', 'team/narf', '1.x'],
    ['@scope/narf', '@scope/narf', 'latest'],
    ['@scope/narf@1.0', '@scope/narf', '1.0'],
    ['narf@', 'narf', ''],
    ['a@b@1', 'a@b', '1'],
    ['@', '@', 'latest'],
    ['', '', 'latest']
  ])('%j asks for %j at %j', (text, name, version) => {
    expect(parseRequest(text)).toEqual({ text, package: name, version })
  })
})

describe('resolving', () => {
  beforeEach(async () => {
    for (const version of ['1.9', '1.10', '2.0-rc1', '1.2']) await registry.push('narf', version)
    await registry.push('narf', '1.9', { promote: 'yes' })
    await registry.push('fresh', '1.0', { localName: 'bin/fresh' })
    await registry.push('narf/sub', '9.9')
  })

  test.each([
    ['narf', '1.9', 'narf.txt'],
    ['narf@latest', '1.9', 'narf.txt'],
    ['narf@1.2', '1.2', 'narf.txt'],
    ['narf@^1', '1.10', 'narf.txt'],
    ['narf@>=1,<1.9', '1.2', 'narf.txt'],
    ['narf@>=2.0.0-0', '2.0-rc1', 'narf.txt'],
    ['fresh@1.x', '1.0', 'bin/fresh']
  ])('%s comes to %s, pulled as %s', async (text, version, localname) => {
    const request = parseRequest(text)
    expect(await resolve(store, request)).toEqual({ request, version, localname })
  })

  test('a latest that was not promoted yet is no failure', async () => {
    expect(await resolve(store, parseRequest('fresh'))).toBeUndefined()
  })

  test('a version is not looked for: whoever fetches it finds out', async () => {
    expect(await resolve(store, parseRequest('narf@7.7'))).toMatchObject({ version: '7.7' })
  })

  test.each([
    ['narf@^3', 'narf has no version ^3 in ', 'The closest ones are 1.9, 1.2, 1.10 (of 4).'],
    ['narf@>=one', 'narf has no version >=one in ', '(of 4).'],
    ['gone', 'there is no package gone in ', 'Check the name'],
    ['gone@^1', 'there is no package gone in ', 'gone/tycho_VERSION.pkg alone is not enough']
  ])('%s is not found', async (text, message, hint) => {
    const failure = await failureOf(resolve(store, parseRequest(text)))
    expect(failure.code).toBe('not-found')
    expect(failure.message).toBe(`${message}${store.name}`)
    expect(failure.hint).toContain(hint)
  })

  test('a removed version is not there, whatever is asked', async () => {
    await registry.put(
      'narf/tycho.json',
      '{"localname": "narf.txt", "latest": "1.9", "removed": ["1.10", "2.0-rc1"]}'
    )
    expect(await resolve(store, parseRequest('narf@^1'))).toMatchObject({ version: '1.9' })
    const failure = await failureOf(resolve(store, parseRequest('narf@1.10')))
    expect(failure.message).toBe(`narf has no version 1.10 in ${store.name}`)
    expect(failure.hint).toBe('It has 1.9, 1.2.')
    await failureOf(resolve(store, parseRequest('narf@>=2.0.0-0')))
  })

  test('a package without versions says so', async () => {
    await registry.put('empty/tycho.json', '{"localname": "e", "latest": null}')
    const failure = await failureOf(resolve(store, parseRequest('empty@^1')))
    expect(failure.hint).toBe('No version of it was pushed yet.')
  })

  test('a record that is broken is named', async () => {
    await registry.put('bad/tycho.json', '{')
    const failure = await failureOf(resolve(store, parseRequest('bad')))
    expect(failure.code).toBe('corrupt')
    expect(failure.message).toContain(`${store.name}/bad/tycho.json is not a valid tycho.json`)
  })
})

describe('what there is', () => {
  beforeEach(async () => {
    await registry.push('b', '1.0', { content: 'four' })
    await registry.push('b', '1.1', { content: 'fivefive' })
    await registry.push('a/x', '1.0')
    await registry.push('Z', '2')
    await registry.put('bare/tycho_1.pkg', 'x')
    await registry.put('only-record/tycho.json', '{"localname": "n", "latest": null}')
    await registry.put('README.md', 'not of this format')
    await registry.put('b/notes.txt', 'not of this format')
    await registry.put('bb/tycho_3.pkg', 'a neighbour')
  })

  test('all of it, sorted by name', async () => {
    const found = await packagesOf(store, [])
    expect(found.map((each) => [each.package, [...each.versions], each.hasRecord])).toEqual([
      ['Z', [['2', 3]], true],
      ['a/x', [['1.0', 7]], true],
      [
        'b',
        [
          ['1.0', 4],
          ['1.1', 8]
        ],
        true
      ],
      ['bare', [['1', 1]], false],
      ['bb', [['3', 11]], false],
      ['only-record', [], true]
    ])
  })

  test('named ones alone, each once', async () => {
    expect((await packagesOf(store, ['bare', 'b', 'b', 'none'])).map((each) => each.package)).toEqual([
      'b',
      'bare'
    ])
    expect(await packagesOf(store, ['a'])).toEqual([])
  })

  test('the versions of one, less those that were removed', async () => {
    expect(await versionsOf(store, 'b', [])).toEqual(['1.0', '1.1'])
    expect(await versionsOf(store, 'b', ['1.0', '7'])).toEqual(['1.1'])
    expect(await versionsOf(store, 'a', [])).toEqual([])
  })

  test('a record that is not there is undefined', async () => {
    expect(await readRecord(store, 'bare')).toBeUndefined()
    expect(await readRecord(store, 'b')).toMatchObject({ localname: 'b.txt', latest: null })
    expect(noPackage(store, 'bare').code).toBe('not-found')
  })
})
