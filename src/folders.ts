import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemCode } from './errors.ts'

/**
 * Makes a folder, and those above it; answers the highest one that was not there, or undefined. Node says of a disk that
 * is read-only that there is no such folder; here the reason is the system's own.
 */
export async function makeFolder(path: string): Promise<string | undefined> {
  try {
    return await mkdir(path, { recursive: true })
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    const highest = await highestMissing(path)
    await mkdir(highest)
    await mkdir(path, { recursive: true })
    return highest
  }
}

async function highestMissing(path: string): Promise<string> {
  const above = dirname(path)
  const isThere = above === path || (await stat(above).catch(() => undefined)) !== undefined
  return isThere ? path : highestMissing(above)
}
