import { randomUUID } from 'node:crypto'
import { constants, copyFile, chmod, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sha256OfFile } from '../digest.ts'
import { systemCode } from '../errors.ts'
import { PARTIAL } from '../transfer/download.ts'

/** What was pulled before, by digest; what comes from it is always checked. */
export interface KeptFiles {
  /** Fetches what an earlier run kept, where something is missing: `all` are the digests of everything that was resolved. */
  restore(digests: { all: readonly string[]; missing: readonly string[] }): Promise<void>
  /**
   * Puts a kept file in place. False where none of that digest is kept, its bytes are not those of its digest, or it
   * can't be put there: whoever fetches it then finds out why.
   */
  take(file: { sha256: string; executable: boolean }, target: string): Promise<boolean>
  /** Keeps a file that was pulled, where that can be done. */
  keep(sha256: string, file: string): Promise<void>
}

/** Keeps nothing. */
export const nothingKept: KeptFiles = {
  restore: () => Promise.resolve(),
  take: () => Promise.resolve(false),
  keep: () => Promise.resolve()
}

/** Files kept in a folder under the name of their digest. */
export function keptIn(folder: string, restore: KeptFiles['restore']): KeptFiles {
  return {
    restore,
    take: async ({ sha256, executable }, target) => {
      const kept = join(folder, sha256)
      if (!(await isFile(kept))) return false
      const temporary = join(dirname(target), `${PARTIAL}${randomUUID()}`)
      try {
        await mkdir(dirname(target), { recursive: true })
        await copyFile(kept, temporary, constants.COPYFILE_FICLONE)
        if ((await digestOf(temporary)) !== sha256) return false
        await chmod(temporary, executable ? 0o755 : 0o644)
        await rename(temporary, target)
        return true
      } catch {
        return false
      } finally {
        await rm(temporary, { force: true }).catch(() => undefined)
      }
    },
    keep: async (sha256, file) => {
      const kept = join(folder, sha256)
      try {
        await mkdir(folder, { recursive: true })
        // A link costs no space; what is changed through it later is found out before it is saved, and when it is used.
        await link(file, kept)
      } catch (error) {
        // What is kept already may be linked to a file that was pulled: it must not be written to.
        if (systemCode(error) === 'EEXIST') return
        await copyFile(file, kept, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE).catch(
          () => undefined
        )
      }
    }
  }
}

/** Leaves in a folder of kept files only those named, and of those only the ones that still are what their name says. */
export async function sweepKept(folder: string, digests: ReadonlySet<string>): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  const good: string[] = []
  for (const name of names) {
    const file = join(folder, name)
    if (digests.has(name) && (await isFile(file)) && (await digestOf(file)) === name) good.push(name)
    else await rm(file, { recursive: true, force: true })
  }
  return good
}

async function digestOf(file: string): Promise<string> {
  return sha256OfFile(file, (await stat(file)).size)
}

async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isFile() === true
}
