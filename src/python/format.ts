import type { Format } from '../format.ts'
import { formatCount } from '../log.ts'
import { inspect, noProject, repair, summarize } from './registry.ts'
import { removeVersions } from './remove-versions.ts'

/** Python's format: wheels and source distributions with an index that installers read. */
export const python: Format = {
  summarize,
  inspect,
  repair: async (store, options, log) => {
    let told = Date.now()
    const repaired = await repair(store, { ...options, now: new Date() }, (_, done, total) => {
      if (Date.now() - told < 10_000 && done < total) return
      told = Date.now()
      if (total > 1) log.info(`reindexed ${done} of ${formatCount(total, 'project')}`)
    })
    if (repaired.hashed > 0)
      log.info(`${formatCount(repaired.hashed, 'file')} had to be read whole: nobody knew the digest`)
    return repaired
  },
  remove: removeVersions,
  noPackage: noProject
}
