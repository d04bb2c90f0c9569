import { createHash } from 'node:crypto'
import { afterEach, describe, expect, test } from '@jest/globals'
import { startGithubFake, type GithubFake, type GithubFakeOptions } from '../../support/github-fake/index.ts'
import { ask, type Got, type Sent } from '../../support/github-requests.ts'

const closers: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** A fake, and requests to its only repository. */
async function start(options: GithubFakeOptions = {}) {
  const fake = await startGithubFake(options)
  closers.push(fake.close)
  return { fake, repo: (path: string, sent?: Sent) => ask(`${fake.apiUrl}/repos/owner/repo${path}`, sent) }
}

function field(json: unknown, ...names: (string | number)[]): unknown {
  return names.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    json
  )
}

function upload(fake: GithubFake, id: unknown, name: string, body: string, sent: Sent = {}): Promise<Got> {
  const url = `${fake.uploadsUrl}/repos/owner/repo/releases/${String(id)}/assets?name=${encodeURIComponent(name)}`
  return ask(url, { body, ...sent, headers: { 'content-type': 'application/zip', ...sent.headers } })
}

describe('a release', () => {
  test('is made, gets assets, is published and downloaded', async () => {
    const { fake, repo } = await start()
    const made = await repo('/releases', { json: { tag_name: 'v1', draft: true, name: 'One' } })
    expect(made.status).toBe(201)
    const id = field(made.json, 'id')
    expect((await repo('/releases/tags/v1')).status).toBe(404)
    const sent = await upload(fake, id, 'a b.zip', 'content')
    expect(sent.status).toBe(201)
    const sha256 = createHash('sha256').update('content').digest('hex')
    expect(sent.json).toMatchObject({
      name: 'a.b.zip',
      state: 'uploaded',
      size: 7,
      digest: `sha256:${sha256}`
    })
    const published = await repo(`/releases/${String(id)}`, { method: 'PATCH', json: { draft: false } })
    expect(published.json).toMatchObject({ draft: false, tag_name: 'v1', assets: [{ name: 'a.b.zip' }] })
    expect((await repo('/releases/tags/v1')).json).toMatchObject({ id })
    const asset = `/releases/assets/${String(field(sent.json, 'id'))}`
    const redirect = await repo(asset, { headers: { accept: 'application/octet-stream' } })
    expect(redirect.status).toBe(302)
    expect((await ask(redirect.headers['location']!)).status).toBe(400)
    expect((await ask(redirect.headers['location']!, { token: null })).text).toBe('content')
    expect((await repo('/releases')).json).toMatchObject([{ id }])
  })
})

describe('a branch', () => {
  const document = `mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }`

  test('is committed to by one of two that expect the same head', async () => {
    const { fake, repo } = await start()
    const head = field((await repo('/git/ref/heads/main')).json, 'object', 'sha')
    const commit = (path: string) =>
      ask(fake.graphqlUrl, {
        json: {
          query: document,
          variables: {
            input: {
              branch: { repositoryNameWithOwner: 'owner/repo', branchName: 'main' },
              expectedHeadOid: head,
              message: { headline: 'add' },
              fileChanges: { additions: [{ path, contents: Buffer.from(path).toString('base64') }] }
            }
          }
        }
      })
    const first = await commit('a/b')
    const [, after] = fake
      .repository()
      .history('main')
      .map(({ sha }) => sha)
    expect(after).toBe(head)
    expect(field(first.json, 'data', 'createCommitOnBranch', 'commit', 'oid')).toBe(
      fake.repository().refs.get('refs/heads/main')
    )
    const second = await commit('c')
    expect(second).toMatchObject({
      status: 200,
      json: { data: { createCommitOnBranch: null }, errors: [{ type: 'STALE_DATA' }] }
    })
    expect(fake.repository().files('main')).toEqual(['README.md', 'a/b'])
    expect(
      (await repo('/contents/a/b', { headers: { accept: 'application/vnd.github.raw+json' } })).text
    ).toBe('a/b')
  })
})
