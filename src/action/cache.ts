import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { sha256 } from '../digest.ts'
import { messageOf } from '../errors.ts'
import type { Log } from '../log.ts'
import { keptIn, sweepKept, type KeptFiles } from '../pull/kept-files.ts'

/** The name under which a step leaves word for its post step. */
export const CACHE_STATE = 'cache'

/** What the post step needs to know to save what a pull kept. */
export interface CacheState {
  readonly folder: string
  readonly key: string
  readonly digests: readonly string[]
}

/** Reads what a step left for its post step. */
export function parseState(text: string): CacheState | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stateSchema), text)
  return parsed.success ? parsed.output : undefined
}

const stateSchema = v.object({ folder: v.string(), key: v.string(), digests: v.array(v.string()) })

/** Files kept between workflow runs, and what has to be saved of them at the end of the job. */
export interface WorkflowCache {
  readonly kept: KeptFiles
  readonly state: () => CacheState | undefined
}

/**
 * Keeps pulled files in the cache service of the workflow: one entry a step, named by what was resolved; where that one
 * is not there, the newest entry of the same step is used for what it has. Nothing it does can fail a step.
 * `scope` tells this step from others.
 */
export function workflowCache(scope: string, log: Log): WorkflowCache {
  // The service tells entries apart by their paths as well: a relative one is the same on every runner.
  const folder = `.registry-cache/${sha256(scope).slice(0, 16)}`
  const prefix = `registry-v1-${process.platform}-${sha256(scope).slice(0, 32)}-`
  const digests = new Set<string>()
  let key: string | undefined
  let complete = false
  const files = keptIn(folder, async ({ all, missing }) => {
    if (all.length === 0) return
    key = `${prefix}${sha256([...all].sort().join('\n')).slice(0, 32)}`
    await prepare(folder)
    if (missing.length === 0) return
    const found = await restore(folder, key, prefix, log)
    complete = found === key
  })
  return {
    kept: {
      ...files,
      keep: async (digest, file) => {
        digests.add(digest)
        if (key !== undefined) await files.keep(digest, file)
      },
      take: async (file, target) => {
        const taken = await files.take(file, target)
        if (taken) digests.add(file.sha256)
        else complete = false
        return taken
      }
    },
    state: () =>
      key === undefined || complete || digests.size === 0 ? undefined : { folder, key, digests: [...digests] }
  }
}

/** Saves what a step kept; what is no longer what it was is left out. */
export async function saveCache({ folder, key, digests }: CacheState, log: Log): Promise<void> {
  const good = await sweepKept(folder, new Set(digests))
  if (good.length === digests.length) {
    try {
      const cache = await import('@actions/cache')
      if (!cache.isFeatureAvailable())
        log.info('there is no cache service here; nothing is kept for later runs')
      else if ((await cache.saveCache([folder], key)) !== -1)
        log.info(`kept ${good.length} files for later runs`)
    } catch (error) {
      log.notice(`pulled files could not be kept for later runs: ${messageOf(error)}`)
    }
  } else {
    log.info('pulled files were changed since; nothing is kept for later runs')
  }
  await rm(folder, { recursive: true, force: true })
}

async function restore(folder: string, key: string, prefix: string, log: Log): Promise<string | undefined> {
  try {
    const cache = await import('@actions/cache')
    if (!cache.isFeatureAvailable()) {
      log.info('there is no cache service here; everything is fetched from the store')
      return undefined
    }
    return await cache.restoreCache([folder], key, [prefix])
  } catch (error) {
    log.notice(`the cache could not be used: ${messageOf(error)}`)
    return undefined
  }
}

/** The folder lies in the workspace, where git must not see it. */
async function prepare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, '..', '.gitignore'), '*\n')
}
