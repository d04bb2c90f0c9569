import { messageOf, RegistryError } from '../../errors.ts'
import { means, WORKFLOWS_HINT } from './answers.ts'
import type { Election } from './claims.ts'
import { isMarked } from './marks.ts'
import type { Release } from './release.ts'
import type { Requests } from './requests.ts'

/** Throws `conflict` where the tag's release is that of another package or version. */
export function assertOwner(
  { repository }: Requests,
  tag: string,
  election: Election | undefined,
  owner: Pick<Election, 'package' | 'version'>
): void {
  if (election === undefined) return
  if (election.package === owner.package && election.version === owner.version) return
  const other = [election.package, election.version].filter((each) => each !== null).join(' ')
  throw new RegistryError(
    'conflict',
    `release ${tag} of ${repository} belongs to ${other}: both make the same tag`,
    {
      hint: 'Choose a `tag` that keeps them apart, such as `{package}@{version}`, or another version.'
    }
  )
}

/** A release that somebody has made a draft again is theirs to publish: throws `conflict`. */
export function assertNobodysDraft({ repository, options }: Requests, release: Release): void {
  if (!release.draft || isMarked(release, options.branch)) return
  throw new RegistryError(
    'conflict',
    `release ${release.tag_name} of ${repository} was made by hand, and is a draft now: no file is put into it`,
    {
      hint: 'Publish it, or delete it if it is not wanted any more. Then run the step again.'
    }
  )
}

/** Words for what a ruleset or the repository itself does not allow. */
export function blocked(
  { repository, options }: Requests,
  tag: string,
  error: unknown,
  stays: boolean
): RegistryError | undefined {
  if (means(error, 'denied') && options.release.target !== undefined) {
    // The draft could be made, and the target is all that its tag adds.
    const what = `the tag ${tag} of ${repository} may not be put on \`target\`: ${messageOf(error)}`
    return new RegistryError('denied', what, { hint: WORKFLOWS_HINT, cause: error })
  }
  if (!means(error, 'invalid')) return undefined
  if (/rule violations|pre_receive|immutable release/i.test(error.message)) {
    return new RegistryError(
      'denied',
      `the tag ${tag} of ${repository} may not be made: ${messageOf(error)}`,
      {
        hint: `A ruleset of the repository protects such tags, or an immutable release had this one. Let the ruleset make an exception, or choose another \`tag\`. ${stays ? 'The draft stays, with what earlier steps have put into it.' : 'Nothing was left behind.'}`,
        cause: error
      }
    )
  }
  if (error.message.includes('target_commitish')) {
    return new RegistryError(
      'input',
      `the tag ${tag} can't be put on \`target\`: there is no such branch or commit in ${repository}`,
      {
        hint: 'Name a branch, or a commit that was pushed; or leave `target` out.',
        cause: error
      }
    )
  }
  return undefined
}
