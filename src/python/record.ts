import * as v from 'valibot'
import { messageOf, RegistryError } from '../errors.ts'

/**
 * One file of a project, as its record has it. The record is Stick's manifest and a superset of it: Stick finds every
 * key it needs, and keeps those it does not know.
 */
export interface Entry {
  readonly filename: string
  /** `sdist`, `bdist_wheel`; other tools may have written others. */
  readonly packagetype: string
  /** As the metadata spells it. */
  readonly name: string
  /** As the metadata spells it. */
  readonly version: string
  /** `py3`, `cp312`, `source`. */
  readonly pythonVersion: string
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly digests: Digests
  /** The artifact's revision when it was indexed; Stick compares it with the ETag. */
  readonly revision: string | undefined
  /** ISO 8601 in UTC, with `Z`. */
  readonly uploadTime: string | undefined
  readonly requiresPython: string | undefined
  /** Why the file was yanked, empty where no reason was given; undefined where it was not. */
  readonly yanked: string | undefined
  readonly hasSignature: boolean
  /** The sha256 of the metadata beside the file; undefined where there is none. */
  readonly coreMetadata: string | undefined
  /** True where attestations lie beside the file. */
  readonly hasProvenance: boolean
  readonly comment: string
  /** What absolute links begin with, ending in `/`; undefined: links are relative. */
  readonly baseUrl: string | undefined
  /** Where the file is, where that is not beside the pages; what lies beside the file is there, too. */
  readonly url: string | undefined
  /** Whose release the file is an asset of, where it is none of the index's own and only read; undefined for all others. */
  readonly source: Source | undefined
  /** The record's serial when this entry was last changed; 0 where another tool wrote it. */
  readonly serial: number
  readonly info: Info
  /** The entry as it stands in the document, keys of other tools included. */
  readonly document: Readonly<Record<string, unknown>>
}

/** Digests by algorithm, as Warehouse spells them. */
export type Digests = Readonly<Partial<Record<'sha256' | 'md5' | 'blake2b_256', string>>>

/** The release of somebody, on which a file lies. */
export interface Source {
  /** `github://owner/repo` */
  readonly repository: string
  readonly tag: string
}

/** What a file's core metadata says for people and tools; texts are empty and lists are empty where it says nothing. */
export interface Info {
  readonly summary: string
  /** On the newest version's first file alone: a record must not grow with files times descriptions. */
  readonly description: string
  readonly descriptionContentType: string
  readonly keywords: string
  readonly author: string
  readonly authorEmail: string
  readonly maintainer: string
  readonly maintainerEmail: string
  readonly homePage: string
  readonly downloadUrl: string
  readonly license: string
  readonly licenseExpression: string
  readonly platform: string
  readonly licenseFiles: readonly string[]
  readonly classifiers: readonly string[]
  readonly requiresDist: readonly string[]
  readonly providesExtra: readonly string[]
  readonly dynamic: readonly string[]
  /** Label and address. */
  readonly projectUrls: readonly (readonly [string, string])[]
}

/** The record of a project: its files, and the number of its last change. */
export interface ProjectRecord {
  readonly entries: readonly Entry[]
  /** The highest serial known; 0 where another tool wrote the record. */
  readonly serial: number
  /** False where no file of the project was ever removed, so that nobody has to look for tombstones. */
  readonly hasRemovals: boolean
}

/** Reads a record. Throws `corrupt` naming `place` where the bytes are none. */
export function parseRecord(bytes: Uint8Array, place: string): ProjectRecord {
  const text = decoded(bytes, place)
  const empty = EMPTY.exec(text)
  if (empty !== null) return { entries: [], serial: empty[1]?.length ?? 0, hasRemovals: true }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(v.unknown())), text)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw broken(place, `${v.getDotPath(issue) ?? 'JSON'}: ${issue.message}`)
  }
  const entries = parsed.output.map((document) => parseEntry(document, place))
  return {
    entries,
    serial: entries.reduce((highest, { serial }) => Math.max(highest, serial), 0),
    hasRemovals: !text.endsWith(NO_REMOVALS)
  }
}

/**
 * The bytes of a record, a line an entry. A manifest is a list of files and nothing else, so what is to be said of the
 * list itself is said by white space, which no other tool minds: without entries the serial is so many spaces, and a
 * line break at the very end says that nothing was ever removed. A tool that writes the manifest anew leaves neither.
 */
export function serializeRecord({ entries, serial, hasRemovals }: ProjectRecord): Uint8Array {
  if (entries.length === 0) return Buffer.from(`[${' '.repeat(serial)}]`)
  const lines = entries.map(({ document }) => JSON.stringify(document)).join(',\n')
  return Buffer.from(`[\n${lines}${hasRemovals ? '\n]' : NO_REMOVALS}`)
}

/** An entry from its document. Throws `corrupt` naming `place` where it lacks what an index needs. */
export function parseEntry(document: unknown, place: string): Entry {
  const parsed = v.safeParse(entrySchema, document)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw broken(place, `${v.getDotPath(issue) ?? 'an entry'}: ${issue.message}`)
  }
  const read = parsed.output
  return {
    filename: read.filename,
    packagetype: read.packagetype ?? '',
    name: read.name,
    version: read.version,
    pythonVersion: read.python_version ?? '',
    size: read.size ?? 0,
    digests: digestsOf(read),
    revision: read.etag ?? undefined,
    uploadTime: read.upload_time_iso_8601 ?? withZone(read.upload_time),
    requiresPython: read.requires_python === '' ? undefined : (read.requires_python ?? undefined),
    yanked: read.yanked === true ? (read.yanked_reason ?? '') : undefined,
    hasSignature: read.has_sig === true,
    coreMetadata: read.core_metadata?.sha256,
    hasProvenance: read.provenance === true,
    comment: read.comment_text ?? '',
    baseUrl: read.base_url ?? undefined,
    url: read.url ?? undefined,
    source: read.source ?? undefined,
    serial: read.serial ?? 0,
    info: infoOf(read),
    document: { ...parsed.output }
  }
}

/** An entry with other values for some of its document's keys. */
export function changeEntry(entry: Entry, change: Readonly<Record<string, unknown>>): Entry {
  return parseEntry({ ...entry.document, ...change }, entry.filename)
}

const NO_REMOVALS = '\n]\n'
const EMPTY = /^\s*\[( *)\]\s*$/

const text = v.nullish(v.string())
const list = v.nullish(v.array(v.string()))
const pair = v.tuple([v.string(), v.string()])

const entrySchema = v.looseObject({
  filename: v.pipe(v.string(), v.regex(/^[^/\\]+$/, 'it can not be the name of a file')),
  name: v.string(),
  version: v.string(),
  packagetype: text,
  python_version: text,
  size: v.nullish(v.number()),
  digests: v.nullish(v.record(v.string(), v.nullable(v.string()))),
  md5_digest: text,
  etag: text,
  upload_time: text,
  upload_time_iso_8601: text,
  requires_python: text,
  yanked: v.nullish(v.boolean()),
  yanked_reason: text,
  has_sig: v.nullish(v.boolean()),
  core_metadata: v.nullish(v.object({ sha256: v.string() })),
  provenance: v.nullish(v.boolean()),
  comment_text: text,
  base_url: text,
  url: text,
  source: v.nullish(
    v.object({
      repository: v.pipe(v.string(), v.regex(/^github:\/\/[\w-]+\/[\w.-]+$/, 'it names no repository')),
      tag: v.pipe(v.string(), v.nonEmpty())
    })
  ),
  serial: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
  summary: text,
  description: text,
  description_content_type: text,
  keywords: text,
  author: text,
  author_email: text,
  maintainer: text,
  maintainer_email: text,
  home_page: text,
  download_url: text,
  license: text,
  license_expression: text,
  platform: text,
  license_files: list,
  classifiers: list,
  requires_dist: list,
  provides_extra: list,
  dynamic: list,
  // A list is a record, too, for valibot: it has to be asked for first.
  project_urls: v.nullish(v.union([v.array(v.union([pair, v.string()])), v.record(v.string(), v.string())]))
})

type Read = v.InferOutput<typeof entrySchema>

function digestsOf({ digests, md5_digest: md5 }: Read): Digests {
  const known = digests ?? {}
  return {
    ...hex('sha256', known['sha256'], 64),
    ...hex('md5', known['md5'] ?? md5, 32),
    ...hex('blake2b_256', known['blake2b_256'], 64)
  }
}

function hex(name: keyof Digests, value: string | null | undefined, length: number): Digests {
  const lower = value?.toLowerCase() ?? ''
  return lower.length === length && /^[0-9a-f]+$/.test(lower) ? { [name]: lower } : {}
}

function infoOf(read: Read): Info {
  return {
    summary: read.summary ?? '',
    description: read.description ?? '',
    descriptionContentType: read.description_content_type ?? '',
    keywords: read.keywords ?? '',
    author: read.author ?? '',
    authorEmail: read.author_email ?? '',
    maintainer: read.maintainer ?? '',
    maintainerEmail: read.maintainer_email ?? '',
    homePage: read.home_page ?? '',
    downloadUrl: read.download_url ?? '',
    license: read.license ?? '',
    licenseExpression: read.license_expression ?? '',
    platform: read.platform ?? '',
    licenseFiles: read.license_files ?? [],
    classifiers: read.classifiers ?? [],
    requiresDist: read.requires_dist ?? [],
    providesExtra: read.provides_extra ?? [],
    dynamic: read.dynamic ?? [],
    projectUrls: urlsOf(read.project_urls)
  }
}

/** Stick has pairs, Warehouse an object, and some of Stick's versions `label, address` in one text. */
function urlsOf(urls: Read['project_urls']): [string, string][] {
  if (!Array.isArray(urls)) return Object.entries(urls ?? {})
  return urls.map((each) => {
    if (typeof each !== 'string') return each
    const [label = '', ...rest] = each.split(',')
    return [label.trim(), rest.join(',').trim()]
  })
}

/** Stick writes times without a zone; they are in UTC. */
function withZone(time: string | null | undefined): string | undefined {
  if (time === null || time === undefined || time === '') return undefined
  return /(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`
}

function decoded(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw broken(place, messageOf(error), error)
  }
}

function broken(place: string, why: string, cause?: unknown): RegistryError {
  return new RegistryError('corrupt', `${place} is not a valid manifest.json (${why})`, {
    hint: 'Run `mode: reindex` for this project: it makes the manifest anew from the files that are stored.',
    cause
  })
}
