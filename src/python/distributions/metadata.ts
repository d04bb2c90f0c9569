import { RegistryError } from '../../errors.ts'
import { parseHeaders, type Field } from './headers.ts'
import { quoted, refusal } from './refusal.ts'

/**
 * Core metadata of a distribution (Metadata-Version 1.0 to 2.6). A field that is not there, is empty or says `UNKNOWN`
 * (which old tools wrote for nothing) is undefined, or an empty list.
 */
export interface CoreMetadata {
  readonly metadataVersion: string
  /** As its author spells it. */
  readonly name: string
  /** As its author spells it; whether PEP 440 knows it is another question. */
  readonly version: string
  readonly summary: string | undefined
  /** The body, byte for byte, or the Description field without its indents. */
  readonly description: string | undefined
  readonly descriptionContentType: string | undefined
  /** One text, as it stands there: commas between the words by the standard, spaces in old files. */
  readonly keywords: string | undefined
  readonly author: string | undefined
  readonly authorEmail: string | undefined
  readonly maintainer: string | undefined
  readonly maintainerEmail: string | undefined
  readonly homePage: string | undefined
  readonly downloadUrl: string | undefined
  /** May be a whole licence of many lines. */
  readonly license: string | undefined
  readonly licenseExpression: string | undefined
  readonly licenseFiles: readonly string[]
  readonly classifiers: readonly string[]
  readonly platforms: readonly string[]
  readonly supportedPlatforms: readonly string[]
  readonly requiresPython: string | undefined
  readonly requiresDist: readonly string[]
  readonly requiresExternal: readonly string[]
  readonly providesExtra: readonly string[]
  readonly providesDist: readonly string[]
  readonly obsoletesDist: readonly string[]
  /** Labels and addresses; what lacks one of the two is left out. */
  readonly projectUrls: readonly (readonly [label: string, url: string])[]
  readonly dynamic: readonly string[]
  /** Undefined where nothing is said, empty where the distribution says that it has none. */
  readonly importNames: readonly string[] | undefined
  readonly importNamespaces: readonly string[] | undefined
  /** What PEP 314 had before the fields that end in Dist. */
  readonly requires: readonly string[]
  readonly provides: readonly string[]
  readonly obsoletes: readonly string[]
}

/**
 * Reads METADATA or PKG-INFO (core metadata specification; PEP 241, 314, 345, 566, 643, 685, 639, 794). `place` names the
 * file in messages. Throws `corrupt` for bytes that are not UTF-8, a required field that is absent, a field that may stand
 * once and stands twice, a description both as a field and as the body; `unsupported` for a major version that is not known.
 */
export function parseMetadata(bytes: Uint8Array, place: string): CoreMetadata {
  const { fields, body } = parseHeaders(bytes, place)
  const { single, multiple } = sortFields(fields, place)
  const read = (name: string, reader: (value: string) => string) => {
    const value = single.get(name)
    return value === undefined ? undefined : stated(reader(value))
  }
  const one = (name: string) => read(name, unfolded)
  const many = (name: string) => statedOnes(multiple.get(name))
  const description = stated(body.trim()) === undefined ? undefined : body
  const field = read('description', withoutBars)
  if (description !== undefined && field !== undefined)
    throw refusal(place, 'has two descriptions, one as a field and one as its body')
  const required = (name: string) => {
    const value = unfolded(single.get(name) ?? '')
    if (value === '') throw refusal(place, `has no ${SPELLED.get(name) ?? name}`)
    return value
  }
  return {
    metadataVersion: knownVersion(required('metadata-version'), place),
    name: required('name'),
    version: required('version'),
    summary: one('summary'),
    description: description ?? field,
    descriptionContentType: one('description-content-type'),
    keywords: one('keywords'),
    author: one('author'),
    authorEmail: one('author-email'),
    maintainer: one('maintainer'),
    maintainerEmail: one('maintainer-email'),
    homePage: one('home-page'),
    downloadUrl: one('download-url'),
    license: read('license', dedented),
    licenseExpression: one('license-expression'),
    licenseFiles: many('license-file'),
    classifiers: many('classifier'),
    platforms: many('platform'),
    supportedPlatforms: many('supported-platform'),
    requiresPython: one('requires-python'),
    requiresDist: many('requires-dist'),
    requiresExternal: many('requires-external'),
    providesExtra: many('provides-extra'),
    providesDist: many('provides-dist'),
    obsoletesDist: many('obsoletes-dist'),
    projectUrls: many('project-url').flatMap(labelled),
    dynamic: many('dynamic'),
    importNames: multiple.has('import-name') ? many('import-name') : undefined,
    importNamespaces: multiple.has('import-namespace') ? many('import-namespace') : undefined,
    requires: many('requires'),
    provides: many('provides'),
    obsoletes: many('obsoletes')
  }
}

/** True where a file follows a newer standard than this program knows: what it adds is not shown. */
export function isNewerMetadata({ metadataVersion }: CoreMetadata): boolean {
  const { major, minor } = numbersOf(metadataVersion) ?? NEWEST
  return major === NEWEST.major && minor > NEWEST.minor
}

const NEWEST = { major: 2, minor: 6 }

const SINGLE = [
  'Metadata-Version',
  'Name',
  'Version',
  'Summary',
  'Description',
  'Description-Content-Type',
  'Keywords',
  'Author',
  'Author-email',
  'Maintainer',
  'Maintainer-email',
  'Home-page',
  'Download-URL',
  'License',
  'License-Expression',
  'Requires-Python'
]

const MULTIPLE = [
  'License-File',
  'Classifier',
  'Platform',
  'Supported-Platform',
  'Requires-Dist',
  'Requires-External',
  'Provides-Extra',
  'Provides-Dist',
  'Obsoletes-Dist',
  'Project-URL',
  'Dynamic',
  'Import-Name',
  'Import-Namespace',
  'Requires',
  'Provides',
  'Obsoletes'
]

const SPELLED = new Map(SINGLE.map((name) => [name.toLowerCase(), name]))
const REPEATED = new Set(MULTIPLE.map((name) => name.toLowerCase()))

interface Sorted {
  readonly single: ReadonlyMap<string, string>
  readonly multiple: ReadonlyMap<string, readonly string[]>
}

/** The fields by their names; those that no standard knows are left out. */
function sortFields(fields: readonly Field[], place: string): Sorted {
  const single = new Map<string, string>()
  const multiple = new Map<string, string[]>()
  for (const { name, value } of fields) {
    const spelled = SPELLED.get(name)
    if (spelled !== undefined) {
      if (single.has(name)) throw refusal(place, `has more than one ${spelled}`)
      single.set(name, value)
    } else if (REPEATED.has(name)) {
      const values = multiple.get(name)
      if (values === undefined) multiple.set(name, [value])
      else values.push(value)
    }
  }
  return { single, multiple }
}

function stated(value: string | undefined): string | undefined {
  return value === '' || value === 'UNKNOWN' ? undefined : value
}

function statedOnes(values: readonly string[] = []): string[] {
  return values.flatMap((value) => stated(unfolded(value)) ?? [])
}

const LINE_BREAK = /\r\n|\r|\n/

/** A folded value as one line. */
function unfolded(value: string): string {
  if (!LINE_BREAK.test(value)) return value.trim()
  return value
    .split(LINE_BREAK)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
}

/** The Description field without the indent of its lines: seven spaces and a bar, or the eight spaces that distutils wrote. */
function withoutBars(value: string): string {
  const [first = '', ...more] = value.split(LINE_BREAK)
  return [first.trim(), ...more.map((line) => line.replace(/^ {7}[ |]/, ''))].join('\n').trim()
}

/** A value of several lines without the indent that they share, whose width is not the same with all tools. */
function dedented(value: string): string {
  const [first = '', ...more] = value.split(LINE_BREAK)
  const indents = more.filter((line) => line.trim() !== '').map((line) => line.search(/[^ \t]/))
  const shared = indents.reduce((least, indent) => Math.min(least, indent), Infinity)
  return [first.trim(), ...more.map((line) => line.slice(shared).trimEnd())].join('\n').trim()
}

function labelled(value: string): (readonly [string, string])[] {
  const comma = value.indexOf(',')
  const label = value.slice(0, Math.max(comma, 0)).trim()
  const url = value.slice(comma + 1).trim()
  return label === '' || url === '' ? [] : [[label, url]]
}

function knownVersion(text: string, place: string): string {
  const version = numbersOf(text)
  if (version === undefined || version.major === 0)
    throw refusal(place, `has the Metadata-Version ${quoted(text)}`)
  if (version.major > NEWEST.major) {
    throw new RegistryError(
      'unsupported',
      `${place} has the Metadata-Version ${text}, of which nothing is known`,
      {
        hint: `Versions up to ${NEWEST.major}.x are. Look for a newer version of this program.`
      }
    )
  }
  return text
}

function numbersOf(version: string): { major: number; minor: number } | undefined {
  const [, major, minor] = /^(\d{1,6})\.(\d{1,6})$/.exec(version) ?? []
  return major === undefined || minor === undefined
    ? undefined
    : { major: Number(major), minor: Number(minor) }
}
