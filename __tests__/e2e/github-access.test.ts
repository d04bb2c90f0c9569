import { randomBytes } from 'node:crypto'

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import { type Finished, type StepEnv } from '../support/action.ts'
import { DEBUG, expectDiscreet, watch } from '../support/discretion.ts'
import type { GithubFake } from '../support/github-fake/index.ts'
import { githubSteps, type GithubSteps } from '../support/github-steps.ts'
import { TYCHO_MODES, type TychoMode } from '../support/modes.ts'

const secret = (kind: string): string => `ghs_${kind}${randomBytes(12).toString('hex')}`
const TOKEN = {
  writer: secret('writer'),
  reader: secret('reader'),
  nothing: secret('nothing'),
  elsewhere: secret('elsewhere'),
  wrong: secret('wrong')
}

let steps: GithubSteps
let fake: GithubFake
beforeAll(async () => {
  steps = await githubSteps({
    repositories: {
      'octo/repo': {},
      'octo/private': { private: true },
      'octo/empty': { files: null },
      'octo/immutable': { immutableReleases: true },
      'octo/ruled': { blockedTags: /^narf-/ }
    },
    tokens: [
      { token: TOKEN.writer },
      { token: TOKEN.reader, permissions: { contents: 'read' } },
      { token: TOKEN.nothing, permissions: { contents: 'none' } },
      { token: TOKEN.elsewhere, repositories: ['octo/elsewhere'] }
    ]
  })
  fake = steps.fake
  await steps.push('narf', '0.0')
  await steps.push('narf', '0.1')
  await steps.push('narf', '0.2', { promote: 'true' })
  fake.repository().addRelease('by-hand-2.0', { assets: { 'narf.txt': 'by hand' } })
  await steps.runner.write('narf.txt', 'narf')
  await steps.runner.write('nothing.txt', '')
})
afterAll(() => steps.close())
beforeEach(() => {
  fake.clear()
})

const PUSH = { package: 'narf', version: '1.0', files: 'narf.txt' }
const INPUTS: Record<TychoMode, Record<string, string>> = {
  push: PUSH,
  pull: { packages: 'narf', force: 'true' },
  promote: { package: 'narf', version: '0.1' },
  init: { package: 'zort', 'local-name': 'zort' },
  list: {},
  reindex: {},
  check: { deep: 'true' },
  remove: { packages: 'narf@0.0' }
}

/** What none of the tests has done before. */
const REFUSED = {
  ...INPUTS,
  push: { ...PUSH, version: '2.0' },
  promote: { package: 'narf', version: '0.2' }
}

/** The signatures that were in signed addresses. */
const signatures = (): string[] => fake.find({ host: 'storage' }).flatMap(({ query }) => query['sig'] ?? [])
const errorsOf = ({ annotations }: Finished): string[] =>
  annotations.map(({ level, message }) => `${level}: ${message}`)

describe('every mode shows no token, and turns to GitHub alone', () => {
  const hostsOf = (): Set<string> =>
    new Set(
      [fake.apiUrl, fake.uploadsUrl, fake.serverUrl, fake.storageUrl].map(
        (url) => `connect ${new URL(url).host}`
      )
    )

  test.each(TYCHO_MODES.map((mode) => [mode, INPUTS[mode]] as const))('%s', async (mode, inputs) => {
    const { done, hosts } = await watch(
      steps.runner,
      { mode, ...inputs, 'job-token': TOKEN.writer },
      steps.env
    )
    expect(errorsOf(done)).toEqual([])
    expect(done.stdout.startsWith(`::add-mask::${TOKEN.writer}\n`)).toBe(true)
    expectDiscreet(done, [TOKEN.writer, ...signatures()])
    expect(hosts.length).toBeGreaterThan(0)
    expect(hosts.filter((host) => !hostsOf().has(host))).toEqual([])
    expect(
      fake.find({ host: ['storage', 'web'] }).filter(({ headers }) => 'authorization' in headers)
    ).toEqual([])
  })

  test('a private repository’s files come from a signed address, which is not shown either', async () => {
    fake.repository().setPrivate(true)
    const inputs = { mode: 'pull', ...INPUTS.pull, 'job-token': TOKEN.reader }
    const { done } = await watch(steps.runner, inputs, steps.env)
    fake.repository().setPrivate(false)
    expect(errorsOf(done)).toEqual([])
    expect(signatures().length).toBeGreaterThan(0)
    expectDiscreet(done, [TOKEN.reader, ...signatures()])
  })
})

describe('which token counts', () => {
  test.each<[what: string, inputs: Record<string, string>, env: StepEnv, from: string]>([
    ['an input', { token: TOKEN.writer, 'job-token': TOKEN.wrong }, {}, 'input token'],
    [
      'the job’s own, where the input is empty',
      { token: '', 'job-token': TOKEN.writer },
      {},
      'the job’s own'
    ],
    [
      'the job’s own, where the input is blank',
      { token: '  ', 'job-token': TOKEN.writer },
      {},
      'the job’s own'
    ],
    [
      'REGISTRY_TOKEN, for all steps',
      { 'job-token': TOKEN.wrong },
      { REGISTRY_TOKEN: TOKEN.writer },
      'REGISTRY_TOKEN'
    ],
    [
      'GITHUB_TOKEN',
      { 'job-token': '' },
      { GITHUB_TOKEN: TOKEN.writer, GH_TOKEN: TOKEN.wrong },
      'GITHUB_TOKEN'
    ],
    ['GH_TOKEN', { 'job-token': '' }, { GITHUB_TOKEN: '', GH_TOKEN: TOKEN.writer }, 'GH_TOKEN']
  ])('%s', async (_, inputs, env, from) => {
    const done = await steps.run('list', inputs, { ...env, ...DEBUG })
    expect([done.exitCode, done.log.split('\n')[0]]).toEqual([0, `GitHub token: ${from}`])
    expectDiscreet(done, Object.values(TOKEN))
  })
})

interface Refusal {
  readonly what: string
  readonly mode?: TychoMode
  readonly inputs?: Record<string, string>
  readonly repository?: string
  readonly says: RegExp
  readonly hint: RegExp
  /** The most requests. */
  readonly most: number
}

const refusals: Refusal[] = [
  ...TYCHO_MODES.map((mode) => ({
    ...{ what: `a wrong token (${mode})`, mode, inputs: { 'job-token': TOKEN.wrong }, most: 1 },
    ...{ says: /octo\/repo: 401: Bad credentials\./, hint: /leave `token` out: the job has its own/ }
  })),
  {
    ...{ what: 'no token', inputs: { 'job-token': '' }, most: 7 },
    ...{ says: /^creating release narf-2\.0 of octo\/repo: 401: /, hint: /No token was given: set `token`/ }
  },
  {
    ...{ what: 'a token that can only read', inputs: { 'job-token': TOKEN.reader }, most: 3 },
    says: /^creating release narf-2\.0 of octo\/repo: 403: /,
    hint: /Add `permissions: { contents: write }` to the job.*in a pull request from a fork/
  },
  {
    ...{
      what: 'a token that can only read',
      mode: 'promote',
      inputs: { 'job-token': TOKEN.reader },
      most: 4
    },
    says: /^committing to the branch registry of octo\/repo: /,
    hint: /Add `permissions: { contents: write }` to the job/
  },
  {
    ...{ what: 'a token without contents', mode: 'pull', inputs: { 'job-token': TOKEN.nothing }, most: 1 },
    ...{
      repository: 'octo/private',
      says: /^reading the branch registry of octo\/private: /,
      hint: /contents: read/
    }
  },
  ...(['push', 'pull', 'list', 'check'] as const).flatMap((mode) => [
    {
      ...{ what: `a repository that is not there (${mode})`, mode, inputs: { store: 'github://octo/none' } },
      ...{ most: 1, says: /octo\/none: Could not resolve/, hint: /Check the name in `store`/ }
    },
    {
      what: `a private repository, without a token (${mode})`,
      ...{ mode, inputs: { store: 'github://octo/private', 'job-token': '' } },
      ...{ most: 2, says: /octo\/private: 404: Not Found/, hint: /A private repository needs a token/ }
    },
    {
      what: `a private repository, with the token of another (${mode})`,
      ...{ mode, inputs: { store: 'github://octo/private', 'job-token': TOKEN.elsewhere } },
      ...{ most: 1, says: /octo\/private: Could not resolve/, hint: /good for its own repository alone/ }
    }
  ]),
  {
    ...{ what: 'a store that names no repository', inputs: { store: 'github://octo' }, most: 0 },
    ...{
      says: /^input store is "github:\/\/octo", which names no repository/,
      hint: /`github:\/\/owner\/repo`/
    }
  },
  {
    ...{ what: 'overwriting', inputs: { 'if-exists': 'overwrite' }, most: 0 },
    ...{
      says: /^input if-exists is "overwrite", which releases of GitHub do not/,
      hint: /Push another version/
    }
  },
  {
    ...{ what: 'a tag without the version', inputs: { tag: 'latest' }, most: 0 },
    ...{ says: /^input tag is "latest": everything would go to one release/, hint: /`{package}-{version}`/ }
  },
  {
    ...{ what: 'an empty file', inputs: { files: 'nothing.txt', package: 'poit' }, most: 0 },
    ...{
      says: /nothing\.txt has 0 bytes; github:\/\/octo\/repo takes 1 to /,
      hint: /step that makes the file/
    }
  },
  {
    ...{ what: 'an asset of somebody else’s', inputs: { package: 'by-hand' }, most: 3 },
    says: /^release by-hand-2\.0 of octo\/repo has a file narf\.txt already, with other bytes/,
    hint: /Rename the file, or delete that asset/
  },
  {
    ...{
      what: 'the tag of another version',
      inputs: { package: 'narf-0.2', version: 'rc', tag: '{package}' }
    },
    ...{ most: 1, says: /^release narf-0\.2 of octo\/repo belongs to narf 0\.2/, hint: /keeps them apart/ }
  },
  {
    ...{ what: 'a tag that a ruleset protects', repository: 'octo/ruled', most: 16 },
    ...{
      says: /^the tag narf-2\.0 of octo\/ruled may not be made: /,
      hint: /Let the ruleset make an exception/
    }
  },
  {
    ...{ what: 'a repository without a commit', repository: 'octo/empty', most: 8 },
    ...{ says: /octo\/empty: 409: Git Repository is empty/, hint: /Push a first commit/ }
  },
  {
    ...{ what: 'a target that is not there', inputs: { package: 'troz', target: 'nowhere' }, most: 10 },
    ...{
      says: /^the tag troz-2\.0 can't be put on `target`/,
      hint: /Name a branch, or a commit that was pushed/
    }
  }
]

describe('what can’t be done is one annotation that says what to do', () => {
  test.each(refusals)(
    '$what',
    async ({ mode = 'push', inputs = {}, repository = 'octo/repo', says, hint, most }) => {
      const releases = [...fake.repository(repository).releases.keys()]
      const all = { ...REFUSED[mode], 'job-token': TOKEN.writer, ...inputs }
      const done = await steps.run(mode, all, { GITHUB_REPOSITORY: repository, ...DEBUG })
      expect(done.exitCode).toBe(1)
      expect(errorsOf(done)).toEqual([expect.stringMatching(/^error: /)])
      expect(done.annotations[0]?.message).toMatch(says)
      expect(done.annotations[0]?.message).toMatch(hint)
      expect(done.annotations[0]?.message).not.toMatch(/\n|\.\./)
      expect(fake.requests.length).toBeLessThanOrEqual(most)
      expectDiscreet(done, [...Object.values(TOKEN)])
      expect([...fake.repository(repository).releases.keys()]).toEqual(releases)
    }
  )

  test('one file more for a release that is immutable', async () => {
    const on = { GITHUB_REPOSITORY: 'octo/immutable' }
    await steps.run('push', { ...PUSH, tag: 'v{version}', 'job-token': TOKEN.writer }, on)
    const other = {
      ...PUSH,
      package: 'zort',
      files: 'other.txt',
      tag: 'v{version}',
      'job-token': TOKEN.writer
    }
    await steps.runner.write('other.txt', 'other')
    expect(errorsOf(await steps.run('push', other, on))).toEqual([
      expect.stringMatching(/^error: release v1\.0 of octo\/immutable is published and immutable: .*`tag`/)
    ])
    expect(fake.find({ host: 'uploads' })).toEqual([])
    const removed = await steps.run('remove', { packages: 'narf@1.0', 'job-token': TOKEN.writer }, on)
    expect(errorsOf(removed)).toEqual([])
    expect(fake.repository('octo/immutable').releases.size).toBe(0)
  })
})

test('a limit is waited for, and the log says how long and why', async () => {
  fake.faults({ operation: 'graphql.query', times: 1, effect: { kind: 'secondary-limit', retryAfter: 1 } })
  const done = await steps.run('list', { 'job-token': TOKEN.writer })
  expect(done.exitCode).toBe(0)
  expect(done.log).toMatch(
    /\nGitHub has had enough requests for now \(403: You have exceeded a secondary rate limit.*\); waiting [12](\.\d)? s\n/
  )
})
