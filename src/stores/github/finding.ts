import type { ArtifactKey } from '../store.ts'
import { claimIn, claimsPath, electionPath, parseClaims, parseElection, type Claim } from './claims.ts'
import type { Commits } from './commits.ts'
import { publishedRelease } from './electing.ts'
import { nameAmong, tagOf } from './names.ts'
import type { Asset, Release } from './release.ts'
import type { Releases } from './releases.ts'
import type { Seen } from './reliance.ts'
import type { Requests } from './requests.ts'

/** Which asset holds an artifact. */
export interface Finding {
  /** The asset of a path, and its release, where both are there and public. */
  look(key: ArtifactKey): Promise<FoundAsset | undefined>
  /** Where a path's artifact was claimed; of what never was, where it would go. */
  claimOf(key: ArtifactKey): Promise<Claim>
  /** The tag of a path's release, as it was seen last, without asking. */
  tagOf(key: ArtifactKey): string
  sawClaim(key: ArtifactKey, claim: Claim): void
  /** What was found last, by its revision: it is opened and removed by its id. */
  seen(revision: string): Asset | undefined
  saw(asset: Asset): void
  forget(revision: string): void
}

/** An asset, and the release that it is on. */
export interface FoundAsset extends Seen {
  readonly asset: Asset
}

/** The branch says which asset holds which path; the asset itself tells whether the artifact is there. */
export function finding(of: {
  readonly requests: Requests
  readonly commits: Commits
  readonly releases: Releases
}): Finding {
  const { requests, commits, releases } = of
  const { tag: template, prefix } = requests.options
  const found = new Map<string, Asset>()
  /** Where paths were seen last. */
  const places = new Map<string, Claim>()
  const full = (key: ArtifactKey) => `${prefix}${key.path}`

  /** Which asset a path's artifact is, or is to be, as it is known already. */
  function claimKnown(key: ArtifactKey): Claim | undefined {
    const place = claimsPath(full(key))
    const files = commits.recent([place])?.files
    return files && claimIn(parseClaims(place, files.get(place)), key.path)
  }

  /** The same, as it is now. */
  async function claimNow(key: ArtifactKey): Promise<Claim | undefined> {
    const place = claimsPath(full(key))
    // The tag's election is read along: a push needs it next.
    const { files } = await commits.read([place, electionPath(tagOf(template, key))])
    const claim = claimIn(parseClaims(place, files.get(place)), key.path)
    if (claim !== undefined) places.set(key.path, claim)
    return claim
  }

  async function claimOf(key: ArtifactKey): Promise<Claim> {
    const known = places.get(key.path) ?? claimKnown(key)
    if (known !== undefined) return known
    const tag = tagOf(template, key)
    const paths = [claimsPath(full(key)), electionPath(tag)] as const
    const { files } = commits.recent(paths) ?? (await commits.read(paths))
    const claim = claimIn(parseClaims(paths[0], files.get(paths[0])), key.path)
    if (claim !== undefined) return claim
    const { assets } = parseElection(paths[1], files.get(paths[1])) ?? { assets: new Map<string, string>() }
    return { tag, asset: nameAmong(assets, key.filename, full(key)) }
  }

  async function assetOf({ tag, asset: name }: Claim, thorough: boolean): Promise<FoundAsset | undefined> {
    const assetIn = (release: Release | undefined) => {
      const asset = release?.assets.find((each) => each.name === name && each.state === 'uploaded')
      return release && asset && { tag, release: release.id, asset }
    }
    const there = thorough && !releases.isKnown(tag) ? undefined : assetIn(await releases.byTag(tag))
    if (there !== undefined || !thorough) return there
    return assetIn((await releases.byTag(tag, { fresh: true })) ?? (await publishedRelease(of, tag)))
  }

  async function lookFor(key: ArtifactKey): Promise<FoundAsset | undefined> {
    // An asset that is there is the artifact's, however old what is known of it.
    const known = claimKnown(key)
    const there = known && (await assetOf(known, false))
    if (known !== undefined && there !== undefined) {
      places.set(key.path, known)
      return there
    }
    const claim = await claimNow(key)
    return claim && assetOf(claim, true)
  }

  const saw = (asset: Asset) => {
    found.set(asset.node_id, asset)
  }

  return {
    claimOf,
    saw,

    look: async (key) => {
      const there = await lookFor(key)
      if (there !== undefined) saw(there.asset)
      return there
    },

    tagOf: (key) => places.get(key.path)?.tag ?? tagOf(template, key),

    sawClaim: ({ path }, claim) => {
      places.set(path, claim)
    },

    seen: (revision) => found.get(revision),

    forget: (revision) => {
      found.delete(revision)
    }
  }
}
