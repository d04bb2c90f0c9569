import { isUtf8 } from 'node:buffer'
import { MOST_FIELDS, MOST_FOLDED } from './limits.ts'
import { refusal } from './refusal.ts'

/** A header field: its name in lower case, its value as it stands there. */
export interface Field {
  readonly name: string
  /** Folded lines keep their line breaks and indents. */
  readonly value: string
}

/** What core metadata is made of. */
export interface Headers {
  readonly fields: readonly Field[]
  /** What follows the first blank line, as it stands there; empty where nothing does. */
  readonly body: string
}

/**
 * Takes core metadata apart as Python's `email` parser (policy `compat32`) does: lines end in LF, CRLF or CR, a line that
 * begins with a space or a tab goes on with the field above it, and the first line that is neither of the two begins the
 * body (a blank one is left out). What the fields hold is UTF-8 as it stands; encodings of mail are not undone. Throws
 * `corrupt`, naming `place`, for bytes that are not UTF-8 and for absurd numbers of fields.
 */
export function parseHeaders(bytes: Uint8Array, place: string): Headers {
  if (!isUtf8(bytes)) throw refusal(place, 'is not UTF-8')
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields: Field[] = []
  // The bytes of the field that the next lines may go on with.
  let open: { name: string; start: number; end: number } | undefined
  const close = () => {
    if (open === undefined) return
    if (fields.length >= MOST_FIELDS) throw refusal(place, `has more than ${MOST_FIELDS} fields`)
    fields.push({ name: open.name, value: text.toString('utf8', open.start, open.end) })
    open = undefined
  }
  let [at, folded] = [0, 0]
  while (at < text.length) {
    const end = lineEnd(text, at)
    const next = nextLine(text, end)
    if (isBlank(text[at])) {
      if (open !== undefined) open.end = end
      folded += 1
      if (folded > MOST_FOLDED)
        throw refusal(place, `has more than ${MOST_FOLDED} lines that go on with a field`)
    } else {
      const colon = colonIn(text, at, end)
      const envelope = text[at] === LETTER_F && text.toString('latin1', at, at + 5) === 'From '
      if (colon === undefined && !envelope) {
        close()
        return { fields, body: text.toString('utf8', end === at ? next : at) }
      }
      close()
      if (!envelope && colon !== undefined && colon > at)
        open = { name: text.toString('latin1', at, colon).toLowerCase(), start: colon + 1, end }
    }
    at = next
  }
  close()
  return { fields, body: '' }
}

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const COLON = 0x3a
const LETTER_F = 0x46
const TILDE = 0x7e

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB
}

/** Where the line that begins at `start` ends, its line break left out. */
function lineEnd(text: Buffer, start: number): number {
  let at = start
  while (at < text.length && text[at] !== LF && text[at] !== CR) at += 1
  return at
}

function nextLine(text: Buffer, end: number): number {
  return text[end] === CR && text[end + 1] === LF ? end + 2 : end + 1
}

/** Where the colon after a field's name stands; undefined where the line is no field. The name may be empty. */
function colonIn(text: Buffer, start: number, end: number): number | undefined {
  for (let at = start; at < end; at += 1) {
    const byte = text[at] ?? 0
    if (byte === COLON) return at
    if (byte <= SPACE || byte > TILDE) return undefined
  }
  return undefined
}
