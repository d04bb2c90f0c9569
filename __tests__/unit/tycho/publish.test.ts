import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../../src/digest.ts'
import { fileBody } from '../../../src/stores/body.ts'
import type { Store } from '../../../src/stores/store.ts'
import { initPackage, promoteVersion, publish, type Publication } from '../../../src/tycho/publish.ts'
import { failureOf, scratch, type Scratch } from '../../support/artifacts.ts'
import { endRemovals } from '../../../src/tycho/remove.ts'
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

function publication(more: Partial<Publication> = {}): Publication {
  return {
    ...{
      package: 'narf',
      version: '1.0',
      body: { kind: 'buffer', bytes: Buffer.from('x') },
      sha256: sha256('x')
    },
    ...{ executable: false, filename: 'narf.txt', localName: undefined, promote: 'no', ifExists: 'same' },
    ...more
  }
}

describe('publishing', () => {
  test('creates package and version', async () => {
    expect(await registry.push('narf', '1.0', { filename: 'file.tgz' })).toEqual({
      ...{ created: true, held: false, released: [], latest: null, previous: null },
      ...{ sha256: sha256('narf 1.0'), localName: 'file.tgz' }
    })
    expect(await registry.read('narf/tycho.json')).toBe('{\n  "localname": "file.tgz",\n  "latest": null\n}')
    expect(await registry.read('narf/tycho_1.0.pkg')).toBe('narf 1.0')
  })

  test('a local name counts for a package that is new, and for no other', async () => {
    await registry.push('narf', '1.0', { localName: 'bin/narf' })
    expect(await registry.push('narf', '1.1', { localName: 'other' })).toMatchObject({
      localName: 'bin/narf'
    })
    expect(await registry.record('narf')).toEqual({ localname: 'bin/narf', latest: null })
  })

  test.each([
    ['no', null, '1.1', null],
    ['yes', null, '1.1', '1.1'],
    ['yes', '1.0', '1.1', '1.1'],
    ['yes', '1.0', '0.9', '0.9'],
    ['no', '1.0', '1.1', '1.0'],
    ['if-newer', null, '0.1', '0.1'],
    ['if-newer', '1.9', '1.10', '1.10'],
    ['if-newer', '1.10', '1.9', '1.10'],
    ['if-newer', '1.0', '1.0-rc1', '1.0'],
    ['if-newer', '1.0-rc1', '1.0', '1.0']
  ] as const)(
    'promote: %s, where %s is the latest and %s comes: %s is',
    async (promote, previous, version, latest) => {
      await registry.put('narf/tycho.json', JSON.stringify({ localname: 'n', latest: previous }))
      expect(await registry.push('narf', version, { promote })).toMatchObject({
        created: true,
        latest,
        previous
      })
      expect(await registry.record('narf')).toEqual({ localname: 'n', latest })
    }
  )

  test('a record that is broken is not replaced, and nothing is stored', async () => {
    await registry.put('narf/tycho.json', '<html>')
    expect((await failureOf(registry.push('narf', '1.0'))).code).toBe('corrupt')
    expect(await registry.read('narf/tycho.json')).toBe('<html>')
    expect(await registry.read('narf/tycho_1.0.pkg')).toBeUndefined()
  })
})

describe('a version that is there already', () => {
  const mine = sha256('mine')
  const theirs = sha256('theirs')

  test.each([
    ['same', 'theirs', { created: false, sha256: theirs }],
    ['same', 'mine', 'exists already with other bytes'],
    ['skip', 'theirs', { created: false, sha256: theirs }],
    ['skip', 'mine', { created: false, sha256: theirs }],
    ['fail', 'theirs', 'exists already'],
    ['fail', 'mine', 'exists already'],
    ['overwrite', 'theirs', { created: false, sha256: theirs }],
    ['overwrite', 'mine', { created: true, sha256: mine }]
  ] as const)('if-exists: %s, %s bytes: %j', async (ifExists, content, expected) => {
    await registry.push('narf', '1.0', { content: 'theirs' })
    const pushed = registry.push('narf', '1.0', { content, ifExists, promote: 'yes' })
    if (typeof expected === 'string') {
      expect(await failureOf(pushed)).toMatchObject({
        code: 'conflict',
        message: `narf 1.0 ${expected} (${store.name})`
      })
      expect(await registry.record('narf')).toMatchObject({ latest: null })
    } else {
      // What was skipped for other bytes is not promoted.
      const latest = expected.sha256 === sha256(content) ? '1.0' : null
      expect(await pushed).toEqual({
        ...expected,
        held: false,
        released: [],
        latest,
        previous: null,
        localName: 'narf.txt'
      })
      expect(await registry.record('narf')).toMatchObject({ latest })
    }
    const stored = typeof expected === 'object' && expected.created ? 'mine' : 'theirs'
    expect(await registry.read('narf/tycho_1.0.pkg')).toBe(stored)
  })

  test.each([true, false])('overwriting is named only where the store can: %s', async (replaces) => {
    const able = { ...store, limits: { ...store.limits, replaces } }
    await registry.push('narf', '1.0', { content: 'theirs' })
    const taken = await failureOf(publish(able, publication()))
    expect(taken.message).toContain('exists already with other bytes')
    await registry.put('zort/tycho.json', '{"localname": "n", "latest": null, "removed": ["1.0"]}')
    const removed = await failureOf(publish(able, publication({ package: 'zort' })))
    expect(removed.message).toContain('was removed from')
    for (const { hint } of [taken, removed]) {
      expect(hint).toContain('ush another version')
      expect(hint.includes('overwrite')).toBe(replaces)
    }
  })

  describe('of another tool', () => {
    let files: Scratch
    beforeEach(() => {
      files = scratch()
    })
    afterEach(() => {
      files.remove()
    })

    /** The store as S3 is: it knows the MD5 of what another tool stored. */
    const knowing = (): Store => ({
      ...store,
      artifacts: {
        ...store.artifacts,
        evidence: () =>
          Promise.resolve({
            algorithm: { name: 'md5' },
            value: createHash('md5').update('theirs').digest('hex')
          })
      }
    })

    test.each([
      ['theirs', 'same', true],
      ['other!', 'same', false],
      ['longer bytes', 'same', false]
    ] as const)('is compared by what the store knows of it: %s', async (content, ifExists, same) => {
      await registry.put('narf/tycho_1.0.pkg', 'theirs')
      const body = await fileBody(await files.write('f', content))
      const pushed = publish(knowing(), publication({ body, sha256: sha256(content), ifExists }))
      if (same) expect(await pushed).toMatchObject({ created: false, sha256: sha256(content) })
      else expect((await failureOf(pushed)).message).toContain('exists already with other bytes')
    })

    test('is read where nothing is known of it', async () => {
      await registry.put('narf/tycho_1.0.pkg', 'theirs')
      for (const ifExists of ['same', 'skip', 'overwrite'] as const)
        expect(await registry.push('narf', '1.0', { content: 'theirs', ifExists })).toMatchObject({
          created: false,
          sha256: sha256('theirs')
        })
      const failure = await failureOf(registry.push('narf', '1.0', { content: 'other!' }))
      expect(failure.message).toContain('exists already with other bytes')
      expect(await registry.push('narf', '1.0', { content: 'other!', ifExists: 'skip' })).toMatchObject({
        created: false,
        sha256: undefined
      })
    })
  })
})

describe('several at once', () => {
  test('of one version exactly one is stored, and the others are told', async () => {
    const pushes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => registry.push('narf', '1.0', { content: `from ${index}` }))
    )
    const won = pushes.filter((each) => each.status === 'fulfilled')
    expect(won).toHaveLength(1)
    expect(won[0]?.value.created).toBe(true)
    expect(sha256((await registry.read('narf/tycho_1.0.pkg')) ?? '')).toBe(won[0]?.value.sha256)
  })

  test('of many versions all are listed, and the newest is the latest', async () => {
    const versions = Array.from({ length: 12 }, (_, index) => `1.${index}`)
    await Promise.all(versions.map((version) => registry.push('narf', version, { promote: 'if-newer' })))
    expect(await registry.record('narf')).toMatchObject({ latest: '1.11' })
  })

  test('overwriting what somebody else changed meanwhile is a conflict', async () => {
    await registry.push('narf', '1.0', { content: 'theirs' })
    const raced: Store = {
      ...store,
      artifacts: {
        ...store.artifacts,
        replace: async (item, expected) => {
          await registry.push('narf', '1.0', { content: 'third', ifExists: 'overwrite' })
          return store.artifacts.replace(item, expected)
        }
      }
    }
    const failure = await failureOf(publish(raced, publication({ ifExists: 'overwrite' })))
    expect(failure.message).toContain('was changed by somebody else at the same moment')
    expect(await registry.read('narf/tycho_1.0.pkg')).toBe('third')
  })

  test('what is removed while it is pushed goes again', async () => {
    const raced: Store = {
      ...store,
      artifacts: {
        ...store.artifacts,
        create: async (items) => {
          const created = await store.artifacts.create(items)
          await registry.put('narf/tycho.json', '{"localname": "n", "latest": null, "removed": ["1.0"]}')
          return created
        }
      }
    }
    const failure = await failureOf(publish(raced, publication()))
    expect([failure.code, failure.message]).toEqual([
      'conflict',
      'narf 1.0 was removed while it was being pushed'
    ])
    expect(await registry.read('narf/tycho_1.0.pkg')).toBeUndefined()
  })

  test('what goes again is what this push has stored, not what was pushed after it', async () => {
    const raced: Store = {
      ...store,
      artifacts: {
        ...store.artifacts,
        create: async (items) => {
          const outcome = await store.artifacts.create(items)
          await registry.put('narf/tycho.json', '{"localname": "n", "latest": null, "removed": ["1.0"]}')
          return outcome
        },
        remove: async (key, expected) => {
          await endRemovals(store, 'narf', ['1.0'])
          await registry.push('narf', '1.0', { content: 'theirs', ifExists: 'overwrite' })
          return store.artifacts.remove(key, expected)
        }
      }
    }
    expect((await failureOf(publish(raced, publication()))).message).toContain('was removed while')
    expect(await registry.read('narf/tycho_1.0.pkg')).toBe('theirs')
  })

  test('what goes again is not what somebody else has taken the name again with, of the same bytes', async () => {
    let looks = 0
    const late: Store = {
      ...store,
      artifacts: {
        ...store.artifacts,
        // Its first look was before the other push had stored anything.
        find: (key) => ((looks += 1) === 1 ? Promise.resolve(undefined) : store.artifacts.find(key))
      }
    }
    let created = false
    const raced: Store = {
      ...store,
      artifacts: {
        ...store.artifacts,
        create: async (items) => {
          const outcome = await store.artifacts.create(items)
          await registry.put('narf/tycho.json', '{"localname": "n", "latest": null, "removed": ["1.0"]}')
          created = true
          return outcome
        }
      },
      documents: {
        ...store.documents,
        read: async (path) => {
          const state = await store.documents.read(path)
          if (created) await publish(late, publication({ ifExists: 'overwrite' }))
          created = false
          return state
        }
      }
    }
    expect((await failureOf(publish(raced, publication()))).message).toContain('was removed while')
    expect(looks).toBeGreaterThan(1)
    expect(await registry.read('narf/tycho_1.0.pkg')).toBe('x')
  })

  test('what vanishes between two looks is to be pushed again', async () => {
    const raced: Store = {
      ...store,
      artifacts: { ...store.artifacts, create: () => Promise.resolve([{ outcome: 'exists' }]) }
    }
    expect((await failureOf(publish(raced, publication()))).message).toContain('was removed again while')
  })

  test('killed between artifact and record, the same push completes it', async () => {
    const dying: Store = {
      ...store,
      documents: { ...store.documents, swap: () => Promise.reject(new Error('killed')) }
    }
    await expect(publish(dying, publication({ promote: 'yes' }))).rejects.toThrow('killed')
    expect(await registry.read('narf/tycho_1.0.pkg')).toBe('x')
    expect(await publish(store, publication({ promote: 'yes' }))).toMatchObject({
      created: false,
      latest: '1.0'
    })
  })
})

describe('promoting', () => {
  test('says what was the latest before, and does no harm the second time', async () => {
    await registry.push('narf', '1.0')
    await registry.push('narf', '1.1')
    expect(await promoteVersion(store, 'narf', '1.0')).toEqual({ latest: '1.0', previous: null })
    expect(await promoteVersion(store, 'narf', '1.1')).toEqual({ latest: '1.1', previous: '1.0' })
    expect(await promoteVersion(store, 'narf', '1.1')).toEqual({ latest: '1.1', previous: '1.1' })
  })

  test.each([
    [
      'a version that is not there',
      '7.0',
      '{"localname": "n", "latest": "1.0"}',
      'narf has no version 7.0 in '
    ],
    [
      'a version that was removed',
      '1.0',
      '{"localname": "n", "latest": null, "removed": ["1.0"]}',
      'narf has no version 1.0 in '
    ],
    ['a version without a record', '1.0', undefined, 'narf has no tycho.json in ']
  ])('refuses %s', async (_name, version, record, message) => {
    await registry.put('narf/tycho_1.0.pkg', 'x')
    if (record !== undefined) await registry.put('narf/tycho.json', record)
    const failure = await failureOf(promoteVersion(store, 'narf', version))
    expect([failure.code, failure.message]).toEqual(['not-found', `${message}${store.name}`])
    expect(await registry.read('narf/tycho.json')).toBe(record)
  })
})

test('a package is initialized once', async () => {
  expect(await initPackage(store, 'narf', 'narf.tgz')).toEqual({ created: true, localName: 'narf.tgz' })
  expect(await initPackage(store, 'narf', 'other')).toEqual({ created: false, localName: 'narf.tgz' })
  expect(await registry.read('narf/tycho.json')).toBe('{\n  "localname": "narf.tgz",\n  "latest": null\n}')
})
