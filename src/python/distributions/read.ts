import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { digestsOfFile } from '../../digest.ts'
import { fileError, RegistryError } from '../../errors.ts'
import { assertUnchanged, fileBody } from '../../stores/body.ts'
import type { Body } from '../../stores/store.ts'
import { signedFile } from '../beside.ts'
import { parseFilename } from '../filenames.ts'
import { signatureName } from '../layout.ts'
import { normalizeName } from '../names.ts'
import { versionProblem } from '../versions.ts'
import { parseAttestations, type Attestation } from './attestations.ts'
import type { CoreMetadata } from './metadata.ts'
import { MOST_ATTESTATION, MOST_SIGNATURE } from './limits.ts'
import { quoted, refusal } from './refusal.ts'
import { readSdist } from './sdist.ts'
import { assertSignature, noSignature } from './signatures.ts'
import { fileSource } from './source.ts'
import { readWheel } from './wheel.ts'

/** A distribution that lies on this machine. */
export interface Distribution {
  readonly filename: string
  readonly kind: 'wheel' | 'sdist'
  /** The file, in the state in which it was read. */
  readonly body: Extract<Body, { kind: 'file' }>
  /** The name of the project in the index, normalised; `metadata.name` has its author's spelling. */
  readonly project: string
  /** As the metadata spells it. */
  readonly version: string
  /** As Warehouse calls it: the Python tags of a wheel (`py3`, `py2.py3`, `cp312`), `source` for a source distribution. */
  readonly pythonVersion: string
  readonly metadata: CoreMetadata
  /** METADATA as it is, for the sidecar; source distributions have none. */
  readonly metadataBytes: Buffer | undefined
  /** Lower-case hex. */
  readonly digests: { readonly sha256: string; readonly md5: string }
  /** The armoured signature that lies beside it, `<file>.asc`. */
  readonly signature: Buffer | undefined
  /** What the files `<file>.<anything>.attestation` beside it say. */
  readonly attestations: readonly Attestation[]
}

/**
 * Reads a distribution and what belongs to it, and checks all of it, so that nothing has to be taken back once the first byte is
 * sent. `siblings` are the names of the files in its folder, for those who have them already. Throws `unsupported` for files
 * that are no distributions that installers take, `corrupt` for those that are not as they have to be, `conflict` for one
 * that is being written to.
 */
export async function readDistribution(path: string, siblings?: readonly string[]): Promise<Distribution> {
  const filename = basename(path)
  const named = parseFilename(filename)
  if (named.kind === 'unsupported') throw notADistribution(path, named.why)
  const body = await fileBody(path)
  const source = fileSource(path, body.size)
  const contents: { metadata: CoreMetadata; metadataBytes?: Buffer } =
    named.kind === 'wheel'
      ? await readWheel(source, filename)
      : await readSdist(source, filename, { whole: true })
  const { metadata, metadataBytes } = contents
  const problem = versionProblem(metadata.version)
  if (problem !== undefined)
    throw notADistribution(path, `has the Version ${quoted(metadata.version)}, which ${problem}`)
  const digests = await digestsOfFile(path, body.size)
  const beside = await readBeside(path, digests.sha256, siblings ?? (await namesBeside(path)))
  await assertUnchanged(body)
  return {
    filename,
    kind: named.kind,
    body,
    project: normalizeName(metadata.name),
    version: metadata.version,
    pythonVersion: named.pythonVersion,
    metadata,
    metadataBytes,
    digests,
    ...beside
  }
}

async function readBeside(
  path: string,
  sha256: string,
  siblings: readonly string[]
): Promise<Pick<Distribution, 'signature' | 'attestations'>> {
  const filename = basename(path)
  let signature: Buffer | undefined
  const attestations: Attestation[] = []
  for (const name of siblings.filter((each) => signedFile(each) === filename).sort()) {
    if (name.endsWith('.asc')) {
      signature = await readSignature(path)
      continue
    }
    const beside = join(dirname(path), name)
    const bytes = await readSmall(beside, MOST_ATTESTATION)
    attestations.push(...parseAttestations(bytes, { filename, sha256 }, beside))
  }
  return { signature, attestations }
}

/** The signature beside a distribution. Throws `corrupt` where it is none. */
export async function readSignature(path: string): Promise<Buffer> {
  const beside = signatureName(path)
  const bytes = await readSmall(beside, MOST_SIGNATURE, noSignature)
  assertSignature(bytes, beside)
  return bytes
}

async function readSmall(path: string, most: number, refuse = refusal): Promise<Buffer> {
  const { size } = await fileBody(path)
  if (size > most) throw refuse(path, `has ${size} bytes; ${most} are read at most`)
  return fileSource(path, size).read(0, size)
}

async function namesBeside(path: string): Promise<string[]> {
  return readdir(dirname(path)).catch((error: unknown) => {
    throw fileError(error, dirname(path), 'reading')
  })
}

function notADistribution(path: string, why: string): RegistryError {
  return new RegistryError('unsupported', `${path} ${why}`, {
    hint: 'Wheels (.whl) and source distributions (.tar.gz, .zip) are taken, as `python -m build` makes them.'
  })
}
