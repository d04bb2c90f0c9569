import type { Store } from '../stores/store.ts'
import { isForeign } from './entries.ts'
import type { Entry } from './record.ts'
import { readRoot } from './root.ts'
import type { WantedBase } from './wanted-base.ts'

/** What links are to begin with in a store: nothing, where it has an absolute address of its own for every file. */
export function linkBase<Base extends WantedBase>({ limits }: Store, baseUrl: Base): Base | undefined {
  return limits.relativeLinks ? baseUrl : undefined
}

/**
 * What the links of a project begin with: as entries of this program have it, else as the index has it; undefined where
 * links are relative. Another tool's entries do not say it, whatever its pages say.
 */
export async function baseUrlOf(store: Store, entries: readonly Entry[]): Promise<string | undefined> {
  if (!entries.some(isForeign)) return entries[0]?.baseUrl
  const own = entries.find((entry) => !isForeign(entry))
  return own === undefined ? (await readRoot(store))?.baseUrl : own.baseUrl
}
