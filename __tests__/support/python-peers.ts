/** One bucket, a folder with distributions, and other programs for Python indexes beside ours. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect } from '@jest/globals'
import * as v from 'valibot'
import { jsonOf, registry, s3Environment, start, workspace, type Finished } from './command-line.ts'
import { metadataOf, sdistOf, wheelOf } from './python-distributions.ts'
import { askPypiSimple, type PageText } from './pypi-simple.ts'
import { startMinio, startMoto, testbed, type Server } from './testbed.ts'

/** What the programs have before them, and what they leave behind. */
export interface PythonDesk {
  /** Where the programs run. */
  readonly folder: string
  /** The address of the index, as installers want it. */
  readonly url: string
  /** Writes distributions, by their names, to be pushed under these. */
  readonly write: (files: Readonly<Record<string, Uint8Array>>) => void
  readonly ours: (...args: string[]) => Promise<Finished>
  /** `stick upload`, `check` and `reindex`, with what names the bucket. */
  readonly stick: (command: string, ...args: string[]) => Promise<Finished>
  readonly s3pypi: (command: string, ...args: string[]) => Promise<Finished>
  readonly pip: (...args: string[]) => Promise<Finished>
  /** What lies at a path below the prefix; undefined where nothing does. */
  readonly text: (path: string) => Promise<string | undefined>
  readonly close: () => void
}

/** Opens a new bucket; `sts` is what `stick` asks who it is, and `s3pypi` for its locks. */
async function pythonDesk(
  { server, sts, folder }: { server: Server; sts: Server; folder: string },
  bucket: string
): Promise<PythonDesk> {
  await server.createBucket(bucket, { publicRead: true })
  const { endpoint, region, accessKeyId, secretAccessKey } = server
  const client = new S3Client({
    ...{ endpoint, region, forcePathStyle: true },
    credentials: { accessKeyId, secretAccessKey }
  })
  const base = `${endpoint}/${bucket}/`
  const env = {
    ...s3Environment(server, bucket),
    REGISTRY_REGISTRY: 'python',
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ENDPOINT_URL_STS: sts.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: sts.endpoint,
    GNUPGHOME: join(folder, 'gnupg'),
    PYTHONWARNINGS: 'ignore',
    PIP_DISABLE_PIP_VERSION_CHECK: '1'
  }
  const place = { cwd: folder, env }
  const run = async (tool: Parameters<typeof testbed>[0], args: readonly string[]) =>
    start(testbed(tool) ?? tool, args, place).done
  return {
    folder,
    url: `${base}simple`,
    write: (files) => {
      for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
    },
    ours: async (...args) => registry([...args, '--registry', 'python'], place),
    stick: async (command, ...args) =>
      run('stick', [command, '--bucket', bucket, '--prefix', 'simple/', '--baseurl', base, ...args]),
    s3pypi: async (command, ...args) =>
      run('s3pypi', [command, ...args, '--bucket', bucket, '--prefix', 'simple']),
    pip: async (...args) => run('pip', args),
    text: async (path) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: `simple/${path}` }))
        return await Body?.transformToString()
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        throw error
      }
    },
    close: () => {
      client.destroy()
    }
  }
}

/** Metadata with all that both programs read. `stick` fails where there is no platform, and on project URLs. */
export function peerMetadata(name: string, version: string, description = ''): string {
  const body = description === '' ? `# ${name} ${version}\n\nWhat *it* does.\n` : description
  return metadataOf(name, version, HEADERS, body)
}

const HEADERS = [
  'Summary: does <what> it says & "more"',
  'Home-page: https://narf.example.org/',
  'Author: Ann Ä. Uthor',
  'Author-email: ann@example.org',
  'Maintainer: Main Tainer',
  'Maintainer-email: main@example.org',
  'License: MIT',
  'Keywords: one,two',
  'Platform: any',
  'Classifier: Programming Language :: Python :: 3',
  'Classifier: License :: OSI Approved :: MIT License',
  'Requires-Dist: idna>=2',
  'Requires-Dist: colorama; sys_platform == "win32"',
  'Requires-Python: >=3.8',
  'Description-Content-Type: text/markdown'
]

/** A wheel and a source distribution of a version, by their names. */
export function distributionsOf(name: string, version: string): Record<string, Buffer> {
  const metadata = peerMetadata(name, version)
  return {
    [`${name}-${version}-py3-none-any.whl`]: wheelOf({ name, version, metadata }),
    [`${name}-${version}.tar.gz`]: sdistOf({ name, version, metadata })
  }
}

/** The entries of a manifest, as they stand there. */
export async function manifestOf(desk: PythonDesk, folder: string): Promise<Record<string, unknown>[]> {
  return v.parse(
    v.array(v.record(v.string(), v.unknown())),
    JSON.parse((await desk.text(`${folder}/manifest.json`)) ?? '[]')
  )
}

/** What our check finds: package and problem. */
export async function problemsOf(desk: PythonDesk): Promise<string[]> {
  const checked = await desk.ours('check', '--json')
  const report = v.parse(CHECKED, jsonOf(checked))
  return report.problems.map((problem) => `${problem.package} ${problem.what}`)
}

const CHECKED = v.object({ problems: v.array(v.object({ package: v.string(), what: v.string() })) })

/** The files on a project's page, by a well-kept reader of such pages. */
export async function filesOnPage(desk: PythonDesk, name: string): Promise<PageFile[]> {
  const [html = '', json] = [await desk.text(`${name}/`), await desk.text(`_json/${name}/`)]
  const pages: PageText[] = [{ kind: 'project-html', project: name, text: html, url: `${desk.url}/${name}/` }]
  if (json !== undefined)
    pages.push({ kind: 'project-json', project: name, text: json, url: `${desk.url}/_json/${name}/` })
  return askPypiSimple(pages)[0]?.files ?? []
}

/** A file on a page. */
type PageFile = NonNullable<ReturnType<typeof askPypiSimple>[number]['files']>[number]

/** The versions that pip finds, newest first. */
export async function versionsByPip(desk: PythonDesk, name: string): Promise<string[]> {
  const args = ['--index-url', desk.url, '--pre', '--no-cache-dir']
  const { stdout, stderr } = await desk.pip('index', 'versions', name, ...args)
  const [, list] = /^Available versions: (.*)$/m.exec(stdout) ?? []
  if (list === undefined) throw new Error(`pip found no version of ${name}: ${stderr}`)
  return list.split(', ')
}

/** Expects that a program ended well, and told of no error. */
export function expectDone(finished: Finished): void {
  expect({ ...finished, stdout: '', stderr: finished.stdout + finished.stderr }).toMatchObject({
    status: 0,
    stderr: expect.not.stringMatching(/Traceback|error:/)
  })
}

/** Writes distributions of versions, and has one of us push them. Returns their names. */
export async function turn(
  desk: PythonDesk,
  who: 'ours' | 'stick',
  name: string,
  ...versions: string[]
): Promise<string[]> {
  const files = new Map(versions.flatMap((version) => Object.entries(distributionsOf(name, version))))
  desk.write(Object.fromEntries(files))
  expectDone(await desk[who]('upload', ...files.keys()))
  return [...files.keys()]
}

/** What `stick check` says of files, and of folders without any, sorted. */
export async function checkedByStick(desk: PythonDesk): Promise<string[]> {
  const checked = await desk.stick('check')
  expectDone(checked)
  const said = /^(?:Check OK|ETag|File missing|No packages)/
  return checked.stdout
    .split('\n')
    .filter((line) => said.test(line))
    .sort()
}

/** What `stick check` says of files with which all is well. */
export function wellByStick(folder: string, files: readonly string[]): string[] {
  return files.map((file) => `Check OK for ${folder}/${file}`)
}

/** What it says of our folder of JSON pages. */
export const NO_JSON = 'No packages in manifest for _json'

/** What our check says of a wheel that another tool has pushed. */
export const LACKS = 'has no metadata beside it, which saves installers the download of the wheel'

/** Servers and desks for one test file: started before the tests, closed behind them. */
export function pythonDesks(
  needed: readonly Parameters<typeof testbed>[0][]
): (bucket: string) => Promise<PythonDesk> {
  const spaces = workspace()
  const desks: PythonDesk[] = []
  let servers: { server: Server; sts: Server } | undefined
  beforeAll(async () => {
    if (needed.some((tool) => testbed(tool) === undefined)) return
    const [server, sts] = await Promise.all([startMinio(), startMoto()])
    servers = { server, sts }
  }, MINUTES)
  afterAll(async () => {
    for (const desk of desks) desk.close()
    await Promise.all([servers?.server.close(), servers?.sts.close()])
    spaces.remove()
  }, MINUTES)
  return async (bucket) => {
    if (servers === undefined) throw new Error('the servers are not there yet')
    const opened = await pythonDesk({ ...servers, folder: spaces.folder() }, bucket)
    desks.push(opened)
    return opened
  }
}

/** Time enough for a dozen programs on a slow machine, in milliseconds. */
export const MINUTES = 300_000
