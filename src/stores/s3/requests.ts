import { setTimeout as sleep } from 'node:timers/promises'
import type { S3Client } from '@aws-sdk/client-s3'
import { messageOf, RegistryError } from '../../errors.ts'
import { explain, interpret, isOfBucket, retryAfter, type Answer } from './answers.ts'
import type { Permission } from './words.ts'
import { connect, type Connection } from './client.ts'
import type { S3Options } from './options.ts'
import type { Wire } from './wire.ts'

/** How a driver's parts speak to the service. */
export interface Requests {
  readonly options: S3Options
  /** Bucket, and whose it has to be: goes into every request. */
  readonly bucket: { Bucket: string; ExpectedBucketOwner?: string; RequestPayer?: 'requester' }
  /** The object's key for a path of the store. */
  readonly key: (path: string) => string
  /** `s3://bucket/key`, for messages. */
  readonly nameOf: (path: string) => string
  readonly connection: () => Promise<Connection>
  /** True once an answer has shown that the bucket is there. */
  readonly knowsBucket: () => boolean
  /**
   * Sends a request, again where that can help: at least eight times, with full jitter, or as long as the service asks.
   * Everything but success is thrown.
   */
  send<T>(request: Request<T>): Promise<T>
  /** The same, where some of the answers named in `expected` come back as values. */
  ask<T, E extends Answer>(request: Request<T>, ...expected: E[]): Promise<T | Unexpected<E>>
  /** Sends a request once; every answer but success comes back as a value, `failed` alone is thrown. */
  sendOnce<T>(request: Request<T>): Promise<T | Unexpected<Exclude<Answer, 'failed'>>>
  /** Waits before attempt number `attempt` (from 1) is repeated. Throws once the store was closed. */
  readonly backOff: (attempt: number, error?: unknown) => Promise<void>
  close(): Promise<void>
}

/** A request, and what is being done, in words that begin an error message. */
export interface Request<T> {
  readonly doing: string
  /** What it asks to be allowed, where that is more than reading an object. */
  readonly needs?: Permission
  readonly call: (client: S3Client, wire: Wire) => Promise<T>
}

/** An answer that is not success; `error` is what the SDK threw. */
export interface Unexpected<A extends Answer> {
  readonly answer: A
  readonly error: unknown
}

/** True where a request came back with something other than success. */
export function isUnexpected<R extends object>(result: R): result is Extract<R, Unexpected<Answer>> {
  return 'answer' in result
}

/** Requests to one bucket. Connects when the first one is sent. */
export function s3Requests(options: S3Options): Requests {
  const { tuning, log } = options
  let connecting: Promise<Connection> | undefined
  const connection = () => (connecting ??= connect(options))
  let bucketIsThere = false
  let closed = false

  const answerOf = async <T>({ call }: Request<T>): Promise<T> => {
    const { client, wire } = await connection()
    try {
      const result = await call(client, wire)
      bucketIsThere = true
      return result
    } catch (error) {
      bucketIsThere ||= isOfBucket(error)
      throw error
    }
  }

  const failure = async (error: unknown, { doing, needs = 's3:GetObject' }: Request<unknown>) => {
    const { region, signed } = await connection()
    const { bucket, prefix } = options
    return explain(error, doing, { bucket, objects: `${bucket}/${prefix}`, region, signed, needs })
  }

  const backOff = async (attempt: number, error?: unknown) => {
    if (closed) throw interrupted(options.bucket, error)
    const ceiling = Math.min(20_000, tuning.baseDelay * 2 ** attempt)
    const asked = Math.min(retryAfter(error) ?? 0, 60_000)
    await sleep(asked + Math.random() * ceiling)
  }

  let patient = false
  /** Ends in what the SDK threw, once that was expected or can't be helped. */
  const persist = async <T>(request: Request<T>, expected: readonly Answer[]): Promise<T> => {
    const { doing } = request
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await answerOf(request)
      } catch (error) {
        const answer = interpret(error)
        const passing = answer === 'unclear' || answer === 'race'
        if (expected.includes(answer) || !passing || attempt >= tuning.attempts) throw error
        log.debug(`${doing}: ${messageOf(error)}; attempt ${attempt} of ${tuning.attempts}`)
        if (attempt === PATIENT_FROM && !patient) {
          patient = true
          log.info(`${options.bucket} does not answer as it should (${messageOf(error)}); trying for a while`)
        }
        await backOff(attempt, error)
      }
    }
  }

  return {
    options,
    bucket: {
      Bucket: options.bucket,
      ...(options.expectedBucketOwner === undefined
        ? {}
        : { ExpectedBucketOwner: options.expectedBucketOwner }),
      ...(options.requestPayer === undefined ? {} : { RequestPayer: options.requestPayer })
    },
    key: (path) => `${options.prefix}${path}`,
    nameOf: (path) => `s3://${options.bucket}/${options.prefix}${path}`,
    connection,
    knowsBucket: () => bucketIsThere,
    backOff,
    close: async () => {
      closed = true
      const opened = await connecting?.catch(() => undefined)
      opened?.client.destroy()
    },
    send: async (request) => {
      try {
        return await persist(request, [])
      } catch (error) {
        throw await failure(error, request)
      }
    },
    ask: async (request, ...expected) => {
      try {
        return await persist(request, expected)
      } catch (error) {
        const answer = interpret(error)
        const asked = expected.find((each) => each === answer)
        if (asked === undefined) throw await failure(error, request)
        return { answer: asked, error }
      }
    },
    sendOnce: async (request) => {
      const { doing } = request
      try {
        return await answerOf(request)
      } catch (error) {
        const answer = interpret(error)
        log.debug(`${doing}: ${answer}, ${messageOf(error)}`)
        if (answer === 'failed') throw await failure(error, request)
        return { answer, error }
      }
    }
  }
}

function interrupted(bucket: string, cause: unknown): RegistryError {
  return new RegistryError(
    'unavailable',
    `the connection to bucket ${bucket} was closed in the middle of a request`,
    {
      hint: 'Nothing is lost: run the step again, it goes on where it was.',
      cause
    }
  )
}

/** The attempt after which the reader of the log is told why nothing happens: the waits get long. */
const PATIENT_FROM = 4
