import { rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Leftover, Store } from '../../../src/stores/store.ts'
import { inspect, repair, summarize } from '../../../src/tycho/inspect.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

const DAY = 24 * 60 * 60 * 1000
const NOW = new Date()

let registry: TychoFolder
let store: Store
beforeEach(() => {
  registry = tychoFolder()
  store = registry.store
})
afterEach(() => {
  registry.remove()
})

/** What is wrong, as one line each. */
async function problems(options: { packages?: string[]; deep?: boolean } = {}): Promise<string[]> {
  const { problems: found } = await inspect(store, { packages: [], deep: false, ...options }, NOW)
  return found.map(({ package: name, version, what }) => [name, version, what].filter(Boolean).join(' '))
}

function withLeftovers(...leftovers: Leftover[]): Store {
  return {
    ...store,
    async *leftovers() {
      yield* leftovers
      await Promise.resolve()
    }
  }
}

function leftover(path: string, since: Date | undefined, discarded: string[] = []): Leftover {
  return {
    of: 'upload',
    path,
    own: path.startsWith('.'),
    since,
    discard: () => {
      discarded.push(path)
      return Promise.resolve()
    }
  }
}

describe('a summary', () => {
  test('has every package, newest versions first, and what they take up', async () => {
    await registry.push('b', '1.9', { content: 'nine' })
    await registry.push('b', '1.10', { content: 'tenten', promote: 'yes' })
    await registry.push('a/x', '2.0', { localName: 'bin/x' })
    await registry.put('bare/tycho_1.pkg', 'x')
    await registry.put('empty/tycho.json', '{"localname": "e", "latest": null}')
    const found = await summarize(store, [])
    expect(
      found.map((each) => [each.package, each.localname, each.latest, each.versions, each.size, each.problem])
    ).toEqual([
      ['a/x', 'bin/x', null, ['2.0'], 7, undefined],
      ['b', 'b.txt', '1.10', ['1.10', '1.9'], 10, undefined],
      ['bare', undefined, null, ['1'], 1, undefined],
      ['empty', 'e', null, [], 0, undefined]
    ])
  })

  test('leaves out what was removed, also while its artifact is still there', async () => {
    await registry.push('b', '1.0', { content: 'four' })
    await registry.push('b', '1.1', { content: 'five5' })
    await registry.put('b/tycho.json', '{"localname": "b", "latest": "1.1", "removed": ["1.0", "0.9"]}')
    expect(await summarize(store, [])).toMatchObject([{ versions: ['1.1'], size: 5 }])
  })

  test('a broken record does not hide the others', async () => {
    await registry.push('good', '1.0')
    await registry.push('bad', '1.0')
    await registry.put('bad/tycho.json', '[]')
    const [bad, good] = await summarize(store, [])
    expect(bad).toMatchObject({ package: 'bad', localname: undefined, versions: ['1.0'] })
    expect(bad?.problem).toContain('bad/tycho.json is not a valid tycho.json (it is no object)')
    expect(good).toMatchObject({ package: 'good', problem: undefined })
  })

  test('a store that fails is no broken record', async () => {
    await registry.push('good', '1.0')
    const failing: Store = {
      ...store,
      documents: { ...store.documents, read: () => Promise.reject(new Error('the store is down')) }
    }
    await expect(summarize(failing, [])).rejects.toThrow('the store is down')
  })
})

describe('a look', () => {
  test('at what is well finds nothing', async () => {
    await registry.push('b', '1.0', { promote: 'yes' })
    await registry.push('b', '1.1')
    await registry.push('a', '1.0')
    await registry.put('README', 'not of this format')
    expect(await inspect(store, { packages: [], deep: true })).toEqual({
      packages: 2,
      versions: 3,
      problems: []
    })
    expect(await inspect(store, { packages: ['b'], deep: true })).toEqual({
      packages: 1,
      versions: 2,
      problems: []
    })
  })

  test.each([
    ['no record', undefined, 'b has versions but no tycho.json'],
    ['a broken record', '{', 'b has a broken record: '],
    [
      'a latest that is not there',
      '{"localname": "b", "latest": "7.0"}',
      'b 7.0 is the latest, but is not there'
    ],
    [
      'a localname that leads outside',
      '{"localname": "../b", "latest": null}',
      'b has the localname "../b", which has an empty, "." or ".." segment'
    ],
    [
      'a removal that was broken off',
      '{"localname": "b", "latest": null, "removed": ["1.0", "0.1"]}',
      'b 1.0 was removed, but its artifact is still there'
    ]
  ])('finds %s', async (_name, record, expected) => {
    await registry.push('b', '1.0')
    if (record === undefined) await rm(join(registry.folder, 'b', 'tycho.json'))
    else await registry.put('b/tycho.json', record)
    const found = await problems()
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
    expect(await problems({ packages: ['b'] })).toEqual(found)
  })

  test('says what to do about a latest that is not there, as a pull of it does', async () => {
    await registry.push('b', '1.0')
    await registry.put('b/tycho.json', '{"localname": "b", "latest": "7.0"}')
    const { problems: found } = await inspect(store, { packages: [], deep: false })
    expect(found.map(({ fix }) => fix)).toEqual([
      'Promote another version (`mode: promote`), or push it again.'
    ])
  })

  test('finds a package that is named and not there', async () => {
    await registry.push('b', '1.0')
    expect(await problems({ packages: ['b', 'gone'] })).toEqual(['gone is not there'])
  })

  test('finds several things at once', async () => {
    await registry.push('b', '1.0')
    await registry.put('b/tycho.json', '{"localname": "/b", "latest": "7", "removed": ["1.0"]}')
    await registry.put('a/tycho_1.pkg', 'x')
    expect(await problems()).toHaveLength(4)
  })

  test('finds other bytes where it is asked to read them', async () => {
    await registry.push('b', '1.0', { content: 'as it was' })
    await registry.push('b', '1.1', { content: 'as it was' })
    await registry.put('b/tycho_1.0.pkg', 'as it is!')
    await registry.put('b/tycho_2.0.pkg', 'of another tool: nothing is known of it')
    expect(await problems()).toEqual([])
    expect(await problems({ deep: true })).toEqual(['b 1.0 has other bytes than were pushed'])
  })

  test.each([
    ['of yesterday', new Date(NOW.getTime() - DAY), 1],
    ['of an unknown time', undefined, 1],
    ['that is under way', new Date(NOW.getTime() - DAY + 60_000), 0],
    ['that began just now', new Date(NOW.getTime() + 1_000), 0]
  ])('at an unfinished upload %s', async (_name, since, count) => {
    await registry.push('b', '1.0')
    const seen = withLeftovers(leftover('b/tycho_2.0.pkg', since))
    const { problems: found } = await inspect(seen, { packages: [], deep: false }, NOW)
    expect(found).toHaveLength(count)
    for (const each of found) {
      expect(each).toMatchObject({ package: 'b', version: '2.0' })
      expect(each.what).toContain(since?.toISOString() ?? 'since an unknown time')
    }
    expect((await inspect(seen, { packages: ['a'], deep: false }, NOW)).problems).toMatchObject([
      { package: 'a', what: 'is not there' }
    ])
  })
})

describe('a repair', () => {
  test('of what is well changes nothing', async () => {
    await registry.push('b', '1.0', { promote: 'yes' })
    expect(await repair(store, [], NOW)).toEqual({ packages: 1, versions: 1, changed: [], problems: [] })
    expect(await repair(store, ['b'], NOW)).toEqual({ packages: 1, versions: 1, changed: [], problems: [] })
  })

  test('makes a record that is missing, with the name of the newest file', async () => {
    await registry.push('b', '1.9', { filename: 'old.txt' })
    await registry.push('b', '1.10', { filename: 'new.txt', executable: true })
    await rm(join(registry.folder, 'b', 'tycho.json'))
    await registry.put('b/tycho_2.0.pkg', 'of another tool')
    expect((await repair(store, [], NOW)).changed).toEqual([
      'b: made its tycho.json, with the file name new.txt'
    ])
    expect(await registry.record('b')).toEqual({ localname: 'new.txt', latest: null })
    expect((await repair(store, [], NOW)).changed).toEqual([])
  })

  test('does not guess a name', async () => {
    await registry.put('b/tycho_2.0.pkg', 'of another tool')
    const { changed, problems: left } = await repair(store, [], NOW)
    expect(changed).toEqual([])
    expect(left).toMatchObject([{ package: 'b', what: 'has versions but no tycho.json' }])
    expect(await registry.record('b')).toBeUndefined()
  })

  test('ends a removal', async () => {
    await registry.push('b', '1.0')
    await registry.push('b', '1.1')
    await registry.put('b/tycho.json', '{"localname": "b", "latest": null, "removed": ["1.0", "0.9"]}')
    expect(await repair(store, [], NOW)).toEqual({
      ...{ packages: 1, versions: 1, problems: [] },
      changed: ['b 1.0: ended its removal']
    })
    expect(await registry.read('b/tycho_1.0.pkg')).toBeUndefined()
    expect(await registry.read('b/tycho_1.1.pkg')).toBe('b 1.1')
    expect(await registry.record('b')).toMatchObject({ removed: ['1.0', '0.9'] })
  })

  test('leaves a version alone whose name was taken again meanwhile', async () => {
    await registry.push('b', '1.0')
    await registry.put('b/tycho.json', '{"localname": "b", "latest": null, "removed": ["1.0"]}')
    let reads = 0
    const busy: Store = {
      ...store,
      documents: {
        ...store.documents,
        read: async (path) => {
          reads += 1
          if (reads === 2) await registry.put('b/tycho.json', '{"localname": "b", "latest": null}')
          return store.documents.read(path)
        }
      }
    }
    expect((await repair(busy, [], NOW)).changed).toEqual([])
    expect(await registry.read('b/tycho_1.0.pkg')).toBe('b 1.0')
  })

  test('leaves a broken record alone, and says what is left to do', async () => {
    await registry.push('b', '1.0')
    await registry.put('b/tycho.json', 'not JSON')
    const { changed, problems: left } = await repair(store, [], NOW)
    expect(changed).toEqual([])
    expect(left).toMatchObject([{ package: 'b', fix: 'Put the file right by hand.' }])
    expect(await registry.read('b/tycho.json')).toBe('not JSON')
  })

  test('of a package that is not there says so', async () => {
    await registry.push('b', '1.0')
    expect(await repair(store, ['gone'], NOW)).toMatchObject({
      ...{ packages: 0, changed: [] },
      problems: [{ package: 'gone', what: 'is not there' }]
    })
  })

  test('of one package leaves the others alone', async () => {
    await registry.push('a', '1.0')
    await registry.push('b', '1.0')
    for (const name of ['a', 'b']) await rm(join(registry.folder, name, 'tycho.json'))
    expect((await repair(store, ['b'], NOW)).changed).toEqual([
      'b: made its tycho.json, with the file name b.txt'
    ])
    expect(await registry.record('a')).toBeUndefined()
  })

  test('aborts its own uploads older than a day, and no others', async () => {
    await registry.push('b', '1.0')
    const discarded: string[] = []
    const old = new Date(NOW.getTime() - DAY)
    const seen = withLeftovers(
      leftover('b/tycho_2.0.pkg', old, discarded),
      leftover('b/tycho_3.0.pkg', new Date(NOW.getTime() - DAY + 1), discarded),
      leftover('b/tycho_4.0.pkg', undefined, discarded),
      leftover('backups/database.tar', old, discarded),
      leftover('c/tycho_1.0.pkg', old, discarded)
    )
    const { changed } = await repair(seen, [], NOW)
    expect(discarded).toEqual(['b/tycho_2.0.pkg', 'c/tycho_1.0.pkg'])
    expect(changed).toEqual([
      `b 2.0: aborted an upload of ${old.toISOString()}`,
      `c 1.0: aborted an upload of ${old.toISOString()}`
    ])
    discarded.length = 0
    await repair(seen, ['c'], NOW)
    expect(discarded).toEqual(['c/tycho_1.0.pkg'])
  })

  test('sweeps what killed writers left in a folder', async () => {
    await registry.push('b', '1.0')
    await registry.put('.store/tmp/young', 'x')
    await registry.put('.store/tmp/old', 'x')
    const old = new Date(NOW.getTime() - 2 * DAY)
    await utimes(join(registry.folder, '.store', 'tmp', 'old'), old, old)
    expect(await problems()).toEqual([
      expect.stringContaining('.store/tmp/old has an upload that was never finished')
    ])
    expect((await repair(store, [], NOW)).changed).toEqual([
      expect.stringContaining('.store/tmp/old: aborted')
    ])
    expect(await problems()).toEqual([])
  })

  test('never promotes', async () => {
    await registry.push('b', '1.0')
    await registry.put('b/tycho.json', '{"localname": "b", "latest": "9.9"}')
    const { changed, problems: left } = await repair(store, [], NOW)
    expect([changed, left.length]).toEqual([[], 1])
    expect(await registry.record('b')).toEqual({ localname: 'b', latest: '9.9' })
  })
})
