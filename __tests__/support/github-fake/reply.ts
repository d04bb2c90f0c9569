import * as v from 'valibot'
import { bodyOf, emptyBody } from '../s3-fake/body.ts'
import type { Body } from '../s3-fake/types.ts'
import type { Caller } from './callers.ts'
import { invalidRequest } from './errors.ts'
import type { GithubRequest } from './request.ts'
import type { State } from './state.ts'

/** An answer, ready to send. Replies to HEAD have the body's length and not the body. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
  /** What the body says, where it is JSON. */
  readonly json?: unknown
}

/** All that an operation knows of a request. */
export interface Call {
  readonly state: State
  readonly request: GithubRequest
  readonly caller: Caller
  /** The body where it is JSON. */
  readonly json: unknown
  /** Told what a client cannot have meant, and what the fake lacks. */
  readonly failed: (error: unknown) => void
}

/** An operation: reads and changes the state at once, and answers or throws a GithubError. */
export type Handler = (call: Call) => Reply

/** An answer without a body. */
export function emptyReply(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: emptyBody }
}

/** An answer of JSON. */
export function jsonReply(
  json: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {}
): Reply {
  const type = { 'Content-Type': 'application/json; charset=utf-8' }
  return { status, headers: { ...type, ...headers }, body: bodyOf(JSON.stringify(json)), json }
}

/** The request's JSON as the schema has it; throws the service's 422. */
export function parsed<T extends v.GenericSchema>({ json }: Pick<Call, 'json'>, schema: T): v.InferOutput<T> {
  const { success, output, issues } = v.safeParse(schema, json)
  if (success) return output
  const [issue] = issues
  throw invalidRequest(`${v.getDotPath(issue) ?? 'The body'}: ${issue.message}`)
}

/** A parameter of the request's path. The routes say which there are. */
export function parameter({ request }: Pick<Call, 'request'>, name: string): string {
  const value = request.parameters[name]
  if (value === undefined) throw new Error(`the route of ${request.operation} has no ${name}`)
  return value
}
