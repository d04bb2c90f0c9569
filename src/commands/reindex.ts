import { countOf, NOT_THERE, type FormatName, type Problem, type RepairOptions } from '../format.ts'
import { formatCount, type Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import { formatOf } from './formats.ts'
import type { ReindexReport } from './report.ts'

/** What to reindex; no name: everything. */
export interface ReindexOptions extends RepairOptions {
  readonly mode: 'reindex'
  readonly registry: FormatName
}

/** Brings the records in line with what is stored, where that is unambiguous; the rest is reported. A name that there is nothing of is a failure. */
export async function reindex(store: Store, options: ReindexOptions, log: Log): Promise<ReindexReport> {
  const format = await formatOf(options.registry)
  const { packages, versions, changed, problems: found } = await format.repair(store, options, log)
  const isAbsent = ({ package: name, what }: Problem) => what === NOT_THERE && options.packages.includes(name)
  const problems = found.filter((problem) => !isAbsent(problem))
  const failures = found
    .filter(isAbsent)
    .map(({ package: name }) => ({ what: name, error: format.noPackage(store, name) }))
  for (const change of changed) log.info(change)
  log.info(
    `reindexed ${countOf(options.registry, packages, versions)} in ${store.name}: ${changed.length} changed, ${formatCount(problems.length, 'problem')} left`
  )
  return { mode: 'reindex', registry: options.registry, packages, versions, changed, problems, failures }
}
