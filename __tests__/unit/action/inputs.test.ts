import { describe, expect, test } from '@jest/globals'
import { gitTag, givenInputs, labelOf } from '../../../src/action/inputs.ts'
import type { Environment } from '../../../src/options/tychoreg.ts'

describe('what is given for an input', () => {
  test.each<[what: string, env: Environment, expected: Record<string, [value: string, label: string]>]>([
    ['nothing', {}, {}],
    ['an input', { INPUT_PACKAGE: 'narf' }, { package: ['narf', 'input package'] }],
    ['one with a dash', { 'INPUT_LOCAL-NAME': 'x' }, { 'local-name': ['x', 'input local-name'] }],
    ['one with an underscore', { INPUT_LOCAL_NAME: 'x' }, { 'local-name': ['x', 'input local-name'] }],
    ['one with a space', { 'INPUT_LOCAL NAME': 'x' }, { 'local-name': ['x', 'input local-name'] }],
    ['one that is not known', { INPUT_PAKAGE: 'x' }, { pakage: ['x', 'input pakage'] }],
    ['an empty one', { INPUT_PACKAGE: '' }, {}],
    ['a blank one', { INPUT_PACKAGE: ' \n ' }, {}],
    ['one that is not set', { INPUT_PACKAGE: undefined }, {}],
    ['white space around it', { INPUT_PACKAGES: '\n a\n b \n' }, { packages: ['a\n b', 'input packages'] }],
    ['no name', { INPUT_: 'x' }, {}],
    ['a shared one', { REGISTRY_STORE: ' s3://b ' }, { store: ['s3://b', 'REGISTRY_STORE'] }],
    [
      'a shared one with a dash',
      { REGISTRY_ENDPOINT_URL: 'x' },
      { 'endpoint-url': ['x', 'REGISTRY_ENDPOINT_URL'] }
    ],
    ['both', { INPUT_STORE: 's3://a', REGISTRY_STORE: 's3://b' }, { store: ['s3://a', 'input store'] }],
    [
      'an empty one and a shared one',
      { INPUT_STORE: '', REGISTRY_STORE: 'x' },
      { store: ['x', 'REGISTRY_STORE'] }
    ],
    ['a shared one that is not known', { REGISTRY_STOER: 'x' }, {}],
    ['something else', { PACKAGE: 'x', MY_INPUT_PACKAGE: 'x', GITHUB_INPUT_PACKAGE: 'x' }, {}]
  ])('%s', (_, env, expected) => {
    const found = [...givenInputs(env)].map(([name, { value, label }]) => [name, [value, label]])
    expect(Object.fromEntries(found)).toEqual(expected)
  })

  test('an input is called as a workflow calls it', () => {
    expect(labelOf('local-name')).toBe('input local-name')
  })
})

test.each<[what: string, env: Environment, tag: string | undefined]>([
  ['a tag', { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.0' }, 'v1.0'],
  ['a branch', { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'v1.0' }, undefined],
  ['an empty tag', { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: '' }, undefined],
  ['no name', { GITHUB_REF_TYPE: 'tag' }, undefined],
  ['no workflow', {}, undefined]
])('the tag that started a workflow, of %s', (_, env, tag) => {
  expect(gitTag(env)).toBe(tag)
})
