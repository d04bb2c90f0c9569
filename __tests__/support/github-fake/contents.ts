import * as v from 'valibot'
import { bodyOf } from '../s3-fake/body.ts'
import { checkWorkflows, readable, writable } from './callers.ts'
import { contentUrl, personOf, renderCommit, renderGitCommit, webFlow, webSignature } from './commits.ts'
import { GithubError, notFound } from './errors.ts'
import { fromBase64, toBase64, tooLarge, wantsRaw } from './git-data.ts'
import { emptyTree, type Person } from './git-objects.ts'
import type { Changes, Found } from './git-store.ts'
import { pageOf } from './paging.ts'
import { headOf, isEmpty, resolveCommit } from './refs.ts'
import { encodePath, type Json } from './render.ts'
import { jsonReply, parameter, parsed, type Call, type Handler, type Reply } from './reply.ts'
import type { Repository, State } from './state.ts'

const personSchema = v.strictObject({ name: v.string(), email: v.string(), date: v.optional(v.string()) })
const changeFields = {
  message: v.string(),
  branch: v.optional(v.string()),
  author: v.optional(personSchema),
  committer: v.optional(personSchema)
}
const putSchema = v.strictObject({ ...changeFields, content: v.string(), sha: v.optional(v.string()) })
const deleteSchema = v.strictObject({ ...changeFields, sha: v.string() })

/** A commit that is to be made. */
export interface Committing {
  readonly state: State
  readonly repository: Repository
  readonly branch: string
  readonly message: string
  readonly changes: Changes
  readonly login: string
}

/** GET /contents/{path}: a file inside JSON up to 1 MB, raw up to 100 MB, or a directory's first thousand entries. */
export const getContent: Handler = (call) => {
  const { state, caller, request } = call
  const repository = readable(state, caller, request.repository)
  const ref = request.query['ref'] ?? repository.defaultBranch
  if (isEmpty(repository)) throw new GithubError(404, 'This repository is empty.')
  const commit = resolveCommit(repository, ref)
  if (commit === undefined) throw new GithubError(404, `No commit found for the ref ${ref}`)
  const path = request.parameters['path'] ?? ''
  const found = repository.git.find(repository.git.commit(commit)?.tree ?? '', path)
  if (found === undefined) throw notFound()
  const at = { call, repository, ref, path }
  return found.mode === '040000' ? directory(at, found.sha) : file(at, found.sha)
}

/** PUT /contents/{path}: creates an absent file whatever `sha` says, and changes one only for the right `sha`. */
export const putContent: Handler = (call) => {
  const repository = writable(call.state, call.caller, call.request.repository)
  const given = parsed(call, putSchema)
  const path = parameter(call, 'path')
  const before = currentFile(call, repository, given.branch, path)
  if (before !== undefined && given.sha === undefined)
    throw new GithubError(422, `Invalid request.\n\n"sha" wasn't supplied.`)
  if (before !== undefined && before.sha !== given.sha)
    throw new GithubError(409, `${path} does not match ${given.sha ?? ''}`)
  const sha = repository.git.add({ type: 'blob', bytes: fromBase64(given.content) })
  const value = { sha, mode: before?.mode ?? ('100644' as const) }
  const commit = writeFile(call, repository, given, value)
  const ref = given.branch ?? repository.defaultBranch
  const content = renderFile({ call, repository, ref, path }, sha)
  return jsonReply({ content, commit: shown(call, repository, commit) }, before === undefined ? 201 : 200)
}

/** DELETE /contents/{path} */
export const deleteContent: Handler = (call) => {
  const repository = writable(call.state, call.caller, call.request.repository)
  const given = parsed(call, deleteSchema)
  const path = parameter(call, 'path')
  const before = currentFile(call, repository, given.branch, path)
  if (before === undefined) throw notFound()
  if (before.sha !== given.sha) throw new GithubError(409, `${path} does not match ${given.sha}`)
  const commit = writeFile(call, repository, given, null)
  return jsonReply({ content: null, commit: shown(call, repository, commit) })
}

/** GET /commits: of a branch by first parents, newest first. */
export const listCommits: Handler = (call) => {
  const repository = readable(call.state, call.caller, call.request.repository)
  if (isEmpty(repository)) throw new GithubError(409, 'Git Repository is empty.')
  const { sha: start, path } = call.request.query
  if (path !== undefined) call.failed(new Error('the fake does not list the commits of a path'))
  const all: string[] = []
  let sha = resolveCommit(repository, start ?? repository.defaultBranch)
  if (sha === undefined) throw notFound()
  for (; sha !== undefined; sha = repository.git.commit(sha)?.parents[0]) all.push(sha)
  const { items, headers } = pageOf(call, repository, all)
  return jsonReply(
    items.map((each) => commitOf(call, repository, each)),
    200,
    headers
  )
}

/** GET /commits/{ref}: with `application/vnd.github.sha` only its id. */
export const getCommit: Handler = (call) => {
  const repository = readable(call.state, call.caller, call.request.repository)
  const sha = resolveCommit(repository, parameter(call, 'ref'))
  if (sha === undefined) throw new GithubError(422, `No commit found for SHA: ${parameter(call, 'ref')}`)
  if (/application\/vnd\.github(?:\.v3)?\.sha\b/.test(call.request.headers['accept'] ?? ''))
    return { status: 200, headers: { 'Content-Type': 'application/vnd.github.sha' }, body: bodyOf(sha) }
  return jsonReply(commitOf(call, repository, sha))
}

/** Makes a commit signed by GitHub on a branch; an empty repository's first one makes the branch. */
export function commitTo({
  state,
  repository,
  branch,
  message,
  changes,
  login
}: Committing): string | undefined {
  const { git, refs } = repository
  const head = headOf(repository, branch)
  const tree = git.change(git.commit(head ?? '')?.tree ?? emptyTree, changes)
  if (tree === undefined) return undefined
  const author: Person = personOf(login, state.now())
  const sha = git.add({
    type: 'commit',
    tree,
    parents: head === undefined ? [] : [head],
    author,
    committer: webFlow(author.date),
    message,
    signature: webSignature
  })
  refs.set(`refs/heads/${branch}`, sha)
  return sha
}

interface Place {
  readonly call: Call
  readonly repository: Repository
  readonly ref: string
  readonly path: string
}

function file(at: Place, sha: string): Reply {
  const { limits } = at.call.state.settings
  const bytes = at.repository.git.blob(sha)?.bytes ?? Buffer.alloc(0)
  if (bytes.length > limits.contentsRaw) throw tooLarge()
  if (wantsRaw(at.call.request.headers['accept']))
    return {
      status: 200,
      headers: { 'Content-Type': 'application/vnd.github.raw+json; charset=utf-8' },
      body: bodyOf(bytes)
    }
  const inside = bytes.length <= limits.contentsInJson
  return jsonReply({
    ...renderFile(at, sha),
    content: inside ? toBase64(bytes) : '',
    encoding: inside ? 'base64' : 'none'
  })
}

function directory(at: Place, sha: string): Reply {
  const { call, repository, path } = at
  const { directoryEntries } = call.state.settings.limits
  const entries = repository.git.tree(sha)?.entries.slice(0, directoryEntries) ?? []
  const below = (name: string): Place => ({
    ...at,
    path: path === '' ? name : `${path.replace(/\/$/, '')}/${name}`
  })
  return jsonReply(
    entries.map(({ name, mode, sha: id }) => renderFile(below(name), id, mode === '040000' ? 'dir' : 'file'))
  )
}

function renderFile({ call, repository, ref, path }: Place, sha: string, type = 'file'): Json {
  const { urls } = call.state
  const folder = type === 'dir'
  const url = contentUrl(call.state, repository, path, ref)
  const git = `${urls.api}/repos/${repository.name}/git/${folder ? 'trees' : 'blobs'}/${sha}`
  const html = `${urls.web}/${repository.name}/${folder ? 'tree' : 'blob'}/${encodePath(ref)}/${encodePath(path)}`
  const raw = `${urls.web}/${repository.name}/raw/${encodePath(ref)}/${encodePath(path)}`
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    sha,
    size: repository.git.blob(sha)?.bytes.length ?? 0,
    url,
    html_url: html,
    git_url: git,
    download_url: folder ? null : raw,
    type,
    _links: { self: url, git, html }
  }
}

function currentFile(
  { request }: Call,
  repository: Repository,
  branch: string | undefined,
  path: string
): Found | undefined {
  if (isEmpty(repository)) return undefined
  const head = headOf(repository, branch ?? repository.defaultBranch)
  if (head === undefined) throw new GithubError(404, `Branch ${branch ?? ''} not found`)
  const found = repository.git.find(repository.git.commit(head)?.tree ?? '', path)
  if (found?.mode === '040000') throw new GithubError(422, `${request.key} is a directory`)
  return found
}

function writeFile(
  call: Call,
  repository: Repository,
  { message, branch }: { readonly message: string; readonly branch?: string | undefined },
  value: Found | null
): string {
  const path = parameter(call, 'path')
  checkWorkflows(call.caller, [path])
  const commit = commitTo({
    state: call.state,
    repository,
    branch: branch ?? repository.defaultBranch,
    message,
    changes: new Map([[path, value]]),
    login: call.caller.login
  })
  if (commit === undefined) throw notFound()
  return commit
}

function shown({ state }: Call, repository: Repository, sha: string): Json {
  const commit = repository.git.commit(sha)
  return commit === undefined ? {} : renderGitCommit(state, repository, sha, commit)
}

function commitOf({ state }: Call, repository: Repository, sha: string): Json {
  const commit = repository.git.commit(sha)
  return commit === undefined ? {} : renderCommit(state, repository, sha, commit)
}
