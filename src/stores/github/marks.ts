/** What is in the text of the releases that this program makes: nobody sees it, and it tells them from others. */
const MARK = 'registry-action'

/** The mark of a release, with a nonce of its own. */
export function markOf(nonce: string, branch: string, tag: string): string {
  return `<!-- ${MARK} ${nonce} ${ownerMark(branch, tag)} -->`
}

/** What of a release tells whether it is marked. */
interface MarkedRelease {
  readonly body?: string | null | undefined
  readonly tag_name: string
}

/**
 * True for a release that this program has made with this tag for a registry on a branch: a repository can have several of
 * them, and people give releases other tags.
 */
export function isMarked({ body, tag_name: tag }: MarkedRelease, branch: string): boolean {
  const [found, of] = new RegExp(`<!-- ${MARK} \\S+(?: (\\S+ \\S+))? -->`).exec(body ?? '') ?? []
  return found !== undefined && (of === undefined || of === ownerMark(branch, tag))
}

function ownerMark(branch: string, tag: string): string {
  return `${encodeURIComponent(branch)} ${encodeURIComponent(tag)}`
}
