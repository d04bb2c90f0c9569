import { textOf } from './address.ts'
import { linkDigest, type FileView } from './files.ts'
import type { Release } from './releases.ts'

/**
 * The simple API as JSON, https://packaging.python.org/specifications/simple-repository-api/ (PEP 691 and its
 * successors). 1.4 is the newest version that HTML has, too; 1.5 adds namespaces, which this index does not have.
 */
export const API_VERSION = '1.4'

/** What the JSON page of a project is made from. */
export interface SimpleProject {
  /** Normalised. */
  readonly name: string
  readonly releases: readonly Release[]
  readonly serial: number
  /** What leads from the page to the folder of the files. */
  readonly toFolder: string
}

/** The JSON page of a project. */
export function simpleProject({ name, releases, serial, toFolder }: SimpleProject): string {
  return JSON.stringify({
    meta: { 'api-version': API_VERSION, '_last-serial': serial },
    name,
    versions: releases.flatMap(({ canonical }) => canonical),
    files: releases.flatMap(({ files }) => files.map((file) => simpleFile(file, toFolder)))
  })
}

/** The JSON page of the root. */
export function simpleRoot(names: readonly string[], serial: number): string {
  return JSON.stringify({
    meta: { 'api-version': API_VERSION, '_last-serial': serial },
    projects: names.map((name) => ({ name }))
  })
}

/**
 * Keys without a value are left out. `dist-info-metadata`, the former name of `core-metadata`, is always: some
 * versions of pip end in a traceback where they see it.
 */
function simpleFile({ entry, uploadTime, coreMetadata, provenance, address }: FileView, toFolder: string) {
  const digest = linkDigest(entry)
  return {
    filename: entry.filename,
    url: textOf(address(toFolder)),
    hashes: digest === undefined ? {} : { [digest[0]]: digest[1] },
    'requires-python': entry.requiresPython,
    size: entry.size,
    'upload-time': uploadTime,
    yanked: entry.yanked === undefined ? undefined : entry.yanked || true,
    'core-metadata': coreMetadata === undefined ? undefined : { sha256: coreMetadata },
    'gpg-sig': entry.hasSignature,
    provenance
  }
}
