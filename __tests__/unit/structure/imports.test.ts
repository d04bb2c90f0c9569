import { beforeAll, describe, expect, test } from '@jest/globals'
import ts from 'typescript'
import * as v from 'valibot'
import { moduleOf, modulesBelow, textOf, visit, type Module } from '../../support/sources.ts'

interface Layer {
  readonly name: string
  /** Files, or folders with a slash at the end, below `src/`. */
  readonly holds: readonly string[]
  /** The layers it may import from, besides itself. */
  readonly uses: readonly string[]
  /** Layers of which it may import types. */
  readonly types?: readonly string[]
}

/** From the bottom up: every layer uses only what stands above it in this table. */
const LAYERS: readonly Layer[] = [
  {
    name: 'leaves',
    holds: [
      'errors',
      'log',
      'folders',
      'digest',
      'hash-worker',
      'budget',
      'memory',
      'network',
      'version'
    ].map((name) => `${name}.ts`),
    uses: []
  },
  {
    name: 'contract of stores',
    holds: [
      'store',
      'released',
      'with-releases',
      'body',
      'pages',
      'update',
      'healing',
      'dry-run',
      'lazy'
    ].map((name) => `stores/${name}.ts`),
    uses: ['leaves']
  },
  { name: 'folder', holds: ['stores/filesystem/'], uses: ['leaves', 'contract of stores'] },
  { name: 's3', holds: ['stores/s3/'], uses: ['leaves', 'contract of stores'] },
  { name: 'github', holds: ['stores/github/'], uses: ['leaves', 'contract of stores'] },
  { name: 'transfer', holds: ['transfer/'], uses: ['leaves', 'contract of stores'] },
  { name: 'format', holds: ['format.ts', 'leftovers.ts'], uses: ['leaves'], types: ['contract of stores'] },
  { name: 'tycho', holds: ['tycho/'], uses: ['leaves', 'contract of stores', 'format', 'transfer'] },
  { name: 'python', holds: ['python/'], uses: ['leaves', 'contract of stores', 'format', 'transfer'] },
  { name: 'releases', holds: ['releases/'], uses: ['leaves', 'contract of stores', 'tycho'] },
  {
    name: 'pull',
    holds: ['pull/'],
    uses: ['leaves', 'contract of stores', 'transfer', 'tycho', 'python', 'releases']
  },
  {
    name: 'commands',
    holds: ['commands/'],
    uses: ['leaves', 'contract of stores', 'format', 'transfer', 'tycho', 'python', 'pull']
  },
  {
    name: 'options',
    holds: ['options/'],
    uses: ['leaves', 'format', 'tycho', 'python', 'releases'],
    types: ['s3', 'github', 'commands']
  },
  { name: 'surroundings', holds: ['surroundings.ts'], uses: ['options'] },
  {
    name: 'run',
    holds: ['run.ts'],
    uses: ['leaves', 'contract of stores', 'folder', 's3', 'github', 'commands'],
    types: ['options', 'pull']
  },
  {
    name: 'action',
    holds: ['action/'],
    uses: ['leaves', 'format', 'options', 'pull', 'run', 'surroundings'],
    types: ['commands', 'tycho']
  },
  {
    name: 'cli',
    holds: ['cli/'],
    uses: ['leaves', 'options', 'pull', 'run', 'surroundings'],
    types: ['commands']
  },
  { name: 'entries', holds: ['main.ts', 'post.ts', 'cli.ts'], uses: ['leaves', 'action', 'cli'] }
]

/** Libraries that take time to load: a step that does not need them must not pay for them. */
const HEAVY = [
  /^@aws-sdk\//,
  /^@smithy\//,
  /^@actions\/cache$/,
  /^tar$/,
  /^yauzl$/,
  /^tinyglobby$/,
  /^cli-progress$/,
  /^cli-table3$/,
  /^https?-proxy-agent$/
]

let modules: Module[]
beforeAll(() => {
  modules = modulesBelow('src')
})

function layerOf(path: string): Layer | undefined {
  const below = path.replace(/^src\//, '')
  return LAYERS.find(({ holds }) =>
    holds.some((each) => (each.endsWith('/') ? below.startsWith(each) : below === each))
  )
}

/** What is imported across layers in a way the table does not know. */
function trespasses(all: readonly Module[]): string[] {
  return all.flatMap(({ path, imports }) =>
    imports.flatMap(({ from, kind }) => {
      const [own, other] = [layerOf(path), layerOf(from)]
      if (own === undefined || other === undefined || own === other) return []
      const allowed = [...own.uses, ...(kind === 'type' ? (own.types ?? []) : [])]
      return allowed.includes(other.name) ? [] : [`${path} imports ${from} (${kind})`]
    })
  )
}

/** The first circle of imports there is, types included. */
function circleIn(all: readonly Module[]): string[] | undefined {
  const byPath = new Map(all.map((module) => [module.path, module]))
  const done = new Set<string>()
  const search = (path: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const { from } of byPath.get(path)?.imports ?? []) {
      const circle = search(from, [...way, path])
      if (circle !== undefined) return circle
    }
    done.add(path)
    return undefined
  }
  for (const { path } of all) {
    const circle = search(path, [])
    if (circle !== undefined) return circle
  }
  return undefined
}

/** Libraries that are loaded with a module, at once. */
function loadedWith(all: readonly Module[], start: readonly string[]): Map<string, string> {
  const byPath = new Map(all.map((module) => [module.path, module]))
  const libraries = new Map<string, string>()
  const seen = new Set<string>()
  const load = (path: string) => {
    if (seen.has(path)) return
    seen.add(path)
    for (const { from, kind } of byPath.get(path)?.imports ?? []) {
      if (kind !== 'static') continue
      if (byPath.has(from)) load(from)
      else libraries.set(from, path)
    }
  }
  start.forEach(load)
  return libraries
}

/** Where a module reads `process.env`. */
function readsEnvironment({ source }: Module): boolean {
  let found = false
  visit(source, (node) => {
    const named =
      (ts.isPropertyAccessExpression(node) && node.name.text === 'env') ||
      (ts.isElementAccessExpression(node) &&
        ts.isStringLiteralLike(node.argumentExpression) &&
        node.argumentExpression.text === 'env')
    if (named && node.expression.getText() === 'process') found = true
    if (ts.isImportSpecifier(node) && node.name.text === 'env') found = true
    if (ts.isVariableDeclaration(node) && node.initializer?.getText() === 'process') found = true
  })
  return found
}

describe('imports point one way', () => {
  test('every module belongs to a layer', () => {
    expect(modules.length).toBeGreaterThan(50)
    expect(modules.filter(({ path }) => layerOf(path) === undefined).map(({ path }) => path)).toEqual([])
  })

  test('the layers stand on each other, and none of them is empty', () => {
    const below: string[] = []
    for (const { name, holds, uses, types = [] } of LAYERS) {
      expect(below).toEqual(expect.arrayContaining([...uses, ...types]))
      for (const each of holds)
        expect([each, modules.some(({ path }) => path.startsWith(`src/${each}`))]).toEqual([each, true])
      below.push(name)
    }
  })

  test('from higher layers to lower ones', () => {
    expect(trespasses(modules)).toEqual([])
  })

  test('and never in a circle', () => {
    expect(circleIn(modules)).toBeUndefined()
  })

  test('the program’s own modules are there, and are named with their endings', () => {
    const paths = new Set(modules.map(({ path }) => path))
    const lost = modules.flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) => from.startsWith('src') && !paths.has(from))
        .map(({ from }) => `${path}: ${from}`)
    )
    expect(lost).toEqual([])
  })

  test('a trespass and a circle would be found', () => {
    const wrong = [
      moduleOf('src/tycho/a.ts', `import { openS3 } from '../stores/s3/index.ts'`),
      moduleOf('src/stores/s3/index.ts', `import { b } from '../../transfer/b.ts'`),
      moduleOf('src/transfer/b.ts', `const a = await import('../tycho/a.ts')`),
      moduleOf(
        'src/options/c.ts',
        `import type { D } from '../commands/d.ts'; import { e } from '../commands/e.ts'`
      )
    ]
    expect(trespasses(wrong)).toEqual([
      'src/tycho/a.ts imports src/stores/s3/index.ts (static)',
      'src/stores/s3/index.ts imports src/transfer/b.ts (static)',
      'src/transfer/b.ts imports src/tycho/a.ts (dynamic)',
      'src/options/c.ts imports src/commands/e.ts (static)'
    ])
    expect(circleIn(wrong)).toEqual([
      'src/tycho/a.ts',
      'src/stores/s3/index.ts',
      'src/transfer/b.ts',
      'src/tycho/a.ts'
    ])
  })
})

describe('libraries', () => {
  test('that are heavy are loaded when they are needed, and not before', () => {
    // The entries themselves load the rest of the program dynamically, so that it is compiled once.
    const entries = ['src/main.ts', 'src/post.ts', 'src/cli.ts']
    const start = modules
      .filter(({ path }) => entries.includes(path))
      .flatMap(({ path, imports }) => [path, ...imports.map(({ from }) => from)])
    expect(start).toEqual(
      expect.arrayContaining(['src/action/main.ts', 'src/cli/main.ts', 'src/cli/program.ts'])
    )
    const early = [...loadedWith(modules, start)].filter(([name]) => HEAVY.some((heavy) => heavy.test(name)))
    expect(early).toEqual([])
  })

  test('that are heavy would be found', () => {
    const wrong = [
      moduleOf('src/main.ts', `import './a.ts'`),
      moduleOf('src/a.ts', `import { type B, c } from './b.ts'`),
      moduleOf(
        'src/b.ts',
        `import type { S } from '@smithy/types'; import { x } from 'tar'; await import('yauzl')`
      )
    ]
    expect([...loadedWith(wrong, ['src/main.ts'])]).toEqual([['tar', 'src/b.ts']])
  })

  test('of the runner are known to the action alone', () => {
    const users = modules.filter(({ imports }) => imports.some(({ from }) => from.startsWith('@actions/')))
    expect(users.length).toBeGreaterThan(0)
    expect(users.map(({ path }) => path).filter((path) => !path.startsWith('src/action/'))).toEqual([])
  })

  test('are all named in package.json, and all that are named are used', () => {
    const named = v.object({
      dependencies: v.record(v.string(), v.string()),
      devDependencies: v.record(v.string(), v.string())
    })
    const { dependencies, devDependencies } = v.parse(named, JSON.parse(textOf('package.json')))
    const packageOf = (name: string) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/')
    const outside = modules.flatMap(({ imports }) =>
      imports
        .filter(({ from }) => !from.startsWith('src/') && !from.startsWith('node:'))
        .map(({ from, kind }) => ({ name: packageOf(from), kind }))
    )
    const running = outside.filter(({ kind }) => kind !== 'type').map(({ name }) => name)
    expect(Object.keys(dependencies).sort()).toEqual([...new Set(running)].sort())
    const forTypes = outside.filter(({ name }) => !(name in dependencies)).map(({ name }) => name)
    expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(forTypes))
  })
})

describe('the environment', () => {
  test('is read by the action and the entries alone', () => {
    const readers = modules.filter(readsEnvironment).map(({ path }) => path)
    expect(readers).toEqual(expect.arrayContaining(['src/main.ts', 'src/cli.ts']))
    expect(readers.filter((path) => !/^src\/(action\/|main\.ts$|post\.ts$|cli\.ts$)/.test(path))).toEqual([])
  })

  test.each([
    ['process.env', true],
    ['process["env"]["HOME"]', true],
    ['import { env } from "node:process"', true],
    ['const { env } = process', true],
    ['options.env', false],
    ['process.platform', false]
  ])('a reader would be found: %s: %s', (text, expected) => {
    expect(readsEnvironment(moduleOf('src/a.ts', text))).toBe(expected)
  })
})
