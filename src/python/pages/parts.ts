import type { Entry } from '../record.ts'
import { markup, type Content, type Html } from './html.ts'

/** A size as people read it: `532 B`, `12.3 kB`. */
export function readableSize(bytes: number): string {
  let value = bytes
  let unit = 0
  for (; value >= 999.5 && unit < UNITS.length - 1; unit += 1) value /= 1000
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit] ?? ''}`
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** The day of a time as `FileView` has it. */
export function day(time: string | undefined): Html | undefined {
  if (time === undefined) return undefined
  return markup`<time>${time.slice(0, 'YYYY-MM-DD'.length)}</time>`
}

/** How many there are of something: `1 file`, `1,200 files`. */
export function counted(count: number, one: string): string {
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${one}${count === 1 ? '' : 's'}`
}

/** What a file is: `source`, `wheel for py3`. */
export function kindOf({ packagetype, pythonVersion }: Entry): string {
  if (packagetype === 'sdist') return 'source'
  const kind = packagetype === 'bdist_wheel' ? 'wheel' : packagetype
  return pythonVersion === '' ? kind : `${kind} for ${pythonVersion}`
}

/** A mark that something was yanked, with the reason where one was given; undefined where it was not. */
export function yankedMark(reason: string | undefined): Html | undefined {
  if (reason === undefined) return undefined
  return markup`<mark class="yanked">yanked${reason === '' ? undefined : markup`: <bdi>${reason}</bdi>`}</mark>`
}

/** What a project says it is. */
export function lead({ info: { summary } }: Entry): Html | undefined {
  return summary === '' ? undefined : markup`<p class="lead"><bdi>${summary}</bdi></p>`
}

/** What is asked of installers. */
export interface Installing {
  /** A requirement as a shell takes it. */
  readonly what: string
  /** The index, where links are absolute; undefined: only who sees the page knows it. */
  readonly index: string | undefined
  /** What the address of the page has after that of the index. */
  readonly path: string
}

/** How to install something from this index. */
export function installing({ what, index, path }: Installing): Html {
  const address = index ?? markup`<var>INDEX</var>`
  // The same page is found at its folder, and at the `index.html` in it.
  const hint =
    path === ''
      ? markup`is the address of this page, without <code>index.html</code> where it ends so.`
      : markup`is the address of this page without <code>${path}</code> and what may follow it.`
  return markup`<pre>pip install --index-url ${address} ${what}
uv pip install --default-index ${address} ${what}</pre>
${index === undefined ? markup`<p class="soft"><var>INDEX</var> ${hint}</p>` : undefined}`
}

/** A list of names and what they are, without those of which nothing is known. */
export function facts(known: readonly (readonly [string, Content])[]): Html | undefined {
  const told = known.filter(([, what]) => what !== undefined && what !== '')
  if (told.length === 0) return undefined
  return markup`<dl>
${told.map(([name, what]) => markup`<dt>${name}</dt><dd>${what}</dd>\n`)}</dl>`
}

/** One below the other; undefined where there are none. */
export function listed(items: readonly Content[]): Html | undefined {
  return items.length === 0 ? undefined : markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`
}
