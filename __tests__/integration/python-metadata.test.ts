import { spawnSync } from 'node:child_process'
import { isUtf8 } from 'node:buffer'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import * as v from 'valibot'
import { RegistryError } from '../../src/errors.ts'
import { parseMetadata, type CoreMetadata } from '../../src/python/distributions/metadata.ts'
import { diceOf, mutated } from '../support/mutations.ts'
import { metadataOf } from '../support/python-distributions.ts'
import { describeWith, testbed } from '../support/testbed.ts'

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
    unparsed: v.array(v.string())
  })
)
type Answer = v.InferOutput<typeof Answers>[number]

function askPackaging(cases: readonly Buffer[]): Answer[] {
  const script = fileURLToPath(new URL('../support/python-metadata.py', import.meta.url))
  const { stdout, stderr, status } = spawnSync(testbed('packaging') ?? '', [script], {
    input: JSON.stringify(cases.map((bytes) => bytes.toString('base64'))),
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
function theirs({ raw, unparsed }: Answer): unknown {
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

function ours(metadata: CoreMetadata, { unparsed }: Answer): unknown {
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

/** Why metadata has to be refused, by what `packaging` made of it; undefined where it has to be read. */
function refusedFor(bytes: Buffer, { raw, unparsed }: Answer): string | undefined {
  if (!isUtf8(bytes)) return 'bytes that are not UTF-8'
  const absent = ['metadata_version', 'name', 'version'].find(
    (key) => stated(raw[key]).length === 0 && plain(String(raw[key] ?? '')) !== 'UNKNOWN'
  )
  if (absent !== undefined) return `no ${absent}`
  if (!/^\s*[12]\.[0-9]{1,6}\s*$/.test(raw.metadata_version ?? '')) return 'its version'
  const single = ['description', 'keywords', ...Object.keys(SINGLE)].map((key) => key.replaceAll('_', '-'))
  return unparsed.find((name) => single.includes(name))
}

function read(bytes: Buffer): CoreMetadata | undefined {
  try {
    return parseMetadata(bytes, 'narf')
  } catch (error) {
    if (error instanceof RegistryError) return undefined
    throw error
  }
}

/** Compares each text, and answers how many were read. */
function compare(cases: readonly Buffer[]): number {
  const answers = askPackaging(cases)
  expect(answers).toHaveLength(cases.length)
  let count = 0
  for (const [index, answer] of answers.entries()) {
    const bytes = cases[index]!
    const metadata = read(bytes)
    const refused = refusedFor(bytes, answer)
    const context = { text: bytes.toString('latin1'), refused }
    // A body of nothing but space beside a description is no second description here.
    const lenient = refused === 'description' && metadata !== undefined
    if (lenient) continue
    expect({ ...context, read: metadata !== undefined }).toEqual({ ...context, read: refused === undefined })
    if (metadata === undefined) continue
    expect({ ...context, ...Object(ours(metadata, answer)) }).toEqual({
      ...context,
      ...Object(theirs(answer))
    })
    count += 1
  }
  return count
}

const FIELDS = [
  'Summary: Zört, what it is',
  'Description-Content-Type: text/x-rst',
  'Keywords: a,b c , d',
  'Author: A. Uthor',
  'Author-email: "A" <a@example.com>',
  'Maintainer: M',
  'Maintainer-email: m@example.com',
  'Home-page: https://example.com/',
  'Download-URL: https://example.com/a.zip',
  'License: of many',
  '        lines',
  '',
  'License-Expression: MIT',
  'License-File: LICENSE',
  'Classifier: Topic :: Utilities',
  'Classifier: Topic :: Games',
  'Platform: any',
  'Supported-Platform: RedHat 7.2',
  'Requires-Python: >=3.8',
  'Requires-Dist: six (>=1.0) ; extra == "x"',
  'Requires-External: C',
  'Provides-Extra: x',
  'Provides-Dist: zort',
  'Obsoletes-Dist: gorgon',
  'Project-URL: Source, https://example.com/?a,b',
  'Project-URL: Bügs, https://example.com/bugs',
  'Dynamic: Summary',
  'Import-Name: narf',
  'Import-Namespace: egad',
  'Requires: sys',
  'Provides: narf.api',
  'Obsoletes: old',
  'X-Other: a'
].filter((line) => line !== '')

const WORDS = [
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  ':',
  ': ',
  ' ',
  '\t',
  '\n ',
  '\n\t',
  '\n       |',
  '\n        ',
  '\nSummary: b',
  '\nDescription: c',
  '\nLicense:',
  '\nImport-Name:',
  '\nProject-URL: ',
  '\nProject-URL: a,',
  'UNKNOWN',
  ',',
  'ü',
  '\u00a0',
  '漢',
  '=?utf-8?q?=C3=A9?=',
  '\x85',
  '\u2028',
  '\x0b',
  '\x1c',
  Buffer.from([0xff]),
  '\nKEYWORDS: x',
  '\n: a',
  '\nno field',
  '\u{1f600}'
]

describeWith('packaging', 'metadata as Python’s own packaging reads it', () => {
  test.each(['a', 'b', 'c'])('2,000 texts that are nearly metadata: %s', (seed) => {
    const dice = diceOf(`packaging ${seed}`)
    const bases = [
      metadataOf('narf', '1.0', FIELDS, '# Title\n\n  漢字\n'),
      metadataOf('narf', '1.0', [...FIELDS, 'Description: a', '       |b', '        c', '  d']),
      metadataOf('narf', '1.0', FIELDS, 'text\n').replaceAll('\n', '\r\n'),
      metadataOf('narf', '1.0', ['Summary: a'], 'b')
    ].map((each) => Buffer.from(each))
    const cases = Array.from({ length: 2000 }, (_, index) =>
      mutated({ bytes: bases[index % bases.length]!, words: WORDS }, dice)
    ).filter((bytes) => !bytes.includes('From '))
    expect(compare([...bases, ...cases])).toBeGreaterThan(500)
  })
})
