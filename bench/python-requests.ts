/**
 * How many requests a push of one wheel takes, and how many of them one after another, in indexes of different sizes;
 * the probe aside, counted by a strict S3 service that answers each request after a while. npm run bench:python-requests
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resetRoot } from '../src/python/root.ts'
import { openStore } from '../__tests__/support/open-store.ts'
import { placeOf } from '../__tests__/support/s3-storage.ts'
import { roundTrips, startS3Fake } from '../__tests__/support/s3-fake/index.ts'
import { startMoto } from '../__tests__/support/servers.ts'
import { head, row, toolsAt, writeWheels } from './python-tools.ts'

/**
 * Milliseconds that an answer waits: what we send at once has to overlap on a slow machine, too. The peers send one
 * request after another, thousands of them, and are not kept waiting.
 */
const DELAY = 1_000
const SIZES = [10, 1_000, 10_000]
const folder = await mkdtemp(join(tmpdir(), 'registry-bench-'))
const moto = await startMoto()
const [first, second] = await writeWheels(folder, { count: 2, projects: 1 })
console.log(
  head(
    'projects in the index',
    'tool',
    'new project: requests',
    'one after another',
    'new version: requests',
    'one after another'
  )
)
for (const size of SIZES) {
  const fake = await startS3Fake({ buckets: ['bench'] })
  const tools = toolsAt({ ...fake, endpoint: fake.endpoint, sts: moto.endpoint, folder })
  for (const { name, push } of tools) {
    fake.createBucket(name)
    await fill(fake, name, size)
    const cells = []
    for (const wheel of [first!, second!]) {
      fake.clear()
      if (name === 'ours') fake.faults({ delay: DELAY })
      await push(name, [wheel.file])
      fake.clearFaults()
      const sent = fake.requests.filter(({ key }) => !key.endsWith('.registry-probe'))
      cells.push(sent.length, roundTrips(sent))
    }
    console.log(row(size, name, ...cells))
  }
  await fake.close()
}
await moto.close()
await rm(folder, { recursive: true, force: true })

/** Puts projects into an index as far as a push of another one looks at them: their pages, and the root. */
async function fill(
  fake: Awaited<ReturnType<typeof startS3Fake>>,
  bucket: string,
  size: number
): Promise<void> {
  const names = Array.from({ length: size }, (_, index) => `q${String(index).padStart(5, '0')}`)
  for (const name of names) {
    fake.setObject(bucket, `simple/${name}/`, '<!doctype html>')
    fake.setObject(bucket, `simple/${name}/manifest.json`, '[]')
    fake.setObject(bucket, `simple/${name}/json`, '{}')
  }
  if (bucket !== 'ours') return
  const store = await openStore(placeOf(fake, { bucket, prefix: 'simple/' }))
  await resetRoot(store, names, { baseUrl: undefined })
  await store.close()
}
