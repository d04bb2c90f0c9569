import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { isDigestOf, sha256 } from '../digest.ts'
import { isRegistryError } from '../errors.ts'
import type { Artifact, ArtifactKey, Entry as Listed, Store } from '../stores/store.ts'
import { chunksOf } from '../transfer/stream.ts'
import { readSdist } from './distributions/sdist.ts'
import { artifactSource } from './distributions/source.ts'
import { readWheel } from './distributions/wheel.ts'
import type { IndexedFile } from './entries.ts'
import { parseFilename } from './filenames.ts'
import { metadataName, provenanceName, signatureName } from './layout.ts'
import type { ListedFolder } from './listing.ts'
import type { Project } from './project.ts'
import type { Digests, Entry } from './record.ts'
import { keyOf, putBeside } from './storing.ts'

/** A stored file that was read for the index. */
export interface Read {
  readonly file: IndexedFile
  readonly revision: string
  /** True where a digest was known nowhere, so that all of it had to be read. */
  readonly hashed: boolean
}

/** A file of a project that lies in the store, and what is known of it. */
export interface StoredFile {
  readonly project: Pick<Project, 'name' | 'folder'>
  readonly filename: string
  readonly listed: Listed
  readonly folder: ListedFolder
  /** What the record says of it. */
  readonly entry: Entry | undefined
  /** True where it comes from elsewhere in the index, as if it were pushed: then its MD5 is to be known as well. */
  readonly isPushed: boolean
}

/**
 * Reads a stored file for the index: of a wheel its end, of a source distribution its beginning. The digest comes from
 * the record where the file is still the same, else from what was stored with it; all of it is read only where nobody
 * knows the digest. A wheel's metadata is put beside it. Throws `corrupt` and `unsupported` for files that no index can
 * have, `conflict` for one that is replaced meanwhile.
 */
export async function readStored(
  store: Store,
  { project, filename, listed, folder, entry, isPushed }: StoredFile
): Promise<Read> {
  const version = versionOf(filename)
  const key = keyOf(project, version, filename)
  const source = artifactSource(store.artifacts, key, listed.size)
  const named = parseFilename(filename, project.name)
  const isWheel = named.kind === 'wheel'
  const { metadata, metadataBytes } = isWheel
    ? await readWheel(source, filename)
    : { ...(await readSdist(source, filename)), metadataBytes: undefined }
  const revision = source.artifact()?.revision ?? listed.revision
  const known = knownDigests(source.artifact(), { revision, size: listed.size }, entry)
  const hashed = known === undefined || (isPushed && known.md5 === undefined)
  const digests = hashed ? await digestsOf(await source.stream()) : known
  const isDescribed =
    metadataBytes !== undefined &&
    (isDigestOf(folder.files.get(metadataName(filename))?.digest, metadataBytes) ||
      (await describe(store, keyOf(project, version, metadataName(filename)), metadataBytes)))
  return {
    file: {
      filename,
      kind: isWheel ? 'wheel' : 'sdist',
      pythonVersion: named.kind === 'unsupported' ? 'source' : named.pythonVersion,
      size: listed.size,
      digests,
      metadata,
      coreMetadata: isDescribed ? sha256(metadataBytes) : undefined,
      hasSignature: folder.files.has(signatureName(filename)),
      hasProvenance: folder.files.has(provenanceName(filename))
    },
    revision,
    hashed
  }
}

/** Puts the metadata of a wheel beside it. False where it can't have it, as on a release that is closed: it does without. */
async function describe(store: Store, key: ArtifactKey, bytes: Uint8Array): Promise<boolean> {
  try {
    await putBeside(store, key, { filename: key.filename, bytes, contentType: METADATA_TYPE })
    return true
  } catch (error) {
    if (!isRegistryError(error, 'conflict')) throw error
    return false
  }
}

/** The digests of a file in a state, as far as anybody knows them without reading it. */
function knownDigests(
  stored: Artifact | undefined,
  { revision, size }: Pick<Artifact, 'revision' | 'size'>,
  entry: Entry | undefined
): Digests | undefined {
  const sha256 = stored?.altered === true ? undefined : stored?.sha256
  if (entry?.digests.sha256 !== undefined && entry.size === size) {
    if (entry.revision === revision || entry.digests.sha256 === sha256) return entry.digests
  }
  return sha256 === undefined ? undefined : { sha256 }
}

/** How the metadata beside a wheel is sent. */
export const METADATA_TYPE = 'text/plain; charset=utf-8'

/** The version in a file's name; empty where it can't be told. */
function versionOf(filename: string): string {
  const named = parseFilename(filename)
  if (named.kind === 'wheel') return named.version
  return named.kind === 'sdist' ? named.candidates[0].version : ''
}

async function digestsOf(stream: Readable): Promise<{ sha256: string; md5: string }> {
  const hashes = { sha256: createHash('sha256'), md5: createHash('md5') }
  for await (const chunk of chunksOf(stream)) {
    hashes.sha256.update(chunk)
    hashes.md5.update(chunk)
  }
  return { sha256: hashes.sha256.digest('hex'), md5: hashes.md5.digest('hex') }
}
