import type { Host, Operation } from './types.ts'

interface Route {
  readonly host: Host
  readonly method: string
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly operation: Operation
}

/** A request's operation and the decoded parameters of its path. */
export interface Matched {
  readonly operation: Operation
  readonly parameters: Readonly<Record<string, string>>
}

const repository = '/repos/:owner/:repo'

// `:name` is a segment, `:name#` a number, `:name*` the rest of the path.
const routes: readonly Route[] = [
  route('api', 'POST', '/graphql', 'graphql.query'),
  route('api', 'GET', '/rate_limit', 'rate-limit/get'),
  ...below('api', repository, {
    'GET ': 'repos/get',
    'GET /immutable-releases': 'repos/check-immutable-releases',
    'GET /releases': 'repos/list-releases',
    'POST /releases': 'repos/create-release',
    'POST /releases/generate-notes': 'repos/generate-release-notes',
    'GET /releases/latest': 'repos/get-latest-release',
    'GET /releases/tags/:tag*': 'repos/get-release-by-tag',
    'GET /releases/assets/:id#': 'repos/get-release-asset',
    'PATCH /releases/assets/:id#': 'repos/update-release-asset',
    'DELETE /releases/assets/:id#': 'repos/delete-release-asset',
    'GET /releases/:id#': 'repos/get-release',
    'PATCH /releases/:id#': 'repos/update-release',
    'DELETE /releases/:id#': 'repos/delete-release',
    'GET /releases/:id#/assets': 'repos/list-release-assets',
    'GET /git/ref/:ref*': 'git/get-ref',
    'GET /git/matching-refs/:ref*': 'git/list-matching-refs',
    'POST /git/refs': 'git/create-ref',
    'PATCH /git/refs/:ref*': 'git/update-ref',
    'DELETE /git/refs/:ref*': 'git/delete-ref',
    'POST /git/blobs': 'git/create-blob',
    'GET /git/blobs/:sha': 'git/get-blob',
    'POST /git/trees': 'git/create-tree',
    'GET /git/trees/:sha*': 'git/get-tree',
    'POST /git/commits': 'git/create-commit',
    'GET /git/commits/:sha': 'git/get-commit',
    'GET /commits': 'repos/list-commits',
    'GET /commits/:ref*': 'repos/get-commit',
    'GET /contents': 'repos/get-content',
    'GET /contents/': 'repos/get-content',
    'GET /contents/:path*': 'repos/get-content',
    'PUT /contents/:path*': 'repos/create-or-update-file-contents',
    'DELETE /contents/:path*': 'repos/delete-file',
    'GET /tarball': 'repos/download-tarball-archive',
    'GET /tarball/:ref*': 'repos/download-tarball-archive',
    'GET /zipball': 'repos/download-zipball-archive',
    'GET /zipball/:ref*': 'repos/download-zipball-archive'
  }),
  route('uploads', 'POST', `${repository}/releases/:id#/assets`, 'repos/upload-release-asset'),
  ...below('web', '/:owner/:repo', {
    'GET /releases/latest/download/:name': 'web.latest-download',
    'GET /releases/download/:path*': 'web.release-download',
    'GET /archive/:path*': 'web.archive',
    'GET /raw/:path*': 'web.raw'
  }),
  route('storage', 'GET', '/assets/:id#', 'storage.asset'),
  route('storage', 'GET', '/:owner/:repo/:format/:ref*', 'storage.archive')
]

/** The operation of a request. HEAD is a GET without a body. Throws a URIError on a path that cannot be decoded. */
export function matchRoute(host: Host, method: string, rawPath: string): Matched {
  const asked = method === 'HEAD' ? 'GET' : method
  for (const { names, operation, ...each } of routes) {
    if (each.host !== host || each.method !== asked) continue
    const found = each.pattern.exec(rawPath)
    if (found === null) continue
    const values = names.map((name, at) => [name, decodeURIComponent(found[at + 1] ?? '')] as const)
    return { operation, parameters: Object.fromEntries(values) }
  }
  return { operation: 'unknown', parameters: {} }
}

function below(host: Host, base: string, table: Readonly<Record<string, Operation>>): Route[] {
  return Object.entries(table).map(([line, operation]) => {
    const [method = '', path = ''] = line.split(' ')
    return route(host, method, `${base}${path}`, operation)
  })
}

function route(host: Host, method: string, path: string, operation: Operation): Route {
  const names: string[] = []
  const source = path.replace(/:(\w+)([#*]?)/g, (_: string, name: string, kind: string) => {
    names.push(name)
    return kind === '#' ? '(\\d+)' : kind === '*' ? '(.+)' : '([^/]+)'
  })
  return { host, method, pattern: new RegExp(`^${source}$`), names, operation }
}
