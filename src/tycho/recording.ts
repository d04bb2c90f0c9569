import { RegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import { update } from '../stores/update.ts'
import { recordPath } from './names.ts'
import { changeRecord } from './record.ts'
import { recordOf } from './registry.ts'
import { compareVersions } from './versions.ts'

/** Whether a pushed version becomes the latest. */
export type Promote = 'no' | 'yes' | 'if-newer'

/** A version that is stored, and is to come into its package's record. */
export interface RecordedVersion {
  readonly package: string
  readonly version: string
  /** The name the file had when it was pushed. */
  readonly filename: string
  /** The name a pulled file gets; for a package that is new. Undefined: the file's own name. */
  readonly localName: string | undefined
  readonly promote: Promote
}

/** What a record says afterwards. */
export interface Recorded {
  readonly latest: string | null
  readonly previous: string | null
  /** The name that pulled files get. */
  readonly localName: string
}

/** A version that was removed while it was being pushed: what was pushed has to go again. */
export class Removed extends RegistryError {}

/**
 * Writes down a version: the record is made where there is none, and the version promoted where asked. Throws `Removed`
 * for one that the record says was removed.
 */
export async function recordVersion(store: Store, recorded: RecordedVersion): Promise<Recorded> {
  const { package: name, version, promote } = recorded
  const wanted = recorded.localName ?? recorded.filename
  let localName = wanted
  let previous: string | null = null
  let latest: string | null = null
  const next = (current: Uint8Array | undefined) => {
    const record = recordOf(store, name, current)
    if (record?.removed.includes(version) === true) {
      throw new Removed('conflict', `${name} ${version} was removed while it was being pushed`, {
        hint: `A removed version stays taken. ${takingAgain(store)}`
      })
    }
    localName = record?.localname ?? wanted
    previous = record?.latest ?? null
    const newer =
      promote === 'yes' ||
      (promote === 'if-newer' && (previous === null || compareVersions(version, previous) > 0))
    latest = newer ? version : previous
    if (record !== undefined && latest === previous) return Promise.resolve(undefined)
    return Promise.resolve(
      changeRecord(record, record === undefined ? { localname: wanted, latest } : { latest })
    )
  }
  const message = () =>
    latest === version ? promotionOf(name, version, previous) : `push ${name} ${version}`
  await update(store.documents, recordPath(name), next, { message })
  return { latest, previous, localName }
}

/** What helps where a name stays taken. */
export function takingAgain({ limits }: Store): string {
  return limits.replaces
    ? 'Push another version, or set `if-exists: overwrite` to take the name again.'
    : 'Push another version.'
}

/** What a promotion is called in the history of a store. */
export function promotionOf(name: string, version: string, previous: string | null): string {
  return `promote ${name} ${version} (was ${previous ?? 'none'})`
}
