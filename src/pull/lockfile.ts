import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { fileError, messageOf, RegistryError, systemCode } from '../errors.ts'
import { makeFolder } from '../folders.ts'
import { ARCHIVE_FORMATS, type ArchiveFormat } from '../stores/released.ts'

/** What a lockfile says of one request: the version it came to, and its files. */
export interface Locked {
  readonly package: string
  readonly version: string
  readonly files: readonly LockedFile[]
}

/** A file of a locked version; `name` is its path below the output folder. */
export interface LockedFile {
  readonly name: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly executable: boolean
  /** Where it is in the store; undefined where its name tells. */
  readonly path?: string | undefined
  /** Of an archive of the source: how it is packed, and the commit that its bytes said they are of. */
  readonly archive?: ArchiveFormat | undefined
  readonly commit?: string | undefined
}

/** What a lockfile says of requests, by the keys that they have in it. */
export type Lock = ReadonlyMap<string, Locked>

/** Reads a lockfile; one that is not there is empty. Throws `input` where it can't be understood. */
export async function readLockfile(path: string): Promise<Lock> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined
    throw fileError(error, path, 'reading the lockfile')
  })
  if (text === undefined) return new Map()
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lockSchema), text)
  if (parsed.success) return new Map(Object.entries(parsed.output.packages))
  const [issue] = parsed.issues
  const why =
    issue.type === 'parse_json'
      ? `it is no JSON: ${messageOf(issue.received.replace(/^"|"$/g, ''))}`
      : messageOf(`${v.getDotPath(issue) ?? 'it'}: ${issue.message}`)
  throw new RegistryError('input', `the lockfile ${path} can't be understood (${why})`, {
    hint: 'Restore it from version control, or delete it and run once with `update-lock: true`.'
  })
}

/** Writes a lockfile where its bytes differ. True where it was written. */
export async function writeLockfile(path: string, lock: Lock): Promise<boolean> {
  const text = renderLockfile(lock)
  const current = await readFile(path, 'utf8').catch(() => undefined)
  if (current === text) return false
  const temporary = `${path}.new`
  try {
    await makeFolder(dirname(path)).catch((error: unknown) => {
      // Where a file is in the way, writing fails in clearer words.
      if (systemCode(error) !== 'EEXIST') throw error
    })
    await writeFile(temporary, text)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw fileError(error, path, 'writing the lockfile')
  }
  return true
}

/** A lockfile's text: sorted, so that the same content always has the same bytes. */
export function renderLockfile(lock: Lock): string {
  const packages = Object.fromEntries([...lock].sort(([one], [other]) => (one < other ? -1 : 1)))
  return `${JSON.stringify({ lockfileVersion: 1, packages }, undefined, 2)}\n`
}

/** A file in a project's folder, or on a release: `github://owner/repo/<tag>/<file>`. */
const PATH = /^(?:[A-Za-z0-9][^/\\]*|github:\/\/[\w-]+\/[\w.-]+\/[^/\\]+)\/[^/\\.][^/\\]*$/
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

const lockSchema = v.object({
  lockfileVersion: v.literal(1),
  packages: v.record(
    v.string(),
    v.object({
      package: v.string(),
      version: v.string(),
      files: v.array(
        v.object({
          name: v.string(),
          sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
          size: v.number(),
          executable: v.boolean(),
          archive: v.optional(v.picklist(ARCHIVE_FORMATS)),
          commit: v.optional(v.pipe(v.string(), v.regex(COMMIT))),
          path: v.optional(v.pipe(v.string(), v.regex(PATH)))
        })
      )
    })
  )
})
