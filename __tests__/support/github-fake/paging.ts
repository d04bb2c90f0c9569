import type { Call } from './reply.ts'
import type { Repository } from './state.ts'

/** A page of a list, and the header that leads to the others. */
export interface Page<T> {
  readonly items: readonly T[]
  /** How many entries come before it. */
  readonly start: number
  readonly headers: Readonly<Record<string, string>>
}

/** The page that the request asks for: 30 entries, or `per_page` up to 100. */
export function pageOf<T>({ request, state }: Call, { id }: Repository, all: readonly T[]): Page<T> {
  const largest = Math.min(100, state.settings.limits.pageSize)
  const size = Math.min(largest, positive(request.query['per_page']) ?? 30)
  const page = positive(request.query['page']) ?? 1
  const last = Math.max(1, Math.ceil(all.length / size))
  // GitHub names the repository by its id here: whoever builds these addresses, instead of following them, is found.
  const path = request.rawPath.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${id}`)
  const links = [
    ...(page > 1 ? [link('prev', Math.min(page - 1, last)), link('first', 1)] : []),
    ...(page < last ? [link('next', page + 1), link('last', last)] : [])
  ]
  return {
    items: all.slice((page - 1) * size, page * size),
    start: (page - 1) * size,
    headers: links.length === 0 ? {} : { Link: links.join(', ') }
  }

  function link(relation: string, number: number): string {
    const query = new URLSearchParams({ ...request.query, page: `${number}` })
    return `<${state.urls.api}${path}?${query.toString()}>; rel="${relation}"`
  }
}

function positive(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : undefined
}
