/**
 * How long a process takes until it does something: `node -e 0`, `registry --help`, a mode without S3, and until the
 * first request reaches an S3 service. npm run bench:startup -- [runs=15]
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startS3Fake } from '../__tests__/support/s3-fake/index.ts'
import { machine, median } from './measure.ts'
import { bundled } from './places.ts'

const runs = Number(process.argv[2] ?? 15)
const folder = await mkdtemp(join(tmpdir(), 'registry-bench-'))
const fake = await startS3Fake({ buckets: ['bench'] })
const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  AWS_ACCESS_KEY_ID: fake.accessKeyId,
  AWS_SECRET_ACCESS_KEY: fake.secretAccessKey,
  AWS_REGION: fake.region,
  INPUT_MODE: 'list'
}
const s3 = ['--store', 's3://bench', '--endpoint-url', fake.endpoint]
const cases = [
  { name: 'node -e 0', args: ['-e', '0'], env, untilRequest: false },
  { name: 'registry --help', args: [bundled('cli'), '--help'], env, untilRequest: false },
  { name: 'registry list (folder)', args: [bundled('cli'), 'list'], env, untilRequest: false },
  {
    name: 'action, mode list (folder)',
    args: [bundled('main')],
    env: { ...env, INPUT_STORE: 'file:none' },
    untilRequest: false
  },
  {
    name: 'registry list, to its first S3 request',
    args: [bundled('cli'), 'list', ...s3],
    env,
    untilRequest: true
  },
  {
    name: 'action, mode list, to its first S3 request',
    args: [bundled('main')],
    env: { ...env, INPUT_STORE: 's3://bench', 'INPUT_ENDPOINT-URL': fake.endpoint },
    untilRequest: true
  }
]

const figures = cases.map((): number[] => [])
for (let run = 0; run <= runs; run += 1) {
  for (const [index, each] of cases.entries()) {
    const took = await time(each)
    // The first round fills the compile cache.
    if (run > 0) figures[index]?.push(took)
  }
}
const base = median(figures[0] ?? [])
console.log(`Median of ${runs} runs; ${machine()}\n\n| | ms | × node -e 0 |\n|---|---|---|`)
for (const [index, { name }] of cases.entries()) {
  const took = median(figures[index] ?? [])
  console.log(`| ${name} | ${took.toFixed(0)} | ${(took / base).toFixed(1)} |`)
}
await fake.close()
await rm(folder, { recursive: true, force: true })

function time({ args, env: variables, untilRequest }: (typeof cases)[number]): Promise<number> {
  fake.clear()
  let arrived = 0
  fake.faults({
    nth: 1,
    before: () => {
      arrived = performance.now()
    }
  })
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(process.execPath, args, { cwd: folder, env: variables, stdio: 'ignore' })
    child.on('error', reject)
    child.on('exit', () => {
      fake.clearFaults()
      resolve((untilRequest ? arrived : performance.now()) - began)
    })
  })
}
