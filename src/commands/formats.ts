import type { Format, FormatName } from '../format.ts'
import { tycho } from '../tycho/format.ts'

/** A registry format by its name; Python's is loaded when it is reached. */
export async function formatOf(name: FormatName): Promise<Format> {
  return name === 'tycho' ? tycho : (await import('../python/format.ts')).python
}
