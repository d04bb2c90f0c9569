import type { Plan } from '../fault-rules.ts'
import { emptyBody } from '../s3-fake/body.ts'
import type { Body } from '../s3-fake/types.ts'
import { callerOf, type Caller } from './callers.ts'
import { conditional } from './conditional.ts'
import { isInstead, replyOf } from './effects.ts'
import { errorDocument, GithubError, invalidRequest } from './errors.ts'
import { errorTypes } from './graphql.ts'
import { handlers, isWrite } from './handlers.ts'
import { movedReply } from './moved.ts'
import { answerMistake, requestMistake } from './openapi.ts'
import type { Rates } from './rate.ts'
import { emptyReply, jsonReply, type Reply } from './reply.ts'
import type { GithubRequest } from './request.ts'
import type { State } from './state.ts'
import type { FaultEffect, RecordedRequest, Write } from './types.ts'
import { beginUpload, type Upload } from './upload.ts'

/** A request that is to be answered, and what that needs. */
export interface Answering {
  readonly state: State
  readonly rates: Rates
  readonly request: GithubRequest
  readonly record: RecordedRequest
  readonly plan: Plan<RecordedRequest, FaultEffect>
  readonly wrote: (write: Write) => void
  readonly failed: (error: unknown) => void
}

/** What came with a request that is JSON, or ought to be. */
export interface Received {
  readonly json?: unknown
  readonly malformed?: boolean
}

/** An answer on its way. */
export interface Answer {
  /** What the request is refused with before its body is read. */
  readonly refused: () => Reply | undefined
  /** Applies the operation and answers, both at once, so that races have exactly one winner. */
  readonly now: (body?: Body) => Reply
}

/** Lets a request in, or refuses it; an upload's asset is there from then on. */
export function answer(one: Answering, { json, malformed = false }: Received): Answer {
  let caller: Caller = { token: undefined, login: 'ghost' }
  let upload: Upload | undefined
  let hasMoved = false
  const { state, rates, request, record, plan, failed } = one
  const attempt = (act: () => Reply): Reply => {
    try {
      return act()
    } catch (error) {
      if (!(error instanceof GithubError)) failed(error)
      return errorReply(one, error instanceof GithubError ? error : new GithubError(500, String(error)))
    }
  }
  const { effect } = plan
  const instead = isInstead(effect) ? effect : undefined
  const early = refusalOf(() => {
    if (request.host === 'storage' || request.host === 'web') return
    if (request.headers['user-agent'] === undefined) throw withoutUserAgent()
    caller = callerOf(request, state)
    rates.take(caller, request)
    record.counted = true
    if (malformed) throw new GithubError(400, 'Problems parsing JSON')
    if (request.operation !== 'repos/upload-release-asset') return
    if (instead === undefined || instead.kind === 'starter')
      upload = beginUpload({ state, request, caller, json, failed })
  })
  return {
    refused: () => early,
    now(body = emptyBody) {
      if (early !== undefined) return early
      if (instead !== undefined) {
        plan.kill()
        return finished(replyOf(instead, one))
      }
      return finished(attempt(() => act(body)))
    }
  }

  function refusalOf(enter: () => void): Reply | undefined {
    const admitted = emptyReply(204)
    const reply = attempt(() => {
      enter()
      return admitted
    })
    return reply === admitted ? undefined : finished(reply)
  }

  function act(body: Body): Reply {
    const reply = operate(body)
    const types = request.operation === 'graphql.query' ? errorTypes(reply.json) : undefined
    if (types !== undefined) record.error = types
    if (reply.status < 400 && types === undefined && isWrite(request.operation, json))
      one.wrote({ operation: request.operation, repository: request.repository, key: record.key })
    return conditional(request, reply)
  }

  function operate(body: Body): Reply {
    const { operation } = request
    if (operation === 'rate-limit/get') return jsonReply(rates.overview(caller))
    if (operation === 'repos/upload-release-asset')
      return upload?.finish(body) ?? errorReply(one, new GithubError(502, 'Server Error'))
    const mistake = state.settings.validate ? requestMistake(operation, json) : undefined
    if (mistake !== undefined) throw invalidRequest(mistake)
    const call = { state, request, caller, json, failed }
    const moved = movedReply(call)
    hasMoved = moved !== undefined
    return moved ?? handlers[operation](call)
  }

  function finished(reply: Reply): Reply {
    if (request.host === 'storage' || request.host === 'web') return reply
    if (reply.status === 304 && caller.token !== undefined) {
      rates.giveBack(caller, request)
      record.counted = false
    }
    if (state.settings.validate && instead === undefined && !hasMoved) {
      const mistake = answerMistake(request.operation, reply)
      if (mistake !== undefined) failed(new Error(mistake))
    }
    return { ...reply, headers: { ...rates.headers(caller, request), ...reply.headers } }
  }
}

function errorReply({ record }: Answering, error: GithubError): Reply {
  record.error = error.message
  return jsonReply(errorDocument(error), error.status, error.headers)
}

function withoutUserAgent(): GithubError {
  const message =
    'Request forbidden by administrative rules. Please make sure your request has a User-Agent header'
  return new GithubError(403, message)
}
