import { isRegistryError } from '../errors.ts'
import { formatCount, type Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import type { Failure, YankReport } from './report.ts'

/** What to yank. */
export interface YankOptions {
  readonly mode: 'yank'
  /** Names are normalised. */
  readonly versions: readonly { readonly project: string; readonly version: string }[]
  /** Shown to whoever meets the version; empty: none. */
  readonly reason: string
  /** Take a yank back. */
  readonly undo: boolean
}

/** Yanks versions: installers pass over them unless they are pinned. What fails does not stop the others. */
export async function yank(store: Store, options: YankOptions, log: Log): Promise<YankReport> {
  const { reason, undo } = options
  const [{ findProject }, { yankVersion }] = await Promise.all([
    import('../python/remove-versions.ts'),
    import('../python/yank.ts')
  ])
  const yanked: { project: string; version: string; changed: number }[] = []
  const failures: Failure[] = []
  for (const { project: name, version } of options.versions) {
    try {
      const project = await findProject(store, name)
      const changed = await yankVersion(store, project, version, undo ? undefined : { reason })
      yanked.push({ project: name, version, changed })
      log.info(lineOf(name, version, changed, undo))
    } catch (error) {
      if (!isRegistryError(error)) throw error
      failures.push({ what: `${name} ${version}`, error })
    }
  }
  return { mode: 'yank', undo, yanked, failures }
}

function lineOf(name: string, version: string, changed: number, undo: boolean): string {
  if (changed === 0) return `${name} ${version} ${undo ? 'is not yanked' : 'is yanked already'}`
  return `${undo ? 'took back the yank of' : 'yanked'} ${name} ${version} (${formatCount(changed, 'file')})`
}
