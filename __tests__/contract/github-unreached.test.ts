import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from '@jest/globals'
import { silent } from '../../src/log.ts'
import type { Store } from '../../src/stores/store.ts'
import { artifactOf, failureOf } from '../support/artifacts.ts'
import { startGithubFake } from '../support/github-fake/index.ts'
import { githubPlaceOf } from '../support/github-storage.ts'
import { openStore, type GithubPlace } from '../support/open-store.ts'

/** An address at which nobody listens. */
async function closedAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${isBound(address) ? address.port : 0}`
}

function isBound(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

/** A store, and how often it was tried to send something again. */
async function begin(place: GithubPlace): Promise<{ store: Store; tries: string[] }> {
  const tries: string[] = []
  const debug = (line: string) => {
    const attempt = /attempt \d+ of \d+/.exec(line)?.[0]
    if (attempt !== undefined) tries.push(attempt)
  }
  return { store: await openStore(place, { ...silent, debug }), tries }
}

const placeAt = (url: string): GithubPlace => ({
  ...{ kind: 'github', repository: 'owner/repo', token: 'ghs_fake', prefix: '' },
  ...{ apiUrl: url, graphqlUrl: `${url}/graphql`, serverUrl: url }
})

const push = ({ artifacts }: Store) => artifacts.create([artifactOf('pkg/file', 'bytes')])
const read = ({ documents }: Store) => documents.read('pkg/tycho.json')

test.each([
  ['refuses connections', closedAddress, /ECONNREFUSED/],
  ['has no address', () => Promise.resolve('http://api.github.invalid'), /ENOTFOUND|EAI_AGAIN/]
])('a host that %s is given up after a few tries', async (_, address, why) => {
  const { store, tries } = await begin(placeAt(await address()))
  for (const step of [read, push]) {
    tries.splice(0)
    expect(await failureOf(step(store))).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(why),
      hint: expect.stringMatching(/^No connection could be made\. Check GITHUB_API_URL/)
    })
    expect(tries).toEqual([1, 2, 3, 4].map((attempt) => `attempt ${attempt} of 5`))
  }
  await store.close()
})

test('a host that has answered before is waited for', async () => {
  const fake = await startGithubFake()
  const { store, tries } = await begin(githubPlaceOf(fake))
  await read(store)
  await fake.close()
  expect(await failureOf(read(store))).toMatchObject({ code: 'unavailable' })
  expect(tries.at(-1)).toBe('attempt 9 of 10')
  await store.close()
})
