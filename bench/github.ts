/**
 * GitHub Releases, on the strict fake of the tests: one file up and down beside `curl` and one `sha256sum`, and how many
 * requests the commands take, a reindex of 1,000 releases among them. npm run bench:github -- [MiB=1024] [runs=3]
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import * as v from 'valibot'
import { startGithubFake } from '../__tests__/support/github-fake/index.ts'
import { fillIndex } from '../__tests__/support/github-index.ts'
import { ask } from '../__tests__/support/github-requests.ts'
import { inTurns, machine, measure, median, spread, type Measured } from './measure.ts'
import { bundled, scratch } from './places.ts'

const [mebibytes = 1024, runs = 3] = process.argv.slice(2, 4).map(Number)
// The file, what each tool fetches, and what both store in each run, which the fake has in memory.
const folder = await scratch(mebibytes * 1024 ** 2 * 3)
const fake = await startGithubFake({ limits: { rate: 1_000_000 }, validate: false })
const { name: repository } = fake.repository()
const env = {
  GITHUB_API_URL: fake.apiUrl,
  GITHUB_GRAPHQL_URL: fake.graphqlUrl,
  GITHUB_SERVER_URL: fake.serverUrl,
  GITHUB_TOKEN: fake.token,
  REGISTRY_STORE: `github://${repository}`
}
const cli = [process.execPath, bundled('cli')]
const token = ['-H', `Authorization: Bearer ${fake.token}`]

await requests()
await reindexes()
await transfer()
await fake.close()
await rm(folder, { recursive: true, force: true })

async function requests(): Promise<void> {
  await writeFile(join(folder, 'small'), 'some bytes')
  const cases = [
    { name: 'push the first version of all', args: ['push', 'a', '1.0', 'small', '--promote-latest'] },
    { name: 'push a new version and promote it', args: ['push', 'a', '1.1', 'small', '--promote-latest'] },
    { name: 'push the same bytes again', args: ['push', 'a', '1.1', 'small'] },
    { name: 'promote', args: ['promote', 'a', '1.0'] },
    { name: 'pull', args: ['pull', 'a'] },
    { name: 'pull what is current', args: ['pull', 'a'] },
    { name: 'list', args: ['list'] },
    { name: 'remove a version', args: ['remove', 'a', '1.1'] }
  ]
  console.log('| | requests | of these off the hour’s limit |')
  console.log('|---|---|---|')
  for (const { name, args } of cases) {
    fake.clear()
    await one([...cli, ...args, '--quiet'])
    console.log(`| ${name} | ${fake.count()} | ${fake.count({ counted: true })} |`)
  }
}

/** 1,000 releases of ten assets each: five wheels, and their metadata. */
async function reindexes(): Promise<void> {
  const large = fake.createRepository('owner/large')
  fillIndex(large, { projects: 100, versions: 10, wheels: 5, prefix: 'simple/' })
  console.log(
    '\n| 100 projects, 1,000 releases, 10,000 assets | API requests | parts of files read | s | CPU s | MB of memory |'
  )
  console.log('|---|---|---|---|---|---|')
  const other = fake.createRepository('owner/other')
  const own = ['--store', `github://${large.name}`]
  const source = ['reindex', '--store', `github://${other.name}`, '--source', `github://${large.name}`]
  for (const { name, args } of [
    { name: 'reindex, no record is there', args: ['reindex', ...own] },
    { name: 'reindex, nothing has changed', args: ['reindex', ...own] },
    { name: 'check', args: ['check', ...own] },
    { name: 'list', args: ['list', ...own] },
    { name: 'the same releases as the `source` of another repository, no record is there', args: source },
    { name: 'the same, nothing has changed', args: source }
  ]) {
    fake.clear()
    const { wall, cpu, memory } = await one([...cli, ...args, '--registry', 'python', '--quiet'])
    const cells = [
      fake.count({ host: 'api' }),
      fake.count({ host: 'storage' }),
      wall.toFixed(1),
      cpu.toFixed(1)
    ]
    console.log(`| ${[name, ...cells, (memory / 1e6).toFixed(0)].join(' | ')} |`)
  }
}

async function transfer(): Promise<void> {
  const file = join(folder, 'file.bin')
  await writeRandom(file, mebibytes)
  const digest = await digestOf(file)
  const figures = { ours: figure(), 'curl + sha256sum': figure() }
  await inTurns(runs, ['ours', 'curl + sha256sum'] as const, async (tool, run) => {
    const to = join(folder, 'down.bin')
    const { up, down } = tool === 'ours' ? await ours(file, to, run) : await curl(file, to, run)
    if ((await digestOf(to)) !== digest) throw new Error(`${tool} fetched something else`)
    await rm(to)
    figures[tool].up.push(up)
    figures[tool].down.push(down)
  })
  console.log(`\n${mebibytes} MiB, median of ${runs} runs (smallest to largest wall); ${machine()}\n`)
  console.log('| | up, s | CPU s | MB of memory | down, s | CPU s | MB of memory |')
  console.log('|---|---|---|---|---|---|---|')
  for (const [name, { up, down }] of Object.entries(figures))
    console.log(`| ${[name, ...columns(up), ...columns(down)].join(' | ')} |`)
}

function figure(): { up: Measured[]; down: Measured[] } {
  return { up: [], down: [] }
}

async function ours(file: string, to: string, run: number): Promise<{ up: Measured; down: Measured }> {
  const up = await one([...cli, 'push', 'large', `${run}.0`, file, '--quiet'])
  const down = await one([...cli, 'pull', 'large', '--version', `${run}.0`, '--outfile', to, '--quiet'])
  forget(`large-${run}.0`)
  return { up, down }
}

/** A release that was made before, and the public address. */
async function curl(file: string, to: string, run: number): Promise<{ up: Measured; down: Measured }> {
  const tag = `curl-${run}`
  const made = await ask(`${fake.apiUrl}/repos/${repository}/releases`, {
    token: fake.token,
    json: { tag_name: tag }
  })
  const place = `${fake.uploadsUrl}/repos/${repository}/releases/${v.parse(v.object({ id: v.number() }), made.json).id}/assets`
  const type = ['-H', 'Content-Type: application/octet-stream']
  const sent = [
    '-sSf',
    '-o',
    '/dev/null',
    ...token,
    ...type,
    '-X',
    'POST',
    '-T',
    file,
    `${place}?name=file.bin`
  ]
  const up = sum(await one(['curl', ...sent]), await one(['sha256sum', file]))
  const address = `${fake.serverUrl}/${repository}/releases/download/${tag}/file.bin`
  const down = sum(await one(['curl', '-sSfL', '-o', to, address]), await one(['sha256sum', to]))
  forget(tag)
  return { up, down }
}

/** The fake has everything in memory. */
function forget(tag: string): void {
  const { releases, removeAsset } = fake.repository()
  const release = [...releases.values()].find((each) => each.tag === tag)
  for (const { id } of release?.assets.values() ?? []) removeAsset(id)
}

function sum(first: Measured, second: Measured): Measured {
  return {
    ...second,
    wall: first.wall + second.wall,
    cpu: first.cpu + second.cpu,
    memory: Math.max(first.memory, second.memory)
  }
}

function columns(measured: readonly Measured[]): string[] {
  return [
    spread(measured.map(({ wall }) => wall)),
    median(measured.map(({ cpu }) => cpu)).toFixed(2),
    (Math.max(...measured.map(({ memory }) => memory)) / 1e6).toFixed(0)
  ]
}

async function one(command: readonly string[]): Promise<Measured> {
  const measured = await measure({ command, cwd: folder, env })
  if (measured.status !== 0) throw new Error(`${command.join(' ')} failed: ${measured.output}`)
  return measured
}

async function writeRandom(path: string, size: number): Promise<void> {
  await mkdir(folder, { recursive: true })
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
