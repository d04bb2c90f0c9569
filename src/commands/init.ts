import type { Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import { initPackage } from '../tycho/publish.ts'
import type { InitReport } from './report.ts'

/** A package to create. */
export interface InitOptions {
  readonly mode: 'init'
  readonly package: string
  readonly localName: string
}

/** Creates a package without versions; one that is there is left alone. */
export async function init(store: Store, options: InitOptions, log: Log): Promise<InitReport> {
  const created = await initPackage(store, options.package, options.localName)
  log.info(
    created
      ? `initialized ${options.package}, pulled as ${options.localName}`
      : `${options.package} is initialized already`
  )
  return { mode: 'init', package: options.package, created }
}
