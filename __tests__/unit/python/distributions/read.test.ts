import { createHash } from 'node:crypto'
import { mkdir, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { PUBLISH } from '../../../../src/python/distributions/attestations.ts'
import { signedFile } from '../../../../src/python/beside.ts'
import { readDistribution } from '../../../../src/python/distributions/read.ts'
import { attestationOf, SIGNATURE } from '../../../support/attestations.ts'
import { failureOf, noise, scratch, type Scratch } from '../../../support/artifacts.ts'
import { metadataOf, sdistOf, wheelOf } from '../../../support/python-distributions.ts'

const WHEEL = 'narf-1.0-py2.py3-none-any.whl'
const SDIST = 'narf-1.0.tar.gz'

let files: Scratch
beforeEach(() => {
  files = scratch()
})
afterEach(() => {
  files.remove()
})

const digest = (bytes: Buffer, name: string) => createHash(name).update(bytes).digest('hex')

describe('a distribution on this machine', () => {
  test('that is a wheel', async () => {
    const metadata = metadataOf('Narf', '1.0.0')
    const bytes = wheelOf({ metadata })
    const path = await files.write(WHEEL, bytes)
    expect(await readDistribution(path)).toEqual({
      filename: WHEEL,
      kind: 'wheel',
      body: expect.objectContaining({ kind: 'file', path, size: bytes.length }),
      project: 'narf',
      version: '1.0.0',
      pythonVersion: 'py2.py3',
      metadata: expect.objectContaining({ name: 'Narf', version: '1.0.0' }),
      metadataBytes: Buffer.from(metadata),
      digests: { sha256: digest(bytes, 'sha256'), md5: digest(bytes, 'md5') },
      signature: undefined,
      attestations: []
    })
  })

  test('that is a source distribution', async () => {
    const path = await files.write(SDIST, sdistOf())
    expect(await readDistribution(path)).toMatchObject({
      kind: 'sdist',
      project: 'narf',
      version: '1.0',
      pythonVersion: 'source',
      metadataBytes: undefined
    })
  })

  test('that is large is hashed as well as a small one', async () => {
    const bytes = wheelOf({
      members: [{ name: 'narf/a', content: noise(5 * 1024 * 1024, 'a'), stored: true }]
    })
    const { digests } = await readDistribution(await files.write(WHEEL, bytes))
    expect(digests).toEqual({ sha256: digest(bytes, 'sha256'), md5: digest(bytes, 'md5') })
  })

  test('takes along what lies beside it', async () => {
    const bytes = wheelOf()
    const path = await files.write(WHEEL, bytes)
    const subject = { filename: WHEEL, sha256: digest(bytes, 'sha256') }
    await files.write(`${WHEEL}.asc`, SIGNATURE)
    await files.write(
      `${WHEEL}.slsa.attestation`,
      attestationOf(subject, { predicateType: 'https://slsa.dev/provenance/v1' })
    )
    await files.write(`${WHEEL}.publish.attestation`, attestationOf(subject))
    await files.write(`${SDIST}.publish.attestation`, 'of another file')
    await files.write(`${SDIST}.asc`, 'of another file')
    const { signature, attestations } = await readDistribution(path)
    expect(signature?.toString()).toBe(SIGNATURE)
    expect(attestations.map(({ predicateType }) => predicateType)).toEqual([
      PUBLISH,
      'https://slsa.dev/provenance/v1'
    ])
    expect(await readDistribution(path, [WHEEL])).toMatchObject({ signature: undefined, attestations: [] })
  })
})

describe('is refused', () => {
  test.each<[string, string, Buffer | string, string, string]>([
    ['a file of another kind', 'narf-1.0.egg', '', 'unsupported', 'is an egg'],
    ['a wheel that is none', WHEEL, 'text', 'corrupt', 'has no end of a zip archive'],
    ['an empty file', SDIST, '', 'corrupt', "can't be read"],
    ['an sdist that was cut short', SDIST, sdistOf().subarray(0, -1), 'corrupt', "can't be read"],
    [
      'a project and version of another file',
      SDIST,
      sdistOf({ metadata: metadataOf('narf', '2') }),
      'corrupt',
      'has the Version "2", not 1.0'
    ]
  ])('%s', async (_, filename, content, code, what) => {
    const path = await files.write(filename, content)
    expect(await failureOf(readDistribution(path))).toMatchObject({
      code,
      message: expect.stringContaining(what)
    })
  })

  test('a version that PEP 440 does not know', async () => {
    const filename = 'narf-2004-final.tar.gz'
    const path = await files.write(filename, sdistOf({ metadata: metadataOf('narf', '2004-final') }))
    const failure = await failureOf(readDistribution(path))
    expect(failure.code).toBe('unsupported')
  })

  test('a file that is not there, and a folder', async () => {
    expect(await failureOf(readDistribution(join(files.folder, WHEEL)))).toMatchObject({ code: 'not-found' })
    await mkdir(join(files.folder, WHEEL))
    expect(await failureOf(readDistribution(join(files.folder, WHEEL)))).toMatchObject({ code: 'input' })
  })

  test.each<[string, string, string | Buffer, string]>([
    ['a signature that is none', '.asc', 'text', 'is not a detached signature in ASCII armour'],
    ['an endless signature', '.asc', Buffer.alloc(100_000), 'are read at most'],
    ['an attestation that is none', '.publish.attestation', '{}', 'is not an attestation'],
    ['an endless attestation', '.publish.attestation', Buffer.alloc(2 ** 21), 'are read at most'],
    [
      'an attestation of other bytes',
      '.publish.attestation',
      attestationOf({ filename: WHEEL, sha256: 'a'.repeat(64) }),
      'attests other bytes'
    ]
  ])('%s beside it', async (_, ending, content, what) => {
    const path = await files.write(WHEEL, wheelOf())
    const beside = await files.write(`${WHEEL}${ending}`, content)
    expect(await failureOf(readDistribution(path))).toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining(`${beside} `)
    })
    expect((await failureOf(readDistribution(path))).message).toContain(what)
  })

  test('a file that is written to while it is read', async () => {
    const path = await files.write(
      WHEEL,
      wheelOf({ members: [{ name: 'a', content: noise(3e6, 'a'), stored: true }] })
    )
    const reading = failureOf(readDistribution(path))
    await truncate(path, 2e6)
    expect(['conflict', 'corrupt']).toContain((await reading).code)
  })
})

describe('a file beside a distribution', () => {
  test.each([
    ['narf-1.0.tar.gz.asc', 'narf-1.0.tar.gz'],
    ['narf-1.0.tar.gz.publish.attestation', 'narf-1.0.tar.gz'],
    ['narf-1.0.zip.attestation', 'narf-1.0.zip'],
    ['narf-1.0-py3-none-any.whl.slsa.v1.attestation', 'narf-1.0-py3-none-any.whl'],
    ['narf-1.0.tar.gz', undefined],
    ['narf.attestation', undefined],
    ['.asc', undefined]
  ])('%s is of %s', (name, file) => {
    expect(signedFile(name)).toBe(file)
  })
})
