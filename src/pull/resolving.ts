import { RegistryError } from '../errors.ts'
import type { PythonRequest } from '../python/resolve.ts'
import { unpackedName } from '../releases/assets.ts'
import type { ReleaseRequest } from '../releases/resolve.ts'
import { archiveKey, assetKey, elsewhereIn, type ArchiveFormat } from '../stores/released.ts'
import type { Artifact, ArtifactKey, Store } from '../stores/store.ts'
import { artifactKey, recordPath } from '../tycho/names.ts'
import { noVersion, resolve, type Request as TychoRequest } from '../tycho/registry.ts'
import type { LockedFile } from './lockfile.ts'

/** What somebody asks for: packages of either format, or assets of a release that any tool made. */
export type PullRequest = TychoRequest | PythonRequest | ReleaseRequest

/** A file that a request comes to. */
export interface ResolvedFile {
  readonly key: ArtifactKey
  /** The name below the output folder. */
  readonly localname: string
  /** What the record says of it, where it says as much as the store would; undefined: the store has to be asked. */
  readonly recorded: Artifact | undefined
  /** How an archive of the source is packed, which the store makes when it is asked for it; undefined for the rest. */
  readonly archive?: ArchiveFormat | undefined
}

/** What a request comes to: of tycho one file, else all that are wanted of a version. */
export interface Resolved {
  readonly version: string
  readonly files: readonly ResolvedFile[]
  /** What a reader should know of how it came to that, in words; undefined where that is plain. */
  readonly note?: string | undefined
}

/** Finds what a request means. Undefined: it asks for the latest, and none was promoted yet. Throws `not-found`. */
export async function resolveFiles(store: Store, request: PullRequest): Promise<Resolved | undefined> {
  if (isPython(request)) return (await import('../python/resolve.ts')).resolveRequest(store, request)
  if (isRelease(request)) return (await import('../releases/resolve.ts')).resolveRelease(store, request)
  const resolved = await resolve(store, request)
  if (resolved === undefined) return undefined
  const { version, localname } = resolved
  const key = artifactKey(request.package, version, localname)
  return { version, files: [{ key, localname, recorded: undefined }] }
}

/**
 * The key of a request in a lockfile: its text, and for a Python or a platform the options that name it. No request is
 * written like that, so each target has an entry of its own.
 */
export function lockKeyOf(request: PullRequest): string {
  if (!isPython(request)) return request.text
  const { python, platform } = request.target
  return [
    request.text,
    ...(python === undefined ? [] : [`--python-version ${python}`]),
    ...(platform === undefined ? [] : [`--platform ${platform}`])
  ].join(' ')
}

/** The error for a request that a lockfile lacks. An update would drop what it has for other targets, so those are told another way. */
export function noEntry(path: string, request: PullRequest): RegistryError {
  const key = lockKeyOf(request)
  const how = key === request.text ? 'with `update-lock: true`' : 'where CI is not set, which adds it,'
  return new RegistryError('input', `the lockfile ${path} has no entry for ${key}`, {
    hint: `Run once ${how} and commit the lockfile. (With CI set, a pull does not write it by itself.)`
  })
}

/** Where a file of a lockfile is in the store. */
export function lockedKey(request: PullRequest, version: string, file: LockedFile): ArtifactKey {
  const { name, path, archive } = file
  if (archive !== undefined) return archiveKey(request.package, version, archive)
  if (isRelease(request)) return assetKey(request.package, version, name)
  if (!isPython(request)) return artifactKey(request.package, version, name)
  return { package: request.package, version, path: path ?? `${request.package}/${name}`, filename: name }
}

/** The error for a file that is not there although it was resolved. */
export async function vanished(
  store: Store,
  request: PullRequest,
  { key, isLocked }: { readonly key: ArtifactKey; readonly isLocked: boolean }
): Promise<RegistryError> {
  const { package: name, version } = key
  if (isRelease(request)) return (await import('../releases/resolve.ts')).vanishedAsset(store, key)
  if (isPython(request)) {
    const elsewhere = elsewhereIn(key.path)
    const place = elsewhere === undefined ? `${store.name}/${key.path}` : key.path
    // Nobody has asked the index, which may have it no more.
    if (isLocked)
      return new RegistryError('not-found', `${place} is not there any more, although the lockfile has it`, {
        hint: `Version ${version} was removed, or somebody deleted the file. \`update-lock: true\` takes what the index has now.`
      })
    const hint =
      elsewhere === undefined
        ? 'Somebody deleted it. Push the same file again; or `mode: reindex` takes it off the index.'
        : `Somebody deleted it, or the token may not see it. \`mode: reindex\` with \`source: ${elsewhere.repository}\` takes it off the index.`
    return new RegistryError('not-found', `${place} is not there, although the index has it`, { hint })
  }
  if (request.version !== 'latest') return noVersion(store, { package: name, version }, [])
  return new RegistryError('not-found', `${name} ${version} is not in ${store.name}`, {
    hint: `Its tycho.json says that ${version} is the latest. Promote one that is there (\`mode: promote\`), or push it again.`
  })
}

/** The name of the folder that a file is unpacked to. */
export function folderOf(request: PullRequest, localname: string): string {
  return isRelease(request) ? unpackedName(localname) : request.package
}

/** Where the name of a file was found, in words that its name follows. */
export function placeOfName(store: Store, request: PullRequest): string {
  if (isRelease(request)) return `a release of ${store.name} has an asset of the name`
  return isPython(request)
    ? `${request.package} in ${store.name} has a file of the name`
    : `${store.name}/${recordPath(request.package)} has the localname`
}

/** What to do where a request has several files, and there is room for one. */
export function narrower(request: PullRequest): string {
  return isRelease(request)
    ? 'Pull them to a folder, or say which one: `assets`.'
    : 'Pull them to a folder, or say for which Python or platform: `python-version`, `platform`.'
}

function isRelease(request: PullRequest): request is ReleaseRequest {
  return 'which' in request
}

/** True for a request of the Python format. */
export function isPython(request: PullRequest): request is PythonRequest {
  return 'specifier' in request
}
