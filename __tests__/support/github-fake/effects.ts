import { GithubError, errorDocument } from './errors.ts'
import { secondaryLimit } from './rate.ts'
import { jsonReply, type Reply } from './reply.ts'
import type { State } from './state.ts'
import type { FaultEffect } from './types.ts'

/** The effects that break the connection before the operation. */
type Break = Extract<FaultEffect, { kind: 'reset' | 'hang' | 'cut-request' }>

/** The effects that are an answer instead of the operation's. */
type Instead = Extract<
  FaultEffect,
  { kind: 'status' | 'starter' | 'primary-limit' | 'secondary-limit' | 'graphql-error' | 'lost-status' }
>

/** Whether an effect breaks the connection before the operation. */
export function isBreak(effect: FaultEffect): effect is Break {
  return effect.kind === 'reset' || effect.kind === 'hang' || effect.kind === 'cut-request'
}

/** Whether an effect is an answer of its own, and nothing is applied. */
export function isInstead(effect: FaultEffect | undefined): effect is Instead {
  return (
    effect?.kind === 'status' ||
    effect?.kind === 'starter' ||
    effect?.kind === 'primary-limit' ||
    effect?.kind === 'secondary-limit' ||
    effect?.kind === 'graphql-error'
  )
}

/** The answer that an effect gives. */
export function replyOf(effect: Instead, { state }: { readonly state: State }): Reply {
  if (effect.kind === 'graphql-error') {
    const type = effect.type === undefined ? {} : { type: effect.type }
    return jsonReply({ data: null, errors: [{ ...type, message: effect.message }] })
  }
  const error = errorOf(effect, state)
  return jsonReply(errorDocument(error), error.status, error.headers)
}

function errorOf(effect: Exclude<Instead, { kind: 'graphql-error' }>, state: State): GithubError {
  switch (effect.kind) {
    case 'status':
      return new GithubError(effect.status, effect.message ?? `status ${effect.status}`, {
        headers: effect.headers ?? {},
        ...(effect.code === undefined ? {} : { errors: [{ resource: 'Fault', code: effect.code }] })
      })
    case 'starter':
    case 'lost-status':
      return new GithubError(effect.status ?? 502, 'Server Error')
    case 'primary-limit': {
      const reset = Math.ceil(state.now().getTime() / 1000) + effect.resetAfter
      return new GithubError(effect.status ?? 403, 'API rate limit exceeded for installation.', {
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${reset}` }
      })
    }
    case 'secondary-limit':
      return secondaryLimit(effect.status ?? 403, effect.retryAfter)
  }
}
