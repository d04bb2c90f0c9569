import { execFile } from 'node:child_process'
import { rm, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { messageOf, RegistryError } from '../errors.ts'
import { readSignature, type Distribution } from './distributions/read.ts'
import { signatureName } from './layout.ts'

/** What files are signed with. */
export interface Signing {
  /** GnuPG, or a program that takes its options. */
  readonly program: string
  /** The key; undefined: the program's own choice. */
  readonly identity: string | undefined
  /** Nothing is written, and no program is run: it is only said what would be signed. */
  readonly dryRun: boolean
}

/**
 * Sees to it that each of these files, which were read and checked, has a signature that fits, `<file>.asc` beside it. One
 * that the program verifies stays; one that it finds wrong, or that can't be verified and is older than the file, is made
 * anew. Answers the files with the signatures that they have now. Throws `conflict` for a younger one that can't be
 * verified, `input` where the program can't be run or does not sign.
 */
export async function signAll(
  files: readonly Distribution[],
  signing: Signing,
  tell: (line: string) => void
): Promise<Distribution[]> {
  const signed: Distribution[] = []
  // One after the other: a program may ask for its key.
  for (const file of files) signed.push(await ensureSigned(file, signing, tell))
  return signed
}

async function ensureSigned(
  file: Distribution,
  signing: Signing,
  tell: (line: string) => void
): Promise<Distribution> {
  const { path } = file.body
  if (signing.dryRun) {
    const where = file.signature === undefined ? '' : `, where ${signatureName(path)} does not fit it`
    tell(`would sign ${path}${where}`)
    return file
  }
  if (file.signature !== undefined) {
    if (await fits(path, signing)) return file
    await rm(signatureName(path), { force: true })
  }
  await sign(path, signing)
  const anew = file.signature === undefined ? '' : ' anew: the signature beside it did not fit'
  tell(`signed ${path}${anew}`)
  return { ...file, signature: await readSignature(path) }
}

/** True where the signature beside a file is good; false where it is wrong, or older than the file and not known to be good. */
async function fits(path: string, { program }: Signing): Promise<boolean> {
  const signature = signatureName(path)
  try {
    await promisify(execFile)(program, ['--batch', '--verify', signature, path])
    return true
  } catch (error) {
    if (hasExitCode(error, BAD_SIGNATURE) || (await isOlder(signature, path))) return false
    throw new RegistryError(
      'conflict',
      `${signature} is there already, and ${program} can't verify it: ${messageOf(error)}`,
      {
        hint: `Delete it, so that the file is signed anew; or give ${program} the public key that it was made with.`,
        cause: error
      }
    )
  }
}

/** With which GnuPG ends where it has the key, and the signature is of other bytes. */
const BAD_SIGNATURE = 1

function hasExitCode(error: unknown, code: number): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

async function isOlder(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other)])
  return first.mtimeMs < second.mtimeMs
}

async function sign(path: string, { program, identity }: Signing): Promise<void> {
  const user = identity === undefined ? [] : ['--local-user', identity]
  try {
    await promisify(execFile)(program, [
      '--batch',
      '--detach-sign',
      '--armor',
      ...user,
      '--output',
      signatureName(path),
      path
    ])
  } catch (error) {
    throw new RegistryError('input', `${program} did not sign ${path}: ${messageOf(error)}`, {
      hint: 'Check that the program is installed and that its key can be used without being asked for; `sign-with` names another program, `identity` another key.',
      cause: error
    })
  }
}
