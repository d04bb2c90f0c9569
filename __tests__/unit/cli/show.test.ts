import { describe, expect, test } from '@jest/globals'
import { showReport } from '../../../src/cli/show.ts'
import type { PulledPackage, Report } from '../../../src/commands/report.ts'
import { MODES } from '../../../src/options/input-definition.ts'
import * as reports from '../../support/reports.ts'

const { pull, pulled, problem, summary } = reports
const several = (count: number): PulledPackage[] =>
  Array.from({ length: count }, (_, index) => ({ ...pulled, package: `p${index}` }))

/** The cells of a table, line by line; undefined for what is none. */
function cellsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('│')
        .map((cell) => cell.trim())
    )
}

const table: [what: string, report: Report, rows: string[][]][] = [
  ['push', reports.push, []],
  ['push of distributions', reports.upload, []],
  ['yank', reports.yank, []],
  ['promote', reports.promote, []],
  ['upload', reports.upload, []],
  ['yank', reports.yank, []],
  ['init', reports.init, []],
  ['remove', { ...reports.remove, failures: [reports.failure('narf')] }, []],
  ['pull of one', pull, []],
  [
    'pull of two',
    { ...pull, pulled: [pulled, { ...pulled, package: 'zot', sha256: '', source: 'here' }] },
    [
      ['Package', 'Version', 'Size', 'SHA-256', 'From'],
      ['narf', '1.0', '1.5 KiB', 'abababababababab', 'store'],
      ['zot', '1.0', '1.5 KiB', '', 'here']
    ]
  ],
  ['pull of more than a screen', { ...pull, pulled: several(51) }, []],
  [
    'list',
    {
      ...reports.list,
      packages: [
        { ...summary, yanked: { '0.9': '' } },
        { ...summary, package: 'new', latest: null, versions: [], size: 0 }
      ]
    },
    [
      ['Package', 'Latest', 'Versions', 'Size'],
      ['narf', '1.0', '2 (1 yanked)', '1.5 KiB'],
      ['new', 'none', '0', '0 B']
    ]
  ],
  ['check that finds nothing', { ...reports.check, problems: [] }, []],
  [
    'check',
    { ...reports.check, problems: [problem, { ...problem, version: undefined }] },
    [
      ['Package', 'Version', 'Problem', 'What to do'],
      ['narf', '1.0', 'is the latest, but is not there', 'Promote another.'],
      ['narf', '', 'is the latest, but is not there', 'Promote another.']
    ]
  ],
  ['reindex that leaves nothing', reports.reindex, []],
  [
    'reindex',
    { ...reports.reindex, problems: [problem] },
    [
      ['Package', 'Version', 'Problem', 'What to do'],
      ['narf', '1.0', 'is the latest, but is not there', 'Promote another.']
    ]
  ]
]

describe('on a terminal, a', () => {
  test.each(table)('%s is these rows', async (_, report, rows) => {
    const shown = await showReport(report, { listVersions: false })
    expect(cellsOf(shown)).toEqual(rows)
    expect(shown === '').toBe(rows.length === 0)
    // Nothing that colours it: it may go into a file.
    expect(shown).not.toContain('\x1b')
  })

  test('pull of fifty is a table', async () => {
    expect(cellsOf(await showReport({ ...pull, pulled: several(50) }, { listVersions: false }))).toHaveLength(
      51
    )
  })

  test('report of every mode is something', () => {
    expect(new Set(table.map(([, { mode }]) => mode))).toEqual(new Set([...MODES, 'upload']))
  })

  test('list of nothing says so', async () => {
    expect(await showReport({ ...reports.list, packages: [] }, { listVersions: false })).toBe(
      'There are no packages in s3://bucket.'
    )
  })

  test.each([
    [[summary], '1.0 (latest)\n0.9'],
    [[{ ...summary, yanked: { '0.9': '' } }], '1.0 (latest)\n0.9 (yanked)'],
    [
      [{ ...summary, yanked: { '1.0': 'bad\u001b[2J', '0.9': '' } }],
      '1.0 (latest, yanked: "bad\\u001b[2J")\n0.9 (yanked)'
    ],
    [[{ ...summary, latest: null }], '1.0\n0.9'],
    [[{ ...summary, versions: [] }], 'There are no versions yet.'],
    [[], 'There are no versions yet.']
  ])('list of versions is one a line', async (packages, shown) => {
    expect(await showReport({ ...reports.list, packages }, { listVersions: true })).toBe(shown)
  })
})
