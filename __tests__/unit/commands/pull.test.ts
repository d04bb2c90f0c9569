import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { pull, type PullOptions } from '../../../src/commands/pull.ts'
import { silent } from '../../../src/log.ts'
import { parseRequest } from '../../../src/tycho/registry.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

const A_DAY = 24 * 60 * 60 * 1000

let registry: TychoFolder
let out: Scratch
beforeEach(() => {
  registry = tychoFolder()
  out = scratch()
})
afterEach(() => {
  registry.remove()
  out.remove()
})

function options(...packages: string[]): PullOptions {
  return {
    ...{ mode: 'pull', requests: packages.map(parseRequest), folder: out.folder, outfile: undefined },
    ...{ lockfile: undefined, force: false, extract: false, dryRun: false, platform: 'linux' }
  }
}

test('what killed pulls left goes after a day, wherever this pull puts files', async () => {
  await registry.push('narf', '1.0', { localName: 'deep/down/narf.txt', promote: 'yes' })
  const places = ['', 'deep/down', 'deep', 'other']
  for (const place of places) {
    const folder = join(out.folder, place)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, '.registry-partial-new'), '')
    await writeFile(join(folder, '.registry-partial-old'), '')
    const then = new Date(Date.now() - A_DAY - 60_000)
    await utimes(join(folder, '.registry-partial-old'), then, then)
  }
  const { failures } = await pull(registry.store, options('narf'), silent)
  expect(failures).toEqual([])
  const left = await Promise.all(
    places.map(async (place) => (await readdir(join(out.folder, place))).includes('.registry-partial-old'))
  )
  expect(left).toEqual([false, false, true, true])
  expect(await readdir(join(out.folder, 'deep', 'down'))).toEqual(['.registry-partial-new', 'narf.txt'])
})

test.each([{ extract: false }, { extract: true }])(
  'an output folder that is a file is named: %j',
  async (more) => {
    await registry.push('narf', '1.0', { promote: 'yes' })
    const folder = await out.write('file', '')
    const { failures } = await pull(registry.store, { ...options('narf'), ...more, folder }, silent)
    const target = join(folder, more.extract ? 'narf' : 'narf.txt')
    expect(failures.map(({ error }) => [error.code, error.message])).toEqual([
      ['conflict', `writing ${target}: a part of the path is a file, not a folder`]
    ])
  }
)
