/** A disk that is soon full. */
import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { systemCode } from '../../src/errors.ts'

/** What a file that is not empty takes at least. */
export const BLOCK = 4096

/** A small file system of its own. */
export interface SmallDisk {
  readonly folder: string
  /** Fills it up, but for so many blocks. */
  readonly fill: (free: number) => void
  /** Makes room again. */
  readonly clear: () => void
  /** Lets nobody write any more, or everybody again. */
  readonly protect: (on: boolean) => void
  readonly close: () => void
}

/** Mounts a disk of so many bytes; undefined where this user may not. */
export function smallDisk(size: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'registry-disk-'))
  if (!asRoot('mount', '-t', 'tmpfs', '-o', `size=${size},mode=1777`, 'tmpfs', folder)) {
    rmdirSync(folder)
    return undefined
  }
  const filler = join(folder, '.filler')
  return {
    folder,
    fill: (free) => {
      const file = openSync(filler, 'w')
      ftruncateSync(file, Math.max(0, writeUntilFull(file) - free * BLOCK))
      closeSync(file)
    },
    clear: () => {
      rmSync(filler, { force: true })
    },
    protect: (on) => {
      asRoot('mount', '-o', `remount,${on ? 'ro' : 'rw'}`, folder)
    },
    close: () => {
      asRoot('umount', folder)
      rmdirSync(folder)
    }
  }
}

function writeUntilFull(file: number): number {
  const block = Buffer.alloc(BLOCK)
  for (let written = 0; ;) {
    try {
      written += writeSync(file, block)
    } catch (error) {
      if (systemCode(error) === 'ENOSPC') return written
      throw error
    }
  }
}

function asRoot(command: string, ...args: string[]): boolean {
  const tries = process.getuid?.() === 0 ? [[command, ...args]] : [['sudo', '-n', command, ...args]]
  return tries.some(([program = '', ...rest]) => {
    try {
      execFileSync(program, rest, { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}
