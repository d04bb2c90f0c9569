import { isOneOf } from '../fault-rules.ts'
import type { GithubRequest } from './request.ts'
import type { RecordedRequest, RequestFilter } from './types.ts'

/** The requests a fake was sent, in order of arrival. */
export interface RequestLog {
  readonly requests: readonly RecordedRequest[]
  readonly open: (request: GithubRequest) => RecordedRequest
  readonly find: (filter?: RequestFilter) => RecordedRequest[]
  readonly clear: () => void
}

/** An empty log. */
export function createLog(): RequestLog {
  const requests: RecordedRequest[] = []
  return {
    requests,
    open({ operation, host, method, repository, key, query, headers }) {
      const record: RecordedRequest = {
        ...{ index: requests.length + 1, operation, host, method, repository, key, query, headers },
        ...{ startedAt: performance.now(), counted: false, bytesIn: 0, bytesOut: 0 }
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

function matchesFilter(request: RecordedRequest, filter: RequestFilter): boolean {
  const { key } = filter
  return (
    isOneOf(request.operation, filter.operation) &&
    isOneOf(request.host, filter.host) &&
    isOneOf(request.method, filter.method) &&
    isOneOf(request.repository, filter.repository) &&
    isOneOf(request.status, filter.status) &&
    isOneOf(request.counted, filter.counted) &&
    (key === undefined || (typeof key === 'string' ? request.key === key : key.test(request.key)))
  )
}
