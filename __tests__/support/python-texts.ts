/** Names, versions, conditions and file names of Python distributions: well-formed ones, nearly well-formed ones, and worse. */
import fc, { type Arbitrary } from 'fast-check'

/** Few values, so that the same ones meet often. */
const number = fc.oneof(
  { weight: 6, arbitrary: fc.nat(3).map(String) },
  { weight: 2, arbitrary: fc.nat(300).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('00', '01', '007', '9007199254740992', '9007199254740993', '9'.repeat(60))
  }
)
const separator = fc.constantFrom('', '.', '-', '_')
const maybe = <T>(arbitrary: Arbitrary<T>, fallback: T, weight = 2) =>
  fc.oneof({ weight, arbitrary: fc.constant(fallback) }, { weight: 1, arbitrary })
const joined = (...parts: Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''))
const cased = (text: Arbitrary<string>) =>
  fc.tuple(text, fc.nat(7)).map(([written, dice]) => (dice === 0 ? written.toUpperCase() : written))

const release = fc.array(number, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))
const pre = joined(
  separator,
  fc.constantFrom('a', 'b', 'c', 'rc', 'alpha', 'beta', 'pre', 'preview'),
  separator,
  maybe(number, '', 1)
)
const post = fc.oneof(
  joined(separator, fc.constantFrom('post', 'rev', 'r'), separator, maybe(number, '', 1)),
  joined(fc.constant('-'), number)
)
const dev = joined(separator, fc.constant('dev'), separator, maybe(number, '', 1))
const localPart = fc.oneof(
  number,
  fc.constantFrom('ubuntu', 'abc', 'a', '1e5', '0x10', '0abc', 'g3f', 'dev', 'Z')
)
const local = joined(
  fc.constant('+'),
  fc
    .tuple(localPart, fc.array(joined(fc.constantFrom('.', '-', '_'), localPart), { maxLength: 2 }))
    .map(([first, more]) => [first, ...more].join(''))
)

/** A public version without spaces, in any spelling. */
export const publicVersion: Arbitrary<string> = cased(
  joined(
    maybe(fc.constantFrom('v', 'V'), '', 9),
    maybe(fc.constantFrom('0!', '1!', '01!', '2024!'), '', 9),
    release,
    maybe(pre, ''),
    maybe(post, ''),
    maybe(dev, '')
  )
)

/** A version, in any spelling. */
export const version: Arbitrary<string> = joined(publicVersion, maybe(cased(local), ''))

/** Characters that parsers trip over. */
const ODD = [
  ...Array.from(' .-_+!*=<>~^,;@#[]()/\\%v0aA9xX'),
  ...[
    '\n',
    '\t',
    '\0',
    '\u001c',
    '\u0085',
    '\u00a0',
    '\ufeff',
    '\u2028',
    '\u200b',
    '\u212a',
    '\u017f',
    '\u0131'
  ],
  ...[
    '\u0660',
    '\u0967',
    '\uff11',
    '\u00b2',
    '\u00df',
    '\u0130',
    '\ud800',
    '\u{1d7d8}',
    'é',
    '--',
    '__',
    '..',
    '.*'
  ]
]

/** The same texts with something put in, taken away or put in place of something. */
export function damaged(texts: Arbitrary<string>): Arbitrary<string> {
  const damage = fc.tuple(fc.nat(), fc.constantFrom(0, 0, 1, 1, 2), fc.constantFrom('', '', ...ODD))
  return fc.tuple(texts, fc.array(damage, { minLength: 1, maxLength: 2 })).map(([text, damages]) =>
    damages.reduce((sofar, [where, gone, odd]) => {
      const at = where % (sofar.length + 1)
      return sofar.slice(0, at) + odd + sofar.slice(at + gone)
    }, text)
  )
}

/** The name of a project, in any spelling. */
export const projectName: Arbitrary<string> = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', 'Foo', 'bar', 'K', 's', '1', '2', '1.0', 'Zope'), {
      minLength: 1,
      maxLength: 4
    }),
    fc.constantFrom('-', '_', '.', '--', '-_.', '')
  )
  .map(([parts, sign]) => parts.join(sign))

const escapedName = projectName.map((name) => name.replace(/[-_.]+/g, '_'))
const fileVersion = version.map((text) => text.replace(/-/g, '_'))
const tagField = (...tags: string[]) =>
  fc
    .array(fc.constantFrom(...tags), { minLength: 1, maxLength: 3 })
    .map((members) => [...new Set(members)].join('.'))

/** The file name of a wheel. */
export const wheelName: Arbitrary<string> = fc
  .tuple(
    fc.oneof(escapedName, projectName),
    fileVersion,
    maybe(fc.constantFrom('1', '0', '007', '1a', '20240101_2', 'x', '1~'), '', 4),
    tagField('py2', 'py3', 'cp312', 'CP39', 'pp310', 'py', '3'),
    tagField('none', 'abi3', 'cp312', 'cp27mu'),
    tagField('any', 'linux_x86_64', 'win_amd64', 'manylinux_2_17_x86_64', 'macosx_11_0_arm64'),
    fc.constantFrom('.whl', '.whl', '.whl', '.whl', '.whl', '.WHL', '.zip')
  )
  .map(([name, written, build, python, abi, platform, ending]) =>
    [name, written, ...(build === '' ? [] : [build]), python, abi, platform].join('-').concat(ending)
  )

/** The file name of a source distribution. */
export const sdistName: Arbitrary<string> = joined(
  fc.oneof(escapedName, projectName),
  fc.constant('-'),
  version,
  fc.constantFrom('.tar.gz', '.tar.gz', '.zip', '.tar.bz2', '.tgz')
)

const clause = fc.oneof(
  {
    weight: 8,
    arbitrary: joined(
      fc.constantFrom('==', '!=', '<=', '>=', '<', '>', '~=', '==='),
      fc.constantFrom('', '', '', ' ', '  ', '\t', '\u00a0'),
      version
    )
  },
  { weight: 4, arbitrary: joined(fc.constantFrom('<=', '>=', '<', '>', '~='), publicVersion) },
  { weight: 2, arbitrary: joined(fc.constantFrom('==', '!='), release, fc.constant('.*')) },
  {
    weight: 1,
    arbitrary: joined(fc.constantFrom('', '=', '~', '^', '=>', '===', '=='), version, fc.constant('.*'))
  },
  { weight: 1, arbitrary: fc.constantFrom('===anything', '=== A-B', '===1.0;', '===', '====1', '') }
)

/** Conditions on versions. */
export const specifier: Arbitrary<string> = fc
  .tuple(fc.array(clause, { minLength: 1, maxLength: 3 }), fc.constantFrom(',', ',', ', ', ' ,', ',,', ' , '))
  .map(([clauses, comma]) => clauses.join(comma))
