import { RegistryError } from '../errors.ts'
import type { ArchiveFormat } from '../stores/released.ts'
import { downloadMade, type Came } from '../transfer/download-made.ts'
import type { Fetched, FetchJob } from './fetch-job.ts'
import type { Planned } from './plan.ts'

/**
 * Fetches an archive of the source, which GitHub makes when it is asked for and knows no digest of: a lockfile alone
 * can say what its bytes have to be. Throws `corrupt` where they are others.
 */
export async function obtainArchive(
  { store, planned, kept, log }: FetchJob,
  file: string,
  format: ArchiveFormat
): Promise<Fetched> {
  const { key, locked } = planned
  const { commitIn } = await import('../releases/source.ts')
  const done = await downloadMade({
    ...{ store, key, file, target: planned.target },
    look: async (temporary, came) => {
      const commit = await commitIn(temporary, { name: key.filename, format })
      if (locked !== undefined && locked.sha256 !== came.sha256) throw otherBytes(planned, came, commit)
      return commit
    },
    progress: (total) => log.progress(`${key.filename} of ${planned.package}`, total)
  })
  if (done === undefined) throw (await import('../releases/resolve.ts')).noSource(store, key)
  const { sha256, size, seen: commit } = done
  if (locked !== undefined) await kept.keep(sha256, file)
  return {
    ...{ source: 'store', verified: locked === undefined ? 'unverified' : 'sha256', sha256, size },
    ...{ executable: false, archive: { format, commit } }
  }
}

function otherBytes({ key, locked }: Planned, { sha256 }: Came, commit: string | undefined): RegistryError {
  const what = `${key.filename}, the source of ${key.package} ${key.version},`
  return new RegistryError(
    'corrupt',
    `${what} has the sha256 ${sha256}, but the lockfile says ${locked?.sha256 ?? ''}`,
    { hint: whyOther(locked?.commit, commit) }
  )
}

function whyOther(before: string | undefined, now: string | undefined): string {
  if (before === undefined || now === undefined)
    return `Somebody moved the tag, or GitHub packed the same files in another way, which it may. ${COMPARE}`
  return before === now
    ? `Both say that they are of commit ${now}: GitHub seems to have packed the same files in another way, which it may. ${COMPARE}`
    : `It was of commit ${before} and is of ${now}: somebody moved the tag. If that is right, run once with \`update-lock: true\`; if not, do not use it.`
}

const COMPARE =
  'Compare what is in them, then run once with `update-lock: true`. Assets that are attached to a release do not change.'
