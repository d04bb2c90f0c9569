import type { ServerResponse } from 'node:http'
import { chunksOf, sliceBody } from './body.ts'
import type { Reply } from './reply.ts'

/** How a reply goes out. */
export interface Sending {
  readonly date: Date
  readonly head: boolean
  /** What every reply of the service says of it; the reply's own headers come before these. */
  readonly headers: Readonly<Record<string, string>>
  /** Sends only so many bytes of the body and does not end the reply. */
  readonly limit?: number
  readonly count: (bytes: number) => void
}

/** Writes a reply at the client's pace. Resolves once it was handed over, or the client is gone. */
export async function send(response: ServerResponse, reply: Reply, sending: Sending): Promise<void> {
  const { head, limit } = sending
  const bodiless = head || reply.status === 204 || reply.status === 304
  writeHead(response, reply, sending)
  const size = Math.min(bodiless ? 0 : reply.body.size, limit ?? Infinity)
  const [only] = reply.body.segments
  if (limit === undefined && size > 0 && reply.body.segments.length === 1 && Buffer.isBuffer(only)) {
    // Head and body go out as one write.
    sending.count(size)
    response.end(only)
    return
  }
  for (const chunk of chunksOf(sliceBody(reply.body, 0, size))) {
    if (response.destroyed) return
    sending.count(chunk.length)
    if (!response.write(chunk)) await drained(response)
  }
  if (limit === undefined) response.end()
  else await flushed(response)
}

function writeHead(response: ServerResponse, reply: Reply, sending: Sending): void {
  response.sendDate = false
  const length =
    reply.status === 204 ||
    reply.status === 304 ||
    (sending.head && reply.status >= 400) ||
    'Transfer-Encoding' in reply.headers
      ? {}
      : { 'Content-Length': `${reply.body.size}` }
  response.writeHead(reply.status, {
    Date: sending.date.toUTCString(),
    ...sending.headers,
    ...reply.headers,
    ...length
  })
}

async function drained(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}

// An empty write comes after everything before it, the headers too.
async function flushed(response: ServerResponse): Promise<void> {
  response.flushHeaders()
  if (response.socket === null) return
  const { socket } = response
  await new Promise<void>((resolve) => {
    socket.write('', () => {
      resolve()
    })
  })
}
