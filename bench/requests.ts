/** How many requests each command takes, the probe aside, counted by a strict S3 service. npm run bench:requests */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { installed } from '../scripts/testbed.ts'
import { startS3Fake } from '../__tests__/support/s3-fake/index.ts'
import { bundled } from './places.ts'

const folder = await mkdtemp(join(tmpdir(), 'registry-bench-'))
const fake = await startS3Fake({ buckets: ['ours', 'theirs'] })
const run = promisify(execFile)
const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  AWS_ACCESS_KEY_ID: fake.accessKeyId,
  AWS_SECRET_ACCESS_KEY: fake.secretAccessKey,
  AWS_REGION: fake.region,
  AWS_EC2_METADATA_DISABLED: 'true'
}
execFileSync('sh', ['-c', 'head -c 100 /dev/urandom > small; head -c 104857600 /dev/zero > large'], {
  cwd: folder
})
const packages = Array.from({ length: 100 }, (_, index) => `p${index}`)
const cli = bundled('cli')
const cases: { name: string; args: string[]; theirs: string[] | undefined }[] = [
  { name: 'init', args: ['init', 'a', 'a.bin'], theirs: ['init', 'a', 'a.bin'] },
  {
    name: 'push a version and promote it',
    args: ['push', 'a', '1.0', 'small', '--promote-latest'],
    theirs: ['push', 'a', '1.0', 'small', '--promote-latest']
  },
  {
    name: 'push 100 MiB and promote it',
    args: ['push', 'a', '2.0', 'large', '--promote-latest'],
    theirs: ['push', 'a', '2.0', 'large', '--promote-latest']
  },
  { name: 'promote', args: ['promote', 'a', '1.0'], theirs: ['promote', 'a', '1.0'] },
  { name: 'pull', args: ['pull', 'a'], theirs: ['pull', 'a'] },
  { name: 'pull what is current', args: ['pull', 'a'], theirs: ['pull', 'a'] },
  {
    name: 'pull 100 MiB',
    args: ['pull', 'a', '--version', '2.0'],
    theirs: ['pull', 'a', '--version', '2.0']
  },
  { name: 'list', args: ['list'], theirs: ['list'] },
  { name: 'list of 101 packages', args: ['list'], theirs: ['list'] },
  { name: 'pull 100 current packages', args: ['pull-list', ...packages], theirs: undefined }
]
const tychoreg = installed('tychoreg')

for (const bucket of ['ours', 'theirs']) {
  await writeFile(
    join(folder, `${bucket}.json`),
    JSON.stringify({
      tycho: { outdir: bucket },
      s3: { bucket, endpoint_url: fake.endpoint, region_name: fake.region }
    })
  )
}
console.log('| | ours | tychoreg |\n|---|---|---|')
for (const { name, args, theirs } of cases) {
  if (name.includes('101')) addPackages()
  if (name.includes('100 current')) await ours(args)
  const mine = await ours(args)
  console.log(
    `| ${name} | ${mine} | ${theirs === undefined || tychoreg === undefined ? '–' : await count(tychoreg, [...theirs, '--config', 'theirs.json'])} |`
  )
}
await fake.close()
await rm(folder, { recursive: true, force: true })

function ours(args: readonly string[]): Promise<number> {
  return count(process.execPath, [cli, ...args, '--config', 'ours.json'])
}

async function count(program: string, args: readonly string[]): Promise<number> {
  fake.clear()
  await run(program, args, { cwd: folder, env })
  return fake.requests.filter(({ key }) => !key.endsWith('.registry-probe')).length
}

function addPackages(): void {
  for (const bucket of ['ours', 'theirs']) {
    for (const name of packages) {
      fake.setObject(bucket, `${name}/tycho.json`, JSON.stringify({ localname: `${name}.bin`, latest: '1' }))
      fake.setObject(bucket, `${name}/tycho_1.pkg`, name)
    }
  }
}
