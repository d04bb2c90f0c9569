import { distance } from 'fastest-levenshtein'
import { RegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { artifactKey, isRange, parsePath, recordPath, versionsPrefix } from './names.ts'
import { parseRecord, type TychoRecord } from './record.ts'
import { closest, isValidRange, newestInRange } from './versions.ts'

/** A package's record, or undefined where it has none. Throws `corrupt` where it can't be read. */
export async function readRecord(store: Store, name: string): Promise<TychoRecord | undefined> {
  const { body } = await store.documents.read(recordPath(name))
  return recordOf(store, name, body)
}

/** The record in the bytes of a document that was read inside an update. */
export function recordOf(store: Store, name: string, body: Uint8Array | undefined): TychoRecord | undefined {
  return body === undefined ? undefined : parseRecord(body, `${store.name}/${recordPath(name)}`)
}

/** The versions of a package that are stored, less those in `removed`. */
export async function versionsOf(store: Store, name: string, removed: readonly string[]): Promise<string[]> {
  const versions: string[] = []
  for await (const { path } of store.list(versionsPrefix(name))) {
    const parsed = parsePath(path)
    if (parsed?.package === name && parsed.version !== undefined && !removed.includes(parsed.version))
      versions.push(parsed.version)
  }
  return versions
}

/** A package as a listing shows it. */
export interface Listed {
  readonly package: string
  /** Every stored version and its size, removed ones included. */
  readonly versions: Map<string, number>
  readonly hasRecord: boolean
}

/** All packages of a store, or those named, from one listing; sorted by name. */
export async function packagesOf(store: Store, names: readonly string[]): Promise<Listed[]> {
  const found = new Map<string, { package: string; versions: Map<string, number>; hasRecord: boolean }>()
  const prefixes = names.length === 0 ? [''] : names.map((name) => `${name}/`)
  for (const prefix of prefixes) {
    for await (const { path, size } of store.list(prefix)) {
      const parsed = parsePath(path)
      if (parsed === undefined || (names.length > 0 && !names.includes(parsed.package))) continue
      const entry = found.get(parsed.package) ?? {
        package: parsed.package,
        versions: new Map<string, number>(),
        hasRecord: false
      }
      found.set(parsed.package, entry)
      if (parsed.version === undefined) entry.hasRecord = true
      else entry.versions.set(parsed.version, size)
    }
  }
  return [...found.values()].sort((one, other) => (one.package < other.package ? -1 : 1))
}

/** What somebody asks for: `name`, `name@1.0`, `name@latest`, `name@^1.2`. */
export interface Request {
  /** As it was written. */
  readonly text: string
  readonly package: string
  /** `latest`, a version, or a range. */
  readonly version: string
}

/** What a request comes to. */
export interface Resolved {
  readonly request: Request
  readonly version: string
  readonly localname: string
}

/** Splits a request at its last `@` that is not the first character. */
export function parseRequest(text: string): Request {
  const at = text.lastIndexOf('@')
  return at > 0
    ? { text, package: text.slice(0, at), version: text.slice(at + 1) }
    : { text, package: text, version: 'latest' }
}

/**
 * Finds the version a request means. Undefined: it asks for the latest, and none was promoted yet.
 * Throws `not-found`, naming the closest versions, where nothing fits.
 */
export async function resolve(store: Store, request: Request): Promise<Resolved | undefined> {
  const record = await readRecord(store, request.package)
  if (record === undefined) throw noPackage(store, request.package)
  const { localname, latest, removed } = record
  if (request.version === 'latest')
    return latest === null ? undefined : { request, version: latest, localname }
  if (!isRange(request.version)) {
    if (removed.includes(request.version)) throw await noVersion(store, request, removed)
    return { request, version: request.version, localname }
  }
  const versions = await versionsOf(store, request.package, removed)
  const version = isValidRange(request.version) ? newestInRange(versions, request.version) : undefined
  if (version === undefined) throw await noVersion(store, request, removed)
  return { request, version, localname }
}

/** The error for a version that is not there; it names those that are most like it. */
export async function noVersion(
  store: Store,
  request: Pick<Request, 'package' | 'version'>,
  removed: readonly string[]
): Promise<RegistryError> {
  const versions = await versionsOf(store, request.package, removed)
  const near = closest(request.version, versions, distance)
  return new RegistryError(
    'not-found',
    `${request.package} has no version ${request.version} in ${store.name}`,
    {
      hint: closestOnes(near, versions.length)
    }
  )
}

function closestOnes(near: readonly string[], count: number): string {
  if (count === 0) return 'No version of it was pushed yet.'
  const list = near.join(', ')
  return near.length === count ? `It has ${list}.` : `The closest ones are ${list} (of ${count}).`
}

/** The error for a package that is not there; it says what makes a package. */
export function noPackage(store: Store, name: string): RegistryError {
  return new RegistryError('not-found', `there is no package ${name} in ${store.name}`, {
    hint: `Check the name and the store's prefix (\`mode: list\` shows what is there), or push a first version. ${artifactKey(name, 'VERSION', name).path} alone is not enough: a package needs its tycho.json.`
  })
}
