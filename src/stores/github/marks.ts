import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { means } from './answers.ts'
import { releaseSchema, type Release } from './release.ts'
import type { Requests } from './requests.ts'

/** What is in the text of the releases that this program makes: nobody sees it, and it tells them from others. */
const MARK = 'registry-action'

/**
 * True for a release that this program has made with this tag for a registry on a branch: a repository can have several of
 * them, and people give releases other tags.
 */
export function isMarked(
  { body, tag_name: tag }: Pick<Release, 'body' | 'tag_name'>,
  branch: string
): boolean {
  const [found, of] = new RegExp(`<!-- ${MARK} \\S+(?: (\\S+ \\S+))? -->`).exec(body ?? '') ?? []
  return found !== undefined && (of === undefined || of === ownerMark(branch, tag))
}

function ownerMark(branch: string, tag: string): string {
  return `${encodeURIComponent(branch)} ${encodeURIComponent(tag)}`
}

/** Makes an empty draft with a mark. A request that is lost may have made it all the same: its mark tells. Failures are in words. */
export async function makeDraft(
  requests: Requests,
  tag: string,
  of: { package: string | null; version: string | null }
): Promise<Release> {
  const { release: wanted, branch } = requests.options
  const { prerelease, notes, generateNotes, target } = wanted
  const nonce = randomBytes(9).toString('base64url')
  const mark = `<!-- ${MARK} ${nonce} ${ownerMark(branch, tag)} -->`
  const text = notes ?? (generateNotes ? '' : titleOf(tag, of))
  const request = {
    ...{ doing: `creating release ${tag} of ${requests.repository}`, needs: 'write' as const },
    ...{ method: 'POST' as const, at: '/releases' },
    json: {
      ...{ tag_name: tag, name: titleOf(tag, of), body: `${text}\n\n${mark}`, draft: true, prerelease },
      ...(generateNotes ? { generate_release_notes: true } : {}),
      ...(target === undefined ? {} : { target_commitish: target })
    }
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await requests.making(() => requests.once(request, releaseSchema))
    } catch (error) {
      if (!means(error, 'unclear') || attempt >= requests.options.tuning.attempts)
        throw requests.explained(error, request)
      await requests.backOff(attempt)
      const made = await draftMarked(requests, nonce)
      if (made !== undefined) return made
    }
  }
}

/** Drafts stand first in the list. */
async function draftMarked(requests: Requests, nonce: string): Promise<Release | undefined> {
  const request = { doing: `listing the releases of ${requests.repository}`, at: '/releases?per_page=100' }
  const shown = await requests.ask(request, v.array(releaseSchema)).catch((error: unknown) => {
    throw requests.explained(error, request)
  })
  return shown.find(({ body }) => body?.includes(nonce))
}

function titleOf(
  tag: string,
  { package: name, version }: { package: string | null; version: string | null }
): string {
  // Packages that share a tag share its release: as GitHub's own, it is called like the tag.
  return name === null || version === null ? tag : `${name} ${version}`
}
