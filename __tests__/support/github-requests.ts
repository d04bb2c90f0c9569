/** Requests to the fake of GitHub as any client would send them. */
import { Agent, request as send } from 'node:http'

/** What a test sends. */
export interface Sent {
  readonly method?: string
  /** `null`: no token. */
  readonly token?: string | null
  readonly json?: unknown
  readonly body?: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  /** Leaves the `User-Agent` out. */
  readonly anonymous?: boolean
  /** Sends the body in chunks, without its length. */
  readonly lengthless?: boolean
}

/** What came back; redirects are not followed. */
export interface Got {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
  readonly text: string
  /** The body, where it is JSON. */
  readonly json: unknown
}

const agent = new Agent({ keepAlive: false })

/** Sends one request. Rejects where the connection breaks. */
export async function ask(url: string, sent: Sent = {}): Promise<Got> {
  const { json, token = 'ghs_fake' } = sent
  const body = json === undefined ? sent.body : JSON.stringify(json)
  const headers: Record<string, string> = {
    ...(sent.anonymous === true ? {} : { 'user-agent': 'test' }),
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(body === undefined || sent.lengthless === true
      ? {}
      : { 'content-length': `${Buffer.byteLength(body)}` }),
    ...sent.headers
  }
  return await new Promise<Got>((resolve, reject) => {
    const method = sent.method ?? (body === undefined ? 'GET' : 'POST')
    const request = send(url, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const said = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const)
        const status = response.statusCode ?? 0
        resolve({
          status,
          headers: Object.fromEntries(said),
          bytes,
          text: bytes.toString(),
          json: parse(bytes)
        })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}
