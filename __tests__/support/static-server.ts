/** A plain static web server, and a row of what was asked of it. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import type { GithubFake } from './github-fake/index.ts'
import { bytesOf, type S3Fake } from './s3-fake/index.ts'

/** What is served at a path. */
export interface Served {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** Finds what is at a path that begins with a slash, decoded. */
export type Find = (path: string) => Promise<Served | undefined>

/** A running server. */
export interface StaticServer {
  readonly url: string
  /** The paths that were asked for, decoded, each with its method. */
  readonly asked: readonly string[]
  /** What clients that take this server for their proxy wanted of others: they do not get it. */
  readonly outside: readonly string[]
  readonly clear: () => void
  readonly close: () => Promise<void>
}

/**
 * Starts a server on the loopback interface. As S3 it takes a plus for a space, and does not follow a path without its last
 * slash. `absent` is the status of what is not there: 403 is that of a bucket whose objects may be read, but not listed.
 */
export async function serveStatic(find: Find, absent: 403 | 404 = 404): Promise<StaticServer> {
  const [asked, outside]: [string[], string[]] = [[], []]
  const server = createServer((message, response) => {
    const { method = '', url = '' } = message
    if (!url.startsWith('/')) {
      outside.push(`${method} ${url}`)
      response.writeHead(502).end()
      return
    }
    const path = decodeURIComponent(url.replace(/\?.*/, '').replaceAll('+', ' '))
    asked.push(`${method} ${path}`)
    find(path).then(
      (found) => {
        if (found === undefined) response.writeHead(absent).end()
        else {
          response.writeHead(200, { ...found.headers, 'content-length': found.body.length })
          response.end(method === 'HEAD' ? undefined : found.body)
        }
      },
      () => response.writeHead(500).end()
    )
  })
  server.on('connect', ({ url = '' }, socket) => {
    outside.push(`CONNECT ${url}`)
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  const port = await new Promise<number>((done, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') failed(new Error('the server listens on no port'))
      else done(address.port)
    })
  })
  return {
    ...{ url: `http://127.0.0.1:${port}`, asked, outside },
    clear: () => {
      asked.length = 0
      outside.length = 0
    },
    close: async () => {
      const closed = new Promise<void>((done) => {
        server.close(() => {
          done()
        })
      })
      server.closeAllConnections()
      await closed
    }
  }
}

/** What a bucket of the fake holds, under the headers it was stored with. */
export function objectsOf(fake: S3Fake, bucket = 'bucket'): Find {
  return (path) => {
    const object = fake.objects(bucket).get(path.slice(1))
    if (object === undefined) return Promise.resolve(undefined)
    const { body, contentType, cacheControl, etag } = object
    const headers = {
      etag,
      'content-type': contentType,
      ...(cacheControl === undefined ? {} : { 'cache-control': cacheControl })
    }
    return Promise.resolve({ body: bytesOf(body), headers })
  }
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.json': 'application/json' }

/** What a folder holds, as web servers do it: `index.html` for a folder, and a type by the end of the name. */
export function filesOf(root: string): Find {
  return async (path) => {
    const file = path.endsWith('/') ? `${path}index.html` : path
    const body = await readFile(join(root, file)).catch(() => undefined)
    const type = TYPES[extname(file)] ?? 'application/octet-stream'
    return body === undefined ? undefined : { body, headers: { 'content-type': type } }
  }
}

/** What a branch of a repository holds, as GitHub Pages shows it. */
export function branchOf(fake: GithubFake, branch = 'registry'): Find {
  return (path) => {
    const file = path.endsWith('/') ? `${path}index.html` : path
    const body = fake.repository().file(branch, file.slice(1))
    const type = TYPES[extname(file)] ?? 'application/octet-stream'
    return Promise.resolve(body && { body: Buffer.from(body), headers: { 'content-type': type } })
  }
}
