import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { startRunner, type Finished, type Runner, type StepEnv } from '../support/action.ts'
import { snapshotOf } from '../support/places.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'

let runner: Runner
let fake: S3Fake
beforeAll(async () => {
  fake = await startS3Fake()
  runner = await startRunner()
  for (const name of ['one.txt', 'two.txt', 'out/[1].bin', '.hidden']) await runner.write(name, 'bytes')
  await runner.write('broken.lock', '{"lockfileVersion": 1')
  await runner.write('future.lock', '{"lockfileVersion": 2, "packages": {}}')
  await runner.write('other.lock', lockOf('other'))
  await runner.write('broken.json', '{"s3": {}}')
})
afterAll(async () => {
  await fake.close()
  await runner.close()
})

function lockOf(name: string): string {
  const file = { name, sha256: '0'.repeat(64), size: 1, executable: false }
  return JSON.stringify({
    lockfileVersion: 1,
    packages: { [name]: { package: name, version: '1', files: [file] } }
  })
}

/** Runs the action with the fake as its store; it must fail, ask nothing and write nothing. */
async function refused(inputs: Record<string, string>, env?: StepEnv): Promise<Finished> {
  const before = await snapshotOf(runner.workspace)
  const done = await runner.run({ ...storeInputs(), ...inputs }, env)
  expect(done.exitCode).toBe(1)
  expect(fake.requests).toEqual([])
  expect(await snapshotOf(runner.workspace)).toEqual(before)
  return done
}

function storeInputs(): Record<string, string> {
  return {
    store: 's3://bucket',
    'endpoint-url': fake.endpoint,
    'aws-access-key-id': fake.accessKeyId,
    'aws-secret-access-key': fake.secretAccessKey
  }
}

const push = { mode: 'push', package: 'narf', version: '1.0', files: 'one.txt' }
const pull = { mode: 'pull', packages: 'narf' }
const MODES = 'One of: push, pull, promote, init, list, reindex, check, yank, remove.'
const QUOTES = "Give it, in quotes: `version: '1.10'`."

/** Inputs, and what is said of which one of them: what is wrong, and what to do. */
type Case = readonly [Record<string, string>, ...(readonly [string, string, string])[]]

const cases: readonly Case[] = [
  [{ mode: '' }, ['mode', 'is missing', MODES]],
  [{ mode: 'psh' }, ['mode', '"psh", which is no mode', `Did you mean \`push\`? ${MODES}`]],
  [{ mode: 'Pull' }, ['mode', '"Pull", which is no mode', 'Did you mean `pull`?']],
  [{ mode: 'fetch' }, ['mode', '"fetch", which is no mode', MODES]],
  [{ mode: 'yank' }, ['mode', 'is yank, which the format tycho does not have', 'Set `registry: python`']],
  [{ mode: 'serve' }, ['mode', '"serve", which is no mode', 'This version has no serve yet.']],
  [
    { mode: 'push' },
    ['package', 'is missing', 'Name the package.'],
    ['version', 'is missing, and the workflow was not started by a tag', QUOTES],
    ['files', 'is missing', 'Name the file to push, by its path or by a glob that matches one file.']
  ],
  [{ mode: 'pull' }, ['packages', 'is missing', 'Name what to pull, a line each']],
  [{ mode: 'promote' }, ['package', 'is missing', 'Name the package.'], ['version', 'is missing', QUOTES]],
  [
    { mode: 'init', package: 'narf' },
    ['local-name', 'is missing', 'Give the name a pulled file gets: `narf.tar.gz`.']
  ],
  [{ mode: 'remove' }, ['packages', 'is missing', 'Name what to remove, a line each']],
  [
    { ...push, file: 'one.txt', stroe: 's3://bucket', 'dry-rnu': 'true', colour: 'red' },
    ['file', 'is not an input of this action', 'Did you mean `files`?'],
    ['stroe', 'is not an input of this action', 'Did you mean `store`?'],
    ['dry-rnu', 'is not an input of this action', 'Did you mean `dry-run`?'],
    ['colour', 'is not an input of this action', 'One of: mode, registry, store, ']
  ],
  [
    { ...push, files: '*.zip' },
    ['files', '"*.zip", which matches no file below /', 'In the working directory there are: broken.json, ']
  ],
  [
    { ...push, files: 'dist/*.zip' },
    [
      'files',
      '"dist/*.zip", which matches no file below /',
      'There is no folder dist. Is the build step before this one?'
    ]
  ],
  [{ ...push, files: 'out/[2].bin' }, ['files', 'matches no file', 'In out there are: [1].bin.']],
  [{ ...push, files: 'out' }, ['files', '"out", which is a folder', 'pack the folder into an archive']],
  [
    { ...push, files: '*.txt' },
    ['files', '"*.txt", which matches 2 files: one.txt, two.txt', 'A push takes one file']
  ],
  [
    { ...pull, 'aws-secret-access-key': '' },
    [
      'aws-secret-access-key',
      'is missing or empty, but the other half of the pair is given',
      'Give both. A pull request from a fork gets no secrets: they are empty there.'
    ]
  ],
  [
    { ...pull, 'aws-access-key-id': ' ' },
    ['aws-access-key-id', 'is missing or empty, but the other half of the pair is given', 'Give both.']
  ],
  [
    { ...pull, 'aws-access-key-id': '', 'aws-secret-access-key': '', 'aws-session-token': 'token' },
    ['aws-session-token', 'is given without keys', 'Give `aws-access-key-id` and `aws-secret-access-key`']
  ],
  [
    { ...pull, 'role-to-assume': 'registry-writer' },
    ['role-to-assume', 'is given together with keys', 'Give one of the two.'],
    ['role-to-assume', '"registry-writer", which is no ARN of a role', 'It looks like `arn:aws:iam::'],
    ['role-to-assume', 'needs an OIDC token', 'Add `permissions: { id-token: write, contents: read }`']
  ],
  [
    { ...pull, 'update-lock': 'true' },
    ['update-lock', 'is true, but no lockfile is named', 'Name one with `lockfile`.']
  ],
  [
    { ...pull, packages: 'narf@\na//b\nzort@>=1,<<2\nfine' },
    ['packages', 'has "narf@": the version is empty', 'Write `name@1.0`, or `name` for the latest.'],
    ['packages', 'has "a//b": the name has an empty', 'Write `name` or `name@version`.'],
    ['packages', '">=1,<<2" is no range of versions', 'Ranges look like `^1.2`']
  ],
  [
    { mode: 'remove', packages: 'narf\nzort@^1' },
    [
      'packages',
      'has "narf", which names no version',
      'Name versions (`name@1.2`), or packages and how many'
    ],
    ['packages', 'has "zort@^1", which would be read as a range', 'Write `name@1.2`.']
  ],
  [
    { mode: 'remove', packages: 'narf@1', keep: '0' },
    ['keep', 'is "0", which is no number from 1', 'Say how many of the newest versions stay.'],
    ['packages', 'has "narf@1", which names a version although `keep` is given', 'not both.']
  ],
  [
    { ...pull, store: 'bucket' },
    [
      'store',
      '"bucket", which names no store',
      'Write `s3://bucket`, `s3://bucket/prefix`, `github://owner/repo` or `file:folder`.'
    ]
  ],
  [
    { ...pull, store: 's3://' },
    ['store', '"s3://", which names no bucket', 'Write `s3://bucket` or `s3://bucket/prefix`.']
  ],
  [{ ...pull, store: 's3://a_b' }, ['store', 'names the bucket "a_b"', 'A name has 3 to 63 letters']],
  [
    { ...pull, config: 'absent.json' },
    ['config', '(absent.json) is not there', 'Check the path; it is relative to the working directory.']
  ],
  [{ ...pull, config: 'broken.json' }, ['config', '(broken.json) names no bucket', 'It looks like {"tycho"']],
  [
    { ...pull, 'endpoint-url': 's3.example.com' },
    ['endpoint-url', '"s3.example.com", which is no address', 'Write it with its scheme']
  ],
  [
    { ...push, 's3-put-args': '{"StorageClas": "STANDARD", "ACL": "publik", "BucketKeyEnabled": "yes"}' },
    ['s3-put-args', 'has BucketKeyEnabled: "yes"', 'Write true or false, without quotes.'],
    ['s3-put-args', 'has ACL: "publik"', 'One of: private, public-read, '],
    ['s3-put-args', 'has the key "StorageClas", which is not known', 'Did you mean `StorageClass`?']
  ],
  [
    { ...push, 's3-put-args': 'StorageClass=STANDARD' },
    ['s3-put-args', '"StorageClass=STANDARD", which is no JSON object', 'Write {"StorageClass": ']
  ],
  [
    { ...push, version: '1.0 beta' },
    ['version', 'is "1.0 beta", which has a space', 'Give a version such as']
  ],
  [
    { ...push, version: 'latest' },
    ['version', 'the word for the promoted version', 'Give a version such as']
  ],
  [
    { ...pull, force: 'yes', cache: '0' },
    ['force', 'is "yes", which is neither true nor false', 'Write `true` or `false`.'],
    ['cache', 'is "0", which is neither true nor false', 'Write `true` or `false`.']
  ]
]

test.each(cases)('%j is refused in words', async (inputs, ...said) => {
  const { annotations, outputs } = await refused(inputs)
  expect(outputs).toEqual({})
  expect(annotations.map(({ level, title }) => `${level}: ${title ?? ''}`)).toEqual(
    said.map(([input]) => `error: Wrong input ${input}`)
  )
  for (const [index, [input, what, hint]] of said.entries()) {
    const { message = '' } = annotations[index] ?? {}
    expect(message.startsWith(`input ${input} `)).toBe(true)
    expect(message).toContain(what)
    expect(message.slice(message.indexOf(what))).toContain(hint)
  }
})

test.each([
  [{ lockfile: 'broken.lock' }, /^the lockfile .*broken\.lock can't be understood \(it is no JSON: /],
  [{ lockfile: 'future.lock' }, /^the lockfile .*future\.lock can't be understood \(lockfileVersion: /],
  [{ lockfile: 'other.lock' }, /^the lockfile .*other\.lock has no entry for narf\. /],
  [
    { lockfile: 'absent.lock', packages: 'narf\nzort' },
    /^the lockfile .*absent\.lock is not there, or empty\. /
  ]
])('a pull with %j is refused in words', async (inputs, said) => {
  const { annotations } = await refused({ ...pull, ...inputs })
  expect(annotations.map(({ message }) => message)).toEqual([expect.stringMatching(said)])
  expect(annotations[0]?.message).toMatch(/run once with `update-lock: true`/i)
})

test('a REGISTRY_ variable that is wrong is named as such', async () => {
  const { annotations } = await refused({ ...pull, store: '' }, { REGISTRY_STORE: 'bucket' })
  expect(annotations).toEqual([
    {
      level: 'error',
      title: 'Wrong REGISTRY_STORE',
      message:
        'REGISTRY_STORE is "bucket", which names no store. Write `s3://bucket`, `s3://bucket/prefix`, `github://owner/repo` or `file:folder`.'
    }
  ])
})

test('a step with neither a store nor a repository of its own is refused in words', async () => {
  const { annotations } = await refused({ ...pull, store: '' }, { GITHUB_REPOSITORY: '' })
  expect(annotations).toEqual([
    {
      level: 'error',
      title: 'Wrong input store',
      message: expect.stringMatching(
        /^input store is missing, and neither a \.tychoreg\.json nor .* is there\. Set `store: s3:\/\/bucket`/
      )
    }
  ])
})

test('nine mistakes get an annotation each, the tenth says how many more there are, and the log has them all', async () => {
  const { annotations, log } = await refused({
    ...{ mode: 'push', package: 'a//b', version: '1 0', files: '*.zip', 'local-name': '../narf' },
    ...{ promote: 'maybe', 'if-exists': 'sme', 'dry-run': 'yes', 'allow-races': '1', registry: 'maven' },
    ...{ 'endpoint-url': 'nope', 'aws-secret-access-key': '', stroe: 's3://bucket', 's3-put-args': '3' }
  })
  expect(annotations).toHaveLength(10)
  expect(annotations[9]).toEqual({
    level: 'error',
    title: 'More',
    message: 'and 4 more; the log has them all'
  })
  const inputs = [...log.matchAll(/^(?:Error: )?input ([a-z0-9-]+) /gm)].map(([, name]) => name)
  expect(inputs.sort()).toEqual([
    ...['allow-races', 'aws-secret-access-key', 'dry-run', 'endpoint-url', 'files', 'if-exists'],
    ...['local-name', 'package', 'promote', 'registry', 's3-put-args', 'stroe', 'version']
  ])
})

test('an input that has no meaning for the mode is a warning', async () => {
  await runner.write('one.txt', 'bytes')
  const done = await runner.run({ ...storeInputs(), mode: 'list', keep: '3', promote: 'true' })
  expect(done.exitCode).toBe(0)
  expect(done.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    'warning: input promote has no meaning for list and is ignored',
    'warning: input keep has no meaning for list and is ignored'
  ])
  fake.clear()
})

test('a file whose name looks like a glob, and an input written with underscores, are what they are', async () => {
  const done = await runner.run({
    ...{ ...storeInputs(), ...push, files: 'out/[1].bin', dry_run: 'true' }
  })
  expect(done.annotations).toEqual([])
  expect(done.log).toContain('dry run: would write s3://bucket/narf/tycho_1.0.pkg')
  fake.clear()
})
