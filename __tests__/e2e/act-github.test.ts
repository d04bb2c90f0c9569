import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { makeRepository, type ActRun, type Workflows } from '../support/act.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { githubEnvironment } from '../support/places.ts'
import { describeWith } from '../support/testbed.ts'

/** As the README has it: no store, no secret but the job's own token. */
const WORKFLOW = `
on: push
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions:
      contents: write
    steps:
      - run: mkdir build && echo "narf 1.10" > build/narf.txt
      - uses: org/registry-action@v1
        id: push
        with:
          mode: push
          package: narf
          version: '1.10'
          files: build/narf.txt
          notes: The tenth
      - uses: org/registry-action@v1
        id: promote
        with:
          mode: promote
          package: narf
          version: \${{ steps.push.outputs.version }}
          token: ''
  parallel:
    runs-on: ubuntu-latest
    permissions:
      contents: write
    strategy:
      matrix:
        number: [1, 2, 3, 4]
    steps:
      - run: echo "shared \${{ matrix.number }}" > shared.txt
      - uses: org/registry-action@v1
        with:
          mode: push
          package: shared
          version: 0.\${{ matrix.number }}.0
          files: shared.txt
          promote: if-newer
  fetch:
    runs-on: ubuntu-latest
    needs: [publish, parallel]
    permissions:
      contents: read
    steps:
      - uses: org/registry-action@v1
        id: pull
        with:
          mode: pull
          packages: |
            narf
            shared
      - run: test "$(cat "$NARF" "$SHARED")" = "$(printf 'narf 1.10\\nshared 4')"
        env:
          NARF: \${{ fromJSON(steps.pull.outputs.paths).narf }}
          SHARED: \${{ fromJSON(steps.pull.outputs.paths).shared }}
  tidy:
    runs-on: ubuntu-latest
    needs: fetch
    permissions:
      contents: write
    steps:
      - uses: org/registry-action@v1
        id: reindex
        with:
          mode: reindex
      - uses: org/registry-action@v1
        id: check
        with:
          mode: check
          deep: true
`

describeWith('act', 'in a workflow that names no store', () => {
  let fake: GithubFake
  let workflows: Workflows
  let done: ActRun
  beforeAll(async () => {
    fake = await startGithubFake({
      repositories: { 'octo/repo': {} },
      tokens: [{ token: 'ghs_of_the_job' }]
    })
    workflows = await makeRepository({ '.github/workflows/ci.yml': WORKFLOW })
    done = await workflows.run('ci.yml', {
      env: githubEnvironment(fake, 'octo/repo'),
      secrets: { GITHUB_TOKEN: fake.token }
    })
  }, 120_000)
  afterAll(async () => {
    await workflows.close()
    await fake.close()
  })

  test('one job publishes to the releases, another one pulls, a third one tidies up', () => {
    if (done.status !== 0) throw new Error(done.log)
    expect(done.outputsOf('publish', 'push')).toMatchObject({
      ...{ version: '1.10', size: '10', created: 'true', latest: '' },
      url: `${fake.serverUrl}/octo/repo/releases/download/narf-1.10/narf.txt`
    })
    expect(done.outputsOf('publish', 'promote')).toEqual({ latest: '1.10', previous: '' })
    expect(done.outputsOf('fetch', 'pull')).toMatchObject({
      ...{ versions: '{"narf":"1.10","shared":"0.4.0"}', 'cache-hit': 'false', changed: 'true' }
    })
    expect(done.outputsOf('tidy', 'reindex')).toEqual({
      projects: '2',
      files: '5',
      changed: '0',
      problems: '[]'
    })
    expect(done.outputsOf('tidy', 'check')).toEqual({ ok: 'true', problems: '[]' })
  })

  test('jobs of a matrix push at the same time: a release each, and one history', () => {
    const repository = fake.repository()
    const releases = [...repository.releases.values()]
    expect(releases.map(({ tag, draft }) => `${tag} ${draft}`).sort()).toEqual([
      'narf-1.10 false',
      ...[1, 2, 3, 4].map((number) => `shared-0.${number}.0 false`)
    ])
    expect(repository.releasesOf('narf-1.10')[0]?.body).toMatch(/^The tenth\n/)
    expect(JSON.parse(repository.text('registry', 'shared/tycho.json') ?? '')).toEqual({
      ...{ localname: 'shared.txt', latest: '0.4.0' }
    })
    const parents = repository.history('registry').map(({ parents: each }) => each.length)
    expect(parents.filter((count) => count !== 1)).toEqual([0])
  })

  test('the token is not in the log', () => {
    expect(done.log).not.toContain(fake.token)
    expect(done.log).toContain('GitHub token: the job’s own')
  })
})
