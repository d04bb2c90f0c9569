import { RegistryError } from '../../errors.ts'
import { filenameProblem, parseFilename } from '../filenames.ts'
import { assertNamedAs } from './agreement.ts'
import { isTopPkgInfo, type PkgInfo } from './members.ts'
import { parseMetadata, type CoreMetadata } from './metadata.ts'
import { placeOf, quoted, refusal } from './refusal.ts'
import type { Source } from './source.ts'
import { pkgInfoInTar } from './tar.ts'
import { openZip, type ZipMember } from './zip.ts'

/**
 * Reads the PKG-INFO of a source distribution (PEP 625, 643): of a `.tar.gz` from the front until it comes, of a `.zip` in
 * two or three reads. With `whole` a `.tar.gz` is read to its end, so that one that was cut short is found. Throws
 * `unsupported` for a name that is not a source distribution's, `corrupt` for everything in the archive or PKG-INFO that is
 * not as it has to be, a name and version that are not those of the file among it.
 */
export async function readSdist(
  source: Source,
  filename: string,
  options: { whole: boolean } = { whole: false }
): Promise<{ metadata: CoreMetadata }> {
  // A legacy version is only known for one beside the project's name, which comes with PKG-INFO.
  const format = /\.tar\.gz$|\.zip$/.exec(filename)?.[0]
  if (format === undefined || filenameProblem(filename) !== undefined) throw notAnSdist(filename)
  const found = format === '.zip' ? await pkgInfoInZip(source) : await pkgInfoInTar(source, options)
  if (found === undefined) throw refusal(source.name, 'has no PKG-INFO in the folder at its top')
  const metadata = parseMetadata(found.bytes, placeOf(source.name, found.path))
  assertNamedAs(filename, metadata)
  return { metadata }
}

async function pkgInfoInZip(source: Source): Promise<PkgInfo | undefined> {
  const zip = await openZip(source)
  let found: ZipMember | undefined
  for await (const member of zip.members()) {
    if (!isTopPkgInfo(member.path)) continue
    if (found !== undefined)
      throw refusal(source.name, `has ${quoted(found.path)} and ${quoted(member.path)}`)
    found = member
  }
  return found === undefined ? undefined : { path: found.path, bytes: await zip.read(found) }
}

function notAnSdist(filename: string): RegistryError {
  const named = parseFilename(filename)
  const why = named.kind === 'unsupported' ? named.why : 'is no source distribution'
  return new RegistryError('unsupported', `${filename} ${why}`, {
    hint: 'The name of a source distribution is NAME-VERSION.tar.gz.'
  })
}
