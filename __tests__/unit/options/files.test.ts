import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { join } from 'node:path'
import { readSeveralFiles } from '../../../src/options/files.ts'
import { readerOf } from '../../../src/options/problems.ts'
import { signedFile } from '../../../src/python/beside.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'

const WHEEL = 'narf-1.0-py3-none-any.whl'

let files: Scratch
beforeEach(async () => {
  files = scratch()
  for (const name of [WHEEL, `${WHEEL}.asc`, `${WHEEL}.publish.attestation`]) await files.write(name, '')
})
afterEach(() => {
  files.remove()
})

test.each<[given: string, found: string[], problems: string[]]>([
  ['*', [WHEEL], []],
  [`${WHEEL}.asc\n${WHEEL}`, [WHEEL], []],
  ['*.asc', [], [`names only what belongs to other files: ${WHEEL}.asc`]],
  [
    `${WHEEL}.asc\n*.attestation`,
    [],
    [`names only what belongs to other files: ${WHEEL}.asc, ${WHEEL}.publish.attestation`]
  ]
])('the files %j', async (given, found, problems) => {
  const reader = readerOf(new Map([['files', { value: given, label: 'input files' }]]), (name) => name)
  const place = { folder: files.folder, platform: process.platform }
  const read = await readSeveralFiles(reader, place, (name) => signedFile(name) !== undefined)
  expect(read).toEqual(found.map((name) => join(files.folder, name)))
  expect(reader.problems.map(({ message }) => message)).toEqual(problems)
})
