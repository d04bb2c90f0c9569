import * as v from 'valibot'
import { RegistryError } from '../../errors.ts'
import { NO_FILE, type BranchFile } from './branch.ts'
import { CONTROL, folderOf, nameIn } from './names.ts'

/** Which asset holds the artifact of a path. The asset may be missing: it is claimed before it is uploaded. */
export interface Claim {
  readonly tag: string
  readonly asset: string
}

/** The claims of the paths in one folder, by the last segments of the paths. */
export type FolderClaims = ReadonlyMap<string, Claim>

/** The release that was elected for a tag. */
export interface Election {
  /** Its id. */
  readonly release: number
  /** True where this store has made it. */
  readonly made: boolean
  /** What the tag stands for; null where the template leaves it open. */
  readonly package: string | null
  readonly version: string | null
  /** The paths that its assets hold, by the assets' names. */
  readonly assets: ReadonlyMap<string, string>
  /** The names of the assets that wait in the draft for a later step to publish it, and that no record names yet. */
  readonly held: ReadonlySet<string>
  /** Who is about to delete the release, or has deleted it: where it is gone, this stays until another one is elected. */
  readonly leaving: Departure | undefined
}

/** A mark of whoever deletes a release. */
export interface Departure {
  /** Tells it from others. */
  readonly nonce: string
  /** When it was put there, by GitHub's clock, in ISO 8601. */
  readonly since: string
}

/** Where the claims of a folder lie on the branch. */
export function claimsPath(path: string): string {
  const folder = folderOf(path)
  return `${CONTROL}/artifacts/${folder === '' ? '' : `${folder}/`}${CLAIMS}`
}

/** The folder whose claims lie at a path of the branch; undefined where none do. */
export function claimedFolder(path: string): string | undefined {
  const start = `${CONTROL}/artifacts/`
  if (!path.startsWith(start) || !path.endsWith(`/${CLAIMS}`)) return undefined
  return path.slice(start.length, -CLAIMS.length).replace(/\/$/, '')
}

/** The claim of a path among those of its folder. */
export function claimIn(claims: FolderClaims | undefined, path: string): Claim | undefined {
  return claims?.get(nameIn(path))
}

/** Where the election of a tag lies on the branch. */
export function electionPath(tag: string): string {
  return `${CONTROL}/releases/${encodeURIComponent(tag)}.json`
}

/** The name of the files that hold claims; no segment of an artifact's path can have it. */
export const CLAIMS = '.files.json'

const claimsSchema = v.object({
  files: v.record(v.string(), v.object({ tag: v.string(), asset: v.string() }))
})

const electionSchema = v.object({
  release: v.pipe(v.number(), v.integer()),
  made: v.boolean(),
  package: v.nullable(v.string()),
  version: v.nullable(v.string()),
  assets: v.record(v.string(), v.string()),
  held: v.optional(v.array(v.string()), []),
  leaving: v.optional(v.object({ nonce: v.string(), since: v.string() }))
})

/** The claims in a file of the branch. Throws `corrupt` where it holds something else. */
export function parseClaims(path: string, { body }: BranchFile = NO_FILE): FolderClaims {
  if (body === undefined) return new Map()
  const claims = parsed.get(body) ?? new Map(Object.entries(parse(path, body, claimsSchema).files))
  parsed.set(body, claims)
  return claims
}

/** A folder may have thousands of claims, and each of its files asks for its own. */
const parsed = new WeakMap<Uint8Array, FolderClaims>()

/** The election in a file of the branch; undefined where there was none. Throws `corrupt` where it holds something else. */
export function parseElection(path: string, { body }: BranchFile = NO_FILE): Election | undefined {
  if (body === undefined) return undefined
  const { assets, held, leaving, ...election } = parse(path, body, electionSchema)
  return { ...election, assets: new Map(Object.entries(assets)), held: new Set(held), leaving }
}

/** Claims as a file of the branch. */
export function serializeClaims(claims: FolderClaims): Uint8Array {
  return json({ files: sorted(claims) })
}

/** An election as a file of the branch. */
export function serializeElection(election: Election): Uint8Array {
  const { package: name, version, release, made, assets, held, leaving } = election
  const waiting = held.size === 0 ? {} : { held: [...held].sort() }
  return json({
    ...{ package: name, version, release, made, assets: sorted(assets) },
    ...{ ...waiting, ...(leaving && { leaving }) }
  })
}

function sorted<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([one], [other]) => (one < other ? -1 : 1)))
}

function json(document: object): Uint8Array {
  return Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`)
}

function parse<T>(path: string, body: Uint8Array, schema: v.BaseSchema<unknown, T, v.BaseIssue<unknown>>): T {
  const text = Buffer.from(body).toString('utf8')
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
  if (read.success) return read.output
  throw new RegistryError('corrupt', `${path} on the branch can't be read (${read.issues[0].message})`, {
    hint: 'Somebody has changed it by hand. Restore it from the history of the branch.'
  })
}
