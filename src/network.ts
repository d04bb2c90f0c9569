import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { rootCertificates } from 'node:tls'

/** How to reach the network. */
export interface Network {
  /** The proxy for a URL, or undefined for a direct connection. */
  readonly proxyFor: (url: string) => string | undefined
  /** Certificates (PEM) to trust besides the usual ones. */
  readonly ca: string | undefined
}

/** Agents that keep connections to the host of a URL open, through its proxy where it has one. */
export async function agentsFor(url: string, network: Network) {
  const pool = { keepAlive: true, maxSockets: 64 }
  const tls = network.ca === undefined ? {} : { ca: [...rootCertificates, network.ca] }
  const proxy = network.proxyFor(url)
  if (proxy === undefined)
    return { httpAgent: new HttpAgent(pool), httpsAgent: new HttpsAgent({ ...pool, ...tls }) }
  const [{ HttpProxyAgent }, { HttpsProxyAgent }] = await Promise.all([
    import('http-proxy-agent'),
    import('https-proxy-agent')
  ])
  const httpsAgent = new HttpsProxyAgent(proxy, { ...pool, ...tls })
  // The library takes what it is given for the way to the proxy alone, not for the service behind it; and unless it is
  // told that the service speaks TLS, it does not find the connection again that it has kept.
  Object.assign(httpsAgent.options, { ...tls, secureEndpoint: true })
  return { httpAgent: new HttpProxyAgent(proxy, pool), httpsAgent }
}
