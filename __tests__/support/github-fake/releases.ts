import * as v from 'valibot'
import { mayWrite, readable, writable } from './callers.ts'
import { GithubError, notFound } from './errors.ts'
import { pageOf } from './paging.ts'
import { createdNow, latestOf, publish, takeLatest } from './publishing.ts'
import { resolveCommit } from './refs.ts'
import { renderRelease } from './render.ts'
import { emptyReply, jsonReply, parameter, parsed, type Call, type Handler, type Reply } from './reply.ts'
import { createRelease as newRelease, type Release, type Repository } from './state.ts'

const fields = {
  target_commitish: v.optional(v.string()),
  name: v.optional(v.nullable(v.string())),
  body: v.optional(v.nullable(v.string())),
  draft: v.optional(v.boolean()),
  prerelease: v.optional(v.boolean()),
  make_latest: v.optional(v.picklist(['true', 'false', 'legacy'])),
  discussion_category_name: v.optional(v.string())
}

const createSchema = v.strictObject({
  ...fields,
  tag_name: v.string(),
  generate_release_notes: v.optional(v.boolean())
})

const updateSchema = v.strictObject({ ...fields, tag_name: v.optional(v.string()) })

const notesSchema = v.strictObject({
  tag_name: v.string(),
  target_commitish: v.optional(v.string()),
  previous_tag_name: v.optional(v.string()),
  configuration_file_path: v.optional(v.string())
})

/** POST /releases: a draft, or a published release with its tag. A tag that cannot be made leaves a draft behind. */
export const createRelease: Handler = (call) => {
  const { state, caller, request } = call
  const repository = writable(state, caller, request.repository)
  const given = parsed(call, createSchema)
  const notes = given.generate_release_notes === true ? notesOf(repository, given.tag_name) : undefined
  const release = newRelease(state, {
    tag: given.tag_name,
    target: given.target_commitish ?? repository.defaultBranch,
    name: given.name ?? notes?.name ?? null,
    body: [given.body, notes?.body].filter((part) => part !== undefined && part !== null).join('\n') || null,
    prerelease: given.prerelease ?? false,
    author: caller.login,
    hidden: state.settings.hiddenLookups
  })
  createdNow(repository, release, caller, given.draft ?? false)
  if (given.draft !== true) {
    publish({ state, repository, release, caller })
    takeLatest(repository, release, given.make_latest ?? 'true')
  }
  return jsonReply(renderRelease(state, repository, release), 201, {
    Location: `${state.urls.api}/repos/${repository.name}/releases/${release.id}`
  })
}

/** PATCH /releases/{id}. Without `make_latest` a published release becomes the latest. */
export const updateRelease: Handler = (call) => {
  const { state, caller, request } = call
  const repository = writable(state, caller, request.repository)
  const release = byId(call, repository)
  const given = parsed(call, updateSchema)
  const before = { ...release }
  release.tag = given.tag_name ?? release.tag
  release.target = given.target_commitish ?? release.target
  if (given.name !== undefined) release.name = given.name
  if (given.body !== undefined) release.body = given.body
  release.prerelease = given.prerelease ?? release.prerelease
  const draft = given.draft ?? before.draft
  try {
    if (!draft) publish({ state, repository, release, caller, before })
    else if (!before.draft) retract(repository, release)
  } catch (error) {
    Object.assign(release, before)
    throw error
  }
  release.updatedAt = state.now()
  if (!draft) takeLatest(repository, release, given.make_latest ?? 'true')
  return jsonReply(renderRelease(state, repository, release))
}

/** DELETE /releases/{id}. The tag stays; that of an immutable release stays taken. */
export const deleteRelease: Handler = (call) => {
  const { state, caller, request } = call
  const repository = writable(state, caller, request.repository)
  const release = byId(call, repository)
  repository.releases.delete(release.id)
  if (repository.latest === release.id) repository.latest = undefined
  return emptyReply(204)
}

/** GET /releases/{id}: drafts too, for those who may write. */
export const getRelease: Handler = (call) => {
  const repository = readable(call.state, call.caller, call.request.repository)
  return jsonReply(renderRelease(call.state, repository, byId(call, repository)))
}

/** GET /releases/tags/{tag}: published ones only, and a fresh one not at once. */
export const getReleaseByTag: Handler = (call) => {
  const repository = readable(call.state, call.caller, call.request.repository)
  const tag = parameter(call, 'tag')
  const release = [...repository.releases.values()].find((each) => !each.draft && each.tag === tag)
  if (release === undefined || isHidden(release)) throw notFound()
  return jsonReply(renderRelease(call.state, repository, release))
}

/** GET /releases/latest: the one that was made the latest, else the newest that is no prerelease. */
export const getLatestRelease: Handler = (call) => {
  const repository = readable(call.state, call.caller, call.request.repository)
  const release = latestOf(repository)
  if (release === undefined) throw notFound()
  return jsonReply(renderRelease(call.state, repository, release))
}

/** GET /releases: newest first; a page behind the first thousand of more is refused; drafts only for those who may write. */
export function listReleases(call: Call): Reply {
  const { state, caller, request } = call
  const repository = readable(state, caller, request.repository)
  const drafts = mayWrite(caller, repository)
  const all = [...repository.releases.values()]
    .filter((release) => (drafts || !release.draft) && !isHidden(release))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || b.id - a.id)
  const most = state.settings.limits.listedReleases
  const { items, headers, start } = pageOf(call, repository, all.slice(0, most))
  if (start > 0 && start >= most && all.length > most)
    throw new GithubError(422, `Only the first ${most} results are available.`)
  return jsonReply(
    items.map((release) => renderRelease(state, repository, release)),
    200,
    headers
  )
}

/** POST /releases/generate-notes */
export const generateNotes: Handler = (call) => {
  const repository = writable(call.state, call.caller, call.request.repository)
  return jsonReply(notesOf(repository, parsed(call, notesSchema).tag_name))
}

/** GET /immutable-releases: 404 where releases can be changed. */
export const checkImmutableReleases: Handler = ({ state, caller, request }) => {
  const repository = readable(state, caller, request.repository)
  if (!repository.immutableReleases) throw notFound()
  return jsonReply({ enabled: true, enforced_by_owner: false })
}

/** The release of the request's path, if the caller may see it; throws 404. */
export function byId(call: Call, repository: Repository): Release {
  const release = repository.releases.get(Number(parameter(call, 'id')))
  if (release === undefined || (release.draft && !mayWrite(call.caller, repository))) throw notFound()
  return release
}

function isHidden(release: Release): boolean {
  if (release.hidden === 0) return false
  release.hidden -= 1
  return true
}

function retract(repository: Repository, release: Release): void {
  if (release.immutable) throw new GithubError(422, 'Cannot make an immutable release a draft.')
  release.draft = true
  release.publishedAt = undefined
  if (repository.latest === release.id) repository.latest = undefined
}

function notesOf(repository: Repository, tag: string): { name: string; body: string } {
  const commit = repository.git.commit(resolveCommit(repository, tag) ?? '')
  const lines = commit === undefined ? [] : [`* ${commit.message.split('\n')[0] ?? ''}`]
  return { name: tag, body: ["## What's Changed", ...lines, '', `**Full Changelog**: ${tag}`].join('\n') }
}
