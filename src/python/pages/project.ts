import type { Page } from '../../stores/store.ts'
import { JSON_ROOT } from '../layout.ts'
import type { ProjectRecord } from '../record.ts'
import { encodeSegment } from './address.ts'
import { bytesOf } from './html.ts'
import { once, pageOf } from './page.ts'
import { projectPage } from './project-page.ts'
import { latestRelease, releasesOf, type Release } from './releases.ts'
import { simpleProject } from './simple-json.ts'
import { versionPage } from './version-page.ts'
import { versionPages, type Emptied, type VersionPage } from './versions.ts'
import { warehouseProject, warehouseVersion } from './warehouse.ts'

/** What the pages of a project are made from. */
export interface ProjectState {
  /** Normalised. */
  readonly name: string
  /** Where the files lie: the name, or what Stick called it. */
  readonly folder: string
  readonly record: ProjectRecord
  /** Versions of which every file was removed. */
  readonly emptied: readonly Emptied[]
}

/**
 * The pages of a project: for installers and people in HTML, the simple API as JSON, Warehouse's JSON, and both for each
 * version. A page about one version says nothing that changes with another, so its bytes change with its serial alone, and
 * bodies are made when they are asked for: a push to a project of many versions needs those of few.
 *
 * Where the files lie in a folder of another name, its addresses stay true as well: the pages are there twice, except
 * for those that only this index knows.
 */
export function renderProject(project: ProjectState): Page[] {
  const releases = releasesOf(project.record, project.folder)
  const state: State = {
    ...project,
    releases,
    latest: latestRelease(releases),
    versions: versionPages(releases, project.emptied)
  }
  const former = project.folder === project.name ? [] : pagesBelow(state, project.folder)
  return [...pagesBelow(state, project.name), simplePage(state), ...former]
}

interface State extends ProjectState {
  readonly releases: readonly Release[]
  readonly latest: Release | undefined
  readonly versions: readonly VersionPage[]
}

/** The pages in a folder: that of the normalised name, which also has an `index.html`, or that of the files. */
function pagesBelow(state: State, folder: string): Page[] {
  const { name, releases, latest, record } = state
  const { serial } = record
  const own = folder === name
  const toFolder = folder === state.folder ? '' : `../${encodeSegment(state.folder)}/`
  const page = once(() => bytesOf(projectPage({ name, releases, latest, serial, toFolder })))
  const json = () => Buffer.from(warehouseProject({ name, releases, latest, serial, toFolder }))
  return [
    pageOf({ path: `${folder}/`, kind: 'html', body: page, serial }),
    ...(own ? [pageOf({ path: `${folder}/index.html`, kind: 'html', body: page, serial })] : []),
    pageOf({ path: `${folder}/json`, kind: 'json', body: json, serial }),
    ...state.versions.flatMap((version) => pagesOfVersion(state, folder, version))
  ]
}

function pagesOfVersion(
  { name, folder: files }: State,
  folder: string,
  { spelling, release, serial }: VersionPage
): Page[] {
  const own = folder === name
  const toFolder = folder === files ? '../' : `../../${encodeSegment(files)}/`
  const toProject = own ? '../' : `../../${encodeSegment(name)}/`
  const path = `${folder}/${spelling}/`
  const version = { name, version: spelling, release, serial, toFolder }
  return [
    pageOf({
      path,
      ...(own ? { orElse: `${path}index.html` } : {}),
      kind: 'html',
      body: () => bytesOf(versionPage({ ...version, toProject })),
      serial
    }),
    pageOf({ path: `${path}json`, kind: 'json', body: () => Buffer.from(warehouseVersion(version)), serial })
  ]
}

function simplePage({ name, folder, releases, record: { serial } }: State): Page {
  const path = `${JSON_ROOT}${name}/`
  const toFolder = `../../${encodeSegment(folder)}/`
  return pageOf({
    path,
    orElse: `${path}index.json`,
    kind: 'simple',
    body: () => Buffer.from(simpleProject({ name, releases, serial, toFolder })),
    serial
  })
}
