/**
 * Many wheels pushed in one step, beside the peers, on one MinIO on this machine, each into an empty bucket; and how
 * many requests that takes, counted by a strict S3 service.
 * npm run bench:python-many -- [wheels=1000] [projects=200] [runs=3]
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startS3Fake } from '../__tests__/support/s3-fake/index.ts'
import { startMinio, startMoto } from '../__tests__/support/servers.ts'
import { machine, median, type Measured } from './measure.ts'
import { head, row, toolsAt, writeWheels } from './python-tools.ts'
import { scratch } from './places.ts'

const [count = 1_000, projects = 200, runs = 3] = process.argv.slice(2, 5).map(Number)
const folder = await scratch(4 * 1024 ** 3)
process.env['TMPDIR'] = folder
const [minio, moto, fake] = await Promise.all([startMinio(), startMoto(), startS3Fake({ buckets: [] })])
const wheels = await writeWheels(join(folder, 'dist'), { count, projects })
const files = wheels.map(({ file }) => file)
const onMinio = toolsAt({ ...minio, sts: moto.endpoint, folder })
const onFake = toolsAt({ ...fake, endpoint: fake.endpoint, sts: moto.endpoint, folder })
const figures = new Map(onMinio.map(({ name }) => [name, [] as Measured[]]))
for (let run = 1; run <= runs; run += 1)
  for (const { name, push } of onMinio) {
    const bucket = `${name}-${run}`
    await minio.createBucket(bucket)
    figures.get(name)?.push(await push(bucket, files))
  }
console.log(`${count} wheels of ${projects} projects, median of ${runs} runs; ${machine()}\n`)
console.log(head('', 'requests', 'wall, s', 'CPU s', 'MiB of memory'))
for (const { name, push } of onFake) {
  fake.createBucket(name)
  fake.clear()
  await push(name, files)
  const requests = fake.requests.filter(({ key }) => !key.endsWith('.registry-probe')).length
  const runsOf = figures.get(name) ?? []
  console.log(
    row(
      name,
      requests,
      median(runsOf.map(({ wall }) => wall)).toFixed(1),
      median(runsOf.map(({ cpu }) => cpu)).toFixed(1),
      (Math.max(...runsOf.map(({ memory }) => memory)) / 1024 ** 2).toFixed(0)
    )
  )
}
await Promise.all([minio.close(), moto.close(), fake.close()])
await rm(folder, { recursive: true, force: true })
