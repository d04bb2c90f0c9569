import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { encodeObject, idOf, type GitObject } from '../../support/github-fake/git-objects.ts'
import { bench, commitDocument, field, refusal } from '../../support/github-bench.ts'
import type { Sent } from '../../support/github-requests.ts'

const start = bench()
const absent = '0123456789012345678901234567890123456789'

describe('git itself', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'github-fake-'))
    git('init', '--quiet', '--initial-branch=main')
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  function git(...words: string[]): string {
    return execFileSync('git', words, { cwd: folder, encoding: 'utf8' })
  }

  function write(object: GitObject): string {
    const input = encodeObject(object)
    const words = ['hash-object', '-t', object.type, '-w', '--stdin']
    return execFileSync('git', words, { cwd: folder, input, encoding: 'utf8' }).trim()
  }

  test('gives every object the same id, and finds nothing wrong with any', async () => {
    const { fake, repo, commit } = await start()
    const { objects, refs, files } = fake.repository()
    const head = () => refs.get('refs/heads/main')
    await commit(head(), { 'a.b': '1', 'a/b': '2', 'a/c/ü.txt': '3', a0: '4', 'empty.txt': '' })
    const blob = field(
      (await repo('/git/blobs', { json: { content: 'AAEC', encoding: 'base64' } })).json,
      'sha'
    )
    const entries = [
      { path: 'run', mode: '100755', type: 'blob', sha: blob },
      { path: 'deep/er/x', mode: '100644', type: 'blob', content: 'x' }
    ]
    const tree = await repo('/git/trees', { json: { base_tree: head(), tree: entries } })
    const parents = [head()]
    const author = { name: 'Naŕf', email: 'narf@example.com', date: '2024-02-29T12:00:00Z' }
    const json = { message: 'Two\n\nlines', tree: field(tree.json, 'sha'), parents, author }
    const sha = field((await repo('/git/commits', { json })).json, 'sha')
    await repo('/git/refs/heads/main', { method: 'PATCH', json: { sha } })
    for (const [id, object] of objects) expect([write(object), object]).toEqual([id, object])
    git('update-ref', 'refs/heads/main', String(head()))
    expect(git('fsck', '--full', '--strict', '--no-dangling')).toBe('')
    expect(
      git('-c', 'core.quotePath=false', 'ls-tree', '-r', '--name-only', 'main').trim().split('\n')
    ).toEqual(files('main'))
    expect(git('log', '--format=%s|%an', 'main').trim().split('\n')).toEqual([
      'Two|Naŕf',
      'Add files|github-actions[bot]',
      'Initial commit|owner'
    ])
  })

  test('would find an id that is wrong', () => {
    const object: GitObject = { type: 'blob', bytes: Buffer.from('a') }
    expect(write(object)).toBe(idOf(object))
    expect(write({ type: 'blob', bytes: Buffer.from('b') })).not.toBe(idOf(object))
  })
})

describe('a branch', () => {
  test('is committed to by one of those that expect the same head, signed', async () => {
    const { fake, commit } = await start()
    const repository = fake.repository()
    const head = repository.refs.get('refs/heads/main')
    const writes: string[] = []
    fake.onWrite(({ key }) => writes.push(key))
    const all = await Promise.all(['a', 'b', 'c'].map((path) => commit(head, { [path]: path })))
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200])
    const errors = all.map(({ json }) => field(json, 'errors', 0, 'type') ?? 'none')
    expect(errors.sort()).toEqual(['STALE_DATA', 'STALE_DATA', 'none'])
    const stale = all.find(({ json }) => field(json, 'errors') !== undefined)
    expect(stale?.json).toMatchObject({
      data: { createCommitOnBranch: null },
      errors: [
        {
          path: ['createCommitOnBranch'],
          message: `Expected branch to point to "${String(head)}" but it did not.  Pull and try again.`
        }
      ]
    })
    expect(repository.history('main')).toMatchObject([{ parents: [head], signed: true }, { sha: head }])
    expect(writes).toEqual(['createCommitOnBranch'])
    expect(
      fake
        .find({ key: 'createCommitOnBranch' })
        .map(({ error = 'none' }) => error)
        .sort()
    ).toEqual(errors)
  })

  test('loses nothing when 16 try again until they are through', async () => {
    const { fake, repo, commit } = await start()
    const names = Array.from({ length: 16 }, (_, at) => `file-${at}`)
    const push = async (name: string): Promise<void> => {
      for (let tries = 0; tries < 100; tries += 1) {
        const head = field((await repo('/git/ref/heads/main')).json, 'object', 'sha')
        const { json } = await commit(String(head), { [name]: name })
        if (field(json, 'errors') === undefined) return
      }
      throw new Error(`${name} never got through`)
    }
    await Promise.all(names.map(push))
    expect(fake.repository().files('main')).toEqual(['README.md', ...names].sort())
    expect(fake.repository().history('main')).toHaveLength(17)
  })

  test.each<[string, object, string, string]>([
    [
      'a file that is not there to delete',
      { fileChanges: { deletions: [{ path: 'a' }] } },
      'UNPROCESSABLE',
      'deletion'
    ],
    ['a workflow', { fileChanges: addition('.github/workflows/ci.yml') }, 'FORBIDDEN', 'not accessible'],
    ['a path that leads out', { fileChanges: addition('../a') }, 'UNPROCESSABLE', 'malformed'],
    [
      'bytes that are not in base64',
      { fileChanges: { additions: [{ path: 'a', contents: '?' }] } },
      '',
      'Base64'
    ],
    [
      'a branch that there is not',
      { branch: { repositoryNameWithOwner: 'owner/repo', branchName: 'b' } },
      'NOT_FOUND',
      'Ref'
    ],
    [
      'a repository that there is not',
      { branch: { repositoryNameWithOwner: 'a/b', branchName: 'b' } },
      'NOT_FOUND',
      'Repository'
    ]
  ])('is not committed to with %s', async (_, change, type, message) => {
    const { fake, graphql } = await start()
    const { refs } = fake.repository()
    const head = refs.get('refs/heads/main')
    const branch = { repositoryNameWithOwner: 'owner/repo', branchName: 'main' }
    const input = { branch, expectedHeadOid: head, message: { headline: 'No' }, ...change }
    const { json } = await graphql(commitDocument, { input })
    const error = field(json, 'errors', 0)
    expect([type === '' || field(error, 'type') === type, field(error, 'message')]).toEqual([
      true,
      expect.stringContaining(message)
    ])
    expect(refs.get('refs/heads/main')).toBe(head)
  })

  test('shows its files and folders to GraphQL', async () => {
    const { fake, graphql } = await start()
    const head = fake.repository().commit('main', { 'a/b.txt': 'text', 'a/c': Buffer.from([0, 1]) })
    const query = `{ repository(owner: "owner", name: "repo") {
      id isEmpty defaultBranchRef { name target { oid } }
      ref(qualifiedName: "refs/heads/main") { prefix target { ... on Commit { message history(first: 5) { totalCount nodes { oid } } } } }
      text: object(expression: "main:a/b.txt") { ... on Blob { text byteSize isBinary } }
      binary: object(expression: "main:a/c") { ... on Blob { text isBinary } }
      folder: object(expression: "main:a") { ... on Tree { entries { name type } } }
      none: object(expression: "main:z") { oid }
    } }`
    expect(field((await graphql(query)).json, 'data', 'repository')).toMatchObject({
      isEmpty: false,
      defaultBranchRef: { name: 'main', target: { oid: head } },
      ref: {
        prefix: 'refs/heads/',
        target: { message: 'Change files', history: { totalCount: 2, nodes: [{ oid: head }, {}] } }
      },
      text: { text: 'text', byteSize: 4, isBinary: false },
      binary: { text: null, isBinary: true },
      folder: {
        entries: [
          { name: 'b.txt', type: 'blob' },
          { name: 'c', type: 'blob' }
        ]
      },
      none: null
    })
  })

  test('is made, moved and removed by GraphQL as by REST', async () => {
    const { fake, graphql } = await start()
    const { refs, commit } = fake.repository()
    const [oid, later] = [refs.get('refs/heads/main'), commit('other', { a: 'a' })]
    const { json } = await graphql('{ repository(owner: "owner", name: "repo") { id } }')
    const repositoryId = field(json, 'data', 'repository', 'id')
    const create = 'mutation ($input: CreateRefInput!) { createRef(input: $input) { ref { id } } }'
    const input = { repositoryId, name: 'refs/heads/b', oid }
    const made = await graphql(create, { input })
    const again = await graphql(create, { input })
    expect(field(again.json, 'errors', 0)).toMatchObject({ message: 'Reference already exists' })
    const refId = field(made.json, 'data', 'createRef', 'ref', 'id')
    const move = 'mutation ($input: UpdateRefInput!) { updateRef(input: $input) { ref { target { oid } } } }'
    const refused = await graphql(move, { input: { refId, oid: later } })
    expect(field(refused.json, 'errors', 0, 'message')).toBe('Update is not a fast forward')
    await graphql(move, { input: { refId, oid: later, force: true } })
    expect(refs.get('refs/heads/b')).toBe(later)
    await graphql('mutation ($input: DeleteRefInput!) { deleteRef(input: $input) { clientMutationId } }', {
      input: { refId }
    })
    expect(refs.has('refs/heads/b')).toBe(false)
  })
})

describe('refs', () => {
  const head = 'HEAD'
  test.each<[string, string, Sent, string]>([
    [
      'one that is there',
      '/git/refs',
      { json: { ref: 'refs/heads/main', sha: head } },
      '422 Reference already exists'
    ],
    [
      'one to nothing',
      '/git/refs',
      { json: { ref: 'refs/heads/b', sha: absent } },
      '422 Object does not exist'
    ],
    ['a name cut short', '/git/refs', { json: { ref: 'main', sha: head } }, '422 Invalid request'],
    [
      'a tag that a rule blocks',
      '/git/refs',
      { json: { ref: 'refs/tags/v1', sha: head } },
      '422 Repository rule'
    ],
    [
      'moving one aside',
      '/git/refs/heads/main',
      { method: 'PATCH', json: { sha: 'other' } },
      '422 Update is not a fast forward'
    ],
    [
      'moving none',
      '/git/refs/heads/b',
      { method: 'PATCH', json: { sha: head } },
      '422 Reference does not exist'
    ],
    ['removing none', '/git/refs/heads/b', { method: 'DELETE' }, '422 Reference does not exist'],
    ['reading none', '/git/ref/heads/mai', {}, '404 Not Found']
  ])('are refused: %s', async (_, path, sent, expected) => {
    const { fake, repo } = await start({ repositories: { 'owner/repo': { blockedTags: /^v/ } } })
    const { refs, commit } = fake.repository()
    const main = refs.get('refs/heads/main')
    const other = commit('other', { b: 'b' })
    const sha = field(sent.json, 'sha')
    const json = {
      ...(sent.json as object),
      ...(sha === head ? { sha: main } : sha === 'other' ? { sha: other } : {})
    }
    expect(refusal(await repo(path, sent.json === undefined ? sent : { ...sent, json }))).toMatch(expected)
    expect(refs.get('refs/heads/main')).toBe(main)
  })

  test.each([
    ['/git/ref/heads/main', {}],
    ['/git/refs', { json: { ref: 'refs/heads/b', sha: absent } }],
    ['/git/blobs', { json: { content: 'a' } }],
    ['/git/trees', { json: { tree: [{ path: 'a', mode: '100644', type: 'blob', content: 'a' }] } }],
    ['/commits', {}]
  ])('an empty repository has none: %s', async (path, sent) => {
    const { repo } = await start({ repositories: { 'owner/repo': { files: null } } })
    expect(refusal(await repo(path, sent))).toBe('409 Git Repository is empty.')
  })

  test('an empty repository gets its first commit by its contents', async () => {
    const { fake, repo } = await start({ repositories: { 'owner/repo': { files: null } } })
    expect((await repo('/contents/')).status).toBe(404)
    const json = { message: 'First', content: 'YQ==' }
    expect((await repo('/contents/a', { method: 'PUT', json })).status).toBe(201)
    expect(fake.repository().text('main', 'a')).toBe('a')
  })
})

function addition(path: string): object {
  return { additions: [{ path, contents: 'YQ==' }] }
}
