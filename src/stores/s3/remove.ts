import { DeleteObjectCommand } from '@aws-sdk/client-s3'
import { RegistryError } from '../../errors.ts'
import { ABSENT, type Revision } from '../store.ts'
import { noncesOf } from './metadata.ts'
import { bare, type Quoting } from './quoting.ts'
import { isUnexpected, type Requests } from './requests.ts'
import type { Answered } from './wire.ts'

/** An object to be deleted, in one state of it. */
export interface Removal {
  readonly path: string
  readonly expected: Revision
  /** Who wrote it, where that is known: bytes that come back have the ETag that they had, but another writer. */
  readonly writer: string | undefined
  /** What is there now. */
  readonly look: () => Promise<Answered | undefined>
}

/**
 * Deletes an object in the state that is meant; in any other it is left alone. AWS holds to the precondition
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html); services that do not know it delete
 * whatever is there, and none tells writers of the same bytes apart. So what is there is looked at before the request is
 * sent, and before it is sent again.
 */
export async function removeObject(requests: Requests, quoting: Quoting, removal: Removal): Promise<void> {
  const { path, expected, writer } = removal
  if (expected === ABSENT) return
  const { aws } = await requests.connection()
  if ((!aws || writer !== undefined) && !(await isStillThere(removal))) return
  const doing = `removing ${requests.nameOf(path)}`
  // The next one where one is refused though nothing has changed; after the last it is asked for without.
  let conditions = [quoting.condition(path, expected), { IfMatch: bare(expected) }]
  for (let attempt = 1; ; attempt += 1) {
    const [condition] = conditions
    const target = { ...requests.bucket, Key: requests.key(path), ...condition }
    const result = await requests.sendOnce({
      doing,
      needs: 's3:DeleteObject',
      call: (client) => client.send(new DeleteObjectCommand(target))
    })
    if (!isUnexpected(result) || !(await isStillThere(removal))) return
    if (attempt >= requests.options.tuning.attempts) throw unconfirmed(doing, result.error)
    if (result.answer === 'refused') conditions = conditions.slice(1)
    else if (result.answer === 'unsupported') conditions = []
    else await requests.backOff(attempt, result.error)
  }
}

/** Who wrote the artifacts that were met: a removal means what was looked at, not the same bytes that came back since. */
export interface Writers {
  of(path: string, revision: Revision): string | undefined
  /** Undefined where it is not known: another tool's, or seen in a listing, which does not tell. */
  met(path: string, revision: Revision, writer: string | undefined): void
}

/** What one store has met. */
export function knownWriters(): Writers {
  const known = new Map<string, string>()
  const idOf = (path: string, revision: Revision) => `${path} ${revision}`
  return {
    of: (path, revision) => known.get(idOf(path, revision)),
    met: (path, revision, writer) => {
      if (writer === undefined) known.delete(idOf(path, revision))
      else known.set(idOf(path, revision), writer)
    }
  }
}

/** What names the writer of an object; undefined where another tool stored it. */
export function writerOf(metadata: Record<string, string>): string | undefined {
  return noncesOf(metadata)[0]
}

async function isStillThere({ expected, writer, look }: Removal): Promise<boolean> {
  const there = await look()
  if (there?.ETag !== expected) return false
  return writer === undefined || writer === writerOf(there.Metadata)
}

function unconfirmed(doing: string, cause: unknown): RegistryError {
  return new RegistryError('unavailable', `${doing}: the service did not confirm it`, {
    hint: 'Nothing is lost: run the step again, it goes on where it was.',
    cause
  })
}
