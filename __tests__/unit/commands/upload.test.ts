import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { chmod, readdir } from 'node:fs/promises'
import { upload } from '../../../src/commands/upload.ts'
import { silent } from '../../../src/log.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import { folderIndex, wheelName, type PythonIndex } from '../../support/python-index.ts'
import { SIGNER } from '../../support/signer.ts'

const NAME = wheelName('narf', '1.0')
let files: Scratch
let index: PythonIndex
beforeEach(async () => {
  files = scratch()
  index = await folderIndex()
})
afterEach(async () => {
  files.remove()
  await index.close()
})

describe('files that are to be signed', () => {
  async function push(contents: Readonly<Record<string, Uint8Array | string>>, { dryRun = false } = {}) {
    const program = await files.write('signer.mjs', SIGNER)
    await chmod(program, 0o755)
    const paths: string[] = []
    for (const [name, content] of Object.entries(contents)) paths.push(await files.write(name, content))
    const sign = { program, identity: undefined, dryRun }
    const options = { mode: 'upload', files: paths, ifExists: 'same', baseUrl: undefined, sign } as const
    const { failures } = await upload(index.store, options, silent)
    const written = (await readdir(files.folder)).filter((name) => name.endsWith('.asc'))
    return { failures: failures.map(({ what }) => what.split('/').pop()), written }
  }

  test('are published with their signatures', async () => {
    expect(await push({ [NAME]: wheelOf() })).toEqual({ failures: [], written: [`${NAME}.asc`] })
    expect(await index.text(`narf/${NAME}.asc`)).toMatch(/^-----BEGIN PGP SIGNATURE-----/)
    expect((await index.entries('narf'))[0]?.hasSignature).toBe(true)
  })

  test('are signed once all have been checked', async () => {
    const broken = wheelName('narf', '2.0')
    expect(await push({ [NAME]: wheelOf(), [broken]: 'no wheel' })).toEqual({
      failures: [broken],
      written: []
    })
  })

  test('are not in a dry run', async () => {
    expect(await push({ [NAME]: wheelOf() }, { dryRun: true })).toEqual({ failures: [], written: [] })
  })
})
