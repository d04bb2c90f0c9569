import { countOf, type FormatName } from '../format.ts'
import { formatCount, type Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import { formatOf } from './formats.ts'
import type { CheckReport } from './report.ts'

/** What to check; no name: everything. */
export interface CheckOptions {
  readonly mode: 'check'
  readonly registry: FormatName
  readonly packages: readonly string[]
  /** Read every artifact and compare its digest. */
  readonly deep: boolean
}

/** Looks for what is missing or changed; the report lists it. */
export async function check(store: Store, options: CheckOptions, log: Log): Promise<CheckReport> {
  const format = await formatOf(options.registry)
  const { packages, versions, problems } = await format.inspect(store, options)
  log.info(
    `checked ${countOf(options.registry, packages, versions)} in ${store.name}: ${problems.length === 0 ? 'all is well' : formatCount(problems.length, 'problem')}`
  )
  return { mode: 'check', registry: options.registry, packages, versions, problems }
}
