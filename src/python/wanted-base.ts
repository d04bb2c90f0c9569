/** What the links of an index are to begin with, ending in `/`; null: they are to be relative; undefined: as it is. */
export type WantedBase = string | null | undefined

/** What links begin with once they are as wanted, where they begin with this now. */
export function baseOf(wanted: WantedBase, now: string | undefined): string | undefined {
  return wanted === undefined ? now : (wanted ?? undefined)
}
