/** Where the action's tests keep a registry: a folder, a bucket of the S3 fake or of a real server, a repository of the GitHub fake. */
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client
} from '@aws-sdk/client-s3'

import { artifactOf, removeFound } from './artifacts.ts'
import type { GithubFake } from './github-fake/index.ts'
import { githubPlaceOf } from './github-storage.ts'
import { openStore } from './open-store.ts'

/** An empty place for a registry, seen from behind the action. */
export interface Place {
  /** As the action calls it. */
  readonly name: string
  /** The inputs that lead to it. */
  readonly inputs: Readonly<Record<string, string>>
  /** What the runner says of it. */
  readonly env: Readonly<Record<string, string>>
  /** The `url` of an artifact there, and of which file it was made. */
  readonly urlOf: (path: string, filename: string) => string
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
    env: {},
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
    env: {},
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

/** What a runner says to steps of a repository of the fake. */
export function githubEnvironment(fake: GithubFake, repository: string): Record<string, string> {
  return {
    GITHUB_REPOSITORY: repository,
    GITHUB_API_URL: fake.apiUrl,
    GITHUB_GRAPHQL_URL: fake.graphqlUrl,
    GITHUB_SERVER_URL: fake.serverUrl
  }
}

/** A registry in the releases of a new repository, which is the one that the workflow runs in. */
export async function releasesPlace(fake: GithubFake): Promise<Place> {
  const repository = fake.createRepository(`octo/repo-${repositories++}`)
  const store = await openStore(githubPlaceOf(fake, { repository: repository.name }))
  const isArtifact = (path: string) => path.endsWith('.pkg')
  const assets = () =>
    [...repository.releases.values()].flatMap(({ tag, draft, assets: each }) =>
      [...each.values()].map(({ id, name, digest }) => [`${tag}/${name}`, `${id} ${digest ?? ''} ${draft}`])
    )
  return {
    name: `github://${repository.name}`,
    inputs: { 'job-token': fake.token },
    env: githubEnvironment(fake, repository.name),
    urlOf: (path, filename) => {
      const [, name = '', version = ''] = /^(.*)\/tycho_(.*)\.pkg$/.exec(path) ?? []
      return `${fake.serverUrl}/${repository.name}/releases/download/${name}-${version}/${filename}`
    },
    snapshot: () =>
      Promise.resolve({
        ...Object.fromEntries(repository.refs),
        ...Object.fromEntries(assets())
      }),
    read: async (path) => {
      const { body = Buffer.from('') } = await store.documents.read(path)
      return Buffer.from(body).toString()
    },
    write: async (path, content) => {
      if (!isArtifact(path)) {
        repository.commit('registry', { [path]: content })
        return
      }
      const { key, ...item } = artifactOf(path, content)
      const version = basename(path, '.pkg').replace('tycho_', '')
      await store.artifacts.create([{ ...item, key: { ...key, version } }])
    },
    remove: async (path) => {
      if (isArtifact(path)) await removeFound(store, path)
      else repository.commit('registry', { [path]: null })
    },
    close: () => store.close()
  }
}

let repositories = 0
