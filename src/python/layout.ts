import { parseFilename } from './filenames.ts'
import { normalizeName } from './names.ts'

/**
 * Where a Python index keeps what, below its prefix: Stick's layout, and what came after it. `folder` is the name of
 * a project's folder: its normalised name, or the one that Stick gave it.
 */

/** The record of the index: which projects there are. */
export const ROOT_RECORD = 'projects.json'

/** The root of the PEP 691 pages. No project can be called so: names begin with a letter or a digit. */
export const JSON_ROOT = '_json/'

/** The record of a project: what Stick calls its manifest. */
export function recordPath(folder: string): string {
  return `${folder}/manifest.json`
}

/** The names of the removed files of a project, which stay taken. */
export function tombstonesPath(folder: string): string {
  return `${folder}/removed.json`
}

/** A distribution, or what lies beside one. */
export function filePath(folder: string, filename: string): string {
  return `${folder}/${filename}`
}

/** The core metadata of a wheel, beside it (PEP 658). */
export function metadataName(filename: string): string {
  return `${filename}.metadata`
}

/** The detached signature of a distribution, beside it. */
export function signatureName(filename: string): string {
  return `${filename}.asc`
}

/** The attestations of a distribution, beside it (PEP 740). */
export function provenanceName(filename: string): string {
  return `${filename}.provenance`
}

/** A distribution, and whatever may lie beside it. */
export function namesBeside(filename: string): string[] {
  return [filename, metadataName(filename), signatureName(filename), provenanceName(filename)]
}

/** Whose file lies at a path: a distribution in its project's folder, or what lies beside one. Undefined for anything else. */
export function parsePath(path: string): { package: string; version: string | undefined } | undefined {
  const [folder = '', name, ...more] = path.split('/')
  if (name === undefined || more.length > 0) return undefined
  const parsed = parseFilename(name.replace(/\.(?:metadata|asc|provenance)$/, ''), folder)
  if (parsed.kind === 'unsupported') return undefined
  // What the name of a source distribution means is told by what is in it.
  const versions =
    parsed.kind === 'wheel' ? [parsed.version] : parsed.candidates.map(({ version }) => version)
  return { package: normalizeName(folder), version: versions.length === 1 ? versions[0] : undefined }
}

/** The folder, ending in `/`, of the index that a path seems to be of; undefined for paths that no index has. */
export function rootOf(path: string): string | undefined {
  const folders = path.split('/')
  const name = folders.pop() ?? ''
  if (name !== ROOT_RECORD) {
    if (parseFilename(name).kind === 'unsupported') return undefined
    folders.pop()
  }
  return folders.map((folder) => `${folder}/`).join('')
}
