/** Rules by which a fake makes requests fail: what they match, how often, and what they do. */
import { generator } from './random.ts'

/** What every fake records of a request, and rules ask about. */
export interface Recorded {
  readonly index: number
  readonly operation: string
  readonly key: string
}

/**
 * A rule of a fake that records requests as `R` and knows the effects `E`. The first matching effect wins; delays and
 * callbacks add up.
 */
export interface Rule<R extends Recorded, E> {
  /** The n-th request of the log, or several of them. */
  readonly nth?: number | readonly number[]
  readonly operation?: R['operation'] | readonly R['operation'][]
  readonly key?: RegExp
  readonly where?: (request: R) => boolean
  /** Lets so many matching requests pass first. */
  readonly skip?: number
  /** Strikes so often at most. */
  readonly times?: number
  /** The chance to strike, drawn from a generator of the rule's own. */
  readonly probability?: number
  readonly seed?: number
  /** Milliseconds to wait before the request is handled. */
  readonly delay?: number
  /** Runs before the request is handled: a test can change the store under a client here. */
  readonly before?: (request: R) => void | Promise<void>
  /** Runs once the operation is applied and before its reply is sent. */
  readonly after?: (request: R) => void | Promise<void>
  /** Runs at the moment the effect strikes; without an effect the request is then reset. A number is a process to SIGKILL. */
  readonly kill?: (() => void) | number
  readonly effect?: E
}

/** What is to happen to one request. */
export interface Plan<R, E> {
  readonly delay: number
  readonly before: readonly Callback<R>[]
  readonly after: readonly Callback<R>[]
  readonly effect?: E
  /** Does so once, however often it is called. */
  readonly kill: () => void
}

/** The rules in force and how often each has struck. */
export interface Faults<R extends Recorded, E> {
  readonly add: (rules: readonly Rule<R, E>[]) => void
  readonly clear: () => void
  /** Decides a request's fate. Counts it, so it is asked once a request. */
  readonly plan: (request: R) => Plan<R, E>
}

type Callback<R> = (request: R) => void | Promise<void>

/** No rules yet. `reset` is the effect of a rule that kills and names none. */
export function createFaults<R extends Recorded, E>(reset: E): Faults<R, E> {
  const rules: { fault: Rule<R, E>; strikes: (request: R) => boolean }[] = []
  return {
    add(faults) {
      for (const fault of faults) rules.push({ fault, strikes: counter(fault) })
    },
    clear() {
      rules.length = 0
    },
    plan: (request) =>
      combine(
        rules.filter((rule) => rule.strikes(request)).map((rule) => rule.fault),
        reset
      )
  }
}

/** Whether a value is the one wanted, or among those wanted. */
export function isOneOf<T>(value: T, wanted: T | readonly T[] | undefined): boolean {
  if (wanted === undefined) return true
  return Array.isArray(wanted) ? wanted.includes(value) : value === wanted
}

function combine<R extends Recorded, E>(struck: readonly Rule<R, E>[], reset: E): Plan<R, E> {
  const kills = struck.flatMap((fault) => fault.kill ?? [])
  const effect =
    struck.find((fault) => fault.effect !== undefined)?.effect ?? (kills.length > 0 ? reset : undefined)
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

function counter<R extends Recorded, E>(fault: Rule<R, E>): (request: R) => boolean {
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

function applies<R extends Recorded, E>(fault: Rule<R, E>, request: R): boolean {
  return (
    isOneOf(request.index, fault.nth) &&
    isOneOf<R['operation']>(request.operation, fault.operation) &&
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
