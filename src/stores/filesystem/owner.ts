import { readFileSync, readlinkSync } from 'node:fs'
import { hostname, uptime } from 'node:os'
import * as v from 'valibot'
import { systemCode } from '../../errors.ts'

/** Who holds a lock, told so that another process can say whether that one is still alive. */
export const ownerSchema = v.object({
  host: v.string(),
  /** The kernel's boot id where there is one, else the second of the boot, roughly. */
  boot: v.string(),
  /** When that boot was, in seconds, by the clock of the time. */
  booted: v.number(),
  pidNamespace: v.string(),
  pid: v.number(),
  /** When the process began, in the kernel's ticks; empty where that can't be read. */
  start: v.string()
})

/** A process that holds a lock, or held it. */
export type Owner = v.InferOutput<typeof ownerSchema>

/** This process, as an owner. */
export function thisProcess(): Owner {
  return {
    host: hostname(),
    boot: bootId(),
    booted: bootedAt(),
    pidNamespace: read(() => readlinkSync('/proc/self/ns/pid')),
    pid: process.pid,
    start: startOf(process.pid)
  }
}

/**
 * True only where the owner can't be running any more: no such process on this boot and in this PID namespace, or this
 * same host was booted since. Anything that can't be known counts as running.
 */
export function isProvablyGone(owner: Owner): boolean {
  const self = thisProcess()
  if (owner.host !== self.host) return false
  // Two machines may share a name and a disk: only what began before this boot can have ended with the one before it.
  if (!sameBoot(owner.boot, self.boot)) return owner.booted < self.booted
  if (owner.pidNamespace !== self.pidNamespace) return false
  if (!isRunning(owner.pid)) return true
  return owner.start !== '' && startOf(owner.pid) !== '' && startOf(owner.pid) !== owner.start
}

function isRunning(pid: number): boolean {
  // What has ended and was not waited for can still be signalled.
  if (['Z', 'X'].includes(statOf(pid)[0] ?? '')) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) !== 'ESRCH'
  }
}

function bootId(): string {
  const id = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
  return id === '' ? `~${bootedAt()}` : id
}

function bootedAt(): number {
  return Math.round(Date.now() / 1000 - uptime())
}

/** Boot seconds are computed from two clocks: they count as the same boot unless they are clearly apart. */
function sameBoot(one: string, other: string): boolean {
  if (!one.startsWith('~') || !other.startsWith('~')) return one === other
  return Math.abs(Number(one.slice(1)) - Number(other.slice(1))) < 120
}

function startOf(pid: number): string {
  return statOf(pid)[19] ?? ''
}

/** The fields of /proc/<pid>/stat from the third on; the name before them may hold spaces and brackets. */
function statOf(pid: number): string[] {
  const stat = read(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function read(from: () => string): string {
  try {
    return from()
  } catch {
    return ''
  }
}
