import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Faults, Plan } from '../fault-rules.ts'
import { bodyCollector, bytesOf, emptyBody } from '../s3-fake/body.ts'
import { send } from '../s3-fake/send.ts'
import type { Body } from '../s3-fake/types.ts'
import { answer as apply, type Received } from './answer.ts'
import { isBreak, replyOf } from './effects.ts'
import { rootFields } from './graphql.ts'
import type { RequestLog } from './log.ts'
import type { Rates } from './rate.ts'
import type { Reply } from './reply.ts'
import { parseRequest, type Entrance, type GithubRequest } from './request.ts'
import type { State } from './state.ts'
import type { FaultEffect, RecordedRequest, Write } from './types.ts'

/** What one exchange needs of the fake it belongs to. */
export interface ExchangeContext {
  readonly state: State
  readonly log: RequestLog
  readonly rates: Rates
  readonly faults: Faults<RecordedRequest, FaultEffect>
  /** Told of every change, and of what went wrong in the fake itself. */
  readonly wrote: (write: Write) => void
  readonly failed: (error: unknown) => void
}

interface Exchange extends ExchangeContext {
  readonly message: IncomingMessage
  readonly response: ServerResponse
  readonly request: GithubRequest
  readonly record: RecordedRequest
  plan: Plan<RecordedRequest, FaultEffect>
  /** Whether the client waits for leave to send the body. */
  readonly expectsContinue: boolean
}

/** Where and how a request came in. */
export interface Incoming extends Entrance {
  readonly message: IncomingMessage
  readonly response: ServerResponse
  readonly expectsContinue: boolean
}

const nothing: Plan<RecordedRequest, FaultEffect> = {
  delay: 0,
  before: [],
  after: [],
  kill() {
    // There is nobody to end.
  }
}

/** Answers one request, or does to it what the faults say. */
export async function exchange(context: ExchangeContext, incoming: Incoming): Promise<void> {
  const { message, response, expectsContinue } = incoming
  const request = parseRequest(message, incoming)
  const record = context.log.open(request)
  const one: Exchange = { ...context, message, response, request, record, expectsContinue, plan: nothing }
  response.once('close', () => (record.endedAt = performance.now()))
  try {
    await (request.operation === 'repos/upload-release-asset' ? upload(one) : run(one))
  } catch (thrown) {
    // A client that went away is its own affair; anything else is a mistake in the fake or in a test's callback.
    if (!message.destroyed || message.complete) context.failed(thrown)
    response.destroy()
  }
}

async function run(one: Exchange): Promise<void> {
  // What GraphQL asks for is in its body, and faults ask for that.
  const body = await readBody(one, Infinity)
  const received = jsonOf(body)
  const { json } = received
  if (json !== undefined) one.record.json = json
  if (one.request.operation === 'graphql.query') one.record.key = rootFields(json)
  plan(one)
  await pause(one)
  if (await broken(one)) return
  await finish(one, apply(one, received).now())
}

async function upload(one: Exchange): Promise<void> {
  plan(one)
  if (one.plan.effect?.kind !== 'cut-request' && (await broken(one))) return
  const begun = apply(one, {})
  const refused = begun.refused()
  if (refused !== undefined) {
    // A client that is still sending could lose the answer.
    if (one.expectsContinue) one.response.shouldKeepAlive = false
    else await drain(one.message)
    await finish(one, refused)
    return
  }
  const { effect } = one.plan
  const body = await readBody(one, effect?.kind === 'cut-request' ? effect.bytes : Infinity)
  await pause(one)
  if (effect?.kind === 'cut-request') {
    one.plan.kill()
    one.response.destroy()
  } else await finish(one, begun.now(body))
}

function plan(one: Exchange): void {
  one.plan = one.faults.plan(one.record)
  const { effect } = one.plan
  if (effect !== undefined) one.record.fault = effect.kind
}

/** Whether the connection was broken before anything was applied. */
async function broken(one: Exchange): Promise<boolean> {
  const { effect } = one.plan
  if (effect === undefined || !isBreak(effect)) return false
  if (one.request.operation === 'repos/upload-release-asset') await pause(one)
  one.plan.kill()
  if (effect.kind === 'hang') one.message.resume()
  else one.response.destroy()
  return true
}

async function finish(one: Exchange, reply: Reply): Promise<void> {
  for (const callback of one.plan.after) await callback(one.record)
  const { effect, kill } = one.plan
  if (effect?.kind === 'lost' || effect?.kind === 'lost-hang') {
    kill()
    if (effect.kind === 'lost') one.response.destroy()
  } else if (effect?.kind === 'lost-status') {
    kill()
    await deliver(one, replyOf(effect, one))
  } else if (effect?.kind === 'cut') {
    await deliver(one, reply, effect.bytes)
    kill()
    one.response.destroy()
  } else {
    kill()
    await deliver(one, reply)
  }
}

async function deliver(one: Exchange, reply: Reply, limit?: number): Promise<void> {
  one.record.status = reply.status
  await send(one.response, reply, {
    date: one.state.now(),
    head: one.request.method === 'HEAD',
    headers: {
      Server: one.request.host === 'storage' ? 'Windows-Azure-Blob/1.0' : 'github.com',
      'X-GitHub-Request-Id': randomBytes(8).toString('hex').toUpperCase()
    },
    count: (bytes) => (one.record.bytesOut += bytes),
    ...(limit === undefined ? {} : { limit })
  })
}

async function pause(one: Exchange): Promise<void> {
  if (one.plan.delay > 0) await sleep(one.plan.delay)
  for (const callback of one.plan.before) await callback(one.record)
}

async function readBody(one: Exchange, limit: number): Promise<Body> {
  if (one.expectsContinue) one.response.writeContinue()
  if (one.request.method === 'GET' || one.request.method === 'HEAD') {
    one.message.resume()
    return emptyBody
  }
  const collector = bodyCollector()
  for await (const chunk of chunks(one.message)) {
    one.record.bytesIn += chunk.length
    collector.add(chunk)
    if (one.record.bytesIn >= limit) break
  }
  return collector.finish()
}

async function* chunks(message: IncomingMessage): AsyncGenerator<Buffer> {
  for await (const chunk of message) if (Buffer.isBuffer(chunk)) yield chunk
}

async function drain(message: IncomingMessage): Promise<void> {
  message.resume()
  await finished(message)
}

function jsonOf(body: Body): Received {
  if (body.size === 0) return {}
  try {
    return { json: JSON.parse(bytesOf(body).toString()) }
  } catch {
    return { malformed: true }
  }
}
