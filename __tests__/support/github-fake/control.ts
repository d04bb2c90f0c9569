import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { bytesOf } from '../s3-fake/body.ts'
import { operations, type Fault, type GithubFake, type Limits } from './types.ts'
import type { ReleaseView, RepositoryHandle } from './views.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const status = v.exactOptional(count)

const effectSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('status'),
    status: count,
    message: v.exactOptional(v.string()),
    code: v.exactOptional(v.string()),
    headers: v.exactOptional(v.record(v.string(), v.string()))
  }),
  v.strictObject({ kind: v.picklist(['starter', 'lost-status']), status }),
  v.strictObject({ kind: v.literal('primary-limit'), status, resetAfter: count }),
  v.strictObject({ kind: v.literal('secondary-limit'), status, retryAfter: v.exactOptional(count) }),
  v.strictObject({
    kind: v.literal('graphql-error'),
    type: v.exactOptional(v.string()),
    message: v.string()
  }),
  v.strictObject({ kind: v.picklist(['cut', 'cut-request']), bytes: count }),
  v.strictObject({ kind: v.picklist(['reset', 'lost', 'lost-hang', 'hang']) })
])

const faultSchema = v.strictObject({
  nth: v.exactOptional(v.union([count, v.array(count)])),
  operation: v.exactOptional(v.union([v.picklist(operations), v.array(v.picklist(operations))])),
  key: v.exactOptional(
    v.pipe(
      v.string(),
      v.transform((source) => new RegExp(source))
    )
  ),
  skip: v.exactOptional(count),
  times: v.exactOptional(count),
  probability: v.exactOptional(v.number()),
  seed: v.exactOptional(count),
  delay: v.exactOptional(count),
  kill: v.exactOptional(count),
  effect: v.exactOptional(effectSchema)
})

const limitsSchema = v.record(v.string(), v.number())
const filesSchema = v.record(v.string(), v.nullable(v.string()))

interface ControlCall {
  readonly fake: GithubFake
  readonly repository: () => RepositoryHandle
  readonly query: URLSearchParams
  readonly body: Buffer
}

const routes: Readonly<Record<string, (call: ControlCall) => unknown>> = {
  'GET requests': ({ fake }) => fake.requests,
  'DELETE requests': ({ fake }) => {
    fake.clear()
  },
  'GET failures': ({ fake }) => fake.failures.map(String),
  'POST faults': ({ fake, body }) => {
    const rules: Fault[] = v.parse(v.array(faultSchema), parseJson(body))
    fake.faults(...rules)
  },
  'DELETE faults': ({ fake }) => {
    fake.clearFaults()
  },
  'PUT limits': ({ fake, body }) => {
    const limits: Partial<Limits> = v.parse(limitsSchema, parseJson(body))
    fake.setLimits(limits)
  },
  'PUT rate': ({ fake, query }) => {
    fake.setRateRemaining(Number(named(query, 'remaining')))
  },
  'POST advance': ({ fake, query }) => {
    fake.advance(Number(named(query, 'milliseconds')))
  },
  'GET releases': ({ repository }) => [...repository().releases.values()].map(summary),
  'GET asset': ({ repository, query }) => {
    const asset = repository().asset(named(query, 'tag'), named(query, 'name'))
    if (asset === undefined) throw new Error('no such asset')
    return bytesOf(asset.body)
  },
  'GET refs': ({ repository }) => Object.fromEntries(repository().refs),
  'GET files': ({ repository, query }) => repository().files(named(query, 'branch')),
  'GET file': ({ repository, query }) => {
    const file = repository().file(named(query, 'branch'), named(query, 'path'))
    if (file === undefined) throw new Error('no such file')
    return file
  },
  'POST commit': ({ repository, query, body }) => ({
    sha: repository().commit(named(query, 'branch'), v.parse(filesSchema, parseJson(body)))
  }),
  'GET history': ({ repository, query }) => repository().history(named(query, 'branch'))
}

/** Answers a request to the fake itself, at `/_control/` on any of its hosts: see `routes` for what there is. */
export async function control(
  fake: GithubFake,
  message: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const url = new URL(message.url ?? '/', 'http://control')
  const name = `${message.method ?? ''} ${url.pathname.slice('/_control/'.length)}`
  try {
    const body = await read(message)
    const route = routes[name]
    if (route === undefined) throw new Error(`no such control: ${name}`)
    const query = url.searchParams
    const repository = (): RepositoryHandle => fake.repository(query.get('repository') ?? undefined)
    const result = route({ fake, query, body, repository })
    const type = Buffer.isBuffer(result) ? 'application/octet-stream' : 'application/json'
    response.writeHead(200, { 'Content-Type': type })
    response.end(Buffer.isBuffer(result) ? result : JSON.stringify(result ?? {}))
  } catch (error) {
    response.writeHead(400, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ error: String(error) }))
  }
}

function summary({ assets, ...release }: ReleaseView): unknown {
  return {
    ...release,
    assets: [...assets.values()].map(({ body, ...asset }) => ({ ...asset, bytes: body.size }))
  }
}

function named(query: URLSearchParams, name: string): string {
  const value = query.get(name)
  if (value === null) throw new Error(`the query lacks ${name}`)
  return value
}

function parseJson(body: Buffer): unknown {
  return JSON.parse(body.toString())
}

async function read(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
