import { chmod, constants, copyFile, open, readFile, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import * as v from 'valibot'
import { sha256, sha256OfFile } from '../../digest.ts'
import { fileError, RegistryError } from '../../errors.ts'
import { makeFolder } from '../../folders.ts'
import type { Log } from '../../log.ts'
import { assertUnchanged, changedWhileRead } from '../body.ts'
import {
  ABSENT,
  NOTHING_RELEASED,
  type Artifact,
  type Artifacts,
  type NewArtifact,
  type Revision
} from '../store.ts'
import {
  ifAbsent,
  makeFolderDurably,
  reading,
  renameDurably,
  syncFolder,
  writeDurably,
  type Layout
} from './layout.ts'
import { linkNew, withLock } from './lock.ts'

/** Artifacts as files: written aside, then linked into place, so that the first of many writers wins. */
export function fileArtifacts(layout: Layout, log: Log): Artifacts {
  async function find(path: string): Promise<Artifact | undefined> {
    const file = layout.file(path)
    for (;;) {
      const state = await stateOf(file)
      if (state === undefined) return undefined
      const artifact = describe(path, state, await digestsOf(layout.sidecar(path)))
      if ((await stateOf(file))?.revision === state.revision) return artifact
    }
  }

  /** Opens the file in the state that is described. */
  async function openFile(path: string): Promise<{ artifact: Artifact; handle: FileHandle } | undefined> {
    const file = layout.file(path)
    for (;;) {
      const artifact = await find(path)
      if (artifact === undefined) return undefined
      const handle = await open(file, 'r').catch(ifAbsent)
      if (handle === undefined) continue
      if (toState(await handle.stat({ bigint: true })).revision === artifact.revision)
        return { artifact, handle }
      await handle.close()
    }
  }

  /** Copies the body aside; `task` puts it in place. */
  async function aside<T>(item: NewArtifact, task: (temporary: string) => Promise<T>): Promise<T> {
    const temporary = layout.temporary()
    try {
      await copyBody(item, temporary, log)
      return await withLock(layout.lock(item.key.path), () => task(temporary))
    } catch (error) {
      throw fileError(error, layout.file(item.key.path), 'writing')
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined)
    }
  }

  /** Adds the digest of what is about to be put in place; what is there keeps its own until it is replaced. Answers its revision. */
  async function noteDigest(item: NewArtifact, temporary: string, keep: Digests): Promise<Revision> {
    const state = await stateOf(temporary)
    if (state === undefined) throw new Error(`${temporary} has gone`)
    const { sha256: digest, executable, key } = item
    const entry = {
      size: state.size,
      modified: state.modified,
      sha256: digest,
      executable,
      filename: key.filename
    }
    await writeSidecar(layout, key.path, [...keep, entry])
    return state.revision
  }

  return {
    find: (key) => reading(layout.file(key.path), find(key.path)),

    create: (items) =>
      Promise.all(
        items.map((item) =>
          aside(item, async (temporary) => {
            const file = layout.file(item.key.path)
            if ((await stateOf(file)) !== undefined) return { outcome: 'exists' } as const
            const revision = await noteDigest(item, temporary, [])
            await makeFolderDurably(dirname(file))
            if (!(await linkNew(temporary, file))) {
              if ((await stateOf(file)) === undefined) throw folderInTheWay(file)
              return { outcome: 'exists' } as const
            }
            await syncFolder(dirname(file))
            return { outcome: 'created', revision } as const
          })
        )
      ),

    replace: (item, expected) =>
      aside(item, async (temporary) => {
        const file = layout.file(item.key.path)
        const state = await stateOf(file)
        if ((state?.revision ?? ABSENT) !== expected) return { outcome: 'stale' } as const
        const digests = await digestsOf(layout.sidecar(item.key.path))
        const current = digests.find((entry) => entry.modified === state?.modified) ?? digests.at(-1)
        const revision = await noteDigest(item, temporary, current === undefined ? [] : [current])
        await renameDurably(temporary, file)
        return { outcome: 'swapped', revision } as const
      }),

    open: async (key, { revision, range = { start: 0 } } = {}) => {
      const opened = await reading(layout.file(key.path), openFile(key.path))
      if (revision === undefined && opened === undefined) return undefined
      if (revision !== undefined && opened?.artifact.revision !== revision) {
        await opened?.handle.close()
        throw changed(layout.file(key.path))
      }
      return opened && { artifact: opened.artifact, body: bodyOf(opened.handle, opened.artifact.size, range) }
    },

    evidence: () => Promise.resolve(undefined),
    released: () => Promise.resolve(NOTHING_RELEASED),

    remove: (key, expected) =>
      withLock(layout.lock(key.path), async () => {
        const file = layout.file(key.path)
        const state = await stateOf(file)
        if (state !== undefined && state.revision !== expected) return
        if (state !== undefined) await rm(file, { force: true })
        await rm(layout.sidecar(key.path), { force: true })
      }).catch((error: unknown) => {
        throw fileError(error, layout.file(key.path), 'removing')
      }),

    url: (key) => Promise.resolve(pathToFileURL(layout.file(key.path)).href)
  }
}

/** A file's size, in bytes, and what tells its state from any other. */
export interface FileState {
  readonly size: number
  readonly modified: string
  readonly revision: Revision
}

/** The state of a file, or undefined where there is none (a folder is none). */
export async function stateOf(file: string): Promise<FileState | undefined> {
  const stats = await stat(file, { bigint: true }).catch(ifAbsent)
  return stats?.isFile() === true ? toState(stats) : undefined
}

const digestsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.object({
      size: v.number(),
      modified: v.string(),
      sha256: v.string(),
      executable: v.boolean(),
      filename: v.string()
    })
  )
)

type Digests = v.InferOutput<typeof digestsSchema>

async function digestsOf(sidecar: string): Promise<Digests> {
  const text = await readFile(sidecar, 'utf8').catch(ifAbsent)
  const parsed = v.safeParse(digestsSchema, text)
  return parsed.success ? parsed.output : []
}

async function writeSidecar(layout: Layout, path: string, digests: Digests): Promise<void> {
  const temporary = layout.temporary()
  try {
    await writeDurably(temporary, JSON.stringify(digests))
    await renameDurably(temporary, layout.sidecar(path))
  } finally {
    await rm(temporary, { force: true })
  }
}

/**
 * Two digests are noted only around a replacement, and then the file's time tells which one counts. A file that was
 * changed by hand matches none of them: the last one shows that it is not what was pushed.
 */
function describe(path: string, state: FileState, digests: Digests): Artifact {
  const own = digests.find((each) => each.modified === state.modified && each.size === state.size)
  const entry = own ?? digests.at(-1)
  return {
    path,
    size: state.size,
    revision: state.revision,
    sha256: entry?.sha256,
    altered: own === undefined && entry !== undefined,
    executable: entry?.executable ?? false,
    filename: entry?.filename
  }
}

function toState(stats: { size: bigint; mtimeNs: bigint; ino: bigint }): FileState {
  const modified = String(stats.mtimeNs)
  return { size: Number(stats.size), modified, revision: `${stats.ino}-${modified}-${stats.size}` }
}

async function copyBody(item: NewArtifact, temporary: string, log: Log): Promise<void> {
  await makeFolder(dirname(temporary))
  if (item.body.kind === 'buffer') {
    if (sha256(item.body.bytes) !== item.sha256) throw new Error('the digest is not that of the body')
    await writeDurably(temporary, item.body.bytes)
  } else {
    await assertUnchanged(item.body)
    await copyShown(item, temporary, log)
    const { size } = await stat(temporary)
    if (size !== item.body.size || (await sha256OfFile(temporary, size)) !== item.sha256)
      throw changedWhileRead(item.body.path)
    const handle = await open(temporary, 'r+')
    await handle.sync().finally(() => handle.close())
  }
  await chmod(temporary, item.executable ? 0o755 : 0o644)
}

/** Copies a file; how far a large one has come is seen by the copy. */
async function copyShown({ key, body }: NewArtifact, temporary: string, log: Log): Promise<void> {
  if (body.kind !== 'file') return
  const copying = copyFile(body.path, temporary, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  if (body.size < SHOWN_FROM) return copying
  const progress = log.progress(key.filename, body.size)
  let seen = 0
  const look = async () => {
    const { size } = await stat(temporary).catch(() => ({ size: seen }))
    progress.advance(size - seen)
    seen = size
  }
  try {
    while ((await Promise.race([copying, sleep(LOOK_MS, 'under way', { ref: false })])) === 'under way')
      await look()
    await look()
  } finally {
    progress.done()
  }
}

const SHOWN_FROM = 16 * 1024 * 1024
const LOOK_MS = 200

function changed(file: string): RegistryError {
  return new RegistryError('conflict', `${file} changed while it was being read`, {
    hint: 'Run the step again.'
  })
}

function folderInTheWay(file: string): RegistryError {
  return new RegistryError('conflict', `writing ${file}: there is a folder of that name`, {
    hint: 'Choose another name; a folder can hold a file or a folder under one name, not both.'
  })
}

function bodyOf(handle: FileHandle, size: number, range: { start: number; end?: number }): Readable {
  const end = Math.min(range.end ?? size, size)
  if (range.start >= end) {
    void handle.close()
    return Readable.from([])
  }
  return handle.createReadStream({ start: range.start, end: end - 1, highWaterMark: 1024 * 1024 })
}
