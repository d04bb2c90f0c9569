import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { messageOf, RegistryError } from '../errors.ts'
import { signatureName } from './layout.ts'

/**
 * Signs a file with GnuPG, or a program that takes its options, into `<file>.asc` beside it. False where that is there
 * already. Throws `input` where the program can't be run or does not sign.
 */
export async function signFile(
  file: string,
  { program, identity }: { program: string; identity: string | undefined }
): Promise<boolean> {
  const signature = signatureName(file)
  if ((await stat(signature).catch(() => undefined)) !== undefined) return false
  const user = identity === undefined ? [] : ['--local-user', identity]
  try {
    await promisify(execFile)(program, [
      '--batch',
      '--detach-sign',
      '--armor',
      ...user,
      '--output',
      signature,
      file
    ])
  } catch (error) {
    throw new RegistryError('input', `${program} did not sign ${file}: ${messageOf(error)}`, {
      hint: 'Check that the program is installed and that its key can be used without being asked for; `sign-with` names another program, `identity` another key.',
      cause: error
    })
  }
  return true
}
