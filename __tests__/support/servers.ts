/** Real S3 servers for tests and measurements. Knows nothing of the test runner, so scripts can use it too. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { CreateBucketCommand, ListBucketsCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3'

import { installed, type ToolName } from '../../scripts/testbed.ts'

/** A running server, and all that is needed to talk to it. */
export interface Server {
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
  /** Creates a bucket; with `publicRead` anyone may list and read it without credentials. */
  createBucket(name: string, options?: { publicRead?: boolean }): Promise<void>
  /** What the server wrote so far: its output is no part of the test's. */
  readonly log: () => string
  /** Ends the server and removes its data. May be called more than once. */
  close(): Promise<void>
}

interface Keys {
  accessKeyId: string
  secretAccessKey: string
}

interface Recipe {
  tool: ToolName
  args(port: number, data: string): readonly string[]
  env(keys: Keys): NodeJS.ProcessEnv
}

const region = 'us-east-1'

/** Starts MinIO: signatures are checked, preconditions are kept. */
export const startMinio = async (): Promise<Server> =>
  start({
    tool: 'minio',
    args: (port, data) => ['server', '--quiet', '--address', `127.0.0.1:${port}`, data],
    env: (keys) => ({
      MINIO_ROOT_USER: keys.accessKeyId,
      MINIO_ROOT_PASSWORD: keys.secretAccessKey,
      MINIO_BROWSER: 'off',
      MINIO_CI_CD: '1',
      MINIO_UPDATE: 'off'
    })
  })

/** Starts versitygw, the second opinion: its backend is a file system, so some keys are refused. */
export const startVersitygw = async (): Promise<Server> =>
  start({
    tool: 'versitygw',
    args: (port, data) => ['--port', `127.0.0.1:${port}`, '--region', region, '--quiet', 'posix', data],
    env: (keys) => ({ ROOT_ACCESS_KEY: keys.accessKeyId, ROOT_SECRET_KEY: keys.secretAccessKey })
  })

/** Starts moto, for STS beside S3. It accepts any credentials, and not every precondition is kept. */
export const startMoto = async (): Promise<Server> =>
  start({
    tool: 'moto',
    args: (port) => ['-H', '127.0.0.1', '-p', String(port)],
    env: () => ({})
  })

async function start(recipe: Recipe): Promise<Server> {
  const command = installed(recipe.tool)
  if (command === undefined) throw new Error(`${recipe.tool} is not installed: npm run testbed`)
  // Another process may take the free port first: then the server ends at once, and the next port is tried.
  for (let attempt = 1; ; attempt += 1) {
    const server = launch(recipe, command, await freePort())
    if (await server.ready(120_000)) return server
    const log = server.log()
    await server.close()
    if (attempt === 3) throw new Error(`${recipe.tool} did not start:\n${log}`)
  }
}

async function freePort(): Promise<number> {
  return await new Promise((done, failed) => {
    const probe = createServer()
    probe.on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address === null || typeof address === 'string') failed(new Error('no port'))
        else done(address.port)
      })
    })
  })
}

function launch(
  recipe: Recipe,
  command: string,
  port: number
): Server & { ready(limit: number): Promise<boolean> } {
  const keys = { accessKeyId: `key${random(8)}`, secretAccessKey: random(20) }
  const endpoint = `http://127.0.0.1:${port}`
  const guarded = spawnGuarded(recipe, command, port, keys)
  const client = new S3Client({
    ...{ endpoint, region, credentials: keys, forcePathStyle: true, maxAttempts: 1 },
    requestHandler: { requestTimeout: 10_000, throwOnRequestTimeout: true }
  })
  return {
    ...{ endpoint, region, ...keys },
    log: guarded.log,
    async ready(limit) {
      const end = Date.now() + limit
      while (Date.now() < end) {
        if (guarded.ended()) return false
        // The keys are this server's alone, so an answer is not some other server's on the same port.
        const answered = await client.send(new ListBucketsCommand({})).then(
          () => true,
          () => false
        )
        if (answered) return !guarded.ended()
        await sleep(50)
      }
      return false
    },
    async createBucket(name, { publicRead = false } = {}) {
      await client.send(new CreateBucketCommand({ Bucket: name }))
      if (publicRead) {
        await client.send(new PutBucketPolicyCommand({ Bucket: name, Policy: publicPolicy(name) }))
      }
    },
    async close() {
      client.destroy()
      await guarded.close()
    }
  }
}

const random = (bytes: number): string => randomBytes(bytes).toString('hex')

const publicPolicy = (bucket: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` },
      { Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${bucket}` }
    ]
  })

interface Guarded {
  log: () => string
  ended: () => boolean
  close: () => Promise<void>
}

function spawnGuarded(recipe: Recipe, command: string, port: number, keys: Keys): Guarded {
  const folder = mkdtempSync(join(tmpdir(), `registry-${recipe.tool}-`))
  const data = join(folder, 'data')
  const logPath = join(folder, 'log')
  mkdirSync(data)
  const output = openSync(logPath, 'a')
  const guard = fileURLToPath(new URL('./guard.mjs', import.meta.url))
  const child = spawn(process.execPath, [guard, folder, command, ...recipe.args(port, data)], {
    stdio: ['pipe', output, output],
    // A home of its own: nothing of this machine's configuration is read, nothing is left in it.
    env: { ...process.env, NODE_OPTIONS: '', HOME: folder, ...recipe.env(keys) }
  })
  closeSync(output)
  // The test's process may end without close(): the guard sees that.
  child.unref()
  child.stdin?.on('error', () => undefined)
  const gone = new Promise<void>((done) => {
    child.on('exit', () => {
      done()
    })
  })
  return {
    log: () => readFileSync(logPath, 'utf8'),
    ended: () => child.exitCode !== null || child.signalCode !== null,
    async close() {
      child.ref()
      child.stdin?.end()
      await gone
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
