/** A command in a process of its own that is killed at one of its requests. */
import { s3Environment, startRegistry, type Finished } from './command-line.ts'
import type { FaultEffect, Operation, S3Fake } from './s3-fake/index.ts'

/** A request at which the process is killed: before it is applied, or once it is and before its reply is sent. */
export interface Moment {
  readonly request: number
  readonly when: 'before' | 'after'
}

/** What is run, and in which folder. */
export interface Killed {
  readonly args: readonly string[]
  readonly cwd: string
}

/** Kills a command that writes to the bucket `bucket` at a request. */
export async function killAt(
  fake: S3Fake,
  { args, cwd }: Killed,
  { request, when }: Moment
): Promise<Finished> {
  const effect: { effect?: FaultEffect } = when === 'before' ? {} : { effect: { kind: 'lost' } }
  fake.clear()
  fake.faults({
    nth: request,
    times: 1,
    kill: () => {
      running.kill()
    },
    ...effect
  })
  const running = startRegistry(args, { cwd, env: s3Environment(fake, 'bucket') })
  const finished = await running.done
  fake.clearFaults()
  return finished
}

/**
 * Every moment of an undisturbed run. A request that changes nothing is the same before and after; and so are those
 * that probe the service, which are the same for all writers: they count where the bucket was never probed.
 */
export function momentsOf(fake: S3Fake, probes: boolean): Moment[] {
  return fake.requests.flatMap(({ index, operation, key, status = 0 }) => {
    const probing = key.endsWith('.registry-probe')
    const before: Moment = { request: index, when: 'before' }
    if (probing) return probes ? [before] : []
    const changes = writing.includes(operation) && status < 300
    return changes ? [before, { request: index, when: 'after' }] : [before]
  })
}

const writing: readonly Operation[] = [
  ...(['PutObject', 'DeleteObject', 'CreateMultipartUpload', 'UploadPart'] as const),
  ...(['CompleteMultipartUpload', 'AbortMultipartUpload'] as const)
]

/** Kills a command that writes to a registry in a folder in place of its n-th change of what others can see there. */
export async function killAtChange(store: string, { args, cwd }: Killed, change: number): Promise<Finished> {
  const preload = new URL('kill-at.mjs', import.meta.url).href
  const env = {
    REGISTRY_STORE: `file:${store}`,
    NODE_OPTIONS: `--import ${preload}`,
    KILL_AT: String(change),
    KILL_OF: 'link,rename,rm'
  }
  return startRegistry(args, { cwd, env }).done
}
