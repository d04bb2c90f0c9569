import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { resolve } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { renderProject } from '../../../../src/python/pages/project.ts'
import type { Entry } from '../../../../src/python/record.ts'
import { entryOf, metadataOf, projectOf, sha256 } from '../../../support/python-project.ts'
import { describeWith, testbed } from '../../../support/testbed.ts'

interface Case {
  /** What the project is called, and what its case shows. */
  readonly project: string
  /** Versions, and what their entries have besides. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** What is asked for of the project. */
  readonly wanted: string
  /** The version that should be found. */
  readonly found: string
}

const yanked = { yanked: true, yanked_reason: '<b>"Why" & so</b>' }

const CASES: readonly Case[] = [
  { project: 'newest', versions: { '1.9': {}, '1.10': {}, '2.0rc1': {} }, wanted: '', found: '1.10' },
  { project: 'range', versions: { '1.0': {}, '1.1': {} }, wanted: '<1.1', found: '1.0' },
  { project: 'local', versions: { '1.1': {}, '1.1+local.1': {} }, wanted: '', found: '1.1+local.1' },
  { project: 'epoch', versions: { '9.0': {}, '1!0.1': {} }, wanted: '', found: '1!0.1' },
  { project: 'not-yanked', versions: { '1.0': {}, '1.2': yanked }, wanted: '', found: '1.0' },
  { project: 'yanked-but-named', versions: { '1.0': {}, '1.2': yanked }, wanted: '==1.2', found: '1.2' },
  {
    project: 'other-pythons',
    versions: { '1.0': { requires_python: '>=3.8,<4' }, '3.0': { requires_python: '>=3.13, !=3.14.*' } },
    wanted: '',
    found: '1.0'
  },
  { project: 'candidate', versions: { '1.0': {}, '2.0rc1': {} }, wanted: '==2.0rc1', found: '2.0rc1' }
]

const TIMES: Case = {
  project: 'times',
  versions: {
    '1.0': { upload_time_iso_8601: '2025-01-01T00:00:00Z' },
    '1.1': { upload_time_iso_8601: '2026-01-01T00:00:00.123456Z' }
  },
  wanted: '',
  found: '1.0'
}

/** A project whose links go where installers should not. */
const LINKED: Case = {
  project: 'linked',
  versions: {
    '1.0': {
      home_page: 'https://narf.invalid/docs/#lang=en',
      project_urls: { Download: 'https://narf.invalid/linked-99-py3-none-any.whl' },
      summary: '<a href="https://narf.invalid/linked-99-py3-none-any.whl">linked-99-py3-none-any.whl</a>'
    }
  },
  wanted: '',
  found: '1.0'
}

describeWith(['pip', 'uv'], 'installers', () => {
  describe.each([
    ['HTML', ''],
    ['JSON', '_json/']
  ])('in %s', (_kind, below) => {
    test.each([
      ['pip', pip],
      ['uv', uv]
    ])('%s finds what it should, and needs no file for it', async (_tool, find) => {
      const index = await serve(CASES)
      expect(await find(index + below, CASES)).toEqual(
        Object.fromEntries(CASES.map(({ project, found }) => [project, fileAt(index, project, found)]))
      )
      expect(asked.map(plain).toSorted()).toEqual(
        CASES.flatMap(({ project, found }) => [
          `/${below}${project}/`,
          new URL(`${fileAt(index, project, found).replace(/#.*/, '')}.metadata`).pathname
        ]).toSorted()
      )
    })

    test('nothing is found that came later than a given day', async () => {
      const index = await serve([TIMES])
      const found = { times: fileAt(index, 'times', '1.0') }
      expect(await uv(index + below, [TIMES], '--exclude-newer=2025-06-01T00:00:00Z')).toEqual(found)
      const byPip = pip(index + below, [TIMES], '--uploaded-prior-to=2025-06-01T00:00:00Z')
      // The HTML of the simple API has no times; uv looks for them all the same, pip does not.
      if (below === '') await expect(byPip).rejects.toThrow('does not provide upload-time metadata')
      else expect(await byPip).toEqual(found)
    })
  })

  test('take no link of a project for a file', async () => {
    const index = await serve([LINKED])
    const found = { linked: fileAt(index, 'linked', '1.0') }
    expect(await pip(index, [LINKED])).toEqual(found)
    expect(await uv(index, [LINKED])).toEqual(found)
  })

  test('would, if it were a link', async () => {
    const index = await serve([LINKED], (html) => html.replaceAll('<button formaction=', '<a href='))
    await expect(pip(index, [LINKED])).rejects.toThrow('narf.invalid')
    await expect(uv(index, [LINKED])).rejects.toThrow('Unsupported hash algorithm')
  })
})

let server: Server | undefined
let asked: string[] = []

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
  server = undefined
})

/** Serves the pages of projects as a bucket does, and the metadata of their wheels. Gives the address of the index. */
async function serve(cases: readonly Case[], change = (html: string) => html): Promise<string> {
  const answers = new Map<string, { body: string; type: string }>()
  for (const { project, versions } of cases) {
    const entries = Object.keys(versions).map((version) => entryIn(project, version, versions[version]))
    for (const { path, body, contentType } of renderProject({
      ...projectOf(entries),
      name: project,
      folder: project
    }))
      answers.set(`/${path}`, { body: change(Buffer.from(body).toString()), type: contentType })
    for (const { filename, version } of entries)
      answers.set(`/${project}/${filename}.metadata`, {
        body: metadataOf(project, version),
        type: 'text/plain'
      })
  }
  asked = []
  const listening = createServer(({ url = '' }, response) => {
    asked.push(url)
    // As S3 does: a plus is a space.
    const answer = answers.get(decodeURIComponent(url.replaceAll('+', ' ')))
    if (answer === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': answer.type }).end(answer.body)
  })
  server = listening
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
  const bound = listening.address()
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port')
  return `http://127.0.0.1:${bound.port}/`
}

function wheelName(project: string, version: string): string {
  return `${project.replaceAll('-', '_')}-${version}-py3-none-any.whl`
}

function entryIn(project: string, version: string, document?: Readonly<Record<string, unknown>>): Entry {
  const metadata = { name: project, core_metadata: { sha256: sha256(metadataOf(project, version)) } }
  return entryOf(version, wheelName(project, version), { ...metadata, ...document })
}

/** An address with the one sign in it that both may write in two ways. */
function plain(address: string): string {
  return address.replaceAll('%21', '!')
}

/** The address of a wheel with its digest. */
function fileAt(index: string, project: string, version: string): string {
  const name = wheelName(project, version)
  return `${index}${project}/${encodeURIComponent(name)}#sha256=${sha256(name)}`
}

type Found = Record<string, string>

const REPORT = v.object({
  install: v.array(
    v.object({
      metadata: v.object({ name: v.string() }),
      download_info: v.object({ url: v.string(), archive_info: v.object({ hash: v.string() }) })
    })
  )
})

/** What pip would install, by project. Throws what it says where it finds nothing. */
async function pip(index: string, cases: readonly Case[], ...options: readonly string[]): Promise<Found> {
  const stdout = await run('pip', [
    ...['install', '--isolated', '--no-cache-dir', '--disable-pip-version-check', '--retries=0', '--quiet'],
    ...['--ignore-installed', '--no-deps', '--dry-run', '--report=-', '--target=unused'],
    ...['--python-version=3.12', '--only-binary=:all:', `--index-url=${index}`, ...options],
    ...cases.map(({ project, wanted }) => project + wanted)
  ])
  const { install } = v.parse(REPORT, JSON.parse(stdout))
  return Object.fromEntries(
    install.map(({ metadata, download_info: found }) => [
      metadata.name,
      `${plain(found.url)}#${found.archive_info.hash}`
    ])
  )
}

/** The same of uv. */
async function uv(index: string, cases: readonly Case[], ...options: readonly string[]): Promise<Found> {
  const stdout = await run(
    'uv',
    [
      ...['pip', 'compile', '--no-cache', '--no-header', '--no-annotate', '--format=pylock.toml'],
      ...[
        '--python-version=3.12',
        `--python=${resolve(testbed('uv') ?? '', '../..')}`,
        '--only-binary=:all:'
      ],
      ...[`--default-index=${index}`, ...options, '-']
    ],
    cases.map(({ project, wanted }) => `${project}${wanted}\n`).join('')
  )
  const packages = stdout.matchAll(/name = "([^"]*)"[^[]*\n.* url = "([^"]*)".* sha256 = "([^"]*)"/g)
  return Object.fromEntries(
    [...packages].map(([, name = '', url = '', digest = '']) => [name, `${plain(url)}#sha256=${digest}`])
  )
}

async function run(tool: 'pip' | 'uv', args: readonly string[], input = ''): Promise<string> {
  const child = spawn(testbed(tool) ?? tool, args, { env: environment() })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdin.end(input)
  const status = await new Promise<number | null>((done) => child.on('close', done))
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** The environment without what would lead an installer elsewhere. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:PIP|UV|PYTHON)|_proxy$/i.test(name))
  return { ...Object.fromEntries(kept), UV_NO_CONFIG: '1', UV_HTTP_RETRIES: '0' }
}
