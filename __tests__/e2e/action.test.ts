import { createHash } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import { TYCHO_MODES, type TychoMode } from '../support/modes.ts'

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { OUTPUTS } from '../../src/options/outputs.ts'
import { startRunner, type Finished, type Runner } from '../support/action.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { bucketPlace, folderPlace, releasesPlace, snapshotOf, type Place } from '../support/places.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'
import { describeWith, startMinio, type Server } from '../support/testbed.ts'

/** A runner and an empty registry. */
interface Stage {
  readonly runner: Runner
  readonly place: Place
  /** Runs a mode on the registry; the step must end as it says. */
  readonly run: (mode: TychoMode, inputs?: Record<string, string>, ends?: 'ok' | 'fails') => Promise<Finished>
  /** Pushes a file with this content. */
  readonly push: (name: string, version: string, inputs?: Record<string, string>) => Promise<Finished>
}

const open: (Runner | Place)[] = []
afterAll(async () => {
  for (const each of open.splice(0)) await each.close()
})

async function setStage(place: Promise<Place>): Promise<Stage> {
  const stage = { runner: await startRunner(), place: await place }
  open.push(stage.runner, stage.place)
  const run: Stage['run'] = async (mode, inputs = {}, ends = 'ok') => {
    const done = await stage.runner.run({ mode, ...stage.place.inputs, ...inputs }, stage.place.env)
    if ((done.exitCode === 0) !== (ends === 'ok')) throw new Error(`${mode} ended otherwise:\n${done.log}`)
    expect(done.stderr).toBe('')
    return done
  }
  return {
    ...stage,
    run,
    push: async (name, version, inputs = {}) => {
      await stage.runner.write(`${name}.txt`, contentOf(name, version))
      return run('push', { package: name, version, files: `${name}.txt`, ...inputs })
    }
  }
}

const contentOf = (name: string, version: string): string => `${name} ${version}\n`
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const errorsOf = ({ annotations }: Finished): string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)

type Values = Readonly<Record<string, string | number | boolean | object>>

/** What a push to a Python index gives, and no other. */
const OF_UPLOADS: ReadonlySet<string> = new Set(['files', 'projects', 'index-url'])

/** What outputs say that are seldom of interest. */
const USUAL: Partial<Record<TychoMode, Values>> = { push: { held: false }, pull: { unverified: [] } }

/** Every output of the mode is set, to these values or the usual ones, and no other one. */
function expectOutputs(mode: TychoMode, done: Finished, values: Values): void {
  const names = Object.entries(OUTPUTS).filter(
    ([name, { modes }]) => modes.some((each) => each === mode) && !(mode === 'push' && OF_UPLOADS.has(name))
  )
  expect(Object.keys(done.outputs).sort()).toEqual(names.map(([name]) => name).sort())
  const texts = Object.entries({ ...USUAL[mode], ...values }).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value)
  ])
  expect(done.outputs).toEqual(Object.fromEntries(texts))
}

describe('on a folder', () => {
  inDetail(folderPlace)
  manyAtOnce(folderPlace)
})

describe('on an S3 service', () => {
  let fake: S3Fake
  beforeAll(async () => {
    fake = await startS3Fake()
  })
  afterAll(() => fake.close())

  story(() => bucketPlace(fake))
  manyAtOnce(() => bucketPlace(fake))

  test('a dry run sends no write request, and no probe', async () => {
    const { runner, place } = await setStage(bucketPlace(fake))
    await runner.write('narf.txt', 'bytes')
    fake.clear()
    const inputs = { ...place.inputs, mode: 'push', package: 'narf', version: '1.0', files: 'narf.txt' }
    expect((await runner.run({ ...inputs, 'dry-run': 'true' })).exitCode).toBe(0)
    expect(new Set(fake.requests.map(({ method }) => method))).toEqual(new Set(['GET', 'HEAD']))
    fake.clear()
    expect((await runner.run(inputs)).exitCode).toBe(0)
    expect(fake.count({ method: 'PUT', key: '.registry-probe' })).toBe(3)
  })
})

describe('on releases of GitHub', () => {
  let fake: GithubFake
  beforeAll(async () => {
    fake = await startGithubFake()
  })
  afterAll(() => fake.close())

  story(() => releasesPlace(fake))
  tenAtOnce(() => releasesPlace(fake))
})

describeWith('minio', 'on MinIO', () => {
  let server: Server
  beforeAll(async () => {
    server = await startMinio()
  })
  afterAll(() => server.close())

  story(() => bucketPlace(server))
})

function inDetail(openPlace: () => Promise<Place>): void {
  test('push creates a version once, and is a conflict with other bytes', async () => {
    const { runner, place, push } = await setStage(openPlace())
    const content = contentOf('narf', '1.0')
    const values = {
      version: '1.0',
      sha256: digestOf(content),
      size: content.length,
      url: place.urlOf('narf/tycho_1.0.pkg', 'narf.txt')
    }
    const first = await push('narf', '1.0')
    expectOutputs('push', first, { ...values, created: true, latest: '' })
    expect(first.summary).toMatch(/^### Pushed narf 1\.0\n\n\| Package \|.*\n.*\n\| narf \| 1\.0 \| 9 B \| /)
    expect(await place.read('narf/tycho_1.0.pkg')).toBe(content)
    const before = await place.snapshot()

    const again = await push('narf', '1.0')
    expectOutputs('push', again, { ...values, created: false, latest: '' })
    expect(again.summary).toMatch(/^### Already there: narf 1\.0\n/)
    expect(again.log).toContain('narf 1.0 is there already with the same bytes')

    await runner.write('other.txt', 'other bytes')
    const conflict = await runner.run({
      ...{ ...place.inputs, mode: 'push', package: 'narf', version: '1.0', files: 'other.txt' }
    })
    expect(conflict.exitCode).toBe(1)
    expect(conflict.annotations).toEqual([
      {
        level: 'error',
        title: 'Conflict',
        message: `narf 1.0 exists already with other bytes (${place.name}). A version is written once: push another version. Only if nobody has pulled this one yet, \`if-exists: overwrite\` replaces it.`
      }
    ])
    expect(await place.snapshot()).toEqual(before)
  })

  test('promote: if-newer never moves the latest version backwards', async () => {
    const { push } = await setStage(openPlace())
    const latest: Record<string, string | undefined> = {}
    for (const version of ['1.9', '1.10', '1.2'])
      latest[version] = (await push('narf', version, { promote: 'if-newer' })).outputs['latest']
    expect(latest).toEqual({ '1.9': '1.9', '1.10': '1.10', '1.2': '1.10' })
    const back = await push('narf', '1.1', { promote: 'true' })
    expect(back.outputs['latest']).toBe('1.1')
    expect(back.log).toContain('promoted narf 1.1 (was 1.10)')
  })

  test('promote says what is the latest, and what was', async () => {
    const { run, push } = await setStage(openPlace())
    await push('narf', '1.0')
    const version = { package: 'narf', version: '1.0' }
    const first = await run('promote', version)
    expectOutputs('promote', first, { latest: '1.0', previous: '' })
    expect(first.summary).toBe('### narf 1.0 is the latest (was none)\n')
    const again = await run('promote', version)
    expectOutputs('promote', again, { latest: '1.0', previous: '1.0' })
    expect(again.summary).toBe('### narf 1.0 is the latest\n')
    const absent = await run('promote', { ...version, version: '1.1' }, 'fails')
    expect(errorsOf(absent)).toEqual([
      expect.stringMatching(/^narf has no version 1\.1 in .*\. It has 1\.0\.$/)
    ])
  })

  test('init makes a package once', async () => {
    const { place, run } = await setStage(openPlace())
    const inputs = { package: 'group/narf', 'local-name': 'narf.tar.gz' }
    expectOutputs('init', await run('init', inputs), { created: true })
    expect(JSON.parse(await place.read('group/narf/tycho.json'))).toEqual({
      localname: 'narf.tar.gz',
      latest: null
    })
    expectOutputs('init', await run('init', { ...inputs, 'local-name': 'other' }), { created: false })
  })

  test('pull fetches what is missing or changed, and leaves the rest', async () => {
    const { runner, run, push } = await setStage(openPlace())
    await push('narf', '1.0')
    const packages = { packages: 'narf' }
    const nothing = await run('pull', packages)
    const folder = runner.path('tycho_packages')
    expectOutputs('pull', nothing, {
      ...{ path: folder, paths: {}, version: '', versions: {}, sha256: '' },
      ...{ 'cache-hit': false, changed: false }
    })
    expect(nothing.annotations).toEqual([
      {
        level: 'warning',
        title: undefined,
        message: 'nothing to pull: no version of narf was promoted yet'
      }
    ])
    expect(nothing.summary).toContain('narf: nothing to pull, no version was promoted yet.')

    await run('promote', { package: 'narf', version: '1.0' })
    const path = runner.path('tycho_packages', 'narf.txt')
    const values = {
      ...{ path, paths: { narf: path }, version: '1.0', versions: { narf: '1.0' } },
      sha256: digestOf(contentOf('narf', '1.0'))
    }
    const first = await run('pull', packages)
    expectOutputs('pull', first, { ...values, 'cache-hit': false, changed: true })
    expect(first.annotations).toEqual([])
    expect(first.summary).toMatch(/^### Pulled 1 package\n[^]*\| narf \| 1\.0 \| 9 B \| .* \| store \| /)
    expect(await runner.read('tycho_packages/narf.txt')).toBe(contentOf('narf', '1.0'))
    const again = await run('pull', packages)
    expectOutputs('pull', again, { ...values, 'cache-hit': true, changed: false })
    expect(again.summary).toContain('| already here |')
    await runner.write('tycho_packages/narf.txt', 'NARF 1.0\n')
    expectOutputs('pull', await run('pull', packages), { ...values, 'cache-hit': false, changed: true })
    expect(await runner.read('tycho_packages/narf.txt')).toBe(contentOf('narf', '1.0'))
    expect(runner.exists('.registry-cache')).toBe(false)
  })

  test('list shows what is there, also where that is nothing', async () => {
    const { place, run, push } = await setStage(openPlace())
    const empty = await run('list')
    expectOutputs('list', empty, { packages: {}, versions: {} })
    expect(empty.log).toContain(`0 packages in ${place.name}`)
    await push('narf', '1.0', { promote: 'true' })
    await push('narf', '1.1')
    await push('group/zort', '2')
    const full = await run('list')
    expectOutputs('list', full, {
      packages: { 'group/zort': null, narf: '1.0' },
      versions: { 'group/zort': ['2'], narf: ['1.1', '1.0'] }
    })
    expect(full.log).toContain('narf: latest 1.0, 2 versions (18 B)')
    expect(full.summary).toContain('\n| narf | 1.0 | 1.1, 1.0 | 18 B |\n')
    expectOutputs('list', await run('list', { packages: 'narf' }), {
      packages: { narf: '1.0' },
      versions: { narf: ['1.1', '1.0'] }
    })
    const absent = await run('list', { packages: 'narf\nnarg' }, 'fails')
    expect(errorsOf(absent)).toEqual([expect.stringMatching(/^there is no package narg in /)])
  })

  test('check and reindex: nothing to do, something to mend, something that is left', async () => {
    const { place, run, push } = await setStage(openPlace())
    expectOutputs('check', await run('check'), { ok: true, problems: [] })
    expectOutputs('reindex', await run('reindex'), { projects: 0, files: 0, changed: 0, problems: [] })
    await push('narf', '1.0', { promote: 'true' })
    await push('zort', '1.0')
    expectOutputs('check', await run('check', { deep: 'true' }), { ok: true, problems: [] })
    expectOutputs('reindex', await run('reindex'), { projects: 2, files: 2, changed: 0, problems: [] })

    await place.remove('narf/tycho_1.0.pkg')
    await place.remove('zort/tycho.json')
    const problems = [
      {
        ...{ package: 'narf', version: '1.0', what: 'is the latest, but is not there' },
        fix: 'Promote another version (`mode: promote`), or push it again.'
      },
      {
        ...{ package: 'zort', what: 'has versions but no tycho.json' },
        fix: 'Make it: `mode: reindex` does where it can, else `mode: init`.'
      }
    ]
    const bad = await run('check', {}, 'fails')
    expectOutputs('check', bad, { ok: false, problems })
    expect(bad.annotations).toEqual([
      {
        level: 'error',
        title: 'narf 1.0 is not well',
        message: `narf 1.0 is the latest, but is not there. ${problems[0]?.fix ?? ''}`
      },
      {
        level: 'error',
        title: 'zort is not well',
        message: `zort has versions but no tycho.json. ${problems[1]?.fix ?? ''}`
      }
    ])
    expect(bad.summary).toMatch(/^### Checked 2 packages with 1 version: 2 problems\n/)

    const mended = await run('reindex')
    expectOutputs('reindex', mended, { projects: 2, files: 1, changed: 1, problems: problems.slice(0, 1) })
    expect(mended.annotations).toEqual([
      {
        level: 'warning',
        title: 'narf 1.0 is not well',
        message: `narf 1.0 is the latest, but is not there. ${problems[0]?.fix ?? ''}`
      }
    ])
    expect(mended.summary).toMatch(/^### Reindexed 2 packages with 1 version: 1 changed, 1 problem left\n/)
    expect(JSON.parse(await place.read('zort/tycho.json'))).toEqual({ localname: 'zort.txt', latest: null })
  })

  test('remove takes versions away, but never the latest', async () => {
    const { place, run, push } = await setStage(openPlace())
    for (const version of ['1.0', '1.1', '1.2', '1.3']) await push('narf', version, { promote: 'true' })
    const one = await run('remove', { packages: 'narf@1.0' })
    expectOutputs('remove', one, { removed: { narf: ['1.0'] } })
    expect(one.summary).toMatch(/^### Removed 1 version\n[^]*\| narf \| 1\.0 \|\n/)
    const many = await run('remove', { packages: 'narf', keep: '1' })
    expectOutputs('remove', many, { removed: { narf: ['1.2', '1.1'] } })
    expectOutputs('remove', await run('remove', { packages: 'narf', keep: '1' }), { removed: { narf: [] } })
    expect(Object.keys(await place.snapshot()).filter((path) => path.endsWith('.pkg'))).toEqual([
      'narf/tycho_1.3.pkg'
    ])
    const latest = await run('remove', { packages: 'zort@1\nnarf@1.3' }, 'fails')
    expectOutputs('remove', latest, { removed: {} })
    expect(errorsOf(latest)).toEqual([
      expect.stringMatching(/^there is no package zort /),
      expect.stringMatching(/^narf 1\.3 is the latest version .* Promote another version first/)
    ])
    expect(latest.summary).toMatch(/^### Removed 0 versions\n[^]*\n:x: \*\*narf\*\*: /)
  })
}

function story(openPlace: () => Promise<Place>): void {
  test('a package from its first push to its removal', async () => {
    const { runner, place, run, push } = await setStage(openPlace())
    expectOutputs('init', await run('init', { package: 'zort', 'local-name': 'zort' }), { created: true })
    expect((await push('narf', '1.0', { promote: 'true' })).outputs).toMatchObject({
      ...{ created: 'true', latest: '1.0', url: place.urlOf('narf/tycho_1.0.pkg', 'narf.txt') }
    })
    const before = await place.snapshot()
    expect((await push('narf', '1.0')).outputs).toMatchObject({ created: 'false', latest: '1.0' })
    await run('push', { package: 'narf', version: '1.1', files: 'narf.txt', 'dry-run': 'true' })
    await runner.write('other.txt', 'other bytes')
    const conflict = await run('push', { package: 'narf', version: '1.0', files: 'other.txt' }, 'fails')
    expect(errorsOf(conflict)).toEqual([expect.stringMatching(/^narf 1\.0 exists already with other bytes /)])
    expect(await place.snapshot()).toEqual(before)

    expect((await push('narf', '1.1')).outputs).toMatchObject({ created: 'true', latest: '1.0' })
    expectOutputs('promote', await run('promote', { package: 'narf', version: '1.1' }), {
      ...{ latest: '1.1', previous: '1.0' }
    })
    expect((await run('pull', { packages: 'narf' })).outputs).toMatchObject({
      version: '1.1',
      changed: 'true'
    })
    expect((await run('pull', { packages: 'narf' })).outputs['changed']).toBe('false')
    expect(await runner.read('tycho_packages/narf.txt')).toBe(contentOf('narf', '1.1'))
    expectOutputs('remove', await run('remove', { packages: 'narf@1.0' }), { removed: { narf: ['1.0'] } })
    expectOutputs('check', await run('check', { deep: 'true' }), { ok: true, problems: [] })
    expectOutputs('reindex', await run('reindex'), { projects: 2, files: 1, changed: 0, problems: [] })
    expectOutputs('list', await run('list'), {
      ...{ packages: { narf: '1.1', zort: null }, versions: { narf: ['1.1'], zort: [] } }
    })
  })
}

function manyAtOnce(openPlace: () => Promise<Place>): void {
  tenAtOnce(openPlace)
  everyModeDry(openPlace)
}

function tenAtOnce(openPlace: () => Promise<Place>): void {
  test('pull of ten packages, one of which fails, pulls the other nine', async () => {
    const { runner, place, run } = await setStage(openPlace())
    const names = Array.from({ length: 10 }, (_, index) => `p${index}`)
    for (const name of names) {
      if (name !== 'p4') await place.write(`${name}/tycho_1.pkg`, name)
      await place.write(`${name}/tycho.json`, JSON.stringify({ localname: name, latest: '1' }))
    }
    const done = await run('pull', { packages: names.join('\n'), path: 'out' }, 'fails')
    expect(done.annotations.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        title: 'p4 failed',
        message: `p4 1 is not in ${place.name}. Its tycho.json says that 1 is the latest. Promote one that is there (\`mode: promote\`), or push it again.`
      }
    ])
    const others = names.filter((name) => name !== 'p4')
    const paths = others.map((name) => runner.path('out', name))
    for (const name of others) expect(await runner.read(`out/${name}`)).toBe(name)
    expect(runner.exists('out/p4')).toBe(false)
    expectOutputs('pull', done, {
      path: runner.path('out'),
      paths: Object.fromEntries(others.map((name, index) => [name, paths[index]])),
      versions: Object.fromEntries(others.map((name) => [name, '1'])),
      // What was put into a folder by hand has no digest.
      unverified: place.inputs['store']?.startsWith('file:') === true ? paths : [],
      ...{ version: '', sha256: '', 'cache-hit': false, changed: true }
    })
    expect(done.summary).toMatch(/^### Pulled 9 packages\n[^]*\n:x: \*\*p4\*\*: p4 1 is not in /)
  })
}

function everyModeDry(openPlace: () => Promise<Place>): void {
  test('a dry run says what every mode would do, and writes nothing anywhere', async () => {
    const { runner, place, run, push } = await setStage(openPlace())
    await push('narf', '1.0', { promote: 'true' })
    await push('narf', '0.9')
    await place.write('zort/tycho_1.pkg', 'zort')
    await runner.write('new.txt', 'new')
    const before = { place: await place.snapshot(), workspace: await snapshotOf(runner.workspace) }
    const target = runner.path('tycho_packages', 'narf.txt')
    const [packages, versions] = [
      { narf: '1.0', zort: null },
      { narf: ['1.0', '0.9'], zort: ['1'] }
    ]
    const problem = {
      ...{ package: 'zort', what: 'has versions but no tycho.json' },
      fix: 'Make it: `mode: reindex` does where it can, else `mode: init`.'
    }
    const cases: Record<TychoMode, [Record<string, string>, Values, RegExp]> = {
      push: [
        { package: 'narf', version: '1.1', files: 'new.txt', promote: 'true' },
        {
          ...{ version: '1.1', sha256: digestOf('new'), size: 3, created: true, latest: '1.1' },
          url: place.urlOf('narf/tycho_1.1.pkg', 'new.txt')
        },
        /dry run: would write .*narf\/tycho_1\.1\.pkg\ndry run: would write .*narf\/tycho\.json\n/
      ],
      pull: [
        { packages: 'narf', lockfile: 'registry.lock', 'update-lock': 'true' },
        {
          ...{ path: target, paths: { narf: target }, version: '1.0', versions: { narf: '1.0' } },
          ...{ sha256: digestOf(contentOf('narf', '1.0')), 'cache-hit': false, changed: true }
        },
        /dry run: would pull narf 1\.0 → .*narf\.txt\n/
      ],
      promote: [
        { package: 'narf', version: '0.9' },
        { latest: '0.9', previous: '1.0' },
        /dry run: would write .*narf\/tycho\.json\n/
      ],
      init: [{ package: 'poit', 'local-name': 'poit' }, { created: true }, /dry run: would write .*poit/],
      list: [{}, { packages, versions }, /narf: latest 1\.0/],
      reindex: [{}, { projects: 2, files: 3, changed: 0, problems: [problem] }, /dry run: reindexed/],
      check: [{ packages: 'narf' }, { ok: true, problems: [] }, /dry run: checked 1 package/],
      remove: [
        { packages: 'narf@0.9' },
        { removed: { narf: ['0.9'] } },
        /dry run: would remove .*narf\/tycho_0\.9\.pkg\n/
      ]
    }
    await Promise.all(
      TYCHO_MODES.map(async (mode) => {
        const [inputs, outputs, log] = cases[mode]
        const done = await run(mode, { ...inputs, 'dry-run': 'true' })
        expectOutputs(mode, done, outputs)
        expect(done.log).toMatch(log)
        expect(done.log).not.toMatch(/^(?:pushed|promoted|removed|initialized|pulled) /m)
        expect(done.summary).toMatch(mode === 'init' ? /^$/ : /^### .* \(dry run: nothing was written\)\n/)
        expect(done.state).toEqual({})
      })
    )
    expect(await place.snapshot()).toEqual(before.place)
    expect(await snapshotOf(runner.workspace)).toEqual(before.workspace)
  })
}

describe('what a workflow gives besides its inputs', () => {
  test.each([
    ['tag', 'v1.2.3', '1.2.3'],
    ['tag', '1.2.3', '1.2.3'],
    ['tag', 'version-1', 'version-1'],
    ['branch', 'v1.2.3', undefined]
  ])('a push that was started by the %s %s is version %s', async (type, name, version) => {
    const { runner, place } = await setStage(folderPlace())
    await runner.write('narf.txt', 'bytes')
    const done = await runner.run(
      { ...place.inputs, mode: 'push', package: 'narf', files: 'narf.txt' },
      { GITHUB_REF_TYPE: type, GITHUB_REF_NAME: name }
    )
    expect(done.outputs['version']).toBe(version)
    expect(errorsOf(done)).toEqual(
      version === undefined
        ? [
            "input version is missing, and the workflow was not started by a tag. Give it, in quotes: `version: '1.10'`."
          ]
        : []
    )
  })

  test('REGISTRY_* variables count where an input is empty', async () => {
    const { runner, place } = await setStage(folderPlace())
    await runner.write('narf.txt', 'bytes')
    const env = {
      REGISTRY_STORE: place.name,
      REGISTRY_PACKAGE: 'from-the-environment',
      REGISTRY_LOCAL_NAME: 'pulled.txt',
      REGISTRY_VERSION: '7'
    }
    const inputs = { mode: 'push', store: '', package: 'narf', files: 'narf.txt', 'local-name': '  ' }
    const done = await runner.run(inputs, env)
    expect(errorsOf(done)).toEqual([])
    expect(done.outputs['url']).toBe(place.urlOf('narf/tycho_7.pkg', 'narf.txt'))
    expect(JSON.parse(await place.read('narf/tycho.json'))).toEqual({ localname: 'pulled.txt', latest: null })
  })

  test('an executable file is executable again where it is pulled', async () => {
    const { runner, place, run } = await setStage(folderPlace())
    await chmod(await runner.write('tool', '#!/bin/sh\n'), 0o755)
    await run('push', { package: 'tool', version: '1', files: 'tool', promote: 'true' })
    await rm(runner.path('tool'))
    const done = await run('pull', { packages: 'tool', path: '.' })
    expect(done.outputs['path']).toBe(runner.path('tool'))
    expect((await snapshotOf(runner.workspace))['tool']).toMatch(/ 33261 /)
    expect(place.name).toMatch(/^file:/)
  })
})
