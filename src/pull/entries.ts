import { posix } from 'node:path'
import { RegistryError } from '../errors.ts'
import { foldsNames, oneName, windowsProblem } from '../tycho/names.ts'
import { NOTE } from './unpacked-folder.ts'

/** An entry of an archive, before it is written. */
export interface ArchiveEntry {
  readonly path: string
  /** Bytes. */
  readonly size: number
  readonly kind: 'file' | 'folder' | 'link' | 'hard link' | 'other'
  /** What a link names. */
  readonly target: string | undefined
}

/** Looks at each entry before it is written. */
export interface Guard {
  /** `leave`: it is of no use here. `stop`: it is bad, and after the first bad one nothing more is written. */
  readonly judge: (entry: ArchiveEntry) => 'write' | 'leave' | 'stop'
  /** Throws `corrupt` where an entry was bad. */
  readonly end: () => void
}

/** An archive may hold this many entries, and unpack to this many bytes or this many times its size. */
const MAX_ENTRIES = 500_000
const MAX_FREE_BYTES = 2 * 1024 ** 3
const MAX_RATIO = 100

/** A guard over the entries of one archive of `size` bytes. */
export function guarding(archive: { name: string; size: number; platform: NodeJS.Platform }): Guard {
  const { name, size, platform } = archive
  let entries = 0
  let bytes = 0
  let bad: string | undefined
  const most = Math.max(MAX_FREE_BYTES, size * MAX_RATIO)
  const collision = findingCollisions(platform)
  return {
    judge: (entry) => {
      entries += 1
      bytes += entry.size
      bad ??= outside(entry) ?? unwritable(entry.path, platform)
      const [first = '', ...below] = segmentsOf(entry.path)
      // Folders that this program has unpacked are packed again by people, with its note in them.
      const isNote = oneName(first, platform) === oneName(NOTE, platform)
      if (isNote && entry.kind === 'file' && below.length === 0 && bad === undefined) return 'leave'
      if (isNote) bad ??= `the entry ${quote(entry.path)} has the name of the note that is kept there`
      bad ??= collision(entry.path)
      if (entries > MAX_ENTRIES) bad ??= `it holds more than ${MAX_ENTRIES} entries`
      if (bytes > most) bad ??= `it unpacks to more than ${most} bytes, ${MAX_RATIO} times its own size`
      return bad === undefined ? 'write' : 'stop'
    },
    end: () => {
      if (bad === undefined) return
      throw new RegistryError('corrupt', `${name} is not unpacked: ${bad}`, {
        hint: 'Nothing was put in place. Look at who made this archive; without `extract` it is pulled as it is.'
      })
    }
  }
}

/** Why an entry can't be written, if it can't. */
function outside({ path, kind, target: link }: ArchiveEntry): string | undefined {
  if (escapes(path)) return `the entry ${quote(path)} lies outside of the folder`
  if (link === undefined) return undefined
  const target = kind === 'hard link' ? link : posix.join(posix.dirname(path), link)
  // After a name, ".." may step out of where another link leads, not back to where the name stands.
  const stepsBack = /[^/]\/+\.\.(\/|$)/.test(link.replace(/^(\.\.?\/+)+/, ''))
  return link.startsWith('/') || stepsBack || escapes(target) || /^[A-Za-z]:|\\/.test(link)
    ? `the link ${quote(path)} points outside of the folder, to ${quote(link)}`
    : undefined
}

function escapes(path: string): boolean {
  const normal = posix.normalize(path)
  return (
    path.startsWith('/') ||
    path.includes('\\') ||
    path.includes('\0') ||
    /^[A-Za-z]:/.test(path) ||
    normal === '..' ||
    normal.startsWith('../')
  )
}

function unwritable(path: string, platform: NodeJS.Platform): string | undefined {
  if (platform !== 'win32') return undefined
  const problem = segmentsOf(path)
    .map(windowsProblem)
    .find((each) => each !== undefined)
  return problem === undefined ? undefined : `the entry ${quote(path)} ${problem}`
}

/** Finds names that are several in the archive, and one where it is unpacked. */
function findingCollisions(platform: NodeJS.Platform): (path: string) => string | undefined {
  if (!foldsNames(platform)) return () => undefined
  const spellings = new Map<string, string>()
  return (path) => {
    const segments = segmentsOf(path)
    for (let depth = 1; depth <= segments.length; depth += 1) {
      const name = segments.slice(0, depth).join('/')
      const place = oneName(name, platform)
      const other = spellings.get(place) ?? name
      if (other !== name) return `its entries ${quote(other)} and ${quote(name)} are one name on this system`
      spellings.set(place, name)
    }
    return undefined
  }
}

function segmentsOf(path: string): string[] {
  return posix
    .normalize(path)
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
}

function quote(path: string): string {
  return JSON.stringify(path)
}
