import { formatCount, type Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import { inspect } from '../tycho/inspect.ts'
import type { CheckReport } from './report.ts'

/** What to check; no name: everything. */
export interface CheckOptions {
  readonly mode: 'check'
  readonly packages: readonly string[]
  /** Read every artifact and compare its digest. */
  readonly deep: boolean
}

/** Looks for what is missing or changed; the report lists it. */
export async function check(store: Store, options: CheckOptions, log: Log): Promise<CheckReport> {
  const { packages, versions, problems } = await inspect(store, options)
  log.info(
    `checked ${formatCount(packages, 'package')} with ${formatCount(versions, 'version')} in ${store.name}: ${problems.length === 0 ? 'all is well' : formatCount(problems.length, 'problem')}`
  )
  return { mode: 'check', packages, versions, problems }
}
