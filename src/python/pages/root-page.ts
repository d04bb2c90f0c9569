import { addressBelow } from './address.ts'
import { framed } from './frame.ts'
import { markup, type Html } from './html.ts'
import { counted, installing } from './parts.ts'

/** A project as the root shows it. */
export interface RootProject {
  /** As it is listed. */
  readonly name: string
  readonly normalized: string
}

/**
 * The root of the index for installers and people: every `<a>` is a project. `base` is what links begin with where they
 * are absolute.
 */
export function rootPage(projects: readonly RootProject[], serial: number, base: string | undefined): Html {
  return framed({
    title: 'Python packages',
    serial,
    body: markup`<h1>Python packages</h1>
<p class="lead">${counted(projects.length, 'project')}</p>
${installing({ what: 'NAME', index: base, path: '' })}
<ul class="columns">
${projects.map(({ name, normalized }) => markup`<li><a href="${addressBelow(base ?? '', normalized, '')}">${name}</a></li>\n`)}</ul>`
  })
}
