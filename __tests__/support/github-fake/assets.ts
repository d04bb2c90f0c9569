import * as v from 'valibot'
import { bytesOf, emptyBody } from '../s3-fake/body.ts'
import { mayWrite, readable, writable } from './callers.ts'
import { GithubError, notFound, validationFailed } from './errors.ts'
import { pageOf } from './paging.ts'
import { byId } from './releases.ts'
import { renderAsset } from './render.ts'
import { emptyReply, jsonReply, parameter, parsed, type Call, type Handler } from './reply.ts'
import { signedUrl } from './signed-urls.ts'
import { findAsset, type Asset, type Release, type Repository } from './state.ts'

const updateSchema = v.strictObject({
  name: v.optional(v.string()),
  label: v.optional(v.string()),
  state: v.optional(v.string())
})

/** GET /releases/{id}/assets: in the order they were begun in, those in state `starter` too. */
export const listAssets: Handler = (call) => {
  const { state, caller, request } = call
  const repository = readable(state, caller, request.repository)
  const release = byId(call, repository)
  const { items, headers } = pageOf(call, repository, [...release.assets.values()])
  return jsonReply(
    items.map((asset) => renderAsset(state, repository, release, asset)),
    200,
    headers
  )
}

/** GET /releases/assets/{id}: the record, or for `application/octet-stream` the way to the bytes. */
export const getAsset: Handler = (call) => {
  const { state, caller, request } = call
  const repository = readable(state, caller, request.repository)
  const { asset, release } = assetOf(call, repository)
  if (release.draft && !mayWrite(caller, repository)) throw notFound()
  if (!wantsBytes(request.headers['accept'])) return jsonReply(renderAsset(state, repository, release, asset))
  if (asset.state === 'starter') throw notFound()
  asset.downloads += 1
  if (!state.settings.directDownloads) return emptyReply(302, { Location: signedUrl(state, asset) })
  return { status: 200, headers: { 'Content-Type': 'application/octet-stream' }, body: asset.body }
}

/** PATCH /releases/assets/{id} */
export const updateAsset: Handler = (call) => {
  const { state, caller, request } = call
  const repository = writable(state, caller, request.repository)
  const { asset, release } = assetOf(call, repository)
  const given = parsed(call, updateSchema)
  if (release.immutable) throw new GithubError(422, 'Cannot update assets of an immutable release.')
  const name = given.name === undefined ? asset.name : storedName(given.name)
  if (name !== asset.name) checkName(release, name)
  asset.name = name
  asset.label = given.label ?? asset.label
  asset.updatedAt = state.now()
  return jsonReply(renderAsset(state, repository, release, asset))
}

/** DELETE /releases/assets/{id} */
export const deleteAsset: Handler = (call) => {
  const repository = writable(call.state, call.caller, call.request.repository)
  const { asset, release } = assetOf(call, repository)
  if (release.immutable) throw new GithubError(422, 'Cannot delete assets from an immutable release.')
  release.assets.delete(asset.id)
  return emptyReply(204)
}

/** An asset without its bytes: what an upload leaves behind that does not end. Throws what an upload can be refused for. */
export function beginAsset(
  call: Call,
  size: number
): { asset: Asset; release: Release; repository: Repository } {
  const { state, caller, request } = call
  const repository = writable(state, caller, request.repository)
  const release = byId(call, repository)
  if (release.immutable) throw new GithubError(422, 'Cannot upload assets to an immutable release.')
  const given = request.query['name'] ?? ''
  if (given === '') throw missing('name')
  const contentType = request.headers['content-type']
  if (contentType === undefined) throw missing('content_type')
  checkSize(call, size)
  const name = storedName(given)
  checkName(release, name)
  const { assetsPerRelease } = state.settings.limits
  if (release.assets.size >= assetsPerRelease)
    throw invalidAsset('file_count', `file_count limited to ${assetsPerRelease} assets per release`)
  const now = state.now()
  const asset: Asset = {
    id: state.newId(),
    name,
    label: request.query['label'] ?? '',
    state: 'starter',
    contentType,
    body: emptyBody,
    size: 0,
    digest: null,
    downloads: 0,
    createdAt: now,
    updatedAt: now,
    uploader: caller.login
  }
  release.assets.set(asset.id, asset)
  return { asset, release, repository }
}

/**
 * The name that GitHub gives an asset: accents are dropped, each run of what is neither a letter, a digit, `_`, `+`
 * nor `-` becomes one `.`, and a name cannot begin or end with one.
 */
export function storedName(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '')
  const kept = plain.replace(/[^A-Za-z0-9_+-]+/g, '.').replace(/\.$/, '')
  return kept === '' || kept.startsWith('.') ? `default${kept}` : kept
}

/** The bytes of an asset as a test changed them: what is said of them stays. */
export function tamperAsset(asset: Asset, change: (body: Buffer) => Asset['body']): void {
  asset.body = change(Buffer.from(bytesOf(asset.body)))
}

function assetOf(call: Call, repository: Repository): { asset: Asset; release: Release } {
  const found = findAsset(repository, Number(parameter(call, 'id')))
  if (found === undefined) throw notFound()
  return found
}

function wantsBytes(accept: string | undefined): boolean {
  return accept?.split(',').some((type) => /^\s*application\/octet-stream\b/.test(type)) ?? false
}

function checkSize({ state }: Call, size: number): void {
  if (!(size > 0)) throw new GithubError(400, 'Bad Content-Length')
  const { assetSize } = state.settings.limits
  if (size >= assetSize) throw invalidAsset('size', `size must be less than ${assetSize}`)
}

function checkName(release: Release, name: string): void {
  for (const other of release.assets.values()) {
    if (other.name === name)
      throw validationFailed({ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' })
  }
}

function missing(field: string): GithubError {
  return validationFailed({ resource: 'ReleaseAsset', code: 'missing_field', field })
}

function invalidAsset(field: string, message: string): GithubError {
  return validationFailed({ resource: 'ReleaseAsset', code: 'custom', field, message })
}
