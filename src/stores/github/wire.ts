import { createReadStream } from 'node:fs'
import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions
} from 'node:http'
import { request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { agentsFor, type Network } from '../../network.ts'
import { changedWhileRead, sizeOf } from '../body.ts'
import type { Body } from '../store.ts'

/** One request, and where it goes. */
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Body
  /** Told of the bytes of a body as they leave. */
  readonly sent?: (bytes: number) => void
}

/** An answer whose body is still to come. Redirects are answers. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: IncomingMessage
}

/** Sends one request straight over HTTP. Rejects where no answer came. */
export type Wire = (exchange: Exchange) => Promise<Answer>

/** A wire to any host, with connections that are kept and the proxies that the surroundings name. */
export function wireOf(network: Network): { readonly send: Wire; readonly close: () => void } {
  const agents = new Map<string, ReturnType<typeof agentsFor>>()
  const agentsOf = (url: URL) => {
    const known = agents.get(url.origin) ?? agentsFor(url.href, network)
    agents.set(url.origin, known)
    return known
  }
  return {
    send: async ({ method, url, headers, body, sent }) => {
      const place = new URL(url)
      const { httpAgent, httpsAgent } = await agentsOf(place)
      const secure = place.protocol === 'https:'
      const options: RequestOptions = {
        ...{ method, agent: secure ? httpsAgent : httpAgent, timeout: IDLE_MS },
        headers: body === undefined ? headers : { ...headers, 'content-length': sizeOf(body) }
      }
      return exchange(() => (secure ? httpsRequest(place, options) : httpRequest(place, options)), body, sent)
    },
    close: () => {
      for (const each of agents.values())
        void each.then(({ httpAgent, httpsAgent }) => {
          httpAgent.destroy()
          httpsAgent.destroy()
        })
    }
  }
}

/** All bytes of an answer's body; rejects where the connection breaks before the last one. */
export function wholeOf(body: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    body.on('data', (chunk: Buffer) => chunks.push(chunk))
    body.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    body.on('error', reject)
    body.on('close', () => {
      if (!body.complete) reject(Object.assign(new Error('the connection broke'), { code: 'ECONNRESET' }))
    })
  })
}

/** Reads a body that nobody needs, so that its connection can be used again; it does not matter where it breaks. */
export async function skip(body: IncomingMessage): Promise<void> {
  await wholeOf(body).catch(() => undefined)
}

const IDLE_MS = 120_000
const CHUNK = 1024 * 1024

function exchange(
  begin: () => ReturnType<typeof httpRequest>,
  body: Body | undefined,
  sent: ((bytes: number) => void) | undefined
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = begin()
    let answered = false
    request.on('timeout', () => {
      const why = `nothing came for ${IDLE_MS / 1000} s`
      request.destroy(Object.assign(new Error(why), { code: 'ETIMEDOUT' }))
    })
    request.on('error', reject)
    request.on('response', (response) => {
      answered = true
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response })
    })
    if (body?.kind !== 'file') {
      request.end(body?.bytes)
      sent?.(body?.bytes.length ?? 0)
      return
    }
    if (body.size === 0) {
      request.end()
      return
    }
    const file = createReadStream(body.path, { start: 0, end: body.size - 1, highWaterMark: CHUNK })
    let left = body.size
    file.on('data', (chunk) => {
      left -= chunk.length
      sent?.(chunk.length)
    })
    // The service would wait for what does not come.
    file.on('end', () => left > 0 && request.destroy(changedWhileRead(body.path)))
    pipeline(file, request).catch((error: unknown) => {
      // A service may refuse before it has read the body, and close; what it said counts.
      if (!answered) reject(error instanceof Error ? error : new Error(String(error)))
    })
  })
}
