import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { repair, type Reindexed } from '../../../src/python/registry.ts'
import { withdrawProjects } from '../../../src/python/withdraw.ts'
import type { Store } from '../../../src/stores/store.ts'
import { SIGNATURE } from '../../support/attestations.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import { INDEXES, wheelName, wheelSaying, type PythonIndex } from '../../support/python-index.ts'

const TWO = wheelName('narf', '2.0')
const THREE = wheelName('narf', '3.0')

describe.each(INDEXES)('a reindex in %s, while somebody writes', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.pushVersions('narf', ['1.0', '2.0'])
    await index.pushVersions('zort', ['1.0'])
  })
  afterEach(() => index.close())

  /** Reads all files; before each read of a file something happens, so many times at most. */
  function reindexWhile(filename: string, happens: (time: number) => Promise<unknown>, most = 1) {
    let times = 0
    const { artifacts } = index.store
    const store: Store = {
      ...index.store,
      artifacts: {
        ...artifacts,
        open: async (key, options) => {
          if (key.filename === filename && times < most) await happens((times += 1))
          return artifacts.open(key, options)
        }
      }
    }
    const options = { packages: [], full: true, baseUrl: undefined, now: new Date() }
    return repair(store, options, () => undefined)
  }

  const told = ({ problems }: Reindexed) => problems.map(({ package: name, what }) => `${name} ${what}`)

  test('takes a file that is pushed anew as it is then', async () => {
    const other = wheelSaying('narf', '2.0', 'other bytes, and longer ones')
    const done = await reindexWhile(TWO, () => index.push({ [TWO]: other }, { ifExists: 'overwrite' }))
    expect(told(done)).toEqual([])
    expect((await index.entries('narf')).find(({ filename }) => filename === TWO)?.size).toBe(other.length)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('takes a file that another tool replaces as it is then', async () => {
    const other = wheelSaying('narf', '2.0', 'other bytes, and longer ones')
    const done = await reindexWhile(TWO, () => index.put(`narf/${TWO}`, other))
    expect([told(done), done.changed]).toEqual([[], [`narf: ${TWO}: replaced`]])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('drops a file that is deleted', async () => {
    const done = await reindexWhile(TWO, () => index.drop(`narf/${TWO}`))
    expect(done.changed).toContain(`narf: ${TWO}: dropped, it is not there any more`)
    expect(told(done)).toEqual([])
  })

  test('of a file that was copied names no signature that a refused push has taken back', async () => {
    const [copied, signature] = [wheelName('troz', '1.0'), `${wheelName('troz', '1.0')}.asc`]
    await index.put(`troz/${copied}`, wheelOf({ name: 'troz' }))
    await index.put(`troz/${signature}`, SIGNATURE)
    // The push enters the project, sees other bytes, deletes its signature, and makes an empty record.
    await reindexWhile(copied, async () => {
      await index.drop(`troz/${signature}`)
      await withdrawProjects(index.store, [{ name: 'troz', folder: 'troz' }])
    })
    expect((await index.entries('troz')).map(({ hasSignature }) => hasSignature)).toEqual([false])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test.each([
    ['in the index', TWO, [wheelName('narf', '1.0'), TWO]],
    ['new', THREE, [wheelName('narf', '1.0'), TWO]]
  ])('tells of a file that is replaced again and again, %s, and goes on', async (_what, name, left) => {
    await index.put(`narf/${name}`, wheelSaying('narf', name.slice(5, 8), 'first'))
    await index.put(`zort/${wheelName('zort', '2.0')}`, wheelOf({ name: 'zort', version: '2.0' }))
    const again = (time: number) =>
      index.put(
        `narf/${name}`,
        wheelSaying('narf', name.slice(5, 8), randomBytes(time * 500).toString('hex'))
      )
    const done = await reindexWhile(name, again, Infinity)
    expect(told(done)).toEqual([expect.stringMatching(`narf ${name} can't be indexed: .* changed while`)])
    expect((await index.entries('zort')).map(({ version }) => version)).toEqual(['1.0', '2.0'])
    expect((await index.entries('narf')).map(({ filename }) => filename)).toEqual(left)
  })
})
