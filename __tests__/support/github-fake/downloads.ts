import { bodyOf, sliceBody } from '../s3-fake/body.ts'
import { readable } from './callers.ts'
import { GithubError, notFound } from './errors.ts'
import { latestOf } from './publishing.ts'
import { fullRef } from './refs.ts'
import { emptyReply, parameter, type Call, type Handler, type Reply } from './reply.ts'
import { archiveUrl, checkSignature, signedUrl } from './signed-urls.ts'
import { findAsset, type Release, type Repository } from './state.ts'

/** GET /{owner}/{repo}/releases/download/{tag}/{name}: for public repositories, and published releases alone. */
export const releaseDownload: Handler = (call) => {
  const path = parameter(call, 'path')
  const slash = path.lastIndexOf('/')
  const repository = publicRepository(call)
  const tag = path.slice(0, slash)
  const release = [...repository.releases.values()].find((each) => !each.draft && each.tag === tag)
  return redirect(call, release, path.slice(slash + 1))
}

/** GET /{owner}/{repo}/releases/latest/download/{name} */
export const latestDownload: Handler = (call) =>
  redirect(call, latestOf(publicRepository(call)), parameter(call, 'name'))

/** GET /{owner}/{repo}/raw/{ref}/{path}: a file of a public repository, as a cache holds it. */
export const rawFile: Handler = (call) => {
  const { git, refs } = publicRepository(call)
  const path = parameter(call, 'path')
  for (const [ref, sha] of refs) {
    const short = ref.replace(/^refs\/(?:heads|tags)\//, '')
    const tree = git.commit(sha)?.tree
    const begin = [`${ref}/`, `${short}/`].find((each) => path.startsWith(each))
    if (begin === undefined || tree === undefined) continue
    const blob = git.blob(git.find(tree, path.slice(begin.length))?.sha ?? '')
    if (blob === undefined) continue
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'max-age=300' }
    return { status: 200, headers, body: bodyOf(blob.bytes) }
  }
  throw notFound()
}

/** GET /repos/{owner}/{repo}/tarball/{ref} and /zipball/{ref}: the way to an archive. */
export const archiveRedirect: Handler = (call) => {
  const { state, caller, request } = call
  const repository = readable(state, caller, request.repository)
  const ref = fullRef(repository, request.parameters['ref'] ?? 'HEAD')
  if (ref === undefined) throw notFound()
  const format = request.operation === 'repos/download-zipball-archive' ? 'legacy.zip' : 'legacy.tar.gz'
  return emptyReply(302, { Location: archiveUrl(state, repository, { format, ref }) })
}

/** GET /{owner}/{repo}/archive/{ref}.tar.gz or .zip */
export const webArchive: Handler = (call) => {
  const repository = publicRepository(call)
  const [, name = '', format = ''] = /^(.+?)\.(tar\.gz|zip)$/.exec(parameter(call, 'path')) ?? []
  const ref = fullRef(repository, name)
  if (ref === undefined) throw notFound()
  return emptyReply(302, { Location: archiveUrl(call.state, repository, { format, ref }) })
}

/** GET of an asset's bytes at a signed address. */
export const storedAsset: Handler = (call) => {
  checkAddress(call)
  const id = Number(parameter(call, 'id'))
  for (const repository of call.state.repositories.values()) {
    const asset = findAsset(repository, id)?.asset
    if (asset === undefined || asset.state === 'starter') continue
    const { rscd = '', rsct = '' } = call.request.query
    const headers = {
      'Content-Type': rsct,
      'Content-Disposition': rscd,
      ETag: `"0x${asset.id.toString(16).toUpperCase()}"`,
      'Last-Modified': asset.updatedAt.toUTCString()
    }
    return ranged(call, { status: 200, headers, body: asset.body })
  }
  throw new GithubError(404, 'The specified blob does not exist.')
}

/** Throws what the storage says to a token of the API's. */
export function refuseToken({ request }: Call): void {
  if (request.headers['authorization'] !== undefined)
    throw new GithubError(400, 'Authentication information is not given in the correct format.')
}

/** Throws what the storage says to a token of the API's, to an address that expired and to a forged one. */
export function checkAddress(call: Call, subject = call.request.rawPath): void {
  refuseToken(call)
  const { state, request } = call
  const worth = checkSignature(state, subject, request.query)
  if (worth === 'expired') throw new GithubError(state.settings.expiredStatus, 'Signature expired')
  if (worth === 'wrong') throw new GithubError(403, 'Server failed to authenticate the request.')
}

function publicRepository({ state, request }: Call): Repository {
  return readable(state, { token: undefined, login: 'ghost' }, request.repository)
}

function redirect({ state }: Call, release: Release | undefined, name: string): Reply {
  const asset = [...(release?.assets.values() ?? [])].find((each) => each.name === name)
  if (asset === undefined || asset.state === 'starter') throw notFound()
  asset.downloads += 1
  return emptyReply(302, { Location: signedUrl(state, asset) })
}

function ranged({ state, request }: Call, reply: Reply): Reply {
  const { range } = request.headers
  if (range === undefined || !state.settings.ranges) return reply
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? []
  if (first === '' && last === '') return reply
  const { size } = reply.body
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  if (start >= size || end <= start)
    throw new GithubError(416, 'The range specified is invalid.', {
      headers: { 'Content-Range': `bytes */${size}` }
    })
  const headers = { ...reply.headers, 'Accept-Ranges': 'bytes' }
  const part = { 'Content-Range': `bytes ${start}-${end - 1}/${size}` }
  return { status: 206, headers: { ...headers, ...part }, body: sliceBody(reply.body, start, end) }
}
