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
  const { package: name } = options
  const { created, localName } = await initPackage(store, name, options.localName)
  if (created) log.info(`initialized ${name}, pulled as ${localName}`)
  else if (localName === options.localName) log.info(`${name} is initialized already`)
  else log.warning(`${name} is initialized already, and pulled as ${localName}, not as ${options.localName}`)
  return { mode: 'init', package: name, created }
}
