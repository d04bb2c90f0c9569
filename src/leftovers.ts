import type { Problem } from './format.ts'
import type { Leftover, Store } from './stores/store.ts'

/** What a path in a store is to a format. */
export interface Named {
  readonly package: string
  readonly version: string | undefined
}

/** Which of what killed writers left is meant. */
export interface LookingFor {
  /** None: of all packages. */
  readonly packages: readonly string[]
  readonly now: Date
  /** What a path is to the format; undefined for anything that can't be its own. */
  readonly parse: (path: string) => Named | undefined
}

/** Tells of the uploads and removals that nobody will finish. */
export async function unfinished(store: Store, of: LookingFor): Promise<Problem[]> {
  const problems: Problem[] = []
  for await (const { leftover, ...named } of abandoned(store, of))
    problems.push({
      ...named,
      what: `has ${leftover.of === 'upload' ? 'an upload' : 'a removal'} that was never finished (since ${leftover.since?.toISOString() ?? 'an unknown time'})`,
      fix: leftover.of === 'upload' ? 'Abort it (`mode: reindex`).' : 'End it (`mode: reindex`).'
    })
  return problems
}

/** Aborts or ends them, less those of which nobody knows when they began, and says so in words. */
export async function abortUnfinished(store: Store, of: LookingFor): Promise<string[]> {
  const changed: string[] = []
  for await (const { leftover, package: name, version } of abandoned(store, of)) {
    if (leftover.since === undefined) continue
    await leftover.discard()
    const what = version === undefined ? name : `${name} ${version}`
    const how = leftover.of === 'upload' ? 'aborted an upload' : 'ended a removal'
    changed.push(`${what}: ${how} of ${leftover.since.toISOString()}`)
  }
  return changed
}

/** Unfinished uploads, and files that a folder's writers left. What is younger than a day may still be under way. */
async function* abandoned(
  store: Store,
  { packages, now, parse }: LookingFor
): AsyncGenerator<Named & { leftover: Leftover }> {
  for await (const leftover of store.leftovers()) {
    if (leftover.since !== undefined && now.getTime() - leftover.since.getTime() < A_DAY) continue
    const parsed = parse(leftover.path)
    // Others may share the bucket: what can't be of this registry is theirs.
    if (parsed === undefined && !leftover.own) continue
    const named = parsed ?? { package: leftover.path, version: undefined }
    if (packages.length === 0 || packages.includes(named.package)) yield { leftover, ...named }
  }
}

const A_DAY = 24 * 60 * 60 * 1000
