import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { makeRepository, type ActRun, type Workflows } from '../support/act.ts'
import { workspace } from '../support/command-line.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { installableWheel } from '../support/installable.ts'
import { githubEnvironment } from '../support/places.ts'
import { homeIn, install, type Home } from '../support/python-clients.ts'
import { branchOf, serveStatic, type StaticServer } from '../support/static-server.ts'
import { describeWith } from '../support/testbed.ts'

const WHEELS = ['1.0', '1.1', '2.0'].map((version) => installableWheel({ name: 'narf', version }))

/** As a project's own build step would leave them. */
const BUILD = WHEELS.map(
  ({ filename, bytes }) => `echo ${bytes.toString('base64')} | base64 -d > dist/${filename}`
).join(' && ')

/** An index in the releases of the workflow's own repository, with no token but the job's. */
const WORKFLOW = `
on: push
env:
  REGISTRY_REGISTRY: python
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions:
      contents: write
    steps:
      - run: mkdir dist && ${BUILD}
      - uses: org/registry-action@v1
        id: push
        with:
          mode: push
          files: dist/*.whl
      - uses: org/registry-action@v1
        id: yank
        with:
          mode: yank
          packages: narf==2.0
          reason: too early
  tidy:
    runs-on: ubuntu-latest
    needs: publish
    permissions:
      contents: write
    steps:
      - uses: org/registry-action@v1
        id: remove
        with:
          mode: remove
          packages: narf@1.0
      - uses: org/registry-action@v1
        id: reindex
        with:
          mode: reindex
          full: true
      - uses: org/registry-action@v1
        id: check
        with:
          mode: check
          deep: true
      - uses: org/registry-action@v1
        id: list
        with:
          mode: list
  fetch:
    runs-on: ubuntu-latest
    needs: tidy
    permissions:
      contents: read
    steps:
      - uses: org/registry-action@v1
        id: pull
        with:
          mode: pull
          packages: narf
      - run: python3 -m zipfile --list "$NARF"
        env:
          NARF: \${{ fromJSON(steps.pull.outputs.paths).narf }}
`

describeWith(
  ['act', 'pip'],
  'in a workflow with an index of Python in the releases of its repository',
  () => {
    const folders = workspace()
    let fake: GithubFake
    let workflows: Workflows
    let server: StaticServer
    let home: Home
    let done: ActRun
    beforeAll(async () => {
      fake = await startGithubFake({
        repositories: { 'octo/repo': {} },
        tokens: [{ token: 'ghs_of_the_job' }]
      })
      server = await serveStatic(branchOf(fake))
      home = homeIn(folders.folder(), server)
      workflows = await makeRepository({ '.github/workflows/ci.yml': WORKFLOW })
      done = await workflows.run('ci.yml', {
        env: githubEnvironment(fake, 'octo/repo'),
        secrets: { GITHUB_TOKEN: fake.token }
      })
    }, 120_000)
    afterAll(async () => {
      await workflows.close()
      await server.close()
      await fake.close()
      folders.remove()
    })

    test('one job publishes and yanks, another one tidies up, a third one pulls', () => {
      if (done.status !== 0) throw new Error(done.log)
      const { files, ...pushed } = done.outputsOf('publish', 'push')
      expect(pushed).toEqual({
        projects: '{"narf":["1.0","1.1","2.0"]}',
        'index-url': expect.stringMatching(/\/octo\/repo\/simple\/$/),
        held: 'false'
      })
      expect(files).toContain('narf-1.1-py3-none-any.whl')
      expect(done.outputsOf('publish', 'yank')).toEqual({ changed: '1' })
      expect(done.outputsOf('tidy', 'remove')).toEqual({ removed: '{"narf":["1.0"]}' })
      expect(done.outputsOf('tidy', 'reindex')).toMatchObject({ projects: '1', files: '2', problems: '[]' })
      expect(done.outputsOf('tidy', 'check')).toEqual({ ok: 'true', problems: '[]' })
      expect(done.outputsOf('tidy', 'list')).toEqual({
        packages: '{"narf":"1.1"}',
        versions: '{"narf":["2.0","1.1"]}'
      })
      expect(done.outputsOf('fetch', 'pull')).toMatchObject({ versions: '{"narf":"1.1"}', changed: 'true' })
      expect(done.log).toContain('narf: latest 1.1, 2 versions, 1 of them yanked (')
      expect(done.log).not.toContain(fake.token)
    })

    test('pip installs what was not yanked from the pages on the branch, as a web server shows it', async () => {
      const wishes = [{ wanted: 'narf', installed: { narf: '1.1' } }]
      expect(await install('pip', { home, index: `${server.url}/simple/`, wishes })).toEqual({ narf: '1.1' })
      expect(server.outside).toEqual([])
    })

    test('its releases are those of the versions that are left', () => {
      const releases = [...fake.repository().releases.values()]
      expect(releases.map(({ tag, draft }) => `${tag} ${draft}`).sort()).toEqual([
        'narf-1.1 false',
        'narf-2.0 false'
      ])
    })
  }
)
