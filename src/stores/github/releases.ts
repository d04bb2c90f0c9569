import * as v from 'valibot'
import { means } from './answers.ts'
import { makeDraft } from './marks.ts'
import { releaseSchema, SURELY_SHOWN, assetSchema, type Asset, type Release } from './release.ts'
import type { Requests } from './requests.ts'

/** Called where there may be older releases, which GitHub does not list any more. */
export type Cut = () => void

/** The releases of a repository. Failures are in words, unless said otherwise. */
export interface Releases {
  /**
   * The published release of a tag. It may be as it was a moment ago, or when all were listed last: what it shows was
   * there. With `fresh` it is as it is now, so that also what it lacks is known.
   */
  byTag(tag: string, options?: { fresh?: boolean }): Promise<Release | undefined>
  /** A release, a draft too. Where a tag is told: one that somebody has given another tag counts as gone. */
  byId(id: number, tag?: string): Promise<Release | undefined>
  /**
   * Lists all of them, so that `byTag` need not ask for each, unless that was done a while ago and still counts. True
   * where it was done now.
   */
  survey(): Promise<boolean>
  /** Whether `byTag` has to ask. */
  isKnown(tag: string): boolean
  /** Forgets what is known of a tag, or of all: somebody has changed a release. */
  forget(tag?: string): void
  /** The one that GitHub shows as the latest: published, and no prerelease. */
  latest(): Promise<Release | undefined>
  /** The one that was published last, prereleases too, of the hundred that GitHub lists first. */
  newest(cut?: Cut): Promise<Release | undefined>
  /** All of them, newest first, as far as GitHub lists them; drafts for those who may write. */
  all(cut?: Cut): AsyncIterable<Release>
  /** The same as they are listed: of many assets only the first. Throws `not-found` where the repository is not seen. */
  listed(pageSize?: number, cut?: Cut): AsyncIterable<Release>
  /** Makes an empty draft that is marked as this program's. */
  draft(tag: string, of: { package: string | null; version: string | null }): Promise<Release>
  /** Makes a draft public. Throws a `GithubFailure` that means `invalid` where GitHub does not allow it. */
  publish(id: number): Promise<Release>
  /**
   * Deletes a release if it `may` go; its tag stays. Looks at it before each attempt: others may fill and publish it while
   * this one waits. False where it may not. What others may count on goes through `Departures`.
   */
  remove(release: Pick<Release, 'id' | 'tag_name'>, may: MayGo): Promise<boolean>
}

/** Whether a release as it is now is to be deleted. `isUnclear`: it was sent already, got no answer, and may come late. */
export type MayGo = (now: Release, isUnclear: boolean) => boolean | Promise<boolean>

/** The releases of one repository. */
export function githubReleases(requests: Requests): Releases {
  const { tuning, release: wanted } = requests.options

  /** A release's own document may show only the first of many assets. Undefined where it is gone meanwhile. */
  async function whole(release: Release): Promise<Release | undefined> {
    if (release.assets.length < SURELY_SHOWN) return release
    const assets: Asset[] = []
    for (let page = 1; ; page += 1) {
      const shown = await requests.find(
        {
          doing: `listing the assets of release ${release.tag_name}`,
          at: `/releases/${release.id}/assets?per_page=${tuning.pageSize}&page=${page}`
        },
        v.array(assetSchema)
      )
      if (shown === undefined) return undefined
      assets.push(...shown)
      if (shown.length < tuning.pageSize) return { ...release, assets }
    }
  }

  async function* listed(pageSize = tuning.pageSize, cut: Cut = () => undefined): AsyncGenerator<Release> {
    let count = 0
    for (let page = 1; ; page += 1) {
      const request = {
        doing: `listing the releases of ${requests.repository}`,
        at: `/releases?per_page=${pageSize}&page=${page}`
      }
      const shown = await requests.ask(request, v.array(releaseSchema)).catch((error: unknown) => {
        if (page > 1 && isEndOfList(error)) return undefined
        throw requests.explained(error, request)
      })
      yield* shown ?? []
      count += shown?.length ?? 0
      if (shown === undefined || (shown.length < pageSize && ENDS.has(count))) cut()
      if (shown === undefined || shown.length < pageSize) return
    }
  }

  /** They are listed by the dates of their commits; a release that is published late has an old one. */
  async function newest(cut?: Cut): Promise<Release | undefined> {
    let last: Release | undefined
    let count = 0
    for await (const release of listed(LISTED_AT_ONCE, cut)) {
      count += 1
      if (!release.draft && (last === undefined || publishedAt(release) > publishedAt(last))) last = release
      if (count % LISTED_AT_ONCE === 0 && last !== undefined) break
    }
    return last && whole(last)
  }

  const find = async (doing: string, at: string): Promise<Release | undefined> => {
    const request = { doing, at }
    const found = await requests.find(request, releaseSchema)
    return found && whole(found)
  }

  const byId = async (id: number, tag?: string) => {
    const found = await find(`looking for release ${id} of ${requests.repository}`, `/releases/${id}`)
    return tag === undefined || found?.tag_name === tag ? found : undefined
  }

  let known = new Map<string, Release>()
  let knownUntil = 0
  const isKnown = (tag: string) => Date.now() < knownUntil && known.has(tag)
  /** Files of one version are asked for at the same moment: their release is looked for once. */
  const underWay = new Map<string, Promise<Release | undefined>>()
  const forget = (tag?: string) => {
    for (const map of [known, underWay])
      if (tag === undefined) map.clear()
      else map.delete(tag)
  }
  const lookFor = async (tag: string): Promise<Release | undefined> => {
    const place = `/releases/tags/${tag.split('/').map(encodeURIComponent).join('/')}`
    const found = await find(`looking for release ${tag} of ${requests.repository}`, place)
    // GitHub lists no more than 1,000.
    if (found !== undefined && Date.now() < knownUntil) known.set(tag, found)
    return found
  }
  const look = (tag: string): Promise<Release | undefined> => {
    const looking =
      underWay.get(tag) ??
      lookFor(tag).finally(() => {
        if (underWay.get(tag) === looking) underWay.delete(tag)
      })
    underWay.set(tag, looking)
    return looking
  }

  async function* all(cut?: Cut): AsyncGenerator<Release> {
    for await (const release of listed(tuning.pageSize, cut)) {
      const found = await whole(release)
      if (found !== undefined) yield found
    }
  }

  return {
    isKnown,
    forget,
    all,
    listed,
    newest,
    latest: () => find(`looking for the latest release of ${requests.repository}`, '/releases/latest'),

    survey: async () => {
      if (Date.now() < knownUntil && known.size > 0) return false
      const found = new Map<string, Release>()
      for await (const release of all()) if (!release.draft) found.set(release.tag_name, release)
      known = found
      knownUntil = Date.now() + tuning.surveyAge
      return true
    },

    byTag: async (tag, { fresh = false } = {}) => {
      if (fresh) return lookFor(tag)
      return isKnown(tag) ? known.get(tag) : look(tag)
    },

    byId,

    draft: (tag, of) => makeDraft(requests, tag, of),

    publish: (id) => {
      forget()
      const json = { draft: false, prerelease: wanted.prerelease, make_latest: wanted.makeLatest }
      const request = { doing: `publishing release ${id} of ${requests.repository}`, at: `/releases/${id}` }
      return requests.making(() =>
        requests.ask({ ...request, needs: 'write', method: 'PATCH', json }, releaseSchema)
      )
    },

    remove: async ({ id, tag_name: tag }, may) => {
      const since = Date.now()
      let isUnclear = false
      for (let attempt = 1; ; attempt += 1) {
        const now = await byId(id, tag)
        if (now === undefined) return true
        if (!(await may(now, isUnclear))) return false
        forget(tag)
        const outcome = await deleteOnce(requests, { id, tag, attempt, since })
        if (outcome === 'gone') return true
        isUnclear ||= outcome === 'unclear'
      }
    }
  }
}

/** One attempt. Where it is not gone, another one may be made, after another look: it has waited for that. */
async function deleteOnce(
  requests: Requests,
  of: { readonly id: number; readonly tag: string; readonly attempt: number; readonly since: number }
): Promise<'gone' | 'unclear' | 'limited'> {
  const { id, tag, attempt, since } = of
  const request = {
    ...{ doing: `deleting release ${tag} of ${requests.repository}`, needs: 'write' as const },
    ...{ method: 'DELETE' as const, at: `/releases/${id}`, impatient: true }
  }
  try {
    await requests.once(request, v.undefined())
    return 'gone'
  } catch (error) {
    if (means(error, 'absent')) return 'gone'
    const again = means(error, 'unclear') && attempt < requests.options.tuning.attempts
    if (!again && !means(error, 'limited')) throw requests.explained(error, request)
    await (again ? requests.backOff(attempt) : requests.waitForLimit(error, since)).catch(
      (failure: unknown) => {
        throw requests.explained(failure, request)
      }
    )
    return again ? 'unclear' : 'limited'
  }
}

/** Of a list that is too long GitHub refuses to show what lies behind the first thousand, or ten thousand. */
function isEndOfList(error: unknown): boolean {
  return means(error, 'invalid') && /only the first \d+ results/i.test(error.message)
}

/** So many may be all that it shows, where it does not refuse. */
const ENDS: ReadonlySet<number> = new Set([1_000, 10_000])

/** As many as GitHub lists in one answer. */
const LISTED_AT_ONCE = 100

function publishedAt({ published_at: at, created_at: created }: Release): string {
  return at ?? created
}
