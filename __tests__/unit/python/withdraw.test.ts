import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { RegistryError, type ErrorCode } from '../../../src/errors.ts'
import { removeVersions } from '../../../src/python/remove-versions.ts'
import { repair } from '../../../src/python/registry.ts'
import type { Store } from '../../../src/stores/store.ts'
import { openStore } from '../../support/open-store.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import {
  bucketIndex,
  INDEXES,
  indexIn,
  wheelName,
  wheelSaying,
  type BucketIndex,
  type PythonIndex
} from '../../support/python-index.ts'
import { placeOf } from '../../support/s3-storage.ts'

const ONE = wheelName('narf', '1.0')
const narf = { [ONE]: wheelOf() }
const zort = { [wheelName('zort', '1.0')]: wheelOf({ name: 'zort' }) }

/** A store that takes no file of `narf`. */
function refusing(store: Store, code: ErrorCode = 'denied'): Store {
  return {
    ...store,
    artifacts: {
      ...store.artifacts,
      create: (items) =>
        items.some(({ key }) => key.package === 'narf')
          ? Promise.reject(new RegistryError(code, 'not here', { hint: 'Push elsewhere.' }))
          : store.artifacts.create(items)
    }
  }
}

/** A store where something else is done before a document is swapped. */
function swapping(store: Store, path: string, meanwhile: () => Promise<unknown>): Store {
  return {
    ...store,
    documents: {
      ...store.documents,
      swap: async (which, ...rest) => {
        if (which === path) await meanwhile()
        return store.documents.swap(which, ...rest)
      }
    }
  }
}

const projectsIn = async (index: Pick<PythonIndex, 'store'>): Promise<unknown> => {
  const { body } = await index.store.documents.read('projects.json')
  const root: unknown = JSON.parse(Buffer.from(body ?? Buffer.from('{}')).toString())
  return (root as { projects?: unknown }).projects
}

describe.each(INDEXES)('a project in %s of which no file came', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
  })
  afterEach(() => index.close())

  const expectWell = async (projects: readonly string[]) => {
    expect(await projectsIn(index)).toEqual(projects)
    const page = await index.page('')
    expect([...page.matchAll(/<a href="(\w+)\/"/g)].map(([, name]) => name)).toEqual(projects)
    expect(await index.problems({ deep: true })).toEqual([])
  }

  test('is not in the root, and is once it can be pushed', async () => {
    const { files, failures } = await indexIn(refusing(index.store)).push({ ...narf, ...zort })
    expect(failures.map(({ error }) => error.message)).toEqual(['not here'])
    expect(files.map(({ project }) => project)).toEqual(['zort'])
    await expectWell(['zort'])
    expect((await index.push(narf)).failures).toEqual([])
    await expectWell(['narf', 'zort'])
  })

  test('is not in the root where other bytes lie under the name', async () => {
    await index.push(zort)
    await index.put(`narf/${ONE}`, wheelSaying('narf', '1.0', 'other bytes'))
    expect((await index.push(narf)).failures).toHaveLength(1)
    expect(await projectsIn(index)).toEqual(['zort'])
    await index.reindex()
    await expectWell(['narf', 'zort'])
  })

  test('does not come back where all it has are removed names', async () => {
    await index.push({ ...narf, ...zort })
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] })
    expect((await index.push(narf)).failures).toHaveLength(1)
    await expectWell(['zort'])
  })

  test('stays where it has files', async () => {
    await index.push({ ...narf, ...zort })
    const two = { [wheelName('narf', '2.0')]: wheelOf({ version: '2.0' }) }
    expect((await indexIn(refusing(index.store)).push(two)).failures).toHaveLength(1)
    await expectWell(['narf', 'zort'])
  })

  test('keeps the page that another tool has made', async () => {
    await index.push(zort)
    const page = '<!doctype html><a href="narf-0.1.tar.gz">narf-0.1.tar.gz</a>'
    await index.put('narf/index.html', page)
    expect((await indexIn(refusing(index.store)).push(narf)).failures).toHaveLength(1)
    expect(await index.text('narf/index.html')).toBe(page)
    expect(await index.text('narf/manifest.json')).toBeUndefined()
  })

  test('is told of where the store gave no answer, and leaves by a reindex', async () => {
    const { failures } = await indexIn(refusing(index.store, 'unavailable')).push({ ...narf, ...zort })
    expect(failures).toHaveLength(1)
    expect(await projectsIn(index)).toEqual(['narf', 'zort'])
    expect(await index.problems()).toEqual(['narf is in the list of projects, and has no files'])
    expect((await index.reindex({ packages: ['zort'] })).changed).toEqual([])
    expect((await index.reindex()).changed).toEqual(['narf: left the list of projects, it has no files'])
    await expectWell(['zort'])
    expect((await index.reindex()).changed).toEqual([])
  })

  test('does not count among what is wrong where it is entered at this moment', async () => {
    await index.push(zort)
    const entering: Store = {
      ...index.store,
      documents: {
        ...index.store.documents,
        stale: async (path, ...rest) => {
          if (path === 'zort/manifest.json') await indexIn(refusing(index.store, 'unavailable')).push(narf)
          return index.store.documents.stale(path, ...rest)
        }
      }
    }
    expect(await indexIn(entering).problems()).toEqual([])
    expect(await index.problems()).toHaveLength(1)
  })
})

describe('a push of a new project that fails, beside one that does not', () => {
  let index: BucketIndex
  let other: Store
  beforeEach(async () => {
    index = await bucketIndex()
    other = await openStore(placeOf(index.fake, { prefix: 'simple/' }))
    await index.push(zort)
  })
  afterEach(async () => {
    await other.close()
    await index.close()
  })

  const expectListed = async () => {
    expect(await projectsIn(index)).toEqual(['narf', 'zort'])
    expect(await index.page('')).toContain('<a href="narf/"')
    expect(await index.problems({ deep: true })).toEqual([])
  }
  const fail = async (store: Store) => {
    expect((await indexIn(refusing(store)).push(narf)).failures).toHaveLength(1)
  }

  /** The requests that the failing push stands still before, by what it is about to write. */
  test.each(['narf/manifest.json', 'projects.json'])(
    'leaves its project in the root, whatever it writes last: before %s',
    async (path) => {
      let swaps = 0
      let done: Promise<unknown> | undefined
      const slow = swapping(index.store, path, async () => {
        swaps += 1
        // The first time the root gets the project.
        if (path === 'projects.json' && swaps === 1) return
        await (done ??= indexIn(other).push(narf))
      })
      await fail(slow)
      expect(await done).toMatchObject({ failures: [], files: [{ outcome: 'created' }] })
      await expectListed()
    }
  )

  test.each<[what: string, act: (store: Store) => Promise<unknown>]>([
    ['fails', fail],
    [
      'is ended by a reindex',
      async (store) => {
        const options = { packages: [], full: false, baseUrl: undefined, now: new Date() }
        const { changed } = await repair(store, options, () => undefined)
        expect(changed).toContain('narf: left the list of projects, it has no files')
      }
    ]
  ])('is in the root, where it was about to write its record when the other %s', async (_what, act) => {
    // With no file yet: nothing but its place in the root tells of it.
    let acted: Promise<unknown> | undefined
    const creating: Store = {
      ...index.store,
      artifacts: {
        ...index.store.artifacts,
        create: async (items) => {
          while (!(await entered())) await new Promise(setImmediate)
          await (acted ??= act(other))
          return index.store.artifacts.create(items)
        }
      }
    }
    const entered = async () => String(await projectsIn(index)).includes('narf')
    expect((await indexIn(creating).push(narf)).failures).toEqual([])
    await expectListed()
  })

  test.each<[what: string, act: (store: Store) => Promise<unknown>]>([
    ['a push that failed', fail],
    [
      'a removal of the last version',
      async (store) => {
        await index.pushVersions('narf', ['0.1'])
        await removeVersions(store, 'narf', { kind: 'versions', versions: ['0.1'] })
      }
    ]
  ])('is in the root, where %s was about to take it off, and is killed then', async (_what, act) => {
    let pushed: Promise<unknown> | undefined
    let isDead = false
    const unlessDead = <T>(answer: Promise<T>): Promise<T> =>
      isDead ? Promise.reject(new Error('killed')) : answer
    const { documents } = index.store
    const dying: Store = {
      ...index.store,
      documents: {
        ...documents,
        read: (path) => unlessDead(documents.read(path)),
        swap: async (path, expected, body, options) => {
          const leaves = path === 'projects.json' && !Buffer.from(body).includes('"narf"')
          if (leaves) await (pushed ??= indexIn(other).push(narf))
          const outcome = await unlessDead(documents.swap(path, expected, body, options))
          isDead ||= leaves
          return outcome
        }
      }
    }
    await expect(act(dying)).rejects.toThrow('killed')
    expect(await pushed).toMatchObject({ failures: [], files: [{ outcome: 'created' }] })
    expect(await projectsIn(index)).toEqual(['narf', 'zort'])
    expect(await index.page('')).toContain('<a href="narf/"')
  })

  test('is in the root, where the other fails before it swaps its record', async () => {
    let failed: Promise<unknown> | undefined
    const slow = swapping(index.store, 'narf/manifest.json', () => (failed ??= fail(other)))
    expect((await indexIn(slow).push(narf)).failures).toEqual([])
    await expectListed()
  })
})
