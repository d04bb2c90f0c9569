/** Assets of a plain release, pulled by the bundled action. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import { startRunner, type Runner } from '../support/action.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { githubEnvironment } from '../support/places.ts'

let fake: GithubFake
let runner: Runner
beforeEach(async () => {
  fake = await startGithubFake()
  runner = await startRunner()
})
afterEach(async () => {
  await runner.close()
  await fake.close()
})

const env = () => githubEnvironment(fake, fake.repository().name)

test('the source of a release: unverified, then held to a lockfile', async () => {
  fake.repository().addRelease('v1.2')
  const inputs = {
    ...{ mode: 'pull', release: 'latest', 'source-archives': 'zip', lockfile: 'a.lock' },
    ...{ 'job-token': fake.token }
  }
  const step = await runner.run({ ...inputs, lockfile: '' }, env())
  const path = runner.path('tycho_packages', 'repo-1.2.zip')
  expect(step.outputs).toMatchObject({ path, version: 'v1.2', unverified: JSON.stringify([path]) })
  const doubt = 'the source of owner/repo v1.2 (zip) is unverified: GitHub makes it when it is asked for'
  expect([step.exitCode, step.annotations]).toEqual([
    0,
    [expect.objectContaining({ message: expect.stringContaining(doubt) })]
  ])
  expect(step.summary).toContain(':warning: the source of owner/repo v1.2')
  expect(step.summary).toContain('store (unverified)')
  const locked = await runner.run({ ...inputs, 'update-lock': 'true' }, env())
  expect([locked.exitCode, locked.outputs['unverified']]).toEqual([0, JSON.stringify([path])])
  const again = await runner.run(inputs, { ...env(), CI: 'true' })
  expect([again.exitCode, again.annotations]).toEqual([0, []])
  expect(again.outputs).toMatchObject({ unverified: '[]', changed: 'false' })

  fake.setArchiveLevel(0)
  const other = await runner.run({ ...inputs, force: 'true', cache: 'false' }, { ...env(), CI: 'true' })
  expect(other.exitCode).toBe(1)
  expect(other.annotations).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(/repo-1\.2\.zip.*the lockfile says.*packed the same files/s)
    })
  ])
})

test('the latest release of this repository, again when it is in place, and what is not there', async () => {
  fake.repository().addRelease('v1.2', { assets: { 'narf.zip': 'N', 'narf.zip.asc': 'S', 'zot.zip': 'Z' } })
  const inputs = { mode: 'pull', release: 'latest', assets: '*.zip', 'job-token': fake.token }
  const step = await runner.run(inputs, env())
  expect([step.exitCode, step.annotations]).toEqual([0, []])
  const [narf, zot] = ['narf.zip', 'zot.zip'].map((name) => runner.path('tycho_packages', name))
  expect(step.outputs).toMatchObject({
    ...{ path: runner.path('tycho_packages'), paths: JSON.stringify({ 'owner/repo': [narf, zot] }) },
    ...{ version: 'v1.2', versions: '{"owner/repo":"v1.2"}', changed: 'true', 'cache-hit': 'false' }
  })
  expect(await runner.read('tycho_packages/narf.zip')).toBe('N')
  expect(runner.exists('tycho_packages/narf.zip.asc')).toBe(false)
  expect(step.summary).toContain('owner/repo')
  expect(step.log).not.toContain(fake.token)
  expect(step.log).toMatch(/^GitHub token: the job’s own\n/)

  fake.clear()
  const again = await runner.run({ ...inputs, assets: 'narf.zip' }, env())
  expect(again.outputs).toMatchObject({
    ...{ path: narf, version: 'v1.2', sha256: sha256('N'), changed: 'false', 'cache-hit': 'true' }
  })
  expect(fake.requests.length).toBeLessThanOrEqual(2)

  const wrong = await runner.run({ ...inputs, release: 'v1.3' }, env())
  expect(wrong.exitCode).toBe(1)
  expect(wrong.annotations).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(/github:\/\/owner\/repo has no release v1\.3.*It has v1\.2/s)
    })
  ])
})
