/** Releases that another tool made, entered into an index by the bundled action. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import { startRunner, type Runner } from '../support/action.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { githubEnvironment } from '../support/places.ts'
import { sdistOf, wheelOf } from '../support/python-distributions.ts'
import { wheelName } from '../support/python-index.ts'
import { releasesIn } from '../support/released-index.ts'

let fake: GithubFake
let runner: Runner
beforeEach(async () => {
  fake = await startGithubFake({ repositories: { 'owner/repo': {}, 'owner/more': {} } })
  runner = await startRunner()
})
afterEach(async () => {
  await runner.close()
  await fake.close()
})

const env = () => githubEnvironment(fake, fake.repository().name)

const WHEEL = wheelName('narf', '1.0')
const SDIST = 'narf-1.1.tar.gz'

test.each([undefined, 'file:index'])('into %s: entered, checked, pulled, and told', async (store) => {
  fake.repository('owner/repo').addRelease('v1.0', { assets: { [WHEEL]: wheelOf() } })
  const assets = { [SDIST]: sdistOf({ version: '1.1' }), [wheelName('zot', '1.0')]: 'no wheel' }
  fake.repository('owner/more').addRelease('v1.1', { assets })
  const inputs = { registry: 'python', 'job-token': fake.token, ...(store === undefined ? {} : { store }) }
  const step = (mode: string, more: Record<string, string> = {}) =>
    runner.run({ ...inputs, mode, ...more }, env())
  const before = ['owner/repo', 'owner/more'].map((name) => releasesIn(fake, name))

  const source = 'github://owner/repo\ngithub://owner/more'
  const done = await step('reindex', { source })
  expect(done.exitCode).toBe(0)
  expect(done.outputs).toMatchObject({ projects: '2', files: '2', changed: '2' })
  expect(done.annotations.map(({ message }) => message)).toEqual([
    expect.stringContaining(`${wheelName('zot', '1.0')} can't be indexed`)
  ])
  expect(done.log).not.toContain(fake.token)
  expect(done.log.match(/^GitHub token: .*$/gm)).toEqual(['GitHub token: the job’s own'])
  expect(['owner/repo', 'owner/more'].map((name) => releasesIn(fake, name))).toEqual(before)

  expect((await step('reindex', { source })).outputs).toMatchObject({ changed: '0' })
  expect((await step('reindex')).outputs).toMatchObject({ files: '2', changed: '0', problems: '[]' })
  expect((await step('check', { deep: 'true' })).outputs).toMatchObject({ ok: 'true' })
  const pulled = await step('pull', { packages: 'narf==1.0', path: 'got', cache: 'false' })
  expect(pulled.outputs).toMatchObject({ version: '1.0', sha256: sha256(wheelOf()), changed: 'true' })
})

test('a source that is none is told before anything is sent', async () => {
  const inputs = { mode: 'reindex', registry: 'python', store: 'file:index', 'job-token': fake.token }
  const done = await runner.run({ ...inputs, source: 's3://bucket\ngithub://owner/repo/x' }, env())
  expect(done.exitCode).toBe(1)
  expect(done.annotations.map(({ message }) => message)).toEqual(
    ['s3://bucket', 'github://owner/repo/x'].map((line) =>
      expect.stringContaining(`input source has "${line}", which names no repository of GitHub`)
    )
  )
  expect(fake.requests).toEqual([])
})
