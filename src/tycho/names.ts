import type { ArtifactKey } from '../stores/store.ts'

/** Why a text can't name a package, in words that follow the text; undefined where it can. */
export function packageProblem(name: string): string | undefined {
  if (name === '') return 'is empty'
  if (hasControls(name)) return 'has a line break or another control character'
  if (name !== name.trim()) return 'begins or ends with a space'
  if (name.includes('\\')) return 'has a backslash'
  if (name.lastIndexOf('@') > 0) return 'has an "@", which separates a version'
  for (const segment of name.split('/')) {
    if (segment === '' || segment === '.' || segment === '..') return 'has an empty, "." or ".." segment'
    if (segment.startsWith('.')) return 'has a segment that begins with a dot'
    if (segment === RECORD || ARTIFACT.test(segment))
      return `has the segment ${segment}, which is the name of a file of the registry`
  }
  return undefined
}

/** Why a text can't be a version, in words that follow the text; undefined where it can. */
export function versionProblem(version: string): string | undefined {
  if (version === '') return 'is empty'
  if (hasControls(version)) return 'has a line break or another control character'
  if (/[\s/\\@*|,]/.test(version)) return 'has a space or one of / \\ @ * | ,'
  if (version === 'latest') return 'is the word for the promoted version'
  if (isRange(version)) return 'would be read as a range of versions'
  return undefined
}

/** True where a requested version is a range (`^1.2`, `>=1,<2`, `1.x`), not a version. */
export function isRange(text: string): boolean {
  return /^[~^<>=]|[*|,]|\s|(^|\.)x(\.|$)/i.test(text)
}

/** Why a text can't be the name of a pulled file inside the output folder, in words that follow it; undefined where it can. */
export function localNameProblem(name: string, platform: NodeJS.Platform): string | undefined {
  if (name === '') return 'is empty'
  if (hasControls(name)) return 'has a line break or another control character'
  if (name.startsWith('/') || name.startsWith('\\')) return 'is an absolute path'
  if (/^[A-Za-z]:/.test(name)) return 'begins with the letter of a drive'
  if (name.includes('\\')) return 'has a backslash'
  for (const segment of name.split('/')) {
    if (segment === '' || segment === '.' || segment === '..') return 'has an empty, "." or ".." segment'
    const problem = platform === 'win32' ? windowsProblem(segment) : undefined
    if (problem !== undefined) return problem
  }
  return undefined
}

/** Why Windows has no file of that name (one segment of a path), in words that follow it; undefined where it has. */
export function windowsProblem(segment: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are among those that are not allowed
  if (/[<>:"|?*\u0000-\u001f]|[. ]$/.test(segment)) return 'has characters that Windows does not allow'
  return /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i.test(segment)
    ? `has the segment ${segment}, which is a device on Windows`
    : undefined
}

/** True of systems where names that differ in case, or in how an accent is written, are one name. */
export function foldsNames(platform: NodeJS.Platform): boolean {
  return platform === 'win32' || platform === 'darwin'
}

/** The same text for all names that are one on that system. */
export function oneName(name: string, platform: NodeJS.Platform): string {
  return foldsNames(platform) ? name.normalize('NFD').toLowerCase() : name
}

/** The path of a package's record. */
export function recordPath(name: string): string {
  return `${name}/${RECORD}`
}

/** Where tychoreg keeps a version's bytes. */
export function artifactKey(name: string, version: string, filename: string): ArtifactKey {
  return { package: name, version, path: `${name}/tycho_${version}.pkg`, filename }
}

/** The beginning of the paths of all versions of a package. */
export function versionsPrefix(name: string): string {
  return `${name}/tycho_`
}

/** True for a version that no path can hold, or that would garble what is shown; other tools' versions may be anything else. */
export function isUnusable(version: string): boolean {
  return hasControls(version) || /[/\\]/.test(version)
}

/** What a path in a store is to this format; undefined for anything else. */
export function parsePath(path: string): { package: string; version: string | undefined } | undefined {
  const slash = path.lastIndexOf('/')
  if (slash <= 0 || hasControls(path)) return undefined
  const name = path.slice(0, slash)
  const file = path.slice(slash + 1)
  if (file === RECORD) return { package: name, version: undefined }
  const version = ARTIFACT.exec(file)?.[1]
  return version === undefined ? undefined : { package: name, version }
}

const RECORD = 'tycho.json'
const ARTIFACT = /^tycho_(.+)\.pkg$/

function hasControls(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)
}
