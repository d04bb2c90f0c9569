import { RegistryError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import type { FormatName } from '../format.ts'
import { formatOf } from './formats.ts'
import { somethingElse } from './nothing-there.ts'
import type { ListReport } from './report.ts'

/** What to list; no name: everything. */
export interface ListOptions {
  readonly mode: 'list'
  readonly registry: FormatName
  readonly packages: readonly string[]
  /** What the input `prefix` says of where the registry lies, or its default; no slash around it. */
  readonly prefix: string
}

/** Lists packages with their versions, newest first. Throws `not-found` for a package that is named and not there. */
export async function list(store: Store, options: ListOptions, log: Log): Promise<ListReport> {
  const format = await formatOf(options.registry)
  const packages = await format.summarize(store, options.packages)
  const absent = options.packages.filter((name) => !packages.some((each) => each.package === name))
  if (absent.length === 1) throw format.noPackage(store, absent[0] ?? '')
  if (absent.length > 1) {
    throw new RegistryError('not-found', `these packages are not in ${store.name}: ${absent.join(', ')}`, {
      hint: "Check the names, and the store's prefix."
    })
  }
  // A list of packages that are folders has looked at all there is; one that a document holds may be all that can be read.
  const isEmpty = packages.length === 0 && options.registry === 'tycho'
  const there = isEmpty ? await somethingElse(store, options) : undefined
  if (there !== undefined) log.notice(there)
  for (const { problem } of packages) if (problem !== undefined) log.warning(problem)
  return { mode: 'list', registry: options.registry, store: store.name, packages }
}
