import type { Format } from '../format.ts'
import { formatCount } from '../log.ts'
import { rootOf } from './layout.ts'
import { inspect, noProject, repair, summarize } from './registry.ts'
import { removeVersions } from './remove-versions.ts'

/** Python's format: wheels and source distributions with an index that installers read. */
export const python: Format = {
  summarize,
  inspect,
  repair: async (store, options, log) => {
    let told = Date.now()
    let read = 0
    const isQuiet = () => {
      if (Date.now() - told < BETWEEN_LINES) return true
      told = Date.now()
      return false
    }
    const seen = () => {
      read += 1
      if (!isQuiet()) log.info(`read ${formatCount(read, 'file')} of releases so far`)
    }
    const repaired = await repair(store, { ...options, now: new Date(), seen }, (_, done, total) => {
      if (isQuiet() && done < total) return
      if (total > 1) log.info(`reindexed ${done} of ${formatCount(total, 'project')}`)
    })
    if (repaired.hashed > 0)
      log.info(`${formatCount(repaired.hashed, 'file')} had to be read whole: nobody knew the digest`)
    return repaired
  },
  remove: removeVersions,
  rootOf,
  noPackage: noProject
}

/** Milliseconds between lines that say how far it is. */
const BETWEEN_LINES = 10_000
