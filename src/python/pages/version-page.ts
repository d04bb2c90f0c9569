import { addressBelow, encodeSegment, externalAddress, webBase } from './address.ts'
import type { Entry } from '../record.ts'
import { linkAddress, linkDigest, type FileView } from './files.ts'
import { framed } from './frame.ts'
import { markup, type Html } from './html.ts'
import { linksOf, spelledName } from './metadata.ts'
import { counted, day, facts, installing, kindOf, lead, listed, readableSize, yankedMark } from './parts.ts'
import type { Release } from './releases.ts'

/** What the page of a version is made from. */
export interface VersionPageState {
  /** Normalised. */
  readonly name: string
  /** As the page's own path spells it. */
  readonly version: string
  /** Undefined where every file was removed. */
  readonly release: Release | undefined
  readonly serial: number
  /** What leads from the page to the folder of the files. */
  readonly toFolder: string
  /** What leads from the page to the one of the project. */
  readonly toProject: string
}

/** The page of one version for people: its files, and all that its metadata says. No installer reads it. */
export function versionPage(page: VersionPageState): Html {
  const { name, version, release, serial, toProject } = page
  const shown = spelledName(name, release?.speaker.entry)
  return framed({
    title: `${shown} ${version}`,
    serial,
    body: markup`<nav><a href="${addressBelow(toProject, 'index.html')}">All versions of ${shown}</a> \
<a href="${addressBelow(`${toProject}../`, 'index.html')}">All projects</a></nav>
<h1>${shown} <small>${version}</small></h1>
${release === undefined ? REMOVED : about(page, release)}`
  })
}

const REMOVED = markup`<p class="lead">The files of this version were removed.</p>`

function about({ name, version, toFolder }: VersionPageState, release: Release): Html {
  const { speaker, files, yanked, stage } = release
  const { entry } = speaker
  return markup`${lead(entry)}
${yankedMark(yanked)}
${stage === 'legacy' ? undefined : install(entry, name, version)}
<h2>${counted(files.length, 'file')}</h2>
<div class="card"><table>
${files.map((file) => fileRow(file, yanked === undefined, toFolder))}</table></div>
<h2>Metadata</h2>
${metadata(entry)}`
}

function install({ baseUrl }: Entry, name: string, version: string): Html {
  return installing({
    what: `'${name}==${version}'`,
    index: baseUrl === undefined ? undefined : webBase(baseUrl),
    path: `${name}/${encodeSegment(version)}/`
  })
}

function fileRow(file: FileView, marksYanked: boolean, toFolder: string): Html {
  const { entry, coreMetadata, uploadTime } = file
  return markup`<tr><td><a href="${linkAddress(file, toFolder)}"${file.attributes}>${entry.filename}</a>\
${marksYanked ? yankedMark(entry.yanked) : undefined}
<p class="soft">${kindOf(entry)}${coreMetadata === undefined ? undefined : beside(file, toFolder, 'metadata')}\
${entry.hasSignature ? beside(file, toFolder, 'signature') : undefined}\
${entry.hasProvenance ? beside(file, toFolder, 'provenance') : undefined}</p>
<code class="soft">${linkDigest(entry)?.join(' ')}</code></td>\
<td>${readableSize(entry.size)}</td><td>${day(uploadTime)}</td></tr>
`
}

function beside(file: FileView, toFolder: string, what: 'metadata' | 'signature' | 'provenance'): Html {
  return markup` &middot; <a href="${file.address(toFolder, what)}">${what}</a>`
}

function metadata({ name, requiresPython, info }: Entry): Html | undefined {
  return facts([
    ['Name', name],
    ['Author', info.author],
    ['Author email', info.authorEmail],
    ['Maintainer', info.maintainer],
    ['Maintainer email', info.maintainerEmail],
    ['Licence', info.licenseExpression === '' ? info.license : info.licenseExpression],
    ['Licence files', listed(info.licenseFiles)],
    ['Links', listed(linksOf(info).map(linkOf))],
    ['Keywords', info.keywords],
    ['Platform', info.platform],
    ['Python', requiresPython],
    ['Requires', listed(info.requiresDist)],
    ['Extras', info.providesExtra.join(', ')],
    ['Classifiers', listed(info.classifiers)]
  ])
}

/** A link where a browser comes to no harm, else a text. */
function linkOf([label, text]: readonly [string, string]): Html {
  const address = externalAddress(text)
  if (address === undefined) return markup`${label}: <bdi>${text}</bdi>`
  return markup`${label}: <a href="${address}" rel="nofollow noreferrer"><bdi>${text}</bdi></a>`
}
