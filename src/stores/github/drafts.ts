import * as v from 'valibot'
import { isRegistryError, messageOf } from '../../errors.ts'
import type { Revision } from '../store.ts'
import { GithubFailure, means } from './answers.ts'
import type { Departures } from './departures.ts'
import { ask } from './graphql.ts'
import { isMarked } from './marks.ts'
import type { Release } from './release.ts'
import type { Releases } from './releases.ts'
import type { Requests } from './requests.ts'

/** For which release drafts are made or looked for. */
export interface DraftsOf {
  readonly requests: Requests
  readonly releases: Releases
  readonly departures: Departures
  readonly tag: string
  readonly owner: { readonly package: string | null; readonly version: string | null }
}

/**
 * Drafts of one tag that no election names: the one that this step would have elected, and what others left. A draft is
 * elected only by the step that has made it, and only in the place of what it had read before that: so what lies there
 * besides the elected one will never be elected, and may be deleted.
 */
export interface OwnDrafts {
  readonly owner: DraftsOf['owner']
  /** The published release of the tag. Looks for drafts on the way, with GraphQL in the same request. */
  published(hasGraphql: boolean): Promise<Release | undefined>
  /** A draft to be elected in the place of what an election said at a revision. */
  one(over: Revision): Promise<Release>
  /** Deletes all but the elected one in which nothing is: those who have made them see that another one was elected. */
  discard(elected: number): Promise<void>
  /** Deletes the own ones, where no election has come of them, for a reason if there is one. */
  withdraw(why?: unknown): Promise<void>
}

type Draft = Pick<Release, 'id' | 'tag_name'>

/** The drafts of a tag, as one step sees them. */
export function ownDrafts({ requests, releases, departures, tag, owner }: DraftsOf): OwnDrafts {
  let left: Draft[] = []
  /** By what they were made in the place of. */
  const own = new Map<Revision, Release>()

  return {
    owner,

    published: async (hasGraphql) => {
      const found = hasGraphql
        ? await seenTogether(requests, releases, tag)
        : await seenApart(requests, releases, tag)
      left = found.drafts
      return found.published
    },

    one: async (over) => {
      const made = own.get(over) ?? (await releases.draft(tag, owner))
      own.set(over, made)
      return made
    },

    discard: async (elected) => {
      const others = new Map([...left, ...own.values()].map((each) => [each.id, each]))
      others.delete(elected)
      for (const other of others.values()) await releases.remove(other, isEmptyDraft(requests))
    },

    withdraw: async (why) => {
      // A commit whose answer was lost may have elected one; a refusal tells that none did.
      const by = why === undefined || isRefusal(why) ? releases : departures
      for (const each of own.values()) await takeBack(requests, by, each)
    }
  }
}

/** Deletes a draft in which nothing is. One that was elected goes by `Departures`; whoever needs one elects another. */
export async function takeBack(
  requests: Requests,
  by: Pick<Departures | Releases, 'remove'>,
  draft: Draft
): Promise<void> {
  try {
    await by.remove(draft, isEmptyDraft(requests))
  } catch (error) {
    requests.options.log.debug(`release ${draft.tag_name} was not taken back: ${messageOf(error)}`)
  }
}

/** True where nothing was committed for certain. */
function isRefusal(error: unknown): boolean {
  if (!isRegistryError(error)) return false
  return error.code === 'conflict' || (error.cause instanceof GithubFailure && !means(error.cause, 'unclear'))
}

/** Asks whether a release is a draft of this registry, in which nothing is. */
function isEmptyDraft({ options }: Requests): (release: Release) => boolean {
  return (now) => now.draft && now.assets.length === 0 && isMarked(now, options.branch)
}

interface Seen {
  readonly published: Release | undefined
  /** Made by this program. */
  readonly drafts: Draft[]
}

const seenSchema = v.object({
  repository: v.object({
    release: v.nullable(v.object({ databaseId: v.nullable(v.number()), isDraft: v.boolean() })),
    releases: v.object({
      nodes: v.array(
        v.object({
          databaseId: v.nullable(v.number()),
          isDraft: v.boolean(),
          tagName: v.string(),
          description: v.nullable(v.string())
        })
      )
    })
  })
})

const NEWEST =
  'query ($owner: String!, $repo: String!, $tag: String!) { repository(owner: $owner, name: $repo) {' +
  ' release(tagName: $tag) { databaseId isDraft }' +
  ' releases(first: 20, orderBy: { field: CREATED_AT, direction: DESC }) {' +
  ' nodes { databaseId isDraft tagName description } } } }'

async function seenTogether(requests: Requests, releases: Releases, tag: string): Promise<Seen> {
  const { owner, repo, branch } = requests.options
  const doing = `looking for release ${tag} of ${requests.repository}`
  const question = { doing, needs: 'read' as const, query: NEWEST, schema: seenSchema }
  const { repository } = await ask(requests, { ...question, variables: { owner, repo, tag } }).catch(
    (error: unknown) => {
      throw requests.explained(error, question)
    }
  )
  const { release } = repository
  const drafts = repository.releases.nodes.flatMap(({ databaseId: id, isDraft, tagName, description }) =>
    id !== null && isDraft && tagName === tag && isMarked({ body: description, tag_name: tag }, branch)
      ? [{ id, tag_name: tag }]
      : []
  )
  if (release === null) return { published: undefined, drafts }
  // Which of several it shows is not said: a draft need not be all there is.
  const { databaseId: id, isDraft } = release
  const published = isDraft || id === null ? await releases.byTag(tag) : await releases.byId(id)
  return { published, drafts }
}

async function seenApart(requests: Requests, releases: Releases, tag: string): Promise<Seen> {
  const published = await releases.byTag(tag)
  if (published !== undefined) return { published, drafts: [] }
  const drafts: Draft[] = []
  let count = 0
  for await (const release of releases.listed(DRAFTS_AMONG)) {
    if (isDraftOf(release, tag) && isMarked(release, requests.options.branch)) drafts.push(release)
    // Drafts stand first.
    if ((count += 1) === DRAFTS_AMONG) break
  }
  return { published, drafts }
}

const DRAFTS_AMONG = 100

function isDraftOf(release: Release, tag: string): boolean {
  return release.draft && release.tag_name === tag
}
