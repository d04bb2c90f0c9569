import http from 'node:http'
import { bePatient, listen, stop } from '../listening.ts'
import type { Incoming } from './exchange.ts'
import type { Urls } from './state.ts'
import type { Host } from './types.ts'

/** The hosts of a fake, listening. */
export interface Hosts {
  readonly urls: Urls
  readonly close: () => Promise<void>
}

/** How they are to listen. */
export interface Listening {
  readonly host: string
  readonly port: number
  readonly enterprise: boolean
  /** Answers what is for the fake itself: any path below `/_control`. */
  readonly control: (message: http.IncomingMessage, response: http.ServerResponse) => Promise<void>
  readonly answer: (incoming: Omit<Incoming, 'nameOf'>) => Promise<void>
}

/** Starts a server for each host, on ports of their own; for an enterprise server one, and one for its storage. */
export async function startHosts(how: Listening): Promise<Hosts> {
  const { host, port, enterprise } = how
  const servers: http.Server[] = []
  const start = async (name: Host, at: number): Promise<string> => {
    const server = serve(name, how)
    servers.push(server)
    return `http://${host}:${await listen(server, host, at)}`
  }
  const api = await start('api', port)
  const urls = enterprise
    ? {
        ...{ api: `${api}/api/v3`, graphql: `${api}/api/graphql`, uploads: `${api}/api/uploads`, web: api },
        storage: await start('storage', 0)
      }
    : {
        ...{ api, graphql: `${api}/graphql`, uploads: await start('uploads', 0), web: await start('web', 0) },
        storage: await start('storage', 0)
      }
  return {
    urls,
    async close() {
      await Promise.all(servers.map(stop))
    }
  }
}

function serve(host: Host, { enterprise, answer, control }: Listening): http.Server {
  const server = http.createServer()
  const take =
    (expectsContinue: boolean) =>
    (message: http.IncomingMessage, response: http.ServerResponse): void => {
      if (message.url?.startsWith('/_control/') === true) void control(message, response)
      else void answer({ host, enterprise, message, response, expectsContinue })
    }
  server.on('request', take(false))
  server.on('checkContinue', take(true))
  bePatient(server)
  return server
}
