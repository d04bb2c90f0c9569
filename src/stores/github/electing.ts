import { formatCount } from '../../log.ts'
import { ABSENT, type ArtifactKey, type NewArtifact, type Revision } from '../store.ts'
import { means } from './answers.ts'
import { NO_FILE } from './branch.ts'
import {
  claimIn,
  claimsPath,
  electionPath,
  parseClaims,
  parseElection,
  serializeClaims,
  serializeElection,
  type Election
} from './claims.ts'
import type { Commits } from './commits.ts'
import type { Departures } from './departures.ts'
import { ownDrafts, takeBack, type OwnDrafts } from './drafts.ts'
import { areClaimed, claimedElsewhere } from './elsewhere.ts'
import { limiting, type Limited } from './limiting.ts'
import { ownerOf } from './names.ts'
import { plan } from './planning.ts'
import { isMarked } from './marks.ts'
import type { Asset, Release } from './release.ts'
import type { Releases } from './releases.ts'
import { assertNobodysDraft, assertOwner, blocked } from './refusing.ts'
import type { Requests } from './requests.ts'

/** The release that artifacts of one tag go to, and where on it. */
export interface Elected {
  readonly tag: string
  readonly release: Release
  /** The names of the artifacts' assets, by their paths. */
  readonly names: ReadonlyMap<string, string>
  /** The assets that are there already, by their paths. */
  readonly there: ReadonlyMap<string, Asset>
}

/** Items that stay where they were claimed before: the tags of these releases. */
export interface Elsewhere {
  readonly elsewhere: ReadonlyMap<NewArtifact, string>
}

/** Which release a tag's artifacts go to. */
export interface Electing {
  /**
   * Elects the release of a tag, and claims the assets of the items. Throws `conflict` where the tag is another
   * version's, the release somebody's draft, an asset of that name somebody else's, or the release can't take more.
   * Nothing is elected where some of them belong elsewhere.
   */
  elect(tag: string, items: readonly NewArtifact[]): Promise<Elected | Elsewhere>
  /** Makes the release public. Undefined where another one was published under the tag meanwhile. */
  publish(elected: Elected): Promise<Release | undefined>
  /** Takes an elected draft back in which nothing is. */
  withdraw(elected: Elected): Promise<void>
  /** The elected release of a tag, if it is public: a fresh one may not be found by its tag yet. */
  published(tag: string): Promise<Release | undefined>
  /** Deletes the release of a path whose asset was removed, where this store has made it and nothing is left in it. */
  tidy(key: ArtifactKey): Promise<void>
  /** Deletes the release of a path's asset, where this store has made it and it holds nothing else. False where not. */
  removeWhole(key: ArtifactKey, asset: Pick<Asset, 'id'>): Promise<boolean>
}

/**
 * Drafts are not found by their tag, and there can be many of one tag: so that all jobs upload to the same one, its id
 * is written down on the branch by the first of them.
 */
export function electing(of: {
  readonly requests: Requests
  readonly commits: Commits
  readonly releases: Releases
  readonly departures: Departures
}): Electing {
  const { requests, commits, releases, departures } = of
  const { tag: template, prefix } = requests.options
  const isHeldBack = !requests.options.release.publish
  const full = (key: ArtifactKey) => `${prefix}${key.path}`

  /** What the branch says of a tag and of the folders of some paths. */
  async function view(tag: string, keys: readonly ArtifactKey[], fresh: boolean) {
    const place = electionPath(tag)
    const folders = [...new Set(keys.map((key) => claimsPath(full(key))))]
    const paths = [place, ...folders]
    const { files } = (fresh ? undefined : commits.recent(paths)) ?? (await commits.read(paths))
    const revisions = [place, ...folders].map((path) => [path, files.get(path)?.revision ?? ABSENT] as const)
    return {
      election: parseElection(place, files.get(place)),
      claims: new Map(folders.map((path) => [path, parseClaims(path, files.get(path) ?? NO_FILE)])),
      expected: new Map<string, Revision>(revisions)
    }
  }

  async function releaseOf(tag: string, election: Election): Promise<Release | undefined> {
    // It is gone, or there would be no mark by now; but another one may be there.
    if (election.leaving !== undefined) return releases.byTag(tag, { fresh: true })
    return (await releases.byTag(tag)) ?? (await releases.byId(election.release, tag))
  }

  /** Whether somebody has had a mark on the elected release, and has taken it off again. */
  async function isKept(tag: string, election: Election | undefined): Promise<boolean> {
    if (election?.leaving === undefined) return false
    return departures.stays({ id: election.release, tag_name: tag })
  }

  /** Of elections that claim in one folder at the same moment only one is not in vain: they are held in turn. */
  const turns = new Map<string, Limited>()

  function elect(tag: string, items: readonly NewArtifact[]): Promise<Elected | Elsewhere> {
    const [first] = items
    if (first === undefined) throw new Error('there is nothing to elect a release for')
    const place = claimsPath(full(first.key))
    const inTurn = turns.get(place) ?? limiting(1)
    turns.set(place, inTurn)
    return inTurn(() => electFor(tag, items, first))
  }

  async function electFor(
    tag: string,
    items: readonly NewArtifact[],
    first: NewArtifact
  ): Promise<Elected | Elsewhere> {
    const drafts = ownDrafts({ ...of, tag, owner: ownerOf(template, first.key) })
    try {
      const elected = await electWith(tag, items, drafts)
      if ('elsewhere' in elected) {
        await drafts.withdraw()
        return elected
      }
      await drafts.discard(elected.release.id)
      return elected
    } catch (error) {
      // If it was elected all the same, the next one finds it gone and elects another.
      await drafts.withdraw(error)
      throw error
    }
  }

  async function electWith(
    tag: string,
    items: readonly NewArtifact[],
    drafts: OwnDrafts
  ): Promise<Elected | Elsewhere> {
    const keys = items.map(({ key }) => key)
    for (let attempt = 0; ; attempt += 1) {
      const { election, claims, expected } = await view(tag, keys, attempt > 0)
      const elsewhere = await claimedElsewhere(of, { tag, items, claims })
      if (elsewhere.size > 0) return { elsewhere }
      if (!areClaimed(tag, keys.map(full), { election, claims }))
        assertOwner(requests, tag, election, drafts.owner)
      if (await isKept(tag, election)) continue
      const chosen = election && (await releaseOf(tag, election))
      const found = chosen ?? (await drafts.published(commits.readsTogether()))
      const isLeaving = election?.leaving !== undefined && election.release === found?.id
      const there = isLeaving ? undefined : found
      const release = there ?? (await drafts.one(expected.get(electionPath(tag)) ?? ABSENT))
      const made = there === undefined || (election?.made === true && election.release === there.id)
      if (!made) assertNobodysDraft(requests, release)
      const base = election ?? { ...drafts.owner, assets: new Map<string, string>() }
      const planned = plan(requests, { tag, release, items, claims, assets: base.assets })
      const held = heldIn(release, election, isHeldBack && release.draft ? planned.names.values() : [])
      const next = { ...base, release: release.id, made, assets: planned.assets, held, leaving: undefined }
      const files = new Map([
        [electionPath(tag), serializeElection(next)],
        ...[...planned.claims].map(([path, each]) => [path, serializeClaims(each)] as const)
      ])
      const stays = election?.release === release.id
      const same = stays && planned.added.length === 0 && held.size === election.held.size
      const message = claimOf(tag, planned.added, stays)
      if (!same && (await commits.commit({ expected, files, message })) === 'stale') continue
      if (!stays && election !== undefined) tellOfLost(requests, tag, election, release)
      return { tag, release, names: planned.names, there: planned.there }
    }
  }

  /** Whether a draft has files that wait in it, besides those of this step. */
  async function holdsMore({ tag, names, there }: Elected, { assets }: Release): Promise<boolean> {
    const own = new Set(names.values())
    if (there.size === 0 && assets.every(({ name }) => own.has(name))) return false
    return ((await view(tag, [], true)).election?.held.size ?? 0) > 0
  }

  /** The release that a path was claimed on, where this store has made it. */
  async function ownReleaseOf(key: ArtifactKey): Promise<Pick<Release, 'id' | 'tag_name'> | undefined> {
    const place = claimsPath(full(key))
    const { files } = await commits.read([place])
    const claim = claimIn(parseClaims(place, files.get(place)), key.path)
    if (claim === undefined) return undefined
    const { election } = await view(claim.tag, [], false)
    return election?.made === true ? { id: election.release, tag_name: claim.tag } : undefined
  }

  return {
    elect,
    withdraw: async ({ release }) => {
      if (release.draft) await takeBack(requests, departures, release)
    },

    publish: async (elected) => {
      const { release, tag } = elected
      if (!release.draft) return release
      const doing = `publishing release ${tag} of ${requests.repository}`
      try {
        return await releases.publish(release.id)
      } catch (error) {
        if (means(error, 'absent')) return undefined
        // What nobody may publish goes again, but for what others wait for; after any other failure it may be public by now.
        let stays = false
        if (means(error, 'invalid', 'denied'))
          await departures.remove(release, async (now) => {
            if (!now.draft) return false
            stays = !isMarked(now, requests.options.branch) || (await holdsMore(elected, now))
            return !stays
          })
        if (means(error, 'invalid') && error.codes.includes('already_exists')) return undefined
        throw blocked(requests, tag, error, stays) ?? requests.explained(error, { doing, needs: 'write' })
      }
    },

    published: (tag) => publishedRelease(of, tag),

    tidy: async (key) => {
      const release = await ownReleaseOf(key)
      if (release !== undefined) await departures.remove(release, ({ assets }) => assets.length === 0)
    },

    removeWhole: async (key, { id }) => {
      const release = await ownReleaseOf(key)
      return (
        release !== undefined &&
        departures.remove(release, ({ assets }) => assets.every((asset) => asset.id === id))
      )
    }
  }
}

/** The elected release of a tag, if it is public: a fresh one may not be found by its tag yet. */
export async function publishedRelease(
  { commits, releases }: { readonly commits: Commits; readonly releases: Releases },
  tag: string
): Promise<Release | undefined> {
  const place = electionPath(tag)
  const election = parseElection(place, (await commits.read([place])).files.get(place))
  const release = election && (await releases.byId(election.release, tag))
  return release?.draft === false ? release : undefined
}

/** What a claim is called in the history of the branch. */
function claimOf(tag: string, names: readonly string[], stays: boolean): string {
  if (names.length === 0) return stays ? `hold files of release ${tag}` : `elect another release for ${tag}`
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : ''
  return `claim ${names.slice(0, NAMES_SHOWN).join(', ')}${more} on release ${tag}`
}

const NAMES_SHOWN = 3

/** The names of the assets that wait in a release, these too; another one than was elected has none of the former. */
function heldIn(
  release: Release,
  election: Election | undefined,
  more: Iterable<string>
): ReadonlySet<string> {
  return new Set([...(election?.release === release.id ? election.held : []), ...more])
}

/** What waited in a draft is not in the release that was elected in its place. */
function tellOfLost({ repository, options }: Requests, tag: string, { held }: Election, now: Release): void {
  if (held.size === 0) return
  const what = now.draft
    ? 'The draft was deleted, or has another tag now'
    : 'Somebody has published another release'
  options.log.warning(
    `release ${tag} of ${repository} lacks ${formatCount(held.size, 'file')} that earlier steps had put into its draft. ${what}: run these steps again`
  )
}
