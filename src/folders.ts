import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemCode } from './errors.ts'

/**
 * Makes a folder, and those above it. Node says of a disk that is read-only that there is no such folder; here the reason
 * is the system's own.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    await mkdir(await highestMissing(path))
    await mkdir(path, { recursive: true })
  }
}

async function highestMissing(path: string): Promise<string> {
  const above = dirname(path)
  const isThere = above === path || (await stat(above).catch(() => undefined)) !== undefined
  return isThere ? path : highestMissing(above)
}
