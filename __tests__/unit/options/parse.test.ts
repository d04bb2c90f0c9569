import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { MODES, type InputDefinition, type Mode } from '../../../src/options/input-definition.ts'
import { INPUT_NAMES, INPUTS, type InputName } from '../../../src/options/inputs.ts'
import { parseOptions, type Raw } from '../../../src/options/parse.ts'
import type { Given } from '../../../src/options/problems.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'

let files: Scratch
beforeEach(async () => {
  files = scratch()
  await files.write('narf.tgz', 'x')
})
afterEach(() => {
  files.remove()
})

function around(more: Partial<Raw['around']> = {}): Raw['around'] {
  return {
    ...{ folder: files.folder, platform: 'linux', env: {}, ci: false, gitTag: undefined, outfile: undefined },
    ...{ oidc: undefined, proxyFor: () => undefined, defaultFolder: undefined },
    ...more
  }
}

function given(inputs: Readonly<Record<string, string>>): Map<string, Given> {
  return new Map(Object.entries(inputs).map(([name, value]) => [name, { value, label: `input ${name}` }]))
}

async function parse(inputs: Readonly<Record<string, string>>, more?: Partial<Raw['around']>) {
  const parsed = await parseOptions({
    inputs: given(inputs),
    label: (name) => `input ${name}`,
    around: around(more)
  })
  return 'options' in parsed
    ? { ...parsed.options, problems: [] }
    : { problems: parsed.problems.map(({ input, message }) => `${input} ${message}`) }
}

/** Enough for every mode to be understood. */
const ENOUGH: Readonly<Record<Mode, Readonly<Record<string, string>>>> = {
  push: { package: 'narf', version: '1.0', files: 'narf.tgz' },
  pull: { packages: 'narf' },
  promote: { package: 'narf', version: '1.0' },
  init: { package: 'narf', 'local-name': 'narf' },
  list: {},
  reindex: {},
  check: {},
  yank: { registry: 'python', packages: 'narf==1.0' },
  remove: { packages: 'narf@1.0' }
}

describe('options', () => {
  test.each(MODES)('of %s', async (mode) => {
    expect(await parse({ mode, store: 'file:out', ...ENOUGH[mode] })).toMatchObject({
      command: { mode },
      location: { kind: 'folder', folder: 'out', prefix: mode === 'yank' ? 'simple/' : '' },
      ...{ dryRun: false, cache: true, warnings: [], problems: [] }
    })
  })

  test.each([
    [{}, true, false],
    [{ cache: 'true', 'dry-run': 'false' }, true, false],
    [{ cache: 'false', 'dry-run': 'true' }, false, true]
  ])('with %j: cache %s, dry run %s', async (inputs, cache, dryRun) => {
    expect(await parse({ mode: 'pull', store: 'file:out', packages: 'a', ...inputs })).toMatchObject({
      cache,
      dryRun
    })
  })

  test.each(['narf==1.0', 'narf@1.0'])(
    'no versions are named of which so many are kept: %s',
    async (packages) => {
      const inputs = { mode: 'remove', registry: 'python', store: 'file:out', keep: '1', packages }
      expect(await parse(inputs)).toMatchObject({
        problems: [`input packages has "${packages}", which names a version although \`keep\` is given`]
      })
    }
  )

  test.each(['true', 'false'])('what is to be signed is told of a dry run: %s', async (dryRun) => {
    await files.write('narf-1.0.tar.gz', 'x')
    const inputs = { registry: 'python', store: 'file:out', files: 'narf-1.0.tar.gz', sign: 'true' }
    expect(await parse({ mode: 'push', ...inputs, 'dry-run': dryRun })).toMatchObject({
      command: { sign: { program: 'gpg', identity: undefined, dryRun: dryRun === 'true' } }
    })
  })

  test('come from the configuration where the inputs leave room', async () => {
    await files.write(
      '.tychoreg.json',
      '{"tycho": {"outdir": "out"}, "s3": {"bucket": "configured", "odd": 1}}'
    )
    expect(await parse({ mode: 'pull', packages: 'a' })).toMatchObject({
      command: { folder: join(files.folder, 'out') },
      location: { kind: 's3', options: { bucket: 'configured' } },
      warnings: ['.tychoreg.json: the key s3.odd has no meaning here and is ignored']
    })
  })

  test('without a store there are the releases of the workflow’s own repository', async () => {
    const env = { GITHUB_REPOSITORY: 'owner/repo' }
    expect(await parse({ mode: 'list' }, { env })).toMatchObject({
      location: { kind: 'github', options: { owner: 'owner', repo: 'repo', prefix: '' } }
    })
  })

  test('without a store there is the folder of the command line', async () => {
    expect(await parse({ mode: 'list' }, { defaultFolder: '.registry' })).toMatchObject({
      location: { kind: 'folder', folder: '.registry' }
    })
  })
})

describe('what has no meaning for a mode', () => {
  const meaningless = MODES.flatMap((mode) =>
    INPUT_NAMES.filter((name) => !INPUTS[name].modes.some((each) => each === mode)).map(
      (name) => [mode, name] as const
    )
  )

  test.each(meaningless)('%s: %s is ignored with a warning', async (mode, name) => {
    expect(await parse({ mode, store: 'file:out', ...ENOUGH[mode], [name]: 'true' })).toMatchObject({
      warnings: [`input ${name} has no meaning for ${mode} and is ignored`],
      problems: []
    })
  })

  test('nor for a folder: what reaches a bucket, but for variables that steps share', async () => {
    const inputs = {
      mode: 'list',
      store: 'file:out',
      region: 'x',
      'endpoint-url': 'http://x',
      's3-put-args': '{'
    }
    expect(await parse(inputs)).toMatchObject({
      warnings: ['region', 'endpoint-url', 's3-put-args'].map(
        (name) => `input ${name} has no meaning for the folder out and is ignored`
      ),
      problems: []
    })
    const shared = await parseOptions({
      inputs: new Map([
        ...given({ mode: 'list', store: 'file:out' }),
        ['region', { value: 'x', label: 'REGISTRY_REGION' }]
      ]),
      label: (name) => name,
      around: around()
    })
    expect(shared).toMatchObject({ options: { warnings: [] } })
  })

  test.each<[store: string, name: InputName, place: string]>([
    ['s3://bucket', 'tag', 'a bucket'],
    ['file:out', 'branch', 'the folder out'],
    ['github://owner/repo', 'region', 'releases of GitHub']
  ])('nor for %s: %s', async (store, name, place) => {
    expect(await parse({ mode: 'list', store, [name]: 'x' })).toMatchObject({
      warnings: [`input ${name} has no meaning for ${place} and is ignored`],
      problems: []
    })
  })

  test('nor for a reindex of what lies on GitHub: what links begin with, which a push may well say', async () => {
    await files.write('narf-1.0.tar.gz', 'x')
    const inputs = { store: 'github://owner/repo', registry: 'python', 'base-url': 'https://narf.example/' }
    expect(await parse({ mode: 'reindex', ...inputs })).toMatchObject({
      warnings: ['input base-url has no meaning for releases of GitHub and is ignored'],
      problems: []
    })
    expect(await parse({ mode: 'push', files: 'narf-1.0.tar.gz', ...inputs })).toMatchObject({
      ...{ warnings: [], problems: [] }
    })
    expect(await parse({ mode: 'reindex', ...inputs, store: 'file:out' })).toMatchObject({
      ...{ warnings: [], problems: [] }
    })
  })

  test.each(['true', 'false'])('nor for the format: full: %s', async (full) => {
    expect(await parse({ mode: 'reindex', store: 'file:out', full })).toMatchObject({
      warnings: ['input full has no meaning for reindex of the format tycho and is ignored'],
      problems: []
    })
  })
})

/** A value of every input that no reader lets pass, and what is said of it; for those that take any text, what they change. */
const EFFECTS: Readonly<Record<InputName, { readonly wrong: string } | { readonly changes: string }>> = {
  mode: { wrong: 'psh' },
  registry: { wrong: 'ruby' },
  store: { wrong: 'nowhere' },
  prefix: { wrong: '../x' },
  config: { wrong: 'none.json' },
  region: { changes: 'nowhere-1' },
  'endpoint-url': { wrong: 'x' },
  profile: { changes: 'a-profile' },
  'aws-access-key-id': { wrong: 'half' },
  'aws-secret-access-key': { wrong: 'half' },
  'aws-session-token': { wrong: 'alone' },
  'role-to-assume': { wrong: 'x' },
  's3-put-args': { wrong: 'x' },
  token: { wrong: 'a b' },
  'job-token': { changes: 'ghs_job' },
  tag: { wrong: 'v1' },
  branch: { wrong: 'a b' },
  publish: { wrong: 'x' },
  source: { wrong: 's3://bucket' },
  'make-latest': { wrong: 'x' },
  prerelease: { wrong: 'x' },
  notes: { changes: 'what-is-new' },
  'generate-notes': { wrong: 'x' },
  target: { changes: 'a-commit' },
  'dry-run': { wrong: 'x' },
  'allow-races': { wrong: 'x' },
  package: { wrong: '..' },
  version: { wrong: '^1' },
  files: { wrong: 'none' },
  'local-name': { wrong: '..' },
  promote: { wrong: 'x' },
  'if-exists': { wrong: 'x' },
  'base-url': { wrong: 'ftp://host' },
  sign: { wrong: 'x' },
  'sign-with': { wrong: 'gpg2' },
  identity: { wrong: 'me' },
  reason: { changes: 'a-reason' },
  undo: { wrong: 'x' },
  packages: { wrong: '..' },
  release: { wrong: 'a b' },
  assets: { wrong: 'a/b' },
  'source-archives': { wrong: 'rar' },
  path: { changes: 'elsewhere' },
  lockfile: { changes: 'a.lock' },
  'update-lock': { wrong: 'x' },
  cache: { wrong: 'x' },
  force: { wrong: 'x' },
  extract: { wrong: 'x' },
  'python-version': { wrong: 'x' },
  platform: { wrong: 'banana' },
  keep: { wrong: 'x' },
  full: { wrong: 'x' },
  deep: { wrong: 'x' }
}

/** What is to sign is not true, where only what to sign with is given. */
const BLAMED: Partial<Record<InputName, InputName>> = { 'sign-with': 'sign', identity: 'sign' }

/** What is of GitHub alone. */
const OF_GITHUB: ReadonlySet<InputName> = new Set([
  ...(['token', 'job-token', 'tag', 'branch', 'publish', 'make-latest', 'prerelease'] as const),
  ...(['notes', 'generate-notes', 'target'] as const)
])

/** An input of one format is given to that one. */
function formatOf(name: InputName): Record<string, string> {
  const { registry }: InputDefinition = INPUTS[name]
  return registry === 'python' ? { registry, files: 'narf.tgz' } : {}
}

describe('every input is read', () => {
  const uses = INPUT_NAMES.flatMap((name) => INPUTS[name].modes.map((mode) => [name, mode] as const))

  test.each(uses)('%s by %s', async (name, mode) => {
    const effect = EFFECTS[name]
    const store = OF_GITHUB.has(name) ? 'github://owner/repo' : 's3://bucket'
    const inputs = { mode, store, ...ENOUGH[mode], ...formatOf(name) }
    if ('wrong' in effect) {
      const { problems } = await parse({ ...inputs, [name]: effect.wrong })
      // Half a pair of keys is said of the half that is missing.
      const blamed = /^aws-(access|secret)/.test(name) ? 'input aws-' : `input ${BLAMED[name] ?? name} `
      expect(problems).toContainEqual(expect.stringContaining(blamed))
    } else {
      const changed = await parse({ ...inputs, [name]: effect.changes })
      expect(changed.problems).toEqual([])
      expect(JSON.stringify(changed)).toContain(effect.changes)
      expect(JSON.stringify(await parse(inputs))).not.toContain(effect.changes)
    }
  })
})

describe('mistakes', () => {
  test.each<[inputs: Record<string, string>, problems: string[]]>([
    [{}, ['input mode is missing']],
    [{ mode: 'psh' }, ['input mode is "psh", which is no mode']],
    [{ mode: 'constructor' }, ['input mode is "constructor", which is no mode']],
    [{ mode: 'yank', store: 'file:out' }, ['input mode is yank, which the format tycho does not have']],
    [
      { mode: 'promote', registry: 'python', store: 'file:out' },
      ['input mode is promote, which the format python does not have']
    ],
    [
      {
        mode: 'push',
        store: 'github://o/r',
        package: 'a',
        version: '1',
        files: 'narf.tgz',
        'if-exists': 'overwrite'
      },
      ['input if-exists is "overwrite", which releases of GitHub do not allow: an asset is written once']
    ],
    [{ mode: 'list', registry: 'ruby' }, ['input registry is "ruby", which is none of its values']],
    [{ mode: 'list', stroe: 'x' }, ['input stroe is not an input of this action']],
    [{ mode: 'list', constructor: 'x' }, ['input constructor is not an input of this action']],
    [{ mode: 'list', 'dry-run': 'x' }, ['input dry-run is "x", which is neither true nor false']],
    [
      { mode: 'pull', packages: 'a', 'dry-run': 'x' },
      ['input dry-run is "x", which is neither true nor false']
    ],
    [{ mode: 'pull', packages: 'a', cache: 'x' }, ['input cache is "x", which is neither true nor false']]
  ])('%j', async (inputs, problems) => {
    expect((await parse({ store: 'file:out', ...inputs })).problems).toEqual(problems)
  })

  test('the environment is blamed by the names of its variables', async () => {
    const env = { AWS_CA_BUNDLE: join(files.folder, 'none.pem'), AWS_ENDPOINT_URL: 'nowhere' }
    expect((await parse({ mode: 'list', store: 's3://bucket' }, { env })).problems).toEqual([
      'AWS_ENDPOINT_URL is "nowhere", which is no address',
      expect.stringMatching(/^AWS_CA_BUNDLE names .*none\.pem, which can't be read/)
    ])
  })

  test('are all said together, whatever they are about', async () => {
    await files.write('.tychoreg.json', '{"s3": {"bucket": "bucket", "region_name": []}}')
    const { problems } = await parse({
      ...{
        mode: 'push',
        registry: 'ruby',
        stroe: 'x',
        store: 's3://bucket/a//b',
        prefix: '..',
        'endpoint-url': 'x'
      },
      ...{ 'aws-access-key-id': 'half', 'role-to-assume': 'x', 's3-put-args': '[]', 'allow-races': 'x' },
      ...{ 'dry-run': 'x', package: '/', version: 'latest', files: 'none', 'local-name': '/', promote: 'x' },
      ...{ 'if-exists': 'x', cache: 'x' }
    })
    expect(problems.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'input stroe is',
      'input registry is',
      'input config (.tychoreg.json)',
      'input prefix is',
      'input store has',
      'input endpoint-url is',
      'input aws-secret-access-key is',
      'input role-to-assume is',
      'input role-to-assume is',
      'input role-to-assume needs',
      'input s3-put-args is',
      'input allow-races is',
      'input promote is',
      'input package is',
      'input version is',
      'input files is',
      'input local-name is',
      'input if-exists is',
      'input dry-run is',
      'input cache is'
    ])
  })

  test.each(['nowhere', 'ftp://host', undefined])(
    'of what reaches a bucket are said also where the store is %s',
    async (store) => {
      const { problems } = await parse({
        ...{ mode: 'list', region: 'x y', 'endpoint-url': 'x', 'aws-access-key-id': 'half' },
        ...{ 's3-put-args': '[]', 'allow-races': 'x' },
        ...(store === undefined ? {} : { store })
      })
      expect(problems.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
        'input store is',
        'input region is',
        'input endpoint-url is',
        'input aws-secret-access-key is',
        'input s3-put-args is',
        'input allow-races is'
      ])
    }
  )

  test('of the environment are none of theirs where nothing says that a bucket is meant', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'half', AWS_ENDPOINT_URL: 'x' }
    expect((await parse({ mode: 'list', store: 'nowhere' }, { env })).problems).toEqual([
      'input store is "nowhere", which names no store'
    ])
  })

  test.each(['{"s3": ', '{"s3": {}}', '[]'])(
    'in the configuration are not the lack of one: %s',
    async (config) => {
      await files.write('.tychoreg.json', config)
      const said = expect.stringMatching(/^input config \(\.tychoreg\.json\) /)
      expect((await parse({ mode: 'list' })).problems).toEqual([said])
      expect((await parse({ mode: 'list' }, { defaultFolder: '.registry' })).problems).toEqual([said])
    }
  )

  test('leave nothing behind: there are options or problems, never both', async () => {
    const parsed = await parseOptions({
      inputs: given({ mode: 'list', store: 'nowhere' }),
      label: (name) => name,
      around: around()
    })
    expect(Object.keys(parsed)).toEqual(['problems'])
  })
})
