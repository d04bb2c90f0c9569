import { isOneOf } from '../fault-rules.ts'
import type { S3Request } from './request.ts'
import type { RecordedRequest, RequestFilter } from './types.ts'

/** The requests a fake was sent, in order of arrival. */
export interface RequestLog {
  readonly requests: readonly RecordedRequest[]
  readonly open: (request: S3Request) => RecordedRequest
  readonly find: (filter?: RequestFilter) => RecordedRequest[]
  readonly clear: () => void
}

/** An empty log. */
export function createLog(): RequestLog {
  const requests: RecordedRequest[] = []
  return {
    requests,
    open(request) {
      const record: RecordedRequest = {
        index: requests.length + 1,
        operation: request.operation,
        method: request.method,
        bucket: request.bucket,
        key: request.key,
        query: request.query,
        headers: request.headers,
        startedAt: performance.now(),
        bytesIn: 0,
        bytesOut: 0
      }
      requests.push(record)
      return record
    },
    find: (filter = {}) => requests.filter((request) => matchesFilter(request, filter)),
    clear() {
      requests.length = 0
    }
  }
}

/**
 * How many of the requests came one after the other: the longest chain in which each began after the one before
 * had ended. A fault with nothing but a delay, as long for every request, makes the number certain.
 */
export function roundTrips(
  requests: readonly { readonly startedAt: number; readonly endedAt?: number }[]
): number {
  const ended = requests.map(({ startedAt, endedAt = Infinity }) => ({ startedAt, endedAt }))
  let count = 0
  let last = -Infinity
  for (const request of ended.sort((a, b) => a.endedAt - b.endedAt)) {
    if (request.startedAt < last) continue
    count += 1
    last = request.endedAt
  }
  return count
}

function matchesFilter(request: RecordedRequest, filter: RequestFilter): boolean {
  const { key } = filter
  return (
    isOneOf(request.operation, filter.operation) &&
    isOneOf(request.method, filter.method) &&
    isOneOf(request.bucket, filter.bucket) &&
    isOneOf(request.status, filter.status) &&
    (key === undefined || (typeof key === 'string' ? request.key === key : key.test(request.key)))
  )
}
