import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startGithubFake, type GithubFake } from '../../support/github-fake/index.ts'
import { field } from '../../support/github-bench.ts'
import { ask } from '../../support/github-requests.ts'

/** A request, the fields of its answer that are the same wherever it is sent, and what to remember of it. */
interface Step {
  readonly method?: string
  readonly path: string
  readonly json?: object
  readonly same?: readonly string[]
  readonly remember?: readonly [name: string, field: string]
}

const author = { name: 'Narf', email: 'narf@example.com', date: '2024-02-29T12:00:00Z' }
const entry = { path: 'a/b.txt', mode: '100644', type: 'blob', sha: '{blob}' }
// The emulator ends every message with a line break; GitHub leaves them as they are.
const commit = { message: 'One\n', tree: '{tree}', parents: [], author, committer: author }
const absent = '0123456789012345678901234567890123456789'

// An emulator that others wrote, as a second opinion. It differs where it shows drafts by tag, answers 404 for refs
// that are not there to change, and refuses a `sha` for a file that is not there; there the fake does as GitHub.
const steps: readonly Step[] = [
  { path: '', same: ['name', 'full_name', 'default_branch', 'private'] },
  { path: '/git/ref/heads/main', same: ['ref', 'object.type'], remember: ['head', 'object.sha'] },
  { path: '/git/ref/heads/mai' },
  {
    path: '/git/blobs',
    json: { content: 'dGV4dA==', encoding: 'base64' },
    same: ['sha'],
    remember: ['blob', 'sha']
  },
  { path: '/git/blobs/{blob}', same: ['sha', 'size', 'encoding'] },
  {
    path: '/git/trees',
    json: { tree: [entry] },
    same: ['sha', 'tree.0.sha', 'tree.0.mode'],
    remember: ['tree', 'sha']
  },
  {
    path: '/git/trees/{tree}?recursive=1',
    same: ['tree.0.path', 'tree.1.path', 'tree.1.type', 'tree.1.size', 'truncated']
  },
  {
    path: '/git/commits',
    json: commit,
    same: ['sha', 'message', 'tree.sha', 'author'],
    remember: ['orphan', 'sha']
  },
  {
    path: '/git/commits',
    json: { ...commit, message: 'Two\n', parents: ['{orphan}'] },
    same: ['sha', 'parents.0.sha'],
    remember: ['child', 'sha']
  },
  {
    path: '/git/commits/{child}',
    same: ['sha', 'committer', 'verification.verified', 'verification.reason']
  },
  {
    path: '/git/refs',
    json: { ref: 'refs/heads/registry', sha: '{orphan}' },
    same: ['ref', 'object.sha', 'object.type']
  },
  { path: '/git/refs', json: { ref: 'refs/heads/registry', sha: '{orphan}' }, same: ['message'] },
  { path: '/git/refs', json: { ref: 'registry', sha: '{orphan}' } },
  { path: '/git/refs', json: { ref: 'refs/heads/zot', sha: absent } },
  { method: 'PATCH', path: '/git/refs/heads/registry', json: { sha: '{child}' }, same: ['object.sha'] },
  { method: 'PATCH', path: '/git/refs/heads/registry', json: { sha: '{orphan}' } },
  {
    method: 'PATCH',
    path: '/git/refs/heads/registry',
    json: { sha: '{orphan}', force: true },
    same: ['object.sha']
  },
  { path: '/contents/a/b.txt?ref=registry', same: ['name', 'path', 'sha', 'size', 'type', 'encoding'] },
  { path: '/contents/a?ref=registry', same: ['0.name', '0.path', '0.sha', '0.type'] },
  { path: '/contents/zot?ref=registry' },
  {
    method: 'PUT',
    path: '/contents/p',
    json: { message: 'Put', content: 'YQ==' },
    same: ['content.sha', 'content.path']
  },
  {
    method: 'PUT',
    path: '/contents/p',
    json: { message: 'Put', content: 'YQ==', sha: absent },
    same: ['message']
  },
  { method: 'DELETE', path: '/git/refs/heads/registry' },
  { path: '/git/ref/heads/registry' },
  {
    path: '/releases',
    json: { tag_name: 'v1', name: 'One', body: 'Notes', draft: true },
    same: ['tag_name', 'name', 'body', 'draft', 'prerelease', 'published_at', 'assets'],
    remember: ['release', 'id']
  },
  { path: '/releases/{release}', same: ['tag_name', 'draft'] },
  { path: '/releases/latest' },
  { method: 'PATCH', path: '/releases/{release}', json: { draft: false }, same: ['draft', 'tag_name'] },
  { path: '/releases/tags/v1', same: ['name', 'draft'] },
  { path: '/releases/latest', same: ['tag_name'] },
  { path: '/releases', json: { tag_name: 'v1' } },
  { path: '/releases', same: ['0.tag_name', 'length'] },
  { path: '/releases/{release}/assets', same: ['length'] },
  { method: 'DELETE', path: '/releases/{release}' },
  { path: '/releases/{release}' }
]

describe('the fake and an emulator of others', () => {
  let emulator: Emulator
  let fake: GithubFake
  beforeAll(async () => {
    fake = await startGithubFake()
    const repos = [{ owner: 'owner', name: 'repo', auto_init: true }]
    const github = { users: [{ login: 'owner', email: 'owner@example.com' }], repos }
    const tokens = { ghs_fake: { login: 'owner', scopes: ['repo'] } }
    emulator = await createEmulator({ service: 'github', port: 0, seed: { github, tokens } })
  })
  afterAll(async () => {
    await emulator.close()
    await fake.close()
  })

  test('answer alike, and with the same ids', async () => {
    const said = [await told(fake.apiUrl), await told(emulator.url.replace('localhost', '127.0.0.1'))]
    expect(said[0]).toEqual(said[1])
    expect(said[0]?.filter((line) => / 20[014] /.test(line)).length).toBeGreaterThan(20)
    expect(said[0]?.filter((line) => line.includes('undefined'))).toEqual([])
  })
})

/** What a service says to each of the steps, as far as it is the same everywhere. */
async function told(api: string): Promise<string[]> {
  const known = new Map<string, string>()
  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => known.get(name) ?? whole)
  const lines: string[] = []
  for (const { method, path, json, same = [], remember } of steps) {
    const body = json === undefined ? {} : { body: filled(JSON.stringify(json)) }
    const headers = { 'content-type': 'application/json' }
    const sent = { ...body, headers, ...(method === undefined ? {} : { method }) }
    const got = await ask(`${api}/repos/owner/repo${filled(path)}`, sent)
    const at = (name: string): unknown => field(got.json, ...name.split('.'))
    if (remember !== undefined) known.set(remember[0], String(at(remember[1])))
    const shown = same.map((name) => `${name}=${JSON.stringify(at(name))}`)
    lines.push([method ?? (json === undefined ? 'GET' : 'POST'), path, got.status, ...shown].join(' '))
  }
  return lines
}
