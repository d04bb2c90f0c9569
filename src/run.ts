import { check } from './commands/check.ts'
import { init } from './commands/init.ts'
import { list } from './commands/list.ts'
import { promote } from './commands/promote.ts'
import { pull } from './commands/pull.ts'
import { push } from './commands/push.ts'
import { reindex } from './commands/reindex.ts'
import { remove } from './commands/remove.ts'
import type { Report } from './commands/report.ts'
import { upload } from './commands/upload.ts'
import { yank } from './commands/yank.ts'
import { RegistryError } from './errors.ts'
import { dryRunLog, type Log } from './log.ts'
import type { CommandOptions } from './options/common.ts'
import type { GithubAccess } from './options/github.ts'
import type { Location } from './options/location.ts'
import type { Options } from './options/parse.ts'
import type { KeptFiles } from './pull/kept-files.ts'
import { dryRun } from './stores/dry-run.ts'
import { openFolder } from './stores/filesystem/index.ts'
import { DEFAULT_TUNING as GITHUB_TUNING, describeGithub } from './stores/github/options.ts'
import { lazyStore } from './stores/lazy.ts'
import { withReleases } from './stores/with-releases.ts'
import { DEFAULT_TUNING, describeS3 } from './stores/s3/options.ts'
import type { Store } from './stores/store.ts'

/**
 * Opens the store that the options name, which shows the releases of others where they say how to get at those. Nothing is
 * loaded or sent before it is first asked for something.
 */
export function openStore(
  { location, releases, dryRun: isDry }: Pick<Options, 'location' | 'releases' | 'dryRun'>,
  log: Log
): Store {
  const own = storeAt(location, log)
  const store = releases === undefined ? own : withReleases(own, releasesWith(location, releases, log))
  return isDry ? dryRun(store, dryRunLog(log)) : store
}

/** How the releases of a repository (`github://owner/repo`) are opened, for reading. Where the token is from is said once. */
function releasesWith(location: Location, access: GithubAccess, log: Log): (repository: string) => Store {
  let { tokenFrom } = location.kind === 'github' ? { tokenFrom: undefined } : access
  return (repository) => {
    const [owner = '', repo = ''] = repository.replace('github://', '').split('/')
    const options = { ...access, tokenFrom, owner, repo, ...NOTHING_WRITTEN }
    tokenFrom = undefined
    return storeAt({ kind: 'releases', options }, log)
  }
}

/** What says how releases and branches are written. */
const NOTHING_WRITTEN = {
  ...{ prefix: '', branch: '', tag: '' },
  release: {
    makeLatest: 'legacy',
    ...{ prerelease: false, notes: undefined, generateNotes: false, target: undefined, publish: false }
  }
} as const

function storeAt(location: Location, log: Log): Store {
  switch (location.kind) {
    case 'folder':
      return openFolder(location.folder, location.prefix, log)
    case 's3':
      return lazyStore(describeS3(location.options), async () => {
        const { openS3 } = await import('./stores/s3/index.ts')
        return openS3({ ...location.options, tuning: DEFAULT_TUNING, log })
      })
    case 'github':
      return lazyStore(describeGithub(location.options), async () => {
        const { openGithub } = await import('./stores/github/index.ts')
        return openGithub({ ...location.options, tuning: GITHUB_TUNING, log })
      })
    case 'releases':
      return lazyStore(describeGithub({ ...location.options, prefix: '' }), async () => {
        const { openReleases } = await import('./stores/github/plain.ts')
        return openReleases({ ...location.options, tuning: GITHUB_TUNING, log })
      })
  }
}

/** Runs a command on a store. Throws `input` where the store keeps no registry under its prefix, before anything is sent. */
export async function runCommand(
  store: Store,
  command: CommandOptions,
  log: Log,
  kept: KeptFiles
): Promise<Report> {
  assertPlace(store)
  switch (command.mode) {
    case 'push':
      return push(store, command, log)
    case 'upload':
      return upload(store, command, log)
    case 'yank':
      return yank(store, command, log)
    case 'pull':
      return pull(store, command, log, kept)
    case 'promote':
      return promote(store, command, log)
    case 'init':
      return init(store, command, log)
    case 'list':
      return list(store, command, log)
    case 'reindex':
      return reindex(store, command, log)
    case 'check':
      return check(store, command, log)
    case 'remove':
      return remove(store, command, log)
  }
}

/** What is below a prefix that is the store's own would be written over, or be taken for its records. */
function assertPlace({ name, limits }: Store): void {
  const reason = limits.refuses('x')
  if (reason === undefined) return
  throw new RegistryError('input', `${name} can hold no registry: its prefix ${reason}`, {
    hint: 'Choose another `prefix`, or other words behind the name in `store`.'
  })
}
