import type { Failure, PullSource, Report, UploadedFile, UploadReport } from '../commands/report.ts'
import { countOf } from '../format.ts'
import { formatBytes, formatCount, formatDuration } from '../log.ts'

/** The job summary of a report, in Markdown; empty where there is nothing worth a table. */
export function summaryOf(report: Report, { dryRun }: { dryRun: boolean }): string {
  const content = contentOf(report).trim()
  if (!dryRun || content === '') return content
  const [heading, ...rest] = content.split('\n')
  return [`${heading ?? ''} (dry run: nothing was written)`, ...rest].join('\n')
}

function contentOf(report: Report): string {
  switch (report.mode) {
    case 'push':
      return [
        `### ${report.created ? 'Pushed' : 'Already there:'} ${text(report.package)} ${text(report.version)}`,
        '',
        ...table(
          ['Package', 'Version', 'Size', 'SHA-256', 'Latest', 'Time'],
          [
            [
              text(report.package),
              text(report.version),
              formatBytes(report.size),
              digest(report.sha256),
              text(report.latest ?? 'none'),
              formatDuration(report.milliseconds)
            ]
          ]
        )
      ].join('\n')
    case 'upload':
      return uploaded(report)
    case 'yank':
      return [
        `### ${report.undo ? 'Took back yanks' : 'Yanked'}`,
        '',
        ...table(
          ['Project', 'Version', 'Files'],
          report.yanked.map(({ project, version, changed }) => [
            text(project),
            text(version),
            changed === 0 ? 'none: it was so already' : String(changed)
          ])
        ),
        ...failed(report.failures)
      ].join('\n')
    case 'pull':
      return [
        `### Pulled ${formatCount(report.pulled.length, 'package')}`,
        '',
        ...table(
          ['Package', 'Version', 'Size', 'SHA-256', 'From', 'Time'],
          report.pulled.map((each) => [
            ...[text(each.package), text(each.version), formatBytes(each.size), digest(each.sha256)],
            `${FROM[each.source]}${each.verified === 'unverified' ? ' (unverified)' : ''}`,
            formatDuration(each.milliseconds)
          ])
        ),
        ...report.nothing.map((name) => `\n${text(name)}: nothing to pull, no version was promoted yet.`),
        ...failed(report.failures)
      ].join('\n')
    case 'promote':
      return `### ${text(report.package)} ${text(report.latest)} is the latest${report.previous === report.latest ? '' : ` (was ${text(report.previous ?? 'none')})`}`
    case 'init':
      return ''
    case 'list':
      return [
        `### ${text(report.store)}: ${formatCount(report.packages.length, 'package')}`,
        '',
        ...table(
          ['Package', 'Latest', 'Versions', 'Size'],
          report.packages.map((each) => [
            text(each.package),
            text(each.latest ?? 'none'),
            text(few(each.versions)),
            formatBytes(each.size)
          ])
        )
      ].join('\n')
    case 'check':
    case 'reindex':
      return [
        report.mode === 'check'
          ? `### Checked ${countOf(report.registry, report.packages, report.versions)}: ${formatCount(report.problems.length, 'problem')}`
          : `### Reindexed ${countOf(report.registry, report.packages, report.versions)}: ${report.changed.length} changed, ${formatCount(report.problems.length, 'problem')} left`,
        '',
        ...(report.mode === 'reindex' ? report.changed.slice(0, MOST).map((line) => `- ${text(line)}`) : []),
        ...table(
          ['Package', 'Version', 'Problem', 'What to do'],
          report.problems.map((each) => [
            text(each.package),
            text(each.version ?? ''),
            text(each.what),
            text(each.fix)
          ])
        )
      ].join('\n')
    case 'remove':
      return [
        `### Removed ${formatCount(
          report.removed.reduce((sum, { versions }) => sum + versions.length, 0),
          'version'
        )}`,
        '',
        ...table(
          ['Package', 'Versions'],
          report.removed.map((each) => [
            text(each.package),
            text(each.versions.length === 0 ? 'none' : each.versions.join(', '))
          ])
        ),
        ...failed(report.failures)
      ].join('\n')
  }
}

function uploaded({ files, indexUrl, failures, milliseconds }: UploadReport): string {
  const created = files.filter(({ outcome }) => outcome === 'created').length
  return [
    `### Pushed ${formatCount(created, 'file')} in ${formatDuration(milliseconds)}`,
    '',
    ...table(
      ['Project', 'Version', 'File', 'Size', 'SHA-256', ''],
      files.map((each) => [
        ...[text(each.project), text(each.version), text(each.filename), formatBytes(each.size)],
        digest(each.sha256),
        OUTCOMES[each.outcome]
      ])
    ),
    ...(files.length === 0 ? [] : ['', `\`pip install --index-url ${indexUrl} ${files[0]?.project ?? ''}\``]),
    ...failed(failures)
  ].join('\n')
}

const OUTCOMES: Record<UploadedFile['outcome'], string> = {
  created: 'pushed',
  same: 'already there',
  skipped: 'left alone: other bytes are there'
}

const FROM: Record<PullSource, string> = { store: 'store', cache: 'cache', here: 'already here' }

/** A summary of more than 1 MiB is not shown at all. */
const MOST = 500

/** A table, or nothing where it would have no rows. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const more = rows.length > MOST ? ['', `… and ${rows.length - MOST} more.`] : []
  return [line(head), line(head.map(() => '---')), ...rows.slice(0, MOST).map(line), ...more]
}

function failed(failures: readonly Failure[]): string[] {
  return failures.map(({ what, error }) => `\n:x: **${text(what)}**: ${text(error.message)}`)
}

function few(versions: readonly string[]): string {
  return versions.length <= 8
    ? versions.join(', ')
    : `${versions.slice(0, 8).join(', ')} and ${versions.length - 8} more`
}

function digest(sha256: string): string {
  return sha256 === '' ? 'unknown' : `<code>${sha256}</code>`
}

/** Text of others, which must not become markup. */
function text(content: string): string {
  return content
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)
    .replace(/[\\`*_{}[\]#|~!]/g, '\\$&')
    .replace(/\s+/g, ' ')
}
