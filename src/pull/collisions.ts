import { dirname } from 'node:path'
import { RegistryError } from '../errors.ts'
import { oneName } from '../tycho/names.ts'

/** Something that is to be put somewhere. */
interface Placed {
  readonly request: { readonly text: string }
  /** The file's own name. */
  readonly localname: string
  /** An absolute path. */
  readonly target: string
}

/**
 * Two packages must not write one file, nor one of them into the folder that is the other; on some systems names that
 * differ in case are one name. Of those that collide the first stays.
 */
export function withoutCollisions<T extends Placed>(
  all: readonly T[],
  platform: NodeJS.Platform
): { planned: T[]; failures: { what: string; error: RegistryError }[] } {
  const owners = new Map<string, T>()
  const inside = new Map<string, T>()
  const planned: T[] = []
  const failures: { what: string; error: RegistryError }[] = []
  for (const each of all) {
    const place = oneName(each.target, platform)
    const above = foldersAbove(place)
    const owner = [place, ...above].map((path) => owners.get(path)).find((found) => found !== undefined)
    const other = owner ?? inside.get(place)
    if (other !== undefined) {
      failures.push({ what: each.request.text, error: collision(other, each, owners.get(place) === other) })
      continue
    }
    owners.set(place, each)
    for (const folder of above) inside.set(folder, each)
    planned.push(each)
  }
  return { planned, failures }
}

function foldersAbove(path: string): string[] {
  const above = dirname(path)
  return above === path ? [] : [above, ...foldersAbove(above)]
}

function collision(owner: Placed, other: Placed, same: boolean): RegistryError {
  const what = same
    ? `both be ${other.target}`
    : `lie one inside of the other (${owner.target}, ${other.target})`
  const isOneRequest = owner.request.text === other.request.text
  const names = [owner, other].map(({ request, localname }) => (isOneRequest ? localname : request.text))
  return new RegistryError('conflict', `${names.join(' and ')} would ${what}`, {
    hint: 'Pull them in two steps with different values of `path`.'
  })
}
