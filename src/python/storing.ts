import pMap from 'p-map'
import { RegistryError } from '../errors.ts'
import { sha256 } from '../digest.ts'
import { sizeOf } from '../stores/body.ts'
import { elsewhereKey } from '../stores/released.ts'
import type { Artifact, ArtifactKey, Body, NewArtifact, Revision, Store } from '../stores/store.ts'
import { hasSameBytes } from '../transfer/same-bytes.ts'
import { sha256Of } from '../transfer/stream.ts'
import type { IndexedFile } from './entries.ts'
import { filePath, metadataName, provenanceName, signatureName } from './layout.ts'
import type { Project } from './project.ts'
import { changeEntry, type Entry } from './record.ts'

/** What lies beside a distribution: its metadata, its signature, its attestations. */
export interface Beside {
  readonly filename: string
  readonly bytes: Uint8Array
  readonly contentType: string
}

/** A distribution to be published, and what goes beside it. */
export interface Upload {
  readonly file: IndexedFile & { readonly digests: { readonly sha256: string } }
  readonly body: Body
  readonly beside: readonly Beside[]
}

/** A distribution that is stored, by this step or before it. */
export interface Stored {
  readonly upload: Upload
  /** False where only the record says so: it holds as long as the record has the file. */
  readonly isSeen: boolean
  /** True where it waits, unseen, for a later step to make it public. */
  readonly isHeld: boolean
  /**
   * What the record said of it, less what is gone, where somebody has deleted the file by hand, or something beside it, or
   * has put it there again.
   */
  readonly mended: Entry | undefined
  readonly revision: Revision
  /** What this step has created, to be taken back where the name turns out to be taken. */
  readonly created: readonly { readonly key: ArtifactKey; readonly revision: Revision }[]
}

/** Where a file of a project is kept. */
export function keyOf(
  project: Pick<Project, 'name' | 'folder'>,
  version: string,
  filename: string
): ArtifactKey {
  return { package: project.name, version, path: filePath(project.folder, filename), filename }
}

/** Where the file of an entry is: in the store, or on the release of somebody. */
export function keyOfEntry(
  project: Pick<Project, 'name' | 'folder'>,
  { filename, version, source }: Pick<Entry, 'filename' | 'version' | 'source'>
): ArtifactKey {
  if (source === undefined) return keyOf(project, version, filename)
  const { path } = elsewhereKey({ ...source, asset: filename })
  return { package: project.name, version, path, filename }
}

/** A distribution of a project, and how it is stored. */
export interface Storing {
  readonly project: Pick<Project, 'name' | 'folder'>
  readonly upload: Upload
  /**
   * True where its name has just been given free: whoever has stored the same bytes since may be about to take them
   * back, so they are written over, and are this step's own then.
   */
  readonly overwrite: boolean
  /** What the record says of a file that is not there any more. */
  readonly mending?: Entry | undefined
}

/**
 * Stores a distribution and what lies beside it, at once: nobody is told of them before the record names the file, and
 * by then each of them is right. Undefined: other bytes are stored under its name, and were left alone.
 */
export async function storeUpload(
  store: Store,
  { project, upload, overwrite, mending }: Storing
): Promise<Stored | undefined> {
  const { file, body, beside } = upload
  const version = file.metadata.version
  const item = {
    ...{ key: keyOf(project, version, file.filename), body, sha256: file.digests.sha256, executable: false },
    ...{ contentType: 'application/octet-stream', cacheControl: overwrite ? ASK_FIRST : KEEP }
  }
  const others = beside.map((each) => besideItem(keyOf(project, version, each.filename), each))
  const [made, ...outcomes] = await store.artifacts.create([item, ...others])
  const created = [made, ...outcomes].flatMap((one, index) => {
    const key = [item, ...others][index]?.key
    const isOwn = one?.outcome === 'created' || (one?.outcome === 'held' && one.there === 'nothing')
    return isOwn && key !== undefined ? [{ key, revision: one.revision }] : []
  })
  const stored = { upload, isSeen: true, mended: mending, created }
  if (made?.outcome === 'held') {
    // What lies beside a file that waits is as good as what was put there first.
    if (made.there !== 'other') return { ...stored, isHeld: true, revision: made.revision }
    await takeBack(store, created)
    return undefined
  }
  let revision = made?.outcome === 'created' ? made.revision : undefined
  if (revision === undefined) {
    const there = await store.artifacts.find(item.key)
    if (there === undefined || !(await hasSameBytes(store, item, there))) {
      await takeBack(store, created)
      if (there === undefined) throw vanished(store, item.key)
      return undefined
    }
    revision = there.revision
    if (overwrite) {
      revision = await writeOver(store, item, there)
      created.push({ key: item.key, revision })
    }
  }
  // A reindex that has missed the file is about to delete what lay beside it.
  const isOwn = overwrite || (mending !== undefined && made?.outcome === 'created')
  const put = async (each: Beside) => {
    const key = keyOf(project, version, each.filename)
    if (!isOwn) return putBeside(store, key, each)
    created.push({ key, revision: await takeOver(store, besideItem(key, each)) })
  }
  await Promise.all(beside.filter((_, index) => outcomes[index]?.outcome !== 'created').map(put))
  return { ...stored, isHeld: false, revision }
}

/**
 * Deletes what was put beside a file of somebody else, but for metadata: two builds of a version often have the same, so it
 * may be what that one's record tells of. Where it is not, it is replaced before a record does.
 */
async function takeBack(store: Store, created: Stored['created']): Promise<void> {
  const own = created.filter(({ key: { filename } }) => !filename.endsWith(metadataName('')))
  await Promise.all(own.map(({ key, revision }) => store.artifacts.remove(key, revision)))
}

/** Distributions of a project, and how they are stored. */
export interface StoringAll {
  readonly project: Pick<Project, 'name' | 'folder'>
  readonly uploads: readonly Upload[]
  readonly overwrite: boolean
  /** What the record has, by the files' names. */
  readonly known: ReadonlyMap<string, Entry>
}

/** Stores distributions, those of one version at once; undefined: as `storeUpload` says. */
export function storeAll(
  store: Store,
  { project, uploads, overwrite, known }: StoringAll
): Promise<(Stored | undefined)[]> {
  return pMap(
    uploads,
    (upload) => storeOne(store, { project, upload, overwrite }, known.get(upload.file.filename)),
    { concurrency: store.limits.atOnce }
  )
}

/**
 * A file that the record has is stored already, and only what lies beside it may be new; unless somebody has deleted it by
 * hand, or something that lay beside it: then it is stored again.
 */
async function storeOne(
  store: Store,
  storing: Storing,
  entry: Entry | undefined
): Promise<Stored | undefined> {
  if (entry === undefined) return storeUpload(store, storing)
  const { project, upload } = storing
  const known = { upload, isSeen: false, isHeld: false, revision: entry.revision ?? '' }
  // Nothing is put beside a file on somebody's release.
  if (entry.source !== undefined) return { ...known, mended: undefined, created: [] }
  const besideKey = (filename: string) => keyOf(project, entry.version, filename)
  const key = keyOf(project, upload.file.metadata.version, upload.file.filename)
  const names = announced(entry)
  const [there, ...others] = await Promise.all(
    [key, ...names.map(besideKey)].map((each) => store.artifacts.find(each))
  )
  const gone = new Set(names.filter((_, index) => there === undefined || others[index] === undefined))
  const left = changeEntry(entry, {
    has_sig: entry.hasSignature && !gone.has(signatureName(entry.filename)),
    provenance: entry.hasProvenance && !gone.has(provenanceName(entry.filename))
  })
  if (there === undefined) return storeUpload(store, { ...storing, overwrite: false, mending: left })
  const isOther = entry.revision !== undefined && entry.revision !== there.revision
  const item = { key, body: upload.body, sha256: upload.file.digests.sha256 }
  if (isOther && !(await hasSameBytes(store, item, there))) return undefined
  const created: Stored['created'][number][] = []
  for (const beside of upload.beside) {
    const at = besideKey(beside.filename)
    if (gone.has(beside.filename))
      created.push({ key: at, revision: await takeOver(store, besideItem(at, beside)) })
    else if (isNewBeside(entry, beside)) await putBeside(store, at, beside)
  }
  if (!isOther && created.length === 0) return { ...known, mended: undefined, created }
  return { ...known, isSeen: true, mended: left, revision: there.revision, created }
}

/**
 * A file never changes, so whoever has it need not ask for it again. Not `public`: what is fetched with a password is for no cache
 * that others share. Whoever overwrites files pushes them so from the first one on, and says that they may change.
 */
const KEEP = 'max-age=31536000, immutable'
const ASK_FIRST = 'no-cache'

/** What lies beside a file, as its entry says. */
function announced({ filename, coreMetadata, hasSignature, hasProvenance }: Entry): string[] {
  return [
    ...(coreMetadata === undefined ? [] : [metadataName(filename)]),
    ...(hasSignature ? [signatureName(filename)] : []),
    ...(hasProvenance ? [provenanceName(filename)] : [])
  ]
}

/** True for a signature, and for attestations, that no entry tells of. */
function isNewBeside(entry: Entry, { filename }: Beside): boolean {
  return (
    (filename === signatureName(entry.filename) && !entry.hasSignature) ||
    (filename === provenanceName(entry.filename) && !entry.hasProvenance)
  )
}

/** Stores bytes as this step's own, whoever has stored the same ones. */
async function writeOver(store: Store, item: NewArtifact, there: Artifact | undefined): Promise<Revision> {
  const revision = await write(store, item, there)
  if (revision === undefined) throw vanished(store, item.key)
  return revision
}

/** The same, whoever stores and deletes there at this moment. */
async function takeOver(store: Store, item: NewArtifact): Promise<Revision> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const revision = await write(store, item, await store.artifacts.find(item.key))
    if (revision !== undefined) return revision
  }
  throw vanished(store, item.key)
}

/** Stores bytes in the place of what was seen there, and answers their revision; undefined where that has changed. */
async function write(
  store: Store,
  item: NewArtifact,
  there: Artifact | undefined
): Promise<Revision | undefined> {
  if (there === undefined) {
    const [made] = await store.artifacts.create([item])
    return made === undefined || made.outcome === 'exists' ? undefined : made.revision
  }
  if (!store.limits.replaces) {
    await store.artifacts.remove(item.key, there.revision)
    return write(store, item, undefined)
  }
  const replaced = await store.artifacts.replace(item, there.revision)
  return replaced.outcome === 'swapped' ? replaced.revision : undefined
}

/** What lies beside a file is derived from it, or brought along with it: what differs is replaced. */
export async function putBeside(store: Store, key: ArtifactKey, beside: Beside): Promise<void> {
  const item = besideItem(key, beside)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { there, same } = await compare(store, item)
    if (same || (await write(store, item, there)) !== undefined) return
  }
  throw vanished(store, key)
}

const ATTEMPTS = 5

/** What a store notes of a file may be older than its bytes, where somebody changed them by hand: these are what counts. */
async function compare(
  store: Store,
  { key, body, sha256: wanted }: NewArtifact
): Promise<{ there: Artifact | undefined; same: boolean }> {
  const opened = await store.artifacts.open(key)
  if (opened === undefined) return { there: undefined, same: false }
  const there = opened.artifact
  if (there.size === sizeOf(body)) return { there, same: (await sha256Of(opened.body)) === wanted }
  opened.body.destroy()
  return { there, same: false }
}

function besideItem(key: ArtifactKey, { bytes, contentType }: Beside): NewArtifact {
  return { key, body: { kind: 'buffer', bytes }, sha256: sha256(bytes), executable: false, contentType }
}

function vanished(store: Store, { path }: ArtifactKey): RegistryError {
  return new RegistryError(
    'conflict',
    `${store.name}/${path} was removed or changed by somebody else while it was being pushed`,
    { hint: 'Push again.' }
  )
}
