import { RegistryError } from '../../errors.ts'
import type { NewArtifact } from '../store.ts'
import {
  claimIn,
  claimsPath,
  electionPath,
  parseElection,
  type Election,
  type FolderClaims
} from './claims.ts'
import type { Commits } from './commits.ts'
import { MOST_ASSETS } from './planning.ts'
import type { Release } from './release.ts'
import type { Releases } from './releases.ts'
import type { Requests } from './requests.ts'

/** Where items were claimed, which an election for a tag goes by. */
export interface Claimed {
  readonly tag: string
  readonly items: readonly NewArtifact[]
  /** What the branch says of the items' folders, by the paths of the claims. */
  readonly claims: ReadonlyMap<string, FolderClaims>
}

/**
 * The tags of items that were claimed on other releases and belong there: somebody has stored them, or is about to, with
 * another template. Where nobody can, the claim may move. Throws `conflict` for a draft that others wait in.
 */
export async function claimedElsewhere(
  of: { readonly requests: Requests; readonly commits: Commits; readonly releases: Releases },
  { tag, items, claims }: Claimed
): Promise<ReadonlyMap<NewArtifact, string>> {
  const { requests, commits, releases } = of
  const found = new Map<NewArtifact, string>()
  const seen = new Map<string, Promise<Release | undefined>>()

  async function look(other: string): Promise<Release | undefined> {
    const place = electionPath(other)
    const election = parseElection(place, (await commits.read([place])).files.get(place))
    const release =
      (await releases.byTag(other, { fresh: true })) ??
      (election && (await releases.byId(election.release, other)))
    if (release?.draft === true && election !== undefined && election.held.size > 0)
      throw waiting(requests, tag, other)
    return release
  }

  for (const item of items) {
    const path = `${requests.options.prefix}${item.key.path}`
    const claim = claimIn(claims.get(claimsPath(path)), path)
    if (claim === undefined || claim.tag === tag) continue
    const looking = seen.get(claim.tag) ?? look(claim.tag)
    seen.set(claim.tag, looking)
    const release = await looking
    if (release !== undefined && belongsTo(release, claim.asset)) found.set(item, claim.tag)
  }
  return found
}

/** Whether all of these paths are on the tag's release already, whatever template has made its tag. */
export function areClaimed(
  tag: string,
  paths: readonly string[],
  {
    election,
    claims
  }: { readonly election: Election | undefined; readonly claims: ReadonlyMap<string, FolderClaims> }
): boolean {
  return paths.every((path) => {
    const claim = claimIn(claims.get(claimsPath(path)), path)
    return claim?.tag === tag && election?.assets.get(claim.asset) === path
  })
}

/** An asset is there, or can come. */
function belongsTo({ assets, immutable }: Release, asset: string): boolean {
  const isThere = assets.some(({ name, state }) => name === asset && state === 'uploaded')
  return isThere || (!immutable && assets.length < MOST_ASSETS)
}

function waiting({ repository }: Requests, tag: string, other: string): RegistryError {
  return new RegistryError(
    'conflict',
    `a file for release ${tag} of ${repository} belongs to the draft of release ${other}, which waits to be published`,
    {
      hint: 'Give all steps that push a version the same `tag`; or delete that draft if it is not wanted any more.'
    }
  )
}
