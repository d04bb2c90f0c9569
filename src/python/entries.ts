import type { CoreMetadata } from './distributions/metadata.ts'
import { changeEntry, parseEntry, type Digests, type Entry, type Source } from './record.ts'
import { latestVersion } from './releases.ts'
import { versionKey } from './versions.ts'

/** What an index has to know of a file, wherever it lies. */
export interface IndexedFile {
  readonly filename: string
  readonly kind: 'wheel' | 'sdist'
  /** `py3`, `cp312`, `source`. */
  readonly pythonVersion: string
  /** Bytes. */
  readonly size: number
  readonly digests: Digests
  readonly metadata: CoreMetadata
  /** The sha256 of the metadata beside the file; undefined where there is none. */
  readonly coreMetadata: string | undefined
  readonly hasSignature: boolean
  readonly hasProvenance: boolean
}

/** What an entry says besides what is in the file. */
export interface Circumstances {
  /** The artifact's revision in the store. */
  readonly revision: string
  /** ISO 8601 in UTC, with `Z`. */
  readonly uploadTime: string
  readonly serial: number
  readonly baseUrl: string | undefined
  readonly url: string | undefined
  /** Whose release the file lies on, where the index only reads it. */
  readonly source?: Source | undefined
}

/** The entry of a file that is new to its record: Stick's keys in their order, then those that came after it. */
export function newEntry(file: IndexedFile, around: Circumstances): Entry {
  const { metadata, digests } = file
  const document = {
    ...metadataKeys(metadata),
    comment_text: '',
    digests: {
      md5: digests.md5 ?? null,
      sha256: digests.sha256 ?? null,
      ...(digests.blake2b_256 === undefined ? {} : { blake2b_256: digests.blake2b_256 })
    },
    etag: around.revision,
    filename: file.filename,
    has_sig: file.hasSignature,
    md5_digest: digests.md5 ?? null,
    packagetype: file.kind === 'wheel' ? 'bdist_wheel' : 'sdist',
    python_version: file.pythonVersion,
    size: file.size,
    // Stick's own times have no zone and end with the seconds.
    upload_time: around.uploadTime.slice(0, 19),
    upload_time_iso_8601: around.uploadTime,
    yanked: false,
    yanked_reason: null,
    core_metadata: file.coreMetadata === undefined ? null : { sha256: file.coreMetadata },
    provenance: file.hasProvenance,
    base_url: around.baseUrl ?? null,
    ...(around.url === undefined ? {} : { url: around.url }),
    ...(around.source === undefined ? {} : { source: around.source }),
    serial: around.serial
  }
  return parseEntry(document, file.filename)
}

/** What of core metadata goes into an entry, under the keys that Stick and Warehouse have for it. */
function metadataKeys(metadata: CoreMetadata): Record<string, unknown> {
  return {
    author: metadata.author ?? null,
    author_email: metadata.authorEmail ?? null,
    classifiers: metadata.classifiers,
    description: metadata.description ?? null,
    description_content_type: metadata.descriptionContentType ?? null,
    home_page: metadata.homePage ?? null,
    keywords: metadata.keywords ?? null,
    license: metadata.license ?? null,
    maintainer: metadata.maintainer ?? null,
    maintainer_email: metadata.maintainerEmail ?? null,
    name: metadata.name,
    platform: metadata.platforms[0] ?? '',
    // Of labels that stand twice Python's dict() keeps the last, too.
    project_urls: Object.fromEntries(metadata.projectUrls),
    requires_dist: metadata.requiresDist,
    requires_python: metadata.requiresPython ?? null,
    summary: metadata.summary ?? null,
    version: metadata.version,
    metadata_version: metadata.metadataVersion,
    download_url: metadata.downloadUrl ?? null,
    license_expression: metadata.licenseExpression ?? null,
    license_files: metadata.licenseFiles,
    provides_extra: metadata.providesExtra,
    dynamic: metadata.dynamic
  }
}

/** What became of the entry of a file that was read again; `what` is in words, undefined where nothing did. */
export interface Renewed {
  readonly entry: Entry
  readonly what: string | undefined
}

/**
 * The entry of a file that was read again, from what it says now: what only the record knows stays, which is what other
 * tools wrote, and of the same bytes a yank and a comment.
 */
export function renewEntry(entry: Entry, made: Entry, { isSame }: { isSame: boolean }): Renewed {
  const next = changeEntry(entry, {
    ...(entry.url === undefined ? {} : { url: null }),
    ...(entry.source === undefined ? {} : { source: null }),
    ...made.document,
    ...(isSame ? keptOf(entry) : {})
  })
  if (isEqual(entry, next)) return { entry, what: undefined }
  return { entry: next, what: isSame ? 'brought up to date' : 'replaced' }
}

/** What a file says does not tell whether it was yanked. */
function keptOf({ document }: Entry): Record<string, unknown> {
  const { yanked, yanked_reason: reason, comment_text: comment } = document
  return { yanked: yanked ?? false, yanked_reason: reason ?? null, comment_text: comment ?? '' }
}

/** True where entries differ at most in their serials, and in the description, which one entry alone keeps. */
function isEqual(one: Entry, other: Entry): boolean {
  const plain = ({ document }: Entry) => {
    const compared = Object.entries(document).filter(([key]) => key !== 'serial' && key !== 'description')
    return JSON.stringify(compared.sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  return plain(one) === plain(other)
}

/** What absolute links of the index's own files begin with, as far as its entries tell. */
export function baseUrlIn(entries: readonly Entry[] | undefined): string | undefined {
  return entries?.find(isOwn)?.baseUrl
}

/** True for what this program has entered of the index's own files: neither another tool's, nor on somebody's release. */
export function isOwn(entry: Entry): boolean {
  return !isForeign(entry) && entry.source === undefined
}

/**
 * The entries with the serial of their next state, and links as the rest has them, for those that another tool wrote. It
 * wrote the pages of their versions as well, and pages are written where a serial changes.
 */
export function claimed(
  entries: readonly Entry[],
  { serial, baseUrl }: Pick<Circumstances, 'serial' | 'baseUrl'>
): Entry[] {
  const change = baseUrl === undefined ? { serial } : { serial, base_url: baseUrl }
  return entries.map((entry) => (isForeign(entry) ? changeEntry(entry, change) : entry))
}

/**
 * The entries with the serial of their next state where a file has gone since `before`: pages have the serials of the
 * files they show, and their bytes must never come back. Of each version that lost a file one of the others takes it,
 * and the last of all where no other entry has.
 */
export function stamped(
  entries: readonly Entry[],
  { before, serial }: { readonly before: readonly Entry[]; readonly serial: number }
): Entry[] {
  const kept = new Set(entries.map(({ filename }) => filename))
  const lost = new Set(
    before.filter(({ filename }) => !kept.has(filename)).map(({ version }) => versionKey(version))
  )
  const owing = new Map<string, Entry>()
  if (lost.size > 0) for (const entry of entries) owing.set(versionKey(entry.version), entry)
  const taking = new Set([...owing].flatMap(([key, entry]) => (lost.has(key) ? [entry] : [])))
  const last = entries.at(-1)
  if (last !== undefined && taking.size === 0 && entries.every((entry) => entry.serial !== serial))
    taking.add(last)
  return entries.map((entry) => (taking.has(entry) ? changeEntry(entry, { serial }) : entry))
}

/** True for an entry that another tool wrote. */
export function isForeign({ serial }: Entry): boolean {
  return serial === 0
}

/**
 * The entries with one description among them, that of the latest version, so that a record does not grow with files
 * times descriptions. No page shows another one.
 */
export function withOneDescription(entries: readonly Entry[]): Entry[] {
  const latest = latestVersion(entries)
  const key = latest === undefined ? undefined : versionKey(latest)
  const keeper = entries.find(
    (entry) => entry.info.description !== '' && versionKey(entry.version) === key
  )?.filename
  return entries.map((entry) =>
    entry.info.description === '' || entry.filename === keeper
      ? entry
      : changeEntry(entry, { description: '' })
  )
}
