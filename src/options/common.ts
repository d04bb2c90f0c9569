import { resolve } from 'node:path'
import type { CheckOptions } from '../commands/check.ts'
import type { InitOptions } from '../commands/init.ts'
import type { ListOptions } from '../commands/list.ts'
import type { PromoteOptions } from '../commands/promote.ts'
import type { PullOptions } from '../commands/pull.ts'
import type { PushOptions } from '../commands/push.ts'
import type { ReindexOptions } from '../commands/reindex.ts'
import type { RemoveOptions } from '../commands/remove.ts'
import type { UploadOptions } from '../commands/upload.ts'
import type { YankOptions } from '../commands/yank.ts'
import { quoted, type Reader } from './problems.ts'

/** What a command is to do. */
export type CommandOptions =
  | PushOptions
  | PullOptions
  | PromoteOptions
  | InitOptions
  | ListOptions
  | ReindexOptions
  | CheckOptions
  | RemoveOptions
  | UploadOptions
  | YankOptions

/** What the commands' options need besides the inputs. */
export interface CommandSurroundings {
  /** The folder that paths are relative to. */
  readonly folder: string
  readonly platform: NodeJS.Platform
  /** The tag that started the workflow, if one did. */
  readonly gitTag: string | undefined
  /** A lockfile is not changed without being told. */
  readonly ci: boolean
  /** The output folder that a configuration names. */
  readonly outdir: string | undefined
  /** The file that the one pulled package goes to (the command line's `--outfile`). */
  readonly outfile: string | undefined
  /** Where under the store the registry lies, as `Location` has it. */
  readonly prefix: string
  /** What of that the input `prefix` says, or its default. */
  readonly ownPrefix: string
  /** The repository (`owner/repo`) whose releases are pulled, where these are what is asked for. */
  readonly repository: string | undefined
}

/** How to pull, whatever is asked for. */
export function readPulling(reader: Reader, around: CommandSurroundings): Omit<PullOptions, 'requests'> {
  const lockfile = reader.text('lockfile')
  const update = reader.flag('update-lock')
  if (update && lockfile === undefined)
    reader.wrong('update-lock', 'is true, but no lockfile is named', 'Name one with `lockfile`.')
  return {
    mode: 'pull',
    folder: resolve(around.folder, reader.text('path') ?? around.outdir ?? 'tycho_packages'),
    outfile: around.outfile === undefined ? undefined : resolve(around.folder, around.outfile),
    lockfile:
      lockfile === undefined
        ? undefined
        : { path: resolve(around.folder, lockfile), update, frozen: around.ci },
    force: reader.flag('force'),
    extract: reader.flag('extract'),
    dryRun: reader.flag('dry-run'),
    platform: around.platform
  }
}

/** How many versions stay, where that is given. */
export function readKeep(reader: Reader): number | undefined {
  const text = reader.text('keep')
  if (text === undefined) return undefined
  if (/^\d+$/.test(text) && Number(text) > 0) return Number(text)
  reader.wrong(
    'keep',
    `is ${quoted(text)}, which is no number from 1`,
    'Say how many of the newest versions stay.'
  )
  return 1
}
