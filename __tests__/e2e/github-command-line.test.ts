import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import { jsonOf, registry, workspace, type Finished } from '../support/command-line.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'

const TOKEN = 'github_pat_of_somebody'
const spaces = workspace()
let fake: GithubFake
let cwd: string
beforeAll(async () => {
  fake = await startGithubFake({
    repositories: { 'octo/repo': {} },
    tokens: [
      { token: TOKEN, login: 'octo' },
      { token: 'ghs_reader', permissions: { contents: 'read' } }
    ]
  })
  cwd = spaces.folder()
})
afterAll(async () => {
  await fake.close()
  spaces.remove()
})
beforeEach(() => {
  fake.clear()
  writeFileSync(join(cwd, 'narf.txt'), 'narf 1.0\n')
})

/** Only where GitHub is, and what is given: the token has to come from somewhere. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  const done = await registry([...args, '--store', 'github://octo/repo'], {
    cwd,
    env: {
      GITHUB_API_URL: fake.apiUrl,
      GITHUB_GRAPHQL_URL: fake.graphqlUrl,
      GITHUB_SERVER_URL: fake.serverUrl,
      ...env
    }
  })
  expect(done.stdout + done.stderr).not.toContain(TOKEN)
  return done
}

const isFine = (done: Finished): Finished => {
  if (done.status !== 0) throw new Error(done.stderr)
  return done
}

describe('the token', () => {
  test.each<[from: string, args: readonly string[], env: Record<string, string>]>([
    ['--token', ['--token', TOKEN], { GITHUB_TOKEN: 'ghs_wrong' }],
    ['REGISTRY_TOKEN', [], { REGISTRY_TOKEN: TOKEN, GITHUB_TOKEN: 'ghs_wrong' }],
    ['GITHUB_TOKEN', [], { GITHUB_TOKEN: TOKEN, GH_TOKEN: 'ghs_wrong' }],
    ['GH_TOKEN', [], { GITHUB_TOKEN: '', GH_TOKEN: TOKEN }]
  ])('may come from %s, and the log says so', async (from, args, env) => {
    const name = from.toLowerCase().replaceAll(/\W|_/g, '')
    const done = isFine(await run(['push', name, '1.0', 'narf.txt', ...args], env))
    expect(done.stdout.split('\n')[0]).toBe(`GitHub token: ${from}`)
    expect(fake.repository().releasesOf(`${name}-1.0`)).toMatchObject([{ draft: false }])
  })

  test('is not shown by a failure, and the hint is in words of the command line', async () => {
    const wrong = await run(['list', '--verbose', '--json'], { GITHUB_TOKEN: 'ghs_wrong_token' })
    expect(wrong.stdout + wrong.stderr).not.toContain('ghs_wrong_token')
    expect([wrong.status, jsonOf(wrong)]).toMatchObject([
      1,
      {
        ok: false,
        errors: [
          {
            code: 'denied',
            message: 'reading the branch registry of octo/repo: 401: Bad credentials',
            hint: expect.stringContaining('set GITHUB_TOKEN (`gh auth token` prints one)')
          }
        ]
      }
    ])
    const none = await run(['push', 'troz', '1.0', 'narf.txt'])
    expect(none.stderr).toContain('No token was given: set `--token`, or GITHUB_TOKEN in the environment.')
    expect([none.status, fake.find({ method: 'POST', status: 201 })]).toEqual([1, []])
  })

  test('is not needed to read what everybody may', async () => {
    isFine(await run(['push', 'poit', '1.0', 'narf.txt', '--promote-latest'], { GITHUB_TOKEN: TOKEN }))
    isFine(await run(['pull', 'poit', '--outfile', 'out/poit.txt']))
    expect(readFileSync(join(cwd, 'out', 'poit.txt'), 'utf8')).toBe('narf 1.0\n')
  })
})

describe('with a token', () => {
  const env = { GITHUB_TOKEN: TOKEN }

  test('a package goes from its first push to its removal', async () => {
    isFine(await run(['push', 'narf', '1.0', 'narf.txt'], env))
    isFine(await run(['push', 'narf', '1.1', 'narf.txt', '--promote-latest'], env))
    const pushed = isFine(await run(['push', 'narf', '1.1', 'narf.txt', '--json'], env))
    expect(jsonOf(pushed)).toMatchObject({
      ok: true,
      created: false,
      url: `${fake.serverUrl}/octo/repo/releases/download/narf-1.1/narf.txt`
    })
    expect(isFine(await run(['list-versions', 'narf'], env)).stdout).toMatch(/1\.1[^]*1\.0/)
    isFine(await run(['promote', 'narf', '1.0'], env))
    isFine(await run(['pull', 'narf'], env))
    expect(readFileSync(join(cwd, 'tycho_packages', 'narf.txt'), 'utf8')).toBe('narf 1.0\n')
    isFine(await run(['remove', 'narf', '1.1'], env))
    isFine(await run(['check', '--deep'], env))
    isFine(await run(['reindex'], env))
    expect(fake.repository().releasesOf('narf-1.1')).toEqual([])
  })

  test('--tag, --branch and what a release is like are as in a workflow', async () => {
    const place = ['--tag', 'v{version}', '--branch', 'records']
    const release = ['--prerelease', '--notes', 'Notes', '--make-latest', 'false', '--target', 'main']
    isFine(await run(['push', 'zort', '2.0', 'narf.txt', ...place, ...release], env))
    expect(fake.repository().releasesOf('v2.0')).toMatchObject([{ prerelease: true, name: 'v2.0' }])
    expect(fake.repository().files('records')).toContain('zort/tycho.json')
    expect(isFine(await run(['list', '--json', ...place], env)).stdout).toContain('"zort"')
    expect(isFine(await run(['list', '--json'], env)).stdout).not.toContain('"zort"')
  })

  test.each([
    [['--tag', 'v1'], '--tag is "v1": everything would go to one release'],
    [['--branch', 'a..b'], '--branch is "a..b", which can\'t be a branch\'s name'],
    [['--if-exists', 'overwrite'], '--if-exists is "overwrite", which releases of GitHub do not allow']
  ])('%j is wrong, and nothing is asked', async (args, says) => {
    const done = await run(['push', 'narf', '3.0', 'narf.txt', ...args], env)
    expect([done.status, done.stderr]).toEqual([2, expect.stringContaining(`error: ${says}`)])
    expect(fake.requests).toEqual([])
  })
})

test('a repository in the environment is no store of the command line: that is the folder .registry', async () => {
  const place = spaces.folder()
  mkdirSync(join(place, 'files'))
  writeFileSync(join(place, 'files', 'narf.txt'), 'narf')
  const env = { GITHUB_REPOSITORY: 'octo/repo', GITHUB_API_URL: fake.apiUrl, GITHUB_TOKEN: TOKEN }
  const done = await registry(['push', 'narf', '1.0', 'files/narf.txt'], { cwd: place, env })
  expect([done.status, done.stdout]).toEqual([0, expect.stringContaining('.registry')])
  expect(fake.requests).toEqual([])
})
