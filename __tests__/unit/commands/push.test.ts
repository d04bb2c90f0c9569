import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { init } from '../../../src/commands/init.ts'
import { push } from '../../../src/commands/push.ts'
import { silent, type Log } from '../../../src/log.ts'
import type { Store } from '../../../src/stores/store.ts'
import { failureOf, scratch, type Scratch } from '../../support/artifacts.ts'
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

describe('what a store does not take is refused before it is asked for anything', () => {
  const limits = {
    minSize: 3,
    replaces: true,
    relativeLinks: true,
    atOnce: 8,
    documentsAtOnce: 8,
    holds: false,
    maxSize: 6,
    refuses: () => undefined,
    holdsPage: () => true
  }

  async function pushTo(store: Store, content: string, name = 'narf'): Promise<unknown> {
    const file = await files.write('narf.tgz', content)
    const options = { mode: 'push', package: name, version: '1', file, localName: undefined } as const
    return push(store, { ...options, promote: 'no', ifExists: 'same' }, log)
  }

  test.each([
    [2, 'takes 3 to 6', 'Look at the step that makes the file.'],
    [7, 'takes 3 to 6', 'Split the file, or use another store.']
  ])('a file of %d bytes', async (size, says, hint) => {
    const error = await failureOf(pushTo({ ...registry.store, limits }, 'x'.repeat(size)))
    expect(error).toMatchObject({ code: 'unsupported', hint })
    expect(error.message).toBe(`${files.folder}/narf.tgz has ${size} bytes; ${registry.store.name} ${says}`)
    expect(await registry.record('narf')).toBeUndefined()
  })

  test.each([3, 6])('but not one of %d bytes, which is just right', async (size) => {
    await pushTo({ ...registry.store, limits }, 'x'.repeat(size))
    expect(await registry.record('narf')).toEqual({ localname: 'narf.tgz', latest: null })
  })

  test('a name that can not be a file there', async () => {
    const name = 'n'.repeat(256)
    const error = await failureOf(pushTo(registry.store, 'narf', name))
    expect(error).toMatchObject({ code: 'input', hint: 'Choose another package name, version or prefix.' })
    expect(error.message).toBe(
      `${name}/tycho_1.pkg can't be stored in ${registry.store.name}: it has a segment of more than 255 bytes`
    )
  })
})
