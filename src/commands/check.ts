import { countOf, type FormatName } from '../format.ts'
import { formatCount, type Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import { formatOf } from './formats.ts'
import { nothingThere } from './nothing-there.ts'
import type { CheckReport } from './report.ts'

/** What to check; no name: everything. */
export interface CheckOptions {
  readonly mode: 'check'
  readonly registry: FormatName
  readonly packages: readonly string[]
  /** Read every artifact and compare its digest. */
  readonly deep: boolean
  /** What the input `prefix` says of where the registry lies, or its default; no slash around it. */
  readonly prefix: string
}

/** Looks for what is missing or changed; the report lists it. */
export async function check(store: Store, options: CheckOptions, log: Log): Promise<CheckReport> {
  const format = await formatOf(options.registry)
  const { packages, versions, problems } = await format.inspect(store, options)
  const isEmpty = packages === 0 && problems.length === 0 && options.packages.length === 0
  const nothing = isEmpty ? await nothingThere(store, options) : undefined
  if (nothing !== undefined) log.notice(nothing)
  const well = nothing === undefined ? 'all is well' : 'nothing was found to check'
  log.info(
    `checked ${countOf(options.registry, packages, versions)} in ${store.name}: ${problems.length === 0 ? well : formatCount(problems.length, 'problem')}`
  )
  return { mode: 'check', registry: options.registry, packages, versions, problems }
}
