import type { Selection } from '../format.ts'
import type { Store } from '../stores/store.ts'
import { namesBeside } from './layout.ts'
import { listFolder } from './listing.ts'
import { folderIn, viewRoot } from './root.ts'
import { readProject, type Project } from './project.ts'
import { noProject } from './registry.ts'
import { latestVersion, releasesOf } from './releases.ts'
import { removeFiles } from './remove.ts'
import { readTombstones, type Tombstones } from './tombstones.ts'
import { newestFirst, versionKey } from './versions.ts'
import { noVersion } from './yank.ts'

/**
 * Removes versions of a project (by its normalised name), and completes removals that were broken off. Returns the
 * versions of which something was there, newest first. Throws `not-found` for a project or a version that is not there.
 */
export async function removeVersions(store: Store, name: string, selection: Selection): Promise<string[]> {
  const project = await findProject(store, name)
  const tombstones = await readTombstones(store, project.folder)
  const left = await begun(store, project, tombstones)
  const going = new Map(
    selection.kind === 'keep'
      ? [...beyond(project, selection.keep), ...left]
      : selection.versions.flatMap((version) => named(store, project, tombstones, version))
  )
  if (going.size > 0) await removeFiles(store, project, going)
  const there = new Set([
    ...left.map(([filename]) => filename),
    ...(project.record?.entries ?? []).map(({ filename }) => filename)
  ])
  const removed = [...going].filter(([filename]) => there.has(filename))
  return newestFirst(new Set(removed.map(([, version]) => version)))
}

/** A project wherever it lies. Throws `not-found` where there is none. */
export async function findProject(store: Store, name: string): Promise<Project> {
  const project = await readProject(store, name, name)
  if (project.record !== undefined) return project
  const folder = folderIn(await viewRoot(store), name) ?? name
  const other = folder === name ? undefined : await readProject(store, name, folder)
  if (other?.record === undefined) throw noProject(store, name)
  return other
}

type Going = [filename: string, version: string][]

/** The files of a version: those listed, and those whose removal was begun. */
function named(store: Store, project: Project, tombstones: Tombstones, version: string): Going {
  const entries = project.record?.entries ?? []
  const files = [
    ...entries.map((entry): [string, string] => [entry.filename, entry.version]),
    ...[...tombstones.files].map(([filename, tombstone]): [string, string] => [filename, tombstone.version])
  ].filter(([, each]) => versionKey(each) === versionKey(version))
  if (files.length === 0) throw noVersion(store, project, version, entries)
  return files
}

/** What lies behind the newest `keep` versions, less the one that is shown as the latest: those may be pre-releases, or yanked. */
function beyond({ record }: Project, keep: number): Going {
  const all = record?.entries ?? []
  const latest = latestVersion(all)
  const old = releasesOf(all).slice(keep)
  return old.flatMap(({ version, entries }) =>
    version === latest ? [] : entries.map((entry): [string, string] => [entry.filename, entry.version])
  )
}

/** Files whose removal was broken off: they go last, so while any is left the rest may not be done either. */
async function begun(store: Store, project: Project, tombstones: Tombstones): Promise<Going> {
  if (tombstones.files.size === 0) return []
  const { files } = await listFolder(store, project.folder)
  const recorded = new Set(project.record?.entries.map(({ filename }) => filename))
  return [...tombstones.files].flatMap(([filename, { version }]): Going => {
    const isLeft = recorded.has(filename) || namesBeside(filename).some((name) => files.has(name))
    return isLeft ? [[filename, version]] : []
  })
}
