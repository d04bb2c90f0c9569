/** What the measurements of the Python format share: wheels, ourselves and the peers as commands. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pMap from 'p-map'
import { installed } from '../scripts/testbed.ts'
import { metadataOf, wheelOf } from '../__tests__/support/python-distributions.ts'
import { measure, type Measured } from './measure.ts'

/** Where an index is measured. */
export interface Place {
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
  /** `stick` asks STS who it is, `s3pypi` asks DynamoDB for a table of locks, before they do anything: moto has both. */
  readonly sts: string
  /** A folder for the runs. */
  readonly folder: string
}

/** A wheel that was written to a folder. */
export interface Wheel {
  readonly name: string
  readonly version: string
  readonly filename: string
  readonly file: string
  readonly bytes: Buffer
}

/** Ourselves, or a peer. */
export interface Tool {
  readonly name: string
  readonly push: (bucket: string, files: readonly string[]) => Promise<Measured>
  /** Undefined for a tool that has no such thing. `full`: also what has not changed is read, as `stick` always does. */
  readonly reindex: ((bucket: string, full?: boolean) => Promise<Measured>) | undefined
}

/** The bundle that is measured: the committed one, or that in `$REGISTRY_DIST`. */
const dist = process.env['REGISTRY_DIST'] ?? join(import.meta.dirname, '..', 'dist')

/** The tools that are installed, ourselves first. */
export function toolsAt(place: Place): Tool[] {
  const env = {
    AWS_ACCESS_KEY_ID: place.accessKeyId,
    AWS_SECRET_ACCESS_KEY: place.secretAccessKey,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_S3: place.endpoint,
    AWS_ENDPOINT_URL_STS: place.sts,
    AWS_ENDPOINT_URL_DYNAMODB: place.sts,
    // What newer SDKs add to each request is none of the tools' own.
    AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required'
  }
  const run = async (name: string, command: readonly string[], more: Record<string, string> = {}) => {
    const measured = await measure({ command, cwd: place.folder, env: { ...env, ...more } })
    if (measured.status !== 0) throw new Error(`${name} failed: ${measured.output.slice(-2000)}`)
    return measured
  }
  const ours = (inputs: Record<string, string>) =>
    run(
      'ours',
      [process.execPath, join(dist, 'main', 'index.js')],
      Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
      )
    )
  const registry = 'python'
  const tools: Tool[] = [
    {
      name: 'ours',
      push: (bucket, files) =>
        ours({ mode: 'push', registry, store: `s3://${bucket}`, files: files.join('\n') }),
      reindex: (bucket, full = false) =>
        ours({ mode: 'reindex', registry, store: `s3://${bucket}`, full: String(full) })
    }
  ]
  const stick = installed('stick')
  if (stick !== undefined)
    tools.push({
      name: 'stick',
      push: (bucket, files) => run('stick', [stick, 'upload', '--bucket', bucket, ...files]),
      reindex: (bucket) => run('stick', [stick, 'reindex', '--bucket', bucket])
    })
  const s3pypi = installed('s3pypi')
  if (s3pypi !== undefined)
    tools.push({
      name: 's3pypi',
      push: (bucket, files) =>
        run('s3pypi', [s3pypi, 'upload', '--bucket', bucket, '--prefix', 'simple', ...files]),
      reindex: undefined
    })
  return tools
}

/** The bytes of a wheel with the metadata that most have, a description of 2 KiB, and so many bytes besides. */
export function wheelBytes(name: string, version: string, size = 0): Buffer {
  const metadata = metadataOf(
    name,
    version,
    [
      `Summary: ${name} does what it says`,
      'Author-email: Somebody <somebody@example.com>',
      'License: MIT',
      // `stick` fails where there is none.
      'Platform: any',
      'Requires-Python: >=3.9',
      'Classifier: Programming Language :: Python :: 3',
      'Requires-Dist: idna>=2',
      'Description-Content-Type: text/markdown'
    ],
    `${name} is a package. `.repeat(Math.ceil(2048 / (name.length + 15)))
  )
  const members = [{ name: `${name}/data.bin`, content: Buffer.alloc(size), method: 0 }]
  return wheelOf({ name, version, metadata, ...(size > 0 ? { members } : {}) })
}

/** Writes wheels of so many projects, so many of each version (by default one), as many versions as it takes. */
export async function writeWheels(
  folder: string,
  {
    count,
    projects,
    size = 0,
    perVersion = 1
  }: { count: number; projects: number; size?: number; perVersion?: number }
): Promise<Wheel[]> {
  await mkdir(folder, { recursive: true })
  return pMap(
    Array.from({ length: count }, (_, index) => index),
    async (index) => {
      const name = `p${String(index % projects).padStart(5, '0')}`
      const number = Math.floor(index / projects)
      const version = `1.${Math.floor(number / perVersion)}`
      const tag = tagOf(number % perVersion)
      const filename = `${name}-${version}-${tag}.whl`
      const file = join(folder, filename)
      const bytes = wheelBytes(name, version, size)
      await writeFile(file, bytes)
      return { name, version, filename, file, bytes }
    },
    { concurrency: 8 }
  )
}

/** The tag of one of the wheels of a version: the first one runs everywhere, each other one on a platform of its own. */
function tagOf(index: number): string {
  if (index === 0) return 'py3-none-any'
  const python = `cp3${9 + (index % 6)}`
  return `${python}-${python}-manylinux_2_${17 + Math.floor(index / 6)}_x86_64`
}

/** A row of a table in Markdown. */
export function row(...cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`
}

/** The head of a table in Markdown. */
export function head(...cells: readonly string[]): string {
  return `${row(...cells)}\n${row(...cells.map(() => '---'))}`
}
