import { describe, expect, test } from '@jest/globals'
import { parseRepository, readGithub } from '../../../src/options/github.ts'
import { readerOf } from '../../../src/options/problems.ts'
import type { Environment } from '../../../src/options/tychoreg.ts'

function read(inputs: Record<string, string>, env: Environment = {}) {
  const given = Object.entries(inputs).map(
    ([name, value]) => [name, { value, label: `input ${name}` }] as const
  )
  const reader = readerOf(new Map(given), (name) => (name === name.toUpperCase() ? name : `input ${name}`))
  const place = { owner: 'owner', repo: 'repo', prefix: '' }
  const options = readGithub(reader, { env, proxyFor: () => undefined }, place)
  return { options, problems: reader.problems.map(({ input, message }) => `${input} ${message}`) }
}

describe('the name of a repository', () => {
  test.each<[text: string, expected: ReturnType<typeof parseRepository>]>([
    ['owner/repo', { owner: 'owner', repo: 'repo', rest: '' }],
    ['owner/repo.git', { owner: 'owner', repo: 'repo', rest: '' }],
    ['owner-1/my.repo_x/a/b', { owner: 'owner-1', repo: 'my.repo_x', rest: 'a/b' }],
    ['owner/.github', { owner: 'owner', repo: '.github', rest: '' }],
    ['owner', undefined],
    ['owner/', undefined],
    ['owner/..', undefined],
    ['/repo', undefined],
    ['own er/repo', undefined],
    ['owner/repo?x', undefined]
  ])('%s', (text, expected) => {
    expect(parseRepository(text)).toEqual(expected)
  })
})

describe('where GitHub is', () => {
  test.each<[env: Environment, api: string, graphql: string, server: string]>([
    [{}, 'https://api.github.com', 'https://api.github.com/graphql', 'https://github.com'],
    [
      { GITHUB_API_URL: 'https://ghe.example/api/v3/' },
      ...(['https://ghe.example/api/v3', 'https://ghe.example/api/graphql', 'https://ghe.example'] as const)
    ],
    [
      { GITHUB_API_URL: 'https://api.team.ghe.com' },
      ...(['https://api.team.ghe.com', 'https://api.team.ghe.com/graphql', 'https://team.ghe.com'] as const)
    ],
    [
      { GITHUB_API_URL: 'http://a', GITHUB_GRAPHQL_URL: 'http://b/graphql', GITHUB_SERVER_URL: 'http://c' },
      ...(['http://a', 'http://b/graphql', 'http://c'] as const)
    ]
  ])('%j', (env, apiUrl, graphqlUrl, serverUrl) => {
    expect(read({}, env)).toMatchObject({ options: { apiUrl, graphqlUrl, serverUrl }, problems: [] })
  })

  test('what is no address is blamed on its variable', () => {
    expect(read({}, { GITHUB_API_URL: 'ghe.example' }).problems).toEqual([
      'GITHUB_API_URL is "ghe.example", which is no address'
    ])
  })
})

describe('the token', () => {
  const none = 'none, which is enough to read what everybody may'
  test.each<[inputs: Record<string, string>, env: Environment, token: string | undefined, from: string]>([
    [{ token: 'given', 'job-token': 'job' }, { GITHUB_TOKEN: 'env' }, 'given', 'input token'],
    [{ 'job-token': 'job' }, { GITHUB_TOKEN: 'env', GH_TOKEN: 'gh' }, 'job', 'the job’s own'],
    [{ token: ' ', 'job-token': 'job' }, {}, 'job', 'the job’s own'],
    [{}, { GITHUB_TOKEN: 'env', GH_TOKEN: 'gh' }, 'env', 'GITHUB_TOKEN'],
    [{}, { GITHUB_TOKEN: '', GH_TOKEN: 'gh' }, 'gh', 'GH_TOKEN'],
    [{}, {}, undefined, none]
  ])('of %j and %j is %s, from %s', (inputs, env, token, tokenFrom) => {
    expect(read(inputs, env)).toMatchObject({ options: { token, tokenFrom }, problems: [] })
  })

  test.each<[inputs: Record<string, string>, env: Environment, blamed: string]>([
    [{ token: 'a b' }, {}, 'input token'],
    [{}, { GITHUB_TOKEN: '"quoted token"' }, 'GITHUB_TOKEN']
  ])('of %j and %j is wrong, and blamed on its place', (inputs, env, blamed) => {
    expect(read(inputs, env).problems).toEqual([
      `${blamed} has a blank or another character that no token has`
    ])
  })
})

describe('tag and branch', () => {
  test.each<[input: 'tag' | 'branch', value: string, read: string]>([
    ['tag', '{package}-{version}', '{package}-{version}'],
    ['tag', 'refs/tags/v{version}', 'v{version}'],
    ['tag', 'packages/{package}@{version}', 'packages/{package}@{version}'],
    ['tag', '{package}', '{package}'],
    ['branch', 'refs/heads/gh-pages', 'gh-pages'],
    ['branch', 'a/b', 'a/b']
  ])('%s: %s', (input, value, expected) => {
    expect(read({ [input]: value })).toMatchObject({ options: { [input]: expected }, problems: [] })
  })

  test.each<[inputs: Record<string, string>, problem: string]>([
    [{ tag: 'v1' }, 'input tag is "v1": everything would go to one release'],
    [{ tag: '{package}-{verison}' }, 'input tag has "{verison}", which stands for nothing'],
    [{ tag: '{package} {version}' }, 'input tag is "{package} {version}", which can\'t be the name of a tag'],
    [{ tag: '{version}.' }, 'input tag is "{version}.", which can\'t be the name of a tag'],
    [{ branch: 'a..b' }, 'input branch is "a..b", which can\'t be a branch\'s name'],
    [{ branch: '-x' }, 'input branch is "-x", which can\'t be a branch\'s name']
  ])('%j', (inputs, problem) => {
    expect(read(inputs).problems).toEqual([problem])
  })
})

describe('the notes of a release', () => {
  test.each([
    ['letters', 'n', 124_000],
    // Of two units each in the text, and one character for GitHub.
    ['pictures', '🐚', 124_000]
  ])('can have so many %s', (_, sign, most) => {
    const notes = sign.repeat(most)
    expect(read({ notes })).toMatchObject({ options: { release: { notes } }, problems: [] })
    expect(read({ notes: `${notes}${sign}` }).problems).toEqual([
      'input notes has 124001 characters, and the text of a GitHub release can have 124000'
    ])
  })
})
