import { parseFilename } from '../filenames.ts'
import { nameProblem } from '../names.ts'
import { versionKey } from '../versions.ts'
import type { CoreMetadata } from './metadata.ts'
import { quoted, refusal } from './refusal.ts'

/**
 * Throws `corrupt` where the name or the version in a file's metadata are not those in the file's name, spelling aside
 * (PEP 503, PEP 440).
 */
export function assertNamedAs(filename: string, { name, version }: CoreMetadata): void {
  const problem = nameProblem(name)
  if (problem !== undefined) throw refusal(filename, `has the Name ${quoted(name)}, which ${problem}`)
  const named = parseFilename(filename, name)
  if (named.kind === 'unsupported')
    throw refusal(filename, `has the Name ${quoted(name)}, but the file's name ${named.why}`)
  const written = named.kind === 'wheel' ? named.version : named.candidates[0].version
  if (versionKey(written) !== versionKey(version))
    throw refusal(filename, `has the Version ${quoted(version)}, not ${written} as the file's name says`)
}
