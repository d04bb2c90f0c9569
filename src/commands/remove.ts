import { isRegistryError } from '../errors.ts'
import type { FormatName, Selection } from '../format.ts'
import type { Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import { formatOf } from './formats.ts'
import type { Failure, RemoveReport } from './report.ts'

/** What to remove, package by package. */
export interface RemoveOptions {
  readonly mode: 'remove'
  readonly registry: FormatName
  readonly packages: readonly { readonly package: string; readonly selection: Selection }[]
}

/** Removes versions. What fails does not stop the others; the report lists it. */
export async function remove(store: Store, options: RemoveOptions, log: Log): Promise<RemoveReport> {
  const format = await formatOf(options.registry)
  const removed: { package: string; versions: string[] }[] = []
  const failures: Failure[] = []
  for (const { package: name, selection } of options.packages) {
    try {
      const versions = await format.remove(store, name, selection)
      removed.push({ package: name, versions })
      log.info(versions.length === 0 ? nothingOf(name, selection) : `removed ${name} ${versions.join(', ')}`)
    } catch (error) {
      if (!isRegistryError(error)) throw error
      failures.push({ what: name, error })
    }
  }
  return { mode: 'remove', removed, failures }
}

function nothingOf(name: string, selection: Selection): string {
  if (selection.kind === 'keep') return `${name}: nothing to remove`
  return `${name} ${selection.versions.join(', ')} was removed already`
}
