import * as v from 'valibot'
import { messageOf, RegistryError } from '../errors.ts'
import { isUnusable } from './names.ts'

/**
 * A package's record, `tycho.json`: which name a pulled file gets, and which version is the latest. `removed` is this
 * program's own: versions that were removed, whose names stay taken. Keys of other programs are kept as they are.
 */
export interface TychoRecord {
  readonly localname: string
  readonly latest: string | null
  readonly removed: readonly string[]
  /** The whole document, in its own order. */
  readonly document: Readonly<Record<string, unknown>>
}

/** Reads a record. Throws `corrupt` naming `place` where the bytes are none. */
export function parseRecord(bytes: Uint8Array, place: string): TychoRecord {
  const document = parseJson(bytes, place)
  if (!isObject(document)) throw broken(place, 'it is no object')
  const parsed = v.safeParse(recordSchema, document)
  if (!parsed.success) {
    const issue = parsed.issues[0]
    throw broken(place, messageOf(`${v.getDotPath(issue) ?? 'it'}: ${issue.message}`))
  }
  const { localname, latest = null, removed = [] } = parsed.output
  return { localname, latest, removed, document }
}

/** A record that changed in some keys; everything else, and the order, is kept. */
export function changeRecord(
  record: TychoRecord | undefined,
  change: { localname?: string; latest?: string | null; removed?: readonly string[] }
): Uint8Array {
  const document = { ...(record?.document ?? { localname: change.localname, latest: null }), ...change }
  const { removed, ...rest } = document
  const kept = Array.isArray(removed) && removed.length > 0 ? { ...document } : rest
  return Buffer.from(JSON.stringify(kept, undefined, 2))
}

const NO_VERSION =
  'It can not be a version: it has a slash, a backslash, a line break or another control character'

const recordSchema = v.object({
  localname: v.string(),
  latest: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.check((latest) => !isUnusable(latest), NO_VERSION)
      )
    )
  ),
  removed: v.optional(v.array(v.string()))
})

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parseJson(bytes: Uint8Array, place: string): unknown {
  try {
    return JSON.parse(utf8.decode(bytes), exactly)
  } catch (error) {
    throw broken(place, messageOf(error), error)
  }
}

/** Keeps numbers of other tools as they were written, where they are none of JavaScript's. Node 20 knows no way to do so. */
function exactly(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined || String(value) === context.source)
    return value
  const raw: unknown = Reflect.get(JSON, 'rawJSON')
  return typeof raw === 'function' ? Reflect.apply(raw, JSON, [context.source]) : value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function broken(place: string, why: string, cause?: unknown): RegistryError {
  return new RegistryError('corrupt', `${place} is not a valid tycho.json (${why})`, {
    hint: 'Put the file right by hand: {"localname": "<file name>", "latest": "<version>" or null}.',
    cause
  })
}
