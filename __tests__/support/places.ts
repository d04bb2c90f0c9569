/** Where the action's tests keep a registry: a folder, or a bucket of the S3 fake or of a real server. */
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client
} from '@aws-sdk/client-s3'

/** An empty place for a registry, seen from behind the action. */
export interface Place {
  /** As the action calls it. */
  readonly name: string
  /** The inputs that lead to it. */
  readonly inputs: Readonly<Record<string, string>>
  /** The `url` of a file there. */
  readonly urlOf: (path: string) => string
  /** Every file there, and what tells its state from any other: also the driver's own. */
  snapshot(): Promise<Record<string, string>>
  read(path: string): Promise<string>
  write(path: string, content: string): Promise<void>
  remove(path: string): Promise<void>
  close(): Promise<void>
}

/** A registry in a folder of its own. */
export async function folderPlace(): Promise<Place> {
  const root = await mkdtemp(join(tmpdir(), 'registry-place-'))
  return {
    name: `file:${root}`,
    inputs: { store: `file:${root}` },
    urlOf: (path) => pathToFileURL(join(root, path)).href,
    snapshot: () => snapshotOf(root),
    read: (path) => readFile(join(root, path), 'utf8'),
    write: async (path, content) => {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), content)
    },
    remove: (path) => rm(join(root, path)),
    close: () => rm(root, { recursive: true, force: true })
  }
}

/** Every file below a folder: its bytes' digest, its mode and when it was written. */
export async function snapshotOf(root: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath, entry.name)
    const { mtimeMs, mode } = await stat(file)
    const digest = entry.isFile()
      ? createHash('sha256')
          .update(await readFile(file))
          .digest('hex')
      : ''
    files[file.slice(root.length + 1)] = entry.isFile() ? `${digest} ${mode} ${mtimeMs}` : 'folder'
  }
  return files
}

/** What a test needs to know of a service: the fake and the servers of the test bed have it. */
export interface Service {
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly createBucket: (name: string) => Promise<void> | void
}

/** A registry in a new bucket. */
export async function bucketPlace(service: Service): Promise<Place> {
  const { endpoint, region, accessKeyId, secretAccessKey } = service
  const Bucket = `bucket-${createHash('sha256').update(`${endpoint} ${buckets++}`).digest('hex').slice(0, 12)}`
  await service.createBucket(Bucket)
  const credentials = { accessKeyId, secretAccessKey }
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  return {
    name: `s3://${Bucket}`,
    inputs: {
      store: `s3://${Bucket}`,
      'endpoint-url': endpoint,
      region,
      'aws-access-key-id': accessKeyId,
      'aws-secret-access-key': secretAccessKey
    },
    urlOf: (path) => `${endpoint}/${Bucket}/${path}`,
    snapshot: async () => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }))
      return Object.fromEntries(
        Contents.map(({ Key, ETag, LastModified }) => [
          Key ?? '',
          `${ETag ?? ''} ${LastModified?.toISOString() ?? ''}`
        ])
      )
    },
    read: async (Key) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
      return (await Body?.transformToString()) ?? ''
    },
    write: async (Key, Body) => {
      await client.send(new PutObjectCommand({ Bucket, Key, Body }))
    },
    remove: async (Key) => {
      await client.send(new DeleteObjectCommand({ Bucket, Key }))
    },
    close: () => {
      client.destroy()
      return Promise.resolve()
    }
  }
}

let buckets = 0
