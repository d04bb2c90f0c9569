import { createHash } from 'node:crypto'
import type { ArtifactKey } from '../store.ts'

/** The folder at the root of the branch in which the store keeps what it has to know itself. */
export const CONTROL = '.registry'

/** Why git, or GitHub, does not take a path, in words that follow it; undefined where they do. */
export function pathProblem(path: string): string | undefined {
  const segments = path.split('/')
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
    return 'has an empty, "." or ".." segment'
  if (segments.some((segment) => segment.toLowerCase() === '.git')) return 'has a segment ".git"'
  if (segments.includes('.files.json')) return 'has a segment ".files.json"'
  if (/\p{Cc}/u.test(path)) return 'has a control character'
  if (Buffer.byteLength(path) > LONGEST_PATH) return `is longer than ${LONGEST_PATH} bytes`
  if (segments.some((segment) => Buffer.byteLength(segment) > LONGEST_SEGMENT))
    return `has a segment of more than ${LONGEST_SEGMENT} bytes`
  return undefined
}

/** Git itself has no limit; file systems on which branches are checked out do. */
const LONGEST_PATH = 1024
const LONGEST_SEGMENT = 255

/**
 * The tag of an artifact's release. What can't stand in a tag is percent-encoded; nobody ever takes a tag apart again.
 * See https://git-scm.com/docs/git-check-ref-format
 */
export function tagOf(template: string, key: Pick<ArtifactKey, 'package' | 'version'>): string {
  return template
    .replace(/\{(package|version)\}/g, (_, field: 'package' | 'version') => key[field])
    .replace(/[\p{Cc}\s~^:?*[\\]/gu, encodeURIComponent)
    .replace(/[*~]/g, (sign) => (sign === '*' ? '%2A' : '%7E'))
    .replace(/\.(?=\.|\/|$|lock(?:\/|$))|(?<=^|\/)\./g, '%2E')
    .replace(/@(?=\{)/g, '%40')
    .replace(/\/(?=\/|$)|^\//g, '%2F')
}

/** What a tag stands for: two artifacts share a release where this is the same. */
export function ownerOf(
  template: string,
  { package: name, version }: Pick<ArtifactKey, 'package' | 'version'>
): {
  package: string | null
  version: string | null
} {
  return {
    package: template.includes('{package}') ? name : null,
    version: template.includes('{version}') ? version : null
  }
}

/**
 * The name of the asset that holds a file: what GitHub would rewrite is rewritten before, so that the name that comes
 * back is the one that was sent.
 */
export function assetName(filename: string): string {
  const plain = filename.normalize('NFKD').replace(/\p{M}/gu, '')
  const kept = plain.replace(/[^A-Za-z0-9_+-]+/g, '.').replace(/\.$/, '')
  return kept === '' || kept.startsWith('.') ? `default${kept}` : kept
}

/**
 * The name of the asset that holds the file of a path on a release: another one than its own, where that is another
 * path's already. `assets` are the paths that the release's assets hold, by their names.
 */
export function nameAmong(assets: ReadonlyMap<string, string>, filename: string, path: string): string {
  const wanted = assetName(filename)
  const holder = assets.get(wanted)
  return holder === undefined || holder === path ? wanted : secondName(wanted, path)
}

/** Another name for the asset of a path, where its own is that of another file on the same release. */
export function secondName(name: string, path: string): string {
  const mark = createHash('sha256').update(path).digest('hex').slice(0, 8)
  const dot = name.indexOf('.', 1)
  return dot < 0 ? `${name}-${mark}` : `${name.slice(0, dot)}-${mark}${name.slice(dot)}`
}

/** The id that git gives to the bytes of a file. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** The last segment of a path. */
export function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The folder of a path, without a slash at the end; empty at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
