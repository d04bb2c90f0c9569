import { describe, expect, test } from '@jest/globals'
import { outputsOf } from '../../../src/action/outputs.ts'
import type { PulledPackage, Report } from '../../../src/commands/report.ts'
import { MODES } from '../../../src/options/input-definition.ts'
import { OUTPUTS } from '../../../src/options/outputs.ts'
import * as reports from '../../support/reports.ts'

const { DIGEST, pull, pulled } = reports
const other: PulledPackage = { ...pulled, package: 'zot', version: '2', path: 'out/zot' }

const table: [what: string, report: Report, outputs: Record<string, string>][] = [
  [
    'push',
    reports.push,
    {
      ...{ version: '1.0', sha256: DIGEST, size: '1536', url: reports.push.url },
      ...{ created: 'true', held: 'false', latest: '1.0' }
    }
  ],
  [
    'push into a draft',
    { ...reports.push, held: true, latest: null, previous: null },
    {
      ...{ version: '1.0', sha256: DIGEST, size: '1536', url: reports.push.url },
      ...{ created: 'true', held: 'true', latest: '' }
    }
  ],
  [
    'push of what was there, of which the digest is not known, and nothing is promoted',
    { ...reports.push, created: false, sha256: '', latest: null, previous: null },
    {
      ...{ version: '1.0', sha256: '', size: '1536', url: reports.push.url },
      ...{ created: 'false', held: 'false', latest: '' }
    }
  ],
  [
    'pull',
    pull,
    {
      ...{ path: 'out/narf.bin', paths: '{"narf":"out/narf.bin"}', version: '1.0' },
      ...{ versions: '{"narf":"1.0"}', sha256: DIGEST, 'cache-hit': 'false', changed: 'true' },
      unverified: '[]'
    }
  ],
  [
    'pull of several',
    { ...pull, pulled: [pulled, { ...other, verified: 'unverified' }] },
    {
      ...{ path: 'out', paths: '{"narf":"out/narf.bin","zot":"out/zot"}', version: '' },
      unverified: '["out/zot"]',
      ...{ versions: '{"narf":"1.0","zot":"2"}', sha256: '', 'cache-hit': 'false', changed: 'true' }
    }
  ],
  [
    'pull of a package with several files',
    { ...pull, pulled: [pulled, { ...pulled, path: 'out/other' }] },
    {
      ...{ path: 'out', paths: '{"narf":["out/narf.bin","out/other"]}', version: '1.0', unverified: '[]' },
      ...{ versions: '{"narf":"1.0"}', sha256: '', 'cache-hit': 'false', changed: 'true' }
    }
  ],
  [
    'pull of nothing',
    { ...pull, pulled: [], nothing: ['narf'], failures: [reports.failure('zot')] },
    {
      ...{ path: 'out', paths: '{}', version: '', versions: '{}', sha256: '', unverified: '[]' },
      ...{ 'cache-hit': 'false', changed: 'false' }
    }
  ],
  ['promote', reports.promote, { latest: '1.0', previous: '0.9' }],
  ['promote of the first', { ...reports.promote, previous: null }, { latest: '1.0', previous: '' }],
  ['init', reports.init, { created: 'true' }],
  ['init of what was there', { ...reports.init, created: false }, { created: 'false' }],
  ['list', reports.list, { packages: '{"narf":"1.0"}', versions: '{"narf":["1.0","0.9"]}' }],
  ['list of nothing', { ...reports.list, packages: [] }, { packages: '{}', versions: '{}' }],
  [
    'list of what is not promoted, under a name that objects have',
    { ...reports.list, packages: [{ ...reports.summary, package: '__proto__', latest: null, versions: [] }] },
    { packages: '{"__proto__":null}', versions: '{"__proto__":[]}' }
  ],
  ['check', reports.check, { ok: 'false', problems: JSON.stringify([reports.problem]) }],
  ['check that finds nothing', { ...reports.check, problems: [] }, { ok: 'true', problems: '[]' }],
  ['reindex', reports.reindex, { projects: '1', files: '2', changed: '1', problems: '[]' }],
  [
    'reindex that leaves something',
    { ...reports.reindex, changed: [], problems: [{ ...reports.problem, version: undefined }] },
    {
      ...{ projects: '1', files: '2', changed: '0' },
      problems: '[{"package":"narf","what":"is the latest, but is not there","fix":"Promote another."}]'
    }
  ],
  [
    'push of distributions',
    {
      ...reports.upload,
      files: ['1.0', '1.0', '2.0'].map((version, index) => ({
        ...{ ...reports.uploadedFile, version },
        filename: `narf-${version}-${index}.whl`
      }))
    },
    {
      files: JSON.stringify(
        ['narf-1.0-0.whl', 'narf-1.0-1.whl', 'narf-2.0-2.whl'].map((filename) => ({
          ...reports.uploadedFile,
          ...{ filename, version: filename.slice(5, 8) }
        }))
      ),
      projects: '{"narf":["1.0","2.0"]}',
      held: 'false',
      'index-url': 'https://narf.example/simple/'
    }
  ],
  [
    'push of distributions into a draft',
    { ...reports.upload, files: [{ ...reports.uploadedFile, outcome: 'held' }] },
    {
      files: JSON.stringify([{ ...reports.uploadedFile, outcome: 'held' }]),
      ...{ projects: '{"narf":["1.0"]}', held: 'true', 'index-url': 'https://narf.example/simple/' }
    }
  ],
  [
    'push of no distribution',
    { ...reports.upload, files: [], failures: [reports.failure('narf.whl')] },
    { files: '[]', projects: '{}', held: 'false', 'index-url': 'https://narf.example/simple/' }
  ],
  ['yank', reports.yank, { changed: '2' }],
  ['yank of nothing', { ...reports.yank, yanked: [] }, { changed: '0' }],
  ['remove', reports.remove, { removed: '{"narf":["0.9","0.8"]}' }],
  [
    'remove of nothing',
    { ...reports.remove, removed: [], failures: [reports.failure('x')] },
    { removed: '{}' }
  ]
]

describe('the outputs of a', () => {
  test.each(table)('%s', (_, report, outputs) => {
    expect(outputsOf(report)).toEqual(outputs)
  })

  test.each(MODES)('%s are those that the mode has, whatever is in the report', (mode) => {
    const promised = Object.entries(OUTPUTS).filter(([, { modes }]) => modes.some((each) => each === mode))
    const found = table
      .filter(([, report]) => modeOf(report) === mode)
      .map(([, , outputs]) => Object.keys(outputs))
    expect([...new Set(found.flat())].sort()).toEqual(promised.map(([name]) => name).sort())
  })
})

/** A push of distributions has a report of its own. */
function modeOf({ mode }: Report): string {
  return mode === 'upload' ? 'push' : mode
}

test.each<[sources: PulledPackage['source'][], hit: string, changed: string]>([
  [['store', 'store'], 'false', 'true'],
  [['store', 'cache'], 'false', 'true'],
  [['store', 'here'], 'false', 'true'],
  [['cache', 'cache'], 'true', 'true'],
  [['cache', 'here'], 'true', 'true'],
  [['here', 'here'], 'true', 'false']
])('packages from %j: the cache was hit: %s, something changed: %s', (sources, hit, changed) => {
  const outputs = outputsOf({ ...pull, pulled: sources.map((source) => ({ ...pulled, source })) })
  expect([outputs['cache-hit'], outputs.changed]).toEqual([hit, changed])
})
