import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { sha256 } from '../digest.ts'
import { messageOf } from '../errors.ts'
import { formatCount, type Log } from '../log.ts'
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
  /** Ends the step: what the post step has to save. Where there is nothing new, nothing is left behind. */
  finish(): Promise<CacheState | undefined>
}

/**
 * Keeps pulled files in the cache service of the workflow: one entry a step, named by what is in it; where the one that
 * has everything is not there, the newest entry of the same step is used for what it has. Nothing it does can fail a
 * step. `scope` tells this step from others.
 */
export function workflowCache(scope: string, log: Log): WorkflowCache {
  // The service tells entries apart by their paths as well: a relative one is the same on every runner.
  const folder = `.registry-cache/${sha256(scope).slice(0, 16)}`
  const prefix = `registry-v1-${process.platform}-${sha256(scope).slice(0, 32)}-`
  const keyOf = (digests: Iterable<string>) =>
    `${prefix}${sha256([...new Set(digests)].sort().join('\n')).slice(0, 32)}`
  const digests = new Set<string>()
  let inUse = false
  let fetched = false
  const files = keptIn(folder, async ({ all, missing }) => {
    // What is all in place needs no cache, here or in a later run on this machine.
    if (missing.length === 0) return
    const cache = await service(log)
    if (cache === undefined) return
    try {
      await prepare(folder)
      inUse = true
      await cache.restoreCache([folder], keyOf(all), [prefix])
    } catch (error) {
      log.notice(`the cache could not be used: ${messageOf(error)}`)
    }
  })
  return {
    kept: {
      ...files,
      keep: async (digest, file) => {
        if (!inUse) return
        digests.add(digest)
        await files.keep(digest, file)
      },
      take: async (file, target) => {
        const taken = inUse && (await files.take(file, target))
        if (taken) digests.add(file.sha256)
        else fetched = true
        return taken
      }
    },
    finish: async () => {
      if (inUse && fetched && digests.size > 0) return { folder, key: keyOf(digests), digests: [...digests] }
      if (inUse) await clear(folder)
      return undefined
    }
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
        log.info(`kept ${formatCount(good.length, 'file')} for later runs`)
    } catch (error) {
      log.notice(`pulled files could not be kept for later runs: ${messageOf(error)}`)
    }
  } else {
    log.info('pulled files were changed since; nothing is kept for later runs')
  }
  await clear(folder)
}

type CacheService = typeof import('@actions/cache')

/** The library that speaks to the cache service, where there is one. */
async function service(log: Log): Promise<CacheService | undefined> {
  const cache = await import('@actions/cache')
  if (cache.isFeatureAvailable()) return cache
  log.info('there is no cache service here; everything is fetched from the store')
  return undefined
}

/** The folder lies in the workspace, where git must not see it. */
async function prepare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, '.gitignore'), '*\n')
}

async function clear(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  // Another step of the same job may still need its own folder beside this one.
  await rmdir(dirname(folder)).catch(() => undefined)
}
