/** What is otherwise where the service is AWS itself: its addresses lead, through a proxy, to the fake. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { noise } from '../support/artifacts.ts'
import { jsonOf, registry, workspace, type Finished } from '../support/command-line.ts'
import { startProxy, type Proxy } from '../support/proxy.ts'
import { putRecord, putVersion } from '../support/registry-state.ts'
import { selfSignedCertificate, startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'

const REGION = 'eu-central-1'
const HOST = `s3.${REGION}.amazonaws.com`
const spaces = workspace()
const tls = selfSignedCertificate(HOST, `*.${HOST}`)
const large = noise(2 ** 24 + 5, 'large')
let fake: S3Fake
let proxy: Proxy
let cwd: string
beforeAll(async () => {
  fake = await startS3Fake({ tls, region: REGION, buckets: ['bucket', 'my.bucket'] })
  proxy = await startProxy({ leads: () => `127.0.0.1:${fake.port}` })
})
beforeEach(() => {
  cwd = spaces.folder()
  writeFileSync(join(cwd, 'ca.pem'), tls.cert)
  writeFileSync(join(cwd, 'small.bin'), 'small')
  writeFileSync(join(cwd, 'large.bin'), large)
  for (const key of [...fake.objects('bucket').keys()]) fake.removeObject('bucket', key)
  fake.clear()
  proxy.clear()
})
afterAll(async () => {
  await proxy.close()
  await fake.close()
  spaces.remove()
})

async function run(args: readonly string[], bucket = 'bucket'): Promise<Finished> {
  const finished = await registry([...args, '--store', `s3://${bucket}`, '--region', REGION], {
    cwd,
    env: {
      ...{ AWS_ACCESS_KEY_ID: fake.accessKeyId, AWS_SECRET_ACCESS_KEY: fake.secretAccessKey },
      ...{ HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: 'ca.pem' }
    }
  })
  expect({ args, ...finished }).toMatchObject({ status: 0 })
  return finished
}

const keys = () => [...fake.objects('bucket').keys()].sort()

test('the bucket is part of the host, where its name can be', async () => {
  await run(['push', 'a+b c', '1', 'small.bin', '--promote-latest'])
  await run(['pull', 'a+b c'])
  await run(['list'])
  expect(new Set(proxy.passed)).toEqual(new Set([`CONNECT bucket.${HOST}:443`]))
  const { url } = v.parse(
    v.object({ url: v.string() }),
    jsonOf(await run(['push', 'a+b c', '1', 'small.bin', '--json']))
  )
  expect(url).toBe(`https://bucket.${HOST}/a%2Bb%20c/tycho_1.pkg`)
  proxy.clear()
  await run(['push', 'narf', '1', 'small.bin'], 'my.bucket')
  expect(new Set(proxy.passed)).toEqual(new Set([`CONNECT ${HOST}:443`]))
  expect(fake.objects('my.bucket').has('narf/tycho_1.pkg')).toBe(true)
})

describe('a push', () => {
  test('in one request carries a checksum that the service checks, and nothing is probed', async () => {
    await run(['push', 'narf', '1', 'small.bin', '--promote-latest'])
    expect(fake.objects('bucket').get('narf/tycho_1.pkg')?.checksum).toMatchObject({ algorithm: 'CRC32' })
    expect(keys()).toEqual(['narf/tycho.json', 'narf/tycho_1.pkg'])
    expect(fake.find({ operation: 'PutObject' }).map(({ headers }) => headers['if-none-match'])).toEqual([
      '*',
      '*'
    ])
    expect(fake.requests.length).toBeLessThanOrEqual(6)
  })

  test('in parts carries one of each of them', async () => {
    await run(['push', 'narf', '1', 'large.bin'])
    expect(fake.objects('bucket').get('narf/tycho_1.pkg')).toMatchObject({
      checksum: { algorithm: 'CRC32', type: 'COMPOSITE' },
      parts: [2 ** 24, 5]
    })
    const parts = fake.find({ operation: 'UploadPart' })
    expect(parts.map(({ headers }) => typeof headers['x-amz-checksum-crc32'])).toEqual(['string', 'string'])
    expect(keys()).not.toContain('.registry-probe')
    await run(['check', '--deep'])
    await run(['pull', 'narf', '--version', '1'])
  })
})

test('a removal is bound to what was seen by the service itself', async () => {
  putVersion(fake, 'narf', '1', 'one')
  putVersion(fake, 'narf', '2', 'two')
  putRecord(fake, 'narf', { localname: 'narf.bin', latest: '2' })
  await run(['remove', 'narf', '1'])
  const [removal] = fake.find({ operation: 'DeleteObject' })
  expect(removal?.headers['if-match']).toMatch(/^"/)
  expect(keys()).toEqual(['narf/tycho.json', 'narf/tycho_2.pkg'])
})

test('unfinished uploads are asked for below the prefix alone', async () => {
  await run(['check', '--prefix', 'team'])
  const [uploads] = fake.find({ operation: 'ListMultipartUploads' })
  expect(uploads?.query['prefix']).toBe('team/')
})
