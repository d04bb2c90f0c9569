import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { bytesOf } from './body.ts'
import type { Settings } from './state.ts'
import { operations, preconditionModes, type Fault, type S3Fake, type StoredObject } from './types.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const effectSchema = v.variant('kind', [
  v.object({
    kind: v.literal('status'),
    status: count,
    code: v.string(),
    message: v.exactOptional(v.string()),
    retryAfter: v.exactOptional(v.union([v.number(), v.string()]))
  }),
  v.object({ kind: v.picklist(['cut', 'cut-request']), bytes: count }),
  v.object({ kind: v.picklist(['reset', 'lost', 'lost-500', 'lost-hang', 'hang']) })
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

const preconditionsSchema = v.object({ mode: v.picklist(preconditionModes) })

/** Whether a request is for the fake itself. No bucket can have this name. */
export function isControl(message: IncomingMessage): boolean {
  return /^\/_control(?:[/?]|$)/.test(message.url ?? '')
}

/** Answers a request to the fake itself: see `routes` for what there is. */
export async function control(
  fake: S3Fake,
  settings: Settings,
  message: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const url = new URL(message.url ?? '/', 'http://control')
  const name = `${message.method ?? ''} ${url.pathname.slice('/_control/'.length)}`
  try {
    const body = await read(message)
    const route = routes[name]
    if (route === undefined) throw new Error(`no such control: ${name}`)
    const result = route({ fake, settings, query: url.searchParams, body })
    response.writeHead(200, {
      'Content-Type': Buffer.isBuffer(result) ? 'application/octet-stream' : 'application/json'
    })
    response.end(Buffer.isBuffer(result) ? result : JSON.stringify(result ?? {}))
  } catch (error) {
    response.writeHead(400, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ error: String(error) }))
  }
}

interface Call {
  readonly fake: S3Fake
  readonly settings: Settings
  readonly query: URLSearchParams
  readonly body: Buffer
}

const routes: Readonly<Record<string, (call: Call) => unknown>> = {
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
  'GET preconditions': ({ settings }) => ({ mode: settings.preconditions }),
  'PUT preconditions': ({ fake, body }) => {
    fake.setPreconditions(v.parse(preconditionsSchema, parseJson(body)).mode)
  },
  'GET objects': ({ fake, query }) => [...fake.objects(named(query, 'bucket')).values()].map(summary),
  'GET object': ({ fake, query }) => {
    const object = fake.objects(named(query, 'bucket')).get(named(query, 'key'))
    if (object === undefined) throw new Error('no such object')
    return bytesOf(object.body)
  },
  'PUT object': ({ fake, query, body }) => {
    fake.setObject(named(query, 'bucket'), named(query, 'key'), body)
  },
  'DELETE object': ({ fake, query }) => {
    fake.removeObject(named(query, 'bucket'), named(query, 'key'))
  },
  'GET uploads': ({ fake, query }) =>
    [...fake.uploads(named(query, 'bucket')).values()].map((upload) => ({
      uploadId: upload.uploadId,
      key: upload.key,
      initiated: upload.initiated,
      metadata: upload.attributes.metadata,
      parts: [...upload.parts.keys()]
    }))
}

function summary(object: StoredObject): unknown {
  const { body, ...rest } = object
  return { ...rest, sparse: body.segments.some((segment) => !Buffer.isBuffer(segment)) }
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
