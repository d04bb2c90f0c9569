/** What a Python index has to be at every moment, whoever writes to it, and what it comes to in the end. */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import {
  metadataName,
  provenanceName,
  recordPath,
  ROOT_RECORD,
  signatureName,
  tombstonesPath
} from '../../src/python/layout.ts'
import { normalizeName } from '../../src/python/names.ts'
import { renderProject } from '../../src/python/pages/project.ts'
import { renderRoot } from '../../src/python/pages/root.ts'
import { parseRecord, type ProjectRecord } from '../../src/python/record.ts'
import { placed } from '../../src/stores/pages.ts'
import type { Scenario } from './python-scenarios.ts'

/** All that lies in an index, by its path. */
export type Contents = ReadonlyMap<string, Buffer>

/** A file that a record or a page tells of, and its sha256 where that is told as well. */
export interface Claim {
  readonly path: string
  readonly sha256: string | undefined
}

/** What a record, or a page, in HTML or JSON, says is there. Throws where it can't be read. */
export function claimsOf(path: string, bytes: Buffer): Claim[] {
  const known = claims.get(bytes)
  if (known?.path === path) return known.claims
  const found = claimsIn(path, bytes)
  claims.set(bytes, { path, claims: found })
  return found
}

// Documents are replaced as a whole, so each is read once however often it is looked at.
const claims = new WeakMap<Buffer, { path: string; claims: Claim[] }>()

function claimsIn(path: string, bytes: Buffer): Claim[] {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (path === ROOT_RECORD || name === 'removed.json' || isFile(path)) return []
  if (name === 'manifest.json') return claimsOfRecord(path, bytes)
  if (name === 'json' || name === 'index.json' || path.startsWith('_json/'))
    return claimsOfJson(path, JSON.parse(bytes.toString()))
  return claimsOfHtml(path, bytes.toString())
}

/** True for distributions, and what lies beside them. */
function isFile(path: string): boolean {
  return /\.(?:whl|tar\.gz|zip)(?:\.(?:metadata|asc|provenance))?$/.test(path)
}

function claimsOfRecord(path: string, bytes: Buffer): Claim[] {
  return parseRecord(bytes, path).entries.flatMap((entry) => {
    const { filename, digests, coreMetadata, hasSignature, hasProvenance } = entry
    return [
      claim(path, filename, digests.sha256),
      ...(coreMetadata === undefined ? [] : [claim(path, metadataName(filename), coreMetadata)]),
      ...(hasSignature ? [claim(path, signatureName(filename))] : []),
      ...(hasProvenance ? [claim(path, provenanceName(filename))] : [])
    ]
  })
}

function claimsOfHtml(path: string, text: string): Claim[] {
  return [...text.matchAll(/<a href="([^"#]*)(?:#sha256=(\w+))?"([^>]*)>/g)].flatMap(
    ([, href = '', sha256, attributes = '']) => {
      const own = claim(path, href, sha256)
      if (!isFile(own.path)) return []
      const metadata = /data-core-metadata="sha256=(\w+)"/.exec(attributes)?.[1]
      return [own, ...besideOf(path, href, metadata, attributes.includes('data-gpg-sig="true"'))]
    }
  )
}

const fileSchema = v.object({
  filename: v.string(),
  url: v.string(),
  hashes: v.optional(v.object({ sha256: v.string() })),
  digests: v.optional(v.object({ sha256: v.string() })),
  'core-metadata': v.optional(v.union([v.boolean(), v.object({ sha256: v.string() })])),
  'gpg-sig': v.optional(v.boolean()),
  has_sig: v.optional(v.boolean())
})

function claimsOfJson(path: string, document: unknown): Claim[] {
  if (Array.isArray(document)) return document.flatMap((each) => claimsOfJson(path, each))
  if (typeof document !== 'object' || document === null) return []
  const { success, output } = v.safeParse(fileSchema, document)
  if (!success) return Object.values(document).flatMap((each) => claimsOfJson(path, each))
  const metadata = output['core-metadata']
  const signed = output['gpg-sig'] === true || output.has_sig === true
  return [
    claim(path, output.url, (output.hashes ?? output.digests)?.sha256),
    ...besideOf(path, output.url, typeof metadata === 'object' ? metadata.sha256 : undefined, signed)
  ]
}

function besideOf(path: string, href: string, metadata: string | undefined, signed: boolean): Claim[] {
  return [
    ...(metadata === undefined ? [] : [claim(path, metadataName(href), metadata)]),
    ...(signed ? [claim(path, signatureName(href))] : [])
  ]
}

/** A claim about what an address leads to from a document. */
function claim(path: string, href: string, sha256?: string): Claim {
  const address = new URL(href, `http://index/${path}`)
  return { path: decodeURIComponent(address.pathname.slice(1)), sha256 }
}

/**
 * What is wrong, in words; empty where everything that an installer may be told of is there, and is what it is said
 * to be. Names in `changed` are left out: those are files that somebody has changed by hand.
 */
export function violations(contents: Contents, changed: readonly string[] = []): string[] {
  return [...contents].flatMap(([path, bytes]) =>
    claimsOf(path, bytes).flatMap((told) => {
      if (changed.some((name) => told.path.includes(name))) return []
      const there = contents.get(told.path)
      if (there === undefined) return [`${path} names ${told.path}, which is not there`]
      if (told.sha256 === undefined || told.sha256 === digestOf(there)) return []
      return [`${path} has another sha256 for ${told.path}`]
    })
  )
}

const digests = new WeakMap<Buffer, string>()

function digestOf(bytes: Buffer): string {
  const known = digests.get(bytes) ?? createHash('sha256').update(bytes).digest('hex')
  digests.set(bytes, known)
  return known
}

/** A project's record, the files of it that were removed, and the versions that have gone otherwise. */
export interface RecordedProject {
  readonly folder: string
  readonly record: ProjectRecord
  readonly removed: ReadonlyMap<string, { readonly version: string; readonly serial: number }>
  readonly gone: ReadonlyMap<string, number>
}

/** The projects that have a record. */
export function projectsIn(contents: Contents): RecordedProject[] {
  return [...contents].flatMap(([path, bytes]) => {
    const folder = path.slice(0, path.indexOf('/'))
    if (path !== recordPath(folder)) return []
    const tombstones = contents.get(tombstonesPath(folder))?.toString() ?? '{"files":{}}'
    const { files, versions } = v.parse(tombstonesSchema, tombstones)
    const removed = new Map(Object.entries(files))
    return [{ folder, record: parseRecord(bytes, path), removed, gone: new Map(Object.entries(versions)) }]
  })
}

const tombstonesSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    files: v.record(v.string(), v.object({ version: v.string(), serial: v.number() })),
    versions: v.optional(v.record(v.string(), v.number()), {})
  })
)

/** What may be at no moment of a step, in words. */
export function wrongIn(contents: Contents, { changed }: Scenario): string[] {
  return [...violations(contents, changed), ...unlisted(contents)]
}

/** Projects that have files, and that nobody who looks at the root finds, in words. */
export function unlisted(contents: Contents): string[] {
  const { projects } = rootIn(contents)
  return projectsIn(contents)
    .filter(({ folder, record }) => record.entries.length > 0 && !projects.includes(folder))
    .map(({ folder }) => `${folder} has files, and is not in the root`)
}

function rootIn(contents: Contents): v.InferOutput<typeof rootSchema> {
  return v.parse(rootSchema, contents.get(ROOT_RECORD)?.toString() ?? '{"projects":[],"serial":0}')
}

const rootSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ projects: v.array(v.string()), serial: v.number() })
)

/** How an index is kept: whether a page can lie under an address that ends in `/`. */
export interface Keeping {
  readonly holdsPage: (path: string) => boolean
}

/**
 * What is left to be done, in words; empty once every step has run to its end: pages are what the records come to, byte
 * for byte, the root lists the projects that have files, and no file lies in a project's folder that is in no record.
 */
export function unfinished(contents: Contents, { holdsPage }: Keeping): string[] {
  const projects = projectsIn(contents)
  const { projects: listed, serial } = rootIn(contents)
  const filled = projects.filter(({ record }) => record.entries.length > 0).map(({ folder }) => folder)
  const pages = [
    ...projects.flatMap(pagesOf),
    ...(contents.has(ROOT_RECORD) ? renderRoot({ projects: listed, serial, baseUrl: undefined }) : [])
  ]
  const named = new Set(
    projects
      .flatMap(({ folder }) =>
        claimsOf(recordPath(folder), contents.get(recordPath(folder)) ?? Buffer.from('[]'))
      )
      .map(({ path }) => path)
  )
  return [
    ...(listed.join() === filled.sort().join()
      ? []
      : [`the root lists ${listed.join()}, not ${filled.join()}`]),
    ...placed(pages, holdsPage)
      .filter(({ path, body }) => contents.get(path)?.equals(body) !== true)
      .map(({ path }) => `the page ${path} is not what its record says`),
    ...resurrected(contents),
    ...[...contents.keys()]
      .filter((path) => path.includes('/') && isFile(path) && !named.has(path))
      .map((path) => `nothing names ${path}`)
  ]
}

/** Files that were removed, and that a record has all the same, in words. */
export function resurrected(contents: Contents): string[] {
  return projectsIn(contents).flatMap(({ folder, record, removed }) =>
    record.entries
      .filter(({ filename }) => removed.has(filename))
      .map(({ filename }) => `${folder}/${filename} was removed, and is in the record`)
  )
}

function pagesOf({ folder, record, removed, gone }: RecordedProject) {
  const alive = new Set(record.entries.map(({ version }) => version))
  const serials = new Map<string, number>()
  const ended = [...[...removed.values()].map(({ version, serial }) => [version, serial] as const), ...gone]
  for (const [version, serial] of ended)
    if (!alive.has(version)) serials.set(version, Math.max(serials.get(version) ?? 0, serial))
  const emptied = [...serials].map(([version, serial]) => ({ version, serial }))
  return renderProject({ name: normalizeName(folder), folder, record, emptied })
}

/** What may differ between two ways to the same end. */
export interface Tolerance {
  /** The numbers of states: a removal that is done twice takes another one. */
  readonly serials?: boolean
}

/** Everything a reader can tell, apart from when it was pushed: documents as texts, files by their sha256. */
export function stateOf(contents: Contents, tolerance: Tolerance): Record<string, string> {
  const sorted = [...contents].sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(
    sorted.map(([path, bytes]) => [
      path,
      isFile(path) ? digestOf(bytes) : comparable(bytes.toString(), tolerance)
    ])
  )
}

function comparable(text: string, { serials = false }: Tolerance): string {
  const timeless = text
    .replaceAll(/\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?/g, 'TIME')
    .replaceAll(/"etag":"(?:[^"\\]|\\.)*"/g, '"etag":ETAG')
  return serials ? withoutSerials(timeless) : timeless
}

function withoutSerials(text: string): string {
  return text
    .replaceAll(/("(?:_last-|last_)?serial": ?)\d+/g, '$1N')
    .replace(/(name="registry:serial" content=")\d+/, '$1N')
    .replace(/^\[ *\]/, '[]')
}
