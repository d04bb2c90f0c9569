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
  if (!(thrown instanceof Error) || isRegistryError(thrown)) return thrown
  const code = systemCode(thrown)
  const isComplaint =
    code === undefined ? thrown.name === 'Error' : /^(?:Z_|ERR_BUFFER_TOO_LARGE$)/.test(code)
  return isComplaint ? refusal(name, `can't be read: ${messageOf(thrown)}`, thrown) : thrown
}

/** A text from a file, quoted for a message: not longer than one can bear, and without what a terminal obeys. */
export function quoted(text: string): string {
  const short = JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text)
  return short.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (odd) => `\\u{${odd.codePointAt(0)?.toString(16)}}`)
}

/** How messages name a member of an archive. */
export function placeOf(name: string, path: string): string {
  return `${name} (${/^[\w.+!/-]{1,100}$/.test(path) ? path : quoted(path)})`
}
