import { describe, expect, test } from '@jest/globals'
import { RegistryError } from '../../../../src/errors.ts'
import { MOST_FIELDS } from '../../../../src/python/distributions/limits.ts'
import {
  isNewerMetadata,
  parseMetadata,
  type CoreMetadata
} from '../../../../src/python/distributions/metadata.ts'

const REQUIRED = ['Metadata-Version: 2.4', 'Name: narf', 'Version: 1.0']

function parse(...lines: string[]): CoreMetadata {
  return parseMetadata(Buffer.from([...REQUIRED, ...lines].join('\n')), 'narf')
}

function failure(text: string | Buffer): RegistryError {
  try {
    parseMetadata(Buffer.from(text), 'narf.whl (METADATA)')
  } catch (error) {
    if (error instanceof RegistryError) return error
    throw error
  }
  throw new Error('it was read')
}

const NOTHING: CoreMetadata = {
  metadataVersion: '2.4',
  name: 'narf',
  version: '1.0',
  summary: undefined,
  description: undefined,
  descriptionContentType: undefined,
  keywords: undefined,
  author: undefined,
  authorEmail: undefined,
  maintainer: undefined,
  maintainerEmail: undefined,
  homePage: undefined,
  downloadUrl: undefined,
  license: undefined,
  licenseExpression: undefined,
  licenseFiles: [],
  classifiers: [],
  platforms: [],
  supportedPlatforms: [],
  requiresPython: undefined,
  requiresDist: [],
  requiresExternal: [],
  providesExtra: [],
  providesDist: [],
  obsoletesDist: [],
  projectUrls: [],
  dynamic: [],
  importNames: undefined,
  importNamespaces: undefined,
  requires: [],
  provides: [],
  obsoletes: []
}

describe('core metadata', () => {
  test('may hold no more than what is required', () => {
    expect(parse()).toEqual(NOTHING)
    expect(parse('', '')).toEqual(NOTHING)
  })

  test('of all fields', () => {
    const text = [
      'Summary: What it is',
      'Description-Content-Type: text/markdown; charset=UTF-8; variant=GFM',
      'Keywords: one,two three',
      'Author: A. Uthor',
      'Author-email: "A. Uthor" <a@example.com>',
      'Maintainer: M. Aintainer',
      'Maintainer-email: m@example.com',
      'Home-page: https://example.com/',
      'Download-URL: https://example.com/narf.zip',
      'License: MIT',
      'License-Expression: MIT OR Apache-2.0',
      'License-File: LICENSE',
      'License-File: vendor/LICENSE',
      'Classifier: Programming Language :: Python :: 3',
      'Classifier: Topic :: Utilities',
      'Platform: any',
      'Platform: win32',
      'Supported-Platform: RedHat 7.2',
      'Requires-Python: >=3.8',
      'Requires-Dist: six (>=1.0) ; extra == "x"',
      'Requires-Dist: poit',
      'Requires-External: C',
      'Provides-Extra: x',
      'Provides-Dist: zort',
      'Obsoletes-Dist: gorgon',
      'Project-URL: Source, https://example.com/?a,b',
      'Project-URL: Bugs,mailto:a@example.com',
      'Dynamic: Requires-Dist',
      'Import-Name: narf',
      'Import-Name: _narf ; private',
      'Import-Namespace: egad',
      'Requires: sys',
      'Provides: narf.api',
      'Obsoletes: old',
      'X-Anything: is left out',
      '',
      '# Title',
      '',
      ' text\r',
      ''
    ]
    expect(parse(...text)).toEqual({
      ...NOTHING,
      summary: 'What it is',
      description: '# Title\n\n text\r\n',
      descriptionContentType: 'text/markdown; charset=UTF-8; variant=GFM',
      keywords: 'one,two three',
      author: 'A. Uthor',
      authorEmail: '"A. Uthor" <a@example.com>',
      maintainer: 'M. Aintainer',
      maintainerEmail: 'm@example.com',
      homePage: 'https://example.com/',
      downloadUrl: 'https://example.com/narf.zip',
      license: 'MIT',
      licenseExpression: 'MIT OR Apache-2.0',
      licenseFiles: ['LICENSE', 'vendor/LICENSE'],
      classifiers: ['Programming Language :: Python :: 3', 'Topic :: Utilities'],
      platforms: ['any', 'win32'],
      supportedPlatforms: ['RedHat 7.2'],
      requiresPython: '>=3.8',
      requiresDist: ['six (>=1.0) ; extra == "x"', 'poit'],
      requiresExternal: ['C'],
      providesExtra: ['x'],
      providesDist: ['zort'],
      obsoletesDist: ['gorgon'],
      projectUrls: [
        ['Source', 'https://example.com/?a,b'],
        ['Bugs', 'mailto:a@example.com']
      ],
      dynamic: ['Requires-Dist'],
      importNames: ['narf', '_narf ; private'],
      importNamespaces: ['egad'],
      requires: ['sys'],
      provides: ['narf.api'],
      obsoletes: ['old']
    })
  })

  test.each<[string, string[], Partial<CoreMetadata>]>([
    ['names of fields in any case', ['SUMMARY: a', 'classifier: b'], { summary: 'a', classifiers: ['b'] }],
    ['nothing after the colon', ['Summary:', 'Author: ', 'Platform:'], {}],
    [
      'UNKNOWN for nothing',
      ['Summary: UNKNOWN', 'Platform: UNKNOWN', 'License: UNKNOWN', '', 'UNKNOWN', ''],
      {}
    ],
    ['no space after the colon', ['Summary:a:b'], { summary: 'a:b' }],
    ['spaces around a value', ['Summary: \t a  b \t'], { summary: 'a  b' }],
    ['a value over several lines', ['Summary: a', '  b', '\tc', '   ', ' d'], { summary: 'a b c d' }],
    ['a value that begins on the next line', ['Summary:', '  a'], { summary: 'a' }],
    ['a list over several lines', ['Requires-Dist: a', '  (>=1)'], { requiresDist: ['a (>=1)'] }],
    ['UTF-8', ['Author: Ægir 漢字 😀', '', '漢字'], { author: 'Ægir 漢字 😀', description: '漢字' }],
    ['mail encodings, left as they are', ['Author: =?utf-8?q?=C3=A9?='], { author: '=?utf-8?q?=C3=A9?=' }],
    [
      'CRLF',
      ['Summary: a\r', ' b\r', 'Author: c\r', '\r', 'body\r', ''],
      { summary: 'a b', author: 'c', description: 'body\r\n' }
    ],
    ['CR alone', ['Summary: a\rAuthor: b\r\rbody'], { summary: 'a', author: 'b', description: 'body' }],
    [
      'a line that is no field, which begins the body',
      ['Summary: a', 'and so on', 'Author: b'],
      { summary: 'a', description: 'and so on\nAuthor: b' }
    ],
    [
      'a space in a name, which is none',
      ['Summary: a', 'Home page: b'],
      { summary: 'a', description: 'Home page: b' }
    ],
    ['a letter in a name that is not ASCII', ['Ä: b'], { description: 'Ä: b' }],
    ['a field without a name', ['Summary: a', ': b', ' c', 'Author: d'], { summary: 'a', author: 'd' }],
    ['an envelope among the fields', ['From somebody: me', ' goes on', 'Summary: a'], { summary: 'a' }],
    ['a body of space alone', ['', ' ', '', '\t'], {}],
    [
      'a body with lines that look like fields',
      ['', 'Name: other', 'Summary: b'],
      { description: 'Name: other\nSummary: b' }
    ],
    [
      'a description that distutils indented',
      ['Description: a', '        b', '        ', '            c', '        d'],
      { description: 'a\nb\n\n    c\nd' }
    ],
    [
      'a description behind bars',
      ['Description: a', '       |  b', '       |', '       |c'],
      { description: 'a\n  b\n\nc' }
    ],
    ['a description as a field, with an empty body', ['Description: a', '', '', ' '], { description: 'a' }],
    ['a licence of many lines', ['License: a', '         b'], { license: 'a\nb' }],
    [
      'a licence with indents of its own',
      ['License: a', '        b', '          c', '        ', '        d'],
      { license: 'a\nb\n  c\n\nd' }
    ],
    [
      'project URLs without a label or an address',
      ['Project-URL: https://example.com', 'Project-URL: , b', 'Project-URL: c,'],
      {}
    ],
    ['import names that are none', ['Import-Name:'], { importNames: [] }]
  ])('%s', (_, lines, expected) => {
    expect(parse(...lines)).toEqual({ ...NOTHING, ...expected })
  })

  test.each([
    ['1.0', false],
    ['1.2', false],
    ['2.0', false],
    ['2.6', false],
    ['2.7', true],
    ['2.10', true]
  ])('of version %s is newer than what is known: %s', (version, expected) => {
    const metadata = parseMetadata(Buffer.from(`Metadata-Version: ${version}\nName: a\nVersion: 1`), 'a')
    expect([metadata.metadataVersion, isNewerMetadata(metadata)]).toEqual([version, expected])
  })

  const required = REQUIRED.join('\n')
  test.each<[string, string | Buffer, string]>([
    ['empty', '', 'has no Metadata-Version'],
    ['a body alone', `\n${required}`, 'has no Metadata-Version'],
    ['a mark of byte order', `\ufeff${required}`, 'has no Metadata-Version'],
    ['no name', 'Metadata-Version: 2.1\nVersion: 1', 'has no Name'],
    ['an empty name', 'Metadata-Version: 2.1\nName: \nVersion: 1', 'has no Name'],
    ['no version', 'Metadata-Version: 2.1\nName: a', 'has no Version'],
    ['a version of nothing', 'Metadata-Version: 0.9\nName: a\nVersion: 1', 'has the Metadata-Version "0.9"'],
    ['words', 'Metadata-Version: two\nName: a\nVersion: 1', 'has the Metadata-Version "two"'],
    [
      'long words',
      `Metadata-Version: ${'9'.repeat(5000)}\nName: a\nVersion: 1`,
      `has the Metadata-Version "${'9'.repeat(100)}…"`
    ],
    ['a name twice', `${required}\nname: other`, 'has more than one Name'],
    ['a summary twice', `${required}\nSummary: a\nSummary: a`, 'has more than one Summary'],
    [
      'two descriptions',
      `${required}\nDescription: a\n\nb`,
      'has two descriptions, one as a field and one as its body'
    ],
    ['Latin-1', Buffer.from(`${required}\nAuthor: \xe9`, 'latin1'), 'is not UTF-8'],
    ['Latin-1 in the body', Buffer.from(`${required}\n\n\xe9`, 'latin1'), 'is not UTF-8'],
    ['half a character', Buffer.from(`${required}\n\n漢`).subarray(0, -1), 'is not UTF-8'],
    [
      'absurdly many fields',
      `${required}\n${'a:\n'.repeat(MOST_FIELDS)}`,
      `has more than ${MOST_FIELDS} fields`
    ]
  ])('is refused: %s', (_, text, what) => {
    expect(failure(text)).toMatchObject({ code: 'corrupt', message: `narf.whl (METADATA) ${what}` })
  })

  test('of a major version that is not known is refused', () => {
    expect(failure('Metadata-Version: 3.0\nName: a\nVersion: 1')).toMatchObject({
      code: 'unsupported',
      message: 'narf.whl (METADATA) has the Metadata-Version 3.0, of which nothing is known'
    })
  })
})
