import pMap from 'p-map'
import * as v from 'valibot'
import type { Entry } from '../store.ts'
import { claimedFolder, claimsPath, parseClaims, type Claim } from './claims.ts'
import type { TreeFile } from './branch.ts'
import type { Commits } from './commits.ts'
import { publishedRelease } from './electing.ts'
import { treeOf } from './git-data.ts'
import { ask } from './graphql.ts'
import { CONTROL, folderOf } from './names.ts'
import type { Release } from './release.ts'
import type { Releases } from './releases.ts'
import type { Requests } from './requests.ts'

/** What a listing is made from. */
export interface ListingOf {
  readonly requests: Requests
  readonly commits: Commits
  readonly releases: Releases
}

/** Everything below a prefix: documents from the branch, and the artifacts whose assets are there. */
export function githubListing(of: ListingOf): (prefix: string) => AsyncGenerator<Entry> {
  const { requests, commits } = of
  const { prefix: base } = requests.options
  const trees = treesOf(requests)
  const surveyed = surveying(of.releases)
  const doing = `listing ${requests.repository}`

  async function filesBelow(wanted: string) {
    // Most listings are of one folder: its claims come along.
    const { head, files: read } = await commits.read([claimsPath(wanted)])
    if (head === undefined) return { files: [], documents: [], places: [], read }
    const files = await trees(head).catch((error: unknown) => {
      throw requests.explained(error, { doing })
    })
    const places = files.flatMap(({ path }) => {
      const folder = claimedFolder(path)
      if (folder === undefined) return []
      const start = folder === '' ? '' : `${folder}/`
      return start.startsWith(wanted) || wanted.startsWith(start) ? [path] : []
    })
    const documents = files.filter(({ path }) => path.startsWith(wanted) && !isOwn(path))
    return { files, documents, places, read }
  }

  return async function* (prefix) {
    const wanted = `${base}${prefix}`
    const { files, documents, places, read } = await filesBelow(wanted)
    if (documents.length + places.length === 0) return
    const others = places.filter((place) => !read.has(place))
    const claims = others.length === 0 ? read : new Map([...read, ...(await commits.read(others)).files])
    const claimed = places.flatMap((place) => {
      const folder = claimedFolder(place) ?? ''
      const start = folder === '' ? '' : `${folder}/`
      return [...parseClaims(place, claims.get(place))].map(([name, claim]) => ({
        ...{ folder, path: `${start}${name}`, claim }
      }))
    })
    const asked = claimed.filter(({ path }) => path.startsWith(wanted))
    await surveyed(asked, files)
    const assets = await assetsOf(of, [...new Set(asked.map(({ claim }) => claim.tag))])
    const artifacts = asked.flatMap(({ path, claim }) =>
      entryOf(path, assets.get(claim.tag)?.get(claim.asset))
    )
    const entries = [
      ...artifacts,
      ...documents.map(({ path, size, revision }) => ({
        path,
        size,
        revision,
        modified: undefined,
        digest: undefined
      }))
    ]
    const ordered = entries.map((entry) => ({ ...entry, path: entry.path.slice(base.length) }))
    yield* ordered.sort((one, other) => Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)))
  }
}

interface Claimed {
  readonly folder: string
  readonly path: string
  readonly claim: Claim
}

/**
 * Lists all releases where many artifacts are asked for. That counts for a while, but not for the folders in which the
 * branch has changed since: whoever stores or removes artifacts writes to the branch as well.
 */
function surveying(
  releases: Releases
): (asked: readonly Claimed[], files: readonly TreeFile[]) => Promise<void> {
  let before: readonly TreeFile[] = []
  let last: { files: readonly TreeFile[]; changed: ReadonlySet<string> } | undefined
  return async (asked, files) => {
    if (asked.length > WORTH_LISTING_ALL && (await releases.survey())) before = files
    if (files === before) return
    if (last?.files !== files) last = { files, changed: changedFolders(before, files) }
    for (const { folder, claim } of asked) if (last.changed.has(folder)) releases.forget(claim.tag)
  }
}

/** The folders in which files, or what is claimed in them, are others. */
function changedFolders(before: readonly TreeFile[], after: readonly TreeFile[]): Set<string> {
  const left = new Map(before.map(({ path, revision }) => [path, revision]))
  const changed = new Set<string>()
  const note = (path: string) => changed.add(claimedFolder(path) ?? folderOf(path))
  for (const { path, revision } of after) {
    if (left.get(path) !== revision) note(path)
    left.delete(path)
  }
  for (const path of left.keys()) note(path)
  return changed
}

/** So many artifacts are perhaps read next, for which the list of all releases tells more than a query does. */
const WORTH_LISTING_ALL = 30

/** What the branch holds besides documents. */
function isOwn(path: string): boolean {
  return path.startsWith(`${CONTROL}/`) || path === 'README.md' || path === '.nojekyll'
}

function entryOf(path: string, asset: ListedAsset | undefined): Entry[] {
  if (asset === undefined) return []
  const { id, size, updatedAt, digest } = asset
  return [{ path, size, revision: id, modified: new Date(updatedAt), digest }]
}

/** The tree of the last head: a commit never changes. */
function treesOf(requests: Requests): (head: string) => Promise<TreeFile[]> {
  let last: { head: string; files: Promise<TreeFile[]> } | undefined
  return (head) => {
    if (last?.head !== head) last = { head, files: treeOf(requests, head) }
    return last.files
  }
}

interface ListedAsset {
  readonly id: string
  readonly size: number
  readonly updatedAt: string
  /** `sha256:<hex>`; undefined where it is not known. */
  readonly digest: string | undefined
}

type AssetsByName = ReadonlyMap<string, ListedAsset>

/** The complete assets of the published releases of some tags, by tag and name. */
async function assetsOf(of: ListingOf, tags: readonly string[]): Promise<Map<string, AssetsByName>> {
  const { releases } = of
  const found = new Map<string, AssetsByName>()
  const one = async (tag: string) => {
    const release = await releases.byTag(tag)
    if (release !== undefined) found.set(tag, completeOf(release))
  }
  await findAll(of, tags, { found, one })
  const missing = tags.filter((tag) => !found.has(tag))
  // A fresh release is found by its id alone. Those are few; of many that are missing the files were removed.
  if (missing.length <= FEW_MISSING) {
    await pMap(missing, async (tag) => {
      const release = await publishedRelease(of, tag)
      if (release !== undefined) found.set(tag, completeOf(release))
    })
  }
  return found
}

const FEW_MISSING = 10

async function findAll(
  { requests, releases }: ListingOf,
  tags: readonly string[],
  { found, one }: { found: Map<string, AssetsByName>; one: (tag: string) => Promise<void> }
): Promise<void> {
  // What the list of all does not show may be too fresh for it, or too old.
  const known = tags.filter((tag) => releases.isKnown(tag))
  await Promise.all(known.map(one))
  const rest = tags.filter((tag) => !found.has(tag))
  if (requests.options.token === undefined || rest.length < WORTH_ASKING_TOGETHER) {
    await pMap(rest, one, { concurrency: AT_ONCE })
    return
  }
  const batches = Array.from({ length: Math.ceil(rest.length / TAGS_AT_ONCE) }, (_, index) =>
    rest.slice(index * TAGS_AT_ONCE, (index + 1) * TAGS_AT_ONCE)
  )
  await pMap(
    batches,
    async (batch) => {
      const unseen = await manyOf(requests, batch, found)
      await pMap(unseen, one, { concurrency: AT_ONCE })
    },
    { concurrency: 2 }
  )
}

function completeOf(release: Release): AssetsByName {
  const assets = release.assets.filter(({ state }) => state === 'uploaded')
  return new Map(
    assets.map(({ node_id: id, name, size, updated_at: updatedAt, digest }) => [
      name,
      { id, size, updatedAt, digest: digest ?? undefined }
    ])
  )
}

const WORTH_ASKING_TOGETHER = 3
const TAGS_AT_ONCE = 50
const AT_ONCE = 8

const manySchema = v.object({
  repository: v.record(
    v.string(),
    v.nullable(
      v.object({
        isDraft: v.boolean(),
        releaseAssets: v.object({
          nodes: v.array(
            v.object({
              id: v.string(),
              name: v.string(),
              size: v.number(),
              updatedAt: v.string()
            })
          ),
          pageInfo: v.object({ hasNextPage: v.boolean() })
        })
      })
    )
  )
})

/** Asks for many releases at once, and answers the tags that have to be asked for one by one. */
async function manyOf(
  requests: Requests,
  tags: readonly string[],
  found: Map<string, AssetsByName>
): Promise<string[]> {
  const { owner, repo } = requests.options
  const variables = tags.map((_, index) => `, $t${index}: String!`).join('')
  const fields = tags.map((_, index) => ` r${index}: release(tagName: $t${index}) { ...Listed }`).join('')
  const query =
    `query ($owner: String!, $repo: String!${variables}) { repository(owner: $owner, name: $repo) {${fields} } }` +
    ' fragment Listed on Release { isDraft releaseAssets(first: 100) { nodes { id name size updatedAt } pageInfo { hasNextPage } } }'
  const doing = `listing the releases of ${requests.repository}`
  try {
    const { repository } = await ask(requests, {
      ...{ doing, needs: 'read', query, schema: manySchema },
      variables: { owner, repo, ...Object.fromEntries(tags.map((tag, index) => [`t${index}`, tag])) }
    })
    return tags.filter((tag, index) => {
      const release = repository[`r${index}`] ?? undefined
      // What is not seen may be too fresh; what is a draft may be another one than the published.
      if (release === undefined || release.isDraft || release.releaseAssets.pageInfo.hasNextPage) return true
      // An upload that broke off has no bytes.
      const complete = release.releaseAssets.nodes.filter(({ size }) => size > 0)
      found.set(tag, new Map(complete.map((asset) => [asset.name, { ...asset, digest: undefined }])))
      return false
    })
  } catch (error) {
    requests.options.log.debug(`${doing}: ${String(error)}; one by one`)
    return [...tags]
  }
}
