import type {
  Failure,
  PullSource,
  PushReport,
  Report,
  UploadedFile,
  UploadReport
} from '../commands/report.ts'
import { countOf, type PackageSummary } from '../format.ts'
import { formatBytes, formatCount, formatDuration } from '../log.ts'

/** What a summary has to know besides the report. */
export interface Circumstances {
  readonly dryRun: boolean
  /** The branch that GitHub Pages has to show before anybody can install from the index; undefined: it is read in its store. */
  readonly shownFrom?: string | undefined
}

/** The job summary of a report, in Markdown, short enough to be shown; empty where there is nothing worth a table. */
export function summaryOf(report: Report, at: Circumstances): string {
  const content = cut(contentOf(report, at).trim())
  if (!at.dryRun || content === '') return content
  const [heading, ...rest] = content.split('\n')
  return [`${heading ?? ''} (dry run: nothing was written)`, ...rest].join('\n')
}

function contentOf(report: Report, at: Circumstances): string {
  switch (report.mode) {
    case 'push':
      return [
        `### ${pushed(report)} ${text(report.package)} ${text(report.version)}`,
        '',
        ...table(['Package', 'Version', 'Size', 'SHA-256', 'Latest', 'Time'], [report], (each) => [
          ...[text(each.package), text(each.version), formatBytes(each.size), digest(each.sha256)],
          text(each.latest ?? 'none'),
          formatDuration(each.milliseconds)
        ]),
        ...(report.held ? ['', HELD] : []),
        ...publishedWith(report)
      ].join('\n')
    case 'upload':
      return uploaded(report, at)
    case 'yank':
      return [
        `### ${report.undo ? 'Took back yanks' : 'Yanked'}`,
        '',
        ...table(['Project', 'Version', 'Files'], report.yanked, ({ project, version, changed }) => [
          text(project),
          text(version),
          changed === 0 ? 'none: it was so already' : String(changed)
        ]),
        ...paragraphs(report.failures, failed)
      ].join('\n')
    case 'pull':
      return [
        `### Pulled ${formatCount(report.pulled.length, 'package')}`,
        '',
        ...table(['Package', 'Version', 'Size', 'SHA-256', 'From', 'Time'], report.pulled, (each) => [
          ...[text(each.package), text(each.version), formatBytes(each.size), digest(each.sha256)],
          `${FROM[each.source]}${each.verified === 'unverified' ? ' (unverified)' : ''}`,
          formatDuration(each.milliseconds)
        ]),
        ...paragraphs(
          report.pulled.map(({ doubt }) => doubt).filter((why) => why !== undefined),
          (why) => `:warning: ${text(why)}.`
        ),
        ...paragraphs(
          report.nothing,
          (name) => `${text(name)}: nothing to pull, no version was promoted yet.`
        ),
        ...paragraphs(report.failures, failed)
      ].join('\n')
    case 'promote':
      return `### ${text(report.package)} ${text(report.latest)} is the latest${report.previous === report.latest ? '' : ` (was ${text(report.previous ?? 'none')})`}`
    case 'init':
      return ''
    case 'list':
      return [
        `### ${text(report.store)}: ${formatCount(report.packages.length, 'package')}`,
        '',
        ...table(['Package', 'Latest', 'Versions', 'Size'], report.packages, (each) => [
          ...[text(each.package), text(each.latest ?? 'none'), text(few(each))],
          formatBytes(each.size)
        ])
      ].join('\n')
    case 'check':
    case 'reindex':
      return [
        report.mode === 'check'
          ? `### Checked ${countOf(report.registry, report.packages, report.versions)}: ${formatCount(report.problems.length, 'problem')}`
          : `### Reindexed ${countOf(report.registry, report.packages, report.versions)}: ${report.changed.length} changed, ${formatCount(report.problems.length, 'problem')} left`,
        '',
        ...(report.mode === 'reindex' ? bullets(report.changed) : []),
        ...table(['Package', 'Version', 'Problem', 'What to do'], report.problems, (each) =>
          [each.package, each.version ?? '', each.what, each.fix].map(text)
        ),
        ...(report.mode === 'reindex' ? paragraphs(report.failures, failed) : [])
      ].join('\n')
    case 'remove':
      return [
        `### Removed ${formatCount(
          report.removed.reduce((sum, { versions }) => sum + versions.length, 0),
          'version'
        )}`,
        '',
        ...table(['Package', 'Versions'], report.removed, (each) => [
          text(each.package),
          text(each.versions.length === 0 ? 'none' : each.versions.join(', '))
        ]),
        ...paragraphs(report.failures, failed)
      ].join('\n')
  }
}

function pushed({ created, held, released, ...report }: PushReport): string {
  if (held) return 'Held in a draft:'
  const isReleased = released.some(
    (each) => each.package === report.package && each.version === report.version
  )
  return created ? 'Pushed' : isReleased ? 'Published' : 'Already there:'
}

const HELD =
  'What is held in the draft of a release is seen by nobody else. A later push to that release without `publish: false` publishes all of it.'

function publishedWith({ released, ...report }: PushReport): string[] {
  const others = released.filter((each) => each.package !== report.package || each.version !== report.version)
  if (others.length === 0) return []
  return [
    ...['', 'Published with it, from the draft:', ''],
    ...bullets(
      others.map(
        ({ package: name, version, promoted }) => `${name} ${version}${promoted ? ', now the latest' : ''}`
      )
    )
  ]
}

function uploaded(
  { files, indexUrl, failures, milliseconds }: UploadReport,
  { dryRun, shownFrom }: Circumstances
): string {
  const count = (wanted: UploadedFile['outcome']) => files.filter(({ outcome }) => outcome === wanted).length
  const [held, published] = [count('held'), count('published')]
  const also = [
    ...(held > 0 ? [`${formatCount(held, 'file')} held in a draft`] : []),
    ...(published > 0 ? [`${formatCount(published, 'file')} published from the draft`] : [])
  ]
  const readable = dryRun ? undefined : files.find(({ outcome }) => outcome !== 'held')
  const once =
    shownFrom === undefined ? '' : `, once GitHub Pages shows the branch <code>${text(shownFrom)}</code>`
  return [
    `### Pushed ${[formatCount(count('created'), 'file'), ...also].join(', ')} in ${formatDuration(milliseconds)}`,
    '',
    ...table(['Project', 'Version', 'File', 'Size', 'SHA-256', ''], files, (each) => [
      ...[text(each.project), text(each.version), text(each.filename), formatBytes(each.size)],
      digest(each.sha256),
      `${OUTCOMES[each.outcome]}${each.yanked === undefined ? '' : ', yanked as the rest of its version is'}`
    ]),
    ...(held > 0 ? ['', HELD] : []),
    ...(readable === undefined
      ? []
      : ['', `\`pip install --index-url ${indexUrl} ${readable.project}\`${once}`]),
    ...paragraphs(failures, failed)
  ].join('\n')
}

const OUTCOMES: Record<UploadedFile['outcome'], string> = {
  created: 'pushed',
  same: 'already there',
  skipped: 'left alone: other bytes are there',
  held: 'held in the draft',
  published: 'published from the draft'
}

const FROM: Record<PullSource, string> = { store: 'store', cache: 'cache', here: 'already here' }

/** Rows of a table, or paragraphs; nobody reads more. */
const MOST = 500

/** A summary of more than 1 MiB is not shown at all, and names may be long. */
const MOST_BYTES = 1000 * 1000

/** Ends a text at the last line that fits. */
function cut(content: string): string {
  if (Buffer.byteLength(content) <= MOST_BYTES) return content
  let left = MOST_BYTES
  const lines = content.split('\n')
  const end = lines.findIndex((line) => (left -= Buffer.byteLength(line) + 1) < 0)
  return [
    ...lines.slice(0, end),
    '',
    '… and more, for which a summary has no room. The log has it all.'
  ].join('\n')
}

/** A table, or nothing where it would have no rows. */
function table<T>(head: readonly string[], items: readonly T[], row: (item: T) => string[]): string[] {
  if (items.length === 0) return []
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rows = items.slice(0, MOST).map((item) => line(row(item)))
  return [line(head), line(head.map(() => '---')), ...rows, ...more(items)]
}

/** A list, or nothing; what follows is no part of it. */
function bullets(texts: readonly string[]): string[] {
  if (texts.length === 0) return []
  return [...texts.slice(0, MOST).map((each) => `- ${text(each)}`), ...more(texts), '']
}

function paragraphs<T>(items: readonly T[], paragraph: (item: T) => string): string[] {
  return [...items.slice(0, MOST).map((item) => `\n${paragraph(item)}`), ...more(items)]
}

function more(all: readonly unknown[]): string[] {
  return all.length > MOST ? [`\n… and ${all.length - MOST} more.`] : []
}

function failed({ what, error }: Failure): string {
  return `:x: **${text(what)}**: ${text(error.message)}`
}

function few({ versions, yanked }: PackageSummary): string {
  const shown = versions
    .slice(0, 8)
    .map((version) => (yanked[version] === undefined ? version : `${version} (yanked)`))
  return `${shown.join(', ')}${versions.length <= 8 ? '' : ` and ${versions.length - 8} more`}`
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
