/** What kind of failure it is; a caller may act on it, a message never has to be parsed. */
export type ErrorCode =
  'input' | 'not-found' | 'conflict' | 'denied' | 'unavailable' | 'corrupt' | 'unsupported'

/**
 * The one class of expected failures. The message names the thing that failed, the hint says what to do about it.
 * Anything else that is thrown is a bug of this program.
 */
export class RegistryError extends Error {
  readonly code: ErrorCode
  readonly hint: string

  constructor(code: ErrorCode, message: string, details: { hint: string; cause?: unknown }) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'RegistryError'
    this.code = code
    this.hint = details.hint
  }
}

/** True where the value is a RegistryError, of the given code if one is named. */
export function isRegistryError(value: unknown, code?: ErrorCode): value is RegistryError {
  return value instanceof RegistryError && (code === undefined || value.code === code)
}

/** The message of anything that was thrown, on one line that no terminal trips over, without a full stop, cut where it is long. */
export function messageOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message || thrown.name : String(thrown)
  const line = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/\.+$/, '')
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

const LONGEST = 1000

/** The code of a Node.js system error (`ENOENT`, `ECONNRESET`, …), if the value is one. */
export function systemCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined
}

/** Turns what the file system threw about `path` into an error with words and a hint; leaves a RegistryError alone. */
export function fileError(thrown: unknown, path: string, doing: string): Error {
  if (isRegistryError(thrown)) return thrown
  const code = systemCode(thrown)
  const known = code === undefined ? undefined : FILE_ERRORS[code]
  if (known === undefined) return thrown instanceof Error ? thrown : new Error(messageOf(thrown))
  return new RegistryError(known.code, `${doing} ${path}: ${known.what}`, { hint: known.hint, cause: thrown })
}

const FILE_ERRORS: Record<string, { code: ErrorCode; what: string; hint: string } | undefined> = {
  ENOENT: {
    code: 'not-found',
    what: 'there is no such file or folder',
    hint: 'Check the path; it is relative to the working directory.'
  },
  EACCES: {
    code: 'denied',
    what: 'permission denied',
    hint: 'Check who owns the file and its folder, and their mode.'
  },
  EPERM: {
    code: 'denied',
    what: 'the operation is not permitted',
    hint: 'Check who owns the file and its folder, and their mode.'
  },
  EROFS: {
    code: 'denied',
    what: 'the file system is read-only',
    hint: 'Choose a folder on a file system that can be written.'
  },
  ENOSPC: {
    code: 'unavailable',
    what: 'the disk is full',
    hint: 'Free some space, or choose a folder on a larger disk, and run the step again.'
  },
  EDQUOT: {
    code: 'unavailable',
    what: 'the disk quota is used up',
    hint: 'Free some space, or choose a folder on another disk, and run the step again.'
  },
  EISDIR: {
    code: 'conflict',
    what: 'there is a folder of that name',
    hint: 'Move the folder away or choose another name.'
  },
  ENOTDIR: {
    code: 'conflict',
    what: 'a part of the path is a file, not a folder',
    hint: 'Move the file away or choose another path.'
  },
  EEXIST: { code: 'conflict', what: 'it exists already', hint: 'Move it away or choose another name.' },
  EMFILE: {
    code: 'unavailable',
    what: 'too many open files',
    hint: 'Raise the limit of open files (ulimit -n).'
  },
  ENAMETOOLONG: {
    code: 'unsupported',
    what: 'the name is too long for this file system',
    hint: 'Choose a shorter name or output folder.'
  }
}
