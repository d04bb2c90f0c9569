import type { BranchFile } from './branch.ts'
import { ABSENT, NOTHING_RELEASED, type Released } from '../store.ts'
import { electionPath, parseElection, serializeElection } from './claims.ts'
import type { Commits } from './commits.ts'
import type { Departures } from './departures.ts'
import { entryOf } from './labels.ts'
import { SURELY_SHOWN, type Release } from './release.ts'
import type { Releases } from './releases.ts'
import type { Reliance } from './reliance.ts'
import type { Requests } from './requests.ts'

/** Files that wait in a draft for a later step to publish it. */
export interface Holding {
  /** What became of a draft that files were uploaded to, and that was to stay one. Somebody may have published it meanwhile. */
  fate(release: Pick<Release, 'id' | 'tag_name'>): Promise<'held' | 'public' | 'gone'>
  /** Takes note of a release that this process has published: `own` are the names of its own assets. */
  published(release: Release, own: ReadonlySet<string>): void
  /** The files that were held back, and became public with the release of a tag. */
  released(tag: string): Promise<Released>
}

/**
 * Which files wait is written down with their claims, before they are uploaded; and after the upload their step looks
 * whether the draft still is one. So whoever publishes it and looks afterwards sees them, or their step sees that they
 * are public.
 */
export function holding(of: {
  readonly requests: Requests
  readonly commits: Commits
  readonly releases: Releases
  readonly departures: Departures
  readonly reliance: Reliance
}): Holding {
  const { requests, commits, releases, departures, reliance } = of
  const { prefix, tuning, log } = requests.options
  /** Tags of releases that were published with other files than this process knows of. */
  const shared = new Set<string>()

  async function electionOf(tag: string, fresh: boolean) {
    const place = electionPath(tag)
    const { files } = (fresh ? undefined : commits.recent([place])) ?? (await commits.read([place]))
    const file: BranchFile | undefined = files.get(place)
    return { place, revision: file?.revision ?? ABSENT, election: parseElection(place, file) }
  }

  /** Another job may be claiming files of the release at this moment. */
  async function settle(tag: string, isSettled: (asset: string) => boolean): Promise<void> {
    for (let attempt = 0; attempt < tuning.attempts; attempt += 1) {
      const { place, revision, election } = await electionOf(tag, attempt > 0)
      const held = new Set([...(election?.held ?? [])].filter((name) => !isSettled(name)))
      if (election === undefined || held.size === election.held.size) return
      const outcome = await commits.commit({
        expected: new Map([[place, revision]]),
        files: new Map([[place, serializeElection({ ...election, held })]]),
        message: `record what release ${tag} held`
      })
      if (outcome === 'committed') return
    }
    log.debug(`what was recorded of release ${tag} could not be written down: others change its claims`)
  }

  return {
    fate: async ({ id, tag_name: tag }) => {
      if (!(await departures.stays({ id, tag_name: tag }))) return 'gone'
      const now = await releases.byId(id, tag)
      if (now === undefined) return 'gone'
      return now.draft ? 'held' : 'public'
    },

    published: ({ tag_name: tag, assets }, own) => {
      // An answer may show only the first of many.
      if (assets.length >= SURELY_SHOWN || assets.some(({ name }) => !own.has(name))) shared.add(tag)
    },

    released: async (tag) => {
      const { election } = await electionOf(tag, shared.has(tag))
      if (election === undefined || election.held.size === 0) return NOTHING_RELEASED
      const release = await releases.byId(election.release, tag)
      if (release === undefined || release.draft) return NOTHING_RELEASED
      const there = release.assets.filter(
        ({ name, state }) => state === 'uploaded' && election.held.has(name)
      )
      const entries = there.flatMap((asset) => {
        const path = election.assets.get(asset.name)
        if (path?.startsWith(prefix) !== true) return []
        reliance.onFound(path, { tag, release: release.id, asset })
        return [entryOf(path.slice(prefix.length), asset)]
      })
      const present = new Set(there.map(({ name }) => name))
      return {
        entries,
        settle: (paths) => {
          const settled = new Set(paths.map((path) => `${prefix}${path}`))
          // What comes later is public at once, and recorded by those who bring it.
          return settle(tag, (name) => !present.has(name) || settled.has(election.assets.get(name) ?? ''))
        }
      }
    }
  }
}
