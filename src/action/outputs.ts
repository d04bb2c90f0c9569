import type { PullReport, Report, UploadReport } from '../commands/report.ts'
import type { OutputName } from '../options/outputs.ts'

/** The outputs of a report; every output of its mode is there, whatever happened. */
export function outputsOf(report: Report): Partial<Record<OutputName, string>> {
  switch (report.mode) {
    case 'push':
      return {
        version: report.version,
        sha256: report.sha256,
        size: String(report.size),
        url: report.url,
        created: String(report.created),
        held: String(report.held),
        latest: report.latest ?? ''
      }
    case 'upload':
      return uploadOutputs(report)
    case 'yank':
      return { changed: String(report.yanked.reduce((sum, { changed }) => sum + changed, 0)) }
    case 'pull':
      return pullOutputs(report)
    case 'promote':
      return { latest: report.latest, previous: report.previous ?? '' }
    case 'init':
      return { created: String(report.created) }
    case 'list': {
      const { packages } = report
      return {
        packages: JSON.stringify(Object.fromEntries(packages.map((each) => [each.package, each.latest]))),
        versions: JSON.stringify(Object.fromEntries(packages.map((each) => [each.package, each.versions])))
      }
    }
    case 'reindex':
      return {
        projects: String(report.packages),
        files: String(report.versions),
        changed: String(report.changed.length),
        problems: JSON.stringify(report.problems)
      }
    case 'check':
      return { ok: String(report.problems.length === 0), problems: JSON.stringify(report.problems) }
    case 'remove':
      return {
        removed: JSON.stringify(
          Object.fromEntries(report.removed.map((each) => [each.package, each.versions]))
        )
      }
  }
}

function uploadOutputs({ files, indexUrl }: UploadReport): Partial<Record<OutputName, string>> {
  const projects = new Map<string, Set<string>>()
  for (const { project, version } of files)
    projects.set(project, (projects.get(project) ?? new Set<string>()).add(version))
  return {
    files: JSON.stringify(files),
    held: String(files.some(({ outcome }) => outcome === 'held')),
    projects: JSON.stringify(
      Object.fromEntries([...projects].map(([name, versions]) => [name, [...versions]]))
    ),
    'index-url': indexUrl
  }
}

/** The path of each package, or the paths of its files. */
function pathsOf(pulled: PullReport['pulled']): Map<string, string | string[]> {
  const paths = new Map<string, string | string[]>()
  for (const { package: name, path } of pulled) {
    const known = paths.get(name)
    paths.set(name, known === undefined ? path : [known, path].flat())
  }
  return paths
}

function pullOutputs({ folder, pulled }: PullReport): Partial<Record<OutputName, string>> {
  const [first] = pulled
  const only = pulled.length === 1 ? first : undefined
  const isOnePackage = new Set(pulled.map((each) => each.package)).size === 1
  return {
    path: only?.path ?? folder,
    paths: JSON.stringify(Object.fromEntries(pathsOf(pulled))),
    version: isOnePackage ? (first?.version ?? '') : '',
    versions: JSON.stringify(Object.fromEntries(pulled.map((each) => [each.package, each.version]))),
    sha256: only?.sha256 ?? '',
    unverified: JSON.stringify(
      pulled.filter(({ verified }) => verified === 'unverified').map(({ path }) => path)
    ),
    'cache-hit': String(pulled.length > 0 && pulled.every((each) => each.source !== 'store')),
    changed: String(pulled.some((each) => each.source !== 'here'))
  }
}
