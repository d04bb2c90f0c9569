import { RegistryError } from '../../errors.ts'
import type { NewArtifact } from '../store.ts'
import { claimIn, claimsPath, type Claim } from './claims.ts'
import { nameAmong, nameIn } from './names.ts'
import type { Asset, Release } from './release.ts'
import type { Requests } from './requests.ts'
import { immutable } from './uploads.ts'

/** Where artifacts are on a release, or are to go, and what the branch has to say of it. */
export interface Plan {
  readonly names: Map<string, string>
  readonly there: Map<string, Asset>
  readonly claims: Map<string, Map<string, Claim>>
  readonly assets: Map<string, string>
  /** The names of the assets that were not claimed before. */
  readonly added: string[]
}

/**
 * Plans where items go on a release. Throws `conflict` where an asset of that name is somebody else's, or the release is
 * immutable, `unsupported` where it can't have so many.
 */
export function plan(
  requests: Requests,
  of: {
    readonly tag: string
    readonly release: Release
    readonly items: readonly NewArtifact[]
    readonly claims: ReadonlyMap<string, ReadonlyMap<string, Claim>>
    /** The paths that the release's assets hold, by their names. */
    readonly assets: ReadonlyMap<string, string>
  }
): Plan {
  const { tag, release, items } = of
  const live = new Map(release.assets.map((asset) => [asset.name, asset]))
  const claims = new Map([...of.claims].map(([path, each]) => [path, new Map(each)]))
  const result: Plan = { names: new Map(), there: new Map(), claims, assets: new Map(of.assets), added: [] }
  for (const { key, sha256 } of items) {
    const path = `${requests.options.prefix}${key.path}`
    const folder = claims.get(claimsPath(path))
    const claim = claimIn(folder, path)
    const name = claim?.tag === tag ? claim.asset : nameAmong(result.assets, key.filename, path)
    const asset = live.get(name)
    const complete = asset?.state === 'uploaded' ? asset : undefined
    if (complete !== undefined && result.assets.get(name) !== path && complete.digest !== `sha256:${sha256}`)
      throw takenByOthers(requests, tag, name)
    result.names.set(key.path, name)
    if (complete !== undefined) result.there.set(key.path, complete)
    if (claim?.tag === tag && result.assets.get(name) === path) continue
    folder?.set(nameIn(path), { tag, asset: name })
    result.assets.set(name, path)
    result.added.push(name)
  }
  const coming = items.filter(({ key }) => !result.there.has(key.path))
  if (coming.length > 0 && release.immutable) throw immutable(requests, release)
  if (release.assets.length + coming.length > MOST_ASSETS) throw tooMany(requests, tag)
  return result
}

/** The most assets that a release can have. */
export const MOST_ASSETS = 1000

function takenByOthers({ repository }: Requests, tag: string, name: string): RegistryError {
  return new RegistryError(
    'conflict',
    `release ${tag} of ${repository} has a file ${name} already, with other bytes`,
    {
      hint: 'It was attached by somebody else, and is left alone. Rename the file, or delete that asset if it should not be there.'
    }
  )
}

function tooMany({ repository }: Requests, tag: string): RegistryError {
  return new RegistryError(
    'unsupported',
    `release ${tag} of ${repository} would have more than ${MOST_ASSETS} files`,
    {
      hint: 'GitHub takes no more. Choose a `tag` that makes more releases: with `{package}` and `{version}` in it.'
    }
  )
}
