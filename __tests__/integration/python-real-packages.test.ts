/** Distributions of all ages, made by many tools: our pages say of them what Python's own libraries find in the files. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { registry, s3Environment, workspace } from '../support/command-line.ts'
import { askPypiSimple, type PageKind } from '../support/pypi-simple.ts'
import {
  askPackaging,
  describedBy,
  infoByPackaging,
  infoInJson,
  type Answer
} from '../support/python-metadata.ts'
import { startS3Fake } from '../support/s3-fake/index.ts'
import { describeWith, testbed } from '../support/testbed.ts'

/** What is known of a file without our code. */
interface Known {
  readonly filename: string
  readonly project: string
  /** In its canonical form. */
  readonly version: string
  readonly sha256: string
  readonly size: number
  readonly requiresPython: string | null
  /** The digest of a wheel's metadata. */
  readonly metadata: string | undefined
  readonly md5: string
  /** What its metadata says. */
  readonly answer: Answer
}

/** An index that was pushed to. */
interface Index {
  readonly read: (path: string) => Buffer
  readonly close: () => Promise<void>
}

/** What is yanked after all was pushed: a wheel and a source distribution. */
const YANKED = { project: 'attrs', version: '25.3.0', reason: '5 < 6 & "so on"' }

const folder = join(dirname(dirname(testbed('distributions') ?? '')), 'files')
const folders = workspace()
afterAll(folders.remove)

describeWith(['distributions', 'packaging', 'pypi-simple'], 'real distributions', () => {
  let known: readonly Known[]
  let projects: readonly string[]
  let latest: ReadonlyMap<string, readonly Known[]>
  beforeAll(() => {
    known = look(readdirSync(folder))
    projects = [...new Set(known.map(({ project }) => project))].toSorted()
    latest = latestOf(known)
  })

  describe.each([
    ['a bucket', inBucket],
    ['a folder', inFolder]
  ])('in %s', (_kind, open) => {
    let index: Index
    beforeAll(async () => {
      index = await open()
    })
    afterAll(() => index.close())

    test('are listed in the root, each project once', () => {
      expect(projects.length).toBeGreaterThan(50)
      const found = parsed(index, ['root-html', 'root-json'], ['/'])
      expect(found.map(({ projects: names }) => names)).toEqual([projects, projects])
    })

    test.each([
      ['page', 'project-html'],
      ['JSON', 'project-json']
    ] as const)('are described by the %s of their project as by themselves', (_kind, kind) => {
      const found = parsed(index, [kind], projects)
      const files = found.flatMap(({ files: list = [] }) => list)
      const byName = files.toSorted((one, other) => (one.filename < other.filename ? -1 : 1))
      expect(byName).toEqual(known.map((file) => expected(file, kind === 'project-json')))
    })

    test('have their versions in the JSON of their project', () => {
      const found = parsed(index, ['project-json'], projects).flatMap(({ versions }, at) =>
        (versions ?? []).map((version) => ({ project: projects[at] ?? '', version }))
      )
      const canonical = askVersions(found.map(({ version }) => version))
      expect(found.map(({ project }, at) => `${project} ${canonical[at] ?? ''}`).toSorted()).toEqual(
        [...new Set(known.map(({ project, version }) => `${project} ${version}`))].toSorted()
      )
    })

    test('are described by the JSON of their version, key by key, as by themselves', () => {
      for (const [place, files] of grouped(
        known,
        ({ project, answer }) => `${project}/${answer.raw.version}`
      )) {
        const path = `/simple/${place}/json`
        const { info, urls, releases } = warehouse(index, path)
        const [speaker] = files
        expect([path, infoInJson(info, speaker.answer)]).toEqual([path, infoByPackaging(speaker.answer)])
        expect([path, info['description'], releases]).toEqual([path, '', undefined])
        const alike = known.filter(
          ({ project, version }) => project === speaker.project && version === speaker.version
        )
        expect([path, urls]).toEqual([path, alike.map((file) => inWarehouse(file, path))])
      }
    })

    test('are described by the JSON of their project: its latest version, and the files of all', () => {
      for (const [project, files] of grouped(known, (file) => file.project)) {
        const path = `/simple/${project}/json`
        const { info, urls, releases } = warehouse(index, path)
        const shown = latest.get(project) ?? []
        const speaker = shown[0]!
        expect([path, infoInJson(info, speaker.answer)]).toEqual([path, infoByPackaging(speaker.answer)])
        const descriptions = shown.map(({ answer }) => describedBy(answer.raw.description))
        expect([path, describedBy(info['description'])]).toEqual([
          path,
          descriptions.find((each) => each !== undefined)
        ])
        expect([path, urls]).toEqual([path, shown.map((file) => inWarehouse(file, path))])
        const byVersion = Object.entries(releases ?? {})
        expect(byVersion).toHaveLength(new Set(files.map(({ version }) => version)).size)
        for (const [version, list] of byVersion) {
          const canonical = files.find(({ answer }) => answer.raw.version === version)?.version
          const alike = files.filter((file) => file.version === canonical)
          expect([path, version, list]).toEqual([path, version, alike.map((file) => inWarehouse(file, path))])
        }
      }
    })

    test('lie where the pages say, with their metadata beside them', () => {
      const files = parsed(index, ['project-html'], projects).flatMap(({ files: list = [] }) => list)
      expect(files).toHaveLength(known.length)
      for (const { url, digests, metadata } of files) {
        const path = decodeURIComponent(url.slice(HOST.length))
        expect([path, digests]).toEqual([path, { sha256: sha256(index.read(path)) }])
        if (metadata === null) continue
        expect([path, metadata]).toEqual([path, { sha256: sha256(index.read(`${path}.metadata`)) }])
      }
    })
  })
})

/** Looks into files with Python's own libraries. Gives them by file name. */
function look(names: readonly string[]): Known[] {
  const filenames = names.toSorted()
  const answers = askPackaging(filenames.map((name) => ({ path: join(folder, name) })))
  const projects = ask(
    'names',
    answers.map(({ raw }) => raw.name ?? ''),
    v.string()
  )
  const versions = askVersions(answers.map(({ raw }) => raw.version ?? ''))
  return filenames.map((filename, at) => {
    const [bytes, answer] = [readFileSync(join(folder, filename)), answers[at]]
    if (answer === undefined) throw new Error(filename)
    const requiresPython = v.parse(v.optional(v.string()), answer.raw['requires_python'])
    return {
      ...{ filename, project: projects[at] ?? '', version: versions[at] ?? '' },
      ...{ sha256: sha256(bytes), size: bytes.length, requiresPython: requiresPython ?? null },
      metadata: filename.endsWith('.whl') ? sha256(Buffer.from(answer.text, 'base64')) : undefined,
      ...{ md5: createHash('md5').update(bytes).digest('hex'), answer }
    }
  })
}

/** What the library is to read of a file. Sizes and times are in JSON alone. */
function expected(file: Known, inJson: boolean) {
  const yanked = isYanked(file)
  return {
    filename: file.filename,
    url: `${HOST}/simple/${file.project}/${encodeURIComponent(file.filename)}`,
    digests: { sha256: file.sha256 },
    requires_python: file.requiresPython,
    yanked: yanked ? YANKED.reason : null,
    metadata: file.metadata === undefined ? null : { sha256: file.metadata },
    has_metadata: file.metadata !== undefined,
    has_sig: false,
    provenance: null,
    size: inJson ? file.size : null,
    upload_time: inJson ? expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+00:00$/) : null
  }
}

/** What Warehouse's JSON is to say of a file, its address as the document at `path` has it. */
function inWarehouse(file: Known, path: string) {
  const { filename, project, sha256: digest, md5, size, requiresPython, metadata } = file
  const yanked = isYanked(file)
  const up = '../'.repeat(path.split('/').length - `/simple/${project}/json`.split('/').length)
  return {
    comment_text: null,
    'core-metadata': metadata === undefined ? false : { sha256: metadata },
    digests: { md5, sha256: digest },
    downloads: -1,
    filename,
    has_sig: false,
    md5_digest: md5,
    packagetype: filename.endsWith('.whl') ? 'bdist_wheel' : 'sdist',
    python_version: filename.endsWith('.whl') ? filename.split('-').at(-3) : 'source',
    requires_python: requiresPython,
    size,
    upload_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    upload_time_iso_8601: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/),
    url: `${up}${encodeURIComponent(filename)}`,
    yanked,
    yanked_reason: yanked ? YANKED.reason : null
  }
}

/**
 * The files of the version that stands for each project: neither yanked nor a pre-release where there is another, and the
 * newest. Asks `packaging` once for all.
 */
function latestOf(known: readonly Known[]): Map<string, Known[]> {
  const versions = [...new Set(known.map(({ version }) => version))]
  const said = ask('versions', versions, v.object({ prerelease: v.boolean() }))
  const prereleases = new Set(versions.filter((_, at) => said[at]?.prerelease === true))
  const rank = (file: Known) => (isYanked(file) ? 0 : 2) + (prereleases.has(file.version) ? 0 : 1)
  const candidates = [...grouped(known, ({ project }) => project).values()].map((files) => {
    const best = Math.max(...files.map(rank))
    return files.filter((file) => rank(file) === best)
  })
  const pairs = candidates.flatMap((files) =>
    files.flatMap((one) => files.map((other) => [one.version, other.version] as const))
  )
  const orders = ask('orders', pairs, v.number())
  const isOlder = new Set(pairs.filter((_, at) => (orders[at] ?? 0) < 0).map((pair) => pair.join(' ')))
  return new Map(
    candidates.map((files) => [
      files[0]?.project ?? '',
      files.filter((one) => !files.some((other) => isOlder.has(`${one.version} ${other.version}`)))
    ])
  )
}

function isYanked({ project, version }: Known): boolean {
  return project === YANKED.project && version === YANKED.version
}

/** By a key, in the order of the files. */
function grouped(files: readonly Known[], keyOf: (file: Known) => string): Map<string, [Known, ...Known[]]> {
  const groups = new Map<string, [Known, ...Known[]]>()
  for (const file of files) {
    const group = groups.get(keyOf(file))
    if (group === undefined) groups.set(keyOf(file), [file])
    else group.push(file)
  }
  return groups
}

const WAREHOUSE = v.object({
  info: v.record(v.string(), v.unknown()),
  urls: v.array(v.unknown()),
  releases: v.optional(v.record(v.string(), v.array(v.unknown())))
})

function warehouse(index: Index, path: string): v.InferOutput<typeof WAREHOUSE> {
  return v.parse(WAREHOUSE, JSON.parse(index.read(path).toString()))
}

const HOST = 'https://host'

/** What `pypi-simple` reads in pages of an index. */
function parsed(index: Index, kinds: readonly PageKind[], names: readonly string[]) {
  const pages = kinds.flatMap((kind) =>
    names.map((name) => {
      const path = `/simple/${kind.endsWith('json') ? '_json/' : ''}${name === '/' ? '' : `${name}/`}`
      return { kind, project: name, text: index.read(path).toString(), url: HOST + path }
    })
  )
  return askPypiSimple(pages)
}

function ask<T>(kind: string, cases: readonly unknown[], schema: v.GenericSchema<T>): T[] {
  const script = fileURLToPath(new URL('../support/python-packaging.py', import.meta.url))
  const { stdout, stderr } = spawnSync(testbed('packaging') ?? '', [script], {
    input: JSON.stringify({ [kind]: cases }),
    encoding: 'utf8'
  })
  if (stdout === '') throw new Error(stderr)
  return v.parse(v.object({ [kind]: v.array(schema) }), JSON.parse(stdout))[kind] ?? []
}

function askVersions(versions: readonly string[]): string[] {
  return ask('versions', versions, v.object({ canonical: v.string() })).map(({ canonical }) => canonical)
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function inBucket(): Promise<Index> {
  const fake = await startS3Fake()
  await pushAll(s3Environment(fake, 'bucket'))
  const read = (path: string) => {
    const bytes = fake.bytes('bucket', path.slice(1))
    if (bytes === undefined) throw new Error(`${path} is not there`)
    return bytes
  }
  return { read, close: () => fake.close() }
}

async function inFolder(): Promise<Index> {
  const root = folders.folder()
  await pushAll({ REGISTRY_STORE: `file:${root}` })
  const read = (path: string) => {
    const page = path.endsWith('/') ? (path.includes('/_json/') ? 'index.json' : 'index.html') : ''
    return readFileSync(join(root, path, page))
  }
  return { read, close: () => Promise.resolve() }
}

/** Pushes all of it and yanks some, by the command line. */
async function pushAll(env: Readonly<Record<string, string>>): Promise<void> {
  const cwd = folders.folder()
  const files = readdirSync(folder).map((name) => join(folder, name))
  const yank = ['yank', `${YANKED.project}==${YANKED.version}`, '--reason', YANKED.reason]
  for (const args of [['upload', ...files], yank]) {
    const { status, stdout, stderr } = await registry(args, { cwd, env })
    if (status !== 0) throw new Error(stdout + stderr)
  }
}
