/** A strict token endpoint of the workflow runs, and a strict STS, in this process. */
import { randomBytes } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'

import type { StepEnv } from './action.ts'
import type { FakeCredentials } from './s3-fake/types.ts'

/** A running service. */
export interface IdentityService {
  /** Of STS. */
  readonly endpoint: string
  /** What a runner tells steps with `id-token: write`, and where STS is. */
  readonly env: StepEnv
  /** What each role is good for, once it is taken. */
  readonly credentials: FakeCredentials & { readonly sessionToken: string }
  /** Everything secret that it gave away or was given. */
  readonly secrets: () => string[]
  /** `token` and `role`, in the order they were asked for. */
  readonly requests: readonly string[]
  /** What is answered instead of a token, or of credentials. */
  readonly refuse: (what: 'token' | 'role') => void
  /** Ends the service; throws where somebody asked it for what no such service has. */
  readonly close: () => Promise<void>
}

/** The role that can be taken. */
export const ROLE = 'arn:aws:iam::123456789012:role/registry-writer'
const AUDIENCE = 'sts.amazonaws.com'

interface State {
  readonly requestToken: string
  readonly tokens: string[]
  readonly credentials: FakeCredentials & { readonly sessionToken: string }
  readonly requests: string[]
  readonly failures: string[]
  readonly refused: Set<'token' | 'role'>
}

interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string
}

/**
 * Starts the service. Its credentials are new ones; whatever accepts them has to be told. With `tls`, STS speaks that, and
 * the token endpoint, which is the runner's own, does not.
 */
export async function startIdentityService({
  tls
}: { readonly tls?: { readonly key: string; readonly cert: string } } = {}): Promise<IdentityService> {
  const random = (mark: string) => `${mark}${randomBytes(12).toString('hex')}`
  const state: State = {
    ...{ requestToken: random('request-token-'), tokens: [], requests: [], failures: [], refused: new Set() },
    credentials: {
      accessKeyId: random('ASIA'),
      secretAccessKey: random('temporary-secret/+'),
      sessionToken: random('session+token/=')
    }
  }
  const answer: http.RequestListener = (request, response) => {
    void reply(state, request).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type })
      response.end(body)
    })
  }
  const plain = http.createServer(answer)
  const secure = tls === undefined ? undefined : https.createServer(tls, answer)
  const tokens = `http://127.0.0.1:${await portOf(plain)}`
  const endpoint = secure === undefined ? tokens : `https://127.0.0.1:${await portOf(secure)}`
  const { accessKeyId, secretAccessKey, sessionToken } = state.credentials
  return {
    endpoint,
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${tokens}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: state.requestToken,
      AWS_ENDPOINT_URL_STS: endpoint
    },
    credentials: state.credentials,
    secrets: () => [state.requestToken, ...state.tokens, accessKeyId, secretAccessKey, sessionToken],
    requests: state.requests,
    refuse: (what) => state.refused.add(what),
    close: async () => {
      for (const server of [plain, secure]) {
        if (server === undefined) continue
        const closed = new Promise((done) => server.close(done))
        server.closeAllConnections()
        await closed
      }
      if (state.failures.length > 0) throw new Error(state.failures.join('\n'))
    }
  }
}

async function portOf(server: http.Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

async function reply(state: State, request: http.IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  const url = new URL(request.url ?? '/', 'http://identity')
  try {
    if (request.method === 'GET' && url.pathname === '/token') return giveToken(state, request, url)
    if (request.method === 'POST' && url.pathname === '/')
      return giveRole(state, new URLSearchParams(Buffer.concat(chunks).toString()))
    throw new Error('no such request')
  } catch (error) {
    state.failures.push(`${request.method ?? ''} ${url.pathname}: ${String(error)}`)
    return { status: 400, type: 'text/plain', body: String(error) }
  }
}

/** A token is three parts of base64; the second says for whom it is. */
function giveToken(state: State, request: http.IncomingMessage, url: URL): Reply {
  if (request.headers.authorization !== `Bearer ${state.requestToken}`)
    throw new Error('the bearer is not known')
  if (url.searchParams.get('api-version') !== '2.0') throw new Error('the address was changed')
  state.requests.push('token')
  if (state.refused.has('token')) return json(403, { message: 'Resource not accessible by integration' })
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url')
  const claims = { aud: url.searchParams.get('audience'), jti: randomBytes(8).toString('hex') }
  const token = `${part({ alg: 'RS256' })}.${part(claims)}.${randomBytes(16).toString('base64url')}`
  state.tokens.push(token)
  return json(200, { value: token })
}

function giveRole(state: State, form: URLSearchParams): Reply {
  const token = form.get('WebIdentityToken') ?? ''
  if (form.get('Action') !== 'AssumeRoleWithWebIdentity' || form.get('Version') !== '2011-06-15')
    throw new Error(`no such action: ${form.get('Action') ?? ''}`)
  if (!/^[\w+=,.@-]{2,64}$/.test(form.get('RoleSessionName') ?? ''))
    throw new Error('RoleSessionName is wrong')
  state.requests.push('role')
  if (!state.tokens.includes(token)) return stsError('InvalidIdentityToken', 'Token is not known.')
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  if (!JSON.stringify(claims).includes(`"aud":"${AUDIENCE}"`))
    return stsError('InvalidIdentityToken', 'Incorrect token audience')
  if (state.refused.has('role') || form.get('RoleArn') !== ROLE)
    return stsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403)
  return xml(200, grantOf(state))
}

function grantOf({ credentials }: State): string {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  const expiration = new Date(Date.now() + 3_600_000).toISOString()
  return `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <Audience>${AUDIENCE}</Audience>
    <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/registry-writer/session</Arn><AssumedRoleId>AROA:session</AssumedRoleId></AssumedRoleUser>
    <Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>${sessionToken}</SessionToken><Expiration>${expiration}</Expiration></Credentials>
  </AssumeRoleWithWebIdentityResult>
  <ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata>
</AssumeRoleWithWebIdentityResponse>`
}

function stsError(code: string, message: string, status = 400): Reply {
  return xml(
    status,
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ErrorResponse>`
  )
}

const xml = (status: number, body: string): Reply => ({ status, type: 'text/xml', body })
const json = (status: number, body: object): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body)
})
