import { isOneOf } from './log.ts'
import type { Fault, FaultEffect, RecordedRequest } from './types.ts'

type Callback = (request: RecordedRequest) => void | Promise<void>

/** What is to happen to one request. */
export interface Plan {
  readonly delay: number
  readonly before: readonly Callback[]
  readonly after: readonly Callback[]
  readonly effect?: FaultEffect
  /** Does so once, however often it is called. */
  readonly kill: () => void
}

/** The rules in force and how often each has struck. */
export interface Faults {
  readonly add: (rules: readonly Fault[]) => void
  readonly clear: () => void
  /** Decides a request's fate. Counts it, so it is asked once a request. */
  readonly plan: (request: RecordedRequest) => Plan
}

/** No rules yet. */
export function createFaults(): Faults {
  const rules: { fault: Fault; strikes: (request: RecordedRequest) => boolean }[] = []
  return {
    add(faults) {
      for (const fault of faults) rules.push({ fault, strikes: counter(fault) })
    },
    clear() {
      rules.length = 0
    },
    plan: (request) => combine(rules.filter((rule) => rule.strikes(request)).map((rule) => rule.fault))
  }
}

function combine(struck: readonly Fault[]): Plan {
  const kills = struck.flatMap((fault) => fault.kill ?? [])
  const reset: FaultEffect | undefined = kills.length > 0 ? { kind: 'reset' } : undefined
  const effect = struck.find((fault) => fault.effect !== undefined)?.effect ?? reset
  return {
    delay: struck.reduce((sum, fault) => sum + (fault.delay ?? 0), 0),
    before: struck.flatMap((fault) => fault.before ?? []),
    after: struck.flatMap((fault) => fault.after ?? []),
    ...(effect === undefined ? {} : { effect }),
    kill() {
      for (const kill of kills.splice(0)) end(kill)
    }
  }
}

function counter(fault: Fault): (request: RecordedRequest) => boolean {
  const { skip = 0, times = Infinity, probability = 1 } = fault
  const random = generator(fault.seed ?? 1)
  let seen = 0
  let struck = 0
  return (request) => {
    if (!applies(fault, request)) return false
    seen += 1
    if (seen <= skip || struck >= times || random() >= probability) return false
    struck += 1
    return true
  }
}

function applies(fault: Fault, request: RecordedRequest): boolean {
  return (
    isOneOf(request.index, fault.nth) &&
    isOneOf(request.operation, fault.operation) &&
    (fault.key?.test(request.key) ?? true) &&
    (fault.where?.(request) ?? true)
  )
}

function end(kill: (() => void) | number): void {
  if (typeof kill === 'function') {
    kill()
    return
  }
  try {
    process.kill(kill, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

// mulberry32: small, and the same numbers for the same seed everywhere.
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
