import { randomUUID } from 'node:crypto'
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { RegistryError, systemCode } from '../../errors.ts'
import { makeFolder } from '../../folders.ts'
import { ifAbsent } from './layout.ts'
import { isProvablyGone, ownerSchema, thisProcess, type Owner } from './owner.ts'

/**
 * Runs `task` while no other process that uses the same folder does so. A lock is a row of numbered files, the highest
 * of which counts: it names its owner, or says that it was released. Whoever links the next number has the lock, so a
 * lock whose owner is gone is passed over without ever being removed, and two who try that can't both succeed.
 * Throws `unavailable` where an owner that can't be shown to be gone keeps it for too long.
 */
export async function withLock<T>(
  folder: string,
  task: () => Promise<T>,
  patience = PATIENCE_MS
): Promise<T> {
  await makeFolder(folder)
  const file = await acquire(folder, patience)
  try {
    return await task()
  } finally {
    await release(folder, file)
  }
}

/** A full disk has no room to say so; then the file goes. Its owner may do that: nobody passes over one that lives. */
async function release(folder: string, file: string): Promise<void> {
  try {
    await place(folder, RELEASED, (temporary) => rename(temporary, file))
  } catch {
    await rm(file)
  }
}

async function acquire(folder: string, patience: number): Promise<string> {
  let last = 0
  let deadline = 0
  for (;;) {
    const highest = await highestIn(folder)
    const holder = highest === 0 ? 'nobody' : await holderOf(join(folder, String(highest)))
    if (holder === 'swept') continue
    if (holder !== 'nobody' && !isProvablyGone(holder)) {
      if (highest !== last) deadline = Date.now() + patience
      last = highest
      if (Date.now() >= deadline) throw held(join(folder, String(highest)), holder)
      await sleep(2 + Math.random() * 20)
      continue
    }
    const file = join(folder, String(highest + 1))
    if (!(await place(folder, JSON.stringify(thisProcess()), (temporary) => linkNew(temporary, file))))
      continue
    // Whoever read the folder long ago may link a number that was used and swept away since.
    if ((await highestIn(folder)) !== highest + 1) {
      await rm(file, { force: true })
      continue
    }
    await rm(join(folder, String(highest + 1 - KEPT)), { force: true })
    return file
  }
}

/** Old numbers are swept only when they are this far behind, so that nobody's slow look at the folder meets a gap. */
const KEPT = 64
const PATIENCE_MS = 60_000
const RELEASED = '{"released":true}'

const stateSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([v.object({ released: v.literal(true) }), ownerSchema])
)

async function highestIn(folder: string): Promise<number> {
  const numbers = (await readdir(folder)).filter((name) => /^\d+$/.test(name)).map(Number)
  return Math.max(0, ...numbers)
}

/** Swept: whoever looked was so slow that the lock went through many hands meanwhile. */
async function holderOf(file: string): Promise<Owner | 'nobody' | 'swept'> {
  const text = await readFile(file, 'utf8').catch(ifAbsent)
  if (text === undefined) return 'swept'
  const state = v.safeParse(stateSchema, text)
  if (!state.success) throw unreadable(file)
  return 'released' in state.output ? 'nobody' : state.output
}

/** Content is written aside and put in place whole, so that no reader sees half an owner. */
async function place<T>(folder: string, content: string, put: (temporary: string) => Promise<T>): Promise<T> {
  const temporary = join(folder, `.${randomUUID()}`)
  try {
    await writeFile(temporary, content)
    return await put(temporary)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Links a file under a new name; false where the name is taken. */
export async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EEXIST') return false
    if (
      code === 'EPERM' ||
      code === 'ENOTSUP' ||
      code === 'ENOSYS' ||
      code === 'EOPNOTSUPP' ||
      code === 'EXDEV'
    ) {
      throw new RegistryError(
        'unsupported',
        `the file system of ${to} has no hard links, so two writers can't be told apart`,
        {
          hint: 'Put the registry on a file system with hard links (ext4, xfs, btrfs, APFS, NTFS, NFS), or use an S3 store.',
          cause: error
        }
      )
    }
    throw error
  }
}

function held(file: string, owner: Owner): RegistryError {
  return new RegistryError(
    'unavailable',
    `the lock ${file} is held by process ${owner.pid} on ${owner.host}`,
    {
      hint: 'Run the step again when that process has ended. If it is gone for good (another machine, another container), delete the lock file.'
    }
  )
}

function unreadable(file: string): RegistryError {
  return new RegistryError(
    'unavailable',
    `the lock ${file} names no owner: this machine went down while it was written`,
    {
      hint: 'Delete the lock file if nobody else is writing to the registry.'
    }
  )
}
