import { homedir } from 'node:os'
import { describe, expect, test } from '@jest/globals'
import ts from 'typescript'
import { moduleOf, modulesBelow, repositoryFiles, ROOT, textOf, type Module } from '../../support/sources.ts'

/** A file that is longer is two. */
const MOST_LINES = 320

/** Names that packages are fetched from; this text must not hold them itself. */
const REGISTRY_HOSTS = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['npm', 'pkg', 'github', 'com'],
  ['pypi', 'org'],
  ['files', ['python', 'hosted'].join(''), 'org'],
  ['proxy', 'golang', 'org'],
  ['sum', 'golang', 'org'],
  ['index', 'crates', 'io'],
  ['static', 'crates', 'io'],
  ['repo1', 'maven', 'org'],
  ['rubygems', 'org']
].map((parts) => parts.join('.'))

/** Where somebody's files are on some machine. */
const HOMES = /(?<![\w.~$}{])(?:\/(?:home|Users)\/[A-Za-z0-9_.-]+\/|\/root\/|[A-Za-z]:\\Users\\\w)/

/** Text files of the repository: what is not text has a zero in it. */
function texts(): { path: string; text: string }[] {
  return repositoryFiles()
    .map((path) => ({ path, text: textOf(path) }))
    .filter(({ text }) => !text.includes('\0'))
}

/** Lines that say what must not be said. */
function leaks(path: string, text: string, places: readonly string[]): string[] {
  return text.split('\n').flatMap((line, index) => {
    const found = [...REGISTRY_HOSTS, ...places].filter((each) => line.includes(each))
    const home = HOMES.exec(line)?.[0]
    return [...found, ...(home === undefined ? [] : [home])].map((what) => `${path}:${index + 1}: ${what}`)
  })
}

/** What a module gives to others without a word about it. */
function undocumented({ path, source }: Module): string[] {
  return source.statements.flatMap((statement) => {
    const exported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
    if (!exported || ts.getJSDocCommentsAndTags(statement).length > 0) return []
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement]
    return declared.map((each) => `${path}: ${(each.getChildren().find(ts.isIdentifier) ?? each).getText()}`)
  })
}

describe('files', () => {
  const modules = [...modulesBelow('src'), ...modulesBelow('scripts')]

  test(`of the program have at most ${MOST_LINES} lines`, () => {
    const long = modules.filter(({ source }) => source.getLineStarts().length - 1 > MOST_LINES)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  test('say what they give to others', () => {
    expect(modules.flatMap(undocumented)).toEqual([])
  })

  test('that say nothing would be found', () => {
    const text = [
      '/** Said. */',
      'export const a = 1',
      '',
      'export const b = 1, c = 2',
      '// Not a docstring.',
      'export type D = string',
      '/** Said. */',
      'export interface E {}',
      'export function f() {}',
      'export default class G {}',
      'const h = 1',
      `export type { I } from './i.ts'`
    ].join('\n')
    const found = undocumented(moduleOf('x.ts', text))
    expect(found.map((line) => line.slice('x.ts: '.length))).toEqual(['b', 'c', 'D', 'f', 'G'])
  })
})

describe('the repository', () => {
  test('names no registry of packages and no place on anybody’s machine', () => {
    const all = texts()
    expect(all.length).toBeGreaterThan(100)
    const home = homedir()
    const places = [ROOT, ...(home.length > 5 ? [home] : [])]
    expect(all.flatMap(({ path, text }) => leaks(path, text, places))).toEqual([])
  })

  test.each([
    [`https://${REGISTRY_HOSTS[0] ?? ''}/narf`, 1],
    [['', 'home', 'somebody', 'narf'].join('/'), 1],
    [['', 'Users', 'somebody', 'narf'].join('/'), 1],
    [['file:', '', '', 'root', '.ssh'].join('/'), 1],
    [['C:', 'Users', 'somebody'].join('\\'), 1],
    [`${ROOT}/src`, 1],
    ['~/.cache/narf, $HOME/narf, ./home/narf/x, /path/to/narf', 0],
    ['an S3 endpoint, https://s3.example.com', 0]
  ])('would be found: %s: %d', (text, count) => {
    expect(leaks('f', text, [ROOT])).toHaveLength(count)
  })
})
