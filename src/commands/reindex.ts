import { formatCount, type Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import { repair } from '../tycho/inspect.ts'
import type { ReindexReport } from './report.ts'

/** What to reindex; no name: everything. */
export interface ReindexOptions {
  readonly mode: 'reindex'
  readonly packages: readonly string[]
}

/** Brings the records in line with what is stored, where that is unambiguous; the rest is reported. */
export async function reindex(store: Store, options: ReindexOptions, log: Log): Promise<ReindexReport> {
  const { packages, versions, changed, problems } = await repair(store, options.packages, new Date())
  for (const change of changed) log.info(change)
  log.info(
    `reindexed ${formatCount(packages, 'package')} with ${formatCount(versions, 'version')} in ${store.name}: ${changed.length} changed, ${formatCount(problems.length, 'problem')} left`
  )
  return { mode: 'reindex', packages, versions, changed, problems }
}
