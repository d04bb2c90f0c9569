import { RegistryError } from '../errors.ts'
import type { Problem } from '../format.ts'
import { parseFilename } from './filenames.ts'
import type { ListedFolder } from './listing.ts'

/** A file that its name makes out to be a distribution, of a kind or with a version that no index has. */
export interface LeftOut {
  readonly filename: string
  /** Says why. */
  readonly error: RegistryError
}

/**
 * The files among these that look like distributions, and that an index leaves out: eggs, installers of Windows, archives of
 * other kinds, versions that PEP 440 does not know. Other tools listed them, so a reindex tells of each; what is no distribution by any
 * tool's rules is not.
 */
export function leftOutOf(filenames: Iterable<string>): LeftOut[] {
  return [...filenames].flatMap((filename) => {
    if (!looksLikeDistribution(filename)) return []
    const named = parseFilename(filename)
    if (named.kind !== 'unsupported') return []
    return [
      { filename, error: new RegistryError('unsupported', `${filename} ${named.why}`, { hint: LEFT_OUT }) }
    ]
  })
}

/** Those in the folder of a project that its record does not have. */
export function leftOutIn({ files }: ListedFolder, known: Pick<ReadonlySet<string>, 'has'>): LeftOut[] {
  return leftOutOf(files.keys()).filter(({ filename }) => !known.has(filename))
}

/** What to say of a file that is left out. */
export function leftOutProblem(place: string, { error: { message, hint } }: LeftOut): Problem {
  return { package: place, version: undefined, what: `${message}: it is left out of the index`, fix: hint }
}

const LEFT_OUT =
  'Push its version as a wheel or a .tar.gz, if anybody still needs it, and delete the file: then nothing is said of it any more.'

function looksLikeDistribution(filename: string): boolean {
  if (filename.startsWith('.')) return false
  return PACKAGE.test(filename) || ARCHIVE.test(filename)
}

const PACKAGE = /\.(?:whl|egg)$/i
/** Any archive may lie there; a distribution has its project's name in front of a dash. */
const ARCHIVE = /^[^-]+-.+\.(?:tar|tar\.[a-z0-9]+|tgz|tbz|tbz2|txz|tlz|zip|exe|msi|rpm|deb|dmg)$/i
