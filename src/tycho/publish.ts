import { RegistryError } from '../errors.ts'
import { update } from '../stores/update.ts'
import { sizeOf } from '../stores/body.ts'
import { digestOfFile } from '../digest.ts'
import { sha256Of } from '../transfer/stream.ts'
import type { Artifact, Body, NewArtifact, Revision, Store } from '../stores/store.ts'
import { artifactKey, recordPath } from './names.ts'
import { changeRecord } from './record.ts'
import { noVersion, readRecord, recordOf } from './registry.ts'
import { compareVersions } from './versions.ts'

/** What to do where the version is there already: see `if-exists` in the README. */
export type IfExists = 'same' | 'skip' | 'fail' | 'overwrite'

/** Whether a pushed version becomes the latest. */
export type Promote = 'no' | 'yes' | 'if-newer'

/** A version to be published. */
export interface Publication {
  readonly package: string
  readonly version: string
  readonly body: Body
  readonly sha256: string
  readonly executable: boolean
  /** The name the file has on this machine. */
  readonly filename: string
  /** The name a pulled file gets; for a package that is new. Undefined: the file's own name. */
  readonly localName: string | undefined
  readonly promote: Promote
  readonly ifExists: IfExists
}

/** What became of a publication. */
export interface Published {
  readonly created: boolean
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
  const { revision: written, ...stored } = await storeArtifact(store, item, found, ifExists)
  if (stored.sha256 !== item.sha256) {
    // What was skipped is not what was pushed: whether it is to be the latest is not for this push to say.
    const latest = record?.latest ?? null
    return { ...stored, latest, previous: latest, localName: record?.localname }
  }
  try {
    return { ...stored, ...(await recordVersion(store, publication)) }
  } catch (error) {
    // Nothing that came after it: that is another revision, or another writer's.
    if (written !== undefined && error instanceof Removed) await store.artifacts.remove(key, written)
    throw error
  }
}

/** A version that was removed while it was being pushed: what was pushed has to go again. */
class Removed extends RegistryError {}

/** What is stored afterwards; with a revision where this push has written it. */
async function storeArtifact(
  store: Store,
  item: NewArtifact,
  found: Artifact | undefined,
  ifExists: IfExists
): Promise<Pick<Published, 'created' | 'sha256'> & { revision?: Revision }> {
  const { sha256 } = item
  let there = found
  if (there === undefined) {
    const [created] = await store.artifacts.create([item])
    if (created?.outcome === 'created') return { created: true, sha256, revision: created.revision }
    there = await store.artifacts.find(item.key)
    if (there === undefined)
      throw conflict(store, item, 'was removed again while it was being pushed', 'Push again.')
  }
  if (ifExists === 'fail')
    throw conflict(
      store,
      item,
      'exists already',
      'Push another version, or set `if-exists: same` to accept the same bytes.'
    )
  // Whoever has stored the same bytes just now may be about to take them back, where a removal came in between: what is
  // written over them is this push's own.
  const isOthers = found === undefined && ifExists === 'overwrite'
  if (!isOthers && (await hasSameBytes(store, item, there))) return { created: false, sha256 }
  if (ifExists === 'skip') return { created: false, sha256: there.sha256 }
  if (ifExists === 'overwrite') {
    const replaced = await store.artifacts.replace(item, there.revision)
    if (replaced.outcome === 'swapped') return { created: true, sha256, revision: replaced.revision }
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

/** Writes down the version: the record is made where there is none, and the version promoted where asked. */
async function recordVersion(
  store: Store,
  publication: Publication
): Promise<Pick<Published, 'latest' | 'previous' | 'localName'>> {
  const { package: name, version, promote } = publication
  const wanted = publication.localName ?? publication.filename
  let localName = wanted
  let previous: string | null = null
  let latest: string | null = null
  const next = (current: Uint8Array | undefined) => {
    const record = recordOf(store, name, current)
    if (record?.removed.includes(version) === true) {
      throw new Removed('conflict', `${name} ${version} was removed while it was being pushed`, {
        hint: `A removed version stays taken. ${takingAgain(store)}`
      })
    }
    localName = record?.localname ?? wanted
    previous = record?.latest ?? null
    const newer =
      promote === 'yes' ||
      (promote === 'if-newer' && (previous === null || compareVersions(version, previous) > 0))
    latest = newer ? version : previous
    if (record !== undefined && latest === previous) return Promise.resolve(undefined)
    return Promise.resolve(
      changeRecord(record, record === undefined ? { localname: wanted, latest } : { latest })
    )
  }
  const message = () =>
    latest === version ? promotionOf(name, version, previous) : `push ${name} ${version}`
  await update(store.documents, recordPath(name), next, { message })
  return { latest, previous, localName }
}

/** What helps where a name stays taken. */
function takingAgain({ limits }: Store): string {
  return limits.replaces
    ? 'Push another version, or set `if-exists: overwrite` to take the name again.'
    : 'Push another version.'
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

function promotionOf(name: string, version: string, previous: string | null): string {
  return `promote ${name} ${version} (was ${previous ?? 'none'})`
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
