import { describe, expect, test } from '@jest/globals'
import { latestVersion, releasesOf } from '../../../src/python/releases.ts'
import { entryOf, wheelOf } from '../../support/python-project.ts'

const yanked = { yanked: true }

describe('the latest version', () => {
  test.each<[what: string, versions: Record<string, object>, latest: string | undefined]>([
    ['of nothing', {}, undefined],
    ['is the highest, not the last', { '1.10': {}, '1.9': {} }, '1.10'],
    ['is no pre-release', { '1.0': {}, '2.0rc1': {}, '2.0.dev1': {} }, '1.0'],
    ['is a pre-release where there is nothing else', { '2.0rc1': {}, '2.0b9': {} }, '2.0rc1'],
    ['is none that was yanked', { '1.0': {}, '2.0': yanked }, '1.0'],
    ['is a pre-release before one that was yanked', { '1.0': yanked, '2.0rc1': {} }, '2.0rc1'],
    ['is a yanked one where all were', { '1.0': yanked, '2.0': yanked }, '2.0'],
    ['is a legacy one last', { '2004d': {}, '0.1': {} }, '0.1'],
    ['knows epochs', { '9.0': {}, '1!0.1': {} }, '1!0.1']
  ])('%s', (_what, versions, latest) => {
    expect(
      latestVersion(Object.entries(versions).map(([version, more]) => wheelOf(version, { ...more })))
    ).toBe(latest)
  })
})

test('files of equal versions are one release, under the spelling of the first, sorted by name', () => {
  const entries = [
    wheelOf('1.1'),
    entryOf('1.0.0', 'narf-1.0.0.tar.gz'),
    wheelOf('1.0', yanked),
    entryOf('1.0', 'narf-1.0-cp312-cp312-any.whl')
  ]
  expect(
    releasesOf(entries).map(({ version, entries: files, yanked: all }) => [
      version,
      files.map(({ filename }) => filename),
      all
    ])
  ).toEqual([
    ['1.1', ['narf-1.1-py3-none-any.whl'], false],
    ['1.0', ['narf-1.0-cp312-cp312-any.whl', 'narf-1.0-py3-none-any.whl', 'narf-1.0.0.tar.gz'], false]
  ])
})

test('a release is yanked where every file of it is', () => {
  const both = [wheelOf('1.0', yanked), entryOf('1.0', 'narf-1.0.tar.gz', yanked)]
  expect(releasesOf(both)).toMatchObject([{ yanked: true }])
  expect(releasesOf([both[0]!, entryOf('1.0', 'narf-1.0.tar.gz')])).toMatchObject([{ yanked: false }])
})
