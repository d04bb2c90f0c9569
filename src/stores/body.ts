import { stat } from 'node:fs/promises'
import { fileError, RegistryError } from '../errors.ts'
import type { Body, Store } from './store.ts'

/** A file as a body, in the state it has now. Throws where there is no such file. */
export async function fileBody(path: string): Promise<Extract<Body, { kind: 'file' }>> {
  const state = await stampOf(path)
  return { kind: 'file', path, ...state }
}

/** Throws `conflict` where the file is not as it was when the body was made. */
export async function assertUnchanged(body: Extract<Body, { kind: 'file' }>): Promise<void> {
  if ((await stampOf(body.path)).stamp !== body.stamp) throw changedWhileRead(body.path)
}

/** The size of a body, in bytes. */
export function sizeOf(body: Body): number {
  return body.kind === 'file' ? body.size : body.bytes.length
}

/**
 * The error for a file of a size, in bytes, that a store does not take; undefined where it does. `file` is how the message
 * names it, `tooLarge` what to do where it has too many bytes.
 */
export function sizeError(
  { name, limits: { minSize, maxSize } }: Pick<Store, 'name' | 'limits'>,
  { file, size, tooLarge = 'Split the file, or use another store.' }: Sized
): RegistryError | undefined {
  if (size >= minSize && size <= maxSize) return undefined
  return new RegistryError(
    'unsupported',
    `${file} has ${size} bytes; ${name} takes ${minSize} to ${maxSize}`,
    {
      hint: size < minSize ? 'Look at the step that makes the file.' : tooLarge
    }
  )
}

interface Sized {
  readonly file: string
  readonly size: number
  readonly tooLarge?: string
}

/** The error for a file that was written to while it was being pushed. */
export function changedWhileRead(path: string): RegistryError {
  return new RegistryError('conflict', `${path} changed while it was being pushed`, {
    hint: 'Nothing was published. Let the step that writes the file end first, then push again.'
  })
}

async function stampOf(path: string): Promise<{ size: number; stamp: string }> {
  const stats = await stat(path, { bigint: true }).catch((error: unknown) => {
    throw fileError(error, path, 'reading')
  })
  if (!stats.isFile()) {
    throw new RegistryError('input', `${path} is not a file`, {
      hint: 'Name one file; pack a folder with tar or zip first.'
    })
  }
  return { size: Number(stats.size), stamp: `${stats.ino}-${stats.size}-${stats.mtimeNs}-${stats.ctimeNs}` }
}
