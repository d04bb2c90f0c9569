import { describe, expect, test } from '@jest/globals'
import { latestRelease, releasesOf } from '../../../../src/python/pages/releases.ts'
import type { Entry } from '../../../../src/python/record.ts'
import { entryOf, wheelOf } from '../../../support/python-project.ts'

const of = (...entries: Entry[]) => releasesOf({ entries, hasRemovals: false, serial: 0 }, 'narf')
const yanked = { yanked: true, yanked_reason: 'why' }

test('releases are newest first, legacy versions last', () => {
  const versions = [
    '1.9',
    '2004d',
    '1.10',
    '1.10rc1',
    '1!0.1',
    '1.10.post1',
    '1.9+local',
    '1.10.dev3',
    'beta'
  ]
  expect(of(...versions.map((version) => wheelOf(version))).map(({ version }) => version)).toEqual([
    '1!0.1',
    '1.10.post1',
    '1.10',
    '1.10rc1',
    '1.10.dev3',
    '1.9+local',
    '1.9',
    '2004d',
    'beta'
  ])
})

test('files of versions that are equal are one release', () => {
  const [release, ...others] = of(
    wheelOf('1.0', { serial: 3 }),
    entryOf('1.0.0', 'narf-1.0.0.tar.gz', { serial: 5, upload_time_iso_8601: '2025-01-01T00:00:00Z' }),
    wheelOf('v1', { serial: 4 })
  )
  expect(others).toEqual([])
  expect(release?.files.map(({ entry }) => entry.filename)).toEqual([
    'narf-1.0-py3-none-any.whl',
    'narf-1.0.0.tar.gz',
    'narf-v1-py3-none-any.whl'
  ])
  expect(release).toMatchObject({
    version: '1.0',
    serial: 5,
    uploadTime: '2025-01-01T00:00:00Z',
    stage: 'final'
  })
  expect(release?.spellings.toSorted()).toEqual(['1.0', '1.0.0', 'v1'])
})

test.each([
  ['1.0', 'final'],
  ['1.0.post1', 'final'],
  ['1.0rc1', 'pre-release'],
  ['1.0.dev1', 'pre-release'],
  ['1.0-', 'legacy']
])('%s is %s', (version, stage) => {
  expect(of(wheelOf(version))[0]?.stage).toBe(stage)
})

test.each<[string, readonly (string | undefined)[], string | undefined]>([
  ['all of its files are', ['b', 'a'], 'b'],
  ['not while one is not', ['b', undefined], undefined],
  ['without a reason, too', ['', ''], '']
])('a release is yanked when %s', (_name, reasons, expected) => {
  const files = reasons.map((reason, index) =>
    entryOf(
      '1.0',
      `narf-1.0-${index}.zip`,
      reason === undefined ? {} : { yanked: true, yanked_reason: reason }
    )
  )
  expect(of(...files)[0]?.yanked).toBe(expected)
})

describe('the latest release', () => {
  test.each<[string, readonly Entry[], string | undefined]>([
    ['the newest', [wheelOf('1.0'), wheelOf('1.1')], '1.1'],
    ['no pre-release', [wheelOf('1.0'), wheelOf('2.0rc1')], '1.0'],
    [
      'a pre-release where there is nothing else',
      [wheelOf('1.0rc1'), wheelOf('1.0rc2'), wheelOf('1.0.dev1')],
      '1.0rc2'
    ],
    ['none that was yanked', [wheelOf('1.0'), wheelOf('1.1', yanked)], '1.0'],
    ['a pre-release before one that was yanked', [wheelOf('1.0rc1'), wheelOf('1.1', yanked)], '1.0rc1'],
    [
      'the newest final one where all were yanked',
      [wheelOf('1.0', yanked), wheelOf('1.1rc1', yanked)],
      '1.0'
    ],
    ['no legacy version', [wheelOf('9-'), wheelOf('0.1.dev1')], '0.1.dev1'],
    ['a legacy version where there is nothing else', [wheelOf('9-'), wheelOf('10-')], '10-'],
    ['none', [], undefined]
  ])('is %s', (_name, entries, expected) => {
    expect(latestRelease(of(...entries))?.version).toBe(expected)
  })
})
