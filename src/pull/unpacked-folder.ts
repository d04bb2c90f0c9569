import { lstat, mkdir, readdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { sha256, sha256OfFile } from '../digest.ts'
import { fileError, RegistryError, systemCode } from '../errors.ts'

/** The note that an unpacked folder holds: of which archive it is, and what it looked like. */
export const NOTE = '.registry-unpacked.json'

/** True where `folder` holds exactly what the archive of this digest was unpacked to. */
export async function isUnpacked(folder: string, digest: string): Promise<boolean> {
  const text = await readFile(join(folder, NOTE), 'utf8').catch(() => undefined)
  const note = v.safeParse(noteSchema, text)
  if (!note.success || note.output.digest !== digest) return false
  // What can't be read is unpacked anew.
  return note.output.tree === (await treeDigest(folder).catch(() => undefined))
}

/** Writes the note of a folder that an archive of this digest was unpacked to. */
export async function noteUnpacked(folder: string, digest: string): Promise<void> {
  await writeFile(join(folder, NOTE), JSON.stringify({ digest, tree: await treeDigest(folder) }), {
    flag: 'wx'
  })
}

/**
 * Puts a folder in place of another: a reader sees the old one, for a moment none, then the new one, never a mixture.
 * Throws `conflict` where what is there is not this program's own.
 */
export async function replaceFolder(from: string, to: string): Promise<void> {
  const old = `${from}-old`
  await mkdir(dirname(to), { recursive: true })
  await assertReplaceable(to)
  await rename(to, old).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error
  })
  await rename(from, to)
  // The new one is in place: what is left of the old one goes with the left-overs of killed pulls.
  await rm(old, { recursive: true, force: true }).catch(() => undefined)
}

/** Throws `conflict` where something is at `folder` that is neither empty nor was unpacked by this program. */
export async function assertReplaceable(folder: string): Promise<void> {
  try {
    const state = await lstat(folder)
    if (!state.isDirectory()) throw foreign(folder, state.isSymbolicLink() ? 'is a link' : 'is a file')
    const names = await readdir(folder)
    if (names.length > 0 && !names.includes(NOTE))
      throw foreign(folder, 'holds files that no pull has unpacked there')
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) throw fileError(error, folder, 'reading')
  }
}

const noteSchema = v.pipe(v.string(), v.parseJson(), v.object({ digest: v.string(), tree: v.string() }))

/** A digest over the names, modes and bytes of all files below a folder, the note left out. */
async function treeDigest(folder: string): Promise<string> {
  const lines: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath, entry.name)
    const name = file.slice(folder.length + 1)
    if (name === NOTE) continue
    if (entry.isSymbolicLink()) lines.push(`${name} -> ${await readlink(file)}`)
    else if (entry.isFile()) {
      const { size, mode } = await lstat(file)
      lines.push(`${name} ${mode & 0o111} ${await sha256OfFile(file, size)}`)
    }
  }
  return sha256(lines.sort().join('\n'))
}

function foreign(folder: string, what: string): RegistryError {
  return new RegistryError('conflict', `${folder} ${what}, and is not replaced by an unpacked package`, {
    hint: 'Move it away, or delete it if it may go, or unpack to another folder with `path`.'
  })
}
