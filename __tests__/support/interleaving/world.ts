/** Many writers on one bucket, of whose requests a seeded scheduler says which one comes next, and what befalls it. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { S3Error } from '../s3-fake/errors.ts'
import type { Reply } from '../s3-fake/reply.ts'
import { createState, type State } from '../s3-fake/state.ts'
import { isWrite } from '../s3-fake/operations.ts'
import { apply, asThrown, BUCKET, type Sent } from './requests.ts'
import { generator } from '../random.ts'

/** Somebody who sends requests, until it is done or killed. */
export interface Actor {
  readonly name: string
  readonly mayDie: boolean
  status: 'alive' | 'done' | 'dead'
  error: unknown
  priority: number
}

/** A bucket, and who writes to it. */
export interface World {
  readonly state: State
  readonly random: () => number
  /** What happened, a line a request. */
  readonly trace: readonly string[]
  /** Begins what an actor does; its requests go through `exchange`. */
  start(name: string, mayDie: boolean, task: (exchange: Exchange) => Promise<unknown>): Actor
  /** Lets the actors go on, one request at a time, until all are done or dead. */
  drain(actors: readonly Actor[]): Promise<void>
  /** Carries out what is still on its way, of which nobody waits for an answer. */
  settle(): void
}

/** Sends a request, and waits for its answer. */
export type Exchange = (sent: Sent) => Promise<Reply>

/** What a world is like. */
export interface WorldOptions {
  readonly seed: number
  readonly etags: 'md5' | 'opaque'
  /** Looks at the bucket after every write; throws where something is wrong. */
  readonly inspect: (state: State) => void
  /** Changes what is sent: what the protocol would be without one of its rules. */
  readonly tamper?: (sent: Sent) => Sent
}

interface Pending {
  readonly actor: Actor
  readonly sent: Sent
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: unknown) => void
}

/** An empty bucket. */
export function createWorld({ seed, etags, inspect, tamper = (sent) => sent }: WorldOptions): World {
  const state = createState({
    ...{
      region: 'us-east-1',
      pageSize: 1000,
      maxParts: 10_000,
      minPartSize: 1,
      partSizeLimit: 2 ** 30,
      etags
    },
    ...{
      anonymousRead: false,
      denyList: false,
      plusIsSpace: false,
      preconditions: 'strict',
      credentials: []
    },
    clockSkewMs: 0
  })
  state.createBucket(BUCKET)
  const random = generator(seed)
  const trace: string[] = []
  const pending = new Set<Pending>()
  /** Requests whose sender has given them up, and which may be carried out all the same. */
  const late: { sent: Sent; name: string }[] = []
  // One scheduler takes turns fairly; the other lets one actor run until it is held up for long, which is where slow writers meet the past.
  const fair = random() < 0.3

  const carryOut = (sent: Sent, note: string): Reply => {
    const { operation, key } = sent
    try {
      const reply = apply(state, tamper(sent))
      trace.push(`${note} ${operation} ${key}: ${reply.status}`)
      if (isWrite(operation)) inspect(state)
      return reply
    } catch (error) {
      if (error instanceof S3Error) trace.push(`${note} ${operation} ${key}: ${error.code}`)
      throw error
    }
  }

  const answer = ({ actor, sent, resolve, reject }: Pending, note: string, isLost: boolean) => {
    try {
      const reply = carryOut(sent, `${actor.name}${note}`)
      if (isLost) reject(broken())
      else resolve(reply)
    } catch (error) {
      if (!(error instanceof S3Error)) throw error
      reject(isLost ? broken() : asThrown(error))
    }
  }

  /** What is under way when somebody is killed arrives, or not, or late. */
  const kill = (actor: Actor) => {
    actor.status = 'dead'
    for (const each of [...pending].filter((one) => one.actor === actor)) {
      pending.delete(each)
      const fate = random()
      if (fate < 0.7) late.push({ sent: each.sent, name: actor.name })
      if (fate < 0.4) carryOutLate()
    }
    trace.push(`${actor.name} is killed`)
  }

  const handle = (one: Pending) => {
    const { actor, sent, reject } = one
    const fate = random()
    if (actor.mayDie && fate < 0.03) {
      kill(actor)
      return
    }
    pending.delete(one)
    if (fate < 0.07) answer(one, ' (reply lost)', true)
    else if (fate < 0.09) {
      trace.push(`${actor.name} ${sent.operation} ${sent.key}: not sent`)
      reject(broken())
    } else if (fate < 0.11) {
      trace.push(`${actor.name} ${sent.operation} ${sent.key}: late`)
      late.push({ sent, name: actor.name })
      reject(broken())
    } else if (fate < 0.13 && sent.operation === 'PutObject') {
      trace.push(`${actor.name} ${sent.operation} ${sent.key}: 409`)
      reject(asThrown(new S3Error(409, 'ConditionalRequestConflict', 'busy')))
    } else answer(one, '', false)
  }

  const carryOutLate = () => {
    const [{ sent, name } = impossible()] = late.splice(Math.floor(random() * late.length), 1)
    try {
      carryOut(sent, `${name} (late)`)
    } catch (error) {
      if (!(error instanceof S3Error)) throw error
    }
  }

  const choose = (): Pending => {
    const all = [...pending]
    if (fair) return all[Math.floor(random() * all.length)] ?? impossible()
    const actor = all
      .map((one) => one.actor)
      .reduce((best, each) => (each.priority > best.priority ? each : best))
    if (random() < 0.12) actor.priority = -random()
    const own = all.filter((one) => one.actor === actor)
    return own[Math.floor(random() * own.length)] ?? impossible()
  }

  return {
    state,
    random,
    trace,
    settle: () => {
      while (late.length > 0) carryOutLate()
    },
    start: (name, mayDie, task) => {
      const actor: Actor = { name, mayDie, status: 'alive', error: undefined, priority: random() }
      const exchange: Exchange = (sent) =>
        new Promise((resolve, reject) => {
          pending.add({ actor, sent, resolve, reject })
        })
      void task(exchange).then(
        () => {
          actor.status = 'done'
        },
        (error: unknown) => {
          actor.error = error
          actor.status = 'done'
        }
      )
      return actor
    },
    drain: async (actors) => {
      for (let idle = 0; ;) {
        // Whatever does not wait for an answer has happened by then: nothing in the driver waits for anything else.
        await nextTurn()
        const failed = actors.find((actor) => actor.error !== undefined)
        if (failed !== undefined) throw failed.error
        if (trace.length > MOST_REQUESTS) throw new Error('they never end')
        if (late.length > 0 && random() < 0.1) carryOutLate()
        if (pending.size > 0) {
          handle(choose())
          idle = 0
        } else if (actors.every(({ status }) => status !== 'alive')) return
        else if ((idle += 1) > 5) throw new Error('somebody waits for nothing')
      }
    }
  }
}

const MOST_REQUESTS = 20_000

function broken(): unknown {
  return Object.assign(new Error('the connection broke'), { code: 'ECONNRESET' })
}

function impossible(): never {
  throw new Error('there is none')
}
