import { describe, expect, test } from '@jest/globals'
import { secretsOf } from '../../../src/options/location.ts'
import { parseOptions, type Options, type Raw } from '../../../src/options/parse.ts'

async function parse(inputs: Readonly<Record<string, string>>, env: Record<string, string> = {}) {
  const given = Object.entries({ registry: 'python', store: 'file:out', ...inputs }).map(
    ([name, value]) => [name, { value, label: `input ${name}` }] as const
  )
  const around: Raw['around'] = {
    ...{ folder: '/', platform: 'linux', ci: false, gitTag: undefined, outfile: undefined },
    ...{ env, oidc: undefined, proxyFor: () => undefined, defaultFolder: undefined }
  }
  return parseOptions({ inputs: new Map(given), label: (name) => `input ${name}`, around })
}

async function understood(...given: Parameters<typeof parse>): Promise<Options> {
  const parsed = await parse(...given)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed.options
}

const reindex = { mode: 'reindex' }

describe('the repositories whose releases are entered', () => {
  test.each<[source: string, sources: string[]]>([
    ['github://owner/repo', ['github://owner/repo']],
    [
      'github:owner/repo\n\n github://Owner/Repo \nGitHub://other/to.ol.git',
      ['github://owner/repo', 'github://other/to.ol']
    ],
    ['', []]
  ])('of %j are %j', async (source, sources) => {
    expect((await understood({ ...reindex, source })).command).toMatchObject({ mode: 'reindex', sources })
  })

  test.each([
    'owner/repo',
    's3://bucket',
    'github://owner',
    'github://owner/repo/prefix',
    'https://github.com/o/r'
  ])('are not %s', async (source) => {
    expect(await parse({ ...reindex, source })).toMatchObject({
      problems: [{ input: 'input source', message: `has "${source}", which names no repository of GitHub` }]
    })
  })

  test('are for the format python and for reindex alone', async () => {
    const source = 'github://owner/repo'
    expect((await understood({ ...reindex, registry: 'tycho', source })).warnings).toEqual([
      'input source has no meaning for reindex of the format tycho and is ignored'
    ])
    expect((await understood({ mode: 'list', source })).warnings).toEqual([
      'input source has no meaning for list and is ignored'
    ])
  })
})

describe('what links begin with', () => {
  test.each<[text: string, baseUrl: string | null]>([
    ['https://a.example', 'https://a.example/simple'],
    ['http://a.example/b c/', 'http://a.example/b%20c/simple'],
    ['relative', null]
  ])('is for %j %j', async (text, baseUrl) => {
    const { command } = await understood({ ...reindex, 'base-url': text })
    expect(command).toMatchObject({ baseUrl: baseUrl === null ? null : `${baseUrl}/` })
  })

  test.each(['a.example', 'ftp://a.example', 'https://me@a.example', 'https://a.example/?b', 'Relative'])(
    'is not %s',
    async (text) => {
      expect(await parse({ ...reindex, 'base-url': text })).toMatchObject({
        problems: [
          {
            ...{ input: 'input base-url', message: expect.stringContaining('no address that links can') },
            hint: expect.stringMatching(/or `relative`\.$/)
          }
        ]
      })
    }
  )
})

describe('how to get at releases', () => {
  const token = { 'job-token': 'ghs_job' }

  test.each<[inputs: Record<string, string>, reads: boolean]>([
    [{ ...reindex, source: 'github://owner/repo' }, true],
    [reindex, false],
    [{ mode: 'check' }, true],
    [{ mode: 'pull', packages: 'narf' }, true],
    [{ mode: 'list' }, false],
    [{ mode: 'check', registry: 'tycho' }, false]
  ])('%j: %s', async (inputs, reads) => {
    const { releases, location } = await understood({ ...inputs, ...token })
    expect(releases?.token).toBe(reads ? 'ghs_job' : undefined)
    expect(secretsOf(location, releases)).toEqual(reads ? ['ghs_job'] : [])
  })

  test('is as the store says where that is on GitHub, and mistakes are told once', async () => {
    const store = 'github://owner/index'
    const { releases } = await understood({ mode: 'check', store, ...token })
    expect(releases).toMatchObject({ token: 'ghs_job', apiUrl: 'https://api.github.com' })
    for (const place of [store, 'file:out'])
      expect(await parse({ mode: 'check', store: place, token: 'a b' })).toMatchObject({
        problems: [{ input: 'input token' }]
      })
  })
})
