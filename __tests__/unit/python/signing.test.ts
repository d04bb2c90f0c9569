import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { chmod, readFile, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { readDistribution } from '../../../src/python/distributions/read.ts'
import { signAll, type Signing } from '../../../src/python/signing.ts'
import { failureOf, scratch, type Scratch } from '../../support/artifacts.ts'
import { SIGNATURE } from '../../support/attestations.ts'
import { wheelName, wheelSaying } from '../../support/python-index.ts'
import { SIGNER } from '../../support/signer.ts'

const NAME = wheelName('narf', '1.0')
let files: Scratch
let signing: Signing
let said: string[]
beforeEach(async () => {
  files = scratch()
  said = []
  const program = await files.write('signer.mjs', SIGNER)
  await chmod(program, 0o755)
  signing = { program, identity: undefined, dryRun: false }
})
afterEach(() => {
  files.remove()
})

/** Signs a wheel, and answers what lies beside it then, which has to be what was answered. */
async function sign(content: string, options: Partial<Signing> = {}): Promise<string> {
  const path = await files.write(NAME, wheelSaying('narf', '1.0', content))
  const [signed] = await signAll([await readDistribution(path)], { ...signing, ...options }, (line) =>
    said.push(line.replaceAll(files.folder, ''))
  )
  const made = await signature()
  expect(signed?.signature?.toString()).toBe(made)
  return made
}

const beside = () => join(files.folder, `${NAME}.asc`)
const signature = () => readFile(beside(), 'utf8')
/** What lies beside the file is from another time than the file, in seconds. */
const dated = async (seconds: number) => {
  const time = Date.now() / 1000 + seconds
  await utimes(beside(), time, time)
}

test('a file without a signature is signed', async () => {
  expect(await sign('one')).toMatch(/^-----BEGIN PGP SIGNATURE-----\n/)
  expect(said).toEqual([`signed /${NAME}`])
})

test('with the key that was named', async () => {
  const own = await sign('one')
  await rm(beside())
  expect(await sign('one', { identity: 'somebody' })).not.toBe(own)
})

describe('a signature that is there', () => {
  test.each([[0], [-100]])('stays where it fits, made %d s after the file', async (seconds) => {
    const before = await sign('one')
    await dated(seconds)
    expect(await sign('one')).toBe(before)
    expect(said).toHaveLength(1)
  })

  test('of other bytes is made anew, also where it is younger', async () => {
    const before = await sign('one')
    await dated(100)
    const after = await sign('two')
    expect(after).not.toBe(before)
    expect(said[1]).toBe(`signed /${NAME} anew: the signature beside it did not fit`)
    expect(await sign('two')).toBe(after)
  })

  test('that can’t be verified, and is older, is made anew', async () => {
    await files.write(`${NAME}.asc`, SIGNATURE)
    await dated(-100)
    expect(await sign('one')).not.toBe(SIGNATURE)
  })

  test('that can’t be verified, and is younger, is somebody’s to decide', async () => {
    await files.write(`${NAME}.asc`, SIGNATURE)
    await dated(100)
    const error = await failureOf(sign('one'))
    expect(error).toMatchObject({ code: 'conflict', hint: expect.stringContaining('Delete it') })
    expect(error.message).toContain(`${NAME}.asc is there already, and `)
    expect(await signature()).toBe(SIGNATURE)
  })
})

describe('a dry run', () => {
  test('says what would be signed, and signs nothing', async () => {
    const path = await files.write(NAME, wheelSaying('narf', '1.0', 'one'))
    const dry = { ...signing, program: 'no-such-program', dryRun: true }
    const tell = (line: string) => said.push(line.replaceAll(files.folder, ''))
    await signAll([await readDistribution(path)], dry, tell)
    await files.write(`${NAME}.asc`, SIGNATURE)
    await signAll([await readDistribution(path)], dry, tell)
    expect(said).toEqual([`would sign /${NAME}`, `would sign /${NAME}, where /${NAME}.asc does not fit it`])
    expect(await signature()).toBe(SIGNATURE)
  })
})

test.each([
  ['no-such-program', /^no-such-program did not sign .*ENOENT$/],
  ['false', /^false did not sign /]
])('a program that does not sign is told: %s', async (program, message) => {
  expect(await failureOf(sign('one', { program }))).toMatchObject({
    code: 'input',
    message: expect.stringMatching(message)
  })
})
