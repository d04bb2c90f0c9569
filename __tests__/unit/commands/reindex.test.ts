import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { reindex } from '../../../src/commands/reindex.ts'
import { silent } from '../../../src/log.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import { folderIndex, wheelName, type PythonIndex } from '../../support/python-index.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

let index: PythonIndex
let registry: TychoFolder
beforeEach(async () => {
  index = await folderIndex()
  registry = tychoFolder()
})
afterEach(async () => {
  registry.remove()
  await index.close()
})

test('a project that is named and not there is a failure, and the others are reindexed', async () => {
  await index.put(`narf/${wheelName('narf', '1.0')}`, wheelOf())
  const options = { mode: 'reindex', registry: 'python', full: false, baseUrl: undefined } as const
  const report = await reindex(index.store, { ...options, packages: ['narf', 'zort'] }, silent)
  expect(report).toMatchObject({
    ...{ changed: [`narf: ${wheelName('narf', '1.0')}: added`], problems: [] },
    failures: [{ what: 'zort', error: { code: 'not-found' } }]
  })
  expect((await reindex(index.store, { ...options, packages: [] }, silent)).failures).toEqual([])
})

test('so is a package', async () => {
  await registry.push('narf', '1.0')
  const options = { mode: 'reindex', registry: 'tycho', full: false, baseUrl: undefined } as const
  const { failures, packages, problems } = await reindex(
    registry.store,
    { ...options, packages: ['narf', 'zort'] },
    silent
  )
  expect([packages, problems, failures.map(({ what, error }) => [what, error.code])]).toEqual([
    ...[1, []],
    [['zort', 'not-found']]
  ])
})
