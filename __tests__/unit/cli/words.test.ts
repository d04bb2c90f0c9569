import { describe, expect, test } from '@jest/globals'
import { inItsWords, labelOf } from '../../../src/cli/words.ts'

describe('a hint in the words of the command line', () => {
  test.each([
    [
      'Promote another version first (`mode: promote`).',
      'Promote another version first (`registry promote`).'
    ],
    ['Run once with `update-lock: true`.', 'Run once with `--update-lock`.'],
    ['Set `if-exists: overwrite`.', 'Set `--if-exists overwrite`.'],
    ['Set `region: eu-central-1`.', 'Set `--region eu-central-1`.'],
    ['Set `promote: true`.', 'Set `--promote true`.'],
    ['Name another `path`, or leave `extract` out.', 'Name another `--path`, or leave `--extract` out.'],
    ["Give `version: '1.2.3'` and `files`.", 'Give `1.2.3` and `FILE`.'],
    ['Name `packages`.', 'Name `PKG`.'],
    [
      'Give `aws-access-key-id` and `aws-secret-access-key`.',
      'Give `REGISTRY_AWS_ACCESS_KEY_ID` and `REGISTRY_AWS_SECRET_ACCESS_KEY`.'
    ]
  ])('%s', (hint, says) => {
    expect(inItsWords(hint)).toBe(says)
  })

  test.each([
    ['python', 'Run `registry reindex --registry python` with `--full`.'],
    ['tycho', 'Run `registry reindex` with `--full`.'],
    ['pytohn', 'Run `registry reindex` with `--full`.'],
    [undefined, 'Run `registry reindex` with `--full`.']
  ])('names the format, where that was named as %s', (format, says) => {
    expect(inItsWords('Run `mode: reindex` with `full: true`.', format)).toBe(says)
  })

  test.each([
    'In a workflow give `role-to-assume`.',
    'Add `permissions: { id-token: write }` to the job.',
    'Write `s3://bucket/prefix` or `name@1.2`, `true` or `false`.',
    'The mode is `mode: dance`, which is no `mode`.',
    'path: no such file'
  ])('what is no input or mode stays: %s', (hint) => {
    expect(inItsWords(hint)).toBe(hint)
  })
})

describe('what the command line calls an input', () => {
  test.each([
    ['package', 'push', 'PKG'],
    ['packages', 'pull', 'PKG'],
    ['packages', 'check', '--project'],
    ['packages', 'reindex', '--project'],
    ['version', 'promote', 'VERSION'],
    ['files', 'push', 'FILE'],
    ['local-name', 'init', 'FILENAME'],
    ['local-name', 'push', '--local-name'],
    ['endpoint-url', 'list', '--endpoint-url'],
    ['aws-session-token', 'list', 'REGISTRY_AWS_SESSION_TOKEN']
  ] as const)('%s of %s is %s', (name, mode, label) => {
    expect(labelOf(name, mode)).toBe(label)
  })
})
