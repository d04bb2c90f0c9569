import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parseOptions, type Raw } from '../../../src/options/parse.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'

let files: Scratch
beforeEach(() => {
  files = scratch()
})
afterEach(() => {
  files.remove()
})

type Inputs = Readonly<Record<string, string>>

async function parse(inputs: Inputs, more: Partial<Raw['around']> = {}) {
  const given = Object.entries({ mode: 'pull', ...inputs }).map(
    ([name, value]) => [name, { value, label: `input ${name}` }] as const
  )
  const around: Raw['around'] = {
    ...{ folder: files.folder, platform: 'linux', ci: false, gitTag: undefined, outfile: undefined },
    ...{ env: { GITHUB_REPOSITORY: 'this/one' }, oidc: undefined, proxyFor: () => undefined },
    defaultFolder: undefined,
    ...more
  }
  return parseOptions({ inputs: new Map(given), label: (name) => `input ${name}`, around })
}

async function understood(inputs: Inputs, more?: Partial<Raw['around']>) {
  const parsed = await parse(inputs, more)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  const { command, location, warnings } = parsed.options
  if (command.mode !== 'pull') throw new Error(command.mode)
  return { requests: command.requests, location, warnings }
}

describe('a release', () => {
  test.each<[inputs: Inputs, text: string, which: object]>([
    [{ release: 'v1.0' }, 'github://this/one@v1.0', { kind: 'tag', tag: 'v1.0' }],
    [{ release: 'refs/tags/v1.0' }, 'github://this/one@v1.0', { kind: 'tag', tag: 'v1.0' }],
    [{ release: 'pkg/v1.0' }, 'github://this/one@pkg/v1.0', { kind: 'tag', tag: 'pkg/v1.0' }],
    [{ release: 'latest' }, 'github://this/one@latest', { kind: 'latest', prereleases: false }],
    [
      { release: 'latest', prerelease: 'true' },
      'github://this/one@latest (with prereleases)',
      { kind: 'latest', prereleases: true }
    ],
    [{ release: 'refs/tags/latest' }, 'github://this/one@refs/tags/latest', { kind: 'tag', tag: 'latest' }],
    [
      { release: 'v1', store: 'github://other/tool', assets: '*.zip\n\n !*.asc ' },
      'github://other/tool@v1 *.zip !*.asc',
      { kind: 'tag', tag: 'v1' }
    ],
    [
      { release: 'v1', assets: '*.deb', 'source-archives': 'tar.gz\nzip\ntar.gz' },
      'github://this/one@v1 *.deb source/zip source/tar.gz',
      { kind: 'tag', tag: 'v1' }
    ]
  ])('%j is asked for as %s', async (inputs, text, which) => {
    const { requests, location, warnings } = await understood(inputs)
    expect(requests).toMatchObject([{ text, which }])
    expect(location.kind).toBe('releases')
    expect(warnings).toEqual([])
  })

  test('is one of this repository also where a configuration names a bucket, whose folder counts', async () => {
    await files.write('.tychoreg.json', '{"tycho": {"outdir": "out"}, "s3": {"bucket": "configured"}}')
    expect(await understood({ release: 'v1' })).toMatchObject({
      location: { kind: 'releases', options: { owner: 'this', repo: 'one' } }
    })
  })

  test('is one of the workflow’s repository for the command line, too', async () => {
    expect(await understood({ release: 'v1' }, { defaultFolder: '.registry' })).toMatchObject({
      location: { kind: 'releases' }
    })
  })

  test.each<[inputs: Inputs, warning: string]>([
    [
      { release: 'v1', prerelease: 'true' },
      'input prerelease has no meaning for a release that is named by its tag'
    ],
    [{ packages: 'narf', prerelease: 'true' }, 'input prerelease has no meaning for pull of packages'],
    [{ release: 'v1', tag: 'x{version}' }, 'input tag has no meaning for a release that is named'],
    [{ release: 'v1', prefix: 'x' }, 'input prefix has no meaning for a release that is named'],
    [{ release: 'v1', region: 'x' }, 'input region has no meaning for a release that is named']
  ])('%j: %s', async (inputs, warning) => {
    expect((await understood(inputs)).warnings).toEqual([`${warning} and is ignored`])
  })
})

describe('mistakes', () => {
  test.each<[inputs: Inputs, more: Partial<Raw['around']>, problems: string[]]>([
    [{}, {}, ['input packages is missing']],
    [{ release: 'v1', packages: 'narf' }, {}, ['input packages is given together with a release']],
    [{ packages: 'narf', assets: '*' }, {}, ['input assets is given, but no release is named']],
    [
      { packages: 'narf', 'source-archives': 'zip' },
      {},
      ['input source-archives is given, but no release is named']
    ],
    [
      { release: 'v1', 'source-archives': 'rar\nzip' },
      {},
      ['input source-archives has "rar", which is none that GitHub makes']
    ],
    [
      { release: 'v1', assets: 'dist\\*.zip\n!' },
      {},
      [
        'input assets has "dist\\\\*.zip", which has a slash or a backslash, which no name of an asset has',
        'input assets has "!", which names nothing'
      ]
    ],
    [{ release: 'v 1' }, {}, ['input release is "v 1", which can\'t be the name of a tag']],
    [{ release: '..' }, {}, ['input release is "..", which can\'t be the name of a tag']],
    [
      { release: 'v1', store: 's3://bucket' },
      {},
      ['input store is "s3://bucket", but a release is looked for on GitHub']
    ],
    [
      { release: 'v1' },
      { env: {} },
      ['input store is missing, and there is no workflow’s repository (GITHUB_REPOSITORY)']
    ],
    [
      { release: 'v1', store: 'github://nobody' },
      {},
      ['input store is "github://nobody", which names no repository']
    ],
    [
      { release: 'latest', prerelease: 'maybe' },
      {},
      ['input prerelease is "maybe", which is neither true nor false']
    ]
  ])('%j with %j', async (inputs, more, problems) => {
    const parsed = await parse(inputs, more)
    expect(
      'problems' in parsed ? parsed.problems.map(({ input, message }) => `${input} ${message}`) : []
    ).toEqual(problems)
  })
})
