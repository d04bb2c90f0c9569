import { accessSync, constants } from 'node:fs'
import { tmpdir } from 'node:os'

/** A folder for large files: in memory where there is one, so that the disk is not what is measured. */
export function scratch(): string {
  try {
    accessSync('/dev/shm', constants.W_OK)
    return '/dev/shm'
  } catch {
    return tmpdir()
  }
}
