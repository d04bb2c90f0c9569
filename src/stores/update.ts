import { setTimeout as sleep } from 'node:timers/promises'
import { RegistryError } from '../errors.ts'
import type { DocumentState, Documents, Render } from './store.ts'

/** What became of an update: the document's bytes before and after; equal where nothing had to change. */
export interface Updated {
  readonly changed: boolean
  readonly before: Uint8Array | undefined
  readonly after: Uint8Array | undefined
}

/** What an update may have besides. */
export interface UpdateOptions {
  /** How the document's pages come from it. */
  readonly render?: Render
  /** The document as it was read already: the first attempt begins from it, and the swap tells whether it still holds. */
  readonly first?: DocumentState | undefined
  /** Called once the document is as it is to be, while its pages may still be on their way. Needs `render`. */
  readonly recorded?: () => void
  /** What is done, for stores that keep a history. Asked after `next`. */
  readonly message?: () => string
}

/**
 * Changes a document by compare-and-swap, and is the only loop that retries a stale swap. `next` gets the bytes that
 * are there (undefined: none) and answers the new ones, or undefined to leave the document alone. It is called again
 * after every lost race, so whatever the new bytes depend on is read inside it. What it throws ends the update.
 * With `render`, the pages of what was changed are written, and where nothing has to change, all are completed: so a step
 * that was killed between the record and its pages ends them when it is repeated. A step that changes the record every
 * time has to call `complete` itself before it deletes what pages of a killed one may name.
 */
export async function update(
  documents: Documents,
  path: string,
  next: (current: Uint8Array | undefined) => Promise<Uint8Array | undefined>,
  { render, first, recorded, message }: UpdateOptions = {}
): Promise<Updated> {
  for (let attempt = 0; ; attempt += 1) {
    const known = attempt === 0 ? first : undefined
    const { body: before, revision } = known ?? (await documents.read(path, { toChange: true }))
    const after = await next(before)
    if (after === undefined || (before !== undefined && Buffer.compare(before, after) === 0)) {
      recorded?.()
      if (render !== undefined && before !== undefined) await documents.complete(path, render)
      return { changed: false, before, after: before }
    }
    const options = {
      ...(render && { render }),
      ...(recorded && { recorded }),
      ...(message && { message: message() })
    }
    if ((await documents.swap(path, revision, after, options)) === 'swapped') {
      return { changed: true, before, after }
    }
    await afterLostRace(attempt, path)
  }
}

/**
 * Waits after lost race number `attempt` (from 0) for a document: full jitter, longer the more were lost. Throws
 * `unavailable` where that were too many.
 */
export async function afterLostRace(attempt: number, path: string): Promise<void> {
  if (attempt + 1 < MAX_ATTEMPTS) {
    await sleep(Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt))
    return
  }
  throw new RegistryError(
    'unavailable',
    `${path} was changed by others ${MAX_ATTEMPTS} times while this step tried to change it`,
    {
      hint: 'Nothing is lost: run the step again. If it goes on, look for a job that rewrites the file in a loop.'
    }
  )
}

const MAX_ATTEMPTS = 200
const BASE_DELAY_MS = 20
const MAX_DELAY_MS = 2_000
