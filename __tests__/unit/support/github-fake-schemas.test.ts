import { describe, expect, test } from '@jest/globals'
import { bodyOf } from '../../support/github-fake/index.ts'
import { githubSchema } from '../../support/github-fake/graphql.ts'
import { answerMistake, describedOperations, requestMistake } from '../../support/github-fake/openapi.ts'
import { matchRoute } from '../../support/github-fake/routes.ts'
import { operations, type Operation } from '../../support/github-fake/types.ts'
import { bench, field, type Bench } from '../../support/github-bench.ts'
import { ask, type Got } from '../../support/github-requests.ts'

const start = bench()

const ref = {
  ...{ ref: 'refs/heads/main', node_id: 'x', url: 'http://a/' },
  object: { type: 'commit', sha: '0'.repeat(40), url: 'http://a/' }
}

/** What came of each operation of one long story in which all of them succeed. */
async function story({ fake, repo, upload, graphql }: Bench): Promise<[Operation, Got][]> {
  const said: [Operation, Got][] = []
  const add = async (operation: Operation, sent: Promise<Got>): Promise<unknown> => {
    const got = await sent
    said.push([operation, got])
    return got.json
  }
  const bytes = { headers: { accept: 'application/octet-stream' } }
  await add('repos/get', repo(''))
  await add('rate-limit/get', ask(`${fake.apiUrl}/rate_limit`))
  await add('repos/check-immutable-releases', repo('/immutable-releases'))

  const draft = { tag_name: 'v1', draft: true, name: 'One', body: 'Notes' }
  const id = String(field(await add('repos/create-release', repo('/releases', { json: draft })), 'id'))
  const asset = String(field(await add('repos/upload-release-asset', upload(id, 'narf.whl', 'wheel')), 'id'))
  const renamed = { method: 'PATCH', json: { name: 'zot.whl', label: 'Zot' } }
  await add('repos/update-release-asset', repo(`/releases/assets/${asset}`, renamed))
  await add('repos/get-release-asset', repo(`/releases/assets/${asset}`))
  await add('repos/list-release-assets', repo(`/releases/${id}/assets`))
  const spare = String(field((await upload(id, 'spare', 's')).json, 'id'))
  await add('repos/delete-release-asset', repo(`/releases/assets/${spare}`, { method: 'DELETE' }))
  await add('repos/update-release', repo(`/releases/${id}`, { method: 'PATCH', json: { draft: false } }))
  await add('repos/get-release', repo(`/releases/${id}`))
  await add('repos/get-release-by-tag', repo('/releases/tags/v1'))
  await add('repos/get-latest-release', repo('/releases/latest'))
  await add('repos/list-releases', repo('/releases'))
  await add('repos/generate-release-notes', repo('/releases/generate-notes', { json: { tag_name: 'v2' } }))

  const redirect = await repo(`/releases/assets/${asset}`, bytes)
  await add('storage.asset', ask(redirect.headers['location'] ?? '', { token: null }))
  const web = `${fake.serverUrl}/owner/repo`
  await add('web.release-download', ask(`${web}/releases/download/v1/zot.whl`, { token: null }))
  await add('web.latest-download', ask(`${web}/releases/latest/download/zot.whl`, { token: null }))
  await add('web.archive', ask(`${web}/archive/v1.tar.gz`, { token: null }))
  await add('web.raw', ask(`${web}/raw/main/README.md`, { token: null }))
  const tarball = repo('/tarball/v1')
  await add('repos/download-tarball-archive', tarball)
  await add('repos/download-zipball-archive', repo('/zipball'))
  await add('storage.archive', ask((await tarball).headers['location'] ?? '', { token: null }))

  const head = field(await add('git/get-ref', repo('/git/ref/heads/main')), 'object', 'sha')
  const blob = field(await add('git/create-blob', repo('/git/blobs', { json: { content: 'text' } })), 'sha')
  await add('git/get-blob', repo(`/git/blobs/${String(blob)}`))
  const entries = [{ path: 'a/b', mode: '100644', type: 'blob', sha: blob }]
  const tree = field(await add('git/create-tree', repo('/git/trees', { json: { tree: entries } })), 'sha')
  await add('git/get-tree', repo(`/git/trees/${String(tree)}?recursive=1`))
  const made = { message: 'Orphan', tree }
  const commit = field(await add('git/create-commit', repo('/git/commits', { json: made })), 'sha')
  await add('git/get-commit', repo(`/git/commits/${String(commit)}`))
  await add('git/create-ref', repo('/git/refs', { json: { ref: 'refs/heads/registry', sha: commit } }))
  const forced = { method: 'PATCH', json: { sha: head, force: true } }
  await add('git/update-ref', repo('/git/refs/heads/registry', forced))
  await add('git/list-matching-refs', repo('/git/matching-refs/heads/'))
  await add('git/delete-ref', repo('/git/refs/heads/registry', { method: 'DELETE' }))

  await add('repos/get-content', repo('/contents/README.md'))
  const put = { method: 'PUT', json: { message: 'Put', content: 'cHV0' } }
  const content = await add('repos/create-or-update-file-contents', repo('/contents/put', put))
  const gone = { method: 'DELETE', json: { message: 'Delete', sha: field(content, 'content', 'sha') } }
  await add('repos/delete-file', repo('/contents/put', gone))
  await add('repos/list-commits', repo('/commits'))
  await add('repos/get-commit', repo('/commits/main'))
  await add('graphql.query', graphql('{ viewer { login } }'))
  await add('repos/delete-release', repo(`/releases/${id}`, { method: 'DELETE' }))
  return said
}

describe('GitHub’s OpenAPI description', () => {
  test('allows the answers of every operation there is', async () => {
    const stage = await start({ repositories: { 'owner/repo': {} } })
    stage.fake.repository().setImmutableReleases(true)
    const before = stage.repo('/immutable-releases')
    await before
    stage.fake.repository().setImmutableReleases(false)
    const said = await story({
      ...stage,
      repo: (path, sent) => (path === '/immutable-releases' ? before : stage.repo(path, sent))
    })
    expect(said.filter(([, { status }]) => status >= 400).map(([name, { text }]) => [name, text])).toEqual([])
    expect(said.map(([name]) => name).sort()).toEqual(operations.filter((name) => name !== 'unknown').sort())
    expect(stage.fake.failures).toEqual([])
  })

  test('has every operation that is not GraphQL’s or another host’s, at the paths of the fake', () => {
    const described = describedOperations()
    expect(Object.keys(described).sort()).toEqual(
      operations.filter((name) => !name.includes('.') && name !== 'unknown').sort()
    )
    for (const [name, { method, path }] of Object.entries(described)) {
      const host = name === 'repos/upload-release-asset' ? 'uploads' : 'api'
      const sent = path.replace(/\{(\w+)\}/g, (_, each: string) => (each.endsWith('_id') ? '7' : each))
      expect([name, matchRoute(host, method, sent).operation]).toEqual([name, name])
    }
  })

  test.each<[string, Operation, number, unknown]>([
    ['a status that there is not', 'repos/get-release', 202, {}],
    ['a field that is missing', 'git/get-ref', 200, { ...ref, object: undefined }],
    ['null where there is none', 'git/create-blob', 201, { url: 'http://a/', sha: null }],
    ['an address that is none', 'git/get-ref', 200, { ...ref, url: 'narf' }],
    ['an error without words', 'repos/get', 404, { message: 404 }]
  ])('does not allow %s', (_, operation, status, json) => {
    const body = bodyOf(JSON.stringify(json))
    expect(answerMistake(operation, { status, headers: {}, body, json })).toMatch(operation)
  })

  test('allows the ref that the others spoil', () => {
    expect(
      answerMistake('git/get-ref', { status: 200, headers: {}, body: bodyOf(''), json: ref })
    ).toBeUndefined()
  })

  test('knows what requests may hold', async () => {
    expect(requestMistake('repos/create-release', { tag_name: 'v1' })).toBeUndefined()
    expect(requestMistake('repos/create-release', { tag_name: 1 })).toMatch('/tag_name must be string')
    const { repo } = await start()
    const wrong = await repo('/releases', { json: { tag_name: 'v1', make_latest: true } })
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('make_latest')])
    const unknown = await repo('/releases', { json: { tag_name: 'v1', make_lastest: 'true' } })
    expect([unknown.status, unknown.text]).toEqual([422, expect.stringContaining('make_lastest')])
    const none = await repo('/releases', { body: '{', headers: { 'content-type': 'application/json' } })
    expect([none.status, field(none.json, 'message')]).toEqual([400, 'Problems parsing JSON'])
  })
})

describe('GitHub’s GraphQL schema', () => {
  test('has what commits to a branch', () => {
    expect(githubSchema().getMutationType()?.getFields()).toHaveProperty('createCommitOnBranch')
  })

  test.each([
    [
      '{ repository(owner: "owner", name: "repo") { narf } }',
      /Cannot query field "narf" on type "Repository"/
    ],
    ['{ repository(owner: "owner") { id } }', /argument "name".*required/],
    ['{ repository(', /Syntax Error/],
    ['query ($n: Int!) { viewer { login } }', /Variable "\$n"/]
  ])('refuses %s', async (document, expected) => {
    const { graphql } = await start()
    const { status, json } = await graphql(document)
    expect([status, field(json, 'errors', 0, 'message')]).toEqual([200, expect.stringMatching(expected)])
  })

  test('a field that GitHub has and the fake does not is no null', async () => {
    const { fake, graphql } = await start()
    const { json } = await graphql('{ repository(owner: "owner", name: "repo") { stargazerCount } }')
    expect(field(json, 'errors', 0, 'message')).toBe('the fake has no Repository.stargazerCount')
    await expect(fake.close()).rejects.toThrow('Repository.stargazerCount')
  })
})

test('a request that the fake does not know makes it fail', async () => {
  const { fake, repo } = await start()
  expect((await repo('/pulls')).status).toBe(404)
  await expect(fake.close()).rejects.toThrow('GET /repos/owner/repo/pulls on api')
})
