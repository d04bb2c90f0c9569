import { isRegistryError, messageOf, RegistryError, systemCode } from '../../errors.ts'

/** The error for a file that can't be taken for a distribution: `what` follows its name. */
export function refusal(name: string, what: string, cause?: unknown): RegistryError {
  return new RegistryError('corrupt', `${name} ${what}`, {
    hint: 'Build the distribution again with a current tool, or look at who made it.',
    ...(cause === undefined ? {} : { cause })
  })
}

/** What an archive's reader threw about a file, as a refusal of that file; other failures, and bugs, stay what they are. */
export function unreadable(name: string, thrown: unknown): unknown {
  const isComplaint =
    thrown instanceof Error && !isRegistryError(thrown) && (thrown.name === 'Error' || isOfZlib(thrown))
  return isComplaint ? refusal(name, `can't be read: ${messageOf(thrown)}`, thrown) : thrown
}

function isOfZlib(thrown: Error): boolean {
  return /^(?:Z_|ERR_BUFFER_TOO_LARGE$)/.test(systemCode(thrown) ?? '')
}

/** A text from a file, quoted for a message and not longer than a message can bear. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text)
}
