/**
 * Many small packages pulled in one step, beside tychoreg, on one MinIO on this machine.
 * npm run bench:many -- [packages=1000] [runs=3]
 */
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import pMap from 'p-map'
import { installed } from '../scripts/testbed.ts'
import { startMinio } from '../__tests__/support/servers.ts'
import { machine, measure, median } from './measure.ts'
import { scratch } from './scratch.ts'

const [count = 1000, runs = 3] = process.argv.slice(2, 4).map(Number)
const folder = await mkdtemp(join(scratch(), 'registry-bench-'))
process.env['TMPDIR'] = folder
const server = await startMinio()
await server.createBucket('bench')
const client = new S3Client({
  endpoint: server.endpoint,
  region: server.region,
  forcePathStyle: true,
  credentials: { accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey }
})
const names = Array.from({ length: count }, (_, index) => `package-${String(index).padStart(5, '0')}`)
await pMap(
  names,
  async (name) => {
    const body = `content of ${name}`
    const digest = createHash('sha256').update(body).digest('hex')
    const put = (key: string, content: string, metadata: Record<string, string>) =>
      client.send(
        new PutObjectCommand({ Bucket: 'bench', Key: `${name}/${key}`, Body: content, Metadata: metadata })
      )
    await put('tycho_1.0.pkg', body, { 'registry-sha256': digest })
    await put('tycho.json', JSON.stringify({ localname: `${name}.txt`, latest: '1.0' }), {})
  },
  { concurrency: 16 }
)
await writeFile(
  join(folder, '.tychoreg.json'),
  JSON.stringify({
    tycho: { backend: 's3' },
    s3: { bucket: 'bench', endpoint_url: server.endpoint, region_name: server.region }
  })
)
const env = {
  AWS_ACCESS_KEY_ID: server.accessKeyId,
  AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
  AWS_REGION: server.region,
  AWS_EC2_METADATA_DISABLED: 'true'
}
const cli = join(import.meta.dirname, '..', 'dist', 'cli', 'index.js')
const tools = [
  { name: 'ours', command: [process.execPath, cli, 'pull-list', ...names, '--quiet'] },
  { name: 'tychoreg', command: [installed('tychoreg') ?? 'tychoreg', 'pull-list', ...names] }
]
const walls = tools.map((): { fresh: number[]; current: number[] } => ({ fresh: [], current: [] }))
for (let run = 0; run < runs; run += 1) {
  for (const [index, { name, command }] of tools.entries()) {
    await rm(join(folder, 'tycho_packages'), { recursive: true, force: true })
    for (const kind of ['fresh', 'current'] as const) {
      const { wall, status, output } = await measure({ command, cwd: folder, env })
      if (status !== 0) throw new Error(`${name} failed: ${output}`)
      walls[index]?.[kind].push(wall)
    }
  }
}
console.log(
  `${count} packages, median of ${runs} runs; ${machine()}\n\n| | all fetched, s | all current, s |\n|---|---|---|`
)
for (const [index, { name }] of tools.entries()) {
  console.log(
    `| ${name} | ${median(walls[index]?.fresh ?? []).toFixed(2)} | ${median(walls[index]?.current ?? []).toFixed(2)} |`
  )
}
client.destroy()
await server.close()
await rm(folder, { recursive: true, force: true })
