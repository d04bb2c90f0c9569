import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { describeWith, startMinio, startMoto, startVersitygw, type Server } from '../support/testbed.ts'

const servers = { minio: startMinio, versitygw: startVersitygw, moto: startMoto }

describeWith(['minio', 'versitygw', 'moto'], 'the servers of the test bed', () => {
  test.each(['minio', 'versitygw', 'moto'] as const)(
    '%s stores, is public where asked, and ends',
    async (name) => {
      const server = await servers[name]()
      const client = clientOf(server)
      await server.createBucket('private')
      await server.createBucket('public', { publicRead: true })
      for (const Bucket of ['private', 'public']) {
        await client.send(new PutObjectCommand({ Bucket, Key: 'a/b.txt', Body: 'bytes' }))
      }
      const read = await client.send(new GetObjectCommand({ Bucket: 'private', Key: 'a/b.txt' }))
      expect(await read.Body?.transformToString()).toBe('bytes')
      const anonymous = await fetch(`${server.endpoint}/public/a/b.txt`)
      expect([anonymous.status, await anonymous.text()]).toEqual([200, 'bytes'])
      expect((await fetch(`${server.endpoint}/public?list-type=2`)).status).toBe(200)
      if (name !== 'moto') expect((await fetch(`${server.endpoint}/private/a/b.txt`)).status).toBe(403)
      client.destroy()
      await server.close()
      await server.close()
      await expect(fetch(server.endpoint)).rejects.toThrow()
    }
  )
})

describeWith('minio', 'a server that nobody closed', () => {
  test.each(['process.exit(0)', 'process.kill(process.pid, "SIGKILL")', 'undefined'])(
    'ends with the process that started it: %s',
    async (ending) => {
      const servers = JSON.stringify(new URL('../support/servers.ts', import.meta.url).href)
      const program = `const { startMinio } = await import(${servers}); console.log((await startMinio()).endpoint); ${ending}`
      const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
        encoding: 'utf8'
      })
      const endpoint = stdout.trim()
      expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
      await expectGone(endpoint)
    }
  )
})

async function expectGone(endpoint: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const there = await fetch(endpoint).then(
      () => true,
      () => false
    )
    if (!there) return
    await sleep(50)
  }
  throw new Error(`${endpoint} still answers`)
}

describeWith('minio', 'a server for several tests', () => {
  let server: Server
  beforeAll(async () => {
    server = await startMinio()
    await server.createBucket('bucket')
  })
  afterAll(async () => {
    await server.close()
  })

  test('refuses a second writer where the first must win', async () => {
    const client = clientOf(server)
    const write = async (Body: string): Promise<unknown> =>
      client.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'once', Body, IfNoneMatch: '*' }))
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, async (_, index) => write(String(index)))
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    client.destroy()
  })

  test('refuses keys that are not its own', async () => {
    const client = clientOf({ ...server, secretAccessKey: 'another' })
    await expect(
      client.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'k', Body: 'bytes' }))
    ).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
    client.destroy()
  })
})

function clientOf({ endpoint, region, accessKeyId, secretAccessKey }: Server): S3Client {
  return new S3Client({
    ...{ endpoint, region, forcePathStyle: true },
    credentials: { accessKeyId, secretAccessKey }
  })
}
