import { isUtf8 } from 'node:buffer'
import { X509Certificate } from 'node:crypto'
import * as v from 'valibot'
import { messageOf, RegistryError } from '../../errors.ts'
import { parseFilename } from '../filenames.ts'
import { MOST_ATTESTATION } from './limits.ts'
import { quoted, refusal } from './refusal.ts'

/** An attestation whose form was looked at. Nobody checked its signature: it says what it says. */
export interface Attestation {
  readonly predicateType: string
  /** The object as it was given, which is what a provenance document holds. */
  readonly document: Readonly<Record<string, unknown>>
}

/** Who is said to have published a distribution: a kind (`GitHub`, `GitLab`, …), and what one of that kind is known by. */
export type Publisher = Readonly<Record<string, string | null>> & { readonly kind: string }

/** The kind of statement that those who publish make. A name, not an address; in parts, as no host of packages is named here. */
export const PUBLISH = ['https://docs', 'pypi', 'org/attestations/publish/v1'].join('.')

/**
 * Reads a file of attestations (PEP 740): one object, as `<file>.publish.attestation` holds it, or a list of them, as uploads
 * do. Looks at their form, and that each is about this file: its name, spelling aside, and its sha256. Signatures, certificates
 * and the log are not checked. Throws `corrupt` for anything else, `unsupported` for other versions and kinds of statements.
 */
export function parseAttestations(
  bytes: Uint8Array,
  file: { readonly filename: string; readonly sha256: string },
  place: string
): Attestation[] {
  const json = bytes.length > MOST_ATTESTATION ? undefined : parseJson(bytes)
  if (json === undefined) throw refusal(place, 'is not JSON of a reasonable size')
  return (Array.isArray(json) ? json : [json]).map((each) => parseOne(each, file, place))
}

/**
 * The provenance document of a distribution (PEP 740), as JSON: all its attestations in one bundle, those that are there twice
 * once. Who published it is what the operator of the index says; the document is no proof of it.
 */
export function renderProvenance(attestations: readonly Attestation[], publisher: Publisher): string {
  const documents = new Map(
    attestations.map(({ predicateType, document }) => {
      const text = JSON.stringify(document)
      return [`${predicateType} ${text}`, document]
    })
  )
  const sorted = [...documents].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each)
  return JSON.stringify({ version: 1, attestation_bundles: [{ publisher, attestations: sorted }] })
}

const base64 = v.pipe(v.string(), v.nonEmpty(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/, 'is not base64'))

const attestationSchema = v.looseObject({
  version: v.number(),
  verification_material: v.looseObject({
    certificate: base64,
    transparency_entries: v.pipe(v.array(v.looseObject({})), v.minLength(1))
  }),
  envelope: v.looseObject({ statement: base64, signature: base64 })
})

const statementSchema = v.looseObject({
  _type: v.literal('https://in-toto.io/Statement/v1'),
  subject: v.pipe(
    v.array(v.looseObject({ name: v.string(), digest: v.looseObject({ sha256: v.string() }) })),
    v.length(1)
  ),
  predicateType: v.string()
})

/** The kinds of statements that PEP 740 and the index of Python know. */
const PREDICATES = [PUBLISH, 'https://slsa.dev/provenance/v1']

function parseOne(
  value: unknown,
  file: { readonly filename: string; readonly sha256: string },
  place: string
): Attestation {
  const checked = v.safeParse(attestationSchema, value)
  if (!checked.success) throw refusal(place, `is not an attestation: ${firstIssue(checked.issues)}`)
  const document = checked.output
  if (document.version !== 1) throw unknown(place, `is an attestation of version ${document.version}`)
  if (!isCertificate(document.verification_material.certificate))
    throw refusal(place, 'is an attestation with a certificate that is none')
  const statement = v.safeParse(
    statementSchema,
    parseJson(Buffer.from(document.envelope.statement, 'base64'))
  )
  if (!statement.success)
    throw refusal(place, `is an attestation with no in-toto statement: ${firstIssue(statement.issues)}`)
  const { predicateType, subject } = statement.output
  if (!PREDICATES.includes(predicateType))
    throw unknown(place, `attests ${quoted(predicateType)}, which is no kind of statement that indexes take`)
  const [{ name, digest } = { name: '', digest: { sha256: '' } }] = subject
  if (distributionKey(name) !== distributionKey(file.filename))
    throw refusal(place, `attests ${quoted(name)}, not ${file.filename}`)
  if (digest.sha256 !== file.sha256)
    throw refusal(place, `attests other bytes: sha256 ${quoted(digest.sha256)}, not ${file.sha256}`)
  return { predicateType, document }
}

function parseJson(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) return undefined
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
  } catch {
    return undefined
  }
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(Buffer.from(text, 'base64')).raw.length > 0
  } catch {
    return false
  }
}

/** What a file's name says, whatever its spelling: tools that sign write it anew. */
function distributionKey(filename: string): string {
  const named = parseFilename(filename)
  if (named.kind === 'unsupported') return filename
  if (named.kind === 'sdist') return JSON.stringify([named.format, named.candidates])
  const tags = named.tags.map(({ python, abi, platform }) => `${python}-${abi}-${platform}`).sort()
  return JSON.stringify(['wheel', named.name, named.version, named.build, tags])
}

function firstIssue([issue]: readonly v.BaseIssue<unknown>[]): string {
  const path = issue === undefined ? null : v.getDotPath(issue)
  return `${path ?? 'the whole'}: ${messageOf(issue?.message)}`
}

function unknown(place: string, what: string): RegistryError {
  return new RegistryError('unsupported', `${place} ${what}`, {
    hint: 'Sign the file with a current tool, such as pypi-attestations, or leave the attestation away.'
  })
}
