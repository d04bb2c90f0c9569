import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from '@jest/globals'
import { roundTrips, type FakeToken, type Fault, type Limits } from '../../support/github-fake/index.ts'
import { bench, field, refusal, type Bench } from '../../support/github-bench.ts'
import { ask, type Got } from '../../support/github-requests.ts'

const start = bench()

const tokens: readonly FakeToken[] = [
  { token: 'ghs_fake' },
  { token: 'reads', permissions: { contents: 'read' } },
  { token: 'lacks', permissions: { contents: 'none' } },
  { token: 'fork', permissions: { contents: 'write' }, repositories: ['somebody/repo'] }
]

/** What each of some requests comes to. */
async function tried({ fake, repo, commit }: Bench, token: string | null): Promise<unknown[]> {
  const head = fake.repository().refs.get('refs/heads/main')
  const sent = { token }
  const committed = await commit(head, { a: 'a' }, sent)
  return [
    (await repo('', sent)).status,
    (await repo('/releases', sent)).status,
    (await repo('/releases', { ...sent, json: { tag_name: 'v1' } })).status,
    committed.status === 200 ? (field(committed.json, 'errors', 0, 'type') ?? 'committed') : committed.status
  ]
}

describe('tokens', () => {
  test.each<[string, boolean, string | null, unknown[]]>([
    ['one that may write, public', false, 'ghs_fake', [200, 200, 201, 'committed']],
    ['one that may read, public', false, 'reads', [200, 200, 403, 'FORBIDDEN']],
    ['one without contents, public', false, 'lacks', [200, 200, 403, 'FORBIDDEN']],
    ['a fork’s, public', false, 'fork', [200, 200, 403, 'FORBIDDEN']],
    ['none, public', false, null, [200, 200, 401, 401]],
    ['one that nobody knows, public', false, 'wrong', [401, 401, 401, 401]],
    ['one that may write, private', true, 'ghs_fake', [200, 200, 201, 'committed']],
    ['one that may read, private', true, 'reads', [200, 200, 403, 'FORBIDDEN']],
    ['one without contents, private', true, 'lacks', [200, 403, 403, 'FORBIDDEN']],
    ['a fork’s, private', true, 'fork', [404, 404, 404, 'NOT_FOUND']],
    ['none, private', true, null, [404, 404, 404, 401]]
  ])('%s', async (_, isPrivate, token, expected) => {
    const stage = await start({ tokens, repositories: { 'owner/repo': { private: isPrivate } } })
    expect(await tried(stage, token)).toEqual(expected)
  })

  test('what they may do stands in the repository, and what they lack is said', async () => {
    const { repo } = await start({ tokens })
    const push = async (token: string) => field((await repo('', { token })).json, 'permissions', 'push')
    expect([await push('ghs_fake'), await push('reads'), await push('fork')]).toEqual([true, false, false])
    const refused = await repo('/releases', { token: 'reads', json: { tag_name: 'v1' } })
    expect(refusal(refused)).toBe('403 Resource not accessible by integration')
    expect(refusal(await repo('', { token: '' }))).toBe('401 Bad credentials')
  })

  test('programs that do not say who they are get nothing', async () => {
    const { fake } = await start()
    const url = `${fake.apiUrl}/repos/owner/repo`
    expect(refusal(await ask(url, { anonymous: true }))).toMatch(/^403 .*User-Agent header/)
  })
})

describe('limits', () => {
  const left = ({ headers }: Got) => Number(headers['x-ratelimit-remaining'])

  test('every request to the API and the uploads is counted, those of a token together', async () => {
    const { fake, repo, release, upload, graphql } = await start({ limits: { rate: 10 } })
    expect(left(await repo(''))).toBe(9)
    const id = await release('v1')
    expect(left(await upload(id, 'a', 'a'))).toBe(7)
    const { headers } = await graphql('{ viewer { login } }')
    expect([headers['x-ratelimit-remaining'], headers['x-ratelimit-resource']]).toEqual(['9', 'graphql'])
    const free = await ask(`${fake.apiUrl}/rate_limit`)
    expect([left(free), field(free.json, 'resources', 'core', 'remaining')]).toEqual([7, 7])
    expect(left(await repo('', { token: null }))).toBe(59)
    expect(fake.rateRemaining()).toBe(7)
  })

  test.each([403, 429] as const)('at zero the answer is %d until the hour is over', async (limitedStatus) => {
    const { fake, repo } = await start({ limits: { limitedStatus } })
    fake.setRateRemaining(1)
    expect((await repo('')).status).toBe(200)
    const refused = await repo('')
    expect(refusal(refused)).toMatch(new RegExp(`^${limitedStatus} API rate limit exceeded`))
    expect(left(refused)).toBe(0)
    expect(refused.headers['retry-after']).toBeUndefined()
    const reset = Number(refused.headers['x-ratelimit-reset'])
    expect(reset).toBeGreaterThan(Date.now() / 1000)
    fake.advance(3_600_000)
    expect((await repo('')).status).toBe(200)
  })

  test('an answer that the client has already costs nothing, if it says who it is', async () => {
    const { fake, repo } = await start()
    const first = await repo('/releases')
    const headers = { 'if-none-match': first.headers['etag']! }
    const before = fake.rateRemaining()
    const second = await repo('/releases', { headers })
    expect([second.status, second.text, fake.rateRemaining()]).toEqual([304, '', before])
    expect(fake.requests.map(({ counted }) => counted)).toEqual([true, false])
    const anonymous = await repo('/releases', { token: null })
    const unpaid = { token: null, headers: { 'if-none-match': anonymous.headers['etag']! } }
    const third = await repo('/releases', unpaid)
    expect([third.status, left(anonymous) - left(third)]).toEqual([304, 1])
    fake.repository().addRelease('v1')
    expect((await repo('/releases', { headers })).status).toBe(200)
  })

  test.each<[string, Partial<Limits>, number]>([
    ['points a minute', { points: 11 }, 3],
    ['creations a minute', { creationsPerMinute: 2 }, 3],
    ['creations an hour', { creationsPerHour: 2 }, 3]
  ])('%s: a secondary limit, with how long to wait or without', async (name, limits, expected) => {
    const { fake, repo } = await start({ limits })
    const create = (tag: string) => repo('/releases', { json: { tag_name: tag, draft: true } })
    const statuses = [await create('a'), await create('b'), await create('c')].map(({ status }) => status)
    expect(statuses).toEqual([201, 201, 403].slice(0, expected))
    const refused = await create('d')
    expect([refusal(refused), refused.headers['retry-after']]).toEqual([
      expect.stringContaining('secondary rate limit'),
      '60'
    ])
    fake.setLimits({ retryAfter: undefined, limitedStatus: 429 })
    const silent = await create('d')
    expect([silent.status, silent.headers['retry-after']]).toEqual([429, undefined])
    fake.advance(60_001)
    expect((await create('d')).status).toBe(name === 'creations an hour' ? 429 : 201)
  })
})

describe('faults', () => {
  /** The tags there are after one request to create a release, and what came of it. */
  async function after(fault: Fault): Promise<[string, number]> {
    const { fake, repo } = await start()
    fake.faults({ operation: 'repos/create-release', times: 1, ...fault })
    const came = await repo('/releases', { json: { tag_name: 'v1' } }).then(refusal, () => 'broken')
    fake.clearFaults()
    expect((await repo('')).status).toBe(200)
    return [came, fake.repository().releasesOf('v1').length]
  }

  test.each<[string, Fault, string, number]>([
    ['a status', { effect: { kind: 'status', status: 503, message: 'Unicorn!' } }, '503 Unicorn!$', 0],
    ['a reset', { effect: { kind: 'reset' } }, 'broken', 0],
    ['a lost reply', { effect: { kind: 'lost' } }, 'broken', 1],
    ['a lost reply, as a status', { effect: { kind: 'lost-status', status: 500 } }, '500 Server Error$', 1],
    ['a reply that is cut', { effect: { kind: 'cut', bytes: 10 } }, 'broken', 1],
    ['a request that is cut', { effect: { kind: 'cut-request', bytes: 3 } }, 'broken', 0],
    [
      'a primary limit',
      { effect: { kind: 'primary-limit', resetAfter: 60 } },
      '403 API rate limit exceeded for installation.',
      0
    ],
    [
      'a secondary limit',
      { effect: { kind: 'secondary-limit', status: 429 } },
      '429 You have exceeded a secondary',
      0
    ],
    ['a kill', { kill: () => undefined }, 'broken', 0],
    ['a delay', { delay: 1 }, '201$', 1],
    ['nothing, on another request', { nth: 2, effect: { kind: 'reset' } }, '201$', 1],
    ['nothing, as the first is let through', { skip: 1, effect: { kind: 'reset' } }, '201$', 1]
  ])('%s', async (_, fault, came, releases) => {
    expect(await after(fault)).toEqual([expect.stringMatching(`^${came}`), releases])
  })

  test('a GraphQL error of any type, on the field that is named', async () => {
    const { fake, commit, graphql } = await start()
    const message = 'Something went wrong while executing your query.'
    fake.faults({
      key: /^createCommitOnBranch$/,
      effect: { kind: 'graphql-error', message, type: 'SERVICE' }
    })
    const head = fake.repository().refs.get('refs/heads/main')
    expect((await commit(head, { a: 'a' })).json).toMatchObject({ errors: [{ type: 'SERVICE', message }] })
    expect(fake.repository().files('main')).toEqual(['README.md'])
    expect(field((await graphql('{ viewer { login } }')).json, 'errors')).toBeUndefined()
  })

  test.each([
    ['lost', 1],
    ['reset', 0]
  ] as const)('an upload that is %s', async (kind, assets) => {
    const { fake, release, upload } = await start()
    const id = await release('v1')
    fake.faults({ operation: 'repos/upload-release-asset', effect: { kind } })
    await expect(upload(id, 'a', 'a')).rejects.toThrow()
    const [view] = fake.repository().releasesOf('v1')
    expect([...view!.assets.values()].map(({ state }) => state)).toEqual(assets === 1 ? ['uploaded'] : [])
  })

  test('a download that is cut, and a callback while a request waits', async () => {
    const { fake, repo } = await start()
    const { assets } = fake.repository().addRelease('v1', { assets: { a: 'content' } })
    const id = String([...assets.keys()][0])
    const { headers } = await repo(`/releases/assets/${id}`, {
      headers: { accept: 'application/octet-stream' }
    })
    fake.faults({ operation: 'storage.asset', effect: { kind: 'cut', bytes: 3 } })
    await expect(ask(headers['location']!, { token: null })).rejects.toThrow()
    fake.faults({
      operation: 'repos/get-release-by-tag',
      before: () => {
        fake.repository().addRelease('v2')
      }
    })
    expect((await repo('/releases/tags/v2')).status).toBe(200)
  })

  test('the log has what was asked for, and in how many round trips', async () => {
    const { fake, repo, release, upload, commit } = await start()
    await upload(await release('v1'), 'a+b', 'a')
    await commit('0'.repeat(40), { a: 'a' })
    await repo('/releases/tags/a%2Fb')
    expect(fake.requests).toMatchObject([
      { index: 1, operation: 'repos/create-release', key: 'releases', json: { tag_name: 'v1' }, status: 201 },
      { host: 'uploads', key: expect.stringMatching(/^releases\/\d+\/assets\?name=a\+b$/), bytesIn: 1 },
      { operation: 'graphql.query', key: 'createCommitOnBranch', error: 'STALE_DATA', repository: '' },
      { key: 'releases/tags/a/b', status: 404, error: 'Not Found', repository: 'owner/repo' }
    ])
    expect(roundTrips(fake.requests)).toBe(4)
    expect(fake.count({ host: 'api', counted: true })).toBe(3)
    fake.clear()
    expect(fake.requests).toEqual([])
  })
})

describe('an enterprise server', () => {
  test('has everything at one address, and its paths', async () => {
    const stage = await start({ enterprise: true })
    const { fake } = stage
    const { origin } = new URL(fake.serverUrl)
    expect([fake.apiUrl, fake.graphqlUrl, fake.uploadsUrl]).toEqual([
      `${origin}/api/v3`,
      `${origin}/api/graphql`,
      `${origin}/api/uploads`
    ])
    const made = await stage.repo('/releases', { json: { tag_name: 'v1' } })
    const uploads = String(field(made.json, 'upload_url')).replace('{?name,label}', '?name=a&label=A')
    const sent = await ask(uploads, { body: 'content', headers: { 'content-type': 'text/plain' } })
    expect(sent.json).toMatchObject({ name: 'a', label: 'A', url: expect.stringContaining(fake.apiUrl) })
    const head = fake.repository().refs.get('refs/heads/main')
    expect(field((await stage.commit(head, { a: 'a' })).json, 'errors')).toBeUndefined()
    const download = await ask(String(field(sent.json, 'browser_download_url')), { token: null })
    expect((await ask(download.headers['location']!, { token: null })).text).toBe('content')
  })

  test('does not answer at the paths of github.com', async () => {
    const { fake } = await start({ enterprise: true })
    expect((await ask(`${fake.serverUrl}/repos/owner/repo`)).status).toBe(404)
    await expect(fake.close()).rejects.toThrow('GET /repos/owner/repo on web')
  })

  test('can be without GraphQL', async () => {
    const { graphql } = await start({ graphql: false })
    expect((await graphql('{ viewer { login } }')).status).toBe(404)
  })
})

describe('as a process of its own', () => {
  const children: ReturnType<typeof spawn>[] = []
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })

  test('it is steered over HTTP', async () => {
    const path = fileURLToPath(new URL('../../support/github-fake/serve.ts', import.meta.url))
    const child = spawn(process.execPath, [path, '--repository', 'a/b', '--private'], {
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'inherit']
    })
    children.push(child)
    const line = await new Promise<string>((resolve) => {
      child.stdout.once('data', (data) => {
        resolve(String(data))
      })
    })
    const urls: unknown = JSON.parse(line)
    const api = String(field(urls, 'apiUrl'))
    const steer = async (method: string, route: string, json?: unknown): Promise<unknown> => {
      const got = await ask(`${api}/_control/${route}`, { method, ...(json === undefined ? {} : { json }) })
      expect([route, got.status]).toEqual([route, 200])
      return got.json
    }
    expect((await ask(`${api}/repos/a/b`)).json).toMatchObject({ private: true })
    await steer('POST', 'faults', [{ key: '^releases', effect: { kind: 'status', status: 503 } }])
    expect((await ask(`${api}/repos/a/b/releases`)).status).toBe(503)
    await steer('DELETE', 'faults')
    await steer('POST', 'commit?branch=registry', { 'a/b': 'text' })
    expect(await steer('GET', 'files?branch=registry')).toEqual(['a/b'])
    expect(await steer('GET', 'history?branch=registry')).toMatchObject([{ message: 'Change files' }])
    expect((await ask(`${api}/_control/file?branch=registry&path=a/b`)).text).toBe('text')
    await ask(`${api}/repos/a/b/releases`, { json: { tag_name: 'v1' } })
    expect(await steer('GET', 'releases')).toMatchObject([{ tag: 'v1', draft: false, assets: [] }])
    await steer('PUT', 'rate?remaining=0')
    expect((await ask(`${api}/repos/a/b`)).status).toBe(403)
    await steer('POST', 'advance?milliseconds=3600000')
    await steer('PUT', 'limits', { listedReleases: 0 })
    expect((await ask(`${api}/repos/a/b/releases`)).json).toEqual([])
    expect(await steer('GET', 'requests')).toHaveLength(5)
    expect(await steer('GET', 'failures')).toEqual([])
    expect((await ask(`${api}/_control/faults`, { json: [{ unknown: 1 }] })).status).toBe(400)
  })
})
