import { noSuchKey, notImplemented, preconditionFailed } from './errors.ts'
import type { Preconditions, StoredObject } from './types.ts'

type Headers = Readonly<Record<string, string>>

/** Lets a write pass or throws what the endpoint answers, in the way this endpoint keeps preconditions. */
export function checkWrite(
  mode: Preconditions,
  operation: 'put' | 'complete' | 'delete',
  headers: Headers,
  key: string,
  current: StoredObject | undefined
): void {
  const match = headers['if-match']
  const noneMatch = headers['if-none-match']
  if (match === undefined && noneMatch === undefined) return
  if (mode === 'ignored') return
  if (operation === 'complete' && mode.endsWith('complete-ignored')) return
  if (operation === 'delete' && mode.endsWith('-ignored')) return
  if (mode === 'refused-501')
    throw notImplemented({ Header: match === undefined ? 'If-None-Match' : 'If-Match' })
  if (match !== undefined && noneMatch !== undefined)
    throw notImplemented({ Header: 'If-Match,If-None-Match' })
  if (noneMatch !== undefined) {
    if (noneMatch !== '*') throw notImplemented({ Header: 'If-None-Match' })
    if (current !== undefined) throw preconditionFailed('If-None-Match')
    return
  }
  if (match === undefined) return
  if (current === undefined) throw noSuchKey(key)
  const given = mode.startsWith('unquoted') ? match : unquoted(match)
  if (given !== unquoted(current.etag)) throw preconditionFailed('If-Match')
}

/** What a conditional read comes to: the object, or 304. Throws 412. */
export function checkRead(headers: Headers, object: StoredObject): 'send' | 'not-modified' {
  const match = headers['if-match']
  const unmodifiedSince = headers['if-unmodified-since']
  if (match !== undefined) {
    if (!matches(match, object.etag)) throw preconditionFailed('If-Match')
  } else if (unmodifiedSince !== undefined && modifiedAfter(object, unmodifiedSince)) {
    throw preconditionFailed('If-Unmodified-Since')
  }
  const noneMatch = headers['if-none-match']
  const modifiedSince = headers['if-modified-since']
  if (noneMatch !== undefined) return matches(noneMatch, object.etag) ? 'not-modified' : 'send'
  return modifiedSince === undefined || modifiedAfter(object, modifiedSince) ? 'send' : 'not-modified'
}

function matches(list: string, etag: string): boolean {
  return list.split(',').some((each) => each.trim() === '*' || unquoted(each.trim()) === unquoted(etag))
}

function unquoted(etag: string): string {
  return etag.replace(/^"(.*)"$/, '$1')
}

// HTTP dates have whole seconds.
function modifiedAfter(object: StoredObject, date: string): boolean {
  return Math.floor(object.lastModified.getTime() / 1000) * 1000 > Date.parse(date)
}
