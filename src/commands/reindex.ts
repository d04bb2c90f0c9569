import { countOf, type FormatName, type RepairOptions } from '../format.ts'
import { formatCount, type Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import { formatOf } from './formats.ts'
import type { ReindexReport } from './report.ts'

/** What to reindex; no name: everything. */
export interface ReindexOptions extends RepairOptions {
  readonly mode: 'reindex'
  readonly registry: FormatName
}

/** Brings the records in line with what is stored, where that is unambiguous; the rest is reported. */
export async function reindex(store: Store, options: ReindexOptions, log: Log): Promise<ReindexReport> {
  const format = await formatOf(options.registry)
  const { packages, versions, changed, problems } = await format.repair(store, options, log)
  for (const change of changed) log.info(change)
  log.info(
    `reindexed ${countOf(options.registry, packages, versions)} in ${store.name}: ${changed.length} changed, ${formatCount(problems.length, 'problem')} left`
  )
  return { mode: 'reindex', registry: options.registry, packages, versions, changed, problems }
}
