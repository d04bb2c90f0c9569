import { expect, test } from '@jest/globals'
import type { Store } from '../../src/stores/store.ts'
import { useGithub } from './github-bench.ts'

const begin = useGithub()

const swap = (store: Store, path: string, text: string) =>
  store.documents.swap(path, 'absent', Buffer.from(text))

const servers = [
  { how: 'with GraphQL', options: {}, operation: 'graphql.query', requests: 3 },
  { how: 'without', options: { graphql: false }, operation: 'repos/get-content', requests: 123 }
] as const

test.each(servers)(
  'more files than one question takes are read at one commit, while others commit at every request, $how',
  async ({ options, operation, requests }) => {
    const { open, repository, fake } = await begin(options)
    await swap(open(), 'first', 'first')
    const paths = Array.from({ length: 120 }, (_, index) => `narf/${index}`)
    const commit = (text: string) =>
      repository.commit('registry', Object.fromEntries(paths.map((path) => [path, text])))
    commit('0')
    fake.clear()
    let commits = 0
    fake.faults({ operation, times: 500, after: () => void commit(`${(commits += 1)}`) })
    const store = open()
    const read = await Promise.all(paths.map((path) => store.documents.read(path)))
    const texts = read.map(({ body }) => body && Buffer.from(body).toString())
    expect(new Set(texts)).toEqual(new Set(['0']))
    expect(commits).toBeGreaterThan(1)
    // One for each fifty files; without GraphQL one for each, the head, the claims beside them, and the question for GraphQL.
    expect(fake.requests).toHaveLength(requests)
  }
)

test.each(servers)(
  'a document that GitHub shows cut, or not at all, is read whole, and again after it has changed, $how',
  async ({ options }) => {
    const { open, fake } = await begin(options)
    // Characters of three bytes, so that a cut falls into one of them.
    const text = (seed: string) => `${seed}${'→'.repeat(400_000)}`
    expect(await swap(open(), 'record', text('a'))).toBe('swapped')
    fake.clear()
    const store = open()
    const { body, revision } = await store.documents.read('record')
    expect(body && Buffer.from(body).equals(Buffer.from(text('a')))).toBe(true)
    expect(fake.count({ operation: 'git/get-blob' })).toBe(1)
    expect(await store.documents.swap('record', revision, Buffer.from(text('b')))).toBe('swapped')
    const again = await open().documents.read('record')
    expect(again.body && Buffer.from(again.body).equals(Buffer.from(text('b')))).toBe(true)
    expect(again.revision).not.toBe(revision)
  }
)
