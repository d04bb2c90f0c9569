import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { list } from '../../../src/commands/list.ts'
import { silent } from '../../../src/log.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

let registry: TychoFolder
let notices: string[]
beforeEach(() => {
  registry = tychoFolder()
  notices = []
})
afterEach(() => {
  registry.remove()
})

const listed = async (packages: readonly string[] = []) => {
  const log = { ...silent, notice: (message: string) => notices.push(message) }
  const report = await list(registry.store, { mode: 'list', registry: 'tycho', packages, prefix: '' }, log)
  return report.packages.map((each) => each.package)
}

test('an empty list says what is there instead, where anything is', async () => {
  expect(await listed()).toEqual([])
  await registry.put('simple/projects.json', '{}')
  expect(await listed()).toEqual([])
  expect(notices).toEqual([
    `there is no package in ${registry.store.name}, but simple/projects.json is of a Python index: set \`registry: python\` and \`prefix: simple\` if that one is meant`
  ])
})

test('a list of packages says no more', async () => {
  await registry.push('narf', '1.0')
  expect([await listed(), await listed(['narf']), notices]).toEqual([['narf'], ['narf'], []])
  await expect(listed(['zort'])).rejects.toMatchObject({ code: 'not-found' })
})
