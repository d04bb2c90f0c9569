import { ABSENT, type Revision } from '../store.ts'

/** The precondition of a write. */
export type Condition = { readonly IfNoneMatch: '*' } | { readonly IfMatch: string }

/**
 * How a service wants ETags: some compare them without their quotes, and only so. It is found out by refusals: an
 * ETag that is refused twice though it was just read is sent without quotes the third time.
 */
export interface Quoting {
  condition(path: string, expected: Revision): Condition
  /** Says what became of a write with that condition. */
  settled(path: string, expected: Revision, outcome: 'written' | 'refused'): void
  /** True where a refusal of what is current may mean that the quotes are not wanted. */
  isOpen(path: string, expected: Revision): boolean
}

/** An ETag as services want it that compare them without their quotes. */
export function bare(revision: Revision): string {
  return revision.replaceAll('"', '')
}

/** What one store has found out. */
export function findingQuotes(): Quoting {
  const refusals = new Map<string, number>()
  let known: 'quoted' | 'bare' | undefined
  const idOf = (path: string, expected: Revision) => `${path} ${expected}`
  const refused = (path: string, expected: Revision) => refusals.get(idOf(path, expected)) ?? 0
  const isBare = (path: string, expected: Revision) =>
    known === 'bare' || (known === undefined && refused(path, expected) >= TWICE)
  return {
    condition: (path, expected) => {
      if (expected === ABSENT) return { IfNoneMatch: '*' }
      return { IfMatch: isBare(path, expected) ? bare(expected) : expected }
    },
    settled: (path, expected, outcome) => {
      if (expected === ABSENT) return
      if (outcome === 'written') known = isBare(path, expected) ? 'bare' : 'quoted'
      else refusals.set(idOf(path, expected), refused(path, expected) + 1)
    },
    isOpen: (path, expected) => expected !== ABSENT && known === undefined && refused(path, expected) <= TWICE
  }
}

const TWICE = 2
