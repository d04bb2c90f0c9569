import { describe, expect, test } from '@jest/globals'
import { textOf } from '../../../../src/python/pages/address.ts'
import { linkAddress, viewFile } from '../../../../src/python/pages/files.ts'
import { entryOf, wheelOf } from '../../../support/python-project.ts'

describe('when a file came', () => {
  test.each([
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
    ['2026-01-02T03:04:05.6Z', '2026-01-02T03:04:05.6Z'],
    ['2026-01-02T03:04:05.123456789Z', '2026-01-02T03:04:05.123456Z'],
    ['2026-01-02T03:04:05+02:30', '2026-01-02T00:34:05Z'],
    ['2026-01-02T03:04:05.25-0100', '2026-01-02T04:04:05.25Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ['2026-12-31T23:59:59Z', '2026-12-31T23:59:59Z'],
    ['2026-02-29T00:00:00Z', undefined],
    ['2026-04-31T00:00:00Z', undefined],
    ['2026-01-00T00:00:00Z', undefined],
    ['2026-00-01T00:00:00Z', undefined],
    ['2026-13-01T00:00:00Z', undefined],
    ['2026-01-02T24:00:00Z', undefined],
    ['2026-01-02T03:60:05Z', undefined],
    ['2026-01-02T03:04:60Z', undefined],
    ['2026-01-02T03:04:05+99:00', undefined],
    ['2026-01-02 03:04:05Z', undefined],
    ['2026-01-02', undefined],
    ['yesterday', undefined]
  ])('%s', (text, expected) => {
    expect(viewFile(wheelOf('1.0', { upload_time_iso_8601: text }), 'narf').uploadTime).toBe(expected)
  })

  test('as Stick writes it', () => {
    const entry = wheelOf('1.0', { upload_time_iso_8601: undefined, upload_time: '2026-01-02T03:01:05' })
    expect(viewFile(entry, 'narf').uploadTime).toBe('2026-01-02T03:01:05Z')
  })
})

describe('the digest on a link', () => {
  const sha256 = 'ab'.repeat(32)
  const md5 = 'cd'.repeat(16)
  test.each([
    [{ sha256, md5 }, `narf-1.0.tar.gz#sha256=${sha256}`],
    [{ md5 }, `narf-1.0.tar.gz#md5=${md5}`],
    [{}, 'narf-1.0.tar.gz'],
    [{ sha256: 'x" onclick="' }, 'narf-1.0.tar.gz']
  ])('%j', (digests, expected) => {
    expect(textOf(linkAddress(viewFile(entryOf('1.0', 'narf-1.0.tar.gz', { digests }), 'narf'), ''))).toBe(
      expected
    )
  })
})

test.each([
  ['AB'.repeat(32), 'ab'.repeat(32)],
  ['ab', undefined],
  ['"><script>', undefined]
])('the digest of metadata is hex, or there is none: %s', (sha256, expected) => {
  expect(viewFile(wheelOf('1.0', { core_metadata: { sha256 } }), 'narf').coreMetadata).toBe(expected)
})

test('what lies beside a file is found from every page', () => {
  const near = viewFile(wheelOf('1.0+l'), 'Narf+1')
  const far = viewFile(wheelOf('1.0+l', { base_url: 'https://host/' }), 'Narf+1')
  const kinds = ['metadata', 'signature', 'provenance'] as const
  expect(kinds.map((kind) => textOf(near.address('../', kind)))).toEqual([
    '../narf-1.0%2Bl-py3-none-any.whl.metadata',
    '../narf-1.0%2Bl-py3-none-any.whl.asc',
    '../narf-1.0%2Bl-py3-none-any.whl.provenance'
  ])
  expect(textOf(far.address('../', 'signature'))).toBe(
    'https://host/Narf%2B1/narf-1.0%2Bl-py3-none-any.whl.asc'
  )
})
