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
