import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { check } from '../../../src/commands/check.ts'
import { silent } from '../../../src/log.ts'
import type { FormatName } from '../../../src/format.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'
import { openStore } from '../../support/open-store.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import { indexIn, wheelName } from '../../support/python-index.ts'

let files: Scratch
beforeEach(() => {
  files = scratch()
})
afterEach(() => {
  files.remove()
})

async function put(path: string, content: Uint8Array | string) {
  const file = join(files.folder, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

async function said(registry: FormatName, prefix = '', packages: readonly string[] = []) {
  const store = await openStore({ kind: 'folder', folder: files.folder, prefix })
  const lines: string[] = []
  const say = (message: string) => lines.push(message.replaceAll(store.name, 'STORE'))
  try {
    const { problems } = await check(
      store,
      { mode: 'check', registry, packages, deep: false, prefix: prefix.replace(/\/$/, '') },
      { ...silent, info: say, notice: say }
    )
    return { lines, problems: problems.length }
  } finally {
    await store.close()
  }
}

const WHEEL = `simple/narf/${wheelName('narf', '1.0')}`

test.each<[what: string, registry: FormatName, prefix: string, paths: readonly string[], notice: string]>([
  ['nothing', 'python', 'simple/', [], 'there is nothing in STORE: look at `store` and `prefix`'],
  ['nothing', 'tycho', '', [], 'there is nothing in STORE: look at `store` and `prefix`'],
  [
    'a Python index below it',
    'tycho',
    '',
    [WHEEL, 'simple/projects.json'],
    `there is no package in STORE, but ${WHEEL} is of a Python index: set \`registry: python\` and \`prefix: simple\` if that one is meant`
  ],
  [
    'a Python index',
    'tycho',
    'simple/',
    ['simple/projects.json'],
    'there is no package in STORE, but projects.json is of a Python index: set `registry: python` and `prefix: simple` if that one is meant'
  ],
  [
    'its own kind below it',
    'python',
    '',
    [WHEEL],
    `there is no project in STORE, but ${WHEEL} is of a Python index: set \`registry: python\` and \`prefix: simple\` if that one is meant`
  ],
  [
    'a Tycho registry',
    'python',
    '',
    ['narf/tycho.json', 'narf/tycho_1.0.pkg'],
    'there is no project in STORE, but narf/tycho.json is of a Tycho registry: set `registry: tycho` and `prefix: /` if that one is meant'
  ],
  [
    'something else',
    'python',
    '',
    ['web/index.html'],
    'there is no project in STORE, but other files, such as web/index.html: look at `store` and `prefix`'
  ]
])('where there is %s, a check of %s below "%s" says so', async (_what, registry, prefix, paths, notice) => {
  for (const path of paths) await put(path, 'x')
  const { lines, problems } = await said(registry, prefix)
  expect([lines[0], problems]).toEqual([notice, 0])
  expect(lines[1]).toMatch(/: nothing was found to check$/)
  expect(lines).toHaveLength(2)
})

test('all is well in an index without projects, and in one that has some', async () => {
  const well = (what: string) => [expect.stringMatching(`^checked ${what} .*: all is well$`)]
  await put('simple/projects.json', '{"projects": [], "serial": 1}')
  const store = await openStore({ kind: 'folder', folder: files.folder, prefix: 'simple/' })
  await indexIn(store).reindex()
  expect((await said('python', 'simple/')).lines).toEqual(well('0 projects'))
  await indexIn(store).push({ [wheelName('narf', '1.0')]: wheelOf() })
  await store.close()
  expect((await said('python', 'simple/')).lines).toEqual(well('1 project'))
})

test('a package that is named, and is not there, is a problem as ever', async () => {
  expect(await said('python', 'simple/', ['narf'])).toEqual({
    lines: [expect.stringMatching(/1 problem$/)],
    problems: 1
  })
})
