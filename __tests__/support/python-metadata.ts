/** Core metadata as Python's own `packaging` reads it, beside ours. */
import { isUtf8 } from 'node:buffer'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import type { CoreMetadata } from '../../src/python/distributions/metadata.ts'
import { testbed } from './testbed.ts'

const texts = v.optional(v.array(v.string()), [])
const text = v.optional(v.string())
const Answers = v.array(
  v.object({
    raw: v.looseObject({
      metadata_version: text,
      name: text,
      version: text,
      description: text,
      keywords: texts,
      project_urls: v.optional(v.record(v.string(), v.string()), {}),
      import_names: v.optional(v.array(v.string()))
    }),
    unparsed: v.array(v.string()),
    /** What was read, in base64. */
    text: v.string()
  })
)
/** What `packaging` says of a text. */
export type Answer = v.InferOutput<typeof Answers>[number]

/** Asks `packaging` about texts, or about the metadata of distributions. */
export function askPackaging(
  cases: readonly ({ readonly text: string } | { readonly path: string })[]
): Answer[] {
  const script = fileURLToPath(new URL('python-metadata.py', import.meta.url))
  const { stdout, stderr, status } = spawnSync(testbed('packaging') ?? '', [script], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1024 ** 3
  })
  if (status !== 0) throw new Error(stderr)
  return v.parse(Answers, JSON.parse(stdout))
}

const SINGLE = {
  summary: 'summary',
  description_content_type: 'descriptionContentType',
  author: 'author',
  author_email: 'authorEmail',
  maintainer: 'maintainer',
  maintainer_email: 'maintainerEmail',
  home_page: 'homePage',
  download_url: 'downloadUrl',
  license: 'license',
  license_expression: 'licenseExpression',
  requires_python: 'requiresPython'
} as const satisfies Record<string, keyof CoreMetadata>

const MULTIPLE = {
  license_files: 'licenseFiles',
  classifiers: 'classifiers',
  platforms: 'platforms',
  supported_platforms: 'supportedPlatforms',
  requires_dist: 'requiresDist',
  requires_external: 'requiresExternal',
  provides_extra: 'providesExtra',
  provides_dist: 'providesDist',
  obsoletes_dist: 'obsoletesDist',
  dynamic: 'dynamic',
  requires: 'requires',
  provides: 'provides',
  obsoletes: 'obsoletes'
} as const satisfies Record<string, keyof CoreMetadata>

/** A text whose spaces and folds do not count; Python takes more characters for spaces. */
const plain = (value: string) => value.replace(SPACES, ' ').trim()
// eslint-disable-next-line no-control-regex -- some of them are spaces
const SPACES = /[\s\x1c-\x1f\x85]+/g

/** A description whose bars do not count, either: `packaging` leaves them where they are. */
const unbarred = (value: string | undefined) => value?.replace(/(\r\n|\r|\n) {7}\|/g, '$1')

/** The same, and nothing where it says nothing. */
const stated = (value: unknown): string[] => {
  const said = typeof value === 'string' ? plain(value) : ''
  return said === '' || said === 'UNKNOWN' ? [] : [said]
}

/** What `packaging` read, as far as it is to be the same here. */
export function theirs({ raw, unparsed }: Answer): unknown {
  const entry = ([key, name]: [string, string]) => [name, stated(raw[key])] as const
  const list = ([key, name]: [string, string]) =>
    [name, v.parse(texts, raw[key]).flatMap((each) => stated(each))] as const
  return {
    required: [raw.metadata_version, raw.name, raw.version].map((each) => plain(each ?? '')),
    single: Object.fromEntries(Object.entries(SINGLE).map(entry)),
    multiple: Object.fromEntries(Object.entries(MULTIPLE).map(list)),
    description: stated(unbarred(raw.description)),
    keywords: stated(raw.keywords.join(',')).length === 0 ? [] : raw.keywords.map(plain),
    projectUrls: unparsed.includes('project-url')
      ? 'not read'
      : Object.entries(raw.project_urls)
          .filter((pair) => pair.every((each) => each !== ''))
          .map((pair) => pair.map(plain)),
    importNames: raw.import_names?.flatMap((each) => stated(each))
  }
}

/** What we read, in the same words. */
export function ours(metadata: CoreMetadata, { unparsed }: Answer): unknown {
  const { metadataVersion, name, version } = metadata
  return {
    required: [metadataVersion, name, version].map(plain),
    single: Object.fromEntries(Object.values(SINGLE).map((key) => [key, stated(metadata[key])])),
    multiple: Object.fromEntries(Object.values(MULTIPLE).map((key) => [key, metadata[key].flatMap(stated)])),
    description: stated(unbarred(metadata.description)),
    keywords: metadata.keywords?.split(',').map(plain) ?? [],
    projectUrls: unparsed.includes('project-url')
      ? 'not read'
      : metadata.projectUrls.map((pair) => pair.map(plain)),
    importNames: metadata.importNames?.flatMap(stated)
  }
}

const INFO_TEXTS = [
  ...['author', 'author_email', 'description_content_type', 'download_url', 'home_page', 'license'],
  ...['license_expression', 'maintainer', 'maintainer_email', 'requires_python', 'summary']
]
const INFO_LISTS = ['dynamic', 'license_files', 'provides_extra', 'requires_dist']

/**
 * What Warehouse's JSON says of metadata, by what `packaging` read: every key of `info` that comes from the file, apart
 * from the description. Where `packaging` read no labelled addresses, these are `not read`.
 */
export function infoByPackaging({ raw, unparsed }: Answer): Record<string, unknown> {
  const one = (key: string) => stated(raw[key])[0] ?? null
  const many = (key: string) => v.parse(texts, raw[key]).flatMap(stated)
  const filled = (list: readonly string[]) => (list.length === 0 ? null : list)
  const [keywords = null] = stated(raw.keywords.map(plain).join(','))
  return {
    ...Object.fromEntries(INFO_TEXTS.map((key) => [key, one(key)])),
    ...Object.fromEntries(INFO_LISTS.map((key) => [key, filled(many(key))])),
    ...{ name: plain(raw.name ?? ''), version: plain(raw.version ?? ''), keywords },
    ...{ classifiers: many('classifiers'), platform: many('platforms')[0] ?? null },
    project_urls: unparsed.includes('project-url')
      ? 'not read'
      : addresses(one('home_page'), one('download_url'), raw.project_urls)
  }
}

/** The same keys of a document of ours, as far as spaces do not count. */
export function infoInJson(info: Readonly<Record<string, unknown>>, answer: Answer): Record<string, unknown> {
  const keys = Object.keys(infoByPackaging(answer))
  const found = Object.fromEntries(keys.map((key) => [key, withoutSpaces(info[key])]))
  const keywords =
    typeof found['keywords'] === 'string' ? found['keywords'].split(',').map(plain).join(',') : null
  return {
    ...found,
    keywords,
    project_urls: answer.unparsed.includes('project-url') ? 'not read' : found['project_urls']
  }
}

/** A home page and a download have labels of their own there, before the rest; what repeats them is left out. */
function addresses(
  home: string | null,
  download: string | null,
  labelled: Readonly<Record<string, string>>
): Record<string, string> | null {
  const own = {
    ...(home === null ? {} : { Homepage: home }),
    ...(download === null ? {} : { Download: download })
  }
  const repeats = ([label, url]: readonly string[]) => {
    const name = (label ?? '').toLowerCase().replace(/[-_]/g, '')
    return (name === 'homepage' && url === home) || (name === 'downloadurl' && url === download)
  }
  const rest = Object.entries(labelled)
    .map((pair) => pair.map(plain))
    .filter((pair) => !pair.includes('') && !repeats(pair))
  const all: (readonly string[])[] = [...Object.entries(own), ...rest]
  return all.length === 0 ? null : Object.fromEntries(all.map(([label = '', url = '']) => [label, url]))
}

function withoutSpaces(value: unknown): unknown {
  if (typeof value === 'string') return plain(value)
  if (Array.isArray(value)) return value.map(withoutSpaces)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSpaces(each)]))
}

/** A description as far as it is to be the same in all documents. */
export function describedBy(description: unknown): string | undefined {
  return typeof description === 'string' ? stated(unbarred(description))[0] : undefined
}

/** Why metadata has to be refused, by what `packaging` made of it; undefined where it has to be read. */
export function refusedFor(bytes: Buffer, { raw, unparsed }: Answer): string | undefined {
  if (!isUtf8(bytes)) return 'bytes that are not UTF-8'
  const required = [raw.metadata_version, raw.name, raw.version].map((each) => plain(each ?? ''))
  if (required.includes('')) return 'a required field'
  if (!/^\s*[12]\.[0-9]{1,6}\s*$/.test(raw.metadata_version ?? '')) return 'its version'
  const single = ['description', 'keywords', ...Object.keys(SINGLE)].map((key) => key.replaceAll('_', '-'))
  return unparsed.find((name) => single.includes(name))
}
