import { RegistryError } from '../errors.ts'
import type { Artifact, ArtifactKey, Store } from '../stores/store.ts'
import { parseFilename } from './filenames.ts'
import type { Project } from './project.ts'
import type { Entry } from './record.ts'
import { releasesOf, type Release } from './releases.ts'
import { findProject } from './remove-versions.ts'
import { choose, isPin, renderSpecifier, type Specifier } from './specifiers.ts'
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
}

/**
 * Finds the version that an installer would take, and its files: all of them, or for a Python or a platform the wheels
 * that fit, and the source distribution where none does. Throws `not-found` where nothing fits.
 */
export async function resolveRequest(store: Store, request: PythonRequest): Promise<ResolvedRelease> {
  const project = await findProject(store, request.package)
  const releases = releasesOf(project.record?.entries ?? [])
  const version = choose(request.specifier, releases)
  const release = releases.find((each) => each.version === version)
  if (release === undefined) {
    const wanted = renderSpecifier(request.specifier) || 'that is not yanked'
    throw noVersion(store, project, wanted, project.record?.entries ?? [])
  }
  const entries = wantedOf(offeredOf(release, request.specifier), request.target)
  if (entries.length === 0) throw nothingFits(store, project, release, request.target)
  return { version: release.version, files: entries.map((entry) => fileOf(project, entry)) }
}

/** Somebody who names the version gets the yanked ones of its files, too. */
function offeredOf({ entries }: Release, specifier: Specifier): readonly Entry[] {
  return specifier.some(isPin) ? entries : entries.filter(({ yanked }) => yanked === undefined)
}

function wantedOf(entries: readonly Entry[], target: Target): readonly Entry[] {
  if (target.python === undefined && target.platform === undefined) return entries
  const fitting = entries.filter(({ filename }) => {
    const named = parseFilename(filename)
    return named.kind === 'wheel' && fits(named.tags, target)
  })
  return fitting.length > 0 ? fitting : entries.filter(({ packagetype }) => packagetype === 'sdist')
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

function nothingFits(
  store: Store,
  { name }: Project,
  { version, entries }: Release,
  { python, platform }: Target
): RegistryError {
  const wanted = [python, platform].filter((each) => each !== undefined).join(' on ')
  return new RegistryError('not-found', `${name} ${version} in ${store.name} has no file for ${wanted}`, {
    hint: `It has ${entries
      .slice(0, 5)
      .map(({ filename }) => filename)
      .join(', ')}${entries.length > 5 ? ` and ${entries.length - 5} more` : ''}.`
  })
}
