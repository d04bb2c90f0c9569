import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { makeRepository, type ActLine, type ActRun, type Workflows } from '../support/act.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'
import { describeWith } from '../support/testbed.ts'

const ACCESS = `
          aws-access-key-id: \${{ secrets.KEY_ID }}
          aws-secret-access-key: \${{ secrets.SECRET }}`

const PUBLISH = `
  publish:
    runs-on: ubuntu-latest
    outputs:
      version: \${{ steps.push.outputs.version }}
    steps:
      - run: node --eval 'if (!process.version.startsWith("v24.")) throw new Error(process.version)'
      - run: mkdir build && echo "narf 1.10" > build/narf.txt && echo other > other.txt
      - uses: org/registry-action@v1
        id: push
        with:
          mode: push
          package: narf
          version: '1.10'
          files: build/*.txt${ACCESS}
      - uses: org/registry-action@v1
        id: promote
        with:
          mode: promote
          package: narf
          version: \${{ steps.push.outputs.version }}${ACCESS}
      - run: test "$OUTPUTS" = "1.10 true 1.10"
        env:
          OUTPUTS: \${{ steps.push.outputs.version }} \${{ steps.push.outputs.created }} \${{ steps.promote.outputs.latest }}
      - uses: org/registry-action@v1
        id: conflict
        continue-on-error: true
        with:
          mode: push
          package: narf
          version: '1.10'
          files: other.txt${ACCESS}
      - run: test "$OUTCOME" = failure
        env:
          OUTCOME: \${{ steps.conflict.outcome }}
`

const PARALLEL = `
  parallel:
    runs-on: ubuntu-latest
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
          promote: if-newer${ACCESS}
`

const FETCH = `
      - uses: actions/checkout@v4
      - uses: org/registry-action@v1
        id: pull
        with:
          mode: pull
          packages: |
            narf
            shared@^0.4${ACCESS}
      - run: test "$(cat "$NARF" "$SHARED")" = "$(printf 'narf 1.10\\nshared 4')"
        env:
          NARF: \${{ fromJSON(steps.pull.outputs.paths).narf }}
          SHARED: \${{ fromJSON(steps.pull.outputs.paths).shared }}
      - uses: ./wrapped
        id: wrapped
        with:
          name: narf
          key-id: \${{ secrets.KEY_ID }}
          secret: \${{ secrets.SECRET }}
      - run: test "$WRAPPED" = "1.10" && test "$(cat elsewhere/narf.txt)" = "narf 1.10"
        env:
          WRAPPED: \${{ steps.wrapped.outputs.version }}
`

const WRAPPED = `
name: Pull one package
description: What a team makes of the action for itself
inputs:
  name: { required: true }
  key-id: { required: true }
  secret: { required: true }
  unused: { default: 'something' }
outputs:
  version: { value: '\${{ steps.inner.outputs.version }}' }
runs:
  using: composite
  steps:
    - uses: org/registry-action@v1
      id: inner
      with:
        mode: pull
        packages: \${{ inputs.name }}
        path: elsewhere
        aws-access-key-id: \${{ inputs.key-id }}
        aws-secret-access-key: \${{ inputs.secret }}
`

const job = (name: string, needs: string, steps: string): string =>
  `\n  ${name}:\n    runs-on: ubuntu-latest\n${needs}    steps:${steps}`

describeWith('act', 'in the workflows of a repository', () => {
  let fake: S3Fake
  let workflows: Workflows
  let first: ActRun
  beforeAll(async () => {
    fake = await startS3Fake()
    workflows = await makeRepository({
      '.github/workflows/ci.yml': `on: push\njobs:${PUBLISH}${PARALLEL}${job('fetch', '    needs: [publish, parallel]\n', FETCH)}`,
      '.github/workflows/again.yml': `on: push\njobs:${job('fetch', '', FETCH)}`,
      'wrapped/action.yml': WRAPPED
    })
    first = await run('ci.yml')
  }, 120_000)
  afterAll(async () => {
    await workflows.close()
    await fake.close()
  })

  const run = (workflow: string) =>
    workflows.run(workflow, {
      env: { REGISTRY_STORE: 's3://bucket/team', REGISTRY_ENDPOINT_URL: fake.endpoint },
      secrets: { KEY_ID: fake.accessKeyId, SECRET: fake.secretAccessKey }
    })

  test('what one job publishes another one pulls, and every step sees its outputs', () => {
    if (first.status !== 0) throw new Error(first.log)
    expect(first.outputsOf('publish', 'push')).toMatchObject({
      ...{ version: '1.10', size: '10', created: 'true', latest: '' },
      url: `${fake.endpoint}/bucket/team/narf/tycho_1.10.pkg`
    })
    expect(first.outputsOf('publish', 'promote')).toEqual({ latest: '1.10', previous: '' })
    expect(first.outputsOf('fetch', 'pull')).toMatchObject({
      ...{ versions: '{"narf":"1.10","shared":"0.4.0"}', 'cache-hit': 'false', changed: 'true' }
    })
    expect(first.outputsOf('fetch', 'wrapped', 'inner')['version']).toBe('1.10')
  })

  test('jobs of a matrix push at the same time, and all of it is there', () => {
    const versions = [...fake.objects('bucket').keys()]
      .filter((key) => key.startsWith('team/shared/tycho_'))
      .sort()
    expect(versions).toEqual([1, 2, 3, 4].map((number) => `team/shared/tycho_0.${number}.0.pkg`))
    expect(JSON.parse(fake.text('bucket', 'team/shared/tycho.json') ?? '')).toMatchObject({ latest: '0.4.0' })
  })

  test('a step that fails shows why, and nothing secret is in the log', () => {
    const errors = first.lines.filter(({ command }) => command === 'error')
    expect(errors.map(({ stepID, kvPairs, arg }) => [stepID, kvPairs?.['title'], arg])).toEqual([
      [
        ['conflict'],
        'Conflict',
        expect.stringMatching(/^narf 1\.10 exists already with other bytes \(s3:\/\/bucket\/team\)\. /)
      ]
    ])
    expect(first.log).not.toContain(fake.secretAccessKey)
    const summaries = first.lines.filter(({ command }) => command === 'summary')
    expect(summaries.map(({ content = '' }) => content.split('\n')[0])).toEqual(
      expect.arrayContaining([
        ...['### Pushed narf 1.10', '### narf 1.10 is the latest (was none)', '### Pulled 2 packages'],
        '### Pushed shared 0.3.0'
      ])
    )
  })

  test('post steps run in reverse, and keep what was pulled', () => {
    const posts = first.lines.filter(({ jobID, msg }) => jobID === 'fetch' && msg.startsWith('⭐ Run Post'))
    expect(posts.map(({ stepID }) => stepID)).toEqual([['wrapped'], ['wrapped', 'inner'], ['pull']])
    const kept = (...step: string[]): boolean =>
      first.lines.some((line: ActLine) => line.stepID?.join() === step.join() && /^kept \d/.test(line.msg))
    expect([kept('wrapped', 'inner'), kept('pull')]).toEqual([true, true])
  })

  test('a second run finds it in the cache', async () => {
    fake.clear()
    const again = await run('again.yml')
    if (again.status !== 0) throw new Error(again.log)
    for (const step of [['pull'], ['wrapped', 'inner']])
      expect(again.outputsOf('fetch', ...step)).toMatchObject({ 'cache-hit': 'true', changed: 'true' })
    expect(fake.find({ operation: 'GetObject', key: /\.pkg$/ })).toEqual([])
  }, 120_000)
})
