import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import * as v from 'valibot'
import { parseRecord } from '../../src/python/record.ts'
import { githubEnvironment, jsonOf, registry, workspace, type Finished } from '../support/command-line.ts'
import { startGithubFake, type GithubFake, type RepositoryHandle } from '../support/github-fake/index.ts'
import { assetsIn, debrisIn, violationsIn } from '../support/github-state.ts'
import { wheelOf } from '../support/python-distributions.ts'

// So many processes take their time where the machine has other things to do.
jest.setTimeout(240_000)

const spaces = workspace()
const cwd = spaces.folder()
afterAll(() => {
  spaces.remove()
})

let fake: GithubFake
let repository: RepositoryHandle
let wrong: string[]
beforeEach(async () => {
  fake = await startGithubFake({ limits: { rate: 1_000_000 } })
  repository = fake.repository()
  wrong = []
  fake.onWrite(() => wrong.push(...violationsIn(repository)))
})

afterEach(() => fake.close())

const SIZE = 16
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

function written(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(join(cwd, path)), { recursive: true })
  writeFileSync(join(cwd, path), content)
  return path
}

/** A file of a process's own, under the name that all of them have. */
const file = (index: number, content: string) => written(`${index}-${content}/narf.bin`, content)
const wheel = (version: string, tag = 'py3') =>
  written(`narf-${version}-${tag}-none-any.whl`, wheelOf({ version }))
const python = (...args: string[]) => [...args, '--registry', 'python']

/** Runs commands in processes of their own, all at the same moment. */
function atOnce(commands: readonly (readonly string[])[]): Promise<Finished[]> {
  const env = githubEnvironment(fake)
  return Promise.all(commands.map((args) => registry([...args, '--json'], { cwd, env })))
}

async function allDone(commands: readonly (readonly string[])[]): Promise<Finished[]> {
  const finished = await atOnce(commands)
  expect(finished.filter(({ status }) => status !== 0).map(({ stderr }) => stderr)).toEqual([])
  return finished
}

/** No moment at which somebody could not pull what is named, and nothing left that nobody needs. */
function expectTidy(tags: readonly string[]): void {
  expect(wrong).toEqual([])
  expect(debrisIn(repository)).toEqual([])
  expect([...repository.releases.values()].map(({ tag }) => tag).sort()).toEqual([...tags].sort())
}

const isCreated = (done: Finished) => v.parse(v.object({ created: v.boolean() }), jsonOf(done)).created

function filesIn(project: string): string[] {
  const record = repository.file('registry', `simple/${project}/manifest.json`) ?? Buffer.from('[]')
  return parseRecord(record, project)
    .entries.map(({ filename }) => filename)
    .sort()
}

async function expectSound(): Promise<void> {
  const [checked] = await allDone([python('check', '--deep')])
  expect(checked && jsonOf(checked)).toMatchObject({ ok: true, problems: [] })
}

describe('16 processes at once in a new repository', () => {
  test('push versions of one package: none is lost, and the highest is the latest', async () => {
    const push = (index: number) => [
      'push',
      'pkg',
      `1.${index}`,
      file(index, 'bytes'),
      '--promote',
      'if-newer'
    ]
    await allDone(times(SIZE, push))
    expectTidy(times(SIZE, (index) => `pkg-1.${index}`))
    const record: unknown = JSON.parse(repository.text('registry', 'pkg/tycho.json') ?? '')
    expect(record).toMatchObject({ localname: 'narf.bin', latest: `1.${SIZE - 1}` })
    const again = await allDone(times(SIZE, push))
    expect(again.filter(isCreated)).toEqual([])
    expectTidy(times(SIZE, (index) => `pkg-1.${index}`))
  })

  test('push one version with other bytes each: one wins, the others are told', async () => {
    const finished = await atOnce(times(SIZE, (index) => ['push', 'pkg', '1', file(index, `other ${index}`)]))
    const winners = finished.flatMap(({ status }, index) => (status === 0 ? [index] : []))
    expect(winners).toHaveLength(1)
    for (const { status, stderr } of finished.filter((each) => each.status !== 0))
      expect([status, stderr]).toEqual([1, expect.stringContaining('pkg 1 exists already with other bytes')])
    expectTidy(['pkg-1'])
    const [asset] = repository.releasesOf('pkg-1').flatMap(({ assets }) => [...assets.values()])
    expect(asset?.size).toBe(`other ${winners[0] ?? ''}`.length)
  })

  test('push files of one version to one index: one release has all of them', async () => {
    const push = (index: number) => ['upload', wheel('1.0', `cp3${index}`)]
    await allDone(times(SIZE, push))
    const names = times(SIZE, (index) => `narf-1.0-cp3${index}-none-any.whl`).sort()
    expectTidy(['narf-1.0'])
    expect(filesIn('narf')).toEqual(names)
    expect(assetsIn(repository)).toEqual(
      names.flatMap((name) => [`narf-1.0/${name}`, `narf-1.0/${name}.metadata`])
    )
    await expectSound()
  })

  test('push to, yank from, remove from and reindex one index: all of it happens', async () => {
    await allDone([['upload', ...['1.0', '2.0', '3.0'].map((version) => wheel(version))]])
    await allDone([
      ...times(10, (index) => ['upload', wheel(`4.${index}`)]),
      ['yank', 'narf==1.0', '--reason', 'broken'],
      ...[python('remove', 'narf', '2.0'), python('remove', 'narf', '3.0')],
      ...times(3, () => python('reindex'))
    ])
    const versions = ['1.0', ...times(10, (index) => `4.${index}`)]
    expectTidy(versions.map((version) => `narf-${version}`))
    expect(filesIn('narf')).toEqual(versions.map((version) => `narf-${version}-py3-none-any.whl`).sort())
    const page = repository.text('registry', 'simple/narf/index.html')
    expect(page?.match(/data-yanked="[^"]*"/g)).toEqual(['data-yanked="broken"'])
    await expectSound()
  })
})
