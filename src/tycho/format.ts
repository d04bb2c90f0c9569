import type { Format } from '../format.ts'
import { inspect, repair, summarize } from './inspect.ts'
import { parsePath } from './names.ts'
import { noPackage } from './registry.ts'
import { removeVersions } from './remove.ts'

/** Tycho Station's format: any file, by package and version. */
export const tycho: Format = {
  summarize,
  inspect: (store, options) => inspect(store, options),
  repair: (store, { packages }) => repair(store, packages, new Date()),
  remove: removeVersions,
  rootOf: (path) => (parsePath(path) === undefined ? undefined : ''),
  noPackage
}
