/**
 * Many small packages pulled in one step, beside tychoreg, on one MinIO on this machine.
 * npm run bench:many -- [packages=1000] [runs=5] [milliseconds that the network takes for a question and its answer=0]
 */
import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import pMap from 'p-map'
import { installed } from '../scripts/testbed.ts'
import { startMinio } from '../__tests__/support/servers.ts'
import { inTurns, machine, measure, median, spread, type Measured } from './measure.ts'
import { bundled, scratch } from './places.ts'
import { relayTo } from './relay.ts'

const [count = 1000, runs = 5, latency = 0] = process.argv.slice(2, 5).map(Number)
const folder = await scratch(1024 ** 3)
const server = await startMinio()
await server.createBucket('bench')
const names = Array.from({ length: count }, (_, index) => `package-${String(index).padStart(5, '0')}`)
await publish()
const relay = latency > 0 ? await relayTo(server.endpoint, latency) : undefined
await writeFile(
  join(folder, '.tychoreg.json'),
  JSON.stringify({
    tycho: { backend: 's3' },
    s3: { bucket: 'bench', endpoint_url: relay?.endpoint ?? server.endpoint, region_name: server.region }
  })
)
const env = {
  AWS_ACCESS_KEY_ID: server.accessKeyId,
  AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
  AWS_REGION: server.region,
  AWS_EC2_METADATA_DISABLED: 'true'
}
const tools = [
  { name: 'ours', command: [process.execPath, bundled('cli'), 'pull-list', ...names, '--quiet'] },
  { name: 'tychoreg', command: [installed('tychoreg') ?? 'tychoreg', 'pull-list', ...names] }
].map((tool): Tool => ({ ...tool, fresh: [], current: [] }))

interface Tool {
  readonly name: string
  readonly command: readonly string[]
  readonly fresh: Measured[]
  readonly current: Measured[]
}

// The first run finds nothing compiled and is not counted.
await inTurns(runs + 1, tools, async ({ name, command, fresh, current }, run) => {
  await rm(join(folder, 'tycho_packages'), { recursive: true, force: true })
  for (const figures of [fresh, current]) {
    const measured = await measure({ command, cwd: folder, env })
    if (measured.status !== 0) throw new Error(`${name} failed: ${measured.output}`)
    if (run > 0) figures.push(measured)
  }
})

const network = latency > 0 ? `, ${latency} ms from question to answer` : ''
console.log(
  `${count} packages${network}, median of ${runs} runs (smallest to largest); ${machine()}\n\n| | all fetched, s | CPU s | all current, s | CPU s |\n|---|---|---|---|---|`
)
for (const { name, fresh, current } of tools)
  console.log(`| ${[name, ...columns(fresh), ...columns(current)].join(' | ')} |`)
const [ours, theirs] = tools
console.log(`| times as fast | ${times('fresh')} | | ${times('current')} | |`)
relay?.close()
await server.close()
await rm(folder, { recursive: true, force: true })

async function publish(): Promise<void> {
  const client = new S3Client({
    endpoint: server.endpoint,
    region: server.region,
    forcePathStyle: true,
    credentials: { accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey }
  })
  const put = (Key: string, Body: string, Metadata: Record<string, string>) =>
    client.send(new PutObjectCommand({ Bucket: 'bench', Key, Body, Metadata }))
  await pMap(
    names,
    async (name) => {
      const body = `content of ${name}`
      const digest = createHash('sha256').update(body).digest('hex')
      await put(`${name}/tycho_1.0.pkg`, body, { 'registry-sha256': digest })
      await put(`${name}/tycho.json`, JSON.stringify({ localname: `${name}.txt`, latest: '1.0' }), {})
    },
    { concurrency: 16 }
  )
  client.destroy()
}

function columns(measured: readonly Measured[]): string[] {
  return [spread(measured.map(({ wall }) => wall)), median(measured.map(({ cpu }) => cpu)).toFixed(2)]
}

/** Of two runs one after the other, so that both have met the same machine. */
function times(kind: 'fresh' | 'current'): string {
  const walls = theirs?.[kind].map(({ wall }, run) => wall / (ours?.[kind][run]?.wall ?? NaN))
  return spread(walls ?? [])
}
