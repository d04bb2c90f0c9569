import { ARCHIVE_FORMATS, type ArchiveFormat } from '../stores/released.ts'

/** Why a text can't be a glob of assets' names, in words that follow the text; undefined where it can. */
export function globProblem(glob: string): string | undefined {
  const pattern = glob.replace(/^!/, '')
  if (pattern === '') return 'names nothing'
  if (/[/\\]/.test(pattern)) return 'has a slash or a backslash, which no name of an asset has'
  return undefined
}

/** Why a text names no archive of the source, in words that follow the text; undefined where it does. */
export function archiveProblem(text: string): string | undefined {
  return ARCHIVE_FORMATS.some((format) => format === text) ? undefined : 'is none that GitHub makes'
}

/** The archives that texts name, each once and in one order, whatever that of the texts. */
export function archivesIn(texts: readonly string[]): ArchiveFormat[] {
  return ARCHIVE_FORMATS.filter((format) => texts.includes(format))
}

/** What globs choose of the names of assets, and the globs that match none of them. */
export interface Chosen {
  readonly assets: readonly string[]
  readonly unmatched: readonly string[]
}

/**
 * Chooses the names that a glob matches, in their order; a glob that begins with `!` takes away from them. With nothing
 * but such ones, or no globs, it begins with all of them. A name matches itself, whatever signs it has.
 */
export async function chooseAssets(names: readonly string[], globs: readonly string[]): Promise<Chosen> {
  const { default: picomatch } = await import('picomatch')
  const matcher = (glob: string) => {
    const matches = picomatch(glob, { dot: true, nonegate: true })
    return (name: string) => name === glob || matches(name)
  }
  const wanted = globs.filter((glob) => !glob.startsWith('!')).map((glob) => ({ glob, is: matcher(glob) }))
  const unwanted = globs.filter((glob) => glob.startsWith('!')).map((glob) => matcher(glob.slice(1)))
  return {
    assets: names.filter(
      (name) => (wanted.length === 0 || wanted.some(({ is }) => is(name))) && !unwanted.some((is) => is(name))
    ),
    unmatched: wanted.filter(({ is }) => !names.some(is)).map(({ glob }) => glob)
  }
}

/** The name of the folder that an archive is unpacked to: its own without the ending, where something is left. */
export function unpackedName(asset: string): string {
  const name = asset.replace(/\.(?:zip|tgz|tar|tar\.\w+)$/i, '')
  return /^\.*$/.test(name) ? asset : name
}
