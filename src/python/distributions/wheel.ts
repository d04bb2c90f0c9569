import { RegistryError } from '../../errors.ts'
import { parseFilename, type WheelName } from '../filenames.ts'
import { normalizeName } from '../names.ts'
import { versionKey } from '../versions.ts'
import { assertNamedAs } from './agreement.ts'
import { parseMetadata, type CoreMetadata } from './metadata.ts'
import { placeOf, quoted, refusal } from './refusal.ts'
import type { Source } from './source.ts'
import { openZip, type ZipMember } from './zip.ts'

/** What a wheel says of itself. */
export interface WheelContents {
  readonly metadata: CoreMetadata
  /** METADATA as it is, which is what the wheel's sidecar has to be. */
  readonly metadataBytes: Buffer
}

/**
 * Reads the METADATA of a wheel (PEP 427) with one read of the wheel's end, and a second one where that does not hold the
 * zip's directory and METADATA. Throws `unsupported` for a name that is not a wheel's, `corrupt` for everything in the
 * archive or METADATA that is not as it has to be, a name and version that are not those of the file among it.
 */
export async function readWheel(source: Source, filename: string): Promise<WheelContents> {
  const named = parseFilename(filename)
  if (named.kind !== 'wheel') throw notAWheel(filename, named.kind === 'sdist' ? 'is no wheel' : named.why)
  const zip = await openZip(source)
  const member = await metadataIn(zip.members(), source.name, named)
  const metadataBytes = await zip.read(member)
  const metadata = parseMetadata(metadataBytes, placeOf(source.name, member.path))
  assertNamedAs(filename, metadata)
  return { metadata, metadataBytes }
}

/** METADATA of the one folder of metadata that there is. Installers need the other two files as well. */
async function metadataIn(
  members: AsyncIterable<ZipMember>,
  name: string,
  named: WheelName
): Promise<ZipMember> {
  const folders = new Set<string>()
  const found = new Map<string, ZipMember>()
  for await (const member of members) {
    const [, folder, file = ''] = /^([^/]+\.dist-info)\/(.*)$/s.exec(member.path) ?? []
    if (folder === undefined) continue
    folders.add(folder)
    if (folders.size > 1)
      throw refusal(name, `has several folders of metadata, ${[...folders].map(quoted).join(' and ')}`)
    if (REQUIRED.includes(file)) found.set(file, member)
  }
  const [folder] = folders
  if (folder === undefined) throw refusal(name, 'has no .dist-info folder')
  if (!belongs(folder, named)) throw refusal(name, `has the metadata of another wheel, ${quoted(folder)}`)
  const absent = REQUIRED.find((file) => !found.has(file))
  const metadata = found.get('METADATA')
  if (absent !== undefined || metadata === undefined)
    throw refusal(name, `has no ${absent ?? 'METADATA'} in ${quoted(folder)}`)
  return metadata
}

const REQUIRED = ['METADATA', 'WHEEL', 'RECORD']

/** Old tools wrote the folder's name in another spelling than the file's. */
function belongs(folder: string, { stem, name, version }: WheelName): boolean {
  const own = folder.slice(0, -'.dist-info'.length)
  if (own === stem) return true
  const dash = own.indexOf('-')
  return normalizeName(own.slice(0, dash)) === name && versionKey(own.slice(dash + 1)) === versionKey(version)
}

function notAWheel(filename: string, why: string): RegistryError {
  return new RegistryError('unsupported', `${filename} ${why}`, {
    hint: 'The name of a wheel is NAME-VERSION-PYTHON-ABI-PLATFORM.whl.'
  })
}
