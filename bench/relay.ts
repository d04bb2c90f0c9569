/** A network that takes its time: a relay in front of a server, which keeps every byte for a while, both ways. */
import { connect, createServer, type Socket } from 'node:net'

/** A relay that listens. */
export interface Relay {
  readonly endpoint: string
  close(): void
}

/** Relays to an endpoint; a question and its answer take `milliseconds` longer. */
export async function relayTo(endpoint: string, milliseconds: number): Promise<Relay> {
  const { hostname, port } = new URL(endpoint)
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: hostname, port: Number(port), noDelay: true })
    for (const [from, to] of [
      [near, far],
      [far, near]
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => setTimeout(() => to.write(bytes), milliseconds / 2))
      from.on('end', () => setTimeout(() => to.end(), milliseconds / 2))
      from.on('error', () => to.destroy())
      from.on('close', () => sockets.delete(from))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    }
  }
}
