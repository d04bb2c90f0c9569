/** Servers of the fakes. */
import type http from 'node:http'

/** Lets a server wait for as long as it takes: a test that is paused, or a connection that a client keeps, is not its to end. */
export function bePatient(server: http.Server): void {
  server.keepAliveTimeout = 0
  server.requestTimeout = 0
}

/** Begins to listen, and answers the port. */
export async function listen(server: http.Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake listens on no port')
  return address.port
}

/** Ends a server, and whatever is connected to it. */
export async function stop(server: http.Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
  })
  server.closeAllConnections()
  await closed
}
