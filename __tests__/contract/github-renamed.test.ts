import { createServer, type RequestListener } from 'node:http'
import { afterEach, expect, test } from '@jest/globals'
import { silent } from '../../src/log.ts'
import { openReleases } from '../../src/stores/github/plain.ts'
import type { Store } from '../../src/stores/store.ts'
import { artifactOf, failureOf, keyOf, outcomesOf, readAll, removeFound } from '../support/artifacts.ts'
import { githubPlaceOf } from '../support/github-storage.ts'
import { assetsIn, debrisIn } from '../support/github-state.ts'
import { githubOptions } from '../support/open-store.ts'
import { useGithub } from './github-bench.ts'

const begin = useGithub()

const create = (store: Store, ...paths: string[]) =>
  outcomesOf(store.artifacts.create(paths.map((path) => artifactOf(path, `bytes of ${path}`))))

async function pathsIn(store: Store, prefix = ''): Promise<string[]> {
  const paths = []
  for await (const { path } of store.list(prefix)) paths.push(path)
  return paths
}

async function contentOf(store: Store, path: string): Promise<string | undefined> {
  const opened = await store.artifacts.open(keyOf(path))
  return opened && String(await readAll(opened.body))
}

const servers = [
  ...[true, false].map((isPrivate) => ({ graphql: true, isPrivate, name: 'the name owner/repo' })),
  ...[true, false].map((isPrivate) => ({ graphql: false, isPrivate, name: 'another name' }))
]

test.each(servers)(
  'a repository is used by the name that it had before, and that is said once: %j',
  async ({ graphql, isPrivate, name }) => {
    const { fake, repository, open } = await begin({ graphql })
    repository.addFormerName('owner/old')
    repository.setPrivate(isPrivate)
    const said: string[] = []
    const log = { ...silent, warning: (line: string) => void said.push(line) }
    const store = open({ repo: 'old', log })
    expect(await create(store, 'pkg/file', 'pkg/other')).toEqual(['created', 'created'])
    expect(await store.documents.swap('pkg/record', 'absent', Buffer.from('one'))).toBe('swapped')
    expect(String((await store.documents.read('pkg/record')).body)).toBe('one')
    expect(await contentOf(store, 'pkg/file')).toBe('bytes of pkg/file')
    expect(await pathsIn(store)).toEqual(['pkg/file', 'pkg/other', 'pkg/record'])
    await removeFound(store, 'pkg/other')
    expect([assetsIn(repository), debrisIn(repository)]).toEqual([['pkg-1.0/file'], []])
    expect(said).toEqual([
      `owner/old has ${name} now: put it in \`store\`, before somebody else takes the old one`
    ])
    const anyone = openReleases(
      githubOptions(githubPlaceOf(fake, { repository: 'owner/old', ...(isPrivate ? {} : { token: null }) }))
    )
    const asset = { ...keyOf('pkg-1.0/file'), version: 'pkg-1.0', filename: 'file' }
    const opened = await anyone.artifacts.open(asset)
    expect(opened && String(await readAll(opened.body))).toBe('bytes of pkg/file')
    await anyone.close()
  }
)

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A server of one's own, and what it was asked. */
async function serve(answer: RequestListener): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    answer(request, response)
  })
  closers.push(
    () => {
      server.closeAllConnections()
    },
    () => server.close()
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, asked }
}

test('who leads from one address to the next is not followed for ever', async () => {
  const api = await serve((_, response) => response.writeHead(301, { location: '/repositories/1' }).end())
  const { open } = await begin()
  const store = open({ apiUrl: api.url, graphqlUrl: `${api.url}/graphql`, token: undefined })
  expect(await failureOf(store.documents.read('pkg/record'))).toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('it leads from one address to the next')
  })
  expect(api.asked).toHaveLength(6)
})

test('a way out of the API is not followed with what is sent to it', async () => {
  const other = await serve((_, response) => response.end('{}'))
  const api = await serve((_, response) => response.writeHead(307, { location: `${other.url}/x` }).end())
  const { open } = await begin()
  const store = open({ apiUrl: api.url, graphqlUrl: `${api.url}/graphql` })
  expect(await failureOf(store.documents.read('pkg/record'))).toMatchObject({ code: 'unsupported' })
  expect(other.asked).toEqual([])
})
