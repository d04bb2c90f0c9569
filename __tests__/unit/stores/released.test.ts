import { describe, expect, test } from '@jest/globals'
import { elsewhereIn, elsewhereKey, parseElsewhere, repositoryPath } from '../../../src/stores/released.ts'

const repository = 'github://owner/re.po-1'

describe('a file on the release of somebody', () => {
  test.each([
    ['v1.0', `${repository}/v1.0/a.whl`],
    ['pkg/v1.0', `${repository}/pkg%2Fv1.0/a.whl`],
    ['%2F ü', `${repository}/%252F%20%C3%BC/a.whl`]
  ])('of the tag %s lies at %s', (tag, path) => {
    const key = elsewhereKey({ repository, tag, asset: 'a.whl' })
    expect(key).toEqual({ package: repository, version: tag, path, filename: 'a.whl' })
    expect(parseElsewhere(path)).toEqual({ repository, tag, asset: 'a.whl' })
    expect(path.startsWith(repositoryPath(repository))).toBe(true)
  })

  test.each([
    '',
    'narf/a.whl',
    'github:/owner/repo/v1/a',
    'github://owner/v1',
    'github://owner/repo/a',
    'github://owner/repo/v1/a/b',
    'github://owner/repo//a',
    'github://owner/repo/%zz/a',
    'x/github://owner/repo/v1/a'
  ])('is not at %j', (path) => {
    expect(parseElsewhere(path)).toBeUndefined()
  })

  test('is below its repository', () => {
    expect(elsewhereIn(`${repository}/`)).toEqual({ repository, path: '' })
    expect(elsewhereIn(`${repository}/v1/a`)).toEqual({ repository, path: 'v1/a' })
    expect(elsewhereIn('narf/')).toBeUndefined()
  })
})
