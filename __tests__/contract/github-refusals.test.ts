import { afterEach, describe, expect, test } from '@jest/globals'
import type { Store } from '../../src/stores/store.ts'
import { artifactOf, failureOf, removeFound } from '../support/artifacts.ts'
import {
  startGithubFake,
  type FakeToken,
  type GithubFake,
  type RepositoryOptions
} from '../support/github-fake/index.ts'
import { githubPlaceOf } from '../support/github-storage.ts'
import { openStore, type GithubPlace } from '../support/open-store.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

interface Bench {
  readonly fake: GithubFake
  readonly store: Store
}

/** A store in `owner/repo` of a fake. */
async function begin(
  repository: RepositoryOptions = {},
  { tokens, ...place }: Partial<GithubPlace> & { tokens?: readonly FakeToken[] } = {}
): Promise<Bench> {
  const fake = await startGithubFake({
    repositories: { 'owner/repo': repository },
    ...(tokens === undefined ? {} : { tokens })
  })
  const store = await openStore(githubPlaceOf(fake, place))
  open.push(store, fake)
  return { fake, store }
}

const push = ({ artifacts }: Store, ...paths: string[]) =>
  artifacts.create(paths.map((path) => artifactOf(path, path)))
const saidOf = async (promise: Promise<unknown>) => {
  const { code, message, hint } = await failureOf(promise)
  return [code, message, hint]
}
const releasesOf = ({ fake }: Bench): string[] =>
  [...fake.repository().releases.values()].map(({ tag }) => tag)

describe('what is refused leaves no release behind', () => {
  test.each<[what: string, repository: RepositoryOptions, code: string, message: string, hint: RegExp]>([
    [
      'a repository without a commit',
      { files: null },
      'unsupported',
      'committing to the branch registry of owner/repo: 409: Git Repository is empty',
      /^Push a first commit/
    ],
    [
      'a tag that a ruleset protects',
      { blockedTags: /^narf/ },
      'denied',
      'the tag narf-1.0 of owner/repo may not be made: 422: Validation Failed; pre_receive Repository rule violations found Cannot create ref due to creations being restricted. ; Published releases must have a valid tag',
      /^A ruleset .* choose another `tag`/
    ]
  ])('%s', async (_, repository, code, message, hint) => {
    const bench = await begin(repository)
    expect(await saidOf(push(bench.store, 'narf/file.txt'))).toEqual([
      code,
      message,
      expect.stringMatching(hint)
    ])
    expect(releasesOf(bench)).toEqual([])
  })

  test('a claim that is refused', async () => {
    const bench = await begin()
    await push(bench.store, 'narf/file.txt')
    bench.fake.faults({
      operation: 'graphql.query',
      key: /createCommitOnBranch/,
      effect: {
        kind: 'graphql-error',
        type: 'FORBIDDEN',
        message: 'Changes must be made through a pull request.'
      }
    })
    const [code, message] = await saidOf(push(bench.store, 'zort/file.txt'))
    expect(code).toBe('denied')
    expect(message).toContain('committing to the branch registry of owner/repo: Changes must be made through')
    expect(releasesOf(bench)).toEqual(['narf-1.0'])
  })
})

describe('a repository that is not there, or not for everybody, does not look empty', () => {
  const missing = /^reading the branch registry of owner\/\w+: (?:404: Not Found|Could not resolve .*[^.])$/
  test.each<[who: string, place: Partial<GithubPlace>, hint: RegExp]>([
    ['nobody, to one that is not there', { token: null, repository: 'owner/none' }, /private .* token/],
    ['nobody, to a private one', { token: null }, /private .* token/],
    ['a token, to one that is not there', { repository: 'owner/none' }, /^Check the name/],
    ['the token of another one', { token: 'ghs_other' }, /own repository alone/]
  ])('%s', async (_, place, hint) => {
    const tokens = [{ token: 'ghs_fake' }, { token: 'ghs_other', repositories: ['owner/other'] }]
    const { store } = await begin({ private: true }, { ...place, tokens })
    const told = ['not-found', expect.stringMatching(missing), expect.stringMatching(hint)]
    expect(await saidOf(store.documents.read('narf/tycho.json'))).toEqual(told)
    expect(await saidOf(store.list('')[Symbol.asyncIterator]().next())).toEqual(told)
  })

  test('a public one without the branch is empty to nobody as well', async () => {
    const { store, fake } = await begin({}, { token: null })
    expect((await store.documents.read('narf/tycho.json')).body).toBeUndefined()
    expect((await store.documents.read('zort/tycho.json')).body).toBeUndefined()
    expect(fake.count({ operation: 'repos/get', status: 200 })).toBe(1)
  })
})

describe('a release that is immutable', () => {
  test('goes as a whole, where nothing else is in it', async () => {
    const bench = await begin({ immutableReleases: true })
    await push(bench.store, 'narf/file.txt')
    await removeFound(bench.store, 'narf/file.txt')
    expect(releasesOf(bench)).toEqual([])
  })

  test('stays, where other files are in it, and takes no more', async () => {
    const bench = await begin({ immutableReleases: true })
    await push(bench.store, 'narf/one.txt', 'narf/two.txt')
    expect(await saidOf(removeFound(bench.store, 'narf/one.txt'))).toEqual([
      'unsupported',
      'one.txt of owner/repo is part of an immutable release',
      expect.stringContaining('Delete the whole release by hand')
    ])
    expect(await saidOf(push(bench.store, 'narf/three.txt'))).toEqual([
      'conflict',
      'release narf-1.0 of owner/repo is published and immutable: no file can be added to it',
      expect.stringMatching(/^Push all files of a version in one step/)
    ])
    expect(bench.fake.repository().releasesOf('narf-1.0')[0]?.assets.size).toBe(2)
  })

  test('stays, where somebody else has made it', async () => {
    const bench = await begin({ immutableReleases: true })
    bench.fake.repository().addRelease('narf-1.0', { assets: { 'file.txt': 'narf/file.txt' } })
    bench.fake.repository().setImmutableReleases(true)
    expect(await push(bench.store, 'narf/file.txt')).toEqual([{ outcome: 'exists' }])
    await expect(removeFound(bench.store, 'narf/file.txt')).rejects.toThrow('is part of an immutable release')
    expect(releasesOf(bench)).toEqual(['narf-1.0'])
  })
})

test('the history of the branch stays readable, however many files are claimed', async () => {
  const { store, fake } = await begin()
  await push(store, 'narf/a', 'narf/b', 'narf/c', 'narf/d', 'narf/e')
  const [release] = fake.repository().releasesOf('narf-1.0')
  fake.repository().removeRelease(release?.id ?? 0)
  await push(store, 'narf/a')
  const headlines = fake
    .repository()
    .history('registry')
    .map(({ message }) => message.split('\n')[0])
  expect(headlines).toEqual([
    'elect another release for narf-1.0',
    'claim a, b, c and 2 more on release narf-1.0'
  ])
})

test('what the branch begins with takes a blob for what is no short text alone', async () => {
  const { store, fake } = await begin()
  await push(store, 'narf/file.txt')
  expect(fake.find({ operation: 'git/create-blob' }).map(({ json }) => json)).toEqual([
    { content: '', encoding: 'base64' }
  ])
  expect(fake.repository().text('registry', 'README.md')).toContain('# The records of a package registry')
})
