import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Faults, Plan } from '../fault-rules.ts'
import { bodyCollector, bodyOf } from './body.ts'
import { S3Error, errorDocument } from './errors.ts'
import type { RequestLog } from './log.ts'
import { authorize, checkHead, handlers, isWrite } from './operations.ts'
import type { Reply } from './reply.ts'
import { parseRequest, type S3Request } from './request.ts'
import { send } from './send.ts'
import { authenticate, checkPayload, type Caller } from './sigv4.ts'
import type { State } from './state.ts'
import type { Body, FaultEffect, RecordedRequest, Write } from './types.ts'

/** What one exchange needs of the fake it belongs to. */
export interface ExchangeContext {
  readonly state: State
  readonly log: RequestLog
  readonly faults: Faults<RecordedRequest, FaultEffect>
  /** Told of every change, and of what went wrong in the fake itself. */
  readonly wrote: (write: Write) => void
  readonly failed: (error: unknown) => void
}

interface Exchange extends ExchangeContext {
  readonly message: IncomingMessage
  readonly response: ServerResponse
  readonly request: S3Request
  readonly record: RecordedRequest
  readonly plan: Plan<RecordedRequest, FaultEffect>
  /** Whether the client waits for leave to send the body. */
  readonly expectsContinue: boolean
}

/** Answers one request, or does to it what the faults say. */
export async function exchange(
  context: ExchangeContext,
  message: IncomingMessage,
  response: ServerResponse,
  expectsContinue: boolean
): Promise<void> {
  const { request, error } = parse(message, context.state.settings.plusIsSpace)
  const record = context.log.open(request)
  const one: Exchange = {
    ...context,
    message,
    response,
    request,
    record,
    expectsContinue,
    plan: context.faults.plan(record)
  }
  response.once('close', () => (record.endedAt = performance.now()))
  try {
    await run(one, error)
  } catch (thrown) {
    // A client that went away is its own affair; anything else is a mistake in the fake or in a test's callback.
    if (!message.destroyed || message.complete) context.failed(thrown)
    response.destroy()
  }
}

async function run(one: Exchange, invalid: S3Error | undefined): Promise<void> {
  const { effect } = one.plan
  if (effect !== undefined) one.record.fault = effect.kind
  if (effect?.kind === 'reset' || effect?.kind === 'hang' || effect?.kind === 'cut-request') {
    await pause(one)
    await breakEarly(one, effect)
    return
  }
  const admitted = admit(one, invalid)
  if (admitted instanceof S3Error && one.expectsContinue) {
    one.response.shouldKeepAlive = false
    await answer(one, errorReply(one, admitted))
    return
  }
  const body = await readBody(one, Infinity)
  await pause(one)
  if (effect?.kind === 'status') {
    one.plan.kill()
    await answer(one, faultReply(one, effect))
    return
  }
  const reply = admitted instanceof S3Error ? errorReply(one, admitted) : apply(one, admitted, body)
  for (const callback of one.plan.after) await callback(one.record)
  await answer(one, reply)
}

// Everything from here to the change of the state is synchronous, so races have exactly one winner.
function apply(one: Exchange, caller: Caller, body: Body): Reply {
  const { request, state } = one
  try {
    checkPayload(caller, body)
    const reply = handlers[request.operation](state, request, body)
    if (isWrite(request.operation)) {
      one.wrote({ operation: request.operation, bucket: request.bucket, key: request.key })
    }
    return reply
  } catch (error) {
    if (error instanceof S3Error) return errorReply(one, error)
    one.failed(error)
    return errorReply(one, internalError(String(error)))
  }
}

async function answer(one: Exchange, reply: Reply): Promise<void> {
  const { effect, kill } = one.plan
  if (effect?.kind === 'lost' || effect?.kind === 'lost-hang') {
    kill()
    if (effect.kind === 'lost') one.response.destroy()
  } else if (effect?.kind === 'lost-500') {
    kill()
    await deliver(one, errorReply(one, internalError()))
  } else if (effect?.kind === 'cut') {
    await deliver(one, reply, effect.bytes)
    kill()
    one.response.destroy()
  } else {
    await deliver(one, reply)
  }
}

async function deliver(one: Exchange, reply: Reply, limit?: number): Promise<void> {
  one.record.status = reply.status
  await send(one.response, reply, {
    date: one.state.now(),
    head: one.request.method === 'HEAD',
    headers: { Server: 'AmazonS3', 'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase() },
    count: (bytes) => (one.record.bytesOut += bytes),
    ...(limit === undefined ? {} : { limit })
  })
}

async function pause(one: Exchange): Promise<void> {
  if (one.plan.delay > 0) await sleep(one.plan.delay)
  for (const callback of one.plan.before) await callback(one.record)
}

async function breakEarly(one: Exchange, effect: FaultEffect): Promise<void> {
  if (effect.kind === 'cut-request') await readBody(one, effect.bytes)
  one.plan.kill()
  if (effect.kind === 'hang') one.message.resume()
  else one.response.destroy()
}

function admit(one: Exchange, invalid: S3Error | undefined): Caller | S3Error {
  const { request, state } = one
  const { region, credentials } = state.settings
  if (invalid !== undefined) return invalid
  try {
    const caller = authenticate(request, { region, credentials, now: state.now().getTime() })
    authorize(request, caller, state.settings)
    checkHead(request)
    return caller
  } catch (error) {
    if (error instanceof S3Error) return error
    throw error
  }
}

async function readBody(one: Exchange, limit: number): Promise<Body> {
  if (one.expectsContinue) one.response.writeContinue()
  const collector = bodyCollector()
  for await (const chunk of chunks(one.message)) {
    one.record.bytesIn += chunk.length
    collector.add(chunk)
    if (one.record.bytesIn < limit) continue
    one.plan.kill()
    break
  }
  return collector.finish()
}

async function* chunks(message: IncomingMessage): AsyncGenerator<Buffer> {
  for await (const chunk of message) if (Buffer.isBuffer(chunk)) yield chunk
}

function parse(
  message: IncomingMessage,
  plusIsSpace: boolean
): { request: S3Request; error: S3Error | undefined } {
  try {
    return { request: parseRequest(message, plusIsSpace), error: undefined }
  } catch (error) {
    if (!(error instanceof S3Error)) throw error
    const rawPath = message.url ?? '/'
    const nothing = { bucket: '', key: '', rawQuery: '', query: {}, headers: {} }
    return { request: { operation: 'Unknown', method: message.method ?? '', rawPath, ...nothing }, error }
  }
}

function faultReply(one: Exchange, effect: FaultEffect & { kind: 'status' }): Reply {
  const { request, state } = one
  if (effect.status === 409 && request.operation === 'CompleteMultipartUpload') {
    state.buckets.get(request.bucket)?.uploads.delete(request.query['uploadId'] ?? '')
  }
  const headers = effect.retryAfter === undefined ? {} : { 'Retry-After': `${effect.retryAfter}` }
  return errorReply(one, new S3Error(effect.status, effect.code, effect.message ?? effect.code, {}, headers))
}

function errorReply(one: Exchange, error: S3Error): Reply {
  one.record.error = error.code
  const requestId = randomBytes(8).toString('hex').toUpperCase()
  const headers = { ...error.headers, 'Content-Type': 'application/xml', 'x-amz-request-id': requestId }
  return { status: error.status, headers, body: bodyOf(errorDocument(error, one.request.rawPath, requestId)) }
}

function internalError(message = 'We encountered an internal error. Please try again.'): S3Error {
  return new S3Error(500, 'InternalError', message)
}
