/** A small format with pages, for tests of stores: a record of files, and pages that say what the record says. */
import * as v from 'valibot'
import type { Page, Render } from '../../src/stores/store.ts'

const entrySchema = v.object({ value: v.nullable(v.string()), serial: v.number() })
const recordSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ serial: v.number(), files: v.record(v.string(), entrySchema) })
)

/** A record: each file's value (null: it was removed), and the serial of its last change. */
export type Paged = v.InferOutput<typeof recordSchema>

/** The record in the bytes of a document. */
export function pagedOf(bytes: Uint8Array | undefined): Paged {
  return bytes === undefined ? { serial: 0, files: {} } : v.parse(recordSchema, Buffer.from(bytes).toString())
}

/** The record's bytes with some files changed, or removed (null). A file that stays as it was keeps its serial. */
export function changed(bytes: Uint8Array | undefined, name: string, value: string | null): Buffer {
  return changedAll(bytes, { [name]: value })
}

/** The same for many files. `serials`: false for a format that knows none. */
export function changedAll(
  bytes: Uint8Array | undefined,
  values: Readonly<Record<string, string | null>>,
  serials = true
): Buffer {
  const { serial, files } = pagedOf(bytes)
  const next = serials ? serial + 1 : 0
  const entries = { ...files }
  for (const [name, value] of Object.entries(values)) {
    if (entries[name]?.value !== value) entries[name] = { value, serial: next }
  }
  return Buffer.from(JSON.stringify({ serial: next, files: entries }))
}

/** The pages of a record: one for its folder, one as JSON, and one for each file it ever had. */
export function renderBelow(base: string): Render {
  return (bytes) => {
    const { serial, files } = pagedOf(bytes)
    const names = Object.keys(files).sort()
    const there = names.filter((name) => files[name]?.value !== null)
    const links = there.map((name) => `<a href="${name}">${name}</a> ${files[name]?.value ?? ''}\n`)
    return [
      pageOf(`${base}/`, `<!-- ${serial} -->\n${links.join('')}`, serial, {
        orElse: `${base}/index.html`,
        contentType: 'text/html; charset=utf-8'
      }),
      pageOf(`${base}/all.json`, JSON.stringify({ serial, names: there }), serial, {
        contentType: 'application/vnd.pypi.simple.v1+json'
      }),
      ...names.map((name) => {
        const entry = files[name] ?? { serial: 0 }
        return pageOf(`${base}/files/${name}.json`, JSON.stringify(entry), entry.serial)
      })
    ]
  }
}

/** A page of some text. */
export function pageOf(
  path: string,
  text: string,
  serial: number,
  more: Partial<Pick<Page, 'orElse' | 'contentType' | 'cacheControl'>> = {}
): Page {
  return {
    path,
    body: Buffer.from(text),
    serial,
    orElse: undefined,
    contentType: 'application/json',
    cacheControl: 'no-cache',
    ...more
  }
}
