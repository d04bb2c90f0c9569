import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { silent } from '../../src/log.ts'
import type { CommandOptions } from '../../src/options/common.ts'
import { nothingKept } from '../../src/pull/kept-files.ts'
import { runCommand } from '../../src/run.ts'
import { failureOf, scratch, type Scratch } from '../support/artifacts.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { githubPlaceOf } from '../support/github-storage.ts'
import { openStore } from '../support/open-store.ts'
import { wheelOf } from '../support/python-distributions.ts'

let files: Scratch
let fake: GithubFake
beforeEach(async () => {
  files = scratch()
  fake = await startGithubFake()
  await files.write('narf-1.0-py3-none-any.whl', wheelOf({ version: '1.0' }))
})
afterEach(async () => {
  await fake.close()
  files.remove()
})

const commands = (): [mode: string, command: CommandOptions][] => [
  [
    'push',
    {
      ...{ mode: 'upload', ifExists: 'same', baseUrl: undefined, sign: undefined },
      files: [join(files.folder, 'narf-1.0-py3-none-any.whl')]
    }
  ],
  ['reindex', { mode: 'reindex', registry: 'python', packages: [], full: false, baseUrl: undefined }],
  ['init', { mode: 'init', package: 'narf', localName: 'narf.txt' }]
]

test('below a prefix that is the store’s own there is no registry, and nothing is asked or written', async () => {
  const github = await openStore(githubPlaceOf(fake, { prefix: '.registry/simple/' }))
  const folder = await openStore({
    ...{ kind: 'folder', folder: join(files.folder, 'registry') },
    prefix: '.store/'
  })
  const said: string[] = []
  for (const [mode, command] of commands()) {
    for (const store of [github, folder]) {
      const { code, message } = await failureOf(runCommand(store, command, silent, nothingKept))
      said.push(`${mode} ${code} ${message.replace(files.folder, '')}`)
    }
  }
  expect(said).toEqual(
    ['push', 'reindex', 'init'].flatMap((mode) => [
      `${mode} input github://owner/repo/.registry/simple can hold no registry: its prefix begins with .registry/, where the store keeps its own records`,
      `${mode} input file:/registry/.store can hold no registry: its prefix begins with .store, which belongs to the store itself`
    ])
  )
  expect(fake.requests).toEqual([])
  expect(existsSync(join(files.folder, 'registry'))).toBe(false)
})
