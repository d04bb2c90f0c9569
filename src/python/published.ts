import type { Project } from './project.ts'
import type { Upload } from './storing.ts'

/**
 * What became of a file: `same` bytes were there already, other ones were `skipped`; `held`, it waits for a later step to
 * make it public; `published`, it had waited so.
 */
export interface PublishedFile {
  readonly project: string
  readonly folder: string
  readonly filename: string
  readonly version: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly outcome: 'created' | 'same' | 'skipped' | 'held' | 'published'
  /** Why it was yanked as it came, since the rest of its version is; empty where no reason is known. */
  readonly yanked?: string | undefined
}

/** What is told of an upload. */
export function tellOf(
  { name, folder }: Project,
  { file }: Upload,
  outcome: PublishedFile['outcome']
): PublishedFile {
  const { filename, size, digests, metadata } = file
  return { project: name, folder, filename, version: metadata.version, sha256: digests.sha256, size, outcome }
}
