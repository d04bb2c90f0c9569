import { RegistryError } from '../errors.ts'
import type { Artifact, ArtifactKey, Store } from '../stores/store.ts'
import { parseFilename } from './filenames.ts'
import type { Project } from './project.ts'
import type { Entry } from './record.ts'
import { releasesOf, type Release } from './releases.ts'
import { findProject } from './remove-versions.ts'
import { admits } from './requires-python.ts'
import { choose, isPin, matching, renderSpecifier, type Specifier } from './specifiers.ts'
import { keyOfEntry } from './storing.ts'
import { fits, type Target } from './tags.ts'
import { noVersion } from './yank.ts'

/** Files of a project that somebody asks for. */
export interface PythonRequest {
  /** As it was written. */
  readonly text: string
  /** Normalised. */
  readonly package: string
  readonly specifier: Specifier
  /** What the files are wanted for. */
  readonly target: Target
}

/** A version, and those of its files that are wanted. */
export interface ResolvedRelease {
  readonly version: string
  readonly files: readonly {
    readonly key: ArtifactKey
    readonly localname: string
    readonly recorded: Artifact | undefined
  }[]
  /**
   * What a reader should know of the version, in words: that it is yanked, or which ones an installer would rather take, but
   * for having no file that fits; undefined where there is nothing.
   */
  readonly note: string | undefined
}

/**
 * Finds the version that an installer would take, and its files: all of them, or for a Python or a platform the wheels
 * that fit, and the source distribution where none does; it is the newest that has any. Throws `not-found` where nothing fits.
 */
export async function resolveRequest(store: Store, request: PythonRequest): Promise<ResolvedRelease> {
  const { specifier } = request
  const project = await findProject(store, request.package)
  const releases = releasesOf(project.record?.entries ?? [])
  const fitting = releases.flatMap((release) => {
    const entries = wantedOf(offeredOf(release, specifier), request.target)
    return entries.length === 0 ? [] : [{ ...release, entries }]
  })
  const version = choose(specifier, fitting)
  const found = fitting.find((each) => each.version === version)
  if (found === undefined) throw nothingFound(store, project, request, releases)
  return {
    version: found.version,
    files: found.entries.map((entry) => fileOf(project, entry)),
    note: yankedNote(request, found) ?? passedOver(request, releases, found.version)
  }
}

/** Somebody who names the version gets the yanked ones of its files, too. */
function offeredOf({ entries }: Release, specifier: Specifier): readonly Entry[] {
  return specifier.some(isPin) ? entries : entries.filter(({ yanked }) => yanked === undefined)
}

function wantedOf(entries: readonly Entry[], target: Target): readonly Entry[] {
  const { python, platform } = target
  if (python === undefined && platform === undefined) return entries
  const admitted = entries.filter((entry) => isAdmitted(entry, target))
  const wheels = admitted.filter(({ filename }) => {
    const named = parseFilename(filename)
    return named.kind === 'wheel' && fits(named.tags, target)
  })
  return wheels.length > 0 ? wheels : admitted.filter(({ packagetype }) => packagetype === 'sdist')
}

function isAdmitted({ requiresPython }: Entry, { python }: Target): boolean {
  return python === undefined || admits(requiresPython, python)
}

/** What would have been taken if it fitted, newest first. */
function matchingOf(specifier: Specifier, releases: readonly Release[]): string[] {
  return matching(
    specifier,
    releases.filter(({ yanked }) => !yanked).map(({ version }) => version)
  )
}

function yankedNote({ text }: PythonRequest, { version, entries }: Release): string | undefined {
  const [reason] = entries.flatMap(({ yanked }) => (yanked === undefined ? [] : [yanked]))
  if (reason === undefined) return undefined
  return `${text}: ${version} is yanked${reason === '' ? '' : `: ${reason}`}`
}

function passedOver(
  { text, specifier, target }: PythonRequest,
  releases: readonly Release[],
  taken: string
): string | undefined {
  const matched = matchingOf(specifier, releases)
  // A pre-release is taken where none of the others fits.
  const passed = matched.includes(taken) ? matched.slice(0, matched.indexOf(taken)) : matched
  if (passed.length === 0) return undefined
  return `${text}: ${taken} is the newest with a file for ${wordsOf(target)}; passed over: ${someOf(passed)}`
}

function fileOf(project: Project, entry: Entry): ResolvedRelease['files'][number] {
  const { filename, size, revision, digests } = entry
  const key = keyOfEntry(project, entry)
  const recorded =
    digests.sha256 === undefined || revision === undefined
      ? undefined
      : {
          path: key.path,
          ...{ size, revision, sha256: digests.sha256, altered: false, executable: false, filename }
        }
  return { key, localname: filename, recorded }
}

/** No version matches, or none that does has a file that fits. */
function nothingFound(
  store: Store,
  project: Project,
  { specifier, target }: PythonRequest,
  releases: readonly Release[]
): RegistryError {
  const version = choose(specifier, releases)
  const release = releases.find((each) => each.version === version)
  if (release === undefined) {
    const yanked = releases.filter((each) => each.yanked).map((each) => each.version)
    const passed = matching(specifier, yanked)
    if (passed.length > 0) return allYanked(store, project, passed)
    const wanted = renderSpecifier(specifier) || 'that is not yanked'
    return noVersion(store, project, wanted, project.record?.entries ?? [])
  }
  const files = offeredOf(release, specifier).map((entry) =>
    isAdmitted(entry, target)
      ? entry.filename
      : `${entry.filename} (Requires-Python ${entry.requiresPython ?? ''})`
  )
  const others = matchingOf(specifier, releases).filter((each) => each !== version)
  const also = others.length === 0 ? '' : ` No other version that matches has one either: ${someOf(others)}.`
  return new RegistryError(
    'not-found',
    `${project.name} ${release.version} in ${store.name} has no file for ${wordsOf(target)}`,
    { hint: `It has ${someOf(files)}.${also}` }
  )
}

function allYanked(store: Store, { name }: Project, versions: readonly string[]): RegistryError {
  return new RegistryError(
    'not-found',
    `all versions of ${name} in ${store.name} that match are yanked: ${someOf(versions)}`,
    { hint: `Name one exactly to get it all the same: \`${name}==${versions[0] ?? ''}\`.` }
  )
}

function wordsOf({ python, platform }: Target): string {
  return [python, platform].filter((each) => each !== undefined).join(' on ')
}

function someOf(texts: readonly string[]): string {
  const more = texts.length > MOST ? ` and ${texts.length - MOST} more` : ''
  return `${texts.slice(0, MOST).join(', ')}${more}`
}

const MOST = 5
