/**
 * An index made anew from what is stored, beside `stick reindex`: time and memory on one MinIO on this machine, with
 * small wheels; requests and bytes counted by a strict S3 service, with wheels of 2 MB. Both read what we have pushed,
 * so that digests are known. Then an incremental reindex of ours of 500 projects in which nothing has changed.
 * A network that takes its time lets each question and answer of the first part take so many milliseconds longer.
 * npm run bench:python-reindex -- [wheels=1000] [projects=200] [wheels of 2 MB=100] [wheels of a version=1] [milliseconds=0]
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import pMap from 'p-map'
import { startS3Fake } from '../__tests__/support/s3-fake/index.ts'
import { startMinio, startMoto } from '../__tests__/support/servers.ts'
import { machine } from './measure.ts'
import { head, row, toolsAt, writeWheels } from './python-tools.ts'
import { scratch } from './places.ts'
import { relayTo } from './relay.ts'

const [count = 1_000, projects = 200, large = 100, perVersion = 1, latency = 0] = process.argv
  .slice(2, 7)
  .map(Number)
const folder = await scratch(4 * 1024 ** 3)
process.env['TMPDIR'] = folder
const [minio, moto, fake] = await Promise.all([startMinio(), startMoto(), startS3Fake({ buckets: [] })])
const relay = latency > 0 ? await relayTo(minio.endpoint, latency) : undefined
const place = { ...minio, ...(relay && { endpoint: relay.endpoint }), sts: moto.endpoint, folder }
const onMinio = toolsAt(place).filter(({ reindex }) => reindex !== undefined)
const onFake = toolsAt({ ...fake, endpoint: fake.endpoint, sts: moto.endpoint, folder })
const client = new S3Client({
  ...{ endpoint: minio.endpoint, region: minio.region, forcePathStyle: true },
  credentials: { accessKeyId: minio.accessKeyId, secretAccessKey: minio.secretAccessKey }
})
const ours = onMinio[0]!
await writeWheels(join(folder, 'small'), { count, projects, perVersion })
// Thousands of paths are more than an environment variable takes.
const small = [join(folder, 'small', '*.whl')]
console.log(`${machine()}\n`)

console.log(
  `${count} small wheels of ${projects} projects, ${perVersion} of each version${latency > 0 ? `, requests ${latency} ms longer` : ''}, all records and pages lost; then again, as they are; then all read again:\n`
)
console.log(head('', 'records and pages', 'wall, s', 'CPU s', 'MiB of memory'))
for (const { name, reindex } of onMinio) {
  await minio.createBucket(name)
  await ours.push(name, small)
  await loseAllButFiles(name)
  // `stick` reads all in any case.
  const states = name === 'ours' ? ['lost', 'all there', 'all there, full'] : ['lost', 'all there']
  for (const state of states) {
    const { wall, cpu, memory } = await reindex!(name, state.endsWith('full'))
    console.log(row(name, state, wall.toFixed(1), cpu.toFixed(1), mebibytes(memory)))
  }
}

const wheels = await writeWheels(join(folder, 'large'), {
  count: large,
  projects: Math.ceil(large / 5),
  size: 2_000_000
})
console.log(`\n${large} wheels of 2 MB, their records lost:\n`)
console.log(head('', 'requests', 'bytes read', 'MiB of memory'))
for (const { name, reindex } of onFake) {
  if (reindex === undefined) continue
  fake.createBucket(name)
  await onFake[0]!.push(
    name,
    wheels.map(({ file }) => file)
  )
  for (const key of [...fake.objects(name).keys()])
    if (!/\.(whl|metadata)$/.test(key)) fake.removeObject(name, key)
  fake.clear()
  const { memory } = await reindex(name)
  const sent = fake.requests.filter(({ key }) => !key.endsWith('.registry-probe'))
  const bytes = sent.reduce((sum, { bytesOut }) => sum + bytesOut, 0)
  console.log(row(name, sent.length, bytes, mebibytes(memory)))
}

const unchanged = (await writeWheels(join(folder, 'unchanged'), { count: 500, projects: 500 })).map(
  ({ file }) => file
)
await minio.createBucket('unchanged')
await ours.push('unchanged', unchanged)
const { wall, cpu, memory } = await ours.reindex!('unchanged')
fake.createBucket('unchanged')
await onFake[0]!.push('unchanged', unchanged)
fake.clear()
await onFake[0]!.reindex!('unchanged')
console.log('\n500 projects, nothing changed, ours:\n')
console.log(head('listing', 'other reads', 'writes', 'wall, s', 'CPU s', 'MiB of memory'))
const sent = fake.requests.filter(({ key }) => !key.endsWith('.registry-probe'))
const counted = (test: (operation: string) => boolean) =>
  sent.filter(({ operation }) => test(operation)).length
console.log(
  row(
    counted((operation) => operation.startsWith('List')),
    counted((operation) => /^(Get|Head)/.test(operation)),
    counted((operation) => /^(Put|Delete)/.test(operation)),
    ...[wall.toFixed(1), cpu.toFixed(1), mebibytes(memory)]
  )
)
client.destroy()
relay?.close()
await Promise.all([minio.close(), moto.close(), fake.close()])
await rm(folder, { recursive: true, force: true })

function mebibytes(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(0)
}

/** Deletes what an index has besides the distributions and what lies beside them. */
async function loseAllButFiles(bucket: string): Promise<void> {
  let token: string | undefined
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }))
    const lost = (page.Contents ?? [])
      .map(({ Key }) => Key ?? '')
      .filter((key) => !/\.(whl|metadata)$/.test(key))
    await pMap(lost, (Key) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key })), {
      concurrency: 16
    })
    token = page.NextContinuationToken
  } while (token !== undefined)
}
