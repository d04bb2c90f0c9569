import { randomBytes } from 'node:crypto'
import { RegistryError } from '../../errors.ts'
import { ABSENT, type Revision } from '../store.ts'
import { noncesOf } from './metadata.ts'
import type { Condition, Quoting } from './quoting.ts'
import { isUnexpected, type Request, type Requests } from './requests.ts'

/** One write that is bound to the state of its key. */
export interface ConditionalWrite {
  readonly path: string
  readonly expected: Revision
  /** Marks what this write stores, so that it is recognised after a lost reply. */
  readonly nonce: string
  /** False where the service ignores preconditions. The state is looked at then: races stay possible, mistakes do not. */
  readonly kept: boolean
  readonly put: Request<{ readonly ETag?: string | undefined }>['call']
}

/** A write that was carried out, the revision that it left, and its nonce. */
export interface Written {
  readonly revision: Revision
  readonly nonce: string
}

/** A mark that no other write has. */
export function newNonce(): string {
  return randomBytes(9).toString('base64url')
}

/**
 * Carries out a conditional write exactly once. A reply that is lost does not tell whether the write was applied, and
 * a request that timed out may still be applied later: the object itself is read then, and its nonces tell.
 */
export async function writeOnce(requests: Requests, write: ConditionalWrite): Promise<Written | 'refused'> {
  const outcome = await writeIfHeld(requests, write)
  if (outcome !== 'bodiless') return outcome
  throw new RegistryError(
    'unsupported',
    `${requests.nameOf(write.path)} can hold no bytes: its name ends in a slash`,
    {
      hint: 'Choose another name.'
    }
  )
}

/** The same for a key that may end in `/`. `bodiless`: the service keeps no bytes under such a key. */
export async function writeIfHeld(
  requests: Requests,
  write: ConditionalWrite
): Promise<Written | 'refused' | 'bodiless'> {
  const doing = `writing ${requests.nameOf(write.path)}`
  if (!write.kept && (await stateOf(requests, write)) !== 'expected') return 'refused'
  let doubt = false
  for (let attempt = 1; ; attempt += 1) {
    const result = await requests.sendOnce({ doing, needs: 's3:PutObject', call: write.put })
    if (!isUnexpected(result)) return { revision: result.ETag ?? '', nonce: write.nonce }
    const { answer } = result
    if (answer === 'refused' || answer === 'absent')
      return doubt ? writtenAfterAll(requests, write) : 'refused'
    if (answer === 'bodiless') return answer
    if (answer === 'unsupported' || answer === 'no-upload' || answer === 'no-range')
      throw unsupported(doing, result.error)
    doubt = true
    const state = await stateOf(requests, write)
    if (state === 'changed') return 'refused'
    if (state !== 'expected') return state
    if (attempt >= requests.options.tuning.attempts) throw unavailable(doing, result.error)
    await requests.backOff(attempt, result.error)
  }
}

/** Writes with a precondition, again where a refusal may have been for the quotes of an ETag that is current. */
export async function conditionally<T extends Written | 'refused' | 'again' | 'bodiless'>(
  requests: Requests,
  quoting: Quoting,
  write: Omit<ConditionalWrite, 'put'>,
  attempt: (condition: Condition | undefined) => Promise<T>
): Promise<T> {
  const { path, expected, kept } = write
  if (!kept) return attempt(undefined)
  for (;;) {
    const outcome = await attempt(quoting.condition(path, expected))
    if (outcome !== 'again' && outcome !== 'bodiless')
      quoting.settled(path, expected, outcome === 'refused' ? outcome : 'written')
    if (outcome !== 'refused' || !quoting.isOpen(path, expected)) return outcome
    if ((await stateOf(requests, write)) !== 'expected') return outcome
  }
}

async function writtenAfterAll(requests: Requests, write: ConditionalWrite): Promise<Written | 'refused'> {
  const state = await stateOf(requests, write)
  return typeof state === 'object' ? state : 'refused'
}

/** Whether the key still is as the write expects it, or was changed by somebody else; or what this write stored there. */
export async function stateOf(
  requests: Requests,
  { path, expected, nonce }: Pick<ConditionalWrite, 'path' | 'expected' | 'nonce'>
): Promise<Written | 'expected' | 'changed'> {
  const head = await requests.ask(
    {
      doing: `reading ${requests.nameOf(path)}`,
      call: (_, wire) => wire({ method: 'HEAD', key: requests.key(path) })
    },
    'absent'
  )
  if (isUnexpected(head)) return expected === ABSENT ? 'expected' : 'changed'
  if (noncesOf(head.Metadata).includes(nonce)) return { revision: head.ETag ?? '', nonce }
  return head.ETag === expected ? 'expected' : 'changed'
}

function unsupported(doing: string, cause: unknown): RegistryError {
  return new RegistryError('unsupported', `${doing}: the service does not know conditional writes`, {
    hint: 'Use a service that does, or accept that two jobs may overwrite each other with `allow-races: true`.',
    cause
  })
}

function unavailable(doing: string, cause: unknown): RegistryError {
  return new RegistryError('unavailable', `${doing}: the service did not confirm the write`, {
    hint: 'Nothing is lost: run the step again, it goes on where it was.',
    cause
  })
}
