import { bodyOf, emptyBody } from './body.ts'
import type { S3Request } from './request.ts'
import type { State } from './state.ts'
import type { Body } from './types.ts'

/** An answer, ready to send. Replies to HEAD have the body's length and not the body. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

/** An operation: reads and changes the state at once, and answers or throws an S3Error. */
export type Handler = (state: State, request: S3Request, body: Body) => Reply

/** An answer without a body. */
export function emptyReply(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: emptyBody }
}

/** An answer of an XML document. */
export function xmlReply(xml: string, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { ...headers, 'Content-Type': 'application/xml' }, body: bodyOf(xml) }
}

/** The entries that have a value. */
export function definedEntries(
  entries: Readonly<Record<string, string | undefined>>
): Record<string, string> {
  const defined: Record<string, string> = {}
  for (const [name, value] of Object.entries(entries)) if (value !== undefined) defined[name] = value
  return defined
}
