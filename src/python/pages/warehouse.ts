import type { Entry, Info } from '../record.ts'
import { addressBelow, textOf, webBase } from './address.ts'
import type { FileView } from './files.ts'
import type { Release } from './releases.ts'
import { canHavePage } from './versions.ts'

/** What Warehouse's JSON of a project is made from. */
export interface WarehouseProject {
  /** Normalised. */
  readonly name: string
  readonly releases: readonly Release[]
  readonly latest: Release | undefined
  readonly serial: number
  /** What leads from the page to the folder of the files. */
  readonly toFolder: string
}

/** What Warehouse's JSON of one version is made from. */
export interface WarehouseVersion {
  /** Normalised. */
  readonly name: string
  /** As the page's own path spells it. */
  readonly version: string
  /** Undefined where every file of the version was removed. */
  readonly release: Release | undefined
  readonly serial: number
  /** What leads from the page to the folder of the files. */
  readonly toFolder: string
}

/** Warehouse's JSON of a project: about its latest version, with the files of all. Its keys are those of Warehouse's own. */
export function warehouseProject({ name, releases, latest, serial, toFolder }: WarehouseProject): string {
  const described = latest?.files.find(({ entry }) => entry.info.description !== '')?.entry.info
  const version = latest?.version ?? ''
  const info = infoOf({ name, version, speaker: latest?.speaker.entry, toProject: './' }, latest)
  return JSON.stringify({
    info: described === undefined ? info : { ...info, ...descriptionOf(described) },
    last_serial: serial,
    ownership: OWNERSHIP,
    releases: Object.fromEntries(releases.map((release) => [release.version, filesOf(release, toFolder)])),
    urls: latest === undefined ? [] : filesOf(latest, toFolder),
    vulnerabilities: []
  })
}

/**
 * Warehouse's JSON of one version: as that of a project, without the files of other versions. The description is empty:
 * a record keeps that of the newest version alone.
 */
export function warehouseVersion({ name, version, release, serial, toFolder }: WarehouseVersion): string {
  const spelled = release?.files.find(({ entry }) => entry.version === version)
  const speaker = (spelled ?? release?.speaker)?.entry
  return JSON.stringify({
    info: infoOf({ name, version, speaker, toProject: '../' }, release),
    last_serial: serial,
    ownership: OWNERSHIP,
    urls: release === undefined ? [] : filesOf(release, toFolder),
    vulnerabilities: []
  })
}

/** This index has no users. */
const OWNERSHIP = { organization: null, roles: [] }

interface Subject {
  readonly name: string
  readonly version: string
  readonly speaker: Entry | undefined
  readonly toProject: string
}

function infoOf({ name, version, speaker, toProject }: Subject, release: Release | undefined) {
  const info: Partial<Info> = speaker?.info ?? {}
  const web = speaker?.baseUrl === undefined ? undefined : webBase(speaker.baseUrl)
  const project = web === undefined ? toProject : textOf(addressBelow(web, name, ''))
  return {
    author: given(info.author),
    author_email: given(info.authorEmail),
    bugtrack_url: null,
    classifiers: info.classifiers ?? [],
    ...descriptionOf({ description: '', descriptionContentType: info.descriptionContentType ?? '' }),
    docs_url: null,
    download_url: given(info.downloadUrl),
    downloads: { last_day: -1, last_month: -1, last_week: -1 },
    dynamic: some(info.dynamic),
    home_page: given(info.homePage),
    keywords: given(info.keywords),
    license: given(info.license),
    license_expression: given(info.licenseExpression),
    license_files: some(info.licenseFiles),
    maintainer: given(info.maintainer),
    maintainer_email: given(info.maintainerEmail),
    name: speaker?.name ?? name,
    package_url: project,
    platform: given(info.platform),
    project_url: project,
    project_urls: urlsOf(info),
    provides_extra: some(info.providesExtra),
    release_url: canHavePage(version) ? textOf(addressBelow(project, version, '')) : project,
    requires_dist: some(info.requiresDist),
    requires_python: given(speaker?.requiresPython),
    summary: given(info.summary),
    version,
    yanked: release?.yanked !== undefined,
    yanked_reason: given(release?.yanked)
  }
}

/**
 * As Warehouse has them: a home page and a download under labels of its own, before the rest; what repeats one of the two
 * is left out.
 */
function urlsOf({ homePage = '', downloadUrl = '', projectUrls = [] }: Partial<Info>) {
  const repeats = ([label, url]: readonly [string, string]) => {
    const name = label.toLowerCase().replace(/[-_]/g, '')
    return (name === 'homepage' && url === homePage) || (name === 'downloadurl' && url === downloadUrl)
  }
  const all = [
    ...(homePage === '' ? [] : [['Homepage', homePage] as const]),
    ...(downloadUrl === '' ? [] : [['Download', downloadUrl] as const]),
    ...projectUrls.filter((pair) => !repeats(pair))
  ]
  return all.length === 0 ? null : Object.fromEntries(all)
}

function descriptionOf({
  description,
  descriptionContentType
}: Pick<Info, 'description' | 'descriptionContentType'>) {
  return { description, description_content_type: given(descriptionContentType) }
}

function filesOf({ files }: Release, toFolder: string) {
  return files.map((file) => warehouseFile(file, toFolder))
}

function warehouseFile({ entry, uploadTime, coreMetadata, address }: FileView, toFolder: string) {
  return {
    comment_text: given(entry.comment),
    'core-metadata': coreMetadata === undefined ? false : { sha256: coreMetadata },
    digests: entry.digests,
    downloads: -1,
    filename: entry.filename,
    has_sig: entry.hasSignature,
    md5_digest: entry.digests.md5 ?? null,
    packagetype: entry.packagetype,
    python_version: entry.pythonVersion,
    requires_python: given(entry.requiresPython),
    size: entry.size,
    upload_time: uploadTime?.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length) ?? null,
    upload_time_iso_8601: uploadTime ?? null,
    url: textOf(address(toFolder)),
    yanked: entry.yanked !== undefined,
    yanked_reason: given(entry.yanked)
  }
}

function given(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text
}

function some<T>(list: readonly T[] | undefined): readonly T[] | null {
  return list === undefined || list.length === 0 ? null : list
}
