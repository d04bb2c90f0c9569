import { isAddress, textOf, type Address } from './address.ts'

/** A piece of HTML. Only this module can make one, so a text that was not escaped can't pass for one. */
export interface Html {
  readonly [MARKUP]: string
}

/** Attributes of an element, ready to stand in its tag. */
export interface Attributes {
  readonly [ATTRIBUTES]: string
}

const MARKUP = Symbol('markup')
const ATTRIBUTES = Symbol('attributes')

/** What may stand between tags. Texts are escaped; undefined shows nothing. */
export type Content = string | number | undefined | Html | readonly Content[]

/** Whatever can stand somewhere in a template. */
export type Value = Content | Address | Attributes

/**
 * Writes HTML: `` markup`<p title="${text}">${text}</p>` ``. Where a value stands says what it may be: between tags
 * `Content`, in a quoted attribute a text or a number, in one that leads somewhere an `Address`, in a tag itself
 * `Attributes`. Texts are escaped wherever they stand. Any other value, and a value where none is safe (in a script, a
 * style, an attribute without quotes), throws: that is a mistake of the program.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const holes = holesOf(parts)
  let text = parts[0] ?? ''
  for (let index = 0; index < values.length; index += 1) {
    text += write(values[index], holes[index]) + (parts[index + 1] ?? '')
  }
  return { [MARKUP]: text }
}

/** Those attributes that have a value. An empty text is one: `data-yanked=""`. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): Attributes {
  let text = ''
  for (const name in values) {
    const value = values[name]
    if (!plain.has(name)) admit(name)
    if (value !== undefined) text += ` ${name}="${escapeText(String(value))}"`
  }
  return { [ATTRIBUTES]: text }
}

/** Names of attributes that were found to take any text. */
const plain = new Set<string>()

function admit(name: string): void {
  if (!/^[a-z-]+$/.test(name) || holeOf(name) !== 'value') throw misplaced(`The attribute ${name}`)
  plain.add(name)
}

/** A style sheet in its element, without the white space. It can hold no values. */
export function css({ raw: [sheet = '', ...rest] }: TemplateStringsArray): Html {
  if (rest.length > 0 || sheet.includes('<')) throw misplaced('A value or a tag in a style sheet')
  const short = sheet
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,:]) /g, '$1')
    .replaceAll(';}', '}')
  return { [MARKUP]: `<style>${short}</style>` }
}

/** The bytes of a finished page. */
export function bytesOf(page: Html): Uint8Array {
  return Buffer.from(page[MARKUP])
}

/** What can be written where a value stands. */
type Hole = 'content' | 'value' | 'address' | 'attributes'

function write(value: Value, hole: Hole | undefined): string {
  if (typeof value === 'string' || typeof value === 'number') {
    if (hole === 'content' || hole === 'value') return escapeText(String(value))
  } else if (isAddress(value)) {
    if (hole === 'address') return escapeText(textOf(value))
  } else if (value !== undefined && ATTRIBUTES in value) {
    if (hole === 'attributes') return value[ATTRIBUTES]
  } else if (hole === 'content') {
    return value === undefined ? '' : writeContent(value)
  }
  throw misplaced(`A value of the wrong kind for ${hole ?? 'no place'}`)
}

function writeContent(content: Html | readonly Content[]): string {
  if (MARKUP in content) return content[MARKUP]
  if (!(Symbol.iterator in content)) throw misplaced('An object')
  let text = ''
  for (const each of content) text += write(each, 'content')
  return text
}

/**
 * A line break of the old Macs would become one of Unix on its way through a parser, and a zero or half a character
 * has no place in HTML at all.
 */
const SPECIAL = /[&<>"'\r\0\p{Surrogate}]/gu
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;'
}

/** The same, quick to look for: a half of a pair counts, too. */
const PERHAPS_SPECIAL = /[&<>"'\r\0\ud800-\udfff]/

function escapeText(text: string): string {
  if (!PERHAPS_SPECIAL.test(text)) return text
  return text.replace(SPECIAL, (character) => ESCAPES[character] ?? '\uFFFD')
}

const known = new WeakMap<TemplateStringsArray, readonly Hole[]>()

function holesOf(parts: TemplateStringsArray): readonly Hole[] {
  const before = known.get(parts)
  if (before !== undefined) return before
  const holes = findHoles(parts)
  known.set(parts, holes)
  return holes
}

/** Where a template stands after some of its text. */
type Place =
  | { readonly in: 'content' }
  | { readonly in: 'tag'; readonly element: string }
  | { readonly in: 'attribute'; readonly element: string; readonly name: string }
  | { readonly in: 'raw'; readonly element: string }

function findHoles(parts: readonly string[]): Hole[] {
  let place: Place = { in: 'content' }
  const holes: Hole[] = []
  for (const [index, part] of parts.entries()) {
    place = advance(place, part)
    const next = parts[index + 1]
    if (next !== undefined) holes.push(holeAt(place, part, next))
  }
  if (place.in !== 'content') throw misplaced(`A template that ends within ${place.in}`)
  return holes
}

function holeAt(place: Place, before: string, after: string): Hole {
  if (place.in === 'content') return 'content'
  if (place.in === 'tag' && /[a-z0-9"]$/.test(before) && /^[\s>]/.test(after)) return 'attributes'
  if (place.in === 'attribute') {
    const hole = holeOf(place.name)
    const alone = before.endsWith('="') && after.startsWith('"')
    if (hole === 'value' || (hole === 'address' && alone)) return hole
  }
  throw misplaced(`A value in ${place.in === 'attribute' ? place.name : place.in}`)
}

const LEADING = new Set(['href', 'src', 'action', 'formaction'])

/** What an attribute takes; undefined where no value is safe in it. */
function holeOf(attribute: string): Hole | undefined {
  if (LEADING.has(attribute)) return 'address'
  return attribute === 'style' || attribute.startsWith('on') ? undefined : 'value'
}

const TOKENS = /<!--|<!doctype|<\/?([a-z][a-z0-9]*)|([a-z-]+)="|["<>]/g
const RAW = new Set(['style', 'script'])

function advance(start: Place, part: string): Place {
  let place = start
  for (const token of part.matchAll(TOKENS)) place = step(place, token)
  return place
}

function step(place: Place, [token, element, name]: RegExpExecArray): Place {
  switch (place.in) {
    case 'content':
      if (token === '<!--' || token === '<' || token === '>') throw misplaced(`A bare ${token}`)
      return token.startsWith('<')
        ? { in: 'tag', element: token.startsWith('</') ? '' : (element ?? '') }
        : place
    case 'tag':
      if (token === '>')
        return RAW.has(place.element) ? { in: 'raw', element: place.element } : { in: 'content' }
      if (name === undefined) throw misplaced(`${token} in a tag`)
      return { in: 'attribute', element: place.element, name }
    case 'attribute':
      return token.endsWith('"') ? { in: 'tag', element: place.element } : place
    case 'raw':
      return token === `</${place.element}` ? { in: 'tag', element: '' } : place
  }
}

function misplaced(what: string): Error {
  return new Error(`${what} can not be written into HTML`)
}
