import { metadataName, provenanceName, signatureName } from '../layout.ts'
import type { Entry } from '../record.ts'
import {
  addressBelow,
  addressFrom,
  encodeSegment,
  externalAddress,
  textOf,
  webBase,
  withDigest,
  type Address
} from './address.ts'
import { attributes, type Attributes } from './html.ts'

/** A file of a project, with what several pages say of it worked out once. */
export interface FileView {
  readonly entry: Entry
  /** ISO 8601 in UTC, with `Z` and at most six digits of a second's fraction; undefined where the record has no such time. */
  readonly uploadTime: string | undefined
  /** Lower-case hex of the sha256 of the metadata beside the file. */
  readonly coreMetadata: string | undefined
  /** Where the attestations are found; they need an absolute address by https (PEP 740). */
  readonly provenance: string | undefined
  /** What the simple API has on the file's link, beside the address. */
  readonly attributes: Attributes
  /**
   * The address of the file, or of what lies beside it. `toFolder` leads from the page to the folder of the files: `''`,
   * `'../'` and so on. It does not count where the file has an absolute address.
   */
  readonly address: (toFolder: string, beside?: 'metadata' | 'signature' | 'provenance') => Address
}

/** A file in a project's folder, as pages show it. */
export function viewFile(entry: Entry, folder: string): FileView {
  const web = entry.baseUrl === undefined ? undefined : webBase(entry.baseUrl)
  const base = web === undefined ? undefined : `${web}${encodeSegment(folder)}/`
  const plain = addressBelow(base ?? '', entry.filename)
  const address: FileView['address'] = (toFolder, beside) => {
    const elsewhere = externalAddress(`${entry.url ?? ''}${beside === undefined ? '' : BESIDE[beside]('')}`)
    if (entry.url !== undefined && elsewhere !== undefined) return elsewhere
    const own = beside === undefined ? plain : addressBelow(base ?? '', BESIDE[beside](entry.filename))
    return base === undefined ? addressFrom(toFolder, own) : own
  }
  const facts = {
    entry,
    address,
    uploadTime: utcTime(entry.uploadTime),
    coreMetadata: sha256Of(entry.coreMetadata),
    provenance:
      entry.hasProvenance && (entry.url ?? base)?.startsWith('https:') === true
        ? textOf(address('', 'provenance'))
        : undefined
  }
  return { ...facts, attributes: linkAttributes(facts) }
}

/** The digest that a link carries: sha256, or md5 where another tool noted no other; undefined where it noted none. */
export function linkDigest({ digests }: Entry): ['sha256' | 'md5', string] | undefined {
  if (digests.sha256 !== undefined) return ['sha256', digests.sha256]
  return digests.md5 === undefined ? undefined : ['md5', digests.md5]
}

/** The address of a file with its digest, as the simple API has it in HTML. */
export function linkAddress(file: FileView, toFolder: string): Address {
  const digest = linkDigest(file.entry)
  const address = file.address(toFolder)
  return digest === undefined ? address : withDigest(address, ...digest)
}

const BESIDE = { metadata: metadataName, signature: signatureName, provenance: provenanceName }

/**
 * https://packaging.python.org/specifications/simple-repository-api/, and what uv alone reads (size, time). A yank always
 * has a value, since pip does not see an attribute without one; a signature is denied as well as told, so that every link
 * of a page has it. `data-dist-info-metadata`, the former name of `data-core-metadata`, is left out: the only versions of
 * pip that read it alone (22.3 to 23.1) refuse a wheel whose author spells the name otherwise than who asks for it.
 */
function linkAttributes({
  entry,
  coreMetadata,
  provenance,
  uploadTime
}: Omit<FileView, 'attributes'>): Attributes {
  return attributes({
    'data-requires-python': entry.requiresPython,
    'data-yanked': entry.yanked,
    'data-core-metadata': coreMetadata === undefined ? undefined : `sha256=${coreMetadata}`,
    'data-gpg-sig': String(entry.hasSignature),
    'data-provenance': provenance,
    'data-size': entry.size,
    'data-upload-time': uploadTime
  })
}

function sha256Of(text: string | undefined): string | undefined {
  const digest = text?.toLowerCase()
  return digest !== undefined && /^[0-9a-f]{64}$/.test(digest) ? digest : undefined
}

const TIME =
  /^(\d{4}-(?:0[1-9]|1[0-2])-([0-3]\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d{1,6})?\d*(?:(Z)|([+-]\d\d):?(\d\d))$/

/** Other tools may have written anything. A time that does not exist would make clients refuse the whole page. */
function utcTime(text: string | undefined): string | undefined {
  const found = TIME.exec(text ?? '')
  if (found === null) return undefined
  const [, seconds = '', day = '', fraction = '', zulu, hours = '', minutes = ''] = found
  // Every month has 28 days, so most times need no closer look, which would take most of the time of a large page.
  if (zulu !== undefined && day > '00' && day < '29') return `${seconds}${fraction}Z`
  const date = new Date(`${seconds}${zulu ?? `${hours}:${minutes}`}`)
  if (Number.isNaN(date.getTime())) return undefined
  const utc = date.toISOString().slice(0, seconds.length)
  return zulu === undefined || utc === seconds ? `${utc}${fraction}Z` : undefined
}
