import { createServer } from 'node:http'
import { afterEach, describe, expect, test } from '@jest/globals'
import { openS3 } from '../../src/stores/s3/index.ts'
import { ABSENT, type Store } from '../../src/stores/store.ts'
import { artifactOf, failureOf, keyOf } from '../support/artifacts.ts'
import { listen, stop } from '../support/listening.ts'
import { s3Options } from '../support/open-store.ts'
import { placeOf } from '../support/s3-storage.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A server that answers whatever it is asked in the same way, and a store that takes it for S3. */
async function stranger(status: number, headers: Record<string, string>, body: string): Promise<Store> {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body)
  })
  const port = await listen(server, '127.0.0.1', 0)
  const keys = { accessKeyId: 'id', secretAccessKey: 'secret' }
  const service = { endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', ...keys }
  const store = openS3(s3Options(placeOf({ ...service, close: () => Promise.resolve() })))
  closers.push(
    () => store.close(),
    () => stop(server)
  )
  return store
}

const page = '<html><head><title>Welcome</title></head></html>'
const html = { 'content-type': 'text/html' }
const answers: [what: string, status: number, headers: Record<string, string>, body: string][] = [
  ['a page for everything', 200, html, page],
  ['a page that says there is none', 404, html, page],
  ['plain words', 400, {}, 'Client sent an HTTP request to an HTTPS server.\n'],
  ['a way to speak that it does not know', 405, html, page],
  ['the way to TLS', 301, { ...html, location: 'https://127.0.0.1/' }, page],
  ['the way to TLS, for all methods', 308, { ...html, location: 'https://127.0.0.1/' }, page],
  ['the way to a login', 302, { location: 'https://login.example.com/' }, '']
]

const questions: [ask: string, run: (store: Store) => Promise<unknown>][] = [
  ['find', (store) => store.artifacts.find(keyOf('there'))],
  ['open', (store) => store.artifacts.open(keyOf('there'))],
  ['create', (store) => store.artifacts.create([artifactOf('file', 'bytes')])],
  ['read', (store) => store.documents.read('there')],
  ['swap', (store) => store.documents.swap('doc', ABSENT, Buffer.from('x'))],
  ['list', (store) => store.list('')[Symbol.asyncIterator]().next()],
  ['leftovers', (store) => store.leftovers()[Symbol.asyncIterator]().next()]
]

describe('what answers but is no S3 service is called that', () => {
  const table = answers.flatMap(([what, ...answer]) =>
    questions.map(([ask, run]) => ({ what, ask, answer, run }))
  )

  test.each(table)('$what: $ask', async ({ answer, run }) => {
    const { code, message, hint } = await failureOf(run(await stranger(...answer)))
    expect(message).toMatch(/: what answered is no S3 service \(.+\)$/)
    expect([code, hint]).toEqual([
      'unavailable',
      'Check `endpoint-url`: http or https, the host and the port.'
    ])
  })
})
