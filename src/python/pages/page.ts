import type { Page } from '../../stores/store.ts'

/** The kinds of documents that an index has, and how they are sent. */
const CONTENT_TYPES = {
  html: 'text/html; charset=utf-8',
  simple: 'application/vnd.pypi.simple.v1+json',
  json: 'application/json; charset=utf-8'
}

/** A page but for what is the same for all. */
export interface PageParts {
  readonly path: string
  readonly orElse?: string
  readonly kind: keyof typeof CONTENT_TYPES
  /** Makes the body. */
  readonly body: () => Uint8Array
  readonly serial: number
}

/**
 * A page as stores take it. Caches may keep it, and have to ask before they use it again: with any age at all, somebody
 * who has just pushed a version would be told that it is not there, and installers do not ask twice.
 */
export function pageOf({ path, orElse, kind, body, serial }: PageParts): Page {
  let made: Uint8Array | undefined
  return {
    path,
    orElse,
    get body() {
      return (made ??= body())
    },
    contentType: CONTENT_TYPES[kind],
    cacheControl: 'no-cache',
    serial
  }
}

/** Makes a body when it is asked for, and then keeps it. */
export function once(make: () => Uint8Array): () => Uint8Array {
  let made: Uint8Array | undefined
  return () => (made ??= make())
}
