import { formatCount } from '../../log.ts'
import type { Leftover } from '../store.ts'
import { electionPath, parseElection } from './claims.ts'
import type { Commits } from './commits.ts'
import type { Departures } from './departures.ts'
import { isMarked } from './marks.ts'
import type { Releases } from './releases.ts'
import type { Requests } from './requests.ts'
import { removeAsset } from './uploads.ts'

/** What left-overs are looked for with. */
export interface LeftoversOf {
  readonly requests: Requests
  readonly commits: Commits
  readonly releases: Releases
  readonly departures: Departures
}

/**
 * What killed writers left: drafts that nobody will publish, uploads that broke off, and releases whose last file was removed. A draft that was elected and holds
 * files is none: the next step that pushes to it publishes it. Of those that wait for that for long the log tells, once.
 */
export function githubLeftovers(of: LeftoversOf): () => AsyncGenerator<Leftover> {
  const told = new Set<number>()
  return () => lookFor(of, told)
}

async function* lookFor(
  { requests, commits, releases, departures }: LeftoversOf,
  told: Set<number>
): AsyncGenerator<Leftover> {
  const { log } = requests.options
  const electionOf = async (tag: string) => {
    const place = electionPath(tag)
    return parseElection(place, (await commits.read([place])).files.get(place))
  }
  // Told only then: what is deleted from one page moves others to it that would not be seen.
  const found: Leftover[] = []
  for await (const release of releases.all()) {
    const { id, tag_name: tag, draft, created_at: created } = release
    const broken = release.assets.filter(({ state }) => state === 'starter')
    const isOwnDraft = draft && isMarked(release, requests.options.branch)
    const files = release.assets.length - broken.length
    const isEmpty = !draft && release.assets.length === 0
    if (!isOwnDraft && !isEmpty && broken.length === 0) continue
    const election = await electionOf(tag)
    if (isEmpty) {
      // Without a mark it may be somebody who has emptied it by hand, and keeps its text.
      if (election?.release === id && election.made && election.leaving !== undefined)
        found.push({
          path: `release ${tag} (empty)`,
          ...{ of: 'removal', own: true, since: new Date(election.leaving.since) },
          discard: async () => {
            await departures.remove(release, (now) => !now.draft && now.assets.length === 0)
          }
        })
      continue
    }
    if (isOwnDraft && (election?.release !== id || files === 0)) {
      found.push({
        path: `release ${tag} (a draft)`,
        ...{ of: 'upload', own: true, since: new Date(created) },
        discard: async () => {
          // Somebody may have elected it, begun to fill it, or published it, since it was seen.
          await departures.remove(release, async (now) => {
            const isSame = now.draft && now.assets.length === release.assets.length
            if (!isSame || !isMarked(now, requests.options.branch)) return false
            return now.assets.length === broken.length || (await electionOf(tag))?.release !== id
          })
        }
      })
      continue
    }
    if (isOwnDraft && Date.now() - Date.parse(created) > A_DAY && !told.has(id)) {
      told.add(id)
      log.notice(
        `release ${tag} is a draft with ${formatCount(files, 'file')} since ${created}: a push of that version without \`publish: false\` publishes it`
      )
    }
    for (const asset of broken.filter(({ name }) => election?.assets.has(name) === true)) {
      found.push({
        path: `${asset.name} of release ${tag}`,
        ...{ of: 'upload', own: true, since: new Date(asset.created_at) },
        discard: () => removeAsset(requests, asset)
      })
    }
  }
  yield* found
}

const A_DAY = 24 * 60 * 60 * 1000
