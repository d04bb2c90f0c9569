/** A strict cache service of the workflow runs, version 2, in this process. */
import { randomBytes } from 'node:crypto'
import http from 'node:http'

import * as v from 'valibot'

import type { StepEnv } from './action.ts'

/** How the service is disposed: as usual; with its quota used up; handing out tokens that may only read, or nothing. */
export type Disposition = 'usual' | 'full' | 'read-only' | 'denied'

/** What the service was asked: a method's name and the entry's key, or `PUT` and `GET` of an entry's bytes. */
export type CacheRequest = `${string} ${string}`

/** A running service. */
export interface CacheService {
  /** What a runner tells its steps about the service. */
  readonly env: () => StepEnv
  readonly token: string
  /** The signatures of the addresses it gave away. */
  readonly signatures: readonly string[]
  readonly requests: readonly CacheRequest[]
  /** The finished entries' keys, oldest first. */
  readonly keys: () => string[]
  /** Changes the bytes of a finished entry. */
  readonly change: (key: string, change: (archive: Buffer) => Uint8Array) => void
  readonly dispose: (disposition: Disposition) => void
  /** Ends the service; throws where somebody asked it for what no such service has. */
  readonly close: () => Promise<void>
}

interface Entry {
  readonly id: string
  readonly key: string
  readonly version: string
  bytes: Buffer | undefined
  finished: boolean
}

const PERMISSIONS: Record<Disposition, number> = { usual: 3, full: 3, 'read-only': 1, denied: 0 }

/** Starts the service. It listens on this machine alone. */
export async function startCacheService(): Promise<CacheService> {
  const state: State = {
    ...{ entries: [], requests: [], signatures: [], failures: [], secret: randomBytes(16).toString('hex') },
    disposition: 'usual',
    url: ''
  }
  const server = http.createServer((request, response) => {
    void answer(state, request).then(({ status, body, headers }) => {
      response.writeHead(status, { 'content-length': String(body.length), ...headers })
      response.end(body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  state.url = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`
  return {
    ...{ requests: state.requests, signatures: state.signatures },
    get token() {
      return tokenOf(state)
    },
    env: () => ({
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: `${state.url}/`,
      ACTIONS_RUNTIME_TOKEN: tokenOf(state)
    }),
    keys: () => state.entries.filter(({ finished }) => finished).map(({ key }) => key),
    change: (key, change) => {
      const entry = state.entries.find((each) => each.key === key && each.finished)
      if (entry?.bytes === undefined) throw new Error(`there is no entry ${key}`)
      entry.bytes = Buffer.from(change(entry.bytes))
    },
    dispose: (disposition) => {
      state.disposition = disposition
    },
    close: async () => {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
      if (state.failures.length > 0) throw new Error(state.failures.join('\n'))
    }
  }
}

interface State {
  readonly entries: Entry[]
  readonly requests: CacheRequest[]
  readonly signatures: string[]
  readonly failures: string[]
  readonly secret: string
  disposition: Disposition
  url: string
}

/** Looks like the runner's: three parts, the second of which says what the bearer may do to caches. */
function tokenOf({ secret, disposition }: State): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url')
  const scopes = JSON.stringify([{ Scope: 'refs/heads/main', Permission: PERMISSIONS[disposition] }])
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ ac: scopes, jti: secret })}.${secret}`
}

interface Answer {
  readonly status: number
  readonly body: Buffer
  readonly headers?: Record<string, string>
}

const json = (status: number, body: object): Answer => ({
  status,
  body: Buffer.from(JSON.stringify(body)),
  headers: { 'content-type': 'application/json' }
})

async function answer(state: State, request: http.IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  const url = new URL(request.url ?? '/', state.url)
  try {
    const method = /^\/twirp\/github\.actions\.results\.api\.v1\.CacheService\/(\w+)$/.exec(url.pathname)?.[1]
    return method === undefined
      ? transfer(state, request, url, Buffer.concat(chunks))
      : call(state, request, method, Buffer.concat(chunks))
  } catch (error) {
    state.failures.push(`${request.method ?? ''} ${url.pathname}: ${String(error)}`)
    return json(400, { code: 'malformed', msg: String(error) })
  }
}

const key = v.pipe(v.string(), v.minLength(1), v.maxLength(512), v.regex(/^[^,]*$/))
const version = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const lookup = v.strictObject({
  key,
  version,
  restore_keys: v.optional(v.pipe(v.array(key), v.maxLength(9)), [])
})
const creation = v.strictObject({ key, version })
const completion = v.strictObject({ key, version, size_bytes: v.pipe(v.string(), v.regex(/^\d+$/)) })

function call(state: State, request: http.IncomingMessage, method: string, body: Buffer): Answer {
  if (request.method !== 'POST') throw new Error('calls are POSTs')
  if (request.headers['content-type'] !== 'application/json') throw new Error('calls are JSON')
  if (request.headers.authorization !== `Bearer ${tokenOf(state)}`)
    return json(401, { code: 'unauthenticated', msg: 'the token is not valid' })
  const content: unknown = JSON.parse(body.toString())
  const named = v.parse(v.looseObject({ key }), content)
  state.requests.push(`${method} ${named.key}`)
  switch (method) {
    case 'GetCacheEntryDownloadURL':
      return look(state, v.parse(lookup, content))
    case 'CreateCacheEntry':
      return create(state, v.parse(creation, content))
    case 'FinalizeCacheEntryUpload':
      return finish(state, v.parse(completion, content))
    default:
      throw new Error(`there is no call ${method}`)
  }
}

function look(state: State, wanted: v.InferOutput<typeof lookup>): Answer {
  if (state.disposition === 'denied')
    return json(403, { code: 'permission_denied', msg: 'cache read denied: no readable scopes' })
  const there = state.entries.filter((entry) => entry.finished && entry.version === wanted.version).reverse()
  const found =
    there.find((entry) => entry.key === wanted.key) ??
    [wanted.key, ...wanted.restore_keys]
      .map((prefix) => there.find((entry) => entry.key.startsWith(prefix)))
      .find((entry) => entry !== undefined)
  if (found === undefined) return json(200, { ok: false })
  return json(200, { ok: true, signed_download_url: signed(state, found, 'r'), matched_key: found.key })
}

function create(state: State, wanted: v.InferOutput<typeof creation>): Answer {
  if (state.disposition === 'full')
    return json(429, { code: 'resource_exhausted', msg: 'insufficient usage to proceed' })
  if (state.disposition !== 'usual')
    return json(200, { ok: false, message: 'cache write denied: the token may only read' })
  if (state.entries.some((entry) => entry.key === wanted.key && entry.version === wanted.version))
    return json(409, { code: 'already_exists', msg: 'cache entry with the same key and version exists' })
  const entry: Entry = { id: randomBytes(8).toString('hex'), ...wanted, bytes: undefined, finished: false }
  state.entries.push(entry)
  return json(200, { ok: true, signed_upload_url: signed(state, entry, 'w') })
}

function finish(state: State, wanted: v.InferOutput<typeof completion>): Answer {
  const entry = state.entries.find(
    (each) => each.key === wanted.key && each.version === wanted.version && !each.finished
  )
  if (entry?.bytes?.length !== Number(wanted.size_bytes))
    return json(200, { ok: false, message: 'the upload is not what was said' })
  entry.finished = true
  return json(200, { ok: true, entry_id: String(state.entries.indexOf(entry) + 1) })
}

/** An address of an entry's bytes that is good by itself, for reading (`r`) or for writing (`w`). */
function signed(state: State, { id }: Entry, permission: 'r' | 'w'): string {
  const signature = `${permission}${randomBytes(16).toString('hex')}`
  state.signatures.push(signature)
  return `${state.url}/account/caches/${id}?sp=${permission}&sig=${signature}`
}

function transfer(state: State, request: http.IncomingMessage, url: URL, body: Buffer): Answer {
  const entry = state.entries.find(({ id }) => url.pathname === `/account/caches/${id}`)
  const signature = url.searchParams.get('sig') ?? ''
  if (request.headers.authorization !== undefined) throw new Error('the token is not for the blob store')
  if (entry === undefined || !state.signatures.includes(signature)) throw new Error('no such blob')
  state.requests.push(`${request.method ?? ''} ${entry.key}`)
  if (request.method === 'GET' && signature.startsWith('r') && entry.bytes !== undefined)
    return { status: 200, body: entry.bytes }
  if (request.method !== 'PUT' || !signature.startsWith('w')) throw new Error('not with this signature')
  if (request.headers['x-ms-blob-type'] !== 'BlockBlob' || url.searchParams.has('comp'))
    throw new Error('small entries are put at once')
  if (entry.finished || Number(request.headers['content-length']) !== body.length)
    throw new Error('no such upload')
  entry.bytes = body
  return { status: 201, body: Buffer.alloc(0) }
}
