import type { RegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { removedError } from './conflicts.ts'
import type { Project } from './project.ts'
import { storeAll, type Stored, type StoringAll, type Upload } from './storing.ts'
import { NO_TOMBSTONES, readTombstones } from './tombstones.ts'

/** Told of uploads that come into no record. */
export interface Tell {
  readonly refuse: (upload: Upload, error: RegistryError) => void
  /** Other bytes are stored under its name. */
  readonly leave: (upload: Upload) => void
  readonly held: (upload: Upload) => void
}

/** Stores what may be held back, and answers what is public all the same. A removed name is refused here: no record does it. */
export async function storeHolding(
  store: Store,
  { project, uploads, ...how }: StoringAll & { readonly project: Project },
  tell: Tell
): Promise<{ open: readonly Upload[]; stored: Promise<(Stored | undefined)[]> }> {
  const { files: buried } =
    project.record?.hasRemovals === true ? await readTombstones(store, project.folder) : NO_TOMBSTONES
  const isBuried = ({ file: { filename } }: Upload) => buried.has(filename)
  for (const upload of uploads.filter(isBuried)) tell.refuse(upload, removedError(store, project, upload))
  const wanted = uploads.filter((upload) => !isBuried(upload))
  const stored = await storeAll(store, { project, uploads: wanted, ...how })
  for (const [index, upload] of wanted.entries()) {
    if (stored[index] === undefined) tell.leave(upload)
    else if (stored[index].isHeld) tell.held(upload)
  }
  const isOpen = (index: number) => stored[index]?.isHeld === false
  return {
    open: wanted.filter((_, index) => isOpen(index)),
    stored: Promise.resolve(stored.filter((_, index) => isOpen(index)))
  }
}
