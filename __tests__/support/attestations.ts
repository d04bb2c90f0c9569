/** Signatures and attestations that look like real ones. */
import { X509Certificate } from 'node:crypto'
import { PUBLISH } from '../../src/python/distributions/attestations.ts'
import { selfSignedCertificate } from './s3-fake/certificate.ts'

/** A detached signature in ASCII armour. */
export const SIGNATURE = [
  '-----BEGIN PGP SIGNATURE-----',
  '',
  'iHUEABYKAB0WIQQAAAAAAAAAAAAAAAAAAAAAAAAAAAUCZwAAAAAKCRAAAAAAAAAA',
  'AAAAAAAAAP4rAQDZd3vIA0sWv1b8gOb2gTz0b0dTqvWbZxg3mmO4rTjOAAD/ZyMo',
  '=h9qH',
  '-----END PGP SIGNATURE-----',
  ''
].join('\n')

const CERTIFICATE = new X509Certificate(selfSignedCertificate().cert).raw.toString('base64')

/** What is put in the place of what would be right. */
export interface AttestationParts {
  readonly statement?: unknown
  readonly predicateType?: unknown
  readonly subject?: unknown
  readonly document?: Readonly<Record<string, unknown>>
  readonly material?: Readonly<Record<string, unknown>>
  readonly envelope?: Readonly<Record<string, unknown>>
}

/** An attestation of a file, as PEP 740 has it, that nobody signed. */
export function attestationOf(
  file: { readonly filename: string; readonly sha256: string },
  parts: AttestationParts = {}
): string {
  const statement = parts.statement ?? {
    _type: 'https://in-toto.io/Statement/v1',
    subject: parts.subject ?? [{ name: file.filename, digest: { sha256: file.sha256 } }],
    predicateType: parts.predicateType ?? PUBLISH,
    predicate: null
  }
  return JSON.stringify({
    version: 1,
    verification_material: {
      certificate: CERTIFICATE,
      transparency_entries: [{ logIndex: '1' }],
      ...parts.material
    },
    envelope: {
      statement: Buffer.from(JSON.stringify(statement)).toString('base64'),
      signature: Buffer.from('a signature').toString('base64'),
      ...parts.envelope
    },
    ...parts.document
  })
}
