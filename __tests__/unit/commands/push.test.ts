import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { init } from '../../../src/commands/init.ts'
import { push } from '../../../src/commands/push.ts'
import { silent, type Log } from '../../../src/log.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

let registry: TychoFolder
let files: Scratch
let warnings: string[]
let log: Log
beforeEach(() => {
  registry = tychoFolder()
  files = scratch()
  warnings = []
  log = { ...silent, warning: (message) => warnings.push(message) }
})
afterEach(() => {
  registry.remove()
  files.remove()
})

describe('the name of pulled files is that of the record, whatever is asked for', () => {
  const says = ['narf is there already, and pulled as narf.tgz, not as other']

  test.each([
    ['other', says],
    ['narf.tgz', []],
    [undefined, []]
  ] as const)('push with %s', async (localName, expected) => {
    const file = await files.write('narf-1.1.tgz', 'bytes')
    await registry.push('narf', '1.0', { localName: 'narf.tgz' })
    await push(
      registry.store,
      {
        ...{ mode: 'push', package: 'narf', version: '1.1', file, localName },
        ...{ promote: 'no', ifExists: 'same' }
      },
      log
    )
    expect(warnings).toEqual(expected)
  })

  test.each([
    ['other', ['narf is initialized already, and pulled as narf.tgz, not as other']],
    ['narf.tgz', []]
  ])('init with %s', async (localName, expected) => {
    const options = { mode: 'init' as const, package: 'narf' }
    expect(await init(registry.store, { ...options, localName: 'narf.tgz' }, log)).toMatchObject({
      created: true
    })
    expect(await init(registry.store, { ...options, localName }, log)).toMatchObject({ created: false })
    expect(warnings).toEqual(expected)
  })
})
