import { afterEach, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { startRunner, type Finished } from '../support/action.ts'
import { documentsIn, indexedIn } from '../support/github-held.ts'
import type { RepositoryOptions } from '../support/github-fake/index.ts'
import { contentOf, githubSteps, type GithubSteps } from '../support/github-steps.ts'
import { assetsIn, debrisIn, violationsIn } from '../support/github-state.ts'
import { wheelOf } from '../support/python-distributions.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

async function begin(repository: RepositoryOptions = {}): Promise<GithubSteps> {
  const begun = await githubSteps({ repositories: { 'octo/repo': repository } })
  open.push(begun)
  return begun
}

const isFine = (done: Finished): Finished => {
  if (done.exitCode !== 0) throw new Error(done.log)
  expect([done.stderr, done.annotations]).toEqual(['', []])
  return done
}

/** A job on a machine of its own that pushes a wheel. */
async function pushWheel({ fake, env }: GithubSteps, tag: string, publish: string): Promise<Finished> {
  const runner = await startRunner()
  open.push(runner)
  const file = `narf-1.0-${tag}-none-any.whl`
  await runner.write(file, wheelOf())
  const inputs = { mode: 'push', registry: 'python', files: '*.whl', publish, 'job-token': fake.token }
  return isFine(await runner.run(inputs, env))
}

const filesSchema = v.array(v.object({ filename: v.string(), outcome: v.string() }))
const outcomesIn = ({ outputs }: Finished): string[] =>
  v.parse(filesSchema, JSON.parse(outputs['files'] ?? '')).map(({ outcome }) => outcome)

test.each([{}, { immutableReleases: true }])(
  'four jobs push wheels into one draft, and a last one publishes all of them, in a repository like %j',
  async (repository) => {
    const steps = await begin(repository)
    const view = steps.fake.repository()
    const tags = ['cp310', 'cp311', 'cp312', 'cp313']
    for (const done of await Promise.all(tags.map((tag) => pushWheel(steps, tag, 'false')))) {
      expect(done.outputs).toMatchObject({ held: 'true', projects: '{"narf":["1.0"]}' })
      expect(outcomesIn(done)).toEqual(['held'])
      expect(done.log).toMatch(/: narf-1\.0-cp31\d-none-any\.whl is held in the draft of its release \(/)
      expect(done.summary).toMatch(/^### Pushed 0 files, 1 file held in a draft in /)
      expect(done.summary).not.toContain('pip install')
    }
    expect([...view.releases.values()]).toMatchObject([{ tag: 'narf-1.0', draft: true }])
    expect(documentsIn(view)).toEqual([])
    const last = await pushWheel(steps, 'py3', '')
    expect(last.outputs['held']).toBe('false')
    expect(outcomesIn(last)).toEqual(['published', 'published', 'published', 'published', 'created'])
    expect(last.summary).toMatch(/^### Pushed 1 file, 4 files published from the draft in /)
    expect(last.summary).toMatch(/`, once GitHub Pages shows the branch <code>registry<\/code>\n$/)
    expect(view.releases.size).toBe(1)
    expect([...view.releases.values()]).toMatchObject([{ tag: 'narf-1.0', draft: false }])
    expect(indexedIn(view, 'simple/narf')).toEqual(
      [...tags, 'py3'].map((tag) => `narf-1.0-${tag}-none-any.whl`)
    )
    expect([debrisIn(view), violationsIn(view)]).toEqual([[], []])
    expect(isFine(await steps.run('check', { registry: 'python', deep: 'true' })).outputs['ok']).toBe('true')
  }
)

test('three packages are held for one immutable release, which the last step publishes and promotes', async () => {
  const steps = await begin({ immutableReleases: true })
  const tag = { tag: 'v{version}' }
  for (const name of ['linux', 'macos', 'windows']) {
    const done = isFine(await steps.push(name, '1.0', { ...tag, publish: 'false', promote: 'true' }))
    expect(done.outputs).toMatchObject({ created: 'true', held: 'true', latest: '' })
    expect(done.log).toMatch(/put \w+ 1\.0 into the draft of its release \(.*\): a later push publishes it\n/)
    expect(done.summary).toContain(`### Held in a draft: ${name} 1.0`)
  }
  const again = isFine(await steps.push('linux', '1.0', { ...tag, publish: 'false' }))
  expect(again.outputs).toMatchObject({ created: 'false', held: 'true' })
  const conflict = await steps.push('linux', '1.1', { ...tag, version: '1.0', publish: 'false' })
  expect(conflict.annotations.map(({ message }) => message)).toEqual([
    expect.stringContaining('linux 1.0 waits already to be published, with other bytes')
  ])
  expect(isFine(await steps.run('list')).outputs['packages']).toBe('{}')
  const last = isFine(await steps.push('sums', '1.0', { ...tag, promote: 'if-newer' }))
  expect(last.outputs).toMatchObject({ created: 'true', held: 'false', latest: '1.0' })
  expect(last.summary).toContain('- macos 1.0, now the latest')
  expect(assetsIn(steps.fake.repository())).toEqual(
    ['linux', 'macos', 'sums', 'windows'].map((name) => `v1.0/${name}.txt`)
  )
  expect(isFine(await steps.run('list')).outputs['packages']).toBe(
    '{"linux":"1.0","macos":"1.0","sums":"1.0","windows":"1.0"}'
  )
  isFine(await steps.run('pull', { packages: 'macos' }))
  expect(await steps.runner.read('tycho_packages/macos.txt')).toBe(contentOf('macos', '1.0'))
})

test('a dry run says what would be held, and a store without drafts that it knows none', async () => {
  const steps = await begin()
  const dry = isFine(await steps.push('narf', '1.0', { publish: 'false', 'dry-run': 'true' }))
  expect(dry.outputs).toMatchObject({ created: 'true', held: 'true' })
  expect(dry.log).toContain('dry run: would hold back github://octo/repo/narf/tycho_1.0.pkg\n')
  expect(dry.log).not.toContain('would write')
  expect(steps.fake.repository().releases.size).toBe(0)
  const folder = await steps.push('narf', '1.0', { publish: 'false', store: 'file:out' })
  expect(folder.outputs).toMatchObject({ created: 'true', held: 'false' })
  expect(folder.annotations.map(({ message }) => message)).toEqual([
    'input publish has no meaning for the folder out and is ignored'
  ])
  const bad = await steps.push('narf', '1.0', { publish: 'later' })
  expect(bad.annotations.map(({ message }) => message)).toEqual([
    expect.stringContaining('input publish is "later", which is neither true nor false')
  ])
})
