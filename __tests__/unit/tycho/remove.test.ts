import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Store } from '../../../src/stores/store.ts'
import { removeVersions } from '../../../src/tycho/remove.ts'
import { parseRequest, resolve, versionsOf } from '../../../src/tycho/registry.ts'
import { failureOf } from '../../support/artifacts.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

let registry: TychoFolder
let store: Store
beforeEach(async () => {
  registry = tychoFolder()
  store = registry.store
  for (const version of ['1.0', '1.9', '1.10', '2.0-rc1', '2.0']) await registry.push('narf', version)
  await registry.push('narf', '1.9', { promote: 'yes' })
})
afterEach(() => {
  registry.remove()
})

function remove(...versions: string[]): Promise<string[]> {
  return removeVersions(store, 'narf', { kind: 'versions', versions })
}

function keep(count: number): Promise<string[]> {
  return removeVersions(store, 'narf', { kind: 'keep', keep: count })
}

describe('removing versions by name', () => {
  test('takes their artifacts away and keeps their names taken', async () => {
    expect(await remove('1.0', '2.0')).toEqual(['2.0', '1.0'])
    expect(await registry.record('narf')).toEqual({
      localname: 'narf.txt',
      latest: '1.9',
      removed: ['2.0', '1.0']
    })
    expect(await versionsOf(store, 'narf', [])).toEqual(['1.10', '1.9', '2.0-rc1'])
    const failure = await failureOf(registry.push('narf', '1.0'))
    expect(failure.message).toContain('narf 1.0 was removed from ')
    expect(failure.code).toBe('conflict')
  })

  test('a version that is named twice is removed once', async () => {
    expect(await remove('1.0', '1.0')).toEqual(['1.0'])
    expect(await registry.record('narf')).toMatchObject({ removed: ['1.0'] })
  })

  test('does no harm the second time', async () => {
    await remove('1.0')
    const before = await registry.read('narf/tycho.json')
    expect(await remove('1.0')).toEqual(['1.0'])
    expect(await registry.read('narf/tycho.json')).toBe(before)
  })

  test('takes the name again only where that is asked for', async () => {
    await remove('1.0')
    await registry.push('narf', '1.0', { content: 'new', ifExists: 'overwrite' })
    expect(await registry.read('narf/tycho_1.0.pkg')).toBe('new')
    expect(await registry.record('narf')).toEqual({ localname: 'narf.txt', latest: '1.9' })
  })

  test.each([
    ['the latest', ['1.9'], 'conflict', 'narf 1.9 is the latest version in '],
    ['the latest among others', ['1.0', '1.9'], 'conflict', 'narf 1.9 is the latest version in '],
    ['one that is not there', ['1.0', '7.7'], 'not-found', 'narf has no version 7.7 in ']
  ])('refuses %s, and then removes nothing', async (_name, versions, code, message) => {
    const failure = await failureOf(remove(...versions))
    expect(failure.code).toBe(code)
    expect(failure.message).toContain(message)
    expect(await versionsOf(store, 'narf', [])).toHaveLength(5)
    expect(await registry.record('narf')).not.toHaveProperty('removed')
  })

  test('refuses a package that is not there', async () => {
    const failure = await failureOf(removeVersions(store, 'gone', { kind: 'versions', versions: ['1'] }))
    expect([failure.code, failure.message]).toEqual([
      'not-found',
      `there is no package gone in ${store.name}`
    ])
    expect(await registry.record('gone')).toBeUndefined()
  })

  test('of a package without a record makes one that says what was removed', async () => {
    await registry.put('team/bare/tycho_1.pkg', 'x')
    expect(await removeVersions(store, 'team/bare', { kind: 'versions', versions: ['1'] })).toEqual(['1'])
    expect(await registry.record('team/bare')).toEqual({ localname: 'bare', latest: null, removed: ['1'] })
  })

  test('keys of other tools stay', async () => {
    await registry.put('narf/tycho.json', '{"owner": "me", "localname": "n", "latest": "1.9", "tags": [1]}')
    await remove('1.0')
    expect(await registry.record('narf')).toEqual({
      ...{ owner: 'me', localname: 'n', latest: '1.9', tags: [1] },
      removed: ['1.0']
    })
  })
})

describe('keeping the newest', () => {
  test.each([
    [1, ['2.0-rc1', '1.10', '1.0']],
    [2, ['1.10', '1.0']],
    [3, ['1.0']],
    [4, ['1.0']],
    [5, []],
    [99, []]
  ])('%d, and the latest: %j go', async (count, going) => {
    expect(await keep(count)).toEqual(going)
    expect(await versionsOf(store, 'narf', [])).toHaveLength(5 - going.length)
    expect(await resolve(store, parseRequest('narf'))).toMatchObject({ version: '1.9' })
  })

  test('counts those that are there, not those that were removed', async () => {
    await remove('2.0')
    expect(await keep(2)).toEqual(['1.0'])
    expect(await keep(2)).toEqual([])
  })

  test('ends a removal that was broken off', async () => {
    await registry.put('narf/tycho.json', '{"localname": "n", "latest": "1.9", "removed": ["1.10"]}')
    expect(await keep(9)).toEqual(['1.10'])
    expect(await versionsOf(store, 'narf', [])).not.toContain('1.10')
  })
})

describe('a removal that is killed', () => {
  test('serves nothing half, and is completed by the same step', async () => {
    const dying: Store = {
      ...store,
      artifacts: { ...store.artifacts, remove: () => Promise.reject(new Error('killed')) }
    }
    await expect(removeVersions(dying, 'narf', { kind: 'versions', versions: ['1.0'] })).rejects.toThrow(
      'killed'
    )
    expect(await failureOf(resolve(store, parseRequest('narf@1.0')))).toMatchObject({ code: 'not-found' })
    expect(await failureOf(registry.push('narf', '1.0', { ifExists: 'overwrite' }))).toMatchObject({
      message: expect.stringContaining('its removal has not ended yet')
    })
    expect(await remove('1.0')).toEqual(['1.0'])
    expect(await versionsOf(store, 'narf', [])).not.toContain('1.0')
  })

  test('two at once remove everything both asked for', async () => {
    await Promise.all([remove('1.0'), remove('1.10', '2.0'), remove('1.0', '2.0-rc1')])
    expect(await versionsOf(store, 'narf', [])).toEqual(['1.9'])
    const record = await registry.record('narf')
    expect(record).toHaveProperty('removed', expect.arrayContaining(['1.0', '1.10', '2.0', '2.0-rc1']))
    expect(record).toHaveProperty('removed.length', 4)
  })

  test.each(['find', 'read'] as const)(
    'spares what was pushed under a name that was taken again meanwhile: before its %s',
    async (moment) => {
      let swapped = false
      const takenAgain = async () => {
        if (!swapped) return
        swapped = false
        await remove('1.0')
        await registry.push('narf', '1.0', { content: 'theirs', ifExists: 'overwrite' })
      }
      const raced: Store = {
        ...store,
        artifacts: {
          ...store.artifacts,
          find: async (key) => {
            if (moment === 'find') await takenAgain()
            return store.artifacts.find(key)
          }
        },
        documents: {
          ...store.documents,
          swap: async (...change) => {
            const outcome = await store.documents.swap(...change)
            swapped = true
            return outcome
          },
          read: async (path) => {
            if (moment === 'read') await takenAgain()
            return store.documents.read(path)
          }
        }
      }
      await removeVersions(raced, 'narf', { kind: 'versions', versions: ['1.0'] })
      expect(swapped).toBe(false)
      expect(await registry.read('narf/tycho_1.0.pkg')).toBe('theirs')
    }
  )

  test('against a promotion of the same version one of the two wins', async () => {
    let first = true
    const raced: Store = {
      ...store,
      documents: {
        ...store.documents,
        swap: async (path, expected, body) => {
          if (first) {
            first = false
            await registry.push('narf', '2.0', { promote: 'yes' })
          }
          return store.documents.swap(path, expected, body)
        }
      }
    }
    const failure = await failureOf(removeVersions(raced, 'narf', { kind: 'versions', versions: ['2.0'] }))
    expect(failure.message).toContain('narf 2.0 is the latest version')
    expect(await versionsOf(store, 'narf', [])).toContain('2.0')
  })
})
