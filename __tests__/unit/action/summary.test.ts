import { describe, expect, test } from '@jest/globals'
import { summaryOf } from '../../../src/action/summary.ts'
import type { Report } from '../../../src/commands/report.ts'
import { MODES } from '../../../src/options/input-definition.ts'
import * as reports from '../../support/reports.ts'

const { DIGEST, pull, pulled, problem, summary } = reports
const code = `<code>${DIGEST}</code>`
const HELD =
  'What is held in the draft of a release is seen by nobody else. A later push to that release without `publish: false` publishes all of it.'

const table: [what: string, report: Report, lines: string[]][] = [
  [
    'push',
    reports.push,
    [
      '### Pushed narf 1.0',
      '',
      '| Package | Version | Size | SHA-256 | Latest | Time |',
      '| --- | --- | --- | --- | --- | --- |',
      `| narf | 1.0 | 1.5 KiB | ${code} | 1.0 | 1.2 s |`
    ]
  ],
  [
    'push of what was there',
    { ...reports.push, created: false, sha256: '', latest: null },
    [
      '### Already there: narf 1.0',
      '',
      '| Package | Version | Size | SHA-256 | Latest | Time |',
      '| --- | --- | --- | --- | --- | --- |',
      '| narf | 1.0 | 1.5 KiB | unknown | none | 1.2 s |'
    ]
  ],
  [
    'push into a draft',
    { ...reports.push, held: true, latest: null, previous: null },
    [
      '### Held in a draft: narf 1.0',
      '',
      '| Package | Version | Size | SHA-256 | Latest | Time |',
      '| --- | --- | --- | --- | --- | --- |',
      `| narf | 1.0 | 1.5 KiB | ${code} | none | 1.2 s |`,
      '',
      HELD
    ]
  ],
  [
    'push that publishes a draft',
    {
      ...{ ...reports.push, created: false },
      released: [
        { package: 'narf', version: '1.0', promoted: false },
        { package: 'narf/sums', version: '1.0', promoted: false },
        { package: 'zot', version: '1.0', promoted: true }
      ]
    },
    [
      '### Published narf 1.0',
      '',
      '| Package | Version | Size | SHA-256 | Latest | Time |',
      '| --- | --- | --- | --- | --- | --- |',
      `| narf | 1.0 | 1.5 KiB | ${code} | 1.0 | 1.2 s |`,
      '',
      'Published with it, from the draft:',
      '',
      '- narf/sums 1.0',
      '- zot 1.0, now the latest'
    ]
  ],
  [
    'pull',
    {
      ...pull,
      pulled: [
        pulled,
        { ...pulled, package: 'zot', source: 'cache' },
        { ...pulled, package: 'old', source: 'here', verified: 'unverified', doubt: 'old is <unverified>' }
      ],
      nothing: ['early'],
      failures: [reports.failure('missing')]
    },
    [
      '### Pulled 3 packages',
      '',
      '| Package | Version | Size | SHA-256 | From | Time |',
      '| --- | --- | --- | --- | --- | --- |',
      `| narf | 1.0 | 1.5 KiB | ${code} | store | 1.2 s |`,
      `| zot | 1.0 | 1.5 KiB | ${code} | cache | 1.2 s |`,
      `| old | 1.0 | 1.5 KiB | ${code} | already here (unverified) | 1.2 s |`,
      '',
      ':warning: old is &lt;unverified&gt;.',
      '',
      'early: nothing to pull, no version was promoted yet.',
      '',
      ':x: **missing**: there is no package missing'
    ]
  ],
  [
    'pull of nothing',
    { ...pull, pulled: [], nothing: ['early'] },
    ['### Pulled 0 packages', '', '', 'early: nothing to pull, no version was promoted yet.']
  ],
  ['promote', reports.promote, ['### narf 1.0 is the latest (was 0.9)']],
  ['promote of the first', { ...reports.promote, previous: null }, ['### narf 1.0 is the latest (was none)']],
  ['promote of the latest', { ...reports.promote, previous: '1.0' }, ['### narf 1.0 is the latest']],
  ['init', reports.init, ['']],
  [
    'list',
    {
      ...reports.list,
      packages: [
        { ...summary, yanked: { '0.9': 'bad' } },
        {
          ...summary,
          package: 'many',
          versions: Array.from({ length: 11 }, (_, index) => String(11 - index))
        },
        { ...summary, package: 'none', latest: null, versions: [], size: 0 }
      ]
    },
    [
      '### s3://bucket: 3 packages',
      '',
      '| Package | Latest | Versions | Size |',
      '| --- | --- | --- | --- |',
      '| narf | 1.0 | 1.0, 0.9 (yanked) | 1.5 KiB |',
      '| many | 1.0 | 11, 10, 9, 8, 7, 6, 5, 4 and 3 more | 1.5 KiB |',
      '| none | none |  | 0 B |'
    ]
  ],
  ['list of nothing', { ...reports.list, packages: [] }, ['### s3://bucket: 0 packages']],
  [
    'check',
    { ...reports.check, problems: [problem, { ...problem, version: undefined }] },
    [
      '### Checked 1 package with 2 versions: 2 problems',
      '',
      '| Package | Version | Problem | What to do |',
      '| --- | --- | --- | --- |',
      '| narf | 1.0 | is the latest, but is not there | Promote another. |',
      '| narf |  | is the latest, but is not there | Promote another. |'
    ]
  ],
  [
    'check that finds nothing',
    { ...reports.check, problems: [] },
    ['### Checked 1 package with 2 versions: 0 problems']
  ],
  [
    'reindex',
    { ...reports.reindex, problems: [problem], failures: [reports.failure('zort')] },
    [
      '### Reindexed 1 package with 2 versions: 1 changed, 1 problem left',
      '',
      '- narf: made its tycho.json',
      '',
      '| Package | Version | Problem | What to do |',
      '| --- | --- | --- | --- |',
      '| narf | 1.0 | is the latest, but is not there | Promote another. |',
      '',
      ':x: **zort**: there is no package zort'
    ]
  ],
  [
    'push of distributions',
    {
      ...reports.upload,
      files: (['created', 'same', 'skipped'] as const).map((outcome) => ({
        ...reports.uploadedFile,
        outcome
      })),
      failures: [reports.failure('zot.whl', 'zot.whl is no wheel')]
    },
    [
      '### Pushed 1 file in 1.2 s',
      '',
      '| Project | Version | File | Size | SHA-256 |  |',
      '| --- | --- | --- | --- | --- | --- |',
      ...['pushed', 'already there', 'left alone: other bytes are there'].map(
        (outcome) => `| narf | 1.0 | narf-1.0.tar.gz | 1.5 KiB | ${code} | ${outcome} |`
      ),
      '',
      '`pip install --index-url https://narf.example/simple/ narf`',
      '',
      ':x: **zot.whl**: zot.whl is no wheel'
    ]
  ],
  [
    'push of distributions into a draft',
    { ...reports.upload, files: [{ ...reports.uploadedFile, outcome: 'held' }] },
    [
      '### Pushed 0 files, 1 file held in a draft in 1.2 s',
      '',
      '| Project | Version | File | Size | SHA-256 |  |',
      '| --- | --- | --- | --- | --- | --- |',
      `| narf | 1.0 | narf-1.0.tar.gz | 1.5 KiB | ${code} | held in the draft |`,
      '',
      HELD
    ]
  ],
  [
    'push of a distribution to a version that is yanked',
    { ...reports.upload, files: [{ ...reports.uploadedFile, yanked: '' }] },
    [
      '### Pushed 1 file in 1.2 s',
      '',
      '| Project | Version | File | Size | SHA-256 |  |',
      '| --- | --- | --- | --- | --- | --- |',
      `| narf | 1.0 | narf-1.0.tar.gz | 1.5 KiB | ${code} | pushed, yanked as the rest of its version is |`,
      '',
      '`pip install --index-url https://narf.example/simple/ narf`'
    ]
  ],
  [
    'push of distributions that publishes a draft',
    { ...reports.upload, files: [{ ...reports.uploadedFile, outcome: 'published' }] },
    [
      '### Pushed 0 files, 1 file published from the draft in 1.2 s',
      '',
      '| Project | Version | File | Size | SHA-256 |  |',
      '| --- | --- | --- | --- | --- | --- |',
      `| narf | 1.0 | narf-1.0.tar.gz | 1.5 KiB | ${code} | published from the draft |`,
      '',
      '`pip install --index-url https://narf.example/simple/ narf`'
    ]
  ],
  [
    'push of no distribution',
    { ...reports.upload, files: [], failures: [reports.failure('zot.whl', 'zot.whl is no wheel')] },
    ['### Pushed 0 files in 1.2 s', '', '', ':x: **zot.whl**: zot.whl is no wheel']
  ],
  [
    'yank',
    {
      ...reports.yank,
      yanked: [...reports.yank.yanked, { project: 'zot', version: '2', changed: 0 }],
      failures: [reports.failure('missing')]
    },
    [
      '### Yanked',
      '',
      '| Project | Version | Files |',
      '| --- | --- | --- |',
      '| narf | 1.0 | 2 |',
      '| zot | 2 | none: it was so already |',
      '',
      ':x: **missing**: there is no package missing'
    ]
  ],
  ['yank that is taken back', { ...reports.yank, undo: true, yanked: [] }, ['### Took back yanks']],
  [
    'remove',
    {
      ...reports.remove,
      removed: [...reports.remove.removed, { package: 'zot', versions: [] }],
      failures: [reports.failure('missing')]
    },
    [
      '### Removed 2 versions',
      '',
      '| Package | Versions |',
      '| --- | --- |',
      '| narf | 0.9, 0.8 |',
      '| zot | none |',
      '',
      ':x: **missing**: there is no package missing'
    ]
  ]
]

describe('the summary of a', () => {
  test.each(table)('%s', (_, report, lines) => {
    expect(summaryOf(report, { dryRun: false }).split('\n')).toEqual(lines)
  })

  test.each(table)('dry run says so in its heading: %s', (_, report, [heading = '', ...rest]) => {
    const [first, ...others] = summaryOf(report, { dryRun: true }).split('\n')
    expect(first).toBe(heading === '' ? '' : `${heading} (dry run: nothing was written)`)
    // What was not written can't be installed.
    const install = rest.findIndex((line) => line.includes('pip install'))
    expect(others).toEqual(install === -1 ? rest : rest.toSpliced(install - 1, 2))
  })

  test.each([
    ['registry', '<code>registry</code>'],
    ['a`b', '<code>a\\`b</code>']
  ])('push of distributions to GitHub says what has to show the branch %s', (branch, shown) => {
    const lines = summaryOf(reports.upload, { dryRun: false, shownFrom: branch }).split('\n')
    expect(lines.at(-1)).toBe(
      `\`pip install --index-url https://narf.example/simple/ narf\`, once GitHub Pages shows the branch ${shown}`
    )
  })

  test('report is tested of every mode', () => {
    expect(new Set(table.map(([, { mode }]) => mode))).toEqual(new Set([...MODES, 'upload']))
  })
})

describe('names of others are text, and nothing else', () => {
  const reportsOn = (name: string): Report[] => [
    { ...reports.push, package: name, version: name, latest: name },
    { ...pull, pulled: [{ ...pulled, package: name, version: name }], nothing: [name] },
    { ...pull, pulled: [], failures: [reports.failure(name)] },
    { ...reports.promote, package: name, latest: name, previous: `${name}.` },
    {
      ...reports.list,
      store: name,
      packages: [{ ...summary, package: name, latest: name, versions: [name] }]
    },
    { ...reports.check, problems: [{ package: name, version: name, what: name, fix: name }] },
    { ...reports.reindex, changed: [name], problems: [] },
    {
      ...reports.upload,
      files: [{ ...reports.uploadedFile, version: name, filename: name }],
      failures: [reports.failure(name)]
    },
    {
      ...reports.yank,
      yanked: [{ project: name, version: name, changed: 1 }],
      failures: [reports.failure(name)]
    },
    { ...reports.remove, removed: [{ package: name, versions: [name] }], failures: [reports.failure(name)] }
  ]
  const summariesOn = (name: string) => reportsOn(name).map((report) => summaryOf(report, { dryRun: false }))

  test.each([
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['a|b', 'a\\|b'],
    ['a\\|b', 'a\\\\\\|b'],
    ['[click](https://evil.example)', '\\[click\\](https://evil.example)'],
    ['![x](https://evil.example/x.png)', '\\!\\[x\\](https://evil.example/x.png)'],
    ['**bold** _it_ ~~no~~ `code`', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\`code\\`'],
    ['a\n\n# b\r\n| c |', 'a \\# b \\| c \\|'],
    ['</code></td></table>', '&lt;/code&gt;&lt;/td&gt;&lt;/table&gt;'],
    ['{{ x }} ${{ x }}', '\\{\\{ x \\}\\} $\\{\\{ x \\}\\}']
  ])('%j', (name, shown) => {
    // No line and no cell comes of it: but for the name the summary is that of any other.
    expect(summariesOn(name).map((text) => text.replaceAll(shown, 'name'))).toEqual(summariesOn('name'))
  })
})

describe('a summary is short enough to be shown', () => {
  const many = <T>(make: (index: number) => T) => Array.from({ length: 10_000 }, (_, index) => make(index))
  const long = (index: number) => `${'<long>|'.repeat(140)}${index}`
  const big: [what: string, report: Report, more: number][] = [
    ['pull', { ...pull, pulled: many((index) => ({ ...pulled, package: `p${index}` })) }, 1],
    ['pull, of which nothing was promoted', { ...pull, nothing: many((index) => `p${index}`) }, 1],
    ['pull that fails', { ...pull, pulled: [], failures: many((index) => reports.failure(`p${index}`)) }, 1],
    ['list', { ...reports.list, packages: many((index) => ({ ...summary, package: `p${index}` })) }, 1],
    ['check', { ...reports.check, problems: many((index) => ({ ...problem, package: `p${index}` })) }, 1],
    [
      'reindex',
      {
        ...reports.reindex,
        changed: many((index) => `p${index}: made its tycho.json`),
        problems: many((index) => ({ ...problem, package: `p${index}` }))
      },
      2
    ],
    [
      'remove',
      {
        ...reports.remove,
        removed: many((index) => ({ package: `p${index}`, versions: ['1'] })),
        failures: many((index) => reports.failure(`p${index}`))
      },
      2
    ]
  ]

  test.each(big)('%s of 10,000 packages', (_, report, more) => {
    const text = summaryOf(report, { dryRun: false })
    expect(text.length).toBeLessThan(200_000)
    expect(text.match(/^… and 9500 more\.$/gm)).toHaveLength(more)
  })

  test.each<[what: string, report: Report]>([
    [
      'list',
      {
        ...reports.list,
        packages: many((index) => ({ ...summary, package: long(index), versions: [long(1)] }))
      }
    ],
    [
      'pull',
      { ...pull, pulled: many((index) => ({ ...pulled, package: long(index) })), nothing: many(long) }
    ],
    ['pull that fails', { ...pull, pulled: [], failures: many((index) => reports.failure(long(index))) }],
    [
      'remove',
      { ...reports.remove, removed: many((index) => ({ package: long(index), versions: [long(index)] })) }
    ]
  ])('%s of 10,000 packages with the longest names: it ends between two lines', (_, report) => {
    const lines = summaryOf(report, { dryRun: true }).split('\n')
    expect(Buffer.byteLength(lines.join('\n'))).toBeLessThan(2 ** 20)
    expect(Buffer.byteLength(lines.join('\n'))).toBeGreaterThan(900_000)
    expect(lines.slice(-2)).toEqual(['', '… and more, for which a summary has no room. The log has it all.'])
    expect(lines.at(-3)).toMatch(/^(\|.*\||:x: .*|)$/)
  })
})
