import { RegistryError } from '../../errors.ts'
import { electionPath, parseElection } from './claims.ts'
import type { Guard } from './commits.ts'
import type { Departures } from './departures.ts'
import { folderOf } from './names.ts'
import type { Asset } from './release.ts'
import type { Requests } from './requests.ts'

/** On which release the asset of an artifact was seen. */
export interface Seen {
  readonly tag: string
  readonly release: number
  readonly asset: Pick<Asset, 'created_at'>
}

/** The releases that this process counts on: it has put files there, or found them, and documents are going to name them. */
export interface Reliance {
  /** Takes note that the artifact of a path was on a release just now: it was put there. */
  on(path: string, seen: Seen): void
  /** The same where it was found there. What came before a deletion could have begun that has not ended stays anyway. */
  onFound(path: string, seen: Seen): void
  /**
   * The same where it was read while the new state of a document was made: where it is gone, that is to be made anew, which
   * reads again what is to be named.
   */
  onRead(path: string, seen: Seen): void
  /** The artifact of a path was removed: nothing is to name it. */
  end(path: string): void
  /** What a document counts on: the files in its folder. */
  for(document: string): Counted
}

/** Files that a document counts on, since they were seen. */
export interface Counted {
  /** What their elections have to say. Held against a state of the branch from later than the files were seen, they tell for good. */
  readonly guards: ReadonlyMap<string, Guard>
  /** To be called once the guards are met: the files stay, and need not be looked after any more. */
  met(): void
  /**
   * Looks again where the guards are not met; waits for deletions. Throws `conflict` where a release is gone; false where only
   * what was read is gone with it.
   */
  settle(): Promise<boolean>
}

/** Nothing that a process counts on yet. */
export function relying({ options, repository, now }: Requests, departures: Departures): Reliance {
  const folders = new Map<string, Map<string, Noted>>()

  function note(path: string, noted: Noted): void {
    const folder = folders.get(folderOf(path)) ?? new Map<string, Noted>()
    const before = folder.get(path)
    if (noted.isRead && before?.isRead === false && before.release === noted.release) return
    folders.set(folderOf(path), folder.set(path, noted))
  }

  const isFresh = ({ asset }: Seen) => now() - Date.parse(asset.created_at) < options.tuning.departurePatience

  return {
    on: (path, seen) => {
      note(path, { ...seen, isRead: false })
    },

    onFound: (path, seen) => {
      if (isFresh(seen)) note(path, { ...seen, isRead: false })
    },

    onRead: (path, seen) => {
      if (isFresh(seen)) note(path, { ...seen, isRead: true })
    },

    end: (path) => {
      folders.get(folderOf(path))?.delete(path)
    },

    for: (document) => {
      const folder = folders.get(folderOf(document)) ?? new Map<string, Noted>()
      const counted = [...folder]
      const met = () => {
        for (const [path, seen] of counted) if (folder.get(path) === seen) folder.delete(path)
      }
      const places = new Map<string, Seen[]>()
      for (const [, seen] of counted) {
        const place = electionPath(seen.tag)
        places.set(place, [...(places.get(place) ?? []), seen])
      }
      return {
        guards: new Map([...places].map(([place, seen]) => [place, guardOf(place, seen)])),
        met,
        settle: async () => {
          const releases = new Map(counted.map(([, { tag, release }]) => [release, tag]))
          const gone = new Set<number>()
          for (const [id, tag] of releases) if (!(await departures.stays({ id, tag_name: tag }))) gone.add(id)
          const lost = counted.find(([, { release, isRead }]) => !isRead && gone.has(release))
          if (lost !== undefined) throw vanished(repository, lost[1].tag)
          met()
          return gone.size === 0
        }
      }
    }
  }
}

interface Noted extends Seen {
  readonly isRead: boolean
}

/** A release that is not elected is nobody's to delete, but may have been until a moment ago: that is for a look to tell. */
function guardOf(place: string, seen: readonly Seen[]): Guard {
  return (file) => {
    const election = parseElection(place, file)
    if (election === undefined) return true
    return election.leaving === undefined && seen.every(({ release }) => release === election.release)
  }
}

function vanished(repository: string, tag: string): RegistryError {
  return new RegistryError(
    'conflict',
    `release ${tag} of ${repository} was deleted by another job, which has removed its last file, while this step counted on it`,
    { hint: 'Run the step again: it makes another release.' }
  )
}
