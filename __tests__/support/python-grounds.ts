/** Buckets that hold a Python index while many processes write to it: of the fake, and of a real server. */
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import pMap from 'p-map'
import { chaos } from './chaos.ts'
import { s3Environment } from './command-line.ts'
import { startProxy, type Fate } from './proxy.ts'
import { unlisted, violations, type Contents } from './python-state.ts'
import { bytesOf, type S3Fake } from './s3-fake/index.ts'
import type { Server } from './servers.ts'
import { generator } from './random.ts'

/** A place for an index, as its writers see it and as a test does. */
export interface Ground {
  readonly env: Readonly<Record<string, string>>
  readonly contents: () => Promise<Contents>
  /** What was wrong at any moment so far, where somebody has looked after every write. */
  readonly wrong: readonly string[]
  /**
   * From now on every fifth request fails, and every twentieth is applied and its reply is lost. Answers how many were
   * met by such a fate, and ends it.
   */
  readonly spoil: (seed: number) => Promise<() => Promise<number>>
  readonly close: () => Promise<void>
}

const PREFIX = 'simple/'
const isProbe = (key: string) => key.endsWith('.registry-probe')

/** A new bucket of the fake, looked at after every write. */
export function fakeGround(fake: S3Fake, bucket: string): Promise<Ground> {
  fake.createBucket(bucket)
  const contents = (): Contents =>
    new Map(
      [...fake.objects(bucket).values()]
        .filter(({ key }) => !isProbe(key))
        .map(({ key, body }) => [key.slice(PREFIX.length), bytesOf(body)])
    )
  const wrong: string[] = []
  const stop = fake.onWrite((write) => {
    if (write.bucket === bucket) wrong.push(...violations(contents()), ...unlisted(contents()))
  })
  return Promise.resolve({
    ...{ env: s3Environment(fake, bucket), contents: () => Promise.resolve(contents()), wrong },
    spoil: (seed) => {
      fake.clear()
      fake.faults(...chaos(seed))
      return Promise.resolve(() => {
        fake.clearFaults()
        return Promise.resolve(fake.requests.filter(({ fault }) => fault !== undefined).length)
      })
    },
    close: () => {
      stop()
      return Promise.resolve()
    }
  })
}

/** A new bucket of a server. Its bad days are made by a proxy. */
export async function serverGround(server: Server, Bucket: string): Promise<Ground> {
  await server.createBucket(Bucket)
  const { endpoint, region, accessKeyId, secretAccessKey } = server
  const credentials = { accessKeyId, secretAccessKey }
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  const fates: Fate[] = []
  let fate = (): Fate => 'passes'
  const proxy = await startProxy({ fate: () => fate() })
  return {
    env: { ...s3Environment(server, Bucket), http_proxy: proxy.url },
    contents: async () => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }))
      const keys = Contents.flatMap(({ Key }) => (Key === undefined || isProbe(Key) ? [] : [Key]))
      const read = async (Key: string): Promise<[string, Buffer]> => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
        return [Key.slice(PREFIX.length), Buffer.from((await Body?.transformToByteArray()) ?? [])]
      }
      return new Map(await pMap(keys, read, { concurrency: 8 }))
    },
    wrong: [],
    spoil: (seed) => {
      const random = generator(seed)
      fate = () => {
        const drawn = drawFate(random())
        if (drawn !== 'passes') fates.push(drawn)
        return drawn
      }
      return Promise.resolve(() => {
        fate = () => 'passes'
        return Promise.resolve(fates.length)
      })
    },
    close: async () => {
      client.destroy()
      await proxy.close()
    }
  }
}

function drawFate(chance: number): Fate {
  if (chance < 0.05) return 'lost'
  if (chance < 0.12) return 500
  if (chance < 0.19) return 503
  return chance < 0.25 ? 'breaks' : 'passes'
}
