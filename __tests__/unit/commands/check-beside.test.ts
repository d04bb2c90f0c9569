import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { check } from '../../../src/commands/check.ts'
import { silent } from '../../../src/log.ts'
import type { FormatName } from '../../../src/format.ts'
import type { Store } from '../../../src/stores/store.ts'
import { removeVersions } from '../../../src/tycho/remove.ts'
import { gate } from '../../support/gate.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import { folderIndex, indexIn, wheelName, wheelSaying, type PythonIndex } from '../../support/python-index.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

let packages: TychoFolder
let index: PythonIndex
beforeEach(async () => {
  packages = tychoFolder()
  index = await folderIndex()
})
afterEach(async () => {
  packages.remove()
  await index.close()
})

/** The store, where something happens before the n-th listing, and something else when it has ended. */
function whileListed(store: Store, before: Happens, after: Happens = {}): Store {
  let listings = 0
  return {
    ...store,
    list: async function* (prefix, options) {
      listings += 1
      const listing = listings
      await before[listing]?.()
      yield* store.list(prefix, options)
      await after[listing]?.()
    }
  }
}
type Happens = Readonly<Record<number, () => Promise<unknown>>>

async function checked(store: Store, registry: FormatName, { deep = false } = {}) {
  const lines: string[] = []
  const log = { ...silent, info: (message: string) => lines.push(message) }
  const options = { mode: 'check', registry, packages: [], deep, prefix: '' } as const
  const { problems } = await check(store, options, log)
  return { problems: problems.map(({ package: name, what }) => `${name} ${what}`), lines }
}

const OTHERS = '1 problem had gone when looked for again: other jobs are writing here'

test('a version that is pushed and promoted between the list and the record is no problem', async () => {
  await packages.push('narf', '1.0', { promote: 'yes' })
  const store = whileListed(packages.store, {}, { 1: () => packages.push('narf', '2.0', { promote: 'yes' }) })
  const { problems, lines } = await checked(store, 'tycho')
  expect(problems).toEqual([])
  expect(lines).toEqual([OTHERS, expect.stringMatching(/: all is well$/)])
})

test('neither is one that is removed then', async () => {
  await packages.push('narf', '1.0')
  await packages.push('narf', '2.0')
  const remove = () => removeVersions(packages.store, 'narf', { kind: 'versions', versions: ['1.0'] })
  expect((await checked(whileListed(packages.store, {}, { 1: remove }), 'tycho')).problems).toEqual([])
})

test('a file of a push that is under way is no problem of the index', async () => {
  await index.pushVersions('narf', ['1.0'])
  const stored = gate()
  const goOn = gate()
  const { documents } = index.store
  const held: Store = {
    ...index.store,
    documents: {
      ...documents,
      swap: async (...args) => {
        stored.open()
        await goOn.opened
        return documents.swap(...args)
      }
    }
  }
  const pushed = indexIn(held).push({ [wheelName('narf', '2.0')]: wheelOf({ version: '2.0' }) })
  await stored.opened
  const end = async () => {
    goOn.open()
    await pushed
  }
  const { problems, lines } = await checked(whileListed(index.store, { 2: end }), 'python')
  expect([problems, lines[0]]).toEqual([[], OTHERS])
})

test('a file that is replaced while it is read is no damage, and one that is damaged still is', async () => {
  await index.pushVersions('narf', ['1.0', '2.0'])
  const name = wheelName('narf', '1.0')
  const other = () => index.push({ [name]: wheelSaying('narf', '1.0', 'other') }, { ifExists: 'overwrite' })
  const { artifacts } = index.store
  let reads = 0
  const store: Store = {
    ...index.store,
    artifacts: {
      ...artifacts,
      open: async (key, options) => {
        if (key.filename === name && (reads += 1) === 1) await other()
        return artifacts.open(key, options)
      }
    }
  }
  expect((await checked(store, 'python', { deep: true })).problems).toEqual([])
  const damaged = wheelName('narf', '2.0')
  await index.put(`narf/${damaged}`, wheelSaying('narf', '2.0', 'damaged'))
  const { problems } = await checked(index.store, 'python', { deep: true })
  expect(problems).toContain(`narf ${damaged} has other bytes than were pushed`)
})

test('what stays so is told once, in the words of the first look', async () => {
  await packages.push('narf', '1.0')
  await packages.put('narf/tycho.json', '{"localname": "narf.txt", "latest": "3.0"}')
  const { problems, lines } = await checked(packages.store, 'tycho')
  expect(problems).toEqual(['narf is the latest, but is not there'])
  expect(lines).toEqual([expect.stringMatching(/: 1 problem$/)])
})
