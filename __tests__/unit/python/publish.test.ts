import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { join } from 'node:path'
import { upload } from '../../../src/commands/upload.ts'
import { sha256 } from '../../../src/digest.ts'
import { silent } from '../../../src/log.ts'
import { parseRecord } from '../../../src/python/record.ts'
import type { IfExists } from '../../../src/python/conflicts.ts'
import { readProject } from '../../../src/python/project.ts'
import { removeFiles } from '../../../src/python/remove.ts'
import { inspect } from '../../../src/python/registry.ts'
import { removeVersions } from '../../../src/python/remove-versions.ts'
import { dryRun } from '../../../src/stores/dry-run.ts'
import type { Store } from '../../../src/stores/store.ts'
import { noise, scratch, type Scratch } from '../../support/artifacts.ts'
import { openStore } from '../../support/open-store.ts'
import { attestationOf, SIGNATURE } from '../../support/attestations.ts'
import { sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { INDEXES, indexIn, wheelName, wheelSaying, type PythonIndex } from '../../support/python-index.ts'
import { roundTrips, startS3Fake, type S3Fake } from '../../support/s3-fake/index.ts'

let fake: S3Fake
let files: Scratch
let store: Store

beforeEach(async () => {
  fake = await startS3Fake()
  files = scratch()
  const { endpoint, region, accessKeyId, secretAccessKey } = fake
  store = await openStore({
    ...{ kind: 's3', bucket: 'bucket', prefix: 'simple/', endpoint, region, accessKeyId, secretAccessKey },
    tuning: {}
  })
})
afterEach(async () => {
  await store.close()
  await fake.close()
  files.remove()
})

/** Pushes wheels, whose content may differ. */
async function push(
  wheels: readonly { name?: string; version: string; content?: string }[],
  { ifExists = 'same', baseUrl }: { ifExists?: IfExists; baseUrl?: string } = {}
) {
  const names = wheels.map(({ name = 'narf', version }) => `${name}-${version}-py3-none-any.whl`)
  for (const [index, { name = 'narf', version, content = '' }] of wheels.entries()) {
    const members = [{ name: `${name}/__init__.py`, content }]
    await files.write(names[index]!, wheelOf({ name, version, members }))
  }
  const options = { mode: 'upload', ifExists, baseUrl, sign: undefined } as const
  return upload(store, { ...options, files: names.map((name) => join(files.folder, name)) }, silent)
}

const stored = (path: string): Buffer => fake.bytes('bucket', `simple/${path}`) ?? Buffer.alloc(0)
const manifestOf = (folder: string) => stored(`${folder}/manifest.json`)
const namesIn = (folder: string) =>
  parseRecord(manifestOf(folder), folder).entries.map(({ filename }) => filename)

/** What a push costs, the probe aside. */
async function costOf(
  wheels: Parameters<typeof push>[0],
  delay = 0
): Promise<{ requests: number; rounds: number }> {
  fake.clear()
  fake.faults({ probability: 1, delay })
  expect((await push(wheels)).failures).toEqual([])
  fake.clearFaults()
  const sent = fake.requests.filter(({ key }) => !key.endsWith('.registry-probe'))
  return { requests: sent.length, rounds: roundTrips(sent) }
}

test('the same push completes the pages of the root that a killed one has left as they were', async () => {
  await push([{ version: '1.0' }])
  const pages = ['index.html', '_json/']
  const before = pages.map(stored)
  for (const page of pages) fake.removeObject('bucket', `simple/${page}`)
  await push([{ version: '1.0' }])
  expect(pages.map(stored)).toEqual(before)
  expect(before.map(({ length }) => length > 0)).toEqual([true, true])
})

test('a file that the store can’t take is refused before anything is written', async () => {
  store = { ...store, limits: { ...store.limits, maxSize: 700 } }
  const { files: done, failures } = await push([
    { version: '1.0' },
    { name: 'large', version: '1.0', content: noise(300, 'large').toString('hex') }
  ])
  expect([done, failures.map(({ what, error }) => [what, error.code])]).toEqual([
    [],
    [['large-1.0-py3-none-any.whl', 'unsupported']]
  ])
  expect(failures[0]?.error.message).toMatch(/has \d+ bytes; .* takes 0 to 700$/)
  expect(fake.requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD')).toEqual([])
})

test('so is a name under which the store can’t keep it, or what lies beside it', async () => {
  const refuses = (path: string) => (path.endsWith('.metadata') ? 'ends in a word' : undefined)
  store = { ...store, limits: { ...store.limits, refuses } }
  const { files: done, failures } = await push([{ version: '1.0' }])
  expect([done, failures.map(({ what, error }) => [what, error.code, error.message])]).toEqual([
    [],
    [
      [
        'narf-1.0-py3-none-any.whl',
        'input',
        "narf/narf-1.0-py3-none-any.whl.metadata can't be stored in s3://bucket/simple: it ends in a word"
      ]
    ]
  ])
  expect(fake.requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD')).toEqual([])
})

describe('what a push costs', () => {
  test('of one wheel does not grow with the index, nor with its project', async () => {
    await push([{ version: '0.1' }, { name: 'other', version: '1.0' }])
    const existing = await costOf([{ version: '0.2' }], 800)
    const created = await costOf([{ name: 'fresh', version: '1.0' }], 800)
    expect(existing.requests).toBeLessThanOrEqual(12)
    expect(created.requests).toBeLessThanOrEqual(16)
    expect([existing.rounds, created.rounds].every((rounds) => rounds <= 5)).toBe(true)
    await push(Array.from({ length: 20 }, (_, index) => ({ name: `p${index}`, version: '1.0' })))
    expect((await costOf([{ version: '0.3' }])).requests).toBe(existing.requests)
    expect((await costOf([{ name: 'fresher', version: '1.0' }])).requests).toBe(created.requests)
  })

  test('of a wheel that is there already: it is looked for, and its metadata', async () => {
    await push([{ version: '1.0' }])
    expect((await costOf([{ version: '1.0' }])).requests).toBeLessThanOrEqual(16)
    expect(fake.count({ method: 'HEAD', key: /\.whl/ })).toBe(2)
  })

  test('of many wheels', async () => {
    await push([{ name: 'first', version: '1.0' }])
    fake.clear()
    const projects = Array.from({ length: 10 }, (_, index) => `p${index}`)
    const wheels = projects.flatMap((name) => ['1.0', '2.0'].map((version) => ({ name, version })))
    expect((await push(wheels)).failures).toEqual([])
    expect(fake.requests.length).toBeLessThanOrEqual(2 * 20 + 2 * 20 + 6 * 10 + 5)
  })
})

describe('a file that is there already', () => {
  test.each<[ifExists: IfExists, content: string, outcome: string]>([
    ['same', 'one', 'same'],
    ['same', 'two', 'narf-1.0-py3-none-any.whl exists already with other bytes'],
    ['skip', 'one', 'same'],
    ['skip', 'two', 'skipped'],
    ['fail', 'one', 'narf-1.0-py3-none-any.whl exists already'],
    ['overwrite', 'one', 'same'],
    ['overwrite', 'two', 'created']
  ])('with if-exists: %s, content %s: %s', async (ifExists, content, outcome) => {
    await push([{ version: '1.0', content: 'one' }])
    const { files: done, failures } = await push([{ version: '1.0', content }], { ifExists })
    expect(done[0]?.outcome ?? failures[0]?.error.message).toMatch(new RegExp(`^${outcome}`))
    expect(namesIn('narf')).toEqual(['narf-1.0-py3-none-any.whl'])
    const kept = outcome === 'created' ? 'two' : 'one'
    const members = [{ name: 'narf/__init__.py', content: kept }]
    const bytes = stored('narf/narf-1.0-py3-none-any.whl')
    expect(sha256(bytes)).toBe(sha256(wheelOf({ version: '1.0', members })))
    expect((await inspect(store, { packages: [], deep: true })).problems).toEqual([])
  })

  test('is written once: the same again changes no byte', async () => {
    await push([{ version: '1.0' }])
    const before = manifestOf('narf')
    fake.clear()
    await push([{ version: '1.0' }])
    expect(fake.count({ method: 'PUT' })).toBe(0)
    expect(manifestOf('narf').equals(before)).toBe(true)
  })

  test.each<[IfExists, string]>([
    ['same', 'max-age=31536000, immutable'],
    ['skip', 'max-age=31536000, immutable'],
    ['fail', 'max-age=31536000, immutable'],
    ['overwrite', 'no-cache']
  ])('with if-exists: %s, caches are told %s of it, and nothing of its metadata', async (ifExists, said) => {
    const cached = (path: string) => fake.objects('bucket').get(`simple/narf/${path}`)?.cacheControl
    for (const content of ifExists === 'overwrite' ? ['one', 'two'] : ['one']) {
      await push([{ version: '1.0', content }], { ifExists })
      expect(cached(wheelName('narf', '1.0'))).toBe(said)
      expect(cached(`${wheelName('narf', '1.0')}.metadata`)).toBeUndefined()
    }
  })

  test('and was removed stays taken, unless it is overwritten', async () => {
    await push([{ version: '1.0' }, { version: '2.0' }])
    await removeVersions(store, 'narf', { kind: 'versions', versions: ['1.0'] })
    fake.clear()
    const together = [{ version: '1.0' }, { version: '3.0' }, { name: 'troz', version: '1.0' }]
    for (const ifExists of ['same', 'skip', 'fail'] as const) {
      const { files: done, failures } = await push(together, { ifExists })
      expect([done, failures.map(({ error }) => error.message)]).toEqual([
        [],
        [expect.stringMatching(/^narf-1\.0-py3-none-any\.whl was removed, and a removed file stays taken/)]
      ])
    }
    expect(fake.requests.filter(({ method }) => method !== 'GET')).toEqual([])
    expect((await push([{ version: '1.0' }], { ifExists: 'overwrite' })).failures).toEqual([])
    expect(namesIn('narf').sort()).toEqual(['1.0', '2.0'].map((each) => `narf-${each}-py3-none-any.whl`))
    expect((await inspect(store, { packages: [], deep: true })).problems).toEqual([])
  })
})

test('no page names a removed file, also where its version lives on in another spelling', async () => {
  await push([{ version: '1.0' }, { version: '1.0.0' }])
  const [entry] = parseRecord(manifestOf('narf'), 'narf').entries.filter(({ version }) => version === '1.0.0')
  const project = await readProject(store, 'narf', 'narf')
  await removeFiles(store, project, new Map([[entry!.filename, entry!.version]]))
  for (const page of ['', 'index.html', 'json', '1.0/', '1.0/json', '1.0.0/', '1.0.0/json'])
    expect([page, stored(`narf/${page}`).includes(entry!.filename)]).toEqual([page, false])
  await push([{ version: '2.0' }])
  expect((await inspect(store, { packages: [], deep: true })).problems).toEqual([])
})

test('a project that Stick keeps under another spelling stays where it is', async () => {
  const [entry] = parseRecordOf(await firstOf('my-pkg'))
  fake.setObject('bucket', 'simple/My.Pkg/my_pkg-0.9.zip', Buffer.from('x'))
  fake.setObject('bucket', 'simple/My.Pkg/manifest.json', Buffer.from(JSON.stringify([entry])))
  fake.setObject(
    'bucket',
    'simple/',
    Buffer.from('<a href="https://bucket.example/simple/My.Pkg/">My.Pkg</a><br>')
  )
  expect((await push([{ name: 'my_pkg', version: '2.0' }])).failures).toEqual([])
  expect(namesIn('My.Pkg')).toEqual(['my_pkg-0.9.zip', 'my_pkg-2.0-py3-none-any.whl'])
  expect(stored('my-pkg/').toString()).toContain('href="../My.Pkg/my_pkg-2.0-py3-none-any.whl#')
})

test('links that begin with an address are those of the whole index', async () => {
  await push([{ version: '1.0' }], { baseUrl: 'https://a.example/simple/' })
  expect(stored('narf/').toString()).toContain('href="https://a.example/simple/narf/narf-1.0')
  expect((await push([{ version: '2.0' }])).failures).toEqual([])
  expect(stored('narf/').toString()).toContain('href="https://a.example/simple/narf/narf-2.0')
  const { failures } = await push([{ version: '3.0' }], { baseUrl: 'https://b.example/simple/' })
  expect(failures[0]?.error.code).toBe('conflict')
})

/** An entry as Stick writes one: without the keys that came later. */
async function firstOf(project: string): Promise<Buffer> {
  await push([{ name: 'narf', version: '1.0' }])
  const [first] = parseRecord(manifestOf('narf'), 'narf').entries
  const { serial, base_url, yanked, ...document } = first!.document
  expect([serial, base_url, yanked]).toEqual([1, null, false])
  const own = { ...document, name: project, filename: 'my_pkg-0.9.zip', version: '0.9', packagetype: 'sdist' }
  return Buffer.from(JSON.stringify([own]))
}

function parseRecordOf(bytes: Buffer): unknown[] {
  const parsed: unknown = JSON.parse(bytes.toString())
  return Array.isArray(parsed) ? parsed : []
}

describe.each(INDEXES)('a push to %s', (_, open) => {
  let index: PythonIndex
  const ONE = wheelName('narf', '1.0')
  const wheel = wheelOf()
  const attestation = attestationOf({ filename: ONE, sha256: sha256(wheel) })
  beforeEach(async () => {
    index = await open()
  })
  afterEach(() => index.close())

  test.each<[what: string, more: Record<string, string>, beside: string[]]>([
    ['a signature', { [`${ONE}.asc`]: SIGNATURE }, [`${ONE}.asc`]],
    ['attestations', { [`${ONE}.publish.attestation`]: attestation }, [`${ONE}.provenance`]],
    [
      'both',
      { [`${ONE}.asc`]: SIGNATURE, [`${ONE}.publish.attestation`]: attestation },
      [`${ONE}.asc`, `${ONE}.provenance`]
    ]
  ])('enters %s that came later, and the file stays as it is', async (_what, more, beside) => {
    await index.push({ [ONE]: wheel })
    const [before] = await index.entries('narf')
    const { files: done, failures } = await index.push({ [ONE]: wheel, ...more })
    expect([done.map(({ outcome }) => outcome), failures]).toEqual([['same'], []])
    for (const name of beside) expect(await index.text(`narf/${name}`)).toBeDefined()
    const [after] = await index.entries('narf')
    expect(after).toMatchObject({
      hasSignature: beside.includes(`${ONE}.asc`),
      hasProvenance: beside.includes(`${ONE}.provenance`),
      ...{ revision: before!.revision, uploadTime: before!.uploadTime, serial: 2 }
    })
    const all = await index.everything()
    await index.push({ [ONE]: wheel })
    await index.push({ [ONE]: wheel, ...more })
    expect(await index.everything()).toEqual(all)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('does not replace a signature that is there', async () => {
    await index.push({ [ONE]: wheel, [`${ONE}.asc`]: SIGNATURE })
    await index.push({ [ONE]: wheel, [`${ONE}.asc`]: SIGNATURE.replace('iHUEABYK', 'iHUEABYL') })
    expect(await index.text(`narf/${ONE}.asc`)).toBe(SIGNATURE)
  })

  test.each<[ifExists: IfExists]>([['same'], ['fail']])(
    'of which one file conflicts sends nothing, with if-exists: %s',
    async (ifExists) => {
      await index.push({ [ONE]: wheel })
      const before = await index.everything()
      const { files: done, failures } = await index.push(
        {
          [ONE]: wheelSaying('narf', '1.0', 'other'),
          [wheelName('narf', '2.0')]: wheelOf({ version: '2.0' }),
          [wheelName('troz', '1.0')]: wheelOf({ name: 'troz' })
        },
        { ifExists }
      )
      expect([done, failures.map(({ what }) => what)]).toEqual([[], [ONE]])
      expect(await index.everything()).toEqual(before)
    }
  )

  test.each<[what: string, options: { ifExists: IfExists; content: string }, outcomes: string[]]>([
    ['skips all', { ifExists: 'skip', content: 'rebuilt' }, ['skipped', 'skipped']],
    ['takes no file twice', { ifExists: 'fail', content: '' }, [ONE, wheelName('troz', '1.0')]]
  ])(
    'completes the pages that a killed one has left, also where it %s',
    async (_what, { ifExists, content }, outcomes) => {
      const built = (name: string) => wheelSaying(name, '1.0', content)
      const files = { [ONE]: built('narf'), [wheelName('troz', '1.0')]: built('troz') }
      const first = {
        [ONE]: wheelSaying('narf', '1.0', ''),
        [wheelName('troz', '1.0')]: wheelSaying('troz', '1.0', '')
      }
      await index.push({ [wheelName('narf', '0.9')]: wheelOf({ version: '0.9' }) })
      const before = await index.everything()
      await index.push(first)
      const whole = await index.everything()
      const pages = Object.keys(whole).filter((path) => /(?:^|[/])(?:index\.\w+|json|)$/.test(path))
      for (const page of pages)
        await (before[page] === undefined ? index.drop(page) : index.put(page, before[page]))
      const { files: done, failures } = await index.push(files, { ifExists })
      expect([...done.map(({ outcome }) => outcome), ...failures.map(({ what }) => what)]).toEqual(outcomes)
      expect(await index.everything()).toEqual(whole)
    }
  )

  test('that overwrites comes to the same when it is only tried', async () => {
    await index.push({ [ONE]: wheel })
    const before = await index.everything()
    const other = { [ONE]: wheelSaying('narf', '1.0', 'other') }
    const tried = await indexIn(dryRun(index.store, silent)).push(other, { ifExists: 'overwrite' })
    expect([tried.files.map(({ outcome }) => outcome), tried.failures]).toEqual([['created'], []])
    expect(await index.everything()).toEqual(before)
  })

  test('leaves bytes alone that are stored under the name, but are not in the index', async () => {
    await index.put(`narf/${ONE}`, 'somebody else’s')
    const { files: done, failures } = await index.push({ [ONE]: wheel })
    expect(done).toEqual([])
    expect(failures[0]?.error.message).toContain(
      'is stored already with other bytes, and is not in the index'
    )
    expect(await index.text(`narf/${ONE}`)).toBe('somebody else’s')
  })

  test('lists its projects at the root, sorted, and changes the root for new ones alone', async () => {
    await index.push({
      [wheelName('troz', '1.0')]: wheelOf({ name: 'troz' }),
      [wheelName('narf', '1.0')]: wheel,
      'zort-1.0.tar.gz': sdistOf({ name: 'zort' })
    })
    const root = await index.text('projects.json')
    expect(JSON.parse(root ?? '')).toMatchObject({ projects: ['narf', 'troz', 'zort'], serial: 1 })
    const page = await index.page('')
    await index.push({ [wheelName('narf', '2.0')]: wheelOf({ version: '2.0' }) })
    expect([await index.text('projects.json'), await index.page('')]).toEqual([root, page])
  })

  test('of relative links does not take absolute ones without a reindex', async () => {
    await index.push({ [ONE]: wheel })
    const two = { [wheelName('narf', '2.0')]: wheelOf({ version: '2.0' }) }
    const baseUrl = 'https://a.example/simple/'
    const { failures } = await index.push(two, { baseUrl })
    expect(failures[0]?.error.message).toContain('are relative')
    await index.reindex({ baseUrl })
    expect((await index.push(two, { baseUrl })).failures).toEqual([])
    expect((await index.page('narf')).match(/href="https:\/\/a\.example\/simple\/narf\/narf-/g)).toHaveLength(
      2
    )
  })
})
