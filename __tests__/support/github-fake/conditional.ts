import { createHash } from 'node:crypto'
import { bytesOf, emptyBody } from '../s3-fake/body.ts'
import type { Reply } from './reply.ts'
import type { GithubRequest } from './request.ts'

/** A read's answer with its ETag, and 304 where the client has it already. */
export function conditional({ host, method, headers }: GithubRequest, reply: Reply): Reply {
  const read = method === 'GET' || method === 'HEAD'
  if (host !== 'api' || !read || reply.status !== 200 || reply.headers['ETag'] !== undefined) return reply
  // Bytes of assets have no ETag here, and can be too many for one buffer.
  if (reply.headers['Content-Type'] === 'application/octet-stream') return reply
  const ETag = `W/"${createHash('sha256').update(bytesOf(reply.body)).digest('hex')}"`
  const cache = { ETag, 'Cache-Control': 'private, max-age=60, s-maxage=60' }
  const known = (headers['if-none-match'] ?? '').split(/,\s*/).map((tag) => tag.replace(/^W\//, ''))
  if (known.includes(ETag.slice(2)) || known.includes('*'))
    return { status: 304, headers: cache, body: emptyBody }
  return { ...reply, headers: { ...reply.headers, ...cache } }
}
