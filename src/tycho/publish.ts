import { isRegistryError, RegistryError } from '../errors.ts'
import { update } from '../stores/update.ts'
import { sizeOf } from '../stores/body.ts'
import { digestOfFile } from '../digest.ts'
import { sha256Of } from '../transfer/stream.ts'
import type { Artifact, Body, NewArtifact, Revision, Store } from '../stores/store.ts'
import { artifactKey, recordPath } from './names.ts'
import { changeRecord } from './record.ts'
import { promotionOf, recordVersion, Removed, takingAgain, type RecordedVersion } from './recording.ts'
import { noVersion, readRecord, recordOf } from './registry.ts'
import { recordReleased, type ReleasedVersion } from './released.ts'

/** What to do where the version is there already: see `if-exists` in the README. */
export type IfExists = 'same' | 'skip' | 'fail' | 'overwrite'

/** A version to be published. */
export interface Publication extends RecordedVersion {
  readonly body: Body
  readonly sha256: string
  readonly executable: boolean
  readonly ifExists: IfExists
}

/** What became of a publication. */
export interface Published {
  readonly created: boolean
  /** True where it waits, unseen, for a later step to make it public. */
  readonly held: boolean
  /** What had waited for this, perhaps the version itself, and whether it became the latest. */
  readonly released: readonly ReleasedVersion[]
  /** The digest of what is stored now; undefined where that is another tool's and was left alone. */
  readonly sha256: string | undefined
  readonly latest: string | null
  readonly previous: string | null
  /** The name that pulled files get; undefined where there is no record of the package. */
  readonly localName: string | undefined
}

/**
 * Publishes a version: the artifact first, then the record, so that killed at any request what is there is valid and
 * the same push completes it. Throws `conflict` where the name is taken by other bytes, or was removed.
 */
export async function publish(store: Store, publication: Publication): Promise<Published> {
  const { package: name, version, ifExists } = publication
  const key = artifactKey(name, version, publication.filename)
  const [record, found] = await Promise.all([readRecord(store, name), store.artifacts.find(key)])
  if (record?.removed.includes(version) === true) await liftTombstone(store, publication, found)
  const item: NewArtifact = {
    key,
    body: publication.body,
    sha256: publication.sha256,
    executable: publication.executable,
    contentType: 'application/octet-stream'
  }
  const storing = storeArtifact(store, item, found, ifExists).catch(async (error: unknown) => {
    if (isRegistryError(error, 'conflict')) await recordOthers(store, publication)
    throw error
  })
  const { revision: written, ...stored } = await storing
  if (stored.held && record === undefined) await nameHeld(store, publication)
  if (stored.held || stored.sha256 !== item.sha256) {
    // What was skipped is not what was pushed: whether it is to be the latest is not for this push to say.
    const latest = record?.latest ?? null
    return { ...stored, released: [], latest, previous: latest, localName: record?.localname }
  }
  try {
    const { versions, settle } = await recordReleased(store, publication)
    const recorded = await recordVersion(store, publication)
    await settle()
    return { ...stored, released: versions, ...recorded }
  } catch (error) {
    // Nothing that came after it: that is another revision, or another writer's.
    if (written !== undefined && error instanceof Removed) await store.artifacts.remove(key, written)
    throw error
  }
}

/**
 * A version that waits comes into no record yet; but the name that was chosen for pulled files is known to this step alone,
 * so a package that is new is made, without a version.
 */
async function nameHeld(store: Store, { package: name, filename, localName }: Publication): Promise<void> {
  if (localName !== undefined && localName !== filename) await initPackage(store, name, localName)
}

/** What has become public on the way is found also where this version is refused. */
async function recordOthers(store: Store, publication: Publication): Promise<void> {
  const { package: name, version } = publication
  const { versions, settle } = await recordReleased(store, { ...publication, promote: 'no' })
  if (versions.some((each) => each.package === name && each.version === version))
    await recordVersion(store, { ...publication, promote: 'no' })
  await settle()
}

type StoredVersion = Pick<Published, 'created' | 'held' | 'sha256'>

/** What is stored afterwards; with a revision where this push has written it. */
async function storeArtifact(
  store: Store,
  item: NewArtifact,
  found: Artifact | undefined,
  ifExists: IfExists
): Promise<StoredVersion & { revision?: Revision }> {
  const { sha256 } = item
  const held = false
  let there = found
  if (there === undefined) {
    const [created] = await store.artifacts.create([item])
    if (created?.outcome === 'created') return { created: true, held, sha256, revision: created.revision }
    if (created?.outcome === 'held') return holdVersion(store, item, created.there, ifExists)
    there = await store.artifacts.find(item.key)
    if (there === undefined)
      throw conflict(store, item, 'was removed again while it was being pushed', 'Push again.')
  }
  if (ifExists === 'fail') throw conflict(store, item, 'exists already', FAIL_HINT)
  // Whoever has stored the same bytes just now may be about to take them back, where a removal came in between: what is
  // written over them is this push's own.
  const isOthers = found === undefined && ifExists === 'overwrite'
  if (!isOthers && (await hasSameBytes(store, item, there))) return { created: false, held, sha256 }
  if (ifExists === 'skip') return { created: false, held, sha256: there.sha256 }
  if (ifExists === 'overwrite') {
    const replaced = await store.artifacts.replace(item, there.revision)
    if (replaced.outcome === 'swapped') return { created: true, held, sha256, revision: replaced.revision }
    throw conflict(
      store,
      item,
      'was changed by somebody else at the same moment',
      'Look at what is there, then push again if it has to be replaced.'
    )
  }
  throw conflict(
    store,
    item,
    'exists already with other bytes',
    store.limits.replaces
      ? 'A version is written once: push another version. Only if nobody has pulled this one yet, `if-exists: overwrite` replaces it.'
      : 'A version is written once: push another version.'
  )
}

const FAIL_HINT = 'Push another version, or set `if-exists: same` to accept the same bytes.'

/** What a version that waits for its publication comes to. */
function holdVersion(
  store: Store,
  item: NewArtifact,
  there: 'nothing' | 'same' | 'other',
  ifExists: IfExists
): StoredVersion {
  const { sha256 } = item
  if (there === 'nothing') return { created: true, held: true, sha256 }
  if (ifExists === 'fail') throw conflict(store, item, 'waits already to be published', FAIL_HINT)
  if (there === 'same') return { created: false, held: true, sha256 }
  if (ifExists === 'skip') return { created: false, held: true, sha256: undefined }
  throw conflict(
    store,
    item,
    'waits already to be published, with other bytes',
    'A version is written once: push another version. Or delete the draft of its release, with all that waits in it, and push again.'
  )
}

/** Compares by the digest; another tool's artifact by what the store knows of it, and where that is nothing, by its bytes. */
async function hasSameBytes(store: Store, item: NewArtifact, there: Artifact): Promise<boolean> {
  if (there.size !== sizeOf(item.body)) return false
  if (there.sha256 !== undefined) return there.sha256 === item.sha256
  const { revision } = there
  const evidence = await store.artifacts.evidence(item.key, revision)
  if (evidence !== undefined && item.body.kind === 'file')
    return (await digestOfFile(item.body.path, item.body.size, evidence.algorithm)) === evidence.value
  const opened = await store.artifacts.open(item.key, { revision })
  return opened !== undefined && (await sha256Of(opened.body)) === item.sha256
}

/** A removed name may be taken again only on request, and only once its artifact is gone. */
async function liftTombstone(
  store: Store,
  { package: name, version, ifExists }: Publication,
  found: Artifact | undefined
): Promise<void> {
  const taken = `${name} ${version} was removed from ${store.name}, and a removed version stays taken`
  if (ifExists !== 'overwrite') {
    throw new RegistryError('conflict', taken, {
      hint: takingAgain(store)
    })
  }
  if (found !== undefined) {
    throw new RegistryError('conflict', `${taken}; its removal has not ended yet`, {
      hint: 'Run the removal of this version again (`mode: remove`), then push.'
    })
  }
  const next = (current: Uint8Array | undefined) => {
    const record = recordOf(store, name, current)
    if (record === undefined) return Promise.resolve(undefined)
    return Promise.resolve(
      changeRecord(record, { removed: record.removed.filter((each) => each !== version) })
    )
  }
  await update(store.documents, recordPath(name), next, {
    message: () => `give ${name} ${version} free again`
  })
}

function conflict(store: Store, item: NewArtifact, what: string, hint: string): RegistryError {
  return new RegistryError('conflict', `${item.key.package} ${item.key.version} ${what} (${store.name})`, {
    hint
  })
}

/** What became of a promotion. */
export interface Promoted {
  readonly latest: string
  readonly previous: string | null
}

/** Makes a version the latest. Throws `not-found` where it, or its package, is not there. */
export async function promoteVersion(store: Store, name: string, version: string): Promise<Promoted> {
  let previous: string | null = null
  const next = async (current: Uint8Array | undefined) => {
    const record = recordOf(store, name, current)
    const found = await store.artifacts.find(artifactKey(name, version, name))
    if (found === undefined || record?.removed.includes(version) === true) {
      throw await noVersion(store, { package: name, version }, record?.removed ?? [])
    }
    if (record === undefined) {
      throw new RegistryError('not-found', `${name} has no tycho.json in ${store.name}`, {
        hint: 'Make it (`mode: init`), with the name that a pulled file gets.'
      })
    }
    previous = record.latest
    return record.latest === version ? undefined : changeRecord(record, { latest: version })
  }
  await update(store.documents, recordPath(name), next, {
    message: () => promotionOf(name, version, previous)
  })
  return { latest: version, previous }
}

/** Creates a package's record; one that is there is left alone. `localName` is the name that pulled files get. */
export async function initPackage(
  store: Store,
  name: string,
  localName: string
): Promise<{ created: boolean; localName: string }> {
  const next = (current: Uint8Array | undefined) =>
    Promise.resolve(
      current === undefined ? changeRecord(undefined, { localname: localName, latest: null }) : undefined
    )
  const { changed, after } = await update(store.documents, recordPath(name), next, {
    message: () => `create ${name}`
  })
  return { created: changed, localName: recordOf(store, name, after)?.localname ?? localName }
}
