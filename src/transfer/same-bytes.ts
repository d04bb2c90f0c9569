import { digestOfFile } from '../digest.ts'
import type { Artifact, NewArtifact, Store } from '../stores/store.ts'
import { sizeOf } from '../stores/body.ts'
import { sha256Of } from './stream.ts'

/**
 * True where an artifact that is there has the bytes of one that was to be created: by its digest, or by what the store
 * knows of another tool's artifact; where that is nothing, by its bytes.
 */
export async function hasSameBytes(
  store: Store,
  { key, body, sha256 }: Pick<NewArtifact, 'key' | 'body' | 'sha256'>,
  there: Artifact
): Promise<boolean> {
  if (there.size !== sizeOf(body)) return false
  if (there.sha256 !== undefined && !there.altered) return there.sha256 === sha256
  const evidence = await store.artifacts.evidence(key, there.revision)
  if (evidence === undefined) {
    const opened = await store.artifacts.open(key, { revision: there.revision })
    return opened !== undefined && (await sha256Of(opened.body)) === sha256
  }
  if (body.kind !== 'file') return false
  return (await digestOfFile(body.path, body.size, evidence.algorithm)) === evidence.value
}
