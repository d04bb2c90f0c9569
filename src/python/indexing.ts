import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { isDigestOf, sha256 } from '../digest.ts'
import { isRegistryError, RegistryError } from '../errors.ts'
import type { Artifact, ArtifactKey, Entry as Listed, Store } from '../stores/store.ts'
import { chunksOf } from '../transfer/stream.ts'
import { readSdist } from './distributions/sdist.ts'
import { artifactSource, type Source } from './distributions/source.ts'
import { readWheel } from './distributions/wheel.ts'
import type { IndexedFile } from './entries.ts'
import { parseFilename } from './filenames.ts'
import { metadataName, provenanceName, signatureName } from './layout.ts'
import type { ListedFolder } from './listing.ts'
import { normalizeName } from './names.ts'
import type { Project } from './project.ts'
import type { Digests, Entry } from './record.ts'
import type { ReleasedFile } from './released.ts'
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
  const { kind, pythonVersion, metadata, metadataBytes } = await contentsOf(source, filename, project.name)
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
      ...{ filename, kind, pythonVersion, size: listed.size, digests, metadata },
      coreMetadata: isDescribed ? sha256(metadataBytes) : undefined,
      ...companyOf(filename, folder.files)
    },
    revision,
    hashed
  }
}

/** What of a file's company the index tells of: by the names that lie beside it. */
export function companyOf(
  filename: string,
  beside: Pick<ReadonlySet<string>, 'has'>
): Pick<IndexedFile, 'hasSignature' | 'hasProvenance'> {
  return {
    hasSignature: beside.has(signatureName(filename)),
    hasProvenance: beside.has(provenanceName(filename))
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

/**
 * Reads a file on somebody's release, as little of it as that of the index's own. Nothing is put beside it: what lies
 * there already counts, metadata only where it is that of the wheel. Throws as `readStored` does.
 */
export async function readReleased(store: Store, file: ReleasedFile): Promise<Read> {
  const { project, filename, key, listed, beside } = file
  const source = artifactSource(store.artifacts, key, listed.size)
  const { metadataBytes, ...contents } = await contentsOf(source, filename, project)
  if (normalizeName(contents.metadata.name) !== project) throw otherProject(filename, contents.metadata.name)
  const { revision, sha256: known } = source.artifact() ?? { revision: listed.revision, sha256: undefined }
  const digests = known === undefined ? await digestsOf(await source.stream()) : { sha256: known }
  const coreMetadata = metadataBytes && sha256(metadataBytes)
  const isBeside = beside.get(metadataName(filename)) === `sha256:${coreMetadata}`
  return {
    file: {
      ...{ filename, ...contents, size: listed.size, digests },
      coreMetadata: isBeside ? coreMetadata : undefined,
      ...companyOf(filename, beside)
    },
    revision,
    hashed: known === undefined
  }
}

function otherProject(filename: string, name: string): RegistryError {
  return new RegistryError('corrupt', `${filename} has the Name ${JSON.stringify(name)}`, {
    hint: 'Its own name can mean several projects. Name it as the standard has it, with a dash in front of the version alone.'
  })
}

/** What a distribution says of itself. */
async function contentsOf(source: Source, filename: string, project: string) {
  const named = parseFilename(filename, project)
  if (named.kind === 'unsupported' && parseFilename(filename).kind !== 'unsupported')
    throw new RegistryError('unsupported', `${filename} ${named.why}, and lies in the folder of ${project}`, {
      hint: 'Put it into the folder of its project, or right below the prefix, and reindex.'
    })
  const pythonVersion = named.kind === 'unsupported' ? 'source' : named.pythonVersion
  if (named.kind === 'wheel')
    return { kind: 'wheel' as const, pythonVersion, ...(await readWheel(source, filename)) }
  return {
    ...{ kind: 'sdist' as const, pythonVersion, metadataBytes: undefined },
    ...(await readSdist(source, filename))
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

/** The digests of all bytes of a stream. */
export async function digestsOf(stream: Readable): Promise<{ sha256: string; md5: string }> {
  const hashes = { sha256: createHash('sha256'), md5: createHash('md5') }
  for await (const chunk of chunksOf(stream)) {
    hashes.sha256.update(chunk)
    hashes.md5.update(chunk)
  }
  return { sha256: hashes.sha256.digest('hex'), md5: hashes.md5.digest('hex') }
}
