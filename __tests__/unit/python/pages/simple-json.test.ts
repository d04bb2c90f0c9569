import { expect, test } from '@jest/globals'
import { renderProject } from '../../../../src/python/pages/project.ts'
import type { Entry } from '../../../../src/python/record.ts'
import { entryOf, projectOf, sha256, wheelOf } from '../../../support/python-project.ts'

/** What the JSON page of a project with these files says. */
function jsonOf(...entries: Entry[]): unknown {
  const page = renderProject(projectOf(entries)).find(({ path }) => path === '_json/narf/')
  return JSON.parse(Buffer.from(page?.body ?? []).toString())
}

test('everything that is known of a file', () => {
  const entry = wheelOf('1.0', {
    requires_python: '>=3.9',
    yanked: true,
    yanked_reason: 'why',
    has_sig: true,
    provenance: true,
    base_url: 'https://host/simple/'
  })
  const url = 'https://host/simple/narf/narf-1.0-py3-none-any.whl'
  expect(jsonOf(entry)).toEqual({
    meta: { 'api-version': '1.4', '_last-serial': 1 },
    name: 'narf',
    versions: ['1.0'],
    files: [
      {
        filename: 'narf-1.0-py3-none-any.whl',
        url,
        hashes: { sha256: sha256('narf-1.0-py3-none-any.whl') },
        'requires-python': '>=3.9',
        size: 25_000,
        'upload-time': '2026-01-02T03:04:05.678901Z',
        yanked: 'why',
        'core-metadata': { sha256: entry.coreMetadata },
        'gpg-sig': true,
        provenance: `${url}.provenance`
      }
    ]
  })
})

test('what is not known has no key', () => {
  const bare = { digests: {}, upload_time_iso_8601: 'long ago', core_metadata: null, size: 3 }
  expect(jsonOf(wheelOf('1.0', bare))).toMatchObject({
    files: [
      {
        filename: 'narf-1.0-py3-none-any.whl',
        url: '../../narf/narf-1.0-py3-none-any.whl',
        hashes: {},
        size: 3,
        'gpg-sig': false
      }
    ]
  })
})

test.each([
  ['', true],
  ['why', 'why']
])('a yank for the reason %j is %j', (reason, expected) => {
  expect(jsonOf(wheelOf('1.0', { yanked: true, yanked_reason: reason }))).toMatchObject({
    files: [{ yanked: expected }]
  })
})

test('versions are canonical, each spelling is covered, and none is there twice', () => {
  const entries = [
    wheelOf('1.0-RC1'),
    entryOf('1.0rc1', 'narf-1.0rc1.tar.gz'),
    entryOf('1.0.0rc1', 'narf-1.0.0rc1.tar.gz'),
    wheelOf('2004d')
  ]
  expect(jsonOf(...entries)).toMatchObject({ versions: ['1.0rc1', '1.0.0rc1', '2004d'] })
})
