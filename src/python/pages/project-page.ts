import type { Entry } from '../record.ts'
import { addressBelow, externalAddress, webBase } from './address.ts'
import { linkAddress, type FileView } from './files.ts'
import { framed } from './frame.ts'
import { attributes, markup, type Content, type Html } from './html.ts'
import { authorsOf, licenseOf, linksOf, spelledName } from './metadata.ts'
import { counted, day, facts, installing, kindOf, lead, listed, readableSize, yankedMark } from './parts.ts'
import type { Release } from './releases.ts'
import { canHavePage } from './versions.ts'

/** What the page of a project is made from. */
export interface ProjectPage {
  /** Normalised. */
  readonly name: string
  readonly releases: readonly Release[]
  readonly latest: Release | undefined
  readonly serial: number
  /** What leads from the page to the folder of the files. */
  readonly toFolder: string
}

/**
 * The page of a project for installers and people, https://packaging.python.org/specifications/simple-repository-api/.
 *
 * Every `<a>` is a file. Installers take each for one, wherever it leads: pip, uv and poetry would install from a
 * "Download" link that looks like a distribution, uv refuses the whole page for a link to `#lang=en`, and others list a
 * home page among the files. So whatever leads elsewhere is a button.
 */
export function projectPage({ name, releases, latest, serial, toFolder }: ProjectPage): Html {
  const shown = spelledName(name, latest?.speaker.entry)
  return framed({
    title: latest === undefined ? shown : `${shown} ${latest.version}`,
    serial,
    body: markup`<form>
<nav><button formaction="${addressBelow('../', 'index.html')}">All projects</button></nav>
<h1>${shown} <small>${latest?.version}</small></h1>
${latest === undefined ? NOTHING : about(latest.speaker.entry, name)}
${releases.length === 0 ? undefined : markup`<h2>${counted(releases.length, 'version')}</h2>`}
${releases.map((release) => releaseCard(release, release === latest, toFolder))}</form>`
  })
}

const NOTHING = markup`<p class="lead">All files of this project were removed.</p>`

function about(entry: Entry, name: string): Content {
  const { info, requiresPython, baseUrl } = entry
  const index = baseUrl === undefined ? undefined : webBase(baseUrl)
  return markup`${lead(entry)}
${installing({ what: name, index, path: `${name}/` })}
${facts([
  ['Python', requiresPython],
  ['Licence', licenseOf(info)],
  ['Author', authorsOf(info)],
  ['Keywords', info.keywords],
  ['Links', listed(linksOf(info).map(linkOf))]
])}`
}

/** A button that leads there; a text, where that is not safe, or where there is a query, which buttons would lose. */
function linkOf([label, text]: readonly [string, string]): Html {
  const address = text.includes('?') ? undefined : externalAddress(text)
  const shown = markup`<bdi>${text}</bdi>`
  return markup`${label}: ${address === undefined ? shown : markup`<button formaction="${address}">${shown}</button>`}`
}

function releaseCard(release: Release, isLatest: boolean, toFolder: string): Html {
  const { version, yanked, stage, uploadTime, files } = release
  return markup`<details${attributes({ open: isLatest ? '' : undefined })}>
<summary><strong>${version}</strong>${isLatest ? LATEST : undefined}${stage === 'pre-release' ? PRE_RELEASE : undefined}\
${yankedMark(yanked)} ${day(uploadTime)} <span class="soft">${counted(files.length, 'file')}</span></summary>
<table>
${files.map((file) => fileRow(file, release, toFolder))}</table>
${canHavePage(version) ? moreAbout(version) : undefined}</details>
`
}

const LATEST = markup`<mark>latest</mark>`
const PRE_RELEASE = markup`<mark>pre-release</mark>`

function fileRow(file: FileView, { yanked }: Release, toFolder: string): Html {
  const { entry, uploadTime } = file
  return markup`<tr><td><a href="${linkAddress(file, toFolder)}"${file.attributes}>${entry.filename}</a>\
${yanked === undefined ? yankedMark(entry.yanked) : undefined}</td><td>${kindOf(entry)}</td>\
<td>${readableSize(entry.size)}</td><td>${day(uploadTime)}</td></tr>
`
}

function moreAbout(version: string): Html {
  return markup`<p><button formaction="${addressBelow('', version, '')}">More about ${version}</button></p>
`
}
