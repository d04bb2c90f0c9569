import { setTimeout as sleep } from 'node:timers/promises'
import { countOf, type Format, type FormatName, type Inspection, type Problem } from '../format.ts'
import { formatCount, type Log } from '../log.ts'
import type { Store } from '../stores/store.ts'
import { formatOf } from './formats.ts'
import { nothingThere } from './nothing-there.ts'
import type { CheckReport } from './report.ts'

/** What to check; no name: everything. */
export interface CheckOptions {
  readonly mode: 'check'
  readonly registry: FormatName
  readonly packages: readonly string[]
  /** Read every artifact and compare its digest. */
  readonly deep: boolean
  /** What the input `prefix` says of where the registry lies, or its default; no slash around it. */
  readonly prefix: string
}

/** Looks for what is missing or changed, twice where there seems to be something; the report lists what stays so. */
export async function check(store: Store, options: CheckOptions, log: Log): Promise<CheckReport> {
  const format = await formatOf(options.registry)
  const found = await format.inspect(store, options)
  const { packages, versions } = found
  const problems = found.problems.length === 0 ? [] : await lasting({ store, format, options, found })
  const gone = found.problems.length - problems.length
  if (gone > 0)
    log.info(`${formatCount(gone, 'problem')} had gone when looked for again: other jobs are writing here`)
  const isEmpty = packages === 0 && problems.length === 0 && options.packages.length === 0
  const nothing = isEmpty ? await nothingThere(store, options) : undefined
  if (nothing !== undefined) log.notice(nothing)
  const well = nothing === undefined ? 'all is well' : 'nothing was found to check'
  log.info(
    `checked ${countOf(options.registry, packages, versions)} in ${store.name}: ${problems.length === 0 ? well : formatCount(problems.length, 'problem')}`
  )
  return { mode: 'check', registry: options.registry, packages, versions, problems }
}

/** Milliseconds after which a job that is writing has written what belongs together. */
const PAUSE = 2_000

interface First {
  readonly store: Store
  readonly format: Format
  readonly options: CheckOptions
  readonly found: Inspection
}

/**
 * The problems that are found again. While another job pushes or removes, a look sees what belongs together in two states.
 * Files are read again only of packages with problems that nothing else shows.
 */
async function lasting({ store, format, options, found }: First): Promise<Problem[]> {
  await sleep(PAUSE)
  const { packages, deep } = options
  const shallow = idsOf(await format.inspect(store, { packages, deep: false }))
  const hidden = found.problems.filter((problem) => !shallow.has(idOf(problem)))
  const names = [...new Set(hidden.map((problem) => problem.package))]
  const read = deep && names.length > 0
  const all = read ? idsOf(await format.inspect(store, { packages: names, deep })) : new Set<string>()
  return found.problems.filter((problem) => shallow.has(idOf(problem)) || all.has(idOf(problem)))
}

function idsOf({ problems }: Inspection): Set<string> {
  return new Set(problems.map(idOf))
}

/** Behind a colon is what a service or a library said, which may say it otherwise the next time. */
function idOf({ package: name, version, what }: Problem): string {
  return JSON.stringify([name, version, what.split(': ')[0]])
}
