/** The clock of a service. An answer's date has no fractions, and is old when it comes: the latest one is nearest. */
export function clockOf(): { readonly see: (date: string | undefined) => void; readonly now: () => number } {
  let ahead: number | undefined
  return {
    see: (date: string | undefined) => {
      const seen = Date.parse(date ?? '') - Date.now()
      if (!Number.isNaN(seen)) ahead = Math.max(ahead ?? seen, seen)
    },
    now: () => Date.now() + (ahead ?? 0)
  }
}
