import { randomBytes } from 'node:crypto'
import { isRegistryError, messageOf } from '../../errors.ts'
import { ABSENT } from '../store.ts'
import { electionPath, parseElection, serializeElection, type Departure, type Election } from './claims.ts'
import type { Commits } from './commits.ts'
import type { Release } from './release.ts'
import type { MayGo, Releases } from './releases.ts'
import type { Requests } from './requests.ts'

/** How releases are deleted that others may count on. */
export interface Departures {
  /** Deletes a release if it `may` go, so that nobody counts on it meanwhile. False where it may not, and stays. */
  remove(release: Named, may: MayGo): Promise<boolean>
  /**
   * Whether files that were put on a release, or found there, before this was called stay there, as far as this program
   * decides. Waits where somebody is about to delete it, and ends what a killed one has begun.
   */
  stays(release: Named): Promise<boolean>
}

type Named = Pick<Release, 'id' | 'tag_name'>

/**
 * A look at a release tells what is in it; it is deleted a moment later, whatever has come in since. So a mark is put into
 * its election before the look. Whoever has put a file there sees after that whether there is a mark: where there is none,
 * whoever puts one there later sees the file. Where there is one, it has to be waited for.
 */
export function departing(of: {
  readonly requests: Requests
  readonly commits: Commits
  readonly releases: Releases
}): Departures {
  const { requests, commits, releases } = of
  const { tuning, log } = requests.options

  async function electionOf(tag: string, fresh = true) {
    const place = electionPath(tag)
    const { files } = (fresh ? undefined : commits.recent([place])) ?? (await commits.read([place]))
    const file = files.get(place)
    return { place, election: parseElection(place, file), revision: file?.revision ?? ABSENT }
  }

  /** The election that names a release; as it was a moment ago, where it did: the commit of a mark tells. */
  async function electionNaming({ id, tag_name: tag }: Named): Promise<Election | undefined> {
    const recent = await electionOf(tag, false)
    const { election } = recent.election?.release === id ? recent : await electionOf(tag)
    return election?.release === id ? election : undefined
  }

  /** Puts a mark in the place of another one, or of none. False where the election is not like that any more. */
  async function swapMark({ id, tag_name: tag }: Named, { from, to }: Swapped): Promise<boolean> {
    for (let attempt = 0; ; attempt += 1) {
      const { place, election, revision } = await electionOf(tag, attempt > 0)
      const isSame = election?.release === id && election.leaving?.nonce === from?.nonce
      if (!isSame) {
        if (attempt > 0) return false
        continue
      }
      const outcome = await commits.commit({
        expected: new Map([[place, revision]]),
        files: new Map([[place, serializeElection({ ...election, leaving: to })]]),
        message: to === undefined ? `keep release ${tag}` : `delete release ${tag}`
      })
      if (outcome === 'committed') return true
    }
  }

  const newMark = (): Departure => ({
    nonce: randomBytes(9).toString('base64url'),
    since: new Date(requests.now()).toISOString()
  })
  const isGivenUp = ({ since }: Departure) => requests.now() - Date.parse(since) > tuning.departurePatience

  /** An own mark, which is put there anew before it could count as given up. */
  function holding(release: Named, over: Departure | undefined) {
    let own = over
    let since = 0
    const renew = async () => {
      const [begun, next] = [Date.now(), newMark()]
      if (!(await swapMark(release, { from: own, to: next }))) return false
      own = next
      since = begun
      return true
    }
    return {
      put: renew,
      isFresh: () => Date.now() - since < tuning.departurePatience / 2,
      takeOff: () => swapMark(release, { from: own, to: undefined })
    }
  }

  /** Deletes under an own mark, in the place of another one or of none. `lost`: somebody else has put one there. */
  async function removeMarked(
    release: Named,
    may: MayGo,
    over: Departure | undefined
  ): Promise<'gone' | 'stays' | 'lost'> {
    const mark = holding(release, over)
    if (!(await mark.put())) return 'lost'
    const last = { isUnclear: false, isLost: false }
    const mayStill: MayGo = async (now, isUnclear) => {
      last.isUnclear = isUnclear
      if (!(await may(now, isUnclear))) return false
      while (!mark.isFresh()) {
        last.isLost = !(await mark.put())
        if (last.isLost) return false
        const again = await releases.byId(release.id, release.tag_name)
        if (again !== undefined && !(await may(again, isUnclear))) return false
      }
      return true
    }
    try {
      if (await releases.remove(release, mayStill)) return 'gone'
    } catch (error) {
      const isOver = !last.isUnclear && !isRegistryError(error, 'unavailable')
      if (isOver) await mark.takeOff().catch(tellOf(release))
      throw error
    }
    if (last.isLost) return 'lost'
    // A deletion that got no answer may still be carried out: the mark stays, and whoever needs the release waits.
    if (!last.isUnclear) await mark.takeOff()
    return 'stays'
  }

  const tellOf = (release: Named) => (error: unknown) => {
    log.debug(`the mark of release ${release.tag_name} could not be taken off: ${messageOf(error)}`)
  }

  async function remove(release: Named, may: MayGo): Promise<boolean> {
    for (;;) {
      const now = await releases.byId(release.id, release.tag_name)
      if (now === undefined) return true
      // Most may not go, and need no mark.
      if (!(await may(now, false))) return false
      const election = await electionNaming(release)
      // Only who has made a draft elects it, so what is not elected is not going to be.
      if (election === undefined) return releases.remove(release, may)
      if (election.leaving === undefined) {
        const outcome = await removeMarked(release, may, undefined)
        if (outcome !== 'lost') return outcome === 'gone'
      } else if (!(await stays(release))) return true
    }
  }

  async function stays(release: Named): Promise<boolean> {
    const { id, tag_name: tag } = release
    for (let attempt = 1; ; attempt += 1) {
      const { election } = await electionOf(tag)
      const mark = election?.release === id ? election.leaving : undefined
      if (election?.release === id && mark === undefined) return true
      if ((await releases.byId(id, tag)) === undefined) {
        releases.forget(tag)
        return false
      }
      // It is not elected any more, so nobody deletes it, and it is there.
      if (mark === undefined) return true
      if (attempt === 1) log.info(`release ${tag} is about to be deleted by another job; waiting for that`)
      if (isGivenUp(mark)) await removeMarked(release, isEmpty, mark)
      else await requests.backOff(Math.min(attempt, LONGEST_PAUSE))
    }
  }

  return { remove, stays }
}

interface Swapped {
  readonly from: Departure | undefined
  readonly to: Departure | undefined
}

/** The number of the attempt after which the pauses do not grow any more. */
const LONGEST_PAUSE = 5

function isEmpty({ assets }: Release): boolean {
  return assets.length === 0
}
