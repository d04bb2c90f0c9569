import type { ListReport, Report } from '../commands/report.ts'
import { formatBytes } from '../log.ts'

/** What a report looks like on a terminal: tables for lists; nothing where the log has said it all. */
export async function showReport(report: Report, options: { listVersions: boolean }): Promise<string> {
  switch (report.mode) {
    case 'list':
      return options.listVersions ? showVersions(report) : showPackages(report)
    case 'check':
    case 'reindex':
      return report.problems.length === 0
        ? ''
        : table(
            ['Package', 'Version', 'Problem', 'What to do'],
            report.problems.map((each) => [each.package, each.version ?? '', each.what, each.fix])
          )
    case 'pull':
      return report.pulled.length < 2 || report.pulled.length > MOST_ROWS
        ? ''
        : table(
            ['Package', 'Version', 'Size', 'SHA-256', 'From'],
            report.pulled.map((each) => [
              each.package,
              each.version,
              formatBytes(each.size),
              each.sha256.slice(0, 16),
              each.source
            ])
          )
    case 'push':
    case 'upload':
    case 'yank':
    case 'promote':
    case 'init':
    case 'remove':
      return ''
  }
}

/** Longer tables say nothing that the lines above them have not said. */
const MOST_ROWS = 50

async function showPackages(report: ListReport): Promise<string> {
  if (report.packages.length === 0) return `There are no packages in ${report.store}.`
  return table(
    ['Package', 'Latest', 'Versions', 'Size'],
    report.packages.map((each) => [
      each.package,
      each.latest ?? 'none',
      countsOf(each),
      formatBytes(each.size)
    ])
  )
}

type Listed = ListReport['packages'][number]

function showVersions(report: ListReport): string {
  const [only] = report.packages
  if (only === undefined || only.versions.length === 0) return 'There are no versions yet.'
  return only.versions
    .map((version) => {
      const marks = marksOf(only, version)
      return marks.length === 0 ? version : `${version} (${marks.join(', ')})`
    })
    .join('\n')
}

/** The reason is a text of others: in quotes it is one line, and moves no cursor. */
function marksOf({ latest, yanked }: Listed, version: string): string[] {
  const reason = yanked[version]
  return [
    ...(version === latest ? ['latest'] : []),
    ...(reason === undefined ? [] : [reason === '' ? 'yanked' : `yanked: ${JSON.stringify(reason)}`])
  ]
}

function countsOf({ versions, yanked }: Listed): string {
  const count = Object.keys(yanked).length
  return count === 0 ? String(versions.length) : `${versions.length} (${count} yanked)`
}

async function table(head: string[], rows: string[][]): Promise<string> {
  const { default: Table } = await import('cli-table3')
  const made = new Table({ head, style: { head: [], border: [], compact: true } })
  made.push(...rows)
  return made.toString()
}
