import http from 'node:http'
import https from 'node:https'
import { bePatient, listen, stop } from '../listening.ts'
import { createFaults } from '../fault-rules.ts'
import { bodyOf, bytesOf } from './body.ts'
import { control, isControl } from './control.ts'
import { exchange, type ExchangeContext } from './exchange.ts'
import { createLog } from './log.ts'
import { createState, type Settings, type State } from './state.ts'
import type {
  Body,
  FaultEffect,
  RecordedRequest,
  S3Fake,
  S3FakeOptions,
  SetObjectOptions,
  StoredObject,
  Write
} from './types.ts'

export { bodyOf, bytesOf, zeroBody } from './body.ts'
export { selfSignedCertificate } from './certificate.ts'
export { roundTrips } from './log.ts'
export type * from './types.ts'

const defaultCredentials = { accessKeyId: 'fake-access-key', secretAccessKey: 'fake-secret-key' }

/** Starts a strict S3 service in this process. It serves other processes too, until `close()`. */
export async function startS3Fake(options: S3FakeOptions = {}): Promise<S3Fake> {
  const settings = settingsOf(options)
  const state = createState(settings)
  for (const bucket of options.buckets ?? ['bucket']) state.createBucket(bucket)
  const { host = '127.0.0.1' } = options
  const own = settings.credentials[0] ?? defaultCredentials
  const failures: unknown[] = []
  const callbacks = new Set<(write: Write) => void>()
  const context: ExchangeContext = {
    state,
    log: createLog(),
    faults: createFaults<RecordedRequest, FaultEffect>({ kind: 'reset' }),
    failed: (error) => failures.push(error),
    wrote: (write) => {
      for (const callback of callbacks) tell(callback, write, failures)
    }
  }
  const server = serve(options.tls, (message, response, expectsContinue) =>
    isControl(message)
      ? control(fake, settings, message, response)
      : exchange(context, message, response, expectsContinue)
  )
  const port = await listen(server, host, options.port ?? 0)
  const fake: S3Fake = {
    endpoint: `${options.tls === undefined ? 'http' : 'https'}://${host}:${port}`,
    port,
    region: settings.region,
    accessKeyId: own.accessKeyId,
    secretAccessKey: own.secretAccessKey,
    failures,
    ...steering(context),
    ...storage(state),
    onWrite(callback) {
      callbacks.add(callback)
      return () => callbacks.delete(callback)
    },
    async close() {
      await stop(server)
      if (failures.length > 0) throw failures[0]
    }
  }
  return fake
}

type Steering = Pick<
  S3Fake,
  | 'requests'
  | 'count'
  | 'find'
  | 'clear'
  | 'faults'
  | 'clearFaults'
  | 'setPreconditions'
  | 'setCredentials'
  | 'setClockSkew'
>

function steering({ log, faults, state: { settings } }: ExchangeContext): Steering {
  return {
    requests: log.requests,
    find: log.find,
    count: (filter) => log.find(filter).length,
    clear: log.clear,
    faults(...rules) {
      faults.add(rules)
    },
    clearFaults: faults.clear,
    setPreconditions(mode) {
      settings.preconditions = mode
    },
    setCredentials(...credentials) {
      settings.credentials = credentials
    },
    setClockSkew(milliseconds) {
      settings.clockSkewMs = milliseconds
    }
  }
}

type Storage = Pick<
  S3Fake,
  | 'objects'
  | 'bytes'
  | 'text'
  | 'setObject'
  | 'tamper'
  | 'removeObject'
  | 'createBucket'
  | 'uploads'
  | 'setInitiated'
>

function storage(state: State): Storage {
  const bytes: S3Fake['bytes'] = (bucket, key) => {
    const object = state.bucket(bucket).objects.get(key)
    return object === undefined ? undefined : bytesOf(object.body)
  }
  return {
    bytes,
    text: (bucket, key) => bytes(bucket, key)?.toString(),
    objects: (bucket) => state.bucket(bucket).objects,
    uploads: (bucket) => state.bucket(bucket).uploads,
    createBucket: state.createBucket,
    removeObject(bucket, key) {
      state.bucket(bucket).drop(key)
    },
    setObject(bucket, key, body, options = {}) {
      state.bucket(bucket).store(objectOf(state, key, body, options))
    },
    tamper(bucket, key, change) {
      const object = known(state.bucket(bucket).objects.get(key), key)
      const body = bodyOf(change(Buffer.from(bytesOf(object.body))))
      state.bucket(bucket).store({ ...object, body, size: body.size })
    },
    setInitiated(bucket, uploadId, initiated) {
      const { uploads } = state.bucket(bucket)
      uploads.set(uploadId, { ...known(uploads.get(uploadId), uploadId), initiated })
    }
  }
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the fake has no ${name}`)
  return value
}

function objectOf(
  state: State,
  key: string,
  content: string | Uint8Array | Body,
  options: SetObjectOptions
): StoredObject {
  const body = typeof content === 'string' || ArrayBuffer.isView(content) ? bodyOf(content) : content
  return {
    metadata: {},
    contentType: 'binary/octet-stream',
    lastModified: state.now(),
    ...options,
    etag: options.etag ?? state.etagOf(body, options.encryption),
    key,
    body,
    size: body.size
  }
}

function settingsOf(options: S3FakeOptions): Settings {
  return {
    region: options.region ?? 'us-east-1',
    pageSize: options.pageSize ?? 1000,
    maxParts: options.maxParts ?? 10_000,
    minPartSize: options.minPartSize ?? 5 * 2 ** 20,
    partSizeLimit: options.partSizeLimit ?? 5 * 2 ** 30,
    etags: options.etags ?? 'md5',
    anonymousRead: options.anonymousRead ?? false,
    denyList: options.denyList ?? false,
    plusIsSpace: options.plusIsSpace ?? false,
    preconditions: options.preconditions ?? 'strict',
    credentials: options.credentials ?? [defaultCredentials],
    clockSkewMs: options.clockSkewMs ?? 0
  }
}

function tell(callback: (write: Write) => void, write: Write, failures: unknown[]): void {
  try {
    callback(write)
  } catch (error) {
    failures.push(error)
  }
}

type Listener = (
  message: http.IncomingMessage,
  response: http.ServerResponse,
  expectsContinue: boolean
) => Promise<void>

function serve(tls: S3FakeOptions['tls'], listener: Listener): http.Server {
  const server = tls === undefined ? http.createServer() : https.createServer(tls)
  server.on('request', (message, response) => void listener(message, response, false))
  server.on('checkContinue', (message, response) => void listener(message, response, true))
  bePatient(server)
  return server
}
