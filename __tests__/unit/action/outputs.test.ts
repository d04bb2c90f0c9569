import { describe, expect, test } from '@jest/globals'
import { outputsOf } from '../../../src/action/outputs.ts'
import type { PulledPackage, Report } from '../../../src/commands/report.ts'
import { MODES, OUTPUTS } from '../../../src/options/inputs.ts'
import * as reports from '../../support/reports.ts'

const { DIGEST, pull, pulled } = reports
const other: PulledPackage = { ...pulled, package: 'zot', version: '2', path: 'out/zot' }

const table: [what: string, report: Report, outputs: Record<string, string>][] = [
  [
    'push',
    reports.push,
    {
      ...{ version: '1.0', sha256: DIGEST, size: '1536', url: reports.push.url },
      ...{ created: 'true', latest: '1.0' }
    }
  ],
  [
    'push of what was there, of which the digest is not known, and nothing is promoted',
    { ...reports.push, created: false, sha256: '', latest: null, previous: null },
    { version: '1.0', sha256: '', size: '1536', url: reports.push.url, created: 'false', latest: '' }
  ],
  [
    'pull',
    pull,
    {
      ...{ path: 'out/narf.bin', paths: '{"narf":"out/narf.bin"}', version: '1.0' },
      ...{ versions: '{"narf":"1.0"}', sha256: DIGEST, 'cache-hit': 'false', changed: 'true' }
    }
  ],
  [
    'pull of several',
    { ...pull, pulled: [pulled, other] },
    {
      ...{ path: 'out', paths: '{"narf":"out/narf.bin","zot":"out/zot"}', version: '' },
      ...{ versions: '{"narf":"1.0","zot":"2"}', sha256: '', 'cache-hit': 'false', changed: 'true' }
    }
  ],
  [
    'pull of nothing',
    { ...pull, pulled: [], nothing: ['narf'], failures: [reports.failure('zot')] },
    {
      ...{ path: 'out', paths: '{}', version: '', versions: '{}', sha256: '' },
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
    'upload',
    reports.upload,
    {
      files: JSON.stringify(reports.upload.files),
      projects: '{"narf":["1.0","0.9"]}',
      'index-url': 'https://packages.example.com/simple/'
    }
  ],
  ['yank', reports.yank, { changed: '2' }],
  ['remove', reports.remove, { removed: '{"narf":["0.9","0.8"]}' }],
  [
    'remove of nothing',
    { ...reports.remove, removed: [], failures: [reports.failure('x')] },
    { removed: '{}' }
  ]
]

/** A push to a Python index is an upload. */
const modeOf = ({ mode }: Report) => (mode === 'upload' ? 'push' : mode)
const OF_UPLOADS: ReadonlySet<string> = new Set(['files', 'projects', 'index-url'])

describe('the outputs of a', () => {
  test.each(table)('%s', (_, report, outputs) => {
    expect(outputsOf(report)).toEqual(outputs)
  })

  test.each(table)('%s are those that its mode has', (_, report) => {
    const promised = Object.entries(OUTPUTS)
      .filter(([, { modes }]) => modes.some((mode) => mode === modeOf(report)))
      .map(([name]) => name)
      .filter((name) => modeOf(report) !== 'push' || (report.mode === 'upload') === OF_UPLOADS.has(name))
    expect(Object.keys(outputsOf(report)).sort()).toEqual(promised.sort())
  })

  test('report are tested of every mode', () => {
    expect(new Set(table.map(([, report]) => modeOf(report)))).toEqual(new Set(MODES))
  })
})

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
