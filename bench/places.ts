/** Where measurements work, and what they measure. */
import { accessSync, constants, statfsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The entry of a bundle: of the committed one, or of that in the folder which REGISTRY_DIST names. */
export function bundled(entry: 'cli' | 'main'): string {
  const dist = process.env['REGISTRY_DIST'] ?? join(import.meta.dirname, '..', 'dist')
  return join(resolve(dist), entry, 'index.js')
}

/** A new folder for so many bytes: in memory where they fit, so that the disk is not what is measured. */
export async function scratch(bytes: number): Promise<string> {
  const place = fitsInMemory(bytes) ? MEMORY : tmpdir()
  const { bavail, bsize } = statfsSync(place)
  if (bavail * bsize < bytes) throw new Error(`${place} has no room for ${Math.ceil(bytes / 1024 ** 3)} GiB`)
  const folder = await mkdtemp(join(place, 'registry-bench-'))
  // Servers put their data there.
  process.env['TMPDIR'] = folder
  return folder
}

const MEMORY = '/dev/shm'

function fitsInMemory(bytes: number): boolean {
  try {
    accessSync(MEMORY, constants.W_OK)
    return bytes < freemem() / 2
  } catch {
    return false
  }
}
