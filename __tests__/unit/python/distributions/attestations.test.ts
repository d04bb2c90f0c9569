import { describe, expect, test } from '@jest/globals'
import { RegistryError } from '../../../../src/errors.ts'
import {
  parseAttestations,
  PUBLISH,
  renderProvenance
} from '../../../../src/python/distributions/attestations.ts'
import { attestationOf, type AttestationParts } from '../../../support/attestations.ts'

const FILE = { filename: 'narf_poit-1.0-py2.py3-none-any.whl', sha256: '0a'.repeat(32) }
const SLSA = 'https://slsa.dev/provenance/v1'

const parse = (text: string, file = FILE) => parseAttestations(Buffer.from(text), file, 'narf.attestation')

function failure(text: string): RegistryError {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof RegistryError) return error
    throw error
  }
  throw new Error('it was read')
}

describe('attestations', () => {
  test('one in a file', () => {
    const text = attestationOf(FILE)
    const document: unknown = JSON.parse(text)
    expect(parse(text)).toEqual([{ predicateType: PUBLISH, document }])
  })

  test('several in a list, as uploads have them', () => {
    const texts = [attestationOf(FILE), attestationOf(FILE, { predicateType: SLSA })]
    expect(parse(`[${texts.join(',')}]`).map(({ predicateType }) => predicateType)).toEqual([PUBLISH, SLSA])
    expect(parse('[]')).toEqual([])
  })

  test('keep what is not known', () => {
    const text = attestationOf(FILE, {
      document: { more: [1] },
      material: { more: 'a' },
      envelope: { more: null }
    })
    expect(parse(text)[0]?.document).toEqual(JSON.parse(text))
  })

  test.each([
    ['Narf.Poit-1.0-py2.py3-none-any.whl', FILE.filename],
    ['narf_poit-1.0-py3.py2-none-any.whl', FILE.filename],
    ['Narf-Poit-1.0.tar.gz', 'narf_poit-1.0.tar.gz'],
    ['narf-1.0-1.tar.gz', 'narf-1.0-1.tar.gz']
  ])('of %s are of %s', (name, filename) => {
    const file = { ...FILE, filename }
    expect(parse(attestationOf({ ...FILE, filename: name }), file)).toHaveLength(1)
  })

  test.each<[string, string, string]>([
    ['nothing', '', 'is not JSON of a reasonable size'],
    ['text', 'text', 'is not JSON of a reasonable size'],
    ['bytes that are not UTF-8', '"\udc00"', 'is not an attestation'],
    ['an endless text', `"${'a'.repeat(2 ** 20)}"`, 'is not JSON of a reasonable size'],
    ['a number', '1', 'is not an attestation: the whole: '],
    ['an empty object', '{}', 'is not an attestation: version: '],
    ['a list of lists', '[[]]', 'is not an attestation']
  ])('are not %s', (_, text, what) => {
    expect(failure(text)).toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining(`narf.attestation ${what}`)
    })
  })

  test.each<[string, AttestationParts, string]>([
    ['no version', { document: { version: '1' } }, 'is not an attestation: version: '],
    ['no certificate', { material: { certificate: undefined } }, 'verification_material.certificate: '],
    ['an empty certificate', { material: { certificate: '' } }, 'verification_material.certificate: '],
    ['a certificate that is not base64', { material: { certificate: '-----BEGIN' } }, 'is not base64'],
    ['a certificate that is none', { material: { certificate: 'AAAA' } }, 'a certificate that is none'],
    [
      'no entries of a log',
      { material: { transparency_entries: [] } },
      'verification_material.transparency_entries: '
    ],
    [
      'entries of a log that are none',
      { material: { transparency_entries: ['a'] } },
      'verification_material.transparency_entries.0: '
    ],
    ['no envelope', { document: { envelope: null } }, 'envelope: '],
    ['no signature', { envelope: { signature: '' } }, 'envelope.signature: '],
    ['a statement that is not base64', { envelope: { statement: '{}' } }, 'envelope.statement: '],
    ['a statement that is not JSON', { envelope: { statement: 'AAAA' } }, 'no in-toto statement'],
    [
      'a statement of another kind',
      { statement: { _type: 'https://in-toto.io/Statement/v0.1' } },
      'no in-toto statement: _type: '
    ],
    ['no subject', { subject: [] }, 'no in-toto statement: subject: '],
    [
      'two subjects',
      { subject: [FILE, FILE].map(({ filename, sha256 }) => ({ name: filename, digest: { sha256 } })) },
      'no in-toto statement: subject: '
    ],
    [
      'a subject without a digest',
      { subject: [{ name: FILE.filename, digest: { md5: 'a' } }] },
      'no in-toto statement: subject.0.digest.sha256: '
    ],
    [
      'another file',
      { subject: [{ name: 'narf-1.0.tar.gz', digest: { sha256: FILE.sha256 } }] },
      `attests "narf-1.0.tar.gz", not ${FILE.filename}`
    ],
    [
      'another version',
      { subject: [{ name: 'narf_poit-1.1-py2.py3-none-any.whl', digest: { sha256: FILE.sha256 } }] },
      'attests "narf_poit-1.1'
    ],
    [
      'other tags',
      { subject: [{ name: 'narf_poit-1.0-py3-none-any.whl', digest: { sha256: FILE.sha256 } }] },
      'attests "narf_poit-1.0-py3-'
    ],
    ['no file', { subject: [{ name: '', digest: { sha256: FILE.sha256 } }] }, 'attests "", not '],
    [
      'other bytes',
      { subject: [{ name: FILE.filename, digest: { sha256: 'b'.repeat(64) } }] },
      'attests other bytes'
    ],
    [
      'a digest in capital letters',
      { subject: [{ name: FILE.filename, digest: { sha256: FILE.sha256.toUpperCase() } }] },
      'attests other bytes'
    ]
  ])('with %s are refused', (_, parts, what) => {
    const error = failure(attestationOf(FILE, parts))
    expect(error).toMatchObject({ code: 'corrupt', message: expect.stringContaining(what) })
    expect(`${error.message} ${error.hint}`).not.toMatch(/verified/)
  })

  test.each<[string, AttestationParts, string]>([
    ['a newer version', { document: { version: 2 } }, 'is an attestation of version 2'],
    [
      'another kind of statement',
      { predicateType: 'https://example.com/v1' },
      'attests "https://example.com/v1", which is no kind'
    ]
  ])('of %s are not supported', (_, parts, what) => {
    expect(failure(attestationOf(FILE, parts))).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining(what)
    })
  })
})

describe('a provenance document', () => {
  const publisher = { kind: 'GitHub', repository: 'org/narf', workflow: 'release.yml' }
  const [publish] = parse(attestationOf(FILE))
  const [slsa] = parse(attestationOf(FILE, { predicateType: SLSA }))

  test('holds all attestations and who is said to have published the file', () => {
    expect(JSON.parse(renderProvenance([publish!, slsa!], publisher))).toEqual({
      version: 1,
      attestation_bundles: [{ publisher, attestations: [publish!.document, slsa!.document] }]
    })
  })

  test('is the same whatever the order, and however often one is there', () => {
    const one = renderProvenance([publish!, slsa!], publisher)
    expect(renderProvenance([slsa!, publish!, slsa!], publisher)).toBe(one)
  })
})
