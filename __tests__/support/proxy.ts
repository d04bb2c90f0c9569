/** A proxy for tests: plain requests and tunnels, and a row of what passed through. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'

/** A running proxy. */
export interface Proxy {
  readonly url: string
  /** `GET http://…` for a plain request, `CONNECT host:port` for a tunnel. */
  readonly passed: readonly string[]
  readonly clear: () => void
  readonly close: () => Promise<void>
}

/**
 * What becomes of a plain request: it passes, is answered with 500 or 503, the connection breaks before it, or it passes
 * and its answer is lost.
 */
export type Fate = 'passes' | 500 | 503 | 'breaks' | 'lost'

/** Starts a proxy on the loopback interface. `leads` says where a tunnel to `host:port` really ends. */
export async function startProxy({
  fate = () => 'passes',
  leads = (place) => place
}: {
  readonly fate?: () => Fate
  readonly leads?: (place: string) => string
} = {}): Promise<Proxy> {
  const passed: string[] = []
  const tunnels = new Set<Socket>()
  const server = createServer((message, response) => {
    passed.push(`${message.method ?? ''} ${message.url ?? ''}`)
    meet(fate(), message, response)
  })
  server.on('connect', (message: IncomingMessage, client: Socket, head: Buffer) => {
    passed.push(`CONNECT ${message.url ?? ''}`)
    tunnel(leads(message.url ?? ''), client, head, tunnels)
  })
  const port = await new Promise<number>((done, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') failed(new Error('the proxy listens on no port'))
      else done(address.port)
    })
  })
  return {
    url: `http://127.0.0.1:${port}`,
    passed,
    clear: () => {
      passed.length = 0
    },
    close: async () => {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      for (const socket of tunnels) socket.destroy()
      await closed
    }
  }
}

function meet(fate: Fate, message: IncomingMessage, response: ServerResponse): void {
  if (fate === 'passes') forward(message, response)
  else if (fate === 'lost') forward(message, response, { isLost: true })
  else if (fate === 'breaks') message.socket.destroy()
  else {
    message.resume()
    const code = fate === 500 ? 'InternalError' : 'SlowDown'
    response.writeHead(fate, { 'content-type': 'application/xml' })
    response.end(`<Error><Code>${code}</Code><Message>a bad day</Message></Error>`)
  }
}

function forward(message: IncomingMessage, response: ServerResponse, { isLost = false } = {}): void {
  const { hostname, port, pathname, search } = new URL(message.url ?? '')
  const onward = request(
    { hostname, port, path: `${pathname}${search}`, method: message.method, headers: message.headers },
    (answer) => {
      if (isLost) {
        answer.resume()
        message.socket.destroy()
        return
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    }
  )
  onward.on('error', () => response.destroy())
  message.pipe(onward)
}

function tunnel(place: string, client: Socket, head: Buffer, open: Set<Socket>): void {
  const { hostname, port } = new URL(`tcp://${place}`)
  const onward = connect(Number(port), hostname, () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    onward.write(head)
    onward.pipe(client)
    client.pipe(onward)
  })
  for (const [socket, other] of [
    [client, onward],
    [onward, client]
  ] as const) {
    open.add(socket)
    socket.on('error', () => other.destroy())
    socket.on('close', () => {
      open.delete(socket)
      other.destroy()
    })
  }
}
