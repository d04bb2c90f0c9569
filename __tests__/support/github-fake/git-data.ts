import * as v from 'valibot'
import { bodyOf } from '../s3-fake/body.ts'
import { checkWorkflows, readable, writable } from './callers.ts'
import { personOf, renderGitCommit } from './commits.ts'
import { emptyRepository, GithubError, invalidRequest, notFound } from './errors.ts'
import { emptyTree, modes, type Person } from './git-objects.ts'
import {
  checkWorkflowsOf,
  createRef,
  deleteRef,
  isEmpty,
  renderRef,
  resolveCommit,
  updateRef
} from './refs.ts'
import { nodeId, type Json } from './render.ts'
import { emptyReply, jsonReply, parameter, parsed, type Call, type Handler } from './reply.ts'
import type { Repository } from './state.ts'

const createRefSchema = v.strictObject({ ref: v.string(), sha: v.string() })
const updateRefSchema = v.strictObject({ sha: v.string(), force: v.optional(v.boolean(), false) })
const blobSchema = v.strictObject({
  content: v.string(),
  encoding: v.optional(v.picklist(['utf-8', 'base64']), 'utf-8')
})
const treeSchema = v.strictObject({
  base_tree: v.optional(v.string()),
  tree: v.pipe(
    v.array(
      v.strictObject({
        path: v.string(),
        mode: v.picklist(modes),
        type: v.optional(v.picklist(['blob', 'tree', 'commit'])),
        sha: v.optional(v.nullable(v.string())),
        content: v.optional(v.string())
      })
    ),
    v.minLength(1, 'Invalid tree info')
  )
})
const personSchema = v.strictObject({
  name: v.string(),
  email: v.string(),
  date: v.optional(v.pipe(v.string(), v.isoTimestamp()))
})
const commitSchema = v.strictObject({
  message: v.string(),
  tree: v.string(),
  parents: v.optional(v.array(v.string()), []),
  author: v.optional(personSchema),
  committer: v.optional(personSchema),
  signature: v.optional(v.string())
})

/** GET /git/ref/{ref}: this very one. */
export const getRef: Handler = (call) => {
  const repository = withCommits(readable(call.state, call.caller, call.request.repository))
  const ref = `refs/${parameter(call, 'ref')}`
  const sha = repository.refs.get(ref)
  if (sha === undefined) throw notFound()
  return jsonReply(renderRef(call.state, repository, ref, sha))
}

/** GET /git/matching-refs/{ref}: all that begin like it. */
export const listMatchingRefs: Handler = (call) => {
  const repository = withCommits(readable(call.state, call.caller, call.request.repository))
  const start = `refs/${parameter(call, 'ref')}`
  const found = [...repository.refs]
    .filter(([ref]) => ref.startsWith(start))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return jsonReply(found.map(([ref, sha]) => renderRef(call.state, repository, ref, sha)))
}

/** POST /git/refs */
export const postRef: Handler = (call) => {
  const repository = writable(call.state, call.caller, call.request.repository)
  const { ref, sha } = parsed(call, createRefSchema)
  if (repository.git.commit(sha) !== undefined) checkWorkflowsOf(call.caller, repository, sha)
  createRef(repository, ref, sha)
  return jsonReply(renderRef(call.state, repository, ref, sha), 201)
}

/** PATCH /git/refs/{ref} */
export const patchRef: Handler = (call) => {
  const repository = writable(call.state, call.caller, call.request.repository)
  const { sha, force } = parsed(call, updateRefSchema)
  const ref = `refs/${parameter(call, 'ref')}`
  updateRef(repository, ref, sha, force)
  return jsonReply(renderRef(call.state, repository, ref, sha))
}

/** DELETE /git/refs/{ref} */
export const removeRef: Handler = (call) => {
  const repository = writable(call.state, call.caller, call.request.repository)
  deleteRef(repository, `refs/${parameter(call, 'ref')}`)
  return emptyReply(204)
}

/** POST /git/blobs */
export const postBlob: Handler = (call) => {
  const repository = withCommits(writable(call.state, call.caller, call.request.repository))
  const { content, encoding } = parsed(call, blobSchema)
  const bytes = encoding === 'base64' ? fromBase64(content) : Buffer.from(content)
  const sha = repository.git.add({ type: 'blob', bytes })
  return jsonReply({ sha, url: gitUrl(call, repository, `blobs/${sha}`) }, 201)
}

/** GET /git/blobs/{sha}: in base64, or raw. */
export const getBlob: Handler = (call) => {
  const repository = withCommits(readable(call.state, call.caller, call.request.repository))
  const sha = parameter(call, 'sha')
  const blob = repository.git.blob(sha)
  if (blob === undefined) throw notFound()
  if (blob.bytes.length > call.state.settings.limits.contentsRaw) throw tooLarge()
  if (wantsRaw(call.request.headers['accept']))
    return {
      status: 200,
      headers: { 'Content-Type': 'application/vnd.github.raw; charset=utf-8' },
      body: bodyOf(blob.bytes)
    }
  return jsonReply({
    sha,
    node_id: nodeId('B', sha),
    size: blob.bytes.length,
    url: gitUrl(call, repository, `blobs/${sha}`),
    content: toBase64(blob.bytes),
    encoding: 'base64'
  })
}

/** POST /git/trees: on top of `base_tree`, else from nothing. */
export const postTree: Handler = (call) => {
  const repository = withCommits(writable(call.state, call.caller, call.request.repository))
  const { git } = repository
  const { base_tree: given, tree: entries } = parsed(call, treeSchema)
  const base = given === undefined ? emptyTree : (git.commit(given)?.tree ?? given)
  if (git.tree(base) === undefined) throw new GithubError(404, 'Not Found')
  checkWorkflows(
    call.caller,
    entries.map(({ path }) => path)
  )
  const changes = entries.map(({ path, mode, sha, content }) => {
    if (sha === null) return [path, null] as const
    const id = sha ?? git.add({ type: 'blob', bytes: Buffer.from(content ?? '') })
    if (!git.objects.has(id)) throw new GithubError(422, `tree.sha ${id} is not a valid ${mode} object`)
    return [path, { sha: id, mode }] as const
  })
  const sha = git.change(base, new Map(changes))
  if (sha === undefined) throw new GithubError(422, 'GitRPC::BadObjectState')
  return jsonReply(treeOf(call, repository, sha), 201)
}

/** GET /git/trees/{sha}: a tree, or that of a commit or a ref; `recursive` shows everything below. */
export const getTree: Handler = (call) => {
  const repository = withCommits(readable(call.state, call.caller, call.request.repository))
  const name = parameter(call, 'sha')
  const sha = repository.git.commit(resolveCommit(repository, name) ?? '')?.tree ?? name
  if (repository.git.tree(sha) === undefined) throw notFound()
  return jsonReply(treeOf(call, repository, sha, call.request.query['recursive'] !== undefined))
}

/** POST /git/commits: unsigned, without parents if none are named. */
export const postCommit: Handler = (call) => {
  const repository = withCommits(writable(call.state, call.caller, call.request.repository))
  const { git } = repository
  const given = parsed(call, commitSchema)
  if (git.tree(given.tree) === undefined) throw new GithubError(422, 'Tree SHA does not exist')
  if (!given.parents.every((parent) => git.commit(parent)))
    throw new GithubError(422, 'Parent SHA does not exist or is not a commit object')
  const own = personOf(call.caller.login, call.state.now())
  const author = personFrom(given.author, own)
  const sha = git.add({
    type: 'commit',
    tree: given.tree,
    parents: given.parents,
    author,
    committer: personFrom(given.committer, author),
    message: given.message,
    ...(given.signature === undefined ? {} : { signature: given.signature })
  })
  const commit = git.commit(sha)
  if (commit === undefined) throw notFound()
  return jsonReply(renderGitCommit(call.state, repository, sha, commit), 201)
}

/** GET /git/commits/{sha} */
export const getGitCommit: Handler = (call) => {
  const repository = withCommits(readable(call.state, call.caller, call.request.repository))
  const sha = parameter(call, 'sha')
  const commit = repository.git.commit(sha)
  if (commit === undefined) throw notFound()
  return jsonReply(renderGitCommit(call.state, repository, sha, commit))
}

/** 403 for a file that is larger than the API gives away. */
export function tooLarge(): GithubError {
  return new GithubError(
    403,
    'This API returns blobs up to 100 MB in size. The requested blob is too large.',
    {
      errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }]
    }
  )
}

/** Whether a request asks for the bytes themselves. */
export function wantsRaw(accept: string | undefined): boolean {
  return /\bapplication\/vnd\.github(?:\.v3)?\.raw(?:\+json)?\b/.test(accept ?? '')
}

/** Bytes in base64, with GitHub's line breaks. */
export function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{60}/g, '$&\n')
}

/** Decodes base64, or throws 422. */
export function fromBase64(text: string): Buffer {
  const plain = text.replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(plain) || plain.length % 4 !== 0)
    throw invalidRequest('content is not valid Base64')
  return Buffer.from(plain, 'base64')
}

function withCommits(repository: Repository): Repository {
  if (isEmpty(repository)) throw emptyRepository()
  return repository
}

function treeOf(call: Call, repository: Repository, sha: string, recursive = false): Json {
  const lines = (root: string, prefix: string): Json[] =>
    (repository.git.tree(root)?.entries ?? []).flatMap(({ mode, name, sha: id }) => {
      const path = `${prefix}${name}`
      if (mode !== '040000') {
        const size = repository.git.blob(id)?.bytes.length
        return [{ path, mode, type: 'blob', sha: id, size, url: gitUrl(call, repository, `blobs/${id}`) }]
      }
      const own = { path, mode, type: 'tree', sha: id, url: gitUrl(call, repository, `trees/${id}`) }
      return recursive ? [own, ...lines(id, `${path}/`)] : [own]
    })
  return { sha, url: gitUrl(call, repository, `trees/${sha}`), tree: lines(sha, ''), truncated: false }
}

function personFrom(given: v.InferOutput<typeof personSchema> | undefined, own: Person): Person {
  if (given === undefined) return own
  const { name, email, date } = given
  return { name, email, date: date === undefined ? own.date : new Date(date) }
}

function gitUrl({ state }: Call, { name }: Repository, path: string): string {
  return `${state.urls.api}/repos/${name}/git/${path}`
}
