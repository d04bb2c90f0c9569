import type { Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import { promoteVersion } from '../tycho/publish.ts'
import type { PromoteReport } from './report.ts'

/** What to promote. */
export interface PromoteOptions {
  readonly mode: 'promote'
  readonly package: string
  readonly version: string
}

/** Makes a version the latest of its package. */
export async function promote(store: Store, options: PromoteOptions, log: Log): Promise<PromoteReport> {
  const { package: name, version } = options
  const { latest, previous } = await promoteVersion(store, name, version)
  log.info(
    previous === latest
      ? `${name} ${latest} is the latest already`
      : `promoted ${name} ${latest} (was ${previous ?? 'none'})`
  )
  return { mode: 'promote', package: name, latest, previous }
}
